//! The normal form of a word: what spelling variants have in common.
//!
//! Matching compares normal forms, so that a pack writes one spelling. Folding works word by word while the tokens keep
//! their place in the original text, which is the map back. What is folded, and why, is Unicode's or the script's affair
//! (canonical equivalence, nukta, nasals, joiners, digits), never a language's.
//!
//! The Devanagari rules follow the Unicode Standard, chapter 12.1 (nukta letters U+0958–095F are composition exclusions;
//! anusvara and homorganic nasal + virama are alternative spellings of the same nasal).

/// What converters of old fonts make of the vowel sign for a nasal i.
const NASAL_I: char = '\u{a8}';
const NUKTA: char = '\u{093c}';
const VIRAMA: char = '\u{094d}';
const ANUSVARA: char = '\u{0902}';
const CHANDRABINDU: char = '\u{0901}';
const AA_SIGN: char = '\u{093e}';
const YA: char = '\u{092f}';
const II_SIGN: char = '\u{0940}';
const E_SIGN: char = '\u{0947}';
const II: char = '\u{0908}';
const E: char = '\u{090f}';

/// Characters that are invisible inside a word and do not end it: joiners, soft hyphen, word joiner, byte order mark,
/// variation selectors and directional marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Combining marks that continue a word, and what stands for one in text of old fonts.
pub fn is_mark(c: char) -> bool {
    matches!(c,
        NASAL_I | '\u{0300}'..='\u{036f}'
        | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{093c}' | '\u{093e}'..='\u{094f}' | '\u{0951}'..='\u{0957}' | '\u{0962}'..='\u{0963}'
        | '\u{0981}'..='\u{0983}' | '\u{09bc}' | '\u{09be}'..='\u{09cd}' | '\u{0a01}'..='\u{0a03}' | '\u{0a3c}'..='\u{0a4d}' | '\u{0a70}'..='\u{0a71}'
        | '\u{0a81}'..='\u{0a83}' | '\u{0abc}' | '\u{0abe}'..='\u{0acd}' | '\u{0b01}'..='\u{0b03}' | '\u{0b3c}' | '\u{0b3e}'..='\u{0b57}'
        | '\u{0b82}' | '\u{0bbe}'..='\u{0bcd}' | '\u{0c00}'..='\u{0c04}' | '\u{0c3e}'..='\u{0c56}' | '\u{0c81}'..='\u{0c83}' | '\u{0cbc}'..='\u{0cd6}'
        | '\u{0d00}'..='\u{0d03}' | '\u{0d3e}'..='\u{0d4d}' | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1cd0}'..='\u{1cff}' | '\u{20d0}'..='\u{20ff}' | '\u{a8e0}'..='\u{a8f1}' | '\u{fe20}'..='\u{fe2f}')
}

/// Signs that one spelling of a word writes apart and another joins to the letter before: accents, nukta; and what nobody sees.
pub fn is_variant(c: char) -> bool {
    c == NUKTA || matches!(c, '\u{0300}'..='\u{036f}') || is_invisible(c)
}

/// Whether the character is of the Devanagari block and part of words (letters and marks, not the dandas or digits).
pub fn is_devanagari(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0963}' | '\u{0970}'..='\u{097f}' | '\u{a8e0}'..='\u{a8ff}')
}

