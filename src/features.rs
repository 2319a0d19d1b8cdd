//! What the span model looks at, as hashed features.
//!
//! Three groups: of a token by itself (computed once a document), of a token seen from a cue (once a candidate), and of a
//! cue as such (the gate: is this an attribution at all). Feature names are not stored; a feature is a row of a table, found
//! by hashing its template and values. Training and analysis share this code, so that they cannot drift apart.

use crate::document::{Document, Role};
use crate::fold::mix;
use crate::lexicon::{Lexicon, Proposal, SET_CLASSES};
use crate::pack::{ContentPlace, Frame};
use crate::sets::{KNOWN, Sets};
use crate::span::Tokens;
use crate::token::{Mark, Token};

/// Classes of tokens: the first set that holds the word, else its shape, else the kind of mark.
pub const CLASSES: usize = 160;
/// Quotation states: outside, opening mark, inside, closing mark, inside one never closed, in single marks.
pub const STATES: usize = 6;

const EDGE: u8 = (CLASSES - 1) as u8;

/// What features are made of, a row a token.
#[derive(Clone, Copy)]
pub struct Column {
    /// Hash of the folded word.
    pub word: u32,
    /// Which of the pack's own classes it is in.
    pub class: u8,
    /// Where it stands to quotation marks.
    pub state: u8,
    /// Capitals, digits, marks.
    pub shape: u8,
    /// Nearest token to the right in the sentence that ends a phrase (case marker, complementizer, mark): class, distance.
    right: (u8, u8),
    /// The same to the left.
    left: (u8, u8),
    /// Sets beyond the first, hashed.
    more_sets: u32,
    /// 0 to 7: how often the word is part of a cue in the training text.
    pub cue_like: u8,
    /// A candidate's anchor stands here.
    anchor: bool,
    prefix: u32,
    suffixes: [u32; 2],
}

/// What stands where the text has ended.
const OUTSIDE: Column =
    Column { word: 7, class: EDGE, state: 0, shape: 9, right: (EDGE, 9), left: (EDGE, 9), more_sets: 0, cue_like: 0, anchor: false, prefix: 0, suffixes: [0; 2] };

/// Columns of the tokens of some blocks that follow each other.
pub struct Columns {
    tokens: Tokens,
    list: Vec<Column>,
    first_sentence: usize,
    /// For each sentence whether anything in it, or a mark right before or behind it, is of a quotation.
    quotes: Vec<bool>,
}

impl std::ops::Index<usize> for Columns {
    type Output = Column;

    /// By the token's number in the document.
    #[inline(always)]
    fn index(&self, token: usize) -> &Column {
        &self.list[token - self.tokens.start]
    }
}

/// How cue-like words are, by the training text: [`cue_word`] of a word → 1 to 7.
pub type CueWords = crate::numbers::Numbers;

/// What a word is known by in [`CueWords`]: 22 bits of the folded word's hash. (Of 32 bits the English file was four kilobytes larger; one
/// unknown word in a thousand is taken for another so.)
pub fn cue_word(word: u64) -> u64 {
    u64::from(word as u32 >> 10)
}

fn bucket(distance: usize) -> u8 {
    match distance {
        0..=3 => distance as u8,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        15..=30 => 7,
        _ => 8,
    }
}

fn class_of(token: &Token, lexicon: &Lexicon) -> (u8, u32) {
    // that a word is in no name, or what a whole phrase means, says nothing of what it does
    let silent = KNOWN.everyday
        | KNOWN.department
        | KNOWN.outright_denial
        | KNOWN.lone_denial
        | KNOWN.no_comment
        | KNOWN.paper_participle
        | KNOWN.firm_sign
        | if lexicon.verb_last() { 0 } else { KNOWN.inanimate };
    let sets = Sets { first: token.sets & !silent, rest: token.more_sets };
    match token.mark {
        Mark::None if !sets.is_empty() => lexicon.class_of(sets),
        Mark::None => ((SET_CLASSES + token.shape as usize) as u8, 0),
        mark => ((SET_CLASSES + 12 + mark as usize) as u8, 0),
    }
}

/// Where a token stands to quotation marks, see [`STATES`].
fn state_of(doc: &Document, index: usize) -> u8 {
    match doc.quoted[index] {
        0 => 0,
        q => {
            let quotation = &doc.quotations[q as usize - 1];
            if !quotation.is_speech_like() {
                5
            } else if index == quotation.open && (!quotation.continued || doc.tokens[index].is_quote()) {
                1
            } else if quotation.closed && index == quotation.close {
                3
            } else if quotation.closed {
                2
            } else {
                4
            }
        }
    }
}

