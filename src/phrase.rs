//! What a source phrase is, judged by its own words: a name, an office, a group, an institution, a paper.
//!
//! Languages differ in where the head of such a phrase stands: in a verb-last language it is the last noun ("of the
//! ministry a senior official"), in a verb-middle language it stands before the first preposition, relative pronoun or
//! comma ("a senior official of the ministry, who …"). That, and the packs' sets, is all this module knows
//! (`head_last.rs`, `head_first.rs`). It never looks further than the phrase itself, so its cost is the phrase's length.

mod head_first;
mod head_last;

use crate::attribution::{Kind, SubKind};
use crate::document::Document;
use crate::pack::WordOrder;
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

/// What the words of a phrase make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A personal pronoun.
    Pronoun,
    /// A relative pronoun.
    Relative,
    /// A person with a name.
    Name,
    /// A name of which the phrase does not tell whether it is a person's.
    UnclearName,
    /// One who holds an office that the text may name elsewhere.
    Office,
    /// One or a few people by role.
    Role,
    /// An open-ended group.
    Group,
    /// "Sources".
    Withheld,
    /// The unnamed spokesperson of an institution.
    Spokesperson,
    /// An institution.
    Organization,
    /// A text that says something.
    Document,
    /// An outlet, an agency, or reports of them.
    Media,
    /// Words that say nothing about it.
    Unknown,
}

/// A source phrase, taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// What the phrase stands for.
    pub class: Class,
    /// The noun that it is about.
    pub head: usize,
    /// The proper name in it, without titles and offices.
    pub name: Option<Tokens>,
    /// The main noun phrase, without appositions and relative clauses.
    pub main: Tokens,
    /// Said of more than one.
    pub plural: bool,
    /// Introduced as new: "a", "some", a number.
    pub indefinite: bool,
    /// "Some", "many": an amount that is left open.
    pub several: bool,
    /// A number stands in it.
    pub counted: bool,
}

impl Phrase {
    /// Kind and sub-kind that the class stands for when nothing else is known.
    pub fn kind(&self) -> (Kind, Option<SubKind>) {
        match self.class {
            Class::Pronoun | Class::Relative | Class::Name | Class::UnclearName => (Kind::Named, None),
            Class::Unknown if self.plural || self.several => (Kind::Anonymous, Some(SubKind::Vague)),
            Class::Unknown => (Kind::Anonymous, Some(SubKind::Role)),
            Class::Withheld => (Kind::Anonymous, Some(SubKind::Withheld)),
            Class::Office | Class::Role if self.several => (Kind::Anonymous, Some(SubKind::Vague)),
            Class::Office | Class::Role => (Kind::Anonymous, Some(SubKind::Role)),
            Class::Group if self.counted && !self.several => (Kind::Anonymous, Some(SubKind::Role)),
            Class::Group => (Kind::Anonymous, Some(SubKind::Vague)),
            Class::Spokesperson | Class::Organization => (Kind::Organization, None),
            Class::Document => (Kind::Document, None),
            Class::Media => (Kind::Media, None),
        }
    }
}

/// Most tokens of a phrase that are looked at: longer ones carry a relative clause or an apposition behind or before.
const LONGEST: usize = 48;

/// Takes a source phrase apart.
pub fn analyse(doc: &Document<'_>, source: Tokens) -> Phrase {
    let lexicon = doc.lexicon_of(source.start);
    let reader = Reader { doc };
    match lexicon.pack.order {
        // "the website 'Sense of the Town'": a title with an owner in it is no phrase of the text
        WordOrder::VerbLast if source.len() > 3 && doc.tokens[source.end - 1].is_quote() => {
            let open = (source.start + 1..source.end - 2).rev().find(|&i| doc.tokens[i].is_quote());
            let titled = open.filter(|&i| doc.is(i - 1, KNOWN.classes.class) && (i..source.end).any(|i| doc.is(i, KNOWN.genitive)));
            reader.head_last(titled.map_or(source, |open| Tokens::new(source.start, open)))
        }
        WordOrder::VerbLast => reader.head_last(source),
        WordOrder::VerbMiddle => reader.head_first(source),
    }
}

struct Reader<'a, 'p> {
    doc: &'a Document<'p>,
}

impl Reader<'_, '_> {
    fn is(&self, index: usize, bits: u128) -> bool {
        let token = &self.doc.tokens[index];
        if token.shape == Shape::Lower {
            return token.sets & !KNOWN.classes.names & bits != 0;
        }
        let of_compounds = KNOWN.role_noun | KNOWN.vague_group | KNOWN.organization_noun | KNOWN.document_noun;
        token.sets & bits != 0 || bits & of_compounds != 0 && self.sets(index) & bits != 0
    }

