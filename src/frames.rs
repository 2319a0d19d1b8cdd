//! Source and content of a cue by its frame alone: what the pack says about where they stand.
//!
//! This is how a language without a trained model works. It reads the sentence that holds the cue, follows case markers and
//! prepositions by the pack's word sets, and knows nothing else of any language. The limits it finds are the plain ones; the
//! model ([`crate::model`]) is better at the rest.

use crate::attribution::Found;
use crate::document::Document;
use crate::lexicon::{Known, Lexicon, Proposal};
use crate::order::InOrder;
use crate::pack::{ContentPlace, Frame, WordOrder};
use crate::phrase::Classes;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

/// The longest source in tokens.
const MOST_SOURCE: usize = 24;

/// Fills source and content of a proposed cue; `None` when the frame demands what the sentence does not have.
pub fn settle(doc: &Document, proposal: Proposal) -> Option<Found> {
    let lexicon = doc.lexicon_of(proposal.cue.start);
    let sentence = doc.sentences[doc.sentence_of(proposal.cue.start)].tokens;
    let place = Place { doc, lexicon, sentence, cue: proposal.cue };
    let entry = lexicon.entry(proposal.entry);
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

/// The agent of a passive, or what stands behind "according to", where the model left it out: the pack's frame finds it, and the
/// claim begins behind it.
pub fn complete(doc: &Document, found: &mut Found) {
    let Some(entry) = found.entry else { return };
    let lexicon = doc.lexicon_of(found.cue.start);
    let frame = lexicon.entry(entry).frame;
    // who stands before "citing" is not who is cited
    let misplaced = frame == Frame::After && lexicon.pack.order == WordOrder::VerbMiddle && found.source.is_some_and(|s| s.start < found.cue.start);
    if found.source.is_some() && !misplaced {
        return;
    }
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let place = Place { doc, lexicon, sentence, cue: found.cue };
    let source = match frame {
        Frame::Agent => place.agent(),
        // "citing a person with knowledge of it"
        Frame::After if lexicon.pack.order == WordOrder::VerbMiddle => place.noun_phrase_after(found.cue.end),
        _ => None,
    };
    let Some(source) = source else { return };
    for part in &mut found.content {
        if part.overlaps(source) || part.start == source.end {
            let case = lexicon.known.locative | lexicon.known.agent_marker | lexicon.known.genitive;
            let mut start = source.end;
            while start < part.end && doc.is(start, case) {
                start += 1;
            }
            part.start = part.start.max(start);
        }
    }
    found.content.retain(|part| part.start < part.end);
    found.source = Some(source);
}

struct Place<'d, 'p> {
    doc: &'d Document<'p>,
    lexicon: &'p Lexicon,
    sentence: Tokens,
    cue: Tokens,
}

impl Place<'_, '_> {
    fn is(&self, token: usize, bits: u128) -> bool {
        self.doc.is(token, bits)
    }

    fn mark(&self, token: usize) -> Mark {
        self.doc.tokens[token].mark
    }

    fn pronouns(&self) -> u128 {
        let k = &self.lexicon.known;
        k.relative_pronoun | k.pronoun_he | k.pronoun_she | k.pronoun_they | k.pronoun_it | k.pronoun_honorific | k.pronoun_singular
    }

    /// What stands where the entry expects the claim.
    fn content(&self, expected: ContentPlace, found: &Found) -> Vec<Tokens> {
        match expected {
            ContentPlace::None => Vec::new(),
            ContentPlace::Object => self.object(found),
            ContentPlace::Around => self.around(found),
            ContentPlace::Clause => self.clause(found),
        }
    }

    /// A token that no noun phrase reaches over.
    fn is_boundary(&self, token: usize) -> bool {
        let k = &self.lexicon.known;
        let t = &self.doc.tokens[token];
        (!t.is_word() && !matches!(t.mark, Mark::Dash | Mark::BracketOpen | Mark::BracketClose | Mark::Other | Mark::Terminator))
            || (t.mark == Mark::Dash && t.spaced)
            || self.is(token, k.complementizer | k.clause_opener | k.subordinator)
            || (self.is(token, k.conjunction)
                && self.lexicon.pack.order == WordOrder::VerbLast
                && self.doc.tokens.get(token.wrapping_sub(1)).is_some_and(|p| p.sets & k.auxiliary != 0))
    }

    /// The noun phrase that ends right before `end`.
    fn noun_phrase_before(&self, end: usize) -> Option<Tokens> {
        let k = &self.lexicon.known;
        let mut start = end;
        while start > self.sentence.start && end - start < MOST_SOURCE {
            let at = start - 1;
            if self.is_boundary(at) || self.cue.has(at) || self.is(at, k.ergative) || (self.lexicon.pack.order == WordOrder::VerbMiddle && self.is(at, k.auxiliary | k.copula)) {
                break;
            }
            // "in the talks the minister": what stands in another case before the noun is no part of it, unless a
            // participle joins the two ("the people present at the place")
            if self.lexicon.pack.order == WordOrder::VerbLast
                && start < end
                && self.is(at, k.locative | k.ablative | k.dative)
                && !self.is(at, k.genitive | k.given_name | k.surname | k.initial)
                && !self.is(start, k.attributive)
            {
                break;
            }
            start = at;
        }
        // A time phrase before the source is not part of it.
        let mut at = start;
        while at < end {
            let marker = k.dative | k.locative | k.genitive | k.postposition;
            if self.is(at, k.time_word) || (at > start && self.is(at, marker) && self.is(at - 1, k.time_word)) {
                at += 1;
                start = at;
            } else {
                break;
            }
        }
        (start < end).then(|| Tokens::new(start, end))
    }

    /// The noun phrase that begins at `start`.
    fn noun_phrase_after(&self, start: usize) -> Option<Tokens> {
        let k = &self.lexicon.known;
        let mut end = start;
        while end < self.sentence.end && end - start < MOST_SOURCE {
            let stops = self.is_boundary(end)
                || self.mark(end) == Mark::Terminator
                || (end > start && self.is(end, k.auxiliary | k.copula | k.to | k.relative_pronoun | k.time_word))
                || (self.lexicon.pack.order == WordOrder::VerbLast && self.is(end, k.ergative));
            if stops {
                break;
            }
            end += 1;
        }
        (start < end).then(|| Tokens::new(start, end))
    }

    fn subject(&self) -> Option<Tokens> {
        let k = &self.lexicon.known;
        match self.lexicon.pack.order {
            WordOrder::VerbLast => {
                for at in (self.sentence.start..self.cue.start).rev() {
                    if self.doc.in_quotation(at) {
                        continue;
                    }
                    if self.is(at, k.ergative) && at > self.sentence.start {
                        return self.noun_phrase_before(at);
                    }
                    if self.is(at, self.pronouns()) && !self.is(at, k.genitive | k.demonstrative | k.dative | k.ablative | k.locative) && at + 4 > self.cue.start {
                        return Some(Tokens::new(at, at + 1));
                    }
                    if self.is(at, k.complementizer) {
                        break;
                    }
                }
                None
            }
            WordOrder::VerbMiddle => {
                let mut end = self.cue.start;
                while end > self.sentence.start && self.is(end - 1, k.auxiliary | k.negation | k.passive_auxiliary) {
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

    fn genitive(&self) -> Option<Tokens> {
        let k = &self.lexicon.known;
        if self.lexicon.pack.order == WordOrder::VerbMiddle {
            // "the police's earlier claim", "his claim"
            let from = self.sentence.start.max(self.cue.start.saturating_sub(4));
            let owner = (from..self.cue.start).rev().take_while(|&at| self.doc.tokens[at].is_word()).find(|&at| self.is(at, k.possessive | self.pronouns()))?;
            return if self.is(owner, k.possessive) { self.noun_phrase_before(owner).map(|phrase| self.owner(phrase)) } else { Some(Tokens::new(owner, owner + 1)) };
        }
        let mut end = self.cue.start;
        if self.is(self.cue.start, k.genitive) {
            return self.noun_phrase_before(end);
        }
        while end > self.sentence.start && end + 4 > self.cue.start {
            let at = end - 1;
            if self.is(at, self.pronouns()) {
                return Some(Tokens::new(at, at + 1));
            }
            if self.is(at, k.genitive) {
                return self.noun_phrase_before(at);
            }
            end = at;
        }
        None
    }

    /// The owner at the end of a phrase: "enough to hold [the union]'s", "after [the head of the union]'s".
    fn owner(&self, phrase: Tokens) -> Tokens {
        let k = &self.lexicon.known;
        let capital = |i: usize| phrase.has(i) && self.doc.tokens[i].is_word() && self.doc.tokens[i].is_capitalised();
        let mut start = phrase.end;
        while start > phrase.start {
            let at = start - 1;
            let t = &self.doc.tokens[at];
            let inside = at > phrase.start && (capital(at - 1) && capital(at + 1) || self.is(at - 1, k.role_noun | k.office | k.spokesperson));
            let stops = self.is(at, k.to | k.by | k.auxiliary | k.complementizer | k.subordinator | k.conjunction | k.preposition | k.time_word) && !t.is_capitalised() && !inside;
            if stops {
                break;
            }
            start = at;
            // a determiner begins the phrase, unless it is the owner of a noun before it
            if self.is(at, k.determiner) && !t.is_capitalised() && !(at > phrase.start && self.is(at - 1, k.preposition | k.determiner | k.indefinite)) {
                break;
            }
        }
        if start < phrase.end { Tokens::new(start, phrase.end) } else { phrase }
    }

    fn agent(&self) -> Option<Tokens> {
        let k = &self.lexicon.known;
        match self.lexicon.pack.order {
            WordOrder::VerbLast => {
                let papers = k.document_noun | k.media_noun | k.media_name;
                // "from the office received information": the cue begins with the case marker
                if self.is(self.cue.start, k.ablative) {
                    return self.noun_phrase_before(self.cue.start);
                }
                for at in (self.sentence.start..self.cue.start).rev().take(MOST_SOURCE) {
                    if self.doc.in_quotation(at) {
                        continue;
                    }
                    if self.is(at, k.complementizer) || self.mark(at) == Mark::Semicolon {
                        return None;
                    }
                    if self.cue.start - at <= 8 && self.is(at, k.agent_marker) {
                        let mut end = at;
                        while end > self.sentence.start && self.is(end - 1, k.genitive | k.agent_marker) {
                            end -= 1;
                        }
                        return self.noun_phrase_before(end);
                    }
                    // "in the report it was said": the paper is the source
                    // a word that joins clauses too ("on", "but") names where, not who
                    if self.is(at, k.locative) && !self.is(at, k.conjunction) {
                        if self.is(at, k.pronoun_it | k.relative_pronoun) {
                            return Some(Tokens::new(at, at + 1));
                        }
                        if at > self.sentence.start && self.is(at - 1, papers) {
                            return self.noun_phrase_before(at);
                        }
                    }
                }
                None
            }
            WordOrder::VerbMiddle => (self.cue.end..self.sentence.end).take(4).find(|&at| self.is(at, k.agent_marker | k.by)).and_then(|at| self.noun_phrase_after(at + 1)),
        }
    }

    /// The subject that no case marker ends, of a verb that stands last and takes such a one: "the villagers, in low
    /// voices, tell that …". It is the first noun phrase of the clause, and ends with a word for somebody who can speak.
    fn bare_subject(&self) -> Option<Tokens> {
        let k = &self.lexicon.known;
        let c = Classes::of(k);
        let opens = |at: usize| {
            let t = &self.doc.tokens[at];
            !t.is_word() && t.mark != Mark::Dash || self.is(at, k.complementizer | k.subordinator) || self.is(at, k.conjunction) && self.is(at.max(1) - 1, k.auxiliary)
        };
        let earliest = self.sentence.start.max(self.cue.start.saturating_sub(MOST_SOURCE));
        let mut start = (earliest..self.cue.start).rev().find(|&at| opens(at)).map(|at| at + 1).or((earliest == self.sentence.start).then_some(earliest))?;
        while start < self.cue.start && (self.is(start, k.time_word | k.clause_opener) || !self.doc.tokens[start].is_word()) {
            start += 1;
        }
        let pronouns = c.pronoun & !(k.pronoun_first | k.pronoun_second);
        // before a noun a pronoun is its owner: "their nephew says"
        let owner = start + 1 < self.cue.start && self.is(start + 1, c.class | c.name);
        if start < self.cue.start && !owner && self.is(start, pronouns) && !self.is(start, c.case | k.demonstrative | k.relative_pronoun) {
            return Some(Tokens::new(start, start + 1));
        }
        // "those of the village"
        let joins = |at: usize| self.is(at, k.attributive) && self.is(at, k.postposition);
        // `sure`: up to the last word that the pack knows; names that it does not know may follow an office or a name
        let (mut sure, mut end) = (start, start);
        for at in start..self.cue.start {
            let sets = self.doc.tokens[at].sets;
            let after_name = at > start && end == at && (sure < at || self.is(at - 1, c.name | k.office | k.title | k.honorific));
            if sets & (c.class | c.name | k.honorific) != 0 || at > start && joins(at) {
                (sure, end) = (at + 1, at + 1);
            } else if self.doc.tokens[at].is_word() && sets == 0 && after_name && !self.is(at + 1, k.auxiliary) {
                end = at + 1;
            } else if !(sets & (k.genitive | k.conjunction) != 0 && end == at
                || sure == start && at < start + 4 && sets & (c.case | k.auxiliary | c.pronoun | k.demonstrative) == 0)
            {
                break;
            }
        }
        let marked = |end: usize| end < self.cue.start && self.is(end, c.case) && !joins(end);
        if marked(end) && sure < end {
            end = sure;
        }
        if sure == start {
            // a name that the pack does not know, with the object right behind it
            end = (start..self.cue.start).find(|&at| self.doc.tokens[at].sets != 0).filter(|&at| at - start <= 3 && self.is(at, k.demonstrative))?;
        }
        (end > start && !marked(end)).then(|| Tokens::new(start, end))
    }

    /// Without the marks and spaces at its ends.
    fn trimmed(&self, tokens: Tokens) -> Option<Tokens> {
        let k = &self.lexicon.known;
        let (mut start, mut end) = (tokens.start, tokens.end);
        while start < end && (!matches!(self.mark(start), Mark::None | Mark::BracketOpen | Mark::Other) || self.is(start, k.complementizer)) {
            start += 1;
        }
        while end > start && !matches!(self.mark(end - 1), Mark::None | Mark::BracketClose | Mark::Other) {
            end -= 1;
        }
        (start < end).then(|| Tokens::new(start, end))
    }

    /// The speech in quotation marks in the cue's sentence, and where it goes on.
    fn quoted(&self) -> Vec<Tokens> {
        let doc = self.doc;
        let block = doc.blocks[doc.block_of(self.cue.start)].tokens;
        // from the last that opens here backwards, to the first that can reach here
        let mut near = Vec::new();
        for index in doc.quotations_opening_in(Tokens::new(block.start, block.end.min(self.sentence.end + 1))).rev().take(MOST_NEAR) {
            let q = &doc.quotations[index];
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
        near.into_iter().rev().flat_map(|inner| self.by_sentence(inner)).collect()
    }

    fn by_sentence(&self, tokens: Tokens) -> Vec<Tokens> {
        split_by_sentence(self.doc, tokens).into_iter().filter_map(|t| self.trimmed(t)).collect()
    }

    fn clause(&self, found: &Found) -> Vec<Tokens> {
        let k = &self.lexicon.known;
        let quoted = self.quoted();
        let after = Tokens::new(self.cue.end, self.sentence.end);
        if let Some(at) = after.range().take(12).find(|&at| self.is(at, k.complementizer))
            && quoted.iter().all(|q| q.start < at || q.start == at + 1 || q.start == at + 2 || q.len() < 4)
        {
            return self.trimmed(Tokens::new(at + 1, self.sentence.end)).map_or(quoted, |t| vec![t]);
        }
        if !quoted.is_empty() {
            return quoted;
        }
        let words_after = after.range().filter(|&at| self.doc.tokens[at].is_word() && !self.is(at, k.auxiliary | k.copula | k.time_word)).take(2).count();
        let source_after = found.source.is_some_and(|s| s.start >= self.cue.end);
        if words_after >= 2 && !source_after {
            let mut start = self.cue.end;
            while start < self.sentence.end && self.is(start, k.auxiliary | k.copula) {
                start += 1;
            }
            return self.trimmed(Tokens::new(start, self.sentence.end)).into_iter().collect();
        }
        let end = found.source.filter(|s| s.start < self.cue.start).map_or(self.cue.start, |s| s.start);
        self.trimmed(Tokens::new(self.sentence.start, end)).filter(|t| t.len() >= 2).into_iter().collect()
    }

    /// Verb-last: a claim that stands where nothing else can: behind "that" right after the cue, in the sentence's
    /// quotation, as the infinitive whose noun the cue is, and before a speaker who ends a headline.
    fn announced(&self, found: &Found, content: ContentPlace) -> Vec<Tokens> {
        let k = &self.lexicon.known;
        if !matches!(content, ContentPlace::Clause | ContentPlace::Object) {
            return Vec::new();
        }
        let small = |at: usize| self.is(at, k.auxiliary | k.copula | k.passive_auxiliary) || self.mark(at) == Mark::Comma;
        let that = (self.cue.end..self.sentence.end.min(self.cue.end + 4)).find(|&at| !small(at)).filter(|&at| self.is(at, k.complementizer));
        if let Some(that) = that {
            return self.trimmed(Tokens::new(that + 1, self.sentence.end)).into_iter().collect();
        }
        let after = found.source.is_some_and(|s| s.start >= self.cue.end);
        if content == ContentPlace::Clause && after {
            let quoted = self.quoted();
            if !quoted.is_empty() {
                return quoted;
            }
            let end = (self.sentence.start..self.cue.start).rev().find(|&at| matches!(self.mark(at), Mark::Comma | Mark::Dash | Mark::Colon | Mark::Semicolon));
            return end.and_then(|end| self.trimmed(Tokens::new(self.sentence.start, end))).filter(|t| t.len() >= 3).into_iter().collect();
        }
        // "urged [to take it seriously]": not the one who is urged
        let owned = self.cue.start >= self.sentence.start + 2 && self.is(self.cue.start - 1, k.genitive) && self.is(self.cue.start - 2, k.infinitive);
        if owned {
            let from = found.source.filter(|s| s.end < self.cue.start).map_or(self.sentence.start, |s| s.end + 1);
            let listener = (from..self.cue.start).rev().find(|&at| {
                self.is(at, k.ablative) && at > from && self.is(at - 1, k.role_noun | k.role_plural | k.vague_group | k.organization_noun | k.organization_name | k.office)
            });
            return self.trimmed(Tokens::new(listener.map_or(from, |at| at + 1), self.cue.start - 1)).into_iter().collect();
        }
        Vec::new()
    }

    fn object(&self, found: &Found) -> Vec<Tokens> {
        let k = &self.lexicon.known;
        match self.lexicon.pack.order {
            WordOrder::VerbLast => {
                let mut end = self.cue.start;
                let from = found.source.filter(|s| s.end < self.cue.start).map_or(self.sentence.start, |s| s.end + 1);
                while end > from && self.is(end - 1, k.genitive | k.dative | k.ablative | k.negation) {
                    end -= 1;
                }
                let object = self.trimmed(Tokens::new(from.min(end), end));
                object.filter(|t| !(t.len() <= 2 && self.is(t.start, k.demonstrative))).into_iter().collect()
            }
            WordOrder::VerbMiddle => {
                let mut end = self.cue.end;
                while end < self.sentence.end && !matches!(self.mark(end), Mark::Comma | Mark::Terminator | Mark::Semicolon) {
                    end += 1;
                }
                let object = self.trimmed(Tokens::new(self.cue.end, end));
                object.filter(|t| !(t.len() <= 2 && self.is(t.start, k.demonstrative | k.pronoun_it))).into_iter().collect()
            }
        }
    }

    fn around(&self, found: &Found) -> Vec<Tokens> {
        let source = found.source;
        let mut first = source.map_or(self.cue.start, |s| s.start.min(self.cue.start));
        let last = source.map_or(self.cue.end, |s| s.end.max(self.cue.end));
        if self.lexicon.pack.order == WordOrder::VerbMiddle && source.is_some_and(|s| s.start >= self.cue.end) {
            first = self.cue.start;
        }
        let k = &self.lexicon.known;
        let mut out: Vec<Tokens> = Vec::new();
        out.extend(self.trimmed(Tokens::new(self.sentence.start, first)).filter(|t| t.range().any(|at| !self.is(at, k.clause_opener))));
        out.extend(self.trimmed(Tokens::new(last, self.sentence.end)));
        out
    }

    /// A headline's colon or dash: the side that looks like a speaker is the source, the other the claim.
    fn colon(&self, mut found: Found) -> Option<Found> {
        let left = self.trimmed(Tokens::new(self.sentence.start, self.cue.start))?;
        let right = self.trimmed(Tokens::new(self.cue.end, self.sentence.end))?;
        let (l, r) = (self.speaker_score(left), self.speaker_score(right));
        let (source, content) = if l > r { (left, right) } else { (right, left) };
        if l.max(r) <= 0 {
            return None;
        }
        found.source = Some(source);
        found.content = self.by_sentence(content);
        Some(found)
    }

    /// How much a headline's side looks like a speaker: short, with names or nouns of sources in it, no finite verb.
    fn speaker_score(&self, side: Tokens) -> i32 {
        let k = &self.lexicon.known;
        let words = side.len();
        if side.range().filter(|&at| self.doc.tokens[at].is_word()).all(|at| self.is(at, k.place_name)) {
            return 0; // a dateline
        }
        if words > 8 || side.range().any(|at| self.is(at, k.kicker | k.auxiliary | k.copula | k.ergative)) {
            return 0;
        }
        let speakers = k.source_noun
            | k.given_name
            | k.surname
            | k.organization_noun
            | k.organization_name
            | k.office
            | k.role_noun
            | k.role_plural
            | k.vague_group
            | k.spokesperson
            | k.document_noun
            | k.media_name;
        let names = side.range().filter(|&at| self.is(at, speakers)).count() as i32;
        let capitals = side.range().all(|at| self.doc.tokens[at].shape != Shape::Lower || self.is(at, k.preposition | k.genitive))
            && side.range().any(|at| self.doc.tokens[at].is_capitalised());
        if names == 0 && !capitals { 0 } else { 10 + names * 3 - words as i32 }
    }
}

/// Cuts a token range at sentence ends.
pub fn split_by_sentence(doc: &Document, tokens: Tokens) -> Vec<Tokens> {
    let mut out = Vec::new();
    let mut start = tokens.start;
    while start < tokens.end {
        let sentence = doc.sentences[doc.sentence_of(start)].tokens;
        let end = sentence.end.min(tokens.end);
        out.push(Tokens::new(start, end));
        start = end;
    }
    out
}

/// "X, who had said that P, did Q" where the verb stands last: the claim ends with the relative clause, at the last comma.
fn relative_clause_end(doc: &Document, found: &mut Found, sentence: Tokens, k: &crate::lexicon::Known) {
    let Some(source) = found.source.filter(|s| s.len() == 1 && s.start > sentence.start && doc.is(s.start, k.relative_pronoun)) else { return };
    if doc.tokens[source.start - 1].mark != Mark::Comma {
        return;
    }
    let last_word = (sentence.start..sentence.end).rev().find(|&i| doc.tokens[i].is_word());
    let [content] = found.content.as_mut_slice() else { return };
    if content.start < found.cue.end || Some(content.end) != last_word.map(|i| i + 1) {
        return;
    }
    if let Some(comma) = content.range().rev().find(|&i| doc.tokens[i].mark == Mark::Comma && !doc.in_quotation(i))
        && comma >= content.start + 3
        && comma + 3 <= content.end
    {
        content.end = comma;
    }
}

/// The noun phrase before the first case marker of a subject behind a cue.
fn subject_behind(doc: &Document, cue: Tokens, sentence: Tokens) -> Option<Tokens> {
    let lexicon = doc.lexicon_of(cue.start);
    let k = &lexicon.known;
    let near = cue.end..sentence.end.min(cue.end + 14);
    let marker = near.take_while(|&i| !doc.is(i, k.complementizer)).find(|&i| doc.is(i, k.ergative | k.ergative_pronoun) && !doc.in_quotation(i))?;
    if doc.is(marker, k.ergative_pronoun) {
        return Some(Tokens::new(marker, marker + 1));
    }
    let place = Place { doc, lexicon, sentence, cue };
    place.noun_phrase_before(marker).filter(|s| s.start >= cue.end)
}

/// The sets of words for those who speak.
fn speakers(k: &crate::lexicon::Known) -> u128 {
    let people = k.role_noun | k.role_plural | k.vague_group | k.office | k.spokesperson | k.source_noun | k.given_name | k.surname;
    people | k.organization_noun | k.organization_name | k.document_noun | k.media_noun | k.media_name
}

/// Whether the source is somebody or something that can say a thing: storms and accidents do not, whatever they "announce".
pub fn can_speak(doc: &Document, found: &Found) -> bool {
    let lexicon = doc.lexicon_of(found.cue.start);
    let k = &lexicon.known;
    // an owner's noun without an owner: an order, an advice that is only named; a charge is nobody's then
    let owned = |e: usize| lexicon.entry(e).frame == Frame::Genitive && lexicon.entry(e).stance != crate::attribution::Stance::Alleges;
    if lexicon.pack.order == WordOrder::VerbLast && found.source.is_none() && found.entry.is_some_and(owned) {
        return false;
    }
    let Some(head) = found.source.filter(|_| lexicon.frame(found.entry) == Frame::Subject).map(|s| s.end - 1) else { return true };
    !doc.is(head, k.inanimate) || doc.is(head, speakers(k))
}

/// Verb-last: whether a phrase can be the agent of a passive: one by whom or in which it is said, or a source from which.
fn is_agent(doc: &Document, source: Tokens, k: &crate::lexicon::Known) -> bool {
    // "in the book 'X' it is said": a title between
    let mut end = source.end;
    if let Some(q) = doc.quotations_opening_in(Tokens::new(end, end + 1)).map(|q| &doc.quotations[q]).find(|q| q.closed && q.inner().len() <= 8) {
        end = q.close + 1;
    }
    let Some(next) = doc.tokens.get(end) else { return false };
    let paper = k.document_noun | k.media_noun | k.media_name | k.report_noun | k.source_noun;
    let case = k.agent_marker | k.genitive | k.postposition;
    // "on social media it is claimed": where, not who
    next.sets & case != 0
        || next.sets & k.locative != 0 && next.sets & k.conjunction == 0
        || next.sets & k.ablative != 0 && doc.is(source.end - 1, paper)
        || next.sets & k.dative != 0 && !doc.is(source.end - 1, k.infinitive)
        || doc.is(source.end - 1, k.locative | k.agent_marker | k.pronoun_it | k.relative_pronoun)
}

/// Where the source begins, in a verb-last language: not with the object's pronoun ("whom the unions") nor with what its
/// owner did before ("seeing the row grow, Mishra"), and with the title of whose it is ("the 'Evening Talk' report").
fn source_start(doc: &Document, found: &mut Found, sentence: Tokens, k: &crate::lexicon::Known) {
    let Some(source) = &mut found.source else { return };
    if source.len() > 1 && doc.is(source.start, k.object_pronoun) {
        source.start += 1;
    }
    if let Some(last) = source.range().rev().skip(1).find(|&i| doc.is(i, k.absolutive) && !doc.is(i + 1, k.auxiliary)) {
        source.start = last + 1;
    }
    if doc.is(source.start, k.genitive) && source.start > sentence.start + 2 && doc.tokens[source.start - 1].is_quote() {
        let title = doc.quotations_opening_in(sentence).rev().map(|q| &doc.quotations[q]).find(|q| q.closed && q.close + 1 == source.start && q.inner().len() <= 6);
        if let Some(title) = title {
            source.start = title.open;
        }
    }
    let source = *source;
    cut(&mut found.content, source);
}

/// Whether the cue's verb takes a subject without a case marker: by its own form or by its auxiliary, and no passive.
fn is_bare(doc: &Document, cue: Tokens, sentence: Tokens, k: &crate::lexicon::Known) -> bool {
    let reach = Tokens::new(cue.start, sentence.end.min(cue.end + 3));
    let bare_verb = reach.range().take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, k.complementizer)).any(|i| doc.is(i, k.bare_verb));
    bare_verb && !reach.range().any(|i| doc.is(i, k.passive_auxiliary))
}

/// A subject without a case marker, where the verb stands last: the model takes adverbs into it ("the villagers in low
/// voices"), stops at an owner ("the victim's mother") or does not see it.
fn without_marker(doc: &Document, found: &mut Found, sentence: Tokens) {
    let lexicon = doc.lexicon_of(found.cue.start);
    let k = &lexicon.known;
    if !is_bare(doc, found.cue, sentence, k) || found.source.is_some_and(|s| s.start >= found.cue.start) {
        return;
    }
    let place = Place { doc, lexicon, sentence, cue: found.cue };
    if let Some(source) = found.source
        && (source.len() == 1 && doc.is(source.start, place.pronouns()) || doc.is(source.end, k.ergative))
    {
        return;
    }
    let Some(subject) = place.bare_subject() else { return };
    let wrong = |source: Tokens| {
        let c = Classes::of(k);
        let adverbs = (subject.end..source.end).any(|i| doc.tokens[i].sets & !c.name != 0);
        let stops_early = source.end < subject.end || doc.is(source.end, c.case);
        doc.is(source.start, k.several) || source.start == subject.start && (adverbs || stops_early)
    };
    if found.source.is_none_or(wrong) {
        found.source = Some(subject);
        cut(&mut found.content, subject);
    }
}

/// Corrects what the model found by what the language's packs say for certain.
///
/// `claims` is whether limits are those of our guide (the wide guide counts more words in).
pub fn tidy(doc: &Document, found: &mut Found, claims: bool) {
    let lexicon = doc.lexicon_of(found.cue.start);
    let k = &lexicon.known;
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let entry = found.entry.map(|e| &lexicon.cues[e]);
    let frame = entry.map_or(Frame::Subject, |e| e.entry.frame);
    let verb_middle = lexicon.pack.order == WordOrder::VerbMiddle;
    let plain = |found: &Found| found.entry.and_then(|e| settle(doc, Proposal { cue: found.cue, entry: e }));
    if frame == Frame::Colon {
        if let Some(frames) = plain(found) {
            found.source = frames.source;
            found.content = frames.content;
        }
        return;
    }
    if frame == Frame::Genitive
        && verb_middle
        && let Some(source) = plain(found).and_then(|f| f.source)
    {
        found.source = Some(source);
        cut(&mut found.content, source);
    }
    if let Some(source) = &mut found.source {
        // the mark of an owner, and "even", "also" before the verb
        while source.len() > 1 && verb_middle && doc.is(source.end - 1, k.possessive | k.clause_opener) && !doc.tokens[source.end - 1].is_capitalised() {
            source.end -= 1;
        }
    }
    if let Some(source) = &mut found.source
        && !verb_middle
        && frame != Frame::Agent
        && source.end < sentence.end
        && doc.is(source.end, k.agent_marker)
    {
        // "reports [by whom it was done …] came up": the agent is that of another verb
        let nouns = k.report_noun | k.media_noun | k.document_noun;
        let head = source.range().take_while(|&i| doc.is(i, nouns)).count();
        if head > 0 {
            source.end = source.start + head;
        }
    }
    if frame == Frame::None
        && verb_middle
        && let Some(source) = found.source.take()
    {
        // nobody says it: who stands before the cue is whom it is about
        if entry.is_some_and(|e| e.entry.content == ContentPlace::Around) && source.end <= found.cue.start && found.content.iter().all(|c| !c.overlaps(source)) {
            found.content.insert(0, source);
        }
    }
    if verb_middle {
        // "…, says bank": a short phrase behind the cue ends the sentence or the headline's part
        if found.source.is_none()
            && frame == Frame::Subject
            && found.cue.start > sentence.start
            && (doc.tokens[found.cue.start - 1].mark == Mark::Comma || doc.tokens[found.cue.start - 1].is_quote())
            && let Some(source) = plain(found).and_then(|f| f.source)
            && source.start == found.cue.end
            && source.len() <= 8
            && source.range().all(|i| doc.tokens[i].sets & (k.auxiliary | k.copula | k.to) == 0)
            && doc.tokens.get(source.end).is_none_or(|t| source.end >= sentence.end || !t.is_word())
        {
            found.source = Some(source);
            cut(&mut found.content, source);
        }
        relative_tail(doc, found, sentence);
        if let Some(source) = found.source {
            found.source = whole_source(doc, k, source, found.cue).or_else(|| plain(found).and_then(|f| f.source).filter(|s| s.len() > 1 && s.end <= found.cue.start));
            if let Some(source) = found.source {
                cut(&mut found.content, source);
            }
        }
    }
    if verb_middle {
        for content in &mut found.content {
            // "However, growth slowed": the opener is the writer's
            while content.len() > 3 && doc.is(content.start, k.clause_opener) && doc.tokens[content.start + 1].mark == Mark::Comma && !doc.in_quotation(content.start) {
                content.start += 2;
            }
        }
    }
    if !verb_middle {
        relative_clause_end(doc, found, sentence, k);
        source_start(doc, found, sentence, k);
        if frame == Frame::Subject {
            if let Some(subject) = nearest_subject(doc, found, sentence, k) {
                found.source = Some(subject);
                cut(&mut found.content, subject);
            }
            without_marker(doc, found, sentence);
            // "for the attack the group took responsibility": what the cue is about, and behind it the one who says it
            if let Some(source) = found.source.filter(|s| s.end <= found.cue.start && doc.is(s.end - 1, k.inanimate) && doc.is(s.end, k.genitive)) {
                found.source = subject_behind(doc, found.cue, sentence);
                if found.content.is_empty() && entry.is_some_and(|e| e.entry.content == ContentPlace::Object) {
                    found.content.push(source);
                }
            }
        }
        if found.source.is_none() && !doc.in_quotation(found.cue.start) {
            let place = Place { doc, lexicon, sentence, cue: found.cue };
            found.source = match frame {
                Frame::Genitive => place.genitive(),
                Frame::Subject if !is_bare(doc, found.cue, sentence, k) => place.subject(),
                _ => None,
            }
            .filter(|s| doc.is(s.end - 1, speakers(k) | place.pronouns()));
            if let Some(source) = found.source {
                cut(&mut found.content, source);
            }
        }
        if let Some(source) = &mut found.source {
            *source = source_limits(doc, *source, sentence, k);
        }
        if frame == Frame::Agent && found.source.is_some_and(|s| s.end <= found.cue.start && !doc.is(found.cue.start, k.ablative) && !is_agent(doc, s, k)) {
            found.source = None;
        }
        // what the pack calls nobody's has no source
        if entry.is_some_and(|e| e.entry.frame == Frame::None && e.entry.kind == Some(crate::attribution::Kind::Hearsay)) {
            found.source = None;
        }
        // "from them it was asked": one asked or told, not the one who says
        if found.source.is_some_and(|s| s.len() == 1 && doc.is(s.start, k.ablative) && doc.is(s.start, k.pronoun_honorific | k.pronoun_singular | k.pronoun_they)) {
            found.source = None;
        }
        // "the alleged fraud": an adjective's object stands behind it
        if let Some(entry) = entry
            && entry.entry.frame == Frame::None
            && entry.entry.content == ContentPlace::Object
            && found.content.is_empty()
            && found.cue.len() == 1
        {
            let stops = k.genitive | k.dative | k.ablative | k.locative | k.ergative | k.postposition | k.auxiliary | k.copula | k.light_verb | k.conjunction;
            let end = (found.cue.end..sentence.end).take(4).take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, stops)).last();
            found.content.extend(end.map(|end| Tokens::new(found.cue.end, end + 1)));
        }
    }
    let Some(entry) = entry.filter(|_| claims) else { return };
    if !verb_middle && found.content.is_empty() {
        let place = Place { doc, lexicon, sentence, cue: found.cue };
        found.content = place.announced(found, entry.entry.content);
    }
    if found.content.is_empty() && verb_middle && matches!(entry.entry.content, ContentPlace::Clause | ContentPlace::Around) {
        let place = Place { doc, lexicon, sentence, cue: found.cue };
        if frame == Frame::After && found.source.is_some() && found.cue.start == sentence.start {
            // "According to a study by the school of mines, P": wherever the source ends, the rest is the claim
            found.content = place.around(found);
        } else if let Some(frames) = plain(found)
            && frames.source == found.source
        {
            found.content = frames.content;
        }
    }
    if entry.entry.content == ContentPlace::None {
        let speech = |c: &Tokens| c.range().any(|i| doc.in_quotation(i));
        found.content.retain(speech);
    }
    let Some(first) = found.content.first_mut().filter(|c| verb_middle && c.start >= found.cue.end && c.start <= found.cue.end + 2) else { return };
    // "accused him of hiding it": the claim begins behind "of"
    if !entry.behind.is_empty()
        && let Some(at) = (found.cue.end..first.end.min(found.cue.end + 14)).find(|&i| entry.behind.contains(&doc.tokens[i].word))
        && at + 1 < first.end
    {
        first.start = first.start.max(at + 1);
        return;
    }
    // "denied reports of a merger": what is denied is the merger
    if entry.entry.stance == crate::attribution::Stance::Denies {
        let claim = k.report_noun | k.claim_noun;
        let noun = (first.start..first.end.min(first.start + 5)).find(|&i| doc.is(i, claim) && doc.tokens[i].sets & (k.demonstrative | k.pronoun_it | k.pronoun_they) == 0);
        if let Some(noun) = noun
            && (first.start..noun).all(|i| doc.tokens[i].sets & (k.preposition | k.complementizer | k.auxiliary) == 0)
        {
            let that = (noun + 1..first.end.min(noun + 9)).take_while(|&i| doc.tokens[i].is_word()).find(|&i| doc.is(i, k.complementizer));
            let of = (noun + 1 < first.end && doc.is(noun + 1, k.preposition)).then_some(noun + 1);
            if let Some(at) = that.or(of)
                && at + 1 < first.end
            {
                first.start = at + 1;
            }
        }
    }
}

/// A source without the noun that its clause is about ("an allegation [the party] rubbished"), and with the name behind a
/// role ("[a former executive, Paul Dray,] said"); without the verb group that follows it. `None` where it is no noun phrase at all.
fn whole_source(doc: &Document, k: &Known, mut source: Tokens, cue: Tokens) -> Option<Tokens> {
    let classes = Classes::of(k);
    let function = classes.function;
    let small = |i: usize, bits: u128| doc.is(i, bits) && doc.tokens[i].shape == Shape::Lower;
    let amount = k.indefinite | k.demonstrative | k.possessive | k.number_word | k.several | k.ordinal | k.negation | k.vague_amount | k.question;
    let article = doc.is(source.start, k.determiner) && !doc.is(source.start, amount);
    let empty = article || small(source.start, k.preposition | k.auxiliary | k.conjunction | k.to | k.by);
    if source.len() == 1 && empty && !doc.is(source.start, classes.pronoun | k.relative_pronoun) {
        return None;
    }
    // what stands behind a semicolon is another headline
    if let Some(mark) = source.range().skip(1).find(|&i| doc.tokens[i].mark == Mark::Semicolon) {
        source.end = mark;
    }
    // "[her friends] have in the past said"
    let finite = |i: usize| small(i, k.auxiliary | k.copula) && doc.tokens[i].spaced && !doc.is(i, k.determiner);
    let plain = (source.start..source.end).take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, k.relative_pronoun | k.question));
    if let Some(at) = plain.skip(1).find(|&i| finite(i)).filter(|_| source.end <= cue.start) {
        source.end = at;
    }
    if source.end <= cue.start && cue.start - source.end <= 2 {
        let begins = |i: usize| {
            let (t, before) = (&doc.tokens[i], &doc.tokens[i - 1]);
            t.sets & (k.determiner | k.indefinite) != 0 && !t.is_capitalised() && before.shape == Shape::Lower && before.sets & (function | k.several | k.vague_amount) == 0
        };
        let clause = doc.is(source.start, k.determiner | k.indefinite);
        let plain = |i: usize| doc.tokens[i].is_word() && !doc.is(i, k.preposition | k.relative_pronoun);
        let reach = (source.start..source.end).find(|&i| !plain(i)).unwrap_or(source.end);
        if clause && let Some(at) = (source.start + 2..reach).find(|&i| begins(i)) {
            source.start = at;
        }
    }
    // the name in apposition, closed by a comma, the cue or the sentence's end
    let sentence = doc.sentences[doc.sentence_of(source.start)].tokens;
    let next = source.end + 1;
    if next + 1 < sentence.end && doc.tokens[source.end].mark == Mark::Comma && !source.range().any(|i| doc.tokens[i].mark == Mark::Comma) {
        let capital = |i: usize| {
            i < sentence.end
                && doc.tokens[i].is_word()
                && doc.tokens[i].is_capitalised()
                && doc.tokens[i].sets & (k.time_word | k.organization_noun | k.place_name | k.country) == 0
        };
        let end = (next..sentence.end.min(next + 5)).find(|&i| !capital(i)).unwrap_or(next);
        let role = source.range().any(|i| doc.is(i, k.role_noun | k.office | k.spokesperson) && !doc.tokens[i].is_capitalised());
        let named = source.range().any(|i| doc.is(i, k.given_name | k.surname) && doc.tokens[i].is_capitalised());
        let closed = end >= sentence.end || end == cue.start || matches!(doc.tokens[end].mark, Mark::Comma | Mark::Terminator);
        if end >= next + 2 && role && !named && closed && doc.is(next, k.given_name) {
            source.end = end;
        }
    }
    Some(source)
}

