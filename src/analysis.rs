//! The whole way: from blocks to what the outside gets, in the outside's own units.
//!
//! Time grows with the text: no stage looks farther from a place than a fixed number of tokens, and none goes through a list
//! once for each member of another. Memory is at most 24 times the text, 600 MB and 4 kB for each attribution: texts beyond [`MOST_BYTES`] are refused at
//! every way in, and no more than [`crate::token::MOST_TOKENS`] tokens are read of one. A news article of 10 kB takes less than
//! 4 MB besides the packs. `tests/sizes.rs` holds both to it.

use serde::{Deserialize, Serialize};

use crate::attribution::{Found, Kind, Quote, Stance, SubKind};
use crate::document::{Before, BlockText, Document, Role, Status};
use crate::lexicon::{Lexicon, Proposal, Slate};
use crate::offsets::{Offsets, Unit};
use crate::order::InOrder;
use crate::profile::Profile;
use crate::span::{Span, Tokens};

/// Longer texts are refused at every way in, so that offsets and memory stay within bounds.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;

/// What counts as an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scope {
    /// Our annotation guide.
    #[default]
    Claims,
    /// Also intentions, support and criticism, as PolNeAR does.
    Wide,
}

/// How the spans are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Method {
    /// The model where the language has one, frames otherwise.
    #[default]
    Both,
    /// Frames only, as for a language without a model.
    PacksOnly,
    /// The model without the pack's cues among its candidates.
    ModelOnly,
}

/// What is asked of the engine.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A pack's code to force; `None` recognises the language of each block.
    pub language: Option<String>,
    /// What counts as an attribution.
    pub scope: Scope,
    /// How the spans are found.
    pub method: Method,
    /// Attributions below it are left out; 0 to 1. The engine's own threshold comes first.
    pub minimum_confidence: f32,
}

/// Attributions of a document with everything filled in, in token ranges.
pub struct Marked {
    /// In the order of their cues.
    pub attributions: Vec<Found>,
    /// The sums.
    pub profile: Profile,
}

/// The cues that the packs propose, in reading order.
pub fn proposals(doc: &Document) -> Vec<Proposal> {
    proposals_in(doc, &|_| true)
}

/// The same in some of the blocks.
pub fn proposals_in(doc: &Document, wanted: &dyn Fn(usize) -> bool) -> Vec<Proposal> {
    let mut out = Vec::new();
    let mut slate = Slate::default();
    let mut asked = (usize::MAX, false);
    for sentence in &doc.sentences {
        if asked.0 != sentence.block {
            asked = (sentence.block, wanted(sentence.block));
        }
        if !asked.1 {
            continue;
        }
        let Some(lexicon) = doc.blocks[sentence.block].lexicon else { continue };
        lexicon.propose(&doc.tokens[sentence.tokens.range()], sentence.tokens.start, &mut slate, &mut out);
    }
    out
}

/// Runs every stage on a prepared document.
pub fn mark(doc: &Document, options: &Options) -> Marked {
    finished(doc, spans(doc, options))
}

/// The stages after the spans.
pub fn finished(doc: &Document, mut attributions: Vec<Found>) -> Marked {
    attributions.in_order_of(|f| (f.cue.start, f.cue.end));
    let profile = crate::finish::finish(doc, &mut attributions);
    Marked { attributions, profile }
}

/// Cues with their sources and contents: the stages up to the spans.
pub fn spans(doc: &Document, options: &Options) -> Vec<Found> {
    let (modelled, framed) = divide(doc, proposals(doc), options);
    let settled = crate::model::settle_blocks(doc, &modelled, options, &|_, _| false);
    drop(modelled);
    together(doc, settled, framed, options)
}

