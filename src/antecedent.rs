//! What speaks for one antecedent rather than another, and how much.
//!
//! A pronoun or a description ("the minister", "the company") is given a short list of those it may stand for; this module
//! says of each which [`Sign`]s speak for it, and adds up their weights. The weights were fitted to the training gold by
//! `scripts/fit.mjs` (a choice among the candidates and nobody); nothing here knows a language.

use crate::choice::signs;
use crate::span::Tokens;

signs! {
    /// Every candidate has it: against it stands nobody.
    Anybody,
    /// Last mentioned in the same sentence.
    Near0,
    /// Last mentioned one sentence before.
    Near1,
    /// Last mentioned two sentences before.
    Near2,
    /// Last mentioned three sentences before.
    Near3,
    /// Last mentioned farther away.
    Far,
    /// Was last the source of an attribution in the same sentence.
    Spoke0,
    /// … one sentence before.
    Spoke1,
    /// … two sentences before.
    Spoke2,
    /// … farther away.
    Spoke3,
    /// Nobody has spoken since.
    SpokeLast,
    /// Was last the subject of a clause in the same sentence.
    Subject0,
    /// … one sentence before.
    Subject1,
    /// … farther away.
    Subject2,
    /// A case marker makes it, whose office is told, the subject of the sentence before, and nobody has spoken since.
    Acted,
    /// Of those that agree, or are described so, the one mentioned last.
    Latest,
    /// Only this one agrees.
    Only,
    /// How often it was mentioned in the last sentences: 1 for four times or more.
    Often,
    /// How often it is mentioned in the whole text: 1 for eight times or more.
    Prominent,
    /// The person or institution whom the text speaks of most.
    Leading,
    /// Mentioned in the same paragraph.
    SameBlock,
    /// Something says that it is a person.
    Person,
    /// Something says that it is an institution.
    Body,
    /// Its gender is known and agrees.
    Gender,
    /// It has no name.
    Unnamed,
    /// Introduced by "a", and the description points back at it.
    Introduced,
    /// It has no name, but a place's or institution's name, or a word of its own, stands before its noun.
    Proper,
    /// A noun that is neither a name nor a source.
    Noun,
    /// Known only from what somebody said.
    Reported,
    /// The place is in a claim of this one, not in quotation marks.
    Holds,
    /// The place is in a quotation of this one.
    Quotes,
    /// What the pronoun says names it.
    Told,
    /// Both are in the same claim.
    Together,
    /// Both begin their sentences.
    Parallel,
    /// Mentioned in the headline only.
    Headline,
    /// Mentioned farther down only.
    Later,
    /// Described by the same word.
    SameWord,
    /// Described by a word for a similar office.
    LikeWord,
    /// The word stands in its name.
    WordInName,
    /// A word of the description is in what is said of it, too.
    Shared,
    /// Two or more are.
    SharedMore,
    /// A word of the description is not.
    Alien,
    /// Two or more are not.
    AlienMore,
    /// A place or institution in the description is not.
    AlienPlace,
    /// Somebody else who is described by the word shares more words of the description.
    Outdone,
    /// Others are described by the same word.
    Others,
    /// Nothing that the text says of it goes with the description.
    Bare,
    /// … and the description is one for somebody named before: a nominee, a former governor.
    BareEpithet,
    /// The description is one for an institution named before: the company.
    Company,
    /// The description is new to the text: "a", "some".
    Indefinite,
    /// The description opens the text or stands in the headline.
    Lead,
    /// The description consists of more than two words.
    Long,
    /// The description points back: "this leader".
    Pointed,
    /// The description is one of an institution.
    ForBody,
    /// The description is one of an outlet.
    ForMedia,
}

/// What is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A pronoun that stands for people.
    Person,
    /// One that stands for anything.
    Thing,
    /// A description of a person: "the minister".
    Description,
    /// A description of an institution: "the company".
    Institution,
}

/// A decision, whose candidates are their fullest mentions.
pub type Choice = crate::choice::Choice<Asked, Tokens, Signs>;

/// What a candidate's signs weigh together.
pub fn weigh(asked: Asked, signs: &Signs) -> f32 {
    crate::choice::weigh(signs, weights(asked))
}

/// What spoke most for a candidate: the key of a `reason_*` message.
pub fn reason(asked: Asked, signs: &Signs) -> &'static str {
    let s = |sign: Sign| sign as usize;
    let spoke = [s(Spoke0), s(Spoke1), s(Spoke2), s(Spoke3), s(SpokeLast)];
    let subject = [s(Subject0), s(Subject1), s(Subject2), s(Acted), s(Parallel)];
    let near = [s(Near0), s(Near1), s(Near2), s(Near3), s(Latest), s(SameBlock), s(Together)];
    let leading = [s(Often), s(Prominent), s(Leading)];
    let word = [s(SameWord), s(LikeWord), s(WordInName), s(Shared), s(SharedMore), s(Introduced)];
    let called = [s(Company), s(BareEpithet), s(Bare), s(Pointed)];
    let groups: [(&'static str, &[usize]); 7] = [
        ("stands_for_word", &word),
        ("stands_for_speaker", &spoke),
        ("stands_for_subject", &subject),
        ("stands_for_near", &near),
        ("stands_for_leading", &leading),
        ("stands_for_called", &called),
        ("stands_for_only", &[s(Only)]),
    ];
    crate::choice::reason(signs, weights(asked), &groups, "stands_for")
}

