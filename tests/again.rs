//! An article that changes: whatever is added, taken away, moved or rewritten, what is kept of it gives the answer that the
//! article gets when it is analysed for the first time.

use proptest::prelude::*;
use proptest::sample::Index;
use sutra::analysis::{Method, Options, PageBlock, Scope, analyze_page};
use sutra::article::Article;

/// Paragraphs that mean something to each other: names and pronouns, claims and denials, quotations that go on in the
/// next paragraph, languages that only the neighbours tell, and what is no text at all.
const PARAGRAPHS: &[&str] = &[
    "Mayor Linda Osei said that the ferry would run all winter.",
    "She added that fares would not rise before the spring.",
    "The Harbour Post reported that the council would double ferry fares in May.",
    "Osei denied that ferry fares would double. “Not one fare will rise,” she said.",
    "“The pier is sound and will stay so, whatever is written about it, and",
    "“nobody who knows piers has said anything else,” the harbour master, Tom Reiter, said.",
    "\"It will be closed in November",
    "and that is all I know,\" he told reporters.",
    "Sources said the northern ferry terminal would close in November. Two officials confirmed this.",
    "Reiter did not respond to a request for comment.",
    "Critics, according to a report, want the museum to have a roof.",
    "The rain went on for a week.",
    "Fares: 12.50",
    "मेयर रेखा पोखरियाल ने कहा कि पुल सुरक्षित है।",
    "उन्होंने बताया कि मरम्मत अगले महीने शुरू होगी।",
    "पार्टी के दो सूत्रों ने बताया कि पुल बंद होगा। पोखरियाल ने इसका खंडन किया।",
    "“पुल पर किसी को डरने की जरूरत नहीं है और",
    "“काम समय पर पूरा होगा,” मेयर ने कहा।",
    "Der Bürgermeister sagte, dass die Brücke sicher ist und dass sie im Winter nicht geschlossen wird.",
    "पुल 12",
    "Ferry pier",
    "¤¥¸¹»¾¿£§¶¬¤¥¸¹»¾¿£§¶¬ abc",
    "   ",
    "",
];

const ROLES: &[&str] = &["body", "headline", "quote", "list", "caption"];

/// What a page may do to an article.
#[derive(Clone, Debug)]
enum Edit {
    Add(Index, &'static str, &'static str),
    Remove(Index),
    Move(Index, Index),
    Rewrite(Index, &'static str),
    /// A block of other words under the same number: no page of ours does that, and the answer is right all the same.
    Mistake(Index, &'static str),
    Role(Index, &'static str),
    Ask(Options),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    let text = || proptest::sample::select(PARAGRAPHS);
    let role = || proptest::sample::select(ROLES);
    let options = (
        proptest::sample::select(&[None, Some("hi"), Some("en")][..]),
        proptest::sample::select(&[Scope::Claims, Scope::Claims, Scope::Wide][..]),
        proptest::sample::select(&[Method::Both, Method::Both, Method::PacksOnly, Method::ModelOnly][..]),
        proptest::sample::select(&[0.0f32, 0.7][..]),
    );
    prop_oneof![
        6 => (at(), text(), role()).prop_map(|(at, text, role)| Edit::Add(at, text, role)),
        2 => at().prop_map(Edit::Remove),
        2 => (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        2 => (at(), text()).prop_map(|(at, text)| Edit::Rewrite(at, text)),
        1 => (at(), text()).prop_map(|(at, text)| Edit::Mistake(at, text)),
        1 => (at(), role()).prop_map(|(at, role)| Edit::Role(at, role)),
        1 => options.prop_map(|(language, scope, method, minimum_confidence)| Edit::Ask(Options { language: language.map(str::to_owned), scope, method, minimum_confidence })),
    ]
}

fn copied(blocks: &[PageBlock]) -> Vec<PageBlock> {
    blocks.iter().map(|b| PageBlock { id: b.id, text: b.text.clone(), role: b.role.clone() }).collect()
}

fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 60;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = proptest::test_runner::RngSeed::Fixed(1);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_sequence_of_edits_gives_what_the_whole_gives(start in proptest::collection::vec(proptest::sample::select(PARAGRAPHS), 0..12), edits in proptest::collection::vec(edit(), 1..12)) {
        let mut options = Options::default();
        let mut blocks: Vec<PageBlock> = start.iter().enumerate().map(|(n, text)| PageBlock { id: n as u32 + 1, text: (*text).to_owned(), role: "body".into() }).collect();
        let (_, mut article) = Article::analyze(None, copied(&blocks), &options, true);
        for (edit, next) in edits.iter().zip(100..) {
            let length = blocks.len();
            match edit {
                Edit::Add(at, text, role) => blocks.insert(at.index(length + 1), PageBlock { id: next, text: (*text).to_owned(), role: (*role).to_owned() }),
                Edit::Ask(other) => options = other.clone(),
                _ if length == 0 => continue,
                Edit::Remove(at) => drop(blocks.remove(at.index(length))),
                Edit::Move(from, to) => {
                    let block = blocks.remove(from.index(length));
                    blocks.insert(to.index(length), block);
                }
                Edit::Rewrite(at, text) => blocks[at.index(length)] = PageBlock { id: next, text: (*text).to_owned(), role: "body".into() },
                Edit::Mistake(at, text) => blocks[at.index(length)].text = (*text).to_owned(),
                Edit::Role(at, role) => blocks[at.index(length)].role = (*role).to_owned(),
            }
            let (again, kept) = Article::analyze(article, copied(&blocks), &options, true);
            article = kept;
            let whole = analyze_page(&blocks, &options);
            prop_assert_eq!(serde_json::to_value(&again).unwrap(), serde_json::to_value(&whole).unwrap(), "{:?} after {:?}", blocks, edit);
        }
    }
}

/// A live blog of our own articles, written upwards: each new paragraph on top of the others.
#[test]
fn a_live_blog_of_real_length() {
    for language in ["en", "hi"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(language);
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
        files.sort();
        let text: Vec<String> = files.iter().take(4).map(|p| std::fs::read_to_string(p).unwrap()).collect();
        let paragraphs: Vec<&str> = text.iter().flat_map(|t| t.lines()).filter(|l| !l.is_empty()).collect();
        let mut article = None;
        for from in (0..paragraphs.len()).rev().step_by(3) {
            let blocks: Vec<PageBlock> =
                paragraphs[from..].iter().enumerate().map(|(n, text)| PageBlock { id: (from + n) as u32, text: (*text).to_owned(), role: "body".into() }).collect();
            let (again, kept) = Article::analyze(article.take(), copied(&blocks), &Options::default(), true);
            article = kept;
            assert_eq!(serde_json::to_string(&again).unwrap(), serde_json::to_string(&analyze_page(&blocks, &Options::default())).unwrap(), "from {from}");
        }
    }
}
