//! Words, numbers and marks, with their place in the text.
//!
//! A word is a run of letters, digits and combining marks with the invisible characters inside it. Latin words keep their
//! hyphens (`co-founder`), lose their clitics (`Rao` `'s`, `did` `n't`) and keep the dots of initials (`U.S.`).

use crate::fold::{self, is_invisible, is_mark};
use crate::sets::Sets;
use crate::span::Span;

/// What a token looks like, in capitals and digits. Devanagari has no capitals; its words are [`Shape::Caseless`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Shape {
    /// A word in small letters.
    Lower,
    /// A word whose first letter alone is a capital.
    Capital,
    /// A word all in capitals.
    Upper,
    /// Capitals elsewhere too: "McDonald", "iPhone".
    MixedCase,
    /// A word of a script without capitals.
    Caseless,
    /// Digits, with their separators.
    Number,
    /// Digits with letters: `2nd`, `5G`.
    NumberWord,
    /// No word: a mark of punctuation or another sign.
    Mark,
}

/// What a punctuation mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Mark {
    /// A word or number.
    None,
    /// `.`, danda, `?`, `!`, `…` and the like.
    Terminator,
    /// ","
    Comma,
    /// ":"
    Colon,
    /// ";"
    Semicolon,
    /// A dash or a hyphen that stands alone.
    Dash,
    /// A mark that can only open: `“ „ « ‘‘`.
    QuoteOpen,
    /// A mark that can only close: `” »`.
    QuoteClose,
    /// A double mark that opens or closes: `"`, `''`.
    QuoteEither,
    /// A single mark: `'`, `‘`, `’`, when it is not part of a word.
    QuoteSingle,
    /// An opening bracket of any shape.
    BracketOpen,
    /// A closing bracket of any shape.
    BracketClose,
    /// Any other sign.
    Other,
}

/// One token. Cheap to copy; its text is a slice of the document's.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// UTF-8 bytes in the document's text.
    pub span: Span,
    /// Hash of the normal form ([`fold::hash`] of [`fold::fold_word`]).
    pub word: u64,
    /// How it is written.
    pub shape: Shape,
    /// Which mark it is.
    pub mark: Mark,
    /// White space stands before it (or it begins its block).
    pub spaced: bool,
    /// Index of its sentence; filled by [`crate::sentence`].
    pub sentence: u32,
    /// Where the pack's automaton begins with this word; filled by [`crate::lexicon`].
    pub root: u32,
    /// The pack's sets that hold the word, the first of [`Sets`]: all that the engine knows; filled by [`crate::lexicon`].
    pub sets: u128,
    /// The rest of them.
    pub more_sets: u32,
}

impl Token {
    /// All sets that hold the word.
    pub fn all_sets(&self) -> Sets {
        Sets { first: self.sets, rest: self.more_sets }
    }

    /// Puts it in more sets.
    pub fn add_sets(&mut self, sets: Sets) {
        self.sets |= sets.first;
        self.more_sets |= sets.rest;
    }

    /// Whether any set holds the word.
    pub fn is_listed(&self) -> bool {
        !self.all_sets().is_empty()
    }

    /// Whether it is a word or a number.
    pub fn is_word(&self) -> bool {
        self.mark == Mark::None
    }

    /// Whether it may open or close a quotation.
    pub fn is_quote(&self) -> bool {
        matches!(self.mark, Mark::QuoteOpen | Mark::QuoteClose | Mark::QuoteEither | Mark::QuoteSingle)
    }

    /// Whether it begins with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::MixedCase)
    }
}

/// Hash of the first three characters of a word's normal form ([`fold::fold_word`]).
pub fn prefix(folded: &str) -> u32 {
    let end = folded.char_indices().nth(3).map_or(folded.len(), |(at, _)| at);
    fold::hash(&folded.as_bytes()[..end]) as u32
}

/// Hashes of the last two and of the last three characters of a word's normal form ([`fold::fold_word`]).
pub fn suffixes(folded: &str) -> [u32; 2] {
    [2, 3].map(|count| {
        let from = folded.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
        fold::hash(&folded.as_bytes()[from..]) as u32
    })
}

