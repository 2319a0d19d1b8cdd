//! Corrections of one attribution's source and claim, by what the packs say for certain.
//!
//! The model ([`crate::model`]) finds limits by weight of evidence; where a case marker, a relative pronoun or a comma settles
//! the matter, they are put right here. What depends on other attributions is in [`crate::together`].

use crate::attribution::{Found, Stance};
use crate::document::{Document, Role};
use crate::frames::{Place, settle, speakers};
use crate::lexicon::{Known, Proposal};
use crate::pack::{ContentPlace, Frame, WordOrder};
use crate::span::Tokens;
use crate::token::{Mark, Shape};

/// Where the text begins behind "LIMA, May 4 (Reuters) - ": places, dates and agencies up to a dash, at a paragraph's beginning.
fn dateline(doc: &Document, sentence: Tokens, k: &Known) -> Option<usize> {
    let block = doc.blocks[doc.block_of(sentence.start)].tokens;
    let first = &doc.tokens[sentence.start];
    if sentence.start != block.start || !(first.shape == Shape::Upper && first.span.len() > 2 || doc.is(sentence.start, k.place_name)) {
        return None;
    }
    let dash = sentence.range().take(20).find(|&i| doc.tokens[i].mark == Mark::Dash && doc.tokens[i].spaced)?;
    let plain = |i: usize| {
        let t = &doc.tokens[i];
        if t.is_word() { t.shape != Shape::Lower || t.sets & (k.time_word | k.place_name | k.media_name) != 0 } else { !t.is_quote() && t.mark != Mark::Semicolon }
    };
    ((sentence.start..dash).all(plain) && !doc.is(dash + 1, k.relative_pronoun)).then_some(dash + 1)
}

/// "denied this": a claim that is a word for one made elsewhere, and no more.
pub fn only_points(doc: &Document, found: &Found) -> bool {
    let k = &doc.lexicon_of(found.cue.start).known;
    let words = || found.content.iter().flat_map(|c| c.range().take(6)).filter(|&i| doc.tokens[i].is_word());
    if words().next().is_none() || words().any(|i| doc.in_quotation(i)) {
        return false;
    }
    // "on Wednesday this": when it was said is no claim either
    let when = if doc.lexicon_of(found.cue.start).pack.order == WordOrder::VerbLast { k.time_word | k.dative } else { 0 };
    if words().all(|i| doc.is(i, k.demonstrative | k.pronoun_it | when)) && words().any(|i| doc.is(i, k.demonstrative | k.pronoun_it)) {
        return true;
    }
    // "contested the figure", "declined to discuss that charge"
    let answers = found.entry.is_some_and(|e| !matches!(doc.lexicon_of(found.cue.start).entry(e).stance, Stance::Says | Stance::Alleges));
    let owner = k.classes.pronoun & !k.pronoun_first & !k.pronoun_second;
    let named = words().position(|i| doc.is(i, k.claim_name) && doc.tokens[i].sets & k.determiner == 0);
    // "rejected the minister's allegation", "disputed that claim"
    let last = found.content.last().map_or(0, |c| c.end);
    let one = found.content.len() == 1 && found.content[0].len() <= 8 && last >= 2 && doc.is(last - 1, k.claim_name);
    let owned = one && found.content[0].len() > 2 && doc.is(last - 2, k.possessive);
    let pointed = one && found.content[0].len() == 1 && last - 2 >= found.cue.end && doc.is(last - 2, k.determiner | k.demonstrative) && !doc.is(last - 2, k.indefinite);
    if answers && (owned || pointed) {
        return true;
    }
    answers && named.is_some_and(|at| at > 0 && at + 1 == words().count() && words().take(at).all(|i| doc.is(i, k.determiner | k.pointer | owner) && !doc.is(i, k.indefinite)))
}

/// "Said on condition of anonymity": under which terms somebody speaks is not what he says. What he says stands before, then.
fn without_terms(doc: &Document, found: &mut Found, k: &Known) {
    let terms =
        |part: &Tokens| part.start >= found.cue.end && part.start <= found.cue.end + 2 && part.range().take(3).any(|i| doc.is(i, k.anonymity_terms) && !doc.in_quotation(i));
    let Some(at) = found.content.iter().position(terms) else { return };
    found.content.remove(at);
    if found.content.is_empty()
        && let Some(source) = found.source
    {
        // the clause that ends where the source begins
        let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
        let before = Tokens::new(sentence.start, source.start.min(found.cue.start).max(sentence.start));
        found.content.extend(crate::model::trimmed(doc, before).filter(|c| c.len() >= 3));
    }
}

/// "Said Thursday he would not come", "…, she alleged in a petition": when and where it was said is not what was said.
fn where_said(doc: &Document, found: &mut Found, sentence: Tokens, k: &Known) {
    let [content] = found.content.as_mut_slice() else { return };
    if content.start != found.cue.end || doc.in_quotation(content.start) {
        return;
    }
    if content.len() > 3
        && doc.is(content.start, k.time_word)
        && doc.tokens[content.start + 1].is_word()
        && !doc.is(content.start + 1, k.auxiliary | k.copula | k.conjunction | k.preposition | k.time_word)
    {
        content.start += 1;
        return;
    }
    let Some(source) = found.source.filter(|s| s.end <= found.cue.start && s.start > sentence.start + 4 && doc.tokens[s.start - 1].mark == Mark::Comma) else { return };
    let verb = |i: usize| doc.is(i, k.auxiliary | k.copula | k.complementizer | k.to) || doc.in_quotation(i);
    let before = Tokens::new(sentence.start, source.start);
    if doc.is(content.start, k.preposition)
        && content.end + 1 >= sentence.end
        && !content.range().any(verb)
        && !doc.is(sentence.start, k.participle_opener | k.subordinator | k.preposition)
        && before.len() >= 6
    {
        found.content = crate::model::trimmed(doc, before).into_iter().collect();
    }
}

/// "Called the figure “wildly inaccurate”": what somebody calls a claim is what he says; which claim, the words between point to.
fn label_alone(doc: &Document, found: &mut Found, k: &Known) {
    let [content] = found.content.as_mut_slice() else { return };
    if content.start < found.cue.end || content.start > found.cue.end + 1 {
        return;
    }
    let Some(quotation) = doc.quotations_opening_in(*content).map(|q| &doc.quotations[q]).next().filter(|q| q.closed && q.close + 1 >= content.end) else { return };
    let (gap, label) = (Tokens::new(content.start, quotation.open), quotation.inner());
    let owner = k.classes.pronoun & !k.pronoun_first;
    let named = gap.len() >= 2
        && gap.len() <= 4
        && doc.is(gap.end - 1, k.claim_name)
        && gap.range().rev().skip(1).all(|i| doc.is(i, k.determiner | k.pointer | owner) && !doc.is(i, k.indefinite));
    if named && !label.is_empty() && !label.range().take(2).any(|i| doc.is(i, k.auxiliary | k.copula)) {
        *content = label;
    }
}

/// The agent of a passive, or what stands behind "according to", where the model left it out: the pack's frame finds it, and the
/// claim begins behind it.
pub fn complete(doc: &Document, found: &mut Found) {
    let Some(entry) = found.entry else { return };
    let lexicon = doc.lexicon_of(found.cue.start);
    let frame = lexicon.entry(entry).frame;
    // who stands before "citing" is not who is cited
    let misplaced = frame == Frame::After && lexicon.pack.order == WordOrder::VerbMiddle && found.source.is_some_and(|s| s.start < found.cue.start);
    if found.source.is_some() && !misplaced {
        return;
    }
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let place = Place { doc, lexicon, sentence, cue: found.cue };
    let source = match frame {
        Frame::Agent => place.agent(),
        // "citing a person with knowledge of it"
        Frame::After if lexicon.pack.order == WordOrder::VerbMiddle => place.noun_phrase_after(found.cue.end),
        Frame::Subject if lexicon.pack.order == WordOrder::VerbMiddle => {
            let over = || place.subject_over_comma().filter(|_| found.cue.end + 1 >= sentence.end);
            place.subject_before_commas().or_else(over).or_else(|| place.subject_behind_mark())
        }
        _ => None,
    };
    let Some(source) = source else { return };
    for part in &mut found.content {
        if part.overlaps(source) || part.start == source.end {
            let case = lexicon.known.locative | lexicon.known.agent_marker | lexicon.known.genitive;
            let mut start = source.end;
            while start < part.end && doc.is(start, case) {
                start += 1;
            }
            part.start = part.start.max(start);
        }
    }
    found.content.retain(|part| part.start < part.end);
    if lexicon.pack.order == WordOrder::VerbMiddle && source.end <= found.cue.start {
        // what stands between subject and verb says something about the subject
        let apposed = Tokens::new(source.end, found.cue.start);
        let had = !found.content.is_empty();
        found.content.retain(|part| !apposed.contains(*part));
        if had && found.content.is_empty() {
            found.content.extend(crate::model::trimmed(doc, Tokens::new(sentence.start, source.start)));
        }
    }
    found.source = Some(source);
}

