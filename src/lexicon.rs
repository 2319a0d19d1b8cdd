//! A language pack compiled for matching: one pass over the tokens finds every set member, cue and trap.
//!
//! The automaton is a trie over words (hashes of their normal form), with edges for sets and gaps. A token costs one look-up
//! in a hash table; only tokens that begin an entry walk further, by one look-up for all words that may follow.

use crate::fold;
use crate::numbers::Numbers;
use crate::order::InOrder;
use crate::pack::{Condition, Element, Entry, Frame, Pack, PackError, SetNames, Side};
use crate::span::Tokens;
use crate::token::{Mark, Token};

/// What a token must be to go from one node to another, in one number: the hash of a word, or below all of these a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge(u64);

impl Edge {
    /// Any one token that is no terminator or quotation mark.
    const ANY: Edge = Edge(crate::pack::MAX_SETS as u64);

    fn set(index: usize) -> Edge {
        Edge(index as u64)
    }

    /// (Of so many hashes as there are, none is so small.)
    fn word(hash: u64) -> Edge {
        Edge(hash.max(Edge::ANY.0 + 1))
    }
}

/// A node of the trie. Edges and accepted entries are lists in two shared arenas, so that a node costs no allocation; words that
/// lead on from it are looked up together with it.
#[derive(Clone, Copy)]
struct Node {
    /// First of its edges for sets and gaps, [`NONE`] without any.
    edges: u32,
    /// First of the entries that end here, [`NONE`] without any; and [`WORDS`].
    accepts: u32,
}

/// What a word behind a node is looked up by.
fn behind(node: u32, word: u64) -> u64 {
    word ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

const NONE: u32 = u32::MAX >> 1;

/// Flag in [`Node::accepts`]: words lead on from the node.
const WORDS: u32 = 1 << 31;

impl Node {
    fn first_accept(self) -> u32 {
        self.accepts & !WORDS
    }
}

/// Where a match may begin with a word.
#[derive(Clone, Copy, Default)]
struct WordInfo {
    /// The sets that list the word by itself.
    sets: u128,
    /// Trie node behind the word, 0 for none.
    root: u32,
    /// The same for the members of sets that have several words.
    phrase: u32,
    /// Index into [`Lexicon::starts`], 0 for none: the word's own node and those of its sets.
    start: u32,
}

/// Flag in [`Token::root`]: a set's member of several words may begin here.
const PHRASE: u32 = 1 << 31;

/// Condition in compiled form.
struct Test {
    wanted: bool,
    side: Side,
    within: usize,
    sets: u128,
    words: Vec<u64>,
    /// Whether the sentence's end, or its beginning, counts too.
    edge: bool,
}

/// What a cue entry says, compiled.
pub struct CueEntry {
    /// The entry as the pack has it.
    pub entry: Entry,
    /// What trained models know the entry by: a hash of its pattern, stance and frame.
    pub key: u32,
    /// Words behind which the claim begins.
    pub behind: Vec<u64>,
    tests: Vec<Test>,
}

/// The bit of a set by its name; 0 where the pack has none. (One function for all: a hundred sets are asked for.)
#[inline(never)]
fn bit_of(pack: &Pack, name: &str) -> u128 {
    pack.set_index(name).map_or(0, |index| 1 << index)
}

macro_rules! known_sets {
    ($($field:ident = $name:literal),+ $(,)?) => {
        /// Bits of the sets that the engine knows by name (`src/lang/README.md`); 0 for one that the pack does not have.
        #[derive(Clone, Copy, Debug, Default)]
        pub struct Known {
            $(#[doc = concat!("The set `", $name, "`.")] pub $field: u128,)+
            /// Several of them together.
            pub classes: Classes,
        }

        impl Known {
            fn of(pack: &Pack) -> Known {
                let mut known = Known { $($field: bit_of(pack, $name),)+ classes: Classes::default() };
                known.classes = Classes::of(&known);
                known
            }

            /// The names, for messages and drift tests. Trained models know them by their place: new ones go to the end.
            pub const NAMES: &'static [&'static str] = &[$($name),+];
        }
    };
}

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
}

