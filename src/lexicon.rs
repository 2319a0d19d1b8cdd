//! A language pack ready to match: the sets that the engine knows by name, what each cue says, which of its cues a sentence proposes.

use crate::automaton::{Automaton, Hashes, TOO_MUCH, bit};
use crate::fold;
use crate::order::InOrder;
use crate::pack::{Condition, Element, Entry, Frame, Pack, PackError, Side, WordOrder, WordSet, message};
use crate::sets::{Known, MAX_SETS, Places, Sets};
use crate::span::Tokens;
use crate::token::Token;

/// Condition in compiled form.
struct Test {
    wanted: bool,
    side: Side,
    within: usize,
    sets: Sets,
    words: Vec<u64>,
    /// A bit for each of the words: most others are told apart by it.
    bits: u64,
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

/// A pack ready to match.
pub struct Lexicon {
    /// The pack as read.
    pub pack: Pack,
    /// Cue and trap entries, ready to be matched.
    pub cues: Vec<CueEntry>,
    /// Places of the sets by their names.
    pub(crate) places: Places,
    /// For each place of a set the set's number in the pack.
    numbers: [u8; MAX_SETS],
    /// For each set of the pack its class in the span model and the hash of its name. Sets that the engine knows have the numbers of
    /// [`Known::NAMES`]; others hash into what is left. So neither changes when a pack grows.
    classes: Vec<(u8, u64)>,
    /// The trained span model; a language works without one.
    pub model: Option<crate::model::Model>,
    automaton: Automaton,
    /// What the words of the cues do; read at first use.
    stances: std::sync::OnceLock<crate::stance::Stances>,
    /// Words for one office; read at first use.
    offices: std::sync::OnceLock<crate::cast::OfficeNames>,
}

/// A cue that the pack proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The tokens that matched.
    pub cue: Tokens,
    /// Index into [`Lexicon::cues`].
    pub entry: usize,
}

/// What [`Lexicon::propose`] writes on.
#[derive(Default)]
pub struct Slate {
    /// Start, exclusive end and number of what matches.
    hits: Vec<(usize, usize, u32)>,
    /// Which tokens are in something already.
    taken: Vec<bool>,
}

/// In [`Lexicon::numbers`]: the pack does not have the set.
const NO_SET: u8 = u8::MAX;

/// Set classes are below this number.
pub const SET_CLASSES: usize = 128;

/// So many of [`Known::NAMES`] the models were trained with as sets that the engine knows. Those behind them have the classes of
/// packs' own sets, as they had then: a set that the engine gets to know later does not change what the models see.
const CLASSED: usize = 106;

/// Where the classes of packs' own sets begin. A number and not the length of the list above, so that a set that the engine
/// gets to know later does not move the classes of the others away from what the models were trained with.
const OWN_CLASSES: usize = 85;

fn set_class(name: &str) -> (u8, u64) {
    let hash = fold::hash(name.as_bytes());
    let known = OWN_CLASSES;
    let class = match Known::NAMES[..CLASSED].iter().position(|n| *n == name) {
        Some(index) => index,
        None => known + (hash % (SET_CLASSES - known) as u64) as usize,
    };
    (class as u8, hash)
}

