//! The trained span model: is a proposed cue an attribution, and where are its source and claim.
//!
//! Two linear models over hashed features ([`crate::features`]), with weights of one byte. The *gate* is a logistic
//! regression that accepts or refuses a candidate; its calibrated probability is the confidence. The *tagger* is a
//! linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) run once for each accepted cue over the cue's
//! window, so that one attribution may stand inside another: it labels tokens as outside, source, content or part of the cue, with at
//! most one source. It runs only where something proposes an attribution.

use crate::analysis::{Method, Options, Scope};
use crate::attribution::{Found, Stance};
use crate::document::Document;
use crate::features::{self, CLASSES, Candidate, Columns, STATES};
use crate::frames::split_by_sentence;
use crate::lexicon::Proposal;
use crate::order::InOrder;
use crate::pack::WordOrder;
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::Mark;
pub use crate::weights::{Model, Sums};

/// Labels: outside, source begins, source goes on, content begins, content goes on, part of the cue.
pub const LABELS: usize = 6;
/// Label: outside every span.
pub const O: usize = 0;
/// Label: first token of a source.
pub const SB: usize = 1;
/// Label: further token of a source.
pub const SI: usize = 2;
/// Label: first token of a content.
pub const CB: usize = 3;
/// Label: further token of a content.
pub const CI: usize = 4;
/// Label: the cue.
pub const K: usize = 5;

/// States of the chain: a label and whether the source has been seen. (label, source seen)
pub const STATE_LABELS: [(usize, bool); 10] = [(O, false), (CB, false), (CI, false), (K, false), (SB, true), (SI, true), (O, true), (CB, true), (CI, true), (K, true)];
/// Number of states of the chain.
pub const CHAIN: usize = STATE_LABELS.len();

/// Whether the chain may go from one state to the next, the cue's limits apart.
pub fn may_follow(from: usize, to: usize) -> bool {
    let ((a, seen), (b, sees)) = (STATE_LABELS[from], STATE_LABELS[to]);
    let goes_on = match b {
        SI => a == SB || a == SI,
        CI => a == CB || a == CI,
        _ => true,
    };
    let source = match b {
        SB => !seen,
        _ => seen == sees,
    };
    goes_on && source
}

/// The states that each state may follow, by [`may_follow`].
const PREDECESSORS: [&[u8]; CHAIN] =
    [&[0, 1, 2, 3], &[0, 1, 2, 3], &[1, 2], &[0, 1, 2, 3], &[0, 1, 2, 3], &[4, 5], &[4, 5, 6, 7, 8, 9], &[4, 5, 6, 7, 8, 9], &[7, 8], &[4, 5, 6, 7, 8, 9]];

/// Tables of the transitions: plain, by the class of the token, by the class of the one before, by quotation states, by whether a
/// sentence begins. Each holds `LABELS * LABELS` weights a row.
pub const PAIRS: usize = LABELS * LABELS;
/// Number of rows in all tables of the transitions.
pub const TRANSITION_ROWS: usize = 1 + CLASSES + CLASSES + STATES * STATES + 2;

/// Rows of the transition tables that apply between two tokens.
pub fn transition_rows(previous: &features::Column, current: &features::Column, begins: bool) -> [usize; 5] {
    [
        0,
        1 + current.class as usize,
        1 + CLASSES + previous.class as usize,
        1 + 2 * CLASSES + previous.state as usize * STATES + current.state as usize,
        1 + 2 * CLASSES + STATES * STATES + usize::from(begins),
    ]
}

/// The transition tables added up as far as that can be done beforehand: three rows a token instead of five.
pub struct Pairs {
    /// By class of the token, and whether it begins a sentence; holds the plain row too.
    current: Vec<[i16; PAIRS]>,
    previous: Vec<[i16; PAIRS]>,
    states: Vec<[i16; PAIRS]>,
}

