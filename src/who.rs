//! Whom a pronoun, a short name or a bare role stands for.
//!
//! Sources are resolved in the order of the text, each against what stood before it: the names of the [`crate::cast`] and the
//! sources met so far. A candidate must agree in gender, number and kind; among those that do, the nearest sentence wins,
//! then the one who was speaking, then the one whom the sentence is about. Only the last few sentences are looked at, so the
//! cost is that of the text. Where nothing agrees, nothing is filled in: unresolved is better than wrong.

use crate::antecedent::{self, Asked, Choice, SIGNS, Sign, Signs, weigh};
use crate::attribution::{Found, Kind, SubKind};
use crate::cast::{Cast, Gender};
use crate::document::Document;
use crate::kind;
use crate::order::InOrder;
use crate::pack::{Script, WordOrder};
use crate::phrase::{Class, Phrase};
use crate::sets::KNOWN;
use crate::sharing::Marks;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

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
    /// A case marker makes it the subject, and it is no speaker.
    acts: bool,
    quoted: bool,
    /// It opens its sentence.
    opens: bool,
    /// The attribution in whose claim it stands, + 1.
    told: u32,
    /// A noun that is neither a name nor a source.
    noun: bool,
}

/// Fills `who`, and `kind` and `sub` of the sources that stand for somebody else. Returns what each source is.
pub fn resolve(doc: &Document<'_>, cast: &Cast, phrases: &[Option<Phrase>], list: &mut [Found]) -> Vec<Option<Referent>> {
    settle(doc, cast, phrases, list, None)
}

/// The same, keeping every decision with what it was made from, to fit the weights of [`crate::antecedent`].
pub fn choices(doc: &Document<'_>, cast: &Cast, phrases: &[Option<Phrase>], list: &mut [Found]) -> Vec<Choice> {
    let mut record = Vec::new();
    settle(doc, cast, phrases, list, Some(&mut record));
    record
}

fn settle(doc: &Document<'_>, cast: &Cast, phrases: &[Option<Phrase>], list: &mut [Found], record: Option<&mut Vec<Choice>>) -> Vec<Option<Referent>> {
    let mut order: Vec<usize> = (0..list.len()).collect();
    // sources in the order of the text, so that each is met after what it may stand for
    order.in_order_of(|&i| list[i].source.map_or(list[i].cue.start, |s| s.start));
    let mut resolver = Resolver {
        doc,
        cast,
        known: Vec::new(),
        last: vec![None; cast.entities.len()],
        told: told(doc, list),
        hearsay: list.iter().map(|f| f.source.is_none()).collect(),
        shown: vec![Gender::Unknown; cast.entities.len()],
        nouns: nouns(doc, cast, list),
        result: vec![None; list.len()],
        record,
    };
    let (mut next_mention, mut next_noun) = (0, 0);
    let mut last: Option<usize> = None;
    for &index in &order {
        // two verbs of one subject have one speaker
        let twin = last.replace(index).filter(|&twin| list[twin].source.is_some() && list[twin].source == list[index].source && list[index].source.is_none_or(|s| s.len() != 1));
        if let Some(twin) = twin
            && let Some(referent) = resolver.result[twin]
            && list[twin].kind == referent.kind
        {
            (list[index].who, list[index].kind, list[index].sub) = (list[twin].who, list[twin].kind, list[twin].sub);
            resolver.result[index] = Some(referent);
            continue;
        }
        let at = list[index].source.map_or(list[index].cue.start, |s| s.start);
        resolver.meet(&mut next_mention, &mut next_noun, at);
        resolver.one(index, &phrases[index], list);
    }
    let mut result = resolver.result;
    first_person(doc, phrases, list, &mut result);
    result
}

/// For each token the attribution, + 1, in whose claim it stands; of several the one with the shortest claim.
fn told(doc: &Document<'_>, list: &[Found]) -> Vec<u32> {
    let mut told = vec![0u32; doc.tokens.len()];
    let lengths: Vec<usize> = list.iter().map(|f| f.content.iter().map(|c| c.len()).sum()).collect();
    for (index, found) in list.iter().enumerate() {
        for content in &found.content {
            // a claim is a few sentences; the rest of a longer one is not worth the time
            for told in told[content.range()].iter_mut().take(300) {
                if (*told as usize).checked_sub(1).is_none_or(|other| lengths[index] < lengths[other]) {
                    *told = index as u32 + 1;
                }
            }
        }
    }
    told
}

/// Somebody or something that a pronoun may stand for, though it is neither a name nor a source.
struct Noun {
    span: Tokens,
    /// A pronoun that opens its sentence and is no source.
    pronoun: bool,
    subject: bool,
}

/// Nouns for people and institutions, and the pronouns that open sentences.
fn nouns(doc: &Document<'_>, cast: &Cast, list: &[Found]) -> Vec<Noun> {
    let mut sources: Vec<Tokens> = list.iter().filter_map(|f| f.source).collect();
    sources.in_order_of(|s| s.start);
    let mut next_source = 0;
    let mut out = Vec::new();
    let mut telling: Vec<usize> = Vec::new();
    for sentence in &doc.sentences {
        let tokens = sentence.tokens;
        if tokens.is_empty() {
            continue;
        }
        let lexicon = doc.lexicon_of(tokens.start);
        let verb_last = lexicon.verb_last();
        let person = KNOWN.office | KNOWN.role_noun | KNOWN.spokesperson | KNOWN.epithet | KNOWN.role_plural | KNOWN.organization_noun | KNOWN.media_noun | KNOWN.vague_group;
        let personal = KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_honorific | KNOWN.pronoun_singular;
        let mut free = tokens.start;
        telling.clear();
        telling.extend(tokens.range().filter(|&i| doc.tokens[i].sets & (personal | person) != 0));
        for &index in &telling {
            let sets = doc.tokens[index].sets;
            while next_source < sources.len() && sources[next_source].end <= index {
                next_source += 1;
            }
            let sourced = sources.get(next_source).is_some_and(|s| s.has(index));
            if sets & personal != 0 && !sourced && (tokens.start..index).all(|i| !doc.tokens[i].is_word() || doc.is(i, KNOWN.conjunction | KNOWN.clause_opener)) {
                out.push(Noun { span: Tokens::new(index, index + 1), pronoun: true, subject: true });
            }
            if sets & person == 0 || sourced || index < free || doc.tokens[index].is_capitalised() || cast.mention_in(Tokens::new(index, index + 1)).is_some() {
                continue;
            }
            let (span, subject) = if verb_last {
                let institution = sets & KNOWN.organization_noun != 0 && sets & (KNOWN.office | KNOWN.role_noun) == 0;
                let cases = KNOWN.ergative | KNOWN.dative | KNOWN.ablative | if institution { KNOWN.genitive | KNOWN.locative } else { 0 };
                // "the board of control (BCC)"
                let bracket = institution && doc.tokens.get(index + 1).is_some_and(|t| t.mark == Mark::BracketOpen);
                // "many workers are at it", "in the people is anger": several people, without a case marker or as those who feel
                let people = sets & (KNOWN.role_plural | KNOWN.vague_group) != 0;
                let next = doc.tokens[(index + 1).min(tokens.end - 1)];
                let bare = people && (next.is_word() && next.sets & (KNOWN.classes.function & !KNOWN.agent_marker) == 0 || next.sets & KNOWN.locative != 0);
                if index + 1 >= tokens.end || !doc.is(index + 1, cases) && !bracket && !bare {
                    continue;
                }
                let span = if institution {
                    // the words that make its name stand right before it
                    let function = KNOWN.classes.function & !KNOWN.kicker | KNOWN.everyday;
                    let start = (index.saturating_sub(5).max(free)..index).rev().take_while(|&i| doc.tokens[i].is_word() && doc.tokens[i].sets & function == 0).last();
                    Tokens::new(start.unwrap_or(index), index + 1)
                } else {
                    // "the authority's vice president": with the owner, which is a noun of its own
                    let owner = out.last().filter(|o: &&Noun| o.span.end == free && doc.is(free, KNOWN.genitive));
                    let Some(mut span) = noun_phrase_before(doc, Tokens::new(owner.map_or(free, |o| o.span.start), index + 1)) else { continue };
                    // "even so the scientists"
                    while span.len() > 1 && doc.is(span.start, KNOWN.everyday) {
                        span.start += 1;
                    }
                    // "the principal his daughter": an owner's pronoun begins another phrase
                    if let Some(owner) = (span.start + 1..span.end).rev().find(|&i| doc.is(i, KNOWN.classes.pronoun) && doc.is(i, KNOWN.pronoun_honorific | KNOWN.pronoun_singular))
                    {
                        span.start = owner;
                    }
                    // "the mayor's secretary from a builder": two without a word between are two
                    let office = |i: usize| doc.is(i, KNOWN.office) && !doc.is(i, KNOWN.organization_noun);
                    if span.len() > 1
                        && office(index - 1)
                        && !office(index)
                        && sets & (KNOWN.attributive | KNOWN.role_plural) == 0
                        && doc.is(index + 1, KNOWN.ablative | KNOWN.dative)
                    {
                        span.start = index;
                    }
                    span
                };
                let opens = || {
                    span.start == tokens.start
                        || !doc.tokens[span.start - 1].is_word()
                        || doc.is(span.start - 1, KNOWN.locative | KNOWN.ablative | KNOWN.clause_opener | KNOWN.conjunction)
                };
                (span, doc.is(index + 1, KNOWN.ergative) || people && doc.is(index + 1, KNOWN.agent_marker) || bare && opens())
            } else {
                let from = index.saturating_sub(4).max(free);
                if let Some(span) = several(doc, tokens, index) {
                    free = span.end;
                    out.push(Noun { span, pronoun: false, subject: true });
                    continue;
                }
                let Some(start) = (from..index).rev().take_while(|&i| doc.tokens[i].is_word()).find(|&i| doc.is(i, KNOWN.determiner | KNOWN.indefinite)) else { continue };
                // "the company chief Ann Tull": the head stands behind
                if doc.tokens.get(index + 1).is_some_and(|t| t.is_word() && (t.is_capitalised() || t.sets & person != 0)) {
                    continue;
                }
                (Tokens::new(start, index + 1), (tokens.start..start).all(|i| !doc.tokens[i].is_word() || doc.is(i, KNOWN.conjunction | KNOWN.clause_opener)))
            };
            free = index + 1;
            out.push(Noun { span, pronoun: false, subject });
        }
    }
    out
}

