//! Whom a pronoun, a short name or a bare role stands for.
//!
//! Sources are resolved in the order of the text, each against what stood before it: the names of the [`crate::cast`] and the
//! sources met so far. A candidate must agree in gender, number and kind; among those that do, the nearest sentence wins,
//! then the one who was speaking, then the one whom the sentence is about. Only the last few sentences are looked at, so the
//! cost is that of the text. Where nothing agrees, nothing is filled in: unresolved is better than wrong.

use crate::attribution::{Found, Kind, SubKind};
use crate::cast::{Cast, Gender};
use crate::document::Document;
use crate::kind;
use crate::order::InOrder;
use crate::pack::WordOrder;
use crate::phrase::{Class, Classes, Phrase};
use crate::span::Tokens;

/// What an attribution's source turned out to be.
#[derive(Clone, Copy, Debug)]
pub struct Referent {
    /// The fullest mention.
    pub mention: Tokens,
    /// Index into [`Cast::entities`] of the one that speaks.
    pub entity: Option<u32>,
    /// What it is.
    pub kind: Kind,
    /// How it is anonymous, if it is.
    pub sub: Option<SubKind>,
    gender: Gender,
    plural: bool,
}

/// How many sentences back a pronoun may reach.
const REACH: usize = 6;

struct Candidate {
    referent: Referent,
    at: usize,
    speaker: bool,
    subject: bool,
    quoted: bool,
}

/// Fills `who`, and `kind` and `sub` of the sources that stand for somebody else. Returns what each source is.
pub fn resolve(doc: &Document<'_>, cast: &Cast, phrases: &[Option<Phrase>], list: &mut [Found]) -> Vec<Option<Referent>> {
    let mut resolver = Resolver { doc, cast, known: Vec::new(), result: vec![None; list.len()] };
    // sources in the order of the text, so that each is met after what it may stand for
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.in_order_of(|&i| list[i].source.map_or(list[i].cue.start, |s| s.start));
    let mut next_mention = 0;
    for &index in &order {
        let at = list[index].source.map_or(list[index].cue.start, |s| s.start);
        next_mention = resolver.meet_mentions(next_mention, at);
        resolver.one(index, &phrases[index], list);
    }
    first_person(doc, phrases, list, &mut resolver.result);
    resolver.result
}

/// "I" in a quotation is the one who is quoted: the innermost attribution around whose content holds it.
fn first_person(doc: &Document<'_>, phrases: &[Option<Phrase>], list: &mut [Found], result: &mut [Option<Referent>]) {
    for index in 0..list.len() {
        let Some(source) = list[index].source.filter(|s| s.len() == 1) else { continue };
        let known = &doc.lexicon_of(source.start).known;
        if !doc.is(source.start, known.pronoun_first) || !phrases[index].is_some_and(|p| p.class == Class::Pronoun) {
            continue;
        }
        // contents stand near their cues: a few neighbours in the list are enough
        let (from, to) = (index.saturating_sub(12), (index + 13).min(list.len()));
        let around = (from..to)
            .filter(|&o| o != index && result[o].is_some() | list[o].source.is_some())
            .filter_map(|o| list[o].content.iter().find(|c| c.has(source.start)).map(|c| (c.len(), o)))
            .min();
        let Some((_, speaker)) = around else { continue };
        if let Some(referent) = result[speaker] {
            list[index].who = Some(referent.mention);
            list[index].kind = referent.kind;
            list[index].sub = referent.sub;
            result[index] = Some(referent);
        } else {
            list[index].who = list[speaker].source;
            list[index].kind = list[speaker].kind;
            list[index].sub = list[speaker].sub;
        }
        list[index].reasons.push("stands_for");
    }
}

struct Resolver<'a, 'p> {
    doc: &'a Document<'p>,
    cast: &'a Cast,
    /// Whom the text has spoken of so far, in its order.
    known: Vec<Candidate>,
    result: Vec<Option<Referent>>,
}

