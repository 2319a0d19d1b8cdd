//! Reading a language pack: from text files to entries, with `file:line: message` for whatever is wrong.
//!
//! The grammar is described for linguists in `src/lang/README.md`. A broken entry is reported and left out; it never takes
//! the rest of the pack with it.

use crate::numbers::Numbers;
use crate::order::InOrder;
use crate::packing;
use crate::sets::{Known, MAX_OWN_SETS};
use std::fmt;

use crate::attribution::{Kind, Quote, Stance, SubKind};

/// Whether packs are read that nobody has checked. The extension's module has those alone that were checked when it was built: it
/// has no room for what would be said of others, nor for examples (docs/performance.md).
pub(crate) const OTHERS: bool = cfg!(not(all(target_arch = "wasm32", not(feature = "workbench"))));

/// What is wrong with a pack, as `format!` writes it where packs of others are read.
macro_rules! message {
    ($($text:tt)*) => {
        if $crate::pack::OTHERS { format!($($text)*) } else { String::new() }
    };
}
pub(crate) use message;

/// A mistake in a pack, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// The file's path as given, for instance `hi/cues/deny.txt`.
    pub file: String,
    /// Line number, from 1.
    pub line: u32,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for PackError {}

/// Where the source stands; see `src/lang/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Frame {
    /// The subject of the cue's clause.
    Subject,
    /// A phrase in the genitive before the cue.
    Genitive,
    /// A phrase behind the cue.
    After,
    /// The agent of a passive.
    Agent,
    /// Nobody: the cue itself says that none is given.
    None,
    /// What stands on the other side of a headline's colon or dash.
    Colon,
}

/// Where the claim stands; see `src/lang/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ContentPlace {
    /// A clause, before or behind the cue.
    Clause,
    /// The object of the cue.
    Object,
    /// All of the sentence around the cue and its source.
    Around,
    /// Nowhere: the cue carries no claim of its own.
    None,
}

/// One element of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A word as it is written.
    Word(String),
    /// Any member of a set.
    Set(String),
    /// One of several sequences; the flag says that it may be left out.
    Choice(Vec<Vec<Element>>, bool),
    /// Up to so many words in between.
    Gap(u8),
}

/// On which side of the cue a condition looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    After,
}

/// `when` and `unless`: what must or must not stand near a cue.
#[derive(Clone, Debug)]
pub struct Condition {
    /// True for `when`, false for `unless`.
    pub wanted: bool,
    /// Where it looks.
    pub side: Side,
    /// How many tokens away it may be.
    pub within: usize,
    /// One of these must, or must not, be there.
    pub any: Vec<Element>,
}

/// An example: the sentence without its markup, and what must come out.
#[derive(Clone, Debug)]
pub struct Example {
    /// Line number in its file, from 1.
    pub line: u32,
    /// What is expected of it.
    pub sign: Sign,
    /// The sentence without its markup.
    pub text: String,
    /// UTF-8 byte ranges in `text`.
    pub source: Option<(usize, usize)>,
    /// UTF-8 byte range in `text`.
    pub cue: Option<(usize, usize)>,
    /// UTF-8 byte ranges in `text`.
    pub content: Vec<(usize, usize)>,
    /// The kind it must have, where the example says one.
    pub kind: Option<Kind>,
    /// The sub-kind, likewise.
    pub sub: Option<SubKind>,
    /// The stance, likewise.
    pub stance: Option<Stance>,
    /// Direct or indirect, likewise.
    pub quote: Option<Quote>,
}

/// What is expected of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `+`: the entry must be found here.
    Found,
    /// `-`: nothing must be found here.
    Silent,
    /// `?`: found or not, it is noted only.
    Doubt,
}

