//! Limits in languages whose verb stands last, and whose case markers tell who does what: मंत्री ने कहा कि पुल सुरक्षित है.

// (the examples mark spans by brackets)
#![allow(rustdoc::broken_intra_doc_links)]

use super::{content_place, headline_ends, only_speech, said_by, stance};
use crate::attribution::{Found, Kind, Stance};
use crate::document::Role;
use crate::frames::{MOST_CLAUSE, Place, SPEAKERS};
use crate::pack::{ContentPlace, Frame};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::{Mark, Shape};

/// The item of a list of names has so many tokens at most.
const MOST_ITEM: usize = 8;

/// All corrections of a verb-last language, in their order.
pub(super) fn tidy(place: &Place, found: &mut Found, claims: bool) {
    let frame = place.lexicon.frame(found.entry);

    // who says it
    relative_clause_end(place, found);
    source_limits(place, found);
    if frame == Frame::After && found.source.is_none_or(|s| s.end < place.cue.start && place.is(s.end, KNOWN.locative)) {
        // "‘P’, in court said [the accused]", "read what say [people of the place]"
        let start = (place.cue.end..place.sentence.end).find(|&i| !place.is(i, KNOWN.copula)).unwrap_or(place.cue.end);
        let speaks = |s: &Tokens| s.len() <= MOST_ITEM && place.is(s.end - 1, SPEAKERS);
        found.source = place.noun_phrase_after(start).filter(speaks).or(found.source);
    }
    if frame == Frame::Subject {
        nearest_subject(place, found);
        without_marker(place, found);
        speaker_behind_deed(place, found);
        subject_by_marker(place, found);
    }
    source_left_out(place, found);
    phrase_limits(place, found);

    // who does not
    if frame == Frame::Genitive {
        what_is_advised(place, found);
    }
    if frame == Frame::Agent {
        no_agent(place, found);
        where_it_happened(place, found);
    }

    // what is said
    object_limits(place, found);
    if frame == Frame::Subject {
        beside_quotation(place, found);
        not_before_dash(place, found);
    }
    one_headline(place, found);
    if frame == Frame::None {
        passed_on(place, found);
        adjective_object(place, found);
    }
    not_of_topic(place, found);
    nothing_behind(place, found);
    hedged_clause(place, found);

    if claims && found.entry.is_some() {
        claim_left_out(place, found);
        without_its_name(place, found);
        denied_before_source(place, found);
        only_speech(place, found);
    }
}

/// "राव, जिन्होंने कहा था कि [पुल बंद होगा], लौट आए" ("Rao, who had said that P, has come back"): the claim ends with the relative clause,
/// at the last comma.
fn relative_clause_end(place: &Place, found: &mut Found) {
    let (doc, sentence) = (place.doc, place.sentence);
    if !found.source.is_some_and(|s| s.len() == 1 && s.start > sentence.start && place.is(s.start, KNOWN.relative_pronoun)) {
        return;
    }
    let last_word = sentence.range().rev().find(|&i| doc.tokens[i].is_word());
    let [content] = found.content.as_mut_slice() else { return };
    if content.start < found.cue.end || Some(content.end) != last_word.map(|i| i + 1) {
        return;
    }
    if let Some(comma) = content.range().rev().find(|&i| place.mark(i) == Mark::Comma && !doc.in_quotation(i))
        && comma >= content.start + 3
        && comma + 3 <= content.end
    {
        content.end = comma;
    }
}

/// Where the source begins and ends as a phrase: with what is joined to its noun, without what stands beside it in the sentence; and
/// whether it is one at all.
fn source_limits(place: &Place, found: &mut Found) {
    let Some(source) = found.source else { return };
    let source = without_object_pronouns(place, source);
    // "about the motion said the leader"
    let topic = source.len() > 2 && place.is(source.end - 1, KNOWN.absolutive) && place.is(source.end - 2, KNOWN.dative);
    if source.is_empty() || topic || tells_of_nobody(place, source) {
        found.source = None;
        return;
    }
    let source = behind_absolutive(place, source);
    let source = behind_colon(place, source);
    let source = behind_claim(place, source);
    let source = without_time(place, source);
    let source = over_bracket(place, source);
    let source = with_participle(place, source);
    let source = with_clause(place, source);
    let source = behind_other_subject(place, source);
    let source = with_list(place, source);
    let source = with_title(place, source);
    let source = one_of_several(place, source);
    said_by(found, source);
}

/// "[उनमें से एक] ने कहा" ("one of them said"): with those whose one it is.
fn one_of_several(place: &Place, source: Tokens) -> Tokens {
    let several = source.start >= place.sentence.start + 2
        && place.is(source.start, KNOWN.indefinite | KNOWN.number_word)
        && place.is(source.start - 1, KNOWN.ablative)
        && place.is(source.start - 2, KNOWN.classes.pronoun);
    Tokens::new(if several { source.start - 2 } else { source.start }, source.end)
}

/// "जिन्हें [यूनियन]", "[यूनियनें] एक-दूसरे को" ("whom the unions", "the unions each other"): the object's pronoun is no part of the
/// source.
fn without_object_pronouns(place: &Place, mut source: Tokens) -> Tokens {
    if source.len() > 1 && place.is(source.start, KNOWN.object_pronoun) {
        source.start += 1;
    }
    while !source.is_empty() && place.is(source.end - 1, KNOWN.object_pronoun) && !place.is(source.end, KNOWN.ergative) {
        source.end -= 1;
    }
    source
}

/// "अपने बयान में" ("in his own statement"): a word that is in no name and tells of nobody.
fn tells_of_nobody(place: &Place, source: Tokens) -> bool {
    let somebody = KNOWN.classes.class | KNOWN.classes.names | KNOWN.classes.pronoun;
    source.len() == 1 && place.is(source.start, KNOWN.everyday) && !place.is(source.start, somebody)
}

/// "विवाद बढ़ता देखकर [मिश्रा]" ("seeing the row grow, Mishra"): what the speaker did before is no part of who he is.
fn behind_absolutive(place: &Place, source: Tokens) -> Tokens {
    let last = source.range().rev().skip(1).find(|&i| place.is(i, KNOWN.absolutive) && !place.is(i + 1, KNOWN.auxiliary));
    Tokens::new(last.map_or(source.start, |i| i + 1), source.end)
}

