//! The boundary to JavaScript: plain values in, plain values out, nothing to free, and errors as values.
//!
//! Offsets are UTF-16 code units of each block's own text. The types are those of `extension/shared/types.js`.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{analysis, given};

/// Bytes of text to explain: every stage comes back in words, a hundred times its length.
const MOST_EXPLAINED: usize = 200_000;

fn out<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|e| JsError::new(&format!("the result: {e}")))
}

/// Analyses the blocks of a page: `analyze(blocks: Block[], options?: AnalyzeOptions): Analysis`.
///
/// Throws an `Error` with a clear message when the arguments are not of that form.
#[wasm_bindgen]
pub fn analyze(blocks: JsValue, options: JsValue) -> Result<JsValue, JsError> {
    let options = given::options(&options)?;
    out(&analysis::analyze_page_once(given::blocks(&blocks)?, &options))
}

/// Shows every stage of the engine on a short text: `explain(text: string, options?): Stages`.
#[wasm_bindgen]
pub fn explain(text: JsValue, options: JsValue) -> Result<JsValue, JsError> {
    let Some(text) = given::text(&text, MOST_EXPLAINED)? else { return Err(JsError::new("the text is longer than 200 kB; explain a part of it")) };
    out(&crate::explain::explain(&text, &given::options(&options)?))
}

/// Runs the examples of a language pack given as files: `check(files: Record<string, string>): Report`.
///
/// The paths begin with the language's code, `hi/cues/say.txt`.
#[wasm_bindgen]
pub fn check(files: JsValue) -> Result<JsValue, JsError> {
    let files = given::files(&files)?;
    let list: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    out(&crate::check::check(&list))
}

/// The engine's version.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// Codes of the built-in languages.
#[wasm_bindgen]
pub fn languages() -> Vec<String> {
    crate::packs::EMBEDDED.iter().map(|e| e.code.to_owned()).collect()
}