/// A `cue` or `trap` entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `hi/cues/deny.txt:12`
    pub id: String,
    /// A trap: what it matches is no cue.
    pub trap: bool,
    /// The pattern as it is written.
    pub pattern: String,
    /// The pattern as read.
    pub elements: Vec<Element>,
    /// The stance of its attributions.
    pub stance: Stance,
    /// Where its source stands.
    pub frame: Frame,
    /// Where its claim stands.
    pub content: ContentPlace,
    /// The claim begins behind one of these words, where one follows the cue.
    pub behind: Vec<String>,
    /// The kind of its source, where the cue alone decides.
    pub kind: Option<Kind>,
    /// Counts in the wide scope only.
    pub wide: bool,
    /// What it means, in plain words, for the card.
    pub gloss: String,
    /// What must hold around it.
    pub conditions: Vec<Condition>,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// A set's members, the words of one joined by `_`.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    /// A space before each, as [`packing::narrow`] writes them: most sets are hashed and never read again.
    members: Vec<u8>,
    /// The first word of each, taken out at first use.
    first: std::sync::OnceLock<Box<FirstWords>>,
}

#[derive(Clone, Debug)]
struct FirstWords {
    words: Vec<String>,
    /// Whether each is the whole member.
    whole: Vec<bool>,
    /// Their numbers by the bytes that they end in, and where each byte's begin.
    by_last: Vec<u32>,
    begins: [u32; 257],
}

impl WordSet {
    /// From members as [`packing::unpack`] gives them.
    pub(crate) fn of(members: Vec<u8>) -> WordSet {
        WordSet { members, ..WordSet::default() }
    }

    /// As many members as it has, or a few more.
    pub(crate) fn most(&self) -> usize {
        self.members.iter().filter(|&&b| b == b' ').count()
    }

    /// Adds the members on a line.
    fn add(&mut self, line: &str) {
        for member in line.split_whitespace() {
            self.members.push(b' ');
            packing::narrow(member, &mut self.members);
        }
    }

    /// The members, in the order of the files.
    pub fn members(&self) -> impl Iterator<Item = String> {
        self.narrow_members().map(wide)
    }

    fn narrow_members(&self) -> impl Iterator<Item = &[u8]> {
        self.members.split(|&b| b == b' ').filter(|member| member.iter().any(|&b| b != b'_'))
    }

    /// Calls `note` with the words of each member, as [`packing::narrow`] writes them.
    pub(crate) fn each_member(&self, mut note: impl FnMut(&[&[u8]])) {
        let mut words: Vec<&[u8]> = Vec::new();
        let mut at = 0;
        while at < self.members.len() {
            let rest = &self.members[at..];
            let length = rest.iter().position(|b| matches!(b, b' ' | b'_')).unwrap_or(rest.len());
            if length > 0 {
                words.push(&rest[..length]);
            }
            if rest.get(length) != Some(&b'_') && !words.is_empty() {
                note(&words);
                words.clear();
            }
            at += length + 1;
        }
    }

    /// The first word of each member.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.first().words.iter().map(String::as_str)
    }

    /// Of a set of endings those that a word ends with, or is; in any order.
    pub fn endings_of<'s>(&'s self, word: &'s str) -> impl Iterator<Item = &'s str> {
        let first = self.first();
        let last = usize::from(word.as_bytes().last().copied().unwrap_or(0));
        let places = &first.by_last[first.begins[last] as usize..first.begins[last + 1] as usize];
        // (one letter tells most of them apart)
        let begins = |ending: &str| word.len().checked_sub(ending.len()).is_some_and(|from| word.as_bytes().get(from) == ending.as_bytes().first());
        places.iter().map(|&place| first.words[place as usize].as_str()).filter(move |ending| begins(ending) && word.ends_with(ending))
    }

    fn first(&self) -> &FirstWords {
        self.first.get_or_init(|| {
            let of_members = self.narrow_members().filter_map(narrow_words).map(|(first, rest)| (wide(first), rest.iter().all(|&b| b == b'_')));
            let (words, whole): (Vec<String>, Vec<bool>) = of_members.unzip();
            let mut by_last = Vec::new();
            let begins = std::array::from_fn(|last| {
                let begin = by_last.len() as u32;
                by_last.extend((0..).zip(&words).filter(|(_, word)| word.as_bytes().last().is_some_and(|&b| usize::from(b) == last)).map(|(place, _): (u32, _)| place));
                begin
            });
            Box::new(FirstWords { words, whole, by_last, begins })
        })
    }

    /// The members of one word.
    pub fn single_words(&self) -> impl Iterator<Item = &str> {
        let first = self.first();
        first.words.iter().zip(&first.whole).filter(|(_, whole)| **whole).map(|(word, _)| word.as_str())
    }
}

