//! Sentence boundaries on text as it is typed, in both languages: a table of texts with `‖` where a sentence ends inside them.

use sutra::document::Document;

fn split(text: &str, language: &str) -> Vec<String> {
    let packs = sutra::packs::references();
    let doc = Document::from_text(text, &packs, Some(language));
    doc.sentences.iter().map(|s| s.span.of(&doc.text).to_owned()).collect()
}

fn table(language: &str, rows: &[&str]) {
    let mut wrong = Vec::new();
    for row in rows {
        let wanted: Vec<String> = row.split('‖').map(|s| s.trim_matches(|c: char| c.is_whitespace() || sutra::fold::is_invisible(c)).to_owned()).collect();
        // without the sign and whatever white space stands on its left: what stands on its right is the text's own
        let mut text = String::new();
        for (index, part) in row.split('‖').enumerate() {
            if index > 0 {
                text.truncate(text.trim_end_matches(' ').len());
            }
            text.push_str(part);
        }
        let got = split(&text, language);
        if got != wanted {
            wrong.push(format!("{text}\n    wanted {wanted:?}\n    got    {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn hindi() {
    table(
        "hi",
        &[
            // the plain case; no space after the danda; full stops; both mixed; the bar
            "बारिश हुई। ‖ सड़कें बंद हैं।",
            "बारिश हुई।‖सड़कें बंद हैं।‖लोग घरों में रहे।",
            "बारिश हुई. ‖ सड़कें बंद हैं.",
            "बारिश हुई.‖सड़कें बंद हैं.‖लोग घरों में रहे.",
            "बारिश हुई। ‖ सड़कें बंद हैं. ‖ लोग घरों में रहे।",
            "बारिश कल हुई थी | ‖ सड़कें अब भी बंद हैं |",
            "बारिश कल हुई थी|‖सड़कें अब भी बंद हैं|",
            "बारिश हुई ।‖ सड़कें बंद हैं ।",
            "बारिश हुई॥ ‖ सड़कें बंद हैं॥",
            // questions, calls, pauses
            "क्या बारिश हुई? ‖ हां, हुई! ‖ सड़कें बंद हैं।",
            "क्या बारिश हुई?! ‖ हां।",
            "उन्होंने कहा, 'देखते हैं... क्या होता है' और चले गए।",
            // titles and initials in both scripts
            "डॉ. अनिल वर्मा ने कहा कि वे आएंगे। ‖ प्रो. सीमा राव नहीं आईं।",
            "श्री. क. प. शर्मा आए। ‖ डॉ. भीमराव की मूर्ति है।",
            "ए.पी.जे. अब्दुल कलाम यहां आए थे। ‖ एम. जे. अकबर नहीं आए।",
            "के. चंद्रशेखर राव ने कहा। ‖ वी.के. सिंह ने भी कहा।",
            "सांसद A.K. Antony ने कहा कि J.P. नड्डा आएंगे। ‖ वे नहीं आए।",
            "न्यायमूर्ति डी.वाई. चंद्रचूड़ ने सुनवाई की। ‖ सुनवाई टली।",
            // decimals, times, money, dates, list numbers
            "महंगाई 2.5 फीसदी बढ़ी। ‖ रुपया 83.12 पर रहा।",
            "बैठक सुबह 10.30 बजे होगी। ‖ भोजन 1.00 बजे है।",
            "महंगाई ४.५ फीसदी बढ़ी. ‖ रु. 500 का नोट चला.",
            "घटना 24.10.2025 की है। ‖ शिकायत अगले दिन हुई।",
            // addresses
            "वेबसाइट www.example.com पर देखें। ‖ ईमेल help@example.co.in पर भेजें।",
            "पता https://example.org/a.b?c=d.e है। ‖ वहां फॉर्म है।",
            "उसने Example.com पर लिखा। ‖ फिर हटा दिया।",
            // closers after the terminator, on either side
            "मंत्री ने कहा, “पुल सुरक्षित है।” ‖ इंजीनियर चुप रहे।",
            "मंत्री ने कहा, “पुल सुरक्षित है”। ‖ इंजीनियर चुप रहे।",
            "मंत्री ने कहा, \"पुल सुरक्षित है।\" ‖ इंजीनियर चुप रहे।",
            "मंत्री ने कहा, 'पुल सुरक्षित है।' ‖ इंजीनियर चुप रहे।",
            "मंत्री ने कहा, ‘‘पुल सुरक्षित है।’’ ‖ इंजीनियर चुप रहे।",
            "पुल बंद है (मरम्मत चल रही है।) ‖ बस दूसरे रास्ते जाती है।",
            // invisible signs and wide spaces
            "बारिश हुई।\u{200b}‖ सड़कें बंद हैं।",
            "बारिश हुई।\u{a0}‖सड़कें बंद हैं।\u{200d}",
            "बारिश आदि से नुकसान हुआ। ‖ राहत आदि बंटी।",
        ],
    );
}

#[test]
fn english() {
    table(
        "en",
        &[
            "It rained. ‖ The roads are closed.",
            "Did it rain? ‖ It did! ‖ The roads are closed.",
            "It rained.‖The roads are closed.",
            "Dr. Rao and Mr. Menon met Gen. Khan. ‖ They spoke.",
            "J. P. Nadda met A.K. Antony. ‖ They spoke.",
            "George W. Bush spoke. ‖ Nobody listened.",
            "The U.S. and the U.K. signed. ‖ The E.U. did not.",
            "He lives in the U.S. ‖ The house is small.",
            "He came at 10 p.m. ‖ The shop was shut.",
            "He came at 10 p.m. on Monday. ‖ She left at 6:30 a.m. sharp.",
            "Prices rose 2.5 per cent to Rs. 83.12. ‖ They fell later.",
            "The file is at www.example.com/a.b today. ‖ Mail help@example.com for it.",
            "See https://example.org/a.b?c=d.e for more. ‖ It is long.",
            "\"It is safe.\" ‖ The minister left.",
            "“It is safe.” ‖ The minister left.",
            "“It is safe,” the minister said. ‖ “We checked.”",
            "“Is it safe?” the minister asked. ‖ Nobody knew.",
            "“It is safe!” he said. ‖ She laughed.",
            "It is shut (for repairs.) ‖ Buses go round.",
            "It is shut (for repairs). ‖ Buses go round.",
            "No. 5 won. ‖ No. 6 lost.",
            "Acme Inc. and Bolt Ltd. merged. ‖ Shares fell.",
            "He paused ... and went on. ‖ She did not.",
            "He waited… and went on. ‖ She did not.",
            "Wait... ‖ What was that?",
            "It was St. John's on St. Mary's Road. ‖ It rained.",
            "It rained.\u{a0}‖The roads are closed.",
            "She works for example.com now. ‖ He does not.",
            "Sen. Pat Roe, R-Kan., agreed. ‖ Rep. Lee did not.",
            "It fell 3.2%. ‖ That is little.",
        ],
    );
}

#[test]
fn sentences_cover_every_token_in_order() {
    let packs = sutra::packs::references();
    for (language, text) in [("hi", "डॉ. वर्मा।। ‘‘ठीक’’ ... ?! |||\n।\n(।) \" . \" . \" क"), ("en", "U.S.A. ... \" . \" ' . ' ) ( ?! No. 5\n.\n\"\n(.) e.g. x")]
    {
        let doc = Document::from_text(text, &packs, Some(language));
        let mut next = 0;
        for (number, sentence) in doc.sentences.iter().enumerate() {
            assert_eq!(sentence.tokens.start, next);
            assert!(sentence.tokens.end > sentence.tokens.start);
            assert!(sentence.tokens.range().all(|t| doc.tokens[t].sentence as usize == number));
            next = sentence.tokens.end;
        }
        assert_eq!(next, doc.tokens.len());
    }
}
