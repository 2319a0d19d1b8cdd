//! Reading gold for the examples that print what the weights of choices are fitted to.

use serde_json::Value;

/// Calls back with path, number from 0 and content of every document of the gold files named on the command line.
pub fn each(mut callback: impl FnMut(&str, usize, &Value)) {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        for (number, line) in text.lines().filter(|l| !l.trim().is_empty()).enumerate() {
            let gold = serde_json::from_str(line).unwrap_or_else(|error| panic!("{path}:{}: {error}", number + 1));
            callback(&path, number, &gold);
        }
    }
}

/// From gold's offsets, which count code points, to bytes.
pub struct Bytes(Vec<usize>);

impl Bytes {
    pub fn of(text: &str) -> Bytes {
        Bytes(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    /// `[start, end]`; `None` for anything else.
    pub fn range(&self, gold: &Value) -> Option<(usize, usize)> {
        Some((*self.0.get(gold[0].as_u64()? as usize)?, *self.0.get(gold[1].as_u64()? as usize)?))
    }
}