/// Combinations of the sets that the engine knows.
#[derive(Clone, Copy, Debug, Default)]
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
    fn of(k: &Known) -> Classes {
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

/// A pack ready to match.
pub struct Lexicon {
    /// The pack as read.
    pub pack: Pack,
    /// Bits of the sets that the engine asks for by name.
    pub known: Known,
    /// Cue and trap entries, ready to be matched.
    pub cues: Vec<CueEntry>,
    /// For each set its class in the span model and the hash of its name. Sets that the engine knows have the numbers of
    /// [`Known::NAMES`]; others hash into what is left. So neither changes when a pack grows.
    classes: Vec<(u8, u64)>,
    /// The trained span model; a language works without one.
    pub model: Option<crate::model::Model>,
    /// For each word its place in `infos`.
    words: Numbers,
    /// The first is that of words of which nothing is known.
    infos: Vec<WordInfo>,
    nodes: Vec<Node>,
    /// Set or gap, node behind it, next edge of the same node.
    edges: Vec<(Edge, u32, u32)>,
    /// The nodes behind words, by [`behind`].
    steps_by_word: Numbers,
    /// Entry, next one of the same node.
    accepts: Vec<(u32, u32)>,
    /// Trie nodes behind words of a set, 0 for none.
    set_roots: Vec<u32>,
    /// Lists of nodes that a word leads to, as ranges of `start_nodes`.
    starts: Vec<(u32, u32)>,
    start_nodes: Vec<u32>,
    /// What the words of the cues do; read at first use.
    stances: std::sync::OnceLock<crate::stance::Stances>,
    /// Words for one office; read at first use.
    offices: std::sync::OnceLock<crate::cast::OfficeNames>,
    /// Set phrases: accept ids at or above this count from it.
    phrase_base: u32,
    phrase_sets: Vec<u8>,
    /// How many steps the making of the automaton took, and whether something was refused for it.
    steps: usize,
    full: bool,
}

/// A cue that the pack proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The tokens that matched.
    pub cue: Tokens,
    /// Index into [`Lexicon::cues`].
    pub entry: usize,
}

/// Set classes are below this number.
pub const SET_CLASSES: usize = 128;

/// Where the classes of packs' own sets begin. A number and not the length of the list above, so that a set that the engine
/// gets to know later does not move the classes of the others away from what the models were trained with.
const OWN_CLASSES: usize = 85;

fn set_class(name: &str) -> (u8, u64) {
    let hash = fold::hash(name.as_bytes());
    let known = OWN_CLASSES;
    let class = match Known::NAMES.iter().position(|n| *n == name) {
        Some(index) => index,
        None => known + (hash % (SET_CLASSES - known) as u64) as usize,
    };
    (class as u8, hash)
}

/// A pattern may expand to at most so many word sequences …
const MAX_EXPANSIONS: usize = 20_000;
/// … of at most so many words each; a member of a set has no more either.
const MAX_LENGTH: usize = 40;
/// So many steps may all patterns and set members of a pack take into the automaton together, each at most a node: no pack
/// (anybody may hand one in, in the playground) takes the memory or the time of all others. Ours take a tenth of it.
const MAX_STEPS: usize = 2_000_000;
/// So many entries and sets may end at the same words.
const MAX_SAME: usize = 200;
/// What is said of a pack beyond these.
const TOO_MUCH: &str = "the pack's patterns and sets stand for too many phrases";