    /// The sets of a token. In scripts with capitals a word in small letters is no name. A word that no set holds may be a
    /// compound whose last part tells what it is.
    fn sets(&self, index: usize) -> u128 {
        let token = &self.doc.tokens[index];
        if token.shape == Shape::Lower {
            return token.sets & !KNOWN.classes.names;
        }
        if token.shape == Shape::Caseless && token.sets & (KNOWN.classes.function | KNOWN.classes.class | KNOWN.classes.name | KNOWN.former | KNOWN.honorific) == 0 {
            return token.sets | self.compound(index);
        }
        token.sets
    }

    /// What the last part of a compound makes of a word: a person by role, several, an institution, a paper.
    fn compound(&self, index: usize) -> u128 {
        let pairs = [
            (KNOWN.role_ending, KNOWN.role_noun),
            (KNOWN.group_ending, KNOWN.vague_group),
            (KNOWN.organization_ending, KNOWN.organization_noun),
            (KNOWN.document_ending, KNOWN.document_noun),
        ];
        let word = crate::fold::normal(self.doc.token_text(index));
        pairs.into_iter().find(|&(endings, _)| self.has_ending(index, &word, endings)).map_or(0, |(_, class)| class)
    }

    fn blank(&self, main: Tokens) -> Phrase {
        let mut phrase =
            Phrase { class: Class::Unknown, head: main.end.saturating_sub(1).max(main.start), name: None, main, plural: false, indefinite: false, several: false, counted: false };
        for index in main.range() {
            let sets = self.sets(index);
            // "hundreds of" is both
            let open = sets & KNOWN.number_word != 0 && sets & KNOWN.vague_amount != 0 && self.ends_like(index, KNOWN.plural_ending);
            phrase.several |= open || sets & KNOWN.several != 0;
            phrase.counted |= sets & KNOWN.number_word != 0 || self.doc.tokens[index].shape == Shape::Number;
            phrase.indefinite |= sets & KNOWN.indefinite != 0;
        }
        phrase
    }

    /// Without marks at its ends and without what stands in brackets at its end.
    fn trim(&self, mut span: Tokens) -> Tokens {
        while !span.is_empty() && !self.doc.tokens[span.start].is_word() {
            span.start += 1;
        }
        loop {
            while !span.is_empty() && !self.doc.tokens[span.end - 1].is_word() && self.doc.tokens[span.end - 1].mark != Mark::BracketClose {
                span.end -= 1;
            }
            if span.is_empty() || self.doc.tokens[span.end - 1].mark != Mark::BracketClose {
                return span;
            }
            match span.range().rev().find(|&i| self.doc.tokens[i].mark == Mark::BracketOpen) {
                Some(open) if open > span.start => span.end = open,
                _ => span.end -= 1,
            }
        }
    }

    /// The sets of the word without its plural ending.
    fn stem_sets(&self, token: usize) -> Option<u128> {
        let lexicon = self.doc.lexicon_of(token);
        let endings = lexicon.set(KNOWN.plural_ending)?;
        let word = crate::fold::normal(self.doc.token_text(token));
        let longest = endings.endings_of(&word).map(str::len).max()?;
        Some(lexicon.sets_of(crate::fold::hash(&word.as_bytes()[..word.len() - longest])).first)
    }

    /// The class of the word without its plural ending, where the sets know that only.
    fn class_of_stem(&self, token: usize, phrase: &Phrase) -> Option<Class> {
        let sets = self.stem_sets(token)?;
        if sets & KNOWN.document_noun != 0 {
            return Some(Class::Document);
        }
        if sets & (KNOWN.role_noun | KNOWN.office) != 0 {
            return Some(if phrase.several {
                Class::Group
            } else if phrase.counted {
                Class::Role
            } else {
                Class::Group
            });
        }
        if sets & KNOWN.media_noun != 0 {
            return Some(Class::Media);
        }
        (sets & KNOWN.organization_noun != 0).then_some(Class::Organization)
    }

    /// Whether the word ends like a member of a set of endings.
    fn ends_like(&self, token: usize, endings: u128) -> bool {
        let raw = self.doc.token_text(token);
        let text = if self.doc.tokens[token].shape == Shape::Caseless { crate::fold::normal(raw) } else { raw.into() };
        self.has_ending(token, &text, endings)
    }

    /// The same for the word as it is compared.
    fn has_ending(&self, token: usize, text: &str, endings: u128) -> bool {
        self.doc.lexicon_of(token).set(endings).is_some_and(|set| set.endings_of(text).any(|ending| text.len() > ending.len()))
    }

