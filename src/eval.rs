//! `sutra eval`: how well the engine does on gold, in the scorer's own figures, without Python.
//!
//! The figures are those of the project's `score.py`, computed in the same way from the same offsets (Unicode code points);
//! `tests/eval.rs` holds the two together. On top of them: the thirds of a set, so that rules can be written on some
//! documents and judged on others, and whether the confidence means what it says.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::analysis::{self, Method, Options, Scope};
use crate::offsets::Unit;

/// `sutra eval GOLD…`
#[derive(clap::Args)]
pub struct Arguments {
    /// Gold files, JSON lines.
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Compare these predictions (JSON lines) instead of analysing the gold's texts; one gold file only.
    #[arg(long)]
    predictions: Option<PathBuf>,
    /// Which documents: held-out is every third one (index % 3 == 2), visible the others.
    #[arg(long, value_parser = ["all", "visible", "held-out"], default_value = "all")]
    third: String,
    /// claims: our guide; wide: also intentions, support and criticism.
    #[arg(long, value_parser = ["claims", "wide"], default_value = "claims")]
    scope: String,
    /// both, packs (no model) or model (no pack cues).
    #[arg(long, value_parser = ["both", "packs", "model"], default_value = "both")]
    method: String,
    /// The figures as one JSON object a gold file.
    #[arg(long)]
    json: bool,
    /// Also print so many misses and so many false alarms.
    #[arg(long, default_value_t = 0)]
    errors: usize,
    /// Also print which share is right above each confidence.
    #[arg(long)]
    confidence: bool,
}

type Pair = [i64; 2];

/// An attribution of gold or prediction. What is not given counts as the scorer counts it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Mark {
    source: Option<Pair>,
    source_alt: Option<Pair>,
    cue: Option<Pair>,
    content: Option<Vec<Pair>>,
    kind: String,
    sub: Option<String>,
    stance: Option<String>,
    quote: Option<String>,
    who: Option<String>,
    about: Option<Vec<Value>>,
    optional: bool,
    confidence: Option<f64>,
}

/// A gold document.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    doc: String,
    #[serde(default)]
    lang: Option<String>,
    text: String,
    sentences: Vec<Pair>,
    attributions: Vec<Mark>,
    #[serde(default)]
    split: Option<String>,
}

/// A predicted document.
#[derive(Clone, Debug, Deserialize)]
pub struct Predicted {
    doc: String,
    #[serde(default)]
    sentences: Option<Vec<Pair>>,
    attributions: Vec<Mark>,
}

/// Precision, recall and F1.
fn prf([tp, fp, missed]: [u64; 3]) -> [f64; 3] {
    let share = |a: u64, b: u64| if b == 0 { 0.0 } else { a as f64 / b as f64 };
    let (p, r) = (share(tp, tp + fp), share(tp, tp + missed));
    [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
}

fn overlap(a: Option<Pair>, b: Option<Pair>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a[1].min(b[1]) > a[0].max(b[0]))
}

impl Mark {
    fn anchor(&self) -> i64 {
        self.cue.or(self.source).or_else(|| self.content.as_ref()?.first().copied()).map_or(0, |s| s[0])
    }

    fn stance(&self) -> &str {
        self.stance.as_deref().unwrap_or("says")
    }

    fn tags(&self) -> BTreeSet<&str> {
        let mut tags = BTreeSet::from([self.kind.as_str()]);
        if self.stance() != "says" {
            tags.insert(self.stance());
        }
        tags
    }

    fn characters(&self, out: &mut HashSet<i64>) {
        for span in self.content.iter().flatten() {
            out.extend(span[0]..span[1]);
        }
    }
}

fn sentence_of(sentences: &[Pair], at: i64) -> Option<usize> {
    sentences.iter().position(|s| s[0] <= at && at < s[1])
}