impl Lexicon {
    /// Compiles a pack. Entries that expand to too much are reported and left out.
    pub fn compile(pack: Pack) -> (Lexicon, Vec<PackError>) {
        let mut errors = Vec::new();
        let mut lexicon = Lexicon {
            known: Known::of(&pack),
            cues: Vec::new(),
            classes: pack.sets.iter().map(|(name, _)| set_class(name)).collect(),
            model: None,
            words: Numbers::default(),
            infos: Vec::new(),
            // node 0 is none
            nodes: vec![Node { edges: NONE, accepts: NONE }],
            edges: Vec::new(),
            steps_by_word: Numbers::default(),
            accepts: Vec::new(),
            set_roots: vec![0; pack.sets.len()],
            starts: vec![(0, 0)],
            start_nodes: Vec::new(),
            stances: std::sync::OnceLock::new(),
            offices: std::sync::OnceLock::new(),
            phrase_base: 0,
            phrase_sets: Vec::new(),
            steps: 0,
            full: false,
            pack,
        };
        let sets = std::mem::take(&mut lexicon.pack.sets);
        let index_of = SetNames::of(&sets);
        let mut set_phrases: Vec<Phrases> = sets.iter().map(|_| Phrases::default()).collect();
        let most = sets.iter().map(|(_, set)| set.most()).sum();
        lexicon.words = Numbers::with_room(most);
        lexicon.infos.reserve_exact(most + 1);
        lexicon.infos.push(WordInfo::default());
        let mut hashes = Hashes::default();
        for (index, (_, set)) in sets.iter().enumerate() {
            set.each_member(|words| {
                hashes.list.clear();
                words.iter().for_each(|word| hashes.add_narrow(word));
                match hashes.list.as_slice() {
                    [] => {}
                    long if long.len() > MAX_LENGTH => errors.push(PackError {
                        file: lexicon.pack.code.clone(),
                        line: 0,
                        message: format!("set \"{}\": a member has {} words; {MAX_LENGTH} are the most", sets[index].0, long.len()),
                    }),
                    [one] => lexicon.info(*one).sets |= 1 << index,
                    many => set_phrases[index].push(many),
                }
            });
        }
        let entries = std::mem::take(&mut lexicon.pack.entries);
        lexicon.phrase_base = entries.len() as u32;
        let lengths: Vec<usize> = set_phrases.iter().map(|list| list.iter().map(<[u64]>::len).max().unwrap_or(1)).collect();
        for (number, entry) in entries.into_iter().enumerate() {
            let mut ends = vec![Place::Start];
            let mut done = longest(&entry.elements, &index_of, &lengths, &mut hashes);
            if done.is_ok() {
                done = lexicon.expand(&entry.elements, &mut ends, &index_of, &set_phrases, &mut hashes);
            }
            for &end in ends.iter().filter(|_| done.is_ok()) {
                if let Place::Node(node) = end {
                    lexicon.accept(node, number as u32);
                }
            }
            if done.is_ok() && lexicon.full {
                done = Err(TOO_MUCH.into());
            }
            if let Err(message) = done {
                let (file, line) = entry.id.rsplit_once(':').unwrap_or((&entry.id, "0"));
                errors.push(PackError { file: file.into(), line: line.parse().unwrap_or(0), message });
            }
            let tests = entry.conditions.iter().map(|c| compile_test(c, &index_of, &mut hashes)).collect();
            let frame = [b'0' + entry.frame as u8];
            let key = fold::hash_all(&[entry.pattern.as_bytes(), b" ", entry.stance.word().as_bytes(), b" ", &frame]) as u32;
            hashes.list.clear();
            entry.behind.iter().for_each(|word| hashes.add(word));
            let behind = hashes.list.clone();
            lexicon.cues.push(CueEntry { entry, key, behind, tests });
        }
        for (index, phrases) in set_phrases.iter().enumerate() {
            for phrase in phrases.iter() {
                let accept = lexicon.phrase_base + lexicon.phrase_sets.len() as u32;
                lexicon.phrase_sets.push(index as u8);
                let mut node = lexicon.info(phrase[0]).phrase;
                if node == 0 {
                    node = lexicon.node();
                    lexicon.info(phrase[0]).phrase = node;
                }
                for &word in &phrase[1..] {
                    node = lexicon.child(node, Edge::word(word)).unwrap_or(0);
                }
                if node != 0 {
                    lexicon.accept(node, accept);
                }
            }
        }
        if lexicon.full && errors.is_empty() {
            errors.push(PackError { file: lexicon.pack.code.clone(), line: 0, message: TOO_MUCH.into() });
        }
        lexicon.pack.sets = sets;
        lexicon.collect_starts();
        (lexicon, errors)
    }

