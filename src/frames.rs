//! Source and content of a cue by its frame alone: what the pack says about where they stand.
//!
//! This is how a language without a trained model works. It reads the sentence that holds the cue, follows case markers and
//! prepositions by the pack's word sets, and knows nothing else of any language. The limits it finds are the plain ones; the
//! model ([`crate::model`]) is better at the rest.

use crate::attribution::Found;
use crate::document::Document;
use crate::lexicon::{Lexicon, Proposal};
use crate::pack::{ContentPlace, Frame, WordOrder};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape};
/// The longest source in tokens.
pub(crate) const MOST_SOURCE: usize = 24;

/// Fills source and content of a proposed cue; `None` when the frame demands what the sentence does not have.
pub fn settle(doc: &Document, proposal: Proposal) -> Option<Found> {
    let place = Place::of(doc, proposal.cue);
    let entry = place.lexicon.entry(proposal.entry);
    let mut found = Found::new(Some(proposal.entry), proposal.cue);
    match entry.frame {
        Frame::Subject => found.source = place.subject(),
        Frame::Genitive => found.source = place.genitive(),
        Frame::After => found.source = place.noun_phrase_after(proposal.cue.end),
        Frame::Agent => found.source = place.agent(),
        Frame::None => {}
        Frame::Colon => return place.colon(found),
    }
    if entry.frame == Frame::Genitive && found.source.is_none() {
        return None;
    }
    found.content = place.content(entry.content, &found);
    // A verb of saying with neither a source nor a claim says nothing.
    if found.source.is_none() && found.content.is_empty() && entry.frame != Frame::None {
        return None;
    }
    Some(found)
}

/// Where a cue stands: what is asked of the sentence around it.
#[derive(Clone, Copy)]
pub(crate) struct Place<'d, 'p> {
    pub(crate) doc: &'d Document<'p>,
    /// The compiled pack of the cue's block.
    pub(crate) lexicon: &'p Lexicon,
    /// The sentence that holds the cue.
    pub(crate) sentence: Tokens,
    pub(crate) cue: Tokens,
}

impl<'d, 'p> Place<'d, 'p> {
    /// The place of a cue of a document.
    pub(crate) fn of(doc: &'d Document<'p>, cue: Tokens) -> Self {
        Place { doc, lexicon: doc.lexicon_of(cue.start), sentence: doc.sentences[doc.sentence_of(cue.start)].tokens, cue }
    }

    /// Whether a token is in one of these sets and begins with no capital ("May" is no auxiliary).
    pub(crate) fn is_small(&self, token: usize, bits: u128) -> bool {
        self.is(token, bits) && self.doc.tokens[token].shape == Shape::Lower
    }

    pub(crate) fn is(&self, token: usize, bits: u128) -> bool {
        self.doc.is(token, bits)
    }

    pub(crate) fn mark(&self, token: usize) -> Mark {
        self.doc.tokens.get(token).map_or(Mark::None, |t| t.mark)
    }

    pub(crate) fn pronouns(&self) -> u128 {
        KNOWN.relative_pronoun | KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_they | KNOWN.pronoun_it | KNOWN.pronoun_honorific | KNOWN.pronoun_singular
    }

    /// What stands where the entry expects the claim.
    pub(crate) fn content(&self, expected: ContentPlace, found: &Found) -> Vec<Tokens> {
        match expected {
            ContentPlace::None => Vec::new(),
            ContentPlace::Object => self.object(found),
            ContentPlace::Around => self.around(found),
            ContentPlace::Clause => self.clause(found),
        }
    }

    /// A token that no noun phrase reaches over.
    pub(crate) fn is_boundary(&self, token: usize) -> bool {
        let t = &self.doc.tokens[token];
        (!t.is_word() && !matches!(t.mark, Mark::Dash | Mark::BracketOpen | Mark::BracketClose | Mark::Other | Mark::Terminator))
            || (t.mark == Mark::Dash && t.spaced)
            || self.is(token, KNOWN.complementizer | KNOWN.clause_opener | KNOWN.subordinator)
            || (self.is(token, KNOWN.conjunction)
                && self.lexicon.pack.order == WordOrder::VerbLast
                && self.doc.tokens.get(token.wrapping_sub(1)).is_some_and(|p| p.sets & KNOWN.auxiliary != 0))
    }

    /// The noun phrase that ends right before `end`.
    pub(crate) fn noun_phrase_before(&self, end: usize) -> Option<Tokens> {
        let mut start = end;
        while start > self.sentence.start && end - start < MOST_SOURCE {
            let at = start - 1;
            if self.is_boundary(at)
                || self.cue.has(at)
                || self.is(at, KNOWN.ergative)
                || (self.lexicon.pack.order == WordOrder::VerbMiddle && self.is(at, KNOWN.auxiliary | KNOWN.copula))
            {
                break;
            }
            // "in the talks the minister": what stands in another case before the noun is no part of it, unless a
            // participle joins the two ("the people present at the place")
            if self.lexicon.pack.order == WordOrder::VerbLast
                && start < end
                && self.is(at, KNOWN.locative | KNOWN.ablative | KNOWN.dative)
                && !self.is(at, KNOWN.genitive | KNOWN.given_name | KNOWN.surname | KNOWN.initial)
                && !self.is(start, KNOWN.attributive)
                && !(start + 1..end.min(start + 3)).any(|i| i + 1 < end && self.is(i, KNOWN.attributive) && !self.is(i, KNOWN.genitive))
            {
                break;
            }
            start = at;
        }
        // A time phrase before the source is not part of it: "on Monday too [doctors]".
        let first = start;
        let marker = KNOWN.dative | KNOWN.locative | KNOWN.genitive | KNOWN.postposition;
        let adverb = |at: usize| self.lexicon.pack.order == WordOrder::VerbLast && at > self.sentence.start && self.is(at - 1, marker) && self.is(at, KNOWN.everyday);
        let when = |at: usize| self.is(at, KNOWN.time_word) || at > first && self.is(at, marker) && self.is(at - 1, KNOWN.time_word);
        while start < end && (when(start) || start + 1 < end && adverb(start) && !self.is(start, KNOWN.classes.class | KNOWN.classes.name)) {
            start += 1;
        }
        (start < end).then(|| Tokens::new(start, end))
    }

