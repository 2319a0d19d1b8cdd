//! Ranges of text and of tokens.
//!
//! Inside the engine a [`Span`] counts UTF-8 bytes of the document's text; ends are exclusive. Conversion to the units
//! of the outside (UTF-16 in JavaScript, code points on the command line) happens in [`crate::offsets`] and nowhere else.

use serde::{Deserialize, Serialize};

/// A range of UTF-8 bytes in a document's text, end exclusive, both ends on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From offsets within a text of less than 4 GB.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }

    /// The text it covers; nothing where it does not lie within this text on character boundaries.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        part(text, self.start as usize, self.end as usize)
    }

    /// The same place in a text that begins at `to` instead of at `from`.
    pub fn moved(&self, from: u32, to: u32) -> Span {
        Span { start: self.start - from + to, end: self.end - from + to }
    }

    /// Length in UTF-8 bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// Whether the other lies within it; it contains itself.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share a byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A range of token indices in a [`crate::document::Document`], end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tokens {
    /// Index of the first token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Tokens {
    /// From token indices; a range whose end is not past its start is empty.
    pub fn new(start: usize, end: usize) -> Self {
        Tokens { start, end }
    }

    /// The same tokens in a list where they begin at `to` instead of at `from`.
    pub fn moved(&self, from: usize, to: usize) -> Tokens {
        Tokens { start: self.start - from + to, end: self.end - from + to }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers no token.
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// As a range to index with.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// Whether a token is in it.
    pub fn has(&self, index: usize) -> bool {
        self.start <= index && index < self.end
    }

    /// Whether the other lies within it; it contains itself.
    pub fn contains(&self, other: Tokens) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share a token.
    pub fn overlaps(&self, other: Tokens) -> bool {
        self.start < other.end && other.start < self.end
    }
}
/// The part of a text between two places in UTF-8 bytes; nothing where they are none, or stand within a character. (Slicing panics
/// there, and what says so would be two kilobytes of the module.)
pub fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}
