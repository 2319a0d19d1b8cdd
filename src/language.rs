//! Which language a block is in, by script and by its function words; and whether it can be read at all.

use crate::document::Status;
use crate::fold;
use crate::lexicon::Lexicon;
use crate::pack::Script;
use crate::span::Span;
use crate::token::{self, Token};

/// A block with fewer words than this takes the language of the rest of the text where its script allows.
const FEW_WORDS: usize = 12;
/// Share of a language's function words among a text's words from which it is that language. Running text of Hindi and
/// English news has more than 0.30; other languages in the same script stay below 0.12 (see `tests/language.rs`).
const FUNCTION_WORDS: f32 = 0.15;

/// How a text looks before anything is known about it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Letters {
    pub latin: usize,
    pub devanagari: usize,
    pub other: usize,
    /// Characters that mojibake and legacy font encodings are made of.
    pub suspicious: usize,
}

/// Counts letters by script.
pub fn letters(text: &str) -> Letters {
    let mut counts = Letters::default();
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' => counts.latin += 1,
            '\0'..='\u{7f}' => {}
            c if fold::is_devanagari(c) => counts.devanagari += 1,
            // UTF-8 read as Latin-1 or Windows-1252 gives "à¤•"; read as Windows-1251 "рд•"; legacy fonts use Latin-1 symbols
            'à'
            | '¤'
            | '¥'
            | '¸'
            | '¹'
            | '»'
            | '¾'
            | '¿'
            | '£'
            | '§'
            | '¶'
            | '¬'
            | '\u{0080}'..='\u{009f}'
            | '\u{fffd}' => counts.suspicious += 1,
            '\u{2010}'..='\u{2027}' => {}
            c if c.is_alphabetic() => {
                if (c as u32) < 0x0250 {
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
        return Err(if counts.suspicious > 3 {
            Status::Unreadable
        } else {
            Status::Empty
        });
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

/// At the most so much text of a block is looked at: a language does not change in the middle of a paragraph.
pub const SAMPLE: usize = 2_000;

/// The language of one block among the packs, by its script and the tokens of its first [`SAMPLE`] bytes.
///
/// `fallback` gives the language of the text as a whole; it is asked for blocks that do not tell by themselves.
pub fn of_tokens<'p>(
    script: Script,
    sample: &[Token],
    packs: &[&'p Lexicon],
    fallback: impl FnOnce() -> Option<&'p Lexicon>,
) -> (Option<&'p Lexicon>, Status) {
    let mut best: Option<(&Lexicon, f32)> = None;
    for &lexicon in packs.iter().filter(|l| l.pack.script == script) {
        let share = function_share(lexicon, sample);
        if best.is_none_or(|(_, s)| share > s) {
            best = Some((lexicon, share));
        }
    }
    let Some((lexicon, share)) = best else {
        return (None, Status::NoLanguage);
    };
    if share >= FUNCTION_WORDS {
        return (Some(lexicon), Status::Analysed);
    }
    let words = sample.iter().filter(|t| t.is_word()).count();
    let fallback = fallback();
    let agrees = fallback.is_some_and(|f| std::ptr::eq(f, lexicon));
    if agrees && (words < FEW_WORDS || share >= FUNCTION_WORDS / 2.0)
        || fallback.is_none() && words < FEW_WORDS && share > 0.0
    {
        return (Some(lexicon), Status::Analysed);
    }
    (None, Status::NoLanguage)
}

/// The script of a text given in blocks, by as much of its beginning as [`of_text`] looks at.
pub fn script_of_whole<'t>(blocks: impl Iterator<Item = &'t str>) -> Option<Script> {
    let mut text = String::new();
    for block in blocks {
        text.push_str(&block[..cut(block, 8_000)]);
        text.push('\n');
        if text.len() > 8_000 {
            break;
        }
    }
    script_of(&text[..cut(&text, 8_000)]).ok()
}

/// The language of the whole text: the pack whose function words it has most of.
pub fn of_text<'p>(text: &str, packs: &[&'p Lexicon]) -> Option<&'p Lexicon> {
    let script = script_of(&text[..cut(text, 8_000)]).ok()?;
    let mut tokens: Vec<Token> = Vec::new();
    token::tokenize(text, Span::new(0, cut(text, SAMPLE)), &mut tokens);
    of_tokens(script, &tokens, packs, || None).0
}

fn function_share(lexicon: &Lexicon, tokens: &[Token]) -> f32 {
    let known = &lexicon.known;
    let function = known.complementizer | known.ergative | known.genitive | known.dative | known.ablative | known.locative | known.postposition | known.preposition | known.determiner | known.to | known.by | known.auxiliary | known.copula | known.conjunction | known.negation | known.demonstrative | known.subordinator;
    let (mut words, mut hits) = (0usize, 0usize);
    for token in tokens.iter().filter(|t| t.is_word()) {
        words += 1;
        hits += usize::from(lexicon.sets_of(token.word) & function != 0);
    }
    if words == 0 { 0.0 } else { hits as f32 / words as f32 }
}

fn cut(text: &str, most: usize) -> usize {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}
