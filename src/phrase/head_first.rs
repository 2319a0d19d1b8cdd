//! Phrases whose head stands first: "a senior official of the ministry, who …".

use super::{Class, LONGEST, Phrase, Reader};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

impl Reader<'_, '_> {
    /// Takes such a phrase apart.
    pub(super) fn head_first(&self, source: Tokens) -> Phrase {
        let span = self.trim(source);
        if span.is_empty() {
            return self.blank(source);
        }
        if span.len() == 1
            && let Some(class) = self.word_alone(span.start)
        {
            return Phrase { class, ..self.blank(span) };
        }
        let limit = span.end.min(span.start + LONGEST);
        let whole = Tokens::new(span.start, self.main_end(span, limit));
        let of_amount = self.behind_amount(whole, limit);
        let main = of_amount.unwrap_or(whole);
        let mut phrase = Phrase { main, ..self.blank(Tokens::new(span.start, main.end)) };
        phrase.counted |= of_amount.is_some();
        self.read_parts(&mut phrase, span);
        self.read_share(&mut phrase, span, of_amount.is_some());
        self.read_apposition(&mut phrase, span);
        phrase
    }

    /// The class of a pronoun, and of an institution whose letters are one.
    fn word_alone(&self, token: usize) -> Option<Class> {
        let t = &self.doc.tokens[token];
        if self.relative(token) {
            return Some(Class::Relative);
        }
        // "WHO warns": letters of a name, where not all is in capitals
        if t.sets & KNOWN.relative_pronoun != 0 && self.doc.tokens.get(token + 1).is_some_and(|next| next.shape != Shape::Upper) {
            return Some(Class::Organization);
        }
        // a capital inside the sentence tells the pronoun "us" from a name; at its start sets decide
        (t.sets & KNOWN.classes.pronoun != 0 && !(t.shape == Shape::Upper && t.span.len() > 1)).then_some(Class::Pronoun)
    }

    /// Where the main noun phrase ends: where something is said about it.
    fn main_end(&self, span: Tokens, limit: usize) -> usize {
        let mut end = span.start + 1;
        while end < limit {
            let t = &self.doc.tokens[end];
            let stop = matches!(t.mark, Mark::Comma | Mark::BracketOpen | Mark::Semicolon | Mark::Colon)
                || t.mark == Mark::Dash && t.spaced
                || self.relative(end)
                || (t.sets & (KNOWN.preposition | KNOWN.to | KNOWN.by) != 0 && !t.is_capitalised() && !self.is(end, KNOWN.indefinite))
                || self.opens_clause(end);
            // "Secretary of State Jane Doe", "Leader of Opposition Ram Tanti"
            if t.sets & KNOWN.preposition != 0 && self.is(end - 1, KNOWN.office | KNOWN.title) && self.office_and_name(end, limit) || !stop {
                end += 1;
                continue;
            }
            match self.behind_bracket(end, span, limit).or_else(|| self.joined(end, limit)) {
                Some(far) => end = far,
                None => break,
            }
        }
        end
    }

    /// Behind brackets that stand inside the main noun phrase.
    fn behind_bracket(&self, open: usize, span: Tokens, limit: usize) -> Option<usize> {
        if self.doc.tokens[open].mark != Mark::BracketOpen {
            return None;
        }
        let close = (open + 1..limit.min(open + 6)).find(|&i| self.doc.tokens[i].mark == Mark::BracketClose).filter(|&i| i + 1 < limit)?;
        let next = &self.doc.tokens[close + 1];
        // "DCP (South) Ira Vane": what the office is for, before the name
        let office = || next.is_word() && next.is_capitalised() && (span.start..open).any(|i| self.is(i, KNOWN.office | KNOWN.title));
        // "Sena (UBT) leader Anil Rane": letters
        let letters = || close < open + 4 && next.shape == Shape::Lower && self.is(close + 1, KNOWN.classes.person | KNOWN.epithet);
        (office() || letters()).then_some(close + 1)
    }

    /// "Some of the people", "26 percent of voters": the head is behind the preposition.
    fn behind_amount(&self, main: Tokens, limit: usize) -> Option<Tokens> {
        let end = main.end;
        if end >= limit || self.doc.tokens[end].sets & KNOWN.preposition == 0 || !self.is_amount(main) {
            return None;
        }
        // "four out of 10 voters"
        let of = (end..limit.min(end + 2)).rev().find(|&i| self.doc.tokens[i].sets & KNOWN.preposition != 0).unwrap_or(end);
        let stops = |i: &usize| self.doc.tokens[*i].mark == Mark::Comma || self.doc.tokens[*i].sets & (KNOWN.relative_pronoun | KNOWN.preposition) != 0;
        let far = (of + 1..limit).find(stops).unwrap_or(limit);
        (far > of + 1).then(|| Tokens::new(of + 1, far))
    }