    /// The noun phrase that begins at `start`.
    pub(crate) fn noun_phrase_after(&self, start: usize) -> Option<Tokens> {
        let mut end = start;
        while end < self.sentence.end && end - start < MOST_SOURCE {
            let stops = self.is_boundary(end)
                || self.mark(end) == Mark::Terminator
                || (end > start && self.is(end, KNOWN.auxiliary | KNOWN.copula | KNOWN.to | KNOWN.relative_pronoun | KNOWN.time_word))
                || (self.lexicon.pack.order == WordOrder::VerbLast && self.is(end, KNOWN.ergative));
            if stops {
                break;
            }
            end += 1;
        }
        (start < end).then(|| Tokens::new(start, end))
    }

    pub(crate) fn subject(&self) -> Option<Tokens> {
        match self.lexicon.pack.order {
            WordOrder::VerbLast => {
                for at in (self.sentence.start..self.cue.start).rev().take(MOST_CLAUSE) {
                    if self.doc.in_quotation(at) {
                        continue;
                    }
                    if self.is(at, KNOWN.ergative) && at > self.sentence.start {
                        return self.noun_phrase_before(at);
                    }
                    if self.is(at, self.pronouns())
                        && !self.is(at, KNOWN.genitive | KNOWN.demonstrative | KNOWN.dative | KNOWN.ablative | KNOWN.locative)
                        && at + 4 > self.cue.start
                    {
                        return Some(Tokens::new(at, at + 1));
                    }
                    if self.is(at, KNOWN.complementizer) {
                        break;
                    }
                }
                None
            }
            WordOrder::VerbMiddle => {
                let mut end = self.cue.start;
                while end > self.sentence.start && self.is(end - 1, KNOWN.auxiliary | KNOWN.negation | KNOWN.passive_auxiliary) {
                    end -= 1;
                }
                let before = self.noun_phrase_before(end);
                let quote_before = end > self.sentence.start && (self.doc.tokens[end - 1].is_quote() || self.mark(end - 1) == Mark::Comma);
                match before {
                    Some(np) => Some(np),
                    None if quote_before => self.noun_phrase_after(self.cue.end),
                    None => None,
                }
            }
        }
    }

    /// "Minutes of the meeting, obtained by this paper in May, show that …": the phrase that opens the sentence, where a
    /// comma stands right before the verb.
    pub(crate) fn subject_before_commas(&self) -> Option<Tokens> {
        let mut end = self.cue.start;
        while end > self.sentence.start && self.is(end - 1, KNOWN.auxiliary | KNOWN.negation) {
            end -= 1;
        }
        let comma = |at: usize| self.mark(at) == Mark::Comma;
        let last = self.cue.end + 2 > self.sentence.end;
        if end < self.sentence.start + 4 || last || !comma(end - 1) || self.doc.in_quotation(self.cue.start) {
            return None;
        }
        let mut start = self.sentence.start;
        while start < end && self.is(start, KNOWN.conjunction | KNOWN.clause_opener) {
            start += 1;
        }
        let first = (start..end - 1).take(MOST_SOURCE).find(|&at| !self.doc.tokens[at].is_word())?;
        let phrase = Tokens::new(start, first);
        let opens = !self.is(start, KNOWN.preposition | KNOWN.subordinator | KNOWN.to | KNOWN.relative_pronoun | KNOWN.question);
        let verb = phrase.range().any(|at| self.is(at, KNOWN.auxiliary | KNOWN.copula | KNOWN.complementizer) && !self.doc.tokens[at].is_capitalised());
        (comma(first) && !phrase.is_empty() && opens && !verb && phrase.range().any(|at| self.is(at, SPEAKERS))).then_some(phrase)
    }

    /// "…, the memo, dated July 9, said": the noun phrase before the apposition that ends right before the verb.
    pub(crate) fn subject_over_comma(&self) -> Option<Tokens> {
        let mut end = self.cue.start;
        while end > self.sentence.start && self.is(end - 1, KNOWN.auxiliary | KNOWN.negation) {
            end -= 1;
        }
        let comma = |at: &usize| self.mark(*at) == Mark::Comma;
        let last = end.checked_sub(1).filter(|at| *at > self.sentence.start && comma(at))?;
        let from = self.sentence.start.max(last.saturating_sub(MOST_SOURCE));
        let first = (from..last).rev().find(comma)?;
        let start = (from..first).rev().find(|at| matches!(self.mark(*at), Mark::Comma | Mark::Semicolon)).map_or(from, |at| at + 1);
        let phrase = Tokens::new(start, first);
        let begins = self.is(start, KNOWN.determiner | KNOWN.indefinite) || self.doc.tokens[start].is_capitalised();
        let plain = phrase
            .range()
            .all(|at| self.doc.tokens[at].is_word() && !self.is(at, KNOWN.complementizer | KNOWN.subordinator | KNOWN.relative_pronoun | KNOWN.auxiliary | KNOWN.copula));
        (begins
            && plain
            && phrase.len() <= 10
            && phrase.range().any(|at| self.is(at, SPEAKERS) || self.doc.tokens[at].is_capitalised() || self.doc.tokens[at].shape == Shape::NumberWord))
        .then_some(phrase)
    }

