//! Statements that negate flatly what somebody else may have claimed: "Not one ticket was sold".

use crate::attribution::{Found, Quote, Stance};
use crate::document::Document;
use crate::pack::WordOrder;
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::Mark;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flat {
    /// A label alone is the content, said of a claim that stands beside it.
    Called,
    /// It is called false.
    Label,
    /// Negated with emphasis: "not one", "no truth in".
    Emphatic,
    /// Negated from its beginning, or short.
    Whole,
    /// Something in it is negated.
    Part,
}

/// Whether the content negates a claim as a whole.
pub(crate) fn flat(doc: &Document<'_>, found: &Found) -> Option<Flat> {
    let first = found.content.first()?;
    // most claims have no word that could negate anything: then only a label in quotation marks is left
    let telling = KNOWN.outright_denial | KNOWN.lone_denial | KNOWN.false_label | KNOWN.flat_negation | KNOWN.emphatic_negation | KNOWN.negation;
    let tells = found.content.iter().any(|part| doc.tokens[part.range()].iter().any(|token| token.sets & telling != 0));
    if !tells && found.quote != Quote::Direct {
        return None;
    }
    // "If there is no plan, what is this paper?": a question says nothing flatly
    let asks = |part: &Tokens| doc.tokens.get(part.end).is_some_and(|t| t.mark == Mark::Terminator && t.span.of(&doc.text).starts_with('?'));
    if found.content.iter().all(asks) || found.content.len() > 1 && found.content.last().is_some_and(asks) {
        return None;
    }
    // "asked why nothing had been done": verb-last, a question word stands anywhere in it
    let verb_last = doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
    if verb_last && first.range().take(40).any(|i| doc.is(i, KNOWN.question) && !doc.is(i, KNOWN.relative_pronoun)) {
        return None;
    }
    // "urged them not to heed the rumours": what is asked for is no claim
    if verb_last
        && found.entry.is_some()
        && found.stance == Stance::Says
        && doc.is(first.end - 1, KNOWN.infinitive)
        && first.end <= found.cue.start
        && !doc.in_quotation(first.start)
    {
        return None;
    }
    if let Some(flat) = labels_claim(doc, found) {
        return Some(flat);
    }
    if !tells {
        return None;
    }
    // "it never happened", "nothing of the sort": it can mean nothing but what somebody else says
    // (not "something that has not happened since")
    let relative = |i: usize| i > first.start && doc.is(i, KNOWN.relative_pronoun) && doc.is(i - 1, KNOWN.claim_name);
    let outright = found.content.iter().take(3).flat_map(|c| c.range().take(14)).find(|&i| doc.is(i, KNOWN.outright_denial));
    if outright.is_some_and(|i| !relative(i)) {
        return Some(Flat::Called);
    }
    // "No," and no more: the answer to a question; "Lies": what all is called
    let says = |set: u128| first.range().filter(|&i| doc.tokens[i].is_word()).all(|i| doc.is(i, set));
    if first.range().take(4).any(|i| doc.tokens[i].is_word()) && first.len() <= 4 && (says(KNOWN.lone_denial) || says(KNOWN.false_label) && found.quote == Quote::Direct) {
        return Some(Flat::Called);
    }
    // "“…, didn't you?” … “No, sir,” she said": the answer to what was asked right before
    if doc.is(first.start, KNOWN.lone_denial)
        && doc.in_quotation(first.start)
        && doc.tokens.get(first.start + 1).is_some_and(|t| matches!(t.mark, Mark::Comma | Mark::Terminator))
        && answers_question(doc, first.start)
    {
        return Some(Flat::Called);
    }
    if found.content.iter().flat_map(|c| c.range().take(40)).any(|i| doc.is(i, KNOWN.soft_negation)) {
        return None;
    }
    let words = first.range().filter(|&i| doc.tokens[i].is_word()).count();
    // "the report is baseless", "this is a lie", "talk baseless": the label is said of a claim
    let claim = KNOWN.claim_noun | KNOWN.report_noun | KNOWN.demonstrative | KNOWN.pronoun_it | KNOWN.document_noun;
    let label = first.range().take(14).find(|&i| doc.is(i, KNOWN.false_label) && (words <= 5 || !doc.is(i, KNOWN.claim_noun | KNOWN.report_noun)));
    if let Some(label) = label {
        // ("this kind of meddling is wrong": of a deed)
        let noun = |i: usize| doc.tokens[i].is_word() && !doc.is(i, claim | KNOWN.classes.function | KNOWN.everyday | KNOWN.false_label);
        let deed = |i: usize| {
            verb_last && doc.is(i, KNOWN.pointer) && !doc.is(i, KNOWN.pronoun_it) && (i + 1..label).any(noun) && !(i + 1..label).any(|j| doc.is(j, claim & !KNOWN.demonstrative))
        };
        // "the papers handed in were forged" tells of things, "this letter is forged" of what it says
        let thing = |i: usize| {
            verb_last
                && doc.is(i, KNOWN.document_noun)
                && !doc.is(i, claim & !KNOWN.document_noun | KNOWN.document_in)
                && !first.range().take(4).any(|j| j < i && doc.is(j, KNOWN.pointer))
        };
        let said_of = first.range().take(10).any(|i| i < label && doc.is(i, claim) && !deed(i) && !thing(i));
        // "it's nonsense", "that is a lie": nothing else can be meant than what was said
        let all = if doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast { KNOWN.pointer } else { 0 };
        let pointed = words <= 6 && first.range().take(2).any(|i| doc.is(i, KNOWN.demonstrative | KNOWN.pronoun_it | all));
        if pointed && !first.range().any(|i| doc.is(i, KNOWN.negation) && !doc.is(i, KNOWN.false_label)) {
            return Some(Flat::Called);
        }
        if said_of || words <= 4 {
            return Some(Flat::Label);
        }
    }
    let negative = KNOWN.flat_negation | KNOWN.emphatic_negation | KNOWN.negation;
    let verb_last = doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
    let reach = if verb_last { 60 } else { 14 };
    // ("No 10" is a house, "whether P or not" a question)
    let or_not = |i: usize| i + 1 == first.end && i > first.start && doc.is(i - 1, KNOWN.conjunction);
    let negates = |i: usize, set: u128| doc.is(i, set) && !doc.is(i, KNOWN.organization_name) && !or_not(i);
    let at = first.range().take(reach).position(|i| negates(i, negative))?;
    // "something that has not happened since": what a clause beside it negates
    let of_clause = first.range().take(at).rev().find(|&i| !doc.is(i, KNOWN.auxiliary | KNOWN.copula));
    if !verb_last && of_clause.is_some_and(|i| i > first.start && doc.is(i, KNOWN.relative_pronoun)) {
        return None;
    }
    // "there is no truth in these stories"
    let pointed =
        first.range().take(16).any(|i| doc.is(i, KNOWN.pointer | KNOWN.demonstrative) && (i + 1..(i + 3).min(first.end)).any(|j| doc.is(j, KNOWN.claim_noun | KNOWN.report_noun)));
    if pointed && words <= 14 && first.range().take(10).any(|i| doc.is(i, KNOWN.emphatic_negation)) {
        return Some(Flat::Called);
    }
    // "one single" alone negates nothing
    let negated = first.range().any(|i| negates(i, KNOWN.negation));
    // "he had paid for six months but “I never saw a light”": what is quoted far behind is a part of it
    let of_whole = |i: usize| verb_last || i < first.start + 9 || doc.in_quotation(i) == doc.in_quotation(first.start);
    if words <= 24 && negated && first.range().take(16).any(|i| doc.is(i, KNOWN.emphatic_negation) && of_whole(i)) {
        return Some(Flat::Emphatic);
    }
    let whole = if verb_last { words <= 14 } else { at < 7 && words <= 24 };
    Some(if whole { Flat::Whole } else { Flat::Part })
}

