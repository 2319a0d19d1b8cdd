//! The back half alone: gold spans in, kind, stance, quote, who and links out, with what is wrong listed.
//!
//! `cargo run --profile quick --example gold_spans -- [--packs DIR]… [--errors FIELD] [--third held-out|visible|all] GOLD…`

use std::collections::BTreeMap;

use serde_json::Value;
use sutra::attribution::{Found, SubKind};
use sutra::document::Document;
use sutra::lexicon::{Lexicon, Proposal};
use sutra::span::{Span, Tokens};

fn read_packs(dirs: &[String]) -> Vec<Lexicon> {
    let mut out = Vec::new();
    for code in ["en", "hi"] {
        let mut files: Vec<(String, String)> = Vec::new();
        for dir in dirs {
            collect(std::path::Path::new(dir).join(code).as_path(), &mut files);
        }
        let refs: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let (lexicon, errors) = sutra::packs::compile(code, &refs, None);
        for error in errors.iter().take(5) {
            eprintln!("{error}");
        }
        out.push(lexicon);
    }
    out
}

fn collect(dir: &std::path::Path, files: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "txt") {
            files.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap_or_default()));
        }
    }
}

/// Byte offset of each code point.
struct Map(Vec<usize>);

impl Map {
    fn span(&self, v: &Value) -> Option<Span> {
        let a = v.as_array()?;
        Some(Span::new(self.0[a[0].as_u64()? as usize], self.0[a[1].as_u64()? as usize]))
    }
}

fn tokens(doc: &Document, span: Span) -> Option<Tokens> {
    let start = doc.tokens.partition_point(|t| t.span.end <= span.start);
    let end = doc.tokens.partition_point(|t| t.span.start < span.end);
    (start < end).then(|| Tokens::new(start, end))
}

#[derive(Default)]
struct Tally {
    right: BTreeMap<&'static str, (u32, u32)>,
    shown: usize,
}

fn main() {
    let mut packs = Vec::new();
    let (mut errors, mut third, mut golds, mut most) = (Vec::new(), "visible".to_string(), Vec::new(), 40usize);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().expect("a value");
        match arg.as_str() {
            "--packs" => packs.push(value()),
            "--errors" => errors.push(value()),
            "--most" => most = value().parse().expect("a number"),
            "--third" => third = value(),
            _ => golds.push(arg),
        }
    }
    if packs.is_empty() {
        packs.push("src/lang".into());
    }
    let lexicons = read_packs(&packs);
    let refs: Vec<&Lexicon> = lexicons.iter().collect();
    for gold in &golds {
        let dev = gold.contains("dev");
        let text = std::fs::read_to_string(gold).expect("a gold file");
        for part in ["visible", "held-out"] {
            if part == "held-out" && !dev || third != "all" && third != part && dev {
                continue;
            }
            let mut tally = Tally::default();
            for (number, line) in text.lines().filter(|l| !l.trim().is_empty()).enumerate() {
                if dev && (number % 3 == 2) != (part == "held-out") {
                    continue;
                }
                let g: Value = serde_json::from_str(line).expect("a gold document");
                let show = if part == "visible" { &errors[..] } else { &[] };
                one(&g, &refs, show, most, &mut tally);
            }
            print!("{:20} {part:8}", gold.rsplit('/').next().unwrap_or(gold));
            for (k, (a, b)) in &tally.right {
                if k.ends_with("extra") { print!(" {k} {b}") } else { print!(" {k} {:.3} ({a}/{b})", f64::from(*a) / f64::from(*b)) }
            }
            println!();
        }
    }
}