/// "चंदनपुर (भाषा): [आयोग]" ("Northtown (agency): the commission"): what stands before a colon, a dateline or a kicker, is no part of who speaks behind it.
fn behind_colon(place: &Place, source: Tokens) -> Tokens {
    let colon = source.range().rev().skip(1).find(|&i| place.mark(i) == Mark::Colon && place.doc.tokens[i + 1].spaced);
    Tokens::new(colon.map_or(source.start, |i| i + 1), source.end)
}

/// "इस्तीफे की अटकलों पर [बोर्ड]" ("on the rumours that he resigns the board"): what the source speaks of stands in a case before it, where no
/// participle joins the two ("the minister named in the report").
fn behind_claim(place: &Place, source: Tokens) -> Tokens {
    let case = KNOWN.locative | KNOWN.dative | KNOWN.ablative;
    let spoken_of = |&i: &usize| place.is(i, KNOWN.claim_noun | KNOWN.report_noun) && place.is(i + 1, case) && !place.is(i + 1, KNOWN.genitive);
    let claim = source.range().rev().skip(2).find(spoken_of).map(|i| i + 2);
    let joined = |start: usize| place.is(start, KNOWN.everyday) || (start..source.end.min(start + 4)).any(|i| place.is(i, KNOWN.attributive));
    // "this report [the adviser] denied"
    let pointed =
        source.len() > 3 && place.is(source.start, KNOWN.pointer) && place.is(source.start + 1, KNOWN.claim_noun | KNOWN.report_noun) && place.is(source.start + 2, KNOWN.genitive);
    let claim = claim.or(pointed.then_some(source.start + 3));
    let start = claim.filter(|&start| !joined(start) && !place.is(start, KNOWN.genitive) && place.is(source.end - 1, SPEAKERS | KNOWN.classes.name));
    Tokens::new(start.unwrap_or(source.start), source.end)
}

/// "सुबह [गांववालों]" ("in the morning villagers"), but not of "the report out last week": there a participle joins the time to the noun.
fn without_time(place: &Place, mut source: Tokens) -> Tokens {
    let joined = source.range().skip(1).take(5).any(|i| place.is(i, KNOWN.attributive) && !place.is(i, KNOWN.genitive));
    let time = |i: usize| place.is(i, KNOWN.time_word) && !place.is(i, KNOWN.classes.name) && !place.is(i + 1, KNOWN.classes.case);
    while !joined && source.len() > 1 && time(source.start) {
        source.start += 1;
    }
    // "on the second day after the charges [the chairman]"
    let clause = KNOWN.classes.case | KNOWN.attributive | KNOWN.conjunction;
    let day = source.range().rev().skip(1).find(|&i| {
        i > source.start
            && time(i)
            && place.is(i - 1, KNOWN.classes.function | KNOWN.everyday | KNOWN.time_word)
            && !place.is(i - 1, KNOWN.name_particle)
            && !place.is(i + 1, clause)
    });
    let people = KNOWN.classes.person | KNOWN.classes.name | KNOWN.role_plural | KNOWN.vague_group | KNOWN.organization_noun | KNOWN.organization_name;
    let noun = |at: usize| !place.is(at, KNOWN.classes.function) && place.doc.tokens[at].shape != Shape::Number && place.is(source.end - 1, people);
    match day.filter(|&day| !joined && noun(day + 1)) {
        Some(day) => Tokens::new(day + 1, source.end),
        None => source,
    }
}

/// "[अपर निदेशक (कानून-व्यवस्था) कुमार]" ("the additional director (law and order) Kumar"): the name behind the bracket belongs to the
/// office before it.
fn over_bracket(place: &Place, source: Tokens) -> Tokens {
    let (doc, sentence) = (place.doc, place.sentence);
    if source.end >= sentence.end || place.mark(source.end) != Mark::BracketOpen || !place.is(source.end - 1, KNOWN.office | KNOWN.role_noun) {
        return source;
    }
    let named = |i: usize| doc.tokens[i].is_word() && (place.is(i, KNOWN.classes.name) || !place.is(i, KNOWN.classes.function | KNOWN.classes.class));
    let whole = |close: usize| {
        let end = (close + 1..sentence.end.min(close + 7)).find(|&i| place.is(i, KNOWN.ergative | KNOWN.genitive))?;
        (end > close + 1 && (close + 1..end).all(named)).then_some(end)
    };
    let close = (source.end..sentence.end.min(source.end + 8)).find(|&i| place.mark(i) == Mark::BracketClose);
    Tokens::new(source.start, close.and_then(whole).unwrap_or(source.end))
}

/// "[प्रदेश में बनी चौकी]" ("the post built in the province"): a participle joins what stands in a case before it to the noun.
fn with_participle(place: &Place, source: Tokens) -> Tokens {
    let sentence = place.sentence;
    let joins = |i: usize| place.is(i, KNOWN.attributive) && !place.is(i, KNOWN.genitive | KNOWN.detached | KNOWN.copula);
    let participle = [source.start, source.start.wrapping_sub(1)].into_iter().find(|&i| i > sentence.start && i < source.end && joins(i));
    // "from Texas here come"
    let case = participle.map(|i| if place.is(i - 1, KNOWN.clause_opener | KNOWN.everyday) { i.saturating_sub(2) } else { i - 1 });
    let marked = |&i: &usize| i > sentence.start && place.is(i, KNOWN.locative | KNOWN.ablative) && !place.is(i, KNOWN.relative_pronoun | KNOWN.pronoun_it);
    let Some(case) = case.filter(marked) else { return source };
    let start = apart_from_cue(place, source).noun_phrase_before(case).map_or(source.start, |phrase| phrase.start);
    Tokens::new(start.min(source.start), source.end)
}

/// The sentence as it is read for the phrase of a source, which may stand behind the cue: the cue divides no phrase there.
fn apart_from_cue<'d, 'p>(place: &Place<'d, 'p>, source: Tokens) -> Place<'d, 'p> {
    Place { cue: Tokens::new(source.end, source.end), ..*place }
}

