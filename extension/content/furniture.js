// @ts-check
/**
 * Lines among the paragraphs that are none, told by their words: labels, lines that lead elsewhere, who wrote it and when, and
 * what readers are to do for the publisher.
 *
 * To take a sentence of the article for such a line is the worse mistake of the two. So a line is one only as a whole, and what
 * asks something of the reader only where it reports nobody: "Download the app, the police said" is news.
 *
 * @typedef {import("./walk.js").Candidate} Candidate
 */

/** Is a text one of these lines, whatever marks or bullets stand before it? @param {number} longest  characters @param {string[]} patterns */
const lines = (longest, patterns) => {
  const pattern = new RegExp(`^[\\s(\\[*•»▪–—-]*(?:${patterns.join("|").normalize("NFC")})$`, "iu");
  return (/** @type {string} */ text) => text.length <= longest && pattern.test(text);
};

/** Nothing but marks. (`\W` would be every letter that is not Latin.) */
const MARKS = "[^\\p{L}\\p{M}\\p{N}]*";

/** A word that stands alone, or before a mark and the headline of another story, whoever is said there to say what. */
const isLabel = lines(400, [
  "advertisement[-–—\\s]*|advertising|ad|sponsored|promoted|story continues below(?: this)? ad(?:vertisement)?|scroll to continue.*",
  "this advertisement has not loaded.{0,120}|share(?: this)?(?: article)?|\\d+\\s*min(?:ute)?s? read|read time.*",
  `(?:read|also,? (?:read|watch|see)|read also|must read|read more|related|see also|watch|more)(?:\\s*[:|–—-].*|${MARKS})`,
  "विज्ञापन|सार|विस्तार|शेयर करें|(?:और|जरूर) पढ़ें|संबंधित ख़?बरें",
  "(?:(?:यह|ये|इसे|इन्हें) )?(?:भी|जरूर) (?:पढ़ें|पढ़े|पढ़िए|देखें)(?:[^\\p{L}\\p{M}]|ः).*|संबंधित ख़?बरें\\P{L}.*",
  `(?:(?:यह|ये|इसे|इन्हें|यहा[ंँ]|और|पूरी ख़?बर) )?(?:पढ़ें|पढ़े|पढ़िए|देखें|वीडियो)(?:\\s*(?:[:|–—-]|ः).*|${MARKS})`,
  "(?:यहा[ंँ] )?पढ़ें पूरी ख़?बर.*",
  "(?:tags|topics|filed under|keywords|disclaimer|टैग्स?|डिस्क्लेमर)\\s*[:|–—-].*",
]);

/** Where publishers are besides their own page. */
const CHANNELS = "whatsapp|telegram|google news|apps?|newsletters?|channels?|facebook|instagram|twitter|youtube|inbox|podcasts?";
const HINDI_CHANNELS = "ऐप|एप|app|व्हाट्सएप|वॉट्सऐप|whatsapp|टेलीग्राम|telegram|गूगल न्यूज|google news|फेसबुक|facebook|यूट्यूब";
/** What they have to offer. */
const NEWS = "news|updates?|stor(?:y|ies)|headlines|coverage|videos?|episodes?|interviews|alerts";

