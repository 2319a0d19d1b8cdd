//! Which language a block is in, by script and by its function words; and whether it can be read at all.

use crate::document::Status;
use crate::fold;
use crate::lexicon::Lexicon;
use crate::pack::Script;
use crate::sets::KNOWN;
use crate::span::Span;
use crate::token::{self, Token};

/// A block with fewer words than this takes the language of the rest of the text where its script allows.
const FEW_WORDS: usize = 12;
/// A block with more words than this has function words enough to tell by itself.
const MANY_WORDS: usize = 60;
/// Share of a language's function words among a text's words from which it is that language. Running text of Hindi and
/// English news has more than 0.30; other languages in the same script stay below 0.12 (see `tests/language.rs`).
const FUNCTION_WORDS: f32 = 0.15;

/// How a text looks before anything is known about it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Letters {
    /// Letters of the Latin script.
    pub latin: usize,
    /// Letters and signs of the Devanagari script.
    pub devanagari: usize,
    /// Letters of any other script.
    pub other: usize,
    /// Characters that mojibake and legacy font encodings are made of.
    pub suspicious: usize,
}

/// So many bytes of ASCII are counted at once.
const BLOCK: usize = 8;

/// How many of eight bytes are letters of ASCII; none where one is beyond ASCII.
fn letters_of(bytes: u64) -> Option<usize> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    if bytes & HIGH != 0 {
        return None;
    }
    let small = bytes | (0x20 * EACH);
    // the high bit of each byte tells whether it is beyond "a", beyond "z"
    let letters = (small + (0x80 - u64::from(b'a')) * EACH) & !(small + (0x7f - u64::from(b'z')) * EACH) & HIGH;
    Some(((letters >> 7).wrapping_mul(EACH) >> 56) as usize)
}

/// Counts letters by script.
pub fn letters(text: &str) -> Letters {
    let mut counts = Letters::default();
    let mut at = 0;
    while at < text.len() {
        // U+0900 to U+096F: all but nukta, dandas and digits
        let before = at;
        while let [0xe0, second @ (0xa4 | 0xa5), third, ..] = text.as_bytes()[at..]
            && let letter @ 0..0x70 = (second & 1) << 6 | third & 0x3f
        {
            counts.devanagari += usize::from(letter < 0x64 && letter != 0x3c);
            at += 3;
        }
        let ascii = text.as_bytes()[at..].iter().take(BLOCK).take_while(|byte| byte.is_ascii()).map(|byte| usize::from(byte.is_ascii_alphabetic()));
        let (few, letters) = ascii.fold((0, 0), |(all, letters), letter| (all + 1, letters + letter));
        at += few;
        counts.latin += letters;
        if few == BLOCK {
            for &block in text.as_bytes()[at..].as_chunks::<BLOCK>().0 {
                let Some(letters) = letters_of(u64::from_le_bytes(block)) else { break };
                counts.latin += letters;
                at += BLOCK;
            }
            continue;
        }
        if at > before {
            continue;
        }
        let Some(c) = crate::span::part(text, at, text.len()).chars().next() else { break };
        at += c.len_utf8();
        match c {
            // quotation marks and dashes
            '\u{2010}'..='\u{2027}' => {}
            // a letter counts once, whether its signs are written apart or not
            c if fold::is_variant(c) || matches!(c, '\u{1160}'..='\u{11ff}') => {}
            c if fold::is_devanagari(c) => counts.devanagari += 1,
            c if fold::is_mark(c) => {}
            // UTF-8 read as Latin-1 or Windows-1252 gives "à¤•"; read as Windows-1251 "рд•"; legacy fonts use Latin-1 symbols
            '¤' | '¥' | '¸' | '¹' | '»' | '¾' | '¿' | '£' | '§' | '¶' | '¬' | '\u{0080}'..='\u{009f}' | '\u{fffd}' => counts.suspicious += 1,
            c if c.is_alphabetic() => {
                if fold::is_latin(c) {
                    counts.latin += 1;
                } else {
                    counts.other += 1;
                }
            }
            _ => {}
        }
    }
    counts
}

/// The script that a block is in, or why it cannot be analysed.
pub fn script_of(text: &str) -> Result<Script, Status> {
    let counts = letters(text);
    let all = counts.latin + counts.devanagari + counts.other + counts.suspicious;
    if counts.latin + counts.devanagari + counts.other == 0 {
        return Err(if counts.suspicious > 3 { Status::Unreadable } else { Status::Empty });
    }
    if all >= 20 && counts.suspicious * 5 > all {
        return Err(Status::Unreadable);
    }
    if counts.devanagari * 4 >= counts.latin && counts.devanagari >= counts.other {
        Ok(Script::Devanagari)
    } else if counts.latin > counts.other {
        Ok(Script::Latin)
    } else {
        Err(Status::NoLanguage)
    }
}

