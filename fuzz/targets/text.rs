//! The command line's way in: one text, units of the outside, the same answer twice.
#![no_main]

#[path = "../../tests/invariants/mod.rs"]
#[allow(dead_code)]
mod invariants;

use libfuzzer_sys::fuzz_target;
use sutra::analysis::Options;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    invariants::units_agree(&text, &Options::default());
    invariants::same_again(&invariants::blocks(&text), &Options::default());
});
