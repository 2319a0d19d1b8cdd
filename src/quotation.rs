//! Quotations: which marks belong together, on text that mixes every mark in use.
//!
//! Marks pair by class (double, single), not by glyph, inside one block. A mark that opens and is never closed reaches to the
//! end of its block; where the next block opens with a mark again, it is the same speech going on.

use crate::document::Quotation;
use crate::order::InOrder;
use crate::span::Tokens;
use crate::token::{Mark, Token};

/// A single-marked stretch of at least so many words is speech like any other; shorter ones may be titles or scare quotes.
const LONG_SINGLE: usize = 8;

/// Finds the quotations of one block. `tokens` is the whole document's list, `block` the block's range.
///
/// `carried`: the block before ended inside a quotation that was never closed.
/// Returns whether this one ends so. Quotations come out in the order of their opening marks.
pub fn find(tokens: &[Token], block: Tokens, carried: bool, out: &mut Vec<Quotation>) -> bool {
    let begin = out.len();
    let mut double: Option<usize> = None;
    let mut single: Option<usize> = None;
    let mut unclosed_at_end = false;
    for index in block.range() {
        let token = &tokens[index];
        if !token.is_quote() {
            continue;
        }
        let next = tokens.get(index + 1).filter(|_| index + 1 < block.end);
        let next_touches = next.is_some_and(|t| !t.spaced);
        match token.mark {
            Mark::QuoteOpen | Mark::QuoteEither | Mark::QuoteClose => {
                let opens = match token.mark {
                    Mark::QuoteOpen => true,
                    // ” … ” : a closing glyph used to open, when nothing is open and it stands before a word
                    Mark::QuoteClose => double.is_none() && token.spaced && next_touches,
                    _ => match double {
                        None => next.is_some_and(Token::is_word) || next.is_some() && (token.spaced || index == block.start) || next_touches,
                        // a second straight mark opens only when it cannot close: it follows a space and touches the next word
                        // while the one before it did so directly after a colon or dash … which is too rare to guess
                        Some(_) => false,
                    },
                };
                if opens {
                    if let Some(open) = double.take() {
                        // opened again without closing: the first reaches to here
                        push(out, begin, open, index, false, false);
                    }
                    double = Some(index);
                } else if let Some(open) = double.take() {
                    push(out, begin, open, index, true, false);
                } else if carried && out.len() == begin {
                    // closes what an earlier block opened
                    out.push(Quotation { open: block.start, close: index, closed: true, single: false, nested: false, continued: true });
                }
            }
            Mark::QuoteSingle => {
                let word_before = index > block.start && !token.spaced && tokens[index - 1].is_word();
                match single {
                    None if next_touches && !word_before && next.is_some_and(|t| t.is_word() || t.is_quote()) => single = Some(index),
                    Some(open) if !(token.spaced && next_touches) => {
                        push(out, begin, open, index, true, true);
                        single = None;
                    }
                    Some(open) if index - open > 60 => single = Some(index),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    if let Some(open) = double {
        push(out, begin, open, block.end, false, false);
        unclosed_at_end = true;
    }
    let found = &mut out[begin..];
    if carried
        && let Some(first) = found.first_mut()
        && first.open == block.start
    {
        first.continued = true;
    }
    found.in_order_of(|q| (q.open, std::cmp::Reverse(q.close)));
    let mut enclosing: Vec<usize> = Vec::new();
    for q in found.iter_mut() {
        while enclosing.last().is_some_and(|&close| close <= q.open) {
            enclosing.pop();
        }
        q.nested = !enclosing.is_empty();
        enclosing.push(q.close);
    }
    unclosed_at_end
}

fn push(out: &mut Vec<Quotation>, begin: usize, open: usize, close: usize, closed: bool, single: bool) {
    // A double quotation that crosses the end of a single one: the single marks were apostrophes.
    if !single {
        // They stand in the order of their ends, so only the last ones can reach over the opening mark.
        let mut index = out.len();
        while index > begin && out[index - 1].close > open {
            index -= 1;
            let q = out[index];
            if q.single && ((q.open < open && open < q.close && q.close < close) || (open < q.open && q.open < close && close < q.close)) {
                out.remove(index);
            }
        }
    }
    if close > open + 1 {
        out.push(Quotation { open, close, closed, single, nested: false, continued: false });
    }
}

/// For each token of the document the index + 1 of the innermost quotation that counts as a stretch of its own, 0 outside.
pub fn mark(tokens: usize, quotations: &[Quotation]) -> Vec<u32> {
    let mut quoted = vec![0u32; tokens];
    // outer before inner: later, inner ones overwrite
    for (index, q) in quotations.iter().enumerate() {
        let end = if q.closed { q.close + 1 } else { q.close };
        for slot in &mut quoted[q.open..end.min(tokens)] {
            *slot = index as u32 + 1;
        }
    }
    quoted
}

impl Quotation {
    /// Long enough, or double-marked: can be speech by itself.
    pub fn is_speech_like(&self) -> bool {
        !self.single || self.close - self.open > LONG_SINGLE
    }
}
