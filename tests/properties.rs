//! Properties of the engine over made-up text: pieces of news language put together without sense, with everything a page
//! may hold strewn in. `./build.sh fuzz SECONDS` looks longer, with coverage to guide it.

mod invariants;

use proptest::prelude::*;
use sutra::analysis::{Method, Options, PageBlock, Scope, analyze_page, analyze_text};
use sutra::offsets::Unit;

/// Words that make the engine do something, and signs that make text hard.
const PIECES: &[&str] = &[
    "said",
    "says",
    "told",
    "according to",
    "denied",
    "confirmed",
    "alleged",
    "reportedly",
    "sources",
    "officials",
    "who asked not to be named",
    "that",
    "the",
    "The",
    "he",
    "She",
    "it",
    "they",
    "Mayor",
    "Anita Rao",
    "Rao",
    "U.S.",
    "Mr.",
    "the ministry",
    "the report",
    "Reuters",
    "on Monday",
    "the bridge is safe",
    "this",
    "the allegation",
    "not",
    "would not comment",
    "if",
    "whether",
    "ने",
    "कहा",
    "कहा कि",
    "बताया",
    "के मुताबिक",
    "के अनुसार",
    "सूत्रों",
    "सूत्रों ने बताया",
    "खंडन किया",
    "से इनकार किया",
    "पुष्टि की",
    "कथित तौर पर",
    "आरोप लगाया",
    "मंत्री",
    "डॉ.",
    "अनिल वर्मा",
    "उन्होंने",
    "उनके",
    "इस बात",
    "इन खबरों का",
    "पुल सुरक्षित है",
    "है",
    "था",
    "कि",
    "पीटीआई",
    "रिपोर्ट",
    "ज़रूरत",
    "ज़रूरत",
    "क़ानून",
    "हिंदी",
    "हिन्दी",
    "गाँव",
    ".",
    "।",
    "॥",
    "|",
    "?",
    "!",
    "…",
    ",",
    ":",
    ";",
    "-",
    "—",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "*",
    "#",
    "\n",
    "\n\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{ad}",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\0",
    "\r\n",
    "😀",
    "👨‍👩‍👧‍👦",
    "🇮🇳",
    "e\u{301}\u{302}\u{303}",
    "\u{93c}",
    "\u{94d}",
    "\u{301}",
    "𐍈",
    "ﷺ",
    "12",
    "3.5",
    "१२",
    "https://example.org/a?b=c",
    "a@b.c",
];

/// The same cases every time; others with `PROPTEST_RNG_SEED=42`, more with `PROPTEST_CASES=10000`.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 300;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = proptest::test_runner::RngSeed::Fixed(1);
    }
    config
}

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
    #![proptest_config(config())]

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
        invariants::same_after_edits(&invariants::blocks(&text), &Options::default());
    }

    #[test]
    fn a_pack_of_any_text_is_read_or_refused(text in text()) {
        let text = text.replace("\n\n", "\ncue ");
        let file = ("xx/cues/10-any.txt", text.as_str());
        let _ = sutra::check::check(&[("xx/language.txt", "name Any\nscript Latin\n"), file]);
    }
}

/// Words of the scripts that there are packs for, whose letters Unicode writes in two ways, and signs that may be put in another order.
const VARIANTS: &[&str] = &[
    "ख़बर",
    "क़ानून",
    "\u{958}लम",
    "फ़र्ज़ी",
    "\u{95e}ैसला",
    "ज़रूरत",
    "पढ़ाई",
    "लड़के ने कहा कि",
    "ख़ारिज किया",
    "मुताबिक़",
    "ऩ",
    "\u{931}\u{94d}य",
    "य़",
    "अ\u{951}ग्नि",
    "डॉ. ज़ाकिर हुसैन",
    "के मुताबिक़",
    "café",
    "José Núñez",
    "Nguyễn Văn Ả",
    "naïve",
    "Ångström",
    "Łódź",
    "É’Brien",
    "d’Évian said that",
    "Élysée",
    "señor Peña said",
    "O’Ñeill",
    "≠",
    "≮",
    "\u{37e}",
    "\u{212b}",
    "\u{344}",
    "z\u{335}\u{327}a\u{310}l\u{342}g\u{302}o\u{301}\u{323}",
    "ä\u{323}",
    "\u{323}\u{301}",
    "\"\u{301}",
    ".\u{301}",
    "क\u{94d}\u{93c}ष",
    "ि\u{93c}",
];

