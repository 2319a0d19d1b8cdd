//! What speaks for one sentence, rather than another, holding the claim that a denial denies or a confirmation confirms.
//!
//! [`crate::about`] gives a short list of sentences; this module says which [`Sign`]s speak for each and adds up their
//! weights. The weights were fitted to the training gold by `scripts/fit.mjs` (a choice among the sentences and none of
//! them); nothing here knows a language.

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
    /// … and it stands in the headline.
    AnyHeadline,
    /// … and it is said in answer: "countered", "shot back", "clarified".
    AnyRetort,
    /// … and it is in the first person: "I was never asked".
    AnyFirstPerson,
    /// … and it is a statement that negates emphatically ("not one").
    AnyEmphatic,
    /// … in part only.
    AnyPart,
    /// The share of the denial's words, by weight, that stand in the sentence too.
    Share,
    /// The share, where somebody else is said to have said it.
    ShareSaid,
    /// It names the one who denies.
    NamesDenier,
    /// It holds an accusation.
    Alleged,
    /// It holds what somebody else says.
    Said,
    /// It holds no attribution.
    Unsaid,
    /// It is passed on by media, from documents, from unnamed sources or from nobody.
    PassedOn,
    /// … and "reports", "rumours" are denied.
    ReportsPassedOn,
    /// … by media, and "reports" are denied.
    ReportsMedia,
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
    /// It is the denial's own sentence.
    Here,
    /// It is the headline.
    Headline,
    /// It stands behind a denial in the headline or in the first sentence.
    AfterLead,
    /// It is the nearest before in which somebody else says something.
    Latest,
    /// … and the denial points, or says not what it denies.
    LatestPointed,
    /// … and the denial is said in answer.
    LatestRetort,
    /// … and it is in the same paragraph.
    LatestHere,
    /// It stands in the same paragraph.
    SameParagraph,
    /// The same side's last denial was about it.
    Held,
    /// It is the sentence of that denial.
    HeldDenial,
    /// It shares more than any other.
    Most,
    /// Somebody else says something in it of the one who denies.
    SaysOfDenier,
    /// The claim begins with the one who denies, or in whose name it is denied: it is about his own doing.
    DenierDoes,
    /// … and the denial is made in his name by people who have none ("those close to him"), without saying what it denies.
    PrincipalDoes,
    /// It shares no word.
    NothingShared,
    /// It is the next but one before in which somebody else says something.
    LatestButOne,
    /// It stands behind the headline's or first sentence's denial, and somebody says it.
    SaidAfterLead,
    /// It is the first of the running text in which somebody else claims something: what the article is about.
    Opening,
    /// It is the first sentence of the running text.
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
    /// The least weight that is enough. A denial by its cue denies something, so that a good guess is better than none; a
    /// confirmation mostly says itself what it confirms. Chosen on documents that the weights were not fitted to
    /// (`scripts/fit.mjs --folds 8`): on dense articles seven links of ten given are right, on agency news, where gold has few,
    /// a third.
    pub fn least(self) -> f32 {
        match self {
            Asked::Denial => -1.2,
            Asked::Negation => -0.7,
            Asked::Confirmation => -0.3,
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
    let shared = [s(Share), s(ShareSaid), s(Most)];
    let near = [s(Before1), s(Before2), s(Latest), s(LatestPointed), s(LatestRetort), s(LatestHere), s(LatestButOne), s(BeforePointed), s(SameParagraph)];
    let opening = [s(Opening), s(Lead), s(OfHeadline), s(AfterLead), s(SaidAfterLead)];
    let contested = [s(Contested), s(Held), s(HeldDenial)];
    let of_denier = [s(NamesDenier), s(SaysOfDenier), s(DenierDoes), s(PrincipalDoes)];
    let accused = [s(Alleged), s(ChargeAlleged)];
    let passed_on = [s(PassedOn), s(ReportsPassedOn), s(ReportsMedia)];
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
    (Any, -1.60),
    (AnyStated, -1.12),
    (AnyThis, 0.53),
    (AnyHeadline, 0.58),
    (AnyRetort, 0.50),
    (AnyFirstPerson, 0.25),
    (Share, 0.70),
    (ShareSaid, 0.70),
    (NamesDenier, 0.36),
    (Alleged, 0.38),
    (Said, 0.05),
    (Unsaid, -0.89),
    (PassedOn, 0.50),
    (ReportsPassedOn, 0.48),
    (ReportsMedia, 1.04),
    (ChargeAlleged, 1.27),
    (Quoted, -1.15),
    (Denied, -0.87),
    (SameSide, -0.77),
    (Before1, 0.71),
    (Before2, 0.41),
    (Before3, -0.62),
    (BeforeFar, -0.97),
    (After, -0.79),
    (AfterFar, -1.23),
    (Here, -0.38),
    (Headline, -0.58),
    (AfterLead, 0.81),
    (Latest, 0.27),
    (LatestPointed, 0.24),
    (LatestHere, 1.12),
    (SameParagraph, 0.18),
    (Held, 0.77),
    (Most, 0.47),
    (SaysOfDenier, 0.15),
    (PrincipalDoes, 2.27),
    (NothingShared, -0.18),
    (LatestButOne, 0.97),
    (SaidAfterLead, 0.28),
    (Opening, 1.58),
    (ClaimHere, -1.34),
    (Contested, 1.12),
    (BeforePointed, 1.00),
]);
static NEGATION: Signs = table(&[
    (Any, -2.21),
    (AnyStated, -1.56),
    (AnyPointed, 0.32),
    (AnyHeadline, 0.44),
    (AnyRetort, 0.05),
    (AnyFirstPerson, 0.42),
    (AnyEmphatic, 1.90),
    (AnyPart, -1.86),
    (Share, 0.35),
    (ShareSaid, 1.02),
    (Alleged, 0.41),
    (Unsaid, -1.26),
    (PassedOn, 0.43),
    (ReportsPassedOn, 0.28),
    (ReportsMedia, 0.75),
    (Quoted, -0.12),
    (Denied, -0.36),
    (SameSide, -0.48),
    (Before1, 0.27),
    (Before2, -0.54),
    (Before3, -0.64),
    (BeforeFar, -1.52),
    (After, -0.66),
    (AfterFar, -1.71),
    (Here, 0.26),
    (Headline, -0.53),
    (AfterLead, 0.95),
    (Latest, 0.52),
    (LatestPointed, 0.46),
    (LatestRetort, 0.69),
    (Held, 1.38),
    (HeldDenial, 0.56),
    (Most, 0.06),
    (DenierDoes, 0.85),
    (PrincipalDoes, 2.50),
    (NothingShared, -0.65),
    (LatestButOne, 0.80),
    (Opening, 0.68),
    (Lead, 0.18),
    (OfHeadline, 0.89),
    (ClaimHere, -0.72),
    (Contested, 1.85),
    (BeforePointed, 0.54),
]);
static CONFIRMATION: Signs = table(&[
    (Any, -2.09),
    (AnyStated, -2.32),
    (AnyThis, 1.28),
    (AnyHeadline, -0.40),
    (Share, 0.80),
    (ShareSaid, 0.09),
    (NamesDenier, 0.81),
    (PassedOn, 0.47),
    (ReportsPassedOn, 0.07),
    (Quoted, -0.32),
    (Denied, -0.17),
    (SameSide, -1.15),
    (Before1, 0.87),
    (Before2, -0.79),
    (Before3, -0.11),
    (After, -1.30),
    (AfterFar, -1.20),
    (Here, -0.39),
    (Headline, -1.09),
    (AfterLead, -0.39),
    (Latest, 0.24),
    (LatestPointed, 0.72),
    (LatestHere, 0.62),
    (SameParagraph, 0.08),
    (Most, 0.82),
    (SaysOfDenier, 0.32),
    (DenierDoes, 0.48),
    (PrincipalDoes, 2.50),
    (NothingShared, -0.57),
    (Opening, 0.11),
    (Lead, 0.62),
    (OfHeadline, 0.12),
    (ClaimHere, -0.44),
    (Contested, 0.13),
    (BeforePointed, 0.61),
]);
