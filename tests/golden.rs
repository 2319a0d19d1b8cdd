//! The analysis of our own articles, in a form a person can read, held against what was last looked at and blessed.
//!
//! `tests/articles/<language>/<name>.txt` is an article, `<name>.expected` its analysis. `./build.sh bless` rewrites the expected files;
//! the difference is then there to be read before it is committed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sutra::analysis::Options;
use sutra::report;

fn articles() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut out = Vec::new();
    for language in std::fs::read_dir(&root).expect("tests/articles is there").filter_map(Result::ok) {
        let Ok(files) = std::fs::read_dir(language.path()) else { continue };
        out.extend(files.filter_map(Result::ok).map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")));
    }
    out.sort();
    out
}

/// The first line that differs, with a little around it.
fn difference(expected: &str, found: &str) -> String {
    let mut out = String::new();
    let (mut left, mut right) = (expected.lines(), found.lines());
    for number in 1.. {
        match (left.next(), right.next()) {
            (Some(a), Some(b)) if a == b => {}
            (None, None) => break,
            (a, b) => {
                let _ = writeln!(out, "  line {number}\n    expected: {}\n    found:    {}", a.unwrap_or("(nothing)"), b.unwrap_or("(nothing)"));
                break;
            }
        }
    }
    out
}

#[test]
fn articles_come_out_as_blessed() {
    let bless = std::env::var_os("SUTRA_BLESS").is_some();
    let mut wrong = String::new();
    let list = articles();
    for language in ["hi", "en"] {
        let count = list.iter().filter(|p| p.parent().is_some_and(|d| d.ends_with(language))).count();
        assert!(count >= 20, "{count} articles in {language}: at least 20 of different desks and styles");
    }
    for path in list {
        let text = std::fs::read_to_string(&path).expect("an article is UTF-8 text");
        let found = report::marked_text(&text, &Options::default(), false, false);
        let golden = path.with_extension("expected");
        if bless {
            std::fs::write(&golden, found).expect("tests/articles can be written");
            continue;
        }
        match std::fs::read_to_string(&golden) {
            Ok(expected) if expected == found => {}
            Ok(expected) => {
                let _ = write!(wrong, "{}\n{}", path.display(), difference(&expected, &found));
            }
            Err(_) => {
                let _ = writeln!(wrong, "{}: no expected file", path.display());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nIf the new analysis is right: ./build.sh bless, and read the difference before committing it.");
}
