//! Who says it and what, where the order of words and the case markers settle the limits.

use sutra::analysis::{Options, analyze_text};
use sutra::offsets::Unit;

/// Source, cue and claim of each attribution; parts of a claim are divided by " | ".
fn spans(text: &str) -> Vec<(String, String, String)> {
    let letters: Vec<char> = text.chars().collect();
    let cut = |[start, end]: [u32; 2]| letters[start as usize..end as usize].iter().collect::<String>();
    let found = analyze_text(text, &Options::default(), Unit::CodePoint).attributions;
    found.into_iter().map(|a| (a.source.map_or(String::new(), cut), a.cue.map_or(String::new(), cut), a.content.into_iter().map(cut).collect::<Vec<_>>().join(" | "))).collect()
}

/// The claim at a cue.
fn claim(text: &str, cue: &str) -> String {
    spans(text).into_iter().find(|s| s.1.contains(cue)).unwrap_or_else(|| panic!("no cue {cue:?}: {:?}", spans(text))).2
}

/// Who says it at a cue.
fn source(text: &str, cue: &str) -> String {
    spans(text).into_iter().find(|s| s.1.contains(cue)).unwrap_or_else(|| panic!("no cue {cue:?}: {:?}", spans(text))).0
}

#[test]
fn the_subject_is_who_has_the_case_marker() {
    let list = "वन संस्थान ने सोमवार को चंदनपुर, रतनगढ़, सोहना, कुलगाम और मोहनपुर जिले में भूस्खलन की चेतावनी दी है।";
    assert_eq!(source(list, "चेतावनी"), "वन संस्थान");
    let paper = "याचिका सचिव के पास लंबित होने के संबंध में परिवारों के संयुक्त ज्ञापन में कहा कि माफी देना गलत होगा।";
    assert!(source(paper, "कहा").ends_with("ज्ञापन"), "{}", source(paper, "कहा"));
    let owner = "मुख्यमंत्री मोहन नेगी ने दुख जताया है। इसके अलावा घायलों की भी हर संभव मदद का ऐलान किया है।";
    assert_eq!(source(owner, "ऐलान"), "");
}

#[test]
fn a_dateline_and_another_source_are_not_who_says_it() {
    assert_eq!(source("रतनगढ़ (भाषा): जल आयोग की रिपोर्ट के अनुसार नदी का पानी घट रहा है।", "के अनुसार"), "जल आयोग की रिपोर्ट");
    let two = "राहत आयुक्त के कार्यालय से जारी विज्ञप्ति के अनुसार अखबारों की खबरों के मुताबिक दस लोग घायल हुए।";
    assert_eq!(source(two, "के मुताबिक"), "अखबारों की खबरों");
    // what a participle joins to the noun stays
    assert_eq!(source("अधिकारियों के हवाले से मिली रिपोर्ट के अनुसार सौ घर गिर गए।", "के अनुसार"), "अधिकारियों के हवाले से मिली रिपोर्ट");
}

#[test]
fn nothing_goes_on_behind_the_verb() {
    assert_eq!(claim("अधिकारियों ने लोगों को मास्क पहनने की सलाह दी है और सभी उपाय अपनाने को कहा है।", "सलाह"), "मास्क पहनने");
    assert_eq!(claim("इसे सबसे बड़ा ज्वालामुखी माना जाता है, जिसके फटने के बाद लावा ऊपर तक उछला था।", "माना जाता"), "इसे सबसे बड़ा ज्वालामुखी");
}

#[test]
fn a_participle_has_its_object_alone() {
    let raid = "पुलिस अधीक्षक मोहन नेगी ने छापे की पुष्टि करते हुए बताया कि दो लोग पकड़े गए हैं।";
    assert_eq!(claim(raid, "पुष्टि करते हुए"), "छापे");
    assert_eq!(claim(raid, "बताया"), "दो लोग पकड़े गए हैं");
}

#[test]
fn a_claim_ends_where_another_speaks() {
    let paired = "जहां संयुक्त राष्ट्र का मानना है कि साठ हजार मौतें हुई हैं, वहीं सरकार मृतकों की संख्या बीस हजार बता रही है।";
    assert_eq!(claim(paired, "मानना है"), "साठ हजार मौतें हुई हैं");
    let turns = "अधिकारियों के मुताबिक सौ मौतें हुई हैं पर डॉक्टरों को डर है कि संख्या बढ़ेगी।";
    assert_eq!(claim(turns, "के मुताबिक"), "सौ मौतें हुई हैं");
    // a contrast within what one says stays his
    let within = "मंत्री मोहन नेगी ने कहा कि पड़ोसी को हमला करना चाहिए था, वहीं दूसरा देश इसे सही बता रहा है।";
    assert!(claim(within, "कहा").ends_with("सही बता रहा है"), "{}", claim(within, "कहा"));
}

#[test]
fn a_relative_clause_is_passed_on_alone() {
    assert_eq!(claim("हादसे में एक शख्स के घायल होने की खबर है, जो फायरमैन बताया जा रहा है।", "बताया जा रहा"), "जो फायरमैन");
}

#[test]
fn an_act_that_is_only_named_is_nobodys_claim() {
    assert!(spans("भूकंप की पूर्व चेतावनी देने की कोई तकनीक नहीं है।").is_empty());
    assert!(spans("दुनिया भर के वैज्ञानिक इन आपदाओं का पूर्वानुमान लगाने, इन्हें वश में करने की कोशिश कर रहे हैं।").is_empty());
}