impl Lexicon {
    /// Compiles a pack. Entries that expand to too much are reported and left out.
    pub fn compile(mut pack: Pack) -> (Lexicon, Vec<PackError>) {
        let mut errors = Vec::new();
        let members = pack.sets.iter().map(|(_, set)| set.most()).sum();
        let mut automaton = Automaton::new(members);
        let places = Places::of(pack.sets.iter().map(|(name, _)| name.as_str()));
        let mut numbers = [NO_SET; MAX_SETS];
        for (number, (name, set)) in pack.sets.iter().enumerate() {
            let Some(place) = places.get(name) else { continue };
            numbers[place] = number as u8;
            set.each_member(|words| {
                if let Err(message) = automaton.add_member(place, words.iter().copied()) {
                    errors.push(PackError { file: pack.code.clone(), line: 0, message: message!("set \"{name}\": {message}") });
                }
            });
        }
        let mut hashes = Hashes::default();
        let entries = std::mem::take(&mut pack.entries);
        let mut cues = Vec::with_capacity(entries.len());
        for (number, entry) in entries.into_iter().enumerate() {
            if let Err(message) = automaton.add_pattern(number as u32, &entry.elements, &places) {
                let (file, line) = entry.id.rsplit_once(':').unwrap_or((&entry.id, "0"));
                errors.push(PackError { file: file.into(), line: line.parse().unwrap_or(0), message });
            }
            cues.push(CueEntry::compile(entry, &places, &mut hashes));
        }
        if automaton.is_full() && errors.is_empty() {
            errors.push(PackError { file: pack.code.clone(), line: 0, message: TOO_MUCH.into() });
        }
        automaton.finish();
        let lexicon = Lexicon {
            cues,
            places,
            numbers,
            classes: pack.sets.iter().map(|(name, _)| set_class(name)).collect(),
            model: None,
            automaton,
            stances: std::sync::OnceLock::new(),
            offices: std::sync::OnceLock::new(),
            pack,
        };
        (lexicon, errors)
    }

    /// The sets that hold a word, by the hash of its normal form.
    pub fn sets_of(&self, word: u64) -> Sets {
        self.automaton.sets_of(word)
    }

    /// Whether the language puts the verb last.
    pub fn verb_last(&self) -> bool {
        self.pack.order == WordOrder::VerbLast
    }

    /// The members of a set that the engine knows, by its bit; `None` where the pack does not have it.
    pub fn set(&self, bit: u128) -> Option<&WordSet> {
        let number = self.numbers[bit.trailing_zeros() as usize];
        (number != NO_SET).then(|| &self.pack.sets[number as usize].1)
    }

    /// The names of sets, in the order of the pack.
    pub fn names_of(&self, sets: Sets) -> Vec<&str> {
        let mut numbers: Vec<u8> = sets.places().map(|place| self.numbers[place]).collect();
        numbers.in_order();
        numbers.iter().map(|&number| self.pack.sets[number as usize].0.as_str()).collect()
    }

    /// Class of a word by the first of the pack's sets that holds it, below [`SET_CLASSES`], and a hash of all its sets' names.
    pub fn class_of(&self, sets: Sets) -> (u8, u32) {
        let mut first = NO_SET;
        let mut hash = 0u64;
        for place in sets.places() {
            let number = self.numbers[place];
            first = first.min(number);
            hash ^= self.classes[number as usize].1;
        }
        (self.classes[first as usize].0, (hash >> 32) as u32)
    }

    /// How many nodes the automaton has.
    pub fn size(&self) -> usize {
        self.automaton.size()
    }

    /// Fills `sets` of tokens by their own words.
    pub fn mark_words(&self, tokens: &mut [Token]) {
        self.automaton.mark_words(tokens);
    }

    /// Adds the sets whose members have several words to the tokens of one stretch, which are marked by their own words.
    pub fn mark_members(&self, tokens: &mut [Token]) {
        self.automaton.mark_members(tokens);
    }

