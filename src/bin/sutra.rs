//! The `sutra` command: analyse, explain, check packs, evaluate, train.
#![forbid(unsafe_code)]

use std::io::{self, BufRead, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use rayon::prelude::*;
use serde::Deserialize;

use sutra::analysis::{self, Method, Options, Scope};
use sutra::offsets::Unit;

/// Who says so: attributions, their sources and denials in Hindi and English news.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Find the attributions of texts.
    Analyze(Analyze),
    /// Print every stage of the engine for a sentence.
    Explain(Explain),
    /// Run the examples of the language packs; mistakes as file:line: message.
    Check {
        /// A pack's folder, such as src/lang/hi; without it all built-in languages' folders below src/lang.
        folder: Option<PathBuf>,
        /// Show only mistakes whose line matches this regular expression, for instance cues/deny.
        #[arg(long, value_name = "REGEX")]
        only: Option<regex::Regex>,
    },
    /// Compare with gold: the same figures as the scorer.
    Eval(sutra::eval::Arguments),
    /// Train a language's span model from gold files.
    Train(sutra::train::Arguments),
}

#[derive(Args)]
struct Analyze {
    /// text: the article with marks to read; json: one object; jsonl: a JSON document a line in and out; csv: a row an attribution.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    how: How,
    /// How many documents are analysed at once (jsonl); 0 takes every core.
    #[arg(long, default_value_t = 1)]
    jobs: usize,
    /// Files to read; - or nothing reads standard input.
    files: Vec<PathBuf>,
}

#[derive(Args)]
struct Explain {
    #[command(flatten)]
    how: How,
    /// As JSON.
    #[arg(long)]
    json: bool,
    sentence: String,
}

#[derive(Args)]
struct How {
    /// auto, or the code of a language: hi, en.
    #[arg(long, default_value = "auto")]
    lang: String,
    /// claims: our guide; wide: also intentions, support and criticism.
    #[arg(long, default_value = "claims")]
    scope: String,
    /// both, packs (no model) or model (no pack cues): for measuring what each adds.
    #[arg(long, default_value = "both")]
    method: String,
    /// Leave out attributions of less confidence, 0 to 1.
    #[arg(long, default_value_t = 0.0)]
    minimum_confidence: f32,
}

#[derive(Clone, Copy, ValueEnum, PartialEq)]
enum Format {
    Text,
    Json,
    Jsonl,
    Csv,
}

impl How {
    fn options(&self) -> Result<Options, String> {
        Ok(Options {
            language: language(&self.lang)?,
            scope: match self.scope.as_str() {
                "claims" => Scope::Claims,
                "wide" => Scope::Wide,
                other => return Err(format!("--scope {other}: claims or wide")),
            },
            method: match self.method.as_str() {
                "both" => Method::Both,
                "packs" => Method::PacksOnly,
                "model" => Method::ModelOnly,
                other => return Err(format!("--method {other}: both, packs or model")),
            },
            minimum_confidence: self.minimum_confidence,
        })
    }
}

fn language(code: &str) -> Result<Option<String>, String> {
    if code == "auto" {
        return Ok(None);
    }
    let known: Vec<&str> = sutra::packs::EMBEDDED.iter().map(|e| e.code).collect();
    if known.contains(&code) { Ok(Some(code.to_owned())) } else { Err(format!("unknown language \"{code}\": auto, {}", known.join(", "))) }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Analyze(a) => analyze(&a),
        Command::Explain(e) => explain(&e),
        Command::Check { folder, only } => check(folder.as_deref(), only.as_ref()),
        Command::Eval(a) => sutra::eval::run(&a),
        Command::Train(a) => sutra::train::run(&a),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("sutra: {message}");
            ExitCode::from(2)
        }
    }
}

/// What is said of a text beyond [`analysis::MOST_BYTES`].
const TOO_LONG: &str = "longer than 32 MB, which no article is; hand it in in parts";
/// Longest line of a jsonl file: a text of the greatest length, every character of it escaped.
const MOST_LINE: usize = 6 * analysis::MOST_BYTES + (1 << 20);

/// Why a file or folder could not be read, in words.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder; name the files in it".to_owned(),
        io::ErrorKind::NotADirectory => "this is no folder".to_owned(),
        io::ErrorKind::PermissionDenied => "reading it is not allowed".to_owned(),
        _ => error.to_string(),
    }
}

fn read_text(path: &Path) -> Result<String, String> {
    let (name, bytes) = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().take(analysis::MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| format!("standard input: {e}"))?;
        ("standard input".to_owned(), bytes)
    } else {
        let failed = |e: io::Error| format!("{}: {}", path.display(), why(&e));
        let mut bytes = Vec::new();
        std::fs::File::open(path).map_err(failed)?.take(analysis::MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
        (path.display().to_string(), bytes)
    };
    if bytes.len() > analysis::MOST_BYTES {
        return Err(format!("{name}: {TOO_LONG}"));
    }
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        format!("{name}: not UTF-8 text (byte {at}); convert it first, for instance with iconv -t UTF-8")
    })
}

