//! What the source is: somebody with a name, an institution, a paper, an outlet, somebody unnamed, nobody.
//!
//! The words of the source decide ([`crate::phrase`]); where they are a pronoun or a short form, what they stand for
//! decides ([`crate::who`] has the last word then). A cue whose pack entry names a kind decides only where there is no source.

use crate::attribution::{Found, Kind, SubKind};
use crate::cast::Cast;
use crate::document::Document;
use crate::frames::MOST_CLAUSE;
use crate::order::InOrder;
use crate::pack::{Frame, WordOrder};
use crate::phrase::{self, Class, Phrase};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::Shape;

/// So many sources of a sentence are looked at for whose the terms of anonymity are.
const MOST_BESIDE: usize = 8;

/// The sources, taken apart, in the order of the attributions.
pub fn phrases(doc: &Document<'_>, list: &[Found]) -> Vec<Option<Phrase>> {
    let mut phrases: Vec<Option<Phrase>> = Vec::with_capacity(list.len());
    for (index, found) in list.iter().enumerate() {
        let source = found.source.filter(|s| !s.is_empty() && s.end <= doc.tokens.len());
        // two verbs of one subject
        let twin = index.checked_sub(1).filter(|&before| list[before].source == found.source);
        phrases.push(source.and_then(|source| twin.map_or_else(|| Some(phrase::analyse(doc, source)), |twin| phrases[twin])));
    }
    phrases
}

/// Fills `kind`, `sub` and the reason for it. Pronouns and short forms get what their words alone say; see [`crate::who`].
pub fn classify(doc: &Document<'_>, cast: &Cast, phrases: &mut [Option<Phrase>], list: &mut [Found]) {
    // the sources of each sentence: terms of anonymity belong to the nearest
    let whole = list.iter().filter_map(|f| f.source).filter(|s| !s.is_empty() && s.end <= doc.tokens.len());
    let mut sources: Vec<(usize, Tokens)> = whole.map(|s| (doc.sentence_of(s.start), s)).collect();
    sources.in_order_of(|s| s.0);
    for (found, phrase) in list.iter_mut().zip(phrases) {
        match phrase {
            Some(phrase) => of_source(doc, cast, phrase, found, &sources),
            None => of_none(doc, found),
        }
    }
}

fn of_source(doc: &Document<'_>, cast: &Cast, phrase: &mut Phrase, found: &mut Found, sources: &[(usize, Tokens)]) {
    // a name of which the phrase does not say whose: the rest of the text may
    if phrase.class == Class::UnclearName
        && let Some(name) = phrase.name
        && let Some(mention) = cast.mention_in(name)
    {
        let entity = cast.entity(mention);
        let reports = found.cue.range().any(|i| doc.is(i, KNOWN.outlet_verb)) && entity.words == 1 && !entity.body && (name.end == found.cue.start || name.start == found.cue.end);
        if (entity.media || reports) && !entity.person {
            phrase.class = Class::Media;
        } else if !entity.person && (entity.body || entity.words == 1 && (brand(doc.token_text(name.start)) || acronym(doc, name, found.cue))) {
            phrase.class = Class::Organization;
        } else if entity.words == 1 && !entity.person && cast.is_common(&doc.tokens[name.start]) {
            // a word that the text also writes small
            phrase.class = Class::Role;
            phrase.name = None;
        } else if phrase.plural && entity.mentions <= 1 {
            // a plural at the start of its sentence that stands nowhere else as a name
            phrase.class = Class::Group;
            phrase.name = None;
        }
    }
    if matches!(phrase.class, Class::Document | Class::Media)
        && let Some(name) = family_name(doc, cast, phrase)
    {
        (phrase.class, phrase.name) = (Class::Name, Some(name));
    }
    let (kind, sub) = phrase.kind();
    found.kind = kind;
    found.sub = sub;
    if kind == Kind::Anonymous && sub != Some(SubKind::Withheld) && withheld(doc, phrase, found, sources) {
        found.sub = Some(SubKind::Withheld);
        found.reasons.push("anonymity_terms");
        return;
    }
    found.reasons.push(match (phrase.class, found.sub) {
        (Class::Name | Class::UnclearName, _) => "source_name",
        (Class::Pronoun | Class::Relative, _) => "source_pronoun",
        (Class::Office, _) => "source_office",
        (Class::Role, _) => "source_role",
        (Class::Group, _) => "source_group",
        (Class::Withheld, _) => "source_sources",
        (Class::Spokesperson, _) => "source_spokesperson",
        (Class::Organization, _) => "source_organization",
        (Class::Document, _) => "source_document",
        (Class::Media, _) => "source_media",
        (Class::Unknown, _) => "source_unknown",
    });
}

/// "Story said": a word for a paper or an outlet in capitals, alone, that is the family name of a person of the text.
fn family_name(doc: &Document<'_>, cast: &Cast, phrase: &Phrase) -> Option<Tokens> {
    let word = doc.tokens[phrase.head];
    let alone = phrase.main.len() == 1 && word.shape == Shape::Capital;
    let of = |id: u32| {
        let entity = &cast.entities[id as usize];
        entity.person && !entity.body && entity.words > 1 && doc.tokens[entity.best.end - 1].word == word.word
    };
    (alone && cast.with_word(word.word).any(of)).then_some(phrase.main)
}

