//! A trained model's weights: as tables for looking up, and as a file.
//!
//! Most rows of the hashed tables are zero. In the file the others are distances and values, coded by [`crate::coder`] to within
//! a few per cent of what there is to say.

use crate::coder::{Decoder, Encoder};
use crate::features::CueWords;
use crate::model::{LABELS, PAIRS, Pairs, TRANSITION_ROWS};
use crate::order::InOrder;

/// The tagger's table: for each row of it the place in a list of those that are not zero.
#[derive(Default)]
pub struct Rows {
    places: Vec<u16>,
    /// The first is the row of zeros.
    list: Vec<Row>,
}

/// So many rows of a table may be other than zero.
const MOST_ROWS: usize = u16::MAX as usize;

impl Rows {
    /// A table of so many rows, all zero.
    fn new(size: u32, listed: usize) -> Rows {
        let mut list = Vec::with_capacity(listed + 1);
        list.push(ZEROS);
        Rows { places: vec![0; size as usize], list }
    }

    /// From all the weights, [`LABELS`] a row. Fails where more than 65,535 rows are not zero.
    pub fn of(weights: &[i8]) -> Result<Rows, String> {
        let mut rows = Rows::new((weights.len() / LABELS) as u32, 0);
        for (at, weights) in weights.chunks(LABELS).enumerate().filter(|(_, weights)| weights.iter().any(|&w| w != 0)) {
            rows.put(at as u32, weights.iter().enumerate().fold(ZEROS, |row, (label, &weight)| with_weight(row, label, weight)));
        }
        if rows.list.len() > MOST_ROWS {
            return Err(format!("the tagger has {} rows that are not zero; {MOST_ROWS} are the most: train with more --l1", rows.list.len()));
        }
        Ok(rows)
    }

    fn put(&mut self, row: u32, weights: Row) {
        self.places[row as usize] = self.list.len() as u16;
        self.list.push(weights);
    }

    #[inline(always)]
    fn get(&self, row: u32) -> Row {
        self.list[usize::from(self.places[row as usize])]
    }
}

/// A language's trained weights.
pub struct Model {
    /// log2 of the number of rows of the tagger's table.
    pub span_bits: u32,
    /// [`LABELS`] weights a row, in units of `span_scale`, packed as [`Row`]s.
    pub span: Rows,
    /// What a span weight of 1 stands for.
    pub span_scale: f32,
    /// Weights from state to state.
    pub transitions: Vec<i8>,
    /// The same weights, laid out as decoding reads them.
    pub pairs: Pairs,
    /// What a transition weight of 1 stands for.
    pub transition_scale: f32,
    /// log2 of the number of rows of the gate's table.
    pub gate_bits: u32,
    /// Weights of the gate, which accepts or refuses a cue.
    pub gate: Vec<i8>,
    /// What a gate weight of 1 stands for.
    pub gate_scale: f32,
    /// Calibration of the gate's score for each scope: probability = sigmoid(a * score + b).
    pub calibration: [(f32, f32); 2],
    /// Probability from which a candidate is an attribution, for each scope.
    pub threshold: [f32; 2],
    /// How often words were cues in training.
    pub cue_words: CueWords,
}

/// The weights of a row as the bytes of one word, each with 128 added, so that a row is one load and six additions are two.
pub type Row = u64;

/// A packed row of weights that are all zero.
const ZEROS: Row = 0x0000_8080_8080_8080;

fn with_weight(row: Row, label: usize, weight: i8) -> Row {
    row & !(0xff << (8 * label)) | u64::from(weight as u8 ^ 0x80) << (8 * label)
}

fn weight_of(row: Row, label: usize) -> i8 {
    ((row >> (8 * label)) as u8 ^ 0x80) as i8
}

/// Sums of packed rows: the weights of even labels and of odd ones in lanes of 16 bits. Fewer than 257 rows fit.
#[derive(Clone, Copy, Default)]
pub struct Sums {
    even: u64,
    odd: u64,
    rows: i32,
}

impl Sums {
    /// Adds a row's weights.
    #[inline(always)]
    pub fn add(&mut self, row: Row) {
        const LANES: u64 = 0x00ff_00ff_00ff_00ff;
        self.even += row & LANES;
        self.odd += row >> 8 & LANES;
        self.rows += 1;
    }

    /// Adds what other rows add up to.
    #[inline(always)]
    pub fn join(&mut self, other: Sums) {
        self.even += other.even;
        self.odd += other.odd;
        self.rows += other.rows;
    }

    /// What the weights of a label add up to.
    #[inline(always)]
    pub fn of(&self, label: usize) -> i32 {
        let lanes = if label.is_multiple_of(2) { self.even } else { self.odd };
        i32::from((lanes >> (16 * (label / 2))) as u16) - 128 * self.rows
    }
}

/// log2 of the most rows of a table: so much memory a file of a few bytes can ask for and no more (12 MB).
const MOST_BITS: u32 = 22;
/// The most words that a file may call cue-like.
const MOST_WORDS: u64 = 1 << 20;

const MAGIC: &[u8; 8] = b"SUTRA\x00\x00\x03";

