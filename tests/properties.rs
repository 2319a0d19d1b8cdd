//! Properties of the engine over made-up text: pieces of news language put together without sense, with everything a page
//! may hold strewn in. `./build.sh fuzz SECONDS` looks longer, with coverage to guide it.

mod invariants;

use proptest::prelude::*;
use sutra::analysis::{Method, Options, Scope, analyze_text};
use sutra::offsets::Unit;

/// Words that make the engine do something, and signs that make text hard.
const PIECES: &[&str] = &[
    "said", "says", "told", "according to", "denied", "confirmed", "alleged", "reportedly", "sources", "officials", "who asked not to be named",
    "that", "the", "The", "he", "She", "it", "they", "Mayor", "Anita Rao", "Rao", "U.S.", "Mr.", "the ministry", "the report", "Reuters", "on Monday",
    "the bridge is safe", "this", "the allegation", "not", "would not comment", "if", "whether",
    "ने", "कहा", "कहा कि", "बताया", "के मुताबिक", "के अनुसार", "सूत्रों", "सूत्रों ने बताया", "खंडन किया", "से इनकार किया", "पुष्टि की", "कथित तौर पर",
    "आरोप लगाया", "मंत्री", "डॉ.", "अनिल वर्मा", "उन्होंने", "उनके", "इस बात", "इन खबरों का", "पुल सुरक्षित है", "है", "था", "कि", "पीटीआई", "रिपोर्ट",
    "ज़रूरत", "ज़रूरत", "क़ानून", "हिंदी", "हिन्दी", "गाँव",
    ".", "।", "॥", "|", "?", "!", "…", ",", ":", ";", "-", "—", "\"", "“", "”", "‘", "’", "'", "«", "»", "(", ")", "[", "]", "*", "#",
    "\n", "\n\n", "\t", " ", "\u{a0}", "\u{200b}", "\u{200c}", "\u{200d}", "\u{ad}", "\u{feff}", "\u{202e}", "\u{2028}", "\0", "\r\n",
    "😀", "👨‍👩‍👧‍👦", "🇮🇳", "e\u{301}\u{302}\u{303}", "\u{93c}", "\u{94d}", "\u{301}", "𐍈", "ﷺ", "12", "3.5", "१२", "https://example.org/a?b=c", "a@b.c",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,6}"];
    proptest::collection::vec((piece, prop_oneof![4 => Just(" "), 1 => Just("")]), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
}

fn options() -> impl Strategy<Value = Options> {
    (
        proptest::sample::select(&[None, Some("hi"), Some("en")][..]),
        proptest::sample::select(&[Scope::Claims, Scope::Wide][..]),
        proptest::sample::select(&[Method::Both, Method::PacksOnly, Method::ModelOnly][..]),
        proptest::sample::select(&[0.0f32, 0.5, 1.0][..]),
    )
        .prop_map(|(language, scope, method, minimum_confidence)| Options { language: language.map(str::to_owned), scope, method, minimum_confidence })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_analysis_keeps_the_contract(text in text(), options in options()) {
        invariants::page(&invariants::blocks(&text), &options);
    }

    #[test]
    fn the_units_agree(text in text(), options in options()) {
        invariants::units_agree(&text, &options);
    }

    #[test]
    fn the_same_text_gives_the_same_answer(text in text()) {
        invariants::same_again(&invariants::blocks(&text), &Options::default());
    }

    #[test]
    fn a_pack_of_any_text_is_read_or_refused(text in text()) {
        let text = text.replace("\n\n", "\ncue ");
        let file = ("xx/cues/10-any.txt", text.as_str());
        let _ = sutra::check::check(&[("xx/language.txt", "name Any\nscript Latin\n"), file]);
    }
}

/// The letters that Unicode writes in two ways: क़ as one character, or as क with a nukta.
fn decomposed(text: &str) -> String {
    const PAIRS: &[(char, &str)] = &[
        ('\u{929}', "\u{928}\u{93c}"), ('\u{931}', "\u{930}\u{93c}"), ('\u{934}', "\u{933}\u{93c}"), ('\u{958}', "\u{915}\u{93c}"),
        ('\u{959}', "\u{916}\u{93c}"), ('\u{95a}', "\u{917}\u{93c}"), ('\u{95b}', "\u{91c}\u{93c}"), ('\u{95c}', "\u{921}\u{93c}"),
        ('\u{95d}', "\u{922}\u{93c}"), ('\u{95e}', "\u{92b}\u{93c}"), ('\u{95f}', "\u{92f}\u{93c}"),
    ]; // a table of Unicode's, one pair a letter
    text.chars().map(|c| PAIRS.iter().find(|(one, _)| *one == c).map_or_else(|| c.to_string(), |(_, two)| (*two).to_owned())).collect()
}

/// The words of an analysis, written one way.
fn words(text: &str) -> Vec<String> {
    let points: Vec<char> = text.chars().collect();
    let analysis = analyze_text(text, &Options::default(), Unit::CodePoint);
    let word = |range: &[u32; 2]| decomposed(&points[range[0] as usize..range[1] as usize].iter().collect::<String>());
    analysis
        .attributions
        .iter()
        .map(|a| {
            let content: Vec<String> = a.content.iter().map(word).collect();
            format!("{:?} {:?} {:?} {:?} {content:?}", a.kind, a.stance, a.source.as_ref().map(word), a.cue.as_ref().map(word))
        })
        .collect()
}

#[test]
fn how_a_nukta_is_written_does_not_matter() {
    let mut read = 0;
    for folder in ["tests/articles/hi", "tests/articles/en"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|e| e != "txt") {
                continue;
            }
            let two = decomposed(&std::fs::read_to_string(&path).unwrap());
            let one = two.replace("\u{91c}\u{93c}", "\u{95b}").replace("\u{921}\u{93c}", "\u{95c}").replace("\u{92b}\u{93c}", "\u{95e}").replace("\u{915}\u{93c}", "\u{958}");
            assert_eq!(words(&two), words(&one), "{}", path.display());
            read += 1;
        }
    }
    assert!(read > 5, "articles of our own were read");
}

/// Inputs that no article is, and that a page may hold all the same. Each must end soon.
#[test]
fn monsters_end() {
    let long = |unit: &str, characters: usize| unit.repeat(characters / unit.chars().count() + 1);
    for unit in [
        "\u{301}", "\u{93c}", "\0", " ", "\u{202e}", "“", "\"", "said ", "ने कहा कि ", "सूत्रों ", "👨‍👩‍👧‍👦", "a", "क", "।", ".", "(", "“he said ‘", "Mr. ", "@", "https://a.b/",
    ] {
        let text = long(unit, 20_000);
        let start = std::time::Instant::now();
        invariants::page(&invariants::blocks(&text), &Options::default());
        assert!(start.elapsed().as_secs() < 60, "{unit:?} took {:?}", start.elapsed());
    }
}

#[test]
fn nothing_at_all() {
    for text in ["", " ", "\n\n\n", "\u{feff}", "\0"] {
        let found = invariants::page(&invariants::blocks(text), &Options::default());
        assert!(found.attributions.is_empty());
    }
    assert!(invariants::page(&[], &Options::default()).attributions.is_empty());
}
