//! Who the text names: every mention of a name, gathered to the people and bodies that they are names of.
//!
//! One pass finds the mentions (capitals where the script has them; titles, offices and known names where it has not),
//! a second joins those that share their first and last word, a third hangs short forms on the full ones. Nothing here
//! looks at pairs of mentions, so the cost grows with the text and not with its square.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::numbers::{Lists, Numbers};
use crate::order::InOrder;
use crate::pack::WordOrder;
use crate::phrase::{Class, Phrase};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape, Token};

/// What is known of a person's gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Gender {
    /// Nothing in the text says which.
    #[default]
    Unknown,
    /// By a title, a pronoun or a verb that agrees.
    Feminine,
    /// By a title, a pronoun or a verb that agrees.
    Masculine,
}

impl Gender {
    /// Whether one may stand for the other.
    pub fn agrees(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }
}

/// One place where a name stands.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// The name, without titles.
    pub name: Tokens,
    /// The name with the title or office right before it.
    pub full: Tokens,
    /// Index into [`Cast::entities`].
    pub entity: u32,
    /// It is, or is in, the source of an attribution.
    pub source: bool,
}

/// Somebody or something with a name.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The fullest usual form of the name.
    pub best: Tokens,
    /// How many words that has.
    pub words: usize,
    /// How often the text names it.
    pub mentions: u32,
    /// Its gender, where the text shows one.
    pub gender: Gender,
    /// Something says that it is a person.
    pub person: bool,
    /// Something says that it is an institution.
    pub body: bool,
    /// … an outlet or agency.
    pub media: bool,
    /// Its name stands behind a common noun for an institution: "software company X".
    pub introduced: bool,
    feminine: u32,
    masculine: u32,
    /// Forms of the name: the folded words' hash, how often, where first, how many words, and the first word.
    forms: Vec<(u64, u32, Tokens, usize, u64)>,
    /// The name with its title, where no fuller form of the name itself stands.
    titled: Option<Tokens>,
    /// Where it was mentioned last, while mentions are being joined.
    latest: usize,
    /// The first token of its first mention.
    pub first: usize,
    /// It is, or is in, the source of an attribution.
    pub speaks: bool,
    /// Somewhere a case marker makes it the subject.
    pub acts: bool,
    /// A word for what is no person ("cyclone") stands beside it somewhere.
    thing: bool,
    /// Every word of its fullest form is a frequent name.
    pub usual: bool,
    /// Stretches that say what it is: titles before the name, appositions behind it; a few.
    pub described: Vec<Tokens>,
}

/// A name as it is found, before it is known whose.
#[derive(Clone, Copy)]
struct Raw {
    name: Tokens,
    source: bool,
    body: bool,
    media: bool,
}

/// A pack's words for one office, by their hashes.
#[derive(Default)]
pub struct OfficeNames {
    /// The short name to the long ones, each with a word that must stand beside it, or 0.
    long: Lists<(u64, u64)>,
    /// A long name to the words that may make it one that has a short name.
    beside: Lists<u64>,
    /// Offices that may be the same where more agrees: chief, president.
    like: Lists<u64>,
    /// Who is the one is also the other.
    kinds: Lists<u64>,
}

impl OfficeNames {
    /// Reads a pack's `same-office`.
    pub fn of(lexicon: &Lexicon) -> OfficeNames {
        let mut names = OfficeNames::default();
        let Some(same) = lexicon.set(KNOWN.same_office) else { return names };
        let mut folded = String::new();
        let mut hash = |word: &str| crate::fold::hash_folded(word, &mut folded);
        for member in same.first_words() {
            if let Some((short, long)) = member.split_once('=') {
                let (long, beside) = long.split_once('+').map_or((long, ""), |pair| pair);
                let (long, beside) = (hash(long), if beside.is_empty() { 0 } else { hash(beside) });
                names.long.add(hash(short), (long, beside));
                if beside != 0 {
                    names.beside.add(long, beside);
                }
            } else if let Some((one, other)) = member.split_once('>') {
                names.kinds.add(hash(one), hash(other));
            } else if let Some((one, other)) = member.split_once('~') {
                let (one, other) = (hash(one), hash(other));
                names.like.add(one, other);
                names.like.add(other, other);
            }
        }
        names
    }

    /// Whether the pack says what kind of institution has this word for a name: such a one is called by no other noun.
    pub fn has_kind(&self, word: u64) -> bool {
        self.kinds.get(word).next().is_some()
    }

    /// A word for an office, and its other names that need no word beside them.
    pub fn names(&self, word: u64) -> impl Iterator<Item = u64> {
        self.long.get(word).filter(|l| l.1 == 0).map(|l| l.0).chain([word])
    }

    /// Whether who holds the one office is by that alone called by the other: a prime minister is a minister, not the minister of
    /// something, unless one of the words beside it makes it the long name of the same office.
    pub fn is_kind_of(&self, word: u64, kind: u64, beside: &[u64]) -> bool {
        self.kinds.get(word).any(|k| k == kind) && !self.long.get(word).any(|l| l.0 == kind && (l.1 == 0 || beside.contains(&l.1)))
    }

    /// Whether what is called by one word may be called by the other, whose `names` are given, too: "high court", "court".
    pub fn same(&self, called: u64, names: &[u64]) -> bool {
        self.names(called).chain(self.kinds.get(called)).any(|one| names.contains(&one))
    }
}

/// All names of a text.
pub struct Cast {
    /// In the order of the text.
    pub mentions: Vec<Mention>,
    /// Everybody and everything named, in the order of the first mention.
    pub entities: Vec<Entity>,
    by_word: Lists<u32>,
    /// Who is described by a word, filed under the keys of [`Cast::office_keys`].
    by_office: Lists<(u32, bool)>,
    /// Those whom the text speaks of most.
    pub leading: Vec<u32>,
    /// The person whom it speaks of most.
    pub leading_person: Option<u32>,
    /// The institution, no outlet, that it introduces ("software company X") or else speaks of most.
    pub leading_body: Option<u32>,
    /// Of the words that stand with a capital somewhere those that stand in small letters, too.
    common: Numbers,
    /// For each sentence whether capitals tell no names there.
    shouting: Vec<bool>,
}

/// A word of office leads to so many mentions at most.
const MOST_HOLDERS: usize = 24;

