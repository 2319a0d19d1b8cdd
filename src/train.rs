//! `sutra train`: builds a language's span model from gold files. Same input, same bytes.
//!
//! Both parts learn by FTRL-proximal with L1 (McMahan and others 2013), which leaves most weights at zero. Gold of the wide guide
//! (PolNeAR) teaches the tagger like any other; the gate learns which scope it is in, and what our guide would say of the
//! same texts ([`crate::teacher`]).

use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::analysis::{Method, Scope};
use crate::document::Document;
use crate::features::{self, Candidate, Columns, CueWords, cue_word};
use crate::fold::mix;
use crate::lexicon::Lexicon;
use crate::model::{self, CB, CHAIN, CI, K, LABELS, Model, O, PAIRS, SB, SI, STATE_LABELS, TRANSITION_ROWS};
use crate::span::Tokens;
use crate::teacher;
use crate::weights;

/// What `sutra train` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Gold files under our guide, JSON lines, plain or gzipped.
    pub gold: Vec<PathBuf>,
    /// Code of the language.
    #[arg(long)]
    pub lang: String,
    /// Gold files under the wide guide.
    #[arg(long)]
    pub wide: Vec<PathBuf>,
    /// Where the model goes; by default the language's folder.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Passes over the text.
    #[arg(long, default_value_t = 10)]
    pub epochs: usize,
    /// Penalty that sets weights of the tagger to zero.
    #[arg(long, default_value_t = 2.0)]
    pub l1: f32,
    /// The same for the gate.
    #[arg(long, default_value_t = 1.0)]
    pub gate_l1: f32,
    /// log2 of the rows of the tagger's table.
    #[arg(long, default_value_t = 18)]
    pub span_bits: u32,
    /// log2 of the rows of the gate's table.
    #[arg(long, default_value_t = 20)]
    pub gate_bits: u32,
    /// How often each document of ours counts beside the wide ones.
    #[arg(long, default_value_t = 1)]
    pub repeat: usize,
    /// Folder of the pack, whose own examples are lessons too: they teach the cues that gold seldom has.
    #[arg(long)]
    pub examples: Option<PathBuf>,
    /// Accept candidates from this probability on, whatever is best on unseen documents.
    #[arg(long)]
    pub threshold: Option<f32>,
    /// The same for the wide scope, where it differs.
    #[arg(long)]
    pub wide_threshold: Option<f32>,
    /// The gold files that the confidence is calibrated on, and the wide ones; by default all lessons, the easy ones too.
    #[arg(long)]
    pub calibrate: Vec<PathBuf>,
    /// Weights of the tagger up to this size, of 127, are left out.
    #[arg(long, default_value_t = NEGLIGIBLE)]
    pub negligible: f32,
    /// The same for the gate.
    #[arg(long, default_value_t = NEGLIGIBLE)]
    pub gate_negligible: f32,
    /// Weights are multiples of it: a coarser step makes a smaller file.
    #[arg(long, default_value_t = 1.0)]
    pub step: f32,
    /// Leave the pack's cues out (to measure what they add).
    #[arg(long)]
    pub without_pack: bool,
}

#[derive(Clone, Deserialize)]
struct GoldDocument {
    text: String,
    attributions: Vec<GoldAttribution>,
}

#[derive(Clone, Deserialize)]
struct GoldAttribution {
    source: Option<[usize; 2]>,
    cue: Option<[usize; 2]>,
    content: Vec<[usize; 2]>,
    #[serde(default)]
    optional: bool,
}

/// Reads JSON lines, gzipped when the name ends in `.gz`.
pub fn read_lines(path: &Path) -> Result<String, String> {
    let say = |e: std::io::Error| format!("{}: {e}", path.display());
    let file = std::fs::File::open(path).map_err(say)?;
    let mut text = String::new();
    if path.extension().is_some_and(|e| e == "gz") {
        flate2::read::GzDecoder::new(file).read_to_string(&mut text).map_err(say)?;
    } else {
        std::io::BufReader::new(file).read_to_string(&mut text).map_err(say)?;
    }
    Ok(text)
}