/// Pairs of gold and predicted attributions: best cue overlap first, then source overlap.
fn pairs(gold: &[Mark], predicted: &[Mark]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut used_gold = vec![false; gold.len()];
    let mut used_predicted = vec![false; predicted.len()];
    for field in [|m: &Mark| m.cue, |m: &Mark| m.source] {
        let mut candidates = Vec::new();
        for (i, g) in gold.iter().enumerate().filter(|(i, _)| !used_gold[*i]) {
            for (j, p) in predicted.iter().enumerate().filter(|(j, _)| !used_predicted[*j]) {
                if let (Some(a), Some(b)) = (field(g), field(p))
                    && overlap(Some(a), Some(b))
                {
                    let shared = (a[1].min(b[1]) - a[0].max(b[0])) as f64;
                    let whole = (a[1].max(b[1]) - a[0].min(b[0])) as f64;
                    candidates.push((-shared / whole, i, j));
                }
            }
        }
        candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, i, j) in candidates {
            if !used_gold[i] && !used_predicted[j] {
                used_gold[i] = true;
                used_predicted[j] = true;
                pairs.push((i, j));
            }
        }
    }
    pairs
}

/// Everything that is counted, over any number of documents.
#[derive(Default)]
pub struct Counts {
    documents: u64,
    tags: BTreeMap<String, [u64; 3]>,
    n: BTreeMap<&'static str, u64>,
    content: [u64; 3],
    bounds: [u64; 3],
    hand: bool,
    misses: Vec<String>,
    alarms: Vec<String>,
    /// Confidence, whether gold has it, whether kind and stance are right too.
    confidence: Vec<(f64, bool, bool)>,
}

impl Counts {
    fn add(&mut self, name: &'static str, right: bool) {
        *self.n.entry(name).or_default() += u64::from(right);
    }

    fn get(&self, name: &str) -> u64 {
        self.n.get(name).copied().unwrap_or(0)
    }

    /// Counts one document.
    pub fn document(&mut self, gold: &Gold, predicted: &Predicted) {
        self.documents += 1;
        let (ga, pa) = (&gold.attributions, &predicted.attributions);
        type Tags<'a> = BTreeMap<Option<usize>, BTreeSet<&'a str>>;
        let (mut want, mut got, mut spare) = (Tags::new(), Tags::new(), Tags::new());
        for a in ga {
            let into = if a.optional { &mut spare } else { &mut want };
            into.entry(sentence_of(&gold.sentences, a.anchor())).or_default().extend(a.tags());
        }
        for a in pa {
            got.entry(sentence_of(&gold.sentences, a.anchor())).or_default().extend(a.tags());
        }
        let none = BTreeSet::new();
        for sentence in want.keys().chain(got.keys()).collect::<BTreeSet<_>>() {
            let (w, g, s) = (want.get(sentence).unwrap_or(&none), got.get(sentence).unwrap_or(&none), spare.get(sentence).unwrap_or(&none));
            for tag in w.union(g) {
                let slot = match (w.contains(tag), g.contains(tag)) {
                    (true, true) => 0,
                    (false, _) if s.contains(tag) => continue,
                    (false, _) => 1,
                    (true, false) => 2,
                };
                self.tags.entry((*tag).to_owned()).or_default()[slot] += 1;
            }
        }
        let all = pairs(ga, pa);
        let seen_gold: HashSet<usize> = all.iter().map(|p| p.0).chain((0..ga.len()).filter(|&i| ga[i].optional)).collect();
        let seen_predicted: HashSet<usize> = all.iter().map(|p| p.1).collect();
        let counted: Vec<(usize, usize)> = all.iter().copied().filter(|&(i, _)| !ga[i].optional).collect();
        *self.n.entry("matched").or_default() += counted.len() as u64;
        *self.n.entry("gold").or_default() += ga.iter().filter(|a| !a.optional).count() as u64;
        *self.n.entry("pred").or_default() += (pa.len() - (seen_predicted.len() - counted.len())) as u64;
        for &(i, j) in &counted {
            self.pair(gold, &ga[i], &pa[j]);
        }
        for (j, p) in pa.iter().enumerate() {
            let partner = all.iter().find(|x| x.1 == j).map(|x| &ga[x.0]);
            let right = partner.is_some_and(|g| g.kind == p.kind && g.stance() == p.stance());
            if let Some(confidence) = p.confidence {
                self.confidence.push((confidence, partner.is_some(), right));
            }
        }
        self.misses.extend((0..ga.len()).filter(|i| !seen_gold.contains(i)).map(|i| show(gold, &ga[i])));
        self.alarms.extend((0..pa.len()).filter(|j| !seen_predicted.contains(j)).map(|j| show(gold, &pa[j])));
        let (mut cg, mut cp) = (HashSet::new(), HashSet::new());
        ga.iter().for_each(|a| a.characters(&mut cg));
        pa.iter().for_each(|a| a.characters(&mut cp));
        let both = cg.intersection(&cp).count() as u64;
        self.content[0] += both;
        self.content[1] += cp.len() as u64 - both;
        self.content[2] += cg.len() as u64 - both;
        if gold.split.as_deref() == Some("hand") {
            self.hand = true;
            let eg: HashSet<i64> = gold.sentences.iter().map(|s| s[1]).collect();
            let ep: HashSet<i64> = predicted.sentences.iter().flatten().map(|s| s[1]).collect();
            let both = eg.intersection(&ep).count() as u64;
            self.bounds[0] += both;
            self.bounds[1] += ep.len() as u64 - both;
            self.bounds[2] += eg.len() as u64 - both;
        }
    }