impl Cast {
    /// Gathers the names of a text. `phrases` are the sources, taken apart.
    pub fn gather(doc: &Document<'_>, phrases: &[Option<Phrase>]) -> Cast {
        let mut cast = Cast {
            mentions: Vec::new(),
            entities: Vec::new(),
            by_word: Lists::default(),
            by_office: Lists::default(),
            leading: Vec::new(),
            leading_person: None,
            leading_body: None,
            common: Numbers::with_room((doc.tokens.len() / 16).min(1024)),
            shouting: doc.sentences.iter().map(|s| shouts(doc, s.tokens)).collect(),
        };
        // it is asked for words that stand with a capital somewhere: bits tell most of the others apart
        let mut capitals = [0u64; 32];
        let place = |word: u64| ((word >> 32) as usize % 32, 1 << (word >> 58));
        for token in doc.tokens.iter().filter(|t| t.is_capitalised()) {
            let (at, bit) = place(token.word);
            capitals[at] |= bit;
        }
        let small = doc.tokens.iter().filter(|t| t.shape == Shape::Lower).map(|t| t.word);
        cast.common.extend(small.filter(|&word| capitals[place(word).0] & place(word).1 != 0));
        let mut spans: Vec<Raw> = Vec::new();
        let places = std::cell::OnceCell::new();
        let mut bodies: Vec<(bool, bool)> = Vec::new();
        for phrase in phrases.iter().flatten() {
            if let Some(mut name) = phrase.name
                && matches!(phrase.class, Class::Name | Class::UnclearName | Class::Organization | Class::Media)
            {
                // "Producer Name": the text writes the word small elsewhere
                let names = KNOWN.classes.name;
                while matches!(phrase.class, Class::Name | Class::UnclearName)
                    && name.len() > 1
                    && doc.tokens[name.start].is_capitalised()
                    && cast.is_common(&doc.tokens[name.start])
                    && !doc.is(name.start, names)
                    && doc.tokens[name.start + 1].is_word()
                {
                    name.start += 1;
                }
                name = behind_place(doc, &places, name);
                spans.push(Raw { name, source: true, body: matches!(phrase.class, Class::Organization | Class::Media), media: phrase.class == Class::Media });
            }
        }
        // "X's spokesman": what has a spokesman is an institution
        for phrase in phrases.iter().flatten().filter(|p| p.class == Class::Spokesperson) {
            let lexicon = doc.lexicon_of(phrase.main.start);
            let classes = &KNOWN.classes;
            if lexicon.pack.order != WordOrder::VerbLast || phrase.main.start == 0 || !doc.is(phrase.main.start - 1, KNOWN.genitive) {
                continue;
            }
            let end = phrase.main.start - 1;
            let opens = doc.sentences[doc.sentence_of(end)].tokens.start;
            let plain = |i: usize| {
                let t = &doc.tokens[i];
                (t.is_word() && t.sets & (classes.function | classes.class & !KNOWN.organization_name & !KNOWN.place_name) == 0) || t.mark == Mark::Dash && !t.spaced
            };
            let start = (end.saturating_sub(5).max(opens)..end).rev().take_while(|&i| plain(i)).last().unwrap_or(end);
            if start < end && doc.tokens[start].is_word() && (start..end).any(|i| !doc.tokens[i].is_listed() && doc.tokens[i].is_word()) {
                spans.push(Raw { name: Tokens::new(start, end), source: false, body: true, media: false });
            }
        }
        let attested = cast.attested(doc, phrases);
        let repeated = std::cell::OnceCell::new();
        for block in &doc.blocks {
            let Some(lexicon) = block.lexicon else { continue };
            let finder = Finder { doc, attested: &attested, repeated: &repeated, places: &places, common: &cast.common };
            for (sentence, &shouting) in doc.sentences[block.sentences.clone()].iter().zip(&cast.shouting[block.sentences.clone()]) {
                match lexicon.pack.order {
                    WordOrder::VerbMiddle => finder.capitals(sentence.tokens, shouting, &mut spans),
                    WordOrder::VerbLast => finder.titles_and_names(sentence.tokens, &mut spans),
                }
            }
        }
        // sources first where spans overlap, then the longer
        spans.in_order_of(|r| (r.name.start, !r.source, std::cmp::Reverse(r.name.end)));
        let mut last_end = 0;
        for raw in spans {
            if raw.name.is_empty() || raw.name.start < last_end {
                continue;
            }
            last_end = raw.name.end;
            let full = if raw.body { raw.name } else { titled(doc, raw.name) };
            cast.mentions.push(Mention { name: raw.name, full, entity: u32::MAX, source: raw.source });
            bodies.push((raw.body, raw.media));
        }
        cast.join(doc, &bodies);
        cast
    }

    /// Words that the text itself shows to be names.
    fn attested(&self, doc: &Document<'_>, phrases: &[Option<Phrase>]) -> Numbers {
        let mut out = Numbers::with_room((doc.tokens.len() / 16).min(256));
        // who speaks by one word that nothing else explains
        for phrase in phrases.iter().flatten() {
            if phrase.class == Class::UnclearName
                && let Some(name) = phrase.name
                && name.len() == 1
                && doc.token_text(name.start).chars().count() >= 3
            {
                *out.at(doc.tokens[name.start].word) = 1;
            }
        }
        for (sentence, &shouting) in doc.sentences.iter().zip(&self.shouting) {
            let tokens = sentence.tokens;
            if tokens.is_empty() || shouting {
                continue;
            }
            for index in tokens.range().skip(1) {
                let token = &doc.tokens[index];
                if token.is_word() && token.is_capitalised() && doc.tokens[index - 1].is_word() && !self.is_common(token) {
                    *out.at(token.word) = 1;
                }
            }
        }
        out
    }

    /// Calls `key` with the keys under which a word of office in a description is filed, its own and those of its other names; and
    /// whether they leave no doubt.
    fn office_keys(doc: &Document<'_>, word: u64, span: Tokens, key: &mut dyn FnMut(u64, bool)) {
        let offices = doc.lexicon_of(span.start).offices();
        let has = |beside: u64| span.range().take(12).any(|i| doc.tokens[i].word == beside);
        let names = offices.long.get(word);
        key(word, true);
        for (long, beside) in names.clone() {
            key(if beside == 0 { long } else { crate::fold::mix(long ^ beside) }, true);
        }
        for beside in offices.beside.get(word) {
            if has(beside) {
                key(crate::fold::mix(word ^ beside), true);
            }
        }
        for word in [word].into_iter().chain(names.map(|(long, _)| long)) {
            offices.like.get(word).for_each(|other| key(crate::fold::mix(other ^ 1), false));
        }
    }

    /// Files somebody under a key of office.
    fn file(&mut self, key: u64, entity: u32, same: bool) {
        self.by_office.add_new(key, (entity, same), MOST_HOLDERS);
    }