/// The proposals that the model is to settle, and those that the frames are.
pub fn divide(doc: &Document, proposals: Vec<Proposal>, options: &Options) -> (Vec<Proposal>, Vec<Proposal>) {
    let mut plain = Vec::new();
    let mut modelled: Vec<Proposal> = Vec::new();
    for proposal in proposals {
        let lexicon = doc.lexicon_of(proposal.cue.start);
        if lexicon.model.is_some() && options.method != Method::PacksOnly {
            modelled.push(proposal);
        } else if options.scope == Scope::Wide || !lexicon.entry(proposal.entry).wide {
            plain.push(proposal);
        }
    }
    (modelled, plain)
}

/// What the model has settled, and what the frames are to settle, as the spans of one text: beside each other they are put right.
pub fn together(doc: &Document, settled: Vec<Found>, framed: Vec<Proposal>, options: &Options) -> Vec<Found> {
    let mut out = crate::model::without_doubles(settled);
    // (one of the two is empty but on pages of several languages)
    if !framed.is_empty() {
        let mut all = Vec::with_capacity(framed.len() + out.len());
        all.extend(framed.into_iter().filter_map(|p| crate::frames::settle(doc, p)));
        all.append(&mut out);
        out = all;
    }
    out.retain(|f| f.confidence >= options.minimum_confidence);
    for found in &mut out {
        crate::limits::complete(doc, found);
        crate::limits::tidy(doc, found, options.scope == Scope::Claims);
    }
    if options.scope == Scope::Claims {
        out.retain(|found| crate::refuse::can_speak(doc, found) && !crate::refuse::refused(doc, found));
    }
    if options.scope == Scope::Claims {
        crate::together::relayed(doc, &mut out);
    }
    crate::together::tidy_together(doc, &mut out, options.scope == Scope::Claims);
    if options.scope == Scope::Claims && options.method != Method::PacksOnly {
        out.retain(|f| !crate::refuse::adrift(doc, f));
        crate::refuse::within_source(doc, &mut out);
        crate::refuse::said_once(doc, &mut out);
    }
    for found in &mut out {
        crate::together::follow_paragraphs(doc, found);
        found.content.retain_mut(|piece| crate::model::trimmed(doc, *piece).map(|trimmed| *piece = trimmed).is_some());
        in_order(&mut found.content);
        if crate::limits::only_points(doc, found) {
            found.content.clear();
        }
    }
    crate::turns::add(doc, &mut out, options.scope == Scope::Claims);
    out
}

/// Pieces of a content in the order of the text, none over another, none empty.
fn in_order(pieces: &mut Vec<Tokens>) {
    pieces.in_order_of(|p| (p.start, p.end));
    let mut end = 0;
    for piece in pieces.iter_mut() {
        piece.start = piece.start.max(end);
        end = end.max(piece.end);
    }
    pieces.retain(|p| !p.is_empty());
}

/// Start and end in the caller's unit, end exclusive.
pub type Range = [u32; 2];

