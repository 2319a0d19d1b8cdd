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
    /// … and it stands in the headline.
    AnyHeadline,
    /// … and it is said in answer: "countered", "shot back", "clarified".
    AnyRetort,
    /// … and it is in the first person: "I was never asked".
    AnyFirstPerson,
    /// … and it is a statement that negates emphatically ("not one"), from its beginning, or in part.
    AnyEmphatic,
    /// See [`Sign::AnyEmphatic`].
    AnyWhole,
    /// See [`Sign::AnyEmphatic`].
    AnyPart,
    /// The share of the denial's words, by weight, that stand in the sentence too.
    Share,
    /// The weight of those words.
    Shared,
    /// The share, where somebody else is said to have said it.
    ShareSaid,
    /// The weight of words that the same speaker's other denials share with it.
    Thread,
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
    /// It says that somebody spoke, not what.
    Contentless,
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
    /// The share of its own words, by weight, that the denial has too.
    ShareBack,
    /// It holds an accusation and names the one who denies.
    AccusesDenier,
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
    /// confirmation mostly says itself what it confirms. Chosen on the development gold, where lower ones found hardly more and
    /// higher ones lost what is right as well as what is wrong: on dense articles most links given are right, on agency news, where
    /// gold has few, most are not.
    pub fn least(self) -> f32 {
        match self {
            Asked::Denial => -2.0,
            Asked::Negation => -0.8,
            Asked::Confirmation => 0.0,
        }
    }
}

/// What a sentence's signs weigh together; above 0 it is likelier than none.
pub fn weigh(asked: Asked, signs: &Signs) -> f32 {
    crate::choice::weigh(signs, weights(asked))
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
    (Any, -1.39),
    (AnyStated, -1.23),
    (AnyHeadline, 0.78),
    (AnyRetort, 0.52),
    (AnyFirstPerson, 0.23),
    (Share, 0.71),
    (ShareSaid, 0.87),
    (NamesDenier, 0.51),
    (Alleged, 0.53),
    (Said, 0.35),
    (Unsaid, -1.06),
    (PassedOn, 0.76),
    (ReportsPassedOn, 0.43),
    (ReportsMedia, 1.19),
    (ChargeAlleged, 1.23),
    (Quoted, -1.28),
    (Contentless, -0.10),
    (Denied, -0.73),
    (SameSide, -0.89),
    (Before1, 1.04),
    (Before2, 0.42),
    (Before3, -0.05),
    (BeforeFar, -0.34),
    (After, -0.81),
    (AfterFar, -2.09),
    (Here, -0.41),
    (Headline, -1.12),
    (AfterLead, 1.00),
    (LatestPointed, 0.29),
    (LatestHere, 0.94),
    (SameParagraph, 0.18),
    (Held, 1.30),
    (Most, 0.44),
    (SaysOfDenier, 0.29),
    (PrincipalDoes, 1.51),
    (NothingShared, -0.11),
    (LatestButOne, 0.74),
    (SaidAfterLead, 0.67),
]);
static NEGATION: Signs = table(&[
    (Any, -1.87),
    (AnyStated, -1.87),
    (AnyPointed, 0.22),
    (AnyHeadline, 0.72),
    (AnyRetort, 0.06),
    (AnyFirstPerson, 0.54),
    (AnyEmphatic, 2.14),
    (AnyPart, -1.88),
    (Share, 0.36),
    (ShareSaid, 1.06),
    (Alleged, 0.82),
    (Said, 0.21),
    (Unsaid, -1.26),
    (PassedOn, 0.69),
    (ReportsPassedOn, 0.45),
    (ReportsMedia, 0.57),
    (Quoted, -0.20),
    (Denied, -0.38),
    (SameSide, -0.46),
    (Before1, 0.27),
    (Before2, -0.62),
    (Before3, -0.59),
    (BeforeFar, -1.11),
    (After, -0.74),
    (AfterFar, -2.20),
    (Here, 0.41),
    (Headline, -0.99),
    (AfterLead, 1.19),
    (Latest, 0.59),
    (LatestPointed, 0.26),
    (LatestRetort, 0.69),
    (Held, 2.74),
    (HeldDenial, 0.76),
    (Most, 0.08),
    (SaysOfDenier, 0.12),
    (DenierDoes, 0.81),
    (PrincipalDoes, 1.50),
    (NothingShared, -0.51),
    (LatestButOne, 1.00),
    (SaidAfterLead, 0.14),
]);
static CONFIRMATION: Signs = table(&[
    (Any, -1.72),
    (AnyStated, -2.49),
    (AnyHeadline, -0.40),
    (Share, 0.85),
    (ShareSaid, 0.12),
    (NamesDenier, 0.95),
    (PassedOn, 0.37),
    (ReportsPassedOn, 0.14),
    (Quoted, -0.33),
    (Contentless, -0.26),
    (Denied, -0.16),
    (SameSide, -1.08),
    (Before1, 0.99),
    (Before2, -0.86),
    (After, -1.36),
    (AfterFar, -1.44),
    (Here, -0.08),
    (Headline, -1.05),
    (AfterLead, -0.63),
    (Latest, 0.15),
    (LatestPointed, 1.06),
    (LatestHere, 0.59),
    (SameParagraph, 0.17),
    (Most, 0.76),
    (SaysOfDenier, 0.37),
    (DenierDoes, 0.27),
    (PrincipalDoes, 1.33),
    (NothingShared, -0.43),
]);
