//! An entropy coder for bytes: asymmetric numeral systems (Duda 2013) with the frequencies of each kind of byte in front.
//!
//! The caller says for each byte of which kind it is, and decodes the same kinds in the same order. What the kinds are
//! decides how small it gets: bytes of one kind are coded by nothing but how often each stands there. Decoding a byte is a
//! look-up and a multiplication, so that a file is unpacked as quickly as it would be read.

/// Frequencies of a kind add up to this.
const WHOLE: u32 = 1 << BITS;
const BITS: u32 = 12;
/// The state is kept between this and 256 times as much.
const LOW: u32 = 1 << 23;

/// Collects bytes of several kinds.
#[derive(Default)]
pub struct Encoder {
    /// Kind and byte.
    list: Vec<(u8, u8)>,
}

impl Encoder {
    /// Adds a byte.
    pub fn put(&mut self, kind: u8, byte: u8) {
        self.list.push((kind, byte));
    }

    /// The coded bytes, for `kinds` kinds.
    pub fn finish(self, kinds: usize) -> Vec<u8> {
        let mut counts = vec![[0u32; 256]; kinds];
        for &(kind, byte) in &self.list {
            counts[kind as usize][byte as usize] += 1;
        }
        let mut out = Vec::new();
        let mut first = vec![[0u32; 256]; kinds];
        for (counts, first) in counts.iter_mut().zip(&mut first) {
            share_out(counts);
            let mut sum = 0;
            for (first, count) in first.iter_mut().zip(counts.iter()) {
                *first = sum;
                sum += count;
            }
            write_frequencies(counts, &mut out);
        }
        // the last byte goes in first, so that the decoder meets the first one first
        let mut state = LOW;
        let mut tail = Vec::new();
        for &(kind, byte) in self.list.iter().rev() {
            let (often, first) = (counts[kind as usize][byte as usize], first[kind as usize][byte as usize]);
            while state >= (LOW >> BITS << 8) * often {
                tail.push(state as u8);
                state >>= 8;
            }
            state = ((state / often) << BITS) + state % often + first;
        }
        out.extend(state.to_le_bytes());
        out.extend(tail.iter().rev());
        out
    }
}

/// Counts as shares of [`WHOLE`]; what is there at all keeps a share.
fn share_out(counts: &mut [u32; 256]) {
    let all: u64 = counts.iter().map(|&c| u64::from(c)).sum();
    if all == 0 {
        return;
    }
    let mut left = WHOLE as i64;
    for count in counts.iter_mut().filter(|c| **c > 0) {
        *count = ((u64::from(*count) * u64::from(WHOLE) / all) as u32).max(1);
        left -= i64::from(*count);
    }
    // what rounding left over or took too much goes to and comes from the largest, which feel it least
    while left != 0 {
        let largest = (0..256).max_by_key(|&b| (counts[b], std::cmp::Reverse(b))).unwrap_or(0);
        let step = if left > 0 { left } else { left.max(-i64::from(counts[largest] / 2)) };
        counts[largest] = (i64::from(counts[largest]) + step) as u32;
        left -= step;
    }
}

/// How many bytes there are, and for each its distance to the one before and its share.
fn write_frequencies(shares: &[u32; 256], out: &mut Vec<u8>) {
    let present: Vec<usize> = (0..256).filter(|&b| shares[b] > 0).collect();
    out.extend((present.len() as u16).to_le_bytes());
    let mut last = 0;
    for &byte in &present {
        out.push((byte - last) as u8);
        last = byte;
    }
    for &byte in &present {
        // one byte for most, two for the frequent
        let share = shares[byte];
        if share < 0x80 {
            out.push(share as u8);
        } else {
            out.extend([0x80 | (share >> 8) as u8, share as u8]);
        }
    }
}

/// A kind of byte as the decoder knows it.
struct Kind {
    /// Share and where it begins, for each byte.
    shares: [(u16, u16); 256],
    /// The byte that each part of the whole stands for.
    bytes: [u8; WHOLE as usize],
}