/// "X, who had said that P, did Q" where the verb stands last: the claim ends with the relative clause, at the last comma.
pub(crate) fn relative_clause_end(doc: &Document, found: &mut Found, sentence: Tokens, k: &Known) {
    let Some(source) = found.source.filter(|s| s.len() == 1 && s.start > sentence.start && doc.is(s.start, k.relative_pronoun)) else { return };
    if doc.tokens[source.start - 1].mark != Mark::Comma {
        return;
    }
    let last_word = (sentence.start..sentence.end).rev().find(|&i| doc.tokens[i].is_word());
    let [content] = found.content.as_mut_slice() else { return };
    if content.start < found.cue.end || Some(content.end) != last_word.map(|i| i + 1) {
        return;
    }
    if let Some(comma) = content.range().rev().find(|&i| doc.tokens[i].mark == Mark::Comma && !doc.in_quotation(i))
        && comma >= content.start + 3
        && comma + 3 <= content.end
    {
        content.end = comma;
    }
}

/// The noun phrase before the first case marker of a subject behind a cue.
pub(crate) fn subject_behind(doc: &Document, cue: Tokens, sentence: Tokens) -> Option<Tokens> {
    let lexicon = doc.lexicon_of(cue.start);
    let k = &lexicon.known;
    let near = cue.end..sentence.end.min(cue.end + 14);
    let marker = near.take_while(|&i| !doc.is(i, k.complementizer)).find(|&i| doc.is(i, k.ergative | k.ergative_pronoun) && !doc.in_quotation(i))?;
    if doc.is(marker, k.ergative_pronoun) {
        return Some(Tokens::new(marker, marker + 1));
    }
    let place = Place { doc, lexicon, sentence, cue };
    place.noun_phrase_before(marker).filter(|s| s.start >= cue.end)
}

/// Verb-last: whether a phrase can be the agent of a passive: one by whom or in which it is said, or a source from which.
pub(crate) fn is_agent(doc: &Document, source: Tokens, k: &Known) -> bool {
    // "in the book 'X' it is said": a title between
    let mut end = source.end;
    if let Some(q) = doc.quotations_opening_in(Tokens::new(end, end + 1)).map(|q| &doc.quotations[q]).find(|q| q.closed && q.inner().len() <= 8) {
        end = q.close + 1;
    }
    let Some(next) = doc.tokens.get(end) else { return false };
    let paper = k.document_noun | k.media_noun | k.media_name | k.report_noun | k.source_noun;
    let case = k.agent_marker | k.genitive | k.postposition;
    // "on social media it is claimed": where, not who
    next.sets & case != 0
        || next.sets & k.locative != 0 && next.sets & k.conjunction == 0
        || next.sets & k.ablative != 0 && doc.is(source.end - 1, paper)
        || next.sets & k.dative != 0 && !doc.is(source.end - 1, k.infinitive)
        || doc.is(source.end - 1, k.locative | k.agent_marker | k.pronoun_it | k.relative_pronoun)
}

/// Where the source begins, in a verb-last language: not with the object's pronoun ("whom the unions") nor with what its
/// owner did before ("seeing the row grow, Mishra"), and with the title of whose it is ("the 'Evening Talk' report").
pub(crate) fn source_start(doc: &Document, found: &mut Found, sentence: Tokens, k: &Known) {
    let Some(source) = &mut found.source else { return };
    if source.len() > 1 && doc.is(source.start, k.object_pronoun) {
        source.start += 1;
    }
    // "the unions each other": nor does it end so
    while !source.is_empty() && doc.is(source.end - 1, k.object_pronoun) && !doc.is(source.end, k.ergative) {
        source.end -= 1;
    }
    // "in his own statement": a word that is in no name and tells of nobody
    let nobody = source.len() == 1 && doc.is(source.start, k.everyday) && !doc.is(source.start, k.classes.class | k.classes.names | k.classes.pronoun);
    if source.is_empty() || nobody {
        found.source = None;
        return;
    }
    // "a right forecast to make": right before a verb that takes a case marker stands no subject without one
    let subject = k.classes.pronoun | k.classes.name | speakers(k);
    let adverb = doc.is(source.end - 1, k.everyday | k.true_label | k.false_label | k.inanimate) && !doc.is(source.end - 1, subject);
    if adverb && source.end == found.cue.start && !is_bare(doc, found.cue, sentence, k) {
        found.source = None;
        return;
    }
    if let Some(last) = source.range().rev().skip(1).find(|&i| doc.is(i, k.absolutive) && !doc.is(i + 1, k.auxiliary)) {
        source.start = last + 1;
    }
    // "in the morning villagers", not "the report out last week"
    let of_participle = (source.start + 1..source.end).take(5).any(|i| doc.is(i, k.attributive) && !doc.is(i, k.genitive));
    while !of_participle && source.len() > 1 && doc.is(source.start, k.time_word) && !doc.is(source.start, k.classes.name) && !doc.is(source.start + 1, k.classes.case) {
        source.start += 1;
    }
    *source = over_bracket(doc, *source, sentence, k);
    *source = with_participle(doc, *source, sentence, k);
    *source = with_clause(doc, *source, sentence, k);
    // "wife held for the murder, the brother says": another clause
    if let Some(comma) = source.range().rev().skip(1).find(|&i| doc.tokens[i].mark == Mark::Comma) {
        let case = k.ergative | k.dative | k.locative & !k.conjunction;
        let clause = (source.start..comma).any(|i| doc.is(i, case)) && !(source.start..comma).any(|i| doc.is(i, k.attributive & !k.genitive) && !doc.is(i, k.genitive));
        if clause && !source.range().any(|i| doc.is(i, k.relative_pronoun)) && doc.is(source.end - 1, speakers(k)) {
            source.start = comma + 1;
        }
    }
    while let Some(start) = of_list(doc, *source, sentence, k) {
        source.start = start;
    }
    if doc.is(source.start, k.genitive) && source.start > sentence.start + 2 && doc.tokens[source.start - 1].is_quote() {
        let title = doc.quotations_opening_in(sentence).rev().map(|q| &doc.quotations[q]).find(|q| q.closed && q.close + 1 == source.start && q.inner().len() <= 6);
        if let Some(title) = title {
            source.start = title.open;
        }
    }
    let source = *source;
    cut(&mut found.content, source);
}

/// "In the province built flood office": a participle joins what stands in a case before it to the noun.
fn with_participle(doc: &Document, source: Tokens, sentence: Tokens, k: &Known) -> Tokens {
    let joins = |i: usize| doc.is(i, k.attributive) && !doc.is(i, k.genitive | k.detached | k.copula);
    let participle = [source.start, source.start.wrapping_sub(1)].into_iter().find(|&i| i > sentence.start && i < source.end && joins(i));
    // "from Texas here come"
    let case = participle.map(|i| if doc.is(i - 1, k.clause_opener | k.everyday) { i.saturating_sub(2) } else { i - 1 });
    let Some(case) = case.filter(|&i| i > sentence.start && doc.is(i, k.locative | k.ablative) && !doc.is(i, k.relative_pronoun | k.pronoun_it)) else { return source };
    let place = Place { doc, lexicon: doc.lexicon_of(source.start), sentence, cue: Tokens::new(source.end, source.end) };
    let start = place.noun_phrase_before(case).map_or(source.start, |phrase| phrase.start);
    Tokens::new(start.min(source.start), source.end)
}