    /// The words from a token on, up to the first in small letters that is nobody: the subject of a clause that begins there, and the verb
    /// behind it.
    pub(crate) fn subject_from(&self, start: usize, reach: usize) -> Tokens {
        let somebody = SPEAKERS | KNOWN.classes.person | KNOWN.company_noun | KNOWN.former | KNOWN.determiner | KNOWN.possessive | KNOWN.pronoun_he | KNOWN.pronoun_she;
        let part = |at: usize| self.doc.tokens[at].is_word() && (self.doc.tokens[at].shape != Shape::Lower || self.is(at, somebody));
        Tokens::new(start, (start..reach.max(start)).find(|&at| !part(at)).unwrap_or(reach.max(start)))
    }

    /// "OLDTOWN, Nov 12 (PTI) Board president Ann Tull on Monday denied …": all between a mark, or the sentence's start, and the verb,
    /// without the day, where it is one phrase and somebody speaks in it.
    pub(crate) fn subject_behind_mark(&self) -> Option<Tokens> {
        let mut end = self.cue.start;
        while end > self.sentence.start && self.is(end - 1, KNOWN.auxiliary | KNOWN.time_word) {
            end -= 1;
        }
        while end < self.cue.start && end > self.sentence.start + 1 && self.is(end - 1, KNOWN.preposition) && self.is(end, KNOWN.time_word) {
            end -= 1;
        }
        let start = (self.sentence.start..end).rev().take(12).take_while(|&at| self.doc.tokens[at].is_word()).last()?;
        let phrase = Tokens::new(start, end);
        let verb = KNOWN.auxiliary | KNOWN.copula | KNOWN.complementizer | KNOWN.subordinator | KNOWN.relative_pronoun | KNOWN.question;
        let speaks = self.is(end - 1, SPEAKERS | KNOWN.given_name | KNOWN.surname) || self.doc.tokens[end - 1].is_capitalised();
        (speaks
            && phrase.len() <= 10
            && !self.doc.in_quotation(start)
            && !self.is(start, KNOWN.preposition | KNOWN.to)
            && !phrase.range().any(|at| self.is(at, verb) && !self.doc.tokens[at].is_capitalised()))
        .then_some(phrase)
    }

    pub(crate) fn genitive(&self) -> Option<Tokens> {
        if self.lexicon.pack.order == WordOrder::VerbMiddle {
            // "the police's earlier claim", "his claim"
            let from = self.sentence.start.max(self.cue.start.saturating_sub(4));
            let owner = (from..self.cue.start).rev().take_while(|&at| self.doc.tokens[at].is_word()).find(|&at| self.is(at, KNOWN.possessive | self.pronouns()))?;
            // "the unit's owner refuted claims": whose owner, not whose claims
            if self.is(owner, KNOWN.possessive)
                && (owner + 1..self.cue.start).any(|at| self.is(at, KNOWN.role_noun | KNOWN.office | KNOWN.spokesperson) && self.doc.tokens[at].shape == Shape::Lower)
            {
                return None;
            }
            return if self.is(owner, KNOWN.possessive) { self.noun_phrase_before(owner).map(|phrase| self.owner(phrase)) } else { Some(Tokens::new(owner, owner + 1)) };
        }
        let mut end = self.cue.start;
        if self.is(self.cue.start, KNOWN.genitive) {
            return self.noun_phrase_before(end);
        }
        while end > self.sentence.start && end + 4 > self.cue.start {
            let at = end - 1;
            if self.is(at, self.pronouns()) {
                return Some(Tokens::new(at, at + 1));
            }
            if self.is(at, KNOWN.genitive) {
                return self.noun_phrase_before(at);
            }
            end = at;
        }
        None
    }

    /// The owner at the end of a phrase: "enough to hold [the union]'s", "after [the head of the union]'s".
    pub(crate) fn owner(&self, phrase: Tokens) -> Tokens {
        let capital = |i: usize| phrase.has(i) && self.doc.tokens[i].is_word() && self.doc.tokens[i].is_capitalised();
        let mut start = phrase.end;
        while start > phrase.start {
            let at = start - 1;
            let t = &self.doc.tokens[at];
            let inside = at > phrase.start && (capital(at - 1) && capital(at + 1) || self.is(at - 1, KNOWN.role_noun | KNOWN.office | KNOWN.spokesperson));
            let stops = self.is(at, KNOWN.to | KNOWN.by | KNOWN.auxiliary | KNOWN.complementizer | KNOWN.subordinator | KNOWN.conjunction | KNOWN.preposition | KNOWN.time_word)
                && !t.is_capitalised()
                && !inside;
            if stops {
                break;
            }
            start = at;
            // a determiner begins the phrase, unless it is the owner of a noun before it
            if self.is(at, KNOWN.determiner) && !t.is_capitalised() && !(at > phrase.start && self.is(at - 1, KNOWN.preposition | KNOWN.determiner | KNOWN.indefinite)) {
                break;
            }
        }
        if start < phrase.end { Tokens::new(start, phrase.end) } else { phrase }
    }

