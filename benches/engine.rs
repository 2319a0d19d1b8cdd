//! What `benches/bench.mjs` asks of the native build: times against the bare limit, time against size, shapes of text that
//! could be quadratic, and every stage by itself for callgrind. Prints JSON on one line.
//!
//! ```text
//! engine limit [ROUNDS]          the engine against one pass over the text, both languages
//! engine sizes [MOST_BYTES]      time against size, up to ten megabytes
//! engine shapes [MOST_BYTES]     shapes of text: time of ten times as much, and a character's time against news
//! engine start                   reading the packs, and the automaton against Aho-Corasick
//! engine stages                  each stage once over fixed articles (for callgrind)
//! engine once LANG [both]        the text of `limit` once, packs only or with the model (for callgrind: --toggle-collect='*only_once*')
//! engine text LANG BYTES         so much text of our own articles on standard output
//! engine jsonl BYTES             the same as one document a line
//! ```

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use aho_corasick::{AhoCorasick, MatchKind};
use sutra::analysis::{self, Analysis, Marked, Method, Options};
use sutra::attribution::Found;
use sutra::document::Document;
use sutra::lexicon::{Lexicon, Proposal};
use sutra::offsets::Unit;
use sutra::pack::{Element, Pack, PackError};
use sutra::packs::EMBEDDED;
use sutra::profile::Profile;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, otherwise: usize| arguments.get(at).and_then(|a| a.parse().ok()).unwrap_or(otherwise);
    match arguments.first().map(String::as_str) {
        Some("limit") => limit(number(1, 25)),
        Some("sizes") => sizes(number(1, 10_000_000)),
        Some("shapes") => shapes(number(1, 200_000)),
        Some("start") => start(),
        Some("stages") => stages(),
        Some("once") => {
            let language = arguments.get(1).map_or("en", String::as_str);
            let method = if arguments.get(2).is_some_and(|m| m == "both") { Method::Both } else { Method::PacksOnly };
            let text = text(language, 14_000);
            sutra::packs::references();
            // what is read at the first use is read before
            let _ = black_box(engine(&text, method));
            only_once(&text, method);
        }
        Some("text") => print!("{}", text(arguments.get(1).map_or("en", String::as_str), number(2, 1_000_000))),
        Some("jsonl") => jsonl(number(1, 200_000_000)),
        _ => {
            eprintln!("engine limit|sizes|shapes|start|stages|once|text|jsonl");
            std::process::exit(2);
        }
    }
}

/// Our own articles of a language in the order of their names.
fn articles(language: &str) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles");
    let mut paths: Vec<_> = std::fs::read_dir(format!("{folder}/{language}"))
        .expect("tests/articles is there")
        .filter_map(|e| e.ok())
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|p| std::fs::read_to_string(p).expect("an article can be read").trim().to_owned()).collect()
}

/// Articles one after the other, cut between words.
fn text(language: &str, bytes: usize) -> String {
    let articles = articles(language);
    let mut out = String::with_capacity(bytes + 16_384);
    for article in articles.iter().cycle() {
        if out.len() >= bytes {
            break;
        }
        out.push_str(article);
        out.push_str("\n\n");
    }
    let mut end = bytes.min(out.len());
    while end > 0 && out.as_bytes()[end - 1] != b' ' {
        end -= 1;
    }
    out.truncate(end);
    out
}

fn jsonl(bytes: usize) {
    use std::io::Write as _;
    let lines: Vec<String> =
        ["hi", "en"].iter().flat_map(|l| articles(l)).enumerate().map(|(n, text)| serde_json::json!({ "doc": format!("bench/{n}"), "text": text }).to_string()).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut written = 0;
    for line in lines.iter().cycle() {
        if written >= bytes || writeln!(out, "{line}").is_err() {
            break;
        }
        written += line.len() + 1;
    }
}

