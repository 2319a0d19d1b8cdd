//! Who the text names: every mention of a name, gathered to the people and bodies that they are names of.
//!
//! One pass finds the mentions (capitals where the script has them; titles, offices and known names where it has not),
//! a second joins those that share their first and last word, a third hangs short forms on the full ones. Nothing here
//! looks at pairs of mentions, so the cost grows with the text and not with its square.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::document::Document;
use crate::lexicon::{Identity, Known};
use crate::pack::WordOrder;
use crate::phrase::{Class, Classes, Phrase};
use crate::span::Tokens;
use crate::token::Mark;

type Words<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// What is known of a person's gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Gender {
    #[default]
    Unknown,
    Feminine,
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
    pub mentions: u32,
    pub gender: Gender,
    /// Something says that it is a person.
    pub person: bool,
    /// Something says that it is an institution.
    pub body: bool,
    feminine: u32,
    masculine: u32,
    /// Forms of the name: the folded words' hash, how often, and where first.
    forms: Vec<(u64, u32, Tokens, usize)>,
    /// The name with its title, where no fuller form of the name itself stands.
    titled: Option<Tokens>,
    /// Where it was mentioned last, while mentions are being joined.
    latest: usize,
}

/// All names of a text.
pub struct Cast {
    /// In the order of the text.
    pub mentions: Vec<Mention>,
    pub entities: Vec<Entity>,
    by_word: Words<Vec<u32>>,
    /// Mentions by the words of office before or behind their names.
    by_office: Words<Vec<(u32, Tokens)>>,
}

/// A word of office leads to so many mentions at most.
const MOST_HOLDERS: usize = 64;

impl Cast {
    /// Gathers the names of a text. `phrases` are the sources, taken apart.
    pub fn gather(doc: &Document<'_>, phrases: &[Option<Phrase>]) -> Cast {
        let mut cast = Cast { mentions: Vec::new(), entities: Vec::new(), by_word: Words::default(), by_office: Words::default() };
        let mut spans: Vec<(Tokens, bool, bool)> = Vec::new();
        for phrase in phrases.iter().flatten() {
            if let Some(name) = phrase.name
                && matches!(phrase.class, Class::Name | Class::UnclearName | Class::Organization)
            {
                spans.push((name, true, phrase.class == Class::Organization));
            }
        }
        for block in &doc.blocks {
            let Some(lexicon) = block.lexicon else { continue };
            let classes = Classes::of(&lexicon.known);
            let finder = Finder { doc, k: &lexicon.known, c: &classes };
            for sentence in &doc.sentences[block.sentences.clone()] {
                match lexicon.pack.order {
                    WordOrder::VerbMiddle => finder.capitals(sentence.tokens, &mut spans),
                    WordOrder::VerbLast => finder.titles_and_names(sentence.tokens, &mut spans),
                }
            }
        }
        // sources first where spans overlap, then the longer
        spans.sort_by_key(|(t, source, _)| (t.start, !*source, std::cmp::Reverse(t.end)));
        let mut last_end = 0;
        for (name, source, body) in spans {
            if name.is_empty() || name.start < last_end {
                continue;
            }
            last_end = name.end;
            let full = titled(doc, name);
            cast.mentions.push(Mention { name, full, entity: u32::MAX, source });
            if body {
                // remembered below through the entity
                cast.mentions.last_mut().map(|m| m.entity = u32::MAX - 1);
            }
        }
        cast.join(doc);
        cast
    }

    fn join(&mut self, doc: &Document<'_>) {
        let mut by_ends: HashMap<(u64, u64), u32> = HashMap::new();
        for index in 0..self.mentions.len() {
            let mention = self.mentions[index];
            let body = mention.entity == u32::MAX - 1;
            let words = name_words(doc, mention.name);
            if words.len() >= 2 {
                let key = (words[0], words[words.len() - 1]);
                let entity = *by_ends.entry(key).or_insert_with(|| {
                    self.entities.push(Entity::new(mention.name, words.len()));
                    (self.entities.len() - 1) as u32
                });
                for &word in &words {
                    let list = self.by_word.entry(word).or_default();
                    if list.len() < MOST_HOLDERS && !list.contains(&entity) {
                        list.push(entity);
                    }
                }
                self.mentions[index].entity = entity;
                let entity = &mut self.entities[entity as usize];
                entity.note(doc, &mention, &words);
                entity.body |= body;
                entity.latest = index;
            }
        }
        for entity in &mut self.entities {
            entity.latest = usize::MAX;
        }
        for index in 0..self.mentions.len() {
            let mention = self.mentions[index];
            let body = mention.entity == u32::MAX - 1;
            let words = name_words(doc, mention.name);
            if words.len() == 1 {
                let gender = gender_before(doc, mention.full, mention.name);
                let found = self.choose(words[0], gender, doc);
                let entity = found.unwrap_or_else(|| {
                    self.entities.push(Entity::new(mention.name, 1));
                    let entity = (self.entities.len() - 1) as u32;
                    self.by_word.entry(words[0]).or_default().push(entity);
                    entity
                });
                self.mentions[index].entity = entity;
                let entity = &mut self.entities[entity as usize];
                entity.note(doc, &mention, &words);
                entity.body |= body;
            }
            if let Some(entity) = self.entities.get_mut(self.mentions[index].entity as usize) {
                entity.latest = index;
            }
        }
        self.mentions.retain(|m| (m.entity as usize) < self.entities.len());
        for entity in &mut self.entities {
            entity.settle();
        }
        for (index, mention) in self.mentions.iter().enumerate() {
            for (word, span) in offices(doc, mention) {
                let list = self.by_office.entry(word).or_default();
                if list.len() < MOST_HOLDERS {
                    list.push((index as u32, span));
                }
            }
        }
    }

