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

/// The last name that a source of the text stands for.
fn last_name(text: &str) -> Option<String> {
    let blocks = [PageBlock { id: 0, text: text.to_owned(), role: "body".to_owned() }];
    analyze_page(&blocks, &Default::default()).attributions.pop().and_then(|a| a.who)
}

#[test]
fn a_pronoun_behind_what_an_office_holder_did() {
    let text = "थाना प्रभारी सुरेश नेगी ने बताया कि जांच चल रही है। घटना के बाद राज्य के परिवहन मंत्री दिनेश रावत ने गहरा दुख जताया है। उन्होंने कहा कि सड़क सुधारी जाएगी।";
    assert_eq!(last_name(text).as_deref(), Some("दिनेश रावत"));
}

#[test]
fn a_pronoun_behind_what_several_people_feel() {
    assert_eq!(last_name("ओलों से किसानों में मायूसी है। उन्होंने कहा कि फसल चौपट हो गई।").as_deref(), Some("किसानों"));
}

#[test]
fn words_that_are_names_too() {
    // a ray, a cyclone, a diameter, a mill
    let ray = "अफसर मोहन नेगी ने बताया कि पुल टूट गया है। अब उम्मीद की कोई किरण नहीं बची। उन्होंने कहा कि तलाश बंद होगी।";
    assert_eq!(last_name(ray).as_deref(), Some("मोहन नेगी"));
    let width = "वैज्ञानिक मोहन नेगी ने बताया कि हवा तेज थी। यह छोटे व्यास से शुरू होती है। उन्होंने कहा कि ऐसा अक्सर होता है।";
    assert_eq!(last_name(width).as_deref(), Some("मोहन नेगी"));
    assert_eq!(last_name("चक्रवात नरगिस ने तट पर तबाही मचाई। उन्होंने कहा कि राहत पहुंच रही है।"), None);
}

#[test]
fn a_relative_clause_before_the_pronoun_says_who_or_what() {
    let report = "आयोग के एक अधिकारी ने कहा कि काम चल रहा है। आयोग ने मंत्रालय को जो रिपोर्ट सौंपी थी, उसके अनुसार पुल कमजोर था।";
    assert_eq!(last_name(report).as_deref(), Some("रिपोर्ट"));
    // what the clause names cannot speak: nobody before it is meant either
    let picture = "मंत्री दिनेश रावत ने कहा कि बातचीत होगी। अब तक जो तस्वीर बन रही है, वह इशारा कर रही है कि समझौता दूर है।";
    assert_eq!(last_name(picture), None);
}

#[test]
fn whose_statement_it_is_in_which_he_said_so() {
    let text = "विधायक हरीश बिष्ट ने गृह मंत्री दिनेश रावत के उस बयान पर अफसोस जताया जिसमें उन्होंने कहा था कि गांव ने उकसाया।";
    assert_eq!(last_name(text).as_deref(), Some("दिनेश रावत"));
}

#[test]
fn an_office_of_a_lower_rank_is_nobodys_other_name() {
    let text = "इंटर कॉलेज के प्रिंसिपल रामसेवक दुबे ने कहा कि वीडियो पुराना है। जिला विद्यालय निरीक्षक ने कहा कि वीडियो इसी साल का है।";
    assert_eq!(last_name(text), None);
}

#[test]
fn one_who_is_named_much_later_is_not_meant() {
    let middle = "सड़क टूटी है। लोग परेशान हैं। बारिश जारी है। अधिकारी दावा कर रहे हैं कि शहर में अलाव जल रहे हैं। ";
    let text = format!("{middle}ठंड बढ़ी है। स्कूल बंद हैं। बाजार सूने हैं। बसें कम हैं। कृषि अधिकारी यतींद्र सिंह ने बताया कि फसल अच्छी होगी।");
    assert!(names(&text).is_empty(), "{:?}", names(&text));
}