// ── The limit ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// Every phrase that the pack lists: the members of its sets and the words that its patterns spell out.
fn phrases(pack: &Pack) -> Vec<String> {
    let mut out: Vec<String> = pack.sets.iter().flat_map(|(_, set)| set.members().map(|m| m.replace('_', " "))).collect();
    fn collect(elements: &[Element], out: &mut Vec<String>) {
        let mut run: Vec<&str> = Vec::new();
        for element in elements {
            match element {
                Element::Word(word) => run.push(word),
                other => {
                    if !run.is_empty() {
                        out.push(std::mem::take(&mut run).join(" "));
                    }
                    if let Element::Choice(choices, _) = other {
                        choices.iter().for_each(|c| collect(c, out));
                    }
                }
            }
        }
        if !run.is_empty() {
            out.push(run.join(" "));
        }
    }
    for entry in &pack.entries {
        collect(&entry.elements, &mut out);
    }
    out.sort();
    out.dedup();
    out
}

fn automaton(code: &str) -> AhoCorasick {
    let embedded = EMBEDDED.iter().find(|e| e.code == code).expect("a built-in language");
    let (pack, _) = embedded.read();
    build(&phrases(&pack))
}

fn build(phrases: &[String]) -> AhoCorasick {
    AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(phrases).expect("an automaton of a few thousand phrases")
}

/// The least that can be done with a text: where its sentences end and where the phrases stand.
fn bare(text: &str, automaton: &AhoCorasick) -> (usize, usize) {
    let mut sentences: Vec<(u32, u32)> = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let ends = match c {
            '\n' | '\u{0964}' | '?' | '!' => true,
            '.' => characters.peek().is_none_or(|(_, next)| next.is_whitespace()),
            _ => false,
        };
        if ends {
            let end = at + c.len_utf8();
            sentences.push((start as u32, end as u32));
            start = end;
        }
    }
    let found: Vec<(u32, u32, u32)> = automaton.find_iter(text).map(|m| (m.pattern().as_u32(), m.start() as u32, m.end() as u32)).collect();
    (black_box(sentences).len(), black_box(found).len())
}

fn engine(text: &str, method: Method) -> Analysis<'static> {
    analysis::analyze_text(text, &Options { method, ..Options::default() }, Unit::Utf16)
}

/// What a piece of work takes of the processor, by the system's account, over so many runs that its coarse clock sees them;
/// by the wall clock where there is no such account.
fn cost(work: impl Fn()) -> f64 {
    let on_processor = || std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse::<f64>().ok();
    let (start, clock) = (on_processor(), Instant::now());
    let mut runs = 0.0;
    loop {
        work();
        runs += 1.0;
        let taken = match (start, on_processor()) {
            (Some(start), Some(now)) => (now - start) / 1e9,
            _ => clock.elapsed().as_secs_f64(),
        };
        if taken >= 0.06 {
            return taken / runs;
        }
    }
}

/// Median and the middle half.
fn spread(mut values: Vec<f64>) -> (f64, f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((values.len() as f64 * share) as usize).min(values.len() - 1)];
    (at(0.5), at(0.25), at(0.75))
}

fn as_json((median, low, high): (f64, f64, f64)) -> serde_json::Value {
    serde_json::json!({ "median": median, "low": low, "high": high })
}

fn limit(rounds: usize) {
    sutra::packs::references();
    let mut out = serde_json::Map::new();
    for language in ["hi", "en"] {
        let automaton = automaton(language);
        let text = text(language, 14_000);
        let (mut bare_times, mut packs, mut both) = (Vec::new(), Vec::new(), Vec::new());
        let (mut packs_ratio, mut both_ratio) = (Vec::new(), Vec::new());
        for round in 0..rounds + 2 {
            // one after the other in each round, so that what else the machine does falls on all alike
            let b = cost(|| {
                let _ = black_box(bare(black_box(&text), &automaton));
            });
            let p = cost(|| drop(black_box(engine(black_box(&text), Method::PacksOnly))));
            let m = cost(|| drop(black_box(engine(black_box(&text), Method::Both))));
            if round >= 2 {
                bare_times.push(b);
                packs.push(p);
                both.push(m);
                packs_ratio.push(p / b);
                both_ratio.push(m / b);
            }
        }
        out.insert(
            language.into(),
            serde_json::json!({
                "bytes": text.len(), "characters": text.chars().count(), "bare": as_json(spread(bare_times)), "packs": as_json(spread(packs)), "both": as_json(spread(both)),
                "packs_ratio": as_json(spread(packs_ratio)), "both_ratio": as_json(spread(both_ratio)),
            }),
        );
    }
    println!("{}", serde_json::Value::Object(out));
}

