//! Inputs of size: time grows as the text does, and memory stays within the bound that `analysis.rs` states.
//!
//! Without optimisation, as `./build.sh test` runs it, the texts are small, and what grows with the square shows all the same.
//! With it (`cargo test --profile quick --test sizes`, a minute) they are megabytes.
#![cfg(feature = "cli")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use sutra::analysis::{MOST_BYTES, Options, PageBlock, analyze_page};

const LARGE: usize = if cfg!(debug_assertions) { 60_000 } else { 2_000_000 };

fn long(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len() + 1)
}

/// Clerks who are named in full once and then by a family name with one letter more, no two of them alike.
fn names_in_two_spellings(bytes: usize) -> String {
    let family = |number: usize| -> String { (0..5).map(|place| ["ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pa", "re"][number / 10_usize.pow(place) % 10]).collect() };
    let pair = |number: usize| format!("Clerk Ann V{0}n said that the pier was sound. V{0}rn said it was not.\n", family(number));
    (0..bytes / pair(0).len() + 1).map(pair).collect()
}

/// What an enemy of the engine would send: one thing over and over, or two that make each other costly.
fn monsters(bytes: usize) -> Vec<(&'static str, &'static str, String)> {
    let english = "The minister said that the bridge is safe. ";
    let hindi = "मंत्री ने कहा कि पुल सुरक्षित है।";
    let names: String = (0..bytes / 40).map(|i| format!("Rev. Aa{i} Bb{} alleged that Cc{} Dd lied.\n", i % 977, i * 7 % 1009)).collect();
    vec![
        ("marks", "en", long("\u{301}", bytes)),
        ("nuktas", "hi", long("क\u{93c}", bytes)),
        ("quotation marks", "en", long("\"", bytes)),
        ("quotation marks apart", "en", long("\" ", bytes)),
        ("opening marks", "en", long("“", bytes)),
        ("quoted words", "en", long("\"a\" ", bytes)),
        ("nested quotations", "en", long("“‘a’ b ", bytes)),
        ("words quoted in a quotation that never ends", "en", format!("\"{}", long("'abc def' said. ", bytes))),
        ("marks that close nothing", "en", long(&format!("{}{}a ", ". ".repeat(1_400), "\" ".repeat(1_400)), bytes)),
        ("a sentence without an end", "en", long("the minister of state for health and ", bytes)),
        ("cues", "en", long("said ", bytes)),
        ("cues in Hindi", "hi", long("ने कहा कि ", bytes)),
        ("sources of nothing", "en", long("according to ", bytes)),
        ("denials", "en", long("He denied it, she denied this, they denied that and ", bytes)),
        ("a long quotation and many cues", "en", format!("“{}” {}.", long("It is safe. ", bytes), "said the minister, ".repeat(400))),
        ("speech that never ends", "en", format!("“{}", long("he said it is safe. ", bytes))),
        ("paragraphs of speech", "en", long("\"The bridge is safe,\" the minister said.\n", bytes)),
        ("paragraphs behind colons", "en", long(&format!("The minister said:\n\"{}\n", "It is. ".repeat(200)), bytes)),
        ("a talk in turns", "en", format!("Anita Rao talks to Ben Das.\n{}", long("RAO: It is safe. It is.\nDAS: Is it?\n", bytes))),
        ("whoever is quoted as saying", "en", long("they quoted Rao as saying it is safe, ", bytes)),
        ("citing without an end", "en", long("Rao, citing a memo, ", bytes)),
        ("signed quotations", "en", long("“It is safe.” - Rao ", bytes)),
        ("clauses between commas", "en", long("the report, it is said, says that ", bytes)),
        ("quotations said before and after", "en", long("Rao said “It is.” Das told Rao he is “not safe”. ", bytes)),
        ("names", "en", names),
        ("short forms", "en", long("Foo Bar (AB) said AB denied. ", bytes)),
        ("hearsay", "en", long("Reportedly Rama Rao is safe. ", bytes)),
        ("English", "en", long(english, bytes)),
        ("English in paragraphs", "en", long(&format!("{english}\n"), bytes)),
        ("both languages", "auto", long(&format!("{english}\n{hindi}\n"), bytes)),
        ("initials", "en", long("U.S.A.", bytes)),
        ("initials apart", "en", long("J. ", bytes)),
        ("addresses", "en", long("https://a.b/c?d=e ", bytes)),
        ("clitics", "en", long("n't ", bytes)),
        ("one word", "en", long("a", bytes)),
        ("one word of parts", "en", long("a-", bytes)),
        ("lines", "en", long("\n", bytes)),
        ("NULs", "en", long("\0", bytes)),
        ("families", "en", long("👨\u{200d}👩\u{200d}👧", bytes)),
        ("brackets", "en", long("(", bytes)),
        ("names in two spellings", "en", names_in_two_spellings(bytes)),
        ("a sentence of quoted words", "en", long("Rao called the “odd” plan and Das described the “bad” idea as ", bytes)),
        ("a sentence of quoted claims", "en", long("Rao dismissed the charge as “a bedtime story” and ", bytes)),
        ("a sentence of questions", "en", long("“Who signed the note” she asked the clerk – ", bytes)),
        ("a sentence of objects", "en", long("Rao denied ", bytes)),
        ("a sentence of interruptions", "en", long("the pier is safe, Rao said, and ", bytes)),
        ("a sentence of letters", "en", long("in a letter to Das, Rao said it is safe and ", bytes)),
        ("a sentence of dashes", "en", long("the report - which Rao wrote - said it is safe and ", bytes)),
        ("a sentence of colons", "en", long("Rao: it is safe: ", bytes)),
        ("a headline of headlines", "en", long("Rao says pier is safe; ", bytes)),
        ("a sentence of claims in Hindi", "hi", long("मंत्री ने बताया कि पुल “ठीक” है, इसलिए ", bytes)),
        ("a sentence of lists in Hindi", "hi", long("राम कुमार, श्याम लाल ने कहा कि ठीक है, ", bytes)),
        ("verbs without a subject in Hindi", "hi", long("पुल ठीक बताया ", bytes)),
        ("titles in Hindi", "hi", long("“शाम की बात” ने बताया, ", bytes)),
    ]
}

