//! Limits in languages whose verb stands between subject and object: "the clerk said that the pier was sound".

// (the examples mark spans by brackets)
#![allow(rustdoc::broken_intra_doc_links)]

use super::{by_frame, content_place, cut, headline_ends, only_speech, said_by, stance};
use crate::attribution::{Found, Stance};
use crate::document::Role;
use crate::frames::{MOST_CLAUSE, Place, SPEAKERS};
use crate::model::trimmed;
use crate::pack::{ContentPlace, Frame};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

/// All corrections of a verb-middle language, in their order.
pub(super) fn tidy(place: &Place, found: &mut Found, claims: bool) {
    let frame = place.lexicon.frame(found.entry);

    // who says it
    if frame == Frame::Genitive {
        owner_by_frame(place, found);
    }
    without_owner_mark(place, found);
    if frame == Frame::None {
        said_by_nobody(place, found);
    }
    if frame == Frame::Subject {
        inverted(place, found);
        not_inverted(place, found);
        headline_subject(place, found);
    }
    without_object_pronoun(place, found);
    behind_object_pronoun(place, found);
    relative_pronoun_alone(place, found);

    // where the clause ends that says it, and where the one that is said
    main_verb(place, found);
    mid_phrase(place, found);
    behind_question_word(place, found);
    between_dashes(place, found);
    relative_tail(place, found);
    filed_where(place, found);
    whole_source(place, found);

    // where the claim begins
    without_opener(place, found);
    without_dateline(place, found);
    without_occasion(place, found);

    if claims && found.entry.is_some() {
        tidy_claim(place, found);
    }
    within_quotation(place, found);
}

/// "found what [officials] said was a bomb": who says it stands behind the question word.
fn behind_question_word(place: &Place, found: &mut Found) {
    let Some(source) = found.source.as_mut().filter(|s| s.end <= place.cue.start) else { return };
    let word = |&i: &usize| place.is_small(i, KNOWN.question) && !place.is(i, KNOWN.relative_pronoun) && !place.doc.in_quotation(i);
    // "…, who led it when the bridge was closed,": behind the word stands a whole clause
    if let Some(word) = (source.start + 1..source.end - 1).rev().find(word).filter(|&word| (word + 1..source.end).all(|i| !place.is(i, KNOWN.auxiliary | KNOWN.copula))) {
        source.start = word + 1;
    }
}

/// The corrections of what is claimed that our guide asks for and the wide one does not.
fn tidy_claim(place: &Place, found: &mut Found) {
    let subject = place.lexicon.frame(found.entry) == Frame::Subject;
    if subject {
        one_headline(place, found);
        label_alone(place, found);
    }
    claim_left_out(place, found);
    whole_clause(place, found);
    if subject {
        right_before_speaker(place, found);
        goes_on_behind_that(place, found);
        not_behind_but(place, found);
        without_terms(place, found);
        around_speaker(place, found);
        not_said_by_declining(place, found);
        where_said(place, found);
        whom_told(place, found);
        from_complementizer(place, found);
        denied_object(place, found);
        denied_that(place, found);
        denied_aside(place, found);
    }
    only_speech(place, found);
    behind_joining_word(place, found);
    without_aside(place, found);
}

/// "The union's claim": whose claim a noun is, case and place say for certain.
fn owner_by_frame(place: &Place, found: &mut Found) {
    if let Some(source) = by_frame(place, found).and_then(|frames| frames.source) {
        said_by(found, source);
    }
}

/// "[The union]'s", "[the mayor] also said", "[a clerk] flatly denied": neither the mark of an owner nor "even", "flatly" before the verb
/// is part of a source.
fn without_owner_mark(place: &Place, found: &mut Found) {
    let no_part = KNOWN.possessive | KNOWN.clause_opener | KNOWN.label_adverb;
    let Some(source) = &mut found.source else { return };
    while source.len() > 1 && place.is(source.end - 1, no_part) && !place.doc.tokens[source.end - 1].is_capitalised() {
        source.end -= 1;
    }
}

/// "[The driver] was reportedly asleep": nobody says it; who stands before the cue is whom it is about.
fn said_by_nobody(place: &Place, found: &mut Found) {
    let Some(source) = found.source.take() else { return };
    let around = content_place(place, found) == Some(ContentPlace::Around);
    if around && source.end <= found.cue.start && found.content.iter().all(|c| !c.overlaps(source)) {
        found.content.insert(0, source);
    }
}

/// "Rates will stay, says [bank]": where nobody is found, a short phrase behind the cue that ends the sentence or the headline's part.
fn inverted(place: &Place, found: &mut Found) {
    let (doc, cue) = (place.doc, found.cue);
    let behind_claim = cue.start > place.sentence.start && (place.mark(cue.start - 1) == Mark::Comma || doc.tokens[cue.start - 1].is_quote());
    if found.source.is_some() || !behind_claim {
        return;
    }
    let Some(source) = by_frame(place, found).and_then(|frames| frames.source).filter(|s| s.start == cue.end && s.len() <= 8) else { return };
    let verbless = !source.range().any(|i| place.is(i, KNOWN.auxiliary | KNOWN.copula | KNOWN.to));
    let ends = doc.tokens.get(source.end).is_none_or(|t| source.end >= place.sentence.end || !t.is_word());
    if verbless && ends {
        said_by(found, source);
    }
}

/// "The girl, whose name is kept back, said the coach, Dev Lal, would come": what stands behind the cue and has a verb of its own is
/// what is said; who says it stands before.
fn not_inverted(place: &Place, found: &mut Found) {
    let (doc, sentence) = (place.doc, place.sentence);
    let Some(source) = found.source.filter(|s| s.start == found.cue.end && found.cue.start > sentence.start && !doc.in_quotation(s.start)) else { return };
    let next = if place.mark(source.end) == Mark::Comma { source.end + 1 } else { source.end };
    let verb = next < sentence.end && place.is(next, KNOWN.auxiliary | KNOWN.copula) && doc.tokens[next].spaced && !doc.in_quotation(next);
    // "The bank, which denies it, says it knows of two": a pronoun with words behind it is a clause's subject
    let subject = KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_they | KNOWN.pronoun_it;
    let verb = verb
        || source.len() > 1
            && place.is_small(source.start, subject)
            && !place.is(source.start, KNOWN.determiner)
            && doc.tokens[source.start + 1].shape == Shape::Lower
            && !place.is(source.start + 1, KNOWN.conjunction);
    // "…; bank denies fraud, says bills “as per norms”"
    let label = source.end < sentence.end
        && doc.quotations_opening_at(source.end).any(|q| doc.quotations[q].is_speech_like())
        && place.mark(found.cue.start - 1) == Mark::Comma
        && !doc.in_quotation(found.cue.start - 1)
        && !doc.tokens[found.cue.start.saturating_sub(2)].is_quote();
    if !verb && !label {
        return;
    }
    found.source = place.subject_over_comma();
    found.content = trimmed(doc, Tokens::new(found.cue.end, sentence.end)).into_iter().collect();
}

