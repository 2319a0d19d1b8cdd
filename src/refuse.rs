//! What has a cue's word and is no attribution, by what stands around it.
//!
//! Traps of the packs ([`crate::pack`]) are words; what is refused here is where source and claim came to stand.

use crate::attribution::{Found, Stance};
use crate::document::Document;
use crate::frames::SPEAKERS;
use crate::pack::{ContentPlace, Frame, WordOrder};
use crate::sets::KNOWN;
use crate::span::Tokens;

/// A noun that names a claim stands so many tokens from the verb that it is the subject of, at most.
const MOST_SOURCE: usize = 40;

/// Where verbs stand before their objects: whether the spans that were found show that nobody says anything.
pub fn refused(doc: &Document, found: &Found) -> bool {
    let lexicon = doc.lexicon_of(found.cue.start);
    if lexicon.pack.order != WordOrder::VerbMiddle {
        return false;
    }
    match lexicon.frame(found.entry) {
        Frame::Subject => found.source.is_some_and(|source| nothing_before(doc, found, source) || no_subject(doc, found, source)),
        _ => false,
    }
}

/// Whether the source is somebody or something that can say a thing: storms and accidents do not, whatever they "announce".
pub fn can_speak(doc: &Document, found: &Found) -> bool {
    let lexicon = doc.lexicon_of(found.cue.start);
    // an owner's noun without an owner: an order, an advice that is only named; a charge is nobody's then
    let owned = |e: usize| lexicon.entry(e).frame == Frame::Genitive && lexicon.entry(e).stance != Stance::Alleges;
    if lexicon.pack.order == WordOrder::VerbLast && found.source.is_none() && found.entry.is_some_and(owned) {
        return false;
    }
    if lexicon.pack.order == WordOrder::VerbLast && only_named(doc, found) {
        return false;
    }
    // "the party's claim: P": the noun is the cue
    let noun = |s: Tokens| lexicon.pack.order == WordOrder::VerbLast && s.len() > 2 && doc.is(s.end - 1, KNOWN.claim_noun | KNOWN.claim_name) && doc.is(s.end - 2, KNOWN.genitive);
    if lexicon.frame(found.entry) == Frame::Colon && (announces(doc, found.cue) || found.source.is_some_and(noun)) {
        return false;
    }
    let Some(head) = found.source.filter(|_| lexicon.frame(found.entry) == Frame::Subject).map(|s| s.end - 1) else { return true };
    !doc.is(head, KNOWN.inanimate) || doc.is(head, SPEAKERS)
}

/// Verb-last: "no way to forecast it", "to forecast it, to tame it": an act that nobody is said to have done, neither by a case marker
/// nor by an agent's.
fn only_named(doc: &Document, found: &Found) -> bool {
    let entry = found.entry.map(|e| doc.lexicon_of(found.cue.start).entry(e));
    let infinitive = found.cue.len() > 1 && doc.is(found.cue.end - 1, KNOWN.infinitive) && !doc.is(found.cue.end, KNOWN.auxiliary | KNOWN.copula);
    let done = found.source.is_some_and(|s| doc.is(s.end, KNOWN.agent_marker | KNOWN.ergative) || doc.is(s.end - 1, KNOWN.ergative_pronoun));
    // "stressing the difference, the changes turn out …": a participle, and nobody's
    let last = found.cue.end - 1;
    let participle = doc.is(last, KNOWN.auxiliary) && doc.is(last, KNOWN.attributive) && !doc.is(last, KNOWN.bare_verb | KNOWN.copula | KNOWN.passive_auxiliary);
    let nobody = participle && found.source.is_none() && found.cue.len() > 1;
    (infinitive && !done || nobody) && entry.is_some_and(|e| e.frame == Frame::Subject && e.kind.is_none() && matches!(e.stance, Stance::Says | Stance::Alleges))
}

/// "Watch: fans storm the pitch": nothing but a kicker stands before the colon.
fn announces(doc: &Document, colon: Tokens) -> bool {
    let sentence = doc.sentences[doc.sentence_of(colon.start)].tokens;
    let mut words = (sentence.start..colon.start).filter(|&i| doc.tokens[i].is_word()).peekable();
    words.peek().is_some() && words.all(|i| doc.is(i, KNOWN.kicker))
}

/// A verb that somebody does, and nobody does it in the sentence: an order or a plan ("to call for"), no attribution. Where a
/// quotation stands with it somebody speaks.
pub fn adrift(doc: &Document, found: &Found) -> bool {
    let lexicon = doc.lexicon_of(found.cue.start);
    let Some(entry) = found.entry.map(|e| lexicon.entry(e)) else { return false };
    // "not one answer came", somebody says: what he tells, not what the paper tried
    if found.source.is_none() && entry.stance == Stance::Declines && doc.in_quotation(found.cue.start) {
        return true;
    }
    // "“First he said May,” says Lal": who speaks within a quotation is named in it where verbs stand last, or not at all
    let quotation = doc.quoted[found.cue.start];
    if lexicon.pack.order == WordOrder::VerbLast
        && entry.frame == Frame::Subject
        && doc.in_quotation(found.cue.start)
        && doc.quotations[quotation as usize - 1].is_speech_like()
        && found.source.is_some_and(|s| doc.quoted[s.start] != quotation)
    {
        return true;
    }
    lexicon.pack.order == WordOrder::VerbMiddle
        && found.source.is_none()
        && entry.frame == Frame::Subject
        && entry.kind.is_none()
        && !found.content.iter().any(|c| doc.in_quotation(c.start) != doc.in_quotation(found.cue.start))
}

