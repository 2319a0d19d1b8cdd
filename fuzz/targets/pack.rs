//! A language pack that anybody may have written: read, compiled and run, or refused with a line number.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    // Files are told apart by a form feed.
    const PATHS: [&str; 3] = ["xx/language.txt", "xx/words/10-any.txt", "xx/cues/10-any.txt"];
    let files: Vec<(&str, &str)> = PATHS.into_iter().zip(text.split('\u{c}')).collect();
    let report = sutra::check::check(&files);
    for failure in &report.failures {
        assert!(!failure.message.is_empty());
    }
});