fn weights(asked: Asked) -> &'static Signs {
    match asked {
        Asked::Person => &PERSON,
        Asked::Thing => &THING,
        Asked::Description => &DESCRIPTION,
        Asked::Institution => &INSTITUTION,
    }
}

use Sign::*;

static PERSON: Signs = table(&[
    (Anybody, 0.73),
    (Near0, 0.19),
    (Near1, 0.14),
    (Near2, 0.68),
    (Near3, 0.45),
    (Far, -0.73),
    (Spoke0, 0.23),
    (Spoke1, 0.08),
    (Spoke2, 0.08),
    (SpokeLast, 1.17),
    (Subject0, 1.20),
    (Subject1, 1.32),
    (Subject2, -0.48),
    (Acted, 0.9),
    (Latest, 0.19),
    (Only, 0.35),
    (Often, 0.64),
    (Prominent, 0.54),
    (SameBlock, 1.08),
    (Person, -0.09),
    (Gender, 0.19),
    (Unnamed, -1.17),
    (Noun, -1.19),
    (Reported, -1.16),
    (Holds, -0.13),
    (Quotes, -0.84),
    (Told, -1.2),
    (Together, 0.58),
    (Parallel, 0.32),
    (Headline, -0.25),
]);

static THING: Signs = table(&[
    (Anybody, -0.27),
    (Near0, 0.14),
    (Near1, 0.39),
    (Near3, -0.42),
    (Far, -0.39),
    (Spoke0, 0.39),
    (Spoke1, 0.21),
    (Spoke2, 0.67),
    (Spoke3, -0.23),
    (SpokeLast, 0.17),
    (Subject0, 0.83),
    (Subject1, 0.45),
    (Subject2, -0.08),
    (Latest, 0.70),
    (Often, 0.13),
    (Prominent, 0.50),
    (SameBlock, 0.65),
    (Person, 0.39),
    (Body, -0.62),
    (Unnamed, -0.43),
    (Noun, -0.48),
    (Reported, -0.36),
    (Holds, -0.17),
    (Quotes, -0.07),
    (Parallel, 0.44),
    (Headline, -0.07),
]);

static DESCRIPTION: Signs = table(&[
    (Anybody, -0.21),
    (Near1, 0.51),
    (Near2, 0.12),
    (Near3, -0.14),
    (Far, -0.69),
    (Spoke1, 0.58),
    (SpokeLast, 0.96),
    (Subject1, 1.34),
    (Latest, 0.36),
    (Prominent, 0.86),
    (Leading, 0.65),
    (SameBlock, 0.16),
    (Person, 0.45),
    (Body, 0.14),
    (Gender, 0.13),
    (Unnamed, 0.11),
    (Introduced, -0.15),
    (Noun, -0.22),
    (Reported, -0.61),
    (SameWord, 1.37),
    (LikeWord, 0.11),
    (Shared, 0.35),
    (Alien, -0.41),
    (Outdone, -0.85),
    (Others, -0.53),
    (Bare, -1.69),
    (BareEpithet, 0.68),
    (Lead, 0.44),
    (Long, 0.25),
    (Pointed, 0.67),
]);

// Too few of these are in the gold to fit so many: rounded, and Company, SameWord and Leading set by hand.
static INSTITUTION: Signs = table(&[
    (Anybody, -0.5),
    (Near0, -0.3),
    (Near1, 0.7),
    (Near2, 0.1),
    (Far, -0.2),
    (Spoke1, 1.0),
    (SpokeLast, 0.3),
    (Subject0, -0.3),
    (Subject1, 0.3),
    (Latest, 0.1),
    (Prominent, 0.4),
    (Leading, 0.4),
    (SameBlock, 0.3),
    (Body, 0.5),
    (Unnamed, -0.1),
    (Introduced, -0.3),
    (Proper, 0.5),
    (Noun, -0.6),
    (Later, -0.3),
    (SameWord, 0.7),
    (WordInName, 0.6),
    (Shared, 0.3),
    (Alien, -0.9),
    (AlienMore, -0.3),
    (AlienPlace, -0.5),
    (Outdone, -0.4),
    (Bare, -1.0),
    (Company, 1.75),
    (Long, -0.5),
    (Pointed, 0.2),
    (ForBody, -0.4),
    (ForMedia, -0.1),
]);
