//! What the cue does with the claim: says it, denies it, confirms it, alleges it, declines to say.
//!
//! The pack entry that proposed the cue decides. A cue that only the model found is read by the words that it shares with
//! entries of one stance. A negated denial is none ("did not deny").

use std::collections::HashSet;

use crate::fold::QuickMap;

use crate::attribution::{Found, Stance};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::pack::Element;

/// The stances of the words that a pack's entries are made of, where they agree.
pub struct Stances {
    words: QuickMap<u64, Option<Stance>>,
}

impl Stances {
    /// Reads a pack's entries.
    pub fn of(lexicon: &Lexicon) -> Stances {
        let mut words: QuickMap<u64, Option<Stance>> = QuickMap::default();
        let mut read = HashSet::new();
        for cue in &lexicon.cues {
            let entry = &cue.entry;
            if entry.trap {
                continue;
            }
            collect(&entry.elements, lexicon, &mut |set| read.insert((set, entry.stance)), &mut |word| {
                words.entry(word).and_modify(|s| *s = s.filter(|&s| s == entry.stance)).or_insert(Some(entry.stance));
            });
        }
        Stances { words }
    }

    fn get(&self, word: u64) -> Option<Stance> {
        self.words.get(&word).copied().flatten()
    }
}

/// `fresh` says of a set whether it was not yet read with this stance.
fn collect(elements: &[Element], lexicon: &Lexicon, fresh: &mut dyn FnMut(usize) -> bool, note: &mut dyn FnMut(u64)) {
    for element in elements {
        match element {
            Element::Word(word) => note(crate::fold::hash(crate::fold::folded(word).as_bytes())),
            Element::Set(name) => {
                if let Some(index) = lexicon.pack.set_index(name).filter(|&i| fresh(i)) {
                    for word in lexicon.pack.sets[index].1.single_words() {
                        note(crate::fold::hash_folded(word, &mut String::new()).0);
                    }
                }
            }
            Element::Choice(choices, _) => choices.iter().for_each(|c| collect(c, lexicon, fresh, note)),
            Element::Gap(_) => {}
        }
    }
}

/// Fills `stance` from the entry, or from the cue's words where no entry proposed it.
pub fn classify(doc: &Document<'_>, stances: &Stances, found: &mut Found) {
    let Some(lexicon) = doc.lexicon_at(found.cue.start) else { return };
    let mut stance = match found.entry {
        Some(entry) => lexicon.entry(entry).stance,
        None => found.cue.range().filter_map(|i| stances.get(doc.tokens.get(i)?.word)).find(|&s| s != Stance::Says).unwrap_or(Stance::Says),
    };
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

/// A negation in the verb group before the cue: "did not deny".
fn negated(doc: &Document<'_>, found: &Found) -> bool {
    let known = &doc.lexicon_of(found.cue.start).known;
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    // a pattern that spells its negation out ("pleaded not guilty") means it
    let spelt = |entry| {
        let lexicon = doc.lexicon_of(found.cue.start);
        let mut words = lexicon.entry(entry).pattern.split(|c: char| !c.is_alphanumeric());
        words.any(|w| lexicon.sets_of(crate::fold::hash_folded(w, &mut String::new()).0) & known.negation != 0)
    };
    if found.cue.range().skip(1).any(|i| doc.is(i, known.negation)) && !found.entry.is_some_and(spelt) {
        return true;
    }
    let mut index = found.cue.start;
    for _ in 0..3 {
        if index <= sentence.start {
            return false;
        }
        index -= 1;
        let token = &doc.tokens[index];
        if token.sets & known.negation != 0 && token.sets & known.subordinator == 0 && !found.content.iter().any(|c| c.has(index)) {
            return doc.is(index.saturating_sub(1), known.auxiliary) || index + 1 == found.cue.start;
        }
        if token.sets & known.auxiliary == 0 {
            return false;
        }
    }
    false
}