impl Columns {
    /// Computes them for some blocks of a document; `cue_words` says how often a word was a cue in training.
    pub fn of(doc: &Document, blocks: std::ops::Range<usize>, cue_words: impl Fn(usize, u64) -> u8) -> Columns {
        let all = &doc.blocks[blocks];
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return Columns { tokens: Tokens::new(0, 0), list: Vec::new(), first_sentence: 0, quotes: Vec::new() } };
        let tokens = Tokens::new(first.tokens.start, last.tokens.end);
        let mut list = Vec::with_capacity(tokens.len());
        let mut folded = String::new();
        for block in all {
            let Some(lexicon) = block.lexicon else { continue };
            for index in block.tokens.range() {
                let token = &doc.tokens[index];
                let (class, more_sets) = class_of(token, lexicon);
                let (mut prefix, mut suffixes) = (0, [0; 2]);
                if token.is_word() {
                    folded.clear();
                    crate::fold::fold_word(token.span.of(&doc.text), &mut folded);
                    prefix = crate::token::prefix(&folded);
                    suffixes = crate::token::suffixes(&folded);
                }
                list.push(Column {
                    word: token.word as u32,
                    prefix,
                    suffixes,
                    class,
                    state: state_of(doc, index),
                    shape: token.shape as u8,
                    right: (EDGE, 9),
                    left: (EDGE, 9),
                    more_sets,
                    cue_like: cue_words(index, cue_word(token.word)),
                    anchor: false,
                });
            }
        }
        let sentences = first.sentences.start..last.sentences.end;
        for sentence in &doc.sentences[sentences.clone()] {
            let stops = KNOWN.ergative | KNOWN.dative | KNOWN.ablative | KNOWN.complementizer | KNOWN.agent_marker | KNOWN.relative_pronoun | KNOWN.subordinator;
            let is_stop = |i: usize| !doc.tokens[i].is_word() || doc.tokens[i].sets & stops != 0;
            let columns = &mut list[sentence.tokens.start - tokens.start..sentence.tokens.end - tokens.start];
            let mut last: Option<usize> = None;
            for at in 0..columns.len() {
                columns[at].left = last.map_or((EDGE, bucket(at)), |l| (columns[l].class, bucket(at - l)));
                if is_stop(sentence.tokens.start + at) {
                    last = Some(at);
                }
            }
            last = None;
            for at in (0..columns.len()).rev() {
                columns[at].right = last.map_or((EDGE, bucket(columns.len() - at)), |l| (columns[l].class, bucket(l - at)));
                if is_stop(sentence.tokens.start + at) {
                    last = Some(at);
                }
            }
        }
        let quoted = |s: &crate::document::Sentence| {
            // (no farther than the block: what it means must not hang on its neighbours)
            let block = doc.blocks[s.block].tokens;
            let around = s.tokens.start.saturating_sub(1).max(block.start)..(s.tokens.end + 1).min(block.end);
            doc.quoted[around.clone()].iter().any(|&q| q != 0) && around.into_iter().any(|i| matches!(state_of(doc, i), 1..=4))
        };
        let quotes = doc.sentences[sentences.clone()].iter().map(quoted).collect();
        Columns { tokens, list, first_sentence: sentences.start, quotes }
    }

    /// The tokens that there are columns of.
    pub fn tokens(&self) -> Tokens {
        self.tokens
    }

    /// Says at which tokens a candidate's anchor stands.
    pub fn set_anchors<'c>(&mut self, candidates: impl Iterator<Item = &'c Candidate>) {
        candidates.for_each(|c| self.list[c.anchor - self.tokens.start].anchor = true);
    }

    fn quoted(&self, sentence: usize) -> bool {
        self.quotes[sentence - self.first_sentence]
    }

    fn at(&self, window: Tokens, index: usize, offset: isize) -> Column {
        let place = index as isize + offset;
        if place < window.start as isize || place >= window.end as isize {
            return OUTSIDE;
        }
        self[place as usize]
    }

    /// Features of a token by itself. `window` bounds what is looked at: the token's block.
    pub fn base(&self, window: Tokens, index: usize, emit: &mut impl FnMut(u32)) {
        let c = |o: isize| self.at(window, index, o);
        let (c0, c1, p1, c2, p2) = (c(0), c(1), c(-1), c(2), c(-2));
        let mut row = |template: u32, a: u64, b: u64| emit(row(template, a, b));
        row(1, c0.word.into(), 0);
        row(2, p1.word.into(), 0);
        row(3, c1.word.into(), 0);
        row(4, p2.word.into(), 0);
        row(5, c2.word.into(), 0);
        row(6, c0.suffixes[0].into(), 0);
        row(7, c0.suffixes[1].into(), 0);
        row(8, c0.prefix.into(), 0);
        row(9, c0.shape.into(), p1.shape.into());
        row(10, c0.shape.into(), c1.shape.into());
        row(11, c0.class.into(), 0);
        row(12, p1.class.into(), c0.class.into());
        row(13, c0.class.into(), c1.class.into());
        row(14, triple(p1.class, c0.class, c1.class), 0);
        row(15, triple(p2.class, p1.class, c0.class), 0);
        row(16, triple(c0.class, c1.class, c2.class), 0);
        row(17, c0.word.into(), c1.class.into());
        row(18, c0.word.into(), p1.class.into());
        row(19, p1.word.into(), c0.word.into());
        row(20, c0.word.into(), c1.word.into());
        row(21, triple(p1.state, c0.state, c1.state), 0);
        row(22, c0.state.into(), c0.class.into());
        row(23, triple(c0.right.0, c0.right.1, c0.class), 0);
        row(24, triple(c0.left.0, c0.left.1, c0.class), 0);
        row(25, triple(c0.left.0, c0.left.1, c0.right.0), c0.right.1.into());
        row(26, c0.more_sets.into(), 0);
        row(27, c0.more_sets.into(), c1.class.into());
        row(28, p1.more_sets.into(), c0.class.into());
    }
}