fn read_gold(path: &Path) -> Result<Vec<GoldDocument>, String> {
    read_lines(path)?
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), number + 1)))
        .collect()
}

/// How many examples make one document: enough for neighbours, few enough that leaving one out changes little.
const EXAMPLES_A_DOCUMENT: usize = 12;

/// The examples of a pack's folder as gold, a paragraph each under a neutral first line (which counts as a headline).
fn examples(folder: &Path, code: &str) -> Result<Vec<(Scope, GoldDocument)>, String> {
    let mut paths = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        let say = |e: std::io::Error| format!("{}: {e}", at.display());
        for entry in std::fs::read_dir(&at).map_err(say)? {
            let path = entry.map_err(say)?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let mut texts = Vec::new();
    for path in &paths {
        texts.push((path.display().to_string(), std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?));
    }
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (pack, _) = crate::pack::Pack::parse(code, &files);
    let mut out = Vec::new();
    for scope in [Scope::Claims, Scope::Wide] {
        let list: Vec<_> = pack.entries.iter().filter(|e| e.wide == (scope == Scope::Wide)).flat_map(|e| &e.examples).filter(|e| e.sign != crate::pack::Sign::Doubt).collect();
        for group in list.chunks(EXAMPLES_A_DOCUMENT) {
            let mut gold = GoldDocument { text: format!("{}\n", pack.name), attributions: Vec::new() };
            let mut length = gold.text.chars().count();
            for example in group {
                let place = |(start, end): (usize, usize)| [length + example.text[..start].chars().count(), length + example.text[..end].chars().count()];
                if let Some(cue) = example.cue.filter(|_| example.sign == crate::pack::Sign::Found) {
                    gold.attributions.push(GoldAttribution {
                        source: example.source.map(place),
                        cue: Some(place(cue)),
                        content: example.content.iter().copied().map(place).collect(),
                        optional: false,
                    });
                }
                gold.text.push_str(&example.text);
                gold.text.push('\n');
                length += example.text.chars().count() + 1;
            }
            out.push((scope, gold));
        }
    }
    Ok(out)
}

/// A candidate with what it should become.
pub struct Item {
    /// The place that a cue is proposed at.
    pub candidate: Candidate,
    /// The labels of its window, when it is an attribution.
    pub labels: Option<Vec<u8>>,
}

/// A document to learn from.
pub struct Lesson {
    doc: Document<'static>,
    columns: Columns,
    /// Its candidates, under the lesson's scope.
    pub items: Vec<Item>,
    /// Which guide it is learnt under.
    pub scope: Scope,
    /// Hash of its text: the same text may stand in the gold of both guides.
    pub text: u64,
    /// What it is for.
    pub part: Part,
}

/// What a lesson is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It teaches, and shows how sure the gate may be.
    Measures,
    /// It only teaches: a text that the packs were written with is easier than others.
    Teaches,
    /// Annotated under the wide guide, read under ours: what holds under ours is for the teacher to say.
    Borrowed,
}

