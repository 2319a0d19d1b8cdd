//! Every decision about which claim a denial denies or a confirmation confirms, as JSON lines for `scripts/fit.mjs`:
//! what is asked, what gold says, and each sentence with its signs.
//!
//! `cargo run --profile quick --example targets -- GOLD… > choices.jsonl`

mod gold;

use serde_json::{Value, json};
use sutra::about::{Truth, choices};
use sutra::analysis::{Options, spans};
use sutra::attribution::Stance;
use sutra::document::Document;
use sutra::order::InOrder;
use sutra::target::{Asked, Sign};

fn main() {
    println!("{}", json!({ "signs": Sign::NAMES }));
    gold::each(one);
}

/// The engine's own attributions, as far as gold has them too: what the weights will meet.
fn one(path: &str, number: usize, gold: &Value) {
    let body = gold["text"].as_str().expect("text");
    let bytes = gold::Bytes::of(body);
    let range = |v: &Value| bytes.range(v);
    let packs = sutra::packs::references();
    let doc = Document::from_text(body, &packs, gold["lang"].as_str());
    let mut list = spans(&doc, &Options::default());
    list.in_order_of(|f| (f.cue.start, f.cue.end));
    let (cast, phrases) = sutra::finish::speakers(&doc, &mut list);
    let referents = sutra::who::resolve(&doc, &cast, &phrases, &mut list);
    let sentences: Vec<(usize, usize)> = gold["sentences"].as_array().into_iter().flatten().filter_map(range).collect();
    let about = |v: &Value| -> Vec<usize> {
        let (start, end) = sentences[v.as_u64().unwrap_or(0) as usize];
        let middle = (start + end) / 2;
        (0..doc.sentences.len()).filter(|&s| (doc.sentences[s].span.start as usize) <= middle && middle < doc.sentences[s].span.end as usize).collect()
    };
    let truth: Vec<Option<Truth>> = list
        .iter()
        .map(|f| {
            let cue = doc.span(f.cue);
            let same = |a: &&Value| range(&a["cue"]).is_some_and(|(start, end)| start < cue.end as usize && (cue.start as usize) < end);
            let a = gold["attributions"].as_array()?.iter().find(same)?;
            Some(Truth { stance: Stance::parse(a["stance"].as_str()?)?, about: a["about"].as_array()?.iter().flat_map(about).collect() })
        })
        .collect();
    for choice in choices(&doc, &referents, &mut list, &truth) {
        let Some(truth) = &truth[choice.attribution] else { continue };
        let right: Vec<usize> = (0..choice.given.len()).filter(|&i| truth.about.contains(&choice.given[i].0)).collect();
        // a denial of what stands nowhere, or beyond reach, teaches nothing
        if right.is_empty() && (!truth.about.is_empty() || choice.asked == Asked::Negation && truth.stance == Stance::Denies) {
            continue;
        }
        println!(
            "{}",
            json!({
                "file": path, "document": number, "cue": doc.text_of(list[choice.attribution].cue), "own": doc.sentence_of(list[choice.attribution].cue.start), "asked": format!("{:?}", choice.asked),
                "right": right,
                "given": choice.given.iter().map(|(s, signs)| (*s, signs.to_vec())).collect::<Vec<_>>(),
            })
        );
    }
}