    fn join(&mut self, doc: &Document<'_>, bodies: &[(bool, bool)]) {
        // a long text names the same people again
        let room = self.mentions.len().min(256);
        (self.by_word, self.by_office) = (Lists::with_room(room), Lists::with_room(room));
        // entities, + 1, by their first and last words
        let mut by_ends = Numbers::with_room(room);
        let counts: Vec<usize> = self.mentions.iter().map(|m| name_words(doc, m.name).count()).collect();
        let mut words: Vec<u64> = Vec::new();
        // the longest first, so that "de Groot" finds "Jan de Groot"
        let mut order: Vec<usize> = (0..self.mentions.len()).filter(|&i| counts[i] >= 2).collect();
        order.in_order_of(|&i| (std::cmp::Reverse(counts[i].min(4)), i));
        for &index in &order {
            words.clear();
            words.extend(name_words(doc, self.mentions[index].name));
            let mention = self.mentions[index];
            let last = words[words.len() - 1];
            let key = crate::fold::mix(words[0] ^ crate::fold::mix(last));
            let entity = match by_ends.get(key).checked_sub(1) {
                Some(entity) => entity,
                None => {
                    // "de Groot" is "Jan de Groot", "Ram Kumar" is "Ram Kumar Sharma"; "the Hill Post" is not "Hill Post via Agency"
                    let outlet = is_outlet(doc, mention.name);
                    let mut fuller = self.by_word.get(last).filter(|&e| {
                        let have = || name_words(doc, self.entities[e as usize].best);
                        let ends_alike = have().next_back() == Some(last) || !outlet && have().next() == Some(words[0]);
                        ends_alike && have().count() > words.len() && words.iter().all(|&word| have().any(|w| w == word))
                    });
                    let fuller = fuller.next().filter(|_| fuller.next().is_none());
                    let entity = fuller.unwrap_or_else(|| {
                        self.entities.push(Entity::new(mention.name, words.len()));
                        (self.entities.len() - 1) as u32
                    });
                    *by_ends.at(key) = entity + 1;
                    for &word in &words {
                        self.by_word.add_new(word, entity, MOST_HOLDERS);
                    }
                    entity
                }
            };
            self.mentions[index].entity = entity;
            let entity = &mut self.entities[entity as usize];
            entity.note(doc, &mention, &words);
            entity.body |= bodies[index].0;
            entity.media |= bodies[index].1;
            entity.first = entity.first.min(mention.name.start);
        }
        self.aliases(doc);
        // for each word that was asked for, 1 where it is nobody's, else the number + 2
        let mut misspelt = Numbers::default();
        let mut spellings: Option<Lists<u32>> = None;
        for index in 0..self.mentions.len() {
            let mention = self.mentions[index];
            if counts[index] == 1 {
                words.clear();
                words.extend(name_words(doc, mention.name));
                let gender = gender_before(doc, mention.full, mention.name);
                // "Reuters" is not the "Thomson Reuters Trust"
                let whole = |&entity: &u32| !is_outlet(doc, mention.name) || name_words(doc, self.entities[entity as usize].best).next_back() == Some(words[0]);
                let mut found = self.choose(words[0], gender, doc, mention.name.start).filter(whole);
                if mention.source && !bodies[index].0 && found.is_none_or(|id| self.entities[id as usize].words == 1) {
                    let answer = misspelt.at(words[0]);
                    if *answer == 0 {
                        *answer = self.misspelt(doc, mention.name.start, spellings.get_or_insert_with(|| self.spellings(doc))).map_or(1, |id| id + 2);
                    }
                    found = answer.checked_sub(2).or(found);
                }
                let entity = found.unwrap_or_else(|| {
                    self.entities.push(Entity::new(mention.name, 1));
                    let entity = (self.entities.len() - 1) as u32;
                    self.by_word.add(words[0], entity);
                    entity
                });
                self.mentions[index].entity = entity;
                let entity = &mut self.entities[entity as usize];
                entity.note(doc, &mention, &words);
                entity.body |= bodies[index].0;
                entity.media |= bodies[index].1;
                entity.first = entity.first.min(mention.name.start);
            }
            if let Some(entity) = self.entities.get_mut(self.mentions[index].entity as usize) {
                entity.latest = index;
            }
        }
        self.mentions.retain(|m| (m.entity as usize) < self.entities.len());
        for entity in &mut self.entities {
            entity.settle(doc);
        }
        for index in 0..self.mentions.len() {
            let mention = self.mentions[index];
            for (word, span) in offices(doc, &mention, self) {
                Cast::office_keys(doc, word, span, &mut |key, same| self.file(key, mention.entity, same));
                for kind in doc.lexicon_of(mention.name.start).offices().kinds.get(word) {
                    self.file(kind, mention.entity, true);
                }
                let described = &mut self.entities[mention.entity as usize].described;
                if described.len() < 6 && !described.contains(&span) {
                    described.push(span);
                }
            }
        }
        // an institution is described by the noun in its name, too
        for id in 0..self.entities.len() as u32 {
            let entity = &self.entities[id as usize];
            if !entity.body || entity.person {
                continue;
            }
            let best = entity.best;
            for index in best.range() {
                let word = doc.tokens[index].word;
                for kind in doc.lexicon_of(index).offices().kinds.get(word) {
                    self.file(kind, id, false);
                }
                if doc.is(index, KNOWN.organization_noun | KNOWN.company_noun | KNOWN.media_noun) {
                    Cast::office_keys(doc, word, best, &mut |key, same| self.file(key, id, same));
                }
            }
        }
        let people = self.most(&|e| e.person);
        let bodies = self.most(&|e| e.body && !e.person);
        let introduced = self.most(&|e| e.introduced && !e.person);
        self.leading_person = people[0];
        self.leading_body = introduced[0].or(bodies[0]);
        self.leading = [people, bodies, introduced].into_iter().flatten().flatten().collect();
    }

    /// Of those of a kind, outlets aside, the two whom the text names most.
    fn most(&self, is: &dyn Fn(&Entity) -> bool) -> [Option<u32>; 2] {
        let mut most: [Option<u32>; 2] = [None; 2];
        let fewer = |place: Option<u32>, entity: &Entity| place.is_none_or(|other| self.entities[other as usize].mentions < entity.mentions);
        for (id, entity) in (0..).zip(&self.entities).filter(|(_, entity)| !entity.media && is(entity)) {
            if fewer(most[0], entity) {
                most = [Some(id), most[0]];
            } else if fewer(most[1], entity) {
                most[1] = Some(id);
            }
        }
        most
    }

    /// Short forms of institutions: letters in brackets behind the name, or the first letters of its words.
    fn aliases(&mut self, doc: &Document<'_>) {
        for index in 0..self.mentions.len() {
            let mention = self.mentions[index];
            if (mention.entity as usize) >= self.entities.len() {
                continue;
            }
            let after = mention.name.end;
            let outlet = doc.tokens.get(after + 1).is_some_and(|t| t.sets & KNOWN.media_name != 0);
            let bracket = !outlet && doc.tokens.get(after).is_some_and(|t| t.mark == Mark::BracketOpen) && doc.tokens.get(after + 2).is_some_and(|t| t.mark == Mark::BracketClose);
            if bracket && doc.tokens[after + 1].is_word() && doc.tokens[after + 1].shape != crate::token::Shape::Number {
                self.by_word.add_new(doc.tokens[after + 1].word, mention.entity, MOST_HOLDERS);
                self.entities[mention.entity as usize].body = true;
            }
            if self.entities[mention.entity as usize].body {
                let letters: String = mention.name.range().filter(|&i| doc.tokens[i].is_capitalised()).filter_map(|i| doc.token_text(i).chars().next()).collect();
                if letters.chars().count() >= 2 {
                    self.by_word.add_new(crate::fold::hash(crate::fold::folded(&letters).as_bytes()), mention.entity, MOST_HOLDERS);
                }
            }
        }
    }

