//! Corrections of one attribution's source and claim, by what the packs say for certain.
//!
//! The model ([`crate::model`]) finds limits by weight of evidence; where a case marker, a relative pronoun or a comma settles
//! the matter, they are put right here. What depends on other attributions is in [`crate::together`].
//!
//! Each correction is a function that knows one construction, says by an example which, and leaves everything else as it is. They are
//! called one after the other by `tidy` of `verb_middle` or `verb_last`: which word order a language has decides what a comma or a
//! marker can mean, so the two share next to nothing. The order of the calls matters, since each goes by what those before it have put
//! right.

mod verb_last;
mod verb_middle;

use crate::attribution::{Found, Stance};
use crate::document::Document;
use crate::frames::{MOST_CLAUSE, Place, settle};
use crate::lexicon::Proposal;
use crate::pack::{ContentPlace, Frame, WordOrder};
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::token::Mark;

/// Corrects what the model found by what the language's packs say for certain.
///
/// `claims` is whether limits are those of our guide (the wide guide counts more words in).
pub fn tidy(doc: &Document, found: &mut Found, claims: bool) {
    let place = Place::of(doc, found.cue);
    if place.lexicon.frame(found.entry) == Frame::Colon {
        // a headline's colon or dash divides it in two, and there is nothing else to know
        if let Some(frames) = by_frame(&place, found) {
            found.source = frames.source;
            found.content = frames.content;
        }
        return;
    }
    match place.lexicon.pack.order {
        WordOrder::VerbMiddle => verb_middle::tidy(&place, found, claims),
        WordOrder::VerbLast => verb_last::tidy(&place, found, claims),
    }
}

/// What the pack's frame alone finds at the cue.
fn by_frame(place: &Place, found: &Found) -> Option<Found> {
    found.entry.and_then(|entry| settle(place.doc, Proposal { cue: found.cue, entry }))
}

/// Where an entry says that the claim stands; `None` for an attribution that no entry proposed.
fn content_place(place: &Place, found: &Found) -> Option<ContentPlace> {
    found.entry.map(|entry| place.lexicon.entry(entry).content)
}

/// The stance of the entry; `None` for an attribution that no entry proposed.
fn stance(place: &Place, found: &Found) -> Option<Stance> {
    found.entry.map(|entry| place.lexicon.entry(entry).stance)
}

/// Makes a phrase the source, and takes it out of the claim.
pub(crate) fn said_by(found: &mut Found, source: Tokens) {
    found.source = Some(source);
    cut(&mut found.content, source);
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

/// "He thanked them “from the heart”": a cue whose entry says that it carries no claim of its own has one only where it quotes.
fn only_speech(place: &Place, found: &mut Found) {
    if content_place(place, found) == Some(ContentPlace::None) {
        found.content.retain(|c| c.range().any(|i| place.doc.in_quotation(i)));
    }
}

/// "Aide held, says party; second arrest due": what stands behind a semicolon in a headline is another one, and no part of the claim.
fn headline_ends(place: &Place, content: &mut Tokens) {
    let semicolon = |&i: &usize| place.mark(i) == Mark::Semicolon && !place.doc.in_quotation(i);
    if let Some(mark) = content.range().skip(1).take(MOST_CLAUSE).find(semicolon) {
        content.end = mark;
    }
}

/// The agent of a passive, or what stands behind "according to", where the model left it out: the pack's frame finds it, and the
/// claim begins behind it.
pub fn complete(doc: &Document, found: &mut Found) {
    let Some(entry) = found.entry else { return };
    let place = Place::of(doc, found.cue);
    let frame = place.lexicon.entry(entry).frame;
    let verb_middle = place.lexicon.pack.order == WordOrder::VerbMiddle;
    // who stands before "citing" is not who is cited
    let misplaced = frame == Frame::After && verb_middle && found.source.is_some_and(|s| s.start < found.cue.start);
    if found.source.is_some() && !misplaced {
        return;
    }
    let source = match frame {
        Frame::Agent => place.agent(),
        // "citing a person with knowledge of it"
        Frame::After if verb_middle => place.noun_phrase_after(found.cue.end),
        Frame::Subject if verb_middle => {
            let over = || place.subject_over_comma().filter(|_| found.cue.end + 1 >= place.sentence.end);
            place.subject_before_commas().or_else(over).or_else(|| place.subject_behind_mark())
        }
        _ => None,
    };
    let Some(source) = source else { return };
    begins_behind(&place, found, source);
    if verb_middle && source.end <= found.cue.start {
        // "Minutes of the meeting, [obtained in May,] show": what stands between subject and verb says something about the subject
        let apposed = Tokens::new(source.end, found.cue.start);
        let had = !found.content.is_empty();
        found.content.retain(|part| !apposed.contains(*part));
        if had && found.content.is_empty() {
            found.content.extend(crate::model::trimmed(doc, Tokens::new(place.sentence.start, source.start)));
        }
    }
    found.source = Some(source);
}

/// A claim that holds its source, or follows it at once, begins behind it and its case marker ("[in the report] the bridge was shut").
fn begins_behind(place: &Place, found: &mut Found, source: Tokens) {
    for part in &mut found.content {
        if part.overlaps(source) || part.start == source.end {
            let mut start = source.end;
            while start < part.end && place.is(start, KNOWN.locative | KNOWN.agent_marker | KNOWN.genitive) {
                start += 1;
            }
            part.start = part.start.max(start);
        }
    }
    found.content.retain(|part| part.start < part.end);
}

/// "Denied this", "rejected the minister's allegation": a claim that is a word for one made elsewhere, and no more.
pub fn only_points(doc: &Document, found: &Found) -> bool {
    let lexicon = doc.lexicon_of(found.cue.start);
    let words = || found.content.iter().flat_map(|c| c.range().take(6)).filter(|&i| doc.tokens[i].is_word());
    // "on Wednesday this": when it was said is no claim either
    let when = if lexicon.pack.order == WordOrder::VerbLast { KNOWN.time_word | KNOWN.dative } else { 0 };
    let points = KNOWN.demonstrative | KNOWN.pronoun_it;
    let pointed = words().all(|i| doc.is(i, points | when)) && words().any(|i| doc.is(i, points));
    let answers = found.entry.is_some_and(|e| !matches!(lexicon.entry(e).stance, Stance::Says | Stance::Alleges));
    if !pointed && !answers || words().any(|i| doc.in_quotation(i)) {
        return false;
    }
    if pointed {
        return true;
    }
    // "rejected the minister's allegation", "disputed that claim"
    let last = found.content.last().map_or(0, |c| c.end);
    let one = found.content.len() == 1 && found.content[0].len() <= 8 && last >= 2 && doc.is(last - 1, KNOWN.claim_name);
    let owned = one && found.content[0].len() > 2 && doc.is(last - 2, KNOWN.possessive);
    let beside = one && found.content[0].len() == 1 && last - 2 >= found.cue.end;
    if owned || beside && doc.is(last - 2, KNOWN.determiner | KNOWN.demonstrative) && !doc.is(last - 2, KNOWN.indefinite) {
        return true;
    }
    // "contested the figure", "declined to discuss that charge"
    let owner = KNOWN.classes.pronoun & !KNOWN.pronoun_first & !KNOWN.pronoun_second;
    let named = words().position(|i| doc.is(i, KNOWN.claim_name) && !doc.is(i, KNOWN.determiner));
    let small = |i| doc.is(i, KNOWN.determiner | KNOWN.pointer | owner) && !doc.is(i, KNOWN.indefinite);
    named.is_some_and(|at| at > 0 && at + 1 == words().count() && words().take(at).all(small))
}
