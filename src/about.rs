//! What is said about which claim: pointing ("this", "the allegation"), denial ↔ denied claim, the same claim twice.
//!
//! A claim is known again by what it shares: rare words of the text count most, in whatever inflection. Who said it counts
//! too, for nobody denies himself. The words of each sentence go into one index, and a claim asks it once, so the work grows
//! with the text. A link that is wrong is worse than none: below a threshold nothing is linked.

use crate::attribution::{Found, Kind, Quote, Stance, SubKind};
use crate::document::{Document, Role};
use crate::numbers::Numbers;
use crate::order::InOrder;
use crate::pack::WordOrder;
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::target::{Asked, SIGNS, Sign, Signs, weigh};
use crate::token::Mark;
use crate::who::Referent;

/// The words of a text that say something are numbered by their stems, from 1; 0 is none.
type Stem = u32;

/// A word that stands in more sentences than this tells nothing.
const COMMON: usize = 24;
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
    sides: Vec<Side>,
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
        let mut linker =
            Linker { doc, stems, index, weights, by_sentence, speaker, sides: Vec::new(), of_headline: Vec::new(), words, leading: None, title, sentences: doc.sentences.len() };
        linker.sides = list.iter().map(|f| Side::of(linker.side(f))).collect();
        linker.of_headline = linker.headline();
        linker.leading = (0..linker.sentences.min(LEAD)).find(|&s| !linker.in_headline(s) && linker.words(s) >= 6);
        linker
    }

    /// See [`Linker::of_headline`].
    fn headline(&self) -> Vec<f32> {
        let mut shares = Shares::over(self.sentences);
        let query = self.query(&[self.title]);
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
    fn query(&self, spans: &[Tokens]) -> Vec<Stem> {
        self.stems_at(spans.iter().flat_map(|span| span.range().take(LONGEST)))
    }

    /// The stems of tokens, each once.
    fn stems_at(&self, tokens: impl Iterator<Item = usize>) -> Vec<Stem> {
        let mut out: Vec<Stem> = Vec::with_capacity(tokens.size_hint().0.min(LONGEST));
        for token in tokens {
            let stem = self.stems.get(token).copied().unwrap_or(0);
            if stem != 0 && out.len() < LONGEST && !out.contains(&stem) {
                out.push(stem);
            }
        }
        out
    }

    /// Words that name somebody, a place or a time: an article shares them from end to end.
    fn names(&self, token: usize) -> bool {
        let known = KNOWN;
        let names = known.classes.names | known.title | known.time_word;
        self.doc.is(token, names) || self.doc.tokens[token].is_capitalised() && token > 0 && self.doc.tokens[token - 1].is_word()
    }

    /// Of the words of a denial that are no names, those that stand at its negation; without one those that come first, or last
    /// where the verb does.
    fn negated(&self, found: &Found, object: &[Tokens]) -> Vec<Stem> {
        let known = KNOWN;
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let negative = known.negation | known.flat_negation | known.emphatic_negation;
        let telling = |&token: &usize| !self.names(token) && !self.doc.is(token, negative) && self.stems[token] != 0;
        let words = || object.iter().flat_map(|span| span.range().take(LONGEST).map(move |token| (span, token)));
        let around = |(span, at): (&Tokens, usize)| if verb_last { at.saturating_sub(6).max(span.start)..(at + 3).min(span.end) } else { at..(at + 8).min(span.end) };
        let mut near: Vec<usize> = words().filter(|&(_, token)| self.doc.is(token, negative)).flat_map(around).filter(telling).collect();
        if near.is_empty() {
            near.extend(words().map(|(_, token)| token).filter(telling));
            let some = near.len().min(6);
            near = if verb_last { near.split_off(near.len() - some) } else { near.drain(..some).collect() };
        }
        self.stems_at(near.into_iter())
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
        let known = KNOWN;
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
        // denials and confirmations: see `answer_all`
        if matches!(found.stance, Stance::Denies | Stance::Confirms) || found.stance == Stance::Declines && !self.declines_to_confirm(found) {
            return;
        }
        let sentence = self.doc.sentence_of(found.cue.start);
        let known = KNOWN;
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let Some(pointer) = self.pointer(found) else {
            // "A contract? See what X said": a teaser speaks of the question that it stands behind
            let asked = (found.cue.start.saturating_sub(3)..found.cue.start).any(|i| self.doc.sentence_of(i) == sentence && self.doc.is(i, known.question));
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
            let participle = found.cue.range().skip(1).any(|i| self.doc.is(i, known.auxiliary)) && found.cue.len() > 3;
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

    /// The sentences that may hold the claim which this denies or confirms, in the order of the text, with what speaks for
    /// each. `before` is the same side's last denial.
    fn candidates(&self, index: usize, list: &[Found], flat: Option<Flat>, before: Option<&Denial>, notes: &mut Notes) -> Vec<(usize, Signs)> {
        let Notes { shared, shared_negated, named, wanted, contested } = notes;
        let found = &list[index];
        let own = self.doc.sentence_of(found.cue.start);
        let known = KNOWN;
        let object = self.object(found);
        let plain = self.stems_at(object.iter().flat_map(|s| s.range().take(LONGEST)).filter(|&i| !self.names(i)));
        self.overlaps(&plain, shared);
        let negated = self.negated(found, &object);
        self.overlaps(&negated, shared_negated);
        let (plain, negated) = (self.weight(&plain).max(0.1), self.weight(&negated).max(0.1));
        let length = found.content.iter().flat_map(|c| c.range()).filter(|&i| self.doc.tokens[i].is_word()).count();
        let words = || object.iter().flat_map(|s| s.range().take(LONGEST));
        let reports = words().any(|i| self.doc.is(i, known.report_noun));
        let charge = words().any(|i| self.doc.is(i, known.claim_noun) && !self.doc.is(i, known.report_noun));
        // "the figure", "the charge": a word for the claim does not say what it is
        let named_only = |i: usize| self.stems[i] == 0 || self.doc.is(i, known.claim_noun | known.report_noun | known.false_label);
        let stated = !found.content.iter().all(|c| c.range().take(LONGEST).all(named_only));
        let pointed = !stated || words().any(|i| self.doc.is(i, known.pointer | known.demonstrative) && !self.doc.is(i, known.complementizer));
        let retort = found.cue.range().any(|i| self.doc.is(i, known.retort));
        // who denies, by name and by office: a claim against him names him
        let mut own_words: Vec<Stem> = found.source.map_or(Vec::new(), |s| self.query(&[s]));
        if let Some(who) = found.who {
            own_words.extend(self.query(&[who]));
        }
        own_words.in_order();
        own_words.dedup();
        self.overlaps(&own_words, named);
        let lead = self.in_headline(own) || self.body_index(own) == 0;
        let speaks = |sentence: usize, other: usize| {
            let c = &list[other];
            let answers = matches!(c.stance, Stance::Denies | Stance::Declines);
            let inside = || sentence == own && (c.content.iter().any(|a| found.content.iter().any(|b| a.overlaps(*b))) || c.cue.start > found.cue.start);
            other != index && !answers && !self.one_side(other, index) && !inside()
        };
        let claims = |s: usize| self.by_sentence.get(s).iter().any(|&o| !list[o as usize].content.is_empty() && speaks(s, o as usize));
        let latest = (own.saturating_sub(8)..own).rev().find(|&s| claims(s));
        let but_one = latest.and_then(|l| (own.saturating_sub(12)..l).rev().find(|&s| claims(s)));
        let opening = (0..self.sentences.min(LEAD)).find(|&s| s != own && !self.in_headline(s) && claims(s));
        let of_before = before.into_iter().flat_map(|b| b.about.iter().copied().chain([b.sentence]));
        let near = own.saturating_sub(6)..=(own + if lead { 6 } else { 2 }).min(self.sentences - 1);
        let sharing = shared.touched.iter().chain(&named.touched).map(|&s| s as usize);
        sharing.chain(near).chain(of_before).chain(opening).for_each(|s| wanted.add(s));
        let wanted = wanted.taken();
        let leading = self.leading;
        let claim_here = claims(own);
        let points = self.pointer(found).is_some();
        let here = self.doc.sentences[own].block;
        // what all of them have
        let mut of_all: Signs = [0.0; SIGNS];
        let emphatic = matches!(flat, Some(Flat::Emphatic | Flat::Label | Flat::Called));
        for (sign, on) in [
            (Sign::Any, true),
            (Sign::AnyStated, stated),
            (Sign::AnyPointed, pointed),
            (Sign::AnyThis, !stated && points),
            (Sign::AnyRetort, retort),
            (Sign::AnyQuoted, found.quote == Quote::Direct),
            (Sign::AnyEmphatic, emphatic),
            (Sign::AnyPart, flat == Some(Flat::Part)),
        ] {
            of_all[sign as usize] = f32::from(u8::from(on));
        }
        of_all[Sign::AnyShort as usize] = if length <= 8 { 1.0 } else { f32::from(u8::from(length <= 15)) / 2.0 };
        let mut out: Vec<(usize, Signs)> = Vec::with_capacity(wanted.len());
        for sentence in wanted {
            // what is itself the content is not what it answers
            let tokens = self.doc.sentences[sentence].tokens;
            if sentence != own && found.content.iter().any(|c| c.overlaps(tokens)) {
                continue;
            }
            let (mut said, mut unsaid, mut same, mut does) = (false, true, false, false);
            let mut signs = of_all;
            let mut set = |sign: Sign, value: f32| signs[sign as usize] = value;
            for &other in self.by_sentence.get(sentence) {
                let other = other as usize;
                if other == index {
                    continue;
                }
                let c = &list[other];
                unsaid = false;
                if self.one_side(other, index) {
                    same = true;
                } else if c.stance == Stance::Denies {
                    set(Sign::Denied, 1.0);
                } else if speaks(sentence, other) {
                    said = true;
                    does |= c.content.first().is_some_and(|c| c.range().take(5).any(|i| self.sides[index].words.contains(&self.word_of_side(i))));
                    let passed_on = matches!(c.kind, Kind::Media | Kind::Hearsay | Kind::Document) || c.sub == Some(SubKind::Withheld);
                    if passed_on {
                        set(Sign::PassedOn, 1.0);
                    }
                    if passed_on && reports {
                        set(Sign::ReportsPassedOn, 1.0);
                    }
                    if c.kind == Kind::Media && reports {
                        set(Sign::ReportsMedia, 1.0);
                    }
                    if c.stance == Stance::Alleges {
                        set(Sign::Alleged, 1.0);
                        if charge {
                            set(Sign::ChargeAlleged, 1.0);
                        }
                    }
                    if c.quote == Quote::Direct && shared.weights[sentence] == 0.0 {
                        set(Sign::Quoted, 1.0);
                    }
                }
            }
            if sentence == own && !said {
                continue;
            }
            if leading == Some(sentence) {
                set(Sign::Lead, 1.0);
            }
            set(Sign::ShareWords, shared.weights[sentence] / plain);
            set(Sign::ShareNegated, shared_negated.weights[sentence] / negated);
            set(Sign::NamesDenier, named.weights[sentence].min(2.0) / 2.0);
            if unsaid {
                set(Sign::Unsaid, 1.0);
            }
            if same {
                set(Sign::SameSide, 1.0);
            }
            match sentence.cmp(&own) {
                std::cmp::Ordering::Equal => {}
                std::cmp::Ordering::Less => match own - sentence {
                    1 => set(Sign::Before1, 1.0),
                    2 => set(Sign::Before2, 1.0),
                    3 => set(Sign::Before3, 1.0),
                    n => set(Sign::BeforeFar, (n as f32 / 2.0).ln().min(3.0)),
                },
                std::cmp::Ordering::Greater => {
                    set(if sentence - own <= 3 { Sign::After } else { Sign::AfterFar }, 1.0);
                    if lead {
                        set(Sign::AfterLead, 1.0);
                    }
                }
            }
            if self.in_headline(sentence) {
                set(Sign::Headline, 1.0);
            }
            let paragraph = self.doc.sentences[sentence].block == here && sentence != own;
            if paragraph {
                set(Sign::SameParagraph, 1.0);
            }
            if latest == Some(sentence) {
                set(Sign::Latest, 1.0);
                if paragraph {
                    set(Sign::LatestHere, 1.0);
                }
            }
            let of_denier = named.weights[sentence] > 0.0;
            if of_denier && said && sentence < own {
                set(Sign::BeforeOfDenier, 1.0);
            }
            if does {
                set(Sign::DenierDoes, 1.0);
            }
            if does && !stated && found.kind == Kind::Anonymous {
                set(Sign::PrincipalDoes, 1.0);
            }
            if but_one == Some(sentence) {
                set(Sign::LatestButOne, 1.0);
            }
            if opening == Some(sentence) {
                set(Sign::Opening, 1.0);
            }
            set(Sign::OfHeadline, if self.in_headline(sentence) { 0.0 } else { self.of_headline[sentence] });
            if claim_here && sentence != own {
                set(Sign::ClaimHere, 1.0);
            }
            if contested[sentence] {
                set(Sign::Contested, 1.0);
            }
            if !stated && sentence + 1 == own && points {
                set(Sign::BeforePointed, 1.0);
            }
            if let Some(before) = before {
                if before.about.contains(&sentence) {
                    set(Sign::Held, 1.0);
                }
                if before.sentence == sentence {
                    set(Sign::HeldDenial, 1.0);
                }
            }
            out.push((sentence, signs));
        }
        out
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
        let mut notes = Notes { shared: shares(), shared_negated: shares(), named: shares(), wanted: Marks::over(self.sentences), contested: vec![false; self.sentences] };
        for index in order {
            let found = &list[index];
            let sentence = self.doc.sentence_of(found.cue.start);
            let headline = self.in_headline(sentence);
            let flat = if found.stance == Stance::Says && !found.content.is_empty() && found.kind != Kind::Hearsay { self.flat(found) } else { None };
            let asked = match found.stance {
                Stance::Denies => Asked::Denial,
                Stance::Confirms => Asked::Confirmation,
                _ if flat.is_some() => Asked::Negation,
                _ => continue,
            };
            let before = denials
                .iter()
                .rev()
                .take(12)
                .find(|d| {
                    let near = sentence.abs_diff(d.sentence) <= 3;
                    (self.one_side(index, d.index) || near && self.speaks_for(list, index, d.index)) && (headline || sentence >= d.sentence)
                })
                .cloned();
            let given = self.candidates(index, list, flat, before.as_ref(), &mut notes);
            let beside = self.beside(index, list);
            let own = self.of_own_sentence(&list[index]);
            let found = &mut list[index];
            if let Some((truth, choices)) = &mut gold {
                choices.push(Choice { attribution: index, asked, given });
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

    /// "called the reports 'pure fiction'": a quoted label alone is the content, and the claim that it is put on stands
    /// beside it.
    fn labels_claim(&self, found: &Found) -> Option<Flat> {
        let known = KNOWN;
        let [content] = found.content[..] else { return None };
        let words = content.range().filter(|&i| self.doc.tokens[i].is_word()).count();
        if words > 6 || content.range().any(|i| self.doc.is(i, known.true_label | known.grave_label | known.negation)) {
            return None;
        }
        let labelled = content.range().any(|i| self.doc.is(i, known.false_label));
        if !labelled && found.quote != Quote::Direct {
            return None;
        }
        // "said in a statement that it “takes them seriously”": what stands in a clause or behind a preposition is not labelled
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let clause = |gap: Tokens| {
            !verb_last
                && (gap.start..gap.end.saturating_sub(1)).any(|i| {
                    self.doc.is(i, known.preposition) && !self.doc.is(i, known.subordinator)
                        || self.doc.is(i, known.complementizer) && self.doc.is(i + 1, known.pronoun_it | known.pronoun_he | known.pronoun_she | known.pronoun_they)
                })
        };
        // between the cue and the label, or right before the label where verbs stand last
        let gap = if content.start >= found.cue.end { Tokens::new(found.cue.end, content.start) } else { Tokens::new(content.start.saturating_sub(6), content.start) };
        let sentence = self.doc.sentences[self.doc.sentence_of(found.cue.start)].tokens;
        // without a label of falsehood only what names a claim is meant: "called the rain 'a rare event'"
        let nouns = if labelled || !verb_last { known.claim_noun | known.report_noun | known.claim_name } else { known.report_noun | known.claim_name | known.object_pronoun };
        let named = || gap.range().filter(|&i| sentence.has(i) && !found.source.is_some_and(|s| s.has(i)) && self.doc.is(i, nouns));
        // ("called that allegation “…”" points)
        let joins = |i: usize| self.doc.is(i, known.complementizer) && (!self.doc.is(i, known.demonstrative) || i + 2 >= gap.end && !self.doc.is(i - 1, known.copula));
        let that = !verb_last && gap.range().any(|i| joins(i) && !(gap.has(i + 1) && self.doc.is(i + 1, nouns)));
        if gap.len() > 8 || clause(gap) || that || named().next().is_none() {
            return None;
        }
        // "called it 'a grave event'": a pronoun alone may stand for anything
        Some(if labelled || !named().all(|i| self.doc.is(i, known.object_pronoun)) { Flat::Called } else { Flat::Label })
    }

    /// The words by which those of one side are known: names and institutions in the source, not offices and roles; a common
    /// noun for an institution only where nothing more particular stands.
    fn side(&self, found: &Found) -> Vec<u64> {
        let Some(source) = found.source else { return Vec::new() };
        let known = KNOWN;
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
        // "a councilman, who may run against her": whom a relative clause names may be the other side
        let own = |s: Tokens| s.range().take(12).enumerate().take_while(|&(n, i)| n == 0 || !self.doc.is(i, known.relative_pronoun)).map(|(_, i)| i);
        let words = || [Some(source), found.who].into_iter().flatten().flat_map(own).filter(|&i| self.stems[i] != 0 && self.doc.tokens[i].sets & person == 0);
        let mut out: Vec<u64> = words()
            .filter(|&i| self.doc.tokens[i].sets & (place | known.organization_noun) == 0 || self.doc.is(i, known.organization_name | known.given_name | known.surname))
            .map(|i| self.word_of_side(i))
            .collect();
        if out.is_empty() {
            // "Ruritania" and "the Ruritanian army" begin alike
            out = words()
                .map(|i| if self.doc.is(i, place) { u64::from(crate::token::prefix(&crate::fold::normal(self.doc.token_text(i)))) << 1 } else { self.word_of_side(i) })
                .collect();
            if out.iter().any(|word| word & 1 == 0) {
                out.retain(|word| word & 1 == 0);
            }
        }
        out.in_order();
        out.dedup();
        out
    }

    /// A token's stem as a word by which a side is known; places known by how they begin are even numbers.
    fn word_of_side(&self, token: usize) -> u64 {
        u64::from(self.stems[token]) << 1 | 1
    }

    fn one_side(&self, a: usize, b: usize) -> bool {
        self.speaker[a].is_some() && self.speaker[a] == self.speaker[b] || self.sides[a].meets(&self.sides[b])
    }

    /// Whether one speaks for an institution that has just spoken: "co-founder …" behind the company.
    fn speaks_for(&self, list: &[Found], person: usize, body: usize) -> bool {
        let Some(source) = list[person].source else { return false };
        let known = KNOWN;
        list[body].kind == Kind::Organization
            && source.range().take(10).any(|i| self.doc.is(i, known.office | known.spokesperson))
            && !source.range().take(12).any(|i| self.doc.is(i, known.organization_noun | known.organization_name))
    }

    fn in_headline(&self, sentence: usize) -> bool {
        self.doc.blocks[self.doc.sentences[sentence].block].role == Role::Headline
    }

    /// Whether the sentence before the one of a token holds a question that was put in a quotation.
    fn answers_question(&self, at: usize) -> bool {
        let Some(before) = self.doc.sentence_of(at).checked_sub(1) else { return false };
        let tokens = [before.checked_sub(1), Some(before)].into_iter().flatten().flat_map(|s| self.doc.sentences[s].tokens.range().rev().take(24));
        tokens.into_iter().any(|i| self.doc.tokens[i].mark == Mark::Terminator && self.doc.in_quotation(i) && self.doc.tokens[i].span.of(&self.doc.text).starts_with('?'))
    }

    /// Whether the content negates a claim as a whole.
    fn flat(&self, found: &Found) -> Option<Flat> {
        let known = KNOWN;
        let first = found.content.first()?;
        // "If there is no plan, what is this paper?": a question says nothing flatly
        let asks = |part: &Tokens| self.doc.tokens.get(part.end).is_some_and(|t| t.mark == Mark::Terminator && t.span.of(&self.doc.text).starts_with('?'));
        if found.content.iter().all(asks) || found.content.len() > 1 && found.content.last().is_some_and(asks) {
            return None;
        }
        // "asked why nothing had been done": verb-last, a question word stands anywhere in it
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        if verb_last && first.range().take(40).any(|i| self.doc.is(i, known.question) && !self.doc.is(i, known.relative_pronoun)) {
            return None;
        }
        if let Some(flat) = self.labels_claim(found) {
            return Some(flat);
        }
        // "it never happened", "nothing of the sort": it can mean nothing but what somebody else says
        // (not "something that has not happened since")
        let relative = |i: usize| i > first.start && self.doc.is(i, known.relative_pronoun) && self.doc.is(i - 1, known.claim_name);
        let outright = found.content.iter().take(3).flat_map(|c| c.range().take(14)).find(|&i| self.doc.is(i, known.outright_denial));
        if outright.is_some_and(|i| !relative(i)) {
            return Some(Flat::Called);
        }
        // "No," and no more: the answer to a question; "Lies": what all is called
        let says = |set: u128| first.range().filter(|&i| self.doc.tokens[i].is_word()).all(|i| self.doc.is(i, set));
        if first.range().take(4).any(|i| self.doc.tokens[i].is_word()) && first.len() <= 4 && (says(known.lone_denial) || says(known.false_label) && found.quote == Quote::Direct) {
            return Some(Flat::Called);
        }
        // "“…, didn't you?” … “No, sir,” she said": the answer to what was asked right before
        if self.doc.is(first.start, known.lone_denial)
            && self.doc.in_quotation(first.start)
            && self.doc.tokens.get(first.start + 1).is_some_and(|t| matches!(t.mark, Mark::Comma | Mark::Terminator))
            && self.answers_question(first.start)
        {
            return Some(Flat::Called);
        }
        if found.content.iter().flat_map(|c| c.range().take(40)).any(|i| self.doc.is(i, known.soft_negation)) {
            return None;
        }
        let words = first.range().filter(|&i| self.doc.tokens[i].is_word()).count();
        // "the report is baseless", "this is a lie", "talk baseless": the label is said of a claim
        let claim = known.claim_noun | known.report_noun | known.demonstrative | known.pronoun_it | known.document_noun;
        let label = first.range().take(14).find(|&i| self.doc.is(i, known.false_label) && (words <= 5 || !self.doc.is(i, known.claim_noun | known.report_noun)));
        if let Some(label) = label {
            let said_of = first.range().take(10).any(|i| i < label && self.doc.is(i, claim));
            // "it's nonsense", "that is a lie": nothing else can be meant than what was said
            let all = if self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast { known.pointer } else { 0 };
            let pointed = words <= 6 && first.range().take(2).any(|i| self.doc.is(i, known.demonstrative | known.pronoun_it | all));
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
        // ("No 10" is a house, "whether P or not" a question)
        let or_not = |i: usize| i + 1 == first.end && i > first.start && self.doc.is(i - 1, known.conjunction);
        let negates = |i: usize, set: u128| self.doc.is(i, set) && !self.doc.is(i, known.organization_name) && !or_not(i);
        let at = first.range().take(reach).position(|i| negates(i, negative))?;
        // "something that has not happened since": what a clause beside it negates
        let of_clause = first.range().take(at).rev().find(|&i| !self.doc.is(i, known.auxiliary | known.copula));
        if !verb_last && of_clause.is_some_and(|i| i > first.start && self.doc.is(i, known.relative_pronoun)) {
            return None;
        }
        // "there is no truth in these stories"
        let pointed = first
            .range()
            .take(16)
            .any(|i| self.doc.is(i, known.pointer | known.demonstrative) && (i + 1..(i + 3).min(first.end)).any(|j| self.doc.is(j, known.claim_noun | known.report_noun)));
        if pointed && words <= 14 && first.range().take(10).any(|i| self.doc.is(i, known.emphatic_negation)) {
            return Some(Flat::Called);
        }
        // "one single" alone negates nothing
        let negated = first.range().any(|i| negates(i, known.negation));
        // "he had paid for six months but “I never saw a light”": what is quoted far behind is a part of it
        let of_whole = |i: usize| verb_last || i < first.start + 9 || self.doc.in_quotation(i) == self.doc.in_quotation(first.start);
        if words <= 24 && negated && first.range().take(16).any(|i| self.doc.is(i, known.emphatic_negation) && of_whole(i)) {
            return Some(Flat::Emphatic);
        }
        let whole = if verb_last { words <= 14 } else { at < 7 && words <= 24 };
        Some(if whole { Flat::Whole } else { Flat::Part })
    }

    /// The attribution of the same sentence that makes the very claim which this denies or confirms: "…, a charge the clerk denied".
    fn beside(&self, index: usize, list: &[Found]) -> Option<usize> {
        let found = &list[index];
        let sentence = self.doc.sentence_of(found.cue.start);
        let same = |&other: &usize| other != index && list[other].cue.start < found.cue.start && list[other].content == found.content && list[other].stance != Stance::Denies;
        (!found.content.is_empty()).then(|| self.by_sentence.get(sentence).iter().map(|&other| other as usize).find(same))?
    }

    /// "The office has sent a notice, but the firm says it has had no such notice": what it points to stands before it in its sentence.
    fn of_own_sentence(&self, found: &Found) -> bool {
        let known = KNOWN;
        let (Some(source), Some(first)) = (found.source, found.content.first()) else { return false };
        let start = self.doc.sentences[self.doc.sentence_of(source.start)].tokens.start;
        // (an article alone points to nothing)
        let points = |&i: &usize| self.doc.is(i, known.pointer) && (self.doc.verb_last(i) || self.doc.is(i, known.demonstrative));
        let Some(pointer) = first.range().take(8).find(points) else { return false };
        let told = |stem: Stem| stem != 0 && self.stems[start..source.start].contains(&stem);
        let noun = |i: usize| !self.doc.is(i, known.claim_noun | known.report_noun) && told(self.stems[i]);
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
        let known = KNOWN;
        let mut named: Vec<Stem> = Vec::new();
        for token in self.object(found).iter().flat_map(|s| s.range().take(LONGEST)) {
            let stem = self.stems[token];
            if stem != 0 && !self.doc.is(token, known.claim_noun | known.report_noun | known.false_label) && !named.contains(&stem) {
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
        for index in 0..list.len() {
            let query = self.query(&list[index].content);
            let total = self.weight(&query);
            let claimed = matches!(list[index].stance, Stance::Says | Stance::Alleges | Stance::Confirms);
            if claimed && query.len() >= 3 {
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

/// What sentences (or attributions) share with one of them: weights by their numbers.
struct Shares {
    /// 0 for what shares nothing; whatever is shared weighs more.
    weights: Vec<f32>,
    /// Those that share something, each once.
    touched: Vec<u32>,
}

impl Shares {
    fn over(count: usize) -> Shares {
        Shares { weights: vec![0.0; count], touched: Vec::new() }
    }

    fn clear(&mut self) {
        self.touched.drain(..).for_each(|at| self.weights[at as usize] = 0.0);
    }

    fn add(&mut self, at: u32, weight: f32) {
        let sum = &mut self.weights[at as usize];
        if *sum == 0.0 {
            self.touched.push(at);
        }
        *sum += weight;
    }
}

/// Numbers that are taken out in their order, each once.
struct Marks {
    /// A bit for each number.
    bits: Vec<u64>,
    /// Of the places with bits the first, and one past the last.
    first: usize,
    end: usize,
}

impl Marks {
    fn over(count: usize) -> Marks {
        let bits = vec![0; count / 64 + 1];
        Marks { first: bits.len(), end: 0, bits }
    }

    fn add(&mut self, number: usize) {
        self.first = self.first.min(number / 64);
        self.end = self.end.max(number / 64 + 1);
        self.bits[number / 64] |= 1 << (number % 64);
    }

    /// All of them; then there are none.
    fn taken(&mut self) -> Vec<usize> {
        let mut out = Vec::with_capacity(64);
        for place in self.first..self.end {
            let mut rest = std::mem::take(&mut self.bits[place]);
            while rest != 0 {
                out.push(64 * place + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
        (self.first, self.end) = (self.bits.len(), 0);
        out
    }
}

/// What [`Linker::candidates`] writes on, and what it knows of the denials so far.
struct Notes {
    /// By the words that are no names.
    shared: Shares,
    /// … by those of them that stand at the negation.
    shared_negated: Shares,
    named: Shares,
    /// The sentences that are candidates.
    wanted: Marks,
    /// For each sentence whether somebody has denied it.
    contested: Vec<bool>,
}

/// The words by which a side is known.
struct Side {
    words: Vec<u64>,
    /// A bit for each of them, which others may share: sides without a common bit have no common word.
    bits: u64,
}

impl Side {
    fn of(words: Vec<u64>) -> Side {
        let bits = words.iter().fold(0, |bits, word| bits | 1 << (word >> 1 & 63));
        Side { words, bits }
    }

    fn meets(&self, other: &Side) -> bool {
        self.bits & other.bits != 0 && self.words.iter().any(|word| other.words.contains(word))
    }
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

/// For each stem of a text the sentences that hold it, in one list.
struct Index {
    /// Where each stem's sentences begin, and behind the last stem's the end.
    starts: Vec<u32>,
    sentences: Vec<u32>,
}

impl Index {
    /// From the stems of all tokens, numbers up to `count`; with it what each stem weighs.
    fn of(doc: &Document<'_>, stems: &[Stem], count: usize) -> (Index, Vec<f32>) {
        // each stem once a sentence
        let each = |note: &mut dyn FnMut(usize, u32)| {
            let mut last = vec![0u32; count + 1];
            for (number, sentence) in (1..).zip(&doc.sentences) {
                for &stem in &stems[sentence.tokens.range()] {
                    if stem != 0 && std::mem::replace(&mut last[stem as usize], number) != number {
                        note(stem as usize, number - 1);
                    }
                }
            }
        };
        let mut often = vec![0u32; count + 1];
        each(&mut |stem, _| often[stem] += 1);
        let listed = |n: u32| if n as usize > COMMON { 0 } else { n };
        let mut starts = Vec::with_capacity(count + 2);
        let mut sum = 0;
        for &n in &often {
            starts.push(sum);
            sum += listed(n);
        }
        starts.push(sum);
        let mut next = starts.clone();
        let mut sentences = vec![0u32; sum as usize];
        each(&mut |stem, sentence| {
            if listed(often[stem]) > 0 {
                sentences[next[stem] as usize] = sentence;
                next[stem] += 1;
            }
        });
        let all = doc.sentences.len().max(8) as f32;
        let weight = |n: u32| match n as usize {
            0 => 0.0,
            n if n > COMMON => 0.1,
            n => 0.4 + (all / n as f32).ln() * 0.5,
        };
        (Index { starts, sentences }, often.into_iter().map(weight).collect())
    }

    fn sentences(&self, stem: Stem) -> &[u32] {
        &self.sentences[self.starts[stem as usize] as usize..self.starts[stem as usize + 1] as usize]
    }
}

/// Whether a word has two characters or more.
fn has_two(word: &str) -> bool {
    word.len() > 4 || word.chars().nth(1).is_some()
}

/// A word has been met, and has no stem.
const NO_STEM: Stem = 1 << 31;

/// For each token its stem, 0 where it carries no meaning of its own; and the highest number given.
fn stems(doc: &Document<'_>) -> (Vec<Stem>, usize) {
    let mut stems: Vec<Stem> = vec![0; doc.tokens.len()];
    let mut count: Stem = 0;
    // stems by word, for most words of a text come again, and by what they are
    let room = (doc.tokens.len() / 4).min(4096);
    let (mut seen, mut numbers) = (Numbers::with_room(room), Numbers::with_room(room));
    let mut word = String::new();
    for block in &doc.blocks {
        let Some(lexicon) = block.lexicon else { continue };
        let known = KNOWN;
        let classes = &known.classes;
        let empty = classes.function | known.light_verb | known.passive_auxiliary | known.title | known.honorific;
        let named = known.given_name | known.surname;
        let language = crate::fold::hash(lexicon.pack.code.as_bytes());
        let endings = lexicon.set(known.inflection);
        for index in block.tokens.range() {
            let token = &doc.tokens[index];
            let numeral = token.shape == crate::token::Shape::Number;
            if !token.is_word() || !numeral && token.sets & empty != 0 && token.sets & named == 0 {
                continue;
            }
            let slot = seen.at(token.word ^ language ^ u64::from(numeral));
            if *slot != 0 {
                stems[index] = *slot & !NO_STEM;
                continue;
            }
            word.clear();
            crate::fold::fold_word(doc.token_text(index), &mut word);
            if !numeral && !has_two(&word) {
                *slot = NO_STEM;
                continue;
            }
            let mut stem: &str = &word;
            if !numeral {
                for ending in endings.iter().flat_map(|set| set.endings_of(&word)) {
                    let cut = crate::span::part(&word, 0, word.len() - ending.len());
                    if cut.len() < stem.len() && cut.len() * 2 >= word.len() && has_two(cut) {
                        stem = cut;
                    }
                }
                if stem.as_bytes().iter().take(7).all(u8::is_ascii) {
                    stem = crate::span::part(stem, 0, stem.len().min(6));
                } else if let Some((end, _)) = stem.char_indices().nth(6) {
                    stem = crate::span::part(stem, 0, end);
                }
            }
            let number = numbers.at(crate::fold::hash(stem.as_bytes()));
            if *number == 0 {
                count += 1;
                *number = count;
            }
            *slot = *number;
            stems[index] = *number;
        }
    }
    (stems, count as usize)
}
