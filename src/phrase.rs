//! What a source phrase is, judged by its own words: a name, an office, a group, an institution, a paper.
//!
//! Languages differ in where the head of such a phrase stands: in a verb-last language it is the last noun ("of the
//! ministry a senior official"), in a verb-middle language it stands before the first preposition, relative pronoun or
//! comma ("a senior official of the ministry, who …"). That, and the packs' sets, is all this module knows.
//! It never looks further than the phrase itself, so its cost is the phrase's length.

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
        let k = KNOWN;
        let of_compounds = k.role_noun | k.vague_group | k.organization_noun | k.document_noun;
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
        let k = KNOWN;
        let pairs = [(k.role_ending, k.role_noun), (k.group_ending, k.vague_group), (k.organization_ending, k.organization_noun), (k.document_ending, k.document_noun)];
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

    // ---- heads that stand last ----

    fn head_last(&self, source: Tokens) -> Phrase {
        let mut span = self.trim(source);
        if span.is_empty() {
            return self.blank(source);
        }
        if span.len() > LONGEST {
            span.start = span.end - LONGEST;
        }
        let mut last = span.end - 1;
        while last > span.start && self.is(last, KNOWN.honorific) && !self.is(last, KNOWN.role_noun) {
            last -= 1;
        }
        // honorifics alone do not make a phrase
        let mut start = last;
        while start > span.start {
            let before = &self.doc.tokens[start - 1];
            let case = before.sets & KNOWN.classes.case != 0 && before.sets & KNOWN.classes.name == 0 && !self.is_initial(start - 1, span);
            if case || matches!(before.mark, Mark::Comma | Mark::BracketClose | Mark::Semicolon) {
                break;
            }
            // "A and B": the head is in the last
            if before.sets & KNOWN.conjunction != 0 {
                break;
            }
            start -= 1;
        }
        let main = Tokens::new(start, span.end);
        let mut phrase = self.blank(main);
        // "of a ministry" before it: what belongs to something new is new. A number there counts the owners ("officials of
        // two countries").
        for index in span.start..start {
            phrase.indefinite |= self.is(index, KNOWN.indefinite);
            phrase.several |= self.is(index, KNOWN.several) && self.is(last, KNOWN.role_plural | KNOWN.vague_group);
        }
        // "61 percent of the young" is written "61 percent young people"
        let share = |i: usize| self.is(i, KNOWN.vague_amount) && (self.is(i - 1, KNOWN.number_word) || self.doc.tokens[i - 1].shape == Shape::Number);
        phrase.several |= (start + 1..last).any(share);
        phrase.head = last;
        let token = &self.doc.tokens[last];
        let whole_is_one = span.len() == 1;
        if token.sets & KNOWN.relative_pronoun != 0 && whole_is_one {
            phrase.class = Class::Relative;
            return phrase;
        }
        if token.sets & KNOWN.classes.pronoun != 0 && whole_is_one {
            phrase.class = Class::Pronoun;
            return phrase;
        }
        if let Some(class) = self.part_of(last, start, span) {
            phrase.class = class;
            phrase.several = true;
            return phrase;
        }
        if let Some(name) = self.firm(last, start) {
            phrase.class = Class::Organization;
            phrase.name = Some(name);
            return phrase;
        }
        // the words at the end that no set explains, or that are names
        let mut tail = last + 1;
        while tail > start {
            let index = tail - 1;
            let t = &self.doc.tokens[index];
            let dotted = t.mark == Mark::Terminator && index > start && self.is(index - 1, KNOWN.initial | KNOWN.abbreviation);
            let joined = t.mark == Mark::Dash || t.is_quote();
            let initial = tail <= last && self.is_initial(index, span);
            // a title between two names, a place that is a family name behind a given name or an office
            let inner = tail <= last && t.sets & KNOWN.title != 0 && index > start && self.is(index - 1, KNOWN.classes.name);
            let family = index == last
                && t.sets & (KNOWN.place_name | KNOWN.country | KNOWN.former) != 0
                && index > start
                && self.doc.tokens[index - 1].sets & (KNOWN.classes.function | KNOWN.classes.class | KNOWN.former) == 0
                && (self.is(index - 1, KNOWN.given_name) || index > start + 1 && self.is(index - 2, KNOWN.classes.person));
            let hyphened = t.is_word() && !t.spaced && index > start + 1 && self.doc.tokens[index - 1].mark == Mark::Dash;
            // what an institution is called too is a name between a person's role and the rest of a name
            let between = tail <= last
                && t.sets & KNOWN.organization_name != 0
                && t.sets & (KNOWN.classes.function | KNOWN.organization_noun) == 0
                && index > start
                && self.is(index - 1, KNOWN.role_noun | KNOWN.title);
            let plain = t.is_word() && t.shape != Shape::Number && (self.sets(index) & (KNOWN.classes.function | KNOWN.classes.class | KNOWN.former) == 0 || hyphened || between);
            let named = t.is_word() && t.sets & KNOWN.classes.name != 0;
            let honour = t.sets & KNOWN.honorific != 0;
            if !(plain || named || dotted || joined || initial || honour || inner || family) {
                break;
            }
            tail -= 1;
        }
        while tail <= last && !self.doc.tokens[tail].is_word() {
            tail += 1;
        }
        let place = KNOWN.place_name | KNOWN.country;
        let known_as_role = self.sets(last) & KNOWN.classes.class & !place != 0 || tail == last && token.sets & place != 0;
        let before = (start..tail).rev().find(|&i| !self.doc.tokens[i].is_quote());
        let before_sets = before.map_or(0, |i| self.sets(i));
        let titled = before_sets & (KNOWN.classes.person | KNOWN.former) != 0 && before_sets & KNOWN.indefinite == 0;
        // a word for an institution or role that is a family name too is one only behind a given name, or behind another
        // word that no set explains and that follows an office or title ("commissioner Lina Johri": jeweller)
        let family = self.is(last, KNOWN.surname) && tail < last && (titled || self.sets(last) & KNOWN.classes.class & !(KNOWN.title | place) == 0);
        let has_name =
            tail <= last && if known_as_role { family || (tail..last).any(|i| self.is(i, KNOWN.given_name)) } else { (tail..=last).any(|i| self.is(i, KNOWN.classes.name)) };
        let of_office = before_sets & (KNOWN.office | KNOWN.title | KNOWN.spokesperson) != 0;
        if tail <= last && (!known_as_role || has_name || of_office && self.is(last, KNOWN.classes.name) && !self.is(last, KNOWN.organization_noun)) {
            let words = (tail..=last).filter(|&i| self.doc.tokens[i].is_word()).count();
            let ends_plural = self.ends_like(last, KNOWN.plural_ending);
            if ends_plural
                && !has_name
                && let Some(class) = self.class_of_stem(last, span, &phrase)
            {
                phrase.class = class;
                phrase.plural = true;
                return phrase;
            }
            // "the former promoter": an unexplained word behind what stands before offices is one
            if !has_name && words == 1 && before_sets & KNOWN.former != 0 && before_sets & KNOWN.classes.person == 0 {
                phrase.class = Class::Role;
                return phrase;
            }
            // an unexplained word that is counted or plural is no name
            if !has_name && !titled && (ends_plural || before_sets & (KNOWN.indefinite | KNOWN.several | KNOWN.number_word) != 0 && words <= 2) {
                phrase.class = if ends_plural { Class::Group } else { Class::Role };
                phrase.plural = ends_plural;
                return phrase;
            }
            if !has_name && before_sets & (KNOWN.organization_noun | KNOWN.organization_name) != 0 && !titled {
                phrase.class = if phrase.indefinite && words == 1 { Class::Role } else { Class::Organization };
                phrase.name = (phrase.class == Class::Organization).then(|| Tokens::new(tail, last + 1));
                return phrase;
            }
            if !has_name && before_sets & (KNOWN.media_noun | KNOWN.media_name) != 0 && !titled {
                phrase.class = Class::Media;
                return phrase;
            }
            let single = words == 1 && !titled;
            if single && !has_name && (matches!(token.shape, Shape::Upper) || self.spelt_letters(last)) {
                phrase.class = Class::Organization;
                return phrase;
            }
            phrase.name = Some(Tokens::new(tail, last + 1));
            phrase.class = if single && !has_name { Class::UnclearName } else { Class::Name };
            return phrase;
        }
        phrase.class = self.class_of(last, span, &phrase);
        phrase.plural = self.is(last, KNOWN.role_plural | KNOWN.vague_group) || self.is(last, KNOWN.source_noun) && self.ends_like(last, KNOWN.plural_ending);
        phrase
    }

    /// "A section of the economists", "of the media": of whom it is a part tells what it is.
    fn part_of(&self, last: usize, start: usize, span: Tokens) -> Option<Class> {
        let owner = start.checked_sub(2).filter(|&i| i >= span.start && self.is(last, KNOWN.vague_amount) && self.is(start - 1, KNOWN.genitive))?;
        if self.is(owner, KNOWN.media_noun) {
            return Some(Class::Media);
        }
        (self.is(owner, KNOWN.role_plural | KNOWN.vague_group) || self.ends_like(owner, KNOWN.plural_ending)).then_some(Class::Group)
    }

    /// "Bajaj Auto": a name that ends with the last word of firms' names, whatever family name it begins with.
    fn firm(&self, last: usize, start: usize) -> Option<Tokens> {
        let people = KNOWN.classes.name | KNOWN.classes.person | KNOWN.role_plural | KNOWN.vague_group;
        if !self.is(last, KNOWN.organization_suffix) || self.is(last, people | KNOWN.organization_noun) {
            return None;
        }
        let proper = |i: usize| {
            let sets = self.sets(i);
            let place = KNOWN.place_name | KNOWN.country | KNOWN.demonym;
            self.doc.tokens[i].is_word() && (sets & KNOWN.classes.name != 0 || sets & (KNOWN.classes.function | KNOWN.classes.class & !place | KNOWN.former) == 0)
        };
        let from = (start..last).rev().take_while(|&i| proper(i)).last()?;
        let before = (start..from).rev().find(|&i| self.doc.tokens[i].is_word());
        (!before.is_some_and(|i| self.is(i, KNOWN.classes.person))).then(|| Tokens::new(from, last + 1))
    }

    /// Whether a token is the letter of an initial: of the letters that are case markers too ("के") those behind an office,
    /// at the phrase's beginning, in a row of initials or before a dot.
    fn is_initial(&self, token: usize, span: Tokens) -> bool {
        let sets = self.doc.tokens[token].sets;
        if sets & KNOWN.initial == 0 {
            return false;
        }
        if sets & KNOWN.classes.case == 0 {
            return true;
        }
        let plain = |i: usize| self.is(i, KNOWN.initial) && !self.is(i, KNOWN.classes.case);
        let next = (token + 1 < span.end).then_some(token + 1);
        let dotted = next.is_some_and(|i| self.doc.tokens[i].mark == Mark::Terminator && !self.doc.tokens[i].spaced);
        let Some(before) = token.checked_sub(1).filter(|&i| i >= span.start) else { return next.is_some() };
        let in_row = plain(before) || self.doc.tokens[before].mark == Mark::Terminator && before > span.start && self.is(before - 1, KNOWN.initial);
        let names = self.is(before, KNOWN.office | KNOWN.title) && next.is_some_and(|i| plain(i) || self.is(i, KNOWN.classes.name));
        dotted || in_row || names
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
    fn class_of_stem(&self, token: usize, _span: Tokens, phrase: &Phrase) -> Option<Class> {
        let sets = self.stem_sets(token)?;
        let k = KNOWN;
        if sets & k.document_noun != 0 {
            return Some(Class::Document);
        }
        if sets & (k.role_noun | k.office) != 0 {
            return Some(if phrase.several {
                Class::Group
            } else if phrase.counted {
                Class::Role
            } else {
                Class::Group
            });
        }
        if sets & k.media_noun != 0 {
            return Some(Class::Media);
        }
        (sets & k.organization_noun != 0).then_some(Class::Organization)
    }

    /// A word made of the names of letters: an acronym as it is spoken.
    fn spelt_letters(&self, token: usize) -> bool {
        let lexicon = self.doc.lexicon_of(token);
        let Some(letters) = lexicon.set(KNOWN.initial) else { return false };
        if self.doc.tokens[token].shape != Shape::Caseless {
            return false;
        }
        let word = crate::fold::normal(self.doc.token_text(token));
        let letters: Vec<_> = letters.single_words().map(crate::fold::normal).collect();
        // which prefixes can be read as letters
        let mut reach = vec![0u8; word.len() + 1];
        reach[0] = 1;
        for at in 0..word.len() {
            if reach[at] == 0 || !word.is_char_boundary(at) {
                continue;
            }
            for letter in &letters {
                if crate::span::part(&word, at, word.len()).starts_with(&**letter) {
                    let next = at + letter.len();
                    reach[next] = reach[next].max((reach[at] + 1).min(4));
                }
            }
        }
        reach[word.len()] >= 3
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
        let k = KNOWN;
        let sets = self.sets(head);
        let any = |bits: u128| span.range().any(|i| self.is(i, bits));
        if sets & k.source_noun != 0 {
            return Class::Withheld;
        }
        // "The Guardian": a word for a person in capitals behind an article names an outlet
        if sets & k.media_name != 0 && (sets & (k.role_noun | k.role_plural) == 0 || head > span.start && !self.doc.verb_last(head)) {
            return Class::Media;
        }
        // "conservatives" are people, "the Conservatives" are a party
        let first = if head > span.start && self.is(head - 1, k.organization_name) { head - 1 } else { head };
        let article = first > span.start && self.is(first - 1, k.determiner) && !self.is(first - 1, k.indefinite | k.several) && self.doc.tokens[head].shape != Shape::Lower;
        if sets & k.organization_name != 0 && (sets & (k.vague_group | k.role_plural) == 0 || article) {
            return Class::Organization;
        }
        if sets & k.spokesperson != 0 {
            return Class::Spokesperson;
        }
        if sets & k.document_noun != 0 && sets & (k.organization_name | k.role_noun) == 0 {
            // "a report obtained by the Post" is not the Post's
            let joined = |i: usize| {
                i < head
                    || (head + 1..i)
                        .all(|j| self.is(j, k.preposition | k.by | k.determiner | k.demonym | k.time_word) || self.doc.tokens[j].is_capitalised() || self.doc.verb_last(head))
            };
            let outlets = k.media_name | (k.media_noun & !k.document_noun);
            let reported = sets & (k.report_noun | k.media_noun) != 0 && span.range().any(|i| self.is(i, outlets) && joined(i)) && span.len() > 1;
            // "several reports": what outlets say, not a paper
            if !self.doc.verb_last(head) && sets & k.report_noun != 0 && phrase.several && self.ends_like(head, k.plural_ending) {
                return Class::Media;
            }
            let outlet = |i: usize| {
                self.is(i, k.media_name | k.media_noun)
                    && (!self.is(i, k.document_noun) || self.doc.verb_last(head) || self.is(i, k.media_name) && self.doc.tokens[i].is_capitalised())
            };
            let of_media = span.range().any(|i| i != head && outlet(i) && joined(i));
            return if reported && of_media || sets & k.media_noun != 0 && (of_media || phrase.plural) { Class::Media } else { Class::Document };
        }
        if sets & k.vague_group != 0 {
            // "people close to her" are a few, not people at large
            return if any(k.close_to) && !phrase.several { Class::Role } else { Class::Group };
        }
        if sets & k.role_plural != 0 {
            // a bare plural is open-ended in a language with articles
            let open = !self.doc.verb_last(head) && !phrase.counted;
            return if phrase.several || open { Class::Group } else { Class::Role };
        }
        // "the agency": an outlet only where something else says so
        let both = sets & k.organization_noun != 0 && sets & k.media_noun != 0;
        let of_outlet = span.range().any(|i| i != head && self.is(i, k.media_name | k.media_noun));
        if sets & k.media_noun != 0 && sets & (k.role_noun | k.office) == 0 && (!both || of_outlet) {
            return Class::Media;
        }
        if sets & (k.organization_name) != 0 {
            return Class::Organization;
        }
        if sets & (k.office | k.title) != 0 {
            return Class::Office;
        }
        // "the coast guard": a word for a person that is part of a body's name
        let body = sets & k.organization_noun != 0 && head > span.start && self.is(head - 1, k.organization_noun) && !self.doc.verb_last(head);
        if sets & (k.role_noun | k.epithet) != 0 && !body {
            return Class::Role;
        }
        if sets & k.demonym != 0 {
            return Class::Group;
        }
        if sets & k.organization_noun != 0 {
            return Class::Organization;
        }
        if sets & (k.place_name | k.country) != 0 {
            return Class::Organization;
        }
        if sets & k.report_noun != 0 {
            return Class::Media;
        }
        if sets & (k.several | k.indefinite | k.number_word | k.ordinal) != 0 {
            return if sets & k.several != 0 || phrase.several { Class::Group } else { Class::Role };
        }
        Class::Unknown
    }

    // ---- heads that stand first ----

    fn head_first(&self, source: Tokens) -> Phrase {
        let span = self.trim(source);
        if span.is_empty() {
            return self.blank(source);
        }
        let first = &self.doc.tokens[span.start];
        if span.len() == 1 {
            let mut phrase = self.blank(span);
            // a capital inside the sentence tells the pronoun "us" from a name; at its start sets decide
            if self.relative(span.start) {
                phrase.class = Class::Relative;
                return phrase;
            }
            // "WHO warns": letters of a name, where not all is in capitals
            let next = self.doc.tokens.get(span.end).is_some_and(|t| t.shape != Shape::Upper);
            if first.sets & KNOWN.relative_pronoun != 0 && next {
                phrase.class = Class::Organization;
                return phrase;
            }
            if first.sets & KNOWN.classes.pronoun != 0 && !(first.shape == Shape::Upper && first.span.len() > 1) {
                phrase.class = Class::Pronoun;
                return phrase;
            }
        }
        // the main noun phrase ends where something is said about it
        let mut end = span.start + 1;
        let limit = span.end.min(span.start + LONGEST);
        while end < limit {
            let t = &self.doc.tokens[end];
            // "Secretary of State Jane Doe", "Leader of Opposition Ram Tanti"
            if t.sets & KNOWN.preposition != 0 && self.is(end - 1, KNOWN.office | KNOWN.title) && self.office_and_name(end, limit) {
                end += 1;
                continue;
            }
            // "DCP (South) Ira Vane": what the office is for, in brackets before the name
            if t.mark == Mark::BracketOpen
                && let Some(close) = (end + 1..limit.min(end + 6)).find(|&i| self.doc.tokens[i].mark == Mark::BracketClose)
                && (span.start..end).any(|i| self.is(i, KNOWN.office | KNOWN.title))
                && close + 1 < limit
                && self.doc.tokens[close + 1].is_word()
                && self.doc.tokens[close + 1].is_capitalised()
            {
                end = close + 1;
                continue;
            }
            // "Sena (UBT) leader Anil Rane": letters in brackets inside the phrase
            if t.mark == Mark::BracketOpen
                && let Some(close) = (end + 1..limit.min(end + 4)).find(|&i| self.doc.tokens[i].mark == Mark::BracketClose)
                && close + 1 < limit
                && self.doc.tokens[close + 1].shape == Shape::Lower
                && self.is(close + 1, KNOWN.classes.person | KNOWN.epithet)
            {
                end = close + 1;
                continue;
            }
            let stop = matches!(t.mark, Mark::Comma | Mark::BracketOpen | Mark::Semicolon | Mark::Colon)
                || t.mark == Mark::Dash && t.spaced
                || self.relative(end)
                || (t.sets & (KNOWN.preposition | KNOWN.to | KNOWN.by) != 0 && !t.is_capitalised() && !self.is(end, KNOWN.indefinite))
                || self.opens_clause(end);
            if stop {
                match self.joined(end, limit) {
                    Some(far) => {
                        end = far;
                        continue;
                    }
                    None => break,
                }
            }
            end += 1;
        }
        let mut main = Tokens::new(span.start, end);
        let mut of_amount = false;
        // "some of the people", "26 percent of voters": the head is behind the preposition
        if end < limit && self.doc.tokens[end].sets & KNOWN.preposition != 0 && self.is_amount(main) {
            // "four out of 10 voters"
            let of = (end..limit.min(end + 2)).rev().find(|&i| self.doc.tokens[i].sets & KNOWN.preposition != 0).unwrap_or(end);
            let mut far = of + 1;
            while far < limit {
                let t = &self.doc.tokens[far];
                if t.mark == Mark::Comma || t.sets & (KNOWN.relative_pronoun | KNOWN.preposition) != 0 {
                    break;
                }
                far += 1;
            }
            if far > of + 1 {
                of_amount = true;
                main = Tokens::new(of + 1, far);
            }
        }
        let full = main;
        let parts = self.conjuncts(main);
        let mut phrase = self.blank(Tokens::new(span.start, full.end));
        phrase.main = full;
        if of_amount {
            phrase.counted |= true;
        }
        for (number, part) in parts.iter().flatten().enumerate() {
            // "co-founder and chief executive Ann Tull": one person with two offices
            let one = number > 0 && matches!(phrase.class, Class::Role | Class::Office | Class::Spokesperson) && !phrase.plural && !phrase.indefinite && !phrase.counted;
            if !one && !matches!(phrase.class, Class::Unknown) {
                break;
            }
            let mut next = phrase;
            self.read_noun(*part, span, &mut next);
            if !one || next.class == Class::Name && next.name.is_some_and(|n| n.start > part.start) && !self.is(part.start, KNOWN.determiner) {
                phrase = next;
            }
        }
        // "about 2 in 10 say": a share of people
        if of_amount && phrase.class == Class::Unknown && full.range().all(|i| self.doc.tokens[i].shape == Shape::Number) {
            (phrase.class, phrase.several) = (Class::Group, true);
        } else if phrase.class == Class::Unknown && self.is(full.end - 1, KNOWN.vague_amount) && full.range().any(|i| self.doc.tokens[i].shape == Shape::Number) {
            // "59 percent said"
            (phrase.class, phrase.several) = (Class::Group, true);
        } else if of_amount && matches!(phrase.class, Class::Role | Class::Group | Class::Organization | Class::Office) {
            let one = !phrase.several && (span.start..full.start).any(|i| self.is(i, KNOWN.indefinite) || self.is(i, KNOWN.number_word)) && full.start - span.start <= 2;
            phrase.class = if one { Class::Role } else { Class::Group };
            phrase.counted = one;
        }
        // "Tan's mother, Rena": the name stands in the apposition
        let first = (full.end..span.end.min(full.end + 10)).find(|&i| self.doc.tokens[i].mark == Mark::Comma || self.is(i, KNOWN.relative_pronoun)).unwrap_or(span.end);
        // "The clerk who filed the papers, Ann Tull": behind a clause the name ends the phrase
        let last = span.range().rev().take(6).find(|&i| !self.doc.tokens[i].is_capitalised());
        let comma = match last {
            Some(i) if self.doc.tokens[i].mark == Mark::Comma && i > first && i + 2 < span.end => i,
            _ => first,
        };
        if comma + 1 < span.end
            && self.doc.tokens[comma].mark == Mark::Comma
            && matches!(phrase.class, Class::Role | Class::Group | Class::Office | Class::Spokesperson | Class::Unknown)
        {
            // "the parents, Ann and Joe Tull"
            // ("the other, Ann Tull" is one)
            let one = phrase.main.len() == 2 && self.is(phrase.main.start, KNOWN.determiner) && self.is(phrase.head, KNOWN.ordinal);
            let several = !one && (phrase.plural || phrase.class == Class::Group);
            let and = |i: usize| several && i > comma + 1 && self.is(i, KNOWN.conjunction);
            let mut far = comma + 1;
            while far < span.end && far < comma + 8 && (self.doc.tokens[far].is_capitalised() || self.doc.tokens[far].mark == Mark::Terminator || and(far) || self.ampersand(far)) {
                far += 1;
            }
            let name = Tokens::new(comma + 1, far);
            if several {
                let capital = |i: usize| self.doc.tokens[i].is_capitalised() && !self.is(i, KNOWN.classes.function | KNOWN.classes.class & !KNOWN.title);
                if far == span.end && name.range().any(and) && name.range().all(|i| capital(i) || and(i)) {
                    phrase.class = Class::Name;
                }
            } else if far > comma + 1 && !self.is(comma + 1, KNOWN.determiner) && name.range().all(|i| !self.is(i, KNOWN.classes.function | KNOWN.organization_noun)) {
                let firm = name.range().any(|i| self.ampersand(i));
                let body = firm || !self.is(name.start, KNOWN.classes.name) && name.range().any(|i| self.is(i, KNOWN.organization_suffix | KNOWN.organization_name));
                phrase.class = if body { Class::Organization } else { Class::Name };
                phrase.name = Some(name);
            } else if far == comma + 1
                && let Some(name) = self.name_behind_noun(comma + 1, span.end)
            {
                phrase.class = Class::Name;
                phrase.name = Some(name);
            }
        }
        phrase
    }

    /// "Her coach, the former doubles champion Ivo Lind,": the name that ends an apposition, behind a noun in small letters.
    fn name_behind_noun(&self, start: usize, limit: usize) -> Option<Tokens> {
        let word = |i: usize| self.doc.tokens[i].is_word();
        let end = (start..limit.min(start + 12)).find(|&i| !word(i) || self.relative(i) || self.is(i, KNOWN.preposition | KNOWN.to | KNOWN.by)).unwrap_or(limit.min(start + 12));
        let nouns = KNOWN.classes.function | KNOWN.organization_noun | KNOWN.organization_suffix | KNOWN.organization_name | KNOWN.media_name | KNOWN.place_name | KNOWN.country;
        let capital = |i: usize| self.doc.tokens[i].is_capitalised() && (!self.is(i, nouns) || self.is(i, KNOWN.classes.name));
        let run = (start..end).rev().take_while(|&i| capital(i)).count();
        let closed = end == limit || self.doc.tokens[end].mark == Mark::Comma;
        // "a unit, shipping firm Blue Line"
        let body = KNOWN.organization_noun | KNOWN.company_noun | KNOWN.media_noun | KNOWN.document_noun;
        if (start..end.saturating_sub(run)).any(|i| self.is(i, body)) {
            return None;
        }
        (closed
            && (2..=4).contains(&run)
            && run < end - start
            && (start..end - run).any(|i| self.is(i, KNOWN.classes.person | KNOWN.epithet | KNOWN.former))
            && self.doc.tokens[end - run - 1].shape == Shape::Lower)
            .then(|| Tokens::new(end - run, end))
    }

    /// Whether what stands behind an office's preposition ends with the name of who holds it ("Superintendent [of Police A. B. Ray]",
    /// "Minister [for Rural Affairs Ann Tull]"), and not with that of an institution.
    fn office_and_name(&self, preposition: usize, limit: usize) -> bool {
        let tokens = &self.doc.tokens;
        let initial = |i: usize| tokens[i].mark == Mark::Terminator && !tokens[i].spaced && tokens[i - 1].is_capitalised() && tokens[i - 1].span.len() <= 2;
        let bracket = |i: usize| matches!(tokens[i].mark, Mark::BracketOpen | Mark::BracketClose);
        let far = limit.min(preposition + 12);
        let inside = |i: usize| tokens[i].is_word() && !self.relative(i) && !self.is(i, KNOWN.to | KNOWN.by) || initial(i) || bracket(i);
        let stop = (preposition + 1..far).find(|&i| !inside(i)).unwrap_or(far);
        let capital = |i: usize| tokens[i].is_word() && tokens[i].is_capitalised();
        let Some(last) = (preposition + 1..stop).rev().find(|&i| capital(i)) else { return false };
        // the phrase ends with the name, and no institution does
        if last + 1 != stop || last < preposition + 2 || stop == far && far < limit || self.is(last, KNOWN.organization_noun | KNOWN.organization_suffix) {
            return false;
        }
        if (preposition + 1..=last).any(|i| capital(i) && self.is(i, KNOWN.classes.name)) {
            return true;
        }
        // unknown names: two words, or initials and one, behind what an office is of
        let unknown = |i: usize| capital(i) && !self.is(i, KNOWN.classes.class | KNOWN.classes.function | KNOWN.organization_suffix | KNOWN.department) || initial(i);
        let run = (preposition + 1..=last).rev().take_while(|&i| unknown(i)).count();
        let begin = last + 1 - run;
        run >= 2 && begin > preposition + 1 && (self.is(begin - 1, KNOWN.department | KNOWN.title) || bracket(begin - 1)) && capital(begin)
    }

    /// A relative pronoun, not an institution that is written like one ("the WHO").
    fn relative(&self, token: usize) -> bool {
        let t = &self.doc.tokens[token];
        t.sets & KNOWN.relative_pronoun != 0 && !(t.shape == Shape::Upper && t.span.len() > 1)
    }

    /// "A letter the union sent", "figures her office released": a determiner behind a noun begins a clause about it.
    fn opens_clause(&self, token: usize) -> bool {
        let (t, before) = (&self.doc.tokens[token], &self.doc.tokens[token - 1]);
        t.sets & KNOWN.determiner != 0 && !t.is_capitalised() && before.shape == Shape::Lower && before.sets & (KNOWN.classes.function | KNOWN.several | KNOWN.vague_amount) == 0
    }

    /// "Department of Justice officials": a preposition between capitals is part of the name where a noun in small letters stands
    /// behind it. Returns that noun's place.
    fn joined(&self, token: usize, limit: usize) -> Option<usize> {
        let capital = |i: usize| self.doc.tokens[i].is_word() && self.doc.tokens[i].is_capitalised();
        let inner = |i: usize| self.is(i, KNOWN.preposition | KNOWN.determiner | KNOWN.conjunction) && !self.is(i, KNOWN.relative_pronoun);
        if !self.is(token, KNOWN.preposition) || !capital(token - 1) || self.is(token - 1, KNOWN.classes.name | KNOWN.title) {
            return None;
        }
        let mut at = token + 1;
        while at < limit && (capital(at) || inner(at) && at + 1 < limit && (capital(at + 1) || inner(at + 1))) {
            at += 1;
        }
        let nouns = KNOWN.classes.class & !(KNOWN.title | KNOWN.demonym | KNOWN.place_name | KNOWN.country);
        (at > token + 1 && at < limit && capital(at - 1) && self.doc.tokens[at].shape == Shape::Lower && self.is(at, nouns) && !self.is(at, KNOWN.classes.function)).then_some(at)
    }

    fn is_amount(&self, span: Tokens) -> bool {
        span.range().all(|i| {
            let t = &self.doc.tokens[i];
            t.sets & (KNOWN.indefinite | KNOWN.several | KNOWN.number_word | KNOWN.determiner | KNOWN.negation | KNOWN.vague_amount) != 0
                || t.shape == Shape::Number
                || !t.is_word()
        }) && span.range().any(|i| {
            let t = &self.doc.tokens[i];
            t.sets & (KNOWN.indefinite | KNOWN.several | KNOWN.number_word | KNOWN.vague_amount) != 0 || t.shape == Shape::Number
        })
    }

    /// The phrase at its "and", at most three parts.
    fn conjuncts(&self, main: Tokens) -> [Option<Tokens>; 3] {
        let mut parts = [None; 3];
        let mut start = main.start;
        let mut count = 0;
        for index in main.range() {
            if self.is(index, KNOWN.conjunction) && !self.ampersand(index) && index > start && count < 2 {
                parts[count] = Some(Tokens::new(start, index));
                count += 1;
                start = index + 1;
            }
        }
        if start < main.end {
            parts[count] = Some(Tokens::new(start, main.end));
        }
        parts
    }

    /// "&" joins the words of a company's name.
    fn ampersand(&self, token: usize) -> bool {
        let capital = |i: Option<usize>| i.and_then(|i| self.doc.tokens.get(i)).is_some_and(|t| t.is_capitalised());
        !self.doc.tokens[token].is_word() && self.is(token, KNOWN.conjunction) && capital(token.checked_sub(1)) && capital(Some(token + 1))
    }

    fn read_noun(&self, part: Tokens, span: Tokens, phrase: &mut Phrase) {
        let k = KNOWN;
        let class = KNOWN.classes.class | k.organization_suffix;
        let mut end = part.end;
        // "Smith, Jr." and closing marks
        while end > part.start && (!self.doc.tokens[end - 1].is_word() || self.is(end - 1, k.honorific)) {
            end -= 1;
        }
        if end == part.start {
            return;
        }
        // "several judges handling …": what is counted is the head
        let mut at = part.start;
        while at < end && self.is(at, k.several | k.indefinite | k.number_word | k.determiner | k.former) {
            at += 1;
        }
        if phrase.several || phrase.counted {
            let group = (at..end.min(at + 4)).find(|&i| self.is(i, k.role_plural | k.vague_group) && !self.doc.tokens[i].is_capitalised());
            if let Some(head) = group {
                end = head + 1;
            }
        }
        let last = end - 1;
        phrase.head = last;
        // "spokesman Matthew Mills": behind an office and a given name any word is a family name
        let institution = k.organization_noun | k.organization_suffix | k.document_noun;
        let sets_last = self.sets(last);
        let unexplained = |i: usize| {
            let t = &self.doc.tokens[i];
            t.is_word() && t.is_capitalised() && t.sets & (class | KNOWN.classes.function | k.former) == 0
        };
        let role = |i: usize| self.is(i, KNOWN.classes.person | k.former);
        let person = last > part.start + 1
            && self.doc.tokens[last].is_capitalised()
            && role(last - 2)
            && (self.is(last - 1, k.given_name) || unexplained(last - 1) && self.doc.tokens[last - 2].shape == Shape::Lower && sets_last & institution == 0);
        if self.plain_name(Tokens::new(part.start, end), span) {
            phrase.class = Class::Name;
            phrase.name = Some(Tokens::new(part.start, end));
            return;
        }
        // trailing words in capitals that are not explained otherwise: a name
        let mut tail = end;
        while tail > part.start {
            let index = tail - 1;
            let t = &self.doc.tokens[index];
            let capital = t.is_capitalised();
            let named = t.sets & KNOWN.classes.name != 0 && capital;
            let plain = capital && t.sets & (class | KNOWN.classes.function | k.former) == 0;
            // behind a given name any capital belongs to it ("Ann May", "Ann Jordan")
            let family = capital && index > part.start && (index == last && person || self.is(index - 1, k.given_name) && self.sets(index) & institution == 0);
            let dotted = t.mark == Mark::Terminator && index > part.start && self.doc.tokens[index - 1].is_capitalised() && !self.is(index - 1, k.title);
            let particle = t.sets & k.name_particle != 0 && tail < end && (index > part.start || capital);
            let mark = (t.mark == Mark::Other || t.mark == Mark::Dash || t.is_quote()) && tail < end;
            if !(plain || named || family || dotted || particle || mark) {
                break;
            }
            tail -= 1;
        }
        while tail < end && !self.doc.tokens[tail].is_word() {
            tail += 1;
        }
        let name = Tokens::new(tail, end);
        let words = name.range().filter(|&i| self.doc.tokens[i].is_word()).count();
        let before = (tail > part.start).then(|| tail - 1);
        let before_sets = before.map_or(0, |i| self.sets(i));
        let given = name.range().any(|i| self.is(i, KNOWN.classes.name));
        let sets = self.sets(last);
        let of_office = (part.start + 1..tail).any(|i| self.is(i, k.preposition) && self.is(i - 1, k.office | k.title));
        let titled = before_sets & (k.office | k.title | k.role_noun | k.spokesperson | k.former | k.epithet) != 0 || words > 0 && of_office;
        if sets & k.organization_suffix != 0
            && sets & KNOWN.classes.name == 0
            && !titled
            && !person
            && end - part.start > 1
            && sets & (k.role_plural | k.vague_group | k.office) == 0
        {
            phrase.class = if sets & k.media_name != 0 { Class::Media } else { Class::Organization };
            phrase.name = Some(Tokens::new(self.run_start(part.start, end), end));
            return;
        }
        if words > 0 {
            // a single word that names an institution as well: it is one unless something says person
            if words == 1 && !titled && sets & (k.organization_name | k.media_name) != 0 && !(given && phrase.head > part.start && self.is(part.start, k.title)) {
                phrase.class = self.class_of(last, span, phrase);
                return;
            }
            if words == 1 && !titled && sets & (k.country | k.place_name) != 0 && before.is_none() && sets & k.given_name == 0 {
                phrase.class = Class::Organization;
                return;
            }
            let opens = part.start == span.start && self.opens_sentence(span.start);
            if words == 1 && before.is_none() && !given && opens && self.ends_like(last, k.plural_ending) {
                phrase.class = Class::UnclearName;
                phrase.name = Some(name);
                phrase.plural = true;
                return;
            }
            let article = before.is_some_and(|i| i == part.start && self.is(i, k.determiner) && !self.is(i, k.pronoun_he | k.pronoun_she | k.pronoun_they | k.pronoun_it));
            phrase.name = Some(name);
            // "the Clintons" is a family, "the Dallas Lions" is a team: people have no article
            let family = words == 1 && article && self.ends_like(last, k.plural_ending) && self.stem_sets(last).is_some_and(|sets| sets & KNOWN.classes.name != 0);
            let common = (part.start..tail).any(|i| self.is(i, k.organization_noun) && !self.doc.tokens[i].is_capitalised())
                && !(part.start..tail).any(|i| self.is(i, k.office | k.title | k.spokesperson));
            // "news agency Norpress" · "developer Mel Sembler": a word for a firm and for a person, before two names, is a person's
            let agency = before.is_some_and(|i| i > part.start && before_sets & k.media_noun != 0 && self.is(i - 1, k.report_noun));
            let person = words > 1 && before_sets & k.role_noun != 0 && !self.ends_like(last, k.plural_ending);
            phrase.class = if agency {
                Class::Media
            } else if common && !given && !person && (before_sets & k.organization_noun != 0 || !titled) {
                Class::Organization
            } else if titled || family {
                Class::Name
            } else if name.range().any(|i| self.ampersand(i)) || before_sets & k.organization_noun != 0 && !given {
                Class::Organization
            } else if before_sets & (k.media_noun | k.media_name) != 0 && !given {
                Class::Media
            } else if article && (!given || words > 1) {
                Class::Organization
            } else if given && (words > 1 || before.is_some()) || words > 1 && before.is_some() {
                Class::Name
            } else {
                Class::UnclearName
            };
            return;
        }
        // "M27": letters in capitals with digits are a group's or a company's name
        if phrase.head == part.start && self.doc.tokens[last].shape == Shape::NumberWord && sets == 0 && self.doc.token_text(last).starts_with(|c: char| c.is_uppercase()) {
            phrase.class = Class::Organization;
            phrase.name = Some(Tokens::new(last, end));
            return;
        }
        // the last word that a set explains, with what is unexplained behind it left out ("data released")
        let explained = (part.start..end)
            .rev()
            .find(|&i| self.is(i, KNOWN.classes.class & !(k.place_name | k.country | k.demonym | k.title)))
            .or_else(|| (part.start..end).rev().find(|&i| self.is(i, KNOWN.classes.class)));
        let amount = self.is(last, k.several | k.indefinite | k.number_word);
        let head = match explained {
            Some(index) if index == last || !amount => index,
            _ if amount => last,
            _ => {
                // an unexplained common noun: people by default
                let plural = self.ends_like(last, k.plural_ending);
                let article = self.is(part.start, k.determiner | k.indefinite);
                if let Some(class) = self.class_of_stem(last, span, phrase).filter(|_| plural) {
                    phrase.class = class;
                    phrase.plural = true;
                } else if plural || article {
                    phrase.class = if plural { Class::Group } else { Class::Role };
                    phrase.plural = plural;
                }
                return;
            }
        };
        phrase.head = head;
        phrase.plural = self.is(head, k.role_plural | k.vague_group) || self.is(head, k.source_noun) && self.ends_like(head, k.plural_ending);
        phrase.class = self.class_of(head, span, phrase);
    }

    /// "Tom Story", "Nia Groot, a baker": a given name and a family name that is a word for a paper, and any two where what follows tells
    /// that a person is meant, though the first is an institution's letters or the second an outlet's name.
    fn plain_name(&self, part: Tokens, span: Tokens) -> bool {
        let k = KNOWN;
        let (first, last) = (part.start, part.end - 1);
        if part.len() != 2 || part.range().any(|i| self.doc.tokens[i].shape != Shape::Capital) || self.is(last, k.organization_suffix | k.role_plural) {
            return false;
        }
        let papers = k.document_noun | k.media_noun | k.media_name | k.organization_noun;
        let explained = KNOWN.classes.class | KNOWN.classes.function | k.former | k.demonym;
        let given = self.is(first, k.given_name) && !self.is(first, explained & !k.title);
        if given && self.is(last, k.document_noun) && !self.is(last, papers & !k.document_noun) && !self.ends_like(last, k.plural_ending) {
            return true;
        }
        let unknown = self.is(first, k.organization_name | k.media_name) && !self.is(last, explained | KNOWN.classes.name);
        if !(given && self.is(last, papers) || unknown) || part.end + 2 >= span.end || self.doc.tokens[part.end].mark != Mark::Comma {
            return false;
        }
        // ", 34,", ", who runs the ferry", ", a baker in Leeds"
        let next = part.end + 1;
        let who = self.is(next, k.relative_pronoun) && !self.is(next, k.determiner);
        let age = self.doc.tokens[next].shape == Shape::Number && self.doc.token_text(next).len() <= 2;
        let role =
            self.is(next, k.determiner | k.indefinite) && (next + 1..span.end.min(next + 6)).any(|i| self.is(i, KNOWN.classes.person) && self.doc.tokens[i].shape == Shape::Lower);
        who || age || role
    }

    /// Where the run of words in capitals that ends at `end` begins.
    fn run_start(&self, from: usize, end: usize) -> usize {
        let mut start = end;
        while start > from {
            let t = &self.doc.tokens[start - 1];
            let apostrophe = t.is_quote() && !t.spaced && start > from + 1;
            if !(apostrophe || t.is_capitalised() && !self.is(start - 1, KNOWN.determiner)) {
                break;
            }
            start -= 1;
        }
        start
    }

    fn opens_sentence(&self, token: usize) -> bool {
        let first = self.doc.sentences[self.doc.sentence_of(token)].tokens.start;
        (first..token).all(|i| !self.doc.tokens[i].is_word())
    }
}
