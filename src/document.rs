//! A text made ready for analysis: blocks, tokens, sentences and quotations, each knowing its place.

use crate::lexicon::Lexicon;
use crate::span::{Span, Tokens};
use crate::token::Token;

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// The article's headline.
    Headline,
    /// The summary below the headline.
    Standfirst,
    /// A paragraph of the text itself.
    #[default]
    Body,
    /// The words below a picture or film.
    Caption,
    /// A quotation set off from the text.
    Quote,
    /// An item of a list within the article.
    List,
    /// What the reader selected, of whatever role it is on the page.
    Selection,
}

impl Role {
    /// The role of a word that the content script sends; `None` for any other word.
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
    /// It has a language with a pack.
    Analysed,
    /// No pack for its language.
    NoLanguage,
    /// A legacy font encoding or mojibake; or it stands behind [`crate::token::MOST_TOKENS`] others.
    Unreadable,
    /// It has no words.
    Empty,
}

/// A paragraph, headline or caption. Nothing but a pointer (`about`, `who`, `answers`) crosses from one to another.
#[derive(Clone)]
pub struct Block<'p> {
    /// UTF-8 bytes in the document's text.
    pub span: Span,
    /// What it is in the article.
    pub role: Role,
    /// Whether it is analysed, and why not.
    pub status: Status,
    /// The language pack, compiled; `None` unless `status` is [`Status::Analysed`].
    pub lexicon: Option<&'p Lexicon>,
    /// Its tokens; none where it is not analysed.
    pub tokens: Tokens,
    /// Range of sentence indices.
    pub sentences: std::ops::Range<usize>,
}

/// A sentence; none reaches over the end of its block.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// UTF-8 bytes, without the white space around it.
    pub span: Span,
    /// Its tokens, the terminator and closing marks included.
    pub tokens: Tokens,
    /// Index of its block in [`Document::blocks`].
    pub block: usize,
}

/// A stretch in quotation marks. `open..close` are the tokens of the marks themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quotation {
    /// Token index of the opening mark.
    pub open: usize,
    /// Index of the closing mark; for one that is never closed, the end of its stretch (exclusive), and `closed` is false.
    pub close: usize,
    /// Whether a closing mark was found before the block's end.
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
    /// The whole text; blocks are separated by a line feed.
    pub text: String,
    /// The blocks in reading order.
    pub blocks: Vec<Block<'p>>,
    /// The tokens of all analysed blocks.
    pub tokens: Vec<Token>,
    /// The sentences of all analysed blocks.
    pub sentences: Vec<Sentence>,
    /// In the order of their opening marks.
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

    /// The text from the first to the last of these tokens; "" for an empty range.
    pub fn text_of(&self, tokens: Tokens) -> &str {
        self.span(tokens).of(&self.text)
    }

    /// Indices of the quotations that open in a range of tokens.
    pub fn quotations_opening_in(&self, tokens: Tokens) -> std::ops::Range<usize> {
        let first = self.quotations.partition_point(|q| q.open < tokens.start);
        let last = self.quotations.partition_point(|q| q.open < tokens.end);
        first..last.max(first)
    }

    /// Indices of the quotations that open at a token.
    pub fn quotations_opening_at(&self, token: usize) -> std::ops::Range<usize> {
        // (most tokens stand in none)
        if self.quoted.get(token).is_none_or(|&quotation| quotation == 0) {
            return 0..0;
        }
        self.quotations_opening_in(Tokens::new(token, token + 1))
    }

    /// The quotation that a token closes.
    pub fn quotation_closed_by(&self, token: usize) -> Option<&Quotation> {
        let index = (*self.quoted.get(token)? as usize).checked_sub(1)?;
        Some(&self.quotations[index]).filter(|q| q.closed && q.close == token)
    }

    /// Index of the block that holds a token.
    pub fn block_of(&self, token: usize) -> usize {
        self.sentences[self.tokens[token].sentence as usize].block
    }

    /// Index of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.tokens[token].sentence as usize
    }

    /// The compiled pack of a token's block. Tokens exist only in blocks that have one.
    pub fn lexicon_of(&self, token: usize) -> &'p Lexicon {
        self.blocks[self.block_of(token)].lexicon.expect("a block with tokens has a language")
    }

    /// The same for a token that may be out of range.
    pub fn lexicon_at(&self, token: usize) -> Option<&'p Lexicon> {
        let sentence = self.tokens.get(token)?.sentence as usize;
        self.blocks.get(self.sentences.get(sentence)?.block)?.lexicon
    }

    /// Whether two tokens are forms of one word, as far as the first three characters of the normal form tell.
    pub fn alike(&self, a: usize, b: usize) -> bool {
        let (first, second) = (&self.tokens[a], &self.tokens[b]);
        if first.word == second.word || !first.is_word() || !second.is_word() {
            return first.word == second.word || !first.is_word() && !second.is_word();
        }
        crate::fold::begin_alike(self.token_text(a), self.token_text(b))
    }

    /// Whether a token's language puts the verb last.
    pub fn verb_last(&self, token: usize) -> bool {
        self.lexicon_of(token).verb_last()
    }

    /// Whether a token is in one of the pack's sets, by the set's bit (see [`crate::sets::KNOWN`]).
    // (asked at hundreds of places, each of which would be three times as long in the module)
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn is(&self, token: usize, bits: u128) -> bool {
        self.tokens.get(token).is_some_and(|t| t.sets & bits != 0)
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

/// A block as it is handed in.
#[derive(Clone, Copy, Debug)]
pub struct BlockText<'t> {
    /// The block's text as the page shows it.
    pub text: &'t str,
    /// What it is in the article.
    pub role: Role,
}