/// An attribution as it is handed out. `S` is how the one who asked points at a place: [`Range`] or [`BlockSpan`]; `R` says
/// what made it: the command line gives the place of the pack entry (or "model"), a page a [`Rule`] that can be shown.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct Attribution<S = Range, R = &'static str> {
    /// Its number in the analysis, from 1, in the order of the cues.
    pub id: u32,
    /// The noun phrase that says it; `None` where the text names nobody.
    pub source: Option<S>,
    /// The words that signal it.
    pub cue: Option<S>,
    /// The claim, in reading order; empty where it stands elsewhere.
    pub content: Vec<S>,
    /// What the source is.
    pub kind: Kind,
    /// How an anonymous source is anonymous.
    pub sub: Option<SubKind>,
    /// What the cue does with the claim.
    pub stance: Stance,
    /// Whether the claim is in the source's own words.
    pub quote: Quote,
    /// The name that a pronoun, a short form or an office stands for.
    pub who: Option<String>,
    /// Sentences elsewhere that hold the claim.
    pub about: Vec<S>,
    /// Numbers of the attributions that this one denies or confirms.
    pub answers: Vec<u32>,
    /// Index into [`Profile::sources`] of the one who says it.
    #[serde(default)]
    pub speaker: Option<u32>,
    /// What made it.
    pub rule: R,
    /// 0 to 1, calibrated on the development gold.
    pub confidence: f32,
}
impl<S, R> Attribution<S, R> {
    /// Puts a finished attribution, the `index`-th of its document, into the caller's units.
    fn of(found: &Found, index: usize, rule: R, doc: &Document, tokens: impl Fn(Tokens) -> S, sentence: impl Fn(usize) -> S) -> Self {
        Attribution {
            id: number(index),
            source: found.source.map(&tokens),
            cue: Some(tokens(found.cue)),
            content: found.content.iter().map(|&t| tokens(t)).collect(),
            kind: found.kind,
            sub: found.sub,
            stance: found.stance,
            quote: found.quote,
            who: found.who.map(|t| plain(doc.text_of(t))),
            about: found.about.iter().map(|&s| sentence(s)).collect(),
            answers: found.answers.iter().map(|&a| number(a)).collect(),
            speaker: found.speaker.map(|s| s as u32),
            rule,
            confidence: (found.confidence * 1000.0).round() / 1000.0,
        }
    }
}

/// The number, from 1, of the `index`-th attribution.
fn number(index: usize) -> u32 {
    index as u32 + 1
}

/// A document's analysis as the command line writes it. Offsets count the caller's unit from the text's beginning.
#[derive(Clone, Debug, Serialize)]
pub struct Analysis<'p> {
    /// Code of the language that most of its blocks are in, or "".
    pub lang: String,
    /// The sentences, in reading order.
    pub sentences: Vec<Range>,
    /// The attributions, in the order of their cues.
    pub attributions: Vec<Attribution<Range, &'p str>>,
    /// The sums.
    pub profile: Profile,
}

/// Analyses a plain text whose lines are paragraphs. Offsets in the result count `unit` from the text's beginning.
///
/// ```
/// let found = sutra::analysis::analyze_text("The minister said that the bridge is safe.", &Default::default(), sutra::offsets::Unit::CodePoint);
/// assert_eq!(found.lang, "en");
/// ```
pub fn analyze_text(text: &str, options: &Options, unit: Unit) -> Analysis<'static> {
    let packs = crate::packs::for_blocks(text.split('\n'), options.language.as_deref());
    let doc = Document::from_text(text, &packs, options.language.as_deref());
    describe(&doc, mark(&doc, options), unit)
}

/// Puts a marked document into the caller's unit.
pub fn describe<'p>(doc: &Document<'p>, marked: Marked, unit: Unit) -> Analysis<'p> {
    let offsets = Offsets::new(&doc.text, unit);
    let range = |span: Span| [offsets.of(span.start as usize), offsets.of(span.end as usize)];
    let tokens = |t: Tokens| range(doc.span(t));
    let sentence = |index: usize| range(doc.sentences[index].span);
    let attributions = marked.attributions.iter().enumerate().map(|(index, f)| Attribution::of(f, index, rule_id(doc, f), doc, tokens, sentence)).collect();
    Analysis { lang: language(doc), sentences: doc.sentences.iter().map(|s| range(s.span)).collect(), attributions, profile: marked.profile }
}

/// Whether a name is certainly as [`plain`] writes it: nothing but letters, marks, and single spaces between them.
fn is_plain(text: &str) -> bool {
    // all white space beyond ASCII begins with one of four bytes, and letters from U+0940 on have the last
    let plain = |byte: u8| if byte.is_ascii() { byte >= b' ' } else { !matches!(byte, 0xa5 | 0xc2 | 0xe1..=0xe3) };
    let mut before = b' ';
    let each = text.bytes().all(|byte| {
        let opens = std::mem::replace(&mut before, byte) == b' ';
        plain(byte) && !(opens && matches!(byte, b' ' | b'.' | b','))
    });
    each && before != b' '
}