/// Gives back the bytes that an [`Encoder`] was given. What was cut short or is made up decodes to something, never to a panic.
pub struct Decoder<'b> {
    kinds: Vec<Kind>,
    state: u32,
    rest: &'b [u8],
}

impl<'b> Decoder<'b> {
    /// Reads the frequencies of so many kinds; errors say what is wrong.
    pub fn new(bytes: &'b [u8], kinds: usize) -> Result<Decoder<'b>, &'static str> {
        const CUT: &str = "the coded part is cut short";
        let mut at = 0;
        let mut take = |count: usize| {
            let slice = bytes.get(at..at + count).ok_or(CUT)?;
            at += count;
            Ok::<_, &'static str>(slice)
        };
        let mut list = Vec::with_capacity(kinds);
        for _ in 0..kinds {
            let present = usize::from(u16::from_le_bytes(take(2)?.try_into().map_err(|_| CUT)?));
            let distances = take(present)?;
            // a kind without bytes is all zeros
            let mut kind = Kind { shares: [(WHOLE as u16, 0); 256], bytes: [0; WHOLE as usize] };
            let (mut byte, mut sum) = (0usize, 0usize);
            for &distance in distances {
                byte += usize::from(distance);
                let mut share = usize::from(take(1)?[0]);
                if share >= 0x80 {
                    share = (share & 0x7f) << 8 | usize::from(take(1)?[0]);
                }
                if byte > 255 || sum + share > WHOLE as usize {
                    return Err("the frequencies of the coded part are wrong");
                }
                kind.shares[byte] = (share as u16, sum as u16);
                kind.bytes[sum..sum + share].fill(byte as u8);
                sum += share;
            }
            if present > 0 && sum != WHOLE as usize {
                return Err("the frequencies of the coded part do not add up");
            }
            list.push(kind);
        }
        let state = u32::from_le_bytes(take(4)?.try_into().map_err(|_| CUT)?);
        Ok(Decoder { kinds: list, state, rest: &bytes[at..] })
    }

    /// The next byte, which is of this kind.
    #[inline]
    pub fn get(&mut self, kind: u8) -> u8 {
        let kind = &self.kinds[kind as usize];
        let part = self.state & (WHOLE - 1);
        let byte = kind.bytes[part as usize];
        let (share, first) = kind.shares[byte as usize];
        self.state = u32::from(share).wrapping_mul(self.state >> BITS).wrapping_add(part).wrapping_sub(u32::from(first));
        while self.state < LOW {
            let Some((&next, rest)) = self.rest.split_first() else { break };
            self.rest = rest;
            self.state = self.state << 8 | u32::from(next);
        }
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_goes_in_comes_out(list in proptest::collection::vec((0u8..4, proptest::prelude::any::<u8>()), 0..2000), skew in 0u8..8) {
            let list: Vec<(u8, u8)> = list.into_iter().map(|(kind, byte)| (kind, byte >> (skew * kind / 3))).collect();
            let mut encoder = Encoder::default();
            list.iter().for_each(|&(kind, byte)| encoder.put(kind, byte));
            let coded = encoder.finish(4);
            let mut decoder = Decoder::new(&coded, 4).expect("coded by us");
            let back: Vec<(u8, u8)> = list.iter().map(|&(kind, _)| (kind, decoder.get(kind))).collect();
            proptest::prop_assert_eq!(list, back);
        }

        #[test]
        fn anything_decodes_to_something(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
            if let Ok(mut decoder) = Decoder::new(&bytes, 2) {
                (0..1000).for_each(|n| {
                    decoder.get((n % 2) as u8);
                });
            }
        }
    }

    #[test]
    fn skewed_bytes_take_little() {
        let mut encoder = Encoder::default();
        (0..80_000).for_each(|n| encoder.put(0, u8::from(n % 10 == 0)));
        // the entropy of one in ten is 0.469 bits
        assert!((4_600..4_800).contains(&encoder.finish(1).len()));
    }
}
