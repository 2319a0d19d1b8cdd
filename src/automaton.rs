//! The automaton that finds a pack's words in a text: one pass over the tokens meets every set member, cue and trap.
//!
//! It is a graph over words (hashes of their normal form), with edges for sets and gaps. A token costs one look-up in a hash
//! table; only tokens that begin a pattern walk further, by one look-up for all words that may follow. Patterns that begin alike
//! share their beginning. Within a pattern the words of a choice lead to one place, and what follows stands behind that place
//! once: a pattern costs as many edges as it has words and not as many as it stands for phrases. The members of sets that have
//! several words are a part of their own: an edge for a set leads over one token of it, or over a whole such member.

use crate::fold;
use crate::numbers::{Lists, Numbers};
use crate::order::InOrder;
use crate::pack::{Element, OTHERS, message};
use crate::sets::{MAX_SETS, Places, Sets};
use crate::token::{Mark, Token};

/// What a token must be to go from one node to another, in one number: the hash of a word, or below all of these a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge(u64);

impl Edge {
    /// Any one token that is no terminator or quotation mark.
    const ANY: Edge = Edge(MAX_SETS as u64);

    fn set(index: usize) -> Edge {
        Edge(index as u64)
    }

    /// (Of so many hashes as there are, none is so small.)
    fn word(hash: u64) -> Edge {
        Edge(hash.max(Edge::ANY.0 + 1))
    }

    fn is_set(self) -> bool {
        self.0 < Edge::ANY.0
    }
}

/// A node of the graph. Edges and accepted numbers are lists in two shared arenas, so that a node costs no allocation; words that
/// lead on from it are looked up together with it.
#[derive(Clone, Copy)]
struct Node {
    /// The words that lead on from it, by one of 64 bits each: most words that do not are told so without a look-up.
    words: u64,
    /// First of its edges for sets and gaps, [`NONE`] without any.
    edges: u32,
    /// First of the numbers accepted here, [`NONE`] without any.
    accepts: u32,
}

const NONE: u32 = u32::MAX;

/// One of 64 bits for a word: words are told apart by it before they are looked up. (The low bits of a hash say where it stands in a table.)
pub fn bit(word: u64) -> u64 {
    1 << (word >> 58)
}

impl Node {
    const EMPTY: Node = Node { words: 0, edges: NONE, accepts: NONE };

    /// The words that must follow for a match to go through it, by their bits: all where it may end there, or go on over a set.
    fn needs(&self) -> u64 {
        if self.accepts == NONE && self.edges == NONE { self.words } else { u64::MAX }
    }
}

/// Nodes that a match begins at.
#[derive(Clone, Copy, Default)]
struct Starts {
    /// A range of [`Automaton::start_nodes`].
    first: u32,
    last: u32,
    /// What [`Node::needs`] says of all of them.
    needs: u64,
}

/// The node before the first word of a pattern. Its edges are kept apart ([`Automaton::begins`]): a token that begins nothing
/// costs no walk.
const START: u32 = 0;