fn one(g: &Value, refs: &[&Lexicon], errors: &[String], most: usize, tally: &mut Tally) {
    let body = g["text"].as_str().expect("text");
    let mut bytes: Vec<usize> = body.char_indices().map(|(i, _)| i).collect();
    bytes.push(body.len());
    let map = Map(bytes);
    let doc = Document::from_text(body, refs, g["lang"].as_str());
    let mut proposals: Vec<Proposal> = Vec::new();
    for s in &doc.sentences {
        if let Some(lexicon) = doc.blocks[s.block].lexicon {
            lexicon.proposals(&doc.tokens[s.tokens.range()], s.tokens.start, &mut proposals);
        }
    }
    let mut list: Vec<(Found, &Value)> = Vec::new();
    for a in g["attributions"].as_array().expect("attributions") {
        if a["optional"].as_bool() == Some(true) {
            continue;
        }
        let Some(cue) = map.span(&a["cue"]).and_then(|s| tokens(&doc, s)) else { continue };
        let entry = proposals.iter().filter(|p| p.cue.overlaps(cue)).max_by_key(|p| p.cue.end.min(cue.end) - p.cue.start.max(cue.start)).map(|p| p.entry);
        let mut found = Found::new(entry, cue);
        found.source = map.span(&a["source"]).and_then(|s| tokens(&doc, s));
        found.content = a["content"].as_array().into_iter().flatten().filter_map(|c| map.span(c).and_then(|s| tokens(&doc, s))).collect();
        list.push((found, a));
    }
    list.sort_by_key(|(f, _)| f.cue.start);
    let (mut found, golds): (Vec<Found>, Vec<&Value>) = list.into_iter().unzip();
    sutra::finish::finish(&doc, &mut found);
    let spans: Vec<Span> = g["sentences"].as_array().into_iter().flatten().filter_map(|s| map.span(s)).collect();
    let word = |v: &Value| v.as_str().unwrap_or("-").to_string();
    for (f, a) in found.iter().zip(&golds) {
        let mut judge = |field: &'static str, want: &str, got: &str, right: bool| {
            let e = tally.right.entry(field).or_default();
            e.0 += u32::from(right);
            e.1 += 1;
            if right || !errors.iter().any(|e| e == field) || tally.shown >= most {
                return;
            }
            tally.shown += 1;
            let s = doc.sentence_of(f.cue.start);
            let entry = f.entry.map_or("-", |e| doc.lexicon_of(f.cue.start).entry(e).id.rsplit('/').next().unwrap_or(""));
            println!(
                "{field}: want {want} got {got} | source «{}» cue «{}» | {entry} | {} | {}",
                f.source.map_or("—", |s| doc.text_of(s)),
                doc.text_of(f.cue),
                doc.sentences[s].span.of(body),
                word(&g["doc"])
            );
            if field.starts_with("links") {
                println!("   content {}", f.content.iter().map(|c| doc.text_of(*c)).collect::<Vec<_>>().join(" … "));
                a["about"].as_array().into_iter().flatten().for_each(|v| println!("   WANT {}", spans[v.as_u64().unwrap_or(0) as usize].of(body)));
                f.about.iter().for_each(|&i| println!("   GOT  {}", doc.sentences[i].span.of(body)));
            }
        };
        judge("kind", &word(&a["kind"]), f.kind.word(), f.kind.word() == word(&a["kind"]));
        if word(&a["kind"]) == "anonymous" {
            let got = f.sub.map_or("-", SubKind::word);
            judge("sub", &word(&a["sub"]), got, got == word(&a["sub"]));
        }
        judge("stance", &word(&a["stance"]), f.stance.word(), f.stance.word() == word(&a["stance"]));
        if std::env::var("KSTAT").is_ok() && f.kind.word() != word(&a["kind"]) {
            println!(
                "K want {} got {} reasons {:?} who-wanted {} who-got {} source-tokens {}",
                word(&a["kind"]),
                f.kind.word(),
                f.reasons,
                a["who"].is_string(),
                f.who.is_some(),
                f.source.map_or(0, |s| s.len())
            );
        }
        if std::env::var("QSTAT").is_ok() && f.quote.word() != word(&a["quote"]) {
            let inq = doc.in_quotation(f.cue.start);
            let qs: Vec<(bool, bool, bool, bool)> =
                doc.quotations.iter().filter(|q| f.content.iter().any(|c| c.start < q.close && q.open < c.end)).map(|q| (q.closed, q.single, q.nested, q.continued)).collect();
            println!(
                "Q want {} got {} cue-in-quote {inq} spans {} quotations(closed,single,nested,continued) {qs:?} content tokens {:?}",
                word(&a["quote"]),
                f.quote.word(),
                f.content.len(),
                f.content.iter().map(|c| c.len()).collect::<Vec<_>>()
            );
        }
        judge("quote", &word(&a["quote"]), f.quote.word(), f.quote.word() == word(&a["quote"]));
        let who = f.who.map_or(String::new(), |w| sutra::analysis::plain(doc.text_of(w)));
        let who = who.as_str();
        match a["who"].as_str() {
            Some(want) => judge("who", want, who, !who.is_empty() && (who.contains(want) || want.contains(who))),
            None if f.who.is_some() => judge("who-extra", "-", who, false),
            None => {}
        }
        let want: Vec<usize> = a["about"].as_array().map_or(Vec::new(), |l| l.iter().filter_map(|v| v.as_u64().map(|v| v as usize)).collect());
        let reached: Vec<usize> = spans.iter().enumerate().filter(|(_, s)| f.about.iter().any(|&i| doc.sentences[i].span.overlaps(**s))).map(|(i, _)| i).collect();
        if std::env::var("LSTAT").is_ok() && !want.is_empty() {
            println!(
                "L {} gold stance {} kind {} entry {} got stance {} want {want:?} reached {reached:?} cue-sentence {} content {} who-wanted {:?} who-got {}",
                if reached.iter().any(|r| want.contains(r)) { "right" } else { "WRONG" },
                word(&a["stance"]),
                word(&a["kind"]),
                f.entry.is_some(),
                f.stance.word(),
                doc.sentence_of(f.cue.start),
                f.content.len(),
                a["who"].is_string(),
                f.who.is_some()
            );
        }
        if std::env::var("WSTAT").is_ok() && a["who"].is_string() {
            println!(
                "W {} class {:?} tokens {}",
                if !who.is_empty() && (who.contains(a["who"].as_str().unwrap()) || a["who"].as_str().unwrap().contains(who)) {
                    "right"
                } else if who.is_empty() {
                    "NONE"
                } else {
                    "OTHER"
                },
                f.reasons,
                f.source.map_or(0, |s| s.len())
            );
        }
        if !want.is_empty() {
            judge("links", "", "", reached.iter().any(|r| want.contains(r)) && reached.len() <= want.len() + 1);
        } else if !f.about.is_empty() {
            judge("links-extra", "", "", false);
        }
    }
}