/// "called the reports 'pure fiction'": a quoted label alone is the content, and the claim that it is put on stands
/// beside it.
fn labels_claim(doc: &Document<'_>, found: &Found) -> Option<Flat> {
    let [content] = found.content[..] else { return None };
    let words = content.range().filter(|&i| doc.tokens[i].is_word()).count();
    if words > 6 || content.range().any(|i| doc.is(i, KNOWN.true_label | KNOWN.grave_label | KNOWN.negation)) {
        return None;
    }
    let labelled = content.range().any(|i| doc.is(i, KNOWN.false_label));
    if !labelled && found.quote != Quote::Direct {
        return None;
    }
    // "said in a statement that it “takes them seriously”": what stands in a clause or behind a preposition is not labelled
    let verb_last = doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast;
    let clause = |gap: Tokens| {
        !verb_last
            && (gap.start..gap.end.saturating_sub(1)).any(|i| {
                doc.is(i, KNOWN.preposition) && !doc.is(i, KNOWN.subordinator)
                    || doc.is(i, KNOWN.complementizer) && doc.is(i + 1, KNOWN.pronoun_it | KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_they)
            })
    };
    // between the cue and the label, or right before the label where verbs stand last
    let gap = if content.start >= found.cue.end { Tokens::new(found.cue.end, content.start) } else { Tokens::new(content.start.saturating_sub(6), content.start) };
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    // without a label of falsehood only what names a claim is meant: "called the rain 'a rare event'"
    let nouns = if labelled || !verb_last { KNOWN.claim_noun | KNOWN.report_noun | KNOWN.claim_name } else { KNOWN.report_noun | KNOWN.claim_name | KNOWN.object_pronoun };
    let named = || gap.range().filter(|&i| sentence.has(i) && !found.source.is_some_and(|s| s.has(i)) && doc.is(i, nouns));
    // ("called that allegation “…”" points)
    let joins = |i: usize| doc.is(i, KNOWN.complementizer) && (!doc.is(i, KNOWN.demonstrative) || i + 2 >= gap.end && !doc.is(i - 1, KNOWN.copula));
    let that = !verb_last && gap.range().any(|i| joins(i) && !(gap.has(i + 1) && doc.is(i + 1, nouns)));
    if gap.len() > 8 || clause(gap) || that || named().next().is_none() {
        return None;
    }
    // "called it 'a grave event'": a pronoun alone may stand for anything
    Some(if labelled || !named().all(|i| doc.is(i, KNOWN.object_pronoun)) { Flat::Called } else { Flat::Label })
}