// ── Sizes and shapes ────────────────────────────────────────────────────────────────────────────────────────────────

fn sizes(most: usize) {
    sutra::packs::references();
    let mut rows = Vec::new();
    for language in ["hi", "en"] {
        let automaton = automaton(language);
        let mut bytes = 10_000;
        while bytes <= most {
            let text = text(language, bytes);
            let time = |work: &dyn Fn()| cost(work);
            rows.push(serde_json::json!({
                "language": language, "bytes": text.len(),
                "bare": time(&|| { let _ = black_box(bare(&text, &automaton)); }),
                "packs": time(&|| drop(black_box(engine(&text, Method::PacksOnly)))),
                "both": time(&|| drop(black_box(engine(&text, Method::Both)))),
            }));
            bytes *= 10;
        }
    }
    println!("{}", serde_json::Value::Array(rows));
}

/// Texts that nobody writes, each of a size.
const SHAPES: &[(&str, &str)] = &[
    ("all opening quotation marks", "\u{201c}"),
    ("all straight quotation marks", "\" "),
    ("quoted words", "\"he said\" "),
    ("all cues", "said "),
    ("all cues in Hindi", "कहा "),
    ("दावा है कि again and again", "दावा है कि "),
    ("one long sentence", "the mayor of the town and "),
    ("one long sentence in Hindi", "नगर के महापौर और "),
    ("no sentence ends", "mayor said that bridge "),
    ("no sentence ends in Hindi", "महापौर ने कहा कि पुल "),
    ("deep nesting of quotations", "\u{201c}he said \u{2018}she said "),
    ("deep nesting of brackets", "(he said "),
    ("all full stops", "."),
    ("full stops apart", ". "),
    ("all exclamation marks", "!? "),
    ("one paragraph of sentences", "The mayor said the bridge is safe. "),
    ("paragraphs of one denial", "The mayor denied the claim.\n"),
    ("speech that is never closed", "\u{201c}The bridge is safe, the mayor said.\n"),
    ("colons before speech", "The mayor said:\n\u{201c}The bridge is safe.\u{201d}\n"),
    ("names", "Ravi Kumar Rao "),
    ("one word without end", "a"),
    ("blank lines", "\n"),
];

fn shapes(most: usize) {
    sutra::packs::references();
    let time = |text: &str| cost(|| drop(black_box(engine(text, Method::Both))));
    let news = text("en", most);
    let usual = time(&news) / news.len() as f64;
    let rows: Vec<serde_json::Value> = SHAPES
        .iter()
        .map(|(name, unit)| {
            let of = |bytes: usize| unit.repeat(bytes / unit.len() + 1);
            let (small, large) = (of(most / 10), of(most));
            let (few, many) = (time(&small), time(&large));
            serde_json::json!({ "name": name, "bytes": large.len(), "small": few, "large": many, "ratio": many / few, "against_news": many / large.len() as f64 / usual })
        })
        .collect();
    println!("{}", serde_json::json!({ "news_per_byte": usual, "shapes": rows }));
}

// ── Start ───────────────────────────────────────────────────────────────────────────────────────────────────────────

fn start() {
    let mut out = serde_json::Map::new();
    for embedded in EMBEDDED {
        let rounds = 5;
        let time = |work: &dyn Fn()| as_json(spread((0..rounds).map(|_| cost(work)).collect()));
        let (pack, _) = embedded.read();
        let list = phrases(&pack);
        let (lexicon, _) = Lexicon::compile(pack.clone());
        let automaton = build(&list);
        out.insert(
            embedded.code.into(),
            serde_json::json!({
                "parse": time(&|| drop(black_box(embedded.read()))),
                "copy": time(&|| drop(black_box(pack.clone()))),
                "compile_and_copy": time(&|| drop(black_box(Lexicon::compile(pack.clone())))),
                "model": time(&|| drop(black_box(embedded.model.map(sutra::model::Model::read)))),
                "aho_corasick": time(&|| drop(black_box(build(&list)))),
                "phrases": list.len(), "nodes": lexicon.size(), "aho_corasick_bytes": automaton.memory_usage(),
            }),
        );
    }
    println!("{}", serde_json::Value::Object(out));
}