    /// What is known of a word, to add to.
    fn info(&mut self, word: u64) -> &mut WordInfo {
        let place = self.words.at(word);
        if *place == 0 {
            *place = self.infos.len() as u32;
            self.infos.push(WordInfo::default());
        }
        &mut self.infos[*place as usize]
    }

    fn node(&mut self) -> u32 {
        self.nodes.push(Node { edges: NONE, accepts: NONE });
        (self.nodes.len() - 1) as u32
    }

    /// The node behind an edge, made if need be; `None` when the automaton is as large as it may be.
    fn child(&mut self, node: u32, edge: Edge) -> Option<u32> {
        self.steps += 1;
        if node == 0 || self.steps > MAX_STEPS {
            self.full = true;
            return None;
        }
        if edge.0 > Edge::ANY.0 {
            let place = self.steps_by_word.at(behind(node, edge.0));
            if *place == 0 {
                *place = self.nodes.len() as u32;
                self.nodes[node as usize].accepts |= WORDS;
                return Some(self.node());
            }
            return Some(*place);
        }
        let mut at = self.nodes[node as usize].edges;
        while at != NONE {
            let (there, next, sibling) = self.edges[at as usize];
            if there == edge {
                return Some(next);
            }
            at = sibling;
        }
        let next = self.node();
        self.edges.push((edge, next, self.nodes[node as usize].edges));
        self.nodes[node as usize].edges = (self.edges.len() - 1) as u32;
        Some(next)
    }

    /// The place behind an edge; a match begins with a word or a set, not with a gap.
    fn step(&mut self, place: Place, edge: Edge) -> Option<Place> {
        if let Place::Node(node) = place {
            return self.child(node, edge).map(Place::Node);
        }
        if edge == Edge::ANY {
            return None;
        }
        let next = self.nodes.len() as u32;
        let root = if edge.0 < Edge::ANY.0 { &mut self.set_roots[edge.0 as usize] } else { &mut self.info(edge.0).root };
        if *root != 0 {
            return Some(Place::Node(*root));
        }
        *root = next;
        Some(Place::Node(self.node()))
    }

    /// Takes every place over an edge; those from which none leads on are left out.
    fn advance(&mut self, places: &mut Vec<Place>, edge: Edge) {
        let mut kept = 0;
        for at in 0..places.len() {
            if let Some(place) = self.step(places[at], edge) {
                places[kept] = place;
                kept += 1;
            }
        }
        places.truncate(kept);
    }

    fn accept(&mut self, node: u32, entry: u32) {
        let mut at = self.nodes[node as usize].first_accept();
        let mut same = 0;
        while at != NONE {
            let (there, next) = self.accepts[at as usize];
            if there == entry {
                return;
            }
            at = next;
            same += 1;
        }
        if same >= MAX_SAME {
            self.full = true;
            return;
        }
        let node = &mut self.nodes[node as usize];
        self.accepts.push((entry, node.first_accept()));
        node.accepts = (self.accepts.len() - 1) as u32 | node.accepts & WORDS;
    }