    /// What the first of the nouns that "and" joins is, and a second office of the same person.
    fn read_parts(&self, phrase: &mut Phrase, span: Tokens) {
        for (number, part) in self.conjuncts(phrase.main).iter().flatten().enumerate() {
            // "co-founder and chief executive Ann Tull": one person with two offices
            let one = number > 0 && matches!(phrase.class, Class::Role | Class::Office | Class::Spokesperson) && !phrase.plural && !phrase.indefinite && !phrase.counted;
            if !one && !matches!(phrase.class, Class::Unknown) {
                break;
            }
            let mut next = *phrase;
            self.read_noun(*part, span, &mut next);
            if !one || next.class == Class::Name && next.name.is_some_and(|n| n.start > part.start) && !self.is(part.start, KNOWN.determiner) {
                *phrase = next;
            }
        }
    }

    /// People who are counted, or told by their share.
    fn read_share(&self, phrase: &mut Phrase, span: Tokens, of_amount: bool) {
        let main = phrase.main;
        let number = |i: usize| self.doc.tokens[i].shape == Shape::Number;
        // "about 2 in 10 say", "59 percent said"
        let share = of_amount && main.range().all(number) || self.is(main.end - 1, KNOWN.vague_amount) && main.range().any(number);
        if phrase.class == Class::Unknown && share {
            (phrase.class, phrase.several) = (Class::Group, true);
        } else if of_amount && matches!(phrase.class, Class::Role | Class::Group | Class::Organization | Class::Office) {
            let one = !phrase.several && (span.start..main.start).any(|i| self.is(i, KNOWN.indefinite | KNOWN.number_word)) && main.start - span.start <= 2;
            phrase.class = if one { Class::Role } else { Class::Group };
            phrase.counted = one;
        }
    }