impl Pairs {
    /// Adds the rows up.
    pub fn of(transitions: &[i8]) -> Pairs {
        let add = |rows: &[usize]| {
            let mut sums = [0i16; PAIRS];
            for row in rows {
                for (sum, &weight) in sums.iter_mut().zip(&transitions[row * PAIRS..(row + 1) * PAIRS]) {
                    *sum += i16::from(weight);
                }
            }
            sums
        };
        let begins = 1 + 2 * CLASSES + STATES * STATES;
        Pairs {
            current: (0..2 * CLASSES).map(|i| add(&[0, 1 + i / 2, begins + i % 2])).collect(),
            previous: (0..CLASSES).map(|i| add(&[1 + CLASSES + i])).collect(),
            states: (0..STATES * STATES).map(|i| add(&[1 + 2 * CLASSES + i])).collect(),
        }
    }

    /// What [`transition_rows`] add up to.
    #[inline(always)]
    fn between(&self, previous: &features::Column, current: &features::Column, begins: bool) -> [i16; PAIRS] {
        let mut sums = self.current[current.class as usize * 2 + usize::from(begins)];
        let (p, s) = (&self.previous[previous.class as usize], &self.states[previous.state as usize * STATES + current.state as usize]);
        for pair in 0..PAIRS {
            sums[pair] += p[pair] + s[pair];
        }
        sums
    }
}

/// From how cue-like a word on is a candidate by itself.
pub const CUE_LIKE: u8 = 3;

/// The pack's proposals and the words that the training text knows as cues, as candidates in reading order, in the blocks that
/// the columns are of.
pub fn candidates(doc: &Document, columns: &Columns, proposals: &[Proposal], scope: Scope, method: Method) -> Vec<Candidate> {
    let all = columns.tokens();
    let mut taken = vec![false; all.len()];
    let mut out = Vec::new();
    for proposal in proposals {
        if method == Method::ModelOnly || (scope == Scope::Claims && doc.lexicon_of(proposal.cue.start).entry(proposal.entry).wide) {
            continue;
        }
        taken[proposal.cue.start - all.start..proposal.cue.end - all.start].fill(true);
        out.push(Candidate { scope: scope as u8, ..Candidate::new(doc, columns, proposal.cue, Some(proposal.entry)) });
    }
    let alone = |taken: &[bool], index: usize| columns[index].cue_like >= CUE_LIKE && !taken[index - all.start];
    let mut index = all.start;
    while index < all.end {
        if !alone(&taken, index) {
            index += 1;
            continue;
        }
        let sentence = doc.sentences[doc.sentence_of(index)].tokens;
        if method == Method::Both && scope == Scope::Claims {
            // what the pack says is no cue is none for the model either
            for (start, end) in doc.lexicon_of(index).trapped(&doc.tokens[sentence.range()]) {
                taken[sentence.start + start - all.start..sentence.start + end - all.start].fill(true);
            }
        }
        for index in (index..sentence.end).filter(|&i| alone(&taken, i)) {
            out.push(Candidate { scope: scope as u8, ..Candidate::new(doc, columns, Tokens::new(index, index + 1), None) });
        }
        index = sentence.end;
    }
    out.in_order_of(|c| (c.cue.start, c.cue.end));
    out
}

/// Gate features count once for every scope and once for the scope at hand (Daumé 2007: "frustratingly easy" adaptation).
pub fn scoped(row: u32, scope: Scope) -> u32 {
    row ^ match scope {
        Scope::Claims => 0x5bd1_e995,
        Scope::Wide => 0x27d4_eb2f,
    }
}

/// Sums of the gate's weights by groups of features ([`features::GATE_GROUPS`]).
type Groups = [i32; features::GATE_GROUPS.len()];

fn gate_sums(model: &Model, doc: &Document, columns: &Columns, candidate: &Candidate, scope: Scope) -> Groups {
    let mut sums = Groups::default();
    features::gate(doc, columns, candidate, &mut |template, row| {
        sums[features::gate_group(template)] += gate_weight(model, row, scope);
    });
    sums
}