/// The first word of a member, and what is behind it.
fn narrow_words(member: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = member.iter().position(|&b| b != b'_')?;
    let length = member[start..].iter().position(|&b| b == b'_').unwrap_or(member.len() - start);
    Some(member[start..].split_at(length))
}

/// The text that [`packing::narrow`] wrote.
pub(crate) fn wide(narrow: &[u8]) -> String {
    let mut out = Vec::new();
    packing::widen(narrow, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// The words of a set's member as it is written.
pub fn words_of(member: &str) -> impl Iterator<Item = &str> {
    member.split('_').filter(|word| !word.is_empty())
}

/// The script that a language is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// As Hindi is.
    Devanagari,
    /// As English is.
    Latin,
}

/// Where the verb stands, and so on which side of it to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordOrder {
    /// As in Hindi: source and claim come before it.
    VerbLast,
    /// As in English: the source before it, the claim behind it.
    VerbMiddle,
}

/// A language pack as read.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The language's code, for instance `hi`.
    pub code: String,
    /// The language's name in the language itself.
    pub name: String,
    /// Its script.
    pub script: Script,
    /// Its order of words.
    pub order: WordOrder,
    /// Characters that end a sentence.
    pub terminators: Vec<char>,
    /// In the order of the files; at most [`MAX_OWN_SETS`] that the engine does not know.
    pub sets: Vec<(String, WordSet)>,
    /// Cues and traps in the order of the files.
    pub entries: Vec<Entry>,
}

impl Pack {
    /// Reads the files of a pack, in the order of their paths.
    ///
    /// Returns the pack made of all that was right, and every mistake. `files` are (path, text) pairs.
    pub fn parse(code: &str, files: &[(&str, &str)]) -> (Pack, Vec<PackError>) {
        Pack::continued(code, Vec::new(), files)
    }

    /// The same for a pack of which these sets have been read.
    pub(crate) fn continued(code: &str, sets: Vec<(String, WordSet)>, files: &[(&str, &str)]) -> (Pack, Vec<PackError>) {
        let mut reader = Reader {
            pack: Pack {
                code: code.into(),
                name: code.into(),
                script: Script::Latin,
                order: WordOrder::VerbMiddle,
                terminators: vec!['.', '?', '!'],
                sets: Vec::new(),
                entries: Vec::new(),
            },
            errors: Vec::new(),
            by_name: SetNames::of(&sets),
            open: Open::Nothing,
            file: String::new(),
            line: 0,
        };
        reader.pack.sets = sets;
        let mut files: Vec<_> = files.to_vec();
        files.in_order_of(|(path, _)| *path);
        for (path, text) in files {
            reader.file = path.into();
            reader.open = Open::Nothing;
            for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
                reader.line = number as u32 + 1;
                reader.read_line(line);
            }
        }
        if OTHERS {
            reader.finish();
        }
        (reader.pack, reader.errors)
    }

    /// Index into `sets` of the set of this name.
    pub fn set_index(&self, name: &str) -> Option<usize> {
        self.sets.iter().position(|(n, _)| n == name)
    }
}

enum Open {
    Nothing,
    Language,
    Set(usize),
    Entry(usize),
    /// An entry that was reported: its lines are passed over.
    Broken,
}

/// A pack's sets by their names.
#[derive(Default)]
pub(crate) struct SetNames(Numbers);

impl SetNames {
    pub(crate) fn of(sets: &[(String, WordSet)]) -> SetNames {
        let mut names = SetNames::default();
        sets.iter().enumerate().for_each(|(index, (name, _))| names.add(name, index));
        names
    }

    fn add(&mut self, name: &str, index: usize) {
        *self.0.at(crate::fold::hash(name.as_bytes())) = index as u32 + 1;
    }

    /// Index of a set.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.0.get(crate::fold::hash(name.as_bytes())).checked_sub(1).map(|index| index as usize)
    }
}