    fn pair(&mut self, gold: &Gold, a: &Mark, b: &Mark) {
        if a.source.is_some() {
            let accepted = [a.source, a.source_alt];
            self.add("source", true);
            self.add("source_overlap", accepted.iter().any(|&x| overlap(x, b.source)));
            self.add("source_exact", b.source.is_some() && accepted.contains(&b.source));
        }
        self.add("cue_exact", a.cue == b.cue);
        self.add("kind", a.kind == b.kind);
        self.add("stance", a.stance == b.stance);
        self.add("quote", a.quote == b.quote);
        if a.kind == "anonymous" {
            self.add("sub", true);
            self.add("sub_right", a.sub == b.sub);
        }
        if let Some(who) = a.who.as_deref().filter(|w| !w.is_empty()) {
            self.add("who", true);
            self.add("who_right", b.who.as_deref().is_some_and(|got| !got.is_empty() && (got.contains(who) || who.contains(got))));
        }
        let about: HashSet<i64> = a.about.iter().flatten().filter_map(Value::as_i64).collect();
        let spans: Vec<Option<Pair>> = b.about.iter().flatten().map(|v| serde_json::from_value(v.clone()).ok()).collect();
        let reached: HashSet<i64> = (0i64..).zip(&gold.sentences).filter(|(_, s)| spans.iter().any(|x| overlap(Some(**s), *x))).map(|(k, _)| k).collect();
        let hit = !reached.is_disjoint(&about);
        if !about.is_empty() {
            self.add("about", true);
            self.add("about_right", hit && reached.len() <= a.about.as_ref().map_or(0, Vec::len) + 1);
        }
        if !reached.is_empty() {
            self.add("links_given", true);
            self.add("links_hit", hit);
        }
    }

