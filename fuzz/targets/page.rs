//! The page's way in: blocks with roles and options, and every promise of the contract. The first byte chooses options.
#![no_main]

#[path = "../../tests/invariants/mod.rs"]
#[allow(dead_code)]
mod invariants;

use libfuzzer_sys::fuzz_target;
use sutra::analysis::{Method, Options, Scope};

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let options = Options {
        language: [None, Some("hi"), Some("en"), None][choice as usize & 3].map(str::to_owned),
        scope: if choice & 4 == 0 { Scope::Claims } else { Scope::Wide },
        method: [Method::Both, Method::PacksOnly, Method::ModelOnly, Method::Both][choice as usize >> 3 & 3],
        minimum_confidence: if choice & 32 == 0 { 0.0 } else { 0.5 },
    };
    let blocks = invariants::blocks(&String::from_utf8_lossy(rest));
    invariants::page(&blocks, &options);
    invariants::same_after_edits(&blocks, &options);
});