/** What readers are to do, by how it begins. */
const isInvitation = lines(400, [
  `(?:join|follow|download|get|catch|stay|click|install|subscribe)\\b.{0,160}\\b(?:${CHANNELS})\\b.{0,80}`,
  `(?:for (?:all|more|free|the latest)|to (?:get|receive|stay))\\b.{0,120}\\b(?:join|follow|download|click|tap|visit|install|subscribe|sign up)\\b.{0,120}`,
  "subscribe\\b.*|sign up\\b.*|follow us\\b.*|listen to\\b.*|(?:click|tap) here\\b.{0,160}",
  `you can (?:now |also )?(?:subscribe\\b|(?:follow|join|find|reach|contact)\\b.{0,80}\\b(?:${CHANNELS}|us|e-?mail)\\b|[^.!?]{0,60}@).{0,120}`,
  `(?:(?:catch|check out|get|read) (?:(?:all )?(?:the |your |our ))?(?:latest|breaking|top|daily|more|full|rest of)|(?:catch|check out) (?:all|our))\\b.{0,60}\\b(?:${NEWS})\\b.{0,140}`,
  "(?:stay (?:tuned|updated|informed|connected)|get in touch|read the full (?:story|article))\\b.{0,160}|(?:write to|contact|e-?mail|reach)\\b[^.!?]{0,80}@.{0,60}",
  `for more (?:${NEWS})\\b.{0,120}|(?:share|send|tell|have) (?:us )?your (?:views|thoughts|say|opinion|stor(?:y|ies))\\b.{0,120}`,
  "(?:got|have|do you have) (?:a|an|any) (?:story|news|tip|question|comment|view)s?\\b[^.!?]{0,80}\\?.{0,160}",
  "(?:when|if) you (?:buy|purchase|shop|click)\\b.{0,120}\\b(?:commission|affiliate|we (?:may |might |can )?(?:earn|receive|get))\\b.{0,160}",
  "join (?:the |our )?(?:[\\w-]+ )?(?:conversations?|discussion|forum)\\b.{0,120}|thank(?:s| you) for (?:registering|subscribing|signing up)\\b.{0,120}",
  "you(?:’|'| ha)ve (?:successfully )?(?:subscribed|signed up)\\b.{0,120}|i (?:would like|want|agree|consent) to (?:be e-?mailed|receive)\\b.{0,160}",
  "by (?:signing up|subscribing|registering|clicking|continuing)\\b.{0,120}\\b(?:agree|consent|accept|privacy policy|terms)\\b.{0,160}",
  "this (?:is a )?(?:breaking|developing)(?: news?)? story\\b.{0,120}|more (?:to follow|details (?:are )?awaited)\\b.{0,60}",
  "you (?:may|might) also (?:like|enjoy|be interested)\\b.{0,120}",
  "(?:©|copyright (?:©|\\(c\\)|\\d{4})|\\(c\\) ?\\d{4}|all rights reserved).{0,200}",
  "(?:(?:this|the) (?:article|story|piece|column)|this report)(?: by [^.!?]{0,60})? (?:was )?(?:originally|first) (?:published|appeared)(?! to)\\b.{0,160}",
  "(?:except for the headline,? )?this (?:story|report|article) (?:has not been|was not|is) (?:edited|auto-?generated|published (?:from|unedited))\\b.{0,160}",
  `with (?:additional |agency )?(?:inputs?|files|reporting) from\\b[^.]{0,90}${MARKS}`,
  "यहा[ंँ] क्लिक करें.*|पूरी ख़?बर (?:यहा[ंँ] )?पढ़ें.*|(?:और|यहा[ंँ]) (?:पढ़ें|देखें)\\P{L}.*|हमें फॉलो करें.*",
]);

/** What readers are to do, by what is in it or how it ends. */
const isInvitationWithin = lines(220, [
  "[^“”\"]{0,160}\\b(?:sign up|subscribe) (?:for|to) (?:our|the|any|[\\w.]+[’']s)\\b.{0,40}\\b(?:newsletters?|e-?mails?|alerts)\\b.{0,60}",
  `[^।!?]{0,100}(?:ब्रेकिंग|ताज़ा|ताजा|लेटेस्ट|ट्रेंडिंग) (?:हिंदी |हिन्दी )?(?:न्यूज़?|ख़?बर)[^।!?]{0,100}(?:पढ़ें|देखें|करें|रहें|जुड़ें|रहिए|कीजिए)${MARKS}`,
  `.{0,90}(?:${HINDI_CHANNELS}).{0,60}(?:डाउनलोड|जुड़ें|फॉलो|क्लिक|लाइक|सब्सक्राइब|इंस्टॉल)(?: करें)?${MARKS}`,
]);

/** Somebody does or says something here. */
const REPORTS =
  /\b(?:said|says|told|tells|asked|urged|warned|denied|claimed|added|announced|advised|wrote|according to)\b|(?<![\p{L}\p{M}])(?:ने|कि|कहना|अनुसार|मुताबिक)(?![\p{L}\p{M}])/iu;

const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर)\\.?";
const DAY = "\\d{1,2}(?:st|nd|rd|th)?";
const DATES = new RegExp(`(?:(?:${DAY} )?${MONTH},? |${MONTH} ${DAY},? |\\d{1,2}[./-]\\d{1,2}[./-])\\d{4}|\\d{4}-\\d\\d-\\d\\d`.normalize("NFC"), "giu");
const DATE = new RegExp(DATES.source, "iu");
const TIME = /(?<!\d)\d{1,2}[:.]\d\d(?!\d)/;