    pub(crate) fn agent(&self) -> Option<Tokens> {
        match self.lexicon.pack.order {
            WordOrder::VerbLast => {
                let papers = KNOWN.document_noun | KNOWN.media_noun | KNOWN.media_name;
                // "from the office received information": the cue begins with the case marker
                if self.is(self.cue.start, KNOWN.ablative) {
                    return self.noun_phrase_before(self.cue.start);
                }
                for at in (self.sentence.start..self.cue.start).rev().take(MOST_SOURCE) {
                    if self.doc.in_quotation(at) {
                        continue;
                    }
                    if self.is(at, KNOWN.complementizer) || self.mark(at) == Mark::Semicolon {
                        return None;
                    }
                    // farther away where no other verb has it
                    let other = KNOWN.copula | KNOWN.ergative | KNOWN.document_noun | KNOWN.absolutive;
                    let own = || self.cue.start - at <= 8 || !(at + 1..self.cue.start).any(|i| self.is(i, other) || !self.doc.tokens[i].is_word());
                    if self.is(at, KNOWN.agent_marker) && own() {
                        let mut end = at;
                        while end > self.sentence.start && self.is(end - 1, KNOWN.genitive | KNOWN.agent_marker) {
                            end -= 1;
                        }
                        let phrase = self.noun_phrase_before(end)?;
                        // "after the accident [relatives]"
                        let adverbial = |&i: &usize| self.is(i, KNOWN.postposition) && self.is(i - 1, KNOWN.genitive) && !self.is(i, KNOWN.attributive);
                        return Some(Tokens::new(phrase.range().skip(1).rev().skip(1).find(adverbial).map_or(phrase.start, |i| i + 1), phrase.end));
                    }
                    // "in the report it was said": the paper is the source
                    // a word that joins clauses too ("on", "but") names where, not who
                    if self.is(at, KNOWN.locative) && !self.is(at, KNOWN.conjunction) {
                        if self.is(at, KNOWN.pronoun_it | KNOWN.relative_pronoun) {
                            return Some(Tokens::new(at, at + 1));
                        }
                        if at > self.sentence.start && self.is(at - 1, papers) {
                            return self.noun_phrase_before(at);
                        }
                    }
                }
                None
            }
            WordOrder::VerbMiddle => (self.cue.end..self.sentence.end).take(4).find(|&at| self.is(at, KNOWN.agent_marker | KNOWN.by)).and_then(|at| self.noun_phrase_after(at + 1)),
        }
    }

    /// The subject that no case marker ends, of a verb that stands last and takes such a one: "the villagers, in low
    /// voices, tell that …". It is the first noun phrase of the clause, and ends with a word for somebody who can speak.
    pub(crate) fn bare_subject(&self) -> Option<Tokens> {
        let c = &KNOWN.classes;
        let opens = |at: usize| {
            let t = &self.doc.tokens[at];
            !t.is_word() && t.mark != Mark::Dash
                || self.is(at, KNOWN.complementizer | KNOWN.subordinator)
                || self.is(at, KNOWN.conjunction) && self.is(at.max(1) - 1, KNOWN.auxiliary)
        };
        let earliest = self.sentence.start.max(self.cue.start.saturating_sub(MOST_SOURCE));
        let mut start = (earliest..self.cue.start).rev().find(|&at| opens(at)).map(|at| at + 1).or((earliest == self.sentence.start).then_some(earliest))?;
        while start < self.cue.start && (self.is(start, KNOWN.time_word | KNOWN.clause_opener | KNOWN.conjunction) || !self.doc.tokens[start].is_word()) {
            start += 1;
        }
        let pronouns = c.pronoun & !(KNOWN.pronoun_first | KNOWN.pronoun_second);
        // before a noun a pronoun is its owner: "their nephew says"
        let owner = start + 1 < self.cue.start && self.is(start + 1, c.class | c.name);
        if start < self.cue.start && !owner && self.is(start, pronouns) && !self.is(start, c.case | KNOWN.demonstrative | KNOWN.relative_pronoun) {
            return Some(Tokens::new(start, start + 1));
        }
        // "those of the village"
        let joins = |at: usize| self.is(at, KNOWN.attributive) && self.is(at, KNOWN.postposition);
        // `sure`: up to the last word that the pack knows; names that it does not know may follow an office or a name
        let (mut sure, mut end) = (start, start);
        for at in start..self.cue.start {
            let sets = self.doc.tokens[at].sets;
            let after_name = at > start && end == at && (sure < at || self.is(at - 1, c.name | KNOWN.office | KNOWN.title | KNOWN.honorific));
            if sets & (c.class | c.name | KNOWN.honorific) != 0 || at > start && joins(at) || owner && at == start {
                (sure, end) = (at + 1, at + 1);
            } else if self.doc.tokens[at].is_word() && !self.doc.tokens[at].is_listed() && after_name && !self.is(at + 1, KNOWN.auxiliary) {
                end = at + 1;
            } else if !(sets & (KNOWN.genitive | KNOWN.conjunction) != 0 && end == at
                || sets & KNOWN.genitive != 0 && sure == start && self.is(at + 1, SPEAKERS)
                || sure == start && at < start + 4 && sets & (c.case | KNOWN.auxiliary | c.pronoun | KNOWN.demonstrative) == 0)
            {
                break;
            }
        }
        // "Syria before, too": an adverb that is a postposition behind other words
        let case = |at: usize| self.is(at, c.case & !KNOWN.postposition) || self.is(at, KNOWN.postposition) && !self.is(at, KNOWN.clause_opener);
        let marked = |end: usize| end < self.cue.start && case(end) && !joins(end);
        if marked(end) && sure < end {
            end = sure;
        }
        // "the relatives against the mill": several people, with another noun and its case marker right behind them
        if marked(end)
            && let Some(people) = (start..end)
                .find(|&at| self.is(at, KNOWN.role_plural | KNOWN.vague_group | KNOWN.source_noun))
                .filter(|&at| at + 1 < end && !self.is(at + 1, c.case | KNOWN.conjunction))
        {
            return Some(Tokens::new(start, people + 1));
        }
        // "the members in the house", "the government to the people": the last noun has a case of its own
        let speaker = |at: usize| self.is(at, SPEAKERS) && !self.is(at, c.name);
        if marked(end) && end == sure && end > start + 1 && speaker(end - 2) && (self.is(end - 1, KNOWN.vague_group) || speaker(end - 1) && self.is(end, KNOWN.locative)) {
            end -= 1;
            sure = end;
        }
        if sure == start {
            // a name that the pack does not know, with the object right behind it
            end = (start..self.cue.start).find(|&at| self.doc.tokens[at].is_listed()).filter(|&at| at - start <= 3 && self.is(at, KNOWN.demonstrative))?;
        }
        (end > start && !marked(end)).then(|| Tokens::new(start, end))
    }