    /// "Tan's mother, Rena": the name that stands in the apposition.
    fn read_apposition(&self, phrase: &mut Phrase, span: Tokens) {
        let end = phrase.main.end;
        let first = (end..span.end.min(end + 10)).find(|&i| self.doc.tokens[i].mark == Mark::Comma || self.is(i, KNOWN.relative_pronoun)).unwrap_or(span.end);
        // "The clerk who filed the papers, Ann Tull": behind a clause the name ends the phrase
        let last = span.range().rev().take(6).find(|&i| !self.doc.tokens[i].is_capitalised());
        let comma = match last {
            Some(i) if self.doc.tokens[i].mark == Mark::Comma && i > first && i + 2 < span.end => i,
            _ => first,
        };
        let unnamed = matches!(phrase.class, Class::Role | Class::Group | Class::Office | Class::Spokesperson | Class::Unknown);
        if comma + 1 >= span.end || self.doc.tokens[comma].mark != Mark::Comma || !unnamed {
            return;
        }
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

    /// Reads one of the nouns that "and" joins.
    fn read_noun(&self, part: Tokens, span: Tokens, phrase: &mut Phrase) {
        let end = self.noun_end(part, phrase);
        if end == part.start {
            return;
        }
        phrase.head = end - 1;
        let whole = Tokens::new(part.start, end);
        if self.plain_name(whole, span) {
            phrase.class = Class::Name;
            phrase.name = Some(whole);
            return;
        }
        let family = self.is_family_name(whole);
        let name = Tokens::new(self.name_start(whole, family), end);
        if !self.read_institution(whole, name, family, phrase) && !self.read_name(whole, name, span, phrase) {
            self.read_common_noun(whole, span, phrase);
        }
    }

    /// Where the noun ends: without closing marks and "Jr.", and at what is counted ("several judges handling …").
    fn noun_end(&self, part: Tokens, phrase: &Phrase) -> usize {
        let mut end = part.end;
        while end > part.start && (!self.doc.tokens[end - 1].is_word() || self.is(end - 1, KNOWN.honorific)) {
            end -= 1;
        }
        let small = KNOWN.several | KNOWN.indefinite | KNOWN.number_word | KNOWN.determiner | KNOWN.former;
        let at = (part.start..end).find(|&i| !self.is(i, small)).unwrap_or(end);
        let people = |i: &usize| self.is(*i, KNOWN.role_plural | KNOWN.vague_group) && !self.doc.tokens[*i].is_capitalised();
        let counted = (at..end.min(at + 4)).find(people).filter(|_| phrase.several || phrase.counted);
        counted.map_or(end, |head| head + 1)
    }

    /// "spokesman Matthew Mills": behind an office and a given name any word is a family name.
    fn is_family_name(&self, part: Tokens) -> bool {
        let last = part.end - 1;
        let institution = KNOWN.organization_noun | KNOWN.organization_suffix | KNOWN.document_noun;
        let unexplained = |i: usize| {
            let t = &self.doc.tokens[i];
            let explained = KNOWN.classes.class | KNOWN.organization_suffix | KNOWN.classes.function | KNOWN.former;
            t.is_word() && t.is_capitalised() && t.sets & explained == 0
        };
        last > part.start + 1
            && self.doc.tokens[last].is_capitalised()
            && self.is(last - 2, KNOWN.classes.person | KNOWN.former)
            && (self.is(last - 1, KNOWN.given_name) || unexplained(last - 1) && self.doc.tokens[last - 2].shape == Shape::Lower && self.sets(last) & institution == 0)
    }

    /// Where the words in capitals at the end begin that nothing else explains: a name.
    fn name_start(&self, part: Tokens, family_name: bool) -> usize {
        let last = part.end - 1;
        let institution = KNOWN.organization_noun | KNOWN.organization_suffix | KNOWN.document_noun;
        let mut start = part.end;
        while start > part.start {
            let index = start - 1;
            let t = &self.doc.tokens[index];
            let capital = t.is_capitalised();
            let named = t.sets & KNOWN.classes.name != 0 && capital;
            let plain = capital && t.sets & (KNOWN.classes.class | KNOWN.organization_suffix | KNOWN.classes.function | KNOWN.former) == 0;
            // behind a given name any capital belongs to it ("Ann May", "Ann Jordan")
            let family = capital && index > part.start && (index == last && family_name || self.is(index - 1, KNOWN.given_name) && self.sets(index) & institution == 0);
            let dotted = t.mark == Mark::Terminator && index > part.start && self.doc.tokens[index - 1].is_capitalised() && !self.is(index - 1, KNOWN.title);
            let particle = t.sets & KNOWN.name_particle != 0 && start < part.end && (index > part.start || capital);
            let mark = (t.mark == Mark::Other || t.mark == Mark::Dash || t.is_quote()) && start < part.end;
            if !(plain || named || family || dotted || particle || mark) {
                break;
            }
            start -= 1;
        }
        while start < part.end && !self.doc.tokens[start].is_word() {
            start += 1;
        }
        start
    }

    /// The sets of the word before a name within its noun phrase; whether that, or an office with its preposition, says that the name
    /// is a person's.
    fn before_name(&self, part: Tokens, name: Tokens) -> (u128, bool) {
        let before = if name.start > part.start { self.sets(name.start - 1) } else { 0 };
        let of_office = !name.is_empty() && (part.start + 1..name.start).any(|i| self.is(i, KNOWN.preposition) && self.is(i - 1, KNOWN.office | KNOWN.title));
        (before, before & (KNOWN.office | KNOWN.title | KNOWN.role_noun | KNOWN.spokesperson | KNOWN.former | KNOWN.epithet) != 0 || of_office)
    }

    /// "Blue Line Ltd": what ends as institutions' names do; `false` for what does not.
    fn read_institution(&self, part: Tokens, name: Tokens, family_name: bool, phrase: &mut Phrase) -> bool {
        let sets = self.sets(part.end - 1);
        let people = KNOWN.classes.name | KNOWN.role_plural | KNOWN.vague_group | KNOWN.office;
        if sets & KNOWN.organization_suffix == 0 || sets & people != 0 || family_name || part.len() < 2 || self.before_name(part, name).1 {
            return false;
        }
        phrase.class = if sets & KNOWN.media_name != 0 { Class::Media } else { Class::Organization };
        phrase.name = Some(Tokens::new(self.run_start(part.start, part.end), part.end));
        true
    }

    /// Whose name it is that ends the noun phrase; `false` where there is none.
    fn read_name(&self, part: Tokens, name: Tokens, span: Tokens, phrase: &mut Phrase) -> bool {
        if name.is_empty() {
            return false;
        }
        let last = part.end - 1;
        let sets = self.sets(last);
        let words = name.range().filter(|&i| self.doc.tokens[i].is_word()).count();
        let given = name.range().any(|i| self.is(i, KNOWN.classes.name));
        let (before, titled) = self.before_name(part, name);
        let alone = name.start == part.start;
        // a single word that names an institution as well: it is one unless something says person
        if words == 1 && !titled && sets & (KNOWN.organization_name | KNOWN.media_name) != 0 && !(given && part.len() > 1 && self.is(part.start, KNOWN.title)) {
            phrase.class = self.class_of(last, span, phrase);
            return true;
        }
        if words == 1 && !titled && sets & (KNOWN.country | KNOWN.place_name) != 0 && alone && sets & KNOWN.given_name == 0 {
            phrase.class = Class::Organization;
            return true;
        }
        phrase.name = Some(name);
        let opens = part.start == span.start && self.opens_sentence(span.start);
        if words == 1 && alone && !given && opens && self.ends_like(last, KNOWN.plural_ending) {
            phrase.class = Class::UnclearName;
            phrase.plural = true;
            return true;
        }
        let article = name.start == part.start + 1
            && self.is(part.start, KNOWN.determiner)
            && !self.is(part.start, KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_they | KNOWN.pronoun_it);
        // "the Clintons" is a family, "the Dallas Lions" is a team: people have no article
        let family = words == 1 && article && self.ends_like(last, KNOWN.plural_ending) && self.stem_sets(last).is_some_and(|sets| sets & KNOWN.classes.name != 0);
        let common = (part.start..name.start).any(|i| self.is(i, KNOWN.organization_noun) && !self.doc.tokens[i].is_capitalised())
            && !(part.start..name.start).any(|i| self.is(i, KNOWN.office | KNOWN.title | KNOWN.spokesperson));
        // "developer Mel Sembler": a word for a firm and for a person, before two names, is a person's
        let person = words > 1 && before & KNOWN.role_noun != 0 && !self.ends_like(last, KNOWN.plural_ending);
        phrase.class = if common && !given && !person && (before & KNOWN.organization_noun != 0 || !titled) {
            Class::Organization
        } else if titled || family {
            Class::Name
        } else if name.range().any(|i| self.ampersand(i)) || before & KNOWN.organization_noun != 0 && !given {
            Class::Organization
        } else if before & (KNOWN.media_noun | KNOWN.media_name) != 0 && !given {
            Class::Media
        } else if article && (!given || words > 1) {
            Class::Organization
        } else if !alone && (given || words > 1) || given && words > 1 {
            Class::Name
        } else {
            Class::UnclearName
        };
        true
    }

    /// The last word that a set explains, with what is unexplained behind it left out ("data released").
    fn read_common_noun(&self, part: Tokens, span: Tokens, phrase: &mut Phrase) {
        let last = part.end - 1;
        let explained = part
            .range()
            .rev()
            .find(|&i| self.is(i, KNOWN.classes.class & !(KNOWN.place_name | KNOWN.country | KNOWN.demonym | KNOWN.title)))
            .or_else(|| part.range().rev().find(|&i| self.is(i, KNOWN.classes.class)));
        let amount = self.is(last, KNOWN.several | KNOWN.indefinite | KNOWN.number_word);
        let head = match explained {
            Some(index) if index == last || !amount => index,
            _ if amount => last,
            _ => {
                // an unexplained common noun: people by default
                let plural = self.ends_like(last, KNOWN.plural_ending);
                let article = self.is(part.start, KNOWN.determiner | KNOWN.indefinite);
                if let Some(class) = self.class_of_stem(last, phrase).filter(|_| plural) {
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
        phrase.plural = self.is(head, KNOWN.role_plural | KNOWN.vague_group) || self.is(head, KNOWN.source_noun) && self.ends_like(head, KNOWN.plural_ending);
        phrase.class = self.class_of(head, span, phrase);
    }

    /// "Tom Story", "Nia Groot, a baker": a given name and a family name that is a word for a paper, and any two where what follows tells
    /// that a person is meant, though the first is an institution's letters or the second an outlet's name.
    fn plain_name(&self, part: Tokens, span: Tokens) -> bool {
        let (first, last) = (part.start, part.end - 1);
        if part.len() != 2 || part.range().any(|i| self.doc.tokens[i].shape != Shape::Capital) || self.is(last, KNOWN.organization_suffix | KNOWN.role_plural) {
            return false;
        }
        let papers = KNOWN.document_noun | KNOWN.media_noun | KNOWN.media_name | KNOWN.organization_noun;
        let explained = KNOWN.classes.class | KNOWN.classes.function | KNOWN.former | KNOWN.demonym;
        let given = self.is(first, KNOWN.given_name) && !self.is(first, explained & !KNOWN.title);
        if given && self.is(last, KNOWN.document_noun) && !self.is(last, papers & !KNOWN.document_noun) && !self.ends_like(last, KNOWN.plural_ending) {
            return true;
        }
        let unknown = self.is(first, KNOWN.organization_name | KNOWN.media_name) && !self.is(last, explained | KNOWN.classes.name);
        if !(given && self.is(last, papers) || unknown) || part.end + 2 >= span.end || self.doc.tokens[part.end].mark != Mark::Comma {
            return false;
        }
        // ", 34,", ", who runs the ferry", ", a baker in Leeds"
        let next = part.end + 1;
        let who = self.is(next, KNOWN.relative_pronoun) && !self.is(next, KNOWN.determiner);
        let age = self.doc.tokens[next].shape == Shape::Number && self.doc.token_text(next).len() <= 2;
        let role = self.is(next, KNOWN.determiner | KNOWN.indefinite)
            && (next + 1..span.end.min(next + 6)).any(|i| self.is(i, KNOWN.classes.person) && self.doc.tokens[i].shape == Shape::Lower);
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
