//! The boundary to JavaScript: plain values in, plain values out, nothing to free, and errors as values.
//!
//! Offsets are UTF-16 code units of each block's own text. The types are those of `extension/shared/types.js`.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::analysis::{self, MOST_BYTES, Options, PageBlock, Scope};

/// Blocks beyond this number in one request are refused.
const MOST_BLOCKS: u32 = 250_000;

/// Text to explain: every stage comes back in words, a hundred times its length.
const MOST_EXPLAINED: usize = 200_000;

/// Files of a pack to check.
const MOST_PACK: usize = 8 * 1024 * 1024;

fn too_long() -> JsError {
    JsError::new("the text is longer than 32 MB; send it in parts")
}

/// Refuses what is too long before any of it is copied: the module's memory never shrinks again.
fn bounded(blocks: &JsValue) -> Result<(), JsError> {
    let Some(list) = blocks.dyn_ref::<js_sys::Array>() else { return Ok(()) };
    if list.length() > MOST_BLOCKS {
        return Err(JsError::new("there are more than 250,000 blocks; send them in parts"));
    }
    let key = JsValue::from_str("text");
    let mut units = 0usize;
    for block in list.iter() {
        let text = js_sys::Reflect::get(&block, &key).unwrap_or(JsValue::UNDEFINED);
        units = units.saturating_add(text.dyn_ref::<js_sys::JsString>().map_or(0, |t| t.length() as usize));
        if units > MOST_BYTES {
            return Err(too_long());
        }
    }
    Ok(())
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct AnalyzeOptions {
    language: Option<String>,
    scope: Option<String>,
    minimum_confidence: Option<f32>,
}

fn options(value: JsValue) -> Result<Options, JsError> {
    let given: AnalyzeOptions =
        if value.is_undefined() || value.is_null() { AnalyzeOptions::default() } else { serde_wasm_bindgen::from_value(value).map_err(wrong("options"))? };
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
    bounded(&blocks)?;
    let blocks: Vec<PageBlock> = serde_wasm_bindgen::from_value(blocks).map_err(wrong("blocks"))?;
    // (a unit of UTF-16 is up to three bytes here)
    if blocks.iter().fold(0usize, |sum, b| sum.saturating_add(b.text.len())) > MOST_BYTES {
        return Err(too_long());
    }
    out(&analysis::analyze_page_once(blocks, &options(given)?))
}

/// Shows every stage of the engine on a short text: `explain(text: string, options?): Stages`.
#[wasm_bindgen]
pub fn explain(text: &str, given: JsValue) -> Result<JsValue, JsError> {
    if text.len() > MOST_EXPLAINED {
        return Err(JsError::new("the text is longer than 200 kB; explain a part of it"));
    }
    out(&crate::explain::explain(text, &options(given)?))
}

/// Runs the examples of a language pack given as files: `check(files: Record<string, string>): Report`.
///
/// The paths begin with the language's code, `hi/cues/say.txt`.
#[wasm_bindgen]
pub fn check(files: JsValue) -> Result<JsValue, JsError> {
    let files: std::collections::BTreeMap<String, String> = serde_wasm_bindgen::from_value(files).map_err(wrong("files"))?;
    if files.iter().fold(0usize, |sum, (p, t)| sum.saturating_add(p.len() + t.len())) > MOST_PACK {
        return Err(JsError::new("the pack is longer than 8 MB"));
    }
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