/** What is done to a text to put it before readers, and the other words among the names of those who did it. */
const STAMPS = new Set("posted publish published update updated modified अपडेटेड अपडेट प्रकाशित पब्लिश पब्लिश्ड".split(" "));
const CREDITS = new Set(
  "by and of for in at on from with the to last first story date time reporting reported writing written editing edited compiled curated additional agency agencies inputs staff desk bureau am pm min mins read".split(" "),
);
/** Words that make a sentence of those around them, in a script that does not show names by capitals. */
const GRAMMAR = new Set("का के की को में से पर ने है हैं था थी थे हुआ हुई हुए गया गई गए".split(" "));

const NAME = /^[\p{Lu}\p{Script=Devanagari}]/u;
const BYLINE = /^[^\p{L}\p{N}]*(?:By|(?:[Aa]dditional |[Ww]ith )?[Rr]eporting by|(?:[Ww]riting|[Ee]diting|[Ee]dited|[Ww]ritten|[Rr]eported|[Pp]ublished|[Pp]osted|[Cc]urated|[Cc]ompiled) [Bb]y)\b/u;

/** Who wrote it, and when: nothing but names, dates and the words that go with them. @param {string} text */
function isCredits(text) {
  const stamped = DATE.test(text) || (/(?<!\d)20\d\d(?!\d)/.test(text) && TIME.test(text));
  if (text.length > 400 || !(stamped || BYLINE.test(text))) return false;
  /** @param {string} word */
  const isKnown = (word) => STAMPS.has(word.toLowerCase()) || CREDITS.has(word.toLowerCase());
  const words = text.replace(DATES, " ").match(/[\p{L}\p{M}\p{N}’']+/gu) ?? [];
  if (!words.every((word) => isKnown(word) || (/^\p{N}/u.test(word) || NAME.test(word)) && !GRAMMAR.has(word))) return false;
  if (stamped && (TIME.test(text) || words.some((word) => STAMPS.has(word.toLowerCase())))) return true;
  return BYLINE.test(text) && words.filter((word) => NAME.test(word) && !isKnown(word)).length >= 2;
}

/** Ends a sentence, with or without a closing quotation mark. */
export const SENTENCE_END = /[.!?।॥|…:。！？؟۔]["'”’»)\]」』）]*\s*$/u;

/** A character of these scripts says as much as two or three letters. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** How long a text would be in letters, about. @param {string} text */
export const extentOf = (text) => text.length * (DENSE.test(text) ? 2 : 1);

/** Does its link lead to a place on this page? Headings of updates and of chapters have such links. @param {Element} element */
export function staysHere(element) {
  const href = (element.closest("a[href]") ?? element.querySelector("a[href]"))?.getAttribute("href") ?? "";
  // ("#" alone is for whatever a script does)
  const [address, place] = href.split("#");
  return Boolean(place) && (address === "" || address === element.ownerDocument.location?.href.split("#")[0]);
}

/** "Our principles: …" @param {string} text @param {number} linked  all of what follows is a link */
function isLabelOfLink(text, linked) {
  const label = /^[^:|.!?]{1,30}[:|]\s*/u.exec(text)?.[0].length ?? 0;
  return label > 0 && linked > 0 && linked >= text.length - label - 2;
}

/** @param {Candidate} candidate */
export function isFurniture({ text, linked, context, element }) {
  const words = text.normalize("NFC");
  if (isLabel(words) || ((isInvitation(words) || isInvitationWithin(words)) && !REPORTS.test(words))) return true;
  // (a rule drawn of dashes)
  if (!/[\p{L}\p{N}]/u.test(text) || (context.heading !== 1 && isCredits(words))) return true;
  // A short line without an end is a label, a name or a date, and so is a longer one that is not even a paragraph; a line
  // that is all link leads elsewhere.
  if (context.heading === 0 && extentOf(text) < (context.role === "body" && element.tagName !== "P" ? 40 : 25) && !SENTENCE_END.test(text)) return true;
  if ((linked > text.length * 0.8 || isLabelOfLink(text, linked)) && text.length < 220) return context.heading !== 1 && !element.closest("h1") && !(context.heading > 1 && staysHere(element));
  return false;
}