impl Resolver<'_, '_> {
    /// Adds the names that stand before a token.
    fn meet_mentions(&mut self, mut from: usize, at: usize) -> usize {
        while let Some(mention) = self.cast.mentions.get(from).filter(|m| m.name.start < at) {
            from += 1;
            let entity = self.cast.entity(mention);
            let sentence = self.doc.sentences[self.doc.sentence_of(mention.name.start)].tokens;
            let first = self.cast.mentions_in(sentence).first().is_some_and(|m| m.name == mention.name);
            let known = &self.doc.lexicon_of(mention.name.start).known;
            let possessor = self
                .doc
                .tokens
                .get(mention.name.end)
                .is_some_and(|t| t.sets & (known.genitive | known.dative | known.ablative | known.locative) != 0 || t.sets & known.auxiliary != 0 && !t.spaced);
            let before = mention.full.start.checked_sub(1).filter(|&i| i >= sentence.start);
            let oblique = before.is_some_and(|i| self.doc.is(i, known.preposition | known.to | known.by));
            self.known.push(Candidate {
                referent: Referent {
                    mention: entity.best,
                    entity: Some(mention.entity),
                    kind: if entity.body && !entity.person { Kind::Organization } else { Kind::Named },
                    sub: None,
                    gender: entity.gender,
                    plural: false,
                },
                at: mention.name.start,
                speaker: false,
                subject: first && !possessor && !oblique,
                quoted: self.doc.in_quotation(mention.name.start),
            });
        }
        from
    }

    fn one(&mut self, index: usize, phrase: &Option<Phrase>, list: &mut [Found]) {
        let found = &list[index];
        let resolved = match phrase {
            None => self.carried(index, list),
            Some(phrase) => {
                let source = found.source.unwrap_or(phrase.main);
                match phrase.class {
                    Class::Pronoun => self.pronoun(source, phrase, found),
                    Class::Relative => self.relative(source),
                    Class::Name | Class::UnclearName => self.name(phrase),
                    _ => self.role(phrase, source, found),
                }
            }
        };
        let found = &mut list[index];
        let Some((referent, stands_for)) = resolved else {
            if let Some(phrase) = phrase
                && !matches!(phrase.class, Class::Pronoun | Class::Relative)
                && let Some(source) = found.source
            {
                self.note(source, found, phrase, None);
            }
            return;
        };
        if stands_for {
            if let Some(phrase) = phrase {
                if matches!(phrase.class, Class::Pronoun | Class::Relative) || referent.kind == Kind::Named || found.kind == Kind::Document && referent.kind == Kind::Media {
                    if found.sub != Some(SubKind::Withheld) {
                        found.kind = referent.kind;
                        found.sub = referent.sub;
                    }
                } else if referent.sub == Some(SubKind::Withheld) && found.kind == Kind::Anonymous {
                    found.sub = referent.sub;
                }
            } else {
                found.kind = referent.kind;
                found.sub = referent.sub;
            }
            let same = found.source.is_some_and(|s| s.contains(referent.mention));
            if !same {
                found.who = Some(referent.mention);
                found.reasons.push("stands_for");
            }
        }
        let referent = Referent { kind: found.kind, sub: found.sub, ..referent };
        self.result[index] = Some(referent);
        let at = found.source.map_or(found.cue.start, |s| s.start);
        self.known.push(Candidate { referent, at, speaker: true, subject: true, quoted: self.doc.in_quotation(at) });
    }

    /// Remembers a source that stands for itself.
    fn note(&mut self, source: Tokens, found: &Found, phrase: &Phrase, entity: Option<u32>) {
        // "somebody" is nobody that a later pronoun means
        if source.len() == 1 && self.doc.is(source.start, self.doc.lexicon_of(source.start).known.indefinite) {
            return;
        }
        let index_gender = self.gender_of(source);
        let referent = Referent { mention: trimmed(self.doc, source, phrase), entity, kind: found.kind, sub: found.sub, gender: index_gender, plural: phrase.plural };
        self.known.push(Candidate { referent, at: source.start, speaker: true, subject: true, quoted: self.doc.in_quotation(source.start) });
    }