/// "The additional director (law and order) Kumar": the name behind the bracket belongs to the office before it.
fn over_bracket(doc: &Document, source: Tokens, sentence: Tokens, k: &Known) -> Tokens {
    let whole = |close: usize| {
        let end = (close + 1..sentence.end.min(close + 7)).find(|&i| doc.is(i, k.ergative | k.genitive))?;
        let named =
            end > close + 1 && (close + 1..end).all(|i| doc.tokens[i].is_word() && (doc.is(i, k.classes.name) || doc.tokens[i].sets & (k.classes.function | k.classes.class) == 0));
        named.then_some(end)
    };
    let bracket = source.end < sentence.end && doc.tokens[source.end].mark == Mark::BracketOpen && doc.is(source.end - 1, k.office | k.role_noun);
    let close = (source.end..sentence.end.min(source.end + 8)).find(|&i| bracket && doc.tokens[i].mark == Mark::BracketClose);
    close.and_then(whole).map_or(source, |end| Tokens::new(source.start, end))
}

/// "Building the tunnel, Navyuga Engineering": what the one who says it is doing, told by a participle right before him.
fn with_clause(doc: &Document, source: Tokens, sentence: Tokens, k: &Known) -> Tokens {
    let going = |i: usize| doc.is(i, k.attributive) && doc.is(i, k.auxiliary) && doc.is(i, k.bare_verb);
    let Some(participle) = source.start.checked_sub(1).filter(|&i| i > sentence.start + 1 && going(i) && doc.is(i - 1, k.light_verb)) else { return source };
    let stops = k.ergative | k.ergative_pronoun | k.clause_opener | k.subordinator | k.complementizer | k.relative_pronoun | k.copula;
    let most = participle.saturating_sub(14).max(sentence.start);
    let start = (most..participle).rev().take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, stops)).last().unwrap_or(participle);
    let opens = start == sentence.start || !doc.tokens[start - 1].is_word() || doc.is(start - 1, k.clause_opener | k.subordinator);
    let mut first = start;
    while first < participle && (doc.is(first, k.time_word) || first > start && doc.is(first, k.dative | k.locative | k.genitive) && doc.is(first - 1, k.time_word)) {
        first += 1;
    }
    if opens && first < participle { Tokens::new(first, source.end) } else { source }
}

/// "The former mayor Rao, Mr Tull and others": where the names begin that stand with commas before the source.
fn of_list(doc: &Document, source: Tokens, sentence: Tokens, k: &Known) -> Option<usize> {
    let comma = source.start.checked_sub(1).filter(|&i| i > sentence.start && doc.tokens[i].mark == Mark::Comma)?;
    let c = &k.classes;
    let start = (sentence.start..comma).rev().take_while(|&i| doc.tokens[i].is_word()).last()?;
    let stops = c.function & !k.genitive | k.light_verb & !k.genitive | k.everyday | k.inanimate | k.document_noun;
    let plain = (start..comma).all(|i| !doc.is(i, stops) || doc.is(i, c.name | k.former));
    let opens = start == sentence.start || doc.tokens[start - 1].mark == Mark::Comma;
    let person = (start..comma).any(|i| doc.is(i, c.name | k.role_noun | k.office | k.title));
    let last = doc.tokens[comma - 1].sets;
    let name = last & c.name != 0;
    (comma - start <= 8 && plain && opens && person && name && doc.is(source.start, c.name | c.class | k.former)).then_some(start)
}

/// Whether the cue's verb takes a subject without a case marker: by its own form or by its auxiliary, and no passive.
pub(crate) fn is_bare(doc: &Document, cue: Tokens, sentence: Tokens, k: &Known) -> bool {
    let reach = Tokens::new(cue.start, sentence.end.min(cue.end + 3));
    let bare_verb = reach.range().take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, k.complementizer)).any(|i| doc.is(i, k.bare_verb));
    bare_verb && !reach.range().any(|i| doc.is(i, k.passive_auxiliary))
}

/// A subject without a case marker, where the verb stands last: the model takes adverbs into it ("the villagers in low
/// voices"), stops at an owner ("the victim's mother") or does not see it.
pub(crate) fn without_marker(doc: &Document, found: &mut Found, sentence: Tokens) {
    let lexicon = doc.lexicon_of(found.cue.start);
    let k = &lexicon.known;
    if !is_bare(doc, found.cue, sentence, k) || found.source.is_some_and(|s| s.start >= found.cue.start) {
        return;
    }
    let place = Place { doc, lexicon, sentence, cue: found.cue };
    if let Some(source) = found.source
        && source.len() == 1
        && doc.is(source.start, place.pronouns())
    {
        return;
    }
    // "in the institute once a scientist, Dr Devi says": what stands right before the verb, where it is a name or a speaker
    let near = || place.noun_phrase_before(found.cue.start).filter(|s| found.source.is_none() && doc.is(s.end - 1, speakers(k)));
    let Some(subject) = place.bare_subject().or_else(near) else { return };
    if found.source.is_some_and(|s| doc.is(s.end, k.ergative) && subject.start <= s.end) {
        return;
    }
    let wrong = |source: Tokens| {
        let c = &k.classes;
        // "the police called him a rebel, [the villagers] say": who did something before
        let of_before = doc.is(source.end, k.ergative) && doc.is(subject.end - 1, speakers(k));
        if doc.is(source.end, k.ergative) {
            return of_before;
        }
        let adverbs = (subject.end..source.end).any(|i| doc.tokens[i].sets & !c.name != 0);
        let stops_early = source.end < subject.end || doc.is(source.end, c.case);
        // "Syria of the group alleges": the one accused stands in a case
        let accused = doc.is(source.end, k.locative | k.dative | k.ablative | k.genitive) && subject.end <= source.start;
        accused || doc.is(source.start, k.several) || source.start == subject.start && (adverbs || stops_early)
    };
    if found.source.is_none_or(wrong) {
        found.source = Some(subject);
        cut(&mut found.content, subject);
    }
}