/// A speaker is carried over so many tokens at most.
const MOST_CARRIED: usize = 80;

/// "He left early, telling reporters …", "she rose and said …": a cue without a source of its own goes on with who spoke or is
/// the subject before it in the sentence.
fn carried_source(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Option<Tokens> {
    let found = &list[index];
    let lexicon = doc.lexicon_of(found.cue.start);
    let k = &lexicon.known;
    let entry = lexicon.entry(found.entry?);
    if found.source.is_some() || entry.frame != Frame::Subject || entry.kind.is_some() {
        return None;
    }
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let mut before = found.cue.start;
    while before > sentence.start && doc.is(before - 1, k.auxiliary | k.clause_opener | k.time_word) {
        before -= 1;
    }
    let link = before.checked_sub(1).filter(|&i| i >= sentence.start)?;
    let joins = doc.tokens[link].mark == Mark::Comma || doc.is(link, k.conjunction | k.preposition | k.by | k.subordinator);
    if !joins || doc.is(link, k.to) {
        return None;
    }
    let quotation = doc.quoted[found.cue.start];
    let near = sentence.start.max(found.cue.start.saturating_sub(MOST_CARRIED));
    let spoke = cues.starting_in(near, found.cue.start).filter(|c| doc.quoted[c.1.start] == quotation).filter_map(|c| c.2).last();
    if let Some(source) = spoke.filter(|s| s.start < found.cue.start) {
        return Some(source);
    }
    // the subject that opens the sentence: a pronoun or a name
    if found.cue.start - sentence.start > MOST_CARRIED {
        return None;
    }
    let mut first = sentence.start;
    while first < found.cue.start && (!doc.tokens[first].is_word() || doc.is(first, k.conjunction | k.clause_opener)) {
        first += 1;
    }
    if first >= link || doc.quoted[first] != quotation {
        return None;
    }
    if doc.is(first, k.pronoun_he | k.pronoun_she | k.pronoun_they) {
        return Some(Tokens::new(first, first + 1));
    }
    let named = |i: usize| doc.tokens[i].is_word() && doc.tokens[i].is_capitalised() && (doc.tokens[i].sets & Classes::of(k).function == 0 || doc.is(i, k.given_name | k.surname));
    let dotted = |i: usize| doc.tokens[i].mark == Mark::Terminator && !doc.tokens[i].spaced;
    let mut end = first;
    while end < link && (named(end) || end > first && dotted(end)) {
        end += 1;
    }
    let name = Tokens::new(first, end);
    let person = name.range().any(|i| doc.is(i, k.given_name | k.surname | k.title | k.organization_name | k.media_name));
    (end > first && person && end < link && doc.tokens[end].sets & k.possessive == 0).then_some(name)
}

/// A verb that somebody does, and nobody does it in the sentence: an order or a plan ("to call for"), no attribution. Where a
/// quotation stands with it somebody speaks.
pub fn adrift(doc: &Document, found: &Found) -> bool {
    let lexicon = doc.lexicon_of(found.cue.start);
    let Some(entry) = found.entry.map(|e| lexicon.entry(e)) else { return false };
    lexicon.pack.order == WordOrder::VerbMiddle
        && found.source.is_none()
        && entry.frame == Frame::Subject
        && entry.kind.is_none()
        && !found.content.iter().any(|c| doc.in_quotation(c.start) != doc.in_quotation(found.cue.start))
}

/// Corrects what one attribution took of another: a claim ends where the same speaker goes on ("he was ill but denied
/// that …"), and a quotation is whole.
pub fn tidy_together(doc: &Document, list: &mut [Found], claims: bool) {
    let mut cues = Cues::of(list);
    if claims {
        let mut carried = false;
        for index in 0..list.len() {
            if doc.lexicon_of(list[index].cue.start).pack.order == WordOrder::VerbMiddle
                && let Some(source) = carried_source(doc, &cues, list, index)
            {
                list[index].source = Some(source);
                cut(&mut list[index].content, source);
                carried = true;
            }
        }
        if carried {
            cues = Cues::of(list);
        }
    }
    for index in 0..list.len() {
        let found = &list[index];
        let lexicon = doc.lexicon_of(found.cue.start);
        if lexicon.pack.order == WordOrder::VerbLast {
            if let Some((number, end)) = next_speech(doc, list, &cues, index) {
                list[index].content[number].end = end;
            }
            continue;
        }
        if found.entry.is_some_and(|e| lexicon.entry(e).frame == Frame::Colon) {
            continue;
        }
        let k = &lexicon.known;
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (number, content) in found.content.iter().enumerate() {
            if content.start < found.cue.end || doc.in_quotation(content.start) {
                continue;
            }
            for (_, cue, source) in cues.starting_in(content.start + 1, content.end) {
                if doc.in_quotation(cue.start) || doc.sentence_of(cue.start) != doc.sentence_of(found.cue.start) {
                    continue;
                }
                // back over "also", "later", auxiliaries and a pronoun for the same speaker, to "and", "but"
                let mut at = cue.start;
                while at > content.start && (doc.tokens[at - 1].sets & (k.auxiliary | k.clause_opener | k.negation) != 0 && doc.tokens[at - 1].sets & k.conjunction == 0) {
                    at -= 1;
                }
                let pronoun = at > content.start + 1 && doc.tokens[at - 1].sets & (k.pronoun_he | k.pronoun_she | k.pronoun_they | k.pronoun_it) != 0;
                let own = source.is_none_or(|s| Some(s) == found.source || s.start < found.cue.start) || pronoun;
                if pronoun {
                    at -= 1;
                }
                let Some(mut end) = at.checked_sub(1).filter(|&e| e > content.start && doc.is(e, k.conjunction | k.subordinator)) else { continue };
                let comma = doc.tokens[end - 1].mark == Mark::Comma;
                if !own || pronoun && !comma || doc.is(end, k.subordinator) && !comma {
                    continue;
                }
                if comma {
                    end -= 1;
                }
                if end > content.start + 1 {
                    ends.push((number, end));
                }
            }
        }
        for (number, end) in ends {
            let content = &mut list[index].content[number];
            content.end = content.end.min(end);
        }
        if let Some(content) = second_hand(doc, list, index) {
            list[index].content = content;
        }
        if let Some(before) = interrupted(doc, &cues, &list[index]) {
            list[index].content.insert(0, before);
        }
        whole_quotations(doc, &cues, index, &mut list[index], claims);
        if claims {
            speech_goes_on(doc, &cues, &mut list[index]);
        }
    }
}

/// Verb-last: "said that P, but he denied Q": the claim ends before the conjunction behind which a pronoun says the next.
fn next_speech(doc: &Document, list: &[Found], cues: &Cues, index: usize) -> Option<(usize, usize)> {
    let found = &list[index];
    let k = &doc.lexicon_of(found.cue.start).known;
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    for (number, content) in found.content.iter().enumerate() {
        if content.start < found.cue.end || doc.in_quotation(content.start) || !sentence.has(content.start) {
            continue;
        }
        let next = cues.starting_in(content.start + 1, content.end.min(sentence.end)).find_map(|(_, _, source)| {
            let source =
                source.filter(|s| s.len() == 1 && doc.is(s.start, k.ergative_pronoun) && !doc.is(s.start, k.relative_pronoun | k.pronoun_first) && !doc.in_quotation(s.start))?;
            (source.start > content.start + 3 && doc.is(source.start - 1, k.conjunction)).then_some(source.start - 1)
        });
        if let Some(mut end) = next {
            while end > content.start + 1 && !doc.tokens[end - 1].is_word() && !doc.tokens[end - 1].is_quote() {
                end -= 1;
            }
            return Some((number, end));
        }
    }
    None
}

/// The cues of a list, found by where they begin.
struct Cues {
    /// Start, place in the list, cue, source; in the order of the starts.
    sorted: Vec<(usize, usize, Tokens, Option<Tokens>)>,
}

impl Cues {
    fn of(list: &[Found]) -> Cues {
        let mut sorted: Vec<_> = list.iter().enumerate().map(|(index, f)| (f.cue.start, index, f.cue, f.source)).collect();
        sorted.in_order_of(|c| (c.0, c.1));
        Cues { sorted }
    }

    /// Those that begin in a range of tokens: place in the list, cue, source.
    fn starting_in(&self, start: usize, end: usize) -> impl Iterator<Item = (usize, Tokens, Option<Tokens>)> + '_ {
        let first = self.sorted.partition_point(|c| c.0 < start);
        self.sorted[first..].iter().take_while(move |c| c.0 < end).map(|c| (c.1, c.2, c.3))
    }
}

