//! The language packs that are built in, compiled once.

use std::sync::OnceLock;

use crate::lexicon::Lexicon;
use crate::pack::{Pack, PackError, Script, WordSet};

/// A pack as it stands in the program.
pub struct Embedded {
    /// The language's code, for instance `hi`.
    pub code: &'static str,
    /// The script that its language.txt names, so that the rest need not be read to know it.
    script: &'static str,
    /// The pack's files, see [`crate::packing`].
    packed: &'static [u8],
    /// The trained weights, where the language has some.
    pub model: Option<&'static [u8]>,
}

impl Embedded {
    /// Reads the pack.
    pub fn read(&self) -> (Pack, Vec<PackError>) {
        read(self.code, self.packed)
    }
}

/// Reads what [`crate::packing::pack`] made of a pack's files.
pub fn read(code: &str, packed: &[u8]) -> (Pack, Vec<PackError>) {
    let unpacked = crate::packing::unpack(packed);
    let sets = unpacked.sets.into_iter().map(|(name, members)| (name, WordSet::of(members))).collect();
    let files: Vec<(&str, &str)> = unpacked.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Pack::continued(code, sets, &files)
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Reads and compiles one pack; mistakes are returned and what was right is kept.
///
/// ```
/// let pack = "language xx\n  name Example\n  script Latin\ncue blurted\n";
/// let (lexicon, mistakes) = sutra::packs::compile("xx", &[("xx/pack.txt", pack)], None);
/// assert!(mistakes.is_empty());
/// let options = sutra::analysis::Options { language: Some("xx".to_owned()), ..Default::default() };
/// let stages = sutra::explain::explain_with("Ann blurted it is safe.", &options, &[&lexicon]);
/// assert_eq!(stages.proposals[0].text, "blurted");
/// ```
pub fn compile(code: &str, files: &[(&str, &str)], model: Option<&[u8]>) -> (Lexicon, Vec<PackError>) {
    build(Pack::parse(code, files), model)
}

fn build((pack, mut errors): (Pack, Vec<PackError>), model: Option<&[u8]>) -> (Lexicon, Vec<PackError>) {
    let (mut lexicon, more) = Lexicon::compile(pack);
    errors.extend(more);
    if let Some(bytes) = model {
        match crate::model::Model::read(bytes) {
            Ok(model) => lexicon.model = Some(model),
            Err(message) => errors.push(PackError { file: format!("{}/model.bin", lexicon.pack.code), line: 0, message }),
        }
    }
    (lexicon, errors)
}

static COMPILED: [OnceLock<Lexicon>; EMBEDDED.len()] = [const { OnceLock::new() }; EMBEDDED.len()];

fn compiled(index: usize) -> &'static Lexicon {
    let embedded = &EMBEDDED[index];
    COMPILED[index].get_or_init(|| build(embedded.read(), embedded.model).0)
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

fn script(embedded: &Embedded) -> Option<Script> {
    match embedded.script {
        "Devanagari" => Some(Script::Devanagari),
        "Latin" => Some(Script::Latin),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unpacked_reads_as_what_was_packed() {
        for embedded in EMBEDDED {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang").join(embedded.code);
            let mut files: Vec<(String, String)> = Vec::new();
            for part in [folder.clone(), folder.join("cues"), folder.join("words")] {
                for path in std::fs::read_dir(part).expect("a pack's folder").map(|entry| entry.expect("an entry").path()).filter(|p| p.extension().is_some_and(|e| e == "txt")) {
                    let name = path.strip_prefix(&folder).expect("inside the folder").display().to_string();
                    files.push((format!("{}/{name}", embedded.code), std::fs::read_to_string(&path).expect("a file of the pack")));
                }
            }
            files.sort();
            let borrowed: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            let (ours, theirs) = (embedded.read().0, Pack::parse(embedded.code, &borrowed).0);
            let entries = |pack: &Pack| pack.entries.iter().map(|e| format!("{:?}", crate::pack::Entry { examples: Vec::new(), ..e.clone() })).collect::<Vec<_>>();
            assert_eq!(entries(&ours), entries(&theirs));
            let sets = |pack: &Pack| pack.sets.iter().map(|(name, set)| (name.clone(), set.members().collect::<std::collections::BTreeSet<_>>())).collect::<Vec<_>>();
            assert_eq!(sets(&ours), sets(&theirs));
            assert_eq!(format!("{:?}{:?}{:?}", ours.name, ours.terminators, ours.order), format!("{:?}{:?}{:?}", theirs.name, theirs.terminators, theirs.order));
        }
    }

    proptest::proptest! {
        #[test]
        fn anything_unpacks_to_a_pack(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
            for packed in [&bytes, &[b"3 2\nx 9\n", bytes.as_slice()].concat()] {
                Lexicon::compile(read("xx", packed).0);
            }
        }
    }

    #[test]
    fn scripts_are_those_of_the_packs() {
        for (embedded, pack) in EMBEDDED.iter().zip(references()) {
            assert_eq!(script(embedded), Some(pack.pack.script), "{}", embedded.code);
        }
    }
}