/// Runs the command. `Ok(true)` when all went well.
pub fn run(arguments: &Arguments) -> Result<bool, String> {
    let lexicon: &'static Lexicon =
        crate::packs::references().into_iter().find(|l| l.pack.code == arguments.lang).ok_or_else(|| format!("there is no language pack \"{}\"", arguments.lang))?;
    let measures = |yes: bool| if yes || arguments.calibrate.is_empty() { Part::Measures } else { Part::Teaches };
    let mut sources: Vec<(Scope, Part, GoldDocument)> = Vec::new();
    for path in &arguments.gold {
        let part = measures(arguments.calibrate.contains(path));
        sources.extend(read_gold(path)?.into_iter().map(|d| (Scope::Claims, part, d)));
    }
    for path in &arguments.wide {
        sources.extend(read_gold(path)?.into_iter().map(|d| (Scope::Wide, Part::Measures, d)));
    }
    let real = sources.len();
    if let Some(folder) = &arguments.examples {
        sources.extend(examples(folder, &lexicon.pack.code)?.into_iter().map(|(scope, d)| (scope, measures(false), d)));
    }
    if sources.is_empty() {
        return Err("name gold files to learn from".into());
    }
    let packs = [lexicon];
    // real texts of the wide guide, once more for ours
    let borrowed: Vec<(usize, GoldDocument)> =
        sources[..real].iter().enumerate().filter(|(_, (scope, ..))| *scope == Scope::Wide).map(|(number, (.., gold))| (number, gold.clone())).collect();
    let prepare = |gold: &GoldDocument| {
        let doc = Document::from_text(&gold.text, &packs, Some(&arguments.lang));
        let spans = align(&doc, gold);
        (doc, spans, crate::fold::hash(gold.text.as_bytes()))
    };
    let prepared: Vec<Prepared> = sources
        .into_iter()
        .map(|(scope, part, gold)| {
            let (doc, gold, text) = prepare(&gold);
            Prepared { scope, doc, gold, text, part }
        })
        .collect();
    let (cue_words, leave_out) = count_cue_words(&prepared);
    let mut lessons: Vec<Lesson> = Vec::new();
    for (number, prepared) in prepared.into_iter().enumerate() {
        lessons.push(lesson(prepared, &cue_words, &leave_out[number], arguments.without_pack));
    }
    let marked = lessons.len();
    for (number, gold) in borrowed {
        let (doc, gold, text) = prepare(&gold);
        lessons.push(lesson(Prepared { scope: Scope::Claims, doc, gold, text, part: Part::Borrowed }, &cue_words, &leave_out[number], arguments.without_pack));
    }
    let lessons = lessons;
    let positives: usize = lessons[..marked].iter().map(|l| l.items.iter().filter(|i| i.labels.is_some()).count()).sum();
    let all: usize = lessons[..marked].iter().map(|l| l.items.len()).sum();
    eprintln!("{marked} documents, {all} candidates, {positives} of them attributions, {} cue words", cue_words.len());

    let mut tagger = Tagger::new(arguments.span_bits, arguments.l1);
    for epoch in 0..arguments.epochs {
        let mut loss = 0.0;
        for index in order(marked, epoch as u64) {
            let times = if lessons[index].scope == Scope::Claims && epoch % 2 == 0 { arguments.repeat } else { 1 };
            for _ in 0..times {
                loss += tagger.learn(&lessons[index]);
            }
        }
        eprintln!("tagger, pass {}: loss {loss:.0}", epoch + 1);
    }
    let mut rows: Vec<Vec<GateItem>> = lessons.iter().map(|l| l.items.iter().map(|item| gate_item(l, item)).collect()).collect();
    teacher::teach(&mut rows, &lessons, arguments.epochs);
    let (calibration, threshold) = calibrate(&rows, &lessons, arguments);
    let threshold = [arguments.threshold.unwrap_or(threshold[0]), arguments.wide_threshold.or(arguments.threshold).unwrap_or(threshold[1])];
    let mut gate = Gate::new(arguments.gate_bits, arguments.gate_l1);
    gate.learn(&rows, |_| true, arguments.epochs);
    let (span, span_scale) = quantize(&tagger.span.weights, arguments.negligible, arguments.step);
    let (transitions, transition_scale) = quantize(&tagger.transitions.weights, NEGLIGIBLE, 1.0);
    let (gate, gate_scale) = quantize(&gate.table.weights, arguments.gate_negligible, arguments.step);
    let model = Model {
        span_bits: arguments.span_bits,
        span: weights::Rows::of(&span)?,
        span_scale,
        pairs: model::Pairs::of(&transitions),
        transitions,
        transition_scale,
        gate_bits: arguments.gate_bits,
        gate,
        gate_scale,
        calibration,
        threshold,
        cue_words,
    };
    let bytes = model.write();
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from("src/lang").join(&arguments.lang).join("model.bin"));
    std::fs::write(&out, &bytes).map_err(|e| format!("{}: {e}", out.display()))?;
    let mut packed = Vec::new();
    flate2::read::GzEncoder::new(bytes.as_slice(), flate2::Compression::best()).read_to_end(&mut packed).map_err(|e| e.to_string())?;
    eprintln!("{}: {} bytes, {} gzipped", out.display(), bytes.len(), packed.len());
    Ok(true)
}