/// "The Post said the plant would close, citing a memo": what the memo says is what the Post said.
fn second_hand(doc: &Document, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    let found = &list[index];
    let frame = found.entry.map(|e| doc.lexicon_of(found.cue.start).entry(e).frame);
    if frame != Some(Frame::After) || found.cue.start == 0 || doc.tokens[found.cue.start - 1].mark != Mark::Comma {
        return None;
    }
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let outer = list[..index].iter().rev().find(|f| sentence.has(f.cue.start) && !doc.in_quotation(f.cue.start) && !f.content.is_empty())?;
    let crosses = found.content.is_empty() || found.content.iter().any(|c| c.overlaps(outer.cue) || outer.source.is_some_and(|s| c.overlaps(s)));
    let mut content = outer.content.clone();
    for span in &mut content {
        // not the citing itself
        span.end = span.end.min(found.cue.start).max(span.start);
    }
    content.retain(|s| !s.is_empty());
    (crosses && !content.is_empty()).then_some(content)
}

/// "Spending has risen, she said, and nobody minds": a claim that is interrupted by who says it begins before that.
fn interrupted(doc: &Document, cues: &Cues, found: &Found) -> Option<Tokens> {
    let source = found.source.filter(|s| !doc.is(s.start, doc.lexicon_of(found.cue.start).known.relative_pronoun))?;
    let (start, end) = (source.start.min(found.cue.start), source.end.max(found.cue.end));
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let comma = |at: usize| doc.tokens.get(at).is_some_and(|t| t.mark == Mark::Comma);
    let together = source.end == found.cue.start || found.cue.end == source.start;
    if !together || start < sentence.start + 4 || end >= sentence.end || !comma(start - 1) || !comma(end) || doc.in_quotation(start) {
        return None;
    }
    let goes_on = found.content.first().is_some_and(|c| (end..end + 3).contains(&c.start));
    let k = &doc.lexicon_of(found.cue.start).known;
    // a clause: it has a verb in it, and no other cue, mark or quotation divides it
    let before = Tokens::new(sentence.start, start - 1);
    let clause =
        before.range().any(|i| doc.is(i, k.auxiliary | k.copula)) && before.range().all(|i| doc.tokens[i].is_word() && !doc.in_quotation(i) || doc.tokens[i].mark == Mark::Dash);
    let opener = before.range().all(|i| i > before.start || !doc.is(i, k.clause_opener | k.subordinator | k.relative_pronoun));
    (goes_on && clause && opener && cues.starting_in(before.start, before.end).next().is_none()).then_some(before)
}