struct Reader {
    pack: Pack,
    errors: Vec<PackError>,
    by_name: SetNames,
    open: Open,
    file: String,
    line: u32,
}

impl Reader {
    fn error(&mut self, message: impl Into<String>) {
        self.errors.push(PackError { file: self.file.clone(), line: self.line, message: message.into() });
    }

    fn read_line(&mut self, raw: &str) {
        if raw.is_empty() {
            return;
        }
        let line = match raw.find('#') {
            // a hash inside an example is text
            Some(at) if raw.trim_start().starts_with(['+', '-', '?']) && !crate::span::part(raw, 0, at).ends_with("  ") => raw,
            Some(at) => crate::span::part(raw, 0, at),
            None => raw,
        };
        if line.trim().is_empty() {
            return;
        }
        if line.starts_with([' ', '\t']) {
            self.attribute(line.trim());
        } else {
            let (key, rest) = split_key(line);
            self.opener(key, rest);
        }
    }

    /// How many sets it has that the engine does not know.
    fn own_sets(&self) -> usize {
        self.pack.sets.iter().filter(|(name, _)| !Known::NAMES.contains(&name.as_str())).count()
    }

    fn opener(&mut self, key: &str, rest: &str) {
        self.open = Open::Broken;
        match key {
            "language" => {
                if rest != self.pack.code {
                    self.error(message!("this folder is \"{}\", the entry says \"{rest}\"", self.pack.code));
                }
                self.open = Open::Language;
            }
            "set" => {
                if rest.is_empty() || !rest.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                    self.error(message!("a set's name is of a-z, 0-9 and \"-\", not \"{rest}\""));
                    return;
                }
                let index = match self.by_name.get(rest) {
                    Some(index) => index,
                    None if !Known::NAMES.contains(&rest) && self.own_sets() == MAX_OWN_SETS => {
                        self.error(message!("a pack has at most {MAX_OWN_SETS} sets of its own"));
                        return;
                    }
                    None => {
                        self.pack.sets.push((rest.into(), WordSet::default()));
                        self.by_name.add(rest, self.pack.sets.len() - 1);
                        self.pack.sets.len() - 1
                    }
                };
                self.open = Open::Set(index);
            }
            "cue" | "trap" => match parse_pattern(rest) {
                Ok(elements) => {
                    self.pack.entries.push(Entry {
                        id: format!("{}:{}", self.file, self.line),
                        trap: key == "trap",
                        pattern: rest.into(),
                        elements,
                        stance: Stance::Says,
                        frame: Frame::Subject,
                        content: ContentPlace::Clause,
                        behind: Vec::new(),
                        kind: None,
                        wide: false,
                        gloss: String::new(),
                        conditions: Vec::new(),
                        examples: Vec::new(),
                    });
                    self.open = Open::Entry(self.pack.entries.len() - 1);
                }
                Err(message) => self.error(message),
            },
            other => self.error(message!("unknown entry \"{other}\"; an entry is language, set, cue or trap")),
        }
    }

    fn attribute(&mut self, line: &str) {
        match self.open {
            Open::Nothing => self.error("an indented line belongs to an entry, and none is open"),
            Open::Broken => {}
            Open::Language => self.language_attribute(line),
            Open::Set(index) if line.bytes().any(|b| matches!(b, b'(' | b'[')) => match parse_pattern(line).and_then(|elements| phrases_of(&elements)) {
                Ok(phrases) => phrases.iter().for_each(|phrase| self.pack.sets[index].1.add(phrase)),
                Err(message) => self.error(message),
            },
            Open::Set(index) => self.pack.sets[index].1.add(line),
            Open::Entry(index) => self.entry_attribute(index, line),
        }
    }

    fn language_attribute(&mut self, line: &str) {
        let (key, rest) = split_key(line);
        match key {
            "name" => self.pack.name = rest.into(),
            "script" => match rest {
                "Devanagari" => self.pack.script = Script::Devanagari,
                "Latin" => self.pack.script = Script::Latin,
                other => self.error(message!("script \"{other}\": Devanagari and Latin are known")),
            },
            "order" => match rest {
                "verb-last" => self.pack.order = WordOrder::VerbLast,
                "verb-middle" => self.pack.order = WordOrder::VerbMiddle,
                other => self.error(message!("order \"{other}\": verb-last or verb-middle")),
            },
            "terminators" => self.pack.terminators = rest.chars().filter(|c| !c.is_whitespace()).collect(),
            other => self.error(message!("unknown property \"{other}\" of a language; name, script, order, terminators")),
        }
    }

    fn entry_attribute(&mut self, index: usize, line: &str) {
        let (key, rest) = split_key(line);
        let result = match key {
            "+" | "-" | "?" if OTHERS => parse_example(rest, self.line, key).map(|example| self.pack.entries[index].examples.push(example)),
            "stance" => set(Stance::parse(rest), &mut self.pack.entries[index].stance, rest, "says, denies, confirms, alleges, declines"),
            "kind" => match Kind::parse(rest) {
                Some(kind) => {
                    self.pack.entries[index].kind = Some(kind);
                    Ok(())
                }
                None => Err(message!("\"{rest}\" is none of named, anonymous, organization, document, media, hearsay")),
            },
            "frame" => {
                let frame = match rest {
                    "subject" => Some(Frame::Subject),
                    "genitive" => Some(Frame::Genitive),
                    "after" => Some(Frame::After),
                    "agent" => Some(Frame::Agent),
                    "none" => Some(Frame::None),
                    "colon" => Some(Frame::Colon),
                    _ => None,
                };
                set(frame, &mut self.pack.entries[index].frame, rest, "subject, genitive, after, agent, none, colon")
            }
            "content" => {
                let place = match rest {
                    "clause" => Some(ContentPlace::Clause),
                    "object" => Some(ContentPlace::Object),
                    "around" => Some(ContentPlace::Around),
                    "none" => Some(ContentPlace::None),
                    _ => None,
                };
                set(place, &mut self.pack.entries[index].content, rest, "clause, object, around, none")
            }
            "behind" => {
                self.pack.entries[index].behind = rest.split_whitespace().map(str::to_owned).collect();
                Ok(())
            }
            "scope" => match rest {
                "wide" => {
                    self.pack.entries[index].wide = true;
                    Ok(())
                }
                "claims" => Ok(()),
                other => Err(message!("scope \"{other}\": claims or wide")),
            },
            "gloss" => {
                self.pack.entries[index].gloss = rest.into();
                Ok(())
            }
            "when" | "unless" => parse_condition(rest, key == "when").map(|c| self.pack.entries[index].conditions.push(c)),
            other => Err(message!("unknown line \"{other}\"; stance, kind, frame, content, behind, scope, gloss, when, unless, +, - or ?")),
        };
        if let Err(message) = result {
            self.error(message);
        }
    }

    /// Leaves out entries that name a set which there is not.
    fn finish(&mut self) {
        let mut messages = Vec::new();
        let by_name = &self.by_name;
        self.pack.entries.retain(|entry| {
            let mut names = Vec::new();
            collect_sets(&entry.elements, &mut names);
            for condition in &entry.conditions {
                collect_sets(&condition.any, &mut names);
            }
            names.retain(|name| by_name.get(name).is_none());
            let (file, line) = entry.id.rsplit_once(':').unwrap_or((&entry.id, "0"));
            messages.extend(names.iter().map(|name| PackError { file: file.into(), line: line.parse().unwrap_or(0), message: message!("there is no set \"{name}\"") }));
            names.is_empty()
        });
        self.errors.append(&mut messages);
        self.errors.in_order_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    }
}