/// What a character does inside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Upper,
    Lower,
    /// A letter without case.
    Letter,
    Digit,
    /// A combining mark.
    Mark,
    Invisible,
    /// It ends the word.
    Other,
}

/// The class of a character. Unicode's tables are asked only outside of ASCII and Devanagari: they cost most of a pass.
fn class(c: char) -> Class {
    match c {
        '\0'..='\u{7f}' => ASCII[c as usize],
        '\u{0900}'..='\u{097f}' => DEVANAGARI[c as usize - 0x0900],
        // punctuation as news has it
        '\u{2010}'..='\u{2027}' => Class::Other,
        _ => class_by_tables(c),
    }
}

/// The classes of U+0000 to U+007F.
static ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at as u8 {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            _ => Class::Other,
        };
        at += 1;
    }
    classes
};

/// The classes of U+0900 to U+097F.
static DEVANAGARI: [Class; 128] = {
    let mut classes = [Class::Letter; 128];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at {
            0x00..=0x03 | 0x3a..=0x3c | 0x3e..=0x4f | 0x51..=0x57 | 0x62 | 0x63 => Class::Mark,
            0x64 | 0x65 | 0x70 => Class::Other,
            0x66..=0x6f => Class::Digit,
            _ => Class::Letter,
        };
        at += 1;
    }
    classes
};

fn class_by_tables(c: char) -> Class {
    if c.is_numeric() {
        Class::Digit
    } else if c.is_alphabetic() {
        if c.is_uppercase() {
            Class::Upper
        } else if c.is_lowercase() {
            Class::Lower
        } else if is_mark(c) || is_invisible(c) {
            Class::Mark
        } else {
            Class::Letter
        }
    } else if is_mark(c) {
        if c.is_uppercase() {
            Class::Upper
        } else if c.is_lowercase() {
            Class::Lower
        } else {
            Class::Mark
        }
    } else if is_invisible(c) {
        Class::Invisible
    } else {
        Class::Other
    }
}

fn is_word_char(c: char) -> bool {
    !matches!(class(c), Class::Other | Class::Invisible)
}

/// Whether a text is a single word by its letters alone: nothing in it that the scanner looks at twice.
pub(crate) fn is_plain(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_alphanumeric())
        || word.chars().all(|c| matches!(c, '\u{0904}'..='\u{0963}' | '\u{0966}'..='\u{096f}' | '\u{0971}'..='\u{097f}' | '\u{0900}'..='\u{0902}'))
}

/// So many tokens are read of a text, which is ten megabytes of English or more; what lies beyond is left alone. A token takes
/// more memory than the one byte that it may be made of, so this and not the text's length bounds the memory.
pub const MOST_TOKENS: usize = 2_000_000;

/// Appends the tokens of `block` (a range of `text`) to `out`, which takes up to [`MOST_TOKENS`].
pub fn tokenize(text: &str, block: Span, out: &mut Vec<Token>) {
    let mut scanner = Scanner { text, end: block.end as usize, at: block.start as usize, spaced: true, scratch: String::new(), out };
    while scanner.at < scanner.end && scanner.out.len() < MOST_TOKENS {
        if text.as_bytes()[scanner.at] == b' ' {
            scanner.spaced = true;
            scanner.at += 1;
        } else if !scanner.plain_latin() && !scanner.plain_devanagari() {
            scanner.step();
        }
    }
}

/// What the characters of a word are.
#[derive(Default)]
struct Counts {
    upper: usize,
    lower: usize,
    /// Letters without case.
    caseless: usize,
    digits: usize,
    first_upper: bool,
}

impl Counts {
    fn cased(&self) -> usize {
        self.upper + self.lower
    }

    fn letters(&self) -> usize {
        self.cased() + self.caseless
    }

