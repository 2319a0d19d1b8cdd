//! What is said about which claim: pointing ("this", "the allegation"), denial ↔ denied claim, the same claim twice.
//!
//! A claim is known again by what it shares: rare words of the text count most, in whatever inflection. Who said it counts
//! too, for nobody denies himself. The words of each sentence go into one index, and a claim asks it once, so the work grows
//! with the text. A link that is wrong is worse than none: below a threshold nothing is linked.

use crate::attribution::{Found, Kind, Quote, Stance, SubKind};
use crate::document::{Document, Role};
use crate::negation::{Flat, flat};
use crate::order::InOrder;
use crate::pack::WordOrder;
use crate::sets::KNOWN;
use crate::sharing::{COMMON, Index, Marks, Shares, Stem, stems};
use crate::span::Tokens;
use crate::target::{Asked, SIGNS, Sign, Signs, weigh};
use crate::who::Referent;

/// A second sentence holds the claim too where it weighs so little less than the best.
const NEARLY: f32 = 0.6;
/// What the article is about is said in so many sentences from its beginning.
const LEAD: usize = 24;
/// A sentence tells what another says where it has so much of it, by the weight of its words.
const TOLD: f32 = 0.5;
/// One denial answers so many attributions at most.
const MOST_ANSWERED: usize = 8;
/// Most words of a claim that are looked up.
const LONGEST: usize = 80;

/// Fills `about`, `answers`, `same_as`, and turns a flat negation of a reported claim into a denial.
pub fn link(doc: &Document<'_>, referents: &[Option<Referent>], list: &mut [Found]) {
    if list.is_empty() {
        return;
    }
    let linker = Linker::new(doc, referents, list);
    for index in 0..list.len() {
        linker.point(index, list);
    }
    linker.answer_all(list, None);
    linker.answers(list);
    linker.same(list);
}

/// A decision, whose candidates are indices of sentences.
pub type Choice = crate::choice::Choice<Asked, usize, Signs>;

/// What gold says of an attribution: its stance, and indices of the sentences that hold the claim.
#[derive(Clone, Debug)]
pub struct Truth {
    /// Gold's stance.
    pub stance: Stance,
    /// Gold's `about`.
    pub about: Vec<usize>,
}

/// The decisions that [`link`] would make, each after those before it came out as gold has them. `None` where gold has no such attribution.
pub fn choices(doc: &Document<'_>, referents: &[Option<Referent>], list: &mut [Found], truth: &[Option<Truth>]) -> Vec<Choice> {
    let mut out = Vec::new();
    if !list.is_empty() {
        Linker::new(doc, referents, list).answer_all(list, Some((truth, &mut out)));
    }
    out
}

struct Linker<'a, 'p> {
    doc: &'a Document<'p>,
    /// For each token its stem.
    stems: Vec<Stem>,
    /// For each stem the sentences that hold it; none for those in too many.
    index: Index,
    /// What it tells that two claims share a stem.
    weights: Vec<f32>,
    /// Attributions by the sentence of their cue.
    by_sentence: BySentence,
    /// Who speaks, as a number that is the same for the same speaker.
    speaker: Vec<Option<u64>>,
    /// The words by which each attribution's side is known.
    sides: Sides,
    /// For each sentence the share of the headline's words, by weight, that it has.
    of_headline: Vec<f32>,
    /// How many words each sentence has.
    words: Vec<u32>,
    /// The first sentence of the running text.
    leading: Option<usize>,
    /// The article's headline; those further down head parts of it.
    title: Tokens,
    sentences: usize,
}

impl<'a, 'p> Linker<'a, 'p> {
    fn new(doc: &'a Document<'p>, referents: &[Option<Referent>], list: &[Found]) -> Self {
        let (stems, count) = stems(doc);
        let (index, weights) = Index::of(doc, &stems, count);
        let by_sentence = BySentence::of(doc, list);
        let speaker = list
            .iter()
            .zip(referents)
            .map(|(found, referent)| match referent {
                Some(Referent { entity: Some(entity), .. }) => Some(u64::from(*entity)),
                Some(referent) => Some(1 << 40 | referent.mention.start as u64),
                None => found.source.map(|s| words_key(doc, s) | 1 << 63),
            })
            .collect();
        let words = doc.sentences.iter().map(|s| doc.tokens[s.tokens.range()].iter().filter(|t| t.is_word()).count() as u32).collect();
        let title = doc.blocks.iter().find(|b| b.role == Role::Headline).map_or(Tokens::new(0, 0), |b| b.tokens);
        let mut linker = Linker {
            doc,
            stems,
            index,
            weights,
            by_sentence,
            speaker,
            sides: Sides::default(),
            of_headline: Vec::new(),
            words,
            leading: None,
            title,
            sentences: doc.sentences.len(),
        };
        let mut words = Vec::new();
        let sides = list.iter().map(|found| linker.side(found, &mut words)).collect();
        linker.sides = Sides { words, sides };
        linker.of_headline = linker.headline();
        linker.leading = (0..linker.sentences.min(LEAD)).find(|&s| !linker.in_headline(s) && linker.words(s) >= 6);
        linker
    }