/// Kinds of bytes in a model file: distances and values of each table, the three bytes of a cue word's distance, its class (9 is free).
mod kind {
    pub const ROW: u8 = 0;
    pub const LABELS: u8 = 1;
    pub const GATE: u8 = 2;
    pub const GATE_VALUE: u8 = 3;
    pub const PAIR: u8 = 4;
    pub const PAIR_VALUE: u8 = 5;
    pub const WORD: u8 = 6;
    pub const WORD_CLASS: u8 = 10;
    /// A weight of a row, by what the weights before it add up to: the first one, little, and more on either side.
    pub const WEIGHT: u8 = 11;
    pub const ALL: usize = 20;
}

/// What the weights of a row so far add up to tells what the next is like: they tend to cancel out.
fn weight_kind(first: bool, sum: i32) -> u8 {
    let size = match sum.unsigned_abs() {
        _ if first => return kind::WEIGHT,
        0..8 => 0,
        8..16 => 1,
        16..32 => 2,
        _ => 3,
    };
    kind::WEIGHT + 1 + size + if sum > 0 { 4 } else { 0 }
}

/// A distance: bytes of 255 until the rest is less.
fn put_distance(out: &mut Encoder, kind: u8, mut distance: u32) {
    while distance >= 255 {
        out.put(kind, 255);
        distance -= 255;
    }
    out.put(kind, distance as u8);
}

fn distance(input: &mut Decoder, kind: u8, most: u32) -> Result<u32, String> {
    let mut sum = 0;
    loop {
        let byte = input.get(kind);
        sum += u32::from(byte);
        if sum >= most {
            return Err("a weight of the model file has no place".into());
        }
        if byte < 255 {
            return Ok(sum);
        }
    }
}

impl Model {
    /// Reads a model file. Errors say what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Model, String> {
        let mut input = Input { bytes, at: 0 };
        if input.take(8)? != MAGIC {
            return Err("this is no model of this version; train it again with `sutra train`".into());
        }
        let span_bits = input.number()? as u32;
        let gate_bits = input.number()? as u32;
        if !(1..=MOST_BITS).contains(&span_bits) || !(1..=MOST_BITS).contains(&gate_bits) {
            return Err("the model's tables are not of a size that is trained".into());
        }
        let span_scale = input.float()?;
        let transition_scale = input.float()?;
        let gate_scale = input.float()?;
        let calibration = [(input.float()?, input.float()?), (input.float()?, input.float()?)];
        let threshold = [input.float()?, input.float()?];
        let numbers = [span_scale, transition_scale, gate_scale, calibration[0].0, calibration[0].1, calibration[1].0, calibration[1].1, threshold[0], threshold[1]];
        if !numbers.iter().all(|n| n.is_finite()) {
            return Err("a number of the model file is none".into());
        }
        let counts = [input.number()?, input.number()?, input.number()?, input.number()?];
        let sizes = [1 << span_bits, 1 << gate_bits, (TRANSITION_ROWS * PAIRS) as u32];
        if sizes.iter().zip(counts).any(|(&size, count)| count > u64::from(size)) || counts[0] > MOST_ROWS as u64 || counts[3] > MOST_WORDS {
            return Err("the model file has more weights than places".into());
        }
        let mut input = Decoder::new(&bytes[input.at..], kind::ALL)?;
        let mut span = Rows::new(sizes[0], counts[0] as usize);
        table(&mut input, sizes[0], counts[0], kind::ROW, |input, at| {
            let labels = input.get(kind::LABELS);
            let (mut row, mut first, mut sum) = (ZEROS, true, 0);
            for label in (0..LABELS).filter(|label| labels >> label & 1 == 1) {
                let weight = input.get(weight_kind(first, sum)) as i8;
                row = with_weight(row, label, weight);
                first = false;
                sum += i32::from(weight);
            }
            span.put(at, row);
        })?;
        let mut gate = vec![0; sizes[1] as usize];
        table(&mut input, sizes[1], counts[1], kind::GATE, |input, at| gate[at as usize] = input.get(kind::GATE_VALUE) as i8)?;
        let mut transitions = vec![0; sizes[2] as usize];
        table(&mut input, sizes[2], counts[2], kind::PAIR, |input, at| transitions[at as usize] = input.get(kind::PAIR_VALUE) as i8)?;
        let mut cue_words = CueWords::with_room(counts[3] as usize);
        let mut hash = 0u32;
        for _ in 0..counts[3] {
            let distance: [u8; 3] = std::array::from_fn(|at| input.get(kind::WORD + at as u8));
            hash = hash.wrapping_add(distance.iter().fold(0, |sum, &byte| sum << 8 | u32::from(byte)));
            *cue_words.at(hash.into()) = input.get(kind::WORD_CLASS).min(7).into();
        }
        let pairs = Pairs::of(&transitions);
        Ok(Model { span_bits, span, span_scale, transitions, pairs, transition_scale, gate_bits, gate, gate_scale, calibration, threshold, cue_words })
    }

    /// The model file; read again it is the same model.
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        number(&mut out, self.span_bits.into());
        number(&mut out, self.gate_bits.into());
        let [(a, b), (c, d)] = self.calibration;
        for value in [self.span_scale, self.transition_scale, self.gate_scale, a, b, c, d, self.threshold[0], self.threshold[1]] {
            out.extend(value.to_le_bytes());
        }
        let mut words: Vec<_> = self.cue_words.iter().collect();
        words.in_order();
        let used = |list: &[i8]| list.iter().filter(|w| **w != 0).count();
        for count in [self.span.list.len() - 1, used(&self.gate), used(&self.transitions), words.len()] {
            number(&mut out, count as u64);
        }
        let mut coded = Encoder::default();
        let rows = (0..).zip(&self.span.places).filter(|(_, place)| **place != 0).map(|(at, &place)| (at, self.span.list[usize::from(place)]));
        put_table(&mut coded, rows, kind::ROW, |out, row| {
            let weights: [i8; LABELS] = std::array::from_fn(|label| weight_of(row, label));
            out.put(kind::LABELS, (0..LABELS).filter(|&label| weights[label] != 0).fold(0, |bits, label| bits | 1 << label));
            let (mut first, mut sum) = (true, 0);
            for weight in weights.into_iter().filter(|&w| w != 0) {
                out.put(weight_kind(first, sum), weight as u8);
                first = false;
                sum += i32::from(weight);
            }
        });
        for (weights, kind, value) in [(&self.gate, kind::GATE, kind::GATE_VALUE), (&self.transitions, kind::PAIR, kind::PAIR_VALUE)] {
            let used = (0..).zip(weights.iter().copied()).filter(|(_, w)| *w != 0);
            put_table(&mut coded, used, kind, |out, weight| out.put(value, weight as u8));
        }
        let mut last = 0u32;
        for (hash, class) in words {
            let hash = hash as u32;
            (hash - last).to_be_bytes()[1..].iter().zip(kind::WORD..).for_each(|(&byte, kind)| coded.put(kind, byte));
            coded.put(kind::WORD_CLASS, class as u8);
            last = hash;
        }
        out.extend(coded.finish(kind::ALL));
        out
    }

    /// The tagger's weights of a feature.
    #[inline(always)]
    pub fn span_row(&self, row: u32) -> Row {
        self.span.get(row >> (32 - self.span_bits))
    }

    /// The gate's weight of a feature.
    #[inline(always)]
    pub fn gate_weight(&self, row: u32) -> i8 {
        self.gate[(row >> (32 - self.gate_bits)) as usize]
    }
}