    /// For each word the nodes that a match beginning with it goes to: its own and those of its sets.
    fn collect_starts(&mut self) {
        let first_sets = self.set_roots.iter().enumerate().filter(|(_, root)| **root != 0).fold(0u128, |bits, (set, _)| bits | 1 << set);
        // by what words with the same sets have for a place
        let mut shared = Numbers::default();
        for info in &mut self.infos {
            let mut bits = info.sets & first_sets;
            if bits == 0 && info.root == 0 {
                continue;
            }
            let key = fold::mix(bits as u64 ^ fold::mix((bits >> 64) as u64));
            if info.root == 0 && shared.has(key) {
                info.start = shared.get(key);
                continue;
            }
            let begin = self.start_nodes.len() as u32;
            info.start = self.starts.len() as u32;
            if info.root == 0 {
                *shared.at(key) = info.start;
            } else {
                self.start_nodes.push(info.root);
            }
            while bits != 0 {
                self.start_nodes.push(self.set_roots[bits.trailing_zeros() as usize]);
                bits &= bits - 1;
            }
            self.starts.push((begin, self.start_nodes.len() as u32));
        }
    }

    /// Walks a pattern's elements through the trie, making what is not there: from every place in `places` on.
    fn expand(&mut self, elements: &[Element], places: &mut Vec<Place>, index_of: &SetNames, phrases: &[Phrases], hashes: &mut Hashes) -> Result<(), String> {
        for element in elements {
            match element {
                Element::Word(word) => {
                    hashes.list.clear();
                    hashes.add(word);
                    for &hash in &hashes.list {
                        self.advance(places, Edge::word(hash));
                    }
                }
                Element::Set(name) => {
                    let Some(index) = index_of.get(name) else {
                        return Err(format!("there is no set \"{name}\""));
                    };
                    bounded(places.len().saturating_mul(1 + phrases[index].ends.len()))?;
                    let begin = places.len();
                    for at in 0..begin {
                        for phrase in phrases[index].iter() {
                            places.extend(phrase.iter().try_fold(places[at], |p, &w| self.step(p, Edge::word(w))));
                        }
                    }
                    let mut kept = 0;
                    for at in 0..begin {
                        if let Some(place) = self.step(places[at], Edge::set(index)) {
                            places[kept] = place;
                            kept += 1;
                        }
                    }
                    places.drain(kept..begin);
                }
                Element::Gap(most) => {
                    bounded(places.len() * (1 + usize::from(*most)))?;
                    let mut reached = places.clone();
                    for _ in 0..*most {
                        self.advance(&mut reached, Edge::ANY);
                        places.extend(&reached);
                    }
                }
                Element::Choice(choices, optional) => {
                    let mut grown = if *optional { places.clone() } else { Vec::new() };
                    for choice in choices {
                        let mut branch = places.clone();
                        self.expand(choice, &mut branch, index_of, phrases, hashes)?;
                        grown.append(&mut branch);
                        bounded(grown.len())?;
                    }
                    *places = grown;
                }
            }
            bounded(places.len())?;
        }
        Ok(())
    }

    /// The sets that hold a word, by the hash of its normal form.
    pub fn sets_of(&self, word: u64) -> u128 {
        self.infos[self.words.get(word) as usize].sets
    }

    /// Bit of a set by name, for packs' own sets; 0 when there is none.
    pub fn set_bit(&self, name: &str) -> u128 {
        bit_of(&self.pack, name)
    }

    /// Class of a word by the first set that holds it, below [`SET_CLASSES`], and a hash of all its sets' names.
    pub fn class_of(&self, sets: u128) -> (u8, u32) {
        let mut rest = sets;
        let mut hash = 0u64;
        while rest != 0 {
            hash ^= self.classes[rest.trailing_zeros() as usize].1;
            rest &= rest - 1;
        }
        (self.classes[sets.trailing_zeros() as usize].0, (hash >> 32) as u32)
    }