// ── Stages ──────────────────────────────────────────────────────────────────────────────────────────────────────────

// Each is a function of its own that stays one, so that callgrind can tell them apart.

#[inline(never)]
fn stage_parse() -> Vec<(Pack, Vec<PackError>)> {
    EMBEDDED.iter().map(|e| e.read()).collect()
}

#[inline(never)]
fn stage_compile(packs: Vec<(Pack, Vec<PackError>)>) -> Vec<Lexicon> {
    packs.into_iter().map(|(pack, _)| Lexicon::compile(pack).0).collect()
}

#[inline(never)]
fn stage_weights(lexicons: &mut [Lexicon]) {
    for (lexicon, embedded) in lexicons.iter_mut().zip(EMBEDDED) {
        lexicon.model = embedded.model.and_then(|bytes| sutra::model::Model::read(bytes).ok());
        lexicon.stances();
        lexicon.offices();
    }
}

#[inline(never)]
fn stage_document<'p>(texts: &[String], packs: &[&'p Lexicon]) -> Vec<Document<'p>> {
    texts.iter().map(|t| Document::from_text(t, packs, None)).collect()
}

#[inline(never)]
fn stage_cues(documents: &[Document<'_>]) -> Vec<Vec<Proposal>> {
    documents.iter().map(analysis::proposals).collect()
}

#[inline(never)]
fn stage_frames(documents: &[Document<'_>]) -> usize {
    let options = Options { method: Method::PacksOnly, ..Options::default() };
    documents.iter().map(|d| analysis::spans(d, &options).len()).sum()
}

#[inline(never)]
fn stage_model(documents: &[Document<'_>]) -> Vec<Vec<Found>> {
    documents.iter().map(|d| analysis::spans(d, &Options::default())).collect()
}

#[inline(never)]
fn stage_finish(documents: &[Document<'_>], found: &mut [Vec<Found>]) -> Vec<Profile> {
    documents
        .iter()
        .zip(found)
        .map(|(d, list)| {
            list.sort_by_key(|f| (f.cue.start, f.cue.end));
            sutra::finish::finish(d, list)
        })
        .collect()
}

#[inline(never)]
fn stage_describe(documents: &[Document<'_>], marked: Vec<Marked>) -> usize {
    documents.iter().zip(marked).map(|(d, m)| analysis::describe(d, m, Unit::Utf16).attributions.len()).sum()
}

/// What `limit` measures, in a function that callgrind can tell from the start before it.
#[inline(never)]
fn only_once(text: &str, method: Method) {
    let _ = black_box(engine(black_box(text), method));
}

fn stages() {
    let texts: Vec<String> = ["hi", "en"].iter().flat_map(|l| articles(l).into_iter().take(8)).collect();
    let mut lexicons = stage_compile(stage_parse());
    stage_weights(&mut lexicons);
    let packs: Vec<&Lexicon> = lexicons.iter().collect();
    let documents = stage_document(&texts, &packs);
    black_box(stage_cues(&documents));
    black_box(stage_frames(&documents));
    let mut found = stage_model(&documents);
    let profiles = stage_finish(&documents, &mut found);
    let marked: Vec<Marked> = found.into_iter().zip(profiles).map(|(attributions, profile)| Marked { attributions, profile }).collect();
    let count = stage_describe(&documents, marked);
    let mut said = String::new();
    write!(said, "{{\"articles\":{},\"bytes\":{},\"attributions\":{count}}}", texts.len(), texts.iter().map(String::len).sum::<usize>()).expect("writing to a string");
    println!("{said}");
}