fn collect_sets<'a>(elements: &'a [Element], out: &mut Vec<&'a str>) {
    for element in elements {
        match element {
            Element::Set(name) => out.push(name),
            Element::Choice(choices, _) => choices.iter().for_each(|c| collect_sets(c, out)),
            Element::Word(_) | Element::Gap(_) => {}
        }
    }
}

fn set<T>(value: Option<T>, slot: &mut T, given: &str, allowed: &str) -> Result<(), String> {
    match value {
        Some(value) => {
            *slot = value;
            Ok(())
        }
        None => Err(message!("\"{given}\" is none of {allowed}")),
    }
}

fn split_key(line: &str) -> (&str, &str) {
    let line = line.trim();
    match line.find(char::is_whitespace) {
        Some(at) => (crate::span::part(line, 0, at), crate::span::part(line, at, line.len()).trim()),
        None => (line, ""),
    }
}

/// Reads a pattern. Errors say what is wrong in words.
pub fn parse_pattern(text: &str) -> Result<Vec<Element>, String> {
    let mut tokens: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let bracket = matches!(c, '(' | ')' | '[' | ']' | '|');
        if bracket || c.is_whitespace() {
            tokens.extend((start < at).then(|| crate::span::part(text, start, at)));
            tokens.extend(bracket.then(|| crate::span::part(text, at, at + 1)));
            start = at + c.len_utf8();
        }
    }
    tokens.extend((start < text.len()).then(|| crate::span::part(text, start, text.len())));
    let mut at = 0;
    let elements = parse_sequence(&tokens, &mut at, 0)?;
    if at < tokens.len() {
        return Err(message!("\"{}\" closes nothing", tokens[at]));
    }
    if elements.is_empty() {
        return Err(message!("an empty pattern"));
    }
    if elements.iter().all(|e| matches!(e, Element::Gap(_) | Element::Choice(_, true))) {
        return Err(message!("a pattern needs at least one word or set that must be there"));
    }
    if matches!(elements[0], Element::Gap(_)) || matches!(elements[elements.len() - 1], Element::Gap(_)) {
        return Err(message!("a gap stands between words, not at an end"));
    }
    Ok(elements)
}