    fn gender_of(&self, span: Tokens) -> Gender {
        let known = &self.doc.lexicon_of(span.start).known;
        for index in span.range().take(12) {
            if self.doc.is(index, known.feminine_word) {
                return Gender::Feminine;
            }
            if self.doc.is(index, known.masculine_word) {
                return Gender::Masculine;
            }
        }
        Gender::Unknown
    }

    /// A cue without a source goes on with the speaker of the clause before.
    fn carried(&mut self, index: usize, list: &[Found]) -> Option<(Referent, bool)> {
        let found = &list[index];
        if !kind::may_carry(self.doc, found) || found.kind != Kind::Hearsay {
            return None;
        }
        let sentence = self.doc.sentence_of(found.cue.start);
        let block = self.doc.block_of(found.cue.start);
        let last = self.known.iter().rev().take(60).find(|c| c.speaker && c.at < found.cue.start)?;
        let before = self.doc.sentence_of(last.at);
        let verb_last = self.doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
        let near = before == sentence || verb_last && before + 2 >= sentence && self.doc.block_of(last.at) == block;
        near.then_some((last.referent, true))
    }

    /// The full name of a name.
    fn name(&mut self, phrase: &Phrase) -> Option<(Referent, bool)> {
        let name = phrase.name?;
        let mention = self.cast.mention_in(name)?;
        let entity = self.cast.entity(mention);
        let words = name.range().filter(|&i| self.doc.tokens[i].is_word()).count();
        let fuller = entity.words > words || words == 1 && entity.best.len() > name.len();
        let kind = if entity.body && !entity.person { Kind::Organization } else { Kind::Named };
        let referent = Referent {
            mention: entity.best,
            entity: Some(mention.entity),
            kind: if phrase.class == Class::Name { Kind::Named } else { kind },
            sub: None,
            gender: entity.gender,
            plural: false,
        };
        Some((referent, fuller))
    }