/// A document with its gold in tokens.
struct Prepared {
    scope: Scope,
    doc: Document<'static>,
    gold: Vec<Gold>,
    text: u64,
    part: Part,
}

/// A gold attribution in tokens.
struct Gold {
    source: Option<Tokens>,
    cue: Tokens,
    content: Vec<Tokens>,
    optional: bool,
}

fn align(doc: &Document, gold: &GoldDocument) -> Vec<Gold> {
    let bytes: Vec<usize> = gold.text.char_indices().map(|(i, _)| i).chain([gold.text.len()]).collect();
    let tokens = |range: [usize; 2]| {
        let start = *bytes.get(range[0])? as u32;
        let end = *bytes.get(range[1])? as u32;
        let first = doc.tokens.partition_point(|t| t.span.end <= start);
        let last = doc.tokens.partition_point(|t| t.span.start < end);
        (first < last).then(|| Tokens::new(first, last))
    };
    gold.attributions
        .iter()
        .filter_map(|a| {
            Some(Gold { source: a.source.and_then(tokens), cue: a.cue.and_then(tokens)?, content: a.content.iter().filter_map(|&c| tokens(c)).collect(), optional: a.optional })
        })
        .collect()
}

const LEVELS: [f32; 6] = [0.01, 0.05, 0.12, 0.25, 0.45, 0.7];

fn level(cues: u32, all: u32) -> u8 {
    if all < 3 || cues == 0 {
        return 0;
    }
    let share = cues as f32 / all as f32;
    1 + LEVELS.iter().filter(|&&l| share >= l).count() as u8
}

/// How cue-like each word is, and for each document the words that are less so without it, so that the model does not learn to trust
/// counts that hold the answer.
fn count_cue_words(documents: &[Prepared]) -> (CueWords, Vec<HashMap<u64, u8>>) {
    let mut totals: HashMap<u64, (u32, u32)> = HashMap::new();
    let mut own: Vec<HashMap<u64, (u32, u32)>> = Vec::new();
    for Prepared { doc, gold, .. } in documents {
        let mut here: HashMap<u64, (u32, u32)> = HashMap::new();
        let mut in_cue = vec![false; doc.tokens.len()];
        for g in gold {
            in_cue[g.cue.range()].fill(true);
        }
        for (token, cue) in doc.tokens.iter().zip(in_cue) {
            if token.is_word() {
                let slot = here.entry(cue_word(token.word)).or_default();
                slot.0 += u32::from(cue);
                slot.1 += 1;
            }
        }
        for (word, (cues, all)) in &here {
            let slot = totals.entry(*word).or_default();
            slot.0 += cues;
            slot.1 += all;
        }
        own.push(here);
    }
    let mut words = CueWords::default();
    totals.iter().map(|(&w, &(c, n))| (w, level(c, n))).filter(|&(_, l)| l >= 2).for_each(|(w, l)| *words.at(w) = l.into());
    let leave_out = own
        .iter()
        .map(|here| {
            here.iter()
                .filter_map(|(w, (c, n))| {
                    let (cues, all) = totals[w];
                    let less = level(cues - c, all - n);
                    (words.get(*w) != u32::from(less)).then_some((*w, less))
                })
                .collect()
        })
        .collect();
    (words, leave_out)
}

fn lesson(prepared: Prepared, cue_words: &CueWords, less: &HashMap<u64, u8>, without_pack: bool) -> Lesson {
    let Prepared { scope, doc, gold, text, part } = prepared;
    let mut columns = Columns::of(&doc, 0..doc.blocks.len(), |_, word| less.get(&word).copied().unwrap_or_else(|| cue_words.get(word) as u8));
    let proposals = crate::analysis::proposals(&doc);
    let method = if without_pack { Method::ModelOnly } else { Method::Both };
    let candidates = model::candidates(&doc, &columns, &proposals, scope, method);
    columns.set_anchors(candidates.iter());
    let mut items: Vec<Item> = Vec::new();
    for mut candidate in candidates {
        let overlap = |g: &Gold| g.cue.end.min(candidate.cue.end).saturating_sub(g.cue.start.max(candidate.cue.start));
        let best = gold.iter().filter(|g| overlap(g) > 0).max_by_key(|g| overlap(g));
        if best.is_some_and(|g| g.optional) {
            continue;
        }
        let labels = best.map(|g| {
            if !g.cue.has(candidate.anchor) {
                candidate.anchor = candidate.cue.range().filter(|&i| g.cue.has(i)).max_by_key(|&i| columns[i].cue_like).unwrap_or(candidate.anchor);
            }
            label(&doc, &candidate, g)
        });
        items.push(Item { candidate, labels });
    }
    Lesson { doc, columns, items, scope, text, part }
}

