//! Where and when a report was written: "LIMA, May 4 (Reuters) –", "Oldtown, Nov 12 (PTI):", "चंदनपुर (भाषा):" before its first words.
//!
//! Nobody says a dateline, and it is no part of what somebody says.

use crate::document::Document;
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

/// A dateline with all that may stand in it has so many tokens at most.
const MOST_TOKENS: usize = 20;

/// Whether a stretch is nothing but a date.
pub fn is_date(doc: &Document, stretch: Tokens) -> bool {
    if stretch.is_empty() {
        return true;
    }
    stretch.range().filter(|&at| doc.tokens[at].is_word()).all(|at| is_day(doc, at))
}

/// Whether a stretch is a dateline: places alone, a date alone, a place and a day, or whatever has an agency in brackets.
pub fn is_dateline(doc: &Document, stretch: Tokens) -> bool {
    if stretch.is_empty() {
        return true;
    }
    let mark = |at: usize| doc.tokens[at].mark;
    let place = |at: usize| !doc.tokens[at].is_word() || doc.is(at, KNOWN.place_name);
    // "OLDTOWN, Nov 12 (PTI)", "Oldtown, Nov 12": place, day and agency
    let of_date = |at: usize| !doc.tokens[at].is_word() || doc.is(at, KNOWN.media_name) || is_day(doc, at);
    let dated = |comma: usize| (comma..stretch.end).all(of_date) && (comma..stretch.end).any(|at| is_day(doc, at));
    stretch.range().all(place)
        || is_date(doc, stretch)
        || stretch.range().find(|&at| mark(at) == Mark::Comma).is_some_and(dated)
        || stretch.range().skip(1).any(|at| mark(at - 1) == Mark::BracketOpen && doc.is(at, KNOWN.media_name))
}

/// Where a sentence's own words begin behind the dateline that opens its paragraph and ends with a dash or a colon.
pub fn behind(doc: &Document, sentence: Tokens) -> Option<usize> {
    let opens = !sentence.is_empty() && sentence.start == doc.blocks[doc.block_of(sentence.start)].tokens.start;
    if !opens || !doc.tokens[sentence.start].is_word() {
        return None;
    }
    let ends = |&at: &usize| match doc.tokens[at].mark {
        Mark::Dash => doc.tokens[at].spaced,
        Mark::Colon => doc.tokens.get(at + 1).is_some_and(|t| t.spaced),
        _ => false,
    };
    let end = sentence.range().take(MOST_TOKENS).find(ends)?;
    let stretch = Tokens::new(sentence.start, end);
    let dateline = if doc.tokens[end].mark == Mark::Colon { is_dateline(doc, stretch) } else { in_capitals(doc, stretch) };
    (dateline && !doc.is(end + 1, KNOWN.relative_pronoun)).then_some(end + 1)
}

/// "PORT ALDER, Wash.": a place that the pack need not know, and what else may stand in a dateline.
fn in_capitals(doc: &Document, stretch: Tokens) -> bool {
    let first = &doc.tokens[stretch.start];
    let plain = |at: usize| {
        let token = &doc.tokens[at];
        if token.is_word() {
            token.shape != Shape::Lower || doc.is(at, KNOWN.time_word | KNOWN.place_name | KNOWN.media_name)
        } else {
            !token.is_quote() && token.mark != Mark::Semicolon
        }
    };
    (first.shape == Shape::Upper && first.span.len() > 2 || doc.is(stretch.start, KNOWN.place_name)) && stretch.range().all(plain)
}

fn is_day(doc: &Document, at: usize) -> bool {
    doc.is(at, KNOWN.time_word) || matches!(doc.tokens[at].shape, Shape::Number | Shape::NumberWord)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A paragraph without its dateline.
    fn text(language: &str, paragraph: &str) -> String {
        let packs = crate::packs::references();
        let doc = Document::from_text(&format!("Boats\n{paragraph}"), &packs, Some(language));
        let sentence = doc.sentences[doc.blocks[1].sentences.start].tokens;
        let begin = behind(&doc, sentence).unwrap_or(sentence.start);
        doc.text_of(Tokens::new(begin, sentence.end)).to_owned()
    }

    #[test]
    fn what_a_report_is_from_is_no_part_of_it() {
        assert_eq!(text("en", "LIMA, May 4 (Reuters) - The pier was sound."), "The pier was sound.");
        assert_eq!(text("en", "PORT ALDER, Wash. — The pier was sound."), "The pier was sound.");
        assert_eq!(text("en", "Delhi: The pier was sound."), "The pier was sound.");
        assert_eq!(text("hi", "दिल्ली: पुल ठीक है।"), "पुल ठीक है।");
    }

    #[test]
    fn what_else_stands_before_a_mark_is() {
        for paragraph in ["Rao: The pier was sound.", "The clerk - who wrote it - said the pier was sound.", "“Delhi: it is far.”"] {
            assert_eq!(text("en", paragraph), paragraph);
        }
    }
}
