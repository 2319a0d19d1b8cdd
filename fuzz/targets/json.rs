//! The types of the boundaries: blocks as a page hands them in, by way of JSON, with all that serde lets through.
#![no_main]

#[path = "../../tests/invariants/mod.rs"]
#[allow(dead_code)]
mod invariants;

use libfuzzer_sys::fuzz_target;
use sutra::analysis::{Options, PageBlock};

fuzz_target!(|data: &[u8]| {
    let Ok(mut blocks) = serde_json::from_slice::<Vec<PageBlock>>(data) else { return };
    // that ids tell blocks apart is the caller's affair
    for (index, block) in blocks.iter_mut().enumerate() {
        block.id = block.id / 1_000 * 1_000 + index as u32 % 1_000;
    }
    blocks.sort_by_key(|b| b.id);
    blocks.dedup_by_key(|b| b.id);
    let analysis = invariants::page(&blocks, &Options::default());
    serde_json::to_string(&analysis).expect("an analysis can be written");
});