/// Paragraphs of nothing but speech belong to who spoke last before them.
fn speech_goes_on(doc: &Document, cues: &Cues, found: &mut Found) {
    let home = doc.block_of(found.cue.start);
    let block = doc.blocks[home].tokens;
    let speaks = found.content.iter().any(|c| doc.in_quotation(c.start)) && !doc.in_quotation(found.cue.start);
    if !speaks || cues.starting_in(found.cue.start + 1, block.end).any(|(_, c, _)| !doc.in_quotation(c.start)) {
        return;
    }
    // the paragraph ends with the speech or with who said it
    let last = block.end - 1;
    let tail = found.content.iter().map(|c| c.end).max().unwrap_or(0).max(found.cue.end).max(found.source.map_or(0, |s| s.end));
    if tail + 4 < last {
        return;
    }
    for number in (home + 1..doc.blocks.len()).filter(|&b| !doc.blocks[b].tokens.is_empty()).take(MOST_PARAGRAPHS) {
        let tokens = doc.blocks[number].tokens;
        let spoken = tokens.range().all(|i| doc.quoted[i] != 0 || !doc.tokens[i].is_word());
        let quotation =
            doc.quotations[doc.quotations_opening_in(Tokens::new(tokens.start, tokens.start + 1))].iter().find(|q| q.closed && !q.single && doc.tokens[q.open].is_quote());
        let Some(quotation) = quotation.filter(|q| spoken && q.inner().len() >= 6) else { return };
        found.content.extend(split_by_sentence(doc, quotation.inner()).into_iter().filter_map(|s| crate::model::trimmed(doc, s)));
    }
}

