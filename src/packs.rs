//! The language packs that are built in, compiled once.

use std::sync::OnceLock;

use crate::lexicon::Lexicon;
use crate::pack::{Pack, PackError};

/// A pack as it stands in the program: `files` are (path, text), examples left out.
pub struct Embedded {
    pub code: &'static str,
    pub files: &'static [(&'static str, &'static str)],
    pub model: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Reads and compiles one pack; mistakes are returned and what was right is kept.
pub fn compile(code: &str, files: &[(&str, &str)], model: Option<&[u8]>) -> (Lexicon, Vec<PackError>) {
    let (pack, mut errors) = Pack::parse(code, files);
    let (mut lexicon, more) = Lexicon::compile(pack);
    errors.extend(more);
    if let Some(bytes) = model {
        match crate::model::Model::read(bytes) {
            Ok(model) => lexicon.model = Some(model),
            Err(message) => errors.push(PackError { file: format!("{code}/model.bin"), line: 0, message }),
        }
    }
    (lexicon, errors)
}

/// All built-in packs, in the order of their codes. Compiled at first use.
pub fn all() -> &'static [Lexicon] {
    static PACKS: OnceLock<Vec<Lexicon>> = OnceLock::new();
    PACKS.get_or_init(|| EMBEDDED.iter().map(|e| compile(e.code, e.files, e.model).0).collect())
}

/// The same as a list of references, as [`crate::document::Document`] takes them.
pub fn references() -> Vec<&'static Lexicon> {
    all().iter().collect()
}