    /// The figures, under the scorer's names, and one that the scorer has not: `links_precision`, the share of the links given
    /// that reach a sentence of gold's.
    pub fn figures(&self) -> Value {
        let share = |a: &str, b: &str| match self.get(b) {
            0 => Value::Null,
            n => json!(self.get(a) as f64 / n as f64),
        };
        let mut total = [0u64; 3];
        for counts in self.tags.values() {
            for (sum, count) in total.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        let (matched, predicted, gold) = (self.get("matched"), self.get("pred"), self.get("gold"));
        let per_tag: serde_json::Map<String, Value> = self
            .tags
            .iter()
            .map(|(tag, &counts)| {
                let [p, r, f1] = prf(counts);
                (tag.clone(), json!({"p": p, "r": r, "f1": f1, "gold": counts[0] + counts[2]}))
            })
            .collect();
        json!({
            "documents": self.documents,
            "gold": gold,
            "predicted": predicted,
            "tags": prf(total),
            "detect": prf([matched, predicted.saturating_sub(matched), gold.saturating_sub(matched)]),
            "source_overlap": share("source_overlap", "source"),
            "source_exact": share("source_exact", "source"),
            "cue_exact": share("cue_exact", "matched"),
            "content": prf(self.content),
            "kind": share("kind", "matched"),
            "sub": share("sub_right", "sub"),
            "stance": share("stance", "matched"),
            "quote": share("quote", "matched"),
            "who": share("who_right", "who"),
            "links": share("about_right", "about"),
            "links_precision": share("links_hit", "links_given"),
            "sentences": if self.hand { json!(prf(self.bounds)) } else { Value::Null },
            "per_tag": per_tag,
        })
    }

    /// For thresholds from 0 to 0.95: how many lie above, which share of those gold has, which share has kind and stance right too.
    pub fn calibration(&self) -> Vec<(f64, usize, f64, f64)> {
        (0..20)
            .map(|step| {
                let threshold = f64::from(step) * 0.05;
                let above: Vec<_> = self.confidence.iter().filter(|c| c.0 >= threshold).collect();
                let share = |n: usize| if above.is_empty() { 0.0 } else { n as f64 / above.len() as f64 };
                (threshold, above.len(), share(above.iter().filter(|c| c.1).count()), share(above.iter().filter(|c| c.2).count()))
            })
            .collect()
    }
}

fn slice(text: &str, span: Pair) -> String {
    let (from, to) = (span[0].max(0) as usize, span[1].max(0) as usize);
    text.chars().skip(from).take(to.saturating_sub(from)).collect()
}

fn show(gold: &Gold, a: &Mark) -> String {
    let span = |s: Option<Pair>| s.map_or_else(|| "—".to_owned(), |s| slice(&gold.text, s));
    let sentence = sentence_of(&gold.sentences, a.anchor()).map_or([a.anchor(), a.anchor() + 80], |i| gold.sentences[i]);
    format!("{}: {}/{} source={} cue={} | {}", gold.doc, a.kind, a.stance(), span(a.source), span(a.cue), slice(&gold.text, sentence))
}

/// The figures as the scorer prints them.
pub fn table(figures: &Value) -> String {
    const ORDER: [&str; 17] = [
        "documents",
        "gold",
        "predicted",
        "tags",
        "detect",
        "source_overlap",
        "source_exact",
        "cue_exact",
        "content",
        "kind",
        "sub",
        "stance",
        "quote",
        "who",
        "links",
        "links_precision",
        "sentences",
    ];
    let mut out = String::new();
    for key in ORDER {
        let value = match &figures[key] {
            Value::Null => "  —  ".to_owned(),
            Value::Array(l) => {
                let f = |i: usize| l.get(i).and_then(Value::as_f64).unwrap_or(0.0);
                format!("P {:.3} R {:.3} F1 {:.3}", f(0), f(1), f(2))
            }
            v if v.is_u64() => v.to_string(),
            v => format!("{:.3}", v.as_f64().unwrap_or(0.0)),
        };
        let _ = writeln!(out, "{key:15} {value}");
    }
    for (tag, d) in figures["per_tag"].as_object().into_iter().flatten() {
        let f = |k: &str| d[k].as_f64().unwrap_or(0.0);
        let _ = writeln!(out, "  {tag:13} P {:.3} R {:.3} F1 {:.3}  gold {}", f("p"), f("r"), f("f1"), d["gold"]);
    }
    out
}

fn read<T: for<'de> Deserialize<'de>>(path: &std::path::Path) -> Result<Vec<T>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), number + 1)))
        .collect()
}

/// Compares gold with predictions, document by document, found by their names.
pub fn compare(gold: &[Gold], predicted: &[Predicted]) -> Result<Counts, String> {
    let by_doc: BTreeMap<&str, &Predicted> = predicted.iter().map(|p| (p.doc.as_str(), p)).collect();
    let missing: Vec<&str> = gold.iter().map(|g| g.doc.as_str()).filter(|d| !by_doc.contains_key(d)).collect();
    if let Some(first) = missing.first() {
        return Err(format!("no prediction for {} of {} documents, first {first}", missing.len(), gold.len()));
    }
    let mut counts = Counts::default();
    for g in gold {
        counts.document(g, by_doc[g.doc.as_str()]);
    }
    Ok(counts)
}

fn analyse(gold: &Gold, options: &Options) -> Result<Predicted, String> {
    let options = Options { language: gold.lang.clone(), ..options.clone() };
    let analysis = analysis::analyze_text(&gold.text, &options, Unit::CodePoint);
    let mut value = serde_json::to_value(&analysis).map_err(|e| e.to_string())?;
    value["doc"] = json!(gold.doc);
    serde_json::from_value(value).map_err(|e| format!("{}: {e}", gold.doc))
}