/// Corrects what the model found by what the language's packs say for certain.
///
/// `claims` is whether limits are those of our guide (the wide guide counts more words in).
pub fn tidy(doc: &Document, found: &mut Found, claims: bool) {
    let lexicon = doc.lexicon_of(found.cue.start);
    let k = &lexicon.known;
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let entry = found.entry.map(|e| &lexicon.cues[e]);
    let frame = entry.map_or(Frame::Subject, |e| e.entry.frame);
    let verb_middle = lexicon.pack.order == WordOrder::VerbMiddle;
    let plain = |found: &Found| found.entry.and_then(|e| settle(doc, Proposal { cue: found.cue, entry: e }));
    if frame == Frame::Colon {
        if let Some(frames) = plain(found) {
            found.source = frames.source;
            found.content = frames.content;
        }
        return;
    }
    if frame == Frame::Genitive
        && verb_middle
        && let Some(source) = plain(found).and_then(|f| f.source)
    {
        found.source = Some(source);
        cut(&mut found.content, source);
    }
    if let Some(source) = &mut found.source {
        // the mark of an owner, and "even", "also" before the verb
        while source.len() > 1 && verb_middle && doc.is(source.end - 1, k.possessive | k.clause_opener) && !doc.tokens[source.end - 1].is_capitalised() {
            source.end -= 1;
        }
    }
    if let Some(source) = &mut found.source
        && !verb_middle
        && frame != Frame::Agent
        && source.end < sentence.end
        && doc.is(source.end, k.agent_marker)
    {
        // "reports [by whom it was done …] came up": the agent is that of another verb
        let nouns = k.report_noun | k.media_noun | k.document_noun;
        let head = source.range().take_while(|&i| doc.is(i, nouns)).count();
        if head > 0 {
            source.end = source.start + head;
        }
    }
    if frame == Frame::None
        && verb_middle
        && let Some(source) = found.source.take()
    {
        // nobody says it: who stands before the cue is whom it is about
        if entry.is_some_and(|e| e.entry.content == ContentPlace::Around) && source.end <= found.cue.start && found.content.iter().all(|c| !c.overlaps(source)) {
            found.content.insert(0, source);
        }
    }
    if verb_middle {
        // "…, says bank": a short phrase behind the cue ends the sentence or the headline's part
        if found.source.is_none()
            && frame == Frame::Subject
            && found.cue.start > sentence.start
            && (doc.tokens[found.cue.start - 1].mark == Mark::Comma || doc.tokens[found.cue.start - 1].is_quote())
            && let Some(source) = plain(found).and_then(|f| f.source)
            && source.start == found.cue.end
            && source.len() <= 8
            && source.range().all(|i| doc.tokens[i].sets & (k.auxiliary | k.copula | k.to) == 0)
            && doc.tokens.get(source.end).is_none_or(|t| source.end >= sentence.end || !t.is_word())
        {
            found.source = Some(source);
            cut(&mut found.content, source);
        }
        if frame == Frame::Subject {
            no_inversion(doc, found, sentence, k);
        }
        // "which [critics] have called a triumph": the object's pronoun is no part of who calls it so
        if let Some(source) = &mut found.source
            && source.len() > 1
            && source.end <= found.cue.start
            && doc.is(source.start, k.relative_pronoun)
            && doc.tokens[source.start].sets & lexicon.set_bit("whose") == 0
            && doc.tokens[source.start + 1].is_word()
        {
            source.start += 1;
        }
        // "a woman [who] says": the pronoun alone
        if let Some(source) = found.source.filter(|s| s.len() > 1 && s.end <= found.cue.start && doc.is(s.end - 1, k.relative_pronoun) && !doc.is(s.end - 2, k.classes.function)) {
            found.source = Some(Tokens::new(source.end - 1, source.end));
        }
        main_verb(doc, found, sentence, k);
        mid_phrase(doc, found, sentence, k);
        apposed_speaker(doc, found, sentence, k);
        between_dashes(doc, found, sentence, k);
        written_where(doc, found, sentence, k);
        relative_tail(doc, found, sentence);
        if let Some(source) = found.source {
            found.source = whole_source(doc, k, source, found.cue).or_else(|| plain(found).and_then(|f| f.source).filter(|s| s.len() > 1 && s.end <= found.cue.start));
            if let Some(source) = found.source {
                cut(&mut found.content, source);
            }
        }
    }
    if verb_middle {
        for content in &mut found.content {
            // "However, growth slowed": the opener is the writer's
            while content.len() > 3 && doc.is(content.start, k.clause_opener) && doc.tokens[content.start + 1].mark == Mark::Comma && !doc.in_quotation(content.start) {
                content.start += 2;
            }
        }
        for content in &mut found.content {
            if content.start == sentence.start
                && let Some(dateline) = dateline(doc, sentence, k).filter(|&end| end + 2 < content.end)
            {
                content.start = dateline;
            }
        }
        // "Asked why it was shut, she said: “…”": when she said it
        let speaker = found.source.map_or(found.cue.start, |s| s.start.min(found.cue.start));
        if found.content.len() > 1 {
            found.content.retain(|c| c.start != sentence.start || c.end > speaker || !doc.is(c.start, k.participle_opener));
        }
    }
    if !verb_middle {
        relative_clause_end(doc, found, sentence, k);
        source_start(doc, found, sentence, k);
        // "we have tapped no telephone – the minister's blunt word": whose word it is stands right before it
        if frame == Frame::Genitive
            && doc.is(found.cue.start.saturating_sub(1), k.genitive)
            && found.source.is_some_and(|s| s.len() == 1 && s.end + 2 < found.cue.start && doc.is(s.start, k.classes.pronoun))
        {
            let place = Place { doc, lexicon, sentence, cue: found.cue };
            if let Some(source) = place.genitive().filter(|s| doc.is(s.end - 1, speakers(k))) {
                found.source = Some(source);
                cut(&mut found.content, source);
            }
        }
        if frame == Frame::Subject {
            if let Some(subject) = nearest_subject(doc, found, sentence, k) {
                found.source = Some(subject);
                cut(&mut found.content, subject);
            }
            without_marker(doc, found, sentence);
            // "for the attack the group took responsibility": what the cue is about, and behind it the one who says it
            if let Some(source) = found.source.filter(|s| s.end <= found.cue.start && doc.is(s.end - 1, k.inanimate) && doc.is(s.end, k.genitive)) {
                found.source = subject_behind(doc, found.cue, sentence);
                if found.content.is_empty() && entry.is_some_and(|e| e.entry.content == ContentPlace::Object) {
                    found.content.push(source);
                }
            }
        }
        if found.source.is_none() && !doc.in_quotation(found.cue.start) {
            let place = Place { doc, lexicon, sentence, cue: found.cue };
            found.source = match frame {
                Frame::Genitive => place.genitive(),
                Frame::Subject if !is_bare(doc, found.cue, sentence, k) => place.subject(),
                _ => None,
            }
            .filter(|s| doc.is(s.end - 1, speakers(k) | place.pronouns()));
            if let Some(source) = found.source {
                cut(&mut found.content, source);
            }
        }
        if let Some(source) = &mut found.source {
            *source = source_limits(doc, *source, sentence, k);
        }
        // "the advice [to wear masks]", "a warning [of heavy snow]", "the charge of [foul play in a tender]": what is advised,
        // not who advises
        let deed = |s: &Tokens| {
            let place = || s.range().skip(1).any(|i| doc.is(i, k.locative)) && !s.range().any(|i| doc.is(i, k.attributive));
            let alleges = entry.is_some_and(|e| e.entry.stance == crate::attribution::Stance::Alleges);
            doc.is(s.end - 1, k.infinitive | k.inanimate) || alleges && place()
        };
        if frame == Frame::Genitive
            && let Some(source) = found.source.filter(|s| s.end <= found.cue.start && doc.is(s.end, k.genitive) && !doc.is(s.end - 1, speakers(k)) && deed(s))
        {
            found.source = None;
            if found.content.is_empty() {
                found.content.push(source);
            }
        }
        if frame == Frame::Agent && found.source.is_some_and(|s| s.end <= found.cue.start && !doc.is(found.cue.start, k.ablative) && !is_agent(doc, s, k)) {
            found.source = None;
        }
        // "in it three are said to be missing", "in it great damage is being feared": the event; "in it is said that …": a paper
        let going_on =
            || found.cue.range().chain(found.cue.end..sentence.end.min(found.cue.end + 2)).any(|i| doc.is(i, k.bare_verb) && doc.is(i.wrapping_sub(1), k.passive_auxiliary));
        if frame == Frame::Agent
            && found.source.is_some_and(|s| s.len() == 1 && doc.is(s.start, k.locative) && (s.start + 5 < found.cue.start || going_on()))
            && !doc.tokens[found.cue.end..sentence.end].iter().take(4).any(|t| t.sets & k.complementizer != 0)
        {
            found.source = None;
        }
        // "work by the state goes on, but it is said that …": whose agent it is, a finite verb of another clause tells
        if frame == Frame::Agent
            && let Some(source) = found.source.filter(|s| s.end < found.cue.start && !doc.is(s.end, k.locative) && !doc.is(s.end - 1, k.locative))
            && (source.end..found.cue.start).skip(1).any(|i| doc.is(i, k.subordinator | k.clause_opener) && doc.is(i - 1, k.copula))
        {
            found.source = None;
        }
        // "the president was given the information": one told, where no entry says that the verb takes such a subject
        if entry.is_none() && !verb_middle && found.source.is_some_and(|s| s.end < found.cue.start && doc.is(s.end, k.dative)) {
            found.source = None;
        }
        // "says the MP – I will run": a speaker behind the verb ends at the dash, and there the claim begins
        if let Some(source) = &mut found.source
            && source.start >= found.cue.end
            && let Some(dash) = source.range().skip(1).find(|&i| matches!(doc.tokens[i].mark, Mark::Dash | Mark::Colon) && doc.tokens.get(i + 1).is_some_and(|t| t.spaced))
        {
            source.end = dash;
            let place = Place { doc, lexicon, sentence, cue: found.cue };
            found.content = place.trimmed(Tokens::new(dash + 1, sentence.end)).into_iter().collect();
        }
        // "of the theft [flatly] denied": how it was denied stands behind the case marker
        if entry.is_some_and(|e| e.entry.stance == Stance::Denies && e.entry.content == ContentPlace::Object)
            && !found.cue.range().any(|i| doc.is(i, k.ablative))
            && let Some(content) = found.content.last_mut().filter(|c| c.end == found.cue.start)
            && let Some(marker) = {
                let near = || (content.start + 1..content.end).rev().take(4);
                near().find(|&i| doc.is(i, k.dative)).or_else(|| near().find(|&i| doc.is(i, k.ablative)))
            }
        {
            content.end = marker;
        }
        // "amid the rumours of a split said Rao, '…'": beside a quotation behind the cue what runs into the cue is no claim
        if frame == Frame::Subject && found.content.last().is_some_and(|c| c.start > found.cue.end && doc.in_quotation(c.start)) {
            let runs_on = |c: &Tokens| c.end < found.cue.start && !doc.in_quotation(c.start) && (c.end..found.cue.start).all(|i| doc.tokens[i].is_word());
            found.content.retain(|c| !runs_on(c));
        }
        // "twelve dead, the railway said – four": what stands before the speaker is the writer's, where the claim follows a dash
        if frame == Frame::Subject
            && doc.tokens.get(found.cue.end).is_some_and(|t| t.mark == Mark::Dash)
            && found.content.last().is_some_and(|c| c.start > found.cue.end)
            && let Some(source) = found.source.filter(|s| s.end <= found.cue.start)
        {
            found.content.retain(|c| c.start > source.start || doc.in_quotation(c.start));
        }
        // "the department said – a fight; villagers suspect poison": another headline
        let headline = doc.blocks[doc.block_of(found.cue.start)].role == Role::Headline;
        if let Some(content) = found.content.last_mut().filter(|c| headline && c.start > found.cue.end)
            && let Some(mark) = content.range().skip(1).find(|&i| doc.tokens[i].mark == Mark::Semicolon && !doc.in_quotation(i))
        {
            content.end = mark;
        }
        // "the party said – it is forged": behind the dash
        if frame == Frame::Subject
            && doc.tokens.get(found.cue.end).is_some_and(|t| t.mark == Mark::Dash)
            && doc.tokens.get(found.cue.end + 1).is_some_and(|t| t.spaced)
            && found.cue.end + 1 < sentence.end
            && found.source.is_some_and(|s| s.end <= found.cue.start)
            && !found.content.is_empty()
            && found.content.iter().all(|c| c.end <= found.cue.start)
        {
            let place = Place { doc, lexicon, sentence, cue: found.cue };
            found.content = place.trimmed(Tokens::new(found.cue.end + 1, sentence.end)).into_iter().collect();
        }
        // what the text passes on stands in its own sentence
        if frame == Frame::None && !doc.in_quotation(found.cue.start) {
            found.content.retain(|c| c.start >= sentence.start);
        }
        // what the pack calls nobody's has no source
        if entry.is_some_and(|e| e.entry.frame == Frame::None && e.entry.kind == Some(crate::attribution::Kind::Hearsay)) {
            found.source = None;
        }
        // "from them it was asked": one asked or told, not the one who says
        if found.source.is_some_and(|s| s.len() == 1 && doc.is(s.start, k.ablative) && doc.is(s.start, k.pronoun_honorific | k.pronoun_singular | k.pronoun_they)) {
            found.source = None;
        }
        // "the alleged fraud": an adjective's object stands behind it
        if let Some(entry) = entry
            && entry.entry.frame == Frame::None
            && entry.entry.content == ContentPlace::Object
            && found.cue.len() == 1
        {
            let stops = k.genitive | k.dative | k.ablative | k.locative | k.ergative | k.postposition | k.auxiliary | k.copula | k.light_verb | k.conjunction;
            let end = (found.cue.end..sentence.end).take(4).take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, stops)).last();
            if let Some(end) = end {
                found.content = vec![Tokens::new(found.cue.end, end + 1)];
            }
        }
    }
    let Some(entry) = entry.filter(|_| claims) else { return };
    if verb_middle && frame == Frame::Subject {
        let headline = doc.blocks[doc.block_of(found.cue.start)].role == Role::Headline;
        for content in found.content.iter_mut().filter(|c| headline && c.end <= found.cue.start) {
            // two headlines in one: "Aide held; 'vendetta', says party"
            if let Some(mark) = content.range().rev().find(|&i| doc.tokens[i].mark == Mark::Semicolon && !doc.in_quotation(i)) {
                content.start = mark + 1;
            }
        }
        for content in found.content.iter_mut().filter(|c| headline && c.start >= found.cue.end) {
            if let Some(mark) = content.range().skip(1).find(|&i| doc.tokens[i].mark == Mark::Semicolon && !doc.in_quotation(i)) {
                content.end = mark;
            }
        }
        without_terms(doc, found, k);
        label_alone(doc, found, k);
    }
    if !verb_middle && doc.tokens[found.cue.start.saturating_sub(1)].is_quote() && found.content.iter().all(|c| c.end <= found.cue.start && !doc.in_quotation(c.start)) {
        // "called the talk of a split 'pure nonsense'": the label is what is said
        let place = Place { doc, lexicon, sentence, cue: found.cue };
        if let Some(label) = place.described(found) {
            found.content = vec![label];
        }
    }
    if !verb_middle && found.content.is_empty() {
        let place = Place { doc, lexicon, sentence, cue: found.cue };
        found.content = place.announced(found, entry.entry.content);
    }
    if found.content.is_empty() && verb_middle && matches!(entry.entry.content, ContentPlace::Clause | ContentPlace::Around) {
        let place = Place { doc, lexicon, sentence, cue: found.cue };
        if frame == Frame::After && found.source.is_some() && found.cue.start == sentence.start {
            // "According to a study by the school of mines, P": wherever the source ends, the rest is the claim
            found.content = place.around(found);
        } else if let Some(frames) = plain(found)
            && frames.source == found.source
        {
            found.content = frames.content;
        } else if frame == Frame::Subject && entry.entry.stance != Stance::Declines && found.source.is_some_and(|s| s.end <= found.cue.start) && !doc.in_quotation(found.cue.start)
        {
            // "“P,” the player, who did not want to be named, said."
            let before = |q: &Tokens| found.source.is_some_and(|s| sentence.has(q.start) && q.end < s.start && s.start - q.end <= 3);
            found.content = place.quoted();
            if !found.content.iter().any(before) {
                found.content.clear();
            }
            let that = (found.cue.end..sentence.end).take(6).find(|&i| doc.is(i, k.complementizer) && !doc.is(i + 1, k.auxiliary | k.copula));
            if let Some(that) = that.filter(|_| found.content.is_empty()) {
                found.content = place.clause(found);
                found.content.retain(|c| c.start > that && (c.start <= that + 4 || !doc.in_quotation(c.start)));
            }
        }
    }
    if verb_middle && frame == Frame::Subject {
        if entry.entry.stance == Stance::Declines {
            // who declines to comment does not say what stands before
            found.content.retain(|c| c.end > found.cue.start || doc.in_quotation(c.start));
        }
        where_said(doc, found, sentence, k);
        // "said that it “takes the charge seriously”": the clause begins behind "that"
        if let Some(content) = found.content.first_mut().filter(|c| c.start > found.cue.end + 2 && doc.in_quotation(c.start) && !doc.in_quotation(found.cue.start)) {
            let open = doc.quotations[doc.quoted[content.start] as usize - 1].open;
            let that = (found.cue.end..open).rev().take(5).take_while(|&i| doc.tokens[i].is_word()).find(|&i| doc.is(i, k.complementizer));
            if let Some(that) = that.filter(|&that| open < content.start && that + 1 < open && sentence.has(that)) {
                content.start = that + 1;
            }
        }
    }
    if found.content.is_empty()
        && verb_middle
        && frame == Frame::Subject
        && entry.entry.stance == Stance::Denies
        && entry.entry.content != ContentPlace::None
        && found.source.is_some_and(|s| s.end <= found.cue.start)
    {
        // "denied knowing the coach": an object right behind the verb, not when or to whom it was denied
        let small =
            k.preposition | k.to | k.by | k.conjunction | k.subordinator | k.time_word | k.clause_opener | k.complementizer | k.demonstrative | k.pronoun_it | k.pronoun_they;
        let about_claim = (found.cue.end..sentence.end.min(found.cue.end + 5)).any(|i| doc.is(i, k.claim_name));
        if !about_claim && doc.tokens.get(found.cue.end).is_some_and(|t| t.is_word() && t.sets & small == 0) {
            found.content = Place { doc, lexicon, sentence, cue: found.cue }.object(found);
        }
    }
    if entry.entry.content == ContentPlace::None {
        let speech = |c: &Tokens| c.range().any(|i| doc.in_quotation(i));
        found.content.retain(speech);
    }
    let Some(first) = found.content.first_mut().filter(|c| verb_middle && c.start >= found.cue.end && c.start <= found.cue.end + 2) else { return };
    // "accused him of hiding it": the claim begins behind "of"
    if !entry.behind.is_empty()
        && let Some(at) = (found.cue.end..first.end.min(found.cue.end + 14)).find(|&i| entry.behind.contains(&doc.tokens[i].word))
        && at + 1 < first.end
    {
        first.start = first.start.max(at + 1);
        return;
    }
    // "denied reports of a merger": what is denied is the merger
    if entry.entry.stance == crate::attribution::Stance::Denies {
        // not of a role or a link: "any role in the sale" is what is denied
        let claim = k.report_noun | k.claim_name;
        let noun = (first.start..first.end.min(first.start + 5)).find(|&i| doc.is(i, claim) && doc.tokens[i].sets & (k.demonstrative | k.pronoun_it | k.pronoun_they) == 0);
        if let Some(noun) = noun
            && (first.start..noun).all(|i| doc.tokens[i].sets & (k.preposition | k.complementizer | k.auxiliary) == 0)
        {
            let that = (noun + 1..first.end.min(noun + 9)).take_while(|&i| doc.tokens[i].is_word()).find(|&i| doc.is(i, k.complementizer));
            let of = (noun + 1 < first.end && doc.is(noun + 1, k.preposition)).then_some(noun + 1);
            if let Some(at) = that.or(of)
                && at + 1 < first.end
            {
                first.start = at + 1;
            }
        }
    }
}

