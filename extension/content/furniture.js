// @ts-check
/**
 * Lines among the paragraphs that are none, told by their words: labels, bylines, dates, and what readers are to do for the
 * publisher.
 *
 * @typedef {import("./blocks.js").Candidate} Candidate
 */

/** Lines of so many characters at most that are one of these, whatever marks or bullets stand before them. @param {string[]} lines @param {number} longest */
const lines = (lines, longest) => {
  const pattern = new RegExp(`^[\\s(\\[*•»▪–—-]*(?:${lines.join("|").normalize("NFC")})$`, "iu");
  return (/** @type {string} */ text) => text.length <= longest && pattern.test(text.normalize("NFC"));
};

/** Furniture by how it begins, even where nothing in the markup says so. */
const isFurnitureByStart = lines(
  [
    "advertisement[-–—\\s]*|advertising|ad|sponsored|promoted|story continues below(?: this)? ad(?:vertisement)?|scroll to continue.*",
    "(?:read|also,? (?:read|watch|see)|read also|must read|read more|related|see also|watch|more)(?:\\s*[:|–—-].*|\\W*)",
    "(?:edited|published|written|reported|posted|curated|compiled) by\\b[^.!?।]{0,90}",
    // What readers are to do for the publisher.
    "(?:join|follow|download|get|catch|stay|click|install|subscribe|for (?:all|more|the latest)|to (?:get|receive|stay))\\b.{0,160}\\b(?:whatsapp|telegram|google news|apps?|newsletters?|channels?|facebook|instagram|youtube|inbox)\\b.{0,80}",
    "you can (?:now |also )?(?:subscribe|follow|join)\\b.{0,120}|(?:catch|check out) (?:all|the latest|more|our)\\b.{0,160}|stay (?:tuned|updated|informed|connected)\\b.{0,120}",
    "get (?:the |all the |your )?(?:latest|breaking|top|daily)\\b.{0,200}|(?:write to|contact|e-?mail|reach)\\b[^.!?]{0,80}@.{0,60}",
    "(?:©|copyright (?:©|\\(c\\)|\\d{4})|\\(c\\) ?\\d{4}|all rights reserved).{0,200}|(?:this|the) (?:article|story|report) (?:was )?(?:originally|first) (?:published|appeared)\\b.{0,160}",
    "(?:got|have|do you have) (?:a|an|any) (?:story|news|tip|question|comment|view)s?\\b[^.!?]{0,80}\\?.{0,160}",
    "(?:get in touch|for more (?:stories|news|updates|coverage)|(?:share|send|tell|have) (?:us )?your (?:views|thoughts|say|opinion|stor(?:y|ies)))\\b.{0,120}",
    "(?:when|if) you (?:buy|purchase|shop|click)\\b.{0,80}\\b(?:links?|commission)\\b.{0,160}|you (?:may|might) also (?:like|enjoy|be interested)\\b.{0,120}",
    "(?:click|tap) here\\b.{0,160}|read (?:all the latest|the latest|the full (?:story|article)|our latest)\\b.{0,160}|this advertisement has not loaded.{0,120}",
    "with (?:additional |agency )?(?:inputs?|files|reporting) from\\b[^.]{0,90}\\W*|additional (?:reporting|writing|inputs?) (?:by|from)\\b.{0,120}",
    "share(?: this)?(?: article)?|follow us.*|subscribe.*|sign up.*|\\d+\\s*min(?:ute)?s? read|read time.*|listen to.*",
    "(?:यह|ये|इसे|इन्हें) (?:भी )?(?:पढ़ें|पढ़े|पढ़िए|देखें)(?:\\P{L}.*|$)|(?:जरूर पढ़ें|पढ़ें|देखें|वीडियो)\\s*[:|–—-].*",
    "यहा[ंँ] (?:पढ़ें|देखें)(?:\\P{L}.*|$)|यहा[ंँ] क्लिक करें.*|पढ़ें पूरी ख़?बर.*|पूरी ख़?बर (?:यहा[ंँ] )?पढ़ें.*",
    "विज्ञापन|सार|विस्तार|और पढ़ें.*|शेयर करें|संबंधित ख़?बरें.*|हमें फॉलो करें.*",
  ],
  400,
);

/** Furniture by a word in it. */
const isFurnitureByWord = lines(
  [
    ".{0,90}\\b(?:posted|publish(?:ed)?(?: date)?|last updated|updated)\\s*:?\\s.{0,60}\\d{4}.{0,60}",
    "[^।.!?]{0,60}(?:अपडेटेड|अपडेट|प्रकाशित|पब्लिश्ड?)\\s*[:,|–—-]?[^।!?]{0,60}\\d{4}[^।!?]{0,60}",
    "[^।!?]{0,100}(?:ब्रेकिंग|ताज़ा|ताजा|लेटेस्ट|ट्रेंडिंग) (?:हिंदी |हिन्दी )?(?:न्यूज़?|ख़?बर)[^।!?]{0,100}(?:पढ़ें|देखें|करें|रहें|जुड़ें|रहिए|कीजिए)\\W*",
    // A name, a date and the time of day: who wrote it, and when.
    "[^.!?।]{0,90}\\b20\\d\\d\\b[^.!?।]{0,12}\\b\\d{1,2}[:.]\\d\\d\\b[^.!?।]{0,30}",
    "[^“”\"]{0,160}\\b(?:sign up|subscribe) (?:for|to) (?:our|the|any)\\b.{0,40}\\bnewsletters?\\b.{0,40}",
    ".{0,90}(?:ऐप|एप|app|व्हाट्सएप|वॉट्सऐप|whatsapp|टेलीग्राम|telegram|गूगल न्यूज|google news|फेसबुक|facebook|यूट्यूब).{0,60}(?:डाउनलोड|जुड़ें|फॉलो|क्लिक|लाइक|सब्सक्राइब|इंस्टॉल)(?: करें)?\\W*",
  ],
  220,
);

/** Who wrote it: nothing but names and what joins them. */
const BYLINE = /^By(?:,? (?:and|&|of|for|in|at|the|\p{Lu}[\p{L}\p{M}.'’-]*)){2,16},?$/u;

/** Ends a sentence, with or without a closing quotation mark. */
export const SENTENCE_END = /[.!?।॥|…:。！？؟۔]["'”’»)\]」』）]*\s*$/u;

/** A character of these scripts says as much as two or three letters. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** How long a text would be in letters, about. @param {string} text */
export const extentOf = (text) => text.length * (DENSE.test(text) ? 2 : 1);

/** @param {Candidate} candidate */
export function isFurniture({ text, linked, context, element }) {
  if (isFurnitureByStart(text) || isFurnitureByWord(text)) return true;
  // (a rule drawn of dashes)
  if (!/[\p{L}\p{N}]/u.test(text) || (context.heading !== 1 && text.length <= 120 && BYLINE.test(text))) return true;
  // A short line without an end is a label, a name or a date, and so is a longer one that is not even a paragraph; a line
  // that is all link leads elsewhere.
  if (context.heading === 0 && extentOf(text) < (context.role === "body" && element.tagName !== "P" ? 40 : 25) && !SENTENCE_END.test(text)) return true;
  if (linked > text.length * 0.8 && text.length < 220) return context.heading !== 1 && !element.closest("h1");
  return false;
}
