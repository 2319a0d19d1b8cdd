//! A choice among a few candidates and none of them: named signs speak for or against each, a table says what a sign weighs.
//!
//! [`crate::antecedent`] chooses whom a pronoun stands for, [`crate::target`] which claim a denial denies. The weights are
//! fitted to gold by `scripts/fit.mjs`, where none of the candidates weighs 0.

/// Declares the signs of a choice: an enum `Sign`, its length `SIGNS`, `Signs` with a value for each, and `table`, which makes
/// weights of those that are named.
macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// Something that speaks for or against a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Sign { $($(#[$doc])* $name),+ }

        impl Sign {
            /// Their names, in their order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];
        }

        /// How many signs there are.
        pub const SIGNS: usize = Sign::NAMES.len();

        /// Which signs a candidate has, and how much.
        pub type Signs = [f32; SIGNS];

        /// Weights by sign; what is not named weighs nothing.
        const fn table(entries: &[(Sign, f32)]) -> Signs {
            let mut out = [0.0; SIGNS];
            let mut at = 0;
            while at < entries.len() {
                out[entries[at].0 as usize] = entries[at].1;
                at += 1;
            }
            out
        }
    };
}
pub(crate) use signs;

/// What the signs of a candidate weigh together.
pub fn weigh(signs: &[f32], weights: &[f32]) -> f32 {
    signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum()
}

/// The group of signs that spoke most for a candidate, by its name: what is told as the reason.
pub fn reason(signs: &[f32], weights: &[f32], groups: &[(&'static str, &[usize])], otherwise: &'static str) -> &'static str {
    let spoke = |group: &[usize]| group.iter().map(|&sign| signs[sign] * weights[sign]).sum::<f32>();
    let mut best = (0.0, otherwise);
    for &(name, group) in groups {
        let weight = spoke(group);
        if weight > best.0 {
            best = (weight, name);
        }
    }
    best.1
}

/// One decision with everything that it was made from, for fitting the weights.
#[derive(Clone, Debug)]
pub struct Choice<Asked, Candidate, Signs> {
    /// Index of the attribution; `usize::MAX` for a place that is the source of none.
    pub attribution: usize,
    /// What is asked.
    pub asked: Asked,
    /// The candidates and their signs.
    pub given: Vec<(Candidate, Signs)>,
}
