//! What speaks for one sentence, rather than another, holding the claim that a denial denies or a confirmation confirms.
//!
//! [`crate::about`] gives a short list of sentences; this module says which [`Sign`]s speak for each and adds up their
//! weights. The weights were fitted to the training gold by `scripts/fit.mjs` (a choice among the sentences and none of
//! them; what is asked has weights in common and a difference of its own); nothing here knows a language.

use crate::choice::signs;

signs! {
    /// Every sentence has it: against it stands that none holds the claim.
    Any,
    /// … and the denial says itself what it denies.
    AnyStated,
    /// … and it points: "this", "the allegation".
    AnyPointed,
    /// … with a word of its own for the claim, and says not itself what it denies: "confirmed this".
    AnyThis,
    /// … and it is said in answer: "countered", "shot back", "clarified".
    AnyRetort,
    /// … and it is a statement that negates emphatically ("not one").
    AnyEmphatic,
    /// … in part only.
    AnyPart,
    /// … and it stands in quotation marks.
    AnyQuoted,
    /// … and it is short: 1 for up to eight words, a half for up to fifteen.
    AnyShort,
    /// The share of the denial's words, by weight and without names, that stand in the sentence too.
    ShareWords,
    /// … of those of them that stand at its negation: of what is denied.
    ShareNegated,
    /// It names the one who denies.
    NamesDenier,
    /// It holds an accusation.
    Alleged,
    /// It holds no attribution.
    Unsaid,
    /// It is passed on by media, from documents, from unnamed sources or from nobody.
    PassedOn,
    /// … and "reports", "rumours" are denied.
    ReportsPassedOn,
    /// Somebody claims something in it, and "reports" are denied.
    Reports,
    /// It holds an accusation, and "the allegation", "the charge" is denied.
    ChargeAlleged,
    /// The claim is quoted, and shares no word.
    Quoted,
    /// Somebody denies something in it.
    Denied,
    /// The same side speaks in it.
    SameSide,
    /// It stands one, two, three sentences before, or farther.
    Before1,
    /// See [`Sign::Before1`].
    Before2,
    /// See [`Sign::Before1`].
    Before3,
    /// Logarithm of how far before, beyond three.
    BeforeFar,
    /// It stands behind, within three sentences, or farther.
    After,
    /// See [`Sign::After`].
    AfterFar,
    /// It is the headline.
    Headline,
    /// It stands behind a denial in the headline or in the first sentence.
    AfterLead,
    /// It is the nearest before in which somebody else says something.
    Latest,
    /// … and it is in the same paragraph.
    LatestHere,
    /// It stands in the same paragraph.
    SameParagraph,
    /// The same side's last denial was about it.
    Held,
    /// It is the sentence of that denial.
    HeldDenial,
    /// It stands before, and somebody else says something in it of the one who denies.
    BeforeOfDenier,
    /// The claim begins with the one who denies, or in whose name it is denied: it is about his own doing.
    DenierDoes,
    /// … and the denial is made in his name by people who have none ("those close to him"), without saying what it denies.
    PrincipalDoes,
    /// It is the next but one before in which somebody else says something.
    LatestButOne,
    /// It is the first of the running text in which somebody else claims something: what the article is about.
    Opening,
    /// It is the first sentence of the running text: what has happened.
    Lead,
    /// The share of the headline's words, by weight, that stand in it.
    OfHeadline,
    /// Somebody else claims something in the denial's own sentence, before it, and this is another sentence: "a charge that she denied".
    ClaimHere,
    /// Somebody has denied it before.
    Contested,
    /// It is the sentence before, and the denial points and says not what it denies: "confirmed this".
    BeforePointed,
}

/// What is asked about the sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Which claim does a denial by its cue deny?
    Denial,
    /// Does a statement that negates something deny a claim, and which?
    Negation,
    /// Which claim does a confirmation confirm?
    Confirmation,
}

impl Asked {
    /// The least weight that is enough. A denial by its cue denies something, so that a guess is better than none; what a
    /// statement negates nobody need have claimed. Chosen on documents that the weights were not fitted to
    /// (`scripts/fit.mjs --folds 6`).
    pub fn least(self) -> f32 {
        match self {
            Asked::Denial => -1.2,
            Asked::Negation => -0.7,
            Asked::Confirmation => -0.5,
        }
    }
}

/// What a sentence's signs weigh together; above 0 it is likelier than none.
pub fn weigh(asked: Asked, signs: &Signs) -> f32 {
    crate::choice::weigh(signs, weights(asked))
}

/// What spoke most for a sentence: the key of a `reason_*` message.
pub fn reason(asked: Asked, signs: &Signs) -> &'static str {
    let s = |sign: Sign| sign as usize;
    let shared = [s(ShareWords), s(ShareNegated)];
    let near = [s(Before1), s(Before2), s(Latest), s(LatestHere), s(LatestButOne), s(BeforePointed), s(SameParagraph)];
    let opening = [s(Opening), s(Lead), s(OfHeadline), s(AfterLead)];
    let contested = [s(Contested), s(Held), s(HeldDenial)];
    let of_denier = [s(NamesDenier), s(BeforeOfDenier), s(DenierDoes), s(PrincipalDoes)];
    let accused = [s(Alleged), s(ChargeAlleged)];
    // (not `Reports`: what somebody claims by name, reports have not passed on)
    let passed_on = [s(PassedOn), s(ReportsPassedOn)];
    let groups: [(&'static str, &[usize]); 7] = [
        ("shared_words", &shared),
        ("points_back", &near),
        ("answers_opening", &opening),
        ("answers_contested", &contested),
        ("answers_about_speaker", &of_denier),
        ("answers_charge", &accused),
        ("answers_reports", &passed_on),
    ];
    crate::choice::reason(signs, weights(asked), &groups, "points_back")
}

