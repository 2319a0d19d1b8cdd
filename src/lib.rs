//! Sutra: who says so. Finds, in Hindi and English news, every claim that the text puts in somebody's mouth, and says
//! what stands behind it.
//!
//! ```text
//! text → tokens → sentences, quotations → cues (packs propose) → spans (model or frames settle)
//!      → kind · stance · quote → who → about (pointing, denial ↔ claim) → profile
//! ```
#![forbid(unsafe_code)]

pub mod attribution;
pub mod document;
pub mod fold;
pub mod language;
pub mod lexicon;
pub mod model;
pub mod offsets;
pub mod pack;
pub mod packs;
pub mod quotation;
pub mod sentence;
pub mod span;
pub mod token;