/// "A woman who says she watched it has come forward": behind a subject with a relative clause the sentence's own verb ends the claim.
fn main_verb(doc: &Document, found: &mut Found, sentence: Tokens, k: &Known) {
    let Some(source) = found.source.filter(|s| s.len() == 1 && s.end <= found.cue.start && doc.is(s.start, k.relative_pronoun)) else { return };
    let small = |i: usize, bits: u128| doc.is(i, bits) && doc.tokens[i].shape == Shape::Lower;
    let subject = Tokens::new(sentence.start, source.start);
    // no comma and no verb before the clause: the noun that it belongs to is the sentence's subject
    let plain = subject.len() <= 12
        && subject.range().any(|i| doc.is(i, k.determiner | k.indefinite))
        && doc.tokens[source.start - 1].is_word()
        && !subject.range().any(|i| small(i, k.auxiliary | k.copula | k.complementizer | k.relative_pronoun | k.subordinator));
    let [content] = found.content.as_mut_slice() else { return };
    if subject.is_empty() || !plain || content.start < found.cue.end || !sentence.has(content.start) || doc.in_quotation(content.start) {
        return;
    }
    let subjects = k.classes.pronoun;
    let before = subjects | k.relative_pronoun | k.complementizer | k.to | k.negation | k.auxiliary | k.copula | k.conjunction | k.question;
    let reach = content.range().skip(1).take_while(|&i| doc.tokens[i].is_word() || doc.tokens[i].mark == Mark::Dash);
    let mut verbs = reach.filter(|&i| small(i, k.auxiliary | k.copula) && doc.tokens[i].spaced && doc.tokens[i - 1].is_word() && !doc.is(i - 1, before));
    // the claim's own verb stands behind its pronoun; else the first that is found is its verb
    let own = doc.is(content.start, subjects) || verbs.next().is_some();
    if let Some(end) = verbs.last().filter(|_| own) {
        content.end = end;
    }
}

