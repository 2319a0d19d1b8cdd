//! Ranges of text and of tokens.
//!
//! Inside the engine a [`Span`] counts UTF-8 bytes of the document's text; ends are exclusive. Conversion to the units
//! of the outside (UTF-16 in JavaScript, code points on the command line) happens in [`crate::offsets`] and nowhere else.

use serde::{Deserialize, Serialize};

/// A range of UTF-8 bytes in a document's text, end exclusive, both ends on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }

    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A range of token indices in a [`crate::document::Document`], end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tokens {
    pub start: usize,
    pub end: usize,
}

impl Tokens {
    pub fn new(start: usize, end: usize) -> Self {
        Tokens { start, end }
    }

    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    pub fn has(&self, index: usize) -> bool {
        self.start <= index && index < self.end
    }

    pub fn contains(&self, other: Tokens) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(&self, other: Tokens) -> bool {
        self.start < other.end && other.start < self.end
    }
}