/// A cue as seen by the features.
pub struct Candidate {
    /// The words that may be a cue.
    pub cue: Tokens,
    /// The cue's most cue-like token: it is in every reading of the cue.
    pub anchor: usize,
    /// Index of the pack entry that proposes them; `None` where only the model's own list does.
    pub entry: Option<usize>,
    /// What the model knows the entry by.
    pub key: u32,
    /// The stretch that source and content are looked for in.
    pub window: Tokens,
    /// The entry's frame as a number.
    pub frame: u8,
    /// The entry's place of the content as a number.
    pub place: u8,
    /// The entry's stance, 0 where there is none; and whether the pack gives the cue a kind of its own.
    pub stance: u8,
    /// Spans that the frame proposes.
    pub source: Option<Tokens>,
    /// What the frame would take as the content.
    pub content: Vec<Tokens>,
    /// Under which guide spans are looked for: it tells the tagger where limits differ.
    pub scope: u8,
}

impl Candidate {
    /// Looks at the surroundings of a possible cue once, for all features that ask about them.
    pub fn new(doc: &Document, columns: &Columns, cue: Tokens, entry: Option<usize>) -> Candidate {
        let lexicon = doc.lexicon_of(cue.start);
        let (frame, place, stance) = match entry {
            Some(e) => {
                let entry = lexicon.entry(e);
                (frame_number(entry.frame), place_number(entry.content), 1 + entry.stance as u8 + if entry.kind.is_some() { 8 } else { 0 })
            }
            None => (7, 7, 0),
        };
        let settled = entry.and_then(|e| crate::frames::settle(doc, Proposal { cue, entry: e }));
        let anchor = cue.range().max_by_key(|&i| (columns[i].cue_like, std::cmp::Reverse(i))).unwrap_or(cue.start);
        let (source, content) = settled.map_or((None, Vec::new()), |f| (f.source, f.content));
        let key = entry.map_or(0, |e| lexicon.cues[e].key);
        Candidate { cue, anchor, entry, key, window: window(doc, cue), frame, place, stance, source, content, scope: 0 }
    }
}

fn frame_number(frame: Frame) -> u8 {
    match frame {
        Frame::Subject => 0,
        Frame::Genitive => 1,
        Frame::After => 2,
        Frame::Agent => 3,
        Frame::None => 4,
        Frame::Colon => 5,
    }
}

fn place_number(place: ContentPlace) -> u8 {
    match place {
        ContentPlace::Clause => 0,
        ContentPlace::Object => 1,
        ContentPlace::Around => 2,
        ContentPlace::None => 3,
    }
}