/// "The work of “hostile” forces as war", "the Oct. 7 raid": a claim ends neither inside of the phrase that a quoted word stands in nor
/// at an abbreviation's full stop, but where the clause does.
fn mid_phrase(doc: &Document, found: &mut Found, sentence: Tokens, k: &Known) {
    let Some(content) = found.content.last_mut().filter(|c| c.start >= found.cue.end && c.end < sentence.end && sentence.has(c.start)) else { return };
    let mut next = content.end;
    if doc.tokens[next].is_quote() {
        next += 1;
    }
    let close = next - 1;
    let quoted = doc.tokens[close].is_quote() && close > content.start && {
        let q = doc.quoted[close] as usize;
        q > 0 && doc.quotations[q - 1].closed && doc.quotations[q - 1].close == close && doc.quotations[q - 1].open > content.start && doc.tokens[close - 1].is_word()
    };
    let small = k.classes.function | k.light_verb;
    let noun = |i: usize| sentence.has(i) && doc.tokens[i].shape == Shape::Lower && doc.tokens[i].sets & small == 0;
    let dot = doc.tokens[content.end].span.of(&doc.text).starts_with('.');
    let stop = dot && content.end + 2 < sentence.end && doc.is(content.end - 1, k.abbreviation | k.time_word);
    // "what she called a “scheme” took a turn": the clause is a subject
    let subject = found.source.is_some_and(|s| s.start > sentence.start && doc.is(s.start - 1, k.question | k.relative_pronoun));
    if !(quoted && noun(next) && !subject || stop) {
        return;
    }
    let dash = |i: usize| doc.tokens[i].mark == Mark::Dash && (doc.tokens[i].spaced || doc.tokens[i].span.len() > 1);
    let ends = |i: usize| matches!(doc.tokens[i].mark, Mark::Comma | Mark::Semicolon | Mark::Colon) || dash(i);
    let end = (next..sentence.end).find(|&i| ends(i) && !doc.in_quotation(i)).unwrap_or(sentence.end);
    if !found.source.is_some_and(|s| s.overlaps(Tokens::new(content.end, end))) {
        content.end = end;
    }
}

/// "In a letter to the mayor, the judge demanded answers": where it was written is not what was.
fn written_where(doc: &Document, found: &mut Found, sentence: Tokens, k: &Known) {
    let [content] = found.content[..] else { return };
    let Some(source) = found.source.filter(|s| s.end <= found.cue.start && content.end < s.start) else { return };
    let verb = |i: usize| doc.is(i, k.auxiliary | k.copula | k.complementizer | k.to) || doc.in_quotation(i);
    let behind = (found.cue.end..sentence.end).filter(|&i| doc.tokens[i].is_word()).count();
    let opens = content.start == sentence.start && doc.is(content.start, k.preposition) && doc.tokens[source.start - 1].mark == Mark::Comma && content.end + 1 == source.start;
    // (a "to" may stand before whom it was written to)
    let short = content.len() <= 9 && content.range().any(|i| doc.is(i, k.document_noun)) && !content.range().any(|i| verb(i) && !doc.is(i, k.to));
    if opens && short && behind > 0 {
        found.content = crate::model::trimmed(doc, Tokens::new(found.cue.end, sentence.end)).into_iter().collect();
    }
}

/// "The report – which tells how the ship sank – found that …": what stands between dashes is said of the subject before them.
fn between_dashes(doc: &Document, found: &mut Found, sentence: Tokens, k: &Known) {
    let dash = |i: usize| doc.tokens[i].mark == Mark::Dash && doc.tokens[i].spaced && !doc.in_quotation(i);
    let mut end = found.cue.start;
    while end > sentence.start && doc.is(end - 1, k.auxiliary | k.negation | k.clause_opener) {
        end -= 1;
    }
    let Some(close) = end.checked_sub(1).filter(|&i| i > sentence.start && dash(i)) else { return };
    let Some(open) = (sentence.start + 1..close).rev().find(|&i| dash(i)) else { return };
    if !found.source.is_some_and(|s| s.start > open && s.end <= close) || !doc.is(open + 1, k.relative_pronoun) {
        return;
    }
    let subject = Tokens::new(sentence.start, open);
    let plain = |i: usize| !doc.is(i, k.auxiliary | k.copula | k.complementizer | k.relative_pronoun) && doc.tokens[i].mark != Mark::Comma;
    if subject.len() <= 20 && subject.range().all(plain) && subject.range().any(|i| doc.is(i, speakers(k))) && !doc.is(subject.start, k.preposition | k.subordinator) {
        found.source = Some(subject);
        cut(&mut found.content, subject);
    }
}

