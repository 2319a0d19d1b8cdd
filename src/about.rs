//! What is said about which claim: pointing ("this", "the allegation"), denial ↔ denied claim, the same claim twice.
//!
//! A claim is known again by what it shares: rare words of the text count most, in whatever inflection. Who said it counts
//! too, for nobody denies himself. The words of each sentence go into one index, and a claim asks it once, so the work grows
//! with the text. A link that is wrong is worse than none: below a threshold nothing is linked.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::attribution::{Found, Kind, Quote, Stance, SubKind};
use crate::cast::Cast;
use crate::document::{Document, Role};
use crate::fold::QuickMap;
use crate::lexicon::{Identity, Known};
use crate::order::InOrder;
use crate::pack::WordOrder;
use crate::phrase::Classes;
use crate::span::Tokens;
use crate::who::Referent;

type Map<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// A word that stands in more sentences than this tells nothing.
const COMMON: usize = 24;
/// How many sentences back a bare denial of somebody's own doing reaches.
const OWN_DOING: usize = 6;
/// Most words of a claim that are looked up.
const LONGEST: usize = 80;

/// Fills `about`, `answers`, `same_as`, and turns a flat negation of a reported claim into a denial.
pub fn link(doc: &Document<'_>, _cast: &Cast, referents: &[Option<Referent>], list: &mut [Found]) {
    if list.is_empty() {
        return;
    }
    let linker = Linker::new(doc, referents, list);
    for index in 0..list.len() {
        linker.point(index, list);
    }
    linker.answer_all(list);
    linker.answers(list);
    linker.same(list);
}

struct Linker<'a, 'p> {
    doc: &'a Document<'p>,
    /// For each token the key of its stem, 0 for words that say nothing.
    keys: Vec<u64>,
    /// For each key the sentences that hold it.
    index: Map<Vec<u32>>,
    /// Attributions by the sentence of their cue.
    by_sentence: QuickMap<usize, Vec<usize>>,
    /// Who speaks, as a number that is the same for the same speaker.
    speaker: Vec<Option<u64>>,
    /// The words by which each attribution's side is known.
    sides: Vec<Vec<u64>>,
    sentences: usize,
}

impl<'a, 'p> Linker<'a, 'p> {
    fn new(doc: &'a Document<'p>, referents: &[Option<Referent>], list: &[Found]) -> Self {
        let keys = stems(doc);
        let mut index: Map<Vec<u32>> = Map::default();
        for (number, sentence) in doc.sentences.iter().enumerate() {
            for token in sentence.tokens.range() {
                if keys[token] != 0 {
                    let postings = index.entry(keys[token]).or_default();
                    if postings.last() != Some(&(number as u32)) && postings.len() <= COMMON {
                        postings.push(number as u32);
                    }
                }
            }
        }
        let mut by_sentence: QuickMap<usize, Vec<usize>> = QuickMap::default();
        for (number, found) in list.iter().enumerate() {
            by_sentence.entry(doc.sentence_of(found.cue.start)).or_default().push(number);
        }
        let speaker = list
            .iter()
            .zip(referents)
            .map(|(found, referent)| match referent {
                Some(Referent { entity: Some(entity), .. }) => Some(u64::from(*entity)),
                Some(referent) => Some(1 << 40 | referent.mention.start as u64),
                None => found.source.map(|s| words_key(doc, s) | 1 << 63),
            })
            .collect();
        let mut linker = Linker { doc, keys, index, by_sentence, speaker, sides: Vec::new(), sentences: doc.sentences.len() };
        linker.sides = list.iter().map(|f| linker.side(f)).collect();
        linker
    }