/// A quotation that holds a part of the claim belongs to it as a whole, and so does one that opens right behind the
/// cue's sentence, unless a cue of its own follows it.
fn whole_quotations(doc: &Document, cues: &Cues, index: usize, found: &mut Found, claims: bool) {
    let cue = found.cue;
    if found.content.is_empty() || doc.in_quotation(cue.start) {
        return;
    }
    let block = doc.blocks[doc.block_of(cue.start)].tokens;
    let mut added: Vec<Tokens> = Vec::new();
    let quoted: Vec<usize> = found.content.iter().flat_map(|c| [c.start, c.end - 1]).filter(|&i| doc.in_quotation(i)).map(|i| doc.quoted[i] as usize - 1).collect();
    let sentence = doc.sentences[doc.sentence_of(cue.start)].tokens;
    let mut numbers: Vec<usize> = quoted.clone();
    numbers.extend(doc.quotations_opening_in(Tokens::new(sentence.end, sentence.end + 1)));
    numbers.in_order();
    numbers.dedup();
    for number in numbers {
        let q = &doc.quotations[number];
        let inner = q.inner();
        if q.open < block.start || q.open >= block.end || q.nested || !q.is_speech_like() || inner.len() < 3 || inner.overlaps(cue) {
            continue;
        }
        let held = quoted.contains(&number) && found.content.iter().any(|c| c.start == inner.start || c.end == inner.end);
        let next = !quoted.is_empty() && q.open == sentence.end && q.open < block.end && {
            let home = doc.sentences[doc.sentence_of(q.close.min(block.end - 1))].tokens;
            !cues
                .starting_in(q.open + 1, home.end.max(inner.end))
                .any(|(other, c, _)| other != index && (c.start < home.end && !inner.has(c.start) || inner.has(c.start) && c.start + 1 == inner.start))
        };
        if held || next {
            // the wide guide keeps a quotation in one piece
            let parts = if claims { split_by_sentence(doc, inner) } else { vec![inner] };
            added.extend(parts.into_iter().filter_map(|s| crate::model::trimmed(doc, s)));
        }
    }
    for span in added {
        if let Some(own) = found.content.iter_mut().find(|c| c.overlaps(span)) {
            if own.start >= span.start || own.end <= span.end {
                own.start = own.start.min(span.start);
                own.end = own.end.max(span.end);
            }
        } else {
            found.content.push(span);
        }
    }
    found.content.in_order_of(|c| (c.start, c.end));
}