/// What a word behind a node is looked up by; `turn` counts the nodes that the same word leads to.
fn behind(node: u32, word: Edge, turn: u64) -> u64 {
    (word.0 ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_add(turn.wrapping_mul(0xd6e8_feb8_6659_fd93))
}

/// Flag of a node behind a word: the word leads from the same node to another one too.
const MORE: u32 = 1 << 31;

/// What is known of a word.
#[derive(Clone, Copy, Default)]
struct WordInfo {
    /// The sets that list the word by itself.
    sets: Sets,
    /// Index into [`Automaton::starts`], 0 for none: the nodes that a match beginning with it goes to.
    start: u32,
    /// The node behind it in sets' members of several words, 0 for none.
    member: u32,
}

/// Flag in [`Token::root`]: a set's member of several words begins here, or may as far as the next word tells. What else there
/// is of it is the word's `start`.
const MEMBER: u32 = 1 << 31;

/// A pattern may stand for at most so many ways of following it …
const MAX_WAYS: usize = 20_000;
/// … of at most so many words each; a member of a set has no more either.
const MAX_LENGTH: usize = 40;
/// So many edges may all patterns and set members of a pack have together, each at most with a node of its own: no pack (anybody
/// may hand one in, in the playground) takes the memory or the time of all others. Ours have 11,000 and 12,000.
const MAX_EDGES: usize = 2_000_000;
/// So many entries and sets may end at the same words.
const MAX_SAME: usize = 200;
/// What is said of a pack beyond these.
pub const TOO_MUCH: &str = "the pack's patterns and sets stand for too many phrases";

/// The automaton of one pack. Sets go in first, then patterns; [`Automaton::finish`] makes it ready to match.
pub struct Automaton {
    /// For each word its place in `infos`.
    words: Numbers,
    /// The first is that of words of which nothing is known.
    infos: Vec<WordInfo>,
    nodes: Vec<Node>,
    /// Set or gap, node behind it, next edge of the same node.
    edges: Vec<(Edge, u32, u32)>,
    /// The nodes behind words, by [`behind`].
    steps: Numbers,
    /// Accepted number, next one of the same node.
    accepts: Vec<(u32, u32)>,
    /// Where first words lead to.
    starts: Vec<Starts>,
    /// Where the members of each set lead to as a pattern's first words.
    set_starts: Vec<Starts>,
    start_nodes: Vec<u32>,
    /// For each set bit n when it has a member of n words.
    lengths: Vec<u64>,
    /// How many edges were made, and whether something was refused for it.
    made: usize,
    full: bool,
    /// While patterns are put in: the places in `infos` of first words, and the sets of first words, with the nodes behind them.
    begins: Vec<(u32, u32)>,
    set_begins: Vec<(u32, u32)>,
    /// While patterns are put in: by a hash of the elements that a pattern begins with, the nodes behind them.
    beginnings: Lists<u32>,
    hashes: Hashes,
}

impl Automaton {
    /// An automaton without patterns, for sets that together have at most so many members.
    pub fn new(members: usize) -> Automaton {
        let mut infos = Vec::with_capacity(members + 1);
        infos.push(WordInfo::default());
        Automaton {
            words: Numbers::with_room(members),
            infos,
            nodes: vec![Node::EMPTY],
            edges: Vec::new(),
            steps: Numbers::default(),
            accepts: Vec::new(),
            starts: vec![Starts::default()],
            set_starts: vec![Starts::default(); MAX_SETS],
            start_nodes: Vec::new(),
            lengths: vec![1 << 1; MAX_SETS],
            made: 0,
            full: false,
            begins: Vec::new(),
            set_begins: Vec::new(),
            beginnings: Lists::default(),
            hashes: Hashes::default(),
        }
    }

    /// Puts in a member of a set, its words as [`crate::packing::narrow`] writes them.
    ///
    /// # Errors
    /// What is wrong with a member of too many words.
    pub fn add_member<'a>(&mut self, set: usize, words: impl Iterator<Item = &'a [u8]>) -> Result<(), String> {
        self.hashes.list.clear();
        words.for_each(|word| self.hashes.add_narrow(word));
        match *self.hashes.list.as_slice() {
            [] => {}
            [one] => self.info(one).sets.add(Sets::of(set)),
            [first, ..] => {
                let count = self.hashes.list.len();
                if count > MAX_LENGTH {
                    return Err(message!("a member has {count} words; {MAX_LENGTH} are the most"));
                }
                self.lengths[set] |= 1 << count;
                let mut node = self.info(first).member;
                if node == 0 {
                    node = self.node();
                    self.info(first).member = node;
                }
                for at in 1..count {
                    node = self.only_child(node, Edge::word(self.hashes.list[at]));
                }
                self.accept(node, set as u32);
            }
        }
        Ok(())
    }

    /// Puts in a pattern; matches of it are reported by `number`.
    ///
    /// # Errors
    /// What is wrong with it: it names a set that there is not, or stands for too much.
    pub(crate) fn add_pattern(&mut self, number: u32, elements: &[Element], sets: &Places) -> Result<(), String> {
        if OTHERS {
            let (length, ways) = self.length(elements, sets);
            if length > MAX_LENGTH {
                return Err(message!("the pattern stands for phrases of more than {MAX_LENGTH} words"));
            }
            if ways > MAX_WAYS {
                return Err(message!("the pattern stands for more than {MAX_WAYS} phrases; split it"));
            }
        }
        let mut places = vec![START];
        let mut beginning = 0;
        for element in elements {
            beginning = fold::mix(beginning ^ fingerprint(element));
            let mut known = self.beginnings.get(beginning).peekable();
            if known.peek().is_some() {
                places.clear();
                places.extend(known);
            } else {
                places = self.follow(element, &places, sets)?;
                places.iter().for_each(|&place| self.beginnings.add(beginning, place));
            }
        }
        for place in places {
            if place != START {
                self.accept(place, number);
            }
        }
        if self.full { Err(TOO_MUCH.into()) } else { Ok(()) }
    }

    /// Makes it ready to match.
    pub fn finish(&mut self) {
        let mut begins = std::mem::take(&mut self.begins);
        let mut set_begins = std::mem::take(&mut self.set_begins);
        begins.in_order();
        set_begins.in_order();
        let mut first_sets = Sets::default();
        for same in set_begins.chunk_by(|a, b| a.0 == b.0) {
            let begin = self.start_nodes.len();
            self.start_nodes.extend(same.iter().map(|pair| pair.1));
            self.set_starts[same[0].0 as usize] = starts(&self.nodes, &self.start_nodes, begin);
            first_sets.add(Sets::of(same[0].0 as usize));
        }
        // by what words with the same sets have for a place
        let mut shared = Numbers::default();
        let mut own = begins.chunk_by(|a, b| a.0 == b.0).peekable();
        for (at, info) in self.infos.iter_mut().enumerate() {
            let nodes = own.next_if(|pairs| pairs[0].0 as usize == at).unwrap_or(&[]);
            let sets = info.sets.common(first_sets);
            if sets.is_empty() && nodes.is_empty() {
                continue;
            }
            let key = fold::mix(sets.first as u64 ^ fold::mix((sets.first >> 64) as u64 ^ fold::mix(sets.rest.into())));
            if nodes.is_empty() && shared.has(key) {
                info.start = shared.get(key);
                continue;
            }
            let begin = self.start_nodes.len();
            let list = self.starts.len() as u32;
            info.start = list;
            if nodes.is_empty() {
                *shared.at(key) = list;
            }
            self.start_nodes.extend(nodes.iter().map(|pair| pair.1));
            for place in sets.places() {
                let of_set = self.set_starts[place];
                self.start_nodes.extend_from_within(of_set.first as usize..of_set.last as usize);
            }
            let starts = starts(&self.nodes, &self.start_nodes, begin);
            self.starts.push(starts);
        }
        self.beginnings = Lists::default();
    }

    /// Whether something was left out because there is too much of everything.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// How many nodes it has.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// The sets that list a word by itself, by the hash of its normal form.
    pub fn sets_of(&self, word: u64) -> Sets {
        self.infos[self.words.get(word) as usize].sets
    }

    /// Fills `sets` and `root` of tokens by their own words.
    pub fn mark_words(&self, tokens: &mut [Token]) {
        for at in 0..tokens.len() {
            let info = &self.infos[self.words.get(tokens[at].word) as usize];
            let member = info.member != 0 && tokens.get(at + 1).is_some_and(|next| self.nodes[info.member as usize].words & bit(next.word) != 0);
            let token = &mut tokens[at];
            (token.sets, token.more_sets) = (info.sets.first, info.sets.rest);
            token.root = info.start | if member { MEMBER } else { 0 };
        }
    }

    /// Adds the sets whose members have several words. The tokens are marked by their own words.
    pub fn mark_members(&self, tokens: &mut [Token]) {
        let mut hits: Vec<(usize, usize, usize)> = Vec::new();
        for start in 0..tokens.len() {
            if tokens[start].root & MEMBER == 0 {
                continue;
            }
            let before = hits.len();
            self.members_at(tokens, start, &mut |end, set| hits.push((start, end, set)));
            if hits.len() == before {
                tokens[start].root &= !MEMBER;
            }
        }
        for (start, end, set) in hits {
            for token in &mut tokens[start..end] {
                token.add_sets(Sets::of(set));
            }
        }
    }

    /// Calls `found` with the start, the exclusive end and the number of every match. The tokens' sets are marked.
    pub fn matches(&self, tokens: &[Token], found: &mut dyn FnMut(usize, usize, u32)) {
        for start in (0..tokens.len()).filter(|&at| tokens[at].root != 0) {
            self.matches_at(tokens, start, &mut |end, number| found(start, end, number));
        }
    }

    /// Calls `found` with the exclusive end and the number of every match that begins with a token, which has a root.
    fn matches_at(&self, tokens: &[Token], start: usize, found: &mut dyn FnMut(usize, u32)) {
        let starts = self.starts[(tokens[start].root & !MEMBER) as usize];
        self.walk_all(starts, tokens, start + 1, found);
        self.members_at(tokens, start, &mut |end, set| self.walk_all(self.set_starts[set], tokens, end, found));
    }

    fn walk_all(&self, starts: Starts, tokens: &[Token], at: usize, found: &mut dyn FnMut(usize, u32)) {
        // where no token is left, only a match that ends here goes on
        let bit = tokens.get(at).map_or(u64::MAX, |token| bit(token.word));
        if starts.needs & bit == 0 {
            return;
        }
        for &node in &self.start_nodes[starts.first as usize..starts.last as usize] {
            if self.nodes[node as usize].needs() & bit != 0 {
                self.walk(tokens, at, node, found);
            }
        }
    }

    /// Calls `found` with the exclusive end and the set of every member of several words that begins with a token.
    fn members_at(&self, tokens: &[Token], at: usize, found: &mut dyn FnMut(usize, usize)) {
        if tokens[at].root & MEMBER != 0 {
            let member = self.infos[self.words.get(tokens[at].word) as usize].member;
            self.walk(tokens, at + 1, member, &mut |end, set| found(end, set as usize));
        }
    }

    /// Calls `found` with the exclusive end and the number of every match that goes through a node.
    fn walk(&self, tokens: &[Token], at: usize, number: u32, found: &mut dyn FnMut(usize, u32)) {
        let node = self.nodes[number as usize];
        let mut accept = node.accepts;
        while accept != NONE {
            let (entry, next) = self.accepts[accept as usize];
            found(at, entry);
            accept = next;
        }
        let Some(token) = tokens.get(at) else { return };
        if node.words & bit(token.word) != 0 {
            for turn in 0.. {
                let next = self.steps.get(behind(number, Edge::word(token.word), turn));
                if next != 0 {
                    self.walk(tokens, at + 1, next & !MORE, found);
                }
                if next & MORE == 0 {
                    break;
                }
            }
        }
        let mut at_edge = node.edges;
        while at_edge != NONE {
            let (edge, next, sibling) = self.edges[at_edge as usize];
            let fits = if edge.is_set() { token.all_sets().has(edge.0 as usize) } else { token.is_word() || token.mark == Mark::Other || token.mark == Mark::Dash };
            if fits {
                self.walk(tokens, at + 1, next, found);
            }
            if edge.is_set() {
                self.members_at(tokens, at, &mut |end, set| {
                    if set as u64 == edge.0 {
                        self.walk(tokens, end, next, found);
                    }
                });
            }
            at_edge = sibling;
        }
    }

    /// The place in `infos` of a word, made if need be.
    fn place(&mut self, word: u64) -> u32 {
        let place = self.words.at(word);
        if *place == 0 {
            *place = self.infos.len() as u32;
            self.infos.push(WordInfo::default());
        }
        *place
    }

    fn info(&mut self, word: u64) -> &mut WordInfo {
        let place = self.place(word);
        &mut self.infos[place as usize]
    }

    fn node(&mut self) -> u32 {
        self.nodes.push(Node::EMPTY);
        (self.nodes.len() - 1) as u32
    }

    /// The one node behind a word of a member, made if need be.
    fn only_child(&mut self, node: u32, word: Edge) -> u32 {
        match self.steps.get(behind(node, word, 0)) {
            0 => {
                let next = self.node();
                self.link(node, word, next);
                next
            }
            next => next,
        }
    }

    /// Leads from one node to another.
    fn link(&mut self, from: u32, edge: Edge, to: u32) {
        self.made += 1;
        if self.made > MAX_EDGES {
            self.full = true;
            return;
        }
        if from == START {
            if edge.is_set() {
                self.set_begins.push((edge.0 as u32, to));
            } else if edge != Edge::ANY {
                // a match begins with a word or a set, not with a gap
                let place = self.place(edge.0);
                self.begins.push((place, to));
            }
        } else if edge.0 <= Edge::ANY.0 {
            let node = &mut self.nodes[from as usize];
            self.edges.push((edge, to, node.edges));
            node.edges = (self.edges.len() - 1) as u32;
        } else {
            self.nodes[from as usize].words |= bit(edge.0);
            for turn in 0.. {
                let there = self.steps.at(behind(from, edge, turn));
                if *there == 0 {
                    *there = to;
                    break;
                }
                if *there & !MORE == to {
                    break;
                }
                *there |= MORE;
            }
        }
    }

    fn accept(&mut self, node: u32, number: u32) {
        let mut at = self.nodes[node as usize].accepts;
        let mut same = 0;
        while at != NONE {
            let (there, next) = self.accepts[at as usize];
            if there == number {
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
        self.accepts.push((number, node.accepts));
        node.accepts = (self.accepts.len() - 1) as u32;
    }

    /// The nodes behind an element that stands behind others.
    fn follow(&mut self, element: &Element, from: &[u32], sets: &Places) -> Result<Vec<u32>, String> {
        Ok(match element {
            Element::Word(_) | Element::Set(_) => {
                let to = self.node();
                match self.lead(element, from, to, sets)? {
                    true => vec![to],
                    false => from.to_vec(),
                }
            }
            Element::Gap(most) => {
                let mut places = from.to_vec();
                let mut reached = places.clone();
                for _ in 0..*most {
                    let to = self.node();
                    reached.iter().for_each(|&node| self.link(node, Edge::ANY, to));
                    reached = vec![to];
                    places.push(to);
                }
                places
            }
            Element::Choice(choices, optional) => {
                let mut places = if *optional { from.to_vec() } else { Vec::new() };
                // the alternatives that end with a word or set meet here
                let meeting = self.node();
                for choice in choices {
                    let Some((last, before)) = choice.split_last() else {
                        places.extend(from);
                        continue;
                    };
                    let mut branch = from.to_vec();
                    for element in before {
                        branch = self.follow(element, &branch, sets)?;
                    }
                    match last {
                        Element::Word(_) | Element::Set(_) => match self.lead(last, &branch, meeting, sets)? {
                            true => places.push(meeting),
                            false => places.extend(branch),
                        },
                        _ => places.extend(self.follow(last, &branch, sets)?),
                    }
                }
                places.in_order();
                places.dedup();
                places
            }
        })
    }

    /// Leads from nodes over a word or a set to another; `false` for a word without any letter, which leads nowhere.
    fn lead(&mut self, element: &Element, from: &[u32], to: u32, sets: &Places) -> Result<bool, String> {
        let edges: Vec<Edge> = match element {
            Element::Set(name) => vec![Edge::set(sets.get(name).ok_or_else(|| message!("there is no set \"{name}\""))?)],
            Element::Word(word) => {
                self.hashes.list.clear();
                self.hashes.add(word);
                self.hashes.list.iter().map(|&hash| Edge::word(hash)).collect()
            }
            Element::Choice(..) | Element::Gap(_) => Vec::new(),
        };
        let Some((&last, before)) = edges.split_last() else { return Ok(false) };
        let mut from = from.to_vec();
        for &edge in before {
            let next = self.node();
            from.iter().for_each(|&node| self.link(node, edge, next));
            from = vec![next];
        }
        from.iter().for_each(|&node| self.link(node, last, to));
        Ok(true)
    }

    /// How many words the longest phrase of a pattern has, and in how many ways it can be followed through a text.
    fn length(&mut self, elements: &[Element], sets: &Places) -> (usize, usize) {
        let mut longest = 0;
        let mut all_ways = 1usize;
        for element in elements {
            let (length, ways) = match element {
                Element::Word(word) if crate::token::is_plain(word) => (usize::from(!word.is_empty()), 1),
                Element::Word(word) => {
                    self.hashes.list.clear();
                    self.hashes.add(word);
                    (self.hashes.list.len(), 1)
                }
                Element::Set(name) => sets.get(name).map_or((1, 1), |set| (self.lengths[set].ilog2() as usize, self.lengths[set].count_ones() as usize)),
                Element::Gap(most) => (usize::from(*most), 1 + usize::from(*most)),
                Element::Choice(choices, optional) => choices.iter().fold((0, usize::from(*optional)), |(longest, sum), choice| {
                    let (length, ways) = self.length(choice, sets);
                    (longest.max(length), sum.saturating_add(ways))
                }),
            };
            longest += length;
            all_ways = all_ways.saturating_mul(ways);
        }
        (longest, all_ways)
    }
}

/// The nodes from a place in the list on.
fn starts(nodes: &[Node], list: &[u32], begin: usize) -> Starts {
    let needs = list[begin..].iter().fold(0, |needs, &node| needs | nodes[node as usize].needs());
    Starts { first: begin as u32, last: list.len() as u32, needs }
}

/// A hash of an element: elements that are written alike have the same.
fn fingerprint(element: &Element) -> u64 {
    match element {
        Element::Word(word) => fold::hash(word.as_bytes()),
        Element::Set(name) => fold::hash_all(&[b"@", name.as_bytes()]),
        Element::Gap(most) => fold::mix(u64::from(*most) + 1),
        Element::Choice(choices, optional) => {
            choices.iter().fold(u64::from(*optional) + 300, |hash, choice| choice.iter().fold(fold::mix(hash + 1), |hash, element| fold::mix(hash ^ fingerprint(element))))
        }
    }
}

/// Hashes of the tokens that a pack's words make ("don't" makes two).
#[derive(Default)]
pub struct Hashes {
    /// What was added since the list was last cleared.
    pub list: Vec<u64>,
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

    /// Adds the hashes of a word as a pack has it.
    pub fn add(&mut self, word: &str) {
        if matches!(word, "'s" | "'re" | "'ll" | "'d" | "'ve" | "'m" | "'t") {
            // a clitic alone; in running text it follows its word
            self.list.push(fold::hash(word.as_bytes()));
        } else if crate::token::is_plain(word) {
            if !word.is_empty() {
                self.list.push(fold::hash_folded(word, &mut self.folded));
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
    use crate::pack::Pack;
    use crate::sets::Known;
    use crate::span::Span;
    use proptest::prelude::*;

    const SETS: &str = "language xx\n  name Test\n  script Latin\n\nset one\n  a b\nset two\n  c b_a a_b_c\n";

    fn automaton(patterns: &[String]) -> (Automaton, Pack) {
        let text = patterns.iter().fold(SETS.to_string(), |text, pattern| text + "cue " + pattern + "\n");
        let (mut pack, errors) = Pack::parse("xx", &[("xx/a.txt", &text)]);
        assert!(errors.is_empty(), "{errors:?} in {text}");
        let mut automaton = Automaton::new(10);
        let sets = places(&pack);
        for (name, set) in &pack.sets {
            let place = sets.get(name).expect("a place");
            set.each_member(|words| automaton.add_member(place, words.iter().copied()).expect("a short member"));
        }
        for number in 0..pack.entries.len() {
            if automaton.add_pattern(number as u32, &pack.entries[number].elements, &sets).is_err() {
                // one that stands for too much is left out
                pack.entries[number].elements = vec![Element::Word("never".into())];
            }
        }
        automaton.finish();
        (automaton, pack)
    }

    fn places(pack: &Pack) -> Places {
        Places::of(pack.sets.iter().map(|(name, _)| name.as_str()))
    }

    fn tokens(automaton: &Automaton, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        crate::token::tokenize(text, Span::new(0, text.len()), &mut tokens);
        automaton.mark_words(&mut tokens);
        automaton.mark_members(&mut tokens);
        tokens
    }

    /// Where matches of a pattern end, by trying everything at each token.
    fn ends(elements: &[Element], text: &[&str], tokens: &[Token], at: usize, begin: usize) -> Vec<usize> {
        let Some((element, rest)) = elements.split_first() else { return vec![at] };
        let behind: Vec<usize> = match element {
            Element::Word(word) => (text.get(at) == Some(&word.as_str())).then_some(at + 1).into_iter().collect(),
            Element::Set(name) => {
                let (set, members): (usize, &[&[&str]]) = if name == "one" { (0, &[]) } else { (1, &[&["b", "a"], &["a", "b", "c"]]) };
                // within a member of several words no match begins, but one may go through each of its words
                let alone: &[&str] = if set == 0 { &["a", "b"] } else { &["c"] };
                let fits = if at == begin { alone.contains(&text[at]) } else { tokens.get(at).is_some_and(|t| t.all_sets().has(Known::NAMES.len() + set)) };
                let single = fits.then_some(at + 1);
                single.into_iter().chain(members.iter().filter(|m| text[at..].starts_with(m)).map(|m| at + m.len())).collect()
            }
            Element::Gap(most) => (at..=(at + usize::from(*most)).min(text.len())).collect(),
            Element::Choice(choices, optional) => choices.iter().flat_map(|c| ends(c, text, tokens, at, begin)).chain(optional.then_some(at)).collect(),
        };
        behind.into_iter().flat_map(|at| ends(rest, text, tokens, at, begin)).collect()
    }

    fn pattern() -> impl Strategy<Value = String> {
        let element = prop_oneof![4 => "[abc]", 2 => Just("@one".to_string()), 2 => Just("@two".to_string())];
        let nested = element.prop_recursive(2, 8, 2, |inner| {
            let sequence = prop::collection::vec(inner, 1..3).prop_map(|elements| elements.join(" "));
            prop::collection::vec(sequence, 1..3).prop_flat_map(|choices| {
                let choices = choices.join(" | ");
                prop_oneof![Just(format!("({choices})")), Just(format!("[{choices}]"))]
            })
        });
        let first = prop_oneof![Just("a"), Just("@two"), Just("(a | b c)"), Just("[@one] b")];
        let middle = prop::collection::vec(prop_oneof![6 => nested, 1 => Just("…".to_string())], 0..4);
        (first, middle, prop_oneof![Just("c"), Just("@one"), Just("(a | b)")]).prop_map(|(first, middle, last)| format!("{first} {} {last}", middle.join(" ")))
    }

    proptest! {
        #[test]
        fn finds_what_trying_everything_finds(patterns in prop::collection::vec(pattern(), 1..5), words in prop::collection::vec("[abc]", 0..9)) {
            let (automaton, pack) = automaton(&patterns);
            let text: Vec<&str> = words.iter().map(String::as_str).collect();
            let tokens = tokens(&automaton, &text.join(" "));
            let mut all = Vec::new();
            automaton.matches(&tokens, &mut |start, end, number| all.push((start, end, number)));
            for start in 0..text.len() {
                let mut found: Vec<(usize, u32)> = all.iter().filter(|f| f.0 == start).map(|f| (f.1, f.2)).collect();
                let mut expected: Vec<(usize, u32)> = Vec::new();
                for (number, entry) in pack.entries.iter().enumerate() {
                    expected.extend(ends(&entry.elements, &text, &tokens, start, start).into_iter().filter(|&end| end > start).map(|end| (end, number as u32)));
                }
                for list in [&mut found, &mut expected] {
                    list.sort_unstable();
                    list.dedup();
                }
                prop_assert_eq!(found, expected, "{:?} at {} of {:?}", patterns, start, text);
            }
        }
    }

    #[test]
    fn a_pattern_costs_its_words_and_not_its_phrases() {
        let choice = "(a b | b c | c a | x | y | z)";
        let (automaton, _) = automaton(&[[choice; 5].join(" ")]);
        assert!(automaton.size() < 50, "{}", automaton.size());
    }

    #[test]
    fn what_stands_for_too_much_is_refused() {
        let word = |word: &str| Element::Word(word.into());
        let choice = Element::Choice(["a", "b", "c", "x"].iter().map(|w| vec![word(w)]).collect(), false);
        let (pack, _) = Pack::parse("xx", &[("xx/a.txt", SETS)]);
        let refused = |elements: &[Element]| Automaton::new(10).add_pattern(0, elements, &places(&pack)).unwrap_err();
        assert!(refused(&vec![choice; 8]).contains("more than 20000 phrases"));
        assert!(refused(&vec![word("a"); 41]).contains("more than 40 words"));
        assert!(refused(&[Element::Set("three".into())]).contains("no set \"three\""));
    }
}