/// "Residents and traders are unhappy", "the rebels, led by …": people in the plural that open a sentence, and do something in it.
fn several(doc: &Document<'_>, sentence: Tokens, index: usize) -> Option<Tokens> {
    let people = KNOWN.role_plural | KNOWN.vague_group;
    let class = |i: usize| doc.is(i, people) && doc.tokens[i].shape == Shape::Lower || i == sentence.start && doc.is(i, people);
    let small = KNOWN.determiner | KNOWN.former | KNOWN.number_word | KNOWN.several | KNOWN.demonym | KNOWN.place_name;
    let opens = index - sentence.start <= 4 && (sentence.start..index).all(|i| doc.is(i, small) || !doc.is(i, KNOWN.classes.function) && doc.tokens[i].is_word());
    if !opens || !class(index) {
        return None;
    }
    let mut end = index + 1;
    if end + 1 < sentence.end
        && doc.is(end, KNOWN.conjunction)
        && let Some(last) = (end + 1..sentence.end.min(end + 5)).find(|&i| class(i)).filter(|&last| (end + 1..last).all(|i| doc.is(i, small)))
    {
        end = last + 1;
    }
    // a subject has its verb, or something said of it between commas, right behind it
    let next = doc.tokens.get(end).filter(|_| end < sentence.end)?;
    (next.mark == Mark::Comma || next.is_word() && next.sets & (KNOWN.preposition | KNOWN.to | KNOWN.by | KNOWN.conjunction) == 0).then(|| Tokens::new(sentence.start, end))
}