/// "[Court] raps council, says it slept": a headline's second verb has the subject of its first, the words up to one in small letters that
/// is nobody. (In "Toll to rise, says bank" who says it stands behind the verb.)
fn headline_subject(place: &Place, found: &mut Found) {
    let (doc, sentence, cue) = (place.doc, place.sentence, found.cue);
    let headline = doc.blocks[doc.block_of(cue.start)].role == Role::Headline && place.mark(sentence.end - 1) != Mark::Terminator;
    if !headline || cue.start < sentence.start + 3 || place.mark(cue.start - 1) != Mark::Comma || doc.in_quotation(cue.start) {
        return;
    }
    let rest = Tokens::new(cue.end, sentence.end.min(cue.end + MOST_CLAUSE));
    let verb = KNOWN.auxiliary | KNOWN.copula;
    let claim =
        rest.range().next().is_some_and(|i| doc.tokens[i].is_quote() || place.is(i, KNOWN.classes.pronoun | KNOWN.complementizer)) || rest.range().any(|i| place.is(i, verb));
    let subject = place.subject_from(sentence.start, sentence.end);
    // "[court] asks council to explain"
    let act = subject.range().any(|i| place.is(i, SPEAKERS)) && rest.range().skip(1).any(|i| place.is_small(i, KNOWN.to));
    if !(claim || act) || found.source.is_some_and(|s| s.start != sentence.start && s.start < cue.start) {
        return;
    }
    let opens = place.is(sentence.start, KNOWN.preposition | KNOWN.subordinator | KNOWN.question) || doc.in_quotation(sentence.start);
    let divided = (sentence.start..cue.start - 1).any(|i| !doc.tokens[i].is_word() && !doc.in_quotation(i));
    if subject.is_empty() || subject.end + 1 >= cue.start || opens || divided {
        return;
    }
    said_by(found, subject);
    found.content.retain(|c| c.start >= cue.end);
    if found.content.is_empty() {
        found.content.extend(trimmed(doc, Tokens::new(cue.end, sentence.end)));
    }
}

/// "A plan which [critics] have called a triumph": the object's pronoun is no part of who calls it so. (That of an owner is: "whose
/// lawyers say".)
fn without_object_pronoun(place: &Place, found: &mut Found) {
    if let Some(source) = &mut found.source
        && source.len() > 1
        && source.end <= found.cue.start
        && place.is(source.start, KNOWN.relative_pronoun)
        && !place.is(source.start, KNOWN.whose)
        && place.doc.tokens[source.start + 1].is_word()
    {
        source.start += 1;
    }
}

/// "A man whom [three guards] accused": who stands behind the object's pronoun, not whom the clause is about.
fn behind_object_pronoun(place: &Place, found: &mut Found) {
    let Some(source) = found.source.filter(|s| s.end == found.cue.start && s.len() > 3) else { return };
    let begins = KNOWN.determiner | KNOWN.indefinite | KNOWN.number_word;
    let object = |&i: &usize| place.is(i, KNOWN.relative_pronoun) && !place.is(i, KNOWN.subordinator | KNOWN.determiner) && place.is(i + 1, begins);
    let people = place.is(source.end - 1, SPEAKERS);
    if let Some(pronoun) = (source.start + 1..source.end - 1).rev().find(object).filter(|_| people) {
        found.source = Some(Tokens::new(pronoun + 1, source.end));
    }
}

/// "A woman [who] says": of a relative clause's source the pronoun alone.
fn relative_pronoun_alone(place: &Place, found: &mut Found) {
    if let Some(source) = &mut found.source
        && source.len() > 1
        && source.end <= found.cue.start
        && place.is(source.end - 1, KNOWN.relative_pronoun)
        && !place.is(source.end - 2, KNOWN.classes.function)
    {
        source.start = source.end - 1;
    }
}

/// "A woman who says [she watched it] has come forward": behind a subject with a relative clause the sentence's own verb ends the claim.
fn main_verb(place: &Place, found: &mut Found) {
    let (doc, sentence) = (place.doc, place.sentence);
    // ("a message claiming that P has been shared")
    let whose = |s: &Tokens| s.len() == 1 && place.is(s.start, KNOWN.relative_pronoun) || s.end == found.cue.start && place.is(s.end, KNOWN.saying);
    let Some(mut source) = found.source.filter(|s| s.end <= found.cue.start && whose(s)) else { return };
    if place.is(source.end, KNOWN.saying) {
        source.start = source.end;
    }
    let small = |i: usize, bits: u128| place.is(i, bits) && doc.tokens[i].shape == Shape::Lower;
    let subject = Tokens::new(sentence.start, source.start);
    // no comma and no verb before the clause: the noun that it belongs to is the sentence's subject
    let plain = subject.len() <= 12
        && subject.range().any(|i| place.is(i, KNOWN.determiner | KNOWN.indefinite))
        && doc.tokens[source.start - 1].is_word()
        && !subject.range().any(|i| small(i, KNOWN.auxiliary | KNOWN.copula | KNOWN.complementizer | KNOWN.relative_pronoun | KNOWN.subordinator));
    let [content] = found.content.as_mut_slice() else { return };
    if subject.is_empty() || !plain || content.start < found.cue.end || !sentence.has(content.start) || doc.in_quotation(content.start) {
        return;
    }
    let subjects = KNOWN.classes.pronoun;
    let before = subjects | KNOWN.relative_pronoun | KNOWN.complementizer | KNOWN.to | KNOWN.negation | KNOWN.auxiliary | KNOWN.copula | KNOWN.conjunction | KNOWN.question;
    let reach = content.range().skip(1).take_while(|&i| doc.tokens[i].is_word() || place.mark(i) == Mark::Dash);
    let mut verbs = reach.filter(|&i| small(i, KNOWN.auxiliary | KNOWN.copula) && doc.tokens[i].spaced && doc.tokens[i - 1].is_word() && !place.is(i - 1, before));
    // the claim's own verb stands behind its pronoun; else the first that is found is its verb
    let own = place.is(content.start, subjects) || verbs.next().is_some();
    if let Some(end) = verbs.last().filter(|_| own) {
        content.end = end;
    }
}

/// "Described [the work of “hostile” forces as war]", "spoke of [the Oct. 7 raid]": a claim ends neither inside of the phrase that a
/// quoted word stands in nor at an abbreviation's full stop, but where the clause does.
fn mid_phrase(place: &Place, found: &mut Found) {
    let (doc, sentence) = (place.doc, place.sentence);
    let Some(content) = found.content.last_mut().filter(|c| c.start >= found.cue.end && c.end < sentence.end && sentence.has(c.start)) else { return };
    let next = if doc.tokens[content.end].is_quote() { content.end + 1 } else { content.end };
    let close = next - 1;
    let quoted =
        doc.tokens[close].is_quote() && close > content.start && { doc.quotation_closed_by(close).is_some_and(|q| q.open > content.start) && doc.tokens[close - 1].is_word() };
    let small = KNOWN.classes.function | KNOWN.light_verb;
    let noun = |i: usize| {
        sentence.has(i)
            && doc.tokens[i].shape == Shape::Lower
            && (!place.is(i, small) || place.is(i, KNOWN.determiner) && !place.is(i, KNOWN.complementizer | KNOWN.relative_pronoun))
    };
    let dot = doc.tokens[content.end].span.of(&doc.text).starts_with('.');
    let stop = dot && content.end + 2 < sentence.end && place.is(content.end - 1, KNOWN.abbreviation | KNOWN.time_word);
    // "what she called a “scheme” took a turn": the clause is a subject
    let subject = found.source.is_some_and(|s| s.start > sentence.start && place.is(s.start - 1, KNOWN.question | KNOWN.relative_pronoun));
    // "to the “back of the queue” if it wants a deal"
    let condition =
        quoted && sentence.has(next) && place.is_small(next, KNOWN.subordinator) && place.is(next + 1, KNOWN.classes.pronoun) && place.is(content.start - 1, KNOWN.complementizer);
    if !((quoted && noun(next) || condition) && !subject || stop) {
        return;
    }
    let dash = |i: usize| place.mark(i) == Mark::Dash && (doc.tokens[i].spaced || doc.tokens[i].span.len() > 1);
    let ends = |i: usize| matches!(place.mark(i), Mark::Comma | Mark::Semicolon | Mark::Colon) || dash(i);
    let reach = sentence.end.min(next + MOST_CLAUSE);
    let end = (next..reach).find(|&i| ends(i) && !doc.in_quotation(i)).unwrap_or(reach);
    if !found.source.is_some_and(|s| s.overlaps(Tokens::new(content.end, end))) {
        content.end = end;
    }
}