/// "[सुरंग बना रही कंपनी]", "[building the tunnel, Navyuga Engineering]": what the one who says it is doing, told by a participle right
/// before him.
fn with_clause(place: &Place, source: Tokens) -> Tokens {
    let (doc, sentence) = (place.doc, place.sentence);
    let going = |i: usize| place.is(i, KNOWN.attributive) && place.is(i, KNOWN.auxiliary) && place.is(i, KNOWN.bare_verb);
    let Some(participle) = source.start.checked_sub(1).filter(|&i| i > sentence.start + 1 && going(i) && place.is(i - 1, KNOWN.light_verb)) else { return source };
    let stops = KNOWN.ergative | KNOWN.ergative_pronoun | KNOWN.clause_opener | KNOWN.subordinator | KNOWN.complementizer | KNOWN.relative_pronoun | KNOWN.copula;
    let earliest = participle.saturating_sub(14).max(sentence.start);
    let start = (earliest..participle).rev().take_while(|&i| doc.tokens[i].is_word() && !place.is(i, stops)).last().unwrap_or(participle);
    let opens = start == sentence.start || !doc.tokens[start - 1].is_word() || place.is(start - 1, KNOWN.clause_opener | KNOWN.subordinator);
    let of_time = |i: usize| i > start && place.is(i, KNOWN.dative | KNOWN.locative | KNOWN.genitive) && place.is(i - 1, KNOWN.time_word);
    let mut first = start;
    while first < participle && (place.is(first, KNOWN.time_word) || of_time(first)) {
        first += 1;
    }
    if opens && first < participle { Tokens::new(first, source.end) } else { source }
}

/// "सरकार ने तेजी दिखाई और [मंत्री]" ("the government showed haste and the minister"): the verb of another subject before a conjunction is
/// no part of the source.
fn behind_other_subject(place: &Place, source: Tokens) -> Tokens {
    let joins = |&i: &usize| place.is(i, KNOWN.conjunction) && !place.is(i, KNOWN.clause_opener | KNOWN.subordinator | KNOWN.locative);
    let Some(at) = source.range().skip(1).rev().skip(1).find(joins) else { return source };
    let noun = place.is(at - 1, KNOWN.classes.class | KNOWN.classes.name | KNOWN.honorific | KNOWN.classes.pronoun);
    let mut before = (place.sentence.start..source.start).rev().take_while(|&i| place.doc.tokens[i].is_word() && !place.is(i, KNOWN.complementizer));
    let other = !noun && source.start > 0 && before.any(|i| place.is(i, KNOWN.ergative));
    Tokens::new(if other { at + 1 } else { source.start }, source.end)
}

/// "[पूर्व मेयर राव, तुल और अन्य]" ("the former mayor Rao, Mr Tull and others"): with the names that stand with commas before it.
fn with_list(place: &Place, mut source: Tokens) -> Tokens {
    while let Some(start) = item_before(place, source) {
        source.start = start;
    }
    source
}

/// Where the name begins that a comma divides from the source behind it.
fn item_before(place: &Place, source: Tokens) -> Option<usize> {
    let (doc, sentence) = (place.doc, place.sentence);
    let comma = source.start.checked_sub(1).filter(|&i| i > sentence.start && place.mark(i) == Mark::Comma)?;
    let classes = &KNOWN.classes;
    let start = (sentence.start..comma).rev().take(MOST_ITEM + 1).take_while(|&i| doc.tokens[i].is_word()).last()?;
    let stops = classes.function & !KNOWN.genitive | KNOWN.light_verb & !KNOWN.genitive | KNOWN.everyday | KNOWN.inanimate | KNOWN.document_noun;
    let plain = (start..comma).all(|i| !place.is(i, stops) || place.is(i, classes.name | KNOWN.former));
    let opens = start == sentence.start || place.mark(start - 1) == Mark::Comma;
    let person = (start..comma).any(|i| place.is(i, classes.name | KNOWN.role_noun | KNOWN.office | KNOWN.title));
    let name = place.is(comma - 1, classes.name) && place.is(source.start, classes.name | classes.class | KNOWN.former);
    (comma - start <= MOST_ITEM && plain && opens && person && name).then_some(start)
}

/// "[‘शाम की बात’ की रिपोर्ट]" ("the ‘Evening Talk’ report"): with the title of whose it is.
fn with_title(place: &Place, source: Tokens) -> Tokens {
    let doc = place.doc;
    if !place.is(source.start, KNOWN.genitive) || source.start <= place.sentence.start + 2 || !doc.tokens[source.start - 1].is_quote() {
        return source;
    }
    let title = doc.quotation_closed_by(source.start - 1).filter(|q| place.sentence.has(q.open) && q.inner().len() <= 6);
    Tokens::new(title.map_or(source.start, |q| q.open), source.end)
}

/// Whether the cue's verb takes a subject without a case marker: by its own form or by its auxiliary, and no passive.
fn is_bare(place: &Place) -> bool {
    let reach = Tokens::new(place.cue.start, place.sentence.end.min(place.cue.end + 3));
    let mut group = reach.range().take_while(|&i| place.doc.tokens[i].is_word() && !place.is(i, KNOWN.complementizer));
    // "calling himself a soldier": the participle has the subject of the verb behind it
    let last = place.cue.end - 1;
    let participle = place.cue.len() == 2 && place.is(last, KNOWN.auxiliary) && place.is(last, KNOWN.attributive) && !place.is(last, KNOWN.bare_verb);
    !participle && group.any(|i| place.is(i, KNOWN.bare_verb)) && !reach.range().any(|i| place.is(i, KNOWN.passive_auxiliary))
}

/// Whose verb the cue is, where the model looked too far: an outlet by its title, the noun right before a verb that takes no case
/// marker, else the nearest pronoun with the marker in it.
fn nearest_subject(place: &Place, found: &mut Found) {
    let bare = is_bare(place);
    let titled = titled_subject(place, found).filter(|_| !bare && !place.doc.in_quotation(found.cue.start));
    let subject = titled.or_else(|| match found.source {
        None => marked_pronoun(place, place.sentence.start).filter(|_| !bare),
        Some(source) if bare || source.end > found.cue.start => None,
        Some(source) => marked_pronoun(place, source.end),
    });
    if let Some(subject) = subject {
        said_by(found, subject);
    }
}