/// `Ok(false)`: something was wrong, said on standard error, and the rest was done.
fn analyze(args: &Analyze) -> Result<bool, String> {
    let options = args.how.options()?;
    let stdin = [PathBuf::from("-")];
    let files: &[PathBuf] = if args.files.is_empty() { &stdin } else { &args.files };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut fine = true;
    if args.format == Format::Csv {
        write_or_stop(&mut out, "\u{feff}file,id,kind,sub,stance,quote,source,who,cue,content,confidence,rule\r\n")?;
    }
    for path in files {
        if args.format == Format::Jsonl {
            fine &= jsonl(path, &options, args.jobs, &mut out)?;
            continue;
        }
        match read_text(path) {
            Err(message) => {
                eprintln!("sutra: {message}");
                fine = false;
            }
            Ok(text) => {
                let printed = match args.format {
                    Format::Json => serde_json::to_string_pretty(&analysis::analyze_text(&text, &options, Unit::CodePoint)).map_err(|e| e.to_string())? + "\n",
                    Format::Csv => sutra::report::csv(&path.display().to_string(), &text, &options),
                    Format::Text | Format::Jsonl => sutra::report::text(&text, &options, io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()),
                };
                write_or_stop(&mut out, &printed)?;
            }
        }
    }
    written(out.flush())?;
    Ok(fine)
}

fn write_or_stop(out: &mut impl Write, text: &str) -> Result<(), String> {
    written(out.write_all(text.as_bytes()))
}

/// A reader that has closed the pipe has seen enough.
fn written(result: io::Result<()>) -> Result<(), String> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        other => other.map_err(|e| format!("standard output: {e}")),
    }
}

#[derive(Deserialize)]
struct Line {
    doc: serde_json::Value,
    lang: Option<String>,
    text: String,
}

/// One document a line; memory is bounded by one batch of lines.
fn jsonl(path: &Path, options: &Options, jobs: usize, out: &mut impl Write) -> Result<bool, String> {
    let mut reader: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        match std::fs::File::open(path) {
            Ok(file) => Box::new(io::BufReader::new(file)),
            Err(e) => {
                eprintln!("sutra: {}: {}", path.display(), why(&e));
                return Ok(false);
            }
        }
    };
    let threads = if jobs == 0 { std::thread::available_parallelism().map_or(1, |n| n.get()) } else { jobs };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|e| e.to_string())?;
    let mut fine = true;
    let mut ended = false;
    let mut number = 0;
    loop {
        let mut batch: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut size = 0;
        // so much that the threads seldom wait for each other, and no more
        let (most, bytes) = if threads == 1 { (1, usize::MAX) } else { (threads * 64, threads << 18) };
        while batch.len() < most && size < bytes {
            let line = match read_line(&mut reader) {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(e) => {
                    eprintln!("sutra: {}: {}", path.display(), why(&e));
                    fine = false;
                    ended = true;
                    break;
                }
            };
            number += 1;
            if !line.iter().all(u8::is_ascii_whitespace) {
                size += line.len();
                batch.push((number, line));
            }
        }
        if batch.is_empty() {
            return Ok(fine);
        }
        let last = ended;
        let done: Vec<(String, Option<String>)> = if threads == 1 {
            batch.iter().map(|(n, l)| one_line(*n, l, options)).collect()
        } else {
            pool.install(|| batch.par_iter().map(|(n, l)| one_line(*n, l, options)).collect())
        };
        for (text, error) in done {
            if let Some(message) = error {
                eprintln!("sutra: {message}");
                fine = false;
            }
            write_or_stop(out, &text)?;
        }
        // whoever waits at the other end of the pipe for this document gets it now
        written(out.flush())?;
        if last {
            return Ok(fine);
        }
    }
}

/// The next line; of one that is longer than any document only the beginning is kept, which is one byte too long.
fn read_line(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if reader.by_ref().take(MOST_LINE as u64 + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() > MOST_LINE && line.last() != Some(&b'\n') {
        reader.skip_until(b'\n')?;
    }
    Ok(Some(line))
}

/// A document's line in the output.
#[derive(serde::Serialize)]
struct Answer<'a> {
    doc: &'a serde_json::Value,
    #[serde(flatten)]
    analysis: &'a analysis::Analysis<'static>,
}