/// "I" in a quotation is the one who is quoted: the innermost attribution around whose content holds it.
fn first_person(doc: &Document<'_>, phrases: &[Option<Phrase>], list: &mut [Found], result: &mut [Option<Referent>]) {
    for index in 0..list.len() {
        let Some(source) = list[index].source.filter(|s| s.len() == 1) else { continue };
        if !doc.is(source.start, KNOWN.pronoun_first) || !phrases[index].is_some_and(|p| p.class == Class::Pronoun) {
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
        list[index].reasons.push("stands_for_quoted");
    }
}

/// Whom a source stands for, and the key of the message that says why; none where it stands for itself.
type Resolved = (Referent, Option<&'static str>);

/// A description that may stand for somebody: "the minister", "the company".
struct Description<'d> {
    phrase: &'d Phrase,
    source: Tokens,
    kind: Kind,
    /// Of whom it is one: a person, an institution, an outlet; of institutions one that may be called "the company".
    person: bool,
    body: bool,
    media: bool,
    company: bool,
    gender: Gender,
    sentence: usize,
    /// The words beside its head that say something.
    words: Vec<usize>,
    /// How many words of its main phrase say something.
    own: usize,
    /// It points back: "this leader".
    pointed: bool,
    /// It stands in the headline or opens the text.
    lead: bool,
    /// The signs that all candidates have.
    common: Signs,
}

struct Resolver<'a, 'p> {
    doc: &'a Document<'p>,
    cast: &'a Cast,
    /// Whom the text has spoken of so far, in its order.
    known: Vec<Candidate>,
    /// For each entity where it stands in `known` last.
    last: Vec<Option<usize>>,
    told: Vec<u32>,
    /// For each attribution whether nobody says it.
    hearsay: Vec<bool>,
    /// For each entity the gender that a pronoun has shown which was found to stand for it.
    shown: Vec<Gender>,
    nouns: Vec<Noun>,
    result: Vec<Option<Referent>>,
    record: Option<&'a mut Vec<Choice>>,
}

impl Resolver<'_, '_> {
    /// Adds the names and nouns that stand before a token.
    fn meet(&mut self, next_mention: &mut usize, next_noun: &mut usize, at: usize) {
        loop {
            let mention = self.cast.mentions.get(*next_mention).map(|m| m.name.start).filter(|&s| s < at);
            let noun = self.nouns.get(*next_noun).map(|n| n.span.start).filter(|&s| s < at);
            match (mention, noun) {
                (None, None) => return,
                (Some(m), n) if n.is_none_or(|n| m <= n) => {
                    self.meet_name(*next_mention);
                    *next_mention += 1;
                }
                _ => {
                    self.meet_noun(*next_noun);
                    *next_noun += 1;
                }
            }
        }
    }

    fn push(&mut self, referent: Referent, at: usize, speaker: bool, subject: bool, noun: bool) {
        let sentence = self.doc.sentences[self.doc.sentence_of(at)].tokens;
        let opens = opens(self.doc, sentence.start, at);
        if let Some(entity) = referent.entity {
            self.last[entity as usize] = Some(self.known.len());
        }
        let acts = false;
        self.known.push(Candidate { referent, at, speaker, subject, acts, quoted: self.doc.in_quotation(at), opens, told: self.told[at], noun });
    }

    fn meet_name(&mut self, number: usize) {
        let mention = &self.cast.mentions[number];
        let entity = self.cast.entity(mention);
        let sentence = self.doc.sentences[self.doc.sentence_of(mention.name.start)].tokens;
        let first = self.cast.mentions_in(sentence).first().is_some_and(|m| m.name == mention.name);
        let behind = self.doc.tokens.get(mention.name.end);
        let possessor = behind.is_some_and(|t| t.sets & (KNOWN.genitive | KNOWN.dative | KNOWN.ablative | KNOWN.locative) != 0 || t.sets & KNOWN.auxiliary != 0 && !t.spaced);
        // what stands before a finite auxiliary, over the comma that ends an apposition, is its subject
        let verb = if behind.is_some_and(|t| t.mark == Mark::Comma) { self.doc.tokens.get(mention.name.end + 1) } else { behind };
        // "lawyers for Joe and Ann Tull filed": one of several who stand in another case
        let joined = mention.full.start > sentence.start + 1 && self.doc.is(mention.full.start - 1, KNOWN.conjunction) && self.doc.tokens[mention.full.start - 2].is_word();
        let verb_last = self.doc.verb_last(mention.name.start);
        let finite = !verb_last && verb.is_some_and(|t| t.spaced && t.sets & KNOWN.auxiliary != 0)
            // behind a person's name a word in small letters that no noun's or function's set holds is a verb
            || !joined && !verb_last && entity.person && behind.is_some_and(|t| t.shape == Shape::Lower && t.sets & (KNOWN.classes.function | KNOWN.classes.class) == 0);
        let before = mention.full.start.checked_sub(1).filter(|&i| i >= sentence.start);
        let oblique = before.is_some_and(|i| self.doc.is(i, KNOWN.preposition | KNOWN.to | KNOWN.by));
        // "the mayor of Oldtown has denied": the mayor does
        let acts = finite && (entity.person || !oblique) || behind.is_some_and(|t| t.sets & KNOWN.ergative != 0);
        let referent = Referent {
            mention: entity.best,
            entity: Some(mention.entity),
            kind: if entity.body && !entity.person { Kind::Organization } else { Kind::Named },
            sub: None,
            gender: entity.gender,
            plural: false,
        };
        self.push(referent, mention.name.start, false, acts || first && !possessor && !oblique, false);
        self.marked(behind.is_some_and(|t| t.sets & KNOWN.ergative != 0));
    }

    /// Whether a case marker makes the one met last the subject.
    fn marked(&mut self, ergative: bool) {
        if let Some(last) = self.known.last_mut() {
            last.acts = ergative && last.told == 0 && !last.quoted;
        }
    }

    fn meet_noun(&mut self, number: usize) {
        let Noun { span, pronoun, subject } = self.nouns[number];
        let phrase = crate::phrase::analyse(self.doc, span);
        if pronoun {
            // who "he" is at the beginning of a sentence goes on being spoken of
            let found = Found::new(None, span);
            if let Some((referent, _)) = self.pronoun(usize::MAX, span, &phrase, &found) {
                self.push(referent, span.start, false, true, false);
            }
            return;
        }
        let (kind, sub) = phrase.kind();
        let referent = Referent { mention: span, entity: None, kind, sub, gender: self.gender_of(span), plural: phrase.plural };
        self.push(referent, span.start, false, subject, true);
        self.marked(subject);
    }

    fn is_locative_pronoun(&self, at: usize) -> bool {
        let Some(lexicon) = self.doc.lexicon_at(at) else { return false };
        let pronouns = KNOWN.pronoun_it | KNOWN.pronoun_singular | KNOWN.relative_pronoun | KNOWN.pronoun_they;
        lexicon.verb_last() && self.doc.is(at, KNOWN.locative) && self.doc.is(at, pronouns)
    }

    fn one(&mut self, index: usize, phrase: &Option<Phrase>, list: &mut [Found]) {
        let found = &list[index];
        let resolved = match phrase {
            None => self.carried(index, list),
            Some(phrase) => {
                let source = found.source.unwrap_or(phrase.main);
                match phrase.class {
                    Class::Pronoun => self.pronoun(index, source, phrase, found),
                    Class::Relative => self.relative(index, source),
                    Class::Name | Class::UnclearName => self.name(phrase),
                    _ => self.description(index, phrase, source, found),
                }
            }
        };
        let found = &mut list[index];
        // "in it is said": what a claim stands in is a paper, never a person or a body
        let inside = found.source.is_some_and(|s| s.len() == 1 && self.is_locative_pronoun(s.start));
        let resolved = resolved.filter(|(referent, _)| !inside || matches!(referent.kind, Kind::Document | Kind::Media));
        if inside {
            found.kind = Kind::Document;
            found.sub = None;
        }
        let Some((referent, reason)) = resolved else {
            if let Some(phrase) = phrase
                && !matches!(phrase.class, Class::Pronoun | Class::Relative)
                && let Some(source) = found.source
            {
                self.note(source, found, phrase, None);
            }
            // of whom "they" is said one knows that they are several, of "it" that nobody has the name
            if let Some(source) = found.source.filter(|s| !inside && s.len() == 1 && phrase.is_some_and(|p| p.class == Class::Pronoun)) {
                let people = KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_singular | KNOWN.pronoun_honorific | KNOWN.pronoun_first | KNOWN.pronoun_second;
                if !self.doc.is(source.start, people) && self.doc.is(source.start, KNOWN.pronoun_they) {
                    (found.kind, found.sub) = (Kind::Anonymous, Some(SubKind::Vague));
                } else if !self.doc.is(source.start, people) && self.doc.is(source.start, KNOWN.pronoun_it) {
                    found.kind = Kind::Organization;
                }
            }
            return;
        };
        if let Some(reason) = reason {
            if let Some(phrase) = phrase {
                if matches!(phrase.class, Class::Pronoun | Class::Relative) || referent.kind == Kind::Named || found.kind == Kind::Document && referent.kind == Kind::Media {
                    if found.sub != Some(SubKind::Withheld) {
                        found.kind = referent.kind;
                        found.sub = referent.sub;
                    }
                } else if referent.kind == Kind::Anonymous && found.kind == Kind::Anonymous && found.sub != Some(SubKind::Withheld) {
                    found.sub = referent.sub;
                }
            } else {
                found.kind = referent.kind;
                found.sub = referent.sub;
            }
            let words = |span: Tokens| self.doc.tokens[span.range()].iter().map(|t| t.word);
            let same = found.source.is_some_and(|s| s.contains(referent.mention) || words(s).eq(words(referent.mention)));
            if !same {
                found.who = Some(referent.mention);
                found.reasons.push(reason);
            }
        }
        if let (Some(entity), Some(source)) = (referent.entity, found.source.filter(|s| s.len() == 1)) {
            let (he, she) = (self.doc.is(source.start, KNOWN.pronoun_he), self.doc.is(source.start, KNOWN.pronoun_she));
            if he != she {
                self.shown[entity as usize] = if he { Gender::Masculine } else { Gender::Feminine };
            }
        }
        let referent = Referent { kind: found.kind, sub: found.sub, ..referent };
        self.result[index] = Some(referent);
        let at = found.source.map_or(found.cue.start, |s| s.start);
        self.push(referent, at, true, true, false);
        // "Swim Club said … It said": then neither was it a person who spoke before
        if referent.kind == Kind::Organization && referent.entity.is_some() && self.doc.is(at, KNOWN.pronoun_it) && !self.doc.verb_last(at) {
            for (other, result) in list[..index].iter_mut().zip(&mut self.result[..index]).rev().take(8) {
                if let Some(result) = result.as_mut().filter(|r| r.entity == referent.entity && r.kind == Kind::Named) {
                    (other.kind, result.kind) = (Kind::Organization, Kind::Organization);
                }
            }
        }
    }

    /// Remembers a source that stands for itself.
    fn note(&mut self, source: Tokens, found: &Found, phrase: &Phrase, entity: Option<u32>) {
        // "somebody" is nobody that a later pronoun means
        if source.len() == 1 && self.doc.is(source.start, KNOWN.indefinite) {
            return;
        }
        let index_gender = self.gender_of(source);
        let referent = Referent { mention: trimmed(self.doc, source, phrase), entity, kind: found.kind, sub: found.sub, gender: index_gender, plural: phrase.plural };
        self.push(referent, source.start, true, true, false);
    }

    fn gender_of(&self, span: Tokens) -> Gender {
        for index in span.range().take(12) {
            if self.doc.is(index, KNOWN.feminine_word) {
                return Gender::Feminine;
            }
            if self.doc.is(index, KNOWN.masculine_word) {
                return Gender::Masculine;
            }
        }
        Gender::Unknown
    }

    /// A cue without a source goes on with the speaker of the clause before, or with who acts in the sentences before: "The
    /// officer closed the schools. Said that …".
    fn carried(&mut self, index: usize, list: &[Found]) -> Option<Resolved> {
        let found = &list[index];
        if found.kind != Kind::Hearsay {
            return None;
        }
        if kind::may_carry(self.doc, found)
            && let Some(last) = self.known.iter().rev().take(60).find(|c| c.speaker && c.at < found.cue.start)
        {
            let sentence = self.doc.sentence_of(found.cue.start);
            let before = self.doc.sentence_of(last.at);
            let verb_last = self.doc.verb_last(found.cue.start);
            let reach = if self.subject_left_out(found) { 3 } else { 2 };
            let near = before == sentence || verb_last && before + reach >= sentence && self.doc.block_of(last.at) == self.doc.block_of(found.cue.start);
            if near {
                return Some((last.referent, Some("stands_for_carried")));
            }
        }
        // "The report faults two officers. Of the pumps it is said that …": the paper goes on
        if self.is_written(found)
            && let Some(last) = self.known.iter().rev().take(60).find(|c| c.speaker && c.at < found.cue.start)
            && last.referent.kind == Kind::Document
        {
            let (sentence, before) = (self.doc.sentence_of(found.cue.start), self.doc.sentence_of(last.at));
            let near = before < sentence && before + 2 >= sentence && self.doc.block_of(last.at) == self.doc.block_of(found.cue.start);
            return near.then_some((last.referent, Some("stands_for_carried")));
        }
        let subject = self.subject_left_out(found).then(|| self.subject_before(found)).flatten()?;
        let phrase = crate::phrase::analyse(self.doc, subject);
        let referent = match self.name(&phrase) {
            Some((referent, _)) if matches!(phrase.class, Class::Name | Class::UnclearName) => referent,
            _ => {
                let (kind, sub) = phrase.kind();
                let speaks = self.doc.is(subject.end - 1, crate::frames::SPEAKERS);
                let referent = Referent { mention: subject, entity: None, kind, sub, gender: self.gender_of(subject), plural: phrase.plural };
                speaks.then_some(referent)?
            }
        };
        Some((referent, Some("stands_for_carried")))
    }

    /// Verb-last: whether something is said to have been said, once and not now or by custom.
    fn is_written(&self, found: &Found) -> bool {
        let (doc, cue) = (self.doc, found.cue);
        let lexicon = doc.lexicon_of(cue.start);
        let end = doc.sentences[doc.sentence_of(cue.start)].tokens.end.min(cue.end + 2);
        let group = || (cue.start..end).take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, KNOWN.complementizer));
        lexicon.verb_last()
            && found.entry.is_some_and(|e| lexicon.entry(e).kind.is_none() && lexicon.frame(Some(e)) == crate::pack::Frame::Agent)
            && !doc.in_quotation(cue.start)
            && !cue.range().any(|i| doc.is(i, KNOWN.claim_noun | KNOWN.report_noun))
            && group().any(|i| doc.is(i, KNOWN.passive_auxiliary))
            && group().filter(|&i| doc.is(i, KNOWN.passive_auxiliary)).all(|i| doc.is(i, KNOWN.auxiliary))
            && !group().any(|i| doc.is(i, KNOWN.bare_verb))
            && (cue.end..cue.end + 4).any(|i| doc.tokens.get(i).is_some_and(|t| t.sets & KNOWN.complementizer != 0))
    }

    /// Whether a verb whose subject takes a case marker, no passive, has none in its sentence.
    fn subject_left_out(&self, found: &Found) -> bool {
        let (doc, cue) = (self.doc, found.cue);
        let lexicon = doc.lexicon_of(cue.start);
        let sentence = doc.sentences[doc.sentence_of(cue.start)].tokens;
        let other = KNOWN.passive_auxiliary | KNOWN.bare_verb | KNOWN.absolutive | KNOWN.question | KNOWN.negation;
        lexicon.verb_last()
            && found.entry.is_some_and(|e| lexicon.entry(e).kind.is_none() && lexicon.frame(Some(e)) == crate::pack::Frame::Subject)
            && !doc.in_quotation(cue.start)
            && cue.start < sentence.start + 60
            && !(cue.start..sentence.end.min(cue.end + 3)).take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, KNOWN.complementizer)).any(|i| doc.is(i, other))
            && !(sentence.start..cue.start).any(|i| doc.is(i, KNOWN.ergative | KNOWN.ergative_pronoun))
    }

    /// Who has the case marker of a subject in the two sentences before, of the same paragraph.
    fn subject_before(&self, found: &Found) -> Option<Tokens> {
        let doc = self.doc;
        let lexicon = doc.lexicon_of(found.cue.start);
        let own = doc.sentence_of(found.cue.start);
        let block = doc.sentences[own].block;
        (own.saturating_sub(2)..own).rev().map(|s| &doc.sentences[s]).take_while(|s| s.block == block).find_map(|s| {
            let sentence = s.tokens;
            let marker = sentence.range().rev().take(60).find(|&i| doc.is(i, KNOWN.ergative) && !doc.in_quotation(i))?;
            crate::frames::Place { doc, lexicon, sentence, cue: Tokens::new(marker, marker + 1) }.noun_phrase_before(marker)
        })
    }

    /// The full name of a name.
    fn name(&mut self, phrase: &Phrase) -> Option<Resolved> {
        let name = phrase.name?;
        let mention = self.cast.mention_in(name)?;
        let entity = self.cast.entity(mention);
        let words = name.range().filter(|&i| self.doc.tokens[i].is_word()).count();
        // where no capitals tell names, what stands before two words of one may be a place or an office: they name the person as well
        let ends_alike =
            words >= 2 && self.doc.lexicon_of(name.start).pack.script == Script::Devanagari && self.doc.tokens[entity.best.end - 1].word == self.doc.tokens[name.end - 1].word;
        let fuller = entity.words > words && !ends_alike || words == 1 && entity.best.len() > name.len();
        let kind = if entity.body && !entity.person { Kind::Organization } else { Kind::Named };
        let referent = Referent {
            mention: entity.best,
            entity: Some(mention.entity),
            kind: if phrase.class == Class::Name { Kind::Named } else { kind },
            sub: None,
            gender: entity.gender,
            plural: false,
        };
        Some((referent, fuller.then_some("stands_for_name")))
    }

    /// A role, an office, an institution by its common noun: whom the text describes so, or speaks of so.
    fn description(&mut self, index: usize, phrase: &Phrase, source: Tokens, found: &Found) -> Option<Resolved> {
        // "counsel on behalf of the state": told by whose side, one who comes anew
        if self.doc.verb_last(source.start) && source.len() > 3 && source.range().skip(1).any(|i| self.doc.is(i, KNOWN.agent_marker)) {
            return None;
        }
        // letters that stood in brackets behind a full name
        if source.len() == 1 {
            let word = self.doc.tokens[source.start].word;
            let named = |c: &&Candidate| c.at < source.start && c.speaker && c.referent.mention.len() > 2 && c.referent.kind != Kind::Document;
            let spelt = self.known.iter().rev().take(80).filter(named).find(|c| {
                let span = c.referent.mention;
                span.range().take(16).skip(1).any(|i| self.doc.tokens[i].word == word && self.doc.tokens[i - 1].mark == Mark::BracketOpen)
            });
            if let Some(c) = spelt {
                return Some((c.referent, Some("stands_for_name")));
            }
        }
        // "the IMF", "the Post": a name of which the text has a fuller form
        if matches!(phrase.class, Class::Organization | Class::Media)
            && let Some(mention) = self.cast.mention_in(phrase.main)
            && source.len() <= 4
        {
            let entity = self.cast.entity(mention);
            // "the Congress" is not the Trinamool Congress: what is a name by itself, and the last word of another's
            let head = doc_word(self.doc, source);
            let other = |i: usize| self.doc.verb_last(i) && source.len() == 1 && self.doc.tokens[i].word == head && self.doc.is(i, KNOWN.organization_name);
            let best = entity.best;
            if best.len() > 1 && other(best.end - 1) && self.doc.is(source.start, KNOWN.organization_name) && self.doc.is(best.end - 2, KNOWN.organization_name) {
                return None;
            }
            let referent = |mention_of: Tokens| Referent { mention: mention_of, entity: Some(mention.entity), kind: found.kind, sub: None, gender: Gender::Unknown, plural: false };
            if entity.body && entity.words > 1 && entity.words > crate::cast::name_words(self.doc, mention.name).count() {
                return Some((referent(entity.best), Some("stands_for_name")));
            }
            if entity.body {
                return Some((referent(source), None));
            }
        }
        // a place's name alone that is the family name of somebody named before
        if source.len() == 1
            && phrase.class == Class::Organization
            && let Some(id) = self.cast.with_word(self.doc.tokens[source.start].word).find(|&id| {
                let entity = &self.cast.entities[id as usize];
                entity.person
                    && !entity.body
                    && entity.words > 1
                    && self.last[id as usize].is_some()
                    && self.doc.tokens[entity.best.end - 1].word == self.doc.tokens[source.start].word
            })
        {
            let entity = &self.cast.entities[id as usize];
            return Some((Referent { mention: entity.best, entity: Some(id), kind: Kind::Named, sub: None, gender: entity.gender, plural: false }, Some("stands_for_name")));
        }
        // "the report": one of an outlet, named so before
        if phrase.class == Class::Document && source.len() <= 3 && !phrase.plural && !phrase.indefinite {
            let word = self.doc.tokens[phrase.head].word;
            let fuller = self.known.iter().rev().filter(|c| c.at < source.start).take(40).find(|c| {
                let span = c.referent.mention;
                c.speaker && c.referent.kind == Kind::Media && span.len() > source.len() && span.range().take(16).any(|i| self.doc.tokens[i].word == word)
            });
            return fuller.map(|c| (c.referent, Some("stands_for_word")));
        }
        if let Some(referent) = self.met_before(phrase, source, found) {
            return Some((referent, Some("stands_for_word")));
        }
        let (named, function) = (KNOWN.organization_name | KNOWN.media_name, KNOWN.classes.function);
        if phrase.several || phrase.counted || matches!(phrase.class, Class::Document | Class::Group | Class::Withheld) || self.doc.is(phrase.head, named | function) {
            return None;
        }
        let given = self.described(&self.read_description(phrase, source, found));
        let person = matches!(phrase.class, Class::Office | Class::Role | Class::Spokesperson | Class::Unknown);
        let asked = if person { Asked::Description } else { Asked::Institution };
        let (referent, signs) = self.choose(index, asked, given)?;
        // "Anand had left, the clerk said": he of whom most speaks is told about, and any other would be a guess
        let told = |part: &Tokens| !self.doc.in_quotation(part.start) && self.cast.mentions_in(*part).iter().any(|m| Some(m.entity) == referent.entity);
        if person && signs[Sign::Bare as usize] != 0.0 && found.content.iter().any(told) {
            return None;
        }
        let named = signs[Sign::Unnamed as usize] == 0.0;
        let kind = if named && person {
            Kind::Named
        } else if named {
            found.kind
        } else {
            referent.kind
        };
        Some((Referent { kind, ..referent }, Some(antecedent::reason(asked, &signs))))
    }

    /// "The source", "the people", "these officials": those whom no name is known of, and who spoke before in more words ("three
    /// people who know of it").
    fn met_before(&self, phrase: &Phrase, source: Tokens, found: &Found) -> Option<Referent> {
        let doc = self.doc;
        let lexicon = doc.lexicon_of(source.start);
        let small = KNOWN.classes.function;
        let content = |span: Tokens| span.range().take(16).filter(|&i| doc.tokens[i].is_word() && !doc.is(i, small & !KNOWN.number_word)).count();
        let points = |set: u128| (source.start..phrase.head).any(|i| doc.is(i, set));
        let definite = match lexicon.set(KNOWN.determiner) {
            Some(_) => points(KNOWN.determiner | KNOWN.pointer | KNOWN.demonstrative),
            None => !phrase.plural || points(KNOWN.pointer | KNOWN.demonstrative),
        };
        let several = phrase.plural && matches!(phrase.class, Class::Group | Class::Role | Class::Office);
        if !(phrase.class == Class::Withheld || several) || !definite || phrase.indefinite || phrase.several || phrase.counted || content(source) != 1 {
            return None;
        }
        let sentence = doc.sentence_of(source.start);
        let near = self.known.iter().rev().take(60).filter(|c| c.at < source.start && c.speaker).take_while(|c| doc.sentence_of(c.at) + 2 * REACH >= sentence);
        let word = doc.tokens[phrase.head].word;
        let same = |c: &&Candidate| {
            let span = c.referent.mention;
            let headed = span.range().take(16).any(|i| doc.tokens[i].word == word);
            c.referent.entity.is_none() && c.referent.kind == found.kind && c.referent.plural == phrase.plural && headed && content(span) > 1
        };
        near.into_iter().find(same).map(|c| c.referent)
    }

    /// What a description says of itself.
    fn read_description<'d>(&self, phrase: &'d Phrase, source: Tokens, found: &Found) -> Description<'d> {
        let doc = self.doc;
        let person = matches!(phrase.class, Class::Office | Class::Role | Class::Spokesperson | Class::Unknown);
        let (body, media) = (phrase.class == Class::Organization, phrase.class == Class::Media);
        let function = KNOWN.classes.function;
        let says = |i: usize| doc.tokens[i].is_word() && !doc.is(i, function);
        let sentence = doc.sentence_of(source.start);
        let points = |i: usize| doc.is(i, KNOWN.pointer | KNOWN.demonstrative) && !doc.is(i, KNOWN.complementizer);
        let company = body && doc.is(phrase.head, KNOWN.company_noun);
        let mut description = Description {
            phrase,
            source,
            kind: found.kind,
            person,
            body,
            media,
            company,
            gender: self.gender_of(source),
            sentence,
            words: source.range().take(10).filter(|&i| i != phrase.head && says(i)).collect(),
            own: phrase.main.range().take(16).filter(|&i| says(i)).count(),
            pointed: source.len() <= 4 && source.range().take(3).any(points),
            lead: doc.blocks[doc.block_of(source.start)].role == crate::document::Role::Headline || sentence < 3,
            common: [0.0; SIGNS],
        };
        for (sign, on) in [
            (Sign::Anybody, true),
            (Sign::Indefinite, phrase.indefinite),
            (Sign::Lead, description.lead),
            (Sign::Long, description.own > 2),
            (Sign::Pointed, description.pointed),
            (Sign::ForBody, body),
            (Sign::ForMedia, media),
            (Sign::Company, company || media && doc.is(phrase.head, KNOWN.media_noun)),
        ] {
            set(&mut description.common, sign, on);
        }
        description
    }

    /// The candidates for a description.
    fn described(&self, d: &Description<'_>) -> Vec<(Referent, Signs)> {
        let mut out = Vec::new();
        if !d.phrase.plural && (d.person || d.body || d.media) {
            self.described_by_name(d, &mut out);
        }
        let short = if self.doc.verb_last(d.source.start) { d.source.len() } else { d.phrase.main.len() } <= 5;
        if d.own <= 2 && short && (d.person || d.body) && !d.phrase.plural {
            self.described_by_noun(d, &mut out);
        }
        // "the organisation" is one that was introduced as an organisation, before any other
        if !d.person && out.iter().any(|(_, signs)| signs[Sign::SameWord as usize] > 0.0) {
            out.retain(|(_, signs)| signs[Sign::Bare as usize] == 0.0);
        }
        out
    }

    /// Whether the text says a word, in whatever form, of somebody or something named, or it is in the name.
    fn says_of(&self, id: u32, word: usize) -> bool {
        let entity = &self.cast.entities[id as usize];
        entity.described.iter().chain([&entity.best]).any(|s| s.range().any(|i| self.doc.alike(i, word)))
    }

    /// Those with a name whom a description may stand for.
    fn described_by_name(&self, d: &Description<'_>, out: &mut Vec<(Referent, Signs)>) {
        let doc = self.doc;
        let holders = self.cast.holders(doc, d.phrase.head, d.source);
        let latest = holders.iter().filter_map(|h| self.last[h.0 as usize].map(|at| (at, h.0))).max().map(|l| l.1);
        // who shares most of the description's words
        let most = holders.iter().map(|h| d.words.iter().filter(|&&w| self.says_of(h.0, w)).count()).max().unwrap_or(0);
        // those whom the description itself names are not meant: "X's lawyer"
        let named = self.cast.mentions_in(d.source);
        let owned = self.is_owned(d) || named.iter().any(|m| self.cast.entity(m).person);
        // where a language has articles, what stands without one speaks of nobody in particular, save in a headline
        let articles = doc.lexicon_of(d.source.start).set(KNOWN.determiner).is_some();
        let definite = d.phrase.class != Class::Unknown && (!articles || d.lead || d.source.range().take(3).any(|i| doc.is(i, KNOWN.determiner)));
        let may_be_bare = definite && !owned && !d.phrase.indefinite;
        for id in self.known_by_name(d, &holders, may_be_bare) {
            let entity = &self.cast.entities[id];
            let id = id as u32;
            if !self.is_of_kind(d, id) || d.person && named.iter().any(|m| m.entity == id) || d.source.contains(entity.best) {
                continue;
            }
            let same = holders.iter().any(|h| h.0 == id && h.1);
            let like = !same && holders.iter().any(|h| h.0 == id);
            let inside = !d.person && name_has(doc, entity.best, doc.tokens[d.phrase.head].word);
            let bare = !same && !like && !inside;
            if bare && !may_be_bare || self.is_another(d, id, same, bare) {
                continue;
            }
            let mut signs = d.common;
            let shared = self.word_signs(d, id, &mut signs);
            let former = || d.phrase.main.range().any(|i| doc.is(i, KNOWN.former));
            let epithet = || d.person && (doc.is(d.phrase.head, KNOWN.epithet) || d.phrase.class == Class::Office && former() && !doc.verb_last(d.source.start));
            for (sign, on) in [
                (Sign::SameWord, same),
                (Sign::LikeWord, like),
                (Sign::WordInName, inside),
                (Sign::Others, (same || like) && holders.iter().any(|h| h.0 != id && (h.1 || !same))),
                (Sign::Latest, !bare && latest == Some(id)),
                (Sign::Outdone, !bare && shared < most),
                (Sign::Bare, bare),
                (Sign::BareEpithet, bare && epithet()),
            ] {
                set(&mut signs, sign, on);
            }
            self.standing_signs(d, id, &mut signs);
            out.push((Referent { mention: entity.best, entity: Some(id), kind: Kind::Named, sub: None, gender: entity.gender, plural: false }, signs));
        }
    }

    /// Those whom the text describes so or names so, whom it has named not long before, and whom it is about; `bare`: a person may
    /// be meant whom it does not describe so.
    fn known_by_name(&self, d: &Description<'_>, holders: &[(u32, bool)], bare: bool) -> Marks {
        let doc = self.doc;
        let mut ids = Marks::over(self.cast.entities.len());
        let mut add = |id: u32| ids.add(id as usize);
        holders.iter().for_each(|h| add(h.0));
        if !d.person {
            self.cast.with_word(doc.tokens[d.phrase.head].word).for_each(&mut add);
        }
        if d.person && !bare {
            return ids;
        }
        for c in self.known.iter().rev().filter(|c| c.at < d.source.start).take(24) {
            if d.sentence.saturating_sub(doc.sentence_of(c.at)) > 2 * REACH {
                break;
            }
            c.referent.entity.into_iter().for_each(&mut add);
        }
        self.cast.leading.iter().copied().for_each(&mut add);
        ids
    }

    /// "His lawyer", "X's wife": nobody who is not described so.
    fn is_owned(&self, d: &Description<'_>) -> bool {
        let doc = self.doc;
        let verb_last = doc.verb_last(d.source.start);
        d.phrase.main.range().any(|i| {
            let t = &doc.tokens[i];
            t.sets & KNOWN.possessive != 0
                || i != d.phrase.head && t.sets & KNOWN.classes.pronoun != 0 && (t.sets & KNOWN.pronoun_it == 0 || d.person && !verb_last)
                || !t.spaced && t.sets & KNOWN.auxiliary != 0
        })
    }

    /// A person for a description of one, an institution for that of one.
    fn is_of_kind(&self, d: &Description<'_>, id: u32) -> bool {
        let entity = &self.cast.entities[id as usize];
        if d.person {
            (entity.person || !entity.body) && entity.gender.agrees(d.gender)
        } else if d.media {
            entity.media || entity.body && !entity.person
        } else {
            !entity.person
        }
    }

    /// Whether what else the description says, or where it stands, shows that it is not this one. `same`: described by the very
    /// word; `bare`: neither described nor named so.
    fn is_another(&self, d: &Description<'_>, id: u32, same: bool, bare: bool) -> bool {
        let doc = self.doc;
        let verb_last = doc.verb_last(d.source.start);
        let entity = &self.cast.entities[id as usize];
        // "the Northern Bank" is no other bank: a name of its own stands before the noun
        let proper = |i: usize| d.phrase.main.has(i) && !doc.tokens[i].is_listed() && doc.tokens[i].is_capitalised() != doc.verb_last(i);
        if !d.person && d.words.iter().any(|&i| proper(i) && !self.says_of(id, i)) {
            return true;
        }
        // "a former manager": only who is described so farther down, and only where the text begins
        if d.phrase.indefinite && (!d.lead || self.last[id as usize].is_some()) {
            return true;
        }
        // without articles: in the middle of a text nobody is meant whom it names much farther down only
        let behind = || doc.sentence_of(entity.first).saturating_sub(d.sentence);
        if d.person && verb_last && !d.lead && self.last[id as usize].is_none() && behind() > REACH / 2 {
            return true;
        }
        // "the wife" is nobody of whom it is not known that she is a woman
        if bare && !doc.is(d.phrase.head, KNOWN.epithet) && d.gender != Gender::Unknown && entity.gender != d.gender {
            return true;
        }
        // "the leader of the opposition" is no minister, "the nurse" no grandmother
        let owner = |i: usize| doc.is(i, KNOWN.organization_noun | KNOWN.role_plural | KNOWN.vague_group) && !self.says_of(id, i);
        if !same && d.person && verb_last && (d.words.iter().any(|&w| owner(w)) || bare && self.is_relative(id, d.phrase.head)) {
            return true;
        }
        bare && !self.may_be_called(id, d.phrase, &d.words, d.pointed) || !bare && d.person && self.clashes(id, d.phrase, &d.words)
    }

    /// Which of the description's words the text says of somebody named; how many.
    fn word_signs(&self, d: &Description<'_>, id: u32, signs: &mut Signs) -> usize {
        let (mut shared, mut alien, mut place) = (0, 0, false);
        let places = KNOWN.place_name | KNOWN.country | KNOWN.organization_name;
        for &index in &d.words {
            let sets = self.doc.tokens[index].sets;
            if self.says_of(id, index) {
                shared += 1;
            } else if d.phrase.main.has(index) {
                alien += 1;
                place |= sets & (places | KNOWN.demonym) != 0;
            } else {
                place |= sets & places != 0;
            }
        }
        set(signs, Sign::Shared, shared > 0);
        set(signs, Sign::SharedMore, shared > 1);
        set(signs, Sign::Alien, alien > 0);
        set(signs, Sign::AlienMore, alien > 1);
        set(signs, Sign::AlienPlace, place);
        shared
    }

    /// What the text makes of somebody named, and where it spoke of him last.
    fn standing_signs(&self, d: &Description<'_>, id: u32, signs: &mut Signs) {
        let doc = self.doc;
        let entity = &self.cast.entities[id as usize];
        set(signs, Sign::Gender, d.gender != Gender::Unknown && entity.gender == d.gender);
        set(signs, Sign::Person, entity.person);
        set(signs, Sign::Body, entity.body);
        signs[Sign::Prominent as usize] = entity.mentions.min(8) as f32 / 8.0;
        set(signs, Sign::Leading, if d.person { self.cast.leading_person == Some(id) } else { self.cast.leading_body == Some(id) });
        let Some(last) = self.last[id as usize] else {
            set(signs, Sign::Later, true);
            return;
        };
        let c = &self.known[last];
        let distance = d.sentence.saturating_sub(doc.sentence_of(c.at));
        set(signs, near_sign(distance), true);
        set(signs, Sign::SpokeLast, self.last_speaker(d.source.start) == Some(id));
        set(signs, Sign::Subject0, c.subject && distance == 0);
        set(signs, Sign::Subject1, c.subject && distance == 1);
        set(signs, Sign::Reported, c.quoted || c.told != 0 && !c.speaker);
        set(signs, Sign::SameBlock, doc.block_of(c.at) == doc.block_of(d.source.start));
    }

    /// Those without a name: the same head noun, in a fuller phrase, before; and institutions known by their letters.
    fn described_by_noun(&self, d: &Description<'_>, out: &mut Vec<(Referent, Signs)>) {
        let doc = self.doc;
        let verb_last = doc.verb_last(d.source.start);
        let content = |span: Tokens| span.range().take(16).filter(|&i| doc.tokens[i].is_word() && !doc.is(i, KNOWN.classes.function & !KNOWN.kicker));
        // whom a text calls a leader or a rival it has named
        let epithet = doc.is(d.phrase.head, KNOWN.epithet);
        let head = doc.tokens[d.phrase.head].word;
        let offices = doc.lexicon_of(d.source.start).offices();
        let names: Vec<u64> = offices.names(head).collect();
        let heads = |i: usize| doc.tokens[i].word == head || d.body && (compound(doc, i, d.phrase.head) || offices.same(doc.tokens[i].word, &names));
        let own = content(if verb_last { d.source } else { d.phrase.main }).count();
        let mut nearest = true;
        for c in self.known.iter().rev().filter(|c| c.at < d.source.start).take(60) {
            let span = c.referent.mention;
            if c.referent.entity.is_some() || c.referent.kind != d.kind || c.referent.plural {
                continue;
            }
            // "a spokesperson for the startup" is not the startup
            if d.body && !verb_last && span.range().take(6).any(|i| doc.is(i, KNOWN.spokesperson)) {
                continue;
            }
            let lettered = self.is_lettered(d, c);
            let introduced = d.pointed && span.range().any(|i| doc.is(i, KNOWN.indefinite));
            let more = span.len() > own && content(span).nth(own).is_some() || d.body && span.len() == 1 && doc.tokens[span.start].word != head;
            let fuller = introduced || more && !(c.noun && epithet);
            if !lettered && !fuller || out.iter().any(|o| o.0.mention == span) {
                continue;
            }
            let distance = d.sentence.saturating_sub(doc.sentence_of(c.at));
            let headed = if verb_last && !d.company { (span.end.saturating_sub(2)..span.end).any(heads) } else { span.range().take(16).any(heads) };
            let near = || {
                let mut signs = d.common;
                set(&mut signs, near_sign(distance), true);
                signs
            };
            if !headed && lettered {
                let mut signs = near();
                set(&mut signs, Sign::Bare, true);
                set(&mut signs, Sign::Body, true);
                set(&mut signs, Sign::SpokeLast, nearest);
                nearest = false;
                out.push((c.referent, signs));
                continue;
            }
            let alien = |&w: &usize| d.phrase.main.has(w) && !span.range().any(|i| doc.alike(i, w));
            if !headed || !fuller || d.words.iter().any(alien) {
                continue;
            }
            // "the Northern Water Board", not "the trial court": a name of its own stands before the noun
            let names = KNOWN.place_name | KNOWN.country | KNOWN.organization_name | KNOWN.demonym | KNOWN.classes.name;
            let proper = |i: usize| {
                let t = &doc.tokens[i];
                t.is_word() && !heads(i) && (t.sets & names != 0 || !t.is_listed() && t.is_capitalised() != verb_last)
            };
            let mut signs = near();
            for (sign, on) in [
                (Sign::Unnamed, true),
                (Sign::Noun, c.noun),
                (Sign::SameWord, true),
                (Sign::Introduced, introduced),
                (Sign::Latest, nearest),
                (Sign::Spoke1, c.speaker),
                (Sign::Proper, span.range().take(16).any(proper)),
                (Sign::Shared, !d.words.is_empty()),
            ] {
                set(&mut signs, sign, on);
            }
            nearest = false;
            out.push((c.referent, signs));
            if out.len() > 100 {
                break;
            }
        }
    }

    /// "The agency" for an institution known by its letters, or introduced as one: "the startup X".
    fn is_lettered(&self, d: &Description<'_>, c: &Candidate) -> bool {
        let (doc, span) = (self.doc, c.referent.mention);
        if !d.company || !d.words.is_empty() || !c.speaker || span.len() > 6 {
            return false;
        }
        let lexicon = doc.lexicon_of(d.source.start);
        let named = |i: usize| doc.is(i, KNOWN.organization_name) || lexicon.verb_last() && doc.tokens[i].is_word() && !doc.tokens[i].is_listed();
        span.range().any(named) && !span.range().any(|i| lexicon.offices().has_kind(doc.tokens[i].word))
    }

    /// Whether somebody or something named may be called by a noun that nothing in the text says of it.
    fn may_be_called(&self, id: u32, phrase: &Phrase, words: &[usize], pointed: bool) -> bool {
        let doc = self.doc;
        let entity = &self.cast.entities[id as usize];
        let classes = &KNOWN.classes;
        let former = phrase.main.range().any(|i| doc.is(i, KNOWN.former));
        if matches!(phrase.class, Class::Organization | Class::Media) {
            let place = |i: usize| doc.is(i, KNOWN.place_name | KNOWN.country | KNOWN.demonym);
            // "the regulator" is not the operator: what has been described is called by that; a word for people ("maker") says
            // nothing of an institution
            let kinds = KNOWN.media_noun | KNOWN.organization_noun | KNOWN.company_noun | KNOWN.government_noun;
            let described = entity.described.iter().any(|s| s.range().any(|i| doc.is(i, kinds)));
            // one word of which nothing says whose name it is
            let unclear = doc.tokens[entity.best.start].is_capitalised() || doc.verb_last(entity.best.start) && entity.mentions > 1 && entity.gender == Gender::Unknown;
            let named = entity.body || entity.introduced || entity.speaks && entity.words == 1 && unclear;
            let kind = |i: usize| doc.is(i, KNOWN.organization_noun | KNOWN.government_noun) && doc.tokens[i].sets & (KNOWN.company_noun | classes.name) == 0;
            let outlet = phrase.class == Class::Media;
            let other = entity.media && !outlet || entity.best.range().any(|i| kind(i) || outlet && doc.is(i, KNOWN.organization_name));
            return words.is_empty()
                && named
                && !described
                && !other
                && !entity.best.range().any(|i| doc.lexicon_of(i).offices().has_kind(doc.tokens[i].word))
                && !entity.best.range().all(place)
                && doc.is(phrase.head, KNOWN.company_noun | KNOWN.media_noun);
        }
        // one who is named farther down only is not spoken of yet, save the one whom it is all about
        if self.last[id as usize].is_none() && (self.cast.leading_person != Some(id) || entity.mentions < 2) {
            return false;
        }
        // (a language without capitals has ranks among the words before an office: the deputy inspector is nobody's other name)
        let epithet = doc.is(phrase.head, KNOWN.epithet) || phrase.class == Class::Office && former && !doc.verb_last(phrase.head);
        let noun = doc.is(phrase.head, KNOWN.role_noun) && !doc.is(phrase.head, KNOWN.office);
        // a woman may be a student too: only an office keeps other words away
        let held = entity.described.iter().any(|s| s.range().any(|i| doc.is(i, KNOWN.office | KNOWN.spokesperson)));
        epithet || noun && !held && (pointed || doc.lexicon_of(phrase.head).set(KNOWN.determiner).is_some() || words.is_empty())
    }

    /// Verb-last: whether somebody is told by whose relative or aide he is ("the child's grandmother Ramkali"), by another word
    /// than this.
    fn is_relative(&self, id: u32, head: usize) -> bool {
        let doc = self.doc;
        let owned = |i: usize| i > 0 && doc.is(i - 1, KNOWN.genitive) && doc.is(i, KNOWN.role_noun) && !doc.is(i, KNOWN.office);
        let entity = &self.cast.entities[id as usize];
        let mut told = entity.described.iter().chain([&entity.best]).flat_map(|s| s.range().take(16)).filter(|&i| owned(i)).peekable();
        told.peek().is_some() && told.all(|i| doc.tokens[i].word != doc.tokens[head].word)
    }

    /// Whether description and described differ both ways: the chief minister is not the agriculture minister.
    fn clashes(&self, id: u32, phrase: &Phrase, words: &[usize]) -> bool {
        let doc = self.doc;
        let classes = &KNOWN.classes;
        let entity = &self.cast.entities[id as usize];
        // what stands right before the head, and the places and institutions of the whole description
        let place = KNOWN.place_name | KNOWN.country | KNOWN.organization_name | KNOWN.demonym;
        let beside = |head: usize, start: usize| {
            (head.saturating_sub(3).max(start)..head).rev().take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, classes.function)).last().unwrap_or(head)
        };
        let from = beside(phrase.head, phrase.main.start);
        let own: Vec<usize> = words.iter().copied().filter(|&w| ((from..phrase.head).contains(&w) || doc.is(w, place)) && !entity.best.range().any(|i| doc.alike(i, w))).collect();
        let mut clash = false;
        for span in &entity.described {
            let Some(head) = span.range().rev().find(|&i| doc.tokens[i].word == doc.tokens[phrase.head].word) else {
                let offices = doc.lexicon_of(span.start).offices();
                let party = |i: usize| doc.is(i, KNOWN.organization_name);
                if own.iter().any(|&w| party(w)) && span.range().any(party) && !own.iter().any(|&w| span.range().any(|i| doc.alike(i, w))) {
                    clash = true;
                    continue;
                }
                let mine = own.iter().any(|&w| (!doc.is(w, place) || party(w)) && !span.range().any(|i| doc.alike(i, w)));
                let stands: Vec<u64> = words.iter().map(|&w| doc.tokens[w].word).collect();
                clash |= from < phrase.head && mine && span.range().any(|i| offices.is_kind_of(doc.tokens[i].word, doc.tokens[phrase.head].word, &stands));
                continue;
            };
            // "the builder's lawyer" is not the petitioner's
            let owner = |near: usize| {
                let last = near.checked_sub(2).filter(|&i| doc.is(i + 1, KNOWN.genitive) && doc.tokens[i].is_word())?;
                (!doc.is(last, place | classes.function)).then_some(last)
            };
            if let (Some(mine), Some(theirs)) = (owner(from), owner(beside(head, span.start)))
                && !doc.alike(mine, theirs)
                && doc.is(phrase.head, KNOWN.role_noun)
            {
                clash = true;
                continue;
            }
            let near = beside(head, span.start);
            let theirs = span.range().filter(|&i| ((near..head).contains(&i) || doc.is(i, place)) && !doc.is(i, KNOWN.former | classes.name) && i != head);
            let theirs_alone = theirs.filter(|&i| !own.iter().any(|&w| doc.alike(i, w))).count();
            let mine_alone = own.iter().filter(|&&w| !span.range().any(|i| doc.alike(i, w))).count();
            if theirs_alone == 0 || mine_alone == 0 {
                return false;
            }
            clash = true;
        }
        clash
    }

    /// The entity that was the source of an attribution last.
    fn last_speaker(&self, at: usize) -> Option<u32> {
        self.known.iter().rev().take(60).find(|c| c.speaker && c.at < at && (c.told == 0 || c.told == self.told[at])).and_then(|c| c.referent.entity)
    }

    /// The best of the candidates, if it is better than nobody.
    fn choose(&mut self, attribution: usize, asked: Asked, given: Vec<(Referent, Signs)>) -> Option<(Referent, Signs)> {
        let mut best: Option<(f32, usize)> = None;
        for (number, (_, signs)) in given.iter().enumerate() {
            let score = weigh(asked, signs);
            if score > 0.0 && best.is_none_or(|b| score > b.0) {
                best = Some((score, number));
            }
        }
        if let Some(record) = self.record.as_deref_mut() {
            record.push(Choice { attribution, asked, given: given.iter().map(|(r, s)| (r.mention, *s)).collect() });
        }
        best.map(|(_, number)| given[number])
    }

    /// The noun before "who", or the one whom the sentence before was about.
    fn relative(&mut self, index: usize, source: Tokens) -> Option<Resolved> {
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
                return Some((c.referent, Some("stands_for_relative")));
            }
            // "said Name, 24, from Place, who said": the one who has just spoken
            let comma = source.start > sentence.start && !doc.tokens[source.start - 1].is_word();
            if comma && let Some(c) = self.known.iter().rev().take(8).find(|c| c.speaker && c.at >= sentence.start && c.at < source.start) {
                return Some((c.referent, Some("stands_for_relative")));
            }
            let phrase = crate::phrase::analyse(doc, span);
            if matches!(phrase.class, Class::Unknown | Class::UnclearName)
                && let Some(c) = near
            {
                return Some((c.referent, Some("stands_for_relative")));
            }
            let (kind, sub) = phrase.kind();
            return Some((Referent { mention: span, entity: None, kind, sub, gender: self.gender_of(span), plural: phrase.plural }, Some("stands_for_relative")));
        }
        let given = self.candidates(source.start, &[], &|c| c.referent.kind == Kind::Named || c.speaker && matches!(c.referent.kind, Kind::Anonymous | Kind::Organization));
        self.choose(index, Asked::Person, given).map(|(referent, signs)| (referent, Some(antecedent::reason(Asked::Person, &signs))))
    }

    fn pronoun(&mut self, index: usize, source: Tokens, phrase: &Phrase, found: &Found) -> Option<Resolved> {
        let doc = self.doc;
        let sets = doc.tokens[phrase.head].sets;
        // the verb tells the subject's gender
        let feminine = if found.cue.range().any(|i| ends_with(doc, i, KNOWN.feminine_ending)) { Gender::Feminine } else { Gender::Unknown };
        if sets & (KNOWN.pronoun_first | KNOWN.pronoun_second) != 0 {
            return None;
        }
        let she = sets & KNOWN.pronoun_she != 0;
        let he = sets & KNOWN.pronoun_he != 0;
        let they = sets & KNOWN.pronoun_they != 0;
        let it = sets & KNOWN.pronoun_it != 0;
        let honorific = sets & KNOWN.pronoun_honorific != 0;
        let singular = sets & KNOWN.pronoun_singular != 0;
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
                // a name of which nothing says that it is a person's, and that does nothing, may be a place
                let place = r.entity.is_some_and(|e| !self.cast.entities[e as usize].person && !self.cast.entities[e as usize].speaks) && !c.subject && !c.speaker;
                let shown = r.entity.map_or(Gender::Unknown, |e| self.shown[e as usize]);
                return person && !place && !r.plural && r.gender.agrees(gender) && shown.agrees(gender) && r.sub != Some(SubKind::Vague);
            }
            if honorific {
                let human = r.entity.is_some_and(|e| self.cast.entities[e as usize].person && self.cast.entities[e as usize].lives());
                let people = KNOWN.spokesperson | KNOWN.office | KNOWN.role_noun | KNOWN.role_plural | KNOWN.vague_group;
                if r.kind == Kind::Organization && !human && !r.mention.range().rev().take(3).any(|i| doc.is(i, people)) {
                    return false;
                }
                // "The magistrate formed a committee. He said": who acts
                let acts = c.noun && c.subject && r.kind == Kind::Anonymous && (r.sub == Some(SubKind::Role) || doc.sentence_of(c.at) + 1 >= doc.sentence_of(source.start));
                return r.gender.agrees(feminine) && (c.speaker && !matches!(r.kind, Kind::Document | Kind::Media | Kind::Hearsay) || r.kind == Kind::Named && human || acts);
            }
            if it && !singular && !they {
                // a name that has spoken, and of which nothing says that it is a person's
                let nameless = || r.entity.is_some_and(|e| !self.cast.entities[e as usize].person && r.gender == Gender::Unknown && self.shown[e as usize] == Gender::Unknown);
                return matches!(r.kind, Kind::Organization | Kind::Document | Kind::Media) || c.speaker && r.kind == Kind::Named && nameless();
            }
            if singular {
                let human = c.speaker || r.entity.is_none_or(|e| self.cast.entities[e as usize].person && self.cast.entities[e as usize].lives());
                return r.kind != Kind::Hearsay && !r.plural && human && r.gender.agrees(feminine);
            }
            if they {
                return r.plural || matches!(r.kind, Kind::Organization | Kind::Media) || r.kind == Kind::Document || r.sub == Some(SubKind::Vague);
            }
            person
        };
        // who was called and did not answer stands in the same sentence: by name, or "from the manager" whom no name is known of
        let sentence = doc.sentences[doc.sentence_of(source.start)].tokens;
        let asked = |c: &Candidate| {
            let span = c.referent.mention;
            c.noun && c.referent.kind == Kind::Anonymous && doc.is(span.end, KNOWN.ablative) && self.cast.holders(doc, span.end - 1, span).is_empty()
        };
        let called = (found.stance == crate::attribution::Stance::Declines)
            .then(|| {
                let near = self.known.iter().enumerate().rev().take(40);
                near.filter(|(_, c)| c.at >= sentence.start && c.at < source.start && c.referent.gender.agrees(gender))
                    .find(|(_, c)| c.referent.kind == Kind::Named || asked(c))
                    .map(|(i, _)| i)
            })
            .flatten();
        if let Some(c) = called {
            return Some((self.known[c].referent, Some("stands_for_near")));
        }
        if let Some(referent) = self.correlative(source.start) {
            return referent.map(|r| (r, Some("stands_for_relative")));
        }
        if let Some(referent) = self.author(source.start) {
            return Some((referent, Some("stands_for_near")));
        }
        let given = self.candidates(source.start, &found.content, &fits);
        let asked = if she || he || honorific || singular { Asked::Person } else { Asked::Thing };
        let chosen = self.choose(index, asked, given).map(|(referent, signs)| (referent, Some(antecedent::reason(asked, &signs))));
        // what "it" stands for is no person
        let body = |r: Referent| Referent { kind: if asked == Asked::Thing && it && r.kind == Kind::Named { Kind::Organization } else { r.kind }, ..r };
        let chosen = chosen.map(|(referent, reason)| (body(referent), reason));
        // "both": two who are named together
        let together = |r: &Referent| r.mention.range().any(|i| doc.is(i, KNOWN.conjunction));
        let chosen = chosen.filter(|(referent, _)| sets & KNOWN.number_word == 0 || together(referent));
        if honorific
            && let Some(actor) = self.actor_before(source.start)
            && chosen.is_some_and(|(referent, _)| referent.entity.is_some() && !self.met_in(&referent, doc.sentence_of(source.start) - 1))
        {
            return Some((actor, Some("stands_for_near")));
        }
        chosen
    }

    /// Verb-last: "the report that the bureau gave, according to it …", "those who saw it, they say …": what the relative clause
    /// before the pronoun is about; nobody where it names nothing that speaks.
    fn correlative(&self, at: usize) -> Option<Option<Referent>> {
        let doc = self.doc;
        let sentence = doc.sentences[doc.sentence_of(at)].tokens;
        if !doc.verb_last(at) || at < sentence.start + 3 || doc.tokens[at - 1].mark != Mark::Comma || doc.in_quotation(at) {
            return None;
        }
        let clause = (sentence.start.max(at.saturating_sub(30))..at - 1).rev().take_while(|&i| doc.tokens[i].mark != Mark::Comma);
        let relative = clause.filter(|&i| doc.is(i, KNOWN.relative_pronoun)).last()?;
        // behind a comma it says something of who was named before it
        if relative > sentence.start && !doc.tokens[relative - 1].is_word() {
            return None;
        }
        let classes = &KNOWN.classes;
        let nouns = classes.class & !(KNOWN.place_name | KNOWN.country | KNOWN.demonym);
        let head = (relative + 1..at.min(relative + 4)).take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, classes.case)).find(|&i| doc.is(i, nouns));
        Some(head.map(|head| {
            let span = Tokens::new(relative + 1, head + 1);
            let phrase = crate::phrase::analyse(doc, span);
            let (kind, sub) = phrase.kind();
            Referent { mention: span, entity: None, kind, sub, gender: Gender::Unknown, plural: phrase.plural }
        }))
    }

    /// Verb-last: "X's statement in which he said …": whose statement it is.
    fn author(&self, at: usize) -> Option<Referent> {
        let doc = self.doc;
        let sentence = doc.sentences[doc.sentence_of(at)].tokens;
        if !doc.verb_last(at) || at <= sentence.start || !doc.is(at - 1, KNOWN.relative_pronoun) {
            return None;
        }
        let papers = KNOWN.document_noun | KNOWN.report_noun | KNOWN.claim_noun;
        let owner = self.cast.mentions_in(Tokens::new(sentence.start, at)).iter().rev().take(6).find(|m| {
            let behind = m.name.end;
            doc.is(behind, KNOWN.genitive) && (behind + 1..at.min(behind + 4)).any(|i| doc.is(i, papers))
        })?;
        self.known.iter().rev().take(20).find(|c| c.at == owner.name.start).map(|c| c.referent)
    }

    /// Verb-last: whose act the sentence before tells, where that is one person by office or role of whom no name is known: "The
    /// magistrate formed a committee. He said".
    fn actor_before(&self, at: usize) -> Option<Referent> {
        let doc = self.doc;
        let before = doc.sentence_of(at).checked_sub(1).filter(|&s| doc.sentences[s].block == doc.block_of(at))?;
        let nouns = self.known.iter().rev().take(12).filter(|c| c.at < at && doc.sentence_of(c.at) == before);
        let mut actors =
            nouns.filter(|c| c.noun && c.subject && c.opens && c.told == 0 && !c.quoted && c.referent.kind == Kind::Anonymous && c.referent.sub == Some(SubKind::Role));
        let actor = actors.next().filter(|_| actors.next().is_none())?.referent;
        let span = actor.mention;
        (!actor.plural && self.cast.holders(doc, span.end - 1, span).is_empty()).then_some(actor)
    }

    /// Whether somebody is mentioned in a sentence.
    fn met_in(&self, referent: &Referent, sentence: usize) -> bool {
        let near = self.known.iter().rev().take(40).filter(|c| self.doc.sentence_of(c.at) == sentence);
        near.into_iter().any(|c| c.referent.entity.is_some() && c.referent.entity == referent.entity || c.referent.mention == referent.mention)
    }

    /// Those whom a pronoun at a token may stand for: each once, with what speaks for it; `content` is what the pronoun says.
    fn candidates(&self, at: usize, content: &[Tokens], fits: &dyn Fn(&Candidate) -> bool) -> Vec<(Referent, Signs)> {
        struct Group {
            referent: Referent,
            latest: usize,
            spoke: Option<usize>,
            subject: Option<usize>,
            count: u32,
            reported: bool,
        }
        let doc = self.doc;
        let inside = doc.in_quotation(at);
        let sentence = spoken_from(doc, at);
        let mut groups: Vec<Group> = Vec::new();
        let (mut speaker, mut actor): (Option<usize>, Option<usize>) = (None, None);
        for (index, c) in self.known.iter().enumerate().rev().take(80) {
            if c.at >= at {
                continue;
            }
            let distance = sentence.saturating_sub(doc.sentence_of(c.at));
            if distance > REACH {
                break;
            }
            if !fits(c) {
                continue;
            }
            // "Rao says that Sen denied it. He …": who is only said to speak is not the one who has spoken
            // (what nobody says, "Rao is said to be unhappy", the text tells itself)
            let told = c.told != 0 && c.told != self.told[at] && !self.hearsay[c.told as usize - 1];
            let speaker_here = c.speaker && (!told || distance == 0);
            let reported = !speaker_here && (c.quoted && !inside || told);
            let known = groups.iter_mut().position(|g| g.referent.entity.is_some() && g.referent.entity == c.referent.entity || g.referent.mention == c.referent.mention);
            let number = known.unwrap_or_else(|| {
                groups.push(Group { referent: c.referent, latest: index, spoke: None, subject: None, count: 0, reported: true });
                groups.len() - 1
            });
            let group = &mut groups[number];
            group.count += 1;
            group.reported &= reported;
            if c.acts && distance == 1 && speaker.is_none() {
                actor.get_or_insert(number);
            }
            if speaker_here {
                group.spoke.get_or_insert(distance);
                speaker.get_or_insert(number);
            }
            if c.subject && !reported {
                group.subject.get_or_insert(distance);
            }
        }
        let only = groups.len() == 1;
        let named: Vec<u32> = content.iter().take(4).flat_map(|part| self.cast.mentions_in(*part)).map(|m| m.entity).collect();
        let opens = opens(doc, doc.sentences[doc.sentence_of(at)].tokens.start, at);
        groups
            .iter()
            .enumerate()
            .map(|(number, g)| {
                let c = &self.known[g.latest];
                let r = &g.referent;
                let mut signs: Signs = [0.0; SIGNS];
                signs[Sign::Anybody as usize] = 1.0;
                let distance = sentence.saturating_sub(doc.sentence_of(c.at));
                set(&mut signs, near_sign(distance), true);
                if let Some(spoke) = g.spoke {
                    set(&mut signs, [Sign::Spoke0, Sign::Spoke1, Sign::Spoke2].get(spoke).copied().unwrap_or(Sign::Spoke3), true);
                }
                if let Some(subject) = g.subject {
                    set(&mut signs, [Sign::Subject0, Sign::Subject1].get(subject).copied().unwrap_or(Sign::Subject2), true);
                }
                set(&mut signs, Sign::SpokeLast, speaker == Some(number));
                set(&mut signs, Sign::Latest, number == 0);
                set(&mut signs, Sign::Only, only);
                signs[Sign::Often as usize] = g.count.min(4) as f32 / 4.0;
                set(&mut signs, Sign::SameBlock, doc.block_of(c.at) == doc.block_of(at));
                set(&mut signs, Sign::Gender, r.gender != Gender::Unknown);
                match r.entity {
                    Some(entity) => {
                        let entity = &self.cast.entities[entity as usize];
                        signs[Sign::Prominent as usize] = entity.mentions.min(8) as f32 / 8.0;
                        set(&mut signs, Sign::Person, entity.person);
                        set(&mut signs, Sign::Body, entity.body && !entity.person);
                        // whom an office or a title stands before
                        set(&mut signs, Sign::Acted, actor == Some(number) && !entity.described.is_empty());
                    }
                    None => {
                        set(&mut signs, Sign::Unnamed, true);
                        set(&mut signs, Sign::Person, r.kind == Kind::Anonymous);
                        set(&mut signs, Sign::Body, matches!(r.kind, Kind::Organization | Kind::Media));
                    }
                }
                set(&mut signs, Sign::Noun, c.noun && g.spoke.is_none());
                set(&mut signs, Sign::Reported, g.reported);
                if let Some(holder) = (self.told[at] as usize).checked_sub(1)
                    && let Some(held) = self.result[holder]
                    && (held.entity.is_some() && held.entity == r.entity || held.mention == r.mention)
                {
                    set(&mut signs, if inside { Sign::Quotes } else { Sign::Holds }, true);
                }
                set(&mut signs, Sign::Told, r.entity.is_some_and(|e| named.contains(&e)));
                set(&mut signs, Sign::Together, c.told != 0 && c.told == self.told[at]);
                set(&mut signs, Sign::Parallel, opens && c.opens && c.subject);
                set(&mut signs, Sign::Headline, g.count == 1 && doc.blocks[doc.block_of(c.at)].role == crate::document::Role::Headline);
                (*r, signs)
            })
            .collect()
    }
}