/// Runs the command. `Ok(true)` when all went well.
pub fn run(arguments: &Arguments) -> Result<bool, String> {
    if arguments.predictions.is_some() && arguments.gold.len() != 1 {
        return Err("--predictions goes with one gold file".into());
    }
    let options = Options {
        scope: if arguments.scope == "wide" { Scope::Wide } else { Scope::Claims },
        method: match arguments.method.as_str() {
            "packs" => Method::PacksOnly,
            "model" => Method::ModelOnly,
            _ => Method::Both,
        },
        ..Options::default()
    };
    for path in &arguments.gold {
        let gold: Vec<Gold> = read(path)?;
        let gold: Vec<Gold> = gold
            .into_iter()
            .enumerate()
            .filter(|(index, _)| match arguments.third.as_str() {
                "held-out" => index % 3 == 2,
                "visible" => index % 3 != 2,
                _ => true,
            })
            .map(|(_, g)| g)
            .collect();
        let predicted = match &arguments.predictions {
            Some(path) => read(path)?,
            None => gold.par_iter().map(|g| analyse(g, &options)).collect::<Result<Vec<_>, _>>()?,
        };
        let counts = compare(&gold, &predicted)?;
        let mut figures = counts.figures();
        if arguments.json {
            if arguments.confidence {
                figures["confidence"] = counts.calibration().iter().map(|(t, n, found, right)| json!([t, n, found, right])).collect();
            }
            println!("{figures}");
            continue;
        }
        if arguments.gold.len() > 1 {
            println!("# {}", path.display());
        }
        print!("{}", table(&figures));
        if arguments.confidence {
            println!("confidence   above  in gold  kind and stance right too");
            for (threshold, above, found, right) in counts.calibration() {
                println!("  >= {threshold:.2}    {above:5}  {found:.3}    {right:.3}");
            }
        }
        for (name, rows) in [("missed", &counts.misses), ("false alarm", &counts.alarms)] {
            for row in rows.iter().take(arguments.errors) {
                println!("{name}: {row}");
            }
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold() -> Gold {
        serde_json::from_value(json!({
            "doc": "a", "text": "Rao said it rained. He denied it. Sources agreed.", "split": "hand",
            "sentences": [[0, 19], [20, 33], [34, 49]],
            "attributions": [
                {"source": [0, 3], "cue": [4, 8], "content": [[9, 18]], "kind": "named", "stance": "says", "quote": "indirect", "who": null, "about": []},
                {"source": [20, 22], "cue": [23, 29], "content": [], "kind": "named", "stance": "denies", "quote": "indirect", "who": "Rao", "about": [0]},
                {"source": [34, 41], "cue": [42, 48], "content": [], "kind": "anonymous", "sub": "withheld", "stance": "says", "quote": "indirect", "optional": true}
            ]
        }))
        .unwrap()
    }

    #[test]
    fn gold_against_itself_is_perfect() {
        let g = gold();
        let mut attributions = g.attributions.clone();
        attributions[1].about = Some(vec![json!([0, 19])]);
        let p = Predicted { doc: "a".into(), sentences: Some(g.sentences.clone()), attributions };
        let figures = compare(&[g], &[p]).unwrap().figures();
        for key in ["kind", "stance", "quote", "who", "links", "source_exact", "cue_exact"] {
            assert_eq!(figures[key], 1.0, "{key}");
        }
        assert_eq!(figures["detect"][2], 1.0);
        assert_eq!(figures["tags"][2], 1.0);
        assert_eq!(figures["gold"], 2);
        assert_eq!(figures["predicted"], 2);
        assert_eq!(figures["sub"], Value::Null);
    }

    #[test]
    fn misses_and_false_alarms_count() {
        let g = gold();
        let p: Predicted = serde_json::from_value(json!({"doc": "a", "sentences": [[0, 49]], "attributions": [
            {"source": null, "cue": [4, 8], "content": [[9, 12]], "kind": "hearsay", "stance": "says", "quote": "indirect"},
            {"source": null, "cue": [12, 15], "content": [], "kind": "media", "stance": "says", "quote": "indirect"}
        ]}))
        .unwrap();
        let figures = compare(&[g], &[p]).unwrap().figures();
        assert_eq!(figures["detect"], json!([0.5, 0.5, 0.5]));
        assert_eq!(figures["kind"], 0.0);
        assert_eq!(figures["source_overlap"], 0.0);
        assert_eq!(figures["content"][1].as_f64().unwrap(), 3.0 / 9.0);
        assert_eq!(figures["per_tag"]["denies"]["r"], 0.0);
    }

    #[test]
    fn a_document_without_prediction_is_named() {
        assert!(compare(&[gold()], &[]).err().unwrap().contains("first a"));
    }
}