    fn shape(&self) -> Shape {
        match self {
            Counts { digits: 1.., .. } if self.letters() == 0 => Shape::Number,
            Counts { digits: 1.., .. } => Shape::NumberWord,
            Counts { upper: 0, lower: 0, .. } => Shape::Caseless,
            Counts { upper: 2.., lower: 0, .. } => Shape::Upper,
            Counts { upper: 0, .. } => Shape::Lower,
            Counts { upper: 1, first_upper: true, .. } => Shape::Capital,
            _ => Shape::MixedCase,
        }
    }
}

/// For each letter of ASCII the small one, for any other byte 0.
static SMALL: [u8; 256] = {
    let mut small = [0; 256];
    let mut letter = b'a';
    while letter <= b'z' {
        small[letter as usize] = letter;
        small[letter.to_ascii_uppercase() as usize] = letter;
        letter += 1;
    }
    small
};

struct Scanner<'t, 'o> {
    text: &'t str,
    end: usize,
    at: usize,
    spaced: bool,
    scratch: String,
    out: &'o mut Vec<Token>,
}

impl Scanner<'_, '_> {
    fn peek(&self, at: usize) -> char {
        if at >= self.end {
            return '\0';
        }
        match self.text.as_bytes()[at] {
            byte @ 0..0x80 => char::from(byte),
            _ => crate::span::part(self.text, at, self.text.len()).chars().next().unwrap_or('\0'),
        }
    }

    /// The class of the character at a place before the end, and how many bytes it has.
    #[inline]
    fn class_at(&self, at: usize) -> (Class, usize) {
        match self.text.as_bytes()[at..] {
            [byte @ 0..0x80, ..] => (ASCII[usize::from(byte)], 1),
            [0xe0, second @ (0xa4 | 0xa5), third, ..] => (DEVANAGARI[usize::from((second & 1) << 6 | third & 0x3f)], 3),
            _ => {
                let c = self.peek(at);
                (class(c), c.len_utf8())
            }
        }
    }

    fn step(&mut self) {
        let c = self.peek(self.at);
        match class(c) {
            Class::Other if c.is_whitespace() || c.is_control() => {
                self.spaced = true;
                self.at += c.len_utf8();
                return;
            }
            Class::Invisible => {
                self.at += c.len_utf8();
                return;
            }
            Class::Other => self.mark(c),
            _ => self.word(),
        }
        self.spaced = false;
    }

    fn push(&mut self, start: usize, end: usize, shape: Shape, mark: Mark) {
        let word = fold::hash_folded(crate::span::part(self.text, start, end), &mut self.scratch);
        self.push_hashed(start, end, shape, mark, word);
    }

    /// The same, where [`fold::hash_folded`] is known.
    fn push_hashed(&mut self, start: usize, end: usize, shape: Shape, mark: Mark, word: u64) {
        let spaced = self.spaced;
        self.out.push(Token { span: Span::new(start, end), word, shape, mark, spaced, sentence: 0, root: 0, sets: 0, more_sets: 0 });
        self.spaced = false;
    }

    /// Reads a word of nothing but letters of ASCII, behind which nothing stands that may belong to it, as most words of English
    /// are: the same as [`Scanner::step`] in one pass. Reads nothing where there is none.
    fn plain_latin(&mut self) -> bool {
        let start = self.at;
        let bytes = &self.text.as_bytes()[start..self.end];
        let mut hasher = fold::WordHasher::default();
        let (mut length, mut upper) = (0, 0);
        while let Some(&byte) = bytes.get(length)
            && let small @ 1.. = SMALL[usize::from(byte)]
        {
            upper += usize::from(byte != small);
            hasher.add(small);
            length += 1;
        }
        let ends = match bytes.get(length) {
            None | Some(b' ' | b',') => true,
            Some(b'.') => length > 1,
            Some(&next) => next.is_ascii() && !next.is_ascii_digit() && !matches!(next, b'-' | b'\''),
        };
        if length == 0 || !ends {
            return false;
        }
        let shape = if upper == 0 {
            Shape::Lower
        } else if upper == length && upper > 1 {
            Shape::Upper
        } else if upper == 1 && bytes[0].is_ascii_uppercase() {
            Shape::Capital
        } else {
            Shape::MixedCase
        };
        self.at = start + length;
        self.push_hashed(start, self.at, shape, Mark::None, hasher.finish());
        true
    }

