//! From found spans to a finished analysis: what the sources are, what the cues do, who stands for whom, what answers what.

use crate::attribution::Found;
use crate::cast::Cast;
use crate::document::Document;
use crate::phrase::Phrase;
use crate::profile::{self, Profile};
use crate::span::Tokens;
use crate::{about, kind, quote, stance, who};

/// Fills everything but `entry`, `cue`, `source` and `content` of the attributions, which come in the order of their cues,
/// and sums the text up. Linear in the text, never panics on spans that lie within it.
pub fn finish(doc: &Document<'_>, list: &mut [Found]) -> Profile {
    if doc.tokens.is_empty() || list.is_empty() {
        return profile::sum_up(doc, &Cast::gather(doc, &[]), &[], &[], &mut []);
    }
    list.iter_mut().for_each(|found| within(doc, found));
    let (cast, phrases) = speakers(doc, list);
    let referents = who::resolve(doc, &cast, &phrases, list);
    about::link(doc, &referents, list);
    profile::sum_up(doc, &cast, &phrases, &referents, list)
}

/// Stance, quote and kind of every attribution, and with them those who speak: the stages that need nobody's identity.
pub fn speakers(doc: &Document<'_>, list: &mut [Found]) -> (Cast, Vec<Option<Phrase>>) {
    for found in list.iter_mut() {
        if let Some(lexicon) = doc.lexicon_at(found.cue.start) {
            stance::classify(doc, lexicon.stances(), found);
        }
        quote::classify(doc, found);
    }
    let mut phrases = kind::phrases(doc, list);
    let cast = Cast::gather(doc, &phrases);
    kind::classify(doc, &cast, &mut phrases, list);
    (cast, phrases)
}

