//! Sutra: who says so. Finds, in Hindi and English news, every claim that the text puts in somebody's mouth, and says
//! what stands behind it.
//!
//! ```text
//! text → tokens → sentences, quotations → cues (packs propose) → spans (model or frames settle; limits)
//!      → kind · stance · quote → who → about (pointing, denial ↔ claim) → profile
//! ```
//!
//! Text goes in, who says what comes out; offsets are in the unit that the caller asks for:
//!
//! ```
//! use sutra::analysis::{Options, analyze_text};
//! use sutra::attribution::{Kind, Stance};
//! use sutra::offsets::Unit;
//!
//! let text = "Two officials said that the bridge is safe. The mayor denied this.";
//! let found = analyze_text(text, &Options::default(), Unit::Byte);
//! let words = |range: [u32; 2]| &text[range[0] as usize..range[1] as usize];
//!
//! let [claim, denial] = &found.attributions[..] else { panic!("two attributions") };
//! assert_eq!(claim.kind, Kind::Anonymous);
//! assert_eq!(claim.source.map(words), Some("Two officials"));
//! assert_eq!(words(claim.content[0]), "the bridge is safe");
//! assert_eq!(denial.stance, Stance::Denies);
//! assert_eq!(denial.answers, [claim.id]);
//! ```
//!
//! A page's blocks: [`analysis::analyze_page`]. Every stage of one text: [`explain::explain`]. A language pack of one's own:
//! [`check::check`] runs its examples, [`packs::compile`] makes it usable.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod about;
pub mod analysis;
pub mod antecedent;
pub mod article;
pub mod attribution;
pub mod automaton;
pub mod cast;
pub mod check;
pub mod choice;
pub mod coder;
pub mod dateline;
pub mod document;
#[cfg(feature = "cli")]
pub mod eval;
pub mod explain;
pub mod features;
pub mod finish;
pub mod fold;
pub mod frames;
#[cfg(target_arch = "wasm32")]
mod given;
pub mod kind;
pub mod language;
pub mod lexicon;
pub mod limits;
pub mod model;
mod negation;
pub mod numbers;
pub mod offsets;
pub mod order;
pub mod pack;
pub mod packing;
pub mod packs;
pub mod phrase;
pub mod profile;
pub mod quotation;
pub mod quote;
pub mod refuse;
pub mod report;
pub mod sentence;
pub mod sets;
mod sharing;
pub mod span;
pub mod stance;
pub mod target;
#[cfg(feature = "cli")]
pub mod teacher;
pub mod together;
pub mod token;
#[cfg(feature = "cli")]
pub mod train;
pub mod turns;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod weights;
pub mod who;