fn gate_score(model: &Model, sums: &Groups) -> f32 {
    sums.iter().sum::<i32>() as f32 * model.gate_scale
}

fn probability(model: &Model, score: f32, scope: Scope) -> f32 {
    let (a, b) = model.calibration[scope as usize];
    1.0 / (1.0 + (-(a * score + b)).exp())
}

/// A confidence, 0 to 1, and the features that weighed most for or against, in words.
pub type Judgement = (f32, Vec<(String, f32)>);

/// How sure the gate is of each proposal, and the features that weighed most, in words; `None` where there is no model.
pub fn judge(doc: &Document, proposals: &[Proposal], options: &Options) -> Vec<Option<Judgement>> {
    let model = |token: usize| doc.lexicon_of(token).model.as_ref();
    let mut columns = Columns::of(doc, 0..doc.blocks.len(), |index, word| model(index).map_or(0, |m| m.cue_words.get(word) as u8));
    let all = candidates(doc, &columns, proposals, options.scope, options.method);
    columns.set_anchors(all.iter());
    proposals
        .iter()
        .map(|proposal| {
            let model = model(proposal.cue.start).filter(|_| options.method != Method::PacksOnly)?;
            let candidate = Candidate::new(doc, &columns, proposal.cue, Some(proposal.entry));
            let mut weights: Vec<(String, f32)> = Vec::new();
            features::gate(doc, &columns, &candidate, &mut |template, row| {
                let weight = gate_weight(model, row, options.scope) as f32 * model.gate_scale;
                if weight != 0.0 {
                    let name = features::GATE_TEMPLATES.get(template as usize - 100).copied().unwrap_or("a feature");
                    weights.push((name.to_owned(), weight));
                }
            });
            weights.in_order_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
            weights.truncate(6);
            let score = gate_score(model, &gate_sums(model, doc, &columns, &candidate, options.scope));
            Some((probability(model, score, options.scope), weights))
        })
        .collect()
}

fn gate_weight(model: &Model, row: u32, scope: Scope) -> i32 {
    i32::from(model.gate_weight(row)) + i32::from(model.gate_weight(scoped(row, scope)))
}

/// What spoke most for an accepted candidate, as keys of the `reason_*` messages (without the prefix): at most two groups of features.
fn what_weighed(sums: Groups) -> impl Iterator<Item = &'static str> {
    let mut order: Vec<usize> = (0..sums.len()).filter(|&g| sums[g] > 0).collect();
    order.in_order_of(|&g| std::cmp::Reverse(sums[g]));
    order.into_iter().take(2).map(|g| features::GATE_GROUPS[g])
}

/// The cues of a block may look at so many tokens together: so many for each of its tokens, and so many besides. Dense
/// articles need two for each. It bounds the time that a text made of cues takes.
const MOST_TAGGED_EACH: usize = 6;
const MOST_TAGGED: usize = 4_000;

/// The least probability of a cue of several words that says that somebody did not answer.
const SPELT: f32 = 0.25;