fn one_line(number: usize, line: &[u8], options: &Options) -> (String, Option<String>) {
    let failed = |doc: serde_json::Value, message: String| (format!("{}\n", serde_json::json!({ "doc": doc, "error": message })), Some(format!("line {number}: {message}")));
    if line.len() > MOST_LINE {
        return failed(serde_json::Value::Null, TOO_LONG.to_owned());
    }
    // a byte order mark at the beginning of the file is none of the document's
    let line = if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line) } else { line };
    let text = match std::str::from_utf8(line) {
        Ok(text) => text,
        Err(e) => return failed(serde_json::Value::Null, format!("not UTF-8 text (byte {})", e.valid_up_to())),
    };
    // (a list of the members' values is no document, though a deserializer would take it for one)
    if text.trim_start().starts_with('[') {
        return failed(serde_json::Value::Null, "not a document {\"doc\", \"text\"}, but a list".to_owned());
    }
    let parsed: Line = match serde_json::from_str(text) {
        Ok(parsed) => parsed,
        Err(e) => {
            let doc = serde_json::from_str::<serde_json::Value>(text).ok().and_then(|v| v.get("doc").cloned()).unwrap_or(serde_json::Value::Null);
            // (its own count of lines is of this one line)
            let message = e.to_string().replace(&format!(" at line {} column {}", e.line(), e.column()), &format!(" (column {})", e.column()));
            return failed(doc, format!("not a document {{\"doc\", \"text\"}}: {message}"));
        }
    };
    if parsed.text.len() > analysis::MOST_BYTES {
        return failed(parsed.doc, TOO_LONG.to_owned());
    }
    let mut options = options.clone();
    if let Some(code) = parsed.lang.as_deref()
        && options.language.is_none()
    {
        match language(code) {
            Ok(language) => options.language = language,
            Err(message) => return failed(parsed.doc, message),
        }
    }
    let analysis = analysis::analyze_text(&parsed.text, &options, Unit::CodePoint);
    match serde_json::to_string(&Answer { doc: &parsed.doc, analysis: &analysis }) {
        Ok(line) => (line + "\n", None),
        Err(e) => failed(parsed.doc, e.to_string()),
    }
}

fn explain(args: &Explain) -> Result<bool, String> {
    let stages = sutra::explain::explain(&args.sentence, &args.how.options()?);
    let printed = if args.json { serde_json::to_string_pretty(&stages).map_err(|e| e.to_string())? + "\n" } else { sutra::report::stages(&args.sentence, &stages) };
    let mut out = io::stdout().lock();
    write_or_stop(&mut out, &printed)?;
    written(out.flush())?;
    Ok(true)
}

fn check(folder: Option<&Path>, only: Option<&regex::Regex>) -> Result<bool, String> {
    let folders = match folder {
        Some(folder) => vec![folder.to_owned()],
        None => {
            let root = Path::new("src/lang");
            let mut list: Vec<PathBuf> = std::fs::read_dir(root)
                .map_err(|e| format!("{}: {}; name a pack's folder", root.display(), why(&e)))?
                .filter_map(|e| e.ok())
                .map(|e| e.path())
                .filter(|p| p.is_dir())
                .collect();
            list.sort();
            list
        }
    };
    let mut fine = true;
    let mut out = BufWriter::new(io::stdout().lock());
    for folder in folders {
        let mut files = Vec::new();
        collect(&folder, &mut files)?;
        let code = folder.canonicalize().ok().and_then(|p| p.file_name().map(|n| n.to_string_lossy().into_owned())).unwrap_or_default();
        let mut texts = Vec::new();
        for file in &files {
            let id = format!("{code}/{}", file.strip_prefix(&folder).unwrap_or(file).display());
            texts.push((id, read_text(file)?));
        }
        if texts.is_empty() {
            return Err(format!("{}: no .txt files; a pack's folder holds language.txt, words/ and cues/", folder.display()));
        }
        if !texts.iter().flat_map(|(_, text)| text.lines()).any(|line| line.trim_start_matches('\u{feff}').starts_with("language ")) {
            return Err(format!("{}: no language pack: none of its .txt files has a \"language\" entry; a pack's folder holds language.txt, words/ and cues/", folder.display()));
        }
        let list: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        let mut report = sutra::check::check(&list);
        if let Some(only) = only {
            report.failures.retain(|failure| only.is_match(&failure.to_string()));
        }
        for failure in &report.failures {
            write_or_stop(&mut out, &format!("{failure}\n"))?;
        }
        for note in &report.notes {
            write_or_stop(&mut out, &format!("note: {note}\n"))?;
        }
        write_or_stop(
            &mut out,
            &format!("{}: {} entries, {} examples, {} failures, {} notes\n", report.language, report.entries, report.examples, report.failures.len(), report.notes.len()),
        )?;
        fine &= report.failures.is_empty();
    }
    written(out.flush())?;
    Ok(fine)
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), String> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).map_err(|e| format!("{}: {}", folder.display(), why(&e)))?.filter_map(|e| e.ok()).map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, out)?;
        } else if path.extension().is_some_and(|e| e == "txt") {
            out.push(path);
        }
    }
    Ok(())
}
