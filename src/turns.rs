//! Conversations written down as such: paragraphs that begin with who speaks and a colon ("RAO: The pier is old. …").
//!
//! Such a colon is no headline's: all that follows in its paragraph is said, word for word. Who is named so counts where the
//! label stands before several paragraphs and the text names them elsewhere too, so that no list of "Price: …" and
//! "Photo: …" is taken for a talk.

use crate::attribution::Found;
use crate::document::{Document, Role};
use crate::frames::split_by_sentence;
use crate::numbers::Numbers;
use crate::pack::Frame;
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

/// The most words of a label.
const MOST_LABEL: usize = 5;
/// So many paragraphs make a talk.
const FEWEST: u32 = 2;
/// How sure it is that a paragraph of a talk is said by whom its label names.
const SURE: f32 = 0.9;

/// A paragraph and the tokens of the label before its colon.
struct Turn {
    label: Tokens,
    rest: Tokens,
}

/// Adds what is said in turns.
pub fn add(doc: &Document, list: &mut Vec<Found>, claims: bool) {
    let mut turns: Vec<Turn> = doc.blocks.iter().filter(|b| b.lexicon.is_some() && !b.tokens.is_empty() && b.role != Role::Headline).filter_map(|b| turn(doc, b.tokens)).collect();
    let word = |turn: &Turn| doc.tokens[turn.label.end - 1].word;
    let mut counts = Numbers::default();
    turns.iter().for_each(|t| *counts.at(word(t)) += 1);
    turns.retain(|t| counts.get(word(t)) >= FEWEST);
    if turns.is_empty() {
        return;
    }
    let mut label = vec![false; doc.tokens.len()];
    turns.iter().flat_map(|t| t.label.range()).for_each(|at| label[at] = true);
    // one of them is named in full somewhere: then the others talk to them
    let named = |index: usize| counts.get(doc.tokens[index].word) >= FEWEST && !label[index] && in_full(doc, index);
    if !(0..doc.tokens.len()).any(named) {
        return;
    }
    let mut taken = vec![false; doc.blocks.len()];
    turns.iter().for_each(|t| taken[doc.block_of(t.label.start)] = true);
    // nobody else's quotation runs on into a turn, and another reading of its colon gives way
    for found in list.iter_mut() {
        let home = doc.block_of(found.cue.start);
        found.content.retain(|part| doc.block_of(part.start) == home || !taken[doc.block_of(part.end - 1)]);
    }
    let mut said: Vec<Found> = turns.iter().filter_map(|turn| turn.found(doc, claims)).collect();
    let colons = |cue: Tokens| said.get(said.partition_point(|f| f.cue.start < cue.start)).is_some_and(|f| f.cue.overlaps(cue));
    list.retain(|f| !colons(f.cue));
    list.append(&mut said);
}

impl Turn {
    fn found(&self, doc: &Document, claims: bool) -> Option<Found> {
        let cue = Tokens::new(self.label.end, self.label.end + 1);
        // the wide guide keeps what is said in one piece
        let parts = if claims { split_by_sentence(doc, self.rest).collect() } else { vec![self.rest] };
        let content: Vec<Tokens> = parts.into_iter().filter_map(|s| crate::model::trimmed(doc, s)).collect();
        if content.is_empty() {
            return None;
        }
        let mut found = Found::new(colon_entry(doc, cue), cue);
        (found.source, found.content, found.confidence) = (Some(self.label), content, SURE);
        found.reasons.push("pack");
        Some(found)
    }
}

/// The pack's entry for a colon between a source and what it says.
fn colon_entry(doc: &Document, colon: Tokens) -> Option<usize> {
    let lexicon = doc.lexicon_of(colon.start);
    let mut proposals = Vec::new();
    lexicon.proposals(&doc.tokens[colon.range()], colon.start, &mut proposals);
    proposals.into_iter().map(|p| p.entry).find(|&entry| lexicon.entry(entry).frame == Frame::Colon)
}

/// Whether an attribution's source is the label of its paragraph.
pub fn is_turn(doc: &Document, found: &Found) -> bool {
    let block = &doc.blocks[doc.block_of(found.cue.start)];
    block.role != Role::Headline && found.cue.len() == 1 && label(doc, block.tokens).is_some_and(|l| found.source == Some(l) && found.cue.start == l.end)
}

