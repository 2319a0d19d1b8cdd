// @ts-check
/**
 * Where on a page the article is, if there is one: the element that holds most of the running text.
 *
 * @typedef {import("./walk.js").Candidate} Candidate
 */

import { extentOf } from "./furniture.js";
import { holds, parentOf } from "./tree.js";

/** Text that runs: long enough to be a sentence, and not a link. @param {Candidate} candidate */
export function weight({ text, linked, context }) {
  const extent = extentOf(text);
  if (context.heading > 0 || extent < 40) return 0;
  return linked > text.length * 0.6 ? 0 : extent - linked;
}

/** @param {Candidate[]} candidates @param {Element} top @returns {{body: Element, inBody: Candidate[]}} what holds the text, and what of it stands there */
export function bodyOf(candidates, top) {
  const body = bodyRoot(candidates, top);
  return { body, inBody: candidates.filter(({ element }) => holds(body, element)) };
}

/**
 * The smallest element that holds most of the running text. It goes down from the top as long as one child holds
 * nearly all of it, so two articles one after the other (endless scrolling) stay together.
 *
 * @param {Candidate[]} candidates
 * @param {Element} top
 * @returns {Element}
 */
function bodyRoot(candidates, top) {
  /** @type {Map<Element, number>} */
  const mass = new Map();
  /** @type {Map<Element, number>} */
  const texts = new Map();
  for (const candidate of candidates) {
    const own = weight(candidate);
    for (let at = /** @type {Element|null} */ (candidate.element); at; at = parentOf(at)) texts.set(at, (texts.get(at) ?? 0) + 1);
    if (own === 0) continue;
    for (let at = /** @type {Element|null} */ (candidate.element); at; at = parentOf(at)) mass.set(at, (mass.get(at) ?? 0) + own);
  }
  let root = top;
  for (;;) {
    const all = mass.get(root) ?? 0;
    const children = root.shadowRoot ? [...root.shadowRoot.children, ...root.children] : [...root.children];
    const heavy = children.find((child) => (mass.get(child) ?? 0) >= all * 0.8);
    // Not into a paragraph: a long one among short ones is not the whole article.
    if (all === 0 || !heavy || texts.get(heavy) === 1) return root;
    root = heavy;
  }
}

/** What the page says of itself. @param {Document} document */
export function saysArticle(document) {
  const type = document.querySelector('meta[property="og:type"]')?.getAttribute("content") ?? "";
  if (/article/i.test(type)) return true;
  if (document.querySelectorAll('[itemprop="articleBody"]').length === 1) return true;
  // A front page, too, lists the articles it leads to.
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
 * @param {Candidate[]} inBody
 * @param {boolean} saysSo   the page itself
 */
export function isArticle(document, body, inBody, saysSo) {
  /** @type {Map<Element|null, {length: number, count: number}>} */
  const groups = new Map();
  let length = 0;
  for (const candidate of inBody) {
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
  if (saysSo || hasOwnArticle(body)) return length >= 80;
  if (document.querySelectorAll("h1").length === 1 && best.length >= 500 && best.length >= length * 0.6) return true;
  return best.count >= 3 && best.length >= 350 && best.length >= length * 0.4;
}