/// A claim ends where the one who says it is named: "asked whether P, a spokesman declined to answer".
pub fn apart(found: &mut Found) {
    if let Some(source) = found.source
        && found.content.iter().any(|c| c.overlaps(source) && !source.contains(*c))
    {
        cut(&mut found.content, source);
    }
}

/// Verb-last: whose verb the cue is, where the model looked too far. A verb that takes no case marker has its subject right
/// before it; else the nearest pronoun with the marker in it, if no other clause stands in between.
fn nearest_subject(doc: &Document, found: &Found, sentence: Tokens, k: &crate::lexicon::Known) -> Option<Tokens> {
    let cue = found.cue;
    let other = k.complementizer | k.auxiliary | k.copula | k.ergative;
    let near = |from: usize| {
        let clause = (from..cue.start).rev().take_while(|&i| !doc.is(i, other) && doc.in_quotation(i) == doc.in_quotation(cue.start));
        clause.clone().find(|&i| doc.is(i, k.ergative_pronoun)).map(|i| Tokens::new(i, i + 1))
    };
    // an outlet by its title in quotation marks
    let titled = (sentence.start + 2..cue.start).rev().take(40).take_while(|&i| !doc.is(i, k.complementizer)).find(|&i| doc.is(i, k.ergative) && !doc.in_quotation(i));
    let title = titled.filter(|&i| doc.tokens[i - 1].is_quote() && found.source.is_none_or(|s| s.end != i - 1 && s.end != i)).and_then(|i| {
        let q = doc.quotations_opening_in(sentence).rev().map(|q| &doc.quotations[q]).find(|q| q.closed && q.close + 1 == i)?;
        (q.inner().len() <= 6).then_some(q.inner())
    });
    if title.is_some() && !is_bare(doc, cue, sentence, k) && !doc.in_quotation(cue.start) {
        return title;
    }
    let Some(source) = found.source else {
        return near(sentence.start).filter(|_| !is_bare(doc, cue, sentence, k));
    };
    if source.end > cue.start {
        return None;
    }
    if is_bare(doc, cue, sentence, k) {
        let marked = doc.is(source.end, k.ergative) || doc.is(source.end - 1, k.ergative_pronoun);
        // "of the office the guideline says": the owner is not the subject
        let owner = doc.is(source.end, k.genitive);
        if !marked && !owner {
            return None;
        }
        let case = k.ergative | k.dative | k.ablative | k.locative | k.genitive | k.postposition | k.complementizer | k.auxiliary | k.light_verb | k.clause_opener | k.subordinator;
        let most = cue.start.saturating_sub(8).max(sentence.start);
        let start = (most..cue.start).rev().take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, case) && (i > source.end || owner)).last()?;
        let subject = if owner && start == source.end + 1 { Tokens::new(source.start, cue.start) } else { Tokens::new(start, cue.start) };
        return doc.is(subject.end - 1, speakers(k)).then_some(subject);
    }
    near(source.end)
}