    /// A role or office that the text names elsewhere; an institution, group or paper that it named more fully before.
    fn role(&mut self, phrase: &Phrase, source: Tokens, found: &Found) -> Option<(Referent, bool)> {
        let known = &self.doc.lexicon_of(source.start).known;
        if phrase.indefinite && found.kind == Kind::Anonymous || phrase.several || phrase.counted {
            // "A district judge has …" in the lead, and the judge's name further down
            let lead =
                self.doc.sentence_of(source.start) < 4 && phrase.class == Class::Office && !phrase.several && self.doc.lexicon_of(source.start).pack.order == WordOrder::VerbMiddle;
            let id = lead.then(|| self.cast.holder(self.doc, phrase.head, phrase.main, source)).flatten()?;
            let entity = &self.cast.entities[id as usize];
            if entity.first_mention() < source.start {
                return None;
            }
            return Some((Referent { mention: entity.best, entity: Some(id), kind: Kind::Named, sub: None, gender: entity.gender, plural: false }, true));
        }
        let classes = Classes::of(known);
        let content = |span: Tokens| span.range().take(16).filter(|&i| self.doc.tokens[i].is_word() && !self.doc.is(i, classes.function)).count();
        let own = content(phrase.main);
        let head = self.doc.tokens[phrase.head].word;
        let verb_last = self.doc.lexicon_of(source.start).pack.order == WordOrder::VerbLast;
        // the same head noun, in a fuller phrase, before
        let fuller = (own <= 2 && source.len() <= 4)
            .then(|| {
                self.known.iter().rev().filter(|c| c.at < source.start).take(40).find(|c| {
                    let span = c.referent.mention;
                    let alike = c.referent.kind == found.kind || found.kind == Kind::Document && c.referent.kind == Kind::Media;
                    let headed = if verb_last {
                        (span.end.saturating_sub(2)..span.end).any(|i| self.doc.tokens[i].word == head)
                    } else {
                        span.range().take(16).any(|i| self.doc.tokens[i].word == head)
                    };
                    c.speaker && alike && content(span) > own && headed
                })
            })
            .flatten()
            .map(|c| (c.at, c.referent));
        if matches!(phrase.class, Class::Office | Class::Role | Class::Spokesperson)
            && !phrase.plural
            && let Some(id) = self.cast.holder(self.doc, phrase.head, phrase.main, source)
        {
            // an unnamed one with the same role who spoke after the named one
            let seen = self.known.iter().rev().take(200).find(|c| c.at < source.start && c.referent.entity == Some(id)).map(|c| c.at);
            if let Some((at, referent)) = fuller
                && phrase.class != Class::Office
                && seen.is_none_or(|s| s < at)
            {
                return Some((referent, true));
            }
            let entity = &self.cast.entities[id as usize];
            return Some((Referent { mention: entity.best, entity: Some(id), kind: Kind::Named, sub: None, gender: entity.gender, plural: false }, true));
        }
        // "the real estate mogul", "the former governor": the one whom the text is speaking of
        let described = self.doc.is(phrase.head, known.epithet) || phrase.class == Class::Office && phrase.main.range().any(|i| self.doc.is(i, known.former));
        if matches!(phrase.class, Class::Office | Class::Role)
            && !phrase.plural
            && !phrase.indefinite
            && described
            && let Some(c) = self.protagonist(source.start)
        {
            return Some((self.known[c].referent, true));
        }
        // an institution by its common noun: the one that was named with it
        if phrase.class == Class::Organization
            && !phrase.indefinite
            && source.len() <= 3
            && !self.doc.is(phrase.head, known.organization_name)
            && let Some(id) = self.cast.holder(self.doc, phrase.head, phrase.main, source)
            && self.cast.entities[id as usize].body
        {
            let entity = &self.cast.entities[id as usize];
            return Some((Referent { mention: entity.best, entity: Some(id), kind: found.kind, sub: None, gender: Gender::Unknown, plural: false }, true));
        }
        // "the institute": the one institution that has the word in its name; "the newspaper", "the agency": the one that
        // spoke last
        if matches!(phrase.class, Class::Organization | Class::Media) && !phrase.indefinite && !phrase.plural && source.len() <= 3 && !self.doc.tokens[phrase.head].is_capitalised()
        {
            if let Some(id) = self.cast.body_with(head) {
                let entity = &self.cast.entities[id as usize];
                return Some((Referent { mention: entity.best, entity: Some(id), kind: found.kind, sub: None, gender: Gender::Unknown, plural: false }, true));
            }
            if fuller.is_none() && self.doc.is(phrase.head, if phrase.class == Class::Media { known.media_noun } else { known.company_noun }) {
                let names = if phrase.class == Class::Media { known.media_name } else { known.organization_name };
                let sentence = self.doc.sentence_of(source.start);
                for c in self.known.iter().rev().filter(|c| c.at < source.start && c.speaker).take(16) {
                    if sentence - self.doc.sentence_of(c.at) > 8 {
                        break;
                    }
                    let named = |i: usize| self.doc.is(i, names) && self.doc.tokens[i].shape != crate::token::Shape::Lower;
                    if let Some(first) = c.referent.mention.range().take(12).find(|&i| named(i)) {
                        let end = (first..c.referent.mention.end).find(|&i| !named(i)).unwrap_or(c.referent.mention.end);
                        return Some((
                            Referent {
                                mention: Tokens::new(first, end),
                                entity: c.referent.entity.filter(|_| c.referent.kind == found.kind),
                                kind: found.kind,
                                sub: None,
                                gender: Gender::Unknown,
                                plural: false,
                            },
                            true,
                        ));
                    }
                    let body = c.referent.kind == found.kind && c.referent.entity.is_some_and(|e| self.cast.entities[e as usize].body);
                    if body {
                        return Some((c.referent, true));
                    }
                }
                if phrase.class == Class::Organization
                    && let Some(id) = self.cast.sole_body()
                {
                    let entity = &self.cast.entities[id as usize];
                    return Some((Referent { mention: entity.best, entity: Some(id), kind: found.kind, sub: None, gender: Gender::Unknown, plural: false }, true));
                }
            }
        }
        // "the IMF", "the Post": a name of which the text has a fuller form
        if matches!(phrase.class, Class::Organization | Class::Media)
            && let Some(mention) = self.cast.mention_in(phrase.main)
            && source.len() <= 4
        {
            let entity = self.cast.entity(mention);
            if entity.body && entity.words > 1 && entity.best.len() > mention.name.len() {
                return Some((Referent { mention: entity.best, entity: Some(mention.entity), kind: found.kind, sub: None, gender: Gender::Unknown, plural: false }, true));
            }
            if entity.body {
                return Some((Referent { mention: source, entity: Some(mention.entity), kind: found.kind, sub: None, gender: Gender::Unknown, plural: false }, false));
            }
        }
        fuller.map(|(_, referent)| (referent, true))
    }