    /// The same for a word of Devanagari that is its own normal form.
    fn plain_devanagari(&mut self) -> bool {
        let start = self.at;
        let bytes = &self.text.as_bytes()[start..self.end];
        let Some((length, word)) = fold::normal_word(bytes) else { return false };
        // (a danda ends a word, any other character beyond ASCII is looked at)
        if !matches!(bytes[length..], [] | [0..0x80, ..] | [0xe0, 0xa5, 0xa4 | 0xa5, ..]) || bytes.get(length).is_some_and(u8::is_ascii_alphanumeric) {
            return false;
        }
        self.at = start + length;
        self.push_hashed(start, self.at, Shape::Caseless, Mark::None, word);
        true
    }

    /// Reads a word or number from `self.at`.
    fn word(&mut self) {
        let start = self.at;
        let (end, counts) = self.run(start);
        if let Some(end) = self.initials_end(start, end, &counts) {
            self.push(start, end, Shape::Upper, Mark::None);
            self.at = end;
            return;
        }
        let at = self.without_invisible(start, end);
        let shape = counts.shape();
        self.at = at;
        // A visarga before white space is often a colon typed on a Devanagari keyboard.
        let text = crate::span::part(self.text, start, at);
        if !text.as_bytes()[text.len() - 1].is_ascii() && text.ends_with('\u{0903}') && text.chars().count() > 3 && !visarga_belongs(text) && !is_word_char(self.peek(at)) {
            let cut = at - '\u{0903}'.len_utf8();
            self.push(start, cut, shape, Mark::None);
            self.push(cut, at, Shape::Mark, Mark::Colon);
        } else if self.is_apostrophe(at) {
            self.word_with_apostrophe(start, &counts);
        } else {
            self.push(start, at, shape, Mark::None);
        }
    }

    /// Where a run of letters, digits and marks ends, with the signs that join its parts, and what is in it.
    fn run(&self, start: usize) -> (usize, Counts) {
        let mut at = start;
        let mut counts = Counts::default();
        while at < self.end {
            let (class, length) = self.class_at(at);
            match class {
                Class::Digit => counts.digits += 1,
                Class::Upper => {
                    counts.upper += 1;
                    counts.first_upper |= at == start;
                }
                Class::Lower => {
                    // small letters stand among their like
                    let more = self.text.as_bytes()[at + length..self.end].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
                    counts.lower += 1 + more;
                    at += more;
                }
                Class::Letter => counts.caseless += 1,
                Class::Mark => {}
                Class::Invisible if at > start => {}
                Class::Invisible | Class::Other if self.joins(at, &counts) => {}
                Class::Invisible | Class::Other => break,
            }
            at += length;
        }
        (at, counts)
    }

    /// Whether a sign stands within a word or number.
    fn joins(&self, at: usize, counts: &Counts) -> bool {
        let c = self.peek(at);
        let next = || self.peek(at + c.len_utf8());
        match c {
            // 2.5, 1,200, 10:30
            '.' | ',' | ':' => counts.digits > 0 && counts.letters() == 0 && next().is_numeric(),
            // co-founder; Devanagari compounds stay apart
            '-' | '\u{2010}' | '\u{2011}' => (counts.cased() > 0 || counts.digits > 0 && next().is_alphabetic()) && next().is_alphanumeric() && !fold::is_devanagari(next()),
            _ => false,
        }
    }

