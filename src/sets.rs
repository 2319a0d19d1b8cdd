//! Sets of words as bits. The sets that the engine knows by name have the same bit in every pack, so that asking for one is
//! a constant in the code and no look-up; packs' own sets have the bits behind them.

use crate::numbers::Numbers;

/// Sets of a pack, a bit each: those of a word, or those that are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sets {
    /// The first 128: all that the engine knows by name ([`KNOWN`]), and packs' own behind them.
    pub first: u128,
    /// The others, all of them packs' own.
    pub rest: u32,
}

/// So many sets have a bit.
pub const MAX_SETS: usize = 160;
/// So many sets that the engine does not know may a pack have.
pub const MAX_OWN_SETS: usize = MAX_SETS - Known::NAMES.len();

impl Sets {
    /// One set, by its place (below [`MAX_SETS`]).
    pub fn of(place: usize) -> Sets {
        match place.checked_sub(128) {
            None => Sets { first: 1 << place, rest: 0 },
            Some(rest) => Sets { first: 0, rest: 1 << rest },
        }
    }

    /// Whether it has any.
    pub fn is_empty(self) -> bool {
        self.first == 0 && self.rest == 0
    }

    /// Whether the set of this place is one of them.
    pub fn has(self, place: usize) -> bool {
        if place < 128 { self.first >> place & 1 == 1 } else { self.rest >> (place - 128) & 1 == 1 }
    }

    /// Whether both have a set.
    pub fn meets(self, others: Sets) -> bool {
        self.first & others.first != 0 || self.rest & others.rest != 0
    }

    /// What both have.
    pub fn common(self, others: Sets) -> Sets {
        Sets { first: self.first & others.first, rest: self.rest & others.rest }
    }

    /// Adds others.
    pub fn add(&mut self, others: Sets) {
        self.first |= others.first;
        self.rest |= others.rest;
    }

    /// The places, ascending.
    pub fn places(mut self) -> impl Iterator<Item = usize> {
        std::iter::from_fn(move || {
            if self.first != 0 {
                let place = self.first.trailing_zeros();
                self.first &= self.first - 1;
                Some(place as usize)
            } else if self.rest != 0 {
                let place = self.rest.trailing_zeros();
                self.rest &= self.rest - 1;
                Some(128 + place as usize)
            } else {
                None
            }
        })
    }
}

/// The places of a pack's sets by their names.
pub(crate) struct Places(Numbers);

impl Places {
    /// Of sets of these names; those beyond [`MAX_OWN_SETS`] have none.
    pub(crate) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Places {
        let mut known = Numbers::with_room(Known::NAMES.len());
        Known::NAMES.iter().zip(1..).for_each(|(name, place)| *known.at(crate::fold::hash(name.as_bytes())) = place);
        let mut places = Numbers::with_room(MAX_SETS);
        let mut last = Known::NAMES.len();
        for name in names {
            let name = crate::fold::hash(name.as_bytes());
            let mut place = known.get(name);
            if place == 0 && last < MAX_SETS {
                last += 1;
                place = last as u32;
            }
            *places.at(name) = place;
        }
        Places(places)
    }

    /// The place of a set, where the pack has it.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.0.get(crate::fold::hash(name.as_bytes())).checked_sub(1).map(|place| place as usize)
    }

    /// The same as a bit; none where the pack does not have it.
    pub(crate) fn sets(&self, name: &str) -> Sets {
        self.get(name).map_or_else(Sets::default, Sets::of)
    }
}

macro_rules! known_sets {
    ($($field:ident = $name:literal),+ $(,)?) => {
        /// A bit for each set that the engine knows by name (`src/lang/README.md`), as in [`Sets::first`].
        #[derive(Clone, Copy, Debug)]
        pub struct Known {
            $(#[doc = concat!("The set `", $name, "`.")] pub $field: u128,)+
            /// Several of them together.
            pub classes: Classes,
        }

        #[allow(non_camel_case_types)]
        enum Place { $($field),+ }

        impl Known {
            const ALONE: Known = Known { $($field: 1 << Place::$field as u32,)+ classes: Classes::EMPTY };

            /// The names, in the order of their places. Trained models know them by their place: new ones go to the end.
            pub const NAMES: &'static [&'static str] = &[$($name),+];
        }
    };
}

/// The sets that the engine knows. A pack that lacks one has no words in it.
pub const KNOWN: &Known = &Known { classes: Classes::of(&Known::ALONE), ..Known::ALONE };