/// "‘[शाम की बात]’ ने बताया" ("‘Evening Talk’ told"): an outlet by its title in quotation marks.
fn titled_subject(place: &Place, found: &Found) -> Option<Tokens> {
    let (doc, sentence) = (place.doc, place.sentence);
    let near = (sentence.start + 2..found.cue.start).rev().take(40).take_while(|&i| !place.is(i, KNOWN.complementizer));
    let marker = near.into_iter().find(|&i| place.is(i, KNOWN.ergative) && !doc.in_quotation(i))?;
    if !doc.tokens[marker - 1].is_quote() || found.source.is_some_and(|s| s.end == marker - 1 || s.end == marker) {
        return None;
    }
    let quotation = doc.quotation_closed_by(marker - 1).filter(|q| sentence.has(q.open) && q.inner().len() <= 6)?;
    Some(quotation.inner())
}

/// "मेयर आए और [उन्होंने] कहा" ("the mayor came, and he said"): the nearest pronoun before the cue with the case marker in it, if no
/// other clause stands in between.
fn marked_pronoun(place: &Place, from: usize) -> Option<Tokens> {
    let (doc, cue) = (place.doc, place.cue);
    let other = KNOWN.complementizer | KNOWN.auxiliary | KNOWN.copula | KNOWN.ergative;
    let mut clause = (from..cue.start).rev().take_while(|&i| !place.is(i, other) && doc.in_quotation(i) == doc.in_quotation(cue.start));
    clause.find(|&i| place.is(i, KNOWN.ergative_pronoun)).map(|i| Tokens::new(i, i + 1))
}

/// "[गांववाले] दबी ज़ुबान में कहते हैं" ("the villagers in low voices say"): a subject without a case marker. The model takes adverbs
/// into it, stops at an owner ("the victim's mother") or does not see it.
fn without_marker(place: &Place, found: &mut Found) {
    if !is_bare(place) || found.source.is_some_and(|s| s.start >= found.cue.start || s.len() == 1 && place.is(s.start, place.pronouns())) {
        return;
    }
    // "in the institute once a scientist, Dr Devi says": what stands right before the verb, where it is a name or a speaker
    let near = || place.noun_phrase_before(found.cue.start).filter(|s| found.source.is_none() && place.is(s.end - 1, SPEAKERS));
    let Some(subject) = place.bare_subject().or_else(near) else { return };
    if found.source.is_none_or(|source| is_other_subject(place, source, subject)) {
        said_by(found, subject);
    }
}

/// Whether a source that was found is not the subject, where the verb takes the given one without a case marker.
fn is_other_subject(place: &Place, source: Tokens, subject: Tokens) -> bool {
    let classes = &KNOWN.classes;
    // "the police called him a rebel, [the villagers] say": who did something before
    if place.is(source.end, KNOWN.ergative) {
        return subject.start > source.end && place.is(subject.end - 1, SPEAKERS);
    }
    let adverbs = (subject.end..source.end).any(|i| place.is(i, !classes.name) || place.doc.tokens[i].more_sets != 0);
    let stops_early = source.end < subject.end || place.is(source.end, classes.case);
    // "Syria of the group alleges": the one accused stands in a case
    let accused = place.is(source.end, KNOWN.locative | KNOWN.dative | KNOWN.ablative | KNOWN.genitive) && subject.end <= source.start;
    accused || place.is(source.start, KNOWN.several) || source.start == subject.start && (adverbs || stops_early)
}

/// "हमले की ज़िम्मेदारी [संगठन] ने ली" ("for the attack the group took responsibility"): what the cue is about stands before it, and
/// behind it the one who says it.
fn speaker_behind_deed(place: &Place, found: &mut Found) {
    let deed = |s: &Tokens| s.end <= found.cue.start && place.is(s.end - 1, KNOWN.inanimate) && place.is(s.end, KNOWN.genitive);
    let Some(deed) = found.source.filter(deed) else { return };
    found.source = subject_behind(place);
    if found.content.is_empty() && content_place(place, found) == Some(ContentPlace::Object) {
        found.content.push(deed);
    }
}

/// "[संस्थान] ने पुल, नाले और सड़क पर चेतावनी दी", "लोगों से कहा" ("the institute gave a warning on bridge, brook and road", "told the
/// people"): whose verb takes a case marker has one, and is neither one of a list nor in another case.
fn subject_by_marker(place: &Place, found: &mut Found) {
    let (doc, cue, sentence) = (place.doc, place.cue, place.sentence);
    let Some(source) = found.source.filter(|s| s.end < cue.start && s.start >= sentence.start && !is_bare(place)) else { return };
    // "the officers' fear" is theirs
    let owner = place.is(source.end, KNOWN.genitive) && source.end + 1 == cue.start;
    // "the manager could not be reached": he stands in that case
    let asked = place.is(source.end, KNOWN.ablative) && stance(place, found) == Some(Stance::Declines);
    // "in the village they levelled charges": only a paper says
    let papers = KNOWN.document_noun | KNOWN.media_noun | KNOWN.media_name | KNOWN.report_noun | KNOWN.claim_noun;
    let place_of = place.is(source.end, KNOWN.locative) && !place.is(source.end, KNOWN.conjunction) && !place.is(source.end - 1, papers | KNOWN.locative);
    let other_case = (place.is(source.end, KNOWN.ablative | KNOWN.genitive) || place_of) && !place.is(source.end, KNOWN.agent_marker) && !owner && !asked;
    if place.mark(source.end) != Mark::Comma && !other_case || place.is(source.end - 1, KNOWN.ergative_pronoun) {
        return;
    }
    let near = (sentence.start..cue.start).rev().take(120).take_while(|&i| !place.is(i, KNOWN.complementizer));
    let marker = near.into_iter().find(|&i| place.is(i, KNOWN.ergative) && !doc.in_quotation(i));
    match marker {
        // "Reddy, whose crop was lost, has said"
        Some(marker) if !doc.tokens[marker.saturating_sub(1)].is_word() => {}
        Some(marker) => {
            if let Some(subject) = apart_from_cue(place, source).noun_phrase_before(marker).filter(|s| place.is(s.end - 1, SPEAKERS | KNOWN.classes.name)) {
                said_by(found, subject);
            }
        }
        None if other_case => found.source = marked_pronoun(place, sentence.start),
        None => {}
    }
}

/// The noun phrase before the first case marker of a subject behind the cue.
fn subject_behind(place: &Place) -> Option<Tokens> {
    let cue = place.cue;
    let near = cue.end..place.sentence.end.min(cue.end + 14);
    let subject = |&i: &usize| place.is(i, KNOWN.ergative | KNOWN.ergative_pronoun) && !place.doc.in_quotation(i);
    let marker = near.take_while(|&i| !place.is(i, KNOWN.complementizer)).find(subject)?;
    if place.is(marker, KNOWN.ergative_pronoun) {
        return Some(Tokens::new(marker, marker + 1));
    }
    place.noun_phrase_before(marker).filter(|s| s.start >= cue.end)
}

