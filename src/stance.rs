//! What the cue does with the claim: says it, denies it, confirms it, alleges it, declines to say.
//!
//! The pack entry that proposed the cue decides. A cue that only the model found is read by the words that it shares with
//! entries of one stance. A negated denial is none ("did not deny").

use crate::attribution::{Found, Stance};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::numbers::Numbers;
use crate::pack::{Element, WordOrder};
use crate::sets::{KNOWN, Sets};
use crate::span::Tokens;

/// The stances of the words that a pack's entries are made of, where they agree.
pub struct Stances {
    /// Words that patterns spell out: a bit for each stance whose entries do.
    words: Numbers,
    /// For each stance the sets that its patterns name.
    sets: [Sets; Stance::ALL.len()],
}

impl Stances {
    /// Reads a pack's entries.
    pub fn of(lexicon: &Lexicon) -> Stances {
        let mut stances = Stances { words: Numbers::default(), sets: [Sets::default(); Stance::ALL.len()] };
        for cue in lexicon.cues.iter().filter(|cue| !cue.entry.trap) {
            stances.collect(&cue.entry.elements, cue.entry.stance, lexicon);
        }
        stances
    }

    fn collect(&mut self, elements: &[Element], stance: Stance, lexicon: &Lexicon) {
        for element in elements {
            match element {
                Element::Word(word) => {
                    let word = crate::fold::hash_folded(word, &mut String::new());
                    *self.words.at(word) |= 1 << stance as u32;
                }
                Element::Set(name) => self.sets[stance as usize].add(lexicon.places.sets(name)),
                // what may be left out tells nothing
                Element::Choice(_, true) => {}
                Element::Choice(choices, false) => choices.iter().for_each(|c| self.collect(c, stance, lexicon)),
                Element::Gap(_) => {}
            }
        }
    }

    fn get(&self, word: u64, lexicon: &Lexicon) -> Option<Stance> {
        let sets = lexicon.sets_of(word);
        let mut by_sets = Stance::ALL.iter().copied().filter(|&s| sets.meets(self.sets[s as usize]));
        let spelt = self.words.get(word);
        let stance = Stance::ALL.iter().copied().find(|&s| spelt == 1 << s as u32).or_else(|| by_sets.clone().next())?;
        (spelt.count_ones() < 2 && by_sets.all(|s| s == stance)).then_some(stance)
    }

    /// Whether entries of a stance spell the word out.
    pub fn spells(&self, word: u64, stance: Stance) -> bool {
        self.words.get(word) & 1 << stance as u32 != 0
    }
}

/// Fills `stance` from the entry, or from the cue's words where no entry proposed it.
pub fn classify(doc: &Document<'_>, stances: &Stances, found: &mut Found) {
    let Some(lexicon) = doc.lexicon_at(found.cue.start) else { return };
    let mut stance = match found.entry {
        Some(entry) => lexicon.entry(entry).stance,
        None => found.cue.range().filter_map(|i| stances.get(doc.tokens.get(i)?.word, lexicon)).find(|&s| s != Stance::Says).unwrap_or(Stance::Says),
    };
    if stance == Stance::Says && found.source.is_some() && calls_false(doc, found) {
        stance = Stance::Denies;
    }
    if stance == Stance::Says && found.source.is_some() && will_not_say(doc, found) {
        stance = Stance::Declines;
    }
    if stance == Stance::Denies && negated(doc, found) {
        stance = Stance::Says;
    }
    found.stance = stance;
    if stance != Stance::Says {
        found.reasons.push(match stance {
            Stance::Denies => "cue_denies",
            Stance::Confirms => "cue_confirms",
            Stance::Alleges => "cue_alleges",
            _ => "cue_declines",
        });
    }
}