/// The sentence from which a speaker behind a quotation looks back: the one where the quotation begins.
fn spoken_from(doc: &Document<'_>, at: usize) -> usize {
    let sentence = doc.sentence_of(at);
    let start = doc.sentences[sentence].tokens.start;
    if doc.in_quotation(at) || !doc.in_quotation(start) {
        return sentence;
    }
    let open = doc.quotations[doc.quoted[start] as usize - 1].open;
    if open < start && doc.block_of(open) == doc.block_of(at) { doc.sentence_of(open) } else { sentence }
}

/// Whether fewer than three words stand before a token in its sentence.
fn opens(doc: &Document<'_>, start: usize, at: usize) -> bool {
    at < start + 9 && (start..at).filter(|&i| doc.tokens[i].is_word()).count() < 3
}

/// So many sentences before.
fn near_sign(distance: usize) -> Sign {
    [Sign::Near0, Sign::Near1, Sign::Near2, Sign::Near3].get(distance).copied().unwrap_or(Sign::Far)
}

fn set(signs: &mut Signs, sign: Sign, on: bool) {
    signs[sign as usize] = if on { 1.0 } else { 0.0 };
}

/// Whether a word is a compound of another: "district court" written as one word.
fn compound(doc: &Document<'_>, token: usize, head: usize) -> bool {
    let (long, short) = (doc.token_text(token), doc.token_text(head));
    long.len() > short.len() && long.ends_with(short) && short.chars().nth(2).is_some()
}