    /// Which tokens of one sentence stand in a trap.
    pub fn trapped(&self, tokens: &[Token]) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        self.automaton.matches(tokens, &mut |start, end, accept| {
            let cue = &self.cues[accept as usize];
            if cue.entry.trap && cue.tests.iter().all(|t| t.holds(tokens, start, end)) {
                out.push((start, end));
            }
        });
        out
    }

    /// The cues that the pack proposes in one sentence, longest first where they overlap, traps applied.
    ///
    /// `tokens` are the sentence's, sets marked; `offset` is added to the indices that come out.
    pub fn proposals(&self, tokens: &[Token], offset: usize, out: &mut Vec<Proposal>) {
        self.propose(tokens, offset, &mut Slate::default(), out);
    }

    /// The same for one of many sentences, which are all worked out on one slate.
    pub fn propose(&self, tokens: &[Token], offset: usize, Slate { hits, taken }: &mut Slate, out: &mut Vec<Proposal>) {
        hits.clear();
        self.automaton.matches(tokens, &mut |start, end, accept| hits.push((start, end, accept)));
        if hits.is_empty() {
            return;
        }
        hits.retain(|&(start, end, accept)| self.cues[accept as usize].tests.iter().all(|test| test.holds(tokens, start, end)));
        // which tokens a trap or a cue holds: two stretches overlap when they share one
        taken.clear();
        taken.resize(tokens.len(), false);
        for &(start, end, accept) in hits.iter() {
            if self.cues[accept as usize].entry.trap {
                taken[start..end].fill(true);
            }
        }
        hits.retain(|&(start, end, accept)| !self.cues[accept as usize].entry.trap && !taken[start..end].contains(&true));
        let overlap = hits.windows(2).any(|pair| pair[0].1 > pair[1].0);
        if overlap {
            // what only the wide scope reports never takes the place of a claim's cue
            hits.in_order_of(|&(start, end, accept)| (self.cues[accept as usize].entry.wide, std::cmp::Reverse(end - start), accept, start));
        }
        taken.fill(false);
        let begin = out.len();
        for &(start, end, accept) in hits.iter() {
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

impl CueEntry {
    fn compile(entry: Entry, places: &Places, hashes: &mut Hashes) -> CueEntry {
        let tests = entry.conditions.iter().map(|c| compile_test(c, places, hashes)).collect();
        let frame = [b'0' + entry.frame as u8];
        let key = fold::hash_all(&[entry.pattern.as_bytes(), b" ", entry.stance.word().as_bytes(), b" ", &frame]) as u32;
        hashes.list.clear();
        entry.behind.iter().for_each(|word| hashes.add(word));
        let behind = hashes.list.clone();
        CueEntry { entry, key, behind, tests }
    }
}

impl Test {
    fn holds(&self, tokens: &[Token], start: usize, end: usize) -> bool {
        let window = match self.side {
            Side::Before => &tokens[start.saturating_sub(self.within)..start],
            Side::After => &tokens[end..(end + self.within).min(tokens.len())],
        };
        let names = |t: &Token| t.all_sets().meets(self.sets) || self.bits & bit(t.word) != 0 && self.words.contains(&t.word);
        let seen = self.edge && window.len() < self.within || window.iter().any(names);
        seen == self.wanted
    }
}

fn compile_test(condition: &Condition, places: &Places, hashes: &mut Hashes) -> Test {
    let mut sets = Sets::default();
    let mut edge = false;
    hashes.list.clear();
    for element in &condition.any {
        match element {
            Element::Word(word) if word == crate::pack::EDGE => edge = true,
            Element::Set(name) => sets.add(places.sets(name)),
            Element::Word(word) => hashes.add(word),
            Element::Choice(..) | Element::Gap(_) => {}
        }
    }
    let words = hashes.list.clone();
    let bits = words.iter().fold(0, |bits, &word| bits | bit(word));
    Test { wanted: condition.wanted, side: condition.side, within: condition.within, sets, words, bits, edge }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::MAX_OWN_SETS;
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
        matches_in(&lexicon(), text)
    }

    fn matches_in(lexicon: &Lexicon, text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        crate::token::tokenize(text, Span::new(0, text.len()), &mut tokens);
        lexicon.mark_words(&mut tokens);
        lexicon.mark_members(&mut tokens);
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

    #[test]
    fn sets_beyond_the_last_are_said_and_cost_no_other() {
        let own: String = (0..MAX_OWN_SETS + 2).map(|n| format!("set own-{n}\n  word{n}\n")).collect();
        let last = MAX_OWN_SETS - 1;
        let (pack, errors) = Pack::parse("xx", &[("xx/a.txt", &format!("{own}set office\n  mayor\ncue @own-{last} @office\n"))]);
        let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let expected = [1, 3].map(|line| format!("xx/a.txt:{}: a pack has at most {MAX_OWN_SETS} sets of its own", 2 * MAX_OWN_SETS + line));
        assert_eq!(said, expected);
        assert_eq!(matches_in(&Lexicon::compile(pack).0, &format!("word{last} mayor")), [format!("word{last} mayor")]);
    }
}
