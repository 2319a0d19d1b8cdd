//! The boundary to JavaScript: plain values in, plain values out, nothing to free, and errors as values.
//!
//! Offsets are UTF-16 code units of each block's own text. The types are those of `extension/shared/types.js`.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::analysis::{self, Options, PageBlock, Scope};

/// Text beyond so many bytes in one request is refused; a page that large is sent in parts.
const MOST_BYTES: usize = 32 * 1024 * 1024;

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct AnalyzeOptions {
    language: Option<String>,
    scope: Option<String>,
    minimum_confidence: Option<f32>,
}

fn options(value: JsValue) -> Result<Options, JsError> {
    let given: AnalyzeOptions = if value.is_undefined() || value.is_null() { AnalyzeOptions::default() } else { serde_wasm_bindgen::from_value(value).map_err(wrong("options"))? };
    let language = given.language.filter(|l| l != "auto");
    if let Some(code) = &language
        && !crate::packs::EMBEDDED.iter().any(|e| e.code == code)
    {
        return Err(JsError::new(&format!("there is no language pack \"{code}\"")));
    }
    let scope = match given.scope.as_deref() {
        None | Some("claims") => Scope::Claims,
        Some("wide") => Scope::Wide,
        Some(other) => return Err(JsError::new(&format!("scope \"{other}\" is neither claims nor wide"))),
    };
    Ok(Options { language, scope, minimum_confidence: given.minimum_confidence.unwrap_or(0.0).clamp(0.0, 1.0), ..Options::default() })
}

fn wrong(what: &'static str) -> impl Fn(serde_wasm_bindgen::Error) -> JsError {
    move |e| JsError::new(&format!("{what}: {e}"))
}

fn out<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(wrong("result"))
}

/// Analyses the blocks of a page: `analyze(blocks: Block[], options?: AnalyzeOptions): Analysis`.
///
/// Throws an `Error` with a clear message when the arguments are not of that form.
#[wasm_bindgen]
pub fn analyze(blocks: JsValue, given: JsValue) -> Result<JsValue, JsError> {
    let blocks: Vec<PageBlock> = serde_wasm_bindgen::from_value(blocks).map_err(wrong("blocks"))?;
    if blocks.iter().map(|b| b.text.len()).sum::<usize>() > MOST_BYTES {
        return Err(JsError::new("the text is longer than 32 MB; send it in parts"));
    }
    out(&analysis::analyze_page(&blocks, &options(given)?))
}

/// Shows every stage of the engine on a short text: `explain(text: string, options?): Stages`.
#[wasm_bindgen]
pub fn explain(text: &str, given: JsValue) -> Result<JsValue, JsError> {
    out(&crate::explain::explain(text, &options(given)?))
}

/// Runs the examples of a language pack given as files: `check(files: Record<string, string>): Report`.
///
/// The paths begin with the language's code, `hi/cues/say.txt`.
#[wasm_bindgen]
pub fn check(files: JsValue) -> Result<JsValue, JsError> {
    let files: std::collections::BTreeMap<String, String> = serde_wasm_bindgen::from_value(files).map_err(wrong("files"))?;
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