/// "[The report] – which tells how the ship sank – found that …": what stands between dashes is said of the subject before them.
fn between_dashes(place: &Place, found: &mut Found) {
    let (doc, sentence) = (place.doc, place.sentence);
    let dash = |&i: &usize| place.mark(i) == Mark::Dash && doc.tokens[i].spaced && !doc.in_quotation(i);
    let mut end = found.cue.start;
    while end > sentence.start && place.is(end - 1, KNOWN.auxiliary | KNOWN.negation | KNOWN.clause_opener) {
        end -= 1;
    }
    let Some(close) = end.checked_sub(1).filter(|&i| i > sentence.start && dash(&i)) else { return };
    let Some(open) = (sentence.start + 1..close).rev().take(MOST_CLAUSE).find(dash) else { return };
    if !found.source.is_some_and(|s| s.start > open && s.end <= close) || !place.is(open + 1, KNOWN.relative_pronoun) {
        return;
    }
    let subject = Tokens::new(sentence.start, open);
    let plain = |i: usize| !place.is(i, KNOWN.auxiliary | KNOWN.copula | KNOWN.complementizer | KNOWN.relative_pronoun) && place.mark(i) != Mark::Comma;
    if subject.len() <= 20 && subject.range().all(plain) && subject.range().any(|i| place.is(i, SPEAKERS)) && !place.is(subject.start, KNOWN.preposition | KNOWN.subordinator) {
        said_by(found, subject);
    }
}

/// "[A nurse, who did not wish to be named,] said": the relative clause belongs to the source.
fn relative_tail(place: &Place, found: &mut Found) {
    let (doc, sentence) = (place.doc, place.sentence);
    let Some(source) = found.source else { return };
    let comma = source.end;
    // "…, a copy of which was leaked,"
    let of_which = |&i: &usize| place.is(i, KNOWN.preposition) && place.is(i + 1, KNOWN.relative_pronoun) && !place.is(i + 1, KNOWN.complementizer);
    let part = source.start >= found.cue.end && comma + 6 < sentence.end && (comma + 1..comma + 4).take_while(|&i| doc.tokens[i].is_word()).any(|i| of_which(&i));
    let opens = comma + 2 < sentence.end && place.mark(comma) == Mark::Comma && (part || place.is(comma + 1, KNOWN.relative_pronoun));
    if !opens || source.len() == 1 && place.is(source.start, KNOWN.relative_pronoun) {
        return;
    }
    if source.end <= found.cue.start {
        // the comma that closes it stands right before the cue's verb group
        let mut at = found.cue.start;
        while at > comma + 2 && doc.tokens[at - 1].is_word() && place.is(at - 1, KNOWN.auxiliary | KNOWN.clause_opener | KNOWN.negation) {
            at -= 1;
        }
        let closed = at > comma + 3 && place.mark(at - 1) == Mark::Comma && at - comma <= 40 && !(comma + 1..at - 1).any(|i| doc.tokens[i].is_quote());
        if closed {
            said_by(found, Tokens::new(source.start, at - 1));
        }
    } else if source.start >= found.cue.end {
        let end = (comma + 2..sentence.end.min(comma + 30)).find(|&i| !doc.tokens[i].is_word() && place.mark(i) != Mark::Dash).unwrap_or(comma);
        if end > comma + 2 {
            said_by(found, Tokens::new(source.start, end));
        }
    }
}

/// "According to [the complaint, lodged on Monday,] the gate was locked": what was done with a paper belongs to it, and the claim follows.
fn filed_where(place: &Place, found: &mut Found) {
    let (doc, sentence) = (place.doc, place.sentence);
    let Some(source) = found.source.filter(|s| s.start == found.cue.end && place.lexicon.frame(found.entry) == Frame::After) else { return };
    let comma = |&i: &usize| place.mark(i) == Mark::Comma && !doc.in_quotation(i);
    let Some(open) = (source.start + 1..sentence.end.min(source.end + 1)).find(comma).filter(|i| place.is(i + 1, KNOWN.paper_participle)) else { return };
    let Some(close) = (open + 3..sentence.end.min(open + 30)).find(comma) else { return };
    if found.cue.start == sentence.start
        && let Some(claim) = trimmed(doc, Tokens::new(close + 1, sentence.end)).filter(|c| c.len() > 2)
    {
        found.source = Some(Tokens::new(source.start, close));
        found.content = vec![claim];
    }
}

/// The source as a whole noun phrase and no more: without the clause around it, with the name that is set beside it.
fn whole_source(place: &Place, found: &mut Found) {
    let Some(mut source) = found.source else { return };
    if says_nothing(place, source) {
        // the model has taken a word for the phrase that the frame finds before the cue
        found.source = by_frame(place, found).and_then(|frames| frames.source).filter(|s| s.len() > 1 && s.end <= found.cue.start);
    } else {
        source = without_denied_noun(place, source);
        source = of_one_headline(place, source);
        if source.start >= found.cue.end {
            source = without_circumstance(place, source);
        }
        if source.end <= found.cue.start {
            source = without_verb_group(place, source);
            source = inner_phrase(place, source);
        }
        source = with_head_noun(place, source);
        source = with_list(place, source, found);
        source = with_apposed_name(place, source);
        found.source = Some(source);
    }
    if let Some(source) = found.source {
        cut(&mut found.content, source);
    }
}

/// A small word that nobody can be: an article or a preposition alone.
fn says_nothing(place: &Place, source: Tokens) -> bool {
    let amount = KNOWN.indefinite | KNOWN.demonstrative | KNOWN.possessive | KNOWN.number_word | KNOWN.several | KNOWN.ordinal | KNOWN.negation | KNOWN.vague_amount;
    let article = place.is(source.start, KNOWN.determiner) && !place.is(source.start, amount | KNOWN.question);
    let small = place.is_small(source.start, KNOWN.preposition | KNOWN.auxiliary | KNOWN.conjunction | KNOWN.to | KNOWN.by);
    // "While saying that P, …"
    let opener = source.start == place.sentence.start && place.is(source.start, KNOWN.subordinator) && !place.is(source.start, KNOWN.determiner);
    source.len() == 1 && (article || small || opener) && !place.is(source.start, KNOWN.classes.pronoun | KNOWN.relative_pronoun)
}

/// "A charge [he] denies": the noun that the clause is about is not who denies it.
fn without_denied_noun(place: &Place, source: Tokens) -> Tokens {
    let pronoun = KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_they | KNOWN.pronoun_it;
    let clause = source.len() > 1
        && source.len() <= 4
        && source.end <= place.cue.start
        && place.is(source.end - 1, pronoun)
        && place.is(source.end - 2, KNOWN.claim_name | KNOWN.complementizer);
    if clause { Tokens::new(source.end - 1, source.end) } else { source }
}

/// "Toll to rise, says [minister]; ferry strike goes on": what stands behind a semicolon is another headline.
fn of_one_headline(place: &Place, source: Tokens) -> Tokens {
    let end = source.range().skip(1).find(|&i| place.mark(i) == Mark::Semicolon);
    Tokens::new(source.start, end.unwrap_or(source.end))
}

