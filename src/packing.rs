//! How a pack stands in the program: the members of all its sets in order, each once, with which sets hold it, and without what
//! it has in common with the one before; letters of Devanagari as one byte. Two fifths less, gzipped, than the files as they are.
//! `build.rs` packs, [`unpack`] gives the sets and files back that read as the same pack, the entries on the lines where they were
//! written.

use std::collections::{BTreeMap, BTreeSet};

/// Bytes from here on are the letters of Devanagari, U+0900 to U+097F.
const LETTERS: u8 = 0x80;
/// A character that is neither of these nor ASCII follows in UTF-8.
const OTHER: u8 = 1;
/// The end of a member.
const MEMBER: u8 = b'\n';
/// The end of a file.
const FILE: u8 = 0;
/// In which sets a member stands is a number: below this it is one byte, from it on two, the first of them from here on.
const NUMBERS: usize = 200;

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
    // each member with the sets that hold it
    let mut members: BTreeMap<Vec<u8>, BTreeSet<u8>> = BTreeMap::new();
    for (index, (_, list)) in sets.iter_mut().enumerate() {
        list.drain(..).for_each(|member| {
            members.entry(member).or_default().insert(index as u8);
        });
    }
    // what sets hold a member together, the most frequent first
    let mut often: BTreeMap<&BTreeSet<u8>, usize> = BTreeMap::new();
    members.values().for_each(|together| *often.entry(together).or_default() += 1);
    let mut combinations: Vec<(&BTreeSet<u8>, usize)> = often.into_iter().collect();
    combinations.sort_by_key(|combination| std::cmp::Reverse(combination.1));
    let number: BTreeMap<&BTreeSet<u8>, usize> = combinations.iter().enumerate().map(|(number, combination)| (combination.0, number)).collect();
    let mut out = format!("{} {} {} {}\n", sets.len(), kept.len(), combinations.len(), members.len()).into_bytes();
    for name in sets.iter().map(|set| set.0.as_str()).chain(kept.iter().map(|file| file.0)) {
        out.extend(format!("{name}\n").bytes());
    }
    for (together, _) in &combinations {
        out.push(together.len() as u8);
        out.extend(together.iter());
    }
    let (mut shared, mut numbers, mut tails) = (Vec::new(), Vec::new(), Vec::new());
    let mut last: &[u8] = &[];
    for (member, together) in &members {
        let same = last.iter().zip(member).take(255).take_while(|(a, b)| a == b).count();
        shared.push(same as u8);
        match number[together] {
            few if few < NUMBERS => numbers.push(few as u8),
            many => numbers.extend([(NUMBERS + (many - NUMBERS) / NUMBERS) as u8, ((many - NUMBERS) % NUMBERS) as u8]),
        }
        tails.extend(&member[same..]);
        tails.push(MEMBER);
        last = member;
    }
    out.extend(shared);
    out.extend(numbers);
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
    let line = |bytes: &'_ [u8]| std::str::from_utf8(bytes).unwrap_or_default().to_owned();
    let head = line(until(MEMBER));
    let mut counts = head.split(' ').map(|count| count.parse::<usize>().unwrap_or(0).min(bytes.len()));
    let [sets, files, combinations, members] = std::array::from_fn(|_| counts.next().unwrap_or(0));
    let mut out = Unpacked { sets: (0..sets).map(|_| (line(until(MEMBER)), Vec::new())).collect(), files: Vec::with_capacity(files) };
    let paths: Vec<String> = (0..files).map(|_| line(until(MEMBER))).collect();
    let mut take = |count: usize| {
        let (part, after) = rest.split_at(count.min(rest.len()));
        rest = after;
        part
    };
    let combinations: Vec<&[u8]> = (0..combinations)
        .map(|_| {
            let count = take(1).first().copied().unwrap_or(0);
            take(count.into())
        })
        .collect();
    let shared = take(members);
    let numbers: Vec<usize> = shared
        .iter()
        .map(|_| match take(1).first().map_or(0, |&byte| usize::from(byte)) {
            few if few < NUMBERS => few,
            many => NUMBERS + (many - NUMBERS) * NUMBERS + take(1).first().map_or(0, |&byte| usize::from(byte)),
        })
        .collect();
    let mut tails = rest;
    let mut member: Vec<u8> = Vec::new();
    for (&same, number) in shared.iter().zip(numbers) {
        let end = tails.iter().position(|&b| b == MEMBER).unwrap_or(tails.len());
        member.truncate(same.into());
        member.extend_from_slice(&tails[..end]);
        tails = tails.get(end + 1..).unwrap_or_default();
        for &set in combinations.get(number).copied().unwrap_or_default() {
            if let Some((_, members)) = out.sets.get_mut(usize::from(set)) {
                members.push(b' ');
                members.extend_from_slice(&member);
            }
        }
    }
    for (path, bytes) in paths.into_iter().zip(tails.split(|&b| b == FILE)) {
        let mut text = Vec::new();
        widen(bytes, &mut text);
        out.files.push((path, String::from_utf8(text).unwrap_or_default()));
    }
    out
}
