//! What stands in the program in forms of its own: a model file of any bytes, a built-in one with some bytes changed, and a
//! packed pack. Read and run, or refused. The first byte says which.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sutra::analysis::{Options, mark};
use sutra::document::Document;
use sutra::model::Model;

/// The model with bytes written over at places of three bytes each, counted from its end where the first bit is set: behind
/// the frequencies that it begins with, hardly anything can be wrong.
fn damaged(whole: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut file = whole.to_vec();
    for edit in edits.chunks_exact(4) {
        let place = (usize::from(edit[0] & 0x7f) << 16 | usize::from(edit[1]) << 8 | usize::from(edit[2])) % file.len();
        // (most of the places near the beginning, where the tables are)
        let place = if edit[0] & 0x80 == 0 { place % 2048 } else { file.len() - 1 - place };
        file[place] = edit[3];
    }
    file
}

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let built_in: Vec<&[u8]> = sutra::packs::EMBEDDED.iter().filter_map(|e| e.model).collect();
    let file = match choice % 4 {
        0 => rest.to_vec(),
        1 | 2 => damaged(built_in[usize::from(choice % 4 - 1) % built_in.len()], rest),
        _ => {
            sutra::lexicon::Lexicon::compile(sutra::packs::read("xx", rest).0);
            return;
        }
    };
    let Ok(model) = Model::read(&file) else { return };
    let pack = "language xx\n  name X\n  script Latin\ncue said\ncue denied\n  stance denies\n";
    let (mut lexicon, _) = sutra::packs::compile("xx", &[("xx/a.txt", pack)], None);
    lexicon.model = Some(model);
    let packs = [&lexicon];
    let doc = Document::from_text("Ann said that Bob denied it. \"No,\" said Bob.", &packs, Some("xx"));
    for found in mark(&doc, &Options::default()).attributions {
        assert!((0.0..=1.0).contains(&found.confidence));
    }
});