/// Appends the normal form of one word to `out`.
///
/// Equal for NFC and NFD spellings of Latin and Devanagari text, with or without nukta, for anusvara, chandrabindu and
/// homorganic nasals, for य-glides (गयी, गई), for joiners and soft hyphens, for capitals, accents and both digit sets.
pub fn fold_word(word: &str, out: &mut String) {
    let begin = out.len();
    if word.is_ascii() {
        out.push_str(word);
        out.get_mut(begin..).unwrap_or_default().make_ascii_lowercase();
        return;
    }
    if is_normal(word.as_bytes()) {
        out.push_str(word);
        return;
    }
    if word.contains(NASAL_I) {
        return fold_word(&with_vowel_signs(word), out);
    }
    let mut previous = '\0';
    let mut before_previous = '\0';
    let mut glide = false;
    for c in word.chars() {
        let c = match c {
            // most of Devanagari is its own normal form
            '\u{0904}'..='\u{0928}' | '\u{092a}'..='\u{0930}' | '\u{0932}' | '\u{0933}' | '\u{0935}'..='\u{093b}' | '\u{093d}'..='\u{094f}' => {
                glide |= previous == YA && (c == II_SIGN || c == E_SIGN);
                c
            }
            c if is_invisible(c) => continue,
            NUKTA | '\u{0300}'..='\u{036f}' | '\u{0951}'..='\u{0954}' => continue,
            CHANDRABINDU => ANUSVARA,
            '\u{0929}' => '\u{0928}',
            '\u{0931}' => '\u{0930}',
            '\u{0934}' => '\u{0933}',
            '\u{0958}'..='\u{095a}' => char::from_u32(c as u32 - 0x0958 + 0x0915).unwrap_or(c),
            '\u{095b}' => '\u{091c}',
            '\u{095c}' => '\u{0921}',
            '\u{095d}' => '\u{0922}',
            '\u{095e}' => '\u{092b}',
            '\u{095f}' => YA,
            '\u{0966}'..='\u{096f}' => char::from_u32(c as u32 - 0x0966 + '0' as u32).unwrap_or(c),
            '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`' | '\u{00b4}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            // signs with an accent that the other normal form writes apart
            '\u{037e}' => ';',
            '\u{1fef}' => '`',
            '\u{0387}' => '\u{00b7}',
            '≠' => '=',
            '≮' => '<',
            '≯' => '>',
            c if c.is_ascii() => c.to_ascii_lowercase(),
            c if is_latin(c) => {
                fold_latin(c, out);
                before_previous = previous;
                previous = 'x';
                continue;
            }
            c => c,
        };
        if matches!(c, '\u{093e}'..='\u{094c}')
            && let Some(joined) = typed_in_parts(previous, c)
        {
            out.truncate(out.len() - previous.len_utf8());
            out.push(joined);
            previous = joined;
            continue;
        }
        if previous == VIRAMA && homorganic(before_previous, c) {
            // nasal + virama + stop of the same place: spelled like anusvara + stop
            out.truncate(out.len() - previous.len_utf8() - before_previous.len_utf8());
            out.push(ANUSVARA);
        }
        out.push(c);
        before_previous = previous;
        previous = c;
    }
    if glide {
        fold_glides(out, begin);
    }
}

/// "¨सह" for "सिंह": what a converter of old fonts makes of the sign for a nasal i, which stands before its letters there. It goes behind
/// them, as Unicode writes it.
fn with_vowel_signs(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 4);
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        if c != NASAL_I {
            out.push(c);
            continue;
        }
        // a letter, and what is joined to it
        while let Some(letter) = letters.next_if(|&c| is_devanagari(c)) {
            out.push(letter);
            if letter != VIRAMA && !letters.peek().is_some_and(|&c| c == VIRAMA || c == NUKTA) {
                out.extend(['\u{093f}', ANUSVARA]);
                break;
            }
        }
    }
    out
}

/// Vowels put together from two signs, as legacy fonts and their converters leave them: they look like the one letter.
/// A sign typed twice counts once.
fn typed_in_parts(first: char, second: char) -> Option<char> {
    Some(match (first, second) {
        ('\u{093e}', '\u{0947}') => '\u{094b}',
        ('\u{093e}', '\u{0948}') => '\u{094c}',
        ('\u{093e}', '\u{0945}') => '\u{0949}',
        ('\u{0905}', '\u{093e}') => '\u{0906}',
        ('\u{0905}', '\u{094b}') | ('\u{0906}', '\u{0947}') => '\u{0913}',
        ('\u{0905}', '\u{094c}') | ('\u{0906}', '\u{0948}') => '\u{0914}',
        ('\u{0905}', '\u{0949}') | ('\u{0906}', '\u{0945}') => '\u{0911}',
        ('\u{090f}', '\u{0947}') => '\u{0910}',
        ('\u{093e}'..='\u{094c}', c) if c == first => c,
        _ => return None,
    })
}

fn homorganic(nasal: char, stop: char) -> bool {
    matches!(
        (nasal, stop),
        ('\u{0919}', '\u{0915}'..='\u{0918}')
            | ('\u{091e}', '\u{091a}'..='\u{091d}')
            | ('\u{0923}', '\u{091f}'..='\u{0922}')
            | ('\u{0928}', '\u{0924}'..='\u{0927}')
            | ('\u{092e}', '\u{092a}'..='\u{092d}')
    )
}

