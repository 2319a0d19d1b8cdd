//! Phrases whose head stands last: "of the ministry a senior official".

use super::{Class, LONGEST, Phrase, Reader};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

impl Reader<'_, '_> {
    /// Takes such a phrase apart.
    pub(super) fn head_last(&self, source: Tokens) -> Phrase {
        let mut span = self.trim(source);
        if span.is_empty() {
            return self.blank(source);
        }
        if span.len() > LONGEST {
            span.start = span.end - LONGEST;
        }
        // honorifics alone do not make a phrase
        let mut last = span.end - 1;
        while last > span.start && self.is(last, KNOWN.honorific) && !self.is(last, KNOWN.role_noun) {
            last -= 1;
        }
        let start = self.main_start(last, span);
        let mut phrase = self.blank(Tokens::new(start, span.end));
        phrase.head = last;
        self.read_owners(&mut phrase, start, span);
        let whole_is_one = span.len() == 1;
        if whole_is_one && self.doc.tokens[last].sets & KNOWN.relative_pronoun != 0 {
            phrase.class = Class::Relative;
        } else if whole_is_one && self.doc.tokens[last].sets & KNOWN.classes.pronoun != 0 {
            phrase.class = Class::Pronoun;
        } else if !self.read_unexplained(&mut phrase, start, span) {
            phrase.class = self.class_of(last, span, &phrase);
            phrase.plural = self.is(last, KNOWN.role_plural | KNOWN.vague_group) || self.is(last, KNOWN.source_noun) && self.ends_like(last, KNOWN.plural_ending);
        }
        phrase
    }

    /// Where the main noun phrase begins: behind the last case marker, comma or "and".
    fn main_start(&self, last: usize, span: Tokens) -> usize {
        let stops = |i: usize| {
            let t = &self.doc.tokens[i];
            let case = t.sets & KNOWN.classes.case != 0 && t.sets & KNOWN.classes.name == 0 && !self.is_initial(i, span);
            // "A and B": the head is in the last
            case || matches!(t.mark, Mark::Comma | Mark::BracketClose | Mark::Semicolon) || t.sets & KNOWN.conjunction != 0
        };
        (span.start..last).rev().find(|&i| stops(i)).map_or(span.start, |i| i + 1)
    }

    /// What stands before the main noun phrase, and an amount within it.
    fn read_owners(&self, phrase: &mut Phrase, start: usize, span: Tokens) {
        let last = phrase.head;
        // "of a ministry" before it: what belongs to something new is new. A number there counts the owners ("officials of
        // two countries").
        for index in span.start..start {
            phrase.indefinite |= self.is(index, KNOWN.indefinite);
            phrase.several |= self.is(index, KNOWN.several) && self.is(last, KNOWN.role_plural | KNOWN.vague_group);
        }
        // "61 percent of the young" is written "61 percent young people"
        let share = |i: usize| self.is(i, KNOWN.vague_amount) && (self.is(i - 1, KNOWN.number_word) || self.doc.tokens[i - 1].shape == Shape::Number);
        phrase.several |= (start + 1..last).any(share);
    }

    /// Where the words at the end begin that no set explains, or that are names; behind the head where there are none.
    fn unexplained_from(&self, last: usize, start: usize, span: Tokens) -> usize {
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
        tail
    }

    /// The words at the end that no set explains, or that are names; `false` where there are none, and what the phrase is about is a
    /// common noun.
    fn read_unexplained(&self, phrase: &mut Phrase, start: usize, span: Tokens) -> bool {
        let last = phrase.head;
        let tail = self.unexplained_from(last, start, span);
        if tail > last {
            return false;
        }
        let place = KNOWN.place_name | KNOWN.country;
        let known_as_role = self.sets(last) & KNOWN.classes.class & !place != 0 || tail == last && self.doc.tokens[last].sets & place != 0;
        let before = (start..tail).rev().find(|&i| !self.doc.tokens[i].is_quote());
        let before_sets = before.map_or(0, |i| self.sets(i));
        let titled = before_sets & (KNOWN.classes.person | KNOWN.former) != 0 && before_sets & KNOWN.indefinite == 0;
        // a word for an institution or role that is a family name too is one only behind a given name, or behind another
        // word that no set explains and that follows an office or title ("commissioner Lina Johri": jeweller)
        let family = self.is(last, KNOWN.surname) && tail < last && (titled || self.sets(last) & KNOWN.classes.class & !(KNOWN.title | place) == 0);
        let has_name = if known_as_role { family || (tail..last).any(|i| self.is(i, KNOWN.given_name)) } else { (tail..=last).any(|i| self.is(i, KNOWN.classes.name)) };
        let of_office = before_sets & (KNOWN.office | KNOWN.title | KNOWN.spokesperson) != 0;
        if known_as_role && !has_name && !(of_office && self.is(last, KNOWN.classes.name) && !self.is(last, KNOWN.organization_noun)) {
            return false;
        }
        let words = (tail..=last).filter(|&i| self.doc.tokens[i].is_word()).count();
        let ends_plural = self.ends_like(last, KNOWN.plural_ending);
        if ends_plural
            && !has_name
            && let Some(class) = self.class_of_stem(last, phrase)
        {
            phrase.class = class;
            phrase.plural = true;
            return true;
        }
        // an unexplained word that is counted or plural is no name
        if !has_name && !titled && (ends_plural || before_sets & (KNOWN.indefinite | KNOWN.several | KNOWN.number_word) != 0 && words <= 2) {
            phrase.class = if ends_plural { Class::Group } else { Class::Role };
            phrase.plural = ends_plural;
            return true;
        }
        if !has_name && before_sets & (KNOWN.organization_noun | KNOWN.organization_name) != 0 && !titled {
            phrase.class = Class::Organization;
            phrase.name = Some(Tokens::new(tail, last + 1));
            return true;
        }
        if !has_name && before_sets & (KNOWN.media_noun | KNOWN.media_name) != 0 && !titled {
            phrase.class = Class::Media;
            return true;
        }
        let single = words == 1 && !titled;
        if single && !has_name && (self.doc.tokens[last].shape == Shape::Upper || self.spelt_letters(last)) {
            phrase.class = Class::Organization;
            return true;
        }
        phrase.name = Some(Tokens::new(tail, last + 1));
        phrase.class = if single && !has_name { Class::UnclearName } else { Class::Name };
        true
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
}