/// "[मंत्री] ने कल कहा" ("the minister said yesterday"): the source that the model left out, where its case marker stands before the
/// cue and it is somebody who speaks.
fn source_left_out(place: &Place, found: &mut Found) {
    if found.source.is_some() || place.doc.in_quotation(found.cue.start) {
        return;
    }
    let source = match place.lexicon.frame(found.entry) {
        Frame::Genitive => place.genitive(),
        Frame::Subject if !is_bare(place) => place.subject(),
        _ => None,
    };
    let subject = place.lexicon.frame(found.entry) == Frame::Subject;
    let source = source.filter(|s| place.is(s.end - 1, SPEAKERS | place.pronouns()));
    let marked = subject && !is_bare(place);
    if source.is_none()
        && marked
        && let Some((source, link)) = opening_subject(place)
    {
        found.content.iter_mut().filter(|c| c.start < link && c.end > link + 1).for_each(|c| c.start = link + 1);
        said_by(found, source);
    } else if let Some(source) = source {
        said_by(found, source);
    }
}

/// "[कलेक्टर राव] गांव पहुंचे और जांच की बात कही" ("the collector came to the village and spoke of an inquiry"): who acted before the "and", whose
/// verb there took no case marker, and the "and".
fn opening_subject(place: &Place) -> Option<(Tokens, usize)> {
    let (doc, first) = (place.doc, place.sentence.start);
    let and = |&i: &usize| place.is(i, KNOWN.conjunction) && !place.is(i, KNOWN.clause_opener | KNOWN.subordinator | KNOWN.locative) && !doc.in_quotation(i);
    let link = (first..place.cue.start).rev().take(MOST_CLAUSE).take_while(|&i| !place.is(i, KNOWN.complementizer | KNOWN.ergative | KNOWN.ergative_pronoun)).find(and)?;
    let before = link.checked_sub(1).filter(|&at| at >= first)?;
    let verb = !place.is(before, KNOWN.classes.class | KNOWN.classes.name | KNOWN.classes.case);
    let before = Place { cue: Tokens::new(before, link), ..*place };
    let somebody = |s: &Tokens| s.range().any(|i| place.is(i, SPEAKERS)) && !place.is(s.start, KNOWN.classes.pronoun) && s.end + 1 < link;
    before.bare_subject().filter(|s| verb && somebody(s)).map(|s| (s, link))
}

/// A source without what the sentence says of time, place, reason and manner around it, and with its initials.
fn phrase_limits(place: &Place, found: &mut Found) {
    let Some(source) = found.source else { return };
    let source = with_initials(place, source);
    let source = behind_adverbial(place, source);
    let source = without_object(place, source);
    let source = without_how(place, source);
    found.source = Some(without_loose_marks(place, source));
}

/// "[न्यायमूर्ति एम. के. राव]" ("Justice M. K. Rao"): initials are dotted, and a title or an office stands before them.
fn with_initials(place: &Place, source: Tokens) -> Tokens {
    let first = place.sentence.start;
    let mut start = source.start;
    while start >= first + 2 && place.mark(start - 1) == Mark::Terminator && place.is(start - 2, KNOWN.initial | KNOWN.abbreviation) {
        start -= 2;
        while start > first && place.is(start - 1, KNOWN.title | KNOWN.office) {
            start -= 1;
        }
        // what the office is of
        if start > first && place.is(start, KNOWN.office) && place.is(start - 1, KNOWN.genitive) {
            start = apart_from_cue(place, source).noun_phrase_before(start).map_or(start, |phrase| phrase.start);
        }
    }
    Tokens::new(start, source.end)
}

/// "घटना के बाद [कार्यकर्ताओं]" ("after the incident activists"): the source begins behind an adverbial; but a participle behind that may
/// join the two ("officers who came after the incident").
fn behind_adverbial(place: &Place, source: Tokens) -> Tokens {
    let goes_on = KNOWN.detached | KNOWN.genitive | KNOWN.conjunction | KNOWN.attributive | KNOWN.indefinite | KNOWN.ergative;
    for at in source.range().rev().skip(1) {
        if at > source.start && place.is(at, KNOWN.attributive) && !place.is(at, KNOWN.detached | KNOWN.genitive) {
            break;
        }
        if place.is(at, KNOWN.detached) && !place.is(at + 1, goes_on) {
            return Tokens::new(at + 1, source.end);
        }
    }
    source
}

/// "[यूनियन] इसे … कहती है" ("the union this … calls"): an object without a case marker is not the subject's last word.
fn without_object(place: &Place, mut source: Tokens) -> Tokens {
    let object = |last: usize| {
        place.doc.tokens[last].spaced
            && place.is(last, KNOWN.subordinator | KNOWN.demonstrative)
            && !place.is(last, KNOWN.conjunction)
            && !place.is(last - 1, KNOWN.conjunction)
            && !(place.is(last, KNOWN.surname) && place.is(last - 1, KNOWN.given_name))
    };
    while source.len() > 1 && object(source.end - 1) {
        source.end -= 1;
    }
    source
}

/// "[सिन्हा] सिर्फ बोले", "[the driver's sister] weeping said": how it was said is not who said it.
fn without_how(place: &Place, mut source: Tokens) -> Tokens {
    let classes = &KNOWN.classes;
    if place.is(source.end, KNOWN.ergative | KNOWN.genitive | KNOWN.postposition) {
        return source;
    }
    let unknown = |i: usize| !place.doc.tokens[i].is_listed();
    let how = |i: usize| !place.is(i, classes.class | classes.name | KNOWN.honorific) && (place.is(i, KNOWN.everyday) || place.is(i + 1, KNOWN.auxiliary) && unknown(i));
    while source.len() > 1 && how(source.end - 1) {
        source.end -= 1;
    }
    source
}

/// ", [मंत्री]", "([the minister]": no mark opens a source, but a bracket that is closed within it.
fn without_loose_marks(place: &Place, mut source: Tokens) -> Tokens {
    let loose = |source: Tokens| match place.mark(source.start) {
        Mark::Comma | Mark::Semicolon | Mark::Colon => true,
        Mark::Other => source.start == place.sentence.start && place.doc.tokens[source.start + 1].spaced,
        Mark::BracketOpen => !source.range().any(|i| place.mark(i) == Mark::BracketClose),
        _ => false,
    };
    while source.len() > 1 && loose(source) {
        source.start += 1;
    }
    source
}

