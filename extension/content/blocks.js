// @ts-check
/**
 * The page's DOM → the article's text, as blocks in reading order, each with a map back to the Text nodes.
 *
 * One walk reads the whole document and changes nothing. Text is read from Text nodes, never from `innerText`
 * (which lays the page out), and every style question is asked before anything is written, so that the browser
 * computes styles once. White space is folded as the browser would show it, soft hyphens and zero-width spaces
 * are left out; the map (`Piece`) keeps the way back exact.
 *
 * What is the article is judged by where the running text is: the element that holds most of it, together with
 * the headline above. Class names only ever rule something out, and never the element that holds the text.
 *
 * @typedef {import("../shared/types.js").Role} Role
 *
 * @typedef {object} Piece    a stretch of a block that stands unbroken in one Text node
 * @property {number} start   in the block's text
 * @property {Text} node
 * @property {number} offset  in the node's data
 * @property {number} length
 * @property {string} data    the node's data when it was read: if it differs now, the range is no longer true
 *
 * @typedef {object} PageBlock
 * @property {number} id
 * @property {string} text
 * @property {Role} role
 * @property {Element} element      nearest block-level element
 * @property {Piece[]} pieces
 *
 * @typedef {object} Reading
 * @property {PageBlock[]} blocks
 * @property {Element|null} root    smallest element around all that was read; null where there is no article
 * @property {boolean} truncated    the page was longer than we read
 *
 * @typedef {object} Candidate
 * @property {Element} element
 * @property {string} text
 * @property {Piece[]} pieces
 * @property {Context} context
 * @property {number} linked        how many characters stand in links
 *
 * @typedef {{element: Element, by: string}} Aside   by: the element's name, role or the word in its class
 *
 * @typedef {object} Context
 * @property {Role} role
 * @property {number} heading       0, or 1 to 6
 * @property {Element|null} named   the element whose name made it a standfirst
 * @property {readonly Aside[]} asides   elements around it that call themselves something else; outermost first
 * @property {Element} element
 * @property {boolean} pre
 */

import { LIMITS } from "../shared/messages.js";
import { cardsOf } from "./cards.js";
import { SENTENCE_END, extentOf, isFurniture } from "./furniture.js";
import { CAPTION_WORDS, CONSENT_WORDS, OFFER_WORDS, UNSEEN_WORDS, WEAK_WORDS, asideBy, isNamedStandfirst, wordsOf } from "./names.js";
import { signUpsIn } from "./signups.js";
import { atOnce } from "./slices.js";
import { holds, isIn, parentOf } from "./tree.js";

/** Never read, whatever they hold. */
const SKIP = new Set(
  (
    "SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED CANVAS SVG svg math VIDEO AUDIO FORM BUTTON SELECT INPUT TEXTAREA " +
    "OPTION DATALIST METER PROGRESS MAP DIALOG MENU HEAD"
  ).split(" "),
);

/** Left out of the text: they only tell the browser where a line may break. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/;
const SPACE = /[\t\n\f\r \u00a0\u2028\u2029]/;

/** What stays in the window while the page scrolls, by no other name. */
const FIXED = "fixed";

/** Deeper than this no article is; a page that nests deeper is not followed down. */
const MAX_DEPTH = 250;

/** A sign-up between two paragraphs is skipped; some sites put their whole page into one form. @param {Element} form */
const isWholePage = (form) => form.querySelector("article, h1") !== null || form.querySelectorAll("p").length > 3;

/** Hidden from screen readers while a dialog is open, and seen all the same. @param {Element} element */
const isBehindDialog = (element) => element.querySelector("h1") !== null && element.querySelectorAll("p").length > 1;