    /// The entity that a single word is the short form of: among those named before, the one named most often.
    fn choose(&self, word: u64, gender: Gender, doc: &Document<'_>, at: usize) -> Option<u32> {
        let list = self.by_word.get(word);
        type Key = (bool, bool, u32, std::cmp::Reverse<usize>, std::cmp::Reverse<u32>);
        let mut best: Option<(Key, u32)> = None;
        for id in list {
            let entity = &self.entities[id as usize];
            if !entity.gender_votes().agrees(gender) {
                continue;
            }
            let ends = name_words(doc, entity.best).next_back() == Some(word) || entity.words > 1 && entity.body;
            let seen = entity.first < at;
            // a headline's short name is that of the one whom the text names first
            let (often, first) = if seen { (entity.mentions, 0) } else { (0, entity.first) };
            let latest = if entity.latest == usize::MAX { u32::MAX } else { u32::MAX - 1 - entity.latest as u32 };
            let key = (ends, seen, often, std::cmp::Reverse(first), std::cmp::Reverse(latest));
            if best.is_none_or(|b| key > b.0) {
                best = Some((key, id));
            }
        }
        best.map(|b| b.1)
    }

    /// Persons with more than one name by the first and last letter of the family name.
    fn spellings(&self, doc: &Document<'_>) -> Lists<u32> {
        let mut out = Lists::default();
        for (id, entity) in (0u32..).zip(&self.entities).filter(|(_, e)| e.words > 1 && !e.body) {
            out.add_new(ends_of(&crate::fold::normal(doc.token_text(entity.best.end - 1))), id, MOST_HOLDERS);
        }
        out
    }

    /// The one person whose family name an unknown word is but for one letter: papers spell a name in two ways. Not where an
    /// ending makes the difference ("the Harlans").
    fn misspelt(&self, doc: &Document<'_>, at: usize, spellings: &Lists<u32>) -> Option<u32> {
        let text = |token: usize| crate::fold::normal(doc.token_text(token));
        let (word, token) = (text(at), &doc.tokens[at]);
        if token.sets & !KNOWN.classes.name != 0 || token.more_sets != 0 || word.chars().nth(3).is_none() {
            return None;
        }
        // one of the two spellings is nobody's else; where too many begin and end so, nobody is told
        let near = spellings.get(ends_of(&word));
        let many = near.clone().count() >= MOST_HOLDERS;
        let mut alike = near.filter(|&id| {
            !many && {
                let family = self.entities[id as usize].best.end - 1;
                (!token.is_listed() || !doc.tokens[family].is_listed()) && one_letter_apart(&word, &text(family))
            }
        });
        alike.next().filter(|_| alike.next().is_none())
    }

    /// The mention that stands in these tokens.
    pub fn mention_in(&self, span: Tokens) -> Option<&Mention> {
        let at = self.mentions.partition_point(|m| m.name.end <= span.start);
        self.mentions.get(at).filter(|m| m.name.start < span.end)
    }

    /// The mentions that begin in these tokens.
    pub fn mentions_in(&self, span: Tokens) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.name.start < span.start);
        let to = self.mentions.partition_point(|m| m.name.start < span.end);
        &self.mentions[from..to.max(from)]
    }

    /// What a mention stands for.
    pub fn entity(&self, mention: &Mention) -> &Entity {
        &self.entities[mention.entity as usize]
    }

    /// Whether the text writes a token's word in small letters too.
    pub fn is_common(&self, token: &Token) -> bool {
        is_common(&self.common, token)
    }

    /// Those with a word in their names.
    pub fn with_word(&self, word: u64) -> impl Iterator<Item = u32> {
        self.by_word.get(word)
    }

    /// Whom the text describes by the word at a token, or by another word for the same office; and whether it is the same
    /// office without doubt.
    pub fn holders(&self, doc: &Document<'_>, head: usize, phrase: Tokens) -> Vec<(u32, bool)> {
        let mut out: Vec<(u32, bool)> = Vec::new();
        Cast::office_keys(doc, doc.tokens[head].word, phrase, &mut |key, _| {
            for (entity, same) in self.by_office.get(key) {
                match out.iter().position(|h| h.0 == entity) {
                    Some(at) => out[at].1 |= same,
                    None if out.len() < MOST_HOLDERS => out.push((entity, same)),
                    None => {}
                }
            }
        });
        out
    }
}

impl Entity {
    fn new(name: Tokens, words: usize) -> Entity {
        Entity {
            best: name,
            words,
            mentions: 0,
            gender: Gender::Unknown,
            person: false,
            body: false,
            media: false,
            introduced: false,
            feminine: 0,
            masculine: 0,
            forms: Vec::new(),
            titled: None,
            latest: usize::MAX,
            first: usize::MAX,
            speaks: false,
            acts: false,
            thing: false,
            usual: false,
            described: Vec::new(),
        }
    }

    fn gender_votes(&self) -> Gender {
        match self.feminine.cmp(&self.masculine) {
            std::cmp::Ordering::Greater => Gender::Feminine,
            std::cmp::Ordering::Less => Gender::Masculine,
            std::cmp::Ordering::Equal => Gender::Unknown,
        }
    }

    fn note(&mut self, doc: &Document<'_>, mention: &Mention, words: &[u64]) {
        self.mentions += 1;
        self.speaks |= mention.source;
        // over an opening quotation mark too
        let mut before = mention.full.start;
        while before > 0 && mention.full.start - before < 2 && doc.tokens[before - 1].is_quote() {
            before -= 1;
        }
        self.body |= before > 0 && doc.is(before - 1, KNOWN.firm_sign);
        self.introduced |= before > 0 && doc.is(before - 1, KNOWN.company_noun) && doc.tokens[before - 1].shape != crate::token::Shape::Capital;
        for index in mention.full.range() {
            let sets = doc.tokens[index].sets;
            // the given name and the title tell; a family name that is somebody's given name does not
            let tells = index < mention.name.start || words.len() == 1 || index + 1 < mention.name.end;
            if tells {
                self.feminine += u32::from(sets & KNOWN.feminine_word != 0) * if index < mention.name.start { 3 } else { 1 };
                self.masculine += u32::from(sets & KNOWN.masculine_word != 0) * if index < mention.name.start { 3 } else { 1 };
            }
            if index < mention.name.start && sets & (KNOWN.office | KNOWN.title | KNOWN.role_noun | KNOWN.spokesperson) != 0 {
                self.person = true;
            }
            if sets & (KNOWN.given_name | KNOWN.surname) != 0 {
                self.person = true;
            }
            if index >= mention.name.start && sets & (KNOWN.organization_noun | KNOWN.organization_name | KNOWN.media_name) != 0 && sets & (KNOWN.given_name | KNOWN.surname) == 0 {
                self.body = true;
            }
        }
        // "Ruritania's defence ministry": what has a ministry is no person
        let end = mention.name.end;
        let behind = doc.tokens.get(end).map_or(0, |t| t.sets);
        let ahead = mention.full.start.checked_sub(1).map_or(0, |i| doc.tokens[i].sets);
        self.acts |= behind & KNOWN.ergative != 0;
        self.thing |= doc.verb_last(self.best.start) && mention.full == mention.name && (behind | ahead) & KNOWN.inanimate != 0;
        if words.len() == 1 && doc.tokens.get(end).is_some_and(|t| !t.spaced && t.sets & KNOWN.auxiliary != 0) {
            self.body |= (end + 1..(end + 4).min(doc.tokens.len())).take_while(|&i| doc.tokens[i].is_word()).any(|i| doc.is(i, KNOWN.government_noun));
        }
        let form = words.iter().fold(0u64, |h, w| crate::fold::mix(h ^ w));
        if let Some(f) = self.forms.iter_mut().find(|f| f.0 == form) {
            f.1 += 1;
        } else if self.forms.len() < 16 {
            self.forms.push((form, 1, mention.name, words.len(), words.first().copied().unwrap_or(0)));
        }
        if self.titled.is_none() && mention.full.start < mention.name.start {
            self.titled = Some(mention.full);
        }
    }

