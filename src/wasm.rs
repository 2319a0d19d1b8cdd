//! The boundary to JavaScript: plain values in, plain values out, nothing to free, and errors as values.
//!
//! Offsets are UTF-16 code units of each block's own text. The types are those of `extension/shared/types.js`.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::analysis::{self, MOST_BYTES, Options, PageBlock, Scope};
use crate::order::InOrder;

/// Blocks beyond this number in one request are refused.
const MOST_BLOCKS: u32 = 250_000;

/// Text to explain: every stage comes back in words, a hundred times its length.
const MOST_EXPLAINED: usize = 200_000;

/// Files of a pack to check.
const MOST_PACK: usize = 8 * 1024 * 1024;

fn too_long() -> JsError {
    JsError::new("the text is longer than 32 MB; send it in parts")
}

/// A member of an object; what is no object has none.
fn member(of: &JsValue, key: &str) -> Option<JsValue> {
    js_sys::Reflect::get(of, &JsValue::from_str(key)).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// Reads the blocks; refuses what is too long before any of it is copied: the module's memory never shrinks again.
fn read_blocks(given: &JsValue) -> Result<Vec<PageBlock>, JsError> {
    let Some(list) = given.dyn_ref::<js_sys::Array>() else { return Err(JsError::new("blocks: this is no array")) };
    if list.length() > MOST_BLOCKS {
        return Err(JsError::new("there are more than 250,000 blocks; send them in parts"));
    }
    let mut units = 0usize;
    for at in 0..list.length() {
        units = units.saturating_add(member(&list.get(at), "text").and_then(|t| Some(t.dyn_ref::<js_sys::JsString>()?.length() as usize)).unwrap_or(0));
        if units > MOST_BYTES {
            return Err(too_long());
        }
    }
    let mut out = Vec::with_capacity(list.length() as usize);
    for at in 0..list.length() {
        let block = list.get(at);
        let wrong = |what: &str| JsError::new(&format!("blocks: number {at} {what}"));
        let id = member(&block, "id").and_then(|id| id.as_f64()).filter(|id| id.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(id));
        let text = member(&block, "text").and_then(|text| text.as_string());
        let role = match member(&block, "role") {
            None => String::new(),
            Some(role) => role.as_string().ok_or_else(|| wrong("has a role that is no string"))?,
        };
        out.push(PageBlock { id: id.ok_or_else(|| wrong("has no id, an integer from 0"))? as u32, text: text.ok_or_else(|| wrong("has no text"))?, role });
    }
    Ok(out)
}

fn options(given: &JsValue) -> Result<Options, JsError> {
    let word = |key: &str| match member(given, key) {
        None => Ok(None),
        Some(value) => value.as_string().map(Some).ok_or_else(|| JsError::new(&format!("options: {key} is no string"))),
    };
    let language = word("language")?.filter(|l| l != "auto");
    if let Some(code) = &language
        && !crate::packs::EMBEDDED.iter().any(|e| e.code == code)
    {
        return Err(JsError::new(&format!("there is no language pack \"{code}\"")));
    }
    let scope = match word("scope")?.as_deref() {
        None | Some("claims") => Scope::Claims,
        Some("wide") => Scope::Wide,
        Some(other) => return Err(JsError::new(&format!("scope \"{other}\" is neither claims nor wide"))),
    };
    let least = match member(given, "minimumConfidence") {
        None => 0.0,
        Some(value) => value.as_f64().ok_or_else(|| JsError::new("options: minimumConfidence is no number"))? as f32,
    };
    Ok(Options { language, scope, minimum_confidence: least.clamp(0.0, 1.0), ..Options::default() })
}

/// A result as JavaScript's own values; its text has about so many bytes.
fn out<T: Serialize>(value: &T, about: usize) -> Result<JsValue, JsError> {
    let text = crate::json::text(value, about)?;
    js_sys::JSON::parse(&text).map_err(|_| JsError::new("the result is no JSON"))
}

/// Analyses the blocks of a page: `analyze(blocks: Block[], options?: AnalyzeOptions): Analysis`.
///
/// Throws an `Error` with a clear message when the arguments are not of that form.
#[wasm_bindgen]
pub fn analyze(blocks: JsValue, given: JsValue) -> Result<JsValue, JsError> {
    let blocks = read_blocks(&blocks)?;
    // (a unit of UTF-16 is up to three bytes here)
    if blocks.iter().fold(0usize, |sum, b| sum.saturating_add(b.text.len())) > MOST_BYTES {
        return Err(too_long());
    }
    let found = analysis::analyze_page_once(blocks, &options(&given)?);
    let about = 600 * found.attributions.len() + 48 * found.sentences.len() + 64 * found.blocks.len() + 2048;
    out(&found, about)
}

/// Shows every stage of the engine on a short text: `explain(text: string, options?): Stages`.
#[wasm_bindgen]
pub fn explain(text: &str, given: JsValue) -> Result<JsValue, JsError> {
    if text.len() > MOST_EXPLAINED {
        return Err(JsError::new("the text is longer than 200 kB; explain a part of it"));
    }
    out(&crate::explain::explain(text, &options(&given)?), 0)
}

/// Runs the examples of a language pack given as files: `check(files: Record<string, string>): Report`.
///
/// The paths begin with the language's code, `hi/cues/say.txt`.
#[wasm_bindgen]
pub fn check(files: JsValue) -> Result<JsValue, JsError> {
    let mut list: Vec<(String, String)> = Vec::new();
    if !files.is_object() {
        return Err(JsError::new("files: this is no object"));
    }
    for pair in js_sys::Object::entries(files.unchecked_ref()).iter() {
        let pair = js_sys::Array::from(&pair);
        let (Some(path), Some(text)) = (pair.get(0).as_string(), pair.get(1).as_string()) else { return Err(JsError::new("files: a path or a text is no string")) };
        list.push((path, text));
    }
    list.in_order();
    let files = list;
    if files.iter().fold(0usize, |sum, (p, t)| sum.saturating_add(p.len() + t.len())) > MOST_PACK {
        return Err(JsError::new("the pack is longer than 8 MB"));
    }
    let list: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    out(&crate::check::check(&list), 0)
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