/// Cuts spans to the text and drops empty ones, so that no later stage need ask.
fn within(doc: &Document<'_>, found: &mut Found) {
    let most = doc.tokens.len();
    found.cue.start = found.cue.start.min(most - 1);
    found.cue.end = found.cue.end.clamp(found.cue.start + 1, most);
    found.content.iter_mut().for_each(|c| c.end = c.end.min(most));
    found.content.retain(|c| !c.is_empty());
    found.source = found.source.map(|s| Tokens::new(s.start, s.end.min(most))).filter(|s| !s.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::{Kind, Quote, Stance, SubKind};

    /// Attributions of a text whose spans are marked `[s …]`, `[c …]` and `[x …]`, one attribution a line at most, with the
    /// real packs. The entry is what the pack proposes at the cue.
    pub(crate) fn marked(language: &str, lines: &[&str]) -> (String, Vec<Found>, Profile) {
        let mut text = String::new();
        let mut spans: Vec<Vec<(char, usize, usize)>> = Vec::new();
        for line in lines {
            let mut here = Vec::new();
            let mut rest = *line;
            while let Some(open) = rest.find('[') {
                let (before, tail) = rest.split_at(open);
                text.push_str(before);
                let close = tail.find(']').expect("a mark is closed");
                let mark = tail[1..].chars().next().expect("a mark has a letter");
                let start = text.len();
                text.push_str(&tail[3..close]);
                here.push((mark, start, text.len()));
                rest = &tail[close + 1..];
            }
            text.push_str(rest);
            text.push('\n');
            spans.push(here);
        }
        let packs = crate::packs::references();
        let doc = Document::from_text(&text, &packs, Some(language));
        let tokens =
            |start: usize, end: usize| Tokens::new(doc.tokens.partition_point(|t| (t.span.end as usize) <= start), doc.tokens.partition_point(|t| (t.span.start as usize) < end));
        let proposals = crate::analysis::proposals(&doc);
        let mut list = Vec::new();
        for here in &spans {
            let Some(&(_, start, end)) = here.iter().find(|s| s.0 == 'c') else { continue };
            let cue = tokens(start, end);
            let mut found = Found::new(proposals.iter().find(|p| p.cue.overlaps(cue)).map(|p| p.entry), cue);
            found.source = here.iter().find(|s| s.0 == 's').map(|s| tokens(s.1, s.2));
            found.content = here.iter().filter(|s| s.0 == 'x').map(|s| tokens(s.1, s.2)).collect();
            list.push(found);
        }
        let profile = finish(&doc, &mut list);
        // who as text, through the reasons' place: tests read it from the returned text
        (text.clone(), list, profile)
    }

    fn who(language: &str, lines: &[&str]) -> Vec<String> {
        let (text, list, _) = marked(language, lines);
        let packs = crate::packs::references();
        let doc = Document::from_text(&text, &packs, Some(language));
        list.iter().map(|f| f.who.map_or(String::new(), |w| doc.text_of(w).to_owned())).collect()
    }

    fn kinds(language: &str, lines: &[&str]) -> Vec<(Kind, Option<SubKind>)> {
        marked(language, lines).1.iter().map(|f| (f.kind, f.sub)).collect()
    }

    #[test]
    fn names_made_of_words_for_other_things() {
        let lines = [
            "[s Tom Story] [c said] [x the bridge was safe].",
            "[s Story] [c said] [x it was inspected in May].",
            "[s Nia Groot, a baker in Leeds,] [c said] [x the bridge was not safe].",
            "[s His family] [c said] [x the bridge was closed].",
        ];
        let found: Vec<Kind> = kinds("en", &lines).into_iter().map(|k| k.0).collect();
        assert_eq!(found, [Kind::Named, Kind::Named, Kind::Named, Kind::Anonymous]);
    }

    #[test]
    fn a_house_number_negates_nothing() {
        let (_, list, _) =
            marked("en", &["[s A minister] [c said] [x Downing Street was never sent the memo].", "[s A clerk] [c testified] that [x she had sent the memo to No 10]."]);
        assert_eq!(list[1].stance, Stance::Says);
    }

    #[test]
    fn an_article_points_to_no_claim() {
        let (_, list, _) = marked("en", &["The pier fund met in May, and [s they] [c said] [x he did not go far enough on the pier front]."]);
        assert_eq!(list[0].stance, Stance::Says);
    }

    #[test]
    fn a_place_is_not_he() {
        let of_office = who("en", &["[s The mayor of Amble] has [c denied] [x knowing of it].", "[s He] [c said] [x his words were twisted]."]);
        assert_ne!(of_office[1], "Amble");
        let sources = who("en", &["[s Police sources] [c claimed] [x the youth was known].", "[s He] [c said] [x it was a lie]."]);
        assert_eq!(sources[1], "");
    }

    #[test]
    fn kinds_by_the_words_of_the_source() {
        let english = kinds(
            "en",
            &[
                "[s Mayor Linda Osei] [c said] [x the bridge was safe].",
                "[s The transport ministry] [c said] [x the bridge was safe].",
                "[s A spokesperson for the company] [c said] [x the bridge was safe].",
                "[s Two senior officials] [c said] [x the bridge was safe].",
                "[s Critics] [c said] [x the bridge was not safe].",
                "[s The report] [c said] [x the bridge was not safe].",
                "[s Reuters] [c reported] [x the bridge was closed].",
                "[s Sources close to the minister] [c said] [x the bridge was closed].",
                "[s An engineer, who spoke on condition of anonymity,] [c said] [x the bolts were old].",
            ],
        );
        use Kind::*;
        let role = Some(SubKind::Role);
        let want = [
            (Named, None),
            (Organization, None),
            (Organization, None),
            (Anonymous, role),
            (Anonymous, Some(SubKind::Vague)),
            (Document, None),
            (Media, None),
            (Anonymous, Some(SubKind::Withheld)),
            (Anonymous, Some(SubKind::Withheld)),
        ];
        assert_eq!(english, want);
        let hindi = kinds(
            "hi",
            &[
                "[s मेयर रेखा पोखरियाल] ने [c कहा] कि [x पुल सुरक्षित है]।",
                "[s लोक निर्माण विभाग] ने [c कहा] कि [x पुल सुरक्षित है]।",
                "[s एक वरिष्ठ अधिकारी] ने [c बताया] कि [x पुल सुरक्षित है]।",
                "[s ग्रामीणों] का [c कहना है] कि [x पुल टूटा है]।",
                "[s रिपोर्ट] के [c मुताबिक] [x पुल पुराना है]।",
                "[s पार्टी के दो सूत्रों] ने [c बताया] कि [x पुल बंद होगा]।",
                "[c बताया जा रहा है] कि [x पुल बंद होगा]।",
            ],
        );
        let want =
            [(Named, None), (Organization, None), (Anonymous, role), (Anonymous, Some(SubKind::Vague)), (Document, None), (Anonymous, Some(SubKind::Withheld)), (Hearsay, None)];
        assert_eq!(hindi, want);
    }

    #[test]
    fn pronouns_short_names_and_offices_find_their_person() {
        let found = who(
            "en",
            &[
                "[s Mayor Linda Osei] [c said] [x the ferry would run].",
                "[s She] [c added] that [x fares would not rise].",
                "[s Osei] [c told] reporters [x the pier was sound].",
                "[s Harbour master Tom Reiter] [c said] [x it was old].",
                "[s The mayor] [c said] [x repairs were planned].",
            ],
        );
        assert_eq!(found, ["", "Linda Osei", "Linda Osei", "", "Linda Osei"]);
        let found = who(
            "hi",
            &[
                "[s परिवहन मंत्री ओम प्रकाश बसेड़ा] ने [c कहा] कि [x रोक रहेगी]।",
                "[s उन्होंने] [c बताया] कि [x बात होगी]।",
                "[s बसेड़ा] ने [c कहा] कि [x समय लगेगा]।",
                "[s मंत्री] ने [c कहा] कि [x रोक नहीं हटेगी]।",
            ],
        );
        assert_eq!(found, ["", "ओम प्रकाश बसेड़ा", "ओम प्रकाश बसेड़ा", "ओम प्रकाश बसेड़ा"]);
    }

    #[test]
    fn common_nouns_for_institutions_find_their_names() {
        let found = who(
            "hi",
            &[
                "ईडी ने बुधवार को पांच जगह छापे मारे।",
                "[s एजेंसी] का [c आरोप है] कि [x रकम हवाला से भेजी गई]।",
                "नैनीताल हाईकोर्ट ने गुरुवार को याचिका सुनी।",
                "[s अदालत] ने [c कहा] कि [x मामला विचार योग्य नहीं है]।",
                "[s फूड स्टार्टअप झटपटईट्स] ने [c बताया] कि [x छंटनी हुई है]।",
                "[s कंपनी] ने [c कहा] कि [x घाटा बढ़ा है]।",
                // another bank by its name
                "भारतीय रिजर्व बैंक ने दरें नहीं बदलीं।",
                "[s ग्रामोदय बैंक] ने [c कहा] कि [x कर्ज सस्ता होगा]।",
            ],
        );
        assert_eq!(found, ["ईडी", "नैनीताल हाईकोर्ट", "", "झटपटईट्स", ""]);
        let found = who(
            "en",
            &[
                "[s The Harbour Post] [c reported] that [x the talks had failed].",
                "[s The Post] [c said] [x three clerks had resigned].",
                "[s The Post] [c said] [x a fourth would follow].",
            ],
        );
        assert_eq!(found, ["", "Harbour Post", "Harbour Post"]);
        let found = who("en", &["[s Delivery startup Zipbite] [c said] [x it had laid off 400 clerks].", "[s The company] [c said] [x fuel was dear]."]);
        assert_eq!(found, ["", "Zipbite"]);
    }

    #[test]
    fn unresolved_is_better_than_wrong() {
        assert_eq!(who("en", &["[s She] [c said] [x it rained]."]), [""]);
        // nobody of that gender has been named
        let found = who("en", &["[s Mr. Paul Reiter] [c said] [x it rained].", "[s She] [c said] [x it did not]."]);
        assert_eq!(found[1], "");
    }

    #[test]
    fn quotes_whole_and_in_part() {
        let quotes: Vec<Quote> = marked(
            "en",
            &[
                "\"[x The pier is sound],\" [s Ms. Osei] [c said].",
                "[s Ms. Osei] [c said] [x the pier was \"perfectly sound\" and would stay].",
                "[s Ms. Osei] [c said] [x the pier was sound].",
            ],
        )
        .1
        .iter()
        .map(|f| f.quote)
        .collect();
        assert_eq!(quotes, [Quote::Direct, Quote::Mixed, Quote::Indirect]);
        let dash = marked("hi", &["[s मेयर] [c बोलीं]- [x बसें चलती रहेंगी]"]).1;
        assert_eq!(dash[0].quote, Quote::Direct);
    }

    #[test]
    fn denials_find_what_they_deny() {
        let (_, list, profile) = marked(
            "en",
            &[
                "Ferry fares",
                "[s The Harbour Post] [c reported] that [x the council would double ferry fares in May].",
                "Nothing else was on the agenda of the meeting.",
                "[s Mayor Linda Osei] [c denied] that [x ferry fares would double].",
                "\"[x Not one fare will rise],\" [s she] [c said].",
            ],
        );
        assert_eq!(list[1].stance, Stance::Denies);
        assert!(list[1].about.contains(&1), "{:?}", list[1].about);
        assert!(list[1].answers.contains(&0), "{:?}", list[1].answers);
        assert_eq!(list[2].stance, Stance::Denies, "a flat negation goes on with the denial");
        assert_eq!(profile.denied, [1]);
    }

    #[test]
    fn posts_that_are_dismissed_are_what_is_answered() {
        let text = "Ferry fares\n\nThe ferry board on Sunday dismissed as “mischief” social media posts claiming that fares would double in May.\n\nBoard secretary Linda Osei said the pictures were from last year.";
        let list = crate::analysis::analyze_text(text, &Default::default(), crate::offsets::Unit::Byte).attributions;
        let denial = list.iter().find(|a| a.stance == Stance::Denies).map(|a| (a.answers.clone(), a.about.len()));
        let posts = list.iter().find(|a| a.cue.is_some_and(|c| text[c[0] as usize..].starts_with("claiming"))).map(|a| a.id);
        assert_eq!(denial, posts.map(|id| (vec![id], 0)));
    }

    #[test]
    fn information_given_points_to_the_sentence_before() {
        let (_, list, _) = marked("hi", &["बंदरगाह से सटी सड़क पर सोमवार रात दो ट्रक टकरा गए और पांच लोग घायल हो गए।", "[s पुलिस] ने इसकी [c जानकारी दी]।"]);
        assert_eq!(list[0].about, [0]);
    }

    #[test]
    fn the_same_claim_counts_once() {
        let (_, list, profile) = marked(
            "en",
            &[
                "[s Sources] [c said] [x the northern ferry terminal would close in November].",
                "The weather was fine and nobody stayed at home.",
                "[s Two officials] [c said] [x the northern ferry terminal would close in November].",
                "[s Critics] [c said] [x the museum needed a roof].",
            ],
        );
        assert_eq!(list[1].same_as, Some(0));
        assert_eq!(profile.attributions, 3);
        assert_eq!(profile.claims, 2);
        assert_eq!(profile.unnamed, [1, 3]);
    }

    #[test]
    fn nothing_found_is_an_empty_profile() {
        let packs = crate::packs::references();
        let doc = Document::from_text("", &packs, None);
        let profile = finish(&doc, &mut []);
        assert_eq!(profile.attributions, 0);
        assert_eq!(profile.kinds.0.len(), 6);
        assert_eq!(profile.stances.0.len(), 5);
    }

    proptest::proptest! {
        /// Any spans over any text come back finished.
        #[test]
        fn any_spans_are_finished(words in proptest::collection::vec("(said|denied|this|the|report|Rao|Ms|she|who|‘|”|\"|,|\\.|:|ने|कहा|कि|उन्होंने|मंत्री|इसका|खंडन|के|मुताबिक|[a-zक-ह]{1,5})", 1..60),
                                  spans in proptest::collection::vec((0usize..70, 0usize..9, 0usize..70, 0usize..9, 0usize..70, 0usize..20), 0..12)) {
            let text = words.join(" ");
            let packs = crate::packs::references();
            let doc = Document::from_text(&text, &packs, None);
            let mut list: Vec<Found> = spans.iter().map(|&(c, cl, s, sl, x, xl)| {
                let mut found = Found::new(None, Tokens::new(c, c + cl));
                found.source = Some(Tokens::new(s, s + sl));
                found.content = vec![Tokens::new(x, x + xl)];
                found
            }).collect();
            list.sort_by_key(|f| f.cue.start);
            let profile = finish(&doc, &mut list);
            proptest::prop_assert_eq!(profile.attributions as usize, if doc.tokens.is_empty() { 0 } else { list.len() });
        }
    }
}