fn variants() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(PIECES), 3 => proptest::sample::select(VARIANTS)];
    proptest::collection::vec((piece, prop_oneof![4 => Just(" "), 1 => Just("")]), 0..40).prop_map(|parts| parts.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

/// An analysis with its words for its offsets, every word decomposed.
fn in_words(text: &str, options: &Options) -> String {
    use unicode_normalization::UnicodeNormalization;
    let points: Vec<char> = text.chars().collect();
    let analysis = analyze_text(text, options, Unit::CodePoint);
    let word = |range: &[u32; 2]| points[range[0] as usize..range[1] as usize].iter().collect::<String>().nfd().collect::<String>();
    let mut out = format!("{}\n", analysis.lang);
    for sentence in &analysis.sentences {
        out += &format!("[{}]\n", word(sentence));
    }
    for a in &analysis.attributions {
        let list = |ranges: &[[u32; 2]]| ranges.iter().map(word).collect::<Vec<_>>();
        let who = a.who.as_ref().map(|w| w.nfd().collect::<String>());
        out += &format!(
            "{} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {who:?} {:?} {:?} {} {}\n",
            a.id,
            a.source.as_ref().map(word),
            a.cue.as_ref().map(word),
            list(&a.content),
            a.kind,
            a.sub,
            a.stance,
            a.quote,
            list(&a.about),
            a.answers,
            a.rule,
            a.confidence
        );
    }
    out
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_normal_form_of_the_text_does_not_matter(text in variants(), options in options()) {
        use unicode_normalization::UnicodeNormalization;
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        let given = in_words(&text, &options);
        prop_assert_eq!(&given, &in_words(&composed, &options), "composed");
        prop_assert_eq!(&given, &in_words(&decomposed, &options), "decomposed");
    }

    #[test]
    fn lines_and_blocks_are_the_same(text in text(), options in options()) {
        let mut title = Some("headline");
        let blocks: Vec<PageBlock> = text.split('\n').enumerate().map(|(id, line)| {
            let role = if line.trim().is_empty() { "body" } else { title.take().unwrap_or("body") };
            PageBlock { id: id as u32, text: line.to_owned(), role: role.to_owned() }
        }).collect();
        let mut begins = vec![0u32];
        for block in &blocks {
            begins.push(begins[begins.len() - 1] + block.text.encode_utf16().count() as u32 + 1);
        }
        let place = |s: &sutra::analysis::BlockSpan| [begins[s.block as usize] + s.start, begins[s.block as usize] + s.end];
        let (page, whole) = (analyze_page(&blocks, &options), analyze_text(&text, &options, Unit::Utf16));
        prop_assert_eq!(page.sentences.iter().map(place).collect::<Vec<_>>(), whole.sentences);
        prop_assert_eq!(page.attributions.len(), whole.attributions.len());
        for (a, b) in page.attributions.iter().zip(&whole.attributions) {
            prop_assert_eq!(a.source.as_ref().map(place), b.source);
            prop_assert_eq!(a.cue.as_ref().map(place), b.cue);
            prop_assert_eq!(a.content.iter().map(place).collect::<Vec<_>>(), b.content.clone());
            prop_assert_eq!(a.about.iter().map(place).collect::<Vec<_>>(), b.about.clone());
            prop_assert_eq!((a.kind, a.sub, a.stance, a.quote, &a.who, &a.answers), (b.kind, b.sub, b.stance, b.quote, &b.who, &b.answers));
        }
    }

    #[test]
    fn sentences_cover_all_tokens_in_order(text in text(), language in proptest::sample::select(&["hi", "en"][..])) {
        let packs = sutra::packs::references();
        let doc = sutra::document::Document::from_text(&text, &packs, Some(language));
        let mut next = 0;
        for sentence in &doc.sentences {
            prop_assert_eq!(sentence.tokens.start, next);
            prop_assert!(sentence.tokens.end > next);
            next = sentence.tokens.end;
            let block = &doc.blocks[sentence.block];
            prop_assert!(block.span.contains(sentence.span));
        }
        prop_assert_eq!(next, doc.tokens.len());
        for pair in doc.tokens.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for token in &doc.tokens {
            prop_assert!(token.span.start < token.span.end);
            prop_assert!(doc.text.is_char_boundary(token.span.start as usize) && doc.text.is_char_boundary(token.span.end as usize));
        }
    }

    #[test]
    fn a_model_of_any_bytes_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in 0usize..60) {
        let whole = sutra::packs::EMBEDDED.iter().find_map(|e| e.model).unwrap_or_default();
        let mut file = whole[..head.min(whole.len())].to_vec();
        file.extend(bytes);
        let _ = sutra::model::Model::read(&file);
    }

    #[test]
    fn a_damaged_model_is_refused_or_works(places in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6), cut in proptest::option::of(any::<proptest::sample::Index>())) {
        let Some(embedded) = sutra::packs::EMBEDDED.iter().find(|e| e.model.is_some()) else { return Ok(()) };
        let mut file = embedded.model.unwrap_or_default().to_vec();
        for (place, byte) in places {
            let at = place.index(file.len());
            file[at] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        if let Ok(model) = sutra::model::Model::read(&file) {
            let (mut lexicon, _) = sutra::packs::compile("xx", &[("xx/a.txt", "language xx\n  name X\n  script Latin\ncue said\n")], None);
            lexicon.model = Some(model);
            let packs = [&lexicon];
            let doc = sutra::document::Document::from_text("Ann said that Bob said it. \"No,\" said Bob.", &packs, Some("xx"));
            let marked = sutra::analysis::mark(&doc, &Options::default());
            for found in &marked.attributions {
                prop_assert!((0.0..=1.0).contains(&found.confidence));
            }
        }
    }

    #[test]
    fn a_pack_of_its_own_pieces_is_read_or_refused(lines in proptest::collection::vec((proptest::sample::select(&["cue ", "trap ", "set ", "language ", "  ", "  + ", "  - ", "  when ", "  unless ", "  stance ", "  frame ", "  content ", "  kind ", "  gloss ", "  behind ", "# "][..]), proptest::collection::vec(proptest::sample::select(&["(", ")", "[", "]", "|", "…", "…8", "…9", "@a", "@b", "a", "b_c", "_", "xx", "{cue", "{source", "}", "=>", "named", "says", "before", "after", "3", "60", "said", "कहा", "don't", "'s", ".", "\u{301}", "a.b.c.d", "subject"][..]), 0..8)), 0..25)) {
        let text: String = lines.iter().map(|(key, words)| format!("{key}{}\n", words.join(" "))).collect();
        let report = sutra::check::check(&[("xx/language.txt", "language xx\n  name Any\n  script Latin\nset a\n  a b a_b\nset b\n  said b_c_d\n"), ("xx/z.txt", &text)]);
        for failure in &report.failures {
            prop_assert!(!failure.message.is_empty());
        }
    }
}

/// The letters that Unicode writes in two ways: क़ as one character, or as क with a nukta.
fn decomposed(text: &str) -> String {
    const PAIRS: &[(char, &str)] = &[
        ('\u{929}', "\u{928}\u{93c}"),
        ('\u{931}', "\u{930}\u{93c}"),
        ('\u{934}', "\u{933}\u{93c}"),
        ('\u{958}', "\u{915}\u{93c}"),
        ('\u{959}', "\u{916}\u{93c}"),
        ('\u{95a}', "\u{917}\u{93c}"),
        ('\u{95b}', "\u{91c}\u{93c}"),
        ('\u{95c}', "\u{921}\u{93c}"),
        ('\u{95d}', "\u{922}\u{93c}"),
        ('\u{95e}', "\u{92b}\u{93c}"),
        ('\u{95f}', "\u{92f}\u{93c}"),
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
    for unit in ["\u{301}", "\u{93c}", "\0", " ", "\u{202e}", "“", "\"", "said ", "ने कहा कि ", "सूत्रों ", "👨‍👩‍👧‍👦", "a", "क", "।", ".", "(", "“he said ‘", "Mr. ", "@", "https://a.b/"]
    {
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
