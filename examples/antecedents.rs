//! Every decision about whom a pronoun or a description stands for, over gold spans, as JSON lines for
//! `scripts/fit.mjs`: what is asked, which candidates are right, and each candidate with its signs.
//!
//! `cargo run --profile quick --example antecedents -- GOLD… > antecedents.jsonl`

mod gold;

use serde_json::{Value, json};
use sutra::antecedent::Sign;
use sutra::attribution::Found;
use sutra::document::Document;
use sutra::span::Tokens;

fn main() {
    println!("{}", json!({ "signs": Sign::NAMES }));
    gold::each(one);
}

fn one(path: &str, number: usize, gold: &Value) {
    let body = gold["text"].as_str().expect("text");
    let bytes = gold::Bytes::of(body);
    let packs = sutra::packs::references();
    let doc = Document::from_text(body, &packs, gold["lang"].as_str());
    let tokens = |v: &Value| {
        let (from, to) = bytes.range(v)?;
        let start = doc.tokens.partition_point(|t| t.span.end as usize <= from);
        let end = doc.tokens.partition_point(|t| (t.span.start as usize) < to);
        (start < end).then(|| Tokens::new(start, end))
    };
    let proposals = sutra::analysis::proposals(&doc);
    let mut list: Vec<(Found, &Value)> = Vec::new();
    for a in gold["attributions"].as_array().expect("attributions") {
        let Some(cue) = tokens(&a["cue"]) else { continue };
        let entry = proposals.iter().find(|p| p.cue.overlaps(cue)).map(|p| p.entry);
        let mut found = Found::new(entry, cue);
        found.source = tokens(&a["source"]);
        found.content = a["content"].as_array().into_iter().flatten().filter_map(tokens).collect();
        list.push((found, a));
    }
    list.sort_by_key(|(f, _)| f.cue.start);
    let (mut found, golds): (Vec<Found>, Vec<&Value>) = list.into_iter().unzip();
    let (cast, phrases) = sutra::finish::speakers(&doc, &mut found);
    for choice in sutra::who::choices(&doc, &cast, &phrases, &mut found) {
        let Some(a) = golds.get(choice.attribution) else { continue };
        let names: Vec<String> = choice.given.iter().map(|(mention, _)| sutra::analysis::plain(doc.text_of(*mention))).collect();
        // as the scorer compares names
        let same = |who: &str, name: &str| !name.is_empty() && (who.contains(name) || name.contains(who));
        let right: Vec<usize> = match a["who"].as_str().filter(|w| !w.is_empty()) {
            Some(who) => (0..names.len()).filter(|&i| same(who, &names[i])).collect(),
            None => Vec::new(),
        };
        let given: Vec<(&String, &[f32])> = names.iter().zip(&choice.given).map(|(name, (_, signs))| (name, signs.as_slice())).collect();
        println!("{}", json!({ "file": path, "document": number, "asked": format!("{:?}", choice.asked), "who": a["who"], "right": right, "given": given }));
    }
}
