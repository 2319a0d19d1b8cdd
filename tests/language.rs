//! Which language a block is in, and what is said of blocks that cannot be read.

use sutra::analysis::{Options, PageBlock, analyze_page};

fn report(texts: &[&str]) -> Vec<(String, &'static str)> {
    let blocks: Vec<PageBlock> = texts.iter().enumerate().map(|(id, text)| PageBlock { id: id as u32, text: (*text).to_owned(), role: "body".to_owned() }).collect();
    analyze_page(&blocks, &Options::default()).blocks.into_iter().map(|b| (b.language, b.status)).collect()
}

fn one(text: &str) -> (String, &'static str) {
    report(&[text]).remove(0)
}

#[test]
fn each_block_in_its_own_language() {
    for (text, language, status) in [
        ("मुख्यमंत्री ने सोमवार को कहा कि नए पुल का काम अगले महीने तक पूरा हो जाएगा।", "hi", "analysed"),
        // English words and acronyms inside Hindi
        ("BJP के spokesperson ने press conference में कहा कि CBI की report पर सरकार का stand clear है और FIR वापस नहीं होगी।", "hi", "analysed"),
        ("कंपनी के CEO Rohan Mehta ने LinkedIn पर लिखा कि Q3 में revenue 12% बढ़ा है।", "hi", "analysed"),
        // Hindi names and words inside English
        ("Rashtriya Kisan Mahasangh leader Ramavtar Chaudhary said the bandh in Muzaffarnagar was peaceful and that the dharna would go on.", "en", "analysed"),
        ("The chief minister told reporters (मुख्यमंत्री) that the yatra would begin in Varanasi on Monday.", "en", "analysed"),
        ("Café owner José Núñez said the naïve plan for the façade à la carte was a cliché.", "en", "analysed"),
        // Devanagari without a pack
        ("मुख्यमंत्र्यांनी सोमवारी सांगितले की नव्या पुलाचे काम पुढच्या महिन्यात पूर्ण होईल आणि त्यासाठी निधी मंजूर झाला आहे.", "", "no-language"),
        ("प्रधानमन्त्रीले सोमबार भने कि नयाँ पुलको काम अर्को महिना सकिनेछ र त्यसका लागि बजेट छुट्याइएको छ।", "", "no-language"),
        // other scripts and languages
        ("Le ministre a déclaré lundi que le pont serait achevé le mois prochain et que les travaux avançaient à un bon rythme.", "", "no-language"),
        ("El ministro dijo el lunes que el puente estará terminado el próximo mes y que las obras avanzan a buen ritmo.", "", "no-language"),
        ("Der Minister sagte am Montag, die Brücke werde im nächsten Monat fertig und die Arbeiten kämen gut voran.", "", "no-language"),
        ("মুখ্যমন্ত্রী সোমবার বলেন যে নতুন সেতুর কাজ আগামী মাসে শেষ হবে।", "", "no-language"),
        ("وزیر اعلیٰ نے پیر کو کہا کہ نئے پل کا کام اگلے مہینے مکمل ہو جائے گا۔", "", "no-language"),
        ("முதலமைச்சர் திங்கட்கிழமை புதிய பாலம் அடுத்த மாதம் முடியும் என்று கூறினார்.", "", "no-language"),
        ("部长星期一表示，新桥将于下个月完工。", "", "no-language"),
        ("Bộ trưởng cho biết hôm thứ Hai rằng cây cầu mới sẽ hoàn thành vào tháng tới và tiến độ đang rất tốt.", "", "no-language"),
        // no letters at all
        ("", "", "empty"),
        (" \u{a0}\u{200b}\n", "", "empty"),
        ("12.30 — 45 % (…) 😀", "", "empty"),
        // Devanagari in UTF-8, read as Windows-1252 and as Latin-1
        ("à¤®à¥\u{81}à¤–à¥\u{8d}à¤¯à¤®à¤‚à¤¤à¥\u{8d}à¤°à¥€ à¤¨à¥‡ à¤•à¤¹à¤¾ à¤•à¤¿ à¤ªà¥\u{81}à¤² à¤¸à¥\u{81}à¤°à¤•à¥\u{8d}à¤·à¤¿à¤¤ à¤¹à¥ˆ", "", "unreadable"),
        // what a decoder leaves of bytes that it does not know
        (
            "\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd} ab\u{fffd}\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd} c\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            "",
            "unreadable",
        ),
    ] {
        assert_eq!(one(text), (language.to_owned(), status), "{text}");
    }
}

