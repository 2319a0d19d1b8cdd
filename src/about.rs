//! What is said about which claim: pointing ("this", "the allegation"), denial ↔ denied claim, the same claim twice.
//!
//! A claim is known again by what it shares: rare words of the text count most, in whatever inflection. Who said it counts
//! too, for nobody denies himself. The words of each sentence go into one index, and a claim asks it once, so the work grows
//! with the text. A link that is wrong is worse than none: below a threshold nothing is linked.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::attribution::{Found, Kind, Stance};
use crate::cast::Cast;
use crate::document::{Document, Role};
use crate::lexicon::{Identity, Known};
use crate::pack::WordOrder;
use crate::phrase::Classes;
use crate::span::Tokens;
use crate::who::Referent;

type Map<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// A word that stands in more sentences than this tells nothing.
const COMMON: usize = 24;
/// Least shared weight by which a claim is known again.
const ENOUGH: f32 = 2.2;
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
    linker.negations(list);
    for index in 0..list.len() {
        if matches!(list[index].stance, Stance::Denies | Stance::Confirms) && list[index].about.is_empty() {
            linker.answer(index, list);
        }
    }
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
    by_sentence: HashMap<usize, Vec<usize>>,
    /// Who speaks, as a number that is the same for the same speaker.
    speaker: Vec<Option<u64>>,
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
        let mut by_sentence: HashMap<usize, Vec<usize>> = HashMap::new();
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
        Linker { doc, keys, index, by_sentence, speaker, sentences: doc.sentences.len() }
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
    fn overlaps(&self, query: &[u64]) -> HashMap<usize, f32> {
        let mut scores: HashMap<usize, f32> = HashMap::new();
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
        if !found.content.is_empty() {
            return found.content.clone();
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
                // "यह जानकारी": the pointer with the cue's own noun, or an oblique pointer ("इसका", "इस बात की")
                if token.sets & (known.demonstrative | known.pointer) != 0 {
                    at = Some(i);
                }
            } else if token.sets & known.demonstrative != 0 && token.sets & known.complementizer == 0 {
                at = Some(i);
                break;
            } else if token.sets & (known.determiner | known.pointer) != 0 && (i + 1..(i + 4).min(to)).any(|j| self.doc.is(j, nouns)) {
                at = Some(i);
                break;
            } else if token.sets & known.complementizer != 0 && token.sets & known.demonstrative != 0 && (i + 1 >= to || !self.doc.tokens[i + 1].is_word() || self.doc.is(i + 1, nouns)) {
                at = Some(i);
                break;
            } else if i >= found.cue.end && token.sets & known.complementizer != 0 {
                break;
            }
        }
        at
    }

    /// Cues without a claim of their own that point back: "this information was given by", "denied this".
    fn point(&self, index: usize, list: &mut [Found]) {
        let found = &list[index];
        if matches!(found.stance, Stance::Declines) {
            return;
        }
        let sentence = self.doc.sentence_of(found.cue.start);
        let known = self.known(found.cue.start);
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let Some(pointer) = self.pointer(found) else { return };
        let nominal = found.cue.range().any(|i| self.doc.is(i, known.claim_noun | known.report_noun)) || found.stance != Stance::Says;
        if !found.content.is_empty() {
            // with a clause of its own behind it, only a noun that the pointer belongs to points back
            let touches = verb_last && nominal && found.cue.start >= pointer && found.cue.start - pointer <= 3;
            if !touches {
                return;
            }
        }
        if matches!(found.stance, Stance::Denies | Stance::Confirms) && found.content.is_empty() && self.nearest_claim(index, list, sentence).is_some() {
            // the nearest claim of somebody else, if one is close
            let target = self.nearest_claim(index, list, sentence);
            if let Some(target) = target {
                list[index].about.push(target);
                list[index].reasons.push("points_back");
                return;
            }
        }
        if let Some(before) = self.sentence_before(sentence) {
            list[index].about.push(before);
            list[index].reasons.push("points_back");
        }
    }

    /// The sentence before, over a paragraph's end too, but not a fragment without words.
    fn sentence_before(&self, sentence: usize) -> Option<usize> {
        let mut at = sentence;
        for _ in 0..3 {
            at = at.checked_sub(1)?;
            let words = self.doc.sentences[at].tokens.range().filter(|&i| self.doc.tokens[i].is_word()).count();
            if words >= 4 {
                return Some(at);
            }
        }
        None
    }

    /// The nearest sentence before in which somebody else claims something.
    fn nearest_claim(&self, index: usize, list: &[Found], sentence: usize) -> Option<usize> {
        for at in (sentence.saturating_sub(3)..sentence).rev() {
            for &other in self.by_sentence.get(&at).map_or(&[][..], Vec::as_slice) {
                if self.speaker[other] != self.speaker[index] && !list[other].content.is_empty() && !matches!(list[other].stance, Stance::Denies | Stance::Declines) {
                    return Some(at);
                }
            }
        }
        None
    }

    /// What a denial or confirmation answers.
    fn answer(&self, index: usize, list: &mut [Found]) {
        let found = &list[index];
        let own = self.doc.sentence_of(found.cue.start);
        let known = self.known(found.cue.start);
        let object = self.object(found);
        let query = self.query(&object);
        let shared = self.overlaps(&query);
        let generic = object.iter().flat_map(|s| s.range().take(LONGEST)).any(|i| self.doc.is(i, known.claim_noun | known.report_noun | known.demonstrative));
        let accusing = self.accusation(&object, known);
        let mut ranked: Vec<(f32, usize)> = Vec::new();
        let mut consider = |sentence: usize, shared: f32| {
            let mut score = shared;
            let mut others = 0.0f32;
            let mut same = false;
            for &other in self.by_sentence.get(&sentence).map_or(&[][..], Vec::as_slice) {
                if other == index {
                    continue;
                }
                let claim = &list[other];
                if self.speaker[other].is_some() && self.speaker[other] == self.speaker[index] {
                    same = true;
                    continue;
                }
                let bonus = match claim.stance {
                    Stance::Alleges => if accusing { 2.5 } else { 1.6 },
                    Stance::Says if found.stance == Stance::Denies => 1.2,
                    Stance::Says => 0.8,
                    Stance::Denies | Stance::Confirms => 0.3,
                    Stance::Declines => 0.0,
                };
                let passed_on = generic && matches!(claim.kind, Kind::Media | Kind::Hearsay | Kind::Document) && !accusing;
                others = others.max(bonus + if passed_on { 0.7 } else { 0.0 });
            }
            score += others;
            if same && others == 0.0 {
                score -= 2.0;
            }
            if sentence == own {
                score -= if others > 0.0 { 1.5 } else { 10.0 };
            }
            let distance = own.abs_diff(sentence) as f32;
            score -= distance.min(12.0) * 0.08;
            if sentence > own && !self.in_headline(own) {
                score -= 1.2;
            }
            if sentence < own && generic {
                score += 0.5 / distance;
            }
            if self.in_headline(sentence) {
                score -= 0.8;
            }
            ranked.push((score, sentence));
        };
        for (&sentence, &weight) in &shared {
            consider(sentence, weight);
        }
        if generic {
            for at in own.saturating_sub(4)..own {
                if !shared.contains_key(&at) {
                    consider(at, 0.0);
                }
            }
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let enough = if generic { 1.2 } else { ENOUGH };
        let Some(&(top, first)) = ranked.first().filter(|r| r.0 >= enough) else { return };
        let found = &mut list[index];
        found.about.push(first);
        if let Some(&(score, second)) = ranked.get(1)
            && score >= top * 0.62
            && score >= enough
        {
            found.about.push(second);
            found.about.sort_unstable();
        }
        found.reasons.push("shared_words");
    }

    fn accusation(&self, object: &[Tokens], known: &Known) -> bool {
        object.iter().flat_map(|s| s.range().take(LONGEST)).any(|i| self.doc.is(i, known.claim_noun) && !self.doc.is(i, known.report_noun))
    }

    fn in_headline(&self, sentence: usize) -> bool {
        self.doc.blocks[self.doc.sentences[sentence].block].role == Role::Headline
    }

    /// Statements that flatly negate what somebody else claims, or that go on with a denial.
    fn negations(&self, list: &mut [Found]) {
        let mut denier: HashMap<u64, usize> = HashMap::new();
        // who denies anywhere, the headline included
        let mut denies: HashMap<u64, Vec<usize>> = HashMap::new();
        for (index, found) in list.iter().enumerate() {
            if found.stance == Stance::Denies
                && let Some(speaker) = self.speaker[index]
            {
                denies.entry(speaker).or_default().push(self.doc.sentence_of(found.cue.start));
            }
        }
        for index in 0..list.len() {
            let sentence = self.doc.sentence_of(list[index].cue.start);
            let speaker = self.speaker[index];
            if list[index].stance == Stance::Denies {
                if let Some(speaker) = speaker {
                    denier.insert(speaker, sentence);
                }
                continue;
            }
            if list[index].stance != Stance::Says || list[index].content.is_empty() || list[index].kind == Kind::Hearsay {
                continue;
            }
            let Some(strength) = self.flat(&list[index]) else { continue };
            let goes_on = speaker.and_then(|s| denier.get(&s)).is_some_and(|&s| sentence - s <= 2);
            let mut probe = list[index].clone();
            probe.stance = Stance::Denies;
            probe.about.clear();
            let mut trial = std::mem::replace(&mut list[index], probe);
            self.answer(index, list);
            let target = list[index].about.clone();
            let disputed = target.iter().any(|&t| {
                self.by_sentence.get(&t).is_some_and(|l| l.iter().any(|&o| o != index && self.speaker[o] != speaker && matches!(list[o].stance, Stance::Says | Stance::Alleges) && !list[o].content.is_empty()))
            });
            let score = self.best_shared(index, list, &target);
            let elsewhere = speaker.is_some_and(|s| denies.contains_key(&s));
            let is_denial = match strength {
                Flat::Label => goes_on || elsewhere || disputed,
                Flat::Whole => goes_on || disputed && score >= 2.4 || elsewhere && disputed,
                Flat::Part => goes_on && disputed && score >= 1.5 || disputed && score >= 4.5,
            };
            if is_denial {
                list[index].reasons.push("negates_claim");
                if let Some(speaker) = speaker {
                    denier.insert(speaker, sentence);
                }
            } else {
                std::mem::swap(&mut list[index], &mut trial);
            }
        }
    }

    fn best_shared(&self, index: usize, list: &[Found], targets: &[usize]) -> f32 {
        let query = self.query(&list[index].content);
        let shared = self.overlaps(&query);
        targets.iter().filter_map(|t| shared.get(t)).fold(0.0, |a, &b| a.max(b))
    }

    /// Whether the content negates a claim as a whole.
    fn flat(&self, found: &Found) -> Option<Flat> {
        let known = self.known(found.cue.start);
        let first = found.content.first()?;
        if known.soft_negation != 0 && found.content.iter().flat_map(|c| c.range().take(40)).any(|i| self.doc.is(i, known.soft_negation)) {
            return None;
        }
        if found.content.iter().flat_map(|c| c.range().take(30)).any(|i| self.doc.is(i, known.false_label)) {
            return Some(Flat::Label);
        }
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let negative = known.flat_negation | known.negation;
        if verb_last {
            // the negation stands before the verb that ends the first clause
            let whole = first.range().take(60).filter(|&i| self.doc.is(i, negative)).count();
            let words = first.len();
            return match whole {
                0 => None,
                _ if words <= 16 => Some(Flat::Whole),
                _ => Some(Flat::Part),
            };
        }
        let early = first.range().take(6).any(|i| self.doc.is(i, negative));
        if early {
            return Some(Flat::Whole);
        }
        first.range().take(14).any(|i| self.doc.is(i, negative)).then_some(Flat::Part)
    }

    /// From sentences to attributions.
    fn answers(&self, list: &mut [Found]) {
        for index in 0..list.len() {
            let found = &list[index];
            if !matches!(found.stance, Stance::Denies | Stance::Confirms) || found.about.is_empty() {
                continue;
            }
            let denies = found.stance == Stance::Denies;
            let mut answers = Vec::new();
            for sentence in &found.about {
                for &other in self.by_sentence.get(sentence).map_or(&[][..], Vec::as_slice) {
                    let claim = &list[other];
                    let same_speaker = self.speaker[other].is_some() && self.speaker[other] == self.speaker[index];
                    let claims = matches!(claim.stance, Stance::Says | Stance::Alleges) || !denies && claim.stance == Stance::Confirms || denies && claim.stance == Stance::Confirms;
                    if other != index && !same_speaker && claims && !answers.contains(&other) && answers.len() < 8 {
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
                let mut shared: HashMap<usize, f32> = HashMap::new();
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flat {
    /// It is called false.
    Label,
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
    for block in &doc.blocks {
        let Some(lexicon) = block.lexicon else { continue };
        let known = &lexicon.known;
        let classes = Classes::of(known);
        let empty = classes.function | known.light_verb | known.passive_auxiliary | known.title | known.honorific;
        let endings: Vec<&str> = match known.inflection {
            0 => Vec::new(),
            bits => lexicon.pack.sets[bits.trailing_zeros() as usize].1.members.iter().filter_map(|m| m.first().map(String::as_str)).collect(),
        };
        for index in block.tokens.range() {
            let token = &doc.tokens[index];
            let numeral = token.shape == crate::token::Shape::Number;
            if !token.is_word() || !numeral && token.sets & empty != 0 && token.sets & (known.given_name | known.surname) == 0 {
                continue;
            }
            word.clear();
            crate::fold::fold_word(doc.token_text(index), &mut word);
            let letters = word.chars().count();
            if !numeral && letters < 2 {
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
            keys[index] = crate::fold::hash(stem.as_bytes()) | 1;
        }
    }
    keys
}