/// Gold labels of a candidate's window: what a chain can say of the attribution.
fn label(doc: &Document, candidate: &Candidate, gold: &Gold) -> Vec<u8> {
    let window = candidate.window;
    let mut labels = vec![O as u8; window.len()];
    let mut put = |tokens: Tokens, first: usize, rest: usize| {
        for index in tokens.range() {
            if window.has(index) {
                labels[index - window.start] = if index == tokens.start { first } else { rest } as u8;
            }
        }
    };
    for &content in &gold.content {
        // marks at the ends are no part of it, nor is "that" (PolNeAR counts it)
        if let Some(mut content) = model::trimmed(doc, content) {
            if content.len() > 1 && content.start > gold.cue.start && model::introduces(doc, content.start) {
                content.start += 1;
            }
            put(content, CB, CI);
        }
    }
    if let Some(source) = gold.source {
        put(source, SB, SI);
    }
    let limit = |i: usize| i.abs_diff(candidate.anchor) <= 6;
    let mut start = candidate.anchor;
    while start > gold.cue.start && limit(start - 1) {
        start -= 1;
    }
    let mut end = candidate.anchor + 1;
    while end < gold.cue.end && limit(end) {
        end += 1;
    }
    put(Tokens::new(start.max(window.start), end), K, K);
    repair(&mut labels);
    labels
}

/// Makes a label sequence one that the chain can take: pieces begin with a beginning, and there is one source.
fn repair(labels: &mut [u8]) {
    let mut seen = false;
    for index in 0..labels.len() {
        let previous = if index > 0 { labels[index - 1] as usize } else { O };
        match labels[index] as usize {
            SB | SI => {
                let goes_on = labels[index] as usize == SI && (previous == SB || previous == SI);
                if !goes_on {
                    labels[index] = if seen { O as u8 } else { SB as u8 };
                    seen = true;
                }
            }
            CI if previous != CB && previous != CI => labels[index] = CB as u8,
            _ => {}
        }
    }
}

/// A deterministic order of the documents for a pass.
fn order(count: usize, pass: u64) -> Vec<usize> {
    let mut list: Vec<usize> = (0..count).collect();
    list.sort_by_key(|&i| mix(i as u64 ^ mix(pass + 1)));
    list
}

/// Weights with the state that FTRL-proximal keeps of each.
struct Table {
    weights: Vec<f32>,
    z: Vec<f32>,
    n: Vec<f32>,
    l1: f32,
    alpha: f32,
}

impl Table {
    fn new(size: usize, l1: f32, alpha: f32) -> Table {
        Table { weights: vec![0.0; size], z: vec![0.0; size], n: vec![0.0; size], l1, alpha }
    }

    fn update(&mut self, index: usize, gradient: f32) {
        let before = self.n[index];
        let after = before + gradient * gradient;
        let sigma = (after.sqrt() - before.sqrt()) / self.alpha;
        self.z[index] += gradient - sigma * self.weights[index];
        self.n[index] = after;
        let z = self.z[index];
        self.weights[index] = if z.abs() <= self.l1 { 0.0 } else { -(z - z.signum() * self.l1) / ((1.0 + after.sqrt()) / self.alpha) };
    }
}

struct Tagger {
    bits: u32,
    span: Table,
    transitions: Table,
}

impl Tagger {
    fn new(bits: u32, l1: f32) -> Tagger {
        Tagger { bits, span: Table::new(LABELS << bits, l1, 0.05), transitions: Table::new(TRANSITION_ROWS * PAIRS, l1 * 0.1, 0.05) }
    }