    /// Without the marks and spaces at its ends.
    pub(crate) fn trimmed(&self, tokens: Tokens) -> Option<Tokens> {
        let (mut start, mut end) = (tokens.start, tokens.end);
        while start < end && (!matches!(self.mark(start), Mark::None | Mark::BracketOpen | Mark::Other) || self.is(start, KNOWN.complementizer)) {
            start += 1;
        }
        while end > start && !matches!(self.mark(end - 1), Mark::None | Mark::BracketClose | Mark::Other) {
            end -= 1;
        }
        (start < end).then(|| Tokens::new(start, end))
    }

    /// The speech in quotation marks in the cue's sentence, and where it goes on.
    pub(crate) fn quoted(&self) -> Vec<Tokens> {
        let doc = self.doc;
        let block = doc.blocks[doc.block_of(self.cue.start)].tokens;
        // from the last that opens here backwards, to the first that can reach here
        let mut near = Vec::new();
        let last = doc.quotations.partition_point(|q| q.open < block.end.min(self.sentence.end + 1));
        for q in doc.quotations[..last].iter().rev().take_while(|q| q.open >= block.start).take(MOST_NEAR) {
            if q.nested {
                continue;
            }
            let inner = near_by(q.inner(), self.sentence);
            if q.is_speech_like()
                && (inner.overlaps(self.sentence) || q.close + 1 == self.sentence.start || q.open == self.sentence.end)
                && inner.len() >= 3
                && !inner.overlaps(self.cue)
            {
                near.push(inner);
            }
            if q.open + 1 < self.sentence.start {
                break;
            }
        }
        let mut out = Vec::new();
        near.into_iter().rev().for_each(|inner| out.extend(self.by_sentence(inner)));
        out
    }

    pub(crate) fn by_sentence(&self, tokens: Tokens) -> impl Iterator<Item = Tokens> {
        split_by_sentence(self.doc, tokens).filter_map(|t| self.trimmed(t))
    }

    pub(crate) fn clause(&self, found: &Found) -> Vec<Tokens> {
        let quoted = self.quoted();
        // the sentence's own clause comes before a quotation in the next one, which often has a cue of its own
        let own = quoted.iter().any(|q| q.overlaps(self.sentence));
        let after = Tokens::new(self.cue.end, self.sentence.end);
        let inside = |at: usize| self.doc.in_quotation(at) && !self.doc.in_quotation(self.cue.start);
        if let Some(at) = after.range().take(12).find(|&at| self.is(at, KNOWN.complementizer) && !inside(at))
            && quoted.iter().all(|q| !q.overlaps(self.sentence) || q.start < at || q.start == at + 1 || q.start == at + 2 || q.len() < 4)
        {
            // "said that “P.” “Q.”": quoted speech goes on
            let speech = quoted.len() > 1 && quoted.iter().any(|q| (at + 1..at + 3).contains(&q.start));
            return self.trimmed(Tokens::new(at + 1, self.sentence.end)).filter(|_| !speech).map_or(quoted, |t| vec![t]);
        }
        if own {
            return quoted;
        }
        let words_after = after.range().filter(|&at| self.doc.tokens[at].is_word() && !self.is(at, KNOWN.auxiliary | KNOWN.copula | KNOWN.time_word)).take(2).count();
        let source_after = found.source.is_some_and(|s| s.start >= self.cue.end);
        // "said in a statement. “…”": where or when, not what
        let adjunct = !quoted.is_empty() && self.is(self.cue.end, KNOWN.preposition | KNOWN.time_word | KNOWN.to);
        if words_after >= 2 && !source_after && !adjunct {
            let mut start = self.cue.end;
            while start < self.sentence.end && self.is(start, KNOWN.auxiliary | KNOWN.copula) {
                start += 1;
            }
            return self.trimmed(Tokens::new(start, self.sentence.end)).into_iter().collect();
        }
        if !quoted.is_empty() {
            return quoted;
        }
        let end = found.source.filter(|s| s.start < self.cue.start).map_or(self.cue.start, |s| s.start);
        self.trimmed(Tokens::new(self.sentence.start, end)).filter(|t| t.len() >= 2).into_iter().collect()
    }

