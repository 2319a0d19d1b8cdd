//! Sentence boundaries, on text as it is typed: danda and full stop mixed, `|` for danda, no space after the mark,
//! initials and titles with dots, decimals and times, closers after the terminator.

use crate::document::Sentence;
use crate::lexicon::Lexicon;
use crate::sets::KNOWN;
use crate::span::{Span, Tokens};
use crate::token::{Mark, Shape, Token};

/// Splits the tokens of one block (`block` is its index) and appends the sentences; sets each token's `sentence`.
///
/// The sets of the tokens must be marked. Every token belongs to exactly one sentence.
pub fn split(text: &str, tokens: &mut [Token], offset: usize, block: usize, lexicon: &Lexicon, out: &mut Vec<Sentence>) {
    let mut start = 0;
    let mut index = 0;
    while index < tokens.len() {
        let ends = match tokens[index].mark {
            Mark::Terminator => ends_sentence(text, tokens, index, start, lexicon),
            Mark::None => dotted_end(text, tokens, index),
            _ => false,
        };
        if ends {
            let end = closers(tokens, index + 1);
            push(tokens, start, end, offset, block, out);
            start = end;
            index = end;
        } else {
            index += 1;
        }
    }
    push(tokens, start, tokens.len(), offset, block, out);
}

fn push(tokens: &mut [Token], start: usize, end: usize, offset: usize, block: usize, out: &mut Vec<Sentence>) {
    if start >= end {
        return;
    }
    let number = out.len() as u32;
    for token in &mut tokens[start..end] {
        token.sentence = number;
    }
    let span = Span { start: tokens[start].span.start, end: tokens[end - 1].span.end };
    out.push(Sentence { span, tokens: Tokens::new(start + offset, end + offset), block });
}

/// "U.S." and "p.m." keep their last dot, which may be a full stop too: before a word in capitals that opens a clause.
fn dotted_end(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.shape != Shape::Upper || !token.span.of(text).ends_with('.') {
        return false;
    }
    let after = closers(tokens, at + 1);
    let Some(next) = tokens.get(after).filter(|t| t.spaced) else { return false };
    let hour = token.sets & KNOWN.time_word != 0 && next.is_capitalised() && next.shape != Shape::Upper && next.sets & KNOWN.time_word == 0;
    hour || opens_clause(next)
}

/// A function word in capitals: it begins a sentence.
fn opens_clause(token: &Token) -> bool {
    let function = KNOWN.determiner
        | KNOWN.demonstrative
        | KNOWN.preposition
        | KNOWN.subordinator
        | KNOWN.clause_opener
        | KNOWN.pronoun_he
        | KNOWN.pronoun_she
        | KNOWN.pronoun_they
        | KNOWN.pronoun_it
        | KNOWN.pronoun_first;
    token.is_capitalised() && token.shape != Shape::Upper && token.sets & function != 0
}

/// The most marks that close one sentence. Rows of marks longer than that are no writing, and each would be walked again from
/// every mark in it.
const MOST_CLOSERS: usize = 24;

/// Index after the closing quotation marks, brackets and further terminators that belong to a sentence's end.
fn closers(tokens: &[Token], from: usize) -> usize {
    let mut at = from;
    while let Some(token) = tokens.get(at).filter(|_| at < from + MOST_CLOSERS) {
        let next_spaced = tokens.get(at + 1).is_none_or(|t| t.spaced);
        let closes = match token.mark {
            Mark::QuoteClose | Mark::BracketClose => true,
            // A closing straight mark touches the terminator and not the next word; one set off by spaces on both
            // sides (typists do that) closes if a quotation is open, which the count of marks before tells.
            Mark::QuoteEither | Mark::QuoteSingle => next_spaced && (!token.spaced || odd_marks(tokens, at)),
            Mark::Terminator => !token.spaced || tokens.get(at - 1).is_some_and(|t| t.mark == Mark::Terminator),
            _ => false,
        };
        if !closes {
            break;
        }
        at += 1;
    }
    at
}