    fn known(&self, token: usize) -> &'p Known {
        &self.doc.lexicon_of(token).known
    }

    fn weight(&self, key: u64) -> f32 {
        match self.index.get(&key).map_or(0, Vec::len) {
            0 => 0.0,
            n if n > COMMON => 0.1,
            n => 0.4 + (self.sentences.max(8) as f32 / n as f32).ln() * 0.5,
        }
    }

    /// The keys of a claim, each once.
    fn query(&self, spans: &[Tokens]) -> Vec<u64> {
        let mut out: Vec<u64> = Vec::new();
        for span in spans {
            for token in span.range().take(LONGEST) {
                let key = self.keys.get(token).copied().unwrap_or(0);
                if key != 0 && out.len() < LONGEST && !out.contains(&key) {
                    out.push(key);
                }
            }
        }
        out
    }

    /// Shared weight with every sentence that shares anything.
    fn overlaps(&self, query: &[u64]) -> QuickMap<usize, f32> {
        let mut scores: QuickMap<usize, f32> = QuickMap::default();
        for &key in query {
            let Some(postings) = self.index.get(&key) else { continue };
            if postings.len() > COMMON {
                continue;
            }
            let weight = self.weight(key);
            for &sentence in postings {
                *scores.entry(sentence as usize).or_default() += weight;
            }
        }
        scores
    }

    /// The words of a denial's object: its sentence on its own side of the cue, without source and cue.
    fn object(&self, found: &Found) -> Vec<Tokens> {
        if let (Some(first), Some(last)) = (found.content.first(), found.content.last()) {
            // "a state audit that found …": what names the claim stands between cue and content
            let mut out = found.content.clone();
            let gap = if first.start >= found.cue.end {
                Tokens::new(found.cue.end, first.start.min(found.cue.end + 12))
            } else {
                Tokens::new(last.end.max(found.cue.start.saturating_sub(12)), found.cue.start)
            };
            if !gap.is_empty() && !found.source.is_some_and(|s| s.overlaps(gap)) && self.doc.sentence_of(gap.start) == self.doc.sentence_of(found.cue.start) {
                out.push(gap);
            }
            return out;
        }
        let sentence = self.doc.sentences[self.doc.sentence_of(found.cue.start)].tokens;
        let mut out = Vec::new();
        let before = Tokens::new(sentence.start.max(found.cue.start.saturating_sub(25)), found.cue.start);
        let after = Tokens::new(found.cue.end, sentence.end.min(found.cue.end + 25));
        for span in [before, after] {
            match found.source {
                Some(s) if s.overlaps(span) => {
                    out.push(Tokens::new(span.start, s.start.max(span.start)));
                    out.push(Tokens::new(s.end.min(span.end), span.end));
                }
                _ => out.push(span),
            }
        }
        out.retain(|s| !s.is_empty());
        out
    }

    /// A word near the cue that points to a claim made elsewhere.
    fn pointer(&self, found: &Found) -> Option<usize> {
        let known = self.known(found.cue.start);
        let sentence = self.doc.sentences[self.doc.sentence_of(found.cue.start)].tokens;
        let nouns = known.claim_noun | known.report_noun;
        let free = |i: usize| !found.source.is_some_and(|s| s.has(i)) && !found.content.iter().any(|c| c.has(i));
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let (from, to) = if verb_last { (found.cue.start.saturating_sub(8).max(sentence.start), found.cue.end) } else { (found.cue.start, (found.cue.end + 5).min(sentence.end)) };
        let mut at = None;
        for i in from..to {
            if !free(i) || self.doc.in_quotation(i) {
                continue;
            }
            let token = &self.doc.tokens[i];
            if verb_last {
                // the pointer with the cue's own noun ("this information"), or in another case ("of this", "of this matter")
                if token.sets & (known.demonstrative | known.pointer) != 0 {
                    at = Some(i);
                }
                continue;
            }
            let joins = token.sets & known.complementizer != 0;
            // "this", "that" before a noun for a claim or alone
            let pronoun = token.sets & known.demonstrative != 0 && (!joins || i + 1 >= to || !self.doc.tokens[i + 1].is_word() || self.doc.is(i + 1, nouns));
            // "the allegation", "those reports"
            let article = token.sets & (known.determiner | known.pointer) != 0 && (i + 1..(i + 4).min(to)).any(|j| self.doc.is(j, nouns));
            if pronoun || article {
                at = Some(i);
                break;
            }
            if i >= found.cue.end && token.sets & known.complementizer != 0 {
                break;
            }
        }
        at
    }

    /// Cues without a claim of their own that point back: "this information was given by", "denied this".
    fn point(&self, index: usize, list: &mut [Found]) {
        let found = &list[index];
        let sentence = self.doc.sentence_of(found.cue.start);
        let known = self.known(found.cue.start);
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let Some(pointer) = self.pointer(found) else {
            // "see what X said": a teaser speaks of the line that it stands on
            let asked = (found.cue.start.saturating_sub(3)..found.cue.start).any(|i| self.doc.sentence_of(i) == sentence && self.doc.is(i, known.question));
            let before = sentence.checked_sub(1).filter(|&s| self.doc.sentences[s].block == self.doc.sentences[sentence].block);
            if let Some(before) = before
                && asked
                && found.content.is_empty()
                && found.stance == Stance::Says
            {
                list[index].about.push(before);
            } else if found.content.is_empty()
                && found.stance == Stance::Says
                && found.source.is_some()
                && !self.in_headline(sentence)
                && let Some(target) = self.nearest_claim(index, list, sentence)
            {
                // "she agreed": with what was claimed just before
                list[index].about.push(target);
                list[index].reasons.push("points_back");
            }
            return;
        };
        if self.doc.is(pointer, known.relative_pronoun)
            && self.doc.is(pointer, known.object_pronoun)
            && let Some(here) = self.by_sentence.get(&sentence)
            && here.iter().any(|&other| list[other].cue.start < pointer && !list[other].content.is_empty())
        {
            // "…, which the unions denied": what the same sentence has said
            list[index].about.push(sentence);
            list[index].reasons.push("points_back");
            return;
        }
        if found.stance == Stance::Declines {
            if found.content.is_empty()
                && self.doc.is(pointer, known.demonstrative)
                && let Some(before) = self.nearest_claim(index, list, sentence)
            {
                list[index].about.push(before);
            }
            return;
        }
        if !found.content.is_empty() {
            // with a claim of its own behind it, only a participle that the pointer belongs to points back: "giving this
            // information, he said that …"
            let participle = found.cue.range().skip(1).any(|i| self.doc.is(i, known.auxiliary)) && found.cue.len() > 3;
            if !(verb_last && participle && found.cue.start >= pointer && found.cue.start - pointer <= 2) {
                return;
            }
        }
        if matches!(found.stance, Stance::Denies) && found.content.is_empty() {
            // a bare pronoun means what was said last; a noun is looked for
            let noun = (pointer + 1..(pointer + 4).min(self.doc.tokens.len())).any(|i| self.doc.is(i, known.claim_noun | known.report_noun));
            if !noun
                && self.doc.is(pointer, known.demonstrative)
                && let Some(target) = self.nearest_claim(index, list, sentence)
            {
                list[index].about.push(target);
                list[index].reasons.push("points_back");
            }
            return;
        }
        if found.stance == Stance::Confirms
            && let Some(target) = self.nearest_claim(index, list, sentence)
        {
            list[index].about.push(target);
            list[index].reasons.push("points_back");
            return;
        }
        let mut about = Vec::new();
        if let Some(before) = self.sentence_before(sentence) {
            about.push(before);
            // near the beginning the story so far is meant; elsewhere what belongs to the same paragraph
            if let Some(earlier) = self.sentence_before(before)
                && !self.by_sentence.contains_key(&before)
                && !self.by_sentence.contains_key(&earlier)
                && (self.doc.sentences[earlier].block == self.doc.sentences[before].block || self.body_index(earlier) <= 1)
                && !self.in_headline(earlier)
            {
                about.insert(0, earlier);
            }
        }
        if !about.is_empty() {
            list[index].about = about;
            list[index].reasons.push("points_back");
        }
    }

    /// How many sentences of running text stand before a sentence, up to three.
    fn body_index(&self, sentence: usize) -> usize {
        (0..sentence).rev().take(8).filter(|&s| !self.in_headline(s) && self.words(s) >= 6).count()
    }

    fn words(&self, sentence: usize) -> usize {
        self.doc.sentences[sentence].tokens.range().filter(|&i| self.doc.tokens[i].is_word()).count()
    }

    /// The sentence before, over a paragraph's end too, but not a fragment without words.
    fn sentence_before(&self, sentence: usize) -> Option<usize> {
        let mut at = sentence;
        for _ in 0..3 {
            at = at.checked_sub(1)?;
            if self.words(at) >= 4 {
                return Some(at);
            }
        }
        None
    }

    /// The nearest sentence before in which somebody else claims something.
    ///
    /// Who denies "this" in somebody's name (those close to him, his lawyer, himself) speaks of what is said of his own doing: a claim that
    /// begins with him comes before a nearer one about others.
    fn nearest_claim(&self, index: usize, list: &[Found], sentence: usize) -> Option<usize> {
        let side = &self.sides[index];
        if list[index].stance == Stance::Denies && !side.is_empty() {
            for at in (sentence.saturating_sub(OWN_DOING)..sentence).rev() {
                for &other in self.by_sentence.get(&at).map_or(&[][..], Vec::as_slice) {
                    let begins = list[other].content.first().is_some_and(|c| c.range().take(5).any(|i| side.contains(&self.keys[i])));
                    if begins && !self.one_side(other, index) && !matches!(list[other].stance, Stance::Denies | Stance::Declines) {
                        return Some(at);
                    }
                }
            }
        }
        for at in (sentence.saturating_sub(2)..sentence).rev() {
            for &other in self.by_sentence.get(&at).map_or(&[][..], Vec::as_slice) {
                if !self.one_side(other, index) && !list[other].content.is_empty() && !matches!(list[other].stance, Stance::Denies | Stance::Declines) {
                    return Some(at);
                }
            }
        }
        None
    }

    /// The sentences that may hold the claim which this denies or confirms, best first. `thread` are the words of what the
    /// same speaker denies anywhere.
    fn targets(&self, index: usize, list: &[Found], denies: bool, thread: &[u64]) -> Vec<Target> {
        let found = &list[index];
        let own = self.doc.sentence_of(found.cue.start);
        let known = self.known(found.cue.start);
        let object = self.object(found);
        let query = self.query(&object);
        let shared = self.overlaps(&query);
        let words = || object.iter().flat_map(|s| s.range().take(LONGEST));
        let reported = words().any(|i| self.doc.is(i, known.report_noun));
        let accused = words().any(|i| self.doc.is(i, known.claim_noun) && !self.doc.is(i, known.report_noun));
        let pointed = found.content.is_empty() || words().any(|i| self.doc.is(i, known.pointer | known.demonstrative) && !self.doc.is(i, known.complementizer));
        // who denies, by name and by office: a claim against him names him
        let mut own_words: Vec<u64> = found.source.map_or(Vec::new(), |s| self.query(&[s]));
        if let Some(who) = found.who {
            own_words.extend(self.query(&[who]));
        }
        own_words.in_order();
        own_words.dedup();
        let named = self.overlaps(&own_words);
        let pooled = self.overlaps(thread);
        let mut sentences: Vec<usize> = shared.keys().copied().collect();
        sentences.extend(named.keys().copied());
        sentences.extend(own.saturating_sub(4)..own);
        sentences.push(own);
        sentences.in_order();
        sentences.dedup();
        let mut ranked = Vec::new();
        for sentence in sentences {
            // what is itself the content is not what it answers
            let tokens = self.doc.sentences[sentence].tokens;
            if sentence != own && found.content.iter().any(|c| c.overlaps(tokens)) {
                continue;
            }
            let overlap = shared.get(&sentence).copied().unwrap_or(0.0);
            let about_me = named.get(&sentence).copied().unwrap_or(0.0).min(2.0);
            let mut claim = f32::MIN;
            let mut denial = false;
            let mut same = false;
            for &other in self.by_sentence.get(&sentence).map_or(&[][..], Vec::as_slice) {
                if other == index {
                    continue;
                }
                let c = &list[other];
                if self.one_side(other, index) {
                    same = true;
                    continue;
                }
                if sentence == own && (c.content.iter().any(|a| found.content.iter().any(|b| a.overlaps(*b))) || c.cue.start > found.cue.start) {
                    continue;
                }
                let mut bonus = match c.stance {
                    Stance::Alleges => 1.4 + if accused { 1.2 } else { 0.0 },
                    Stance::Says | Stance::Confirms => 0.9,
                    Stance::Denies if denies => -2.0,
                    Stance::Denies => 0.2,
                    Stance::Declines => -1.0,
                };
                if matches!(c.kind, Kind::Media | Kind::Hearsay) || c.sub == Some(SubKind::Withheld) || c.kind == Kind::Document && !accused {
                    bonus += match (reported, c.kind) {
                        (true, Kind::Media) => 2.6,
                        (true, _) => 1.2,
                        (false, _) if overlap > 0.0 => 0.6,
                        (false, Kind::Hearsay) => 0.0,
                        (false, _) => 0.5,
                    };
                }
                if c.quote == Quote::Direct && overlap == 0.0 {
                    bonus -= 0.5;
                }
                if c.content.is_empty() {
                    bonus -= 0.8;
                }
                denial |= denies && c.stance == Stance::Denies;
                claim = claim.max(bonus);
            }
            let attributed = claim > f32::MIN;
            if denial && attributed {
                // what goes with a denial is part of it
                claim = claim.min(0.0);
            }
            if !attributed && (same || sentence == own) {
                continue;
            }
            let distance = own.abs_diff(sentence) as f32;
            let pool = pooled.get(&sentence).copied().unwrap_or(0.0);
            let mut score = overlap + 0.3 * (pool - overlap).max(0.0) + 0.8 * about_me + if attributed { claim } else { -0.8 };
            score -= distance.min(15.0) * 0.07;
            if sentence < own && distance <= 2.0 {
                score += if pointed && !reported && !accused { 1.0 } else { 0.5 };
            }
            if self.in_headline(sentence) {
                score -= 3.0;
            }
            if same {
                score -= 1.0;
            }
            ranked.push(Target { score, sentence });
        }
        ranked.in_order_by(|a, b| b.score.total_cmp(&a.score).then(a.sentence.cmp(&b.sentence)));
        ranked
    }

    /// Finds what denials and confirmations answer, and statements that are denials by what they say.
    fn answer_all(&self, list: &mut [Found]) {
        // a headline speaks of what comes behind it: it goes last, and takes over what the body's denial answers
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.in_order_of(|&i| (self.in_headline(self.doc.sentence_of(list[i].cue.start)), i));
        // what the speakers' denials are about, all together
        let mut matter: QuickMap<u64, Vec<u64>> = QuickMap::default();
        for (index, found) in list.iter().enumerate() {
            if found.stance == Stance::Denies
                && let Some(speaker) = self.speaker[index]
            {
                let words = matter.entry(speaker).or_default();
                if words.len() < 2 * LONGEST {
                    words.extend(self.query(&self.object(found)));
                }
            }
        }
        let mut denials: Vec<Denial> = Vec::new();
        // what a headline denies, the text goes on denying
        let mut bold = vec![false; list.len()];
        for (index, found) in list.iter().enumerate() {
            let sentence = self.doc.sentence_of(found.cue.start);
            if !self.in_headline(sentence) {
                continue;
            }
            bold[index] = found.stance == Stance::Says && found.kind != Kind::Hearsay && found.kind != Kind::Document && self.opens_negated(found);
            if found.stance == Stance::Denies || bold[index] {
                denials.push(Denial { index, sentence, about: Vec::new() });
            }
        }
        for index in order {
            let found = &list[index];
            let sentence = self.doc.sentence_of(found.cue.start);
            let speaker = self.speaker[index];
            let headline = self.in_headline(sentence);
            let before = denials
                .iter()
                .rev()
                .take(12)
                .find(|d| {
                    if d.index == index || headline && self.in_headline(d.sentence) && d.about.is_empty() {
                        return false;
                    }
                    let near = sentence >= d.sentence && sentence - d.sentence <= 3;
                    (self.one_side(index, d.index) || near && self.speaks_for(list, index, d.index)) && (headline || sentence >= d.sentence)
                })
                .cloned();
            let thread = speaker.and_then(|s| matter.get(&s)).map_or(&[][..], Vec::as_slice);
            match found.stance {
                Stance::Denies if !found.about.is_empty() => {}
                Stance::Denies => {
                    let targets = self.targets(index, list, true, thread);
                    let held = before.as_ref().filter(|b| headline || sentence.saturating_sub(b.sentence) <= 4);
                    list[index].about = match held {
                        Some(b) if headline && !b.about.is_empty() => self.with_denial(b.about.clone(), b, list),
                        held => self.pick(&targets, 0.6, held),
                    };
                }
                Stance::Confirms if found.about.is_empty() => {
                    let targets = self.targets(index, list, false, &[]);
                    list[index].about = self.pick(&targets, 2.0, None);
                }
                Stance::Says if !found.content.is_empty() && found.kind != Kind::Hearsay => {
                    let Some(flat) = self.flat(found) else { continue };
                    let near = before.as_ref().filter(|b| headline || sentence - b.sentence <= 3);
                    let targets = self.targets(index, list, true, thread);
                    let disputed = targets.first().filter(|t| {
                        self.by_sentence.get(&t.sentence).is_some_and(|l| {
                            l.iter().any(|&o| o != index && !self.one_side(o, index) && matches!(list[o].stance, Stance::Says | Stance::Alleges) && !list[o].content.is_empty())
                        })
                    });
                    // where verbs stand last a negation at the end says less of the claim as a whole: it may be an order
                    let early = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbMiddle;
                    // an accusation, or what is passed on without a name to it, asks for an answer; an opinion does not
                    let accused = disputed.is_some_and(|t| {
                        self.by_sentence.get(&t.sentence).is_some_and(|l| {
                            l.iter().any(|&o| {
                                let claim = &list[o];
                                let passed_on = matches!(claim.kind, Kind::Hearsay | Kind::Media | Kind::Anonymous | Kind::Document);
                                o != index
                                    && !self.one_side(o, index)
                                    && !claim.content.is_empty()
                                    && (claim.stance == Stance::Alleges || claim.stance == Stance::Says && passed_on)
                            })
                        })
                    });
                    // … and it is the accused who answers: in the first person, or somebody whom the claim names
                    let own = found.content.iter().any(|c| c.range().take(LONGEST).any(|i| self.doc.is(i, self.known(i).pronoun_first)))
                        || found.kind != Kind::Anonymous
                            && disputed.is_some_and(|t| self.doc.sentences[t.sentence].tokens.range().any(|i| self.sides[index].contains(&self.keys[i])));
                    // what is negated without any of this is a statement like another
                    let close = |far: usize, least: f32| disputed.is_some_and(|t| t.sentence.abs_diff(sentence) <= far && t.score >= least);
                    let denial = match flat {
                        Flat::Called => true,
                        Flat::Label => near.is_some() || close(4, 1.5),
                        Flat::Emphatic => near.is_some() || close(8, 1.0) || bold[index] && close(12, 0.5),
                        Flat::Whole => near.is_some() || bold[index] && close(12, 0.8) || accused && early && own && close(6, 2.0),
                        Flat::Part => false,
                    };
                    if !denial {
                        continue;
                    }
                    let about = match near {
                        Some(b) if headline && !b.about.is_empty() => self.with_denial(b.about.clone(), b, list),
                        Some(b) => self.with_denial(self.pick(&targets, 1.5, near), b, list),
                        None => self.pick(&targets, 1.5, None),
                    };
                    let found = &mut list[index];
                    found.stance = Stance::Denies;
                    found.about = about;
                    found.reasons.push("negates_claim");
                    if !found.about.is_empty() {
                        found.reasons.push("shared_words");
                    }
                    continue;
                }
                _ => continue,
            }
            let found = &mut list[index];
            if !found.about.is_empty() {
                found.reasons.push("shared_words");
            }
            if found.stance == Stance::Denies {
                denials.push(Denial { index, sentence, about: found.about.clone() });
            }
        }
    }

    /// A short headline statement that is a negation: "Nothing leaked", "No shortage of …".
    fn opens_negated(&self, found: &Found) -> bool {
        let Some(first) = found.content.first() else { return false };
        let known = self.known(found.cue.start);
        let negative = known.negation | known.emphatic_negation;
        let words = first.range().filter(|&i| self.doc.tokens[i].is_word()).count();
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        if known.soft_negation != 0 && first.range().take(30).any(|i| self.doc.is(i, known.soft_negation)) {
            return false;
        }
        words <= 12 && if verb_last { words <= 8 && first.range().any(|i| self.doc.is(i, negative)) } else { first.range().take(2).any(|i| self.doc.is(i, negative)) }
    }

    /// "called the reports 'pure fiction'": a quoted label alone is the content, and the claim that it is put on stands
    /// beside it.
    fn labels_claim(&self, found: &Found) -> bool {
        let known = self.known(found.cue.start);
        let [content] = found.content[..] else { return false };
        let words = content.range().filter(|&i| self.doc.tokens[i].is_word()).count();
        if words > 5 || content.range().any(|i| self.doc.is(i, known.true_label | known.negation)) {
            return false;
        }
        let labelled = content.range().any(|i| self.doc.is(i, known.false_label));
        if !labelled && found.quote != Quote::Direct {
            return false;
        }
        // between the cue and the label, or right before the label where verbs stand last
        let gap = if content.start >= found.cue.end { Tokens::new(found.cue.end, content.start) } else { Tokens::new(content.start.saturating_sub(6), content.start) };
        let sentence = self.doc.sentences[self.doc.sentence_of(found.cue.start)].tokens;
        gap.len() <= 8
            && gap.range().filter(|&i| sentence.has(i) && !found.source.is_some_and(|s| s.has(i))).any(|i| self.doc.is(i, known.claim_noun | known.report_noun))
            && !gap.range().any(|i| self.doc.is(i, known.complementizer) && !self.doc.is(i, known.demonstrative))
    }

    /// The words by which those of one side are known: names and institutions in the source, not offices and roles; a common
    /// noun for an institution only where nothing more particular stands.
    fn side(&self, found: &Found) -> Vec<u64> {
        let Some(source) = found.source else { return Vec::new() };
        let known = self.known(source.start);
        let person = known.office
            | known.title
            | known.role_noun
            | known.role_plural
            | known.spokesperson
            | known.vague_group
            | known.source_noun
            | known.time_word
            | known.document_noun
            | known.former;
        let place = known.place_name | known.country | known.demonym;
        let words = || [Some(source), found.who].into_iter().flatten().flat_map(|s| s.range().take(12)).filter(|&i| self.keys[i] != 0 && self.doc.tokens[i].sets & person == 0);
        let mut out: Vec<u64> = words()
            .filter(|&i| self.doc.tokens[i].sets & (place | known.organization_noun) == 0 || self.doc.is(i, known.organization_name | known.given_name | known.surname))
            .map(|i| self.keys[i])
            .collect();
        if out.is_empty() {
            // "Ruritania" and "the Ruritanian army" begin alike
            out = words().map(|i| if self.doc.is(i, place) { u64::from(self.doc.tokens[i].prefix) << 8 } else { self.keys[i] }).collect();
            if out.iter().any(|k| k & 0xff == 0) {
                out.retain(|k| k & 0xff == 0);
            }
        }
        out.in_order();
        out.dedup();
        out
    }

    fn one_side(&self, a: usize, b: usize) -> bool {
        self.speaker[a].is_some() && self.speaker[a] == self.speaker[b] || self.sides[a].iter().any(|w| self.sides[b].contains(w))
    }

    /// Whether one speaks for an institution that has just spoken: "co-founder …" behind the company.
    fn speaks_for(&self, list: &[Found], person: usize, body: usize) -> bool {
        let Some(source) = list[person].source else { return false };
        let known = self.known(source.start);
        list[body].kind == Kind::Organization
            && source.range().take(10).any(|i| self.doc.is(i, known.office | known.spokesperson))
            && !source.range().take(12).any(|i| self.doc.is(i, known.organization_noun | known.organization_name))
    }

    /// The best sentence, and the next when it is nearly as good; what the same side denied just before stays the matter
    /// unless something else shares much more.
    fn pick(&self, targets: &[Target], enough: f32, before: Option<&Denial>) -> Vec<usize> {
        let best = targets.first().filter(|t| t.score >= enough);
        if let Some(before) = before
            && !before.about.is_empty()
        {
            let held = before.about.iter().filter_map(|&s| targets.iter().find(|t| t.sentence == s)).map(|t| t.score).fold(0.0f32, f32::max);
            if best.is_none_or(|t| t.score < held + 1.2) {
                return before.about.clone();
            }
        }
        let Some(top) = best else { return Vec::new() };
        let mut about = vec![top.sentence];
        if let Some(next) = targets.get(1)
            && next.score >= top.score * 0.7
            && next.score >= enough
        {
            about.push(next.sentence);
            about.in_order();
        }
        about
    }

    /// A denial that repeats another one answers what that one answers; the other one's sentence holds the claim too, where
    /// it says what is denied.
    fn with_denial(&self, mut about: Vec<usize>, before: &Denial, list: &[Found]) -> Vec<usize> {
        if !list[before.index].content.is_empty() && !about.contains(&before.sentence) && !self.in_headline(before.sentence) {
            about.truncate(1);
            about.push(before.sentence);
            about.in_order();
        }
        about
    }

    fn in_headline(&self, sentence: usize) -> bool {
        self.doc.blocks[self.doc.sentences[sentence].block].role == Role::Headline
    }

    /// Whether the content negates a claim as a whole.
    fn flat(&self, found: &Found) -> Option<Flat> {
        let known = self.known(found.cue.start);
        let first = found.content.first()?;
        if self.labels_claim(found) {
            return Some(Flat::Called);
        }
        if known.soft_negation != 0 && found.content.iter().flat_map(|c| c.range().take(40)).any(|i| self.doc.is(i, known.soft_negation)) {
            return None;
        }
        let words = first.range().filter(|&i| self.doc.tokens[i].is_word()).count();
        // "the report is baseless", "this is a lie", "talk baseless": the label is said of a claim
        let claim = known.claim_noun | known.report_noun | known.demonstrative | known.pronoun_it | known.document_noun;
        let label = first.range().take(14).find(|&i| self.doc.is(i, known.false_label) && (words <= 5 || !self.doc.is(i, known.claim_noun | known.report_noun)));
        if let Some(label) = label {
            let said_of = first.range().take(10).any(|i| i < label && self.doc.is(i, claim));
            // "it's nonsense", "that is a lie": nothing else can be meant than what was said
            let pointed = words <= 6 && first.range().take(2).any(|i| self.doc.is(i, known.demonstrative | known.pronoun_it));
            if pointed && !first.range().any(|i| self.doc.is(i, known.negation) && !self.doc.is(i, known.false_label)) {
                return Some(Flat::Called);
            }
            if said_of || words <= 4 {
                return Some(Flat::Label);
            }
        }
        let negative = known.flat_negation | known.emphatic_negation | known.negation;
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let reach = if verb_last { 60 } else { 14 };
        let at = first.range().take(reach).position(|i| self.doc.is(i, negative))?;
        // "there is no truth in these stories"
        let pointed = first
            .range()
            .take(16)
            .any(|i| self.doc.is(i, known.pointer | known.demonstrative) && (i + 1..(i + 3).min(first.end)).any(|j| self.doc.is(j, known.claim_noun | known.report_noun)));
        if pointed && words <= 14 && first.range().take(10).any(|i| self.doc.is(i, known.emphatic_negation)) {
            return Some(Flat::Called);
        }
        if words <= 24 && first.range().take(16).any(|i| self.doc.is(i, known.emphatic_negation)) {
            return Some(Flat::Emphatic);
        }
        let whole = if verb_last { words <= 14 } else { at < 7 && words <= 24 };
        Some(if whole { Flat::Whole } else { Flat::Part })
    }

    /// From sentences to attributions.
    fn answers(&self, list: &mut [Found]) {
        for index in 0..list.len() {
            let found = &list[index];
            if !matches!(found.stance, Stance::Denies | Stance::Confirms) || found.about.is_empty() {
                continue;
            }
            let mut answers = Vec::new();
            for sentence in &found.about {
                for &other in self.by_sentence.get(sentence).map_or(&[][..], Vec::as_slice) {
                    let claim = &list[other];
                    let claims = matches!(claim.stance, Stance::Says | Stance::Alleges | Stance::Confirms);
                    if other != index && claims && !self.one_side(other, index) && !answers.contains(&other) && answers.len() < 8 {
                        answers.push(other);
                    }
                }
            }
            list[index].answers = answers;
        }
    }

    /// The same claim attributed again: the same stretch of text, or nearly the same words.
    fn same(&self, list: &mut [Found]) {
        let mut by_key: Map<Vec<u32>> = Map::default();
        let mut queries: Vec<Vec<u64>> = Vec::with_capacity(list.len());
        let mut totals: Vec<f32> = Vec::with_capacity(list.len());
        for index in 0..list.len() {
            let query = self.query(&list[index].content);
            let total: f32 = query.iter().map(|&k| self.weight(k)).sum();
            let claims = matches!(list[index].stance, Stance::Says | Stance::Alleges | Stance::Confirms);
            if claims && query.len() >= 3 {
                let mut shared: QuickMap<usize, f32> = QuickMap::default();
                for &key in &query {
                    if let Some(others) = by_key.get(&key) {
                        for &other in others.iter().rev().take(COMMON) {
                            *shared.entry(other as usize).or_default() += self.weight(key);
                        }
                    }
                }
                let best = shared
                    .into_iter()
                    .filter(|&(other, weight)| weight >= 0.62 * total.max(totals[other]) && list[other].content.len() + list[index].content.len() > 0)
                    .min_by_key(|&(other, _)| other);
                if let Some((other, _)) = best {
                    list[index].same_as = Some(list[other].same_as.unwrap_or(other));
                }
                for &key in &query {
                    by_key.entry(key).or_default().push(index as u32);
                }
            }
            queries.push(query);
            totals.push(total);
        }
    }
}