/// Accepts or refuses the candidates and finds the spans of the accepted ones, block by block: what comes of a block hangs on
/// its own words, role and quotations. `known` adds what is known of a block already, and says whether it did.
pub fn settle_blocks(doc: &Document, proposals: &[Proposal], options: &Options, known: &dyn Fn(usize, &mut Vec<Found>) -> bool) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    if options.method == Method::PacksOnly {
        return out;
    }
    let mut tagger = Tagger { doc, cache: vec![(usize::MAX, Sums::default()); CACHED], memories: vec![(0, Sums::default()); features::MEMORIES], tagged: 0 };
    let mut proposals = proposals;
    for (number, block) in doc.blocks.iter().enumerate() {
        let (here, later) = proposals.split_at(proposals.partition_point(|p| p.cue.start < block.tokens.end));
        proposals = later;
        let Some(model) = block.lexicon.and_then(|l| l.model.as_ref()) else { continue };
        if known(number, &mut out) {
            continue;
        }
        let cue_like = |word: u64| model.cue_words.get(word) as u8;
        if here.is_empty() && !doc.tokens[block.tokens.range()].iter().any(|t| cue_like(features::cue_word(t.word)) >= CUE_LIKE) {
            continue;
        }
        let mut columns = Columns::of(doc, number..number + 1, |_, word| cue_like(word));
        let candidates = candidates(doc, &columns, here, options.scope, options.method);
        columns.set_anchors(candidates.iter());
        // a text of nothing but cues: what lies beyond the first hundreds of them is nobody's news
        let mut left = MOST_TAGGED_EACH * block.tokens.len() + MOST_TAGGED;
        for candidate in &candidates {
            let sums = gate_sums(model, doc, &columns, candidate, options.scope);
            let probability = probability(model, gate_score(model, &sums), options.scope);
            // several words that the pack spells out for those who do not answer mean nothing else, though the model may be older than
            // the entry
            // (where verbs stand last such words are often told by somebody else, behind "that")
            let told = |l: &crate::lexicon::Lexicon| l.pack.order == WordOrder::VerbLast && (candidate.window.start..candidate.cue.start).any(|i| doc.is(i, KNOWN.complementizer));
            let spelt = |entry: usize| candidate.cue.len() >= 2 && block.lexicon.is_some_and(|l| l.entry(entry).stance == Stance::Declines && !told(l));
            let least = model.threshold[options.scope as usize];
            let least = if candidate.entry.is_some_and(spelt) { least.min(SPELT) } else { least };
            if probability < least || candidate.window.len() > left {
                continue;
            }
            left -= candidate.window.len();
            let labels = tagger.tag(model, &columns, candidate);
            let mut found = spans(doc, candidate, &labels, options.scope);
            found.confidence = probability;
            found.reasons.push(if candidate.entry.is_some() { "pack" } else { "model" });
            found.reasons.extend(what_weighed(sums));
            out.push(found);
        }
    }
    out
}

/// Two candidates that came out as the same cue: the surer one stays.
pub fn without_doubles(mut found: Vec<Found>) -> Vec<Found> {
    let mut kept = 0usize;
    for next in 0..found.len() {
        let mut stays = true;
        // what was dropped brings the ones around it together
        while let Some(last) = kept.checked_sub(1) {
            let (a, b) = (&found[last], &found[next]);
            let together = a.cue.overlaps(b.cue) || (b.cue.start <= a.cue.end + 1 && (a.entry.is_none() || b.entry.is_none()) && a.source == b.source && a.content == b.content);
            if !together {
                break;
            }
            // an entry of the pack can say why: it wins unless the other is much surer
            if a.confidence + if a.entry.is_some() { 0.1 } else { 0.0 } >= b.confidence + if b.entry.is_some() { 0.1 } else { 0.0 } {
                stays = false;
                break;
            }
            kept = last;
        }
        if stays {
            found.swap(kept, next);
            kept += 1;
        }
    }
    found.truncate(kept);
    // room that the growing list had taken beforehand is room for the stages to come
    found.shrink_to_fit();
    found
}

/// Candidates come in reading order and look at no more tokens than this, a power of two.
const CACHED: usize = 1024;

/// What is kept from one candidate to the next.
struct Tagger<'d, 'p> {
    doc: &'d Document<'p>,
    /// Scores of tokens by themselves, computed once while candidates follow each other: a token and its sums. A token's place
    /// is its number's low bits.
    cache: Vec<(usize, Sums)>,
    /// Sums of features by what decides them (see [`features::Sink`]).
    memories: Vec<(u64, Sums)>,
    /// How many candidates have been tagged.
    tagged: u64,
}

/// Adds up the scores of a candidate's tokens.
struct Tagging<'a> {
    model: &'a Model,
    emissions: &'a mut [Sums],
    memories: &'a mut [(u64, Sums)],
    /// What the keys of this candidate have that those of others do not.
    mine: u64,
}