/// "[मास्क पहनने] की सलाह", "[भारी बर्फ] की चेतावनी", "[टेंडर में गड़बड़ी] का आरोप" ("the advice to wear masks", "a warning of heavy
/// snow", "the charge of foul play in a tender"): what is advised, not who advises.
fn what_is_advised(place: &Place, found: &mut Found) {
    let alleges = stance(place, found) == Some(Stance::Alleges);
    let event = |s: &Tokens| s.range().skip(1).any(|i| place.is(i, KNOWN.locative)) && !s.range().any(|i| place.is(i, KNOWN.attributive));
    let deed = |s: &Tokens| place.is(s.end - 1, KNOWN.infinitive | KNOWN.inanimate) || alleges && event(s);
    let owner = |s: &Tokens| s.end <= found.cue.start && place.is(s.end, KNOWN.genitive) && !place.is(s.end - 1, SPEAKERS);
    let Some(advised) = found.source.filter(|s| owner(s) && deed(s)) else { return };
    found.source = None;
    if found.content.is_empty() {
        found.content.push(advised);
    }
}

/// "सोशल मीडिया पर दावा किया गया" ("on social media it was claimed"): a passive has a source only where a marker or a paper tells by whom.
fn no_agent(place: &Place, found: &mut Found) {
    let marked = place.is(found.cue.start, KNOWN.ablative);
    if found.source.is_some_and(|s| s.end <= found.cue.start && !marked && !is_agent(place, s)) {
        found.source = None;
    }
}

/// Whether a phrase can be the agent of a passive: one by whom or in which it is said, or a source from which.
fn is_agent(place: &Place, source: Tokens) -> bool {
    let doc = place.doc;
    // "in the book 'X' it is said": a title between
    let mut titles = doc.quotations_opening_at(source.end).map(|q| &doc.quotations[q]);
    let end = titles.find(|q| q.closed && q.inner().len() <= 8).map_or(source.end, |q| q.close + 1);
    let Some(next) = doc.tokens.get(end) else { return false };
    let paper = KNOWN.document_noun | KNOWN.media_noun | KNOWN.media_name | KNOWN.report_noun | KNOWN.source_noun;
    let last = source.end - 1;
    let case = KNOWN.agent_marker | KNOWN.genitive | KNOWN.postposition;
    // "on social media it is claimed": where, not who
    next.sets & case != 0
        || next.sets & KNOWN.locative != 0 && next.sets & KNOWN.conjunction == 0
        || next.sets & KNOWN.ablative != 0 && place.is(last, paper)
        || next.sets & KNOWN.dative != 0 && !place.is(last, KNOWN.infinitive) && !place.is(place.cue.end - 1, KNOWN.passive_auxiliary)
        || place.is(last, KNOWN.locative | KNOWN.agent_marker | KNOWN.pronoun_it | KNOWN.relative_pronoun)
}

/// "इसमें तीन लापता बताए जाते हैं", "इसमें भारी नुकसान की आशंका जताई जा रही है" ("in it three are said to be missing", "… great damage
/// is being feared"): "in it" is the event. In "in it is said that …" it is a paper.
fn where_it_happened(place: &Place, found: &mut Found) {
    let (cue, sentence) = (found.cue, place.sentence);
    let Some(source) = found.source.filter(|s| s.len() == 1 && place.is(s.start, KNOWN.locative)) else { return };
    let mut group = cue.start..sentence.end.min(cue.end + 2).max(cue.end);
    let far = source.start + 5 < cue.start;
    let going_on = group.any(|i| place.is(i, KNOWN.bare_verb) && place.is(i.wrapping_sub(1), KNOWN.passive_auxiliary));
    if (far || going_on) && !(cue.end..sentence.end).take(4).any(|i| place.is(i, KNOWN.complementizer)) {
        found.source = None;
    }
}

/// What is charged or demanded, before the noun of the cue: with all of a list, without the noun's own adjectives ("का [गंभीर] आरोप"), the
/// verb of a headline before it ("लगाया [लूटने] का आरोप") and what the speaker did before ("ज्ञापन देकर [जांच] की मांग").
fn object_limits(place: &Place, found: &mut Found) {
    let (doc, cue) = (place.doc, place.cue);
    let noun = place.is(cue.start, KNOWN.claim_noun | KNOWN.claim_name);
    if !match content_place(place, found) {
        Some(ContentPlace::Object | ContentPlace::Clause) => noun || cue.start > 0 && place.is(cue.start - 1, KNOWN.genitive),
        _ => false,
    } {
        return;
    }
    let source = found.source.filter(|s| s.end < cue.start);
    let Some(content) = found.content.last_mut().filter(|c| c.end <= cue.start && c.end + 3 > cue.start && place.sentence.contains(**c) && !doc.in_quotation(c.start)) else {
        return;
    };
    // "under the mayor's [grave] charge": up to the case marker before them
    if !content.is_empty() && content.end == cue.start && !place.is(cue.start - 1, KNOWN.classes.case) {
        let owner = content.range().rev().take(4).find(|&i| place.is(i, KNOWN.classes.case)).filter(|&i| place.is(i, KNOWN.genitive));
        content.end = owner.unwrap_or(content.start);
    }
    // "levelled [robbing him] the charge", "levelling the charge [an inquiry] demanded"
    let small = KNOWN.genitive | KNOWN.postposition | KNOWN.infinitive | KNOWN.absolutive | KNOWN.auxiliary;
    let participle = |i: usize| place.is(i + 1, KNOWN.auxiliary & !KNOWN.infinitive) && place.is(i + 1, KNOWN.attributive);
    let finite = |i: usize| place.is(i, KNOWN.light_verb) && cue.len() == 1 && !place.is(i + 1, KNOWN.auxiliary);
    let verb = |i: usize| !place.is(i, small) && (place.is(i, KNOWN.light_verb | KNOWN.bare_verb) && participle(i) || finite(i));
    // "handing in a letter [an inquiry] demanded": but "of stopping and robbing him" belongs together
    let before = |i: usize| {
        place.is(i, KNOWN.absolutive)
            && !place.is(i - 1, KNOWN.dative)
            && (i > 1 && place.is(i - 1, KNOWN.document_noun) && place.is(i - 2, KNOWN.dative) || content.end > 0 && !place.is(content.end - 1, KNOWN.infinitive))
    };
    if source.is_some()
        && let Some(at) = content.range().rev().skip(1).find(|&i| verb(i) || i > content.start && before(i))
    {
        content.start = at + 1 + usize::from(place.is(at + 1, KNOWN.auxiliary) && at + 2 < content.end);
    }
    // "in talks with the channel [these arrests] confirmed"
    let pointed = |&i: &usize| i > content.start && place.is(i, KNOWN.pointer) && place.is(i - 1, KNOWN.locative) && content.end <= i + 4;
    if let Some(at) = content.range().rev().find(pointed) {
        content.start = at;
    }
    // "[fuel, coal and the mine's] sale": a list begins behind the speaker's case marker
    while let Some(start) = listed_before(place, *content, source) {
        content.start = start;
    }
    found.content.retain(|c| !c.is_empty());
}

