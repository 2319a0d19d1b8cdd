//! Every decision about whom a pronoun or a description stands for, over gold spans, as JSON lines for
//! `scripts/fit.mjs`: what is asked, what gold says, and each candidate with its signs.
//!
//! `cargo run --profile quick --example antecedents -- GOLD… > choices.jsonl`

use serde_json::{Value, json};
use sutra::antecedent::Sign;
use sutra::attribution::Found;
use sutra::cast::Cast;
use sutra::document::Document;
use sutra::span::{Span, Tokens};

/// Byte offset of each code point.
struct Map(Vec<usize>);

impl Map {
    fn tokens(&self, doc: &Document, v: &Value) -> Option<Tokens> {
        let a = v.as_array()?;
        let span = Span::new(self.0[a[0].as_u64()? as usize], self.0[a[1].as_u64()? as usize]);
        let start = doc.tokens.partition_point(|t| t.span.end <= span.start);
        let end = doc.tokens.partition_point(|t| t.span.start < span.end);
        (start < end).then(|| Tokens::new(start, end))
    }
}

fn main() {
    println!("{}", json!({ "signs": Sign::NAMES }));
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("a gold file");
        for (number, line) in text.lines().filter(|l| !l.trim().is_empty()).enumerate() {
            one(&path, number, &serde_json::from_str(line).expect("a gold document"));
        }
    }
}

fn one(path: &str, number: usize, gold: &Value) {
    let body = gold["text"].as_str().expect("text");
    let mut bytes: Vec<usize> = body.char_indices().map(|(i, _)| i).collect();
    bytes.push(body.len());
    let map = Map(bytes);
    let packs = sutra::packs::references();
    let doc = Document::from_text(body, &packs, gold["lang"].as_str());
    let proposals = sutra::analysis::proposals(&doc);
    let mut list: Vec<(Found, &Value)> = Vec::new();
    for a in gold["attributions"].as_array().expect("attributions") {
        let Some(cue) = map.tokens(&doc, &a["cue"]) else { continue };
        let entry = proposals.iter().find(|p| p.cue.overlaps(cue)).map(|p| p.entry);
        let mut found = Found::new(entry, cue);
        found.source = map.tokens(&doc, &a["source"]);
        found.content = a["content"].as_array().into_iter().flatten().filter_map(|c| map.tokens(&doc, c)).collect();
        list.push((found, a));
    }
    list.sort_by_key(|(f, _)| f.cue.start);
    let (mut found, golds): (Vec<Found>, Vec<&Value>) = list.into_iter().unzip();
    let (cast, mut phrases) = {
        for f in &mut found {
            if let Some(lexicon) = doc.lexicon_at(f.cue.start) {
                sutra::stance::classify(&doc, lexicon.stances(), f);
            }
            sutra::quote::classify(&doc, f);
        }
        let phrases = sutra::kind::phrases(&doc, &found);
        (Cast::gather(&doc, &phrases), phrases)
    };
    sutra::kind::classify(&doc, &cast, &mut phrases, &mut found);
    for choice in sutra::who::choices(&doc, &cast, &phrases, &mut found) {
        let Some(a) = golds.get(choice.attribution) else { continue };
        let given: Vec<Value> = choice.given.iter().map(|(mention, signs)| json!([sutra::analysis::plain(doc.text_of(*mention)), signs.to_vec()])).collect();
        // as the scorer compares names
        let right: Vec<usize> = match a["who"].as_str().filter(|w| !w.is_empty()) {
            Some(who) => (0..given.len()).filter(|&i| given[i][0].as_str().is_some_and(|name| !name.is_empty() && (who.contains(name) || name.contains(who)))).collect(),
            None => Vec::new(),
        };
        let source = found[choice.attribution].source.map_or("", |s| doc.text_of(s));
        println!(
            "{}",
            json!({ "file": path.rsplit('/').next(), "document": number, "asked": format!("{:?}", choice.asked), "source": source, "who": a["who"], "kind": a["kind"], "right": right, "given": given })
        );
    }
}