/// Reads the rows of a table that are not zero: how many lie between one and the next, and what `read` makes of each.
fn table(input: &mut Decoder, size: u32, count: u64, kind: u8, mut read: impl FnMut(&mut Decoder, u32)) -> Result<(), String> {
    let mut at = 0;
    for _ in 0..count {
        at += distance(input, kind, size - at)?;
        read(input, at);
        at += 1;
    }
    Ok(())
}

fn put_table<T>(out: &mut Encoder, listed: impl Iterator<Item = (u32, T)>, kind: u8, mut value: impl FnMut(&mut Encoder, T)) {
    let mut next = 0;
    for (row, weights) in listed {
        put_distance(out, kind, row - next);
        value(out, weights);
        next = row + 1;
    }
}

fn number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The part of a model file that is not coded.
struct Input<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Input<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], String> {
        let end = self.at.checked_add(count).ok_or("the model file is cut short")?;
        let slice = self.bytes.get(self.at..end).ok_or("the model file is cut short")?;
        self.at += count;
        Ok(slice)
    }

    fn number(&mut self) -> Result<u64, String> {
        let mut value = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err("a number in the model file is too long".into())
    }

    fn float(&mut self) -> Result<f32, String> {
        let bytes: [u8; 4] = self.take(4)?.try_into().map_err(|_| "cut short")?;
        Ok(f32::from_le_bytes(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_models_are_written_as_they_are_read() {
        for embedded in crate::packs::EMBEDDED {
            let Some(bytes) = embedded.model else { continue };
            let model = Model::read(bytes).expect("a model that is built in");
            assert!(model.write() == bytes, "{}", embedded.code);
        }
    }

    #[test]
    fn files_that_are_cut_short_or_changed_are_refused_or_read() {
        let bytes = crate::packs::EMBEDDED[0].model.expect("a model");
        for length in [0, 7, 8, 20, 60, 400] {
            assert!(Model::read(&bytes[..length]).is_err(), "{length}");
        }
        for at in (0..bytes.len()).step_by(997) {
            let mut changed = bytes.to_vec();
            changed[at] ^= 0x55;
            drop(Model::read(&changed));
        }
    }

    #[test]
    fn tables_give_back_what_they_were_made_of() {
        let weights: Vec<i8> = (0..6 * 1024i32).map(|n| if n % 7 == 0 { (n % 100) as i8 } else { 0 }).collect();
        let rows = Rows::of(&weights).expect("few rows");
        assert!((0..1024).all(|row| (0..LABELS).all(|label| weight_of(rows.get(row), label) == weights[row as usize * LABELS + label])));
    }
}