fn weights(asked: Asked) -> &'static Signs {
    match asked {
        Asked::Denial => &DENIAL,
        Asked::Negation => &NEGATION,
        Asked::Confirmation => &CONFIRMATION,
    }
}

use Sign::*;

static DENIAL: Signs = table(&[
    (Any, -2.36),
    (AnyStated, -1.31),
    (AnyThis, 0.77),
    (AnyRetort, 0.60),
    (AnyEmphatic, 1.25),
    (AnyPart, -1.26),
    (AnyQuoted, 1.42),
    (AnyShort, 0.97),
    (ShareWords, 0.77),
    (ShareNegated, 2.13),
    (Alleged, 0.37),
    (Unsaid, -0.97),
    (PassedOn, 0.41),
    (ReportsPassedOn, 0.46),
    (Reports, 0.7),
    (ChargeAlleged, 0.73),
    (Quoted, -1.45),
    (Denied, -0.97),
    (SameSide, -0.87),
    (Before1, 0.64),
    (Before2, 0.17),
    (Before3, -0.81),
    (BeforeFar, -1.45),
    (After, -1.01),
    (AfterFar, -1.65),
    (Headline, -0.91),
    (AfterLead, 1.97),
    (Latest, 0.42),
    (LatestHere, 0.68),
    (SameParagraph, 0.46),
    (Held, 1.24),
    (BeforeOfDenier, 1.16),
    (PrincipalDoes, 2.20),
    (LatestButOne, 0.89),
    (Opening, 1.44),
    (OfHeadline, 0.12),
    (ClaimHere, -1.62),
    (Contested, 1.22),
    (BeforePointed, 1.03),
]);
static NEGATION: Signs = table(&[
    (Any, -2.91),
    (AnyStated, -1.73),
    (AnyPointed, 0.30),
    (AnyThis, 0.98),
    (AnyRetort, 0.10),
    (AnyEmphatic, 1.56),
    (AnyPart, -1.57),
    (AnyQuoted, 1.04),
    (ShareWords, 0.32),
    (ShareNegated, 2.51),
    (Alleged, 0.41),
    (Unsaid, -1.01),
    (PassedOn, 0.45),
    (ReportsPassedOn, 0.54),
    (Reports, 0.7),
    (Quoted, -1.01),
    (Denied, -0.50),
    (SameSide, -1.04),
    (Before1, 0.25),
    (Before2, -0.59),
    (Before3, -0.36),
    (BeforeFar, -1.53),
    (After, -0.92),
    (AfterFar, -2.06),
    (Headline, -0.85),
    (AfterLead, 1.74),
    (Latest, 0.71),
    (LatestHere, 0.30),
    (Held, 1.80),
    (HeldDenial, 0.70),
    (BeforeOfDenier, 0.50),
    (DenierDoes, 0.74),
    (PrincipalDoes, 2.26),
    (LatestButOne, 0.78),
    (Opening, 0.92),
    (Lead, 0.17),
    (OfHeadline, 0.30),
    (ClaimHere, -1.43),
    (Contested, 1.53),
    (BeforePointed, 1.13),
]);
static CONFIRMATION: Signs = table(&[
    (Any, -2.89),
    (AnyStated, -2.08),
    (AnyThis, 1.41),
    (AnyRetort, 0.31),
    (AnyEmphatic, 1.25),
    (AnyPart, -1.26),
    (AnyQuoted, 0.98),
    (AnyShort, 0.21),
    (ShareWords, 0.51),
    (ShareNegated, 2.07),
    (NamesDenier, 0.46),
    (Unsaid, -0.25),
    (PassedOn, 0.24),
    (ReportsPassedOn, 0.45),
    (Reports, 0.7),
    (ChargeAlleged, 0.14),
    (Quoted, -1.14),
    (Denied, -0.68),
    (SameSide, -1.26),
    (Before1, 0.72),
    (Before2, -0.65),
    (Before3, -0.45),
    (BeforeFar, -0.52),
    (After, -1.45),
    (AfterFar, -1.95),
    (Headline, -1.12),
    (AfterLead, 1.21),
    (Latest, 0.56),
    (LatestHere, 0.49),
    (SameParagraph, 0.15),
    (Held, 0.84),
    (HeldDenial, 0.29),
    (BeforeOfDenier, 0.95),
    (DenierDoes, 0.24),
    (PrincipalDoes, 2.26),
    (LatestButOne, 0.35),
    (Opening, 0.50),
    (Lead, 0.46),
    (OfHeadline, 0.16),
    (ClaimHere, -1.43),
    (Contested, 0.62),
    (BeforePointed, 1.18),
]);
