//! What must hold of every analysis, whatever the input. The property tests and the fuzz targets call the same checks.

use sutra::analysis::{BlockSpan, Options, PageAnalysis, PageBlock, analyze_page, analyze_text};
use sutra::article::Article;
use sutra::offsets::Unit;

/// Analyses blocks and checks every promise of the JavaScript contract.
pub fn page(blocks: &[PageBlock], options: &Options) -> PageAnalysis {
    let analysis = analyze_page(blocks, options);
    let units: Vec<Vec<u16>> = blocks.iter().map(|b| b.text.encode_utf16().collect()).collect();
    let block_of = |span: &BlockSpan| {
        let index = blocks.iter().position(|b| b.id == span.block);
        index.unwrap_or_else(|| panic!("a span names block {}, which was not given", span.block))
    };
    let check = |what: &str, span: &BlockSpan| {
        let text = &units[block_of(span)];
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(start < end, "{what} is empty or backwards: {span:?}");
        assert!(end <= text.len(), "{what} ends outside its block: {span:?} of {}", text.len());
        for at in [start, end] {
            let inside_pair = at > 0 && at < text.len() && (0xdc00..0xe000).contains(&text[at]) && (0xd800..0xdc00).contains(&text[at - 1]);
            assert!(!inside_pair, "{what} cuts a character: {span:?}");
        }
    };
    for sentence in &analysis.sentences {
        check("a sentence", sentence);
    }
    for pair in analysis.sentences.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        assert!(block_of(a) < block_of(b) || (a.block == b.block && a.end <= b.start), "sentences overlap: {a:?} {b:?}");
    }
    assert_eq!(analysis.blocks.iter().map(|b| b.id).collect::<Vec<_>>(), blocks.iter().map(|b| b.id).collect::<Vec<_>>());
    let known = |id: u32| id >= 1 && id as usize <= analysis.attributions.len();
    for (index, one) in analysis.attributions.iter().enumerate() {
        assert_eq!(one.id as usize, index + 1, "ids count from 1 in order");
        for span in one.source.iter().chain(&one.cue) {
            check("source or cue", span);
        }
        for span in &one.content {
            check("content", span);
        }
        for pair in one.content.windows(2) {
            assert!(pair[0].block != pair[1].block || pair[0].end <= pair[1].start, "pieces of a content overlap: {pair:?}");
        }
        for span in &one.about {
            check("about", span);
        }
        // The parts that make one attribution stand in one block; only what it points at may stand elsewhere.
        if let (Some(source), Some(cue)) = (&one.source, &one.cue) {
            assert_eq!(source.block, cue.block, "source and cue in two blocks");
        }
        assert!((0.0..=1.0).contains(&one.confidence), "confidence {}", one.confidence);
        assert!(one.confidence + 0.001 >= options.minimum_confidence);
        for &id in &one.answers {
            assert!(known(id) && id != one.id, "{} answers {id}", one.id);
        }
        if let Some(speaker) = one.speaker {
            assert!((speaker as usize) < analysis.profile.sources.len(), "speaker {speaker} is nobody");
        }
        // What hangs on the numbers alone can be read off links and sums: `extension/shared/changes.js` does.
        let answers: Vec<u32> = analysis.links.iter().filter(|l| l.from == one.id && l.relation != "same").map(|l| l.to).collect();
        assert_eq!(one.answers, answers, "{} answers as its links say", one.id);
        let speakers: Vec<u32> = (0u32..).zip(&analysis.profile.sources).filter(|(_, s)| s.attributions.contains(&one.id)).map(|(at, _)| at).collect();
        assert_eq!(Vec::from_iter(one.speaker), speakers, "{} is said by its speaker alone", one.id);
        assert_eq!(one.sub.is_some(), one.kind == sutra::attribution::Kind::Anonymous, "sub goes with anonymous, {one:?}");
    }
    for link in &analysis.links {
        assert!(known(link.from) && known(link.to) && link.from != link.to, "{link:?}");
    }
    let profile = &analysis.profile;
    assert_eq!(profile.attributions as usize, analysis.attributions.len());
    assert!(profile.claims as usize <= analysis.attributions.len());
    for &id in [&profile.unnamed, &profile.denied, &profile.undenied, &profile.single_source].into_iter().flatten() {
        assert!(known(id), "the profile names {id}");
    }
    for id in profile.sources.iter().flat_map(|s| &s.attributions) {
        assert!(known(*id), "a source of the profile names {id}");
    }
    analysis
}

/// The same input gives the same output.
pub fn same_again(blocks: &[PageBlock], options: &Options) {
    let once = format!("{:?}", analyze_page(blocks, options));
    assert_eq!(once, format!("{:?}", analyze_page(blocks, options)));
}

/// What is kept of an earlier state of the article is not to be seen in the answer.
pub fn same_after_edits(blocks: &[PageBlock], options: &Options) {
    let whole = format!("{:?}", analyze_page(blocks, options));
    let half: Vec<PageBlock> = blocks.iter().skip(blocks.len() / 3).step_by(2).cloned().collect();
    let (_, kept) = Article::analyze(None, half, options, true);
    let (again, kept) = Article::analyze(kept, blocks.to_vec(), options, true);
    assert_eq!(whole, format!("{again:?}"), "from a part of it");
    let (again, _) = Article::analyze(kept, blocks.to_vec(), options, false);
    assert_eq!(whole, format!("{again:?}"), "from itself");
}

/// The units of the outside agree with one another: the same words, counted three ways.
pub fn units_agree(text: &str, options: &Options) {
    let points: Vec<char> = text.chars().collect();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let by_point = analyze_text(text, options, Unit::CodePoint);
    let by_utf16 = analyze_text(text, options, Unit::Utf16);
    assert_eq!(by_point.attributions.len(), by_utf16.attributions.len());
    let ranges = |a: &sutra::analysis::Attribution| -> Vec<[u32; 2]> { a.source.iter().chain(&a.cue).chain(&a.content).chain(&a.about).copied().collect() };
    for (a, b) in by_point.attributions.iter().zip(&by_utf16.attributions) {
        for ([start, end], [from, to]) in ranges(a).into_iter().zip(ranges(b)) {
            let one: String = points[start as usize..end as usize].iter().collect();
            let other = String::from_utf16(&utf16[from as usize..to as usize]).expect("a span cuts a character");
            assert_eq!(one, other);
        }
    }
}

/// Blocks from one text: an empty line ends a block.
pub fn blocks(text: &str) -> Vec<PageBlock> {
    const ROLES: [&str; 8] = ["body", "headline", "standfirst", "caption", "quote", "list", "selection", "no such role"];
    text.split("\n\n").enumerate().map(|(index, part)| PageBlock { id: 3 + 7 * index as u32, text: part.to_owned(), role: ROLES[index % ROLES.len()].to_owned() }).collect()
}