/// Whether the sentence before the one of a token holds a question that was put in a quotation.
fn answers_question(doc: &Document<'_>, at: usize) -> bool {
    let Some(before) = doc.sentence_of(at).checked_sub(1) else { return false };
    let tokens = [before.checked_sub(1), Some(before)].into_iter().flatten().flat_map(|s| doc.sentences[s].tokens.range().rev().take(24));
    tokens.into_iter().any(|i| doc.tokens[i].mark == Mark::Terminator && doc.in_quotation(i) && doc.tokens[i].span.of(&doc.text).starts_with('?'))
}

#[cfg(test)]
mod tests {
    use crate::attribution::Stance;

    fn last(text: &str) -> Option<Stance> {
        crate::analysis::analyze_text(text, &Default::default(), crate::offsets::Unit::Byte).attributions.last().map(|a| a.stance)
    }

    #[test]
    fn what_is_called_wrong_is_a_claim() {
        let claim = "विपक्ष ने आरोप लगाया कि मंत्री के भाई ने ठेका बेचा। ";
        assert_eq!(last(&format!("{claim}मंत्री ने कहा कि यह आरोप सरासर गलत है और इसका जवाब दिया जाएगा।")), Some(Stance::Denies));
        assert_eq!(last(&format!("{claim}मंत्री ने कहा कि इस तरह की दखलंदाजी गलत है और इससे सड़क का काम रुकता है।")), Some(Stance::Says));
        // papers that were handed in are things, what a letter says is a claim
        assert_eq!(last(&format!("{claim}जांच अधिकारी ने बताया कि नौकरी के लिए जमा दस्तावेज फर्जी थे।")), Some(Stance::Says));
        assert_eq!(last(&format!("{claim}मंत्री ने कहा कि यह दस्तावेज फर्जी है।")), Some(Stance::Denies));
    }

    #[test]
    fn what_is_asked_for_is_not_negated() {
        assert_eq!(last("खबर है कि बांध टूट गया। कलेक्टर ने लोगों से अफवाहों पर ध्यान न देने की अपील की।"), Some(Stance::Says));
    }
}
