//! The boundary to JavaScript: plain values in, plain values out, nothing to free, and errors as values.
//!
//! Offsets are UTF-16 code units of each block's own text. The types are those of `extension/shared/types.js`.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::article::Article;
use crate::given;

/// Bytes of text to explain: every stage comes back in words, a hundred times its length.
#[cfg(feature = "workbench")]
const MOST_EXPLAINED: usize = 200_000;

fn out<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|e| JsError::new(&format!("the result: {e}")))
}

thread_local! {
    /// Articles that may come again, the one that came last at the end. A thing of speed alone: no answer hangs on it.
    static KEPT: RefCell<Vec<(String, Article)>> = const { RefCell::new(Vec::new()) };
}

/// Articles that are kept at a time.
const MOST_KEPT: usize = 6;

/// UTF-8 bytes of text that all of them have together, a live blog of five thousand paragraphs in Hindi: what is kept takes twelve times as much of the module's memory.
const MOST_KEPT_BYTES: usize = 4 * 1024 * 1024;

fn keep(name: String, article: Article) {
    KEPT.with_borrow_mut(|kept| {
        kept.push((name, article));
        let bytes = |kept: &[(String, Article)]| kept.iter().map(|(_, a)| a.bytes()).sum::<usize>();
        while kept.len() > MOST_KEPT || bytes(kept) > MOST_KEPT_BYTES {
            kept.remove(0);
        }
    });
}

/// Analyses the blocks of a page: `analyze(blocks: Block[], options?: AnalyzeOptions, article?: string): Analysis`.
///
/// Throws an `Error` with a clear message when the arguments are not of that form. What is known of the blocks of an article
/// that has been analysed under the same name is not found out again; the answer is the same.
#[wasm_bindgen]
pub fn analyze(blocks: JsValue, options: JsValue, article: JsValue) -> Result<JsValue, JsError> {
    let (name, options) = (given::name(&article)?, given::options(&options)?);
    let blocks = given::blocks(&blocks)?;
    // (taken out while it is worked with: nothing half-done is ever found again)
    let before = name.as_ref().and_then(|name| KEPT.with_borrow_mut(|kept| kept.iter().position(|(n, _)| n == name).map(|at| kept.remove(at).1)));
    let keeps = name.is_some() && !blocks.is_empty();
    let (analysis, kept) = Article::analyze(before, blocks, &options, keeps);
    if let (Some(name), Some(kept)) = (name, kept) {
        keep(name, kept);
    }
    out(&analysis)
}

/// Shows every stage of the engine on a short text: `explain(text: string, options?): Stages`.
#[cfg(feature = "workbench")]
#[wasm_bindgen]
pub fn explain(text: JsValue, options: JsValue) -> Result<JsValue, JsError> {
    let Some(text) = given::text(&text, MOST_EXPLAINED)? else { return Err(JsError::new("the text is longer than 200 kB; explain a part of it")) };
    out(&crate::explain::explain(&text, &given::options(&options)?))
}

/// Runs the examples of a language pack given as files: `check(files: Record<string, string>): Report`.
///
/// The paths begin with the language's code, `hi/cues/say.txt`.
#[cfg(feature = "workbench")]
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