/// "Says [the Speaker] as rebels seek his removal", "replied [the clerk], to laughter": of a speaker behind the cue neither the clause
/// that tells when he says it nor what came of it.
fn without_circumstance(place: &Place, mut source: Tokens) -> Tokens {
    let doc = place.doc;
    let person = |i: usize| place.is(i, KNOWN.classes.class | KNOWN.classes.name) || doc.tokens[i].is_capitalised();
    let opens = |&i: &usize| place.is_small(i, KNOWN.subordinator) && !place.is(i, KNOWN.relative_pronoun | KNOWN.complementizer) && person(i - 1);
    if let Some(at) = (source.start + 1..source.end).take_while(|&i| doc.tokens[i].is_word()).find(opens) {
        source.end = at;
    }
    if let Some(comma) = source.range().skip(1).find(|&i| place.mark(i) == Mark::Comma && i + 1 < source.end && place.is_small(i + 1, KNOWN.to)) {
        source.end = comma;
    }
    // "wrote [Dev Rao] in a letter": behind a name, what there is one of among many is where and when it was said
    let one = |i: usize| i < source.end && place.is(i, KNOWN.determiner) && place.is_small(i, KNOWN.indefinite);
    let circumstance = |&i: &usize| doc.tokens[i - 1].is_capitalised() && place.is_small(i, KNOWN.preposition) && one(i + 1);
    if let Some(at) = (source.start + 2..source.end).take_while(|&i| doc.tokens[i].is_word()).find(circumstance) {
        source.end = at;
    }
    source
}

/// "[Her friends] have in the past said": the verb group begins behind the source, however far the cue is.
fn without_verb_group(place: &Place, source: Tokens) -> Tokens {
    let doc = place.doc;
    let finite = |&i: &usize| place.is_small(i, KNOWN.auxiliary | KNOWN.copula) && doc.tokens[i].spaced && !place.is(i, KNOWN.determiner);
    let plain = source.range().take_while(|&i| doc.tokens[i].is_word() && !place.is(i, KNOWN.relative_pronoun | KNOWN.question));
    Tokens::new(source.start, plain.skip(1).find(finite).unwrap_or(source.end))
}

/// "An allegation [the party] rubbished": of two noun phrases beside each other the second is the subject, the first what the clause
/// is about.
fn inner_phrase(place: &Place, source: Tokens) -> Tokens {
    let doc = place.doc;
    if place.cue.start - source.end > 2 || !place.is(source.start, KNOWN.determiner | KNOWN.indefinite) {
        return source;
    }
    let begins = |&i: &usize| {
        let small = KNOWN.classes.function | KNOWN.several | KNOWN.vague_amount;
        // ("a poll this month")
        // nor "a clerk holding the file"
        let participle = place.lexicon.set(KNOWN.participle_ending).is_some_and(|set| set.endings_of(doc.token_text(i - 1)).next().is_some());
        let noun = place.is(i, KNOWN.determiner | KNOWN.indefinite) && !place.is(i, KNOWN.time_word) && !participle;
        noun && !doc.tokens[i].is_capitalised() && doc.tokens[i - 1].shape == Shape::Lower && !place.is(i - 1, small)
    };
    let plain = |i: usize| doc.tokens[i].is_word() && !place.is(i, KNOWN.preposition | KNOWN.relative_pronoun);
    let reach = source.range().find(|&i| !plain(i)).unwrap_or(source.end);
    Tokens::new((source.start + 2..reach).find(begins).unwrap_or(source.start), source.end)
}

/// "[An audit report] said", "[a health official] said", "[his family] said": the noun that the model stopped before.
fn with_head_noun(place: &Place, source: Tokens) -> Tokens {
    let head = KNOWN.document_noun | KNOWN.role_noun | KNOWN.role_plural | KNOWN.spokesperson;
    let owner = source.len() == 1 && place.is(source.start, KNOWN.whose);
    let within = place.is(source.end - 1, KNOWN.classes.class) || owner && source.end + 1 == place.cue.start;
    let head = if owner { head | KNOWN.vague_group | KNOWN.organization_noun } else { head };
    let stopped = source.end < place.cue.start && within && place.is_small(source.end, head);
    Tokens::new(source.start, if stopped { source.end + 1 } else { source.end })
}

/// "[Tullcorp, Brandt and the state] did not respond": names before the last two, where nothing is said before.
fn with_list(place: &Place, source: Tokens, found: &Found) -> Tokens {
    let (doc, first) = (place.doc, place.sentence.start);
    let listed = source.end <= found.cue.start && source.start > first + 1 && place.mark(source.start - 1) == Mark::Comma;
    let joined = source.range().skip(1).any(|i| place.is(i, KNOWN.conjunction));
    let before = Tokens::new(first, source.start);
    let name = |i: usize| place.mark(i) == Mark::Comma || doc.tokens[i].is_capitalised() && !place.is(i, KNOWN.classes.function & !KNOWN.determiner);
    let nothing = found.content.iter().all(|c| c.start >= found.cue.end) && crate::dateline::behind(doc, place.sentence).is_none();
    if listed && joined && nothing && before.len() <= 8 && before.range().all(name) { Tokens::new(first, source.end) } else { source }
}

/// "[A former executive, Paul Dray,] said": the name set beside a role, closed by a comma, the cue or the sentence's end.
fn with_apposed_name(place: &Place, source: Tokens) -> Tokens {
    let doc = place.doc;
    let sentence = doc.sentences[doc.sentence_of(source.start)].tokens;
    let next = source.end + 1;
    if next + 1 >= sentence.end || place.mark(source.end) != Mark::Comma || source.range().any(|i| place.mark(i) == Mark::Comma) {
        return source;
    }
    let capital =
        |i: usize| doc.tokens[i].is_word() && doc.tokens[i].is_capitalised() && !place.is(i, KNOWN.time_word | KNOWN.organization_noun | KNOWN.place_name | KNOWN.country);
    let initial = |i: usize| place.mark(i) == Mark::Terminator && !doc.tokens[i].spaced && doc.tokens[i - 1].is_capitalised() && doc.tokens[i - 1].span.len() <= 3;
    let end = (next..sentence.end.min(next + 8)).find(|&i| !capital(i) && !initial(i)).unwrap_or(next);
    let role = source.range().any(|i| place.is(i, KNOWN.role_noun | KNOWN.office | KNOWN.spokesperson) && !doc.tokens[i].is_capitalised());
    let named = source.range().any(|i| place.is(i, KNOWN.given_name | KNOWN.surname) && doc.tokens[i].is_capitalised());
    let closed = end >= sentence.end || end == place.cue.start || matches!(place.mark(end), Mark::Comma | Mark::Terminator);
    let between = end + 1 == place.cue.start && place.mark(end) == Mark::Comma;
    if end >= next + 2 && role && !named && closed && (between || place.is(next, KNOWN.given_name)) { Tokens::new(source.start, end) } else { source }
}

/// "“We told them [it was unsafe],” said the man": what is told within a quotation ends where the quotation does.
fn within_quotation(place: &Place, found: &mut Found) {
    let Some(number) = (place.doc.quoted[found.cue.start] as usize).checked_sub(1) else { return };
    let quotation = &place.doc.quotations[number];
    if !quotation.closed {
        return;
    }
    let inner = quotation.inner();
    found.content.retain(|c| c.start < inner.end);
    found.content.iter_mut().for_each(|c| c.end = c.end.min(inner.end));
}

