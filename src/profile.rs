//! The article's sourcing at a glance: claims by kind of source, who said what, what rests on unnamed sources only, what is
//! denied, who is accused and not heard.
//!
//! Serialised, it is the `Profile` of `extension/shared/types.js`. Ids count from 1 in the order of the list.

use serde::{Serialize, Serializer};

use crate::attribution::{Found, Kind, Stance, SubKind};
use crate::cast::Cast;
use crate::document::Document;
use crate::numbers::Numbers;
use crate::order::InOrder;
use crate::pack::WordOrder;
use crate::phrase::Phrase;
use crate::sets::KNOWN;
use crate::span::Tokens;
use crate::who::Referent;

/// Somebody who says something in the text.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceProfile {
    /// As the text writes it, the fullest form; empty for hearsay.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// How it is anonymous, if it is.
    pub sub: Option<SubKind>,
    /// Numbers of its attributions, from 1.
    pub attributions: Vec<u32>,
}

/// How many there are of each, by its word, in the order of the words. Serialised it is a map.
#[derive(Clone, Debug, Default)]
pub struct Counts(pub Vec<(&'static str, u32)>);

impl Counts {
    fn of(counts: impl Iterator<Item = (&'static str, u32)>) -> Counts {
        let mut counts: Vec<_> = counts.collect();
        counts.in_order();
        Counts(counts)
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// See the module's description and `types.js`.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// How many attributions there are.
    pub attributions: u32,
    /// How many claims: the same claim of two sources counts once.
    pub claims: u32,
    /// Attributions of each kind.
    pub kinds: Counts,
    /// Attributions of each stance.
    pub stances: Counts,
    /// Who speaks, in the order of the first word.
    pub sources: Vec<SourceProfile>,
    /// Claims that rest on unnamed sources or on nobody: numbers of the attributions, from 1.
    pub unnamed: Vec<u32>,
    /// Claims that somebody denies, likewise.
    pub denied: Vec<u32>,
    /// Claims that nobody answers, likewise.
    pub undenied: Vec<u32>,
    /// Claims with one source only, likewise.
    pub single_source: Vec<u32>,
    /// Names of those who are accused and do not speak.
    pub unheard: Vec<String>,
}

/// The key of those whom nobody names.
const NOBODY: u64 = 0;

/// Sums the list up and fills `speaker`.
pub fn sum_up(doc: &Document<'_>, cast: &Cast, phrases: &[Option<Phrase>], referents: &[Option<Referent>], list: &mut [Found]) -> Profile {
    let mut profile = Profile { attributions: list.len() as u32, ..Profile::default() };
    let mut stances = [0; Stance::ALL.len()];
    // places in `sources`, + 1
    let mut rows = Numbers::with_room(list.len().min(64));
    for (index, found) in list.iter_mut().enumerate() {
        stances[found.stance as usize] += 1;
        let (key, name) = speaker(doc, cast, &referents[index], &phrases[index], found);
        let place = rows.at(key);
        if *place == 0 {
            let name = name.map_or_else(String::new, |name| crate::analysis::plain(doc.text_of(name)));
            profile.sources.push(SourceProfile { name, kind: found.kind, sub: found.sub, attributions: Vec::new() });
            *place = profile.sources.len() as u32;
        }
        let row = *place as usize - 1;
        profile.sources[row].attributions.push(index as u32 + 1);
        if found.sub == Some(SubKind::Withheld) {
            profile.sources[row].sub = found.sub;
        }
        found.speaker = Some(row);
    }
    profile.stances = Counts::of(Stance::ALL.iter().map(|s| (s.word(), stances[*s as usize])));
    claims(list, &mut profile);
    unheard(doc, cast, referents, list, &mut profile);
    profile
}

/// Claims as groups of attributions that say the same.
fn claims(list: &[Found], profile: &mut Profile) {
    // the first attribution of each claim, by which it is known; a pointer back supports what it points to
    let mut first: Vec<Option<usize>> = Vec::with_capacity(list.len());
    for (index, found) in list.iter().enumerate() {
        let claim = if found.stance == Stance::Declines {
            None
        } else if let Some(same) = found.same_as.filter(|&s| s < index) {
            first[same].or(Some(index))
        } else if found.content.is_empty() && found.stance != Stance::Denies {
            // "X confirmed this": one more source of the same claim, if the claim is anybody's
            match found.answers.iter().copied().filter(|&a| a < index).min() {
                Some(answered) => first[answered].or(Some(index)),
                None => Some(index),
            }
        } else {
            Some(index)
        };
        first.push(claim);
    }
    // for each claim where it is made, one behind the other in `members`; nowhere for what is no claim's first place
    let mut ends = vec![0; list.len() + 1];
    first.iter().flatten().for_each(|&claim| ends[claim + 1] += 1);
    (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
    let mut members = vec![0; ends[list.len()]];
    for (index, claim) in first.iter().enumerate() {
        if let Some(claim) = *claim {
            members[ends[claim]] = index;
            ends[claim] += 1;
        }
    }
    let mut answered: Vec<bool> = vec![false; list.len()];
    let mut denied: Vec<bool> = vec![false; list.len()];
    for found in list {
        for &target in &found.answers {
            if let Some(slot) = answered.get_mut(target) {
                *slot = true;
                denied[target] |= found.stance == Stance::Denies;
            }
        }
    }
    let mut kinds = [0; Kind::ALL.len()];
    let mut begin = 0;
    for claim in 0..list.len() {
        let members = &members[begin..ends[claim]];
        begin = ends[claim];
        if members.is_empty() {
            continue;
        }
        profile.claims += 1;
        let id = claim as u32 + 1;
        // the best-named source stands for the claim
        let kind = members.iter().map(|&m| list[m].kind).min_by_key(|k| standing(*k)).unwrap_or(Kind::Hearsay);
        kinds[kind as usize] += 1;
        if members.iter().all(|&m| matches!(list[m].kind, Kind::Anonymous | Kind::Hearsay)) {
            profile.unnamed.push(id);
        }
        if members.iter().any(|&m| denied[m]) {
            profile.denied.push(id);
        }
        if members.iter().any(|&m| list[m].stance == Stance::Alleges) && !members.iter().any(|&m| answered[m]) {
            profile.undenied.push(id);
        }
        if members.iter().all(|&m| list[m].speaker == list[members[0]].speaker) && list[claim].kind != Kind::Hearsay {
            profile.single_source.push(id);
        }
    }
    profile.kinds = Counts::of(Kind::ALL.iter().map(|k| (k.word(), kinds[*k as usize])));
}

fn standing(kind: Kind) -> u8 {
    match kind {
        Kind::Named => 0,
        Kind::Organization => 1,
        Kind::Document => 2,
        Kind::Media => 3,
        Kind::Anonymous => 4,
        Kind::Hearsay => 5,
    }
}

/// Who says it, by a key that is the same for the same one, and where the name stands.
fn speaker(doc: &Document<'_>, cast: &Cast, referent: &Option<Referent>, phrase: &Option<Phrase>, found: &Found) -> (u64, Option<Tokens>) {
    if found.kind == Kind::Hearsay {
        return (NOBODY, None);
    }
    let name = match (referent, phrase, found.source) {
        (Some(Referent { entity: Some(entity), .. }), ..) => return (crate::fold::mix(1 + u64::from(*entity)), Some(cast.entities[*entity as usize].best)),
        (Some(referent), ..) => referent.mention,
        (_, Some(phrase), Some(source)) if source.len() > 12 && !phrase.main.is_empty() => Tokens::new(source.start.min(phrase.main.start), phrase.main.end),
        (_, _, Some(source)) => source,
        _ => return (NOBODY, None),
    };
    let words = name.range().fold(0, |hash, i| crate::fold::mix(hash ^ doc.tokens[i].word));
    // (by its words, in whatever spelling)
    (crate::fold::mix(words ^ ((1 + found.kind as u64) << 32)), Some(name))
}

/// People who are accused and never speak.
fn unheard(doc: &Document<'_>, cast: &Cast, referents: &[Option<Referent>], list: &[Found], profile: &mut Profile) {
    // those who speak need not be named again, nor those who are named already
    let mut done = vec![false; cast.entities.len()];
    referents.iter().flatten().filter_map(|r| r.entity).for_each(|entity| done[entity as usize] = true);
    for found in list.iter().filter(|f| f.stance == Stance::Alleges) {
        let Some(entity) = accused(doc, cast, found) else { continue };
        if !std::mem::replace(&mut done[entity as usize], true) {
            profile.unheard.push(crate::analysis::plain(doc.text_of(cast.entities[entity as usize].best)));
        }
    }
}

/// The person whom an allegation is against: the object of the cue, or the one whom the claim begins with.
fn accused(doc: &Document<'_>, cast: &Cast, found: &Found) -> Option<u32> {
    let lexicon = doc.lexicon_at(found.cue.start)?;
    let sentence = doc.sentences[doc.sentence_of(found.cue.start)].tokens;
    let free = |m: &&crate::cast::Mention| !found.source.is_some_and(|s| s.overlaps(m.name)) && !cast.entity(m).body;
    if lexicon.pack.order == WordOrder::VerbLast {
        // "an allegation on X": a name with a locative before the cue
        let before = Tokens::new(sentence.start, found.cue.start);
        let object = cast.mentions_in(before).iter().rev().filter(free).find(|m| doc.tokens.get(m.name.end).is_some_and(|t| t.sets & KNOWN.locative != 0));
        if let Some(m) = object {
            return Some(m.entity);
        }
    } else {
        let after = Tokens::new(found.cue.end, (found.cue.end + 8).min(sentence.end));
        if let Some(m) = cast.mentions_in(after).iter().find(free) {
            return Some(m.entity);
        }
    }
    let first = found.content.first()?;
    let opening = Tokens::new(first.start, first.end.min(first.start + 6));
    cast.mentions_in(opening).iter().find(free).map(|m| m.entity)
}
