//! Corrections that need more than one attribution: where a claim ends because the next begins, speech that goes on over
//! sentences and paragraphs, what one says from another's hand, and who speaks where nobody is named.

// (the examples mark spans by brackets)
#![allow(rustdoc::broken_intra_doc_links)]

use crate::attribution::{Found, Stance};
use crate::document::{Document, Quotation};
use crate::frames::{FARTHEST, MOST_CLAUSE, Place, SPEAKERS, near_by, split_by_sentence};
use crate::limits::said_by;
use crate::order::InOrder;
use crate::pack::{Frame, WordOrder};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

/// So many tokens may stand between the word that joins who is quoted to the cue, and the claim.
const MOST_BETWEEN: usize = 6;

/// The conditions of a pack's entry look at no more tokens before and behind it.
const CONTEXT: usize = 64;

/// So many of the attributions beside one are looked at.
const BESIDE: usize = 8;

/// Who says a quotation stands so many tokens behind it at most.
const MOST_BESIDE_QUOTE: usize = 12;

/// A speaker is carried over so many tokens at most.
const MOST_CARRIED: usize = 80;

/// "He left early, telling reporters …", "she rose and said …": a cue without a source of its own goes on with who spoke or is
/// the subject before it in the sentence.
fn carried_source(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Option<Tokens> {
    let found = &list[index];
    let place = Place::of(doc, found.cue);
    let sentence = place.sentence;
    let entry = place.lexicon.entry(found.entry?);
    if found.source.is_some() || entry.frame != Frame::Subject || entry.kind.is_some() {
        return None;
    }
    let mut before = found.cue.start;
    while before > sentence.start && place.is(before - 1, KNOWN.auxiliary | KNOWN.clause_opener | KNOWN.time_word) {
        before -= 1;
    }
    if before == sentence.start + 1 && place.is(before - 1, KNOWN.subordinator) {
        before = sentence.start;
    }
    // "OLDTOWN: Observing that P, the bench …", "While saying that P, the bench …"
    if before == sentence.start || crate::dateline::behind(doc, sentence) == Some(before) {
        let next = subject_behind_opening(doc, cues, found, sentence).or_else(|| subject_behind_clause(&place, found));
        return next.filter(|next| doc.quoted[next.start] == doc.quoted[before]);
    }
    let link = before.checked_sub(1).filter(|&i| i >= sentence.start)?;
    let joins = place.mark(link) == Mark::Comma || place.is(link, KNOWN.conjunction | KNOWN.preposition | KNOWN.by | KNOWN.subordinator);
    if !joins || place.is(link, KNOWN.to) {
        return None;
    }
    let near = sentence.start.max(found.cue.start.saturating_sub(MOST_CARRIED));
    // a semicolon begins a clause with a subject of its own: "…; a minister, on the other hand, suggested"
    if let Some(semicolon) = (near..link).rev().find(|&i| place.mark(i) == Mark::Semicolon) {
        let clause = semicolon + 1;
        let end = (clause..link).find(|&i| !doc.tokens[i].is_word()).unwrap_or(link);
        let subject = Tokens::new(clause, end);
        return (subject.len() <= 8 && subject.range().any(|i| place.is(i, SPEAKERS))).then_some(subject);
    }
    let quotation = doc.quoted[found.cue.start];
    let spoke = cues.starting_in(near, found.cue.start).rev().filter(|c| doc.quoted[c.1.start] == quotation).find_map(|c| c.2);
    spoke.filter(|s| s.start < found.cue.start).or_else(|| opening_subject(&place, link))
}

/// "Calling the charge a lie, [the minister] said …": who the sentence goes on with behind the cue that opens it.
fn subject_behind_opening(doc: &Document, cues: &Cues, found: &Found, sentence: Tokens) -> Option<Tokens> {
    let next = cues.starting_in(found.cue.end, sentence.end).find_map(|c| c.2)?;
    let apart = next.start > found.cue.end && doc.tokens[next.start - 1].mark == Mark::Comma && found.content.iter().all(|c| c.end < next.start);
    apart.then_some(next)
}

/// "Observing that the wall was old, [the bench] sent the file back": who acts behind the clause that opens the sentence, up to a word in
/// small letters that is nobody.
fn subject_behind_clause(place: &Place, found: &Found) -> Option<Tokens> {
    let (doc, sentence) = (place.doc, place.sentence);
    let comma = |i: &usize| place.mark(*i) == Mark::Comma && !doc.in_quotation(*i);
    // "asked whether P, the bench …": who is asked
    if place.is(found.cue.start, KNOWN.participle_opener) {
        return None;
    }
    let start = (found.cue.end + 3..sentence.end.min(found.cue.end + MOST_CARRIED)).find(comma)? + 1;
    let opens = place.is(start, KNOWN.determiner) || doc.tokens.get(start).is_some_and(|t| t.is_capitalised()) || place.is(start, KNOWN.pronoun_he | KNOWN.pronoun_she);
    let subject = place.subject_from(start, sentence.end.min(start + 10));
    let speaks = subject.range().any(|i| place.is(i, SPEAKERS | KNOWN.company_noun | KNOWN.given_name | KNOWN.surname | KNOWN.pronoun_he | KNOWN.pronoun_she));
    (opens && speaks && subject.end < sentence.end && doc.tokens[subject.end].is_word()).then_some(subject)
}

/// "[Ann Tull] rose and said …": the subject that opens the cue's sentence, a pronoun, a name or a role, and ends before `link`, the
/// word or mark that joins the cue to what stands before it.
fn opening_subject(place: &Place, link: usize) -> Option<Tokens> {
    let (doc, sentence) = (place.doc, place.sentence);
    if place.cue.start - sentence.start > MOST_CARRIED {
        return None;
    }
    let mut first = sentence.start;
    while first < place.cue.start && (!doc.tokens[first].is_word() || place.is(first, KNOWN.conjunction | KNOWN.clause_opener)) {
        first += 1;
    }
    if first >= link || doc.quoted[first] != doc.quoted[place.cue.start] {
        return None;
    }
    if place.is(first, KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_they) {
        return Some(Tokens::new(first, first + 1));
    }
    let part = |i: usize| !place.is(i, KNOWN.classes.function) || place.is(i, KNOWN.given_name | KNOWN.surname);
    let named = |i: usize| doc.tokens[i].is_word() && doc.tokens[i].is_capitalised() && part(i);
    let dotted = |i: usize| place.mark(i) == Mark::Terminator && !doc.tokens[i].spaced;
    let mut end = first;
    while end < link && (named(end) || end > first && dotted(end)) {
        end += 1;
    }
    let name = Tokens::new(first, end);
    let person = name.range().any(|i| place.is(i, KNOWN.given_name | KNOWN.surname | KNOWN.title | KNOWN.organization_name | KNOWN.media_name));
    (person && end < link && !place.is(end, KNOWN.possessive)).then_some(name).or_else(|| opening_role(place, first, link))
}

/// "[The firm's chief executive] wept but denied …": a phrase of words for people and institutions, and the verb right behind it.
fn opening_role(place: &Place, first: usize, link: usize) -> Option<Tokens> {
    let doc = place.doc;
    let subject = place.subject_from(first, link);
    let verb = doc.tokens[subject.end].shape == Shape::Lower && !place.is(subject.end, KNOWN.classes.function | KNOWN.possessive);
    let role = (2..=8).contains(&subject.len()) && place.is(first, KNOWN.determiner) && place.is_small(subject.end - 1, SPEAKERS);
    (subject.end < link && verb && role).then_some(subject)
}

/// "The Post quoted an aide as saying that P": who is quoted says it too, and the same.
pub fn relayed(doc: &Document, list: &mut Vec<Found>) {
    let cues = Cues::of(list);
    for index in 0..list.len() {
        let found = &list[index];
        let lexicon = doc.lexicon_of(found.cue.start);
        let Some(entry) = found.entry.map(|e| &lexicon.cues[e]).filter(|e| !e.behind.is_empty() && lexicon.pack.order == WordOrder::VerbMiddle) else { continue };
        let Some(&content) = found.content.first().filter(|c| c.start > found.cue.end && c.start < doc.tokens.len()) else { continue };
        // the word behind which it is said: "as"
        let joins = |i: usize| entry.behind.contains(&doc.tokens[i].word) && doc.is(i, KNOWN.subordinator);
        let Some(link) = (found.cue.end + 1..content.start).rev().take(MOST_BETWEEN).find(|&i| joins(i)) else { continue };
        let Some(source) = crate::model::trimmed(doc, Tokens::new(found.cue.end, link)) else { continue };
        let sentence = doc.sentences[doc.sentence_of(link)].tokens;
        let start = link + 1;
        let around = Tokens::new(sentence.start.max(start.saturating_sub(CONTEXT)), sentence.end.min(start + CONTEXT));
        let mut proposals = Vec::new();
        lexicon.proposals(&doc.tokens[around.range()], around.start, &mut proposals);
        let Some(proposal) = proposals.into_iter().find(|p| p.cue.start == start && !lexicon.entry(p.entry).wide) else { continue };
        let mut begin = proposal.cue.end.max(content.start);
        while begin < content.end && (doc.is(begin, KNOWN.complementizer) || !doc.tokens[begin].is_word()) {
            begin += 1;
        }
        if begin >= content.end {
            continue;
        }
        list[index].content[0].start = begin;
        let mut second = Found::new(Some(proposal.entry), proposal.cue);
        (second.source, second.content) = (Some(source), list[index].content.clone());
        (second.confidence, second.reasons) = (list[index].confidence, list[index].reasons.clone());
        let there = cues.starting_in(start, start + 1).next();
        match there {
            Some((other, ..)) => list[other] = second,
            None => list.push(second),
        }
    }
}

/// Corrects what one attribution took of another: a claim ends where the same speaker goes on ("he was ill but denied
/// that …"), and a quotation is whole.
///
/// `claims` is whether limits are those of our guide (the wide guide counts more words in).
pub fn tidy_together(doc: &Document, list: &mut [Found], claims: bool) {
    let mut cues = Cues::of(list);
    if claims && carry_sources(doc, &cues, list) {
        cues = Cues::of(list);
    }
    for index in 0..list.len() {
        list[index].source = source_beside(doc, &cues, list, index);
        let lexicon = doc.lexicon_of(list[index].cue.start);
        match lexicon.pack.order {
            WordOrder::VerbLast => verb_last(doc, &cues, list, index, claims),
            WordOrder::VerbMiddle if lexicon.frame(list[index].entry) != Frame::Colon => verb_middle(doc, &cues, list, index, claims),
            // a headline's colon divides it in two, and there is no other attribution beside
            WordOrder::VerbMiddle => {}
        }
    }
}

/// Gives cues without a source the one that the sentence goes on with; whether any got one.
fn carry_sources(doc: &Document, cues: &Cues, list: &mut [Found]) -> bool {
    let mut carried = false;
    for index in 0..list.len() {
        if doc.lexicon_of(list[index].cue.start).pack.order == WordOrder::VerbMiddle
            && let Some(source) = carried_source(doc, cues, list, index)
        {
            said_by(&mut list[index], source);
            carried = true;
        }
    }
    carried
}

/// The corrections of a verb-last language, in their order.
fn verb_last(doc: &Document, cues: &Cues, list: &mut [Found], index: usize, claims: bool) {
    if let Some((number, end)) = next_speech(doc, list, cues, index) {
        list[index].content[number].end = end;
    }
    if let Some((number, start)) = last_speech(doc, &list[index], cues) {
        list[index].content[number].start = start;
    }
    if claims && let Some(end) = rest_of_sentence(doc, &list[index], cues) {
        list[index].content[0].end = end;
    }
    if claims && let Some(content) = participle_alone(doc, cues, list, index).or_else(|| without_another(doc, cues, list, index)) {
        list[index].content = content;
    }
}

/// Verb-last: "confirming [the raid] the mayor said that P", "levelling charges he said that P": P is what the verb says that
/// follows, not what its participle does.
fn participle_alone(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    let found = &list[index];
    let last = found.cue.end - 1;
    if found.cue.len() < 2 || !doc.is(last, KNOWN.attributive) || !doc.is(last, KNOWN.auxiliary) || doc.is(last, KNOWN.bare_verb | KNOWN.copula) {
        return None;
    }
    let source = found.source?;
    let others = |part: Tokens| {
        part.start > found.cue.end
            && cues
                .starting_in(found.cue.end, part.start)
                .take(BESIDE)
                .any(|(other, cue, by)| cue.end <= part.start && by.is_some_and(|by| by.overlaps(source)) && list[other].content.iter().any(|c| c.overlaps(part)))
    };
    found.content.iter().any(|&part| others(part)).then(|| found.content.iter().copied().filter(|&part| !others(part)).collect())
}

/// Verb-last: "made clear that P, she also said that Q": Q is what the next verb says that has its own subject.
fn without_another(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    let found = &list[index];
    let lexicon = doc.lexicon_of(found.cue.start);
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    if lexicon.frame(found.entry) != Frame::Subject || found.source.is_none() {
        return None;
    }
    let another = |part: Tokens| {
        part.start > found.cue.end
            && sentence.has(part.start)
            && cues.starting_in(found.cue.end, part.start).take(BESIDE).any(|(other, cue, by)| {
                cue.end <= part.start
                    && by.is_some_and(|by| by.start >= found.cue.end)
                    && list[other].content.first().is_some_and(|c| c.start >= cue.end)
                    && list[other].content.iter().any(|c| c.overlaps(part))
                    && !found.content.iter().any(|c| c.has(cue.start))
            })
    };
    found.content.iter().any(|&part| another(part)).then(|| found.content.iter().copied().filter(|&part| !another(part)).collect())
}

/// The corrections of a verb-middle language, in their order.
fn verb_middle(doc: &Document, cues: &Cues, list: &mut [Found], index: usize, claims: bool) {
    for (number, end) in ends(doc, cues, list, index) {
        let content = &mut list[index].content[number];
        content.end = content.end.min(end);
    }
    if claims {
        // each is another claim, or none where it has nothing to correct
        type Claim = fn(&Document, &Cues, &[Found], usize) -> Option<Vec<Tokens>>;
        for correction in [clause_before, clause_behind, without_next, without_later, denied_beside, behind_own_verb] as [Claim; 6] {
            if let Some(content) = correction(doc, cues, list, index) {
                list[index].content = content;
            }
        }
    }
    if let Some(content) = second_hand(doc, cues, list, index) {
        list[index].content = content;
    }
    if let Some(before) = interrupted(doc, cues, &list[index]) {
        list[index].content.insert(0, before);
    }
    whole_quotations(doc, cues, index, &mut list[index], claims);
    if claims {
        speech_goes_on(doc, cues, &mut list[index]);
        if let Some(quotation) = right_before(doc, &list[index]) {
            list[index].content = vec![quotation];
        }
    }
}

/// A claim without some of its parts, where it loses some and not all.
fn less(content: &[Tokens], loses: impl Fn(Tokens) -> bool) -> Option<Vec<Tokens>> {
    content.iter().any(|&part| loses(part)).then(|| content.iter().copied().filter(|&part| !loses(part)).collect::<Vec<_>>()).filter(|kept| !kept.is_empty())
}

/// Verb-middle: where claims end because the next attribution begins: the number of the part, and its end.
fn ends(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Vec<(usize, usize)> {
    let found = &list[index];
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for (number, content) in found.content.iter().enumerate() {
        if content.start < found.cue.end || doc.in_quotation(content.start) {
            continue;
        }
        let next =
            cues.starting_in(content.start + 1, content.end).filter(|(_, cue, _)| !doc.in_quotation(cue.start) && doc.sentence_of(cue.start) == doc.sentence_of(found.cue.start));
        ends.extend(next.filter_map(|(other, cue, source)| end_before(doc, found, *content, &list[other], cue, source)).map(|end| (number, end)));
    }
    ends
}

/// Where a part of a claim ends because of a cue that stands in it: before what joins the cue, or its subject, to the claim. `None` where
/// the cue is a part of what is said.
fn end_before(doc: &Document, found: &Found, content: Tokens, other: &Found, cue: Tokens, source: Option<Tokens>) -> Option<usize> {
    let comma = |i: usize| doc.tokens[i].mark == Mark::Comma;
    // "denied the charges, saying that …", "said that P, according to Q": what follows the comma says it anew
    let participle = source.is_none() || source == found.source && source.is_some_and(|s| s.end <= found.cue.start);
    let after = other.entry.is_some_and(|e| doc.lexicon_of(cue.start).entry(e).frame == Frame::After);
    if comma(cue.start - 1) && (participle || after) {
        return Some(cue.start - 1);
    }
    // "said that P – a claim the clerk denied": what the claim is called, and who denies it, stand beside it
    let small = KNOWN.determiner | KNOWN.indefinite | KNOWN.complementizer | KNOWN.relative_pronoun | KNOWN.claim_name;
    if let Some(aside) =
        source.filter(|s| s.start > content.start + 2 && s.end <= cue.start && other.entry.is_some_and(|e| doc.lexicon_of(cue.start).entry(e).stance != Stance::Says))
    {
        let from = (content.start..aside.start).rev().take_while(|&i| doc.is(i, small)).last().unwrap_or(aside.start);
        let named = (from..aside.start).any(|i| doc.is(i, KNOWN.claim_name));
        if named && from > content.start + 1 && matches!(doc.tokens[from - 1].mark, Mark::Comma | Mark::Dash) {
            return Some(from - 1);
        }
    }
    // back over "also", "later", auxiliaries and a pronoun for the same speaker, to "and", "but"
    let mut at = cue.start;
    while at > content.start && doc.is(at - 1, KNOWN.auxiliary | KNOWN.clause_opener | KNOWN.negation) && !doc.is(at - 1, KNOWN.conjunction) {
        at -= 1;
    }
    let pronoun = at > content.start + 1 && doc.is(at - 1, KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_they | KNOWN.pronoun_it);
    // "said that P, but the board insists that Q": another speaks at the same level
    let before = if comma(at - 1) { at - 1 } else { at };
    let another = source.filter(|s| !pronoun && s.end == before && s.start > content.start + 2 && comma(s.start - 2) && doc.is(s.start - 1, KNOWN.conjunction));
    if let Some(another) = another {
        return Some(another.start - 2);
    }
    let subject = if pronoun { at - 1 } else { at };
    let link = subject.checked_sub(1).filter(|&i| i > content.start && doc.is(i, KNOWN.conjunction | KNOWN.subordinator))?;
    let clause = comma(link - 1);
    let own = source.is_none_or(|s| Some(s) == found.source || s.start < found.cue.start) || pronoun;
    if !own || !clause && (pronoun || doc.is(link, KNOWN.subordinator)) {
        return None;
    }
    let end = if clause { link - 1 } else { link };
    (end > content.start + 1).then_some(end)
}

/// A claim without the parts that the next attribution has.
fn without_next(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    less(&list[index].content, |part| belongs_to_next(doc, cues, list, index, part))
}

/// "He called it a lie. “P,” he said": P is what the second says, where the first has said something in its own sentence.
fn without_later(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    let found = &list[index];
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let clause = found.content.iter().any(|c| sentence.has(c.start) && !doc.in_quotation(c.start));
    // "“P,” said one. “Q,” wrote another.": Q has a speaker of its own right behind it
    let quoted = found.content.iter().any(|c| sentence.has(c.start) && c.end <= found.cue.start);
    if !clause && !quoted {
        return None;
    }
    less(&found.content, |part| {
        if part.start < sentence.end || !doc.in_quotation(part.start) {
            return false;
        }
        let close = doc.quotations[doc.quoted[part.start] as usize - 1].close;
        let home = doc.sentences[doc.sentence_of(part.start)].tokens;
        let reach = if clause { home.end.max(close + MOST_BESIDE_QUOTE) } else { close + 3 };
        cues.starting_in(part.end, reach).take(BESIDE).any(|(other, cue, _)| !doc.in_quotation(cue.start) && list[other].content.iter().any(|c| c.overlaps(part)))
    })
}

/// "Confirmed the raid but denied that P": P is what is denied, not what is confirmed.
fn belongs_to_next(doc: &Document, cues: &Cues, list: &[Found], index: usize, part: Tokens) -> bool {
    let found = &list[index];
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let conjunction = KNOWN.conjunction;
    found.content.len() > 1
        && found.cue.end < part.start
        && sentence.has(part.start)
        && cues.starting_in(found.cue.end, part.start).any(|(other, cue, source)| {
            // "After one said that P, another said: “Q”"
            let another = source.is_some_and(|s| s.start > found.cue.end && s.end <= cue.start && doc.tokens[s.start - 1].is_quote());
            if doc.in_quotation(part.start) {
                return another && list[other].content.iter().any(|c| c.start == part.start);
            }
            // "“P,” said Sen, the clerk, adding that Q": the participle has who stands right before it
            let participle = doc.is(cue.start, KNOWN.saying) && source.zip(found.source).is_some_and(|(s, own)| s.end == own.end && s.end + 1 == cue.start);
            (participle || source == found.source && (found.cue.end..cue.start).any(|at| doc.is(at, conjunction)))
                && !doc.in_quotation(cue.start)
                && list[other].content.iter().any(|c| c.start == part.start)
                && !found.content.iter().any(|c| c.has(cue.start))
        })
}

/// The source without what belongs to another attribution in it, and whole where another verb of the same subject has it whole.
fn source_beside(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Option<Tokens> {
    let found = &list[index];
    let mut source = found.source?;
    let comma = |at: usize| doc.tokens[at].mark == Mark::Comma;
    // "Sen, citing a judgment, says": what he cites is no part of his name
    if source.len() > 3
        && source.end <= found.cue.start
        && let Some((other, cue, _)) = cues.starting_in(source.start + 2, source.end).next()
        && comma(cue.start - 1)
        && list[other].entry.is_some_and(|e| doc.lexicon_of(cue.start).entry(e).frame == Frame::After)
    {
        source.end = cue.start - 1;
    }
    // "unnamed officials, that the phone was seized": a clause is no part of who says it
    if let Some(that) = source.range().skip(2).find(|&i| doc.is(i, KNOWN.complementizer) && comma(i - 1))
        && !doc.is(that + 1, KNOWN.auxiliary | KNOWN.copula)
    {
        source.end = that - 1;
    }
    // "the letter told how members wrote": the subject of the inner clause
    let asks = |cue: Tokens| doc.is(cue.end, KNOWN.question | KNOWN.complementizer) && !doc.is(cue.end, KNOWN.relative_pronoun) && cue.end + 1 < source.end;
    if source.end <= found.cue.start
        && let Some((_, cue, _)) = cues.starting_in(source.start + 1, source.end).find(|c| asks(c.1))
    {
        source.start = cue.end + 1;
    }
    // "according to the notice the reports say": who says the one is not who says the other
    if doc.verb_last(source.start)
        && let Some((_, cue, _)) = cues.starting_in(source.start + 1, source.end).rfind(|(_, cue, _)| doc.is(cue.start, KNOWN.genitive))
        && cue.end < source.end
        && !doc.is(cue.end, KNOWN.attributive)
    {
        source.start = cue.end;
    }
    // "findings show [voters] fear a hung house", "the clerk, Ann Tull, says [the log] shows it": what another says begins behind who says it,
    // the verb and the day
    let stops = KNOWN.complementizer | KNOWN.relative_pronoun | KNOWN.preposition | KNOWN.by | KNOWN.auxiliary | KNOWN.subordinator;
    // (behind a verb of telling stands the listener)
    let tells = KNOWN.tell_verb;
    let inner = |c: &(usize, Tokens, Option<Tokens>)| {
        let whose = c.2.filter(|s| s.start == source.start || source.has(s.start) && comma(s.end.min(c.1.start)));
        let near = |s: &Tokens| s.end == c.1.start || s.end + 1 == c.1.start && comma(s.end);
        whose.is_some_and(|s| near(&s) && !doc.is(s.end - 1, KNOWN.determiner | KNOWN.indefinite | KNOWN.relative_pronoun))
            && c.1.end < source.end
            && !doc.is(c.1.end, stops)
            && !doc.is(c.1.start, tells)
    };
    let verb_middle = doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbMiddle;
    if verb_middle
        && source.end == found.cue.start
        && let Some((_, cue, _)) = cues.starting_in(source.start + 1, source.end).rfind(inner)
        && (cue.end..source.end).all(|i| doc.tokens[i].is_word())
        && let Some(start) = (cue.end..source.end).find(|&i| !doc.is(i, KNOWN.time_word))
    {
        source.start = start;
    }
    // "sent an email to staff saying P": not whom it was sent to
    if verb_middle
        && source.end == found.cue.start
        && doc.is(found.cue.start, KNOWN.saying)
        && let Some(link) = source.start.checked_sub(1).filter(|&i| doc.is(i, KNOWN.to))
        && let Some(subject) = opening_subject(&Place::of(doc, found.cue), link)
    {
        source = subject;
    }
    // "Ortega complained that P; [the clerk] denied it, saying that Q": behind a semicolon another speaks
    let divided = |i: &usize| doc.tokens[*i].mark == Mark::Semicolon && !doc.in_quotation(*i);
    if let Some(semicolon) = (source.end..found.cue.start).rev().take(MOST_CARRIED).find(divided).filter(|_| verb_middle)
        && let Some(next) = cues.starting_in(semicolon, found.cue.start).filter_map(|c| c.2).rfind(|s| s.start > semicolon && s.end <= found.cue.start)
    {
        source = next;
    }
    // "[the board] played it down, calling it a lie": a verb and what it takes are no part of who it was
    let verb = |c: &(usize, Tokens, Option<Tokens>)| c.2.is_some_and(|s| s.start == source.start && s.end <= c.1.start && !s.range().any(|i| doc.is(i, KNOWN.relative_pronoun)));
    if verb_middle
        && source.end <= found.cue.start
        && comma(found.cue.start - 1)
        && let Some((_, _, Some(subject))) = cues.starting_in(source.start + 1, source.end).find(verb)
    {
        source = subject;
    }
    // "said [Sen, the clerk], adding that P": who says the one says the other
    let tail = |c: &(usize, Tokens, Option<Tokens>)| c.2.is_some_and(|s| s.start < source.start && s.end == source.end && s.start >= c.1.end);
    if verb_middle
        && doc.is(found.cue.start, KNOWN.saying)
        && source.start > 0
        && comma(source.start - 1)
        && let Some((_, _, Some(subject))) = cues.starting_in(source.start.saturating_sub(MOST_CARRIED), source.start).rfind(tail)
    {
        source = subject;
    }
    // "the chairman, Rep. Luis Ortega, declined … but said": one subject of two verbs
    // "The district [officer] rubbished it, saying …": a phrase that was cut short
    let short = |s: &Tokens| source.len() > 1 && s.end <= source.end + 3 && (source.end..s.end).all(|i| doc.tokens[i].is_word());
    let whole = |s: &Tokens| s.start == source.start && (source.end + 1..=source.end + 24).contains(&s.end) && s.end <= found.cue.start && (comma(source.end) || short(s));
    let near = list[index.saturating_sub(BESIDE / 2)..list.len().min(index + BESIDE / 2 + 1)].iter().filter_map(|f| f.source);
    Some(near.filter(whole).max_by_key(|s| s.end).unwrap_or(source))
}

/// Verb-last: "said that P, but he denied Q", "… but denied Q", "… but the union says that Q": the claim ends before the
/// conjunction behind which a pronoun, the same speaker or another says the next.
fn next_speech(doc: &Document, list: &[Found], cues: &Cues, index: usize) -> Option<(usize, usize)> {
    let found = &list[index];
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    for (number, content) in found.content.iter().enumerate() {
        if content.start < found.cue.end || doc.in_quotation(content.start) || !sentence.has(content.start) {
            continue;
        }
        let joins = KNOWN.conjunction | KNOWN.subordinator;
        // behind a finite verb a clause ends
        let opens = |at: usize| at > content.start + 1 && (doc.tokens[at - 1].mark == Mark::Comma || doc.is(at - 1, KNOWN.auxiliary | KNOWN.copula));
        let next = cues.starting_in(content.start + 1, content.end.min(sentence.end)).take(BESIDE).find_map(|(_, cue, source)| {
            let source = source.filter(|s| !doc.in_quotation(s.start))?;
            if found.source == Some(source) && source.end <= content.start && !doc.in_quotation(cue.start) {
                return (cue.start.saturating_sub(16).max(content.start + 2)..cue.start).rev().find(|&at| doc.is(at, KNOWN.conjunction) && opens(at));
            }
            let at = source.start.checked_sub(1).filter(|&at| at > content.start + 2)?;
            let pronoun = source.len() == 1 && doc.is(source.start, KNOWN.ergative_pronoun) && !doc.is(source.start, KNOWN.relative_pronoun | KNOWN.pronoun_first);
            let comma = doc.tokens[at - 1].mark == Mark::Comma;
            let another = opens(at) && (doc.is(at, KNOWN.clause_opener) || comma && doc.is(at, KNOWN.conjunction));
            // "where the union says 60 are dead, there [the government] gives 20", "60 are dead but [officials] fear": a finite verb
            // ends the clause before
            let finite = doc.is(if comma { at - 2 } else { at - 1 }, KNOWN.auxiliary | KNOWN.copula);
            let paired = comma && doc.is(at, KNOWN.clause_opener) && doc.is(sentence.start, KNOWN.subordinator);
            let turns = finite && (paired || !comma && doc.is(at, KNOWN.conjunction) && doc.is(at, KNOWN.locative));
            (pronoun && doc.is(at, KNOWN.conjunction) || another && doc.is(at, joins) || turns).then_some(at)
        });
        if let Some(mut end) = next {
            while end > content.start + 1 && !doc.tokens[end - 1].is_word() && !doc.tokens[end - 1].is_quote() {
                end -= 1;
            }
            return Some((number, end));
        }
    }
    None
}

/// Verb-last: "said that P, so that Q": what stands behind "that" goes on to the sentence's end, unless somebody else speaks there.
/// A participle ("saying that P, he left") and a relative clause end before it.
fn rest_of_sentence(doc: &Document, found: &Found, cues: &Cues) -> Option<usize> {
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let [content] = found.content[..] else { return None };
    let that = content.start.checked_sub(1).filter(|&i| i >= found.cue.end && i < found.cue.end + 4 && doc.is(i, KNOWN.complementizer))?;
    let last = found.cue.end - 1;
    let participle = found.cue.len() > 1 && doc.is(last, KNOWN.auxiliary) && !doc.is(last, KNOWN.bare_verb | KNOWN.copula) || doc.is(last, KNOWN.absolutive);
    let relative = found.source.is_none_or(|s| s.end > found.cue.start || doc.is(s.start, KNOWN.relative_pronoun));
    if participle || relative || content.end >= sentence.end || doc.in_quotation(that) || doc.in_quotation(content.start) {
        return None;
    }
    let rest = Tokens::new(content.end, (content.end..sentence.end).rev().find(|&i| doc.tokens[i].is_word())? + 1);
    if rest.len() > MOST_CLAUSE || cues.starting_in(rest.start, rest.end).next().is_some() {
        return None;
    }
    // "…, only then did people calm down": the writer goes on
    let first = rest.range().find(|&i| doc.tokens[i].is_word())?;
    let goes_on = doc.is(first, KNOWN.clause_opener) && !doc.is(first, KNOWN.conjunction | KNOWN.subordinator) && !content.range().any(|i| doc.is(i, KNOWN.subordinator));
    // "… was sound, but he did not tell more"
    let turns = |i: usize| doc.is(i, KNOWN.conjunction | KNOWN.clause_opener) && i + 1 < rest.end && doc.is(i + 1, KNOWN.ergative_pronoun);
    // a title in quotation marks is no speech
    let title = |i: usize| doc.quoted[i].checked_sub(1).is_some_and(|q| doc.quotations[q as usize].closed && doc.quotations[q as usize].inner().len() <= 5);
    let another = goes_on || rest.range().any(|i| turns(i) || doc.in_quotation(i) && !title(i));
    (!another).then_some(rest.end)
}

/// Verb-last: "levelled a charge and [an apology] demanded": the claim begins behind the conjunction that joins the two verbs.
fn last_speech(doc: &Document, found: &Found, cues: &Cues) -> Option<(usize, usize)> {
    let source = found.source?;
    found.content.iter().enumerate().find_map(|(number, content)| {
        if content.end > found.cue.start || source.end > content.start || doc.in_quotation(content.start) {
            return None;
        }
        let (_, other, _) = cues.starting_in(content.start, content.end).take(BESIDE).filter(|(_, cue, by)| *by == Some(source) && cue.end < content.end).last()?;
        let joined = (other.end..content.end.min(other.end + 4)).find(|&i| !doc.is(i, KNOWN.auxiliary | KNOWN.copula) && doc.tokens[i].mark != Mark::Comma)?;
        (doc.is(joined, KNOWN.conjunction) && joined + 1 < content.end).then_some((number, joined + 1))
    })
}

/// The cues of a list, found by where they begin.
struct Cues {
    /// Start, place in the list, cue, source; in the order of the starts.
    sorted: Vec<(usize, usize, Tokens, Option<Tokens>)>,
}

impl Cues {
    fn of(list: &[Found]) -> Cues {
        let mut sorted: Vec<_> = list.iter().enumerate().map(|(index, f)| (f.cue.start, index, f.cue, f.source)).collect();
        sorted.in_order_of(|c| (c.0, c.1));
        Cues { sorted }
    }

    /// Those that begin in a range of tokens: place in the list, cue, source.
    fn starting_in(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = (usize, Tokens, Option<Tokens>)> + '_ {
        let behind = if start < end { &self.sorted[self.sorted.partition_point(|c| c.0 < start)..] } else { &[] };
        // (most often there is none)
        let count = if behind.first().is_some_and(|c| c.0 < end) { behind.partition_point(|c| c.0 < end) } else { 0 };
        behind[..count].iter().map(|c| (c.1, c.2, c.3))
    }
}

/// "He accused the clerk of hiding it, a charge the clerk denied": what is denied is what the sentence has claimed before.
fn denied_beside(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    let found = &list[index];
    let source = found.source.filter(|s| s.end <= found.cue.start && found.content.is_empty())?;
    if !matches!(doc.lexicon_of(found.cue.start).entry(found.entry?).stance, Stance::Denies | Stance::Confirms) {
        return None;
    }
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let comma = (sentence.start + 1..source.start).rev().take(MOST_BETWEEN).find(|&i| matches!(doc.tokens[i].mark, Mark::Comma | Mark::Dash))?;
    // between comma and source: "a charge [that]", "which"
    let small = KNOWN.determiner | KNOWN.indefinite | KNOWN.complementizer | KNOWN.relative_pronoun | KNOWN.claim_name;
    let apposed = (comma + 1..source.start).all(|i| doc.is(i, small)) && (comma + 1..source.start).any(|i| doc.is(i, KNOWN.claim_name | KNOWN.relative_pronoun));
    if !apposed {
        return None;
    }
    let (claim, ..) = cues.starting_in(sentence.start, comma).rev().take(CONTEXT).find(|c| c.0 != index && list[c.0].content.iter().any(|part| part.end == comma))?;
    (list[claim].source != found.source).then(|| list[claim].content.clone())
}

/// "He gave $5,000, but the fund reported that [P]": the clause before who says it, and before what joins him to it, is the writer's.
fn clause_before(doc: &Document, _: &Cues, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    let found = &list[index];
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let source = found.source.filter(|s| s.end <= found.cue.start && s.start > sentence.start + 3)?;
    let joined = doc.is(source.start - 1, KNOWN.conjunction) && doc.tokens[source.start - 2].mark == Mark::Comma;
    let behind = found.content.iter().any(|c| c.start >= found.cue.end && !doc.in_quotation(c.start));
    if joined && behind { less(&found.content, |part| part.end <= source.start && sentence.has(part.start) && !doc.in_quotation(part.start)) } else { None }
}

/// "“P.” The ministry, though, has said [Q]": what a sentence of its own quotes before is not what the clause behind the verb says.
fn clause_behind(doc: &Document, _: &Cues, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    let found = &list[index];
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let behind = found.source.is_some_and(|s| s.end <= found.cue.start) && found.content.iter().any(|c| c.start == found.cue.end && !doc.in_quotation(c.start));
    if behind { less(&found.content, |part| part.end <= sentence.start && doc.in_quotation(part.start)) } else { None }
}

/// "She praised the plan but found [it costly]": what stands between who says it and the verb is another verb's.
fn behind_own_verb(doc: &Document, _: &Cues, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    let found = &list[index];
    let source = found.source.filter(|s| s.end < found.cue.start)?;
    let conjunction = KNOWN.conjunction;
    let joined = (source.end..found.cue.start).rev().take(3).any(|i| doc.is(i, conjunction));
    let other = |part: Tokens| part.start >= source.end && part.end <= found.cue.start && !doc.in_quotation(part.start);
    if joined { less(&found.content, other) } else { None }
}

/// "The Post said the plant would close, citing a memo": what the memo says is what the Post said.
fn second_hand(doc: &Document, cues: &Cues, list: &[Found], index: usize) -> Option<Vec<Tokens>> {
    let found = &list[index];
    let frame = found.entry.map(|e| doc.lexicon_of(found.cue.start).entry(e).frame);
    // ("The Post said that P, according to a memo": the memo says what the Post said)
    let participle = frame == Some(Frame::After) && !doc.is(found.cue.end - 1, KNOWN.to | KNOWN.preposition);
    if !participle || found.cue.start == 0 || doc.tokens[found.cue.start - 1].mark != Mark::Comma {
        return None;
    }
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    // "Sen, citing a judgment, says that P": what Sen says
    let beside = |s: Tokens| s.start < found.cue.start && (s.end..found.cue.start - 1).all(|i| doc.is(i, KNOWN.auxiliary));
    let subject = |f: &&Found| f.source.is_some_and(beside) && f.cue.start > found.cue.end;
    if let Some(speaker) = list[index + 1..].iter().take(BESIDE).take_while(|f| sentence.has(f.cue.start)).find(subject) {
        let own = found.content.iter().all(|c| speaker.source.is_some_and(|s| c.overlaps(s)));
        return (own && !speaker.content.is_empty()).then(|| speaker.content.clone());
    }
    let before = cues.starting_in(sentence.start, found.cue.start).rev().take(CONTEXT).map(|(other, ..)| &list[other]);
    let outer = before.into_iter().find(|f| !doc.in_quotation(f.cue.start) && !f.content.is_empty())?;
    let crosses = found.content.is_empty() || found.content.iter().any(|c| c.overlaps(outer.cue) || outer.source.is_some_and(|s| c.overlaps(s)));
    let mut content = outer.content.clone();
    for span in &mut content {
        // not the citing itself
        span.end = span.end.min(found.cue.start).max(span.start);
    }
    content.retain(|s| !s.is_empty());
    (crosses && !content.is_empty()).then_some(content)
}

/// "Spending has risen, she said, and nobody minds": a claim that is interrupted by who says it begins before that.
fn interrupted(doc: &Document, cues: &Cues, found: &Found) -> Option<Tokens> {
    let source = found.source.filter(|s| !doc.is(s.start, KNOWN.relative_pronoun))?;
    let (start, end) = (source.start.min(found.cue.start), source.end.max(found.cue.end));
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let comma = |at: usize| doc.tokens.get(at).is_some_and(|t| t.mark == Mark::Comma);
    let auxiliary = KNOWN.auxiliary;
    let together = found.cue.end == source.start || source.end <= found.cue.start && (source.end..found.cue.start).all(|i| doc.is(i, auxiliary));
    if !together || start < sentence.start + 4 || end >= sentence.end || !comma(start - 1) || !comma(end) || doc.in_quotation(start) {
        return None;
    }
    let goes_on = found.content.first().is_some_and(|c| (end..end + 3).contains(&c.start));
    // not the dateline
    let before = Tokens::new(crate::dateline::behind(doc, sentence).unwrap_or(sentence.start), start - 1);
    // a clause: no other cue, mark or quotation divides it, and it has a verb in it
    let opener = doc.is(before.start, KNOWN.clause_opener | KNOWN.subordinator | KNOWN.relative_pronoun | KNOWN.participle_opener);
    if !goes_on || before.is_empty() || opener || cues.starting_in(before.start, before.end).next().is_some() {
        return None;
    }
    let whole = before.range().all(|i| doc.tokens[i].is_word() && !doc.in_quotation(i) || doc.tokens[i].mark == Mark::Dash);
    // "They drew nine people from the water, a warden said, but three were missing": where it goes on by "but", another clause stands before
    let joined = before.len() > 4 && !doc.is(before.start, KNOWN.preposition) && found.content.first().is_some_and(|c| doc.is(c.start, KNOWN.conjunction));
    (whole && (joined || before.range().any(|i| doc.is(i, KNOWN.auxiliary | KNOWN.copula)))).then_some(before)
}

/// Paragraphs of nothing but speech belong to who spoke last before them.
fn speech_goes_on(doc: &Document, cues: &Cues, found: &mut Found) {
    let home = doc.block_of(found.cue.start);
    let block = doc.blocks[home].tokens;
    let speaks = found.content.iter().any(|c| doc.in_quotation(c.start)) && !doc.in_quotation(found.cue.start);
    if !speaks || cues.starting_in(found.cue.start + 1, block.end).any(|(_, c, _)| !doc.in_quotation(c.start)) {
        return;
    }
    // the paragraph ends with the speech or with who said it
    let last = block.end - 1;
    let tail = found.content.iter().map(|c| c.end).max().unwrap_or(0).max(found.cue.end).max(found.source.map_or(0, |s| s.end));
    if tail + 4 < last {
        return;
    }
    for number in (home + 1..doc.blocks.len()).filter(|&b| !doc.blocks[b].tokens.is_empty()).take(MOST_PARAGRAPHS) {
        let tokens = doc.blocks[number].tokens;
        let spoken = tokens.range().all(|i| doc.quoted[i] != 0 || !doc.tokens[i].is_word());
        let quotation = doc.quotations[doc.quotations_opening_at(tokens.start)].iter().find(|q| q.closed && !q.single && doc.tokens[q.open].is_quote());
        let Some(quotation) = quotation.filter(|q| spoken && q.inner().len() >= 6) else { return };
        let inner = quotation.inner();
        let inner = Tokens::new(inner.start, inner.end.min(inner.start + FARTHEST));
        found.content.extend(split_by_sentence(doc, inner).filter_map(|s| crate::model::trimmed(doc, s)));
    }
}

/// A cue stands so many tokens at most behind or before the quotation that it belongs to.
const MOST_BEHIND: usize = 24;

/// A quotation that holds a part of the claim belongs to it as a whole, and so does one that opens right behind the
/// cue's sentence, unless a cue of its own follows it.
fn whole_quotations(doc: &Document, cues: &Cues, index: usize, found: &mut Found, claims: bool) {
    let cue = found.cue;
    if found.content.is_empty() || doc.in_quotation(cue.start) {
        return;
    }
    let block = doc.blocks[doc.block_of(cue.start)].tokens;
    let sentence = doc.sentences[doc.sentence_of(cue.start)].tokens;
    let quoted: Vec<usize> = found.content.iter().flat_map(|c| [c.start, c.end - 1]).filter(|&i| doc.in_quotation(i)).map(|i| doc.quoted[i] as usize - 1).collect();
    let mut numbers: Vec<usize> = quoted.clone();
    if !quoted.is_empty() {
        numbers.extend(doc.quotations_opening_at(sentence.end));
    }
    numbers.in_order();
    numbers.dedup();
    let mut added: Vec<Tokens> = Vec::new();
    for number in numbers {
        let quotation = &doc.quotations[number];
        let inner = quotation.inner();
        if !block.has(quotation.open) || quotation.nested || !quotation.is_speech_like() || inner.len() < 3 || inner.overlaps(cue) {
            continue;
        }
        let held = quoted.contains(&number) && is_held(found, quotation);
        let next = || quotation.open == sentence.end && !has_own_cue(doc, cues, index, quotation, block);
        if held || next() {
            // the wide guide keeps a quotation in one piece
            let inner = near_by(inner, sentence);
            if claims {
                added.extend(split_by_sentence(doc, inner).filter_map(|part| crate::model::trimmed(doc, part)));
            } else {
                added.extend(crate::model::trimmed(doc, inner));
            }
        }
    }
    added.into_iter().for_each(|part| join(&mut found.content, part));
    found.content.in_order_of(|c| (c.start, c.end));
}

/// "“[It is safe,]” she said": whether a claim begins or ends with a quotation that a part of it stands in, and not in its middle. A comma
/// before the closing mark is no part of the claim, where who speaks stands right behind it, or before.
fn is_held(found: &Found, quotation: &Quotation) -> bool {
    let (cue, inner) = (found.cue, quotation.inner());
    let beside = (quotation.close..quotation.close + MOST_BEHIND).contains(&cue.start) || (cue.start..cue.start + MOST_BEHIND).contains(&quotation.open);
    let but_comma = |c: &Tokens| beside && inner.has(c.end - 1) && c.end + 1 == inner.end;
    found.content.iter().any(|c| c.start == inner.start || c.end == inner.end || but_comma(c))
}

/// "“…” [he added]": whether another cue stands behind a quotation in the sentence that it ends in.
fn has_own_cue(doc: &Document, cues: &Cues, index: usize, quotation: &Quotation, block: Tokens) -> bool {
    let home = doc.sentences[doc.sentence_of(quotation.close.min(block.end - 1))].tokens;
    cues.starting_in(quotation.inner().end, home.end).any(|(other, ..)| other != index)
}

/// Adds a stretch to a claim: to the part that it goes over, or as one of its own.
fn join(content: &mut Vec<Tokens>, stretch: Tokens) {
    let Some(own) = content.iter_mut().find(|c| c.overlaps(stretch)) else { return content.push(stretch) };
    if own.start >= stretch.start || own.end <= stretch.end {
        own.start = own.start.min(stretch.start);
        own.end = own.end.max(stretch.end);
    }
}

/// The quotation that ends right before who says it, where the tagger does not have it: one of a word or two, closed by a comma or a
/// full stop ("“No,” she said when asked about it"), or the second of two beside each other ("“What a joke!” “Not again,” a third tweeted").
fn right_before(doc: &Document, found: &Found) -> Option<Tokens> {
    let source = found.source?;
    let from = source.start.min(found.cue.start);
    let close = from.checked_sub(1).filter(|&i| doc.tokens[i].is_quote() && doc.block_of(i) == doc.block_of(from))?;
    let q = doc.quotation_closed_by(close).filter(|q| !q.nested)?;
    let inner = q.inner();
    if inner.is_empty() || found.content.iter().any(|c| c.overlaps(inner)) {
        return None;
    }
    let words = inner.range().filter(|&i| doc.tokens[i].is_word()).take(3).count();
    let short = (1..=2).contains(&words)
        && matches!(doc.tokens[inner.end - 1].mark, Mark::Comma | Mark::Terminator)
        && doc.sentences[doc.sentence_of(q.open)].tokens.start == q.open
        && (source.end == found.cue.start || found.cue.end == source.start)
        && !found.content.iter().any(|c| doc.in_quotation(c.start) || doc.in_quotation(c.end - 1));
    let second = q.open > 0 && doc.tokens[q.open - 1].is_quote() && found.content.iter().any(|c| doc.in_quotation(c.start) && c.end < q.open && c.end + 3 >= q.open);
    (short || second).then(|| crate::model::trimmed(doc, inner)).flatten()
}

/// How many paragraphs a quotation is followed over.
const MOST_PARAGRAPHS: usize = 12;

/// Adds what a claim has in the paragraphs after its own: speech announced by a colon at the paragraph's end, and a
/// quotation that is reopened in each paragraph and closed in the last only.
pub fn follow_paragraphs(doc: &Document, found: &mut Found) {
    let home = doc.block_of(found.cue.start);
    let block = &doc.blocks[home];
    let Some(last) = block.tokens.range().next_back() else { return };
    let colon = doc.tokens[last].mark == Mark::Colon && doc.sentence_of(found.cue.start) == doc.sentence_of(last);
    let open = |block: usize| {
        doc.blocks[block].tokens.range().next_back().is_some_and(|t| {
            let q = doc.quoted[t];
            q != 0 && !doc.quotations[q as usize - 1].closed && !doc.quotations[q as usize - 1].single
        })
    };
    let runs_on = found.content.last().is_some_and(|c| c.end > c.start && c.end + 2 > last && doc.quoted[c.end - 1] != 0) && open(home);
    if !colon && !runs_on {
        return;
    }
    let following = (home + 1..doc.blocks.len()).filter(|&b| !doc.blocks[b].tokens.is_empty()).take(MOST_PARAGRAPHS);
    let mut first = colon;
    for number in following {
        let tokens = doc.blocks[number].tokens;
        let begin = tokens.start;
        let quotation = doc.quotations[doc.quotations_opening_at(begin)].iter().find(|q| !q.single && doc.tokens[begin].is_quote());
        let Some(quotation) = quotation else { break };
        // Speech that somebody is named for in its own paragraph is that attribution's.
        if first && quotation.closed && quotation.close + 3 < tokens.end {
            break;
        }
        let inner = quotation.inner();
        let inner = Tokens::new(inner.start, inner.end.min(inner.start + FARTHEST));
        found.content.extend(split_by_sentence(doc, inner).filter_map(|s| crate::model::trimmed(doc, s)));
        if quotation.closed {
            break;
        }
        first = false;
    }
}