/// A name on one line: white space of any kind made a single space, Devanagari letters with a dot in their canonical form
/// (U+0958 to U+095F are composition exclusions: NFC takes them apart).
pub fn plain(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        // dots typed apart from their initials
        if !out.is_empty() && !word.starts_with(['.', ',']) {
            out.push(' ');
        }
        if word.is_ascii() {
            out.push_str(word);
            continue;
        }
        for c in word.chars() {
            match c {
                '\u{0958}'..='\u{095f}' => out.extend([['क', 'ख', 'ग', 'ज', 'ड', 'ढ', 'फ', 'य'][(c as usize - 0x0958) & 7], '\u{093c}']),
                c => out.push(c),
            }
        }
    }
    out
}

/// Place of the pack entry behind an attribution, or "model".
pub fn rule_id<'p>(doc: &Document<'p>, found: &Found) -> &'p str {
    found.entry.map_or("model", |e| &doc.lexicon_of(found.cue.start).entry(e).id)
}

/// The language of most of the text.
pub fn language(doc: &Document) -> String {
    let mut sizes: Vec<(&Lexicon, usize)> = Vec::new();
    for block in &doc.blocks {
        let Some(lexicon) = block.lexicon else { continue };
        match sizes.iter_mut().find(|(l, _)| std::ptr::eq(*l, lexicon)) {
            Some((_, size)) => *size += block.tokens.len(),
            None => sizes.push((lexicon, block.tokens.len())),
        }
    }
    let most = sizes.iter().map(|(_, size)| *size).max();
    sizes.iter().find(|(_, size)| Some(*size) == most).map_or_else(String::new, |(l, _)| l.pack.code.clone())
}

/// A block as a page hands it in.
#[derive(Clone, Debug, Deserialize)]
pub struct PageBlock {
    /// The page's own number for it, handed back with every place in it.
    pub id: u32,
    /// Its text, as the page shows it.
    pub text: String,
    /// A word of [`Role::parse`]; body where it is none.
    #[serde(default)]
    pub role: String,
}

impl PageBlock {
    /// What it is in the article.
    pub fn role(&self) -> Role {
        Role::parse(&self.role).unwrap_or_default()
    }
}

/// A place on a page.
#[derive(Clone, Copy, Debug, Serialize, PartialEq)]
pub struct BlockSpan {
    /// [`PageBlock::id`] of the block.
    pub block: u32,
    /// Start, in UTF-16 units from the start of the block's text.
    pub start: u32,
    /// End, exclusive, in the same unit.
    pub end: u32,
}

/// Why an attribution was made.
#[derive(Clone, Debug, Serialize)]
pub struct Rule {
    /// Place of the pack entry (`file:line`), or "model".
    pub id: &'static str,
    /// What the entry means, in plain words; empty where there is none.
    pub gloss: &'static str,
    /// Keys of the `reason_*` messages in `_locales`, without the prefix, strongest first.
    pub reasons: Vec<&'static str>,
}

/// What one attribution has to do with another.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Link {
    /// Number of the one that answers or repeats.
    pub from: u32,
    /// Number of the one that is answered or repeated.
    pub to: u32,
    /// "denies", "confirms" or "same".
    pub relation: &'static str,
}

/// What became of a block.
#[derive(Clone, Debug, Serialize)]
pub struct BlockReport {
    /// [`PageBlock::id`].
    pub id: u32,
    /// Code of its language, or "".
    pub language: String,
    /// "analysed", "no-language", "unreadable" or "empty".
    pub status: &'static str,
}

/// What a page gets; the fields are those of `extension/shared/types.js`, offsets in UTF-16 units of each block.
#[derive(Clone, Debug, Serialize)]
pub struct PageAnalysis {
    /// What became of each block, in the order given.
    pub blocks: Vec<BlockReport>,
    /// The sentences, in reading order.
    pub sentences: Vec<BlockSpan>,
    /// The attributions, in the order of their cues.
    pub attributions: Vec<Attribution<BlockSpan, Rule>>,
    /// Who answers or repeats whom.
    pub links: Vec<Link>,
    /// The sums.
    pub profile: Profile,
}