    /// How many nodes the automaton has.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// Fills `sets` of the tokens of one sentence: single words and set members of several words.
    pub fn mark_sets(&self, tokens: &mut [Token]) {
        let mut phrases = false;
        for token in tokens.iter_mut() {
            let info = &self.infos[self.words.get(token.word) as usize];
            (token.sets, token.root) = (info.sets, info.start | if info.phrase == 0 { 0 } else { PHRASE });
            phrases |= token.root & PHRASE != 0;
        }
        if !phrases {
            return;
        }
        let mut hits: Vec<(usize, usize, u32)> = Vec::new();
        for start in 0..tokens.len() {
            if tokens[start].root & PHRASE != 0 {
                let info = &self.infos[self.words.get(tokens[start].word) as usize];
                self.walk(tokens, start + 1, info.phrase, &mut |end, accept| hits.push((start, end, accept)));
            }
        }
        for (start, end, accept) in hits {
            let bit = 1u128 << self.phrase_sets[(accept - self.phrase_base) as usize];
            for token in &mut tokens[start..end] {
                token.sets |= bit;
            }
        }
    }

    /// Calls `found` with the exclusive end of every match that goes through a node.
    fn walk(&self, tokens: &[Token], at: usize, number: u32, found: &mut impl FnMut(usize, u32)) {
        let node = self.nodes[number as usize];
        let mut accept = node.first_accept();
        while accept != NONE {
            let (entry, next) = self.accepts[accept as usize];
            found(at, entry);
            accept = next;
        }
        let Some(token) = tokens.get(at) else { return };
        if node.accepts & WORDS != 0 {
            let next = self.steps_by_word.get(behind(number, Edge::word(token.word).0));
            if next != 0 {
                self.walk(tokens, at + 1, next, found);
            }
        }
        let mut at_edge = node.edges;
        while at_edge != NONE {
            let (edge, next, sibling) = self.edges[at_edge as usize];
            let fits = if edge.0 < Edge::ANY.0 { token.sets >> edge.0 & 1 == 1 } else { token.is_word() || token.mark == Mark::Other || token.mark == Mark::Dash };
            if fits {
                self.walk(tokens, at + 1, next, found);
            }
            at_edge = sibling;
        }
    }

    /// Which tokens of one sentence stand in a trap.
    pub fn trapped(&self, tokens: &[Token]) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for start in 0..tokens.len() {
            let root = tokens[start].root & !PHRASE;
            if root == 0 {
                continue;
            }
            let (first, last) = self.starts[root as usize];
            for &node in &self.start_nodes[first as usize..last as usize] {
                self.walk(tokens, start + 1, node, &mut |end, accept| {
                    let cue = &self.cues[accept as usize];
                    if cue.entry.trap && cue.tests.iter().all(|t| t.holds(tokens, start, end)) {
                        out.push((start, end));
                    }
                });
            }
        }
        out
    }

    /// The cues that the pack proposes in one sentence, longest first where they overlap, traps applied.
    ///
    /// `tokens` are the sentence's, sets marked; `offset` is added to the indices that come out.
    pub fn proposals(&self, tokens: &[Token], offset: usize, out: &mut Vec<Proposal>) {
        let mut hits: Vec<(usize, usize, u32)> = Vec::with_capacity(16);
        for (start, token) in tokens.iter().enumerate() {
            let root = token.root & !PHRASE;
            if root != 0 {
                let (first, last) = self.starts[root as usize];
                for &node in &self.start_nodes[first as usize..last as usize] {
                    self.walk(tokens, start + 1, node, &mut |end, accept| hits.push((start, end, accept)));
                }
            }
        }
        if hits.is_empty() {
            return;
        }
        hits.retain(|&(start, end, accept)| self.cues[accept as usize].tests.iter().all(|test| test.holds(tokens, start, end)));
        // which tokens a trap or a cue holds: two stretches overlap when they share one
        let mut taken = vec![false; tokens.len()];
        for &(start, end, accept) in &hits {
            if self.cues[accept as usize].entry.trap {
                taken[start..end].fill(true);
            }
        }
        hits.retain(|&(start, end, accept)| !self.cues[accept as usize].entry.trap && !taken[start..end].contains(&true));
        // what only the wide scope reports never takes the place of a claim's cue
        hits.in_order_of(|&(start, end, accept)| (self.cues[accept as usize].entry.wide, std::cmp::Reverse(end - start), accept, start));
        taken.fill(false);
        let begin = out.len();
        for (start, end, accept) in hits {
            if !taken[start..end].contains(&true) {
                taken[start..end].fill(true);
                out.push(Proposal { cue: Tokens::new(start + offset, end + offset), entry: accept as usize });
            }
        }
        out[begin..].in_order_of(|p| p.cue.start);
    }

    /// The entry of an index that a [`Proposal`] carries.
    pub fn entry(&self, index: usize) -> &Entry {
        &self.cues[index].entry
    }

    /// The stances of the words that the cues are made of.
    pub fn stances(&self) -> &crate::stance::Stances {
        self.stances.get_or_init(|| crate::stance::Stances::of(self))
    }

    /// The words that name the same office.
    pub fn offices(&self) -> &crate::cast::OfficeNames {
        self.offices.get_or_init(|| crate::cast::OfficeNames::of(self))
    }

    /// Where the entry expects its source; subject where there is no entry.
    pub fn frame(&self, entry: Option<usize>) -> Frame {
        entry.map_or(Frame::Subject, |e| self.entry(e).frame)
    }
}

