// @ts-check
/**
 * What the parts of a page call themselves: by element, by role, by the words in their class, id and the like.
 */

/** Parts of a page that are not the article, by element or role. */
const ASIDE_TAGS = new Set(["NAV", "ASIDE", "FOOTER"]);
const AMP_ASIDE = /^AMP-(?:AD|SIDEBAR|EMBED|STICKY-AD|CONSENT|IFRAME|SOCIAL-SHARE|LIVE-LIST-UPDATE|AUTO-ADS|USER-NOTIFICATION)$/;
const ASIDE_ROLES = new Set(
  (
    "navigation complementary search menu menubar toolbar tablist dialog alertdialog contentinfo banner button " +
    "tooltip status marquee timer form"
  ).split(" "),
);

/**
 * Words in `class`, `id` or `data-*` names that say: not the article. Compared whole, after splitting at everything
 * that is no letter or digit and at camelCase; two words in a row count as one ("read-more").
 */
const ASIDE_WORDS = new Set(
  (
    "ad ads adv advert adverts advertisement advertising adslot adunit adbox dfp sponsor sponsored promo promos promotion " +
    "related relatedlinks relatedstories alsoread readalso readmore morestories morefrom moreon morenews recommend " +
    "recommended recommendation recommendations recirc recirculation newsletter newsletters signup subscribe subscription " +
    "share sharing sharebar sharetools socialshare social comment comments commentlist disqus coralthread coraltalk coralembed coralcomments viafoura spotim openweb " +
    "breadcrumb breadcrumbs byline bylines paywall regwall authorbio authorcard authorinfo authorbox authorprofile " +
    "aboutauthor theauthor tags taglist tagcloud topics topiclist rail rightrail siderail sidebar outbrain taboola cookie " +
    "cookies consent gdpr onetrust didomi usercentrics cmp cmpbox cookiebot modal popup trending ticker popular mostread " +
    "mostpopular mostviewed editorspick editorspicks topstories toppicks latestnews dontmiss maylike mayalso alsolike " +
    "mustread nextstory upnext livetv navbar menu toolbar footer masthead skip skiplink copyright disclaimer timestamp " +
    "dateline publishdate readtime appdownload downloadapp infobox toc faq poll quiz survey rating donate donation " +
    "correction affiliate widget widgets player carousel seealso furtherreading readnext nextup nextarticle pagination pager " +
    "followus supportus signin login lightbox megamenu offcanvas cta mpu leaderboard promoted mostshared mostcommented " +
    "authordescription authordetails authordesc authorblock authorsection bio discussion livefyre notification notifications playlist webstories photostories"
  ).split(" "),
);

/** Those among them that page builders also give to boxes of any sort, each paragraph's among them. */
export const WEAK_WORDS = new Set(
  "widget widgets player carousel share sharing social tags modal popup promo infobox toc faq menu rail sidebar poll rating skip toolbar recommended topics".split(" "),
);

/**
 * Names that an offer has, and the part of the text that is for those who took it. The offer is short.
 */
export const OFFER_WORDS = new Set("subscribe subscription signup paywall regwall".split(" "));

/** Names of what lies over a page; it may well be longer than the article. */
export const CONSENT_WORDS = new Set("cookie cookies consent gdpr onetrust didomi usercentrics cmp cmpbox cookiebot".split(" "));

/** After these a name says what a part has beside it or inside, or has not: "with-sidebar", "no-comments". */
const HAVING = new Set("has have with without no".split(" "));

/** Names of words that are for screen readers only, and of the classes that hide them, wherever their style sheet is. */
export const UNSEEN_WORDS = new Set("visuallyhidden sronly screenreader offscreen".split(" "));

const STANDFIRST_WORDS = new Set(
  "standfirst subtitle subheadline subhead subheading dek deck summary synopsis excerpt intro strapline strap lede teaser".split(" "),
);
export const CAPTION_WORDS = new Set("caption captions figcaption imagecaption photocaption credit".split(" "));

/**
 * @param {string} names
 * @returns {string[]} the words of a class attribute, and each pair of neighbours as one
 */
export function nameWords(names) {
  /** @type {string[]} */
  const words = [];
  for (const name of names.split(/\s+/)) {
    const parts = name
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(Boolean);
    for (let i = 0; i < parts.length; i++) {
      if (HAVING.has(parts[i - 1])) continue;
      words.push(parts[i]);
      if (i + 1 < parts.length) words.push(parts[i] + parts[i + 1]);
    }
  }
  return words;
}

/** @param {Element} element @returns {string[]} */
export function wordsOf(element) {
  const where = /^H[1-6]$/.test(element.tagName) ? HEADING_NAMES : NAMES;
  const names = where.map((name) => element.getAttribute(name) ?? "").join(" ");
  return names.length > where.length && names.length < 600 ? nameWords(names) : [];
}

/** Where a page writes what its parts are. */
const NAMES = ["class", "id", "data-testid", "data-component", "aria-labelledby"];
/** A heading's id is made of its own words, which say what the text is about: "survey", "poll-numbers". */
const HEADING_NAMES = NAMES.filter((name) => name !== "id");

/** Why an element calls itself something other than the article; "" if it does not. @param {Element} element @param {string[]} words @returns {string} */
export function asideBy(element, words) {
  const tag = element.tagName;
  if (ASIDE_TAGS.has(tag) || AMP_ASIDE.test(tag)) return tag;
  const role = element.getAttribute("role");
  if (role && ASIDE_ROLES.has(role)) return `role ${role}`;
  return words.find((word) => ASIDE_WORDS.has(word)) ?? "";
}

/** @param {Element} element @param {string[]} words */
export function isNamedStandfirst(element, words) {
  return words.some((word) => STANDFIRST_WORDS.has(word)) || element.getAttribute("itemprop") === "description";
}
