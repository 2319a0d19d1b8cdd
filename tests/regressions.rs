//! What once broke the engine, or could have: found by fuzzing, by the property tests or by reading for it.

#[allow(dead_code)]
mod invariants;

use std::time::{Duration, Instant};

use sutra::analysis::Options;
use sutra::model::Model;

/// A pack made of one file besides its settings, and how long checking it took.
fn check(file: &str) -> (Vec<String>, Duration) {
    let start = Instant::now();
    let report = sutra::check::check(&[("xx/language.txt", "language xx\n  name Any\n  script Latin\n"), ("xx/z.txt", file)]);
    (report.failures.iter().map(ToString::to_string).collect(), start.elapsed())
}

const SOON: Duration = Duration::from_secs(30);

#[test]
fn packs_that_stand_for_too_much_are_refused_soon() {
    let optional = "[a | b | c | d] ".repeat(16);
    let nested = "[a | (b [c | d])] ".repeat(12);
    let gaps = "a …8 ".repeat(8);
    let wide = format!("x ({})", (0..30_000).map(|i| format!("w{i}")).collect::<Vec<_>>().join(" | "));
    // members of one to four words: in each place a match may go on in four ways
    let phrases = format!("set p\n  a a_a a_a_a a_a_a_a\ncue {}said\n", "@p ".repeat(8));
    for pattern in [
        format!("cue said {optional}\n"),
        format!("cue said {nested}\n"),
        format!("cue said {gaps}b\n"),
        format!("cue {wide}\n"),
        phrases,
        format!("cue {}\n", "a ".repeat(5_000)),
        format!("cue {}b\n", "a.".repeat(5_000)),
        format!("set p\n  {}b\n", "a_".repeat(5_000)),
    ] {
        let (failures, took) = check(&pattern);
        let shown: String = pattern.chars().take(60).collect();
        assert!(failures.iter().any(|f| f.contains("more than") || f.contains("too many") || f.contains("are the most")), "{shown}: {failures:?}");
        assert!(took < SOON, "{shown}: {took:?}");
    }
    // a set's members stand once, however many patterns name it
    let members = format!("set p\n  {}\ncue @p @p said\n", (0..2_000).map(|i| format!("a{i}_b")).collect::<Vec<_>>().join(" "));
    let (failures, took) = check(&members);
    assert!(failures.iter().all(|f| f.contains("no example")) && took < SOON, "{failures:?} {took:?}");
}

#[test]
fn many_patterns_that_are_each_allowed_are_not_together() {
    let one = format!("cue said {}\n", "[a | b] ".repeat(13));
    let mut file = String::new();
    for i in 0..400 {
        file += &one.replace("said", &format!("said{i}"));
    }
    file += &"cue said\n".repeat(3_000);
    let (failures, took) = check(&file);
    assert!(failures.iter().any(|f| f.contains("too many")), "{}", failures.len());
    assert!(took < SOON, "{took:?}");
}

#[test]
fn brackets_nest_no_deeper_than_they_may() {
    for (open, close) in [("(", ")"), ("[", "]")] {
        let (failures, took) = check(&format!("cue said {}a{}\n", open.repeat(100_000), close.repeat(100_000)));
        assert!(failures.iter().any(|f| f.contains("nest at most")), "{failures:?}");
        assert!(took < SOON, "{took:?}");
    }
    let (failures, _) = check(&format!("cue said\n  + {}\n", "{cue a ".repeat(50_000)));
    assert!(failures.iter().any(|f| f.contains("never closed")));
}

/// A long phrase matched by a long text must not be walked by recursion without an end.
#[test]
fn a_long_phrase_in_a_long_text() {
    let text = "a ".repeat(20_000);
    let (_, took) = check(&format!("set p\n  {}\ncue said\n  - {text}\n", ["a"; 39].join("_")));
    assert!(took < SOON, "{took:?}");
}

/// A few bytes asked for the memory of the largest model; tables of no row shifted by all bits.
#[test]
fn models_of_a_few_bytes() {
    let mut head = b"SUTRA\x00\x00".to_vec();
    head.push(sutra::packs::EMBEDDED.iter().find_map(|e| e.model).map_or(1, |m| m[7]));
    for bits in [[0, 0], [1, 1], [22, 22], [23, 1], [255, 255]] {
        for fill in [0u8, 1, 0x7f, 0x80, 0xff] {
            for length in [0, 30, 60, 4_000] {
                let mut file = head.clone();
                file.extend(bits);
                file.extend(vec![fill; length]);
                if let Ok(model) = Model::read(&file) {
                    assert!(model.span_bits > 0 && model.gate_bits > 0);
                }
            }
        }
    }
}

/// Rows of marks behind a terminator were walked again from every mark in them.
#[test]
fn rows_of_marks() {
    for text in [format!("a{}{}b", " .".repeat(1_400), " \"".repeat(1_500)), "‘‘".repeat(3_000), "'a' ".repeat(3_000), "\" ' ".repeat(2_000), ")]}”’".repeat(1_000)] {
        let start = Instant::now();
        invariants::page(&invariants::blocks(&text), &Options { language: Some("en".into()), ..Options::default() });
        assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    }
}

/// Each of thousands of cues was looked at with hundreds of words on both sides.
#[test]
fn texts_made_of_cues() {
    for (unit, language) in [("ने कहा कि ", "hi"), ("according to ", "en"), ("He denied it, she denied this, they denied that and ", "en"), ("he said it is safe. ", "en")]
    {
        let start = Instant::now();
        invariants::page(&invariants::blocks(&format!("“{}", unit.repeat(20_000 / unit.len()))), &Options { language: Some(language.into()), ..Options::default() });
        assert!(start.elapsed() < SOON, "{unit}: {:?}", start.elapsed());
    }
}

/// A sign with an accent was two tokens in one normal form and one in the other.
#[test]
fn accents_over_signs() {
    let tokens = |text: &str| {
        let mut out = Vec::new();
        sutra::token::tokenize(text, sutra::span::Span::new(0, text.len()), &mut out);
        out.len()
    };
    assert_eq!(tokens("a ≠ b"), tokens("a =\u{338} b"));
    assert_eq!(tokens("\"\u{301}\u{302} a"), 2);
}

/// Pieces of a content that came in the order in which they were found.
#[test]
fn pieces_stand_in_order() {
    for text in ["The 12 | \" alleged reportedly ", "\" ? | “ reportedly said ”  said", "the “a b c d e” reportedly “f g h i j” alleged"] {
        for language in ["en", "hi"] {
            invariants::page(&invariants::blocks(text), &Options { language: Some(language.into()), ..Options::default() });
        }
    }
}

/// The talk in turns asked for the language of a block without words at the text's end.
#[test]
fn an_empty_block_at_the_end_in_a_language_that_was_told() {
    for text in ["Rao: It is safe.\nDas: It is not.\n", "\n", "He denied it, the minister said “no”. She said\n"] {
        for language in ["en", "hi"] {
            let options = Options { language: Some(language.into()), ..Options::default() };
            sutra::analysis::analyze_text(text, &options, sutra::offsets::Unit::Utf16);
        }
    }
}