/// At the most so many tokens of a block are looked at: a language does not change in the middle of a paragraph.
const SAMPLE: usize = 250;

/// The language of one block among the packs, by its script and its first `SAMPLE` tokens. All are marked by their own words
/// ([`Lexicon::mark_words`]) on the way.
///
/// `fallback` gives the language of the text as a whole; it is asked for blocks that do not tell by themselves.
pub fn of_tokens<'p>(script: Script, tokens: &mut [Token], packs: &[&'p Lexicon], fallback: impl FnOnce() -> Option<&'p Lexicon>) -> (Option<&'p Lexicon>, Status) {
    let sample = tokens.len().min(SAMPLE);
    let mut best: Option<(&Lexicon, f32)> = None;
    for &lexicon in packs.iter().filter(|l| l.pack.script == script) {
        lexicon.mark_words(tokens);
        let share = function_share(&tokens[..sample]);
        if best.is_none_or(|(_, s)| share > s) {
            best = Some((lexicon, share));
        } else if let Some((better, _)) = best {
            better.mark_words(tokens);
        }
    }
    let Some((lexicon, share)) = best else {
        return (None, Status::NoLanguage);
    };
    if share >= FUNCTION_WORDS {
        return (Some(lexicon), Status::Analysed);
    }
    let words = tokens[..sample].iter().filter(|t| t.is_word()).count();
    let fallback = fallback();
    let agrees = fallback.is_some_and(|f| std::ptr::eq(f, lexicon));
    if agrees && (words < FEW_WORDS || words < MANY_WORDS && share >= FUNCTION_WORDS / 2.0) || fallback.is_none() && words < FEW_WORDS && share > 0.0 {
        return (Some(lexicon), Status::Analysed);
    }
    (None, Status::NoLanguage)
}

/// The language of a text: the one of most of its first blocks, by their own words. Blocks in a language that there is no
/// pack for have no say, and short ones alone have none beside longer ones in their script: a line of German or Dutch may
/// well have no other function words than English ones.
pub fn of_text<'b, 'p>(blocks: impl Iterator<Item = &'b str>, packs: &[&'p Lexicon]) -> Option<&'p Lexicon> {
    // how many tokens are in a language, and whether a longer block is
    let mut sizes: Vec<(&Lexicon, usize, bool)> = Vec::new();
    let mut longer: Vec<Script> = Vec::new();
    let mut tokens: Vec<Token> = Vec::with_capacity(2 * SAMPLE);
    let mut seen = 0;
    for block in blocks {
        let Ok(script) = script_of(block) else { continue };
        tokens.clear();
        token::tokenize(block, Span::new(0, cut(block, 16 * SAMPLE)), &mut tokens);
        let sample = &tokens[..tokens.len().min(SAMPLE)];
        let is_long = sample.iter().filter(|t| t.is_word()).count() >= FEW_WORDS;
        if is_long {
            longer.push(script);
        }
        let Some(lexicon) = of_tokens(script, &mut tokens, packs, || None).0 else { continue };
        match sizes.iter_mut().find(|(l, ..)| std::ptr::eq(*l, lexicon)) {
            Some((_, size, long)) => {
                *size += tokens.len();
                *long |= is_long;
            }
            None => sizes.push((lexicon, tokens.len(), is_long)),
        }
        seen += tokens.len();
        if seen > SAMPLE {
            break;
        }
    }
    let told = sizes.iter().rev().filter(|(lexicon, _, long)| *long || !longer.contains(&lexicon.pack.script));
    told.max_by_key(|(_, size, _)| *size).map(|(lexicon, ..)| *lexicon)
}

/// The share of function words among tokens that are marked by their own words.
fn function_share(tokens: &[Token]) -> f32 {
    let function = KNOWN.complementizer
        | KNOWN.ergative
        | KNOWN.genitive
        | KNOWN.dative
        | KNOWN.ablative
        | KNOWN.locative
        | KNOWN.postposition
        | KNOWN.preposition
        | KNOWN.determiner
        | KNOWN.to
        | KNOWN.by
        | KNOWN.auxiliary
        | KNOWN.copula
        | KNOWN.conjunction
        | KNOWN.negation
        | KNOWN.demonstrative
        | KNOWN.subordinator;
    let (mut words, mut hits) = (0usize, 0usize);
    for token in tokens.iter().filter(|t| t.is_word()) {
        words += 1;
        hits += usize::from(token.sets & function != 0);
    }
    if words == 0 { 0.0 } else { hits as f32 / words as f32 }
}

/// The byte at which so many characters end; signs that may be written apart do not count.
fn cut(text: &str, most: usize) -> usize {
    // (no text has more characters than bytes)
    if text.len() <= most {
        return text.len();
    }
    text.char_indices().filter(|(_, c)| !fold::is_variant(*c)).nth(most).map_or(text.len(), |(at, _)| at)
}