fn parse_sequence(tokens: &[&str], at: &mut usize, depth: usize) -> Result<Vec<Element>, String> {
    if depth > 4 {
        return Err(message!("brackets nest at most four deep"));
    }
    let mut out = Vec::new();
    while let Some(&token) = tokens.get(*at) {
        match token {
            "(" | "[" => {
                let optional = token == "[";
                let close = if optional { "]" } else { ")" };
                *at += 1;
                let mut choices = Vec::new();
                loop {
                    let choice = parse_sequence(tokens, at, depth + 1)?;
                    if choice.is_empty() {
                        return Err(message!("an empty choice"));
                    }
                    choices.push(choice);
                    match tokens.get(*at) {
                        Some(&"|") => *at += 1,
                        Some(&t) if t == close => {
                            *at += 1;
                            break;
                        }
                        Some(t) => return Err(message!("\"{t}\" where \"{close}\" should be")),
                        None => return Err(message!("\"{token}\" is never closed")),
                    }
                }
                out.push(Element::Choice(choices, optional));
            }
            ")" | "]" | "|" => break,
            _ => {
                *at += 1;
                if let Some(name) = token.strip_prefix('@') {
                    out.push(Element::Set(name.into()));
                } else if let Some(count) = token.strip_prefix('…').or_else(|| token.strip_prefix("...")) {
                    let count = if count.is_empty() { 2 } else { count.parse().map_err(|_| message!("\"{token}\": a gap is … or … with a number"))? };
                    if count == 0 || count > 8 {
                        return Err(message!("a gap holds one to eight words"));
                    }
                    out.push(Element::Gap(count));
                } else {
                    out.extend(words_of(token).map(|w| Element::Word(w.into())));
                }
            }
        }
    }
    if depth == 0 && matches!(tokens.get(*at), Some(&"|")) {
        return Err(message!("\"|\" stands inside ( ) or [ ]"));
    }
    Ok(out)
}

/// A line of a set may stand for so many phrases.
const MAX_PHRASES: usize = 1_000;

