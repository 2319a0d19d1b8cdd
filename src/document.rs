//! A text made ready for analysis: blocks, tokens, sentences and quotations, each knowing its place.

use crate::lexicon::Lexicon;
use crate::span::{Span, Tokens};
use crate::token::Token;

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Role {
    Headline,
    Standfirst,
    #[default]
    Body,
    Caption,
    Quote,
    List,
    Selection,
}

impl Role {
    pub fn parse(word: &str) -> Option<Role> {
        Some(match word {
            "headline" => Role::Headline,
            "standfirst" => Role::Standfirst,
            "body" => Role::Body,
            "caption" => Role::Caption,
            "quote" => Role::Quote,
            "list" => Role::List,
            "selection" => Role::Selection,
            _ => return None,
        })
    }
}

/// What became of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Analysed,
    /// No pack for its language.
    NoLanguage,
    /// A legacy font encoding or mojibake.
    Unreadable,
    Empty,
}

/// A paragraph, headline or caption. Nothing but a pointer (`about`, `who`, `answers`) crosses from one to another.
#[derive(Clone)]
pub struct Block<'p> {
    /// UTF-8 bytes in the document's text.
    pub span: Span,
    pub role: Role,
    pub status: Status,
    /// The language pack, compiled; `None` unless `status` is [`Status::Analysed`].
    pub lexicon: Option<&'p Lexicon>,
    pub tokens: Tokens,
    /// Range of sentence indices.
    pub sentences: std::ops::Range<usize>,
}

#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// UTF-8 bytes, without the white space around it.
    pub span: Span,
    pub tokens: Tokens,
    pub block: usize,
}

/// A stretch in quotation marks. `open..close` are the tokens of the marks themselves.
#[derive(Clone, Copy, Debug)]
pub struct Quotation {
    pub open: usize,
    /// Index of the closing mark; for one that is never closed, the end of its stretch (exclusive), and `closed` is false.
    pub close: usize,
    pub closed: bool,
    /// Made of single marks.
    pub single: bool,
    /// Inside another quotation.
    pub nested: bool,
    /// Goes on from the block before (each paragraph reopened, only the last closed).
    pub continued: bool,
}

impl Quotation {
    /// The tokens between the marks.
    pub fn inner(&self) -> Tokens {
        Tokens::new(self.open + 1, self.close)
    }
}

/// A text ready for analysis. All indices refer to its own lists.
pub struct Document<'p> {
    pub text: String,
    pub blocks: Vec<Block<'p>>,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub quotations: Vec<Quotation>,
    /// For each token the index + 1 of the innermost quotation that holds it (marks included), 0 outside.
    pub quoted: Vec<u32>,
}

impl<'p> Document<'p> {
    /// The text of a token.
    pub fn token_text(&self, index: usize) -> &str {
        self.tokens[index].span.of(&self.text)
    }

    /// UTF-8 bytes of a token range; empty ranges give an empty span at their start.
    pub fn span(&self, tokens: Tokens) -> Span {
        if tokens.is_empty() {
            let at = self.tokens.get(tokens.start).map_or(self.text.len() as u32, |t| t.span.start);
            return Span { start: at, end: at };
        }
        Span { start: self.tokens[tokens.start].span.start, end: self.tokens[tokens.end - 1].span.end }
    }

    pub fn text_of(&self, tokens: Tokens) -> &str {
        self.span(tokens).of(&self.text)
    }

    /// Index of the block that holds a token.
    pub fn block_of(&self, token: usize) -> usize {
        self.sentences[self.tokens[token].sentence as usize].block
    }

    pub fn sentence_of(&self, token: usize) -> usize {
        self.tokens[token].sentence as usize
    }

    /// The compiled pack of a token's block. Tokens exist only in blocks that have one.
    pub fn lexicon_of(&self, token: usize) -> &'p Lexicon {
        self.blocks[self.block_of(token)].lexicon.expect("a block with tokens has a language")
    }

    /// Whether a token is in one of the pack's sets, by the set's bit (see [`Lexicon::known`]).
    pub fn is(&self, token: usize, bits: u128) -> bool {
        self.tokens[token].sets & bits != 0
    }

    /// Whether a token stands inside (not on a mark of) a quotation of double marks or a long one of single marks.
    pub fn in_quotation(&self, token: usize) -> bool {
        let index = self.quoted[token];
        index != 0 && {
            let q = &self.quotations[index as usize - 1];
            token != q.open && !(q.closed && token == q.close)
        }
    }
}
