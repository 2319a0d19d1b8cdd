//! Running a pack's own examples. A pack whose examples fail says so as `file:line: message`.
//!
//! What a pack answers for is that its cue is found, with the stance and kind that the example says, and that what must be silent
//! is silent: anything else is a failure. The limits of source and content are the model's, which learns them from all lessons
//! together and is measured by its figures: where they differ from an example, that is a note.

use serde::Serialize;

use crate::analysis::{self, Options};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::order::InOrder;
use crate::pack::{Entry, Example, Pack, Sign};
use crate::span::Span;

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Failure {
    /// The pack file's path as given.
    pub file: String,
    /// Line number, from 1.
    pub line: u32,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// What a check found.
#[derive(Clone, Debug, Serialize, Default)]
pub struct Report {
    /// The pack's code.
    pub language: String,
    /// How many cues and traps there are.
    pub entries: usize,
    /// How many examples were run.
    pub examples: usize,
    /// Examples that did not come out, and entries without one.
    pub failures: Vec<Failure>,
    /// Examples whose limits come out otherwise.
    pub notes: Vec<Failure>,
}

/// Reads the files of one pack ((path, text), the paths beginning with the language's code), compiles them and runs their
/// examples with the built-in model of that language where there is one.
///
/// ```
/// let pack = "language xx
///   name    Example
///   script  Latin
/// cue said
///   gloss   said
///   + {source Ann} {cue said} that {content it rains}. => named
/// cue denied
///   stance  denies
///   gloss   said that it is not so
///   + {source Ann} {cue announced} it. => named denies
/// ";
/// let report = sutra::check::check(&[("xx/pack.txt", pack)]);
/// assert_eq!((report.entries, report.examples, report.failures.len()), (2, 2, 1));
/// assert!(report.failures[0].to_string().starts_with("xx/pack.txt:10: "));
/// ```
pub fn check(files: &[(&str, &str)]) -> Report {
    let code = files.first().and_then(|(path, _)| path.split('/').next()).unwrap_or("").to_owned();
    let (pack, mut errors) = Pack::parse(&code, files);
    let entries = pack.entries.clone();
    let (mut lexicon, more) = Lexicon::compile(pack);
    errors.extend(more);
    lexicon.model = crate::packs::EMBEDDED.iter().find(|e| e.code == code).and_then(|e| e.model).and_then(|bytes| crate::model::Model::read(bytes).ok());
    let mut report = Report { language: code, entries: entries.len(), ..Report::default() };
    report.failures.extend(errors.into_iter().map(|e| Failure { file: e.file, line: e.line, message: e.message }));
    let mut notes = Vec::new();
    for entry in &entries {
        let (file, line) = entry.id.rsplit_once(':').unwrap_or((&entry.id, "0"));
        let mut fail = |line: u32, message: String| report.failures.push(Failure { file: file.to_owned(), line, message });
        let wanted = if entry.trap { Sign::Silent } else { Sign::Found };
        if !entry.examples.iter().any(|e| e.sign == wanted) {
            let line = line.parse().unwrap_or(0);
            fail(line, format!("\"{}\" has no example with {}", entry.pattern, if entry.trap { "-" } else { "+" }));
        }
        for example in &entry.examples {
            if example.sign == Sign::Doubt {
                continue;
            }
            match run(&lexicon, entry, example) {
                Outcome::Holds => {}
                Outcome::Limits(message) => notes.push(Failure { file: file.to_owned(), line: example.line, message }),
                Outcome::Fails(message) => fail(example.line, message),
            }
        }
        report.examples += entry.examples.iter().filter(|e| e.sign != Sign::Doubt).count();
    }
    report.notes = notes;
    report.failures.in_order_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    report
}

/// What became of an example.
enum Outcome {
    Holds,
    /// Found, with other limits of source or content, another sub-kind or kind of quotation.
    Limits(String),
    Fails(String),
}

fn run(lexicon: &Lexicon, entry: &Entry, example: &Example) -> Outcome {
    let packs = [lexicon];
    let doc = Document::from_text(&example.text, &packs, Some(&lexicon.pack.code));
    let scope = if entry.wide { analysis::Scope::Wide } else { analysis::Scope::Claims };
    let marked = analysis::mark(&doc, &Options { scope, ..Options::default() });
    let show = |span: Span| format!("\"{}\"", span.of(&doc.text));
    if example.sign == Sign::Silent {
        return match marked.attributions.first() {
            None => Outcome::Holds,
            Some(f) => Outcome::Fails(format!("should stay silent, but {} was taken for a cue ({}, by {})", show(doc.span(f.cue)), f.kind.word(), analysis::rule_id(&doc, f))),
        };
    }
    let Some((start, end)) = example.cue else { return Outcome::Holds };
    let cue = Span::new(start, end);
    let Some(found) = marked.attributions.iter().filter(|f| doc.span(f.cue).overlaps(cue)).max_by_key(|f| {
        let s = doc.span(f.cue);
        s.end.min(cue.end) - s.start.max(cue.start)
    }) else {
        return Outcome::Fails(format!("the cue {} was not found", show(cue)));
    };
    let (mut wrong, mut limits) = (Vec::new(), Vec::new());
    let trimmed = |s: &Span| s.of(&doc.text).trim_matches(|c: char| !c.is_alphanumeric() && !crate::fold::is_mark(c)).to_owned();
    if let Some(range) = example.source {
        let want = Span::new(range.0, range.1);
        match found.source.map(|s| doc.span(s)) {
            Some(got) if trimmed(&got) == trimmed(&want) => {}
            Some(got) => limits.push(format!("the source is {}, not {}", show(got), show(want))),
            None => limits.push(format!("no source was found where {} is", show(want))),
        }
    }
    if !example.content.is_empty() {
        let got: Vec<Span> = found.content.iter().map(|&t| doc.span(t)).collect();
        let want: Vec<Span> = example.content.iter().map(|&(s, e)| Span::new(s, e)).collect();
        if got.iter().map(trimmed).ne(want.iter().map(trimmed)) {
            let list = |spans: &[Span]| if spans.is_empty() { "nothing".to_owned() } else { spans.iter().map(|s| show(*s)).collect::<Vec<_>>().join(" + ") };
            limits.push(format!("the content is {}, not {}", list(&got), list(&want)));
        }
    }
    if example.kind.is_some_and(|k| k != found.kind) {
        wrong.push(format!("the kind is {}, not {}", found.kind.word(), example.kind.map_or("", |k| k.word())));
    }
    if example.sub.is_some() && example.sub != found.sub {
        limits.push(format!("the sub-kind is {}, not {}", found.sub.map_or("none", |s| s.word()), example.sub.map_or("", |s| s.word())));
    }
    if example.stance.is_some_and(|s| s != found.stance) {
        wrong.push(format!("the stance is {}, not {}", found.stance.word(), example.stance.map_or("", |s| s.word())));
    }
    if example.quote.is_some_and(|q| q != found.quote) {
        limits.push(format!("the quotation is {}, not {}", found.quote.word(), example.quote.map_or("", |q| q.word())));
    }
    let fails = !wrong.is_empty();
    wrong.append(&mut limits);
    let message = format!("{}: {}", show(cue), wrong.join("; "));
    match (fails, wrong.is_empty()) {
        (true, _) => Outcome::Fails(message),
        (false, false) => Outcome::Limits(message),
        (false, true) => Outcome::Holds,
    }
}