/// The claim itself is said to be false: "said the report was untrue", "said it was not true that …".
fn calls_false(doc: &Document<'_>, found: &Found) -> bool {
    let Some(&claim) = found.content.first().filter(|c| !c.is_empty()) else { return false };
    let noun = KNOWN.claim_noun | KNOWN.report_noun | KNOWN.claim_name;
    let before_noun = KNOWN.determiner | KNOWN.demonstrative | KNOWN.pointer | KNOWN.possessive | KNOWN.genitive | KNOWN.complementizer;
    let near = Tokens::new(claim.start, claim.end.min(claim.start + 14));
    // what the label is said of: a claim that the phrase begins with, or "it", "that"
    let named = near.range().take(4).find(|&i| doc.is(i, noun)).filter(|&i| (near.start..i).all(|j| doc.is(j, before_noun)));
    if doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast && predicate_false(doc, claim, noun) {
        return true;
    }
    let pointed = Some(near.start).filter(|&i| doc.is(i, KNOWN.pronoun_it | KNOWN.demonstrative) && i + 1 < near.end && doc.is(i + 1, KNOWN.copula | KNOWN.auxiliary));
    let Some(subject) = pointed.or(named) else { return false };
    let Some(label) = (subject + 1..near.end).take(5).find(|&i| doc.is(i, KNOWN.false_label)) else { return false };
    let end = (label..near.end).find(|&i| !doc.is(i, KNOWN.false_label)).unwrap_or(near.end);
    let verb = KNOWN.copula | KNOWN.auxiliary | KNOWN.passive_auxiliary;
    let small = KNOWN.preposition | KNOWN.complementizer | KNOWN.relative_pronoun | KNOWN.negation;
    let between = (subject + 1..label).all(|i| (doc.tokens[i].is_word() || doc.tokens[i].is_quote()) && !doc.is(i, small));
    // a label before a noun is only its adjective
    let alone = end >= claim.end || !doc.tokens[end].is_word() || doc.is(end, verb | KNOWN.conjunction | KNOWN.complementizer);
    // without a verb it is what the claim is called: "called the report 'wholly false'"
    let called = named == Some(subject) && end + 1 >= claim.end;
    between && alone && (called || (subject + 1..end + 1).any(|i| i < claim.end && doc.is(i, verb)))
}

/// What is said is that nothing will be said: "“We do not comment on rumours,” said the mill".
fn will_not_say(doc: &Document<'_>, found: &Found) -> bool {
    let [content] = found.content[..] else { return false };
    content.range().take(7).any(|i| doc.is(i, KNOWN.no_comment)) && content.range().take(40).filter(|&i| doc.tokens[i].is_word()).count() <= 16
}

/// Verb-last: the claim ends with a label that is put on a claim: "the charges laid against him are all false".
fn predicate_false(doc: &Document<'_>, claim: Tokens, noun: u128) -> bool {
    let mut at = claim.end;
    while at > claim.start && doc.is(at - 1, KNOWN.copula | KNOWN.auxiliary) {
        at -= 1;
    }
    let labels = (claim.start..at).rev().take_while(|&i| doc.is(i, KNOWN.false_label)).count();
    let mut noun_end = at - labels;
    while noun_end > claim.start && doc.is(noun_end - 1, KNOWN.everyday) {
        noun_end -= 1;
    }
    if labels == 0 || noun_end == claim.start || doc.is(noun_end - 1, KNOWN.false_label) {
        return false;
    }
    // "this letter is forged", "the video is forged": a paper that says something; "the tenders were forged" denies nothing
    let pointed = (claim.start..noun_end).take(4).any(|i| doc.is(i, KNOWN.pointer));
    doc.is(noun_end - 1, noun) || doc.is(noun_end - 1, KNOWN.document_noun) && (pointed || doc.is(noun_end - 1, KNOWN.document_in))
}

/// A negation in the verb group before the cue: "did not deny".
fn negated(doc: &Document<'_>, found: &Found) -> bool {
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    // a pattern that spells its negation out ("pleaded not guilty") means it
    let spelt = |entry| {
        let lexicon = doc.lexicon_of(found.cue.start);
        let mut words = lexicon.entry(entry).pattern.split(|c: char| !c.is_alphanumeric());
        words.any(|w| lexicon.sets_of(crate::fold::hash_folded(w, &mut String::new())).first & KNOWN.negation != 0)
    };
    if found.cue.range().skip(1).any(|i| doc.is(i, KNOWN.negation)) && !found.entry.is_some_and(spelt) {
        return true;
    }
    let mut index = found.cue.start;
    for _ in 0..3 {
        if index <= sentence.start {
            return false;
        }
        index -= 1;
        let token = &doc.tokens[index];
        if token.sets & KNOWN.negation != 0 && token.sets & KNOWN.subordinator == 0 && !found.content.iter().any(|c| c.has(index)) {
            return doc.is(index.saturating_sub(1), KNOWN.auxiliary) || index + 1 == found.cue.start;
        }
        if token.sets & KNOWN.auxiliary == 0 {
            return false;
        }
    }
    false
}
