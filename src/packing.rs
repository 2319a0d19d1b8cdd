//! How a pack stands in the program: its sets' members in order, each without what it has in common with the one before, and
//! letters of Devanagari as one byte. A third less, gzipped, than the files as they are. `build.rs` packs, [`unpack`] gives the sets
//! and files back that read as the same pack, the entries on the lines where they were written.

/// Bytes from here on are the letters of Devanagari, U+0900 to U+097F.
const LETTERS: u8 = 0x80;
/// A character that is neither of these nor ASCII follows in UTF-8.
const OTHER: u8 = 1;
/// The end of a member.
const MEMBER: u8 = b'\n';
/// The end of a file.
const FILE: u8 = 0;

/// Packs the files of a language, (path, text), in the order of their paths. Examples and comments are left out.
pub fn pack(files: &[(String, String)]) -> Vec<u8> {
    let mut sets: Vec<(String, Vec<Vec<u8>>)> = Vec::new();
    let mut kept: Vec<(&str, Vec<u8>)> = Vec::new();
    for (path, text) in files {
        let mut rest = String::new();
        // the set whose members these are, and whether the line that opens it is kept
        let mut open: Option<(usize, bool)> = None;
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = without_examples(line);
            let inner = line.starts_with([' ', '\t']);
            if !inner && !line.is_empty() {
                open = line.strip_prefix("set ").map(str::trim).map(|name| {
                    let at = sets.iter().position(|(n, _)| n == name);
                    let at = at.unwrap_or_else(|| {
                        sets.push((name.to_owned(), Vec::new()));
                        sets.len() - 1
                    });
                    (at, false)
                });
            }
            match &mut open {
                // members that are patterns stay where they are; the line before is one that was taken out
                Some((set, kept)) if line.contains(['(', '[']) => {
                    if !std::mem::replace(kept, true) {
                        rest.pop();
                        rest.push_str(&format!("set {}\n", sets[*set].0));
                    }
                    rest.push_str(line);
                }
                Some((set, _)) if inner => sets[*set].1.extend(line.split_whitespace().map(narrowed)),
                Some(_) => {}
                None => rest.push_str(line),
            }
            rest.push('\n');
        }
        if !rest.trim().is_empty() {
            kept.push((path, narrowed(rest.trim_end())));
        }
    }
    let mut out = format!("{} {}\n", sets.len(), kept.len()).into_bytes();
    let (mut shared, mut tails) = (Vec::new(), Vec::new());
    for (name, members) in &mut sets {
        members.sort();
        members.dedup();
        out.extend(format!("{name} {}\n", members.len()).bytes());
        let mut last: &[u8] = &[];
        for member in members.iter() {
            let same = last.iter().zip(member).take(255).take_while(|(a, b)| a == b).count();
            shared.push(same as u8);
            tails.extend(&member[same..]);
            tails.push(MEMBER);
            last = member;
        }
    }
    for (path, _) in &kept {
        out.extend(format!("{path}\n").bytes());
    }
    out.extend(shared);
    out.extend(tails);
    for (_, text) in kept {
        out.extend(text);
        out.push(FILE);
    }
    out
}

/// A line without its comment, nothing for an example.
fn without_examples(line: &str) -> &str {
    if line.starts_with([' ', '\t']) && line.trim_start().starts_with(['+', '-', '?']) {
        return "";
    }
    line.split('#').next().unwrap_or("").trim_end()
}

fn narrowed(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    narrow(text, &mut out);
    out
}

/// Appends a text with the letters of Devanagari as one byte each.
pub fn narrow(text: &str, out: &mut Vec<u8>) {
    for c in text.chars() {
        match c {
            '\u{0900}'..='\u{097f}' => out.push(LETTERS + (c as u32 - 0x0900) as u8),
            '\x02'..='\x7f' => out.push(c as u8),
            c => {
                out.push(OTHER);
                out.extend(c.encode_utf8(&mut [0; 4]).bytes());
            }
        }
    }
}

/// The letter of Devanagari, from U+0900 on, that a byte of [`narrow`] is.
pub fn letter(byte: u8) -> Option<u8> {
    byte.checked_sub(LETTERS)
}

/// Appends, as UTF-8, the text that [`narrow`] made these bytes of.
pub fn widen(bytes: &[u8], out: &mut Vec<u8>) {
    out.reserve(bytes.len() * 3);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            LETTERS.. => {
                let letter = byte - LETTERS;
                out.extend([0xe0, 0xa4 | letter >> 6, 0x80 | letter & 0x3f]);
            }
            OTHER => {
                let length = bytes.get(at + 1).map_or(0, |first| first.leading_ones() as usize).clamp(1, 4);
                let end = (at + 1 + length).min(bytes.len());
                out.extend(std::str::from_utf8(&bytes[at + 1..end]).unwrap_or("?").bytes());
                at = end;
                continue;
            }
            byte => out.push(byte),
        }
        at += 1;
    }
}

/// What [`pack`] was given, as [`unpack`] gives it back.
pub struct Unpacked {
    /// The sets, (name, members with a space before each, as [`narrow`] writes them).
    pub sets: Vec<(String, Vec<u8>)>,
    /// The files with what else stood in them, (path, text).
    pub files: Vec<(String, String)>,
}

/// Reads what [`pack`] made. What was not packed by it gives something, never a panic.
pub fn unpack(bytes: &[u8]) -> Unpacked {
    let mut rest = bytes;
    let mut until = |mark: u8| {
        let end = rest.iter().position(|&b| b == mark).unwrap_or(rest.len());
        let part = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        part
    };
    let mut pair = || {
        let line = std::str::from_utf8(until(b'\n')).unwrap_or("");
        let (name, number) = line.rsplit_once(' ').unwrap_or((line, ""));
        (name, number.parse::<usize>().unwrap_or(0).min(bytes.len()))
    };
    let (sets, files) = pair();
    let sets: Vec<(&str, usize)> = (0..sets.parse().unwrap_or(0).min(bytes.len())).map(|_| pair()).collect();
    let paths: Vec<&str> = (0..files).map(|_| std::str::from_utf8(until(b'\n')).unwrap_or("")).collect();
    let (shared, mut tails) = rest.split_at(sets.iter().fold(0usize, |sum, (_, count)| sum.saturating_add(*count)).min(rest.len()));
    let mut shared = shared.iter();
    let wide = |text: Vec<u8>| String::from_utf8(text).unwrap_or_default();
    let mut out = Unpacked { sets: Vec::with_capacity(sets.len()), files: Vec::with_capacity(paths.len()) };
    for (name, count) in sets {
        let mut members: Vec<u8> = Vec::with_capacity((count * 16).min(1 << 16));
        let mut last = 0..0;
        for &same in shared.by_ref().take(count) {
            let end = tails.iter().position(|&b| b == MEMBER).unwrap_or(tails.len());
            members.push(b' ');
            let start = members.len();
            members.extend_from_within(last.start..last.end.min(last.start + usize::from(same)));
            members.extend_from_slice(&tails[..end]);
            last = start..members.len();
            tails = tails.get(end + 1..).unwrap_or_default();
        }
        out.sets.push((name.to_owned(), members));
    }
    for (path, bytes) in paths.into_iter().zip(tails.split(|&b| b == FILE)) {
        let mut text = Vec::new();
        widen(bytes, &mut text);
        out.files.push((path.to_owned(), wide(text)));
    }
    out
}