    /// The noun before "who", or the one whom the sentence before was about.
    fn relative(&mut self, source: Tokens) -> Option<(Referent, bool)> {
        let doc = self.doc;
        let sentence_index = doc.sentence_of(source.start);
        let sentence = doc.sentences[sentence_index].tokens;
        let words_before = (sentence.start..source.start).filter(|&i| doc.tokens[i].is_word()).count();
        if words_before > 0 {
            let span = noun_phrase_before(doc, Tokens::new(sentence.start, source.start))?;
            // a name that ends right before it
            let near = self.known.iter().rev().take_while(|c| c.at >= sentence.start).find(|c| c.at < source.start);
            let mention = self.cast.mentions_in(Tokens::new(span.start, source.start)).last();
            if let Some(mention) = mention
                && mention.name.end + 1 >= span.end
                && let Some(c) = self.known.iter().rev().take(8).find(|c| c.at == mention.name.start)
            {
                return Some((c.referent, true));
            }
            // "said Name, 24, from Place, who said": the one who has just spoken
            let comma = source.start > sentence.start && !doc.tokens[source.start - 1].is_word();
            if comma && let Some(c) = self.known.iter().rev().take(8).find(|c| c.speaker && c.at >= sentence.start && c.at < source.start) {
                return Some((c.referent, true));
            }
            let phrase = crate::phrase::analyse(doc, span);
            let bare = phrase.class == Class::UnclearName && phrase.name.is_some_and(|n| !n.range().any(|i| self.doc.is(i, known_names(doc, i))));
            if bare && self.doc.lexicon_of(span.start).pack.order == WordOrder::VerbLast {
                return Some((Referent { mention: span, entity: None, kind: Kind::Anonymous, sub: Some(SubKind::Role), gender: self.gender_of(span), plural: false }, true));
            }
            if matches!(phrase.class, Class::Unknown | Class::UnclearName)
                && let Some(c) = near
            {
                return Some((c.referent, true));
            }
            let (kind, sub) = phrase.kind();
            return Some((Referent { mention: span, entity: None, kind, sub, gender: self.gender_of(span), plural: phrase.plural }, true));
        }
        let c = self.best(source.start, true, &|c| c.referent.kind == Kind::Named || c.speaker && matches!(c.referent.kind, Kind::Anonymous | Kind::Organization))?;
        Some((self.known[c].referent, true))
    }