impl features::Sink for Tagging<'_> {
    #[inline(always)]
    fn one(&mut self, at: usize, row: u32) {
        self.emissions[at].add(self.model.span_row(row));
    }

    #[inline(always)]
    fn several<const N: usize>(&mut self, at: usize, memory: usize, key: u32, rows: impl FnOnce() -> [u32; N]) {
        let key = self.mine | u64::from(key);
        let memory = &mut self.memories[memory];
        if memory.0 != key {
            let mut sums = Sums::default();
            for row in rows() {
                sums.add(self.model.span_row(row));
            }
            *memory = (key, sums);
        }
        self.emissions[at].join(memory.1);
    }
}

/// How far from its anchor a cue reaches.
const REACH: usize = 6;

/// Which states a token may be in, given where it stands to the cue.
///
/// The cue's anchor is part of the cue; other parts stand in one piece with it, at most six tokens on each side.
pub fn allowed(candidate: &Candidate, index: usize, from: usize, to: usize) -> bool {
    let (a, b) = (STATE_LABELS[from].0, STATE_LABELS[to].0);
    if index == candidate.anchor {
        return b == K;
    }
    if index < candidate.anchor {
        // once begun, the cue goes on to its anchor
        if a == K { b == K } else { b != K || candidate.anchor - index <= REACH }
    } else if b == K {
        a == K && index - candidate.anchor <= REACH
    } else {
        true
    }
}

impl Tagger<'_, '_> {
    /// The most likely labels of a candidate's window.
    fn tag(&mut self, model: &Model, columns: &Columns, candidate: &Candidate) -> Vec<usize> {
        let window = candidate.window;
        let length = window.len();
        let block = self.doc.blocks[self.doc.block_of(window.start)].tokens;
        let mut emissions: Vec<Sums> = window.range().map(|i| self.base(model, columns, block, i)).collect();
        self.tagged += 1;
        let mut tagging = Tagging { model, emissions: &mut emissions, memories: &mut self.memories, mine: self.tagged << 32 };
        features::relative(self.doc, columns, candidate, &mut tagging);
        let mut best = [f32::NEG_INFINITY; CHAIN];
        let mut back: Vec<[u8; CHAIN]> = vec![[0; CHAIN]; length];
        for (at, index) in window.range().enumerate() {
            let mut next = [f32::NEG_INFINITY; CHAIN];
            let emission: [f32; LABELS] = std::array::from_fn(|label| emissions[at].of(label) as f32 * model.span_scale);
            if at == 0 {
                // as if the token before were outside
                for to in (0..CHAIN).filter(|&to| may_follow(0, to) && allowed(candidate, index, 0, to)) {
                    next[to] = emission[STATE_LABELS[to].0];
                }
                best = next;
                continue;
            }
            let begins = self.doc.sentence_of(index) != self.doc.sentence_of(index - 1);
            let pairs = model.pairs.between(&columns[index - 1], &columns[index], begins);
            let pairs: [f32; PAIRS] = std::array::from_fn(|pair| f32::from(pairs[pair]) * model.transition_scale);
            // far from the cue no state but those of the cue is ruled out
            let far = index.abs_diff(candidate.anchor) > REACH;
            for to in 0..CHAIN {
                let label = STATE_LABELS[to].0;
                if far && label == K {
                    continue;
                }
                for &from in PREDECESSORS[to] {
                    let from = from as usize;
                    if !far && !allowed(candidate, index, from, to) {
                        continue;
                    }
                    // a state that cannot be has a score that nothing brings back
                    let score = best[from] + pairs[STATE_LABELS[from].0 * LABELS + label] + emission[label];
                    if score > next[to] {
                        next[to] = score;
                        back[at][to] = from as u8;
                    }
                }
            }
            best = next;
        }
        let mut state = (0..CHAIN).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
        let mut labels = vec![O; length];
        for at in (0..length).rev() {
            labels[at] = STATE_LABELS[state].0;
            state = back[at][state] as usize;
        }
        labels
    }