fn odd_marks(tokens: &[Token], at: usize) -> bool {
    let from = at.saturating_sub(400);
    tokens[from..at].iter().filter(|t| t.mark == tokens[at].mark).count() % 2 == 1
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize, start: usize, lexicon: &Lexicon) -> bool {
    let mark = tokens[at].span.of(text);
    let after = closers(tokens, at + 1);
    let Some(next) = tokens.get(after) else { return true };
    // a credit in brackets at the end of a paragraph belongs to its last sentence: "(PTI)"
    if lexicon.pack.script == crate::pack::Script::Latin
        && next.mark == Mark::BracketOpen
        && tokens.len() <= after + 4
        && tokens.last().is_some_and(|t| t.mark == Mark::BracketClose)
    {
        return false;
    }
    // “…।” - who said it, and nothing more in the paragraph
    if next.mark == Mark::Dash && after > at + 1 && is_signature(&tokens[after + 1..]) {
        return false;
    }
    let dots = mark.chars().filter(|&c| c == '.').count();
    match mark.chars().next() {
        Some('\u{0964}' | '\u{0965}' | '\u{06d4}' | '\u{3002}') => true,
        // A bar is a danda by typists of a script that has one; between a headline and the name of its column it divides.
        Some('|') => lexicon.pack.script == crate::pack::Script::Devanagari && at > start + 2 && !is_label(&tokens[after..]),
        Some('?' | '!') => {
            let quoted_tail = after > at + 1 && !starts_sentence(next);
            !quoted_tail && (next.spaced || next.shape != Shape::Lower) && !(next.mark == Mark::Comma || next.shape == Shape::Lower || matches!(next.mark, Mark::Dash))
        }
        Some('\u{2026}') => next.spaced && starts_sentence(next) && next.shape != Shape::Caseless,
        _ if dots > 1 => {
            // two or three dots are a pause; in cased scripts a capital after them opens a sentence
            next.spaced && (next.is_capitalised() || dots >= 4)
        }
        _ => full_stop(text, tokens, at, start, after),
    }
}

/// A few words to the end of the block without a verb's auxiliary and without a terminator: a column's or a show's name.
fn is_label(rest: &[Token]) -> bool {
    let verbs = KNOWN.auxiliary | KNOWN.copula | KNOWN.light_verb;
    rest.len() <= 6 && rest.iter().all(|t| t.mark != Mark::Terminator && (t.sets & verbs == 0 || t.shape != Shape::Caseless))
}

/// The most tokens, dots and commas among them, behind the dash of a signature.
const MOST_SIGNATURE: usize = 20;

/// What stands behind a quotation's dash and names its speaker: a few words to the end of the block, none of a verb.
fn is_signature(rest: &[Token]) -> bool {
    let verbs = KNOWN.auxiliary | KNOWN.copula | KNOWN.light_verb | KNOWN.ergative | KNOWN.complementizer;
    let words = rest.iter().take(MOST_SIGNATURE + 1).filter(|t| t.is_word()).count();
    rest.len() <= MOST_SIGNATURE && (1..=8).contains(&words) && rest.iter().all(|t| (t.is_word() || matches!(t.mark, Mark::Comma | Mark::Terminator)) && t.sets & verbs == 0)
}

fn starts_sentence(token: &Token) -> bool {
    token.is_capitalised()
        || matches!(token.shape, Shape::Caseless | Shape::Number | Shape::NumberWord)
        || matches!(token.mark, Mark::QuoteOpen | Mark::QuoteEither | Mark::QuoteSingle | Mark::BracketOpen | Mark::Dash)
}