/// "However, [growth slowed], the bank said": the opener is the writer's.
fn without_opener(place: &Place, found: &mut Found) {
    let opener = |i: usize| place.is(i, KNOWN.clause_opener) && place.mark(i + 1) == Mark::Comma && !place.doc.in_quotation(i);
    for content in &mut found.content {
        while content.len() > 3 && opener(content.start) {
            content.start += 2;
        }
    }
}

/// "LIMA, May 4 (Reuters) - [the pier was sound], the clerk said": a dateline is no part of a claim.
fn without_dateline(place: &Place, found: &mut Found) {
    for content in found.content.iter_mut().filter(|c| c.start == place.sentence.start) {
        if let Some(begin) = crate::dateline::behind(place.doc, place.sentence).filter(|&begin| begin + 2 < content.end) {
            content.start = begin;
        }
    }
}

/// "Asked why it was shut, she said: “[…]”", "Noting that it was late, she added: “[…]”": when she said it, or what she said before, is not
/// what she said, where something else is.
fn without_occasion(place: &Place, found: &mut Found) {
    let speaker = found.source.map_or(found.cue.start, |s| s.start.min(found.cue.start));
    let opens = |i: usize| place.is(i, KNOWN.participle_opener) || place.is(i, KNOWN.saying) && place.is(i + 1, KNOWN.complementizer);
    if found.content.len() > 1 {
        found.content.retain(|c| c.start != place.sentence.start || c.end > speaker || !opens(c.start));
    }
}

/// "Aide held; [‘vendetta’], says party": of two headlines in one the claim is in the one with the cue.
fn one_headline(place: &Place, found: &mut Found) {
    if place.doc.blocks[place.doc.block_of(found.cue.start)].role != Role::Headline {
        return;
    }
    // what ends before the semicolon is another's
    let divided = |c: &Tokens| (c.end..found.cue.start).any(|i| place.mark(i) == Mark::Semicolon && !place.doc.in_quotation(i));
    found.content.retain(|c| c.end > found.cue.start || !divided(c));
    for content in &mut found.content {
        if content.end <= found.cue.start {
            if let Some(mark) = content.range().rev().find(|&i| place.mark(i) == Mark::Semicolon && !place.doc.in_quotation(i)) {
                content.start = mark + 1;
            }
        } else if content.start >= found.cue.end {
            headline_ends(place, content);
        }
    }
}

/// "[The pier was sound], he said on condition of anonymity": under which terms somebody speaks is not what he says. What he says
/// stands before, then.
fn without_terms(place: &Place, found: &mut Found) {
    let (doc, cue) = (place.doc, found.cue);
    let behind = |part: &Tokens| part.start >= cue.end && part.start <= cue.end + 2;
    let term = |part: &Tokens| part.range().take(3).find(|&i| place.is(i, KNOWN.anonymity_terms) && !doc.in_quotation(i));
    let Some((at, term)) = found.content.iter().enumerate().filter(|(_, part)| behind(part)).find_map(|(at, part)| Some((at, term(part)?))) else { return };
    // "confirmed [the raid] on condition of anonymity"
    if term >= found.content[at].start + 2 {
        found.content[at].end = term;
        return;
    }
    found.content.remove(at);
    if found.content.is_empty()
        && let Some(source) = found.source
    {
        // the clause that ends where the source begins
        let first = place.sentence.start;
        let before = Tokens::new(first, source.start.min(cue.start).max(first));
        found.content.extend(trimmed(doc, before).filter(|c| c.len() >= 3));
    }
}

/// "Called the figure “[wildly inaccurate]”": what somebody calls a claim is what he says; which claim, the words between point to.
fn label_alone(place: &Place, found: &mut Found) {
    let doc = place.doc;
    let [content] = found.content.as_mut_slice() else { return };
    if content.start < found.cue.end || content.start > found.cue.end + 1 {
        return;
    }
    let Some(quotation) = doc.quotations_opening_in(*content).map(|q| &doc.quotations[q]).next().filter(|q| q.closed && q.close + 1 >= content.end) else { return };
    // ("called that allegation “…”": the word before it may be "that" too)
    let (gap, label) = (Tokens::new(found.cue.end, quotation.open), quotation.inner());
    let owner = KNOWN.classes.pronoun & !KNOWN.pronoun_first;
    let named = gap.len() >= 2
        && gap.len() <= 4
        && place.is(gap.end - 1, KNOWN.claim_name)
        && gap.range().rev().skip(1).all(|i| place.is(i, KNOWN.determiner | KNOWN.pointer | KNOWN.complementizer | owner) && !place.is(i, KNOWN.indefinite));
    if named && !label.is_empty() && !label.range().take(2).any(|i| place.is(i, KNOWN.auxiliary | KNOWN.copula)) {
        *content = label;
    }
}

/// The claim that the model left out, of an entry that takes a clause.
fn claim_left_out(place: &Place, found: &mut Found) {
    let clause = matches!(content_place(place, found), Some(ContentPlace::Clause | ContentPlace::Around));
    if !found.content.is_empty() || !clause {
        return;
    }
    let frame = place.lexicon.frame(found.entry);
    if frame == Frame::After && found.source.is_some() && found.cue.start == place.sentence.start {
        // "According to a study by the school of mines, [P]": wherever the source ends, the rest is the claim
        found.content = place.around(found);
    } else if let Some(frames) = by_frame(place, found)
        && frames.source == found.source
    {
        found.content = frames.content;
    } else if frame == Frame::Subject
        && stance(place, found) != Some(Stance::Declines)
        && found.source.is_some_and(|s| s.end <= found.cue.start)
        && !place.doc.in_quotation(found.cue.start)
    {
        found.content = quoted_before(place, found);
        if found.content.is_empty() {
            found.content = behind_complementizer(place, found);
        }
        if found.content.is_empty() {
            found.content = to_quotation(place, found);
        }
    }
}

/// "“[P],” he wrote in a column, arguing that Q", "The mayor has not replied, his office said": the quotation or the clause that stands right
/// before who says it, and neither what is said behind another verb nor what was quoted before the sentence's own clause.
fn right_before_speaker(place: &Place, found: &mut Found) {
    let (doc, cue, sentence) = (place.doc, found.cue, place.sentence);
    let Some(source) = found.source.filter(|s| s.end <= cue.start && s.start > sentence.start && !doc.in_quotation(s.start)) else { return };
    let Some(first) = found.content.first().copied() else { return };
    let before = source.start - 1;
    if let Some(quotation) = doc.quotation_closed_by(before).filter(|q| q.is_speech_like() && sentence.has(q.open)) {
        let comma = (cue.end..first.start).rev().take(4).find(|&i| place.mark(i) == Mark::Comma);
        if comma.is_some_and(|i| place.is(i + 1, KNOWN.saying)) && doc.tokens[before].is_quote() && !found.content.iter().any(|c| c.overlaps(quotation.inner())) {
            found.content = trimmed(doc, quotation.inner()).into_iter().collect();
        }
    } else if place.mark(before) == Mark::Comma
        && found.content.iter().all(|c| c.end <= sentence.start + 1)
        && cue.end + 1 >= sentence.end
        && (sentence.start..before).any(|i| place.is(i, KNOWN.auxiliary | KNOWN.copula))
        && !(sentence.start..before).any(|i| doc.in_quotation(i))
        && doc.quoted[first.start] != 0
        && doc.quotations.get(doc.quoted[first.start] as usize - 1).is_some_and(|q| doc.tokens[q.open].is_quote() && doc.sentences[doc.sentence_of(q.open)].tokens.start != q.open)
    {
        found.content = trimmed(doc, Tokens::new(sentence.start, before)).into_iter().collect();
    }
}

