//! What sentences share: the words of a text that say something, numbered by their stems, and the sentences that hold each.
//!
//! The words of each sentence go into one index, and a claim asks it once, so the work grows with the text. Rare words weigh
//! most.

use crate::document::Document;
use crate::numbers::Numbers;
use crate::sets::KNOWN;

/// The words of a text that say something are numbered by their stems, from 1; 0 is none.
pub(crate) type Stem = u32;

/// A word that stands in more sentences than this tells nothing.
pub(crate) const COMMON: usize = 24;

/// What sentences (or attributions) share with one of them: weights by their numbers.
pub(crate) struct Shares {
    /// 0 for what shares nothing; whatever is shared weighs more.
    pub(crate) weights: Vec<f32>,
    /// Those that share something, each once.
    pub(crate) touched: Vec<u32>,
}

impl Shares {
    pub(crate) fn over(count: usize) -> Shares {
        Shares { weights: vec![0.0; count], touched: Vec::new() }
    }

    pub(crate) fn clear(&mut self) {
        self.touched.drain(..).for_each(|at| self.weights[at as usize] = 0.0);
    }

    pub(crate) fn add(&mut self, at: u32, weight: f32) {
        let sum = &mut self.weights[at as usize];
        if *sum == 0.0 {
            self.touched.push(at);
        }
        *sum += weight;
    }
}

/// Numbers that are taken out in their order, each once: whoever walks it takes them.
pub(crate) struct Marks {
    /// A bit for each number.
    bits: Vec<u64>,
    /// Of the places with bits the first, and one past the last.
    first: usize,
    end: usize,
}

impl Marks {
    pub(crate) fn over(count: usize) -> Marks {
        let bits = vec![0; count / 64 + 1];
        Marks { first: bits.len(), end: 0, bits }
    }

    pub(crate) fn add(&mut self, number: usize) {
        self.first = self.first.min(number / 64);
        self.end = self.end.max(number / 64 + 1);
        self.bits[number / 64] |= 1 << (number % 64);
    }
}

impl Iterator for Marks {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        for place in self.first..self.end {
            let rest = self.bits[place];
            if rest != 0 {
                self.first = place;
                self.bits[place] = rest & (rest - 1);
                return Some(64 * place + rest.trailing_zeros() as usize);
            }
        }
        (self.first, self.end) = (self.bits.len(), 0);
        None
    }
}

/// For each stem of a text the sentences that hold it, in one list.
pub(crate) struct Index {
    /// Where each stem's sentences begin, and behind the last stem's the end.
    starts: Vec<u32>,
    sentences: Vec<u32>,
}

impl Index {
    /// From the stems of all tokens, numbers up to `count`; with it what each stem weighs.
    pub(crate) fn of(doc: &Document<'_>, stems: &[Stem], count: usize) -> (Index, Vec<f32>) {
        // each stem once a sentence
        let each = |note: &mut dyn FnMut(usize, u32)| {
            let mut last = vec![0u32; count + 1];
            for (number, sentence) in (1..).zip(&doc.sentences) {
                for &stem in &stems[sentence.tokens.range()] {
                    if stem != 0 && std::mem::replace(&mut last[stem as usize], number) != number {
                        note(stem as usize, number - 1);
                    }
                }
            }
        };
        let mut often = vec![0u32; count + 1];
        each(&mut |stem, _| often[stem] += 1);
        let listed = |n: u32| if n as usize > COMMON { 0 } else { n };
        let mut starts = Vec::with_capacity(count + 2);
        let mut sum = 0;
        for &n in &often {
            starts.push(sum);
            sum += listed(n);
        }
        starts.push(sum);
        let mut next = starts.clone();
        let mut sentences = vec![0u32; sum as usize];
        each(&mut |stem, sentence| {
            if listed(often[stem]) > 0 {
                sentences[next[stem] as usize] = sentence;
                next[stem] += 1;
            }
        });
        let all = doc.sentences.len().max(8) as f32;
        let weights: [f32; COMMON + 1] = std::array::from_fn(|n| if n == 0 { 0.0 } else { 0.4 + (all / n as f32).ln() * 0.5 });
        let weight = |n: u32| weights.get(n as usize).copied().unwrap_or(0.1);
        (Index { starts, sentences }, often.into_iter().map(weight).collect())
    }

    pub(crate) fn sentences(&self, stem: Stem) -> &[u32] {
        &self.sentences[self.starts[stem as usize] as usize..self.starts[stem as usize + 1] as usize]
    }
}

/// Whether a word has two characters or more.
pub(crate) fn has_two(word: &str) -> bool {
    word.len() > 4 || word.chars().nth(1).is_some()
}

/// A word has been met, and has no stem.
pub(crate) const NO_STEM: Stem = 1 << 31;

/// For each token its stem, 0 where it carries no meaning of its own; and the highest number given.
pub(crate) fn stems(doc: &Document<'_>) -> (Vec<Stem>, usize) {
    let mut stems: Vec<Stem> = vec![0; doc.tokens.len()];
    let mut count: Stem = 0;
    // stems by word, for most words of a text come again, and by what they are
    let most = (doc.tokens.len() / 4).min(4096);
    let (mut seen, mut numbers) = (Numbers::with_room(most), Numbers::with_room(most));
    let mut room = String::new();
    for block in &doc.blocks {
        let Some(lexicon) = block.lexicon else { continue };
        let classes = &KNOWN.classes;
        let empty = classes.function | KNOWN.light_verb | KNOWN.passive_auxiliary | KNOWN.title | KNOWN.honorific;
        let named = KNOWN.given_name | KNOWN.surname;
        let language = crate::fold::hash(lexicon.pack.code.as_bytes());
        let endings = lexicon.set(KNOWN.inflection);
        for index in block.tokens.range() {
            let token = &doc.tokens[index];
            let numeral = token.shape == crate::token::Shape::Number;
            if !token.is_word() || !numeral && token.sets & empty != 0 && token.sets & named == 0 {
                continue;
            }
            let slot = seen.at(token.word ^ language ^ u64::from(numeral));
            if *slot != 0 {
                stems[index] = *slot & !NO_STEM;
                continue;
            }
            let word = crate::fold::normal_in(doc.token_text(index), &mut room);
            if !numeral && !has_two(word) {
                *slot = NO_STEM;
                continue;
            }
            let mut stem = word;
            if !numeral {
                if let Some(set) = endings {
                    set.endings_of(word).for_each(|ending| {
                        let cut = crate::span::part(word, 0, word.len() - ending.len());
                        if cut.len() < stem.len() && cut.len() * 2 >= word.len() && has_two(cut) {
                            stem = cut;
                        }
                    });
                }
                // (six bytes are six characters at most)
                if stem.len() > 6
                    && let Some((end, _)) = stem.char_indices().nth(6)
                {
                    stem = crate::span::part(stem, 0, end);
                }
            }
            let number = numbers.at(crate::fold::hash(stem.as_bytes()));
            if *number == 0 {
                count += 1;
                *number = count;
            }
            *slot = *number;
            stems[index] = *number;
        }
    }
    (stems, count as usize)
}