/// A paragraph that begins with a label: a few words that are names by their shape or by the pack, and something behind the colon.
fn turn(doc: &Document, block: Tokens) -> Option<Turn> {
    let label = label(doc, block)?;
    let colon = label.end;
    let names = KNOWN.given_name | KNOWN.surname | KNOWN.title | KNOWN.honorific | KNOWN.office | KNOWN.role_noun | KNOWN.spokesperson | KNOWN.initial;
    let name = |i: usize| {
        let token = &doc.tokens[i];
        let shape = matches!(token.shape, Shape::Capital | Shape::Upper | Shape::MixedCase) || token.shape == Shape::Caseless && token.sets & names != 0;
        (shape || token.mark == Mark::Terminator) && token.sets & (KNOWN.kicker | KNOWN.auxiliary) == 0
    };
    (colon > label.start && colon + 2 < block.end && label.range().all(name) && doc.tokens[colon - 1].is_word()).then(|| Turn { label, rest: Tokens::new(colon + 1, block.end) })
}

/// What stands between a paragraph's beginning (a quotation mark or a dash aside) and its first colon.
fn label(doc: &Document, block: Tokens) -> Option<Tokens> {
    let start = block.range().take(2).find(|&i| doc.tokens[i].is_word())?;
    let colon = (start..block.end).take(MOST_LABEL + 1).find(|&i| doc.tokens[i].mark == Mark::Colon)?;
    Some(Tokens::new(start, colon))
}

/// A name with its first name or title before it.
fn in_full(doc: &Document, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let (name, first) = (&doc.tokens[index], &doc.tokens[before]);
    let capitals = |shape| matches!(shape, Shape::Capital | Shape::Upper | Shape::MixedCase);
    let person = KNOWN.given_name | KNOWN.title | KNOWN.office | KNOWN.role_noun | KNOWN.spokesperson;
    first.is_word()
        && doc.block_of(before) == doc.block_of(index)
        && (capitals(name.shape) && (capitals(first.shape) || first.sets & person != 0) || name.shape == Shape::Caseless && first.sets & person != 0)
}

#[cfg(test)]
mod tests {
    use crate::attribution::Quote;

    fn sources(text: &str) -> Vec<(String, usize, Quote)> {
        let found = crate::analysis::analyze_text(text, &Default::default(), crate::offsets::Unit::Byte);
        let colon = |a: &&crate::analysis::Attribution| a.cue.is_some_and(|c| text[c[0] as usize..c[1] as usize] == *":");
        found.attributions.iter().filter(colon).map(|a| (a.source.map_or(String::new(), |s| text[s[0] as usize..s[1] as usize].to_owned()), a.content.len(), a.quote)).collect()
    }

    #[test]
    fn a_talk_is_said_in_turns() {
        let text = "Talk of the harbour\nLisa Grant asked the engineer Paul Morrow about the bridge.\nGRANT: Is it safe?\nMORROW: It is old. The bolts have rusted.\nGRANT: Who knows?\nMORROW: The city does.";
        let found = sources(text);
        let names: Vec<&str> = found.iter().map(|f| f.0.as_str()).collect();
        assert_eq!(names, ["GRANT", "MORROW", "GRANT", "MORROW"]);
        assert_eq!((found[1].1, found[1].2), (2, Quote::Direct));
    }

    #[test]
    fn each_turn_may_open_a_quotation() {
        let text = "Talk of the harbour\nLisa Grant asked the engineer Paul Morrow about the bridge.\n“GRANT: Is it safe?\n“MORROW: It is old. The bolts have rusted.\n“GRANT: Who knows?\n“MORROW: The city does.”";
        assert_eq!(sources(text).len(), 4);
    }

    #[test]
    fn a_list_is_no_talk() {
        assert!(
            sources("Flats to let\nTwo flats are free in the old town this week.\nPrice: 900 a month\nSize: Two rooms with a view\nPrice: 700 a month\nSize: One room, no view")
                .is_empty()
        );
    }
}