    /// See [`Linker::of_headline`].
    fn headline(&self) -> Vec<f32> {
        let mut shares = Shares::over(self.sentences);
        let mut query = Vec::new();
        self.query(&[self.title], &mut query);
        let whole = self.weight(&query);
        self.overlaps(&query, &mut shares);
        for &sentence in &shares.touched {
            shares.weights[sentence as usize] /= whole.max(0.1);
        }
        shares.weights
    }

    /// What stems weigh together.
    fn weight(&self, stems: &[Stem]) -> f32 {
        stems.iter().map(|&stem| self.weights[stem as usize]).sum()
    }

    /// The stems of a claim, each once.
    fn query(&self, spans: &[Tokens], out: &mut Vec<Stem>) {
        self.stems_at(spans.iter().flat_map(|span| span.range().take(LONGEST)), out);
    }

    /// The stems of tokens, each once.
    fn stems_at(&self, tokens: impl Iterator<Item = usize>, out: &mut Vec<Stem>) {
        out.clear();
        tokens.for_each(|token| self.add_stem(token, out));
    }

    fn add_stem(&self, token: usize, out: &mut Vec<Stem>) {
        let stem = self.stems.get(token).copied().unwrap_or(0);
        if stem != 0 && out.len() < LONGEST && !out.contains(&stem) {
            out.push(stem);
        }
    }

    /// Words that name somebody, a place or a time: an article shares them from end to end.
    fn names(&self, token: usize) -> bool {
        let names = KNOWN.classes.names | KNOWN.title | KNOWN.time_word;
        self.doc.is(token, names) || self.doc.tokens[token].is_capitalised() && token > 0 && self.doc.tokens[token - 1].is_word()
    }

    /// Of the words of a denial those that stand at its negation; without one those that come first, or last where the verb does.
    fn negated(&self, found: &Found, object: &[Tokens], out: &mut Vec<Stem>) {
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let negative = KNOWN.negation | KNOWN.flat_negation | KNOWN.emphatic_negation;
        let telling = |&token: &usize| !self.doc.is(token, negative) && self.stems[token] != 0;
        let words = || object.iter().flat_map(|span| span.range().take(LONGEST).map(move |token| (span, token)));
        let around = |(span, at): (&Tokens, usize)| if verb_last { at.saturating_sub(6).max(span.start)..(at + 3).min(span.end) } else { at..(at + 8).min(span.end) };
        self.stems_at(words().filter(|&(_, token)| self.doc.is(token, negative)).flat_map(around).filter(telling), out);
        if out.is_empty() {
            let telling = words().map(|(_, token)| token).filter(telling);
            if verb_last {
                let mut last: Vec<usize> = telling.rev().take(6).collect();
                last.reverse();
                self.stems_at(last.into_iter(), out);
            } else {
                self.stems_at(telling.take(6), out);
            }
        }
    }

    /// Shared weight with every sentence that shares anything.
    fn overlaps(&self, query: &[Stem], shares: &mut Shares) {
        shares.clear();
        for &stem in query {
            let weight = self.weights[stem as usize];
            for &sentence in self.index.sentences(stem) {
                shares.add(sentence, weight);
            }
        }
    }