    fn learn(&mut self, lesson: &Lesson) -> f64 {
        lesson.items.iter().filter_map(|item| item.labels.as_ref().map(|labels| self.learn_one(lesson, &item.candidate, labels))).sum()
    }

    /// One step on one attribution; returns its negative log-likelihood before the step.
    fn learn_one(&mut self, lesson: &Lesson, candidate: &Candidate, labels: &[u8]) -> f64 {
        let window = candidate.window;
        let length = window.len();
        let mut rows: Vec<Vec<u32>> = vec![Vec::with_capacity(64); length];
        for (at, index) in window.range().enumerate() {
            let block = lesson.doc.blocks[lesson.doc.block_of(index)].tokens;
            lesson.columns.base(block, index, &mut |row| rows[at].push(row >> (32 - self.bits)));
        }
        features::relative(&lesson.doc, &lesson.columns, candidate, &mut Listed { rows: &mut rows, bits: self.bits });
        let mut emissions = vec![[0f32; LABELS]; length];
        for (at, list) in rows.iter().enumerate() {
            for &row in list {
                let from = row as usize * LABELS;
                for (sum, weight) in emissions[at].iter_mut().zip(&self.span.weights[from..from + LABELS]) {
                    *sum += weight;
                }
            }
        }
        let mut pair_rows = vec![[0usize; 5]; length];
        let mut pairs = vec![[0f32; PAIRS]; length];
        for at in 1..length {
            let index = window.start + at;
            let begins = lesson.doc.sentence_of(index) != lesson.doc.sentence_of(index - 1);
            pair_rows[at] = model::transition_rows(&lesson.columns[index - 1], &lesson.columns[index], begins);
            for row in pair_rows[at] {
                for (sum, weight) in pairs[at].iter_mut().zip(&self.transitions.weights[row * PAIRS..(row + 1) * PAIRS]) {
                    *sum += weight;
                }
            }
        }
        let Some(marginals) = Chain { candidate, emissions: &emissions, pairs: &pairs }.marginals(labels) else { return 0.0 };
        for (at, list) in rows.iter().enumerate() {
            for label in 0..LABELS {
                let gradient = marginals.labels[at][label] - f32::from(labels[at] as usize == label);
                if gradient.abs() > 1e-3 {
                    for &row in list {
                        self.span.update(row as usize * LABELS + label, gradient);
                    }
                }
            }
        }
        for at in 1..length {
            for pair in 0..PAIRS {
                let gold = labels[at - 1] as usize * LABELS + labels[at] as usize == pair;
                let gradient = marginals.pairs[at][pair] - f32::from(gold);
                if gradient.abs() > 1e-3 {
                    for row in pair_rows[at] {
                        self.transitions.update(row * PAIRS + pair, gradient);
                    }
                }
            }
        }
        marginals.loss
    }
}

/// Each token's rows of the tagger's table.
struct Listed<'r> {
    rows: &'r mut [Vec<u32>],
    bits: u32,
}

impl features::Sink for Listed<'_> {
    fn one(&mut self, at: usize, row: u32) {
        self.rows[at].push(row >> (32 - self.bits));
    }

    fn several<const N: usize>(&mut self, at: usize, _memory: usize, _key: u32, rows: impl FnOnce() -> [u32; N]) {
        rows().into_iter().for_each(|row| self.one(at, row));
    }
}

struct Marginals {
    labels: Vec<[f32; LABELS]>,
    pairs: Vec<[f32; PAIRS]>,
    loss: f64,
}

struct Chain<'a> {
    candidate: &'a Candidate,
    emissions: &'a [[f32; LABELS]],
    pairs: &'a [[f32; PAIRS]],
}