/// A capital in the middle of a word, not right after a prefix such as Mc: a trade name.
fn brand(word: &str) -> bool {
    let mut capitals = word.chars().filter(|&c| !crate::fold::is_variant(c)).enumerate().skip(1).filter(|(_, c)| c.is_uppercase());
    capitals.next().is_some_and(|(at, _)| at >= 3) && word.chars().any(char::is_lowercase)
}

/// Letters in capitals between words that are not: an institution's.
fn acronym(doc: &Document<'_>, name: Tokens, cue: Tokens) -> bool {
    let upper = |i: usize| doc.tokens[i].shape == Shape::Upper;
    name.len() == 1 && upper(name.start) && (2..=6).contains(&doc.token_text(name.start).chars().count()) && !upper(cue.start)
}

fn of_none(doc: &Document<'_>, found: &mut Found) {
    let entry = found.entry.and_then(|e| doc.lexicon_at(found.cue.start).map(|l| l.entry(e)));
    found.sub = None;
    found.kind = match entry {
        Some(entry) => entry.kind.unwrap_or(Kind::Hearsay),
        None => Kind::Hearsay,
    };
    found.reasons.push(match found.kind {
        Kind::Hearsay => "no_source",
        _ => "entry_kind",
    });
}

/// Whether a cue without a source may take it over from the clause before.
pub fn may_carry(doc: &Document<'_>, found: &Found) -> bool {
    let Some(lexicon) = doc.lexicon_at(found.cue.start) else { return false };
    if found.cue.range().any(|i| doc.is(i, KNOWN.claim_noun | KNOWN.report_noun)) {
        return false;
    }
    let entry = found.entry.map(|e| lexicon.entry(e));
    entry.is_none_or(|e| e.kind.is_none() && matches!(e.frame, Frame::Subject | Frame::Genitive))
}

/// Terms of anonymity in the source, or in its sentence on the side of the source.
fn withheld(doc: &Document<'_>, phrase: &Phrase, found: &Found, sources: &[(usize, Tokens)]) -> bool {
    let Some(source) = found.source else { return false };
    let terms = KNOWN.anonymity_terms;
    if terms == 0 {
        return false;
    }
    if source.range().any(|i| doc.is(i, terms)) {
        return true;
    }
    // "a person familiar with the matter"; where the head stands last the plain noun for a person is a role
    let plain = KNOWN.vague_group | if doc.lexicon_of(source.start).pack.order == WordOrder::VerbLast { KNOWN.role_noun } else { 0 };
    let people = phrase.main.range().any(|i| doc.is(i, KNOWN.vague_group)) || doc.is(phrase.head, plain);
    if people && source.range().any(|i| doc.is(i, KNOWN.familiar_with)) && !source.range().any(|i| doc.is(i, KNOWN.close_to)) {
        return true;
    }
    let number = doc.sentence_of(source.start);
    let sentence = doc.sentences[number].tokens;
    let mut near = sentence.start.max(source.start.saturating_sub(MOST_CLAUSE))..sentence.end.min(source.end + MOST_CLAUSE);
    // not inside what is said, and not said of another source of the sentence
    let term = near.find(|&i| doc.is(i, terms) && !found.content.iter().any(|c| c.has(i)));
    if let Some(term) = term {
        let away = |s: &Tokens| {
            if s.has(term) {
                0
            } else if s.end <= term {
                term - s.end + 1
            } else {
                s.start - term + 1
            }
        };
        let beside = &sources[sources.partition_point(|s| s.0 < number)..];
        return beside.iter().take_while(|s| s.0 == number).take(MOST_BESIDE).all(|(_, other)| other.overlaps(source) || away(&source) <= away(other));
    }
    next_sentence(doc, phrase, found, terms)
}

/// "She asked not to be named": the sentence behind says it of the same one, when it begins with a pronoun or the same noun.
fn next_sentence(doc: &Document<'_>, phrase: &Phrase, found: &Found, bits: u128) -> bool {
    let Some(source) = found.source else { return false };
    let last = found.content.last().map_or(found.cue.end, |c| c.end.max(found.cue.end));
    let Some(token) = last.checked_sub(1).filter(|&t| t < doc.tokens.len()) else { return false };
    let Some(next) = doc.sentences.get(doc.sentence_of(token) + 1) else { return false };
    let classes = &KNOWN.classes;
    let head = |i: usize| i > next.tokens.start && doc.is(i - 1, KNOWN.determiner) && source.range().any(|s| doc.tokens[s].word == doc.tokens[i].word && doc.is(i, classes.class));
    // "A former inmate said …. The man spoke on condition of anonymity"
    let called = |i: usize| {
        i > next.tokens.start
            && doc.is(i - 1, KNOWN.determiner)
            && doc.is(i, KNOWN.role_noun)
            && !doc.tokens[i].is_capitalised()
            && next.tokens.range().any(|t| t > i && t < i + 8 && doc.is(t, bits))
    };
    // "Both asked not to be named"
    let all =
        |i: usize| (phrase.plural || phrase.counted) && i == next.tokens.start && doc.is(i, KNOWN.vague_amount) && !doc.is(i, KNOWN.indefinite) && !doc.is(i + 1, classes.class);
    let opens = next.tokens.range().take(3).any(|i| doc.is(i, classes.pronoun) && !doc.in_quotation(i) || head(i) || called(i) || all(i));
    opens && next.tokens.range().any(|i| doc.is(i, bits))
}
