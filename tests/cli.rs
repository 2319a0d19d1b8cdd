//! The command line by its contract: what it prints, where it complains, with which status it ends.
#![cfg(feature = "cli")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ENGLISH: &str = "Bridge is safe, says minister\nThe minister said that the bridge is safe. Officials denied the report.\n";
const HINDI: &str = "मंत्री ने कहा कि पुल सुरक्षित है। सूत्रों ने बताया कि जांच होगी।\n";

/// A folder of this test's own, gone when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("sutra-cli-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for the test");
        Scratch(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("a file for the test");
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn sutra(arguments: &[&str], files: &[&Path], input: &[u8]) -> Output {
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_sutra")).args(arguments).args(files).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("sutra starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input).ok());
    let output = child.wait_with_output().expect("sutra ends");
    writer.join().expect("the writer ends");
    output
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the command prints UTF-8")
}

fn lines(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {}", text(&output.stderr)))
}

#[test]
fn text_is_marked_and_listed() {
    let output = sutra(&["analyze", "-"], &[], ENGLISH.as_bytes());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let shown = text(&output.stdout);
    assert!(shown.contains('⟦') && shown.contains("cue: said"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "no colours into a pipe");
    let hindi = sutra(&["analyze"], &[], HINDI.as_bytes());
    assert!(text(&hindi.stdout).contains("cue: बताया"), "standard input without a dash: {}", text(&hindi.stdout));
}

#[test]
fn json_gives_offsets_in_code_points() {
    let output = sutra(&["analyze", "--format", "json"], &[], format!("😀 {HINDI}").as_bytes());
    assert_eq!(status(&output), 0);
    let analysis: Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    assert_eq!(analysis["lang"], "hi");
    let points: Vec<char> = format!("😀 {HINDI}").chars().collect();
    let cue = &analysis["attributions"][0]["cue"];
    let range = cue[0].as_u64().unwrap() as usize..cue[1].as_u64().unwrap() as usize;
    assert_eq!(points[range].iter().collect::<String>(), "कहा");
}

#[test]
fn jsonl_goes_on_after_a_bad_line() {
    let good = |doc: &str| serde_json::json!({ "doc": doc, "lang": "en", "text": ENGLISH }).to_string();
    let mut input = Vec::new();
    input.extend(good("one").as_bytes());
    input.extend(b"\n\n{\"doc\": \"broken\", \"text\": \n");
    input.extend(b"{\"doc\": \"no text\"}\n");
    input.extend(b"{\"doc\": \"bad \xff bytes\", \"text\": \"a\"}\n");
    input.extend("{\"doc\": \"tongue\", \"lang\": \"xx\", \"text\": \"a\"}\n".as_bytes());
    input.extend(b"[1, 2]\n{\"doc\": \"half\", \"text\": \"\\ud800\"}\n");
    input.extend(good("last").as_bytes());
    for jobs in ["1", "3"] {
        let output = sutra(&["analyze", "--format", "jsonl", "--jobs", jobs], &[], &input);
        assert_eq!(status(&output), 1);
        let out = lines(&output);
        assert_eq!(out.len(), 8, "{}", text(&output.stdout));
        assert_eq!(out[0]["doc"], "one");
        assert!(!out[0]["attributions"].as_array().unwrap().is_empty());
        assert!(out[1]["error"].is_string() && out[1]["doc"].is_null());
        assert_eq!(out[2]["doc"], "no text");
        assert_eq!(out[4]["doc"], "tongue");
        assert_eq!(out[7]["doc"], "last");
        assert_eq!(out[7]["attributions"], out[0]["attributions"]);
        for (line, number) in [(1, 3), (2, 4), (3, 5), (4, 6), (5, 7), (6, 8)] {
            assert!(out[line]["error"].is_string(), "{}", out[line]);
            assert!(text(&output.stderr).contains(&format!("line {number}: ")), "{}", text(&output.stderr));
        }
    }
}

#[test]
fn jsonl_takes_any_id_a_byte_order_mark_and_no_last_newline() {
    let output =
        sutra(&["analyze", "--format", "jsonl"], &[], "\u{feff}{\"doc\": 7, \"text\": \"He said no.\"}\r\n{\"doc\": {\"a\": [1]}, \"text\": \"\", \"more\": 1}".as_bytes());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let out = lines(&output);
    assert_eq!(out[0]["doc"], 7);
    assert_eq!(out[1]["doc"]["a"][0], 1);
    assert_eq!(out[1]["attributions"], serde_json::json!([]));
    assert!(sutra(&["analyze", "--format", "jsonl"], &[], b"").stdout.is_empty());
}

#[test]
fn a_deep_line_is_an_error_and_no_overflow() {
    let line = format!("{{\"doc\": {}1{}, \"text\": \"a\"}}\n{{\"doc\": 2, \"text\": \"a\"}}\n", "[".repeat(100_000), "]".repeat(100_000));
    let output = sutra(&["analyze", "--format", "jsonl"], &[], line.as_bytes());
    assert_eq!(status(&output), 1);
    assert_eq!(lines(&output).len(), 2);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
    let scratch = Scratch::new("read");
    let good = scratch.file("good.txt", ENGLISH);
    let latin = scratch.file("latin.txt", b"caf\xe9 said");
    let missing = scratch.0.join("missing.txt");
    for format in ["text", "json", "csv"] {
        let output = sutra(&["analyze", "--format", format], &[&missing, &latin, &scratch.0, &good], b"");
        assert_eq!(status(&output), 1);
        let said = text(&output.stderr);
        assert!(said.contains("missing.txt: there is no such file"), "{said}");
        assert!(said.contains("latin.txt: not UTF-8 text (byte 3)"), "{said}");
        assert!(said.contains("this is a folder") && said.lines().count() == 3, "the folder too: {said}");
        assert!(text(&output.stdout).contains("minister"), "the good file came out: {}", text(&output.stdout));
    }
    let good = scratch.file("good.jsonl", "{\"doc\": 1, \"text\": \"He said no.\"}\n");
    let output = sutra(&["analyze", "--format", "jsonl"], &[&missing, &scratch.0, &good], b"");
    assert_eq!(status(&output), 1);
    assert_eq!(lines(&output).len(), 1, "{}", text(&output.stderr));
}

#[test]
fn lines_that_are_no_documents_are_told_with_their_number_and_column() {
    let wrong = ["{bad", "[]", "[1, \"en\", \"He said no.\"]", "7", "{\"doc\": 2}", "{\"doc\": 3, \"text\": \"\\ud800\"}"];
    let output = sutra(&["analyze", "--format", "jsonl"], &[], wrong.join("\n").as_bytes());
    assert_eq!(status(&output), 1);
    let said = text(&output.stderr);
    for (line, expected) in [(1, "(column 2)"), (2, "but a list"), (3, "but a list"), (4, "(column 1)"), (5, "missing field `text`"), (6, "hex escape")] {
        assert!(said.lines().any(|l| l.starts_with(&format!("sutra: line {line}: ")) && l.contains(expected)), "{line}, {expected}: {said}");
    }
    assert!(!said.contains("line 1 column"), "{said}");
    assert!(lines(&output).iter().all(|l| l["error"].is_string()) && lines(&output).len() == wrong.len());
}

#[test]
fn a_folder_that_is_no_pack_is_said_to_be_none() {
    let scratch = Scratch::new("nopack");
    scratch.file("article.txt", ENGLISH);
    let output = sutra(&["check"], &[&scratch.0], b"");
    assert_eq!((status(&output), text(&output.stderr).lines().count()), (2, 1), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("no language pack"));
    let output = sutra(&["check"], &[&scratch.0.join("missing")], b"");
    assert!(text(&output.stderr).contains("there is no such file or folder"));
}

#[test]
fn unknown_words_on_the_command_line_are_refused() {
    for (arguments, word) in [
        (&["analyze", "--lang", "xx"][..], "auto, en, hi"),
        (&["analyze", "--scope", "all"], "claims or wide"),
        (&["analyze", "--method", "magic"], "both, packs or model"),
        (&["analyze", "--format", "xml"], "jsonl"),
        (&["explain", "--lang", "fr", "Bonjour"], "auto, en, hi"),
        (&["shout"], "Usage"),
    ] {
        let output = sutra(arguments, &[], b"");
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(text(&output.stderr).contains(word), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn csv_is_safe_in_a_spreadsheet() {
    let article = "Report\n=cmd|' /C calc'!A0 said that \"the bridge, is safe\". +1 said that it is. @sum denied the report.\n";
    let output = sutra(&["analyze", "--format", "csv", "--method", "packs"], &[], article.as_bytes());
    assert_eq!(status(&output), 0);
    let csv = text(&output.stdout);
    assert!(csv.starts_with("\u{feff}file,id,kind,sub,stance,quote,source,who,cue,content,confidence,rule\r\n"), "{csv}");
    let records = records(csv.trim_start_matches('\u{feff}'));
    assert!(records.len() > 2, "{csv}");
    for record in &records {
        assert_eq!(record.len(), 12, "{record:?}");
        for cell in record {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "a formula: {cell:?}");
        }
    }
}

/// The records of a CSV text by RFC 4180.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut out = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = out.last_mut().unwrap().last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => out.last_mut().unwrap().push(String::new()),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                if chars.peek().is_some() {
                    out.push(vec![String::new()]);
                }
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted, "a quotation is left open");
    out
}