/// A single `.`: an end, or part of an abbreviation, initial, number, address.
fn full_stop(text: &str, tokens: &[Token], at: usize, start: usize, after: usize) -> bool {
    let next = &tokens[after];
    let Some(before) = at.checked_sub(1).filter(|&i| i >= start).map(|i| &tokens[i]) else { return false };
    let touches = !tokens[at].spaced;
    // the word before a closing mark counts for "(no.)" too, but only the word itself can be an abbreviation
    if touches && before.is_word() && after == at + 1 {
        let word = before.span.of(text);
        let is_letter = || word.chars().filter(|c| c.is_alphabetic() && !crate::fold::is_mark(*c)).count() == 1;
        let devanagari = word.chars().all(crate::fold::is_devanagari);
        if before.sets & KNOWN.abbreviation != 0 && (next.is_word() || next.mark == Mark::Terminator) {
            // a title or unit goes with what follows; for a cased script "No." before a small word is an end neither
            return before.sets & KNOWN.title == 0 && opens_clause(next);
        }
        if before.sets & KNOWN.number_abbreviation != 0 && next.shape == Shape::Number {
            return false;
        }
        // "PORT ALDER, Wash. — …": the dateline goes on
        if next.mark == Mark::Dash && before.is_capitalised() && at >= start + 2 && tokens[at - 2].mark == Mark::Comma {
            return false;
        }
        // "wrote on X. He added": a name's initial is followed by a name
        let clause = next.sets & KNOWN.initial == 0 && opens_clause(next) && tokens.get(after + 1).is_some_and(|t| t.is_word() && !t.is_capitalised());
        // "… on X. Nobody": a letter that is something's name, behind a preposition, is no initial
        let named = before.sets & (KNOWN.organization_name | KNOWN.media_name) != 0 && at >= start + 2 && tokens[at - 2].sets & KNOWN.preposition != 0 && is_letter();
        if named && next.spaced {
            return starts_sentence(next);
        }
        if before.sets & KNOWN.initial != 0 && !clause && !ends_as_word(text, tokens, at, start, after) {
            return false;
        }
        if !devanagari && before.is_capitalised() && next.is_word() && !clause && is_letter() {
            return false;
        }
        // "क. प. शर्मा": a letter by itself without a vowel sign is nobody's word
        if devanagari
            && next.is_word()
            && before.sets & KNOWN.negation == 0
            && word.chars().filter(|&c| !crate::fold::is_variant(c)).count() == 1
            && !ends_as_word(text, tokens, at, start, after)
        {
            return false;
        }
        // 1. at the start of a line is a list number
        if before.shape == Shape::Number && at == start + 1 && word.chars().count() <= 3 {
            return false;
        }
        // example.com, file.txt
        if !next.spaced && next.is_word() && !word.chars().any(crate::fold::is_devanagari) && matches!(next.shape, Shape::Lower | Shape::Number) {
            return false;
        }
    }
    // typists who set every mark off by a space do so with initials too: "G . M . Rao"
    if !touches && after == at + 1 && before.sets & KNOWN.initial != 0 && spaced_initial(tokens, at, start) {
        return false;
    }
    if touches && before.shape == Shape::Upper && before.span.of(text).contains('.') && next.is_word() && !next.is_capitalised() {
        return false;
    }
    starts_sentence(next) || (next.shape == Shape::Lower && !next.spaced && after > at + 1)
}

/// Whether the letter before a dot that stands by itself is an initial: an office, a title or another initial stands
/// before it, another initial or a word with a case marker (a name as subject) behind it.
fn spaced_initial(tokens: &[Token], at: usize, start: usize) -> bool {
    let letter = |i: usize| tokens.get(i).is_some_and(|t| t.sets & KNOWN.initial != 0) && tokens.get(i + 1).is_some_and(|t| t.mark == Mark::Terminator && t.span.len() == 1);
    let opened = at >= start + 2 && (tokens[at - 2].sets & (KNOWN.office | KNOWN.title) != 0 || at >= start + 3 && letter(at - 3));
    let name = |i: usize| {
        let case = KNOWN.ergative | KNOWN.genitive | KNOWN.dative | KNOWN.ablative;
        let t = &tokens[i];
        t.is_word()
            && t.sets & (KNOWN.auxiliary | KNOWN.pronoun_honorific | KNOWN.pronoun_singular | KNOWN.demonstrative | KNOWN.clause_opener | KNOWN.subordinator) == 0
            && tokens.get(i + 1).is_some_and(|n| n.sets & case != 0)
    };
    let ambiguous = tokens[at - 1].sets & (KNOWN.auxiliary | KNOWN.copula | KNOWN.light_verb) != 0;
    opened && at + 1 < tokens.len() && tokens[at + 1].is_word()
        || letter(at + 1)
        || !ambiguous && at + 1 < tokens.len() && name(at + 1) && tokens[at + 1].sets & (KNOWN.given_name | KNOWN.surname) != 0
}

/// The letters of initials are ordinary words too (के, की, से): after a verb's auxiliary, or as the end of a clause, the dot ends
/// the sentence. A chain of initials or an initial that opens a name does not.
fn ends_as_word(text: &str, tokens: &[Token], at: usize, start: usize, after: usize) -> bool {
    let before = &tokens[at - 1];
    let ambiguous = before.sets & (KNOWN.genitive | KNOWN.auxiliary | KNOWN.copula | KNOWN.postposition | KNOWN.conjunction | KNOWN.light_verb) != 0;
    if !ambiguous {
        return false;
    }
    // another initial right before or right after it
    let chained = (at >= start + 3 && tokens[at - 2].mark == Mark::Terminator && tokens[at - 3].sets & KNOWN.initial != 0)
        || (tokens.get(after).is_some_and(|t| t.sets & KNOWN.initial != 0) && tokens.get(after + 1).is_some_and(|t| t.mark == Mark::Terminator && !t.spaced));
    if chained {
        return false;
    }
    // A postposition cannot end a sentence: then it is an initial. An auxiliary or light verb can.
    before.sets & (KNOWN.genitive | KNOWN.postposition | KNOWN.conjunction) == 0 || {
        let _ = text;
        before.sets & (KNOWN.auxiliary | KNOWN.copula | KNOWN.light_verb) != 0
    }
}