/// The most tokens and sentences that a claim is looked for in.
const MOST_WINDOW: usize = 260;
const MOST_SENTENCES: usize = 8;
/// How far around its cue a claim is looked for in a sentence without end.
const NEAR: usize = 100;

/// The cue's sentence, and its neighbours in the block where a quotation runs over into them.
pub fn window(doc: &Document, cue: Tokens) -> Tokens {
    let home = doc.sentence_of(cue.start);
    let block = &doc.blocks[doc.sentences[home].block];
    let (mut first, mut last) = (home, doc.sentence_of(cue.end - 1));
    let length = |a: usize, b: usize| doc.sentences[b].tokens.end - doc.sentences[a].tokens.start;
    let runs_over = |boundary: usize| {
        // token index at which the later sentence begins
        let (before, after) = (boundary - 1, boundary);
        let through = doc.quoted[before] != 0 && doc.quoted[after] == doc.quoted[before];
        through
            || doc.tokens[before].is_quote()
            || matches!(doc.tokens[after].mark, Mark::QuoteOpen | Mark::QuoteEither)
            || (doc.tokens[after].mark == Mark::QuoteSingle && doc.quoted[after] != 0)
    };
    while first > block.sentences.start && home - first < MOST_SENTENCES && runs_over(doc.sentences[first].tokens.start) && length(first - 1, last) <= MOST_WINDOW {
        first -= 1;
    }
    while last + 1 < block.sentences.end && last - home < MOST_SENTENCES && runs_over(doc.sentences[last].tokens.end) && length(first, last + 1) <= MOST_WINDOW {
        last += 1;
    }
    let mut tokens = Tokens::new(doc.sentences[first].tokens.start, doc.sentences[last].tokens.end);
    // A single sentence of thousands of words is looked at around the cue.
    if tokens.len() > MOST_WINDOW * 2 {
        tokens.start = tokens.start.max(cue.start.saturating_sub(NEAR));
        tokens.end = tokens.end.min(cue.end + NEAR);
    }
    tokens
}

/// A running view of the tokens of a candidate's window.
pub struct Relative {
    side: u8,
    distance: u8,
    commas: u8,
    quotes: u8,
    complementizer: u8,
    boundary: u8,
    others: u8,
    proposed: u8,
}

/// Takes the features of a candidate's tokens.
pub trait Sink {
    /// A feature of the token at this place of the window.
    fn one(&mut self, at: usize, row: u32);

    /// Features that `key` and the candidate decide. What they came to when `memory` had the same key may be used again;
    /// `memory` is below [`MEMORIES`].
    fn several<const N: usize>(&mut self, at: usize, memory: usize, key: u32, rows: impl FnOnce() -> [u32; N]);
}

/// So many groups of features can be remembered: three by where a token stands, and one for each class.
pub const MEMORIES: usize = 3 + CLASSES;

