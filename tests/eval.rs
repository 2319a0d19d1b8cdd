//! `sutra eval` and the project's scorer give the same figures.
#![cfg(feature = "cli")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn same(path: &str, ours: &Value, theirs: &Value) {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in b.iter().filter(|(k, _)| *k != "wall_s") {
                same(&format!("{path}.{key}"), a.get(key).unwrap_or(&Value::Null), value);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{path}");
            a.iter().zip(b).enumerate().for_each(|(i, (x, y))| same(&format!("{path}[{i}]"), x, y));
        }
        _ => match (ours.as_f64(), theirs.as_f64()) {
            (Some(a), Some(b)) => assert!((a - b).abs() < 1e-9, "{path}: {a} here, {b} by the scorer"),
            _ => assert_eq!(ours, theirs, "{path}"),
        },
    }
}

#[test]
fn agrees_with_the_scorer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let scorer = root.join("score/score.py");
    if !scorer.exists() {
        eprintln!("skipped: {} is not here", scorer.display());
        return;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: no python3");
        return;
    }
    let scratch = std::env::temp_dir().join(format!("sutra-eval-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).expect("a folder for predictions");
    let sutra = env!("CARGO_BIN_EXE_sutra");
    let mut compared = 0;
    for name in ["en-own-dev", "hi-own-dev", "hi-dev"] {
        let gold: PathBuf = root.join(format!("gold/{name}.jsonl"));
        if !gold.exists() {
            continue;
        }
        let predictions = scratch.join(format!("{name}.jsonl"));
        let analysed = Command::new(sutra).args(["analyze", "--format", "jsonl"]).arg(&gold).output().expect("sutra analyze runs");
        std::fs::write(&predictions, &analysed.stdout).expect("predictions are written");
        let ours = Command::new(sutra).arg("eval").arg(&gold).args(["--json", "--predictions"]).arg(&predictions).output().expect("sutra eval runs");
        assert!(ours.status.success(), "{}", String::from_utf8_lossy(&ours.stderr));
        let theirs = Command::new("python3").arg(&scorer).arg(&gold).arg("--json").arg("--predictions").arg(&predictions).output().expect("the scorer runs");
        assert!(theirs.status.success(), "{}", String::from_utf8_lossy(&theirs.stderr));
        let ours: Value = serde_json::from_slice(&ours.stdout).expect("figures");
        let theirs: Value = serde_json::from_slice(&theirs.stdout).expect("figures");
        same(name, &ours, &theirs);
        compared += 1;
    }
    std::fs::remove_dir_all(&scratch).ok();
    assert!(compared > 0, "no gold files beside the scorer");
}
