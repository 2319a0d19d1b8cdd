//! Whom a source stands for by its name, where the text does not write the name in one way.

use sutra::analysis::{PageBlock, analyze_page};

/// For each attribution with one, the name that its source stands for.
fn names(text: &str) -> Vec<String> {
    let blocks = [PageBlock { id: 0, text: text.to_owned(), role: "body".to_owned() }];
    analyze_page(&blocks, &Default::default()).attributions.into_iter().filter_map(|a| a.who).collect()
}

#[test]
fn a_name_that_is_spelt_in_two_ways() {
    assert_eq!(names("Councilwoman Tresha McClendry said the plan was dead. McLendry said voters knew it."), ["Tresha McClendry"]);
    assert_eq!(names("विधायक तारक गगोटी ने कहा कि सड़क बनेगी। गोगोटी ने बताया कि पैसा आ गया है।"), ["तारक गगोटी"]);
}

#[test]
fn names_that_are_alike_and_two() {
    // an ending; two who might be meant; a short name
    assert!(names("Sheriff Anna Harland said the road was shut. Harlands said so too.").is_empty());
    assert!(names("Anna Bravik said yes. Tom Brovik said no. Bruvik said nothing was decided.").is_empty());
    assert!(names("Anna Rask said yes. Risk said no.").is_empty());
}

#[test]
fn initials_of_somebody_without_a_title() {
    let text = "मंत्री बनने के बाद के. पलानीवेल ने पहली बार बांध देखा। पलानीवेल ने बताया कि काम समय पर पूरा होगा।";
    assert_eq!(names(text), ["के. पलानीवेल"]);
}