/// "Divers found the wreck, the harbour's envoy in Dover, Ann Tull, told reporters": a clause that nobody is left to have said
/// ends before the noun phrase and name that stand before the cue.
fn apposed_speaker(doc: &Document, found: &mut Found, sentence: Tokens, k: &Known) {
    let Some(source) = found.source.filter(|s| s.start == sentence.start && s.len() >= 8 && s.end <= found.cue.start) else { return };
    let last = (found.cue.end..sentence.end).filter(|&i| doc.tokens[i].is_word()).count() <= 4;
    if !found.content.is_empty() || !last || doc.is(source.start, k.determiner | k.indefinite | k.preposition | k.subordinator) {
        return;
    }
    let place = Place { doc, lexicon: doc.lexicon_of(found.cue.start), sentence, cue: found.cue };
    let Some(phrase) = place.subject_over_comma().filter(|p| p.start > source.start + 3 && doc.is(p.start, k.determiner | k.indefinite)) else { return };
    let Some(clause) = crate::model::trimmed(doc, Tokens::new(sentence.start, phrase.start)) else { return };
    found.source = Some(Tokens::new(phrase.start, source.end));
    found.content = vec![clause];
}

/// "The girl, whose name is kept back, said the coach, Dev Lal, would come": what stands behind the cue and has a verb of its own is
/// what is said; who says it stands before.
fn no_inversion(doc: &Document, found: &mut Found, sentence: Tokens, k: &Known) {
    let Some(source) = found.source.filter(|s| s.start == found.cue.end && found.cue.start > sentence.start && !doc.in_quotation(s.start)) else { return };
    let next = if doc.tokens.get(source.end).is_some_and(|t| t.mark == Mark::Comma) { source.end + 1 } else { source.end };
    let verb = next < sentence.end && doc.is(next, k.auxiliary | k.copula) && doc.tokens[next].spaced && !doc.in_quotation(next);
    // "…; bank denies fraud, says bills “as per norms”"
    let label = source.end < sentence.end
        && doc.quotations_opening_in(Tokens::new(source.end, source.end + 1)).any(|q| doc.quotations[q].is_speech_like())
        && doc.tokens[found.cue.start - 1].mark == Mark::Comma
        && !doc.in_quotation(found.cue.start - 1)
        && !doc.tokens[found.cue.start.saturating_sub(2)].is_quote();
    if !verb && !label {
        return;
    }
    let place = Place { doc, lexicon: doc.lexicon_of(found.cue.start), sentence, cue: found.cue };
    found.source = place.subject_over_comma();
    let said = Tokens::new(found.cue.end, sentence.end);
    found.content = crate::model::trimmed(doc, said).into_iter().collect();
}

/// A source without the noun that its clause is about ("an allegation [the party] rubbished"), and with the name behind a
/// role ("[a former executive, Paul Dray,] said"); without the verb group that follows it. `None` where it is no noun phrase at all.
pub(crate) fn whole_source(doc: &Document, k: &Known, mut source: Tokens, cue: Tokens) -> Option<Tokens> {
    let classes = &k.classes;
    let function = classes.function;
    let small = |i: usize, bits: u128| doc.is(i, bits) && doc.tokens[i].shape == Shape::Lower;
    let amount = k.indefinite | k.demonstrative | k.possessive | k.number_word | k.several | k.ordinal | k.negation | k.vague_amount | k.question;
    let article = doc.is(source.start, k.determiner) && !doc.is(source.start, amount);
    let empty = article || small(source.start, k.preposition | k.auxiliary | k.conjunction | k.to | k.by);
    if source.len() == 1 && empty && !doc.is(source.start, classes.pronoun | k.relative_pronoun) {
        return None;
    }
    // "a charge [he] denies"
    let pronoun = k.pronoun_he | k.pronoun_she | k.pronoun_they | k.pronoun_it;
    if source.len() > 1 && source.len() <= 4 && source.end <= cue.start && doc.is(source.end - 1, pronoun) && doc.is(source.end - 2, k.claim_name | k.complementizer) {
        source.start = source.end - 1;
    }
    // what stands behind a semicolon is another headline
    if let Some(mark) = source.range().skip(1).find(|&i| doc.tokens[i].mark == Mark::Semicolon) {
        source.end = mark;
    }
    // "says Speaker [as rebels seek his removal]"
    if source.start >= cue.end {
        let opens = |i: usize| {
            small(i, k.subordinator) && !doc.is(i, k.relative_pronoun | k.complementizer) && doc.is(i - 1, classes.class | classes.name) | doc.tokens[i - 1].is_capitalised()
        };
        if let Some(at) = (source.start + 1..source.end).take_while(|&i| doc.tokens[i].is_word()).find(|&i| opens(i)) {
            source.end = at;
        }
        // "replied the clerk, to laughter"
        if let Some(comma) = source.range().skip(1).find(|&i| doc.tokens[i].mark == Mark::Comma && i + 1 < source.end && small(i + 1, k.to)) {
            source.end = comma;
        }
    }
    // "[her friends] have in the past said"
    let finite = |i: usize| small(i, k.auxiliary | k.copula) && doc.tokens[i].spaced && !doc.is(i, k.determiner);
    let plain = (source.start..source.end).take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, k.relative_pronoun | k.question));
    if let Some(at) = plain.skip(1).find(|&i| finite(i)).filter(|_| source.end <= cue.start) {
        source.end = at;
    }
    if source.end <= cue.start && cue.start - source.end <= 2 {
        let begins = |i: usize| {
            let (t, before) = (&doc.tokens[i], &doc.tokens[i - 1]);
            t.sets & (k.determiner | k.indefinite) != 0 && !t.is_capitalised() && before.shape == Shape::Lower && before.sets & (function | k.several | k.vague_amount) == 0
        };
        let clause = doc.is(source.start, k.determiner | k.indefinite);
        let plain = |i: usize| doc.tokens[i].is_word() && !doc.is(i, k.preposition | k.relative_pronoun);
        let reach = (source.start..source.end).find(|&i| !plain(i)).unwrap_or(source.end);
        if clause && let Some(at) = (source.start + 2..reach).find(|&i| begins(i)) {
            source.start = at;
        }
    }
    // "an audit [report]": the noun that the model stopped before
    if source.end < cue.start && doc.is(source.end - 1, classes.class) && small(source.end, k.document_noun | k.role_noun | k.role_plural | k.spokesperson) {
        source.end += 1;
    }
    // the name in apposition, closed by a comma, the cue or the sentence's end
    let sentence = doc.sentences[doc.sentence_of(source.start)].tokens;
    let next = source.end + 1;
    if next + 1 < sentence.end && doc.tokens[source.end].mark == Mark::Comma && !source.range().any(|i| doc.tokens[i].mark == Mark::Comma) {
        let capital = |i: usize| {
            i < sentence.end
                && doc.tokens[i].is_word()
                && doc.tokens[i].is_capitalised()
                && doc.tokens[i].sets & (k.time_word | k.organization_noun | k.place_name | k.country) == 0
        };
        let initial = |i: usize| doc.tokens[i].mark == Mark::Terminator && !doc.tokens[i].spaced && doc.tokens[i - 1].is_capitalised() && doc.tokens[i - 1].span.len() <= 3;
        let end = (next..sentence.end.min(next + 8)).find(|&i| !capital(i) && !initial(i)).unwrap_or(next);
        let role = source.range().any(|i| doc.is(i, k.role_noun | k.office | k.spokesperson) && !doc.tokens[i].is_capitalised());
        let named = source.range().any(|i| doc.is(i, k.given_name | k.surname) && doc.tokens[i].is_capitalised());
        let closed = end >= sentence.end || end == cue.start || matches!(doc.tokens[end].mark, Mark::Comma | Mark::Terminator);
        let between = end + 1 == cue.start && doc.tokens[end].mark == Mark::Comma;
        if end >= next + 2 && role && !named && closed && (between || doc.is(next, k.given_name)) {
            source.end = end;
        }
    }
    Some(source)
}