    /// The class that the sets give a head.
    fn class_of(&self, head: usize, span: Tokens, phrase: &Phrase) -> Class {
        let sets = self.sets(head);
        let any = |bits: u128| span.range().any(|i| self.is(i, bits));
        if sets & KNOWN.source_noun != 0 {
            return Class::Withheld;
        }
        // "The Guardian": a word for a person in capitals behind an article names an outlet
        if sets & KNOWN.media_name != 0 && (sets & (KNOWN.role_noun | KNOWN.role_plural) == 0 || head > span.start && !self.doc.verb_last(head)) {
            return Class::Media;
        }
        // "conservatives" are people, "the Conservatives" are a party
        let first = if head > span.start && self.is(head - 1, KNOWN.organization_name) { head - 1 } else { head };
        let article =
            first > span.start && self.is(first - 1, KNOWN.determiner) && !self.is(first - 1, KNOWN.indefinite | KNOWN.several) && self.doc.tokens[head].shape != Shape::Lower;
        if sets & KNOWN.organization_name != 0 && (sets & (KNOWN.vague_group | KNOWN.role_plural) == 0 || article) {
            return Class::Organization;
        }
        if sets & KNOWN.spokesperson != 0 {
            return Class::Spokesperson;
        }
        if sets & KNOWN.document_noun != 0 && sets & (KNOWN.organization_name | KNOWN.role_noun) == 0 {
            // "a report obtained by the Post" is not the Post's
            let joined = |i: usize| {
                i < head
                    || (head + 1..i).all(|j| {
                        self.is(j, KNOWN.preposition | KNOWN.by | KNOWN.determiner | KNOWN.demonym | KNOWN.time_word)
                            || self.doc.tokens[j].is_capitalised()
                            || self.doc.verb_last(head)
                    })
            };
            let outlets = KNOWN.media_name | (KNOWN.media_noun & !KNOWN.document_noun);
            let reported = sets & (KNOWN.report_noun | KNOWN.media_noun) != 0 && span.range().any(|i| self.is(i, outlets) && joined(i)) && span.len() > 1;
            // "several reports": what outlets say, not a paper
            if !self.doc.verb_last(head) && sets & KNOWN.report_noun != 0 && phrase.several && self.ends_like(head, KNOWN.plural_ending) {
                return Class::Media;
            }
            let outlet = |i: usize| {
                self.is(i, KNOWN.media_name | KNOWN.media_noun)
                    && (!self.is(i, KNOWN.document_noun) || self.doc.verb_last(head) || self.is(i, KNOWN.media_name) && self.doc.tokens[i].is_capitalised())
            };
            let of_media = span.range().any(|i| i != head && outlet(i) && joined(i));
            return if reported && of_media || sets & KNOWN.media_noun != 0 && (of_media || phrase.plural) { Class::Media } else { Class::Document };
        }
        if sets & KNOWN.vague_group != 0 {
            // "people close to her" are a few, not people at large
            return if any(KNOWN.close_to) && !phrase.several { Class::Role } else { Class::Group };
        }
        if sets & KNOWN.role_plural != 0 {
            // a bare plural is open-ended in a language with articles
            let open = !self.doc.verb_last(head) && !phrase.counted;
            return if phrase.several || open { Class::Group } else { Class::Role };
        }
        // "the agency": an outlet only where something else says so
        let both = sets & KNOWN.organization_noun != 0 && sets & KNOWN.media_noun != 0;
        let of_outlet = span.range().any(|i| i != head && self.is(i, KNOWN.media_name | KNOWN.media_noun));
        if sets & KNOWN.media_noun != 0 && sets & (KNOWN.role_noun | KNOWN.office) == 0 && (!both || of_outlet) {
            return Class::Media;
        }
        if sets & (KNOWN.office | KNOWN.title) != 0 {
            return Class::Office;
        }
        // "the coast guard": a word for a person that is part of a body's name
        let body = sets & KNOWN.organization_noun != 0 && head > span.start && self.is(head - 1, KNOWN.organization_noun) && !self.doc.verb_last(head);
        if sets & (KNOWN.role_noun | KNOWN.epithet) != 0 && !body {
            return Class::Role;
        }
        if sets & KNOWN.demonym != 0 {
            return Class::Group;
        }
        if sets & KNOWN.organization_noun != 0 {
            return Class::Organization;
        }
        if sets & (KNOWN.place_name | KNOWN.country) != 0 {
            return Class::Organization;
        }
        if sets & (KNOWN.several | KNOWN.indefinite | KNOWN.number_word | KNOWN.ordinal) != 0 {
            return if sets & KNOWN.several != 0 || phrase.several { Class::Group } else { Class::Role };
        }
        Class::Unknown
    }
}