    /// The words of a denial's object: its sentence on its own side of the cue, without source and cue.
    fn object(&self, found: &Found) -> Vec<Tokens> {
        if let (Some(first), Some(last)) = (found.content.first(), found.content.last()) {
            // "a state audit that found …": what names the claim stands between cue and content
            let mut out = Vec::with_capacity(found.content.len() + 1);
            out.extend_from_slice(&found.content);
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
        let sentence = self.doc.sentences[self.doc.sentence_of(found.cue.start)].tokens;
        let nouns = KNOWN.claim_noun | KNOWN.report_noun;
        let free = |i: usize| !found.source.is_some_and(|s| s.has(i)) && !found.content.iter().any(|c| c.has(i));
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let (from, to) = if verb_last { (found.cue.start.saturating_sub(8).max(sentence.start), found.cue.end) } else { (found.cue.start, (found.cue.end + 5).min(sentence.end)) };
        let telling = KNOWN.demonstrative | KNOWN.pointer | if verb_last { 0 } else { KNOWN.determiner | KNOWN.complementizer };
        let mut at = None;
        for i in from..to {
            let token = &self.doc.tokens[i];
            if token.sets & telling == 0 || !free(i) || self.doc.in_quotation(i) {
                continue;
            }
            if verb_last {
                // the pointer with the cue's own noun ("this information"), or in another case ("of this", "of this matter")
                at = Some(i);
                continue;
            }
            let joins = token.sets & KNOWN.complementizer != 0;
            // "this", "that" before a noun for a claim or alone
            let pronoun = token.sets & KNOWN.demonstrative != 0 && (!joins || i + 1 >= to || !self.doc.tokens[i + 1].is_word() || self.doc.is(i + 1, nouns));
            // "the allegation", "those reports"
            let article = token.sets & (KNOWN.determiner | KNOWN.pointer) != 0 && (i + 1..(i + 4).min(to)).any(|j| self.doc.is(j, nouns));
            if pronoun || article {
                at = Some(i);
                break;
            }
            if i >= found.cue.end && token.sets & KNOWN.complementizer != 0 {
                break;
            }
        }
        at
    }

    /// Cues without a claim of their own that point back: "this information was given by", "denied this".
    fn point(&self, index: usize, list: &mut [Found]) {
        let found = &list[index];
        // denials and confirmations: see `answer_all`
        if matches!(found.stance, Stance::Denies | Stance::Confirms) || found.stance == Stance::Declines && !self.declines_to_confirm(found) {
            return;
        }
        let sentence = self.doc.sentence_of(found.cue.start);
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let Some(pointer) = self.pointer(found) else {
            // "A contract? See what X said": a teaser speaks of the question that it stands behind
            let asked = (found.cue.start.saturating_sub(3)..found.cue.start).any(|i| self.doc.sentence_of(i) == sentence && self.doc.is(i, KNOWN.question));
            let before = sentence.checked_sub(1).map(|s| &self.doc.sentences[s]).filter(|s| s.block == self.doc.sentences[sentence].block && !s.tokens.is_empty());
            let question = before.is_some_and(|s| s.tokens.range().rev().take(2).any(|i| self.doc.token_text(i) == "?"));
            if asked && question && found.content.is_empty() && found.stance == Stance::Says {
                list[index].about.push(sentence - 1);
            }
            return;
        };
        if !found.content.is_empty() {
            // with a claim of its own behind it, only a participle that the pointer belongs to points back: "giving this
            // information, he said that …"
            let participle = found.cue.range().skip(1).any(|i| self.doc.is(i, KNOWN.auxiliary)) && found.cue.len() > 3;
            if !(verb_last && participle && found.source.is_some() && found.cue.start >= pointer && found.cue.start - pointer <= 2) {
                return;
            }
        }
        let mut about = Vec::new();
        if let Some(before) = self.sentence_before(sentence) {
            about.push(before);
            // near the beginning the story so far is meant; elsewhere what belongs to the same paragraph
            if let Some(earlier) = self.sentence_before(before)
                && self.by_sentence.get(before).is_empty()
                && self.by_sentence.get(earlier).is_empty()
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

    /// "refused to confirm this": of a claim; who declines to comment says nothing about one.
    fn declines_to_confirm(&self, found: &Found) -> bool {
        let lexicon = self.doc.lexicon_of(found.cue.start);
        let small = KNOWN.classes.function | KNOWN.light_verb | KNOWN.claim_noun;
        found.content.is_empty() && found.cue.range().any(|i| !self.doc.is(i, small) && lexicon.stances().spells(self.doc.tokens[i].word, Stance::Confirms))
    }

    /// How many sentences of running text stand before a sentence, up to three.
    fn body_index(&self, sentence: usize) -> usize {
        (0..sentence).rev().take(8).filter(|&s| !self.in_headline(s) && self.words(s) >= 6).count()
    }

    fn words(&self, sentence: usize) -> usize {
        self.words[sentence] as usize
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

    /// What a denial or a confirmation tells of itself; the notes are filled with what sentences share with it.
    fn asking(&self, index: usize, list: &[Found], notes: &mut Notes) -> Asking {
        let Notes { shared, shared_negated, named, stems, .. } = notes;
        let found = &list[index];
        let own = self.doc.sentence_of(found.cue.start);
        let object = self.object(found);
        let words = || object.iter().flat_map(|s| s.range().take(LONGEST));
        self.stems_at(words().filter(|&i| !self.names(i)), stems);
        self.overlaps(stems, shared);
        let plain = self.weight(stems);
        self.negated(found, &object, stems);
        self.overlaps(stems, shared_negated);
        let negated = self.weight(stems);
        // who denies, by name and by office: a claim against him names him
        self.stems_at([found.source, found.who].into_iter().flatten().flat_map(|span| span.range().take(LONGEST)), stems);
        stems.in_order();
        self.overlaps(stems, named);
        // "the figure", "the charge": a word for the claim does not say what it is
        let named_only = |i: usize| self.stems[i] == 0 || self.doc.is(i, KNOWN.claim_noun | KNOWN.report_noun | KNOWN.false_label);
        let stated = !found.content.iter().all(|c| c.range().take(LONGEST).all(named_only));
        let claims = |s: usize| self.by_sentence.get(s).iter().any(|&o| !list[o as usize].content.is_empty() && self.claims_to(list, index, s, o as usize));
        let latest = (own.saturating_sub(8)..own).rev().find(|&s| claims(s));
        Asking {
            index,
            own,
            lead: self.in_headline(own) || self.body_index(own) == 0,
            plain: plain.max(0.1),
            negated: negated.max(0.1),
            reports: words().any(|i| self.doc.is(i, KNOWN.report_noun)),
            charge: words().any(|i| self.doc.is(i, KNOWN.claim_noun) && !self.doc.is(i, KNOWN.report_noun)),
            stated,
            pointed: !stated || words().any(|i| self.doc.is(i, KNOWN.pointer | KNOWN.demonstrative) && !self.doc.is(i, KNOWN.complementizer)),
            points: self.pointer(found).is_some(),
            latest,
            but_one: latest.and_then(|l| (own.saturating_sub(12)..l).rev().find(|&s| claims(s))),
            opening: (0..self.sentences.min(LEAD)).find(|&s| s != own && !self.in_headline(s) && claims(s)),
            claim_here: claims(own),
        }
    }

    /// Whether another attribution claims something that this may answer.
    fn claims_to(&self, list: &[Found], index: usize, sentence: usize, other: usize) -> bool {
        let (found, claim) = (&list[index], &list[other]);
        let answers = matches!(claim.stance, Stance::Denies | Stance::Declines);
        let own = self.doc.sentence_of(found.cue.start);
        let inside = || sentence == own && (claim.content.iter().any(|a| found.content.iter().any(|b| a.overlaps(*b))) || claim.cue.start > found.cue.start);
        other != index && !answers && !self.one_side(other, index) && !inside()
    }

    /// The signs that all sentences have: how the denial is made.
    fn common_signs(&self, asking: &Asking, found: &Found, flat: Option<Flat>) -> Signs {
        let length = found.content.iter().flat_map(|c| c.range()).filter(|&i| self.doc.tokens[i].is_word()).count();
        let mut signs: Signs = [0.0; SIGNS];
        for (sign, on) in [
            (Sign::Any, true),
            (Sign::AnyStated, asking.stated),
            (Sign::AnyPointed, asking.pointed),
            (Sign::AnyThis, !asking.stated && asking.points),
            (Sign::AnyRetort, found.cue.range().any(|i| self.doc.is(i, KNOWN.retort))),
            (Sign::AnyQuoted, found.quote == Quote::Direct),
            (Sign::AnyEmphatic, matches!(flat, Some(Flat::Emphatic | Flat::Label | Flat::Called))),
            (Sign::AnyPart, flat == Some(Flat::Part)),
        ] {
            signs[sign as usize] = f32::from(u8::from(on));
        }
        signs[Sign::AnyShort as usize] = if length <= 8 { 1.0 } else { f32::from(u8::from(length <= 15)) / 2.0 };
        signs
    }

    /// Fills `out` with the sentences that may hold the claim which this denies or confirms, in the order of the text, with what
    /// speaks for each. `before` is the same side's last denial.
    fn candidates(&self, index: usize, list: &[Found], flat: Option<Flat>, before: Option<&Denial>, notes: &mut Notes, out: &mut Vec<(usize, Signs)>) {
        let asking = self.asking(index, list, notes);
        let found = &list[index];
        let own = asking.own;
        let of_before = before.into_iter().flat_map(|b| b.about.iter().copied().chain([b.sentence]));
        let near = own.saturating_sub(6)..=(own + if asking.lead { 6 } else { 2 }).min(self.sentences - 1);
        let sharing = notes.shared.touched.iter().chain(&notes.named.touched).map(|&s| s as usize);
        sharing.chain(near).chain(of_before).chain(asking.opening).for_each(|s| notes.wanted.add(s));
        let common = self.common_signs(&asking, found, flat);
        out.clear();
        while let Some(sentence) = notes.wanted.next() {
            // what is itself the content is not what it answers
            let tokens = self.doc.sentences[sentence].tokens;
            if sentence != own && found.content.iter().any(|c| c.overlaps(tokens)) {
                continue;
            }
            out.push((sentence, common));
            let Some((_, signs)) = out.last_mut() else { continue };
            let said = self.claim_signs(&asking, list, sentence, notes, signs);
            if sentence == own && !said {
                out.pop();
                continue;
            }
            self.shared_signs(&asking, sentence, notes, signs);
            self.place_signs(&asking, sentence, signs);
            if let Some(before) = before {
                let held = before.about.contains(&sentence);
                set(signs, Sign::Held, held);
                set(signs, Sign::HeldDenial, before.sentence == sentence);
            }
        }
    }

    /// Who says what in a sentence. Whether somebody else claims something in it.
    fn claim_signs(&self, asking: &Asking, list: &[Found], sentence: usize, notes: &Notes, signs: &mut Signs) -> bool {
        let found = &list[asking.index];
        let (mut said, mut unsaid) = (false, true);
        let of_denier = notes.named.weights[sentence] > 0.0;
        for &other in self.by_sentence.get(sentence) {
            let other = other as usize;
            if other == asking.index {
                continue;
            }
            let claim = &list[other];
            unsaid = false;
            if self.one_side(other, asking.index) {
                set(signs, Sign::SameSide, true);
            } else if claim.stance == Stance::Denies {
                set(signs, Sign::Denied, true);
            } else if self.claims_to(list, asking.index, sentence, other) {
                said = true;
                let alleges = claim.stance == Stance::Alleges;
                let passed_on = matches!(claim.kind, Kind::Media | Kind::Hearsay | Kind::Document) || claim.sub == Some(SubKind::Withheld);
                let does = self.begins_with(other, list, asking.index);
                for (sign, on) in [
                    (Sign::DenierDoes, does),
                    (Sign::PrincipalDoes, does && !asking.stated && found.kind == Kind::Anonymous),
                    (Sign::PassedOn, passed_on),
                    (Sign::ReportsPassedOn, passed_on && asking.reports),
                    (Sign::Reports, asking.reports),
                    (Sign::Alleged, alleges),
                    (Sign::ChargeAlleged, alleges && asking.charge),
                    (Sign::Quoted, claim.quote == Quote::Direct && notes.shared.weights[sentence] == 0.0),
                ] {
                    if on {
                        set(signs, sign, true);
                    }
                }
            }
        }
        set(signs, Sign::Unsaid, unsaid);
        set(signs, Sign::BeforeOfDenier, of_denier && said && sentence < asking.own);
        set(signs, Sign::ClaimHere, asking.claim_here && sentence != asking.own);
        set(signs, Sign::Contested, notes.contested[sentence]);
        said
    }

    /// What a sentence shares with the denial.
    fn shared_signs(&self, asking: &Asking, sentence: usize, notes: &Notes, signs: &mut Signs) {
        signs[Sign::ShareWords as usize] = notes.shared.weights[sentence] / asking.plain;
        signs[Sign::ShareNegated as usize] = notes.shared_negated.weights[sentence] / asking.negated;
        signs[Sign::NamesDenier as usize] = notes.named.weights[sentence].min(2.0) / 2.0;
        signs[Sign::OfHeadline as usize] = if self.in_headline(sentence) { 0.0 } else { self.of_headline[sentence] };
    }

    /// Where a sentence stands, seen from the denial.
    fn place_signs(&self, asking: &Asking, sentence: usize, signs: &mut Signs) {
        let own = asking.own;
        let paragraph = self.doc.sentences[sentence].block == self.doc.sentences[own].block && sentence != own;
        let far = own.saturating_sub(sentence);
        for (sign, on) in [
            (Sign::Lead, self.leading == Some(sentence)),
            (Sign::Before1, far == 1),
            (Sign::Before2, far == 2),
            (Sign::Before3, far == 3),
            (Sign::After, sentence > own && sentence - own <= 3),
            (Sign::AfterFar, sentence > own + 3),
            (Sign::AfterLead, sentence > own && asking.lead),
            (Sign::Headline, self.in_headline(sentence)),
            (Sign::SameParagraph, paragraph),
            (Sign::Latest, asking.latest == Some(sentence)),
            (Sign::LatestHere, asking.latest == Some(sentence) && paragraph),
            (Sign::LatestButOne, asking.but_one == Some(sentence)),
            (Sign::Opening, asking.opening == Some(sentence)),
            (Sign::BeforePointed, !asking.stated && far == 1 && asking.points),
        ] {
            set(signs, sign, on);
        }
        signs[Sign::BeforeFar as usize] = if far > 3 { (far as f32 / 2.0).ln().min(3.0) } else { 0.0 };
    }

    /// The sentence for which most speaks, if that is enough, and the next where it is nearly as good.
    fn pick(asked: Asked, given: &[(usize, Signs)]) -> Vec<usize> {
        // the first two, in the order of the text where they weigh the same
        let mut first: Option<(f32, usize)> = None;
        let mut second: Option<(f32, usize)> = None;
        for (sentence, signs) in given {
            // what the denier's own house did, and the text tells itself, is nobody's claim
            if asked == Asked::Negation && signs[Sign::Unsaid as usize] > 0.0 && signs[Sign::NamesDenier as usize] > 0.0 {
                continue;
            }
            let weighed = (weigh(asked, signs), *sentence);
            if first.is_none_or(|f| weighed.0 > f.0) {
                second = first.replace(weighed);
            } else if second.is_none_or(|s| weighed.0 > s.0) {
                second = Some(weighed);
            }
        }
        let Some((best, _)) = first.filter(|f| f.0 > asked.least()) else { return Vec::new() };
        let mut out: Vec<usize> = [first, second].into_iter().flatten().filter(|w| w.0 > best - NEARLY).map(|w| w.1).collect();
        out.in_order();
        out
    }

    /// Finds what denials and confirmations answer, and statements that are denials by what they say. With gold at hand it
    /// records what there was to decide, and goes on from what gold says.
    fn answer_all(&self, list: &mut [Found], mut gold: Option<(&[Option<Truth>], &mut Vec<Choice>)>) {
        // a headline speaks of what comes behind it: it goes last, and takes over what the body's denial answers
        let (mut order, headlines): (Vec<usize>, Vec<usize>) = (0..list.len()).partition(|&i| !self.in_headline(self.doc.sentence_of(list[i].cue.start)));
        order.extend(headlines);
        let mut denials: Vec<Denial> = Vec::new();
        let shares = || Shares::over(self.sentences);
        let mut notes =
            Notes { shared: shares(), shared_negated: shares(), named: shares(), wanted: Marks::over(self.sentences), contested: vec![false; self.sentences], stems: Vec::new() };
        let mut given: Vec<(usize, Signs)> = Vec::new();
        for index in order {
            let sentence = self.doc.sentence_of(list[index].cue.start);
            let Some((asked, flat)) = self.asked(&list[index]) else { continue };
            let before = self.last_denial(index, list, &denials);
            self.candidates(index, list, flat, before, &mut notes, &mut given);
            let beside = self.beside(index, list);
            let own = self.of_own_sentence(&list[index]);
            let found = &mut list[index];
            if let Some((truth, choices)) = &mut gold {
                choices.push(Choice { attribution: index, asked, given: std::mem::take(&mut given) });
                let Some(truth) = &truth[index] else { continue };
                found.stance = truth.stance;
                found.about.clone_from(&truth.about);
            } else {
                let about = match beside {
                    Some(_) => Vec::new(),
                    None if own => vec![sentence],
                    None => Self::pick(asked, &given),
                };
                if asked == Asked::Negation {
                    if about.is_empty() && flat != Some(Flat::Called) {
                        continue; // a statement like another
                    }
                    found.stance = Stance::Denies;
                    found.reasons.push("negates_claim");
                }
                if let Some((_, signs)) = about.first().and_then(|first| given.iter().find(|g| g.0 == *first)) {
                    found.reasons.push(crate::target::reason(asked, signs));
                }
                found.about = about;
            }
            found.answers.extend(beside);
            if found.stance == Stance::Denies {
                found.about.iter().for_each(|&s| notes.contested[s] = true);
                denials.push(Denial { index, sentence, about: found.about.clone() });
            }
        }
    }

    /// The last denial of the same side.
    fn last_denial<'d>(&self, index: usize, list: &[Found], denials: &'d [Denial]) -> Option<&'d Denial> {
        let sentence = self.doc.sentence_of(list[index].cue.start);
        let headline = self.in_headline(sentence);
        denials.iter().rev().take(12).find(|d| {
            let same = self.speaker[index].is_some() && self.speaker[index] == self.speaker[d.index];
            (same || sentence.abs_diff(d.sentence) <= 6 && self.one_side(index, d.index)) && (headline || sentence >= d.sentence)
        })
    }

    /// What is asked about an attribution, if anything: of a statement, whether it denies.
    fn asked(&self, found: &Found) -> Option<(Asked, Option<Flat>)> {
        match found.stance {
            Stance::Denies => Some((Asked::Denial, None)),
            Stance::Confirms => Some((Asked::Confirmation, None)),
            Stance::Says if !found.content.is_empty() && found.kind != Kind::Hearsay => Some((Asked::Negation, Some(flat(self.doc, found)?))),
            _ => None,
        }
    }

    /// The words by which those of one side are known: names and institutions in the source, not offices and roles; a common
    /// noun for an institution only where nothing more particular stands.
    fn side(&self, found: &Found, words: &mut Vec<u64>) -> Side {
        let first = words.len();
        let claim = Self::begins(found).fold(0, |bits, i| bits | bit_of_side(self.word_of_side(i)));
        let Some(source) = found.source else { return Side { first, last: first, bits: 0, claim } };
        let person = KNOWN.office
            | KNOWN.title
            | KNOWN.role_noun
            | KNOWN.role_plural
            | KNOWN.spokesperson
            | KNOWN.vague_group
            | KNOWN.source_noun
            | KNOWN.time_word
            | KNOWN.document_noun
            | KNOWN.former;
        let place = KNOWN.place_name | KNOWN.country | KNOWN.demonym;
        let each = |note: &mut dyn FnMut(usize)| {
            for span in [Some(source), found.who].into_iter().flatten() {
                for i in span.range().take(12) {
                    // "a councilman, who may run against her": whom a relative clause names may be the other side
                    if i > span.start && self.doc.is(i, KNOWN.relative_pronoun) {
                        break;
                    }
                    if self.stems[i] != 0 && self.doc.tokens[i].sets & person == 0 {
                        note(i);
                    }
                }
            }
        };
        each(&mut |i| {
            if !self.doc.is(i, place | KNOWN.organization_noun) || self.doc.is(i, KNOWN.organization_name | KNOWN.given_name | KNOWN.surname) {
                words.push(self.word_of_side(i));
            }
        });
        if words.len() == first {
            // "Ruritania" and "the Ruritanian army" begin alike
            each(&mut |i| {
                if self.doc.is(i, place) {
                    words.push(u64::from(crate::token::prefix(&crate::fold::normal(self.doc.token_text(i)))) << 1);
                }
            });
        }
        if words.len() == first {
            each(&mut |i| words.push(self.word_of_side(i)));
        }
        Side { first, last: words.len(), bits: words[first..].iter().fold(0, |bits, &word| bits | bit_of_side(word)), claim }
    }

    /// The words that a claim begins with.
    fn begins(found: &Found) -> impl Iterator<Item = usize> {
        found.content.first().into_iter().flat_map(|first| first.range().take(5))
    }

    /// Whether the claim of one begins with the other side.
    fn begins_with(&self, claim: usize, list: &[Found], side: usize) -> bool {
        self.sides.sides[claim].claim & self.sides.sides[side].bits != 0 && Self::begins(&list[claim]).any(|i| self.sides.words(side).contains(&self.word_of_side(i)))
    }

    /// A token's stem as a word by which a side is known; places known by how they begin are even numbers.
    fn word_of_side(&self, token: usize) -> u64 {
        u64::from(self.stems[token]) << 1 | 1
    }

    fn one_side(&self, a: usize, b: usize) -> bool {
        self.speaker[a].is_some() && self.speaker[a] == self.speaker[b] || self.sides.meet(a, b)
    }

    fn in_headline(&self, sentence: usize) -> bool {
        self.doc.blocks[self.doc.sentences[sentence].block].role == Role::Headline
    }

    /// The attribution of the same sentence that makes the very claim which this denies or confirms: "…, a charge the clerk denied",
    /// "rejected posts claiming that …".
    fn beside(&self, index: usize, list: &[Found]) -> Option<usize> {
        let found = &list[index];
        let sentence = self.doc.sentence_of(found.cue.start);
        let between = |other: &Found| other.source.is_some_and(|s| s.start >= found.cue.end) && other.content.first().is_some_and(|c| c.start >= other.cue.end);
        let denies = matches!(found.stance, Stance::Denies | Stance::Confirms);
        let told = |other: &Found| other.cue.start < found.cue.start || denies && between(other);
        let same = |&other: &usize| other != index && told(&list[other]) && list[other].content == found.content && list[other].stance != Stance::Denies;
        (!found.content.is_empty()).then(|| self.by_sentence.get(sentence).iter().map(|&other| other as usize).find(same))?
    }

    /// "The office has sent a notice, but the firm says it has had no such notice": what it points to stands before it in its sentence.
    fn of_own_sentence(&self, found: &Found) -> bool {
        let (Some(source), Some(first)) = (found.source, found.content.first()) else { return false };
        let start = self.doc.sentences[self.doc.sentence_of(source.start)].tokens.start;
        // (an article alone points to nothing)
        let points = |&i: &usize| self.doc.is(i, KNOWN.pointer) && (self.doc.verb_last(i) || self.doc.is(i, KNOWN.demonstrative));
        let Some(pointer) = first.range().take(8).find(points) else { return false };
        let told = |stem: Stem| stem != 0 && self.stems[start..source.start].contains(&stem);
        let noun = |i: usize| !self.doc.is(i, KNOWN.claim_noun | KNOWN.report_noun) && told(self.stems[i]);
        source.end <= found.cue.start && first.start > source.start && (pointer + 1..first.end.min(pointer + 4)).any(noun)
    }

    /// From sentences to attributions. What a headline claims is answered with the body's claim, see [`Linker::of_story`].
    fn answers(&self, list: &mut [Found]) {
        let headline: Vec<usize> = (0..list.len()).filter(|&i| self.title.has(list[i].cue.start) && !list[i].content.is_empty()).take(MOST_ANSWERED).collect();
        for index in 0..list.len() {
            let found = &list[index];
            if !matches!(found.stance, Stance::Denies | Stance::Confirms) || found.about.is_empty() {
                continue;
            }
            let mut answers = Vec::new();
            let told = if headline.is_empty() || !self.of_story(found) { &[][..] } else { &headline };
            let claimed = found.about.iter().flat_map(|&sentence| self.by_sentence.get(sentence)).map(|&other| other as usize);
            for other in told.iter().copied().chain(claimed) {
                let claim = &list[other];
                let claims = matches!(claim.stance, Stance::Says | Stance::Alleges | Stance::Confirms);
                if other != index && claims && !self.one_side(other, index) && !answers.contains(&other) && answers.len() < MOST_ANSWERED {
                    answers.push(other);
                }
            }
            list[index].answers = answers;
        }
    }

    /// Whether what is denied or confirmed is what the headline says: a sentence that is answered tells it, the answer names it,
    /// or stands right below and points back ("denies these reports").
    fn of_story(&self, found: &Found) -> bool {
        let sentence = self.doc.sentence_of(found.cue.start);
        let told = |s: &usize| self.of_headline.get(*s).is_some_and(|&share| share >= TOLD);
        let below = self.doc.blocks[self.doc.sentences[sentence].block].role == Role::Standfirst && found.content.is_empty() && self.pointer(found).is_some();
        if below || found.about.iter().any(told) {
            return true;
        }
        let mut named: Vec<Stem> = Vec::new();
        for token in self.object(found).iter().flat_map(|s| s.range().take(LONGEST)) {
            let stem = self.stems[token];
            if stem != 0 && !self.doc.is(token, KNOWN.claim_noun | KNOWN.report_noun | KNOWN.false_label) && !named.contains(&stem) {
                named.push(stem);
            }
        }
        let there: Vec<Stem> =
            named.iter().copied().filter(|&stem| self.index.sentences(stem).iter().any(|&s| self.title.overlaps(self.doc.sentences[s as usize].tokens))).collect();
        there.len() >= 2 && self.weight(&there) >= TOLD * self.weight(&named)
    }

    /// The same claim attributed again: the same stretch of text, or nearly the same words.
    fn same(&self, list: &mut [Found]) {
        // for each stem the last claim with it, and for each such place the one before: places in `claims`, + 1
        let mut latest: Vec<u32> = vec![0; self.weights.len()];
        let mut claims: Vec<(u32, u32)> = Vec::new();
        let mut totals: Vec<f32> = Vec::with_capacity(list.len());
        let mut shared = Shares::over(list.len());
        let mut query = Vec::new();
        for index in 0..list.len() {
            let claimed = matches!(list[index].stance, Stance::Says | Stance::Alleges | Stance::Confirms);
            self.query(if claimed { &list[index].content } else { &[] }, &mut query);
            let total = self.weight(&query);
            if query.len() >= 3 {
                shared.clear();
                for &stem in &query {
                    let mut at = latest[stem as usize];
                    for _ in 0..COMMON {
                        let Some(&(other, before)) = claims.get((at as usize).wrapping_sub(1)) else { break };
                        shared.add(other, self.weights[stem as usize]);
                        at = before;
                    }
                }
                let alike = |&other: &usize| shared.weights[other] >= 0.62 * total.max(totals[other]) && list[other].content.len() + list[index].content.len() > 0;
                if let Some(other) = shared.touched.iter().map(|&other| other as usize).filter(alike).min() {
                    list[index].same_as = Some(list[other].same_as.unwrap_or(other));
                }
                for &stem in &query {
                    claims.push((index as u32, latest[stem as usize]));
                    latest[stem as usize] = claims.len() as u32;
                }
            }
            totals.push(total);
        }
    }
}

/// Attributions by the sentence of their cue.
struct BySentence {
    /// Where each sentence's begin in `list`, and behind the last one's the end.
    starts: Vec<u32>,
    list: Vec<u32>,
}

impl BySentence {
    fn of(doc: &Document<'_>, list: &[Found]) -> BySentence {
        let mut starts = vec![0; doc.sentences.len() + 2];
        for found in list {
            starts[doc.sentence_of(found.cue.start) + 2] += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        // while they are put in, each sentence's place is that of the one behind it
        let mut members = vec![0; list.len()];
        for (number, found) in (0..).zip(list) {
            let place: &mut u32 = &mut starts[doc.sentence_of(found.cue.start) + 1];
            members[*place as usize] = number;
            *place += 1;
        }
        BySentence { starts, list: members }
    }

    fn get(&self, sentence: usize) -> &[u32] {
        &self.list[self.starts[sentence] as usize..self.starts[sentence + 1] as usize]
    }
}

/// What [`Linker::candidates`] writes on, and what it knows of the denials so far.
struct Notes {
    /// By the words that are no names.
    shared: Shares,
    /// … by those of them that stand at the negation.
    shared_negated: Shares,
    /// … by the words for who denies.
    named: Shares,
    /// The sentences that are candidates.
    wanted: Marks,
    /// For each sentence whether somebody has denied it.
    contested: Vec<bool>,
    /// Room for the stems of a claim.
    stems: Vec<Stem>,
}

/// A denial or a confirmation, as far as it tells itself what it speaks of.
struct Asking {
    index: usize,
    /// Its sentence.
    own: usize,
    /// It stands in the headline or opens the text.
    lead: bool,
    /// What its words weigh that are no names; and those of them at its negation.
    plain: f32,
    negated: f32,
    /// It calls it a report, a rumour; or an allegation, a claim.
    reports: bool,
    charge: bool,
    /// It says itself what it denies.
    stated: bool,
    /// It has a word that points, or says not itself what it denies.
    pointed: bool,
    /// It has a word that points at a claim.
    points: bool,
    /// The nearest sentence before in which somebody else claims something.
    latest: Option<usize>,
    /// The next one before that.
    but_one: Option<usize>,
    /// The first such sentence of the running text.
    opening: Option<usize>,
    /// Somebody else claims something in its own sentence, before it.
    claim_here: bool,
}

fn set(signs: &mut Signs, sign: Sign, on: bool) {
    signs[sign as usize] = f32::from(u8::from(on));
}

/// The sides of all attributions.
#[derive(Default)]
struct Sides {
    words: Vec<u64>,
    sides: Vec<Side>,
}

/// The words by which a side is known.
struct Side {
    /// A range of [`Sides::words`].
    first: usize,
    last: usize,
    /// A bit for each of them, which others may share: sides without a common bit have no common word.
    bits: u64,
    /// The same of the words that the claim begins with.
    claim: u64,
}

impl Sides {
    fn words(&self, side: usize) -> &[u64] {
        &self.words[self.sides[side].first..self.sides[side].last]
    }

    fn meet(&self, one: usize, other: usize) -> bool {
        self.sides[one].bits & self.sides[other].bits != 0 && self.words(one).iter().any(|word| self.words(other).contains(word))
    }
}

/// (The lowest bit of a word says what it is.)
fn bit_of_side(word: u64) -> u64 {
    1 << (word >> 1 & 63)
}

/// A denial by its cue.
#[derive(Clone, Debug)]
struct Denial {
    index: usize,
    sentence: usize,
    about: Vec<usize>,
}

fn words_key(doc: &Document<'_>, span: Tokens) -> u64 {
    span.range().take(24).fold(7u64, |h, i| crate::fold::mix(h ^ doc.tokens[i].word)) >> 1
}