/// A claim ends where the one who says it is named: "asked whether P, a spokesman declined to answer".
pub fn apart(found: &mut Found) {
    if let Some(source) = found.source
        && found.content.iter().any(|c| c.overlaps(source) && !source.contains(*c))
    {
        cut(&mut found.content, source);
    }
}

/// Verb-last: whose verb the cue is, where the model looked too far. A verb that takes no case marker has its subject right
/// before it; else the nearest pronoun with the marker in it, if no other clause stands in between.
pub(crate) fn nearest_subject(doc: &Document, found: &Found, sentence: Tokens, k: &Known) -> Option<Tokens> {
    let cue = found.cue;
    let other = k.complementizer | k.auxiliary | k.copula | k.ergative;
    let near = |from: usize| {
        let clause = (from..cue.start).rev().take_while(|&i| !doc.is(i, other) && doc.in_quotation(i) == doc.in_quotation(cue.start));
        clause.clone().find(|&i| doc.is(i, k.ergative_pronoun)).map(|i| Tokens::new(i, i + 1))
    };
    // an outlet by its title in quotation marks
    let titled = (sentence.start + 2..cue.start).rev().take(40).take_while(|&i| !doc.is(i, k.complementizer)).find(|&i| doc.is(i, k.ergative) && !doc.in_quotation(i));
    let title = titled.filter(|&i| doc.tokens[i - 1].is_quote() && found.source.is_none_or(|s| s.end != i - 1 && s.end != i)).and_then(|i| {
        let q = doc.quotations_opening_in(sentence).rev().map(|q| &doc.quotations[q]).find(|q| q.closed && q.close + 1 == i)?;
        (q.inner().len() <= 6).then_some(q.inner())
    });
    if title.is_some() && !is_bare(doc, cue, sentence, k) && !doc.in_quotation(cue.start) {
        return title;
    }
    let Some(source) = found.source else {
        return near(sentence.start).filter(|_| !is_bare(doc, cue, sentence, k));
    };
    if source.end > cue.start {
        return None;
    }
    if is_bare(doc, cue, sentence, k) {
        let marked = doc.is(source.end, k.ergative) || doc.is(source.end - 1, k.ergative_pronoun);
        // "of the office the guideline says": the owner is not the subject
        let owner = doc.is(source.end, k.genitive);
        if !marked && !owner {
            return None;
        }
        let case = k.ergative | k.dative | k.ablative | k.locative | k.genitive | k.postposition | k.complementizer | k.auxiliary | k.light_verb | k.clause_opener | k.subordinator;
        let most = cue.start.saturating_sub(8).max(sentence.start);
        let start = (most..cue.start).rev().take_while(|&i| doc.tokens[i].is_word() && !doc.is(i, case) && (i > source.end || owner)).last()?;
        let subject = if owner && start == source.end + 1 { Tokens::new(source.start, cue.start) } else { Tokens::new(start, cue.start) };
        return doc.is(subject.end - 1, speakers(k)).then_some(subject);
    }
    near(source.end)
}

/// Verb-last: a source without what the sentence says of time, place and reason before it ("after the incident activists"),
/// and a pronoun that has its case in it without what follows. A participle behind the adverbial may join the two
/// ("officers who came after the incident").
pub(crate) fn source_limits(doc: &Document, source: Tokens, sentence: Tokens, k: &Known) -> Tokens {
    if source.len() > 1 && doc.is(source.start, k.ergative_pronoun) {
        return Tokens::new(source.start, source.start + 1);
    }
    let (mut start, mut end) = (source.start, source.end);
    // initials are dotted: "Justice M. K. Rao"
    while start >= sentence.start + 2 && doc.tokens[start - 1].mark == Mark::Terminator && doc.is(start - 2, k.initial | k.abbreviation) {
        start -= 2;
        while start > sentence.start && doc.is(start - 1, k.title | k.office) {
            start -= 1;
        }
        // what the office is of
        if start > sentence.start && doc.is(start, k.office) && doc.is(start - 1, k.genitive) {
            let place = Place { doc, lexicon: doc.lexicon_of(source.start), sentence, cue: Tokens::new(source.end, source.end) };
            start = place.noun_phrase_before(start).map_or(start, |phrase| phrase.start);
        }
    }
    for at in (start..end.saturating_sub(1)).rev() {
        if at > start && doc.is(at, k.attributive) && !doc.is(at, k.detached | k.genitive) {
            break;
        }
        if doc.is(at, k.detached) && !doc.is(at + 1, k.detached | k.genitive | k.conjunction | k.attributive | k.indefinite | k.ergative) {
            start = at + 1;
            break;
        }
    }
    // "the union this … calls": an object without a case marker is not the subject's last word
    while end > start + 1
        && doc.tokens[end - 1].spaced
        && doc.is(end - 1, k.subordinator | k.demonstrative)
        && !doc.is(end - 1, k.conjunction)
        && !doc.is(end - 2, k.conjunction)
        && !(doc.is(end - 1, k.surname) && doc.is(end - 2, k.given_name))
    {
        end -= 1;
    }
    // "the driver's sister weeping [being] said", "Sinha only said": how it was said
    let names = &k.classes;
    let how = |at: usize| !doc.is(at, names.class | names.name | k.honorific) && (doc.is(at, k.everyday) || doc.is(at + 1, k.auxiliary) && doc.tokens[at].sets == 0);
    if !doc.is(end, k.ergative | k.genitive | k.postposition) {
        while end > start + 1 && how(end - 1) {
            end -= 1;
        }
    }
    // the number of an item
    if start == sentence.start && start + 2 < end && doc.tokens[start].shape == Shape::Number && doc.tokens[start + 1].mark == Mark::Terminator {
        start += 2;
    }
    let loose = |at: usize| match doc.tokens[at].mark {
        Mark::Comma | Mark::Semicolon | Mark::Colon => true,
        Mark::BracketOpen => !(at..end).any(|i| doc.tokens[i].mark == Mark::BracketClose),
        _ => false,
    };
    while start + 1 < end && loose(start) {
        start += 1;
    }
    Tokens::new(start, end)
}

/// Takes a stretch out of the spans.
pub(crate) fn cut(spans: &mut Vec<Tokens>, out: Tokens) {
    for span in spans.iter_mut() {
        if span.overlaps(out) {
            if span.start < out.start {
                span.end = out.start;
            } else {
                span.start = out.end.min(span.end);
            }
        }
    }
    spans.retain(|s| !s.is_empty());
}

/// "A nurse, who did not wish to be named, said": the relative clause belongs to the source.
pub(crate) fn relative_tail(doc: &Document, found: &mut Found, sentence: Tokens) {
    let k = &doc.lexicon_of(found.cue.start).known;
    let Some(source) = found.source else { return };
    let comma = source.end;
    let opens = comma + 2 < sentence.end && doc.tokens[comma].mark == Mark::Comma && doc.is(comma + 1, k.relative_pronoun);
    if !opens || source.len() == 1 && doc.is(source.start, k.relative_pronoun) {
        return;
    }
    if source.end <= found.cue.start {
        // the comma that closes it stands right before the cue's verb group
        let mut at = found.cue.start;
        while at > comma + 2 && doc.tokens[at - 1].is_word() && doc.tokens[at - 1].sets & (k.auxiliary | k.clause_opener | k.negation) != 0 {
            at -= 1;
        }
        let closed = at > comma + 3 && doc.tokens[at - 1].mark == Mark::Comma && !(comma + 1..at - 1).any(|i| doc.tokens[i].is_quote());
        if closed && at - comma <= 40 {
            let tail = Tokens::new(source.start, at - 1);
            found.source = Some(tail);
            cut(&mut found.content, tail);
        }
    } else if source.start >= found.cue.end {
        let end = (comma + 2..sentence.end.min(comma + 30)).find(|&i| !doc.tokens[i].is_word() && doc.tokens[i].mark != Mark::Dash).unwrap_or(comma);
        if end > comma + 2 {
            let tail = Tokens::new(source.start, end);
            found.source = Some(tail);
            cut(&mut found.content, tail);
        }
    }
}