#[test]
fn counsel_for_another_and_a_leader_of_another_party() {
    let counsel = "याचिकाकर्ता के वकील प्रशांत नेगी ने कहा कि घूस दी गई। बिल्डर के वकील ने कहा कि आरोप गलत हैं।";
    assert_eq!(last_name(counsel), None);
    let leader = "कांग्रेस सांसद शशांक नेगी ने कहा कि पैसा कम मिला। द्रमुक नेता ने कहा कि यह राज्यों पर हमला है।";
    assert_eq!(last_name(leader), None);
}

#[test]
fn a_minister_of_something_is_not_the_chief_minister() {
    let text = "राज्य के कृषि मंत्री ने मुआवजा देने की घोषणा की। मुख्यमंत्री दिनेश रावत ने चेतावनी दी थी कि बारिश होगी।";
    assert!(!names(text).contains(&"दिनेश रावत".to_owned()));
}

#[test]
fn a_place_between_office_and_name() {
    let text = "उपायुक्त चंदनपुर उमेश शर्मा ने बताया कि चंदनपुर में बिजली आ गई है। उन्होंने कहा कि पानी भी आएगा।";
    assert_eq!(last_name(text).as_deref(), Some("उमेश शर्मा"));
}

#[test]
fn both_are_two_who_were_named_together() {
    let text = "पुलिस और सुरक्षा कर्मियों ने कहा कि मामला शांत है। बाद में बात बढ़ी तो दोनों ने एक दूसरे को धमकी दी कि अंजाम बुरा होगा।";
    assert_ne!(last_name(text).as_deref(), Some("सुरक्षा कर्मियों"));
}

#[test]
fn who_is_told_about_does_not_say_it() {
    let text = "Ravi Anand spoke to the union on Monday. “We will go,” Anand said. Anand had left at nine, the clerk said.";
    assert_eq!(last_name(text), None);
}

#[test]
fn a_role_that_looks_like_a_plural_has_a_name() {
    let text = "Its boss, Greg Stott, said the plant was safe. He said the gates would stay shut.";
    assert_eq!(last_name(text).as_deref(), Some("Greg Stott"));
}

#[test]
fn what_somebody_is_not_is_no_part_of_the_name() {
    let text = "मेडिकल कॉलेज के प्रोफेसर इंद्र मोहन हैरान नहीं हैं। मोहन ने कहा कि पैसा आएगा।";
    assert_eq!(last_name(text).as_deref(), Some("इंद्र मोहन"));
}

#[test]
fn who_is_only_said_to_have_spoken_has_not_spoken_last() {
    let text = "गांव की सुशीला ने बताया कि कोटेदार रमेश यादव ने कार्ड काटने की धमकी दी। उसने कहा कि तीन महीने से चीनी नहीं मिली।";
    assert_ne!(last_name(text).as_deref(), Some("रमेश यादव"));
    let nested = "Clara Moss added that Victor Hale told her he had seen the files. She said the files were gone.";
    assert_eq!(last_name(nested).as_deref(), Some("Clara Moss"));
}

#[test]
fn who_is_named_in_a_quotation_does_not_say_it() {
    let text = "Their neighbour Daniel Bowes, whose brother Hugh was one of the dead, said the water rose fast. “Hugh rang me from the roof of his van,” he said.";
    assert_eq!(last_name(text).as_deref(), Some("Daniel Bowes"));
}

#[test]
fn sources_without_a_name_are_told_of_in_fewer_words() {
    let people = "Three people familiar with the matter said the talks went on. A deal may come next week, the people said.";
    assert_eq!(last_name(people).as_deref(), Some("Three people familiar with the matter"));
    let source = "टीम से जुड़े एक सूत्र ने बताया कि झगड़ा हुआ था। सूत्र ने कहा कि बात बढ़ गई थी।";
    assert_eq!(last_name(source).as_deref(), Some("टीम से जुड़े एक सूत्र"));
    // sources at large are nobody in particular
    assert_eq!(last_name("टीम से जुड़े एक सूत्र ने बताया कि झगड़ा हुआ था। सूत्रों ने कहा कि जांच होगी।"), None);
}

#[test]
fn what_it_stands_for_is_no_person() {
    let text = "Swim Nation, the sport's governing body, confirmed that a complaint was made. It said the matter was with a lawyer.";
    assert_eq!(last_name(text).as_deref(), Some("Swim Nation"));
}