impl Chain<'_> {
    fn score(&self, at: usize, from: usize, to: usize) -> f64 {
        let index = self.candidate.window.start + at;
        if !model::may_follow(from, to) || !model::allowed(self.candidate, index, from, to) {
            return f64::NEG_INFINITY;
        }
        let (a, b) = (STATE_LABELS[from].0, STATE_LABELS[to].0);
        let pair = if at == 0 { 0.0 } else { self.pairs[at][a * LABELS + b] };
        f64::from(self.emissions[at][b] + pair)
    }

    /// Expected labels and pairs; `None` where the gold labels are none that the chain can take.
    fn marginals(&self, gold: &[u8]) -> Option<Marginals> {
        let length = self.emissions.len();
        let mut forward = vec![[f64::NEG_INFINITY; CHAIN]; length];
        let mut scores = vec![[[f64::NEG_INFINITY; CHAIN]; CHAIN]; length];
        for at in 0..length {
            for to in 0..CHAIN {
                if at == 0 {
                    forward[0][to] = self.score(0, 0, to);
                    continue;
                }
                let mut terms = [f64::NEG_INFINITY; CHAIN];
                for from in 0..CHAIN {
                    if forward[at - 1][from] > f64::NEG_INFINITY {
                        scores[at][from][to] = self.score(at, from, to);
                        terms[from] = forward[at - 1][from] + scores[at][from][to];
                    }
                }
                forward[at][to] = log_sum(&terms);
            }
        }
        let total = log_sum(&forward[length - 1]);
        if !total.is_finite() {
            return None;
        }
        // gold path
        let mut path = 0.0;
        let mut seen = false;
        let mut state = 0;
        for (at, &label) in gold.iter().enumerate() {
            seen |= label as usize == SB;
            let to = STATE_LABELS.iter().position(|&(l, s)| l == label as usize && s == seen)?;
            path += self.score(at, state, to);
            state = to;
        }
        if !path.is_finite() {
            return None;
        }
        let mut labels = vec![[0f32; LABELS]; length];
        let mut pairs = vec![[0f32; PAIRS]; length];
        let mut backward = [0f64; CHAIN];
        for at in (0..length).rev() {
            for to in 0..CHAIN {
                labels[at][STATE_LABELS[to].0] += (forward[at][to] + backward[to] - total).exp() as f32;
            }
            if at == 0 {
                break;
            }
            let mut next = [f64::NEG_INFINITY; CHAIN];
            for from in 0..CHAIN {
                let mut terms = [f64::NEG_INFINITY; CHAIN];
                for to in 0..CHAIN {
                    let score = scores[at][from][to];
                    if score == f64::NEG_INFINITY {
                        continue;
                    }
                    terms[to] = score + backward[to];
                    let p = (forward[at - 1][from] + score + backward[to] - total).exp() as f32;
                    pairs[at][STATE_LABELS[from].0 * LABELS + STATE_LABELS[to].0] += p;
                }
                next[from] = log_sum(&terms);
            }
            backward = next;
        }
        Some(Marginals { labels, pairs, loss: total - path })
    }
}

fn log_sum(terms: &[f64; CHAIN]) -> f64 {
    let most = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + terms.iter().map(|t| (t - most).exp()).sum::<f64>().ln()
}

/// A candidate as the gate sees it.
pub struct GateItem {
    /// Its features, as whole hashes.
    rows: Vec<u32>,
    /// How likely it is an attribution: of gold 0 or 1, of a teacher anything between.
    pub target: f32,
}

fn gate_item(lesson: &Lesson, item: &Item) -> GateItem {
    let mut rows = Vec::with_capacity(150);
    features::gate(&lesson.doc, &lesson.columns, &item.candidate, &mut |_, row| rows.extend([row, model::scoped(row, lesson.scope)]));
    GateItem { rows, target: f32::from(item.labels.is_some()) }
}

/// A gate that learns.
pub struct Gate {
    table: Table,
    bits: u32,
}

impl Gate {
    /// With `1 << bits` weights.
    pub fn new(bits: u32, l1: f32) -> Gate {
        Gate { table: Table::new(1 << bits, l1, 0.05), bits }
    }

    /// The score of a candidate: the logarithm of its odds.
    pub fn score(&self, item: &GateItem) -> f32 {
        item.rows.iter().map(|&row| self.table.weights[(row >> (32 - self.bits)) as usize]).sum()
    }