/// Where the item of a list begins that a comma, or the last "and", divides from the object behind it.
fn listed_before(place: &Place, content: Tokens, source: Option<Tokens>) -> Option<usize> {
    let doc = place.doc;
    let source = source?;
    let first = source.end + usize::from(place.is(source.end, KNOWN.ergative));
    let and = |i: usize| place.is(i, KNOWN.conjunction) && !place.is(i, KNOWN.clause_opener | KNOWN.subordinator | KNOWN.locative);
    let last = |i: usize| and(i) && !place.is(i - 1, KNOWN.light_verb);
    let comma = content.start.checked_sub(1).filter(|&i| i > first && (place.mark(i) == Mark::Comma || last(i)))?;
    let joined = last(comma) || content.range().take(MOST_ITEM).any(|i| and(i) || place.mark(i) == Mark::Comma);
    let start = (first..comma).rev().take(MOST_ITEM).take_while(|&i| doc.tokens[i].is_word()).last()?;
    let opens = start == first || place.mark(start - 1) == Mark::Comma;
    let stops = KNOWN.auxiliary | KNOWN.copula | KNOWN.light_verb & !KNOWN.genitive | KNOWN.complementizer | KNOWN.clause_opener | KNOWN.subordinator;
    (joined && opens && (start..comma).all(|i| !place.is(i, stops))).then_some(start)
}

/// "फूट की अटकलों के बीच बोले राव, “[…]”" ("amid the rumours of a split said Rao, “…”"): beside a quotation behind the cue what runs
/// into the cue is no claim.
fn beside_quotation(place: &Place, found: &mut Found) {
    let (doc, cue) = (place.doc, found.cue);
    if found.content.last().is_some_and(|c| c.start > cue.end && doc.in_quotation(c.start)) {
        let runs_on = |c: &Tokens| c.end < cue.start && !doc.in_quotation(c.start) && (c.end..cue.start).all(|i| doc.tokens[i].is_word());
        found.content.retain(|c| !runs_on(c));
    }
}

/// "बारह की मौत, रेलवे ने कहा – [चार]" ("twelve dead, the railway said – four"): what stands before the speaker is the writer's, where
/// the claim follows a dash.
fn not_before_dash(place: &Place, found: &mut Found) {
    let cue = found.cue;
    if place.mark(cue.end) == Mark::Dash
        && found.content.last().is_some_and(|c| c.start > cue.end)
        && let Some(source) = found.source.filter(|s| s.end <= cue.start)
    {
        found.content.retain(|c| c.start > source.start || place.doc.in_quotation(c.start));
    }
}

/// "विभाग ने कहा – [मारपीट हुई]; ग्रामीणों को ज़हर का शक" ("the department said – a fight; villagers suspect poison"): another headline. So
/// is what stands before the mark, of who speaks behind it.
fn one_headline(place: &Place, found: &mut Found) {
    if let Some(source) = found.source.as_mut().filter(|s| s.end <= found.cue.start)
        && let Some(mark) = source.range().rev().skip(1).find(|&i| place.mark(i) == Mark::Semicolon)
    {
        source.start = mark + 1;
    }
    let headline = place.doc.blocks[place.doc.block_of(found.cue.start)].role == Role::Headline;
    if let Some(content) = found.content.last_mut().filter(|c| headline && c.start > found.cue.end) {
        headline_ends(place, content);
    }
}

/// "कथित तौर पर [पुल बंद है]" ("reportedly the bridge is shut"): what the text passes on stands in its own sentence, and what the pack
/// calls nobody's has no source.
fn passed_on(place: &Place, found: &mut Found) {
    if !place.doc.in_quotation(found.cue.start) {
        found.content.retain(|c| c.start >= place.sentence.start);
    }
    if found.entry.is_some_and(|e| place.lexicon.entry(e).kind == Some(Kind::Hearsay)) {
        found.source = None;
    }
}

/// "कथित [धोखाधड़ी] में" ("in the alleged fraud"): an adjective's object stands behind it, up to the first small word.
fn adjective_object(place: &Place, found: &mut Found) {
    let cue = found.cue;
    if content_place(place, found) != Some(ContentPlace::Object) || cue.len() != 1 {
        return;
    }
    let stops = KNOWN.classes.case | KNOWN.auxiliary | KNOWN.copula | KNOWN.light_verb | KNOWN.conjunction;
    let object = (cue.end..place.sentence.end).take(4).take_while(|&i| place.doc.tokens[i].is_word() && !place.is(i, stops));
    if let Some(last) = object.last() {
        found.content = vec![Tokens::new(cue.end, last + 1)];
    }
}

/// "नए मामलों को लेकर कही बड़ी बात" ("said a great thing about the new cases"): what it is about is not what is said; nor is the main verb behind
/// "पलटवार करते हुए" ("hitting back"); and a claim begins behind a mistyped "that".
fn not_of_topic(place: &Place, found: &mut Found) {
    let (doc, cue) = (place.doc, place.cue);
    let last = cue.end - 1;
    let participle = cue.len() > 1 && place.is(last, KNOWN.auxiliary) && place.is(last, KNOWN.attributive) && !place.is(last, KNOWN.bare_verb | KNOWN.copula);
    let topic = |c: &Tokens| c.end <= cue.start && c.len() > 2 && place.is(c.end - 1, KNOWN.absolutive) && place.is(c.end - 2, KNOWN.dative);
    let main = |c: &Tokens| participle && c.start == cue.end && !doc.in_quotation(c.start);
    // "saying this pulled it down that P"
    let this = cue.start > place.sentence.start && place.is(cue.start - 1, KNOWN.demonstrative);
    if let Some(content) = found.content.iter_mut().find(|c| this && main(c))
        && let Some(that) = content.range().find(|&i| place.is(i, KNOWN.complementizer)).filter(|&that| that + 1 < content.end)
    {
        content.start = that + 1;
    }
    found.content.retain(|c| !topic(c) && !main(c));
}