    /// The entity that a single word is the short form of: the one mentioned last so far, else the one most often.
    fn choose(&self, word: u64, gender: Gender, doc: &Document<'_>) -> Option<u32> {
        let list = self.by_word.get(&word)?;
        let mut best: Option<(bool, bool, usize, u32, u32)> = None;
        for &id in list {
            let entity = &self.entities[id as usize];
            if !entity.gender_votes().agrees(gender) {
                continue;
            }
            let ends = name_words(doc, entity.best).last() == Some(&word);
            let seen = entity.latest != usize::MAX;
            let key = (ends, seen, if seen { entity.latest } else { 0 }, entity.mentions, id);
            if best.is_none_or(|b| key > b) {
                best = Some(key);
            }
        }
        best.map(|b| b.4)
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

    pub fn entity(&self, mention: &Mention) -> &Entity {
        &self.entities[mention.entity as usize]
    }

    /// Who holds the office that a phrase names, where the text leaves no doubt: the holder whose description shares
    /// most words with the phrase; of equals the one mentioned last before it.
    pub fn holder(&self, doc: &Document<'_>, head: usize, phrase: Tokens) -> Option<u32> {
        let list = self.by_office.get(&doc.tokens[head].word)?;
        let known = &doc.lexicon_of(head).known;
        let classes = Classes::of(known);
        let mut best: Option<(i32, i64, u32)> = None;
        let mut doubt = false;
        for &(mention, span) in list {
            let m = &self.mentions[mention as usize];
            if m.name.start >= phrase.start && m.name.start < phrase.end {
                continue;
            }
            let mut score = 0i32;
            for index in phrase.range().take(12) {
                let token = &doc.tokens[index];
                if index == head || !token.is_word() || token.sets & classes.function != 0 {
                    continue;
                }
                score += if span.range().any(|i| doc.tokens[i].word == token.word) { 2 } else { -1 };
            }
            // an office held by this one that the phrase does not speak of: "the minister" for "the prime minister"
            let near = if m.name.start < phrase.start { -((phrase.start - m.name.start) as i64) } else { -1_000_000 - (m.name.start - phrase.start) as i64 };
            let key = (score, near, m.entity);
            match best {
                Some(b) if (key.0, key.1) <= (b.0, b.1) => doubt |= key.0 == b.0 && key.2 != b.2,
                Some(b) => {
                    doubt = key.0 == b.0 && key.2 != b.2 || doubt && key.0 == b.0;
                    best = Some(key);
                }
                None => best = Some(key),
            }
        }
        let (score, near, entity) = best?;
        // two holders alike: only the one just mentioned
        if score < 0 || doubt && near < -60 {
            return None;
        }
        Some(entity)
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
            feminine: 0,
            masculine: 0,
            forms: Vec::new(),
            titled: None,
            latest: usize::MAX,
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
        let known = &doc.lexicon_of(mention.name.start).known;
        for index in mention.full.range() {
            let sets = doc.tokens[index].sets;
            // the given name and the title tell; a family name that is somebody's given name does not
            let tells = index < mention.name.start || words.len() == 1 || index + 1 < mention.name.end;
            if tells {
                self.feminine += u32::from(sets & known.feminine_word != 0) * if index < mention.name.start { 3 } else { 1 };
                self.masculine += u32::from(sets & known.masculine_word != 0) * if index < mention.name.start { 3 } else { 1 };
            }
            if index < mention.name.start && sets & (known.office | known.title | known.role_noun | known.spokesperson) != 0 {
                self.person = true;
            }
            if sets & (known.given_name | known.surname) != 0 {
                self.person = true;
            }
            if index >= mention.name.start && sets & (known.organization_noun | known.organization_name | known.media_name) != 0 && sets & (known.given_name | known.surname) == 0 {
                self.body = true;
            }
        }
        let form = words.iter().fold(0u64, |h, w| crate::fold::mix(h ^ w));
        if let Some(f) = self.forms.iter_mut().find(|f| f.0 == form) {
            f.1 += 1;
        } else if self.forms.len() < 16 {
            self.forms.push((form, 1, mention.name, words.len()));
        }
        if self.titled.is_none() && mention.full.start < mention.name.start {
            self.titled = Some(mention.full);
        }
    }

    fn settle(&mut self) {
        self.gender = self.gender_votes();
        if let Some(form) = self.forms.iter().filter(|f| f.3 >= 2).max_by_key(|f| (f.1, std::cmp::Reverse(f.2.start))) {
            self.best = form.2;
            self.words = form.3;
        } else if let Some(titled) = self.titled {
            self.best = titled;
        }
    }
}

/// The words of a name by their hashes, without initials' dots.
fn name_words(doc: &Document<'_>, name: Tokens) -> Vec<u64> {
    name.range().filter(|&i| doc.tokens[i].is_word()).map(|i| doc.tokens[i].word).collect()
}

/// The name with the titles and offices right before it.
fn titled(doc: &Document<'_>, name: Tokens) -> Tokens {
    let known = &doc.lexicon_of(name.start).known;
    let sentence = doc.sentences[doc.sentence_of(name.start)].tokens;
    let mut start = name.start;
    while start > sentence.start && name.start - start < 4 {
        let token = &doc.tokens[start - 1];
        let title = token.sets & (known.title | known.office | known.spokesperson | known.role_noun | known.former) != 0;
        let dot = token.mark == Mark::Terminator && start - 1 > sentence.start && doc.is(start - 2, known.title | known.abbreviation);
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
    let known = &doc.lexicon_of(name.start).known;
    for index in full.start..name.end {
        if doc.is(index, known.feminine_word) {
            return Gender::Feminine;
        }
        if doc.is(index, known.masculine_word) {
            return Gender::Masculine;
        }
    }
    Gender::Unknown
}

/// Words of office that stand with a mention, and the stretch that describes its holder.
fn offices(doc: &Document<'_>, mention: &Mention) -> Vec<(u64, Tokens)> {
    let lexicon = doc.lexicon_of(mention.name.start);
    let known = &lexicon.known;
    let classes = Classes::of(known);
    let sentence = doc.sentences[doc.sentence_of(mention.name.start)].tokens;
    let offices = known.office | known.title | known.role_noun | known.spokesperson;
    let mut start = mention.name.start;
    while start > sentence.start && mention.name.start - start < 9 {
        let token = &doc.tokens[start - 1];
        let links = token.sets & known.genitive != 0 || token.mark == Mark::Terminator && !token.spaced;
        let stops = !token.is_word() && !links || token.sets & classes.function != 0 && !links && token.sets & (offices | known.former) == 0;
        if stops {
            break;
        }
        start -= 1;
    }
    let before = Tokens::new(start, mention.name.start);
    let mut out = Vec::new();
    // only what stands after the last genitive is the holder's own office
    let own = before.range().rev().take_while(|&i| !doc.is(i, known.genitive) || doc.is(i, offices)).last().unwrap_or(before.end);
    for index in own..before.end {
        if doc.is(index, offices) {
            out.push((doc.tokens[index].word, before));
        }
    }
    // "Name, chief economist of the fund," and "Name (chief)"
    let after = mention.name.end;
    if lexicon.pack.order == WordOrder::VerbMiddle && after < sentence.end && doc.tokens[after].mark == Mark::Comma {
        let mut end = after + 1;
        while end < sentence.end && end < after + 9 && doc.tokens[end].mark != Mark::Comma && doc.tokens[end].sets & known.relative_pronoun == 0 {
            end += 1;
        }
        let span = Tokens::new(after + 1, end);
        for index in span.range() {
            if doc.tokens[index].sets & known.preposition != 0 {
                break;
            }
            if doc.is(index, offices) {
                out.push((doc.tokens[index].word, span));
            }
        }
    }
    out
}

struct Finder<'a, 'p> {
    doc: &'a Document<'p>,
    k: &'a Known,
    c: &'a Classes,
}

impl Finder<'_, '_> {
    /// Runs of words in capitals that no set explains otherwise.
    fn capitals(&self, sentence: Tokens, out: &mut Vec<(Tokens, bool, bool)>) {
        let doc = self.doc;
        let mut index = sentence.start;
        // a headline in title case: capitals say nothing there
        let words = sentence.range().filter(|&i| doc.tokens[i].is_word()).count();
        let capitals = sentence.range().filter(|&i| doc.tokens[i].is_word() && doc.tokens[i].is_capitalised()).count();
        let shouting = words >= 5 && capitals * 10 >= words * 7;
        while index < sentence.end {
            if !self.part(index) {
                index += 1;
                continue;
            }
            let start = index;
            let mut end = index + 1;
            while end < sentence.end && end - start < 8 {
                let t = &doc.tokens[end];
                let dot = t.mark == Mark::Terminator && !t.spaced && t.span.len() == 1 && doc.tokens[end - 1].span.len() <= 2 && end + 1 < sentence.end;
                let particle = t.sets & self.k.name_particle != 0 && end + 1 < sentence.end && self.part(end + 1);
                if self.part(end) || dot || particle {
                    end += 1;
                } else {
                    break;
                }
            }
            while end > start && !doc.tokens[end - 1].is_word() {
                end -= 1;
            }
            index = end.max(start + 1);
            let count = end - start;
            let known = (start..end).any(|i| doc.is(i, self.c.name));
            let opens = start == sentence.start || !doc.tokens[start - 1].is_word();
            // one unexplained word at the start of a sentence may be any word
            if count == 1 && !known && opens {
                continue;
            }
            if shouting && !known {
                continue;
            }
            out.push((Tokens::new(start, end), false, false));
        }
    }

    fn part(&self, index: usize) -> bool {
        let t = &self.doc.tokens[index];
        if !t.is_word() || !t.is_capitalised() || t.sets & self.c.function != 0 && t.sets & self.c.name == 0 {
            return false;
        }
        t.sets & self.c.name != 0 || t.sets & (self.c.class | self.k.former | self.k.organization_suffix) == 0 || t.sets & self.k.initial != 0
    }

    /// Names after a title or office, and known names with their neighbours.
    fn titles_and_names(&self, sentence: Tokens, out: &mut Vec<(Tokens, bool, bool)>) {
        let doc = self.doc;
        let mut index = sentence.start;
        while index < sentence.end {
            let t = &doc.tokens[index];
            let titled = index > sentence.start && doc.is(index - 1, self.k.title | self.k.office | self.k.spokesperson)
                || index > sentence.start + 1 && doc.tokens[index - 1].mark == Mark::Terminator && doc.is(index - 2, self.k.title);
            let seed = t.sets & self.c.name != 0 && t.is_word();
            let initial = t.sets & self.k.initial != 0 && titled && index + 1 < sentence.end;
            if !(seed || initial || titled && self.nameable(index)) {
                index += 1;
                continue;
            }
            let mut start = index;
            // a given name that no set knows stands before a known family name
            if seed && !titled && t.sets & self.k.given_name == 0 && start > sentence.start && self.nameable(start - 1) && out.last().is_none_or(|o| o.0.end < start) {
                start -= 1;
            }
            let mut end = index + 1;
            while end < sentence.end && end - start < 6 {
                let t = &doc.tokens[end];
                let dot = t.mark == Mark::Terminator && !t.spaced && doc.is(end - 1, self.k.initial | self.k.abbreviation);
                let initial = t.sets & self.k.initial != 0 && t.sets & self.c.case == 0;
                if dot || self.nameable(end) || initial {
                    end += 1;
                } else {
                    break;
                }
            }
            while end > start && !doc.tokens[end - 1].is_word() {
                end -= 1;
            }
            // an unexplained word behind a known name belongs to it only before a case marker or a mark
            let closed = end >= sentence.end || !doc.tokens[end].is_word() || doc.is(end, self.c.case | self.k.conjunction | self.k.honorific);
            if !closed {
                let known = (start..end).rev().find(|&i| doc.is(i, self.c.name));
                match known {
                    Some(last) => end = last + 1,
                    None => {
                        index = end;
                        continue;
                    }
                }
            }
            index = end;
            let known = (start..end).any(|i| doc.is(i, self.c.name));
            // after an office an unknown word is a name where it does something or is a whole name
            let acts = end < sentence.end && doc.is(end, self.k.ergative);
            if known || acts || titled && end - start >= 2 {
                out.push((Tokens::new(start, end), false, false));
            }
        }
    }

    fn nameable(&self, index: usize) -> bool {
        let t = &self.doc.tokens[index];
        t.is_word() && t.shape != crate::token::Shape::Number && (t.sets & !(self.k.place_name | self.k.country | self.k.initial | self.k.feminine_word | self.k.masculine_word) == 0 || t.sets & self.c.name != 0)
    }
}