    /// Verb-last: a claim that stands where nothing else can: behind "that" right after the cue, in the sentence's
    /// quotation, as the infinitive whose noun the cue is, and before a speaker who ends a headline.
    pub(crate) fn announced(&self, found: &Found, content: ContentPlace) -> Vec<Tokens> {
        if !matches!(content, ContentPlace::Clause | ContentPlace::Object) {
            return Vec::new();
        }
        let small = |at: usize| self.is(at, KNOWN.auxiliary | KNOWN.copula | KNOWN.passive_auxiliary) || self.mark(at) == Mark::Comma;
        let next = (self.cue.end..self.sentence.end.min(self.cue.end + 4)).find(|&at| !small(at));
        // a case marker, which stands behind a noun, is a "that" mistyped where it follows a verb
        let noun = self.is(self.cue.end - 1, KNOWN.claim_noun | KNOWN.claim_name | KNOWN.infinitive | KNOWN.report_noun);
        let mistyped = |at: usize| self.is(at, KNOWN.genitive) && (at > self.cue.end || !noun) && found.source.is_some_and(|s| s.end < self.cue.start);
        let that = next.filter(|&at| self.is(at, KNOWN.complementizer) || mistyped(at));
        if let Some(that) = that {
            return self.trimmed(Tokens::new(that + 1, self.sentence.end)).into_iter().collect();
        }
        // "the villagers alleged the reeve sells the land", without a "that"
        let stops = KNOWN.conjunction | KNOWN.clause_opener | KNOWN.classes.case | KNOWN.negation | KNOWN.subordinator | KNOWN.relative_pronoun;
        let finite = !self.is(self.cue.end - 1, KNOWN.attributive | KNOWN.infinitive | KNOWN.absolutive);
        if next == Some(self.cue.end)
            && finite
            && self.doc.tokens[self.cue.end].is_word()
            && !self.is(self.cue.end, stops)
            && found.source.is_some_and(|s| s.end < self.cue.start && self.is(s.end, KNOWN.ergative))
            && self.sentence.end > self.cue.end + 5
            && (self.cue.end + 4..self.sentence.end).any(|at| self.is(at, KNOWN.copula) || self.is(at, KNOWN.auxiliary) && !self.is(at, KNOWN.attributive))
        {
            return self.trimmed(Tokens::new(self.cue.end, self.sentence.end)).into_iter().collect();
        }
        // "the villagers said- he was a farmer"
        let dash = self.cue.end;
        if content == ContentPlace::Clause
            && dash + 1 < self.sentence.end
            && matches!(self.mark(dash), Mark::Dash | Mark::Colon)
            && self.doc.tokens[dash + 1].spaced
            && found.source.is_some_and(|s| s.end <= self.cue.start)
        {
            return self.trimmed(Tokens::new(dash + 1, self.sentence.end)).into_iter().collect();
        }
        let denied = self.denied_object(found, content);
        if !denied.is_empty() {
            return denied;
        }
        if let Some(label) = self.described(found) {
            return vec![label];
        }
        let after = found.source.is_some_and(|s| s.start >= self.cue.end);
        if content == ContentPlace::Clause && after {
            let quoted = self.quoted();
            if !quoted.is_empty() {
                return quoted;
            }
            let end = (self.sentence.start..self.cue.start).rev().take(MOST_CLAUSE).find(|&at| matches!(self.mark(at), Mark::Comma | Mark::Dash | Mark::Colon | Mark::Semicolon));
            return end.and_then(|end| self.trimmed(Tokens::new(self.sentence.start, end))).filter(|t| t.len() >= 2).into_iter().collect();
        }
        // "levelled [carelessness] the charge": between the verb and its noun
        let charge = found.entry.is_some_and(|e| self.lexicon.entry(e).stance == crate::attribution::Stance::Alleges);
        if charge && content == ContentPlace::Object && self.cue.start >= self.sentence.start + 2 && self.is(self.cue.start - 1, KNOWN.genitive) {
            let stops = |at: usize| {
                !self.doc.tokens[at].is_word()
                    || self.is(at, KNOWN.light_verb & !KNOWN.infinitive | KNOWN.ergative | KNOWN.ergative_pronoun | KNOWN.dative)
                    || self.is(at, KNOWN.locative) && self.is(at - 1, SPEAKERS)
            };
            let from = (self.sentence.start + 1..self.cue.start - 1).rev().take(24).find(|&at| stops(at) && !self.is(at, KNOWN.infinitive));
            let from = from.filter(|_| found.source.is_some_and(|s| s.end < self.cue.start)).map(|at| at + 1);
            return from.and_then(|from| self.trimmed(Tokens::new(from, self.cue.start - 1))).into_iter().collect();
        }
        // "announced [a fund of five crore]"
        let claims = found.entry.is_some_and(|e| matches!(self.lexicon.entry(e).stance, crate::attribution::Stance::Says | crate::attribution::Stance::Alleges));
        if content == ContentPlace::Object
            && claims
            && self.cue.start >= self.sentence.start + 3
            && self.is(self.cue.start - 1, KNOWN.genitive)
            && !self.is(self.cue.start - 2, KNOWN.infinitive | KNOWN.demonstrative | KNOWN.pronoun_it)
            && let Some(source) = found.source.filter(|s| s.end + 1 < self.cue.start && self.is(s.end, KNOWN.ergative))
        {
            return self.noun_phrase_before(self.cue.start - 1).filter(|o| o.start > source.end && o.len() <= 12).into_iter().collect();
        }
        // "urged [to take it seriously]": not the one who is urged
        let owned = self.cue.start >= self.sentence.start + 2 && self.is(self.cue.start - 1, KNOWN.genitive) && self.is(self.cue.start - 2, KNOWN.infinitive);
        if owned {
            let from = found.source.filter(|s| s.end < self.cue.start).map_or(self.sentence.start, |s| s.end + 1);
            let listener = (from..self.cue.start).rev().take(MOST_CLAUSE).find(|&at| {
                self.is(at, KNOWN.ablative)
                    && at > from
                    && self.is(at - 1, KNOWN.role_noun | KNOWN.role_plural | KNOWN.vague_group | KNOWN.organization_noun | KNOWN.organization_name | KNOWN.office)
            });
            return self.trimmed(Tokens::new(listener.map_or(from, |at| at + 1), self.cue.start - 1)).into_iter().collect();
        }
        Vec::new()
    }

    /// Verb-last: what stands before the case marker that a denial takes ("of data theft flatly denied"), if it says what is
    /// denied and does not only point.
    fn denied_object(&self, found: &Found, content: ContentPlace) -> Vec<Tokens> {
        let denies = found.entry.is_some_and(|e| self.lexicon.entry(e).stance == crate::attribution::Stance::Denies);
        let Some(source) = found.source.filter(|s| denies && content == ContentPlace::Object && s.end < self.cue.start && self.is(s.end, KNOWN.ergative)) else {
            return Vec::new();
        };
        let near = || (source.end + 1..self.cue.start).rev().take(4).take_while(|&at| self.doc.tokens[at].is_word() || self.mark(at) == Mark::Dash);
        // "the charge [head-on] denied": an adverb may end in the same case marker
        let marker = near().find(|&at| self.is(at, KNOWN.ablative)).filter(|_| !near().any(|at| self.is(at, KNOWN.dative)));
        let Some(mut end) = marker else { return Vec::new() };
        let names = |at: usize| self.is(at, KNOWN.claim_name | KNOWN.report_noun);
        // "of [the fraud]'s talk denied"
        while end > source.end + 3 && names(end - 1) && self.is(end - 2, KNOWN.genitive) {
            end -= 2;
        }
        let clause = |at: &usize| self.mark(*at) == Mark::Comma || self.is(*at, KNOWN.complementizer | KNOWN.clause_opener);
        let start = (source.end + 1..end).rev().find(clause).map_or(source.end + 1, |at| at + 1);
        let object = self.trimmed(Tokens::new(start, end));
        let small = KNOWN.demonstrative | KNOWN.pointer | KNOWN.genitive | KNOWN.clause_opener | KNOWN.claim_name | KNOWN.report_noun | KNOWN.indefinite;
        object.filter(|o| o.range().any(|at| !self.is(at, small)) && !names(o.end - 1)).into_iter().collect()
    }