/// "[इसे सबसे बड़ा] माना जाता है, जिसके फटने से …", "[पुल] की मांग की और …" ("it is thought the largest, by whose outbreak …", "demanded a
/// bridge and …"): of a claim before the cue nothing goes on behind it, save behind "that" and in quotation marks.
fn nothing_behind(place: &Place, found: &mut Found) {
    let (doc, cue) = (place.doc, found.cue);
    let frame = place.lexicon.frame(found.entry);
    if !matches!(frame, Frame::Subject | Frame::None) || content_place(place, found) == Some(ContentPlace::Around) || cue.len() < 2 && frame == Frame::Subject {
        return;
    }
    let before = found.content.iter().any(|c| c.end <= cue.start);
    let joins = |i: usize| place.is(i, KNOWN.conjunction) && !place.is(i, KNOWN.clause_opener);
    let apart = |c: &Tokens| {
        let between = || cue.end..c.start;
        c.start >= cue.end
            && place.sentence.has(c.start)
            && !doc.in_quotation(c.start)
            && !between().any(|i| place.is(i, KNOWN.complementizer) || !matches!(place.mark(i), Mark::None | Mark::Comma))
            && (before || joins(c.start) && c.start > cue.end)
    };
    found.content.retain(|c| !apart(c));
}

/// "पांच लोग पकड़े गए जो कथित रूप से [दुकान लूट रहे थे]" ("five were held who reportedly were robbing a shop"): what a small word hedges ends
/// where another clause begins.
fn hedged_clause(place: &Place, found: &mut Found) {
    let cue = found.cue;
    if content_place(place, found) != Some(ContentPlace::Around) || !found.content.iter().any(|c| c.start >= cue.end) {
        return;
    }
    let joined = |c: &Tokens| (c.end..cue.start).any(|i| place.mark(i) == Mark::Comma || place.is(i, KNOWN.conjunction));
    let finite = |i: usize| place.is(i, KNOWN.auxiliary | KNOWN.copula | KNOWN.light_verb) && !place.is(i, KNOWN.genitive);
    let other = |c: &Tokens| c.end <= cue.start && (place.is(c.end - 1, KNOWN.relative_pronoun) || finite(c.end - 1) && joined(c));
    found.content.retain(|c| !other(c));
}

/// "मंत्री ने कहा कि [पुल बंद होगा]" ("the minister said that the bridge will be shut"): a claim that the model left out, where it can
/// stand nowhere else.
fn claim_left_out(place: &Place, found: &mut Found) {
    if found.content.is_empty()
        && let Some(content) = content_place(place, found)
    {
        found.content = place.announced(found, content);
    }
}

/// "[पुल टूटने] की अखबारों में छपी खबरों का विभाग ने खंडन किया" ("that the bridge broke, the reports in the papers the office denied"): what is
/// denied, where its noun stands before the one who denies it.
fn denied_before_source(place: &Place, found: &mut Found) {
    let (doc, first) = (place.doc, place.sentence.start);
    let denies = stance(place, found) == Some(Stance::Denies) && content_place(place, found) == Some(ContentPlace::Object);
    let Some(source) = found.source.filter(|s| denies && found.content.is_empty() && s.start > first + 3 && s.end <= found.cue.start) else { return };
    let (case, noun) = (source.start - 1, source.start - 2);
    let cases = KNOWN.genitive | KNOWN.dative | KNOWN.ablative | KNOWN.locative;
    if !place.is(case, cases) || !place.is(noun, KNOWN.claim_noun | KNOWN.report_noun) {
        return;
    }
    // over a participle with its place: "printed in the papers"
    let from = (first.max(noun.saturating_sub(5))..noun).rev().take_while(|&i| doc.tokens[i].is_word() && !place.is(i, KNOWN.pointer));
    let Some(owner) = from.into_iter().find(|&i| place.is(i, KNOWN.genitive)) else { return };
    let participle = (owner + 1..noun).all(|i| place.is(i, cases | KNOWN.attributive | KNOWN.media_noun | KNOWN.everyday) || !doc.tokens[i].is_listed());
    let joined = |i: usize| place.mark(i) == Mark::Dash && !doc.tokens[i].spaced;
    let opens = |&i: &usize| !doc.tokens[i].is_word() && !joined(i) || place.is(i, KNOWN.complementizer | KNOWN.clause_opener);
    let start = (first..owner).rev().take(MOST_CLAUSE).find(opens).map_or(first, |i| i + 1);
    let claim = place.trimmed(Tokens::new(start, owner)).filter(|c| c.len() > 1 && participle && !place.is(c.end - 1, KNOWN.claim_name | KNOWN.report_noun));
    found.content.extend(claim);
}

/// "[पैसे लेने] के आरोपों से इनकार किया" ("the charges of taking money he denied"): the noun for a claim is not what is denied.
fn without_its_name(place: &Place, found: &mut Found) {
    let denies = stance(place, found) == Some(Stance::Denies) && content_place(place, found) == Some(ContentPlace::Object);
    // "in formal manner of such a plan"
    let manner = |c: &Tokens| c.len() > 4 && place.is(c.start + 1, KNOWN.everyday) && place.is(c.start + 2, KNOWN.ablative) && !place.is(c.start, KNOWN.classes.class);
    if let Some(content) = found.content.first_mut().filter(|c| denies && c.end <= place.cue.start && manner(c)) {
        content.start += 3;
    }
    let named = |c: &Tokens| c.end <= place.cue.start && c.len() > 2 && place.is(c.end - 1, KNOWN.claim_name | KNOWN.report_noun) && place.is(c.end - 2, KNOWN.genitive);
    if let Some(content) = found.content.last_mut().filter(|c| denies && named(c)) {
        content.end -= 2;
    }
}
