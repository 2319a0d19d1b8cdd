//! Sutra: who says so. Finds, in Hindi and English news, every claim that the text puts in somebody's mouth, and says
//! what stands behind it.
//!
//! ```text
//! text → tokens → sentences, quotations → cues (packs propose) → spans (model or frames settle; limits)
//!      → kind · stance · quote → who → about (pointing, denial ↔ claim) → profile
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod about;
pub mod analysis;
pub mod antecedent;
pub mod article;
pub mod attribution;
pub mod cast;
pub mod check;
pub mod choice;
pub mod coder;
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
pub mod offsets;
pub mod order;
pub mod pack;
pub mod packing;
pub mod packs;
pub mod phrase;
pub mod profile;
pub mod quotation;
pub mod quote;
pub mod report;
pub mod sentence;
pub mod span;
pub mod stance;
pub mod target;
pub mod together;
pub mod token;
#[cfg(feature = "cli")]
pub mod train;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod weights;
pub mod who;