/// Verb-last: a source without what the sentence says of time, place and reason before it ("after the incident activists"),
/// and a pronoun that has its case in it without what follows. A participle behind the adverbial may join the two
/// ("officers who came after the incident").
fn source_limits(doc: &Document, source: Tokens, sentence: Tokens, k: &crate::lexicon::Known) -> Tokens {
    if source.len() > 1 && doc.is(source.start, k.ergative_pronoun) {
        return Tokens::new(source.start, source.start + 1);
    }
    let (mut start, mut end) = (source.start, source.end);
    // initials are dotted: "Justice M. K. Rao"
    while start >= sentence.start + 2 && doc.tokens[start - 1].mark == Mark::Terminator && doc.is(start - 2, k.initial | k.abbreviation) {
        start -= 2;
        while start > sentence.start && doc.is(start - 1, k.title | k.office) {
            start -= 1;
        }
        // what the office is of
        if start > sentence.start && doc.is(start, k.office) && doc.is(start - 1, k.genitive) {
            let place = Place { doc, lexicon: doc.lexicon_of(source.start), sentence, cue: Tokens::new(source.end, source.end) };
            start = place.noun_phrase_before(start).map_or(start, |phrase| phrase.start);
        }
    }
    for at in (start..end.saturating_sub(1)).rev() {
        if at > start && doc.is(at, k.attributive) && !doc.is(at, k.detached) {
            break;
        }
        if doc.is(at, k.detached) && !doc.is(at + 1, k.detached | k.genitive | k.conjunction | k.attributive | k.indefinite | k.ergative) {
            start = at + 1;
            break;
        }
    }
    // "the union this … calls": an object without a case marker is not the subject's last word
    while end > start + 1
        && doc.tokens[end - 1].spaced
        && doc.is(end - 1, k.subordinator | k.demonstrative)
        && !doc.is(end - 1, k.conjunction)
        && !doc.is(end - 2, k.conjunction)
        && !(doc.is(end - 1, k.surname) && doc.is(end - 2, k.given_name))
    {
        end -= 1;
    }
    // the number of an item
    if start == sentence.start && start + 2 < end && doc.tokens[start].shape == Shape::Number && doc.tokens[start + 1].mark == Mark::Terminator {
        start += 2;
    }
    let loose = |at: usize| match doc.tokens[at].mark {
        Mark::Comma | Mark::Semicolon | Mark::Colon => true,
        Mark::BracketOpen => !(at..end).any(|i| doc.tokens[i].mark == Mark::BracketClose),
        _ => false,
    };
    while start + 1 < end && loose(start) {
        start += 1;
    }
    Tokens::new(start, end)
}