    fn settle(&mut self, doc: &Document<'_>) {
        self.gender = self.gender_votes();
        // the forms that begin like the longest ("Jan Groot" and "Jan P. Groot", not "de Groot"), the usual one of them
        let longest = self.forms.iter().max_by_key(|f| (f.3, std::cmp::Reverse(f.2.start))).map(|f| f.4);
        if let Some(form) = self.forms.iter().filter(|f| f.3 >= 2 && Some(f.4) == longest).max_by_key(|f| (f.1, std::cmp::Reverse(f.2.start))) {
            self.best = form.2;
            self.words = form.3;
        } else if let Some(titled) = self.titled {
            self.best = titled;
        }
        let names = KNOWN.classes.name;
        self.usual = self.words > 1 && self.best.range().all(|i| !doc.tokens[i].is_word() || doc.is(i, names));
        // the pilot is not Mr Pilot
        self.thing |= doc.verb_last(self.best.start) && self.words == 1 && doc.is(self.best.start, KNOWN.role_noun | KNOWN.role_plural);
        self.person &= !self.thing || self.speaks || self.usual || self.titled.is_some();
    }

    /// Whether more than a word that may be a name says that it is a person.
    pub fn lives(&self) -> bool {
        self.speaks || self.acts || self.usual || !self.described.is_empty()
    }
}

/// The words of a name by their hashes, without initials' dots and without the article before it: "The Post" is one word.
pub fn name_words(doc: &Document<'_>, name: Tokens) -> impl DoubleEndedIterator<Item = u64> {
    let article = name.len() > 1 && doc.is(name.start, KNOWN.determiner);
    let first = name.start + usize::from(article);
    doc.tokens[first..name.end.max(first)].iter().filter(|token| token.is_word()).map(|token| token.word)
}

/// A key of a word's first and last letter.
fn ends_of(word: &str) -> u64 {
    let letter = |c: Option<char>| c.map_or(0, |c| u64::from(u32::from(c)));
    crate::fold::mix(letter(word.chars().next()) << 32 | letter(word.chars().next_back()))
}

/// Whether one letter more, less or other makes one of two longer words the other, the first and the last left alone.
fn one_letter_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() < 5 || long.len() - short.len() > 1 || short == long {
        return false;
    }
    let before = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let after = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    before > 0 && after > 0 && before + after + 1 >= long.len()
}

/// Words that "in" or "on" stands right behind somewhere.
fn located(doc: &Document<'_>) -> Numbers {
    let mut words = Numbers::default();
    for index in 1..doc.tokens.len() {
        let before = &doc.tokens[index - 1];
        if !before.is_listed() && before.is_word() && doc.is(index, KNOWN.locative) {
            *words.at(before.word) = 1;
        }
    }
    words
}

/// Verb-last: a name without the place that stands between it and an office ("magistrate Northtown Ram Kumar").
fn behind_place(doc: &Document<'_>, places: &std::cell::OnceCell<Numbers>, name: Tokens) -> Tokens {
    let mut start = name.start;
    let place = |i: usize| {
        let t = &doc.tokens[i];
        t.is_word() && t.sets & KNOWN.classes.name == 0 && (t.sets & KNOWN.place_name != 0 || !t.is_listed() && places.get_or_init(|| located(doc)).has(t.word))
    };
    let led = doc.verb_last(start) && start > 0 && doc.is(start - 1, KNOWN.office | KNOWN.role_noun);
    while led && start + 2 < name.end && (start + 1..name.end).any(|i| doc.is(i, KNOWN.classes.name)) && place(start) {
        start += 1;
    }
    Tokens::new(start, name.end)
}

/// The name with the titles and offices right before it.
fn titled(doc: &Document<'_>, name: Tokens) -> Tokens {
    let sentence = doc.sentences[doc.sentence_of(name.start)].tokens;
    let mut start = name.start;
    while start > sentence.start && name.start - start < 4 {
        let token = &doc.tokens[start - 1];
        // "resident of the village": no title
        let resident = doc.verb_last(name.start) && token.sets & KNOWN.attributive != 0;
        let title = token.sets & (KNOWN.title | KNOWN.office | KNOWN.spokesperson | KNOWN.role_noun | KNOWN.former) != 0 && !resident;
        let dot = token.mark == Mark::Terminator && start - 1 > sentence.start && doc.is(start - 2, KNOWN.title | KNOWN.abbreviation);
        if !(title || dot) {
            break;
        }
        start -= 1;
    }
    while start < name.start && !doc.tokens[start].is_word() {
        start += 1;
    }
    Tokens::new(start, name.end)
}

fn gender_before(doc: &Document<'_>, full: Tokens, name: Tokens) -> Gender {
    for index in full.start..name.start {
        if doc.is(index, KNOWN.feminine_word) {
            return Gender::Feminine;
        }
        if doc.is(index, KNOWN.masculine_word) {
            return Gender::Masculine;
        }
    }
    Gender::Unknown
}

/// See [`Cast::common`]: whether a token's word is written in small letters here or elsewhere.
fn is_common(common: &Numbers, token: &Token) -> bool {
    token.shape == Shape::Lower || common.has(token.word)
}

/// Whether nearly every word of a sentence begins with a capital: capitals tell no names there.
fn shouts(doc: &Document<'_>, sentence: Tokens) -> bool {
    let most = sentence.len() * 3 / 10;
    let (mut words, mut small) = (0, 0);
    for token in doc.tokens[sentence.range()].iter().filter(|t| t.is_word()) {
        words += 1;
        small += usize::from(!token.is_capitalised());
        // (most sentences show it by their first words)
        if small > most {
            return false;
        }
    }
    if words < 5 || small * 10 > words * 3 {
        return false;
    }
    // "Minister Ann Tull met President Joe Rao on Sunday": a verb in small letters stands in no headline written like that
    let function = KNOWN.classes.function;
    let plain = |i: usize| doc.tokens[i].shape == Shape::Lower && doc.tokens[i].sets & function == 0;
    !sentence.range().any(plain)
}