/// "Said that [because of his knee, he would rest]", "[While it may look like a “snub,” talks go on], an aide said": neither the adverbial
/// that opens a clause nor a quotation in its middle is all of the claim.
fn whole_clause(place: &Place, found: &mut Found) {
    let (doc, sentence, cue) = (place.doc, place.sentence, found.cue);
    let [content] = found.content.as_mut_slice() else { return };
    let word = |i: usize| doc.tokens[i].is_word();
    if !sentence.has(content.start) || doc.in_quotation(cue.start) {
        return;
    }
    let opens = |start: usize| start > cue.end && place.is(start, KNOWN.preposition | KNOWN.subordinator) && place.is(start - 1, KNOWN.complementizer);
    if opens(content.start) && place.mark(content.end) == Mark::Comma && content.end + 2 < sentence.end && !doc.in_quotation(content.start) {
        *content = to_sentence_end(place, content.start);
    } else if let Some(source) = found.source.filter(|s| content.end < s.start && s.end <= cue.start && place.mark(s.start - 1) == Mark::Comma)
        && doc.in_quotation(content.start)
    {
        let quotation = &doc.quotations[doc.quoted[content.start] as usize - 1];
        let (before, behind) = (Tokens::new(sentence.start, quotation.open), Tokens::new(quotation.close + 1, source.start));
        let few = |part: Tokens| part.range().filter(|&i| word(i)).count() < 3;
        let plain = |part: Tokens| part.range().all(|i| !doc.tokens[i].is_quote());
        if quotation.open > sentence.start && !few(before) && !few(behind) && plain(before) && plain(behind) {
            found.content = trimmed(doc, Tokens::new(sentence.start, source.start)).into_iter().collect();
            without_opener(place, found);
        }
    }
}

/// "“[P],” the player, who did not want to be named, said": the quotation that ends right before who says it.
fn quoted_before(place: &Place, found: &Found) -> Vec<Tokens> {
    let before = |q: &Tokens| found.source.is_some_and(|s| place.sentence.has(q.start) && q.end < s.start && s.start - q.end <= 3);
    let quoted = place.quoted();
    if quoted.iter().any(before) { quoted } else { Vec::new() }
}

/// "Vowed [to end “the drift”]", "mocked [them as “a circus”]", "telling the paper: “[P]": what ends with a quotation, or is one that goes on
/// in the next paragraph.
fn to_quotation(place: &Place, found: &Found) -> Vec<Tokens> {
    let (doc, cue) = (place.doc, found.cue);
    let behind = Tokens::new(cue.end, place.sentence.end);
    let Some(quotation) = doc.quotations_opening_in(behind).map(|q| &doc.quotations[q]).find(|q| q.is_speech_like() || q.inner().len() < 4) else { return Vec::new() };
    let gap = Tokens::new(cue.end, quotation.open);
    if place.mark(quotation.open - 1) == Mark::Colon {
        return place.by_sentence(crate::frames::near_by(quotation.inner(), place.sentence)).collect();
    }
    let plain = gap.len() <= 16
        && gap.range().all(|i| doc.tokens[i].is_word() && !place.is(i, KNOWN.complementizer))
        && !place.is(cue.start, KNOWN.tell_verb)
        && place.sentence.has(quotation.close);
    if plain { trimmed(doc, Tokens::new(cue.end, quotation.close)).into_iter().collect() } else { Vec::new() }
}

/// "The clerk told the paper on Monday that [P]": the clause behind "that", if one stands near behind the cue.
fn behind_complementizer(place: &Place, found: &Found) -> Vec<Tokens> {
    let joins = |&i: &usize| place.is(i, KNOWN.complementizer) && !place.is(i + 1, KNOWN.auxiliary | KNOWN.copula);
    let Some(that) = (found.cue.end..place.sentence.end).take(10).find(joins) else { return Vec::new() };
    let mut clause = place.clause(found);
    let quoted = !clause.is_empty() && clause.iter().all(|c| place.sentence.has(c.start) && c.start > that + 4);
    clause.retain(|c| c.start > that && (c.start <= that + 4 || !place.doc.in_quotation(c.start)));
    // "that, if elected, [he would be “a friend”]": all of the clause
    if clause.is_empty() && quoted { vec![to_sentence_end(place, that + 1)] } else { clause }
}

/// "[Most clinics], his survey suggests, [test once a year]": who speaks stands between a claim's subject and its verb.
fn around_speaker(place: &Place, found: &mut Found) {
    let (doc, cue) = (place.doc, found.cue);
    let Some(source) = found.source.filter(|s| s.end <= cue.start && s.start > place.sentence.start + 1) else { return };
    let [part] = found.content[..] else { return };
    if place.mark(source.start - 1) != Mark::Comma || place.mark(cue.end) != Mark::Comma || doc.in_quotation(cue.start) {
        return;
    }
    let first = place.sentence.start;
    let (subject, rest) = (Tokens::new(first, source.start - 1), Tokens::new(cue.end + 1, place.sentence.end));
    let no_subject =
        KNOWN.preposition | KNOWN.by | KNOWN.to | KNOWN.subordinator | KNOWN.conjunction | KNOWN.clause_opener | KNOWN.time_word | KNOWN.complementizer | KNOWN.participle_opener;
    let verb = KNOWN.auxiliary | KNOWN.copula | KNOWN.negation | KNOWN.to;
    let part_of = |i: usize| doc.tokens[i].is_word() && !place.is(i, verb | KNOWN.time_word) && !doc.in_quotation(i);
    let phrase = subject.len() <= 5 && !place.is(first, no_subject) && subject.range().all(part_of);
    let Some(rest) = trimmed(doc, rest).filter(|r| r.len() >= 2 && doc.tokens[r.start].shape == Shape::Lower && !doc.in_quotation(r.start)) else { return };
    if phrase && (subject.contains(part) || part.start == rest.start) {
        found.content = vec![subject, if part.start == rest.start { part } else { rest }];
    }
}

/// "The bank has closed two branches, and declined to comment": who declines to comment does not say what stands before.
fn not_said_by_declining(place: &Place, found: &mut Found) {
    if stance(place, found) == Some(Stance::Declines) {
        // nor why, or what he did besides: "declined to comment, citing the inquiry"
        let comma = place.mark(found.cue.end) == Mark::Comma;
        found.content.retain(|c| place.doc.in_quotation(c.start) && place.sentence.has(c.start) || c.end > found.cue.start && !(comma && c.start > found.cue.end));
    }
}

