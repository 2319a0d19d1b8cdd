//! What JavaScript hands in, read with care: it may be anything.
//!
//! Each member is looked at once, because a getter may give another value the second time; by `Reflect`, whose exceptions come
//! back as values, because one that goes through this module's own frames leaves its stack where it was, and some hundred of them
//! leave no stack; and a string is measured before it is copied, because the module's memory never shrinks again. A general
//! deserializer does none of the three. Numbers, strings and nothing are told apart by their type alone: nothing is converted,
//! and so nothing of the caller's runs but getters and the traps of a proxy.

use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::*;

use crate::analysis::{MOST_BYTES, Options, PageBlock, Scope};
#[cfg(feature = "workbench")]
use crate::order::InOrder;

/// Blocks beyond this number in one request are refused.
const MOST_BLOCKS: usize = 250_000;

/// Files of a pack to check: bytes of their paths and texts, and how many.
#[cfg(feature = "workbench")]
const MOST_PACK: usize = 8 * 1024 * 1024;
#[cfg(feature = "workbench")]
const MOST_FILES: u32 = 10_000;

/// Longer words than this, in UTF-16 units, are no language, scope or role.
const MOST_WORD: usize = 40;

/// UTF-16 units of an article's name.
const MOST_NAME: usize = 1000;

type Read<T> = Result<T, JsError>;

fn refuse<T>(what: &str, why: &str) -> Read<T> {
    Err(JsError::new(&format!("{what} {why}")))
}

/// A member of an object; none where it is absent, `undefined` or `null`.
fn member(of: &JsValue, what: &str, key: &JsValue) -> Read<Option<JsValue>> {
    match Reflect::get(of, key) {
        Ok(value) => Ok(Some(value).filter(|v| !v.is_undefined() && !v.is_null())),
        Err(_) => refuse(what, "cannot be read"),
    }
}

/// A string of at most so many UTF-16 units; unpaired surrogates in it become U+FFFD, which is as long.
fn string(value: &JsValue, most: usize) -> Option<Result<String, ()>> {
    let text = value.dyn_ref::<JsString>()?;
    Some(if text.length() as usize > most { Err(()) } else { Ok(text.into()) })
}

/// A word of the interface.
fn word(of: &JsValue, object: &str, key: &str) -> Read<Option<String>> {
    let what = || format!("{object}.{key}");
    match member(of, &what(), &key.into())? {
        None => Ok(None),
        Some(value) => match string(&value, MOST_WORD) {
            None => refuse(&what(), "is not a string"),
            Some(Err(())) => refuse(&what(), "is too long a word"),
            Some(Ok(word)) => Ok(Some(word)),
        },
    }
}

fn too_long<T>() -> Read<T> {
    refuse("the text", "is longer than 32 MB; send it in parts")
}

/// The blocks of a page.
pub fn blocks(given: &JsValue) -> Read<Vec<PageBlock>> {
    let length = if given.is_object() { member(given, "blocks", &"length".into())?.and_then(|l| l.as_f64()) } else { None };
    let Some(length) = length.filter(|l| l.fract() == 0.0 && *l >= 0.0) else { return refuse("blocks", "is not an array") };
    if length > MOST_BLOCKS as f64 {
        return refuse("there", "are more than 250,000 blocks; send them in parts");
    }
    let keys = ["id", "text"].map(JsValue::from_str);
    let mut out: Vec<PageBlock> = Vec::new();
    let mut left = MOST_BYTES;
    for at in 0..length as u32 {
        let name = format!("blocks[{at}]");
        let block = match member(given, &name, &at.into())? {
            Some(block) if block.is_object() => block,
            _ => return refuse(&name, "is not an object"),
        };
        let id = member(&block, &format!("{name}.id"), &keys[0])?.and_then(|id| id.as_f64());
        let Some(id) = id.filter(|id| id.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(id)) else {
            return refuse(&format!("{name}.id"), "is not a whole number from 0 to 4294967295");
        };
        let text = match member(&block, &format!("{name}.text"), &keys[1])?.and_then(|text| string(&text, left)) {
            None => return refuse(&format!("{name}.text"), "is not a string"),
            // (a unit of UTF-16 is up to three bytes here)
            Some(Ok(text)) if text.len() <= left => text,
            Some(_) => return too_long(),
        };
        left -= text.len();
        out.push(PageBlock { id: id as u32, text, role: word(&block, &name, "role")?.unwrap_or_default() });
    }
    Ok(out)
}

/// What is asked: nothing given is the usual.
pub fn options(given: &JsValue) -> Read<Options> {
    if given.is_undefined() || given.is_null() {
        return Ok(Options::default());
    }
    if !given.is_object() {
        return refuse("options", "is not an object");
    }
    let language = word(given, "options", "language")?.filter(|l| l != "auto");
    if let Some(code) = &language
        && !crate::packs::EMBEDDED.iter().any(|e| e.code == code)
    {
        return refuse("there", &format!("is no language pack \"{code}\""));
    }
    let scope = match word(given, "options", "scope")?.as_deref() {
        None | Some("claims") => Scope::Claims,
        Some("wide") => Scope::Wide,
        Some(other) => return refuse("options.scope", &format!("is \"{other}\", neither claims nor wide")),
    };
    let least = match member(given, "options.minimumConfidence", &"minimumConfidence".into())? {
        None => 0.0,
        Some(value) => match value.as_f64().filter(|least| !least.is_nan()) {
            None => return refuse("options.minimumConfidence", "is not a number"),
            Some(least) => least as f32,
        },
    };
    Ok(Options { language, scope, minimum_confidence: least.clamp(0.0, 1.0), ..Options::default() })
}

/// The name of an article that may come again.
pub fn name(given: &JsValue) -> Read<Option<String>> {
    match string(given, MOST_NAME) {
        _ if given.is_undefined() || given.is_null() => Ok(None),
        None => refuse("article", "is not a string"),
        Some(Err(())) => refuse("article", "is too long a name"),
        Some(Ok(name)) => Ok(Some(name)),
    }
}

/// One text, of at most so many bytes.
#[cfg(feature = "workbench")]
pub fn text(given: &JsValue, most: usize) -> Read<Option<String>> {
    match string(given, most) {
        None => refuse("text", "is not a string"),
        Some(text) => Ok(text.ok().filter(|text| text.len() <= most)),
    }
}

/// Files of a language pack: path and text, in the order of their paths.
#[cfg(feature = "workbench")]
pub fn files(given: &JsValue) -> Read<Vec<(String, String)>> {
    if !given.is_object() {
        return refuse("files", "is not an object of paths and texts");
    }
    let Ok(paths) = Reflect::own_keys(given) else { return refuse("files", "cannot be read") };
    if paths.length() > MOST_FILES {
        return refuse("files", "are more than 10,000");
    }
    let mut out = Vec::new();
    let mut left = MOST_PACK;
    for key in paths.iter() {
        // (a symbol is no path)
        let Some(path) = string(&key, left) else { continue };
        let text = match member(given, "files", &key)?.and_then(|text| string(&text, left)) {
            None => return refuse("files", "hold something that is not a string"),
            Some(text) => text,
        };
        let (Ok(path), Ok(text)) = (path, text) else { return refuse("the pack", "is longer than 8 MB") };
        let Some(rest) = left.checked_sub(path.len() + text.len()) else { return refuse("the pack", "is longer than 8 MB") };
        left = rest;
        out.push((path, text));
    }
    out.in_order();
    Ok(out)
}