/// Words of office that stand with a mention, and the stretch that describes its holder.
fn offices(doc: &Document<'_>, mention: &Mention, cast: &Cast) -> Vec<(u64, Tokens)> {
    let lexicon = doc.lexicon_of(mention.name.start);
    let classes = &KNOWN.classes;
    let number = doc.sentence_of(mention.name.start);
    let sentence = doc.sentences[number].tokens;
    let offices = KNOWN.office | KNOWN.title | KNOWN.role_noun | KNOWN.spokesperson | KNOWN.epithet | KNOWN.organization_noun | KNOWN.media_noun | KNOWN.company_noun;
    let mut start = mention.name.start;
    if start > sentence.start && doc.tokens[start - 1].is_quote() {
        start -= 1;
    }
    let shouting = cast.shouting[number];
    while start > sentence.start && mention.name.start - start < 9 {
        let token = &doc.tokens[start - 1];
        let links = token.sets & KNOWN.genitive != 0 || token.mark == Mark::Terminator && !token.spaced;
        let stops = !token.is_word() && !links || token.sets & classes.function != 0 && !links && token.sets & (offices | KNOWN.former) == 0;
        // "the chair dismisses Name": what stands right before a name is no verb
        let verb = lexicon.pack.order == WordOrder::VerbMiddle
            && start == mention.name.start
            && token.is_word()
            && (!token.is_capitalised() || shouting)
            && token.sets & (offices | KNOWN.former | KNOWN.demonym | KNOWN.title) == 0;
        if stops || verb {
            break;
        }
        start -= 1;
    }
    let before = Tokens::new(start, mention.name.start);
    let mut out = Vec::new();
    // only what stands after the last genitive is the holder's own office
    let own = before.range().rev().take_while(|&i| !doc.is(i, KNOWN.genitive) || doc.is(i, offices)).last().unwrap_or(before.end);
    for index in own..before.end {
        // "Producer Name": a word in capitals before the name that the text writes small elsewhere says what one is, too
        let noun = index + 1 == before.end && doc.tokens[index].is_capitalised() && cast.is_common(&doc.tokens[index]) && !doc.is(index, classes.function);
        if doc.is(index, offices) || noun {
            out.push((doc.tokens[index].word, before));
        }
    }
    // "an attorney for the fund, Name"
    if lexicon.pack.order == WordOrder::VerbMiddle && mention.name.start > sentence.start + 2 && doc.tokens[mention.name.start - 1].mark == Mark::Comma {
        let mut from = mention.name.start - 1;
        while from > sentence.start && mention.name.start - from < 10 && doc.tokens[from - 1].is_word() {
            from -= 1;
            // "counsel for the tenant, Name" is not the tenant
            let of_another = from > sentence.start + 1 && doc.is(from - 1, KNOWN.preposition) && doc.tokens[from - 2].is_word();
            if (doc.is(from, KNOWN.determiner | KNOWN.indefinite) || doc.is(from, classes.pronoun)) && !of_another {
                break;
            }
        }
        let span = Tokens::new(from, mention.name.start - 1);
        if let Some(head) = span.range().find(|&i| doc.is(i, offices)) {
            out.push((doc.tokens[head].word, span));
        }
    }
    // "Name, chief economist of the fund," and "Name (chief)"
    let after = mention.name.end;
    if lexicon.pack.order == WordOrder::VerbMiddle && after < sentence.end && doc.tokens[after].mark == Mark::Comma {
        let mut end = after + 1;
        let stop = |i: usize| matches!(doc.tokens[i].mark, Mark::Comma | Mark::BracketOpen | Mark::Dash) && (doc.tokens[i].mark != Mark::Dash || doc.tokens[i].spaced);
        while end < sentence.end && end < after + 9 && !stop(end) && doc.tokens[end].sets & KNOWN.relative_pronoun == 0 {
            end += 1;
        }
        // "Phil Gage, said the inspector …": a verb, nothing that he is
        let none = classes.class | classes.function | KNOWN.former;
        let verb =
            after + 2 < end && doc.tokens[after + 1].shape == Shape::Lower && doc.tokens[after + 1].sets & none == 0 && doc.is(after + 2, KNOWN.determiner | classes.pronoun);
        let span = Tokens::new(after + 1, if verb { after + 1 } else { end });
        for index in span.range() {
            if doc.tokens[index].sets & KNOWN.preposition != 0 {
                break;
            }
            if doc.is(index, offices) {
                out.push((doc.tokens[index].word, span));
            }
        }
    }
    out
}

/// A name that ends with an outlet's.
fn is_outlet(doc: &Document, name: Tokens) -> bool {
    doc.is(name.end - 1, KNOWN.media_name | KNOWN.media_noun) && doc.tokens[name.end - 1].is_capitalised()
}

struct Finder<'a, 'p> {
    doc: &'a Document<'p>,
    /// Words that the text itself shows to be names: in capitals where nothing asks for one; alone as somebody who speaks.
    attested: &'a Numbers,
    /// How often each word stands in the text; counted when it is asked for.
    repeated: &'a std::cell::OnceCell<Numbers>,
    /// Words that "in" or "on" stands right behind somewhere; found when it is asked for.
    places: &'a std::cell::OnceCell<Numbers>,
    /// Words that the text writes small somewhere.
    common: &'a Numbers,
}