    fn base(&mut self, model: &Model, columns: &Columns, block: Tokens, index: usize) -> Sums {
        let place = index & (CACHED - 1);
        if self.cache[place].0 == index {
            return self.cache[place].1;
        }
        let mut sums = Sums::default();
        columns.base(block, index, &mut |row| sums.add(model.span_row(row)));
        self.cache[place] = (index, sums);
        sums
    }
}

/// Spans from labels: the source as it is, contents cut at sentence ends and trimmed of marks.
pub fn spans(doc: &Document, candidate: &Candidate, labels: &[usize], scope: Scope) -> Found {
    let window = candidate.window;
    let mut cue = candidate.cue;
    if candidate.entry.is_none() || scope == Scope::Wide {
        let tokens: Vec<usize> = window.range().filter(|i| labels[i - window.start] == K).collect();
        if let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) {
            cue = Tokens::new(first, last + 1);
        }
    }
    let mut found = Found::new(candidate.entry, cue);
    let mut index = window.start;
    while index < window.end {
        let label = labels[index - window.start];
        if label != SB && label != CB {
            index += 1;
            continue;
        }
        let goes_on = if label == SB { SI } else { CI };
        let start = index;
        index += 1;
        while index < window.end && labels[index - window.start] == goes_on {
            index += 1;
        }
        let span = Tokens::new(start, index);
        if label == SB {
            found.source = trimmed(doc, span);
        } else {
            // Our guide gives each sentence of a long quotation a span of its own; PolNeAR keeps a quotation whole.
            let parts = if scope == Scope::Wide { vec![span] } else { split_by_sentence(doc, span).collect() };
            found.content.extend(parts.into_iter().filter_map(|s| trimmed(doc, s)));
        }
    }
    if scope == Scope::Wide {
        // the wide guide counts "that" as part of what is said
        for content in &mut found.content {
            let mark = content.start > window.start + 1 && !doc.tokens[content.start - 1].is_word();
            let before = content.start - if mark { 2 } else { 1 }.min(content.start);
            if content.start > window.start && before > found.cue.start && introduces(doc, before) {
                content.start = before;
            }
        }
    }
    found
}

/// A complementizer that introduces a clause, not one that is its subject ("that was a lie").
pub fn introduces(doc: &Document, token: usize) -> bool {
    doc.is(token, KNOWN.complementizer) && doc.tokens.get(token + 1).is_none_or(|t| t.sets & (KNOWN.auxiliary | KNOWN.copula) == 0)
}

/// Without marks at its ends: quotation marks, terminators, commas, dashes. Brackets and symbols stay.
pub fn trimmed(doc: &Document, tokens: Tokens) -> Option<Tokens> {
    let (mut start, mut end) = (tokens.start, tokens.end);
    let stays = |i: usize| matches!(doc.tokens[i].mark, Mark::None | Mark::Other | Mark::BracketOpen | Mark::BracketClose);
    while start < end && !stays(start) {
        // a quotation mark that opens a part of the span only belongs to it
        let q = doc.quoted[start];
        if q != 0
            && doc.quotations[q as usize - 1].open == start
            && doc.quotations[q as usize - 1].closed
            && doc.quotations[q as usize - 1].close + 1 < end
            && doc.tokens[start].is_quote()
        {
            break;
        }
        start += 1;
    }
    while end > start && !stays(end - 1) {
        let q = doc.quoted[end - 1];
        if q != 0
            && doc.quotations[q as usize - 1].closed
            && doc.quotations[q as usize - 1].close == end - 1
            && doc.quotations[q as usize - 1].open > start
            && doc.tokens[end - 1].is_quote()
        {
            break;
        }
        end -= 1;
    }
    (start < end).then(|| Tokens::new(start, end))
}