#[test]
fn legacy_fonts_are_not_taken_for_english() {
    // Hindi typed in Kruti Dev and in Chanakya, without the font: Latin letters and signs that mean nothing
    for text in [
        "eq[;ea=h us lkseokj dks dgk fd u, iqy dk dke vxys eghus rd iwjk gks tk,xk vkSj blds fy, /ku eatwj gks x;k gSA",
        "ea=h us vkjksiksa ls bUdkj fd;k vkSj dgk fd fjiksVZ >wBh gSA iqfyl ds vuqlkj tkap tkjh gSA",
        "×é¢Ø×¢˜æè Ùð âô×ßæÚU ·¤ô ·¤ãæ ç·¤ Ù° ÂéÜ ·¤æ ·¤æ× ¥»Üð ×ãèÙð Ì·¤ ÂêÚUæ ãô Áæ°»æÐ",
    ] {
        let (language, status) = one(text);
        assert_eq!(language, "", "{text}");
        assert!(matches!(status, "no-language" | "unreadable"), "{status}: {text}");
    }
}

#[test]
fn short_blocks_go_with_the_text() {
    let hindi = "मुख्यमंत्री ने सोमवार को कहा कि नए पुल का काम अगले महीने तक पूरा हो जाएगा।";
    let english = "The minister said on Monday that the new bridge would be finished next month, and that there was no danger.";
    assert_eq!(report(&["पुल सुरक्षित", hindi])[0].0, "hi");
    assert_eq!(report(&["Bridge safe", english])[0].0, "en");
    // both languages on one page, each block its own
    let mixed = report(&[english, hindi, english]);
    assert_eq!(mixed.iter().map(|b| b.0.as_str()).collect::<Vec<_>>(), ["en", "hi", "en"]);
}

#[test]
fn short_lines_of_a_foreign_text_do_not_make_it_english() {
    let german = [
        "Hafentunnel wird gesperrt",
        "So war das in Berlin.",
        "Der Hafentunnel wird am Sonntag für vier Wochen gesperrt, teilte die Stadt am Dienstag nach einer Sitzung im Rathaus mit.",
        "Der Bürgermeister will am Montag im Rat über die Brücke sprechen und dort die Pläne für den Herbst vorstellen.",
    ];
    for (_, status) in &report(&german)[2..] {
        assert_eq!(*status, "no-language");
    }
    // a notice in English among them changes nothing, if it is short
    let with_notice = [&german[..], &["We and our partners said that we value your privacy."]].concat();
    for (_, status) in &report(&with_notice)[2..4] {
        assert_eq!(*status, "no-language");
    }
    // an English text of short lines stays English
    assert_eq!(report(&["Bridge safe", "The council said the bridge is safe."])[0].0, "en");
}

#[test]
fn blocks_that_cannot_be_read_change_nothing_in_the_others() {
    let own = [
        ("headline", "Bridge safe: minister"),
        ("body", "The minister said on Monday that the bridge is safe. \"There is no danger,\" he added."),
        ("body", "Engineers denied the report."),
        ("body", "पुलिस सूत्रों ने बताया कि जांच जारी है।"),
    ];
    let foreign =
        ["মুখ্যমন্ত্রী সোমবার বলেন যে নতুন সেতুর কাজ আগামী মাসে শেষ হবে।", "Le ministre a dit que le pont est sûr.", "部长星期一表示。", "", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"];
    let block = |id: usize, role: &str, text: &str| PageBlock { id: id as u32, text: text.to_owned(), role: role.to_owned() };
    let plain: Vec<PageBlock> = own.iter().enumerate().map(|(id, (role, text))| block(id, role, text)).collect();
    let wanted = analyze_page(&plain, &Options::default());
    assert!(wanted.attributions.len() >= 4, "{:?}", wanted.attributions);
    for place in 0..=own.len() {
        let mut blocks = plain.clone();
        for (index, text) in foreign.iter().enumerate() {
            blocks.insert(place, block(100 + index, "body", &text.repeat(40)));
        }
        let found = analyze_page(&blocks, &Options::default());
        assert_eq!(format!("{:?}", found.attributions), format!("{:?}", wanted.attributions), "foreign blocks at {place}");
        assert_eq!(format!("{:?}", found.profile), format!("{:?}", wanted.profile));
    }
}