#[test]
fn a_closed_pipe_is_no_error() {
    let long = serde_json::json!({ "doc": 1, "text": ENGLISH.repeat(50) }).to_string() + "\n";
    let text = ENGLISH.repeat(400);
    for (arguments, input) in [
        (&["analyze", "--format", "jsonl"][..], long.repeat(5)),
        (&["analyze", "--format", "csv"], text.clone()),
        (&["analyze"], text),
        (&["explain", "He said no."], String::new()),
        (&["check", "src/lang/en"], String::new()),
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sutra"))
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("sutra starts");
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().expect("a pipe");
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
        let output = child.wait_with_output().expect("sutra ends");
        writer.join().expect("the writer ends");
        assert_eq!(self::text(&output.stderr), "", "{arguments:?}");
        assert_eq!(status(&output), 0, "{arguments:?}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a pack's folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).expect("a copy") }
    }
}

#[test]
fn check_names_file_and_line() {
    let scratch = Scratch::new("check");
    let pack = scratch.0.join("en");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang/en"), &pack);
    let broken = "cue brokenly (said | told\n  stance says\n\ncue shouted loudlyish\n  stance maybe\n  + {source Ann} {cue shouted loudlyish} that it rains. => named\ncue @no-such-set of\nset UPPER\n  a\n  stray\ncue said quietlyish\n  + {source The mayor} said nothing of the kind, {cue said quietlyish} Bo. => hearsay\n";
    fs::write(pack.join("cues/99-broken.txt"), broken).expect("a broken file");
    let output = sutra(&["check"], &[&pack], b"");
    assert_eq!(status(&output), 1);
    let said = text(&output.stdout);
    for (line, what) in [(1, "never closed"), (5, "\"maybe\" is none of"), (7, "no set \"no-such-set\""), (8, "a-z, 0-9"), (12, "")] {
        assert!(said.lines().any(|l| l.starts_with(&format!("en/cues/99-broken.txt:{line}: ")) && l.contains(what)), "line {line}: {said}");
    }
    assert!(said.lines().last().is_some_and(|l| l.starts_with("en: ") && l.contains(" failures, ")), "{said}");
    let empty = scratch.0.join("empty");
    fs::create_dir_all(&empty).expect("a folder");
    let output = sutra(&["check"], &[&empty], b"");
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("no .txt files"), "{}", text(&output.stderr));
    assert_eq!(status(&sutra(&["check"], &[&scratch.0.join("nowhere")], b"")), 2);
}

#[test]
fn explain_shows_every_stage() {
    let output = sutra(&["explain", "Officials said that the bridge is safe."], &[], b"");
    assert_eq!(status(&output), 0);
    let shown = text(&output.stdout);
    for stage in ["language    en (analysed)", "\ntokens\n", "\nsentences\n", "\nquotations\n", "\ncues proposed\n", "\nattributions\n", "  1. anonymous"] {
        assert!(shown.contains(stage), "{stage}: {shown}");
    }
    let output = sutra(&["explain", "--json", "सूत्रों ने कहा कि पुल सुरक्षित है।"], &[], b"");
    let stages: Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    assert_eq!(stages["language"], "hi");
    assert!(stages["tokens"].as_array().is_some_and(|t| t.len() == 8), "{stages}");
    assert_eq!(stages["attributions"][0]["kind"], "anonymous");
    assert_eq!(status(&sutra(&["explain", ""], &[], b"")), 0);
}