    /// Learns from the lessons that `take` says, by their number.
    pub fn learn(&mut self, lessons: &[Vec<GateItem>], take: impl Fn(usize) -> bool, epochs: usize) {
        for epoch in 0..epochs {
            for index in order(lessons.len(), 77 + epoch as u64) {
                if !take(index) {
                    continue;
                }
                for item in &lessons[index] {
                    let gradient = sigmoid(self.score(item)) - item.target;
                    for &row in &item.rows {
                        self.table.update((row >> (32 - self.bits)) as usize, gradient);
                    }
                }
            }
        }
    }
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// So many parts are set aside in turn to see how the rest does on what it has not seen.
pub const FOLDS: usize = 5;

/// Which part a text is in: one that both guides mark is in one part only.
pub fn fold_of(text: u64) -> usize {
    (mix(text) % FOLDS as u64) as usize
}

/// Calibration (Platt 1999) and threshold (best F1) of each scope, on scores of documents that the gate had not seen.
fn calibrate(rows: &[Vec<GateItem>], lessons: &[Lesson], arguments: &Arguments) -> ([(f32, f32); 2], [f32; 2]) {
    let mut scored: [Vec<(f32, bool)>; 2] = [Vec::new(), Vec::new()];
    for fold in 0..FOLDS {
        let mut gate = Gate::new(arguments.gate_bits, arguments.gate_l1);
        gate.learn(rows, |index| fold_of(lessons[index].text) != fold, arguments.epochs);
        for (lesson, items) in lessons.iter().zip(rows).filter(|(lesson, _)| fold_of(lesson.text) == fold && lesson.part == Part::Measures) {
            for item in items {
                scored[lesson.scope as usize].push((gate.score(item), item.target > 0.5));
            }
        }
    }
    let mut calibration = [(1.0, 0.0); 2];
    let mut threshold = [0.5; 2];
    for scope in 0..2 {
        let list = &mut scored[scope];
        if list.len() < 50 {
            continue;
        }
        let (mut a, mut b) = (1f64, 0f64);
        for _ in 0..2000 {
            let (mut da, mut db) = (0f64, 0f64);
            for &(score, gold) in list.iter() {
                let p = 1.0 / (1.0 + (-(a * f64::from(score) + b)).exp());
                let g = p - f64::from(gold);
                da += g * f64::from(score);
                db += g;
            }
            a -= 0.2 * da / list.len() as f64;
            b -= 0.2 * db / list.len() as f64;
        }
        calibration[scope] = (a as f32, b as f32);
        list.sort_by(|x, y| y.0.total_cmp(&x.0));
        let positives = list.iter().filter(|x| x.1).count();
        let mut hits = 0;
        let mut best = (0.0, 0.5);
        for (count, &(score, gold)) in list.iter().enumerate() {
            hits += usize::from(gold);
            let f1 = 2.0 * hits as f64 / (count + 1 + positives) as f64;
            if f1 > best.0 {
                best = (f1, 1.0 / (1.0 + (-(a * f64::from(score) + b)).exp()));
            }
        }
        threshold[scope] = best.1 as f32;
        eprintln!("gate, {}: {} candidates, {positives} attributions, best F1 on unseen documents {:.4} at {:.2}", ["claims", "wide"][scope], list.len(), best.0, best.1);
    }
    (calibration, threshold)
}

/// Weights up to this (of 127) are dropped. Measured on the development gold: none of its figures moves by more than 0.005, and the
/// file is a fifth smaller.
const NEGLIGIBLE: f32 = 4.0;

/// One byte a weight: linear, the largest 0.05 % clipped, the negligible dropped.
fn quantize(weights: &[f32], negligible: f32, step: f32) -> (Vec<i8>, f32) {
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
    if sizes.is_empty() {
        return (vec![0; weights.len()], 1.0);
    }
    sizes.sort_by(f32::total_cmp);
    let most = sizes[((sizes.len() - 1) as f32 * 0.9995) as usize];
    let scale = most / 127.0;
    let byte = |w: f32| if w.abs() <= negligible { 0 } else { ((w.clamp(-127.0, 127.0) / step).round() * step).clamp(-127.0, 127.0) as i8 };
    (weights.iter().map(|w| byte((w / scale).round())).collect(), scale)
}