/// "Said Thursday [he would not come]", "[…], she alleged in a petition": when and where it was said is not what was said.
fn where_said(place: &Place, found: &mut Found) {
    let (doc, sentence) = (place.doc, place.sentence);
    let [content] = found.content.as_mut_slice() else { return };
    if content.start != found.cue.end || doc.in_quotation(content.start) {
        return;
    }
    let no_subject = KNOWN.auxiliary | KNOWN.copula | KNOWN.conjunction | KNOWN.preposition | KNOWN.time_word;
    if content.len() > 3 && place.is(content.start, KNOWN.time_word) && doc.tokens[content.start + 1].is_word() && !place.is(content.start + 1, no_subject) {
        content.start += 1;
        return;
    }
    let Some(source) = found.source.filter(|s| s.end <= found.cue.start && s.start > sentence.start + 4 && place.mark(s.start - 1) == Mark::Comma) else { return };
    // ("to the petition" is where, "to stay" what)
    let toward = |i: usize| place.is(i, KNOWN.to) && !place.is(i + 1, KNOWN.determiner | KNOWN.classes.pronoun) && !doc.tokens.get(i + 1).is_some_and(|t| t.is_capitalised());
    let verb = |i: usize| place.is(i, KNOWN.auxiliary | KNOWN.copula | KNOWN.complementizer) || toward(i) || doc.in_quotation(i);
    let before = Tokens::new(crate::dateline::behind(doc, sentence).filter(|&at| at < source.start).unwrap_or(sentence.start), source.start);
    // "said Sunday, as the search went on"
    let day = place.is(content.start, KNOWN.time_word) && (place.mark(content.start + 1) == Mark::Comma || place.is(content.start + 1, KNOWN.subordinator));
    if (day || place.is(content.start, KNOWN.preposition) && content.end + 1 >= sentence.end && !content.range().any(verb))
        && !place.is(sentence.start, KNOWN.participle_opener | KNOWN.subordinator | KNOWN.preposition)
        && before.len() >= 6
    {
        found.content = trimmed(doc, before).into_iter().collect();
    }
}

/// "[The pier was sold], two clerks told the paper on Monday", "“[We were lied to],” he said flatly": neither whom it was told nor the
/// manner is what was said, where a clause or a quotation stands before who says it.
fn whom_told(place: &Place, found: &mut Found) {
    let (doc, sentence, cue) = (place.doc, place.sentence, found.cue);
    let [content] = found.content[..] else { return };
    let Some(source) = found.source.filter(|s| s.end <= cue.start && s.start > sentence.start + 3 && !doc.tokens[s.start - 1].is_word()) else { return };
    let listener = place.is(cue.start, KNOWN.tell_verb);
    let manner = KNOWN.label_adverb | KNOWN.time_word | KNOWN.preposition;
    let circumstance = |i: usize| if listener { !place.is(i, KNOWN.auxiliary | KNOWN.copula | KNOWN.complementizer | KNOWN.to) } else { place.is(i, manner) };
    let plain = content.range().all(|i| (doc.tokens[i].is_word() || place.mark(i) != Mark::Colon) && circumstance(i) && !doc.in_quotation(i));
    // "told the paper [she] knew": a claim has a subject of its own
    let subject = content.range().any(|i| place.is(i, KNOWN.classes.pronoun) && !place.is(i, KNOWN.determiner | KNOWN.demonstrative));
    if content.start != cue.end || content.end + 1 < sentence.end || content.len() > 12 || !plain || subject {
        return;
    }
    let before = Tokens::new(sentence.start, source.start);
    let quoted = quoted_before(place, found);
    let circumstance = KNOWN.participle_opener | KNOWN.subordinator | KNOWN.preposition | KNOWN.clause_opener;
    if !quoted.is_empty() {
        found.content = quoted;
    } else if (before.len() >= 5 || before.range().any(|i| place.is(i, KNOWN.auxiliary))) && !place.is(sentence.start, circumstance) && !doc.in_quotation(sentence.start) {
        found.content = trimmed(doc, before).into_iter().collect();
    }
}

/// "Said that [it “takes the charge seriously”]", "told the paper [they are “planting seeds”]": the clause begins behind "that" or with its
/// subject, not where its quotation does; nor behind the "that" of its verb: "said [his fear is that it sank]".
fn from_complementizer(place: &Place, found: &mut Found) {
    let (doc, cue) = (place.doc, found.cue);
    let verb = KNOWN.copula | KNOWN.auxiliary;
    if let Some(content) = found.content.first_mut().filter(|c| c.start > cue.end + 3 && place.sentence.has(c.start) && place.is(c.start - 1, KNOWN.complementizer))
        && place.is(content.start - 2, KNOWN.copula)
        && (cue.end..content.start - 2).all(|i| doc.tokens[i].is_word() && !place.is(i, KNOWN.complementizer | verb | KNOWN.tell_verb))
        && !place.is(cue.start, KNOWN.tell_verb)
    {
        content.start = (cue.end..content.start).find(|&i| !place.is(i, KNOWN.time_word)).unwrap_or(cue.end);
        return;
    }
    let Some(content) = found.content.first_mut().filter(|c| c.start > cue.end + 2 && doc.in_quotation(c.start) && !doc.in_quotation(cue.start)) else { return };
    let open = doc.quotations[doc.quoted[content.start] as usize - 1].open;
    let subject = KNOWN.pronoun_he | KNOWN.pronoun_she | KNOWN.pronoun_they | KNOWN.pronoun_it;
    // behind "that" (not "that claim"), with its subject, or with the infinitive: "vowed [to end “the drift”]"
    let begins = |i: usize| {
        let near = i + 8 > open || i == cue.end;
        match near {
            true if place.is(i, KNOWN.complementizer) && !place.is(i + 1, KNOWN.claim_name) => Some(i + 1).filter(|&i| i < open),
            true if place.is(i, subject) && place.is(i + 1, verb) || i == cue.end && place.is(i, KNOWN.to) && !place.is(i + 1, KNOWN.determiner) => Some(i),
            _ => None,
        }
    };
    let words = (cue.end..open).rev().take(24).take_while(|&i| doc.tokens[i].is_word());
    if let Some(start) = words.filter_map(begins).next().filter(|&start| open < content.start && place.sentence.has(start)) {
        content.start = start;
        mid_phrase(place, found);
    }
}

/// "He had been ill, something [his doctor] denied", "…, a charge [ministers] reject": behind the noun for a claim stands who denies it, and
/// the claim stands before.
fn denied_aside(place: &Place, found: &mut Found) {
    let (doc, cue) = (place.doc, found.cue);
    let near = place.sentence.start.max(cue.start.saturating_sub(14))..cue.start;
    let Some(mark) = near.rev().find(|&i| !doc.tokens[i].is_word()).filter(|&i| matches!(place.mark(i), Mark::Comma | Mark::Dash)) else { return };
    let noun = if place.is(mark + 1, KNOWN.determiner | KNOWN.indefinite) { mark + 2 } else { mark + 1 };
    let mut source = Tokens::new(noun + 1, cue.start);
    if matches!(stance(place, found), None | Some(Stance::Says)) || !place.is_small(noun, KNOWN.claim_name) || doc.in_quotation(noun) || source.start >= source.end {
        return;
    }
    if place.is(source.start, KNOWN.complementizer | KNOWN.relative_pronoun) {
        source.start += 1;
    }
    let verb_group = KNOWN.auxiliary | KNOWN.negation | KNOWN.clause_opener | KNOWN.label_adverb;
    while source.end > source.start && place.is(source.end - 1, verb_group) {
        source.end -= 1;
    }
    let joins = KNOWN.preposition | KNOWN.to | KNOWN.possessive | KNOWN.conjunction | KNOWN.auxiliary | KNOWN.copula;
    if source.is_empty() || place.is(source.start, joins) || source.range().any(|i| place.is(i, KNOWN.auxiliary | KNOWN.copula) && !place.is(i, KNOWN.possessive)) {
        return;
    }
    said_by(found, source);
    found.content.retain(|c| c.start >= cue.end);
}