/// The word that a phrase ends with.
fn doc_word(doc: &Document<'_>, phrase: Tokens) -> u64 {
    doc.tokens[phrase.end - 1].word
}

/// Whether a name has a word in it.
fn name_has(doc: &Document<'_>, name: Tokens, word: u64) -> bool {
    name.range().any(|i| doc.tokens[i].word == word)
}

/// Whether a token ends like a member of a set of endings.
fn ends_with(doc: &Document<'_>, token: usize, endings: u128) -> bool {
    doc.lexicon_of(token).set(endings).is_some_and(|set| {
        let text = doc.token_text(token);
        set.endings_of(text).any(|ending| text.len() > ending.len())
    })
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
    let stops = KNOWN.preposition
        | KNOWN.complementizer
        | KNOWN.conjunction
        | KNOWN.to
        | KNOWN.by
        | KNOWN.auxiliary
        | KNOWN.subordinator
        | KNOWN.ergative
        | KNOWN.dative
        | KNOWN.ablative
        | KNOWN.locative
        | KNOWN.relative_pronoun;
    if lexicon.verb_last() {
        while end > stretch.start && doc.is(end - 1, KNOWN.ergative | KNOWN.dative | KNOWN.genitive | KNOWN.ablative | KNOWN.locative | KNOWN.postposition) {
            end -= 1;
        }
    }
    let mut start = end;
    let verb_last = lexicon.verb_last();
    let classes = &KNOWN.classes;
    let capital = doc.tokens[end - 1].is_capitalised();
    while start > stretch.start && end - start < 10 {
        let t = &doc.tokens[start - 1];
        if !t.is_word() || t.sets & stops != 0 && t.sets & (KNOWN.given_name | KNOWN.surname) == 0 {
            break;
        }
        // before a common noun an unexplained word may be the verb
        let belongs = verb_last
            || start == end
            || t.sets & (classes.class | KNOWN.former | KNOWN.determiner | KNOWN.indefinite | KNOWN.number_word | KNOWN.several | KNOWN.demonym) != 0
            || capital && t.is_capitalised();
        if !belongs {
            break;
        }
        start -= 1;
        if t.sets & (KNOWN.determiner | KNOWN.indefinite) != 0 && !verb_last {
            break;
        }
    }
    (start < end).then(|| Tokens::new(start, end))
}