/// Glides before ई and ए at the end of a word, and after ा anywhere, are optional in spelling.
fn fold_glides(out: &mut String, begin: usize) {
    let chars: Vec<char> = crate::span::part(out, begin, out.len()).chars().collect();
    let last = chars.iter().rposition(|&c| c != ANUSVARA).unwrap_or(0);
    let mut folded = String::with_capacity(out.len() - begin);
    let mut index = 0;
    while index < chars.len() {
        let next = chars.get(index + 1).copied().unwrap_or('\0');
        if chars[index] == YA && index > 0 && (next == II_SIGN || next == E_SIGN) && (index + 1 == last || chars[index - 1] == AA_SIGN) {
            folded.push(if next == II_SIGN { II } else { E });
            index += 2;
        } else {
            folded.push(chars[index]);
            index += 1;
        }
    }
    out.truncate(begin);
    out.push_str(&folded);
}

/// Whether two words have the same first three characters in their normal form.
pub fn begin_alike(a: &str, b: &str) -> bool {
    let simple = |word: &str| word.is_ascii() || is_normal(word.as_bytes());
    if simple(a) && simple(b) {
        return a.chars().take(3).map(|c| c.to_ascii_lowercase()).eq(b.chars().take(3).map(|c| c.to_ascii_lowercase()));
    }
    normal(a).chars().take(3).eq(normal(b).chars().take(3))
}

/// Letters of Latin with and without accents, of the blocks that canonical decompositions lead out of.
pub fn is_latin(c: char) -> bool {
    (c as u32) < 0x0250 || matches!(c, '\u{1e00}'..='\u{1eff}' | '\u{212a}' | '\u{212b}')
}

/// The letters that U+0180–024F and U+1E00–1EFF decompose to (Unicode's canonical decompositions); `.` for those that do not.
const EXTENDED_B: &str = concat!(
    "................................oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....",
    "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................",
);
const ADDITIONAL: &str = concat!(
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv",
    "wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......",
);

/// Latin letters without their accents, in lower case.
fn fold_latin(c: char, out: &mut String) {
    let base = match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "n",
        'Ò'..='Ö' | 'ò'..='ö' | 'Ō'..='ő' => "o",
        'Ø' | 'ø' => "o",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'ß' => "ss",
        'Ď'..='đ' => "d",
        'Ĝ'..='ģ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ĵ' | 'ĵ' => "j",
        'Ķ' | 'ķ' => "k",
        'Ĺ'..='ł' => "l",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' => "s",
        'Ţ'..='ŧ' => "t",
        'Ŵ' | 'ŵ' => "w",
        'Ź'..='ž' => "z",
        'Ǣ' | 'ǣ' | 'Ǽ' | 'ǽ' => "ae",
        'Ǿ' | 'ǿ' => "o",
        // kelvin and ångström
        '\u{212a}' => "k",
        '\u{212b}' => "a",
        other => {
            let base = match other as u32 {
                at @ 0x0180..0x0250 => EXTENDED_B.as_bytes().get(at as usize - 0x0180),
                at @ 0x1e00..0x1f00 => ADDITIONAL.as_bytes().get(at as usize - 0x1e00),
                _ => None,
            };
            match base {
                Some(&letter) if letter != b'.' => out.push(char::from(letter)),
                _ => out.extend(other.to_lowercase()),
            }
            return;
        }
    };
    out.push_str(base);
}

/// Hash of a word's normal form: [`hash`] of [`fold_word`] without making it where the
/// word is its own normal form but for capitals, as most are. `folded` is made use of.
pub fn hash_folded(word: &str, folded: &mut String) -> u64 {
    let bytes = word.as_bytes();
    if word.is_ascii() {
        hash_lower(bytes)
    } else if is_normal(bytes) {
        hash(bytes)
    } else {
        folded.clear();
        fold_word(word, folded);
        hash(folded.as_bytes())
    }
}

/// Makes the hash of [`hash_folded`] byte by byte.
pub struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        WordHasher(FIRST)
    }
}

impl WordHasher {
    /// Adds a byte of the normal form.
    #[inline(always)]
    pub fn add(&mut self, byte: u8) {
        self.0 = next(self.0, byte);
    }

    /// The hash of the word.
    pub fn finish(self) -> u64 {
        mix(self.0)
    }
}