/// "Denied that, saying it was new", "which denies that, says it was new", "denied that too", "disputed that number but offered no other": a
/// word for a claim made elsewhere, and behind it something else is said.
fn denied_that(place: &Place, found: &mut Found) {
    let behind = found.cue.end;
    let answers = !matches!(stance(place, found), None | Some(Stance::Says));
    if !answers || behind + 2 >= place.sentence.end || !place.is(behind, KNOWN.demonstrative | KNOWN.pronoun_it) {
        return;
    }
    let relative = found.source.is_some_and(|s| s.len() == 1 && place.is(s.start, KNOWN.relative_pronoun));
    let said_beside = place.mark(behind + 1) == Mark::Comma && (relative || place.is(behind + 2, KNOWN.saying));
    let last = behind + 3 >= place.sentence.end && place.doc.tokens[behind + 1].is_word() && !place.is(behind + 1, KNOWN.classes.class);
    let noun = place.is_small(behind + 1, KNOWN.claim_name) && place.is(behind + 2, KNOWN.conjunction) && !place.is(behind + 2, KNOWN.subordinator);
    // "confirmed that to the paper", "denied that when asked"
    let circumstance = place.is_small(behind + 1, KNOWN.to | KNOWN.subordinator) && !place.is(behind + 1, KNOWN.preposition);
    if said_beside || last || noun || circumstance {
        found.content.clear();
    }
}

/// "Said that “we stay,” and that [“we fight”]": a claim that ends with "that" goes on behind it.
fn goes_on_behind_that(place: &Place, found: &mut Found) {
    let (doc, sentence) = (place.doc, place.sentence);
    let Some(content) = found.content.last_mut().filter(|c| c.start >= found.cue.end && c.end < sentence.end) else { return };
    let that = content.end - 1;
    if content.len() > 3 && place.is(that, KNOWN.complementizer) && place.is(that - 1, KNOWN.conjunction) && !doc.in_quotation(that) {
        *content = to_sentence_end(place, content.start);
    }
}

/// From a token on what is left of its sentence, without the marks that end it inside or outside of a quotation.
fn to_sentence_end(place: &Place, start: usize) -> Tokens {
    let mark = |i: usize| place.mark(i) == Mark::Terminator || place.mark(i) == Mark::Comma || place.doc.tokens[i].is_quote() && place.mark(i - 1) == Mark::Terminator;
    let mut rest = Tokens::new(start, place.sentence.end);
    while rest.len() > 1 && mark(rest.end - 1) {
        rest.end -= 1;
    }
    while rest.len() > 1 && place.mark(rest.start) == Mark::Comma {
        rest.start += 1;
    }
    rest
}

/// "Rejects [the mayor's remarks] but will meet him": what somebody does all the same is not what he denies.
fn not_behind_but(place: &Place, found: &mut Found) {
    let doc = place.doc;
    if stance(place, found) != Some(Stance::Denies) || content_place(place, found) != Some(ContentPlace::Object) {
        return;
    }
    for content in found.content.iter_mut().filter(|c| c.start == found.cue.end) {
        let turns = |&i: &usize| place.is(i, KNOWN.conjunction) && place.is(i, KNOWN.clause_opener) && place.is_small(i + 1, KNOWN.auxiliary) && !doc.in_quotation(i);
        if let Some(at) = (content.start + 1..content.end.saturating_sub(1)).find(turns) {
            content.end = at;
        }
    }
}

/// "Denied [knowing the coach]": an object right behind the verb, not when or to whom it was denied.
fn denied_object(place: &Place, found: &mut Found) {
    let denies = stance(place, found) == Some(Stance::Denies) && content_place(place, found) != Some(ContentPlace::None);
    if !denies || !found.content.is_empty() || found.source.is_none_or(|s| s.end > found.cue.start) {
        return;
    }
    let behind = found.cue.end;
    let about_claim = (behind..place.sentence.end.min(behind + 5)).any(|i| place.is(i, KNOWN.claim_name));
    let circumstance = KNOWN.preposition | KNOWN.to | KNOWN.by | KNOWN.conjunction | KNOWN.subordinator | KNOWN.time_word | KNOWN.clause_opener;
    let points = KNOWN.complementizer | KNOWN.demonstrative | KNOWN.pronoun_it | KNOWN.pronoun_they;
    if !about_claim && place.doc.tokens.get(behind).is_some_and(|t| t.is_word()) && !place.is(behind, circumstance | points) {
        found.content = place.object(found);
    }
}

/// "Accused him of [hiding it]", "denied reports of [a merger]": what is claimed begins behind the word that joins it to what the verb
/// takes, or to the noun that only names it.
fn behind_joining_word(place: &Place, found: &mut Found) {
    let Some(entry) = found.entry.map(|e| &place.lexicon.cues[e]) else { return };
    let (cue, denies) = (found.cue, entry.entry.stance == Stance::Denies);
    // "for what he described as [a failure]"
    let asked = found.source.is_some_and(|s| s.start > place.sentence.start && place.is(s.start - 1, KNOWN.question));
    let word = |i: usize| entry.behind.contains(&place.doc.tokens[i].word);
    let Some(content) = found.content.first_mut().filter(|c| c.start >= cue.end && (c.start <= cue.end + 2 || word(c.start))) else { return };
    let from = if content.start <= cue.end + 2 { cue.end } else { content.start };
    let mut near = (from..content.end.min(from + 14)).filter(|&i| word(i) && i + 1 < content.end);
    // ("accused the head of Tullcorp of [hiding it]")
    let named = |i: usize| place.doc.tokens[i + 1].is_capitalised() && !place.doc.in_quotation(i);
    let at = near.clone().find(|&i| !named(i)).or_else(|| near.next()).filter(|_| !entry.behind.is_empty());
    if let Some(at) = at {
        content.start = content.start.max(at + 1);
    } else if asked && content.len() > 1 && content.start == cue.end && place.is(content.start, KNOWN.subordinator) && place.is(content.start, KNOWN.preposition) {
        content.start += 1;
    } else if denies && let Some(at) = behind_named_claim(place, *content) {
        content.start = at;
    }
}

/// "Accuses them of [hiding it], a charge echoed by the union": what the claim is called stands beside it.
fn without_aside(place: &Place, found: &mut Found) {
    let doc = place.doc;
    let Some(content) = found.content.last_mut().filter(|c| c.start >= found.cue.end && place.sentence.has(c.start)) else { return };
    let aside = |&i: &usize| {
        place.mark(i) == Mark::Comma
            && !doc.in_quotation(i)
            && place.is(i + 1, KNOWN.indefinite)
            && place.is(i + 1, KNOWN.determiner)
            && place.is_small(i + 2, KNOWN.claim_name & !KNOWN.report_noun)
            && !place.is(i + 3, KNOWN.copula | KNOWN.auxiliary)
    };
    if let Some(comma) = (content.start + 2..content.end.saturating_sub(3)).find(aside) {
        content.end = comma;
    }
}

/// Where it is said what a claim is that is named first: behind "that", "of". (Not of a role or a link: "any role in the sale" is what
/// is denied.)
fn behind_named_claim(place: &Place, content: Tokens) -> Option<usize> {
    let points = KNOWN.demonstrative | KNOWN.pronoun_it | KNOWN.pronoun_they;
    let noun = (content.start..content.end.min(content.start + 5)).find(|&i| place.is(i, KNOWN.report_noun | KNOWN.claim_name) && !place.is(i, points))?;
    if (content.start..noun).any(|i| place.is(i, KNOWN.preposition | KNOWN.complementizer | KNOWN.auxiliary)) {
        return None;
    }
    let mut near = (noun + 1..content.end.min(noun + 9)).take_while(|&i| place.doc.tokens[i].is_word());
    let that = near.find(|&i| place.is(i, KNOWN.complementizer));
    let of = (noun + 1 < content.end && place.is(noun + 1, KNOWN.preposition)).then_some(noun + 1);
    that.or(of).map(|at| at + 1).filter(|&at| at < content.end)
}