    fn pronoun(&mut self, source: Tokens, phrase: &Phrase, found: &Found) -> Option<(Referent, bool)> {
        let doc = self.doc;
        let known = &doc.lexicon_of(source.start).known;
        let sets = doc.tokens[phrase.head].sets;
        // the verb tells the subject's gender
        let feminine = if found.cue.range().any(|i| ends_with(doc, i, known.feminine_ending)) { Gender::Feminine } else { Gender::Unknown };
        if sets & (known.pronoun_first | known.pronoun_second) != 0 {
            return None;
        }
        let she = sets & known.pronoun_she != 0;
        let he = sets & known.pronoun_he != 0;
        let they = sets & known.pronoun_they != 0;
        let it = sets & known.pronoun_it != 0;
        let honorific = sets & known.pronoun_honorific != 0;
        let singular = sets & known.pronoun_singular != 0;
        let gender = if she && !he {
            Gender::Feminine
        } else if he && !she {
            Gender::Masculine
        } else {
            Gender::Unknown
        };
        let fits = |c: &Candidate| {
            let r = &c.referent;
            let person = r.kind == Kind::Named || r.kind == Kind::Anonymous;
            if she || he {
                return person && !r.plural && r.gender.agrees(gender) && r.sub != Some(SubKind::Vague);
            }
            if honorific {
                let human = r.entity.is_some_and(|e| self.cast.entities[e as usize].person);
                return r.gender.agrees(feminine) && (c.speaker && !matches!(r.kind, Kind::Document | Kind::Media | Kind::Hearsay) || r.kind == Kind::Named && human);
            }
            if it && !singular && !they {
                return matches!(r.kind, Kind::Organization | Kind::Document | Kind::Media);
            }
            if singular {
                let human = c.speaker || r.entity.is_none_or(|e| self.cast.entities[e as usize].person);
                return r.kind != Kind::Hearsay && !r.plural && human && r.gender.agrees(feminine);
            }
            if they {
                return r.plural || matches!(r.kind, Kind::Organization | Kind::Media) || r.kind == Kind::Document || r.sub == Some(SubKind::Vague);
            }
            person
        };
        // who was called and did not answer stands in the same sentence
        let sentence = doc.sentences[doc.sentence_of(source.start)].tokens;
        let called = (found.stance == crate::attribution::Stance::Declines)
            .then(|| {
                self.known
                    .iter()
                    .enumerate()
                    .rev()
                    .take(40)
                    .find(|(_, c)| c.at >= sentence.start && c.at < source.start && c.referent.kind == Kind::Named && c.referent.gender.agrees(gender))
                    .map(|(i, _)| i)
            })
            .flatten();
        if let Some(c) = called {
            return Some((self.known[c].referent, true));
        }
        let c = self.best(source.start, honorific, &fits)?;
        Some((self.known[c].referent, true))
    }

    /// The person whom the last sentences speak of most.
    fn protagonist(&self, at: usize) -> Option<usize> {
        let sentence = self.doc.sentence_of(at);
        let mut best: Option<(i32, usize)> = None;
        for (index, c) in self.known.iter().enumerate().rev().take(60) {
            if c.at >= at || c.referent.kind != Kind::Named || c.referent.plural {
                continue;
            }
            let distance = sentence.saturating_sub(self.doc.sentence_of(c.at));
            if distance > REACH {
                break;
            }
            let mentions = c.referent.entity.map_or(0, |e| self.cast.entities[e as usize].mentions.min(12)) as i32;
            let score = mentions - 2 * distance as i32 + if c.speaker { 4 } else { 0 } + if c.subject { 2 } else { 0 } - if distance == 0 { 3 } else { 0 };
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, index));
            }
        }
        best.map(|b| b.1)
    }

    /// The best candidate before a token.
    fn best(&self, at: usize, person: bool, fits: &dyn Fn(&Candidate) -> bool) -> Option<usize> {
        let sentence = self.doc.sentence_of(at);
        let inside = self.doc.in_quotation(at);
        let mut best: Option<(i32, usize)> = None;
        for (index, c) in self.known.iter().enumerate().rev().take(60) {
            if c.at >= at {
                continue;
            }
            let distance = sentence.saturating_sub(self.doc.sentence_of(c.at));
            if distance > REACH {
                break;
            }
            if !fits(c) {
                continue;
            }
            let mut score = -(distance as i32) * if person { 3 } else { 4 };
            score += match (c.speaker, person) {
                (true, true) => 8,
                (true, false) => 5,
                (false, true) if !c.subject => -4,
                (false, _) => 0,
            };
            score += if c.subject { 3 } else { 0 };
            score -= if c.quoted && !inside && !c.speaker { 9 } else { 0 };
            score -= if person && matches!(c.referent.kind, Kind::Organization | Kind::Media) { 7 } else { 0 };
            if let Some(entity) = c.referent.entity {
                let entity = &self.cast.entities[entity as usize];
                score += if entity.person { 1 } else { 0 } + entity.mentions.min(4) as i32 / 2;
            }
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, index));
            }
        }
        best.map(|b| b.1)
    }
}