known_sets! {
    complementizer = "complementizer", ergative = "ergative", genitive = "genitive", dative = "dative", ablative = "ablative",
    locative = "locative", postposition = "postposition", preposition = "preposition", determiner = "determiner", to = "to", by = "by",
    auxiliary = "auxiliary", passive_auxiliary = "passive-auxiliary", light_verb = "light-verb", copula = "copula",
    conjunction = "conjunction", subordinator = "subordinator", clause_opener = "clause-opener", negation = "negation",
    question = "question", agent_marker = "agent-marker", relative_pronoun = "relative-pronoun",
    pronoun_he = "pronoun-he", pronoun_she = "pronoun-she", pronoun_they = "pronoun-they", pronoun_it = "pronoun-it",
    pronoun_honorific = "pronoun-honorific", pronoun_singular = "pronoun-singular", pronoun_first = "pronoun-first",
    pronoun_second = "pronoun-second", demonstrative = "demonstrative", title = "title", honorific = "honorific", office = "office",
    feminine_word = "feminine-word", masculine_word = "masculine-word", given_name = "given-name", surname = "surname",
    source_noun = "source-noun", anonymity_terms = "anonymity-terms", role_noun = "role-noun", role_plural = "role-plural",
    vague_group = "vague-group", familiar_with = "familiar-with", indefinite = "indefinite", number_word = "number-word",
    ordinal = "ordinal", organization_noun = "organization-noun", organization_name = "organization-name",
    spokesperson = "spokesperson", document_noun = "document-noun", media_noun = "media-noun", media_name = "media-name",
    report_noun = "report-noun", claim_noun = "claim-noun", place_name = "place-name", country = "country", time_word = "time-word",
    abbreviation = "abbreviation", number_abbreviation = "number-abbreviation", initial = "initial", opinion_frame = "opinion-frame", kicker = "kicker",
    several = "several", former = "former", plural_ending = "plural-ending", name_particle = "name-particle",
    vague_amount = "vague-amount", organization_suffix = "organization-suffix", pointer = "pointer", false_label = "false-label",
    true_label = "true-label", flat_negation = "flat-negation", soft_negation = "soft-negation",
    attributive = "attributive", close_to = "close-to", inflection = "inflection", demonym = "demonym", epithet = "epithet", company_noun = "company-noun",
    feminine_ending = "feminine-ending", government_noun = "government-noun",
    emphatic_negation = "emphatic-negation",
    same_office = "same-office",
    possessive = "possessive",
    bare_verb = "bare-verb",
    absolutive = "absolutive",
    object_pronoun = "object-pronoun",
    role_ending = "role-ending", group_ending = "group-ending", organization_ending = "organization-ending", document_ending = "document-ending",
    ergative_pronoun = "ergative-pronoun", detached = "detached", infinitive = "infinitive", inanimate = "inanimate",
    retort = "retort", everyday = "everyday",
    claim_name = "claim-name", grave_label = "grave-label", participle_opener = "participle-opener", outlet_verb = "outlet-verb",
    department = "department", outright_denial = "outright-denial", no_comment = "no-comment", lone_denial = "lone-denial",
    whose = "whose", tell_verb = "tell-fin", saying = "say-ing", label_adverb = "label-adverb", paper_participle = "paper-participle",
    document_in = "document-in", firm_sign = "firm-sign", participle_ending = "participle-ending",
}

/// Combinations of the sets that the engine knows.
#[derive(Clone, Copy, Debug)]
pub struct Classes {
    /// Pronouns of every person and number.
    pub pronoun: u128,
    /// Words that no name contains.
    pub function: u128,
    /// Words that tell what a phrase is.
    pub class: u128,
    /// Words that are part of names.
    pub name: u128,
    /// Sets of names: a word of them in small letters is another word.
    pub names: u128,
    /// Words for people: titles, offices, roles.
    pub person: u128,
    /// Case markers and postpositions.
    pub case: u128,
}

impl Classes {
    const EMPTY: Classes = Classes { pronoun: 0, function: 0, class: 0, name: 0, names: 0, person: 0, case: 0 };

    const fn of(k: &Known) -> Classes {
        let pronoun = k.pronoun_he | k.pronoun_she | k.pronoun_they | k.pronoun_it | k.pronoun_honorific | k.pronoun_singular | k.pronoun_first | k.pronoun_second;
        let case = k.ergative | k.genitive | k.dative | k.ablative | k.locative | k.postposition;
        Classes {
            pronoun,
            case,
            function: pronoun
                | case
                | k.complementizer
                | k.preposition
                | k.determiner
                | k.to
                | k.by
                | k.auxiliary
                | k.copula
                | k.conjunction
                | k.subordinator
                | k.clause_opener
                | k.negation
                | k.question
                | k.relative_pronoun
                | k.demonstrative
                | k.indefinite
                | k.number_word
                | k.ordinal
                | k.time_word
                | k.kicker,
            class: k.source_noun
                | k.spokesperson
                | k.role_noun
                | k.role_plural
                | k.vague_group
                | k.office
                | k.title
                | k.organization_noun
                | k.organization_name
                | k.media_noun
                | k.media_name
                | k.document_noun
                | k.demonym
                | k.epithet
                | k.place_name
                | k.country,
            name: k.given_name | k.surname,
            names: k.given_name | k.surname | k.media_name | k.organization_name | k.organization_suffix | k.place_name | k.country | k.demonym,
            person: k.office | k.title | k.role_noun | k.spokesperson,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_have_places_of_their_own() {
        let mut all = Sets::default();
        for place in 0..MAX_SETS {
            assert!(!all.has(place));
            all.add(Sets::of(place));
            assert!(all.has(place) && Sets::of(place).places().eq([place]));
        }
        assert!(all.places().eq(0..MAX_SETS));
        assert!(Known::NAMES.len() <= 128, "what the engine knows is asked for in the first 128");
        assert_eq!(Known::NAMES[KNOWN.label_adverb.trailing_zeros() as usize], "label-adverb");
    }
}