/// Features of the window's tokens as seen from the cue, token by token in order.
pub fn relative(doc: &Document, columns: &Columns, candidate: &Candidate, sink: &mut impl Sink) {
    let window = candidate.window;
    let cue = candidate.cue;
    let mut views: Vec<Relative> = Vec::with_capacity(window.len());
    for _ in window.range() {
        views.push(Relative { side: 1, distance: 0, commas: 0, quotes: 0, complementizer: 0, boundary: 0, others: 0, proposed: 0 });
    }
    let mut fill = |indices: &mut dyn Iterator<Item = usize>, side: u8| {
        let (mut commas, mut quotes, mut complementizer, mut boundary, mut other, mut distance) = (0u8, 0u8, 0u8, 0u8, 0u8, 0usize);
        let home = doc.sentence_of(cue.start);
        for index in indices {
            distance += 1;
            let token = &doc.tokens[index];
            boundary = u8::from(doc.sentence_of(index) != home);
            let v = &mut views[index - window.start];
            *v = Relative { side, distance: bucket(distance), commas, quotes, complementizer, boundary, others: other, proposed: 0 };
            commas = (commas + u8::from(token.mark == Mark::Comma)).min(2);
            quotes = (quotes + u8::from(matches!(columns[index].state, 1 | 3))).min(3);
            complementizer |= u8::from(token.sets & KNOWN.complementizer != 0);
            other |= u8::from(columns[index].anchor);
        }
        let _ = boundary;
    };
    fill(&mut (window.start..cue.start).rev(), 0);
    fill(&mut (cue.end..window.end), 2);
    let mut flag = |tokens: Tokens, base: u8| {
        for index in tokens.range() {
            if window.has(index) {
                let place = if tokens.len() == 1 {
                    3
                } else if index == tokens.start {
                    0
                } else if index + 1 == tokens.end {
                    2
                } else {
                    1
                };
                views[index - window.start].proposed = base + place;
            }
        }
    };
    for &content in &candidate.content {
        flag(content, 1);
    }
    if let Some(source) = candidate.source {
        flag(source, 5);
    }
    let entry = u64::from(candidate.key);
    let cue_word = u64::from(columns[candidate.anchor].word);
    let frame = candidate.frame;
    let place = candidate.place;
    for index in window.range() {
        let at = index - window.start;
        let v = &views[at];
        let c = |o: isize| columns.at(window, index, o);
        let (c0, c1, p1) = (c(0), c(1), c(-1));
        let proposed = |o: isize| usize::try_from(at as isize + o).ok().and_then(|i| views.get(i)).map_or(15, |v| v.proposed);
        let side = u64::from(v.side) | u64::from(v.boundary) << 2;
        let between = side | u64::from(v.commas) << 3 | u64::from(v.quotes) << 5 | u64::from(v.complementizer) << 7 | u64::from(v.others) << 8;
        let framed = side | u64::from(frame) << 3;
        let near = [proposed(-1), v.proposed, proposed(1)];
        sink.several(at, 0, side as u32 | u32::from(v.distance) << 8, || {
            [row(40, side, v.distance.into()), row(42, framed, v.distance.into()), row(49, side | cue_word << 3, v.distance.into())]
        });
        sink.several(at, 1, between as u32 | [p1, c0, c1].iter().fold(0, |key, c| key << 4 | u32::from(c.state)) << 16, || {
            [
                row(50, between, 0),
                row(52, between, u64::from(c0.state) | u64::from(frame) << 4),
                row(54, framed, u64::from(c0.state) | u64::from(p1.state) << 4 | u64::from(c1.state) << 8),
                row(64, between | u64::from(place) << 10, c0.state.into()),
            ]
        });
        sink.several(at, 2, side as u32 | near.iter().fold(0, |key, &p| key << 4 | u32::from(p)) << 8, || {
            [row(58, v.proposed.into(), framed), row(59, v.proposed.into(), u64::from(near[0]) | u64::from(near[2]) << 4)]
        });
        sink.several(at, 3 + usize::from(c0.class), side as u32, || {
            [row(43, framed, c0.class.into()), row(48, side | cue_word << 3, c0.class.into()), row(62, entry << 4 | side, c0.class.into())]
        });
        let mut put = |template: u32, a: u64, b: u64| sink.one(at, row(template, a, b));
        put(41, side | u64::from(v.distance) << 3, c0.class.into());
        put(44, framed, triple(p1.class, c0.class, c1.class));
        put(45, framed, u64::from(p1.class) << 8 | u64::from(c0.class));
        put(46, framed, u64::from(c0.class) << 8 | u64::from(c1.class) | 1 << 20);
        put(47, framed, c0.word.into());
        put(51, between, c0.class.into());
        put(53, between, u64::from(p1.class) << 8 | u64::from(c1.class));
        put(55, framed, triple(c0.right.0, c0.right.1, 0));
        put(56, framed, triple(c0.left.0, c0.left.1, 0));
        put(57, between, triple(c0.right.0, c0.left.0, 0));
        put(60, v.proposed.into(), triple(p1.class, c0.class, c1.class));
        put(61, entry << 4 | side, v.proposed.into());
        put(63, framed | u64::from(place) << 8, triple(p1.class, c0.class, v.distance));
        put(65, framed, p1.word.into());
        put(66, framed, c1.word.into());
        if candidate.scope != 0 {
            // Only the wide guide has these, so that what it marks otherwise is learnt here and nothing else.
            put(68, side, c0.class.into());
            put(69, side | u64::from(v.distance) << 3, u64::from(p1.class) << 8 | u64::from(c0.class));
            put(70, side, c0.word.into());
            put(71, v.proposed.into(), framed);
        }
        put(67, between, u64::from(c0.cue_like) | u64::from(p1.cue_like) << 4 | u64::from(c1.cue_like) << 8);
    }
}

