//! What a page's headline claims is answered too, where the text below denies what it says and not something else.

use sutra::analysis::{PageAnalysis, PageBlock, analyze_page};

fn page(blocks: &[(&str, &str)]) -> PageAnalysis {
    let blocks: Vec<PageBlock> = (0..).zip(blocks).map(|(id, (role, text))| PageBlock { id, text: (*text).to_owned(), role: (*role).to_owned() }).collect();
    analyze_page(&blocks, &Default::default())
}

/// The blocks whose denials answer a claim of the first.
fn deniers(blocks: &[(&str, &str)]) -> Vec<u32> {
    let found = page(blocks);
    let block = |id: u32| found.attributions.iter().find(|a| a.id == id).and_then(|a| a.cue).map(|cue| cue.block);
    found.links.iter().filter(|link| block(link.to) == Some(0)).filter_map(|link| block(link.from)).collect()
}

const HINDI: [(&str, &str); 3] = [
    ("headline", "लोक दल से गठबंधन टूटा, 18 सीटों पर अड़ा था जन मोर्चा: सूत्र"),
    ("body", "लोक दल के दो सूत्रों ने बताया कि जन मोर्चा 18 सीटों से कम पर मानने को तैयार नहीं था।"),
    ("body", "पटना में रविवार को दिन भर बैठकें चलीं। कार्यकर्ता देर रात तक दफ़्तर के बाहर जमे रहे।"),
];

#[test]
fn a_denial_that_names_what_the_headline_says() {
    let denial = ("body", "मोर्चे के प्रवक्ता फ़िरोज़ आलम ने 18 सीटों पर अड़ने की बात को मनगढ़ंत बताया।");
    assert_eq!(deniers(&[&HINDI[..], &[denial]].concat()), [3]);
}

#[test]
fn a_denial_of_something_else() {
    let denial = ("body", "ठेकेदार ने बांध में घटिया सीमेंट लगाने का आरोप लगाया। जल संसाधन विभाग ने इस आरोप से इनकार किया।");
    assert!(deniers(&[&HINDI[..], &[denial]].concat()).is_empty());
}

#[test]
fn a_standfirst_that_denies_the_reports() {
    let below = |role| {
        [
            HINDI[0],
            (role, "तीन दौर की बैठकें बेनतीजा रहीं। पार्टी की अध्यक्ष सुनंदा त्रिवेदी के करीबी लोगों ने इन खबरों का खंडन किया है।"),
            HINDI[2],
            ("body", "समाचार एजेंसी ‘देश वार्ता’ के मुताबिक त्रिवेदी ने शुक्रवार रात विकास पार्टी के नेताओं से मुलाकात की।"),
        ]
    };
    assert_eq!(deniers(&below("standfirst")), [1]);
    assert!(deniers(&below("caption")).is_empty(), "a caption stands below a picture and not below the headline");
}

#[test]
fn a_heading_further_down_is_not_the_headline() {
    let text = [HINDI[0], HINDI[1], ("headline", "मोर्चा 18 सीटों पर लड़ेगा चुनाव: कार्यकर्ता"), ("body", "मोर्चे के प्रवक्ता फ़िरोज़ आलम ने 18 सीटों पर अड़ने की बात को मनगढ़ंत बताया।")];
    let found = page(&text);
    let block = |id: u32| found.attributions.iter().find(|a| a.id == id).and_then(|a| a.cue).map(|cue| cue.block);
    assert!(found.links.iter().any(|link| block(link.to) == Some(0) && block(link.from) == Some(3)));
    assert!(found.attributions.iter().any(|a| a.cue.is_some_and(|cue| cue.block == 2)), "the heading makes a claim");
    assert!(found.links.iter().all(|link| block(link.to) != Some(2) || block(link.from) != Some(3)));
}
