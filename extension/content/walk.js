// @ts-check
/**
 * The page's DOM → the texts that stand in it, in reading order, each with a map back to the Text nodes.
 *
 * One walk reads the whole document and changes nothing. Text is read from Text nodes, never from `innerText`
 * (which lays the page out), and every style question is asked before anything is written, so that the browser
 * computes styles once. White space is folded as the browser would show it, soft hyphens and zero-width spaces
 * are left out; the map (`Piece`) keeps the way back exact.
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
import { SENTENCE_END } from "./furniture.js";
import { CAPTION_WORDS, UNSEEN_WORDS, asideBy, isNamedStandfirst, wordsOf } from "./names.js";
import { signUpsIn } from "./signups.js";

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
export const FIXED = "fixed";

/** Deeper than this no article is; a page that nests deeper is not followed down. */
const MAX_DEPTH = 250;

/** A sign-up between two paragraphs is skipped; some sites put their whole page into one form. @param {Element} form */
const isWholePage = (form) => form.querySelector("article, h1") !== null || form.querySelectorAll("p").length > 3;

/** Hidden from screen readers while a dialog is open, and seen all the same; or not faded in yet. @param {Element} element */
const holdsPage = (element) => element.querySelector("h1") !== null && element.querySelectorAll("p").length > 1;

/** So many pixels beside the window nothing waits to be moved in. */
const FAR_OUT = -900;

/** @param {Element} element @param {CSSStyleDeclaration} style @param {boolean} veiled   the whole page is not shown yet */
function isHidden(element, style, veiled) {
  if (style.display === "none" || (!veiled && (style.visibility === "hidden" || style.visibility === "collapse"))) return true;
  if (style.contentVisibility === "hidden" || (style.opacity === "0" && !holdsPage(element))) return true;
  // (folded away)
  if (parseFloat(style.maxHeight) === 0 && style.overflow !== "visible") return true;
  // "For screen readers only": a box of one pixel, clipped away, or far out of the window.
  if (style.position === "absolute" || style.position === "fixed") {
    if (/^rect\((?:0|1)px,? /.test(style.clip ?? "") || /^inset\((?:50|100)%/.test(style.clipPath ?? "")) return true;
    if ((style.width === "1px" || style.height === "1px") && style.overflow !== "visible") return true;
    if (parseFloat(style.left) < FAR_OUT || parseFloat(style.top) < FAR_OUT) return true;
  }
  return false;
}

/** @param {string} display */
export const isInline = (display) => display === "" || display.startsWith("inline") || display.startsWith("ruby") || display === "contents";

/** They dress words of a sentence, or make a link of them. */
const PHRASES = new Set("A ABBR B CITE DFN EM FONT I MARK STRONG U".split(" "));

/** Does the sentence go on behind it? What a site calls its links is no reason to leave words out. @param {Element} element @param {string} before */
function isWithinSentence(element, before) {
  const next = element.nextSibling;
  if (!PHRASES.has(element.tagName) || next?.nodeType !== 3) return false;
  const after = /** @type {Text} */ (next).data;
  return /^\s*\p{Ll}/u.test(after) || (/\S/.test(after) && before !== "" && !SENTENCE_END.test(before));
}

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
 * @property {Node|null} parent   null: some nodes only
 * @property {Node|null} next
 * @property {readonly Node[]} nodes
 * @property {number} at          in them
 * @property {Context} context
 * @property {boolean} inLink
 * @property {Context|null} end   the block that ends with it
 */

/** What is shown of an element, where that is not all that stands in it. @param {Element} element @returns {readonly Node[]|null} */
function shownNodes(element) {
  if (element.tagName === "DETAILS" && !element.hasAttribute("open")) return [...element.children].filter(({ tagName }) => tagName === "SUMMARY");
  const slotted = element.tagName === "SLOT" && !element.shadowRoot ? /** @type {HTMLSlotElement} */ (element).assignedNodes() : [];
  return slotted.length > 0 ? slotted : null;
}

/** Nodes between two places where the walk may be left. */
export const STRIDE = 32;

/** One walk over the page, without recursion, so that it can be left anywhere and taken up again. */
export class Walk {
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
    const node = level.parent ? level.next : level.nodes[level.at++];
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
    if (element.hidden || (element.getAttribute("aria-hidden") === "true" && !holdsPage(element))) return;
    const editable = element.getAttribute("contenteditable");
    if (editable !== null && editable !== "false") return;
    const style = this.view?.getComputedStyle(element);
    if (!style || isHidden(element, style, this.veiled)) return;

    const words = wordsOf(element);
    const unseen = words.some((word) => UNSEEN_WORDS.has(word)) && element.querySelectorAll("p").length <= 3;
    const link = inLink || tag === "A";
    // A drop cap is a box of its own to the browser and half a word to the reader.
    const dropCap = (style.float || "none") !== "none" && (element.textContent ?? "").trim().length <= 2;
    if (dropCap || isInline(style.display)) {
      if (!unseen) this.enterInline(element, words, context, link);
      return;
    }
    this.flush(context);
    if (unseen) return;
    const by = asideBy(element, words) || (this.signUps.has(element) ? "sign-up" : style.position === "fixed" ? FIXED : "");
    const inner = contextOf(element, tag, style, context, words, by);
    this.descend(element, inner, link, inner);
  }

  /** A part of the sentence around it, unless it names itself an advertisement, or a picture's words. @param {Element} element @param {string[]} words @param {Context} context @param {boolean} link */
  enterInline(element, words, context, link) {
    const by = asideBy(element, words);
    const caption = context.role === "body" && context.heading === 0 && words.some((word) => CAPTION_WORDS.has(word));
    if ((!by && !caption) || isWithinSentence(element, this.builder.text)) {
      this.descend(element, context, link, null);
      return;
    }
    const inner = by ? { ...context, asides: [...context.asides, { element, by }], element } : { ...context, role: /** @type {Role} */ ("caption"), element };
    this.flush(context);
    this.descend(element, inner, link, inner);
  }

  /** @param {Element} element @param {Context} context @param {boolean} inLink @param {Context|null} end */
  descend(element, context, inLink, end) {
    if (this.levels.length > MAX_DEPTH) return;
    const nodes = shownNodes(element);
    const parent = nodes ? null : (element.shadowRoot ?? element);
    this.levels.push({ parent, next: parent?.firstChild ?? null, nodes: nodes ?? [], at: 0, context, inLink, end });
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

/** A picture's words are; what is about credit cards, and called so, need not be. @param {Element} element */
const isShort = (element) => element.querySelector("h1, h2, h3") === null && element.querySelectorAll("p").length <= 2;

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
  else if (role === "body" && words.some((word) => CAPTION_WORDS.has(word)) && isShort(element)) role = "caption";
  else if (ITEMS.has(tag)) role = role === "quote" || role === "caption" || (role === "body" && holdsText(element)) ? role : "list";
  else if (role === "body" && isNamedStandfirst(element, words)) {
    role = "standfirst";
    named = element;
  }
  return { role, heading, named, asides, element, pre };
}

const ITEMS = new Set(["LI", "DD", "DT", "TD", "TH"]);