/// For the index of a block: a document in which a block has the same text, and the index of that one.
pub type Before<'b, 'p> = &'b dyn Fn(usize) -> Option<(&'b Document<'p>, usize)>;

/// Longest paragraph that is analysed as one block, in tokens; what lies beyond is a block of its own, so that no work is
/// quadratic in the input.
const MOST_TOKENS: usize = 3_000;

impl<'p> Document<'p> {
    /// Prepares blocks for analysis. `language` is a pack's code to force, otherwise each block's language is recognised
    /// among `packs`.
    ///
    /// The document's text is the blocks joined by newlines.
    pub fn prepare(blocks: &[BlockText<'_>], packs: &[&'p Lexicon], language: Option<&str>) -> Document<'p> {
        Document::prepare_again(blocks, packs, language, &|_| None)
    }

    /// The same, where some blocks have been prepared before. Their tokens and sentences are taken over instead of being found again.
    pub fn prepare_again(blocks: &[BlockText<'_>], packs: &[&'p Lexicon], language: Option<&str>, before: Before<'_, 'p>) -> Document<'p> {
        let mut text = String::with_capacity(blocks.iter().map(|b| b.text.len() + 1).sum());
        let mut spans = Vec::with_capacity(blocks.len());
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            let start = text.len();
            text.push_str(block.text);
            spans.push((Span::new(start, text.len()), block.role));
        }
        Document::from_parts(text, spans, packs, language, before)
    }

    /// Prepares a plain text whose lines are its paragraphs.
    pub fn from_text(text: &str, packs: &[&'p Lexicon], language: Option<&str>) -> Document<'p> {
        let mut spans = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            // an empty line is no block: a text of nothing else would take more memory for them than it has
            if !line.is_empty() {
                spans.push((Span::new(start, start + line.len()), Role::Body));
            }
            start += line.len() + 1;
        }
        if let Some(first) = spans.iter_mut().find(|(span, _)| !span.of(text).trim().is_empty()) {
            first.1 = Role::Headline;
        }
        Document::from_parts(text.to_owned(), spans, packs, language, &|_| None)
    }

    fn from_parts(text: String, spans: Vec<(Span, Role)>, packs: &[&'p Lexicon], language: Option<&str>, before: Before<'_, 'p>) -> Document<'p> {
        let forced = language.and_then(|code| packs.iter().copied().find(|l| l.pack.code == code));
        // asked only for blocks that do not tell by themselves
        let mut whole: Option<Option<&'p Lexicon>> = None;
        // a list of tokens that grows by doubling would hold three times its size for a moment
        let tokens = Vec::with_capacity(about_tokens(&text).min(crate::token::MOST_TOKENS));
        let mut document = Document { blocks: Vec::with_capacity(spans.len()), tokens, text, sentences: Vec::new(), quotations: Vec::new(), quoted: Vec::new() };
        let mut carried = false;
        for &(span, role) in &spans {
            let first_token = document.tokens.len();
            let first_sentence = document.sentences.len();
            let number = document.blocks.len();
            let given = span.of(&document.text);
            let known = before(number).filter(|(d, block)| d.blocks[*block].lexicon.is_some() && first_token + d.blocks[*block].tokens.len() < crate::token::MOST_TOKENS);
            let (lexicon, status) = if given.trim().is_empty() {
                (None, Status::Empty)
            } else if document.tokens.len() >= crate::token::MOST_TOKENS {
                (None, Status::Unreadable)
            } else if let Some(lexicon) = forced {
                document.add_tokens(span, known);
                lexicon.mark_words(&mut document.tokens[first_token..]);
                (Some(lexicon), Status::Analysed)
            } else {
                match crate::language::script_of(given) {
                    Err(status) => (None, status),
                    Ok(script) => {
                        document.add_tokens(span, known);
                        crate::language::of_tokens(script, &mut document.tokens[first_token..], packs, || {
                            *whole.get_or_insert_with(|| crate::language::of_text(spans.iter().map(|(span, _)| span.of(&document.text)), packs))
                        })
                    }
                }
            };
            if lexicon.is_none() {
                document.tokens.truncate(first_token);
            }
            if let Some(lexicon) = lexicon {
                let same = known.filter(|(d, block)| d.blocks[*block].lexicon.is_some_and(|l| std::ptr::eq(l, lexicon)));
                if let Some((earlier, block)) = same {
                    document.add_sentences(span, first_token, earlier, block);
                }
                for start in (first_token..document.tokens.len()).step_by(MOST_TOKENS) {
                    let end = (start + MOST_TOKENS).min(document.tokens.len());
                    lexicon.mark_members(&mut document.tokens[start..end]);
                    if same.is_none() {
                        crate::sentence::split(&document.text, &mut document.tokens[start..end], start, number, lexicon, &mut document.sentences);
                    }
                }
                let tokens = Tokens::new(first_token, document.tokens.len());
                carried = crate::quotation::find(&document.tokens, tokens, carried, &mut document.quotations);
            }
            let tokens = Tokens::new(first_token, document.tokens.len());
            let sentences = first_sentence..document.sentences.len();
            document.blocks.push(Block { span, role, status, lexicon, tokens, sentences });
        }
        document.quoted = crate::quotation::mark(document.tokens.len(), &document.quotations);
        document
    }

    /// Whether a block that has the same words in another document is in the same language there, and quoted alike.
    pub fn reads_alike(&self, block: usize, other: &Document<'p>, there: usize) -> bool {
        let (here, there) = (&self.blocks[block], &other.blocks[there]);
        let own = |d: &Document<'p>, b: &Block<'p>| {
            let first = b.tokens.start;
            d.quotations[d.quotations_opening_in(b.tokens)].iter().map(move |q| Quotation { open: q.open - first, close: q.close - first, ..*q }).collect::<Vec<_>>()
        };
        let same = |a: Option<&Lexicon>, b: Option<&Lexicon>| a.zip(b).is_some_and(|(a, b)| std::ptr::eq(a, b));
        same(here.lexicon, there.lexicon) && here.tokens.len() == there.tokens.len() && own(self, here) == own(other, there)
    }

    /// The tokens of a block: those of an earlier document, moved to where the text stands now, or newly found ones.
    fn add_tokens(&mut self, span: Span, known: Option<(&Document<'p>, usize)>) {
        let Some((earlier, block)) = known else { return crate::token::tokenize(&self.text, span, &mut self.tokens) };
        let block = &earlier.blocks[block];
        let moved = |t: &Token| Token { span: t.span.moved(block.span.start, span.start), ..*t };
        self.tokens.extend(earlier.tokens[block.tokens.range()].iter().map(moved));
    }

    /// The sentences of a block whose tokens, from `first` on, are those of an earlier document.
    fn add_sentences(&mut self, span: Span, first: usize, earlier: &Document<'p>, block: usize) {
        let block = &earlier.blocks[block];
        let (number, sentence) = (self.blocks.len(), self.sentences.len() as u32);
        for token in &mut self.tokens[first..] {
            token.sentence = token.sentence - block.sentences.start as u32 + sentence;
        }
        let moved = |s: &Sentence| Sentence { span: s.span.moved(block.span.start, span.start), tokens: s.tokens.moved(block.tokens.start, first), block: number };
        self.sentences.extend(earlier.sentences[block.sentences.clone()].iter().map(moved));
    }
}

/// Shorter texts (bytes) are not looked at before they are read.
const FEW_PAGES: usize = 32 * 1024;

/// How many tokens a text has, at a glance and rather too many: beginnings of words, and marks.
fn about_tokens(text: &str) -> usize {
    // a list for a few pages may as well be too long, or grow once
    if text.len() < FEW_PAGES {
        return text.len() / 5 + 16;
    }
    const WORD: u8 = 1;
    const MARK: u8 = 2;
    // a danda ends in these two bytes
    const FIRST: u8 = 4;
    const SECOND: u8 = 8;
    static KINDS: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut at = 0;
        while at < 256 {
            let byte = at as u8;
            if byte.is_ascii_alphanumeric() || byte >= 0x80 {
                kinds[at] |= WORD;
            }
            // typographic marks begin with this one
            if byte.is_ascii_punctuation() || byte == 0xe2 {
                kinds[at] |= MARK;
            }
            if byte == 0xa5 {
                kinds[at] |= FIRST;
            }
            if byte == 0xa4 {
                kinds[at] |= SECOND;
            }
            at += 1;
        }
        kinds
    };
    let (mut words, mut marks, mut before) = (0usize, 0usize, 0);
    for &byte in text.as_bytes() {
        let kind = KINDS[usize::from(byte)];
        words += usize::from(kind & !before & WORD);
        marks += usize::from(kind & MARK) / 2 + usize::from((kind / SECOND) & (before / FIRST));
        before = kind;
    }
    words + marks + (words + marks) / 64 + 16
}
