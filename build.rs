//! Lists `src/lang` so that adding a file to a language's folder is all it takes: every `*.txt` becomes part of the pack,
//! `model.bin` its trained model. Examples and comments stay out of the program; the rest is packed (`src/packing.rs`).

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

// (only half of it is needed here)
#[allow(dead_code)]
#[path = "src/packing.rs"]
mod packing;

fn main() {
    println!("cargo:rerun-if-changed=src/lang");
    println!("cargo:rerun-if-changed=src/packing.rs");
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("src/lang");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    let mut languages: Vec<PathBuf> = fs::read_dir(&root).expect("src/lang is there").filter_map(|e| e.ok()).map(|e| e.path()).filter(|p| p.is_dir()).collect();
    languages.sort();
    let mut code = String::from("/// The packs and models of the build.\npub static EMBEDDED: &[Embedded] = &[\n");
    for folder in languages {
        let name = folder.file_name().and_then(|n| n.to_str()).expect("a language's folder has a plain name").to_owned();
        let mut files = Vec::new();
        collect(&folder, &mut files);
        files.sort();
        if files.is_empty() {
            continue;
        }
        let texts: Vec<(String, String)> = files
            .iter()
            .map(|file| {
                println!("cargo:rerun-if-changed={}", file.display());
                let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
                (format!("{name}/{}", file.strip_prefix(&folder).expect("inside the folder").to_string_lossy().replace('\\', "/")), text)
            })
            .collect();
        let script = texts.iter().flat_map(|(_, text)| text.lines()).find_map(|line| line.trim().strip_prefix("script ")).map_or("", |s| s.split('#').next().unwrap_or("").trim());
        let stored = out.join(format!("{name}.pack"));
        fs::write(&stored, packing::pack(&texts)).expect("OUT_DIR can be written");
        writeln!(code, "    Embedded {{ code: {name:?}, script: {script:?}, packed: include_bytes!({stored:?}),").expect("writing to a string");
        let model = folder.join("model.bin");
        println!("cargo:rerun-if-changed={}", model.display());
        let model = if model.exists() { format!("Some(include_bytes!({model:?}))") } else { "None".into() };
        writeln!(code, "    model: {model} }},").expect("writing to a string");
    }
    code.push_str("];\n");
    fs::write(out.join("embedded.rs"), code).expect("OUT_DIR can be written");
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be read").filter_map(|e| e.ok()) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|e| e == "txt") {
            out.push(path);
        }
    }
}