/// A sentence that may hold the claim in question.
#[derive(Clone, Copy, Debug)]
struct Target {
    score: f32,
    sentence: usize,
}

/// A denial by its cue.
#[derive(Clone, Debug)]
struct Denial {
    index: usize,
    sentence: usize,
    about: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flat {
    /// A label alone is the content, said of a claim that stands beside it.
    Called,
    /// It is called false.
    Label,
    /// Negated with emphasis: "not one", "no truth in".
    Emphatic,
    /// Negated from its beginning, or short.
    Whole,
    /// Something in it is negated.
    Part,
}

fn words_key(doc: &Document<'_>, span: Tokens) -> u64 {
    span.range().take(24).fold(7u64, |h, i| crate::fold::mix(h ^ doc.tokens[i].word)) >> 1
}

/// For each token the key of its stem, 0 where it carries no meaning of its own.
fn stems(doc: &Document<'_>) -> Vec<u64> {
    let mut keys = vec![0u64; doc.tokens.len()];
    let mut word = String::new();
    // a word's key, by the word; most words of a text come again
    let mut seen: QuickMap<(u64, bool), u64> = QuickMap::default();
    for block in &doc.blocks {
        let Some(lexicon) = block.lexicon else { continue };
        let known = &lexicon.known;
        let classes = Classes::of(known);
        let empty = classes.function | known.light_verb | known.passive_auxiliary | known.title | known.honorific;
        let language = crate::fold::hash(lexicon.pack.code.as_bytes());
        let endings: Vec<&str> = match known.inflection {
            0 => Vec::new(),
            bits => lexicon.pack.sets[bits.trailing_zeros() as usize].1.first_words().collect(),
        };
        for index in block.tokens.range() {
            let token = &doc.tokens[index];
            let numeral = token.shape == crate::token::Shape::Number;
            if !token.is_word() || !numeral && token.sets & empty != 0 && token.sets & (known.given_name | known.surname) == 0 {
                continue;
            }
            let slot = match seen.entry((token.word ^ language, numeral)) {
                std::collections::hash_map::Entry::Occupied(known) => {
                    keys[index] = *known.get();
                    continue;
                }
                std::collections::hash_map::Entry::Vacant(slot) => slot,
            };
            word.clear();
            crate::fold::fold_word(doc.token_text(index), &mut word);
            let letters = word.chars().count();
            if !numeral && letters < 2 {
                slot.insert(0);
                continue;
            }
            let mut stem: &str = &word;
            if !numeral {
                for ending in &endings {
                    if let Some(cut) = word.strip_suffix(ending)
                        && cut.len() < stem.len()
                        && cut.chars().count() >= 2
                        && cut.len() * 2 >= word.len()
                    {
                        stem = cut;
                    }
                }
                if let Some((end, _)) = stem.char_indices().nth(6) {
                    stem = &stem[..end];
                }
            }
            keys[index] = *slot.insert(crate::fold::hash(stem.as_bytes()) | 1);
        }
    }
    keys
}