    /// Where the dots of initials end that go on behind a letter: "U.S.", "a.m.", "J.P.", "D-N.C.".
    fn initials_end(&self, start: usize, at: usize, counts: &Counts) -> Option<usize> {
        if at >= self.end || self.peek(at) != '.' || counts.digits > 0 || counts.caseless > 0 || !self.peek(at + 1).is_ascii_alphabetic() {
            return None;
        }
        let hyphened = || crate::span::part(self.text, start, at).rsplit('-').next().is_some_and(|part| part.len() == 1 && part.len() < at - start);
        if counts.letters() != 1 && !((2..=3).contains(&counts.letters()) && hyphened()) {
            return None;
        }
        let mut end = at + 1;
        while self.peek(end).is_ascii_alphabetic() && self.peek(end + 1) == '.' {
            end += 2;
        }
        (end > at + 1 && !self.peek(end).is_alphanumeric()).then_some(end)
    }

    /// The end of a word: trailing invisible characters do not belong to it.
    fn without_invisible(&self, start: usize, mut at: usize) -> usize {
        while !self.text.as_bytes()[at - 1].is_ascii()
            && let Some(c) = crate::span::part(self.text, start, at).chars().next_back()
            && is_invisible(c)
            && at - c.len_utf8() > start
        {
            at -= c.len_utf8();
        }
        at
    }

    /// A word up to `self.at`, where an apostrophe follows, with what belongs to it or is a word of its own.
    fn word_with_apostrophe(&mut self, start: usize, counts: &Counts) {
        let at = self.at;
        let (text, shape) = (crate::span::part(self.text, start, at), counts.shape());
        // n't, 's, 're …
        if text.len() != 2 {
            let after = at + self.peek(at).len_utf8();
            if text.ends_with(['n', 'N']) && self.peek(after).eq_ignore_ascii_case(&'t') && !is_word_char(self.peek(after + 1)) {
                // a pack writes "n't" alone
                if at - 1 > start {
                    self.push(start, at - 1, shape, Mark::None);
                }
                self.push(at - 1, after + 1, Shape::Lower, Mark::None);
                self.at = after + 1;
                return;
            }
        }
        // O'Brien, d'Arc: one word
        if counts.cased() > 0 && letters_of(text) <= 2 {
            let end = self.word_end(at + self.peek(at).len_utf8());
            if letters_of(crate::span::part(self.text, at, end)) > 3 {
                self.at = end;
            }
        }
        let at = self.at;
        self.push(start, at, shape, Mark::None);
        if counts.cased() + counts.digits > 0 && self.is_apostrophe(at) {
            let tail = at + self.peek(at).len_utf8();
            let end = self.word_end(tail);
            if ["s", "S", "re", "ll", "d", "ve", "m", "t"].contains(&crate::span::part(self.text, tail, end)) {
                self.push(at, end, Shape::Lower, Mark::None);
                self.at = end;
            }
        }
    }

    fn word_end(&self, mut at: usize) -> usize {
        while at < self.end && is_word_char(self.peek(at)) {
            at += self.peek(at).len_utf8();
        }
        at
    }

    fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.peek(at), '\'' | '\u{2019}')
    }

    fn mark(&mut self, c: char) {
        let start = self.at;
        let next = self.peek(start + c.len_utf8());
        let mut end = start + c.len_utf8();
        let mark = match c {
            '.' => {
                while self.peek(end) == '.' {
                    end += 1;
                }
                Mark::Terminator
            }
            '\u{0964}' | '\u{0965}' | '?' | '!' | '\u{2026}' | '\u{06d4}' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}' => Mark::Terminator,
            '|' => {
                while self.peek(end) == '|' {
                    end += 1;
                }
                Mark::Terminator
            }
            ',' | '\u{060c}' | '\u{ff0c}' => Mark::Comma,
            ':' | '\u{0903}' | '\u{ff1a}' => Mark::Colon,
            ';' | '\u{037e}' => Mark::Semicolon,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
                while matches!(self.peek(end), '-' | '\u{2010}'..='\u{2015}') {
                    end += self.peek(end).len_utf8();
                }
                Mark::Dash
            }
            '\u{201c}' | '\u{201e}' | '\u{201f}' | '\u{00ab}' => Mark::QuoteOpen,
            '\u{201d}' | '\u{00bb}' => Mark::QuoteClose,
            '"' | '\u{ff02}' => Mark::QuoteEither,
            '\u{2018}' | '\u{201b}' if next == c => {
                end += c.len_utf8();
                Mark::QuoteOpen
            }
            '\u{2019}' if next == c => {
                end += c.len_utf8();
                Mark::QuoteClose
            }
            '\'' | '`' if next == c => {
                end += 1;
                if c == '`' { Mark::QuoteOpen } else { Mark::QuoteEither }
            }
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '\u{1fef}' | '\u{2039}' | '\u{203a}' | '\u{201a}' => Mark::QuoteSingle,
            '(' | '[' | '{' => Mark::BracketOpen,
            ')' | ']' | '}' => Mark::BracketClose,
            _ => Mark::Other,
        };
        // accents over a sign belong to it: `≠` is `=` with one
        while matches!(self.peek(end), '\u{0300}'..='\u{036f}' | '\u{20d0}'..='\u{20ff}' | '\u{093c}' | '\u{094d}' | '\u{0951}'..='\u{0954}') {
            end += self.peek(end).len_utf8();
        }
        self.push(start, end, Shape::Mark, mark);
        self.at = end;
    }
}