/// "A report by the agency recommended P": a noun within who says it, and without a claim of its own, says nothing besides.
pub fn within_source(doc: &Document, list: &mut Vec<Found>) {
    let sources: Vec<(Tokens, Tokens)> = list.iter().filter(|f| !f.content.is_empty()).filter_map(|f| Some((f.cue, f.source?))).collect();
    list.retain(|found| {
        let first = sources.partition_point(|s| s.0.start + MOST_SOURCE < found.cue.start);
        let mut near = sources[first..].iter().take_while(|s| s.0.start < found.cue.start + MOST_SOURCE);
        // ("a report by the agency for roads found that P": nor where its claim would begin in there)
        // (where verbs stand last the one accused may be the source: "[of fraud the charges] facing mayor")
        let own = |source: &Tokens| found.content.first().is_some_and(|c| doc.verb_last(found.cue.start) || !source.has(c.start));
        !is_noun(doc, found) || near.all(|(cue, source)| *cue == found.cue || !source.contains(found.cue) || own(source))
    });
}

/// "Repeated her call for P", "reiterated his claim that P": the noun behind the verb says it no second time.
pub fn said_once(doc: &Document, list: &mut Vec<Found>) {
    let mut last: Option<(Tokens, Option<Tokens>, Stance)> = None;
    list.retain(|found| {
        let owned = is_noun(doc, found) && found.cue.start > 0 && doc.is(found.cue.start - 1, KNOWN.classes.pronoun);
        let again = owned
            && last.is_some_and(|(cue, source, stance)| {
                let same = found.source.is_none_or(|s| Some(s) == source || s.end == found.cue.start && s.len() == 1);
                let plain = stance == Stance::Says && source.is_some_and(|s| s.end <= cue.start);
                plain && same && cue.end + 1 == found.cue.start && doc.lexicon_of(cue.start).pack.order == WordOrder::VerbMiddle
            });
        if !again {
            let stance = found.entry.map_or(Stance::Says, |e| doc.lexicon_of(found.cue.start).entry(e).stance);
            last = Some((found.cue, found.source, stance));
        }
        !again
    });
}

/// Whether the cue is a noun for a claim and no verb.
fn is_noun(doc: &Document, found: &Found) -> bool {
    let lexicon = doc.lexicon_of(found.cue.start);
    lexicon.frame(found.entry) == Frame::Genitive || doc.is(found.cue.start, KNOWN.claim_name)
}

/// "Identified as press": who stands behind the cue, and not right behind it, says nothing where nothing stands before. (A passive
/// has its agent there, and who declines needs no claim.)
fn nothing_before(doc: &Document, found: &Found, source: Tokens) -> bool {
    let declines = found.entry.is_some_and(|e| doc.lexicon_of(found.cue.start).entry(e).stance == Stance::Declines);
    source.start > found.cue.end && found.content.is_empty() && !declines && !doc.is(source.start - 1, KNOWN.by)
}

/// "Although there were no victims reported", "why forecasts matter", "whose feud threatened to …".
fn no_subject(doc: &Document, found: &Found, source: Tokens) -> bool {
    if source.end > found.cue.start {
        return false;
    }
    let one = source.len() == 1;
    let question = one && doc.is(source.start, KNOWN.question) && !doc.is(source.start, KNOWN.relative_pronoun);
    let there = doc.is(source.start, KNOWN.negation) && source.start > 0 && doc.is(source.start - 1, KNOWN.copula) && source.end == found.cue.start;
    let owner = one && doc.is(source.start, KNOWN.relative_pronoun) && found.cue.start > source.end && doc.is(source.start, KNOWN.whose);
    // "after the winner was declared, she left"
    let passive = found.content.is_empty()
        && doc.is(found.cue.start - 1, KNOWN.passive_auxiliary)
        && (source.end..found.cue.start).any(|i| doc.is(i, KNOWN.subordinator))
        && found.entry.is_some_and(|e| {
            let entry = doc.lexicon_of(found.cue.start).entry(e);
            entry.stance == Stance::Says && entry.content == ContentPlace::Clause
        });
    question || there || owner || passive
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Options, analyze_text};
    use crate::offsets::Unit;

    /// The cues of a text's attributions.
    fn cues(text: &str) -> Vec<String> {
        let found = analyze_text(text, &Options::default(), Unit::CodePoint);
        let letters: Vec<char> = text.chars().collect();
        found.attributions.iter().filter_map(|a| a.cue).map(|[start, end]| letters[start as usize..end as usize].iter().collect()).collect()
    }

    #[test]
    fn nobody_says_it() {
        let nobody: [&str; 0] = [];
        assert_eq!(cues("Boats on the river\n\nJuly 8, 1972: “Super Bowl of Rowing. It was the first.”"), nobody);
        assert_eq!(cues("Boats on the river\n\nAlthough there were no missing people reported, the search goes on."), nobody);
        assert_eq!(cues("Boats on the river\n\nThe brothers, whose feud threatened to split the town, left on Monday."), nobody);
    }

    #[test]
    fn somebody_says_it() {
        assert_eq!(cues("Ferry line: Who pays for the new pier? asks union\n\n“It is safe,” said Ann Harlow."), ["asks", "said"]);
        assert_eq!(cues("Boats on the river\n\nThe plan, viewed by some as a farce, goes on, critics say."), ["viewed", "say"]);
        assert_eq!(cues("Boats on the river\n\nAnn Tull, whose lawyers say the pier was sound, left on Monday."), ["say"]);
        assert_eq!(cues("Boats on the river\n\n“Honest,” said Ms Harlow, when she was asked what he is."), ["said"]);
    }
}