    /// Verb-last, "called the step 'a mistake'", "called it a mistake", and the headline's "called it: mistake": the label in
    /// quotation marks, what is called something together with what it is called, or what stands behind the verb.
    pub(crate) fn described(&self, found: &Found) -> Option<Tokens> {
        let says = found.entry.is_some_and(|e| self.lexicon.entry(e).stance == crate::attribution::Stance::Says);
        let source = found.source.filter(|s| says && s.end < self.cue.start && self.is(s.end, KNOWN.ergative) && self.lexicon.frame(found.entry) == Frame::Subject)?;
        let object = |at: usize| at > source.end && self.is(at, KNOWN.dative | KNOWN.object_pronoun);
        let last = self.cue.start - 1;
        if self.doc.tokens[last].is_quote() {
            let quotation = self.doc.quotation_closed_by(last).filter(|q| self.sentence.has(q.open))?;
            return (quotation.inner().len() <= 8 && object(quotation.open.checked_sub(1)?)).then(|| quotation.inner());
        }
        let person = KNOWN.role_noun
            | KNOWN.role_plural
            | KNOWN.office
            | KNOWN.title
            | KNOWN.vague_group
            | KNOWN.media_noun
            | KNOWN.media_name
            | KNOWN.organization_noun
            | KNOWN.organization_name
            | KNOWN.given_name
            | KNOWN.surname;
        let marker = (source.end + 1..self.cue.start).rev().take(7).take_while(|&at| self.doc.tokens[at].is_word() || self.mark(at) == Mark::Dash).find(|&at| object(at));
        if let Some(at) = marker.filter(|&at| at < last && !self.is(at - 1, person | KNOWN.time_word)) {
            let label = Tokens::new(at + 1, self.cue.start);
            // "on Monday", not "two years old"
            let when = |i: usize| self.is(i, KNOWN.time_word) && (i == last || self.is(i + 1, KNOWN.classes.case));
            let plain = !self.is(last, KNOWN.locative | KNOWN.dative | KNOWN.postposition | KNOWN.ablative | KNOWN.auxiliary | KNOWN.everyday) && !label.range().any(when);
            return plain.then(|| Tokens::new(source.end + 1, self.cue.start)).filter(|s| s.len() <= 16);
        }
        // "police called [him] a Naxalite, the village …"
        let behind = (self.cue.end..self.sentence.end).take_while(|&at| self.doc.tokens[at].is_word()).take(6).count();
        let label = Tokens::new(self.cue.end, self.cue.end + behind);
        let headline = source.end + 1 == self.cue.start && (1..=4).contains(&behind) && !self.is(self.cue.end - 1, KNOWN.attributive);
        (headline
            && !label
                .range()
                .any(|at| self.is(at, KNOWN.auxiliary | KNOWN.copula | KNOWN.complementizer | KNOWN.ergative | KNOWN.dative | KNOWN.genitive | KNOWN.locative | KNOWN.ablative)))
        .then_some(label)
    }

    pub(crate) fn object(&self, found: &Found) -> Vec<Tokens> {
        match self.lexicon.pack.order {
            WordOrder::VerbLast => {
                let mut end = self.cue.start;
                let from = found.source.filter(|s| s.end < self.cue.start).map_or(self.sentence.start, |s| s.end + 1);
                while end > from && self.is(end - 1, KNOWN.genitive | KNOWN.dative | KNOWN.ablative | KNOWN.negation) {
                    end -= 1;
                }
                let object = self.trimmed(Tokens::new(from.min(end), end));
                object.filter(|t| !(t.len() <= 2 && self.is(t.start, KNOWN.demonstrative))).into_iter().collect()
            }
            WordOrder::VerbMiddle => {
                let reach = self.sentence.end.min(self.cue.end + MOST_CLAUSE);
                let end = (self.cue.end..reach).find(|&at| matches!(self.mark(at), Mark::Comma | Mark::Terminator | Mark::Semicolon)).unwrap_or(reach);
                let object = self.trimmed(Tokens::new(self.cue.end, end));
                object.filter(|t| !(t.len() <= 2 && self.is(t.start, KNOWN.demonstrative | KNOWN.pronoun_it))).into_iter().collect()
            }
        }
    }

    pub(crate) fn around(&self, found: &Found) -> Vec<Tokens> {
        let source = found.source;
        let mut first = source.map_or(self.cue.start, |s| s.start.min(self.cue.start));
        let last = source.map_or(self.cue.end, |s| s.end.max(self.cue.end));
        if self.lexicon.pack.order == WordOrder::VerbMiddle && source.is_some_and(|s| s.start >= self.cue.end) {
            first = self.cue.start;
        }
        let mut out: Vec<Tokens> = Vec::new();
        out.extend(self.trimmed(Tokens::new(self.sentence.start, first)).filter(|t| t.range().any(|at| !self.is(at, KNOWN.clause_opener))));
        out.extend(self.trimmed(Tokens::new(last, self.sentence.end)));
        out
    }