/// How many characters a word has, however its accents and nuktas are written.
fn letters_of(word: &str) -> usize {
    word.chars().filter(|&c| !fold::is_variant(c)).count()
}

/// Sanskrit adverbs that really end in visarga (-taḥ, -śaḥ, punaḥ, prāyaḥ), by their last letters.
fn visarga_belongs(word: &str) -> bool {
    ["\u{0924}\u{0903}", "\u{0936}\u{0903}", "\u{0928}\u{0903}", "\u{092f}\u{0903}", "\u{0926}\u{0941}\u{0903}"].iter().any(|tail| word.ends_with(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_of_the_tables() {
        for c in '\0'..=char::MAX {
            assert_eq!(class(c), class_by_tables(c), "{:x}", c as u32);
            assert_eq!(is_word_char(c), c.is_alphanumeric() || is_mark(c), "{:x}", c as u32);
        }
    }

    proptest::proptest! {
        #[test]
        fn plain_words_are_read_as_any_others(text in "([a-zA-Z]{1,4}|[0-9]{1,2}|[-' .,:’?é\u{200d}\u{0301}\n]|[कनमएािीः्ंक़१।॰]{1,4}){0,9}") {
            let (mut quick, mut slow) = (Vec::new(), Vec::new());
            tokenize(&text, Span::new(0, text.len()), &mut quick);
            let mut scanner = Scanner { text: &text, end: text.len(), at: 0, spaced: true, scratch: String::new(), out: &mut slow };
            while scanner.at < scanner.end {
                scanner.step();
            }
            proptest::prop_assert_eq!(format!("{quick:?}"), format!("{slow:?}"));
        }
    }

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn splits_as_readers_do() {
        assert_eq!(words("Rao's co-founder didn't go."), ["Rao", "'s", "co-founder", "did", "n't", "go", "."]);
        assert_eq!(words("the U.S. at 10:30, 2.5%"), ["the", "U.S.", "at", "10:30", ",", "2.5", "%"]);
        assert_eq!(words("O’Brien’s"), ["O’Brien", "’s"]);
        assert_eq!(words("Butler (D-N.C.), head"), ["Butler", "(", "D-N.C.", ")", ",", "head"]);
        assert_eq!(words("I don’t, n't"), ["I", "do", "n’t", ",", "n't"]);
        assert_eq!(words("कहा.अब जम्मू-कश्मीर।”"), ["कहा", ".", "अब", "जम्मू", "-", "कश्मीर", "।", "”"]);
        assert_eq!(words("‘‘ठीक’’ ''है''"), ["‘‘", "ठीक", "’’", "''", "है", "''"]);
        assert_eq!(words("नई दिल्लीः बैठक अतः"), ["नई", "दिल्ली", "ः", "बैठक", "अतः"]);
        assert_eq!(words("के. चंद्रशेखर"), ["के", ".", "चंद्रशेखर"]);
    }
}