/// Takes a stretch out of the spans.
fn cut(spans: &mut Vec<Tokens>, out: Tokens) {
    for span in spans.iter_mut() {
        if span.overlaps(out) {
            if span.start < out.start {
                span.end = out.start;
            } else {
                span.start = out.end.min(span.end);
            }
        }
    }
    spans.retain(|s| !s.is_empty());
}

/// "A nurse, who did not wish to be named, said": the relative clause belongs to the source.
fn relative_tail(doc: &Document, found: &mut Found, sentence: Tokens) {
    let k = &doc.lexicon_of(found.cue.start).known;
    let Some(source) = found.source else { return };
    let comma = source.end;
    let opens = comma + 2 < sentence.end && doc.tokens[comma].mark == Mark::Comma && doc.is(comma + 1, k.relative_pronoun);
    if !opens || source.len() == 1 && doc.is(source.start, k.relative_pronoun) {
        return;
    }
    if source.end <= found.cue.start {
        // the comma that closes it stands right before the cue's verb group
        let mut at = found.cue.start;
        while at > comma + 2 && doc.tokens[at - 1].is_word() && doc.tokens[at - 1].sets & (k.auxiliary | k.clause_opener | k.negation) != 0 {
            at -= 1;
        }
        let closed = at > comma + 3 && doc.tokens[at - 1].mark == Mark::Comma && !(comma + 1..at - 1).any(|i| doc.tokens[i].is_quote());
        if closed && at - comma <= 40 {
            let tail = Tokens::new(source.start, at - 1);
            found.source = Some(tail);
            cut(&mut found.content, tail);
        }
    } else if source.start >= found.cue.end {
        let end = (comma + 2..sentence.end.min(comma + 30)).find(|&i| !doc.tokens[i].is_word() && doc.tokens[i].mark != Mark::Dash).unwrap_or(comma);
        if end > comma + 2 {
            let tail = Tokens::new(source.start, end);
            found.source = Some(tail);
            cut(&mut found.content, tail);
        }
    }
}

/// So many quotations are looked at for one cue.
const MOST_NEAR: usize = 200;
/// No claim reaches farther from its cue's sentence than so many tokens.
const FARTHEST: usize = 1_500;

/// The part of a stretch that stands near a sentence.
fn near_by(stretch: Tokens, sentence: Tokens) -> Tokens {
    let start = stretch.start.max(sentence.start.saturating_sub(FARTHEST));
    Tokens::new(start, stretch.end.min(sentence.end + FARTHEST).max(start))
}

/// How many paragraphs a quotation is followed over.
const MOST_PARAGRAPHS: usize = 12;

/// Adds what a claim has in the paragraphs after its own: speech announced by a colon at the paragraph's end, and a
/// quotation that is reopened in each paragraph and closed in the last only.
pub fn follow_paragraphs(doc: &Document, found: &mut Found) {
    let home = doc.block_of(found.cue.start);
    let block = &doc.blocks[home];
    let Some(last) = block.tokens.range().next_back() else { return };
    let colon =
        doc.tokens[last].mark == Mark::Colon && doc.sentence_of(found.cue.start) == doc.sentence_of(last) && found.content.iter().all(|c| c.end <= found.cue.start || c.len() < 3);
    let open = |block: usize| {
        doc.blocks[block].tokens.range().next_back().is_some_and(|t| {
            let q = doc.quoted[t];
            q != 0 && !doc.quotations[q as usize - 1].closed && !doc.quotations[q as usize - 1].single
        })
    };
    let runs_on = found.content.last().is_some_and(|c| c.end > c.start && c.end + 2 > last && doc.quoted[c.end - 1] != 0) && open(home);
    if !colon && !runs_on {
        return;
    }
    let following = (home + 1..doc.blocks.len()).filter(|&b| !doc.blocks[b].tokens.is_empty()).take(MOST_PARAGRAPHS);
    let mut first = colon;
    for number in following {
        let tokens = doc.blocks[number].tokens;
        let begin = tokens.start;
        let quotation = doc.quotations[doc.quotations_opening_in(Tokens::new(begin, begin + 1))].iter().find(|q| !q.single && doc.tokens[begin].is_quote());
        let Some(quotation) = quotation else { break };
        // Speech that somebody is named for in its own paragraph is that attribution's.
        if first && quotation.closed && quotation.close + 3 < tokens.end {
            break;
        }
        let inner = quotation.inner();
        let inner = Tokens::new(inner.start, inner.end.min(inner.start + FARTHEST));
        found.content.extend(split_by_sentence(doc, inner).into_iter().filter_map(|s| crate::model::trimmed(doc, s)));
        if quotation.closed {
            break;
        }
        first = false;
    }
}