/// Analyses the blocks of a page. Offsets count UTF-16 code units from the start of the block's own text.
///
/// ```
/// use sutra::analysis::{PageBlock, analyze_page};
///
/// let texts = ["Bridge is safe, says Anita Rao", "सूत्रों के मुताबिक पुल बंद रहेगा।"];
/// let blocks: Vec<PageBlock> = texts.iter().zip(["headline", "body"]).zip(0..).map(|((text, role), id)| PageBlock { id, text: text.to_string(), role: role.to_string() }).collect();
/// let found = analyze_page(&blocks, &Default::default());
/// assert_eq!(found.blocks[1].language, "hi");
/// assert_eq!(found.attributions[1].cue.map(|cue| cue.block), Some(1));
/// assert_eq!(found.profile.unnamed, [found.attributions[1].id]);
/// ```
pub fn analyze_page(blocks: &[PageBlock], options: &Options) -> PageAnalysis {
    let ids: Vec<u32> = blocks.iter().map(|b| b.id).collect();
    let doc = page(blocks, options, &|_| None);
    describe_page(&doc, &ids, mark(&doc, options))
}

/// The blocks of a page, prepared.
pub(crate) fn page(blocks: &[PageBlock], options: &Options, before: Before<'_, 'static>) -> Document<'static> {
    let packs = crate::packs::for_blocks(blocks.iter().map(|b| b.text.as_str()), options.language.as_deref());
    let texts: Vec<BlockText> = blocks.iter().map(|b| BlockText { text: &b.text, role: b.role() }).collect();
    Document::prepare_again(&texts, &packs, options.language.as_deref(), before)
}

pub(crate) fn describe_page(doc: &Document<'static>, ids: &[u32], marked: Marked) -> PageAnalysis {
    let offsets = Offsets::new(&doc.text, Unit::Utf16);
    let span = |block: usize, span: Span| {
        let base = offsets.of(doc.blocks[block].span.start as usize);
        BlockSpan { block: ids[block], start: offsets.of(span.start as usize) - base, end: offsets.of(span.end as usize) - base }
    };
    let tokens = |t: Tokens| span(doc.block_of(t.start), doc.span(t));
    let sentence = |index: usize| span(doc.sentences[index].block, doc.sentences[index].span);
    let mut links = Vec::new();
    for (index, f) in marked.attributions.iter().enumerate() {
        let answer = if f.stance == Stance::Confirms { "confirms" } else { "denies" };
        links.extend(f.answers.iter().map(|&to| Link { from: number(index), to: number(to), relation: answer }));
        links.extend(f.same_as.map(|to| Link { from: number(index), to: number(to), relation: "same" }));
    }
    let rule = |f: &Found| Rule { id: rule_id(doc, f), gloss: f.entry.map_or("", |e| &doc.lexicon_of(f.cue.start).entry(e).gloss), reasons: f.reasons.clone() };
    let attributions = marked.attributions.iter().enumerate().map(|(index, f)| Attribution::of(f, index, rule(f), doc, tokens, sentence)).collect();
    PageAnalysis {
        blocks: doc
            .blocks
            .iter()
            .zip(ids)
            .map(|(b, &id)| BlockReport {
                id,
                language: b.lexicon.map_or_else(String::new, |l| l.pack.code.clone()),
                status: match b.status {
                    Status::Analysed => "analysed",
                    Status::NoLanguage => "no-language",
                    Status::Unreadable => "unreadable",
                    Status::Empty => "empty",
                },
            })
            .collect(),
        sentences: doc.sentences.iter().map(|s| span(s.block, s.span)).collect(),
        attributions,
        links,
        profile: marked.profile,
    }
}