    /// A headline's colon or dash: the side that looks like a speaker is the source, the other the claim.
    pub(crate) fn colon(&self, mut found: Found) -> Option<Found> {
        // "husband-wife": a dash inside a compound
        let joined = |at: usize| self.doc.tokens.get(at).is_some_and(|t| !t.spaced);
        if self.lexicon.pack.order == WordOrder::VerbLast
            && self.mark(self.cue.start) == Mark::Dash
            && joined(self.cue.start)
            && joined(self.cue.end)
            && !self.doc.tokens[self.cue.start - 1].is_quote()
        {
            return None;
        }
        let left = self.trimmed(Tokens::new(self.sentence.start, self.cue.start)).map(|side| self.without_time(side))?;
        let right = self.trimmed(Tokens::new(self.cue.end, self.sentence.end))?;
        let (l, r) = (self.speaker_score(left), self.speaker_score(right));
        let (source, content) = if l > r { (left, right) } else { (right, left) };
        // "July 8, 1972: Rowing on the river": a list goes by date
        if l.max(r) <= 0 || crate::dateline::is_date(self.doc, content) {
            return None;
        }
        // a quotation and its signature: all of the quotation is the claim
        let doc = self.doc;
        let block = doc.blocks[doc.block_of(self.cue.start)].tokens;
        let signed = doc.quotation_closed_by(self.cue.start - 1).filter(|q| block.has(q.open) && source.start >= self.cue.end);
        match signed {
            Some(quotation) => {
                let comma = source.range().find(|&at| self.mark(at) == Mark::Comma).filter(|_| self.lexicon.pack.order == WordOrder::VerbLast);
                found.source = self.trimmed(Tokens::new(source.start, comma.unwrap_or(source.end)));
                found.content = self.by_sentence(near_by(quotation.inner(), self.sentence)).collect();
            }
            None => {
                found.source = Some(source);
                found.content = self.by_sentence(content).collect();
            }
        }
        Some(found)
    }

    /// "12.55 Mayor": the time that an entry of a live report begins with.
    fn without_time(&self, side: Tokens) -> Tokens {
        let token = &self.doc.tokens[side.start];
        let time = token.shape == Shape::Number && token.span.of(&self.doc.text).contains(['.', ':']);
        let rest = (side.start + 1..side.end).find(|&at| !self.is(at, KNOWN.time_word)).unwrap_or(side.start);
        if time { Tokens::new(rest, side.end) } else { side }
    }

    /// How much a headline's side looks like a speaker: short, with names or nouns of sources in it, no finite verb.
    pub(crate) fn speaker_score(&self, side: Tokens) -> i32 {
        let words = side.len();
        if words > MOST_SPEAKER || crate::dateline::is_dateline(self.doc, side) {
            return 0;
        }
        // "Election Commission": a kicker that is a part of a body's name is none
        let kicker = |at: usize| self.is(at, KNOWN.kicker) && !self.is(at, KNOWN.organization_noun | KNOWN.organization_name);
        if side.range().any(|at| kicker(at) || self.is(at, KNOWN.auxiliary | KNOWN.copula | KNOWN.ergative)) {
            return 0;
        }
        // "eight hundred dead in the storm"
        if self.lexicon.pack.order == WordOrder::VerbLast && side.range().any(|at| self.doc.tokens[at].shape == Shape::Number) {
            return 0;
        }
        // "the student's death": an event does not speak, whoever stands before it
        if self.lexicon.pack.order == WordOrder::VerbLast && self.is(side.end - 1, KNOWN.inanimate) && !self.is(side.end - 1, SPEAKERS) {
            return 0;
        }
        let speakers = KNOWN.source_noun
            | KNOWN.given_name
            | KNOWN.surname
            | KNOWN.organization_noun
            | KNOWN.organization_name
            | KNOWN.office
            | KNOWN.role_noun
            | KNOWN.role_plural
            | KNOWN.vague_group
            | KNOWN.spokesperson
            | KNOWN.document_noun
            | KNOWN.media_name;
        let names = side.range().filter(|&at| self.is(at, speakers)).count() as i32;
        let capitals = side.range().all(|at| self.doc.tokens[at].shape != Shape::Lower || self.is(at, KNOWN.preposition | KNOWN.genitive))
            && side.range().any(|at| self.doc.tokens[at].is_capitalised());
        if names == 0 && !capitals { 0 } else { 10 + names * 3 - words as i32 }
    }
}

/// Cuts a token range at sentence ends.
pub fn split_by_sentence(doc: &Document, mut tokens: Tokens) -> impl Iterator<Item = Tokens> {
    std::iter::from_fn(move || {
        if tokens.is_empty() {
            return None;
        }
        let end = doc.sentences[doc.sentence_of(tokens.start)].tokens.end.min(tokens.end);
        let part = Tokens::new(tokens.start, end);
        tokens.start = end;
        Some(part)
    })
}

/// The sets of words for those who speak.
pub(crate) const SPEAKERS: u128 = {
    let people = KNOWN.role_noun | KNOWN.role_plural | KNOWN.vague_group | KNOWN.office | KNOWN.spokesperson | KNOWN.source_noun | KNOWN.classes.name;
    people | KNOWN.organization_noun | KNOWN.organization_name | KNOWN.document_noun | KNOWN.media_noun | KNOWN.media_name
};

/// Who speaks in a headline has so many tokens at most.
const MOST_SPEAKER: usize = 8;

/// No clause is longer than so many tokens: its end, and what it begins with, is looked for no farther.
pub(crate) const MOST_CLAUSE: usize = 400;

/// So many quotations are looked at for one cue.
const MOST_NEAR: usize = 40;

/// No claim reaches farther from its cue's sentence than so many tokens.
pub(crate) const FARTHEST: usize = 1_500;

/// The part of a stretch that stands near a sentence.
pub(crate) fn near_by(stretch: Tokens, sentence: Tokens) -> Tokens {
    let start = stretch.start.max(sentence.start.saturating_sub(FARTHEST));
    Tokens::new(start, stretch.end.min(sentence.end + FARTHEST).max(start))
}
