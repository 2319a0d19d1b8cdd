//! The language packs that are built in, compiled once.

use std::sync::OnceLock;

use crate::lexicon::Lexicon;
use crate::pack::{Pack, PackError, Script};

/// A pack as it stands in the program: `files` are (path, text), examples left out.
pub struct Embedded {
    /// The language's code, for instance `hi`.
    pub code: &'static str,
    /// The pack's files: path and text.
    pub files: &'static [(&'static str, &'static str)],
    /// The trained weights, where the language has some.
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

static COMPILED: [OnceLock<Lexicon>; EMBEDDED.len()] = [const { OnceLock::new() }; EMBEDDED.len()];

fn compiled(index: usize) -> &'static Lexicon {
    let embedded = &EMBEDDED[index];
    COMPILED[index].get_or_init(|| compile(embedded.code, embedded.files, embedded.model).0)
}

/// All built-in packs, in the order of their codes. Each is compiled at first use.
pub fn references() -> Vec<&'static Lexicon> {
    (0..EMBEDDED.len()).map(compiled).collect()
}

/// The built-in packs that can matter to a text: those of the scripts that its blocks are in, and the one that is asked for.
/// The others need not be compiled, which is most of the time to the first answer.
pub fn for_blocks<'t>(blocks: impl Iterator<Item = &'t str>, language: Option<&str>) -> Vec<&'static Lexicon> {
    if COMPILED.iter().all(|pack| pack.get().is_some()) {
        return references();
    }
    let scripts: Vec<Script> = blocks.filter_map(|text| crate::language::script_of(text).ok()).collect();
    let matters = |index: usize| language == Some(EMBEDDED[index].code) || script(&EMBEDDED[index]).is_none_or(|s| scripts.contains(&s));
    (0..EMBEDDED.len()).filter(|&index| matters(index)).map(compiled).collect()
}

/// The script that a pack's language.txt names, without reading the rest.
fn script(embedded: &Embedded) -> Option<Script> {
    let (_, text) = embedded.files.iter().find(|(path, _)| path.ends_with("/language.txt"))?;
    let name = text.lines().find_map(|line| line.trim().strip_prefix("script "))?;
    match name.trim() {
        "Devanagari" => Some(Script::Devanagari),
        "Latin" => Some(Script::Latin),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_those_of_the_packs() {
        for (embedded, pack) in EMBEDDED.iter().zip(references()) {
            assert_eq!(script(embedded), Some(pack.pack.script), "{}", embedded.code);
        }
    }
}