/// The command, waiting for documents.
struct Sutra {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Sutra {
    fn start() -> Sutra {
        let mut child =
            Command::new(env!("CARGO_BIN_EXE_sutra")).args(["analyze", "--format", "jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("sutra starts");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        Sutra { child, input, output }
    }

    /// The answer to one document, and how long it took of the processor's time (elsewhere than on Linux: of the clock's).
    fn answer(&mut self, language: &str, text: &str) -> (String, Duration) {
        let line = serde_json::json!({ "doc": 0, "lang": language, "text": text }).to_string() + "\n";
        let (clock, before) = (Instant::now(), self.processor());
        self.input.as_mut().expect("open").write_all(line.as_bytes()).expect("sutra reads");
        let mut answer = String::new();
        self.output.read_line(&mut answer).expect("sutra answers");
        assert!(answer.ends_with("}\n"), "sutra broke: {answer}");
        let took = match (before, self.processor()) {
            (Some(before), Some(after)) => after - before,
            _ => clock.elapsed(),
        };
        (answer, took)
    }

    fn processor(&self) -> Option<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        let ticks: u64 = stat.rsplit_once(") ")?.1.split(' ').skip(11).take(2).map(|n| n.parse::<u64>().unwrap_or(0)).sum();
        Some(Duration::from_millis(ticks * 10))
    }

    /// The most memory that it held so far, in bytes.
    fn most_memory(&self) -> Option<usize> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
        Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? * 1024)
    }
}

impl Drop for Sutra {
    fn drop(&mut self) {
        drop(self.input.take());
        self.child.wait().ok();
    }
}

#[test]
fn time_grows_as_the_text_does() {
    let mut sutra = Sutra::start();
    sutra.answer("en", "He said that it rains.");
    let mut slow = Vec::new();
    for ((name, language, small), (_, _, large)) in monsters(LARGE / 4).into_iter().zip(monsters(LARGE)) {
        let (_, short) = sutra.answer(language, &small);
        let (_, long) = sutra.answer(language, &large);
        // four times the text; what is over in half a second says nothing of growth
        let worst = 7 * short.max(Duration::from_millis(30));
        let limit = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 12 });
        if long > Duration::from_millis(500) && long > worst || long > limit {
            slow.push(format!("{name}: {short:?} for a quarter, {long:?} for {LARGE} bytes"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn memory_is_bounded() {
    let sizes: &[usize] = if cfg!(debug_assertions) { &[LARGE] } else { &[LARGE, 10_000_000] };
    for &bytes in sizes {
        for (name, language, text) in monsters(bytes)
            .into_iter()
            .filter(|(name, ..)| bytes == LARGE || ["marks", "quotation marks apart", "quoted words", "a sentence without an end", "lines", "brackets"].contains(name))
        {
            let mut sutra = Sutra::start();
            sutra.answer("en", "He said that it rains.");
            let Some(before) = sutra.most_memory() else { return };
            let (answer, _) = sutra.answer(language, &text);
            let most = sutra.most_memory().expect("it is there") - before;
            // the line and the answer are text too; the rest is the engine's
            let attributions = answer.matches("\"stance\":").count();
            let bound = (200 * text.len() + (8 << 20)).min(24 * text.len() + (600 << 20)) + 4_000 * attributions;
            assert!(most < bound, "{name}: {} MB for {} kB, {} MB are allowed", most >> 20, text.len() >> 10, bound >> 20);
        }
    }
}

#[test]
fn what_is_longer_than_any_article_is_refused() {
    let mut sutra = Sutra::start();
    let (answer, _) = sutra.answer("en", &"a".repeat(MOST_BYTES + 1));
    assert!(answer.contains("\"error\"") && answer.contains("32 MB"), "{answer}");
    let (answer, _) = sutra.answer("en", "He said that it rains.");
    assert!(answer.contains("\"attributions\""), "it goes on: {answer}");
}

#[test]
fn fifty_thousand_paragraphs() {
    let count = if cfg!(debug_assertions) { 2_000 } else { 50_000 };
    let texts = ["The minister said that the bridge is safe.", "मंत्री ने कहा कि पुल सुरक्षित है।", "\"It is,\" he added.", "", "Le pont est sûr."];
    let blocks: Vec<PageBlock> = (0..count).map(|i| PageBlock { id: i as u32, text: texts[i % texts.len()].to_owned(), role: "body".to_owned() }).collect();
    let start = Instant::now();
    let found = analyze_page(&blocks, &Options::default());
    assert!(found.attributions.len() > count / 3, "{}", found.attributions.len());
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
