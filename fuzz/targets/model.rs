//! A model file of any bytes: read and run, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sutra::analysis::{Options, mark};
use sutra::document::Document;

fuzz_target!(|data: &[u8]| {
    let Ok(model) = sutra::model::Model::read(data) else { return };
    let pack = "language xx\n  name X\n  script Latin\ncue said\ncue denied\n  stance denies\n";
    let (mut lexicon, _) = sutra::packs::compile("xx", &[("xx/a.txt", pack)], None);
    lexicon.model = Some(model);
    let packs = [&lexicon];
    let doc = Document::from_text("Ann said that Bob denied it. \"No,\" said Bob.", &packs, Some("xx"));
    for found in mark(&doc, &Options::default()).attributions {
        assert!((0.0..=1.0).contains(&found.confidence));
    }
});