/// Every phrase that a pattern without sets and gaps stands for, its words joined by `_`.
fn phrases_of(elements: &[Element]) -> Result<Vec<String>, String> {
    let mut phrases = vec![String::new()];
    let join = |phrase: &mut String, tail: &str| {
        if !phrase.is_empty() && !tail.is_empty() {
            phrase.push('_');
        }
        phrase.push_str(tail);
    };
    for element in elements {
        match element {
            Element::Word(word) => phrases.iter_mut().for_each(|p| join(p, word)),
            Element::Choice(choices, optional) => {
                let mut grown = if *optional { phrases.clone() } else { Vec::new() };
                for choice in choices {
                    for tail in phrases_of(choice)? {
                        grown.extend(phrases.iter().map(|p| {
                            let mut longer = String::with_capacity(p.len() + tail.len() + 16);
                            longer.push_str(p);
                            join(&mut longer, &tail);
                            longer
                        }));
                        if grown.len() > MAX_PHRASES {
                            return Err(message!("a line of a set stands for at most {MAX_PHRASES} phrases"));
                        }
                    }
                }
                phrases = grown;
            }
            Element::Set(_) | Element::Gap(_) => return Err(message!("a set is made of words and choices, not of sets and gaps")),
        }
    }
    Ok(phrases)
}

/// The sentence's end or beginning in a condition.
pub const EDGE: &str = "$";

fn parse_condition(text: &str, wanted: bool) -> Result<Condition, String> {
    let mut parts = text.split_whitespace();
    let side = match parts.next() {
        Some("before") => Side::Before,
        Some("after") => Side::After,
        _ => return Err(message!("a condition says before or after, a number of words, and what")),
    };
    let within: usize = parts.next().and_then(|n| n.parse().ok()).filter(|n| (1..=60).contains(n)).ok_or("after before/after comes a number of words, 1 to 60")?;
    let any: Vec<Element> = parts
        .flat_map(|p| p.split('|'))
        .filter(|p| !p.is_empty())
        .map(|p| match p.strip_prefix('@') {
            Some(name) => Element::Set(name.into()),
            None => Element::Word(p.into()),
        })
        .collect();
    if any.is_empty() {
        return Err(message!("a condition names at least one word or set"));
    }
    Ok(Condition { wanted, side, within, any })
}

fn parse_example(text: &str, line: u32, sign: &str) -> Result<Example, String> {
    let sign = match sign {
        "+" => Sign::Found,
        "-" => Sign::Silent,
        _ => Sign::Doubt,
    };
    let (body, outcome) = match text.rsplit_once("=>") {
        Some((body, outcome)) => (body.trim(), outcome.trim()),
        None => (text.trim(), ""),
    };
    let mut example = Example { line, sign, text: String::new(), source: None, cue: None, content: Vec::new(), kind: None, sub: None, stance: None, quote: None };
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        if c == '{' {
            let label = ["source", "cue", "content"].into_iter().find(|l| rest[1..].strip_prefix(l).is_some_and(|r| r.starts_with(' ')));
            let Some(label) = label else { return Err("after { comes source, cue or content and a space".into()) };
            rest = &rest[1 + label.len() + 1..];
            open.push((label, example.text.len()));
        } else if c == '}' {
            let Some((label, start)) = open.pop() else { return Err("a } too many".into()) };
            let range = (start, example.text.len());
            match label {
                "source" => example.source = Some(range),
                "cue" => example.cue = Some(range),
                _ => example.content.push(range),
            }
            rest = &rest[1..];
        } else {
            example.text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    if !open.is_empty() {
        return Err("a { that is never closed".into());
    }
    for word in outcome.split_whitespace() {
        if let Some(kind) = Kind::parse(word) {
            example.kind = Some(kind);
        } else if let Some(sub) = SubKind::parse(word) {
            example.sub = Some(sub);
        } else if let Some(stance) = Stance::parse(word) {
            example.stance = Some(stance);
        } else if let Some(quote) = Quote::parse(word) {
            example.quote = Some(quote);
        } else {
            return Err(message!("\"{word}\" after => is no kind, sub-kind, stance or quote"));
        }
    }
    if example.sign == Sign::Found {
        if example.cue.is_none() {
            return Err("an example with + marks its {cue …}".into());
        }
        if example.kind.is_none() {
            return Err(message!("an example with + ends in => and the kind"));
        }
        example.stance.get_or_insert(Stance::Says);
    }
    example.content.in_order();
    Ok(example)
}