/// Templates of the gate in words, for explanations; index is the template number less 100.
pub const GATE_TEMPLATES: &[&str] = &[
    "always",
    "the pack entry",
    "the cue's first word",
    "the cue's last word",
    "the cue's words",
    "the word before",
    "the word after",
    "two words before",
    "two words after",
    "the kind of word before",
    "the kind of word after",
    "the kinds of words around",
    "the kinds of two words before",
    "the kinds of two words after",
    "entry and kind of word before",
    "entry and kind of word after",
    "place in quotation",
    "entry and quotation",
    "place in the sentence",
    "distance to the sentence's end",
    "a source proposed",
    "a claim proposed",
    "entry and proposed spans",
    "phrase end on the left",
    "phrase end on the right",
    "other cues in the sentence",
    "the sentence's first word",
    "kind of block",
    "the sentence's mark",
    "suffixes of the word before",
    "suffixes of the word after",
    "case marker before",
    "complementizer after",
    "quotation in the sentence",
    "entry and complementizer",
    "sets of the word before",
    "sets of the word after",
    "cue-likeness",
    "kind of source head",
    "kind of source and entry",
    "length of the left side",
    "length of the right side",
    "entry and the word after",
    "entry and the word before",
    "negation nearby",
    "four words around",
    "kinds before and entry",
    "the source's last word",
    "the claim's first word",
    "stance and proposed spans",
    "stance and the kinds around",
    "frame and proposed spans",
    "the proposed source's kind and what follows it",
    "the cue's length",
    "what stands around the proposed claim",
    "the cue's words and their neighbours",
    "other cue-like words",
    "the cue-like word before",
    "the cue-like word after",
    "way to the cue-like word before",
    "way to the cue-like word after",
    "two words before, alone",
    "two words after, alone",
    "three words before",
    "three words after",
    "the kinds of three words before",
    "the kinds of three words after",
    "quotation and cue-like neighbours",
];

/// Groups of the gate's templates, as keys of the `reason_*` messages (without the prefix): what a person can be told of why a cue was accepted.
pub const GATE_GROUPS: &[&str] = &["weighs_cue", "weighs_words", "weighs_kinds", "weighs_quotation", "weighs_place", "weighs_spans", "weighs_markers", "weighs_others"];

/// Index into [`GATE_GROUPS`] of a template.
#[inline(always)]
pub fn gate_group(template: u32) -> usize {
    static GROUPS: [u8; 100] = {
        let mut groups = [0; 100];
        let mut template = 0;
        while template < groups.len() {
            groups[template] = group_of(100 + template as u32);
            template += 1;
        }
        groups
    };
    GROUPS[template as usize - 100].into()
}

const fn group_of(template: u32) -> u8 {
    match template {
        100..=104 | 114 | 115 | 134 | 137 | 139 | 142 | 143 | 146 | 153 | 155 => 0,
        105..=108 | 126 | 129 | 130 | 161..=164 => 1,
        109..=113 | 135 | 136 | 145 | 150 | 165 | 166 => 2,
        116 | 117 | 133 | 167 => 3,
        118 | 119 | 127 | 128 | 140 | 141 => 4,
        120..=122 | 138 | 147..=149 | 151 | 152 | 154 => 5,
        123 | 124 | 131 | 132 | 144 => 6,
        _ => 7,
    }
}