fn known_names(doc: &Document<'_>, token: usize) -> u128 {
    let known = &doc.lexicon_of(token).known;
    known.given_name | known.surname
}

/// Whether a token ends like a member of a set of endings.
fn ends_with(doc: &Document<'_>, token: usize, endings: u128) -> bool {
    endings != 0 && {
        let set = &doc.lexicon_of(token).pack.sets[endings.trailing_zeros() as usize].1;
        let text = doc.token_text(token);
        set.members.iter().any(|m| m.first().is_some_and(|ending| text.len() > ending.len() && text.ends_with(ending.as_str())))
    }
}

/// The source as it is shown: its main phrase where something long is said about it.
fn trimmed(doc: &Document<'_>, source: Tokens, phrase: &Phrase) -> Tokens {
    if doc.lexicon_of(source.start).pack.order == WordOrder::VerbMiddle && source.len() > 12 { Tokens::new(source.start, phrase.main.end.max(source.start + 1)) } else { source }
}

/// The noun phrase that ends a stretch: from the last comma, preposition or case marker on.
fn noun_phrase_before(doc: &Document<'_>, stretch: Tokens) -> Option<Tokens> {
    let mut end = stretch.end;
    while end > stretch.start && !doc.tokens[end - 1].is_word() {
        end -= 1;
    }
    if end == stretch.start {
        return None;
    }
    let lexicon = doc.lexicon_of(end - 1);
    let known = &lexicon.known;
    let stops = known.preposition
        | known.complementizer
        | known.conjunction
        | known.to
        | known.by
        | known.auxiliary
        | known.subordinator
        | known.ergative
        | known.dative
        | known.ablative
        | known.locative
        | known.relative_pronoun;
    if lexicon.pack.order == WordOrder::VerbLast {
        while end > stretch.start && doc.is(end - 1, known.ergative | known.dative | known.genitive | known.ablative | known.locative | known.postposition) {
            end -= 1;
        }
    }
    let mut start = end;
    let verb_last = lexicon.pack.order == WordOrder::VerbLast;
    let classes = Classes::of(known);
    let capital = doc.tokens[end - 1].is_capitalised();
    while start > stretch.start && end - start < 10 {
        let t = &doc.tokens[start - 1];
        if !t.is_word() || t.sets & stops != 0 && t.sets & (known.given_name | known.surname) == 0 {
            break;
        }
        // before a common noun an unexplained word may be the verb
        let belongs = verb_last
            || start == end
            || t.sets & (classes.class | known.former | known.determiner | known.indefinite | known.number_word | known.several | known.demonym) != 0
            || capital && t.is_capitalised();
        if !belongs {
            break;
        }
        start -= 1;
        if t.sets & (known.determiner | known.indefinite) != 0 && !verb_last {
            break;
        }
    }
    (start < end).then(|| Tokens::new(start, end))
}