impl Finder<'_, '_> {
    /// Runs of words in capitals: names, and institutions where a word of theirs says so. `shouting` is a headline in title case:
    /// capitals say nothing there.
    fn capitals(&self, sentence: Tokens, shouting: bool, out: &mut Vec<Raw>) {
        let doc = self.doc;
        let mut index = sentence.start;
        let institution = KNOWN.organization_name | KNOWN.organization_noun | KNOWN.organization_suffix | KNOWN.media_name | KNOWN.media_noun;
        let class = |i: usize| {
            let t = &doc.tokens[i];
            t.is_word() && t.is_capitalised() && t.sets & institution != 0 && t.sets & (KNOWN.classes.name | KNOWN.office | KNOWN.role_plural) == 0
        };
        while index < sentence.end {
            if !doc.tokens[index].is_capitalised() || !self.part(index) && !class(index) {
                index += 1;
                continue;
            }
            let start = index;
            let mut end = index + 1;
            let mut body = class(index);
            while end < sentence.end && end - start < 9 {
                let t = &doc.tokens[end];
                let dot = t.mark == Mark::Terminator && !t.spaced && t.span.len() == 1 && doc.tokens[end - 1].span.len() <= 2 && end + 1 < sentence.end;
                let particle = t.sets & KNOWN.name_particle != 0 && end + 1 < sentence.end && self.part(end + 1);
                // "University of New Hampshire", "Committee for a Responsible Budget"
                let joins = body
                    && t.sets & KNOWN.preposition != 0
                    && !t.is_capitalised()
                    && end + 1 < sentence.end
                    && doc.tokens[end + 1].is_capitalised()
                    && doc.is(end - 1, institution)
                    // (nor a picture's way: "The Hill Post via Reuters")
                    && !doc.is(end + 1, KNOWN.time_word | KNOWN.media_name);
                // "Institute of" nothing is no name: the place belongs to it
                let place = end > start && doc.is(end, KNOWN.place_name | KNOWN.country) && t.is_capitalised() && body && doc.is(end - 1, KNOWN.preposition);
                let inside = class(end) && !doc.is(start, KNOWN.classes.name);
                // "National Drivers' Union": a word for people inside the name of what is theirs
                let theirs =
                    t.is_word() && t.is_capitalised() && t.sets & (KNOWN.role_plural | KNOWN.vague_group | KNOWN.demonym) != 0 && (end + 1..(end + 3).min(sentence.end)).any(class)
                        || !t.is_word() && !t.spaced && t.span.len() <= 3 && t.is_quote() && end + 1 < sentence.end && class(end + 1) && doc.tokens[end + 1].spaced;
                // behind a given name any capital belongs to it ("Ann Power", "Ann May")
                let family = doc.is(end - 1, KNOWN.given_name)
                    && t.is_word()
                    && t.is_capitalised()
                    && t.sets & (KNOWN.determiner | KNOWN.preposition | KNOWN.conjunction | KNOWN.office | KNOWN.role_plural) == 0;
                if self.part(end) || dot || particle || joins || place || inside || theirs || family {
                    body |= inside;
                    end += 1;
                } else {
                    break;
                }
            }
            while end > start && (!doc.tokens[end - 1].is_word() || doc.is(end - 1, KNOWN.preposition) && !doc.tokens[end - 1].is_capitalised()) {
                end -= 1;
            }
            index = end.max(start + 1);
            let count = end - start;
            let given = (start..end).any(|i| doc.is(i, KNOWN.given_name));
            let known = body || (start..end).any(|i| doc.is(i, KNOWN.classes.name));
            // "Union Mines Minister": the office's, not an institution
            if body
                && end < sentence.end
                && doc.is(end, KNOWN.office | KNOWN.title)
                && doc.tokens[end].is_capitalised()
                && !doc.is(start, KNOWN.organization_name | KNOWN.media_name)
            {
                continue;
            }
            // a single word for an institution is no name of one
            if body && count == 1 && !doc.is(start, KNOWN.organization_name | KNOWN.media_name) {
                continue;
            }
            let mut from = start;
            let opens = start == sentence.start || !doc.tokens[start - 1].is_word();
            // "Producer Name": the text writes the word small elsewhere
            while !body && from + 1 < end && is_common(self.common, &doc.tokens[from]) && !doc.is(from, KNOWN.classes.name | KNOWN.initial) && doc.tokens[from + 1].is_word() {
                from += 1;
            }
            // one unexplained word at the start of a sentence may be any word
            let owns = doc.tokens.get(end).is_some_and(|t| !t.spaced && t.sets & KNOWN.auxiliary != 0);
            // … save one that is written so elsewhere and begins no dateline
            let dateline = doc.tokens.get(end + 1).is_none_or(|t| t.is_capitalised() || t.sets & KNOWN.time_word != 0) || doc.tokens[end].mark == Mark::Colon;
            let attested = self.attested.has(doc.tokens[start].word) && !is_common(self.common, &doc.tokens[start]);
            if count == 1 && !known && opens && !owns && (!attested || end >= sentence.end || dateline) {
                continue;
            }
            // a headline in capitals: what the text has as a name elsewhere, in one piece
            if shouting && !body {
                let named = |i: usize| doc.is(i, KNOWN.classes.name) || self.attested.has(doc.tokens[i].word);
                let Some(first) = (start..end).find(|&i| named(i)) else { continue };
                from = first;
                end = (first..end).find(|&i| doc.tokens[i].is_word() && !named(i)).unwrap_or(end);
            }
            // "Harbour Board Director Ann Tull" begins with a body and goes on with a person: only the person is here
            if body
                && given
                && let Some(person) = (start..end).find(|&i| doc.is(i, KNOWN.given_name)).filter(|&i| !(i..end).any(class))
            {
                from = person;
                body = false;
            }
            let media = body && (start..end).any(|i| doc.is(i, KNOWN.media_name) && doc.tokens[i].is_capitalised());
            // "the Israel Defence Forces (IDF)": the letters in brackets tell that the country belongs to it
            let letters = doc.tokens.get(end + 1).filter(|_| doc.tokens[end].mark == Mark::BracketOpen && from > sentence.start);
            if let Some(letters) = letters.filter(|t| body && t.shape == Shape::Upper)
                && doc.is(from - 1, KNOWN.place_name | KNOWN.country | KNOWN.demonym)
                && doc.tokens[from - 1].is_capitalised()
                && letters.span.of(&doc.text).starts_with(doc.token_text(from - 1).chars().next().unwrap_or(' '))
            {
                from -= 1;
            }
            body |= count == 1 && start > sentence.start && doc.is(start - 1, KNOWN.organization_noun) && !doc.tokens[start - 1].is_capitalised();
            out.push(Raw { name: Tokens::new(from, end), source: false, body, media });
        }
    }

    /// Whether a word stands in three places or more.
    fn repeated(&self, word: u64) -> bool {
        let times = self.repeated.get_or_init(|| {
            let mut times = Numbers::with_room((self.doc.tokens.len() / 2).min(4096));
            self.doc.tokens.iter().for_each(|t| *times.at(t.word) += 1);
            times
        });
        times.get(word) >= 3
    }

    fn part(&self, index: usize) -> bool {
        let t = &self.doc.tokens[index];
        if !t.is_word() || !t.is_capitalised() || t.sets & KNOWN.classes.function != 0 && t.sets & KNOWN.classes.name == 0 {
            return false;
        }
        // "Sen." before a name
        if t.sets & KNOWN.title != 0 && self.doc.tokens.get(index + 1).is_some_and(|n| n.mark == Mark::Terminator && !n.spaced) {
            return false;
        }
        t.sets & KNOWN.classes.name != 0
            || t.sets & (KNOWN.classes.class | KNOWN.former | KNOWN.organization_suffix | KNOWN.demonym | KNOWN.epithet) == 0
            || t.sets & KNOWN.initial != 0
    }