impl Test {
    fn holds(&self, tokens: &[Token], start: usize, end: usize) -> bool {
        let window = match self.side {
            Side::Before => &tokens[start.saturating_sub(self.within)..start],
            Side::After => &tokens[end..(end + self.within).min(tokens.len())],
        };
        let seen = self.edge && window.len() < self.within || window.iter().any(|t| t.sets & self.sets != 0 || self.words.contains(&t.word));
        seen == self.wanted
    }
}

fn compile_test(condition: &Condition, index_of: &SetNames, hashes: &mut Hashes) -> Test {
    let mut sets = 0;
    let mut edge = false;
    hashes.list.clear();
    for element in &condition.any {
        match element {
            Element::Word(word) if word == crate::pack::EDGE => edge = true,
            Element::Set(name) => sets |= index_of.get(name).map_or(0, |i| 1u128 << i),
            Element::Word(word) => hashes.add(word),
            Element::Choice(..) | Element::Gap(_) => {}
        }
    }
    Test { wanted: condition.wanted, side: condition.side, within: condition.within, sets, words: hashes.list.clone(), edge }
}

fn bounded(phrases: usize) -> Result<(), String> {
    if phrases <= MAX_EXPANSIONS {
        return Ok(());
    }
    Err(format!("the pattern stands for more than {MAX_EXPANSIONS} phrases; split it"))
}

/// Refuses patterns that stand for phrases of too many words. `lengths` are those of the sets' longest members.
fn longest(elements: &[Element], index_of: &SetNames, lengths: &[usize], hashes: &mut Hashes) -> Result<(), String> {
    match length(elements, index_of, lengths, hashes) {
        0..=MAX_LENGTH => Ok(()),
        _ => Err(format!("the pattern stands for phrases of more than {MAX_LENGTH} words")),
    }
}

/// How many words the longest phrase of a pattern has.
fn length(elements: &[Element], index_of: &SetNames, lengths: &[usize], hashes: &mut Hashes) -> usize {
    let mut sum = 0;
    for element in elements {
        sum += match element {
            Element::Word(word) if crate::token::is_plain(word) => usize::from(!word.is_empty()),
            Element::Word(word) => {
                hashes.list.clear();
                hashes.add(word);
                hashes.list.len()
            }
            Element::Set(name) => index_of.get(name).map_or(1, |i| lengths[i]),
            Element::Gap(most) => usize::from(*most),
            Element::Choice(choices, _) => choices.iter().map(|c| length(c, index_of, lengths, hashes)).max().unwrap_or(0),
        };
    }
    sum
}

/// Where a pattern has come to while it is put into the trie.
#[derive(Clone, Copy)]
enum Place {
    Start,
    Node(u32),
}

/// The members of a set that have several words.
#[derive(Default)]
struct Phrases {
    words: Vec<u64>,
    ends: Vec<u32>,
}

