//! From found spans to a finished analysis: what the sources are, what the cues do, who stands for whom, what answers what.

use crate::attribution::Found;
use crate::cast::Cast;
use crate::document::Document;
use crate::profile::{self, Profile};
use crate::{about, kind, quote, stance, who};

/// Fills everything but `entry`, `cue`, `source` and `content` of the attributions, which come in the order of their cues,
/// and sums the text up. Linear in the text, never panics on spans that lie within it.
pub fn finish(doc: &Document<'_>, list: &mut [Found]) -> Profile {
    for found in list.iter_mut() {
        if let Some(lexicon) = doc.lexicon_at(found.cue.start) {
            stance::classify(doc, lexicon.stances(), found);
        }
        quote::classify(doc, found);
    }
    let mut phrases = kind::phrases(doc, list);
    let cast = Cast::gather(doc, &phrases);
    kind::classify(doc, &cast, &mut phrases, list);
    let referents = who::resolve(doc, &cast, &phrases, list);
    about::link(doc, &cast, &referents, list);
    profile::sum_up(doc, &cast, &phrases, &referents, list)
}