/// The letters of Devanagari that a text begins with, where they are certainly their own normal form and the scanner takes them
/// for one word: how many bytes they have, and the hash of [`hash_folded`].
pub fn normal_word(bytes: &[u8]) -> Option<(usize, u64)> {
    let mut hasher = WordHasher::default();
    let (mut length, mut before) = (0, Before::START);
    while let [0xe0, second @ (0xa4 | 0xa5), third, ..] = bytes[length..] {
        let letter = (second & 1) << 6 | third & 0x3f;
        // dandas end the word; visarga and the sign of abbreviation do not always
        if matches!(letter, 0x64 | 0x65) {
            break;
        }
        if before.changes(letter) || matches!(letter, 0x03 | 0x70) {
            return None;
        }
        for byte in [0xe0, second, third] {
            hasher.add(byte);
        }
        length += 3;
    }
    (length > 0).then(|| (length, hasher.finish()))
}

/// What a letter of Devanagari, from U+0900 on, does to a word's normal form: see [`Normal`].
static KINDS: [Normal; 128] = {
    let mut kinds = [Normal::Nothing; 128];
    let mut at = 0;
    while at < 128 {
        kinds[at] = match at {
            0x01 | 0x29 | 0x31 | 0x34 | 0x3c | 0x51..=0x54 | 0x58..=0x5f | 0x64..=0x6f => Normal::Always,
            0x3e..=0x4c => Normal::Sign,
            0x05 | 0x06 | 0x0f => Normal::Vowel,
            0x19 | 0x1e | 0x23 | 0x28 | 0x2e => Normal::Nasal,
            0x2f => Normal::Glide,
            0x4d => Normal::Halt,
            _ => Normal::Nothing,
        };
        at += 1;
    }
    kinds
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Normal {
    /// It stays as it is.
    Nothing,
    /// It always changes.
    Always,
    /// A vowel sign: a second one, or one behind a vowel, may change; ी and े behind a glide too.
    Sign,
    Vowel,
    /// A nasal: one that a virama follows may change.
    Nasal,
    Glide,
    /// The virama.
    Halt,
}

/// What stands before a letter, as far as it decides whether a word is its own normal form.
#[derive(Clone, Copy)]
struct Before {
    letter: u8,
    kind: Normal,
    /// The nasal before a virama, otherwise 0.
    nasal: u8,
}

impl Before {
    const START: Before = Before { letter: 0, kind: Normal::Nothing, nasal: 0 };

    /// Goes on to a letter, from U+0900 on; whether it keeps a word from certainly being its own normal form.
    #[inline(always)]
    fn changes(&mut self, letter: u8) -> bool {
        let kind = KINDS[usize::from(letter & 0x7f)];
        let changes = match kind {
            Normal::Always => true,
            Normal::Sign => match self.kind {
                Normal::Sign | Normal::Vowel => true,
                Normal::Glide => matches!(letter, 0x40 | 0x47),
                _ => false,
            },
            // (the stops of a nasal's place are the four before it)
            _ => (1..=4).contains(&self.nasal.wrapping_sub(letter)) && self.nasal != 0,
        };
        let nasal = if kind == Normal::Halt && self.kind == Normal::Nasal { self.letter } else { 0 };
        *self = Before { letter, kind, nasal };
        changes
    }
}

/// Whether a word is Devanagari and certainly its own normal form.
fn is_normal(word: &[u8]) -> bool {
    let mut before = Before::START;
    word.len().is_multiple_of(3)
        && word.chunks_exact(3).all(|letter| {
            let changes = before.changes((letter[1] & 1) << 6 | letter[2] & 0x3f);
            letter[0] == 0xe0 && letter[1] & 0xfe == 0xa4 && !changes
        })
}

/// [`hash`] of a word of these letters of Devanagari, from U+0900 on, where it is certainly its own normal form and the scanner
/// takes it for one word: neither visarga nor the sign of abbreviation is in it.
pub fn hash_letters(letters: impl Iterator<Item = Option<u8>>) -> Option<u64> {
    let (mut hash, mut before) = (FIRST, Before::START);
    for letter in letters {
        let letter = letter?;
        if before.changes(letter) || matches!(letter, 0x03 | 0x70) {
            return None;
        }
        hash = next(next(next(hash, 0xe0), 0xa4 | letter >> 6), 0x80 | letter & 0x3f);
    }
    Some(mix(hash))
}

/// A hash of a folded word. Stable across machines and versions: trained weights depend on it.
///
/// FNV-1a (Fowler, Noll, Vo) over the bytes, finished with the mixer of SplitMix64 so that low bits are usable.
pub fn hash(bytes: &[u8]) -> u64 {
    mix(bytes.iter().fold(FIRST, |h, &b| next(h, b)))
}

/// The hash of what several pieces make, one behind the other.
pub fn hash_all(pieces: &[&[u8]]) -> u64 {
    mix(pieces.iter().copied().flatten().fold(FIRST, |h, &b| next(h, b)))
}

/// The hash of ASCII in small letters.
pub fn hash_lower(bytes: &[u8]) -> u64 {
    mix(bytes.iter().fold(FIRST, |h, b| next(h, b.to_ascii_lowercase())))
}

const FIRST: u64 = 0xcbf2_9ce4_8422_2325;

#[inline(always)]
const fn next(h: u64, byte: u8) -> u64 {
    (h ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
#[inline]
pub const fn mix(h: u64) -> u64 {
    let h = mix_high(h);
    h ^ (h >> 31)
}

/// The same but for its low 33 bits, which are not mixed to the end.
#[inline]
pub const fn mix_high(mut h: u64) -> u64 {
    h = (h ^ (h >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (h ^ (h >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb)
}

/// The normal form of one word as a new string.
pub fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_word(word, &mut out);
    out
}

/// The normal form of one word: the word itself where it is one, as most are.
pub fn normal(word: &str) -> std::borrow::Cow<'_, str> {
    if is_own(word) { word.into() } else { folded(word).into() }
}

/// The same; what is not its own normal form is written to `room`.
pub fn normal_in<'w>(word: &'w str, room: &'w mut String) -> &'w str {
    if is_own(word) {
        return word;
    }
    room.clear();
    fold_word(word, room);
    room
}

/// Whether a word is its own normal form, as far as can be told at a glance.
fn is_own(word: &str) -> bool {
    // (most are small letters of ASCII, and gone through once)
    word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) || !word.is_ascii() && is_normal(word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_together() {
        for (a, b) in [
            ("ख़बर", "खबर"),
            ("डाॅक्टर", "डॉक्टर"),
            ("काे", "को"),
            ("एेतिहासिक", "ऐतिहासिक"),
            ("केे", "के"),
            ("खण्डन", "खंडन"),
            ("सम्बन्ध", "संबंध"),
            ("हाँ", "हां"),
            ("गयी", "गई"),
            ("गये", "गए"),
            ("बतायी", "बताई"),
            ("जायेगा", "जाएगा"),
            ("गयीं", "गईं"),
            ("\u{0958}लम", "क\u{093c}लम"),
            ("फ\u{200d}र्जी", "फर्जी"),
            ("१२", "12"),
            ("¨सह", "सिंह"),
            ("गो¨वद", "गोविंद"),
            ("¨क्वटल", "क्विंटल"),
            ("Denied", "denied"),
            ("café", "cafe\u{301}"),
            ("so\u{ad}urces", "sources"),
            ("don’t", "don't"),
            ("Nguyễn", "Nguye\u{302}\u{303}n"),
            ("Ǎ", "A\u{30c}"),
            ("अ\u{951}ग्नि", "अग्नि"),
        ] {
            assert_eq!(folded(a), folded(b), "{a} {b}");
        }
    }

    proptest::proptest! {
        #[test]
        fn words_are_hashed_as_their_normal_form(word in "[\u{0900}-\u{097f}]{1,6}|[a-zA-Z'.]{1,6}|[कनमयअएािी्ँंक़é]{1,6}|[कचटतपहङञणनम्]{1,6}|\\PC{1,4}") {
            let normal = folded(&word);
            proptest::prop_assert_eq!(hash_folded(&word, &mut String::new()), hash(normal.as_bytes()));
            proptest::prop_assert_eq!(super::normal(&word), normal);
        }
    }

    #[test]
    fn different_words_stay_different() {
        for (a, b) in [("कहा", "कहां"), ("ये", "ए"), ("की", "कि"), ("यह", "वह")] {
            assert_ne!(folded(a), folded(b), "{a} {b}");
        }
    }
}
