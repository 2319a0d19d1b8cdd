//! Every stage of the engine, shown: what `sutra explain` prints and the playground's "explain this sentence" draws.

use serde::Serialize;

use crate::analysis::{self, Attribution, Options, Range};
use crate::document::{Document, Status};
use crate::offsets::{Offsets, Unit};
use crate::span::Span;
use crate::token::Mark;

/// A token with what the pack knows about it. Offsets count UTF-16 code units.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenStage {
    /// Start, in UTF-16 units from the text's beginning.
    pub start: u32,
    /// End, exclusive, in the same unit.
    pub end: u32,
    /// The word or mark as written.
    pub text: String,
    /// The normal form that is matched.
    pub folded: String,
    /// Names of the pack's sets that it is in.
    pub sets: Vec<String>,
    /// Index of its sentence.
    pub sentence: u32,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
}

/// A cue that a pack proposed, and what became of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProposalStage {
    /// Start of the cue, in UTF-16 units from the text's beginning.
    pub start: u32,
    /// End, exclusive, in the same unit.
    pub end: u32,
    /// The cue as written.
    pub text: String,
    /// Place of the pack entry: `file:line`.
    pub rule: String,
    /// The entry's pattern as the pack writes it.
    pub pattern: String,
    /// What the entry means, in plain words.
    pub gloss: String,
    /// Whether an attribution came of it.
    pub accepted: bool,
    /// How sure the model was, 0 to 1; `None` where frames alone decided.
    pub confidence: Option<f32>,
    /// What weighed most in the model's decision: feature in words and weight.
    pub weights: Vec<(String, f32)>,
}

/// All stages for one text.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stages<'p> {
    /// Code of the language that the text was read in; "" where none was recognised.
    pub language: String,
    /// "analysed", "no-language", "unreadable" or "empty", for the first block that is not analysed, else "analysed".
    pub status: &'static str,
    /// Words and marks.
    pub tokens: Vec<TokenStage>,
    /// Start and end of the sentences, in UTF-16 units.
    pub sentences: Vec<[u32; 2]>,
    /// Start and end of the quotations, in UTF-16 units.
    pub quotations: Vec<[u32; 2]>,
    /// The cues that the pack proposes, accepted or not.
    pub proposals: Vec<ProposalStage>,
    /// What came out.
    pub attributions: Vec<Attribution<Range, &'p str>>,
    /// For each attribution its reasons: keys of the `reason_*` messages.
    pub reasons: Vec<Vec<&'static str>>,
}

/// Runs all stages and keeps what each made. Offsets count UTF-16 code units from the start of `text`.
///
/// ```
/// let stages = sutra::explain::explain("मंत्री ने कहा कि पुल सुरक्षित है।", &Default::default());
/// assert_eq!(stages.language, "hi");
/// let cue = stages.proposals.iter().find(|cue| cue.accepted).expect("a cue");
/// assert_eq!(cue.text, "कहा");
/// assert!(cue.rule.starts_with("hi/cues/")); // the line of the pack that knows it
/// ```
pub fn explain(text: &str, options: &Options) -> Stages<'static> {
    let packs = crate::packs::references();
    explain_with(text, options, &packs)
}

/// The same with packs of the caller's.
pub fn explain_with<'p>(text: &str, options: &Options, packs: &[&'p crate::lexicon::Lexicon]) -> Stages<'p> {
    let doc = Document::from_text(text, packs, options.language.as_deref());
    let offsets = Offsets::new(&doc.text, Unit::Utf16);
    let at = |span: Span| [offsets.of(span.start as usize), offsets.of(span.end as usize)];
    let marked = analysis::mark(&doc, options);
    let cues: Vec<crate::span::Tokens> = marked.attributions.iter().map(|f| f.cue).collect();
    let reasons = marked.attributions.iter().map(|f| f.reasons.clone()).collect();
    let described = analysis::describe(&doc, marked, Unit::Utf16);
    let tokens = doc
        .tokens
        .iter()
        .enumerate()
        .map(|(index, token)| {
            let [start, end] = at(token.span);
            let lexicon = doc.lexicon_of(index);
            let text = doc.token_text(index);
            TokenStage {
                start,
                end,
                text: text.to_owned(),
                folded: if token.mark == Mark::None { crate::fold::folded(text) } else { text.to_owned() },
                sets: lexicon.names_of(token.all_sets()).into_iter().map(str::to_owned).collect(),
                sentence: token.sentence,
                quoted: doc.in_quotation(index),
            }
        })
        .collect();
    let list = analysis::proposals(&doc);
    let judged = crate::model::judge(&doc, &list, options);
    let proposals = list
        .into_iter()
        .zip(judged)
        .map(|(proposal, judged)| {
            let lexicon = doc.lexicon_of(proposal.cue.start);
            let entry = lexicon.entry(proposal.entry);
            let [start, end] = at(doc.span(proposal.cue));
            ProposalStage {
                start,
                end,
                text: doc.text_of(proposal.cue).to_owned(),
                rule: entry.id.clone(),
                pattern: entry.pattern.clone(),
                gloss: entry.gloss.clone(),
                accepted: cues.iter().any(|cue| cue.overlaps(proposal.cue)),
                confidence: judged.as_ref().map(|j| j.0),
                weights: judged.map(|j| j.1).unwrap_or_default(),
            }
        })
        .collect();
    Stages {
        language: described.lang.clone(),
        status: doc
            .blocks
            .iter()
            .find_map(|b| match b.status {
                Status::NoLanguage => Some("no-language"),
                Status::Unreadable => Some("unreadable"),
                Status::Analysed | Status::Empty => None,
            })
            .unwrap_or(if doc.tokens.is_empty() { "empty" } else { "analysed" }),
        tokens,
        sentences: doc.sentences.iter().map(|s| at(s.span)).collect(),
        quotations: doc.quotations.iter().map(|q| at(doc.span(q.inner()))).collect(),
        proposals,
        reasons,
        attributions: described.attributions,
    }
}