    /// Names after a title or office, and known names with their neighbours.
    fn titles_and_names(&self, sentence: Tokens, out: &mut Vec<Raw>) {
        let doc = self.doc;
        let mut index = sentence.start;
        while index < sentence.end {
            let t = &doc.tokens[index];
            let titled = index > sentence.start && doc.is(index - 1, KNOWN.title | KNOWN.office | KNOWN.spokesperson)
                || index > sentence.start + 1 && doc.tokens[index - 1].mark == Mark::Terminator && doc.is(index - 2, KNOWN.title);
            // "in software company X": an unknown word between an institution's noun and a case marker
            let quote = index > sentence.start + 1 && doc.tokens[index - 1].is_quote();
            let noun = index - usize::from(quote);
            let behind = noun > sentence.start
                && doc.is(noun - 1, KNOWN.media_noun | KNOWN.company_noun)
                && !doc.is(noun - 1, KNOWN.report_noun | KNOWN.document_noun & !KNOWN.company_noun)
                && (self.nameable(index) || quote && t.is_word());
            if behind {
                let end = if index + 1 < sentence.end && (self.nameable(index + 1) || quote && doc.tokens[index + 1].is_word()) { index + 2 } else { index + 1 };
                // "company X's director" is enough; else the name comes again
                let led = end + 1 < sentence.end && doc.is(end, KNOWN.genitive) && doc.is(end + 1, KNOWN.office | KNOWN.spokesperson);
                let again = quote || led || (index..end).any(|i| self.repeated(doc.tokens[i].word));
                if again && end < sentence.end && (doc.is(end, KNOWN.classes.case) || quote && doc.tokens[end].is_quote()) && !(index..end).any(|i| doc.is(i, KNOWN.classes.name)) {
                    out.push(Raw { name: Tokens::new(index, end), source: false, body: true, media: doc.is(noun - 1, KNOWN.media_noun) });
                    index = end;
                    continue;
                }
            }
            // a party, an agency, a company by its name; "Ratan Tata" is a person
            if !titled && self.institution(index) && (index == sentence.start || !doc.is(index - 1, KNOWN.classes.name) && !self.attested.has(doc.tokens[index - 1].word)) {
                let end = (index..sentence.end).find(|&i| !self.institution(i)).unwrap_or(sentence.end);
                let person = (index..end).any(|i| doc.is(i, KNOWN.classes.name)) || end < sentence.end && doc.is(end, KNOWN.classes.name);
                if end > index + 1 || !person {
                    out.push(Raw { name: Tokens::new(index, end), source: false, body: true, media: false });
                    index = end;
                    continue;
                }
            }
            // "X Group", of what is called X elsewhere
            let known_short = t.is_word() && self.nameable(index) && t.sets & KNOWN.classes.name == 0 && self.attested.has(t.word);
            if known_short && index + 1 < sentence.end && doc.is(index + 1, KNOWN.company_noun | KNOWN.organization_suffix) && !titled {
                out.push(Raw { name: Tokens::new(index, index + 2), source: false, body: true, media: false });
                index += 2;
                continue;
            }
            // two or three unexplained words that open a clause and do something
            let opens = index == sentence.start || !doc.tokens[index - 1].is_word() || doc.is(index - 1, KNOWN.clause_opener | KNOWN.conjunction);
            if opens && self.nameable(index) {
                let end = (index..sentence.end.min(index + 4)).find(|&i| !self.nameable(i)).unwrap_or(index);
                if end >= index + 2 && end < sentence.end && doc.is(end, KNOWN.ergative) {
                    out.push(Raw { name: Tokens::new(index, end), source: false, body: false, media: false });
                    index = end;
                    continue;
                }
            }
            let own = |i: usize| doc.is(i, KNOWN.classes.name) || self.attested.has(doc.tokens[i].word) && self.nameable(i);
            let seed = own(index) && t.is_word();
            let initial = t.sets & KNOWN.initial != 0 && titled && index + 1 < sentence.end;
            if !(seed || initial || titled && self.nameable(index)) {
                index += 1;
                continue;
            }
            let mut start = index;
            // a given name that no set knows stands before a known family name
            if seed && !titled && t.sets & KNOWN.given_name == 0 && start > sentence.start && self.nameable(start - 1) && out.last().is_none_or(|o| o.name.end < start) {
                start -= 1;
                // "Ram Vichar Netam": the word between may be any word
                if start > sentence.start && doc.is(start - 1, KNOWN.given_name) && out.last().is_none_or(|o| o.name.end < start) {
                    start -= 1;
                }
            }
            // initials before a family name, of somebody without a title
            while seed && start > sentence.start + 1 && doc.tokens[start - 1].mark == Mark::Terminator && doc.is(start - 2, KNOWN.initial) {
                start -= 2;
            }
            let mut end = index + 1;
            while end < sentence.end && end - start < 6 {
                let t = &doc.tokens[end];
                let dot = t.mark == Mark::Terminator && doc.is(end - 1, KNOWN.initial | KNOWN.abbreviation) && end + 1 < sentence.end;
                let initial = t.sets & KNOWN.initial != 0 && t.sets & KNOWN.classes.case == 0;
                // a common word between a given name and a family name is part of the name
                let inner = doc.is(end - 1, KNOWN.given_name)
                    && t.is_word()
                    && t.sets & KNOWN.classes.function == 0
                    && end + 1 < sentence.end
                    && (doc.is(end + 1, KNOWN.surname) || self.attested.has(doc.tokens[end + 1].word) && self.nameable(end + 1));
                if dot || self.nameable(end) || initial || inner {
                    end += 1;
                } else {
                    break;
                }
            }
            while end > start && !doc.tokens[end - 1].is_word() {
                end -= 1;
            }
            // an unexplained word behind a known name belongs to it only before a case marker or a mark
            let verb = KNOWN.auxiliary | KNOWN.light_verb | KNOWN.passive_auxiliary | KNOWN.copula;
            let closed = end >= sentence.end
                || !doc.tokens[end].is_word()
                || doc.is(end, KNOWN.classes.case | KNOWN.conjunction | KNOWN.honorific)
                || doc.is(end, KNOWN.classes.function | KNOWN.classes.class) && !doc.is(end, verb)
                || doc.is(end, KNOWN.everyday);
            // "Indra Mohan surprised not is": behind a whole name and before "not", the word says what he is not
            let whole = doc.is(end, KNOWN.negation) && (start..end).filter(|&i| own(i)).count() >= 2;
            if !closed || whole {
                let known = (start..end).rev().find(|&i| own(i));
                match known {
                    // behind a title a given name alone is half a name
                    Some(last) if titled && last == start && doc.is(last, KNOWN.given_name) && last + 2 < end => end = last + 2,
                    Some(last) => end = last + 1,
                    None if doc.is(index - 1, KNOWN.title) && end - start >= 2 => end = start + 2,
                    None => {
                        index = end;
                        continue;
                    }
                }
            }
            index = end;
            let known = (start..end).any(own);
            // "who" is a name too ("Joe"), but only before another, and where an office or a case marker of a subject tells
            let acts = end < sentence.end && doc.is(end, KNOWN.ergative);
            if doc.is(start, KNOWN.classes.function) && !(start + 1..end).any(|i| own(i) && (titled || acts)) {
                continue;
            }
            // after an office an unknown word is a name where it does something or is a whole name
            if known || acts || titled && end - start >= 2 {
                out.push(Raw { name: behind_place(doc, self.places, Tokens::new(start, end)), source: false, body: false, media: false });
            }
        }
    }

    /// A word of an institution's name.
    fn institution(&self, index: usize) -> bool {
        let sets = self.doc.tokens[index].sets;
        sets & KNOWN.organization_name != 0 && sets & KNOWN.classes.function & !KNOWN.kicker == 0
    }

    fn nameable(&self, index: usize) -> bool {
        let t = &self.doc.tokens[index];
        t.is_word()
            && t.shape != crate::token::Shape::Number
            && t.sets & KNOWN.demonym == 0
            && (t.sets & !(KNOWN.place_name | KNOWN.country | KNOWN.initial | KNOWN.feminine_word | KNOWN.masculine_word) == 0 || t.sets & KNOWN.classes.name != 0)
    }
}
