//! Analyses for people: marked text, tables, the stages of `explain`.

use std::fmt::Write as _;

use crate::analysis::{self, Options};
use crate::attribution::{Found, Kind, Stance};
use crate::document::Document;
use crate::explain::Stages;

fn colour(kind: Kind) -> &'static str {
    match kind {
        Kind::Named => "34",
        Kind::Anonymous => "35",
        Kind::Organization => "36",
        Kind::Document => "32",
        Kind::Media => "33",
        Kind::Hearsay => "31",
    }
}

/// The article with numbered marks and a list of who says what. `colours` uses ANSI colours.
pub fn text(text: &str, options: &Options, colours: bool) -> String {
    marked_text(text, options, colours, true)
}

/// The same; `why` adds the rule and the confidence of each attribution, which change more often than what was found.
pub fn marked_text(text: &str, options: &Options, colours: bool, why: bool) -> String {
    let packs = crate::packs::references();
    let doc = Document::from_text(text, &packs, options.language.as_deref());
    let marked = analysis::mark(&doc, options);
    let mut out = String::new();
    // Opening and closing marks by place; a closing one stands before an opening one at the same place.
    let mut marks: Vec<(u32, bool, String)> = Vec::new();
    for (index, f) in marked.attributions.iter().enumerate() {
        let paint = |s: String| if colours { format!("\x1b[{}m{s}\x1b[0m", colour(f.kind)) } else { s };
        for &content in &f.content {
            let span = doc.span(content);
            marks.push((span.start, true, paint(format!("⟦{} ", index + 1))));
            marks.push((span.end, false, paint("⟧".into())));
        }
        let cue = doc.span(f.cue);
        marks.push((cue.end, false, paint(format!("⁽{}⁾", index + 1))));
    }
    marks.sort_by_key(|(at, opens, _)| (*at, *opens));
    let mut at = 0;
    for (place, _, mark) in &marks {
        out.push_str(&doc.text[at..*place as usize]);
        out.push_str(mark);
        at = *place as usize;
    }
    out.push_str(&doc.text[at..]);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.push('\n');
    for (index, f) in marked.attributions.iter().enumerate() {
        let _ = writeln!(out, "{:>3}. {}", index + 1, line(&doc, f, &marked.attributions, why));
    }
    if marked.attributions.is_empty() {
        out.push_str("No attribution was found.\n");
    }
    out
}

/// One attribution on one line: kind, stance, source, cue, what it answers.
pub fn line(doc: &Document, f: &Found, all: &[Found], why: bool) -> String {
    let mut out = f.kind.word().to_owned();
    if let Some(sub) = f.sub {
        let _ = write!(out, "/{}", sub.word());
    }
    if f.stance != Stance::Says {
        let _ = write!(out, " {}", f.stance.word());
    }
    let _ = write!(out, " {}", f.quote.word());
    let _ = write!(out, "  source: {}", f.source.map_or("—", |s| doc.text_of(s)));
    if let Some(who) = f.who {
        let _ = write!(out, " (= {})", doc.text_of(who));
    }
    let _ = write!(out, "  cue: {}", doc.text_of(f.cue));
    if !f.about.is_empty() {
        let list: Vec<String> = f.about.iter().map(|&s| shorten(doc.sentences[s].span.of(&doc.text), 60)).collect();
        let _ = write!(out, "  about: {}", list.join(" | "));
    }
    if !f.answers.is_empty() {
        let list: Vec<String> = f.answers.iter().filter(|&&a| a < all.len()).map(|a| (a + 1).to_string()).collect();
        let _ = write!(out, "  answers: {}", list.join(", "));
    }
    if why {
        let _ = write!(out, "  [{} {:.2}]", analysis::rule_id(doc, f), f.confidence);
    }
    out
}

fn shorten(text: &str, most: usize) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() { format!("{head}…") } else { head }
}

/// A row an attribution, RFC 4180, cells that a spreadsheet would read as a formula made harmless by an apostrophe.
pub fn csv(file: &str, text: &str, options: &Options) -> String {
    let packs = crate::packs::references();
    let doc = Document::from_text(text, &packs, options.language.as_deref());
    let marked = analysis::mark(&doc, options);
    let mut out = String::new();
    for (index, f) in marked.attributions.iter().enumerate() {
        let content: Vec<&str> = f.content.iter().map(|&t| doc.text_of(t)).collect();
        let cells = [
            file.to_owned(),
            (index + 1).to_string(),
            f.kind.word().into(),
            f.sub.map_or("", |s| s.word()).into(),
            f.stance.word().into(),
            f.quote.word().into(),
            f.source.map_or("", |s| doc.text_of(s)).into(),
            f.who.map_or("", |s| doc.text_of(s)).into(),
            doc.text_of(f.cue).into(),
            content.join(" … "),
            format!("{:.3}", f.confidence),
            analysis::rule_id(&doc, f).to_owned(),
        ];
        let row: Vec<String> = cells.iter().map(|c| cell(c)).collect();
        out.push_str(&row.join(","));
        out.push_str("\r\n");
    }
    out
}

fn cell(value: &str) -> String {
    let guarded = if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{value}") } else { value.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// The stages of `explain`, a section each.
pub fn stages(text: &str, stages: &Stages<'_>) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let slice = |r: [u32; 2]| String::from_utf16_lossy(units.get(r[0] as usize..r[1] as usize).unwrap_or_default());
    let mut out = String::new();
    let _ = writeln!(out, "language    {} ({})", if stages.language.is_empty() { "—" } else { &stages.language }, stages.status);
    let _ = writeln!(out, "tokens");
    for token in &stages.tokens {
        let _ = writeln!(out, "  {:<18} {:<18} {}{}", token.text, token.folded, if token.quoted { "in quotation; " } else { "" }, token.sets.join(" "));
    }
    let _ = writeln!(out, "sentences");
    for &s in &stages.sentences {
        let _ = writeln!(out, "  {}", slice(s));
    }
    let _ = writeln!(out, "quotations");
    for &q in &stages.quotations {
        let _ = writeln!(out, "  {}", slice(q));
    }
    let _ = writeln!(out, "cues proposed");
    for p in &stages.proposals {
        let confidence = p.confidence.map_or_else(String::new, |c| format!("  confidence {c:.2}"));
        let _ = writeln!(out, "  {} \"{}\"  {} ({}){confidence}", if p.accepted { "+" } else { "-" }, p.text, p.rule, p.gloss);
        for (feature, weight) in &p.weights {
            let _ = writeln!(out, "      {weight:+.2} {feature}");
        }
    }
    let _ = writeln!(out, "attributions");
    for (a, reasons) in stages.attributions.iter().zip(&stages.reasons) {
        let _ = writeln!(out, "  {}. {}{} {} {}", a.id, a.kind.word(), a.sub.map_or_else(String::new, |s| format!("/{}", s.word())), a.stance.word(), a.quote.word());
        let _ = writeln!(out, "     source   {}{}", a.source.map_or_else(|| "—".into(), &slice), a.who.as_ref().map_or_else(String::new, |w| format!(" = {w}")));
        let _ = writeln!(out, "     cue      {}", a.cue.map_or_else(|| "—".into(), &slice));
        for &c in &a.content {
            let _ = writeln!(out, "     content  {}", slice(c));
        }
        for &s in &a.about {
            let _ = writeln!(out, "     about    {}", slice(s));
        }
        let _ = writeln!(out, "     because  {} {}  confidence {:.2}", a.rule, reasons.join(", "), a.confidence);
    }
    out
}
