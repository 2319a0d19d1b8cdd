//! Whether a claim is given in the source's own words.
//!
//! Direct: all of the content stands in quotation marks, or behind a dash or colon that introduces speech word for word.
//! Mixed: a part of it does. Marks around a name, a title or a nickname, and a single word held at arm's length, make no quote.

use crate::attribution::{Found, Quote};
use crate::document::{Document, Quotation};
use crate::pack::{Frame, WordOrder};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::Mark;

/// A stretch of so many words or fewer inside other words may be a title or a word held at arm's length.
const FEW: usize = 1;

/// A quotation is looked at up to so many tokens.
const LONG: usize = 400;

/// What stands around a quotation is looked at up to so many tokens before and behind it.
const NEAR: usize = 40;

/// Sets `quote` from the quotation marks in and around the content.
pub fn classify(doc: &Document<'_>, found: &mut Found) {
    found.quote = of(doc, found);
    if found.quote != Quote::Indirect {
        found.reasons.push("quotation");
    }
}

fn of(doc: &Document<'_>, found: &Found) -> Quote {
    // (in most claims nothing is quoted)
    let holds_quotation = |part: &Tokens| doc.quoted.get(part.range()).is_some_and(|quoted| quoted.iter().any(|&quotation| quotation != 0));
    if !found.content.iter().any(holds_quotation) {
        let mut tokens = found.content.iter().flat_map(|part| part.range()).filter(|&i| i < doc.tokens.len());
        let says = tokens.any(|i| doc.tokens[i].is_word() && !joins(doc, i));
        return if says && verbatim(doc, found) { Quote::Direct } else { Quote::Indirect };
    }
    let mut words = 0;
    let mut quoted = 0;
    // whether one of the quotations is speech; the last one that was asked
    let (mut speech, mut last) = (false, None);
    for content in &found.content {
        for index in content.range().filter(|&i| i < doc.tokens.len() && doc.tokens[i].is_word()) {
            words += 1;
            if let Some(q) = quotation_of(doc, index, found) {
                quoted += 1;
                let inner = doc.quotations[q].inner();
                let whole = inner.start <= content.start + 1 && content.end <= inner.end + 2 && content.len() > 3;
                if !speech && (whole || last.replace(q) != Some(q)) {
                    speech = whole || spoken(doc, &doc.quotations[q]);
                }
            } else if joins(doc, index) {
                // "meritless" and "improper"
                words -= 1;
            }
        }
    }
    if words == 0 {
        return Quote::Indirect;
    }
    if quoted == words {
        return Quote::Direct;
    }
    if quoted * 20 >= words * 19 && words > 8 {
        return Quote::Direct;
    }
    if speech {
        return Quote::Mixed;
    }
    if verbatim(doc, found) { Quote::Direct } else { Quote::Indirect }
}

/// The quotation that a token stands in: the outer one where they are nested, but none that holds the cue as well, for
/// those marks are the ones of somebody who quotes the whole attribution.
fn quotation_of(doc: &Document<'_>, token: usize, found: &Found) -> Option<usize> {
    let mut index = (*doc.quoted.get(token)? as usize).checked_sub(1)?;
    let mut best = None;
    loop {
        let q = &doc.quotations[index];
        let holds = |t: usize| q.open < t && t < q.close;
        if holds(token) && !(holds(found.cue.start) && q.closed) {
            best = Some(index);
        }
        if !q.nested || index == 0 {
            return best;
        }
        // the one around it opens before it
        let outer = (0..index).rev().take(8).find(|&o| doc.quotations[o].open < q.open && doc.quotations[o].close >= q.close)?;
        index = outer;
    }
}

/// "and" between two quoted words.
fn joins(doc: &Document<'_>, token: usize) -> bool {
    doc.is(token, KNOWN.conjunction) && token > 0 && doc.tokens[token - 1].is_quote() && doc.tokens.get(token + 1).is_some_and(|t| t.is_quote())
}

/// Speech, and no title, nickname or word held at arm's length.
fn spoken(doc: &Document<'_>, q: &Quotation) -> bool {
    let mut inner = q.inner();
    // a longer one is no title
    inner.end = inner.end.min(inner.start + LONG);
    let words = inner.range().filter(|&i| doc.tokens[i].is_word()).count();
    if words == 0 {
        return false;
    }
    let classes = &KNOWN.classes;
    // in a headline every word has a capital
    let sentence = doc.sentences[doc.sentence_of(q.open)].tokens;
    let before = sentence.start.max(q.open.saturating_sub(NEAR))..q.open;
    let behind = (q.close + 1).min(sentence.end)..sentence.end.min(q.close + 1 + NEAR);
    let outside = before.chain(behind).filter(|&i| doc.tokens[i].is_word());
    let (all, capitals) = outside.fold((0, 0), |(a, c), i| (a + 1, c + usize::from(doc.tokens[i].is_capitalised())));
    if all >= 3 && capitals * 10 >= all * 7 {
        return true;
    }
    // every long word in capitals: the title of a book, a film, a law
    let names = inner.range().filter(|&i| doc.tokens[i].is_word()).all(|i| {
        let t = &doc.tokens[i];
        t.is_capitalised() || t.sets & (KNOWN.given_name | KNOWN.surname) != 0 || t.sets & classes.function != 0 && words > 1
    });
    if names && inner.range().any(|i| doc.tokens[i].is_capitalised() || doc.is(i, KNOWN.given_name | KNOWN.surname)) {
        return false;
    }
    !(q.single && words <= FEW)
}

/// Speech behind a dash or colon right after the cue, without the word that makes it reported.
fn verbatim(doc: &Document<'_>, found: &Found) -> bool {
    let Some(first) = found.content.first() else { return false };
    if first.start < found.cue.end || first.start > found.cue.end + 3 || first.start > doc.tokens.len() {
        return false;
    }
    if crate::turns::is_turn(doc, found) {
        return true;
    }
    // a cue that is itself the colon of a headline introduces nothing word for word
    if found.cue.range().all(|i| !doc.tokens[i].is_word()) {
        return false;
    }
    let between = Tokens::new(found.cue.end, first.start);
    // a verb-last language joins reported speech by a word; a comma instead of it introduces the speech itself
    // (behind a noun, "the court's ruling, …", it does not)
    let lexicon = doc.lexicon_of(first.start);
    let noun = found.entry.is_some_and(|e| lexicon.entry(e).frame == Frame::Genitive);
    if lexicon.pack.order == WordOrder::VerbLast
        && !noun
        && between.len() == 1
        && doc.tokens[between.start].mark == Mark::Comma
        && doc.tokens[found.cue.end - 1].sets & (KNOWN.postposition | KNOWN.copula | KNOWN.auxiliary) == 0
    {
        return true;
    }
    between.range().any(|i| matches!(doc.tokens[i].mark, Mark::Dash | Mark::Colon)) && !between.range().any(|i| doc.is(i, KNOWN.complementizer))
}