impl Phrases {
    fn push(&mut self, phrase: &[u64]) {
        self.words.extend_from_slice(phrase);
        self.ends.push(self.words.len() as u32);
    }

    fn iter(&self) -> impl Iterator<Item = &[u64]> {
        let begins = std::iter::once(&0).chain(&self.ends);
        begins.zip(&self.ends).map(|(&begin, &end)| &self.words[begin as usize..end as usize])
    }
}

/// Hashes of the tokens that a pack's words make ("don't" makes two).
#[derive(Default)]
struct Hashes {
    list: Vec<u64>,
    tokens: Vec<Token>,
    folded: String,
}

impl Hashes {
    /// The same as [`Hashes::add`] for a word as [`crate::packing::narrow`] writes it.
    fn add_narrow(&mut self, word: &[u8]) {
        let plain = if word.iter().all(u8::is_ascii_alphanumeric) { Some(fold::hash_lower(word)) } else { fold::hash_letters(word.iter().map(|&b| crate::packing::letter(b))) };
        match plain {
            Some(hash) => self.list.push(hash),
            None => self.add(&crate::pack::wide(word)),
        }
    }

    fn add(&mut self, word: &str) {
        if matches!(word, "'s" | "'re" | "'ll" | "'d" | "'ve" | "'m" | "'t") {
            // a clitic alone; in running text it follows its word
            self.list.push(fold::hash(word.as_bytes()));
        } else if crate::token::is_plain(word) {
            if !word.is_empty() {
                self.list.push(fold::hash_folded(word, &mut self.folded).0);
            }
        } else {
            self.tokens.clear();
            crate::token::tokenize(word, crate::span::Span::new(0, word.len()), &mut self.tokens);
            self.list.extend(self.tokens.iter().map(|t| t.word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    const PACK: &str = "language xx\n  name Test\n  script Latin\n\nset do\n  did does\nset thing\n  claim white_house\ncue denial [also | even] @do\n  stance denies\ncue deny … flatly\ntrap formal denial\ncue refused\n  when after 3 @thing\n";

    fn lexicon() -> Lexicon {
        let (pack, errors) = Pack::parse("xx", &[("xx/a.txt", PACK)]);
        assert!(errors.is_empty(), "{errors:?}");
        let (lexicon, errors) = Lexicon::compile(pack);
        assert!(errors.is_empty(), "{errors:?}");
        lexicon
    }

    fn found(text: &str) -> Vec<String> {
        let lexicon = lexicon();
        let mut tokens = Vec::new();
        crate::token::tokenize(text, Span::new(0, text.len()), &mut tokens);
        lexicon.mark_sets(&mut tokens);
        let mut out = Vec::new();
        lexicon.proposals(&tokens, 0, &mut out);
        out.iter().map(|p| text[tokens[p.cue.start].span.start as usize..tokens[p.cue.end - 1].span.end as usize].to_string()).collect()
    }

    #[test]
    fn patterns_match_as_written() {
        assert_eq!(found("he denial also did it"), ["denial also did"]);
        assert_eq!(found("they deny it all flatly"), ["deny it all flatly"]);
        assert_eq!(found("they deny one two three flatly"), Vec::<String>::new());
        assert_eq!(found("a formal denial did"), Vec::<String>::new());
        assert_eq!(found("refused the claim"), ["refused"]);
        assert_eq!(found("refused the White House"), ["refused"]);
        assert_eq!(found("refused the tea"), Vec::<String>::new());
    }

    #[test]
    fn mistakes_name_file_and_line() {
        let (pack, errors) = Pack::parse("xx", &[("xx/a.txt", "set UP\n  a\ncue (a | b\ncue good\n  stance maybe\n  + no cue here\ncue @nowhere\n")]);
        let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 5, "{said:?}");
        assert!(said[0].starts_with("xx/a.txt:1: "));
        assert_eq!(pack.entries.len(), 1);
    }
}