/** @param {CSSStyleDeclaration} style @param {boolean} veiled   the whole page is not shown yet */
function isHidden(style, veiled) {
  if (style.display === "none" || (!veiled && (style.visibility === "hidden" || style.visibility === "collapse"))) return true;
  if (style.contentVisibility === "hidden" || style.opacity === "0") return true;
  // (folded away)
  if (parseFloat(style.maxHeight) === 0 && style.overflow !== "visible") return true;
  // "For screen readers only": a box of one pixel, or clipped away.
  if (style.position === "absolute" || style.position === "fixed") {
    if (/^rect\((?:0|1)px,? /.test(style.clip ?? "") || /^inset\((?:50|100)%/.test(style.clipPath ?? "")) return true;
    if ((style.width === "1px" || style.height === "1px") && style.overflow !== "visible") return true;
  }
  return false;
}

/** @param {string} display */
const isInline = (display) => display === "" || display.startsWith("inline") || display.startsWith("ruby") || display === "contents";

/** Collects the text of one block while the walk passes over its nodes. */
class Builder {
  constructor() {
    this.text = "";
    /** @type {Piece[]} */
    this.pieces = [];
    this.linked = 0;
    /** A space that is owed: written before the next character, if one comes. @type {{node: Text, offset: number, data: string}|null} */
    this.space = null;
  }

  /** @param {Text} node @param {boolean} inLink @param {number} [from] @param {number} [to] */
  add(node, inLink, from = 0, to = node.data.length) {
    const { data } = node;
    const before = this.text.length;
    for (let i = from; i < to; i++) {
      const char = data[i];
      if (SPACE.test(char)) {
        if (this.text.length > 0) this.space ??= { node, offset: i, data };
      } else if (!INVISIBLE.test(char)) {
        if (this.space) {
          this.put(this.space.node, this.space.offset, this.space.data, " ");
          this.space = null;
        }
        this.put(node, i, data, char);
      }
    }
    if (inLink) this.linked += this.text.length - before;
  }

  /** @param {Text} node @param {number} offset @param {string} data @param {string} char */
  put(node, offset, data, char) {
    const last = this.pieces[this.pieces.length - 1];
    if (last && last.node === node && last.offset + last.length === offset) last.length++;
    else this.pieces.push({ start: this.text.length, node, offset, length: 1, data });
    this.text += char;
  }

  /** A word break without a character of its own in the page: `<br>` inside a sentence. */
  gap() {
    if (this.text.length > 0 && !this.space && this.text[this.text.length - 1] !== " ") this.text += " ";
  }
}

/**
 * What is being passed over: the children of an element, or what a slot shows.
 *
 * @typedef {object} Level
 * @property {Node|null} parent   null: nodes of a slot
 * @property {Node|null} next
 * @property {readonly Node[]} slotted
 * @property {number} at          in them
 * @property {Context} context
 * @property {boolean} inLink
 * @property {Context|null} end   the block that ends with it
 */

/** Nodes between two places where the walk may be left. */
const STRIDE = 32;

/** One walk over the page, without recursion, so that it can be left anywhere and taken up again. */
class Walk {
  /** @type {Candidate[]} */
  candidates = [];
  /** Characters in them. */
  total = 0;
  truncated = false;
  /** No more fits. */
  full = false;
  builder = new Builder();
  /** Line breaks since the last word. */
  breaks = 0;
  /** The page is not shown yet: it fades in, or waits for its own style sheets. */
  veiled = false;
  /** Boxes that ask for an address. @type {Set<Element>} */
  signUps = new Set();
  /** Where we stand; innermost last. @type {Level[]} */
  levels = [];

  /**
   * @param {Document} document
   * @param {Element} from
   * @param {(element: Element) => boolean} ignore   our own host
   */
  constructor(document, from, ignore) {
    this.view = document.defaultView;
    this.from = from;
    this.ignore = ignore;
  }

  begin() {
    this.candidates = [];
    this.total = 0;
    this.truncated = this.full = false;
    this.builder = new Builder();
    this.breaks = 0;
    this.levels = [];
    const top = /** @type {Context} */ ({ role: "body", heading: 0, named: null, asides: [], element: this.from, pre: false });
    const style = this.view?.getComputedStyle(this.from);
    this.veiled = style?.visibility === "hidden";
    this.signUps = signUpsIn(this.from);
    this.descend(this.from, style ? contextOf(this.from, this.from.tagName, style, top, wordsOf(this.from), "") : top, false, top);
  }

  /** @returns {Generator<void, {candidates: Candidate[], truncated: boolean}>} */
  *run() {
    let hurried = false;
    this.begin();
    for (let count = 1; this.levels.length > 0; count++) {
      this.step();
      if (count % STRIDE || hurried) continue;
      yield;
      // Where we stood is somewhere else now: once more, and through.
      if (!this.isInPlace()) {
        hurried = true;
        this.begin();
      }
    }
    const { candidates, truncated } = this;
    return { candidates, truncated };
  }

  /** Has the page left alone what we are to go on from? */
  isInPlace() {
    return this.levels.every(({ parent, next }) => parent === null || next === null || next.parentNode === parent);
  }

  /** One node, or the end of a level. */
  step() {
    const level = this.levels[this.levels.length - 1];
    const node = level.parent ? level.next : level.slotted[level.at++];
    if (!node || this.full) {
      this.levels.pop();
      if (level.end) this.flush(level.end);
      return;
    }
    if (level.parent) level.next = node.nextSibling;
    this.enter(node, level.context, level.inLink);
  }

  /** @param {Context} context */
  flush(context) {
    this.breaks = 0;
    const { text, pieces, linked } = this.builder;
    if (text.length === 0) {
      this.builder.space = null;
      return;
    }
    this.builder = new Builder();
    this.full ||= this.candidates.length >= LIMITS.blocks || this.total + text.length > LIMITS.totalLength;
    if (this.full || text.length > LIMITS.blockLength) {
      this.truncated = true;
      return;
    }
    this.total += text.length;
    this.candidates.push({ element: context.element, text, pieces, context, linked });
  }

  /** @param {Node} node @param {Context} context @param {boolean} inLink */
  enter(node, context, inLink) {
    if (node.nodeType === 3) this.enterText(/** @type {Text} */ (node), context, inLink);
    else if (node.nodeType === 1) this.enterElement(/** @type {HTMLElement} */ (node), context, inLink);
  }

  /** @param {Text} text @param {Context} context @param {boolean} inLink */
  enterText(text, context, inLink) {
    if (this.breaks > 0 && /\S/.test(text.data)) {
      // Two breaks, or one after a full stop, are how some sites write a paragraph.
      if (context.heading === 0 && (this.breaks > 1 || SENTENCE_END.test(this.builder.text))) this.flush(context);
      else this.builder.gap();
      this.breaks = 0;
    }
    if (context.pre) this.addPre(text, context, inLink);
    else this.builder.add(text, inLink);
  }

  /** @param {HTMLElement} element @param {Context} context @param {boolean} inLink */
  enterElement(element, context, inLink) {
    const tag = element.tagName;
    if (tag === "BR") {
      this.breaks++;
      return;
    }
    if (tag === "WBR" || tag === "IMG") return;
    if ((SKIP.has(tag) && !(tag === "FORM" && isWholePage(element))) || this.ignore(element)) {
      // A form or a video stands between two paragraphs; an icon stands inside a sentence.
      if (tag === "FORM" || tag === "VIDEO" || tag === "IFRAME" || tag === "DIALOG") this.flush(context);
      return;
    }
    if (element.hidden || (element.getAttribute("aria-hidden") === "true" && !isBehindDialog(element))) return;
    const editable = element.getAttribute("contenteditable");
    if (editable !== null && editable !== "false") return;
    const style = this.view?.getComputedStyle(element);
    if (!style || isHidden(style, this.veiled)) return;

    const words = wordsOf(element);
    const link = inLink || tag === "A";
    // A drop cap is a box of its own to the browser and half a word to the reader.
    const dropCap = (style.float || "none") !== "none" && (element.textContent ?? "").trim().length <= 2;
    if (dropCap || isInline(style.display)) {
      if (words.some((word) => UNSEEN_WORDS.has(word))) return;
      const by = asideBy(element, words);
      const caption = context.role === "body" && context.heading === 0 && words.some((word) => CAPTION_WORDS.has(word));
      if (!by && !caption) {
        this.descend(element, context, link, null);
        return;
      }
      // An inline box that names itself an advertisement, or a picture's words, is no part of the sentence around it.
      const inner = by ? { ...context, asides: [...context.asides, { element, by }], element } : { ...context, role: /** @type {Role} */ ("caption"), element };
      this.flush(context);
      this.descend(element, inner, link, inner);
      return;
    }
    const by = asideBy(element, words) || (this.signUps.has(element) ? "sign-up" : style.position === "fixed" ? FIXED : "");
    const inner = contextOf(element, tag, style, context, words, by);
    this.flush(context);
    if (words.some((word) => UNSEEN_WORDS.has(word))) return;
    this.descend(element, inner, link, inner);
  }

  /** @param {Element} element @param {Context} context @param {boolean} inLink @param {Context|null} end */
  descend(element, context, inLink, end) {
    if (this.levels.length > MAX_DEPTH) return;
    const slotted = element.tagName === "SLOT" && !element.shadowRoot ? /** @type {HTMLSlotElement} */ (element).assignedNodes() : [];
    const parent = slotted.length > 0 ? null : (element.shadowRoot ?? element);
    this.levels.push({ parent, next: parent?.firstChild ?? null, slotted, at: 0, context, inLink, end });
  }

  /** Text whose line ends are shown: a blank line starts a paragraph, and so does one after a full stop. @param {Text} node @param {Context} context @param {boolean} inLink */
  addPre(node, context, inLink) {
    let from = 0;
    if (/^[^\S\n]*\n/.test(node.data) && SENTENCE_END.test(this.builder.text)) this.flush(context);
    for (const match of node.data.matchAll(/\n\s*\n|(?<=[.!?।॥…]["'”’»)\]]*)[^\S\n]*\n/g)) {
      this.builder.add(node, inLink, from, match.index);
      this.flush(context);
      from = match.index + match[0].length;
    }
    this.builder.add(node, inLink, from);
  }
}

/** A cell or an item that holds a piece of text of its own: pages laid out as a table, updates of a live blog as a list. @param {Element} element */
const holdsText = (element) => element.querySelector("p, br, h1, h2, h3, h4, article, table") !== null;

/** @param {Element} element @param {string} tag @param {CSSStyleDeclaration} style @param {Context} outer @param {string[]} words @param {string} by @returns {Context} */
function contextOf(element, tag, style, outer, words, by) {
  const asides = by ? [...outer.asides, { element, by }] : outer.asides;
  const pre = style.whiteSpace.startsWith("pre") || style.whiteSpace === "break-spaces";
  let { role, heading, named } = outer;
  if (/^H[1-6]$/.test(tag)) {
    heading = Number(tag[1]);
    role = "headline";
  } else if (element.getAttribute("role") === "heading") {
    heading = Number(element.getAttribute("aria-level")) || 2;
    role = "headline";
  } else if (tag === "FIGCAPTION" || (tag === "FIGURE" && role === "body")) role = "caption";
  else if (tag === "BLOCKQUOTE" || tag === "Q") role = "quote";
  else if (role === "body" && words.some((word) => CAPTION_WORDS.has(word))) role = "caption";
  else if (ITEMS.has(tag)) role = role === "quote" || role === "caption" || (role === "body" && holdsText(element)) ? role : "list";
  else if (role === "body" && isNamedStandfirst(element, words)) {
    role = "standfirst";
    named = element;
  }
  return { role, heading, named, asides, element, pre };
}

const ITEMS = new Set(["LI", "DD", "DT", "TD", "TH"]);

/** Text that runs: long enough to be a sentence, and not a link. @param {Candidate} candidate */
function weight({ text, linked, context }) {
  const extent = extentOf(text);
  if (context.heading > 0 || extent < 40) return 0;
  return linked > text.length * 0.6 ? 0 : extent - linked;
}

/**
 * The smallest element that holds most of the running text. It goes down from the top as long as one child holds
 * nearly all of it, so two articles one after the other (endless scrolling) stay together.
 *
 * @param {Candidate[]} candidates
 * @param {Element} top
 * @returns {{root: Element, mass: Map<Element, number>, total: number}}
 */
function bodyRoot(candidates, top) {
  /** @type {Map<Element, number>} */
  const mass = new Map();
  let total = 0;
  /** @type {Map<Element, number>} */
  const texts = new Map();
  for (const candidate of candidates) {
    const own = weight(candidate);
    for (let at = /** @type {Element|null} */ (candidate.element); at; at = parentOf(at)) texts.set(at, (texts.get(at) ?? 0) + 1);
    if (own === 0) continue;
    total += own;
    for (let at = /** @type {Element|null} */ (candidate.element); at; at = parentOf(at)) mass.set(at, (mass.get(at) ?? 0) + own);
  }
  let root = top;
  for (;;) {
    const all = mass.get(root) ?? 0;
    const children = root.shadowRoot ? [...root.shadowRoot.children, ...root.children] : [...root.children];
    const heavy = children.find((child) => (mass.get(child) ?? 0) >= all * 0.8);
    // Not into a paragraph: a long one among short ones is not the whole article.
    if (all === 0 || !heavy || texts.get(heavy) === 1) return { root, mass, total };
    root = heavy;
  }
}

/** What the page says of itself. @param {Document} document */
function saysArticle(document) {
  const type = document.querySelector('meta[property="og:type"]')?.getAttribute("content") ?? "";
  if (/article/i.test(type)) return true;
  // A front page, too, lists the articles it leads to.
  if (document.querySelectorAll('[itemprop="articleBody"]').length === 1) return true;
  const path = document.location?.pathname ?? "";
  if (/^\/(?:index\.\w+)?$/.test(path)) return false;
  for (const script of [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, 12)) {
    const text = script.textContent ?? "";
    if (text.length < 200_000 && !/"@type"\s*:\s*"(?:ItemList|CollectionPage)"/.test(text) && /"@type"\s*:\s*\[?\s*"(?:\w*NewsArticle|Article|LiveBlogPosting|BlogPosting|Report\w*)"/.test(text)) return true;
  }
  return false;
}

/** The one `<article>` that holds the text, with a headline of its own; teasers on front pages are many. @param {Element} body */
function hasOwnArticle(body) {
  const inside = body.querySelectorAll("article");
  const article = body.closest("article") ?? (inside.length === 1 ? inside[0] : null);
  return article !== null && article.querySelector("h1") !== null;
}

/**
 * Is there an article here? Front pages, results and applications have many short texts in many places, and an
 * article has several paragraphs in one.
 *
 * @param {Document} document
 * @param {Element} body
 * @param {Candidate[]} inRoot
 */
function isArticle(document, body, inRoot) {
  /** @type {Map<Element|null, {length: number, count: number}>} */
  const groups = new Map();
  let length = 0;
  for (const candidate of inRoot) {
    const own = weight(candidate);
    if (own === 0) continue;
    length += own;
    // Paragraphs are children of one element, or each wrapped once.
    const parent = candidate.element.parentElement;
    for (const key of [candidate.element, parent, parent?.parentElement ?? null]) {
      const group = groups.get(key) ?? { length: 0, count: 0 };
      group.length += own;
      group.count++;
      groups.set(key, group);
    }
  }
  const best = [...groups.values()].reduce((a, b) => (b.length > a.length ? b : a), { length: 0, count: 0 });
  if (saysArticle(document) || hasOwnArticle(body)) return length >= 80;
  if (document.querySelectorAll("h1").length === 1 && best.length >= 500 && best.length >= length * 0.6) return true;
  return best.count >= 3 && best.length >= 350 && best.length >= length * 0.4;
}

/**
 * Which of the elements that call themselves something else are to be believed: a name such as "has-sidebar" on the
 * element that holds headline or text must not rule the article out.
 *
 * @param {Candidate[]} candidates
 * @returns {Set<Element>}
 */
function trueAsides(candidates) {
  /** @type {Map<Element, {weight: number, texts: number, headline: boolean, by: string}>} */
  const asides = new Map();
  /** @type {Map<string, number>} */
  const byWord = new Map();
  /** Boxes of one paragraph each that look the same. @type {Map<string, {weight: number, count: number}>} */
  const alike = new Map();
  let total = 0;
  let outside = 0;
  for (const candidate of candidates) {
    const own = weight(candidate);
    total += own;
    if (candidate.context.asides.length === 0) outside += own;
    for (const word of new Set(candidate.context.asides.map(({ by }) => by))) byWord.set(word, (byWord.get(word) ?? 0) + own);
    for (const { element, by } of candidate.context.asides) {
      const known = asides.get(element) ?? { weight: 0, texts: 0, headline: false, by };
      known.weight += own;
      known.texts += own > 0 ? 1 : 0;
      known.headline ||= candidate.context.heading === 1;
      asides.set(element, known);
    }
  }
  /** @param {Element} element @param {string} by */
  const look = ({ tagName, classList }, by) => `${/^H[1-6]$/.test(tagName) ? "P" : tagName} ${classList[0] ?? ""} ${by}`;
  for (const [element, { weight: own, texts, by }] of asides) {
    if (texts !== 1) continue;
    const known = alike.get(look(element, by)) ?? { weight: 0, count: 0 };
    alike.set(look(element, by), { weight: known.weight + own, count: known.count + 1 });
  }
  /** @type {Set<Element>} */
  const believed = new Set();
  for (const [element, { weight: own, texts, headline, by }] of asides) {
    // What lies over the page may be longer than a short article.
    const liesOver = by === FIXED || CONSENT_WORDS.has(by) || /^role (?:alert)?dialog$/.test(by);
    const holdsTheText = own >= total * 0.6 && outside < (liesOver ? 80 : 300);
    // Where nearly all text stands in boxes of one such name, the name means nothing here.
    const meansNothing = WEAK_WORDS.has(by) && (byWord.get(by) ?? 0) >= total * 0.5 && outside < total * 0.3;
    // An offer is short; what is offered is not. And paragraphs that hold half of the text are the text.
    const row = texts <= 1 ? alike.get(look(element, by)) : { weight: own, count: texts };
    const isTheText = row !== undefined && row.count >= 3 && (OFFER_WORDS.has(by) ? row.weight >= total * 0.25 : texts <= 1 && /^(?:P|H[1-6])$/.test(element.tagName) && !/^comment/.test(by) && row.weight >= total * 0.5);
    if (!holdsTheText && !meansNothing && !isTheText && !(headline && own >= total * 0.3)) believed.add(element);
  }
  return believed;
}

/** @param {Candidate} candidate @param {Element} body @param {boolean} afterHeadline @param {boolean} beforeBody */
function isStandfirst(candidate, body, afterHeadline, beforeBody) {
  if (candidate.context.role === "standfirst") return true;
  return afterHeadline && beforeBody && candidate.text.length >= 40 && candidate.linked < candidate.text.length * 0.3;
}

/**
 * Reads the article of a page, all at once.
 *
 * @param {Document} document
 * @param {ReadOptions} [options]
 * @returns {Reading}
 */
export const readArticle = (document, options = {}) => atOnce(readingArticle(document, options));

/**
 * Reads the article of a page, and may be left in between: see `slices.js`. What changes meanwhile may or may not be in it.
 *
 * @typedef {object} ReadOptions
 * @property {Element} [root]       read inside this element only
 * @property {boolean} [whole]      read everything visible, article or not
 * @property {(element: Element) => boolean} [ignore]   our own host
 *
 * @param {Document} document
 * @param {ReadOptions} options
 * @returns {Generator<void, Reading>}
 */
export function* readingArticle(document, options) {
  const top = options.root ?? document.body;
  if (!top) return { blocks: [], root: null, truncated: false };
  const { candidates, truncated } = yield* new Walk(document, top, options.ignore ?? (() => false)).run();
  yield;
  if (options.whole) return finish(candidates.filter((candidate) => candidate.text.length >= 2), top, truncated);

  const named = trueAsides(candidates);
  yield;
  const cards = cardsOf(candidates, weight, () => saysArticle(document));
  /** @param {Candidate} candidate */
  const ruledOut = ({ context: { asides }, element }) => asides.some((aside) => named.has(aside.element)) || (cards.size > 0 && isIn(cards, element));
  yield;
  const { root: body } = bodyRoot(
    candidates.filter((candidate) => !ruledOut(candidate)),
    top,
  );
  yield;

  const inBody = candidates.filter((candidate) => holds(body, candidate.element) && !ruledOut(candidate));
  if (!isArticle(document, body, inBody)) return { blocks: [], root: null, truncated };

  yield;
  const firstBody = candidates.findIndex((candidate) => candidate === inBody[0]);
  const found = findHeadline(candidates, body, firstBody, document.title) ?? findTitle(candidates.filter((candidate) => !ruledOut(candidate)), document.title);
  // (a bar that stays in the window may have it too, and first)
  const headline = (found && ruledOut(found) && candidates.find((candidate) => candidate.context.heading === 1 && candidate.text === found.text && !ruledOut(candidate))) || found;
  const headlineAt = headline ? candidates.indexOf(headline) : -1;

  yield;
  /** @param {Candidate} candidate @param {number} index */
  const belongs = (candidate, index) => {
    if (candidate === headline) return true;
    if (ruledOut(candidate)) return false;
    if (isFurniture(candidate)) return false;
    // Before the headline stand the site's name, breadcrumbs, dates and labels, after it perhaps a bar that has it once more.
    if (candidate.text === headline?.text) return false;
    if (index < headlineAt && isBeforeHeadline(candidate)) return false;
    if (holds(body, candidate.element)) return true;
    if (headlineAt < 0 || index < headlineAt || index > firstBody) return false;
    if (candidate.context.role === "caption") return candidate.text.length >= 25;
    return isStandfirst(candidate, body, index > headlineAt, index < firstBody);
  };
  /** @type {Candidate[]} */
  const all = [];
  for (const [index, candidate] of candidates.entries()) {
    if (belongs(candidate, index)) all.push(candidate);
    if (index % STRIDE === 0) yield;
  }
  yield;
  const chosen = withoutEmptyHeadings(withoutTwins(all, headline), candidates, ruledOut);
  nameStandfirsts(chosen, headline);
  for (const candidate of chosen) {
    if (candidate === headline) candidate.context = { ...candidate.context, role: "headline" };
    else if (!holds(body, candidate.element) && candidate.context.role === "body") candidate.context = { ...candidate.context, role: "standfirst" };
  }
  return finish(chosen, top, truncated);
}

/**
 * Without summary and first headings once more, as pages have them that are laid out for small windows and for large ones.
 *
 * @param {Candidate[]} chosen
 * @param {Candidate|null} headline
 */
function withoutTwins(chosen, headline) {
  /** @type {Set<string>} */
  const seen = new Set();
  return chosen.filter((candidate) => {
    const { text, context } = candidate;
    if (candidate === headline || (context.heading === 0 && context.role !== "standfirst")) return true;
    if (seen.has(text)) return context.heading > 1;
    seen.add(text);
    return true;
  });
}

/**
 * Without headings that have nothing under them: "More from the harbour" over a row of cards, or at the end of the text.
 *
 * @param {Candidate[]} chosen
 * @param {Candidate[]} candidates
 * @param {(candidate: Candidate) => boolean} ruledOut
 */
function withoutEmptyHeadings(chosen, candidates, ruledOut) {
  const places = new Map(candidates.map((candidate, index) => [candidate, index]));
  const last = chosen.findLastIndex(({ context }) => context.heading === 0);
  return chosen.filter((candidate, index) => {
    if (candidate.context.heading < 2) return true;
    if (index > last) return false;
    const place = places.get(candidate) ?? 0;
    if (isOverLinks(candidate, candidates, place)) return false;
    const next = candidates[place + 1];
    // Above something that is no part of the article, and in a box with it.
    return !(next && ruledOut(next) && chosen[index + 1].context.heading > 0 && next.element.parentElement?.parentElement?.contains(candidate.element));
  });
}

/** A heading that begins a box, with two links or more after it and nothing else. @param {Candidate} heading @param {Candidate[]} candidates @param {number} at */
function isOverLinks(heading, candidates, at) {
  const box = heading.element.parentElement;
  let links = 0;
  if (!box || (at > 0 && box.contains(candidates[at - 1].element))) return false;
  for (let next = at + 1; next < candidates.length && box.contains(candidates[next].element); next++, links++)
    if (candidates[next].linked <= candidates[next].text.length * 0.8) return false;
  return links >= 2;
}

/** A second heading of this length is a summary in the dress of a heading. */
const LONG_HEADING = 60;

/** Another first heading, a short heading, or a line that is no sentence. @param {Candidate} candidate */
const isBeforeHeadline = ({ text, context }) => context.heading === 1 || (context.heading === 0 ? !SENTENCE_END.test(text) : text.length < LONG_HEADING);

/** Several paragraphs that are longer than this are the beginning of the text. */
const LONG_STANDFIRST = 250;

/**
 * Which of the texts are standfirsts: by name, as long as the name is not that of the whole text, and a long second heading
 * right below the headline.
 *
 * @param {Candidate[]} chosen
 * @param {Candidate|null} headline
 */
function nameStandfirsts(chosen, headline) {
  /** @type {Map<Element, {count: number, length: number}>} */
  const texts = new Map();
  for (const { context, text } of chosen) {
    const known = (context.named && texts.get(context.named)) ?? { count: 0, length: 0 };
    if (context.named) texts.set(context.named, { count: known.count + 1, length: known.length + (context.role === "standfirst" ? text.length : 0) });
  }
  /** @param {Element|null} element */
  const isText = (element) => {
    const { count, length } = (element && texts.get(element)) ?? { count: 0, length: 0 };
    return count > 3 || (count > 1 && length > LONG_STANDFIRST);
  };
  const at = headline ? chosen.indexOf(headline) : -1;
  for (const [index, candidate] of chosen.entries()) {
    const { context, text } = candidate;
    if (context.role === "standfirst" && isText(context.named)) candidate.context = { ...context, role: "body" };
    else if (at >= 0 && index === at + 1 && (context.heading === 2 || context.heading === 3) && text.length >= LONG_HEADING) candidate.context = { ...context, role: "standfirst", heading: 0 };
  }
}

/** @param {string} text  its words, to be compared */
const wordsIn = (text) => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();

/** A headline that is no heading: the first text that the page's title begins with, all of it. @param {Candidate[]} candidates @param {string} title */
function findTitle(candidates, title) {
  const wanted = wordsIn(title);
  return candidates.find(({ text }) => text.length >= 20 && text.length <= title.length + 5 && wanted.startsWith(wordsIn(text))) ?? null;
}

/**
 * The headline: the first-level heading that stands nearest before the text, unless that is the site's name and another
 * heading is what the page's title begins with; else the one most like the title.
 *
 * @param {Candidate[]} candidates
 * @param {Element} body
 * @param {number} firstBody
 * @param {string} title
 */
function findHeadline(candidates, body, firstBody, title) {
  const wanted = wordsIn(title);
  /** @param {Candidate} candidate @returns {number} where the title has it; -1: nowhere */
  const inTitle = ({ text }) => (wordsIn(text).length > 8 ? wanted.indexOf(wordsIn(text).slice(0, 40)) : -1);

  const headings = candidates.filter((candidate) => candidate.context.heading === 1 && candidate.text.length >= 8);
  const lower = candidates.filter(({ context }) => context.heading > 1 && context.heading <= 4);
  const before = headings.filter((candidate) => candidates.indexOf(candidate) <= firstBody);
  const first = lower.find((candidate) => inTitle(candidate) === 0);
  if (before.length === 1) return first && inTitle(before[0]) !== 0 ? first : before[0];
  if (before.length === 0) {
    const inside = headings.find((candidate) => holds(body, candidate.element));
    if (inside) return inside;
  }
  const named = (before.length ? before : lower).find((candidate) => inTitle(candidate) >= 0);
  return named ?? before[before.length - 1] ?? null;
}

/** @param {Candidate[]} chosen @param {Element} top @param {boolean} truncated @returns {Reading} */
function finish(chosen, top, truncated) {
  const blocks = chosen.map(({ element, text, pieces, context }, index) => ({
    id: index,
    text,
    role: /** @type {Role} */ (context.role),
    element,
    pieces,
  }));
  return { blocks, root: blocks.length ? commonAncestor(blocks.map((block) => block.element)) ?? top : null, truncated };
}

/** @param {Element[]} elements @returns {Element|null} */
function commonAncestor(elements) {
  let common = /** @type {Element|null} */ (elements[0] ?? null);
  for (const element of elements) while (common && !holds(common, element)) common = parentOf(common);
  return common;
}

/**
 * Reads what the reader has selected, wherever it stands; form fields and editable text stay out.
 *
 * @param {Document} document
 * @param {Selection|null} selection
 * @returns {Reading}
 */
export function readSelection(document, selection) {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return { blocks: [], root: null, truncated: false };
  const range = selection.getRangeAt(0);
  const common = range.commonAncestorContainer;
  const element = common.nodeType === 1 ? /** @type {Element} */ (common) : common.parentElement;
  if (!element) return { blocks: [], root: null, truncated: false };
  const { candidates, truncated } = atOnce(new Walk(document, blockAround(document, element), () => false).run());
  /** @type {PageBlock[]} */
  const blocks = [];
  for (const candidate of candidates) {
    const pieces = candidate.pieces.flatMap((piece) => clip(piece, range) ?? []);
    if (pieces.length === 0) continue;
    const from = pieces[0].start;
    const last = pieces[pieces.length - 1];
    const text = candidate.text.slice(from, last.start + last.length);
    blocks.push({
      id: blocks.length,
      text,
      role: "selection",
      element: candidate.element,
      pieces: pieces.map((piece) => ({ ...piece, start: piece.start - from })),
    });
  }
  return { blocks, root: blocks.length ? element : null, truncated };
}

/** @param {Document} document @param {Element} element */
function blockAround(document, element) {
  let at = element;
  while (at.parentElement && isInline(document.defaultView?.getComputedStyle(at).display ?? "block")) at = at.parentElement;
  return at;
}

/** The part of a piece that lies in the range. @param {Piece} piece @param {Range} range @returns {Piece|null} */
function clip(piece, range) {
  if (!range.intersectsNode(piece.node)) return null;
  let from = piece.offset;
  let to = piece.offset + piece.length;
  if (range.startContainer === piece.node) from = Math.max(from, range.startOffset);
  else if (range.comparePoint(piece.node, from) < 0 && range.comparePoint(piece.node, to) < 0) return null;
  if (range.endContainer === piece.node) to = Math.min(to, range.endOffset);
  else if (range.comparePoint(piece.node, from) > 0) return null;
  if (from >= to) return null;
  return { ...piece, start: piece.start + (from - piece.offset), offset: from, length: to - from };
}