/// Features of the gate: is this an attribution. `emit` gets (template, row).
pub fn gate(doc: &Document, columns: &Columns, candidate: &Candidate, emit: &mut dyn FnMut(u32, u32)) {
    let home = doc.sentence_of(candidate.cue.start);
    let sentence = doc.sentences[home];
    let window = sentence.tokens;
    let cue = candidate.cue;
    let before = |n: isize| columns.at(window, cue.start, -n);
    let after = |n: isize| columns.at(window, cue.end - 1, n);
    let (b1, b2, b3, a1, a2, a3) = (before(1), before(2), before(3), after(1), after(2), after(3));
    let entry = candidate.entry.map_or(u64::from(columns[candidate.anchor].word) | 1 << 40, |_| u64::from(candidate.key));
    let words = cue.range().fold(0u64, |h, i| mix(h ^ u64::from(columns[i].word)));
    let state = columns[cue.start].state;
    let has_source = candidate.source.is_some_and(|s| s.len() <= 20);
    let content: usize = candidate.content.iter().map(Tokens::len).sum();
    let left = cue.start - window.start;
    let right = window.end.saturating_sub(cue.end);
    let ergative = (window.start..cue.start).rev().take(25).position(|i| doc.tokens[i].sets & KNOWN.ergative != 0).map_or(9, bucket);
    let complementizer = (cue.end..window.end).take(8).position(|i| doc.tokens[i].sets & KNOWN.complementizer != 0).map_or(9, bucket);
    let quote = columns.quoted(home);
    let negation = (cue.start.saturating_sub(3).max(window.start)..(cue.end + 2).min(window.end)).position(|i| doc.tokens[i].sets & KNOWN.negation != 0);
    let other_left = (window.start..cue.start).rev().take(MOST_WINDOW).filter(|&i| columns[i].anchor).take(2).count() as u64;
    let other_right = (cue.end..window.end).take(MOST_WINDOW).filter(|&i| columns[i].anchor).take(2).count() as u64;
    let head = candidate.source.map_or(EDGE, |s| columns[if doc.lexicon_of(cue.start).pack.order == crate::pack::WordOrder::VerbLast { s.end - 1 } else { s.start }].class);
    let spans = u64::from(has_source) | (bucket(content) as u64) << 1;
    let suffixes = |i: Option<usize>| i.map_or(0, |i| u64::from(columns[i].suffixes[1]));
    let before_index = (cue.start > window.start).then(|| cue.start - 1);
    let after_index = (cue.end < window.end).then_some(cue.end);
    let end_mark = doc.tokens[window.end - 1].word;
    let mut put = |template: u32, a: u64, b: u64| emit(template, row(template, a, b));
    put(100, 0, 0);
    put(101, entry, 0);
    put(102, columns[cue.start].word.into(), 0);
    put(103, columns[cue.end - 1].word.into(), 0);
    put(104, words, 0);
    put(105, b1.word.into(), 0);
    put(106, a1.word.into(), 0);
    put(107, b2.word.into(), b1.word.into());
    put(108, a1.word.into(), a2.word.into());
    put(109, b1.class.into(), 0);
    put(110, a1.class.into(), 0);
    put(111, u64::from(b1.class) << 8 | u64::from(a1.class), 0);
    put(112, u64::from(b1.class) << 8 | u64::from(b2.class), 0);
    put(113, u64::from(a1.class) << 8 | u64::from(a2.class), 0);
    put(114, entry, b1.class.into());
    put(115, entry, a1.class.into());
    put(116, state.into(), candidate.frame.into());
    put(117, entry, state.into());
    put(118, bucket(left).into(), candidate.frame.into());
    put(119, bucket(right).into(), candidate.frame.into());
    put(120, has_source.into(), candidate.frame.into());
    put(121, bucket(content).into(), candidate.frame.into());
    put(122, entry, spans);
    put(123, triple(b1.left.0, b1.left.1, candidate.frame), 0);
    put(124, triple(a1.right.0, a1.right.1, candidate.frame), 0);
    put(125, other_left | other_right << 2, candidate.frame.into());
    put(126, columns[window.start].word.into(), 0);
    put(127, role_number(doc.blocks[sentence.block].role), candidate.frame.into());
    put(128, end_mark, candidate.frame.into());
    put(129, suffixes(before_index), 0);
    put(130, suffixes(after_index), 0);
    put(131, ergative.into(), candidate.frame.into());
    put(132, complementizer.into(), candidate.frame.into());
    put(133, u64::from(quote) | u64::from(state) << 1, candidate.frame.into());
    put(134, entry, complementizer.into());
    put(135, b1.more_sets.into(), 0);
    put(136, a1.more_sets.into(), 0);
    put(137, columns[candidate.anchor].cue_like.into(), u64::from(b1.cue_like) << 4 | u64::from(a1.cue_like));
    put(138, head.into(), candidate.frame.into());
    put(139, head.into(), entry);
    put(140, bucket(left).into(), bucket(right).into());
    put(141, bucket(right).into(), a1.class.into());
    put(142, entry, a1.word.into());
    put(143, entry, b1.word.into());
    put(144, negation.map_or(9, |n| n as u64), candidate.frame.into());
    put(145, u64::from(b1.class) << 24 | u64::from(b2.class) << 16 | u64::from(a1.class) << 8 | u64::from(a2.class), 0);
    put(146, triple(b1.class, b2.class, b3.class), entry);
    put(147, candidate.source.map_or(0, |s| columns[s.end - 1].word.into()), 0);
    let place = u64::from(candidate.place) << 4 | u64::from(candidate.frame);
    let source_place = candidate.source.map_or(0, |s| {
        let next = columns.at(window, s.end - 1, 1).class;
        1 + u64::from(s.start == window.start) + 2 * u64::from(s.end <= cue.start) + (u64::from(next) << 4) + (u64::from(bucket(cue.start.abs_diff(s.end))) << 12)
    });
    let around_content = candidate.content.first().map_or(0, |s| {
        1 + u64::from(columns.at(window, s.start, -1).class)
            + (u64::from(columns.at(window, s.end - 1, 1).class) << 8)
            + (u64::from(s.start >= cue.end) << 16)
            + (u64::from(columns[s.start].state) << 17)
    });
    put(149, u64::from(candidate.stance) | place << 4, spans);
    put(150, u64::from(candidate.stance) | place << 4, u64::from(b1.class) << 8 | u64::from(a1.class));
    put(151, place, spans);
    put(152, u64::from(head), source_place | place << 20);
    put(153, cue.len() as u64, place);
    put(154, around_content, place);
    put(148, candidate.content.first().map_or(0, |s| columns[s.start].word.into()), a3.class.into());
    // The cue's first and last word as the tagger sees words, told apart by which it is.
    let (first, last) = (0x1000_0001, 0x2000_0003);
    columns.base(window, cue.start, &mut |row| {
        emit(155, row ^ first);
        if cue.len() == 1 {
            emit(155, row ^ last);
        }
    });
    if cue.len() > 1 {
        columns.base(window, cue.end - 1, &mut |row| emit(155, row ^ last));
    }
    let near = |range: &mut dyn Iterator<Item = usize>| {
        let (mut commas, mut marks) = (0u64, 0u64);
        for (distance, i) in range.take(MOST_WINDOW).enumerate() {
            if columns[i].cue_like >= 4 {
                return (u64::from(columns[i].word), u64::from(bucket(distance + 1)) | commas << 4 | marks << 6);
            }
            commas = (commas + u64::from(doc.tokens[i].mark == Mark::Comma)).min(2);
            marks = (marks + u64::from(matches!(columns[i].state, 1 | 3))).min(2);
        }
        (1, 15)
    };
    let (left_word, left_way) = near(&mut (window.start..cue.start).rev());
    let (right_word, right_way) = near(&mut (cue.end..window.end));
    let mut put = |template: u32, a: u64, b: u64| emit(template, row(template, a, b));
    let like = u64::from(columns[candidate.anchor].cue_like);
    put(156, left_way, right_way);
    put(157, left_word, like);
    put(158, right_word, like);
    put(159, left_way << 4 | like, u64::from(state));
    put(160, right_way << 4 | like, u64::from(state));
    put(161, b2.word.into(), 0);
    put(162, a2.word.into(), 0);
    put(163, b3.word.into(), 1);
    put(164, a3.word.into(), 1);
    put(165, triple(b3.class, b2.class, b1.class), like);
    put(166, triple(a1.class, a2.class, a3.class), like);
    put(167, triple(b1.state, state, a1.state), u64::from(b1.cue_like) << 8 | like << 4 | u64::from(a1.cue_like));
}

fn role_number(role: Role) -> u64 {
    match role {
        Role::Headline => 1,
        Role::List => 2,
        Role::Caption => 3,
        Role::Quote => 4,
        Role::Standfirst | Role::Body | Role::Selection => 0,
    }
}

fn triple(a: u8, b: u8, c: u8) -> u64 {
    u64::from(a) << 16 | u64::from(b) << 8 | u64::from(c)
}

/// A feature's hash; tables take as many of its high bits as they have rows.
#[inline(always)]
fn row(template: u32, a: u64, b: u64) -> u32 {
    let b = if b < SMALL.len() as u64 { SMALL[b as usize] } else { mix(b.wrapping_add(SALT)) };
    (crate::fold::mix_high((u64::from(template) << 56) ^ a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b) >> 32) as u32
}

const SALT: u64 = 0x51_7cc1_b727_2202;

/// The mixed second value of a feature where it is small, as most are.
static SMALL: [u64; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < table.len() {
        table[b] = mix((b as u64).wrapping_add(SALT));
        b += 1;
    }
    table
};
