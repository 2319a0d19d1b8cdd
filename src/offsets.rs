//! Offsets in the units of the outside. Inside, everything counts UTF-8 bytes; JavaScript counts UTF-16 code units, the
//! command line Unicode code points. This module alone converts.

/// The unit that a caller counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// UTF-8 bytes.
    Byte,
    /// UTF-16 code units.
    Utf16,
    /// Unicode code points.
    CodePoint,
}

const STEP: usize = 32;

/// Converts byte offsets of one text. Building is one pass over it; a conversion looks at no more than 32 bytes.
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// Units before byte `index * STEP` (before the character that holds it).
    marks: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Goes through the text once.
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut marks = Vec::new();
        if unit != Unit::Byte && !text.is_ascii() {
            marks.reserve(text.len() / STEP + 1);
            let mut units = 0u32;
            for step in text.as_bytes().chunks(STEP) {
                marks.push(units);
                units += width(step, unit);
            }
        }
        Offsets { text, unit, marks }
    }

    /// The offset in the caller's unit of a byte offset on a character boundary; larger ones count as the end.
    pub fn of(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        if self.marks.is_empty() {
            return byte as u32;
        }
        let mark = (byte / STEP).min(self.marks.len() - 1);
        // as many units as bytes: nothing but ASCII
        if self.marks.get(mark + 1).is_some_and(|next| next - self.marks[mark] == STEP as u32) {
            return self.marks[mark] + (byte - mark * STEP) as u32;
        }
        let tail = &self.text.as_bytes()[mark * STEP..byte];
        self.marks[mark] + width(tail, self.unit)
    }
}

/// Units of the characters that begin in a few bytes, at most [`STEP`].
fn width(bytes: &[u8], unit: Unit) -> u32 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let (eights, rest) = bytes.as_chunks::<8>();
    let (mut within, mut pairs) = (0, 0);
    for &eight in eights {
        let bytes = u64::from_le_bytes(eight);
        // a bit for each byte within a character: 10xxxxxx; and for each that begins one of four bytes: 1111xxxx
        within += bytes >> 7 & !(bytes >> 6) & EACH;
        pairs += bytes >> 7 & bytes >> 6 & bytes >> 5 & bytes >> 4 & EACH;
    }
    let sum = |of_each: u64| (of_each.wrapping_mul(EACH) >> 56) as u32;
    let begin = 8 * eights.len() as u32 - sum(within) + rest.iter().map(|&byte| u32::from(byte as i8 >= -0x40)).sum::<u32>();
    if unit == Unit::Utf16 { begin + sum(pairs) + rest.iter().map(|&byte| u32::from(byte >= 0xf0)).sum::<u32>() } else { begin }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library() {
        let text = "abc कथित तौर पर 😀 z\u{0301} ".repeat(30);
        let utf16 = Offsets::new(&text, Unit::Utf16);
        let points = Offsets::new(&text, Unit::CodePoint);
        for (at, _) in text.char_indices() {
            assert_eq!(utf16.of(at) as usize, text[..at].encode_utf16().count());
            assert_eq!(points.of(at) as usize, text[..at].chars().count());
        }
        assert_eq!(points.of(text.len()) as usize, text.chars().count());
    }
}
