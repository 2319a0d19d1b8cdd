// @ts-check
/**
 * Which of the elements that call themselves something other than the article are to be believed. Names only ever rule
 * something out, and never what holds the text: a name such as "has-sidebar" on the element around it says nothing.
 *
 * @typedef {import("./walk.js").Candidate} Candidate
 *
 * @typedef {object} Held   what stands in one of these elements
 * @property {string} by    its name, role, or the word in its class
 * @property {number} weight   of the running text
 * @property {number} texts    that run
 * @property {boolean} headline   of the first level
 *
 * @typedef {object} Holdings
 * @property {Map<Element, Held>} asides
 * @property {Map<string, number>} byWord   running text in elements of this name
 * @property {number} total     running text of the page
 * @property {number} outside   of it, in none of them
 * @property {number} comments  of it, in what readers have written: often more than the article
 *
 * @typedef {{weight: number, count: number}} Row   boxes that look the same
 */

import { CONSENT_WORDS, OFFER_WORDS, WEAK_WORDS } from "./names.js";
import { FIXED } from "./walk.js";
import { weight } from "./where.js";

/** What lies over the page, by its name; it may be longer than a short article. @param {string} by */
const liesOver = (by) => by === FIXED || CONSENT_WORDS.has(by) || /^role (?:alert)?dialog$/.test(by);

/** @param {string} by */
const isComments = (by) => /^comment/.test(by);

/** @param {readonly Candidate[]} candidates @returns {Holdings} */
function holdingsOf(candidates) {
  /** @type {Holdings} */
  const found = { asides: new Map(), byWord: new Map(), total: 0, outside: 0, comments: 0 };
  for (const candidate of candidates) {
    const own = weight(candidate);
    const { asides, heading } = candidate.context;
    found.total += own;
    if (asides.length === 0) found.outside += own;
    else if (asides.some(({ by }) => isComments(by))) found.comments += own;
    for (const word of new Set(asides.map(({ by }) => by))) found.byWord.set(word, (found.byWord.get(word) ?? 0) + own);
    for (const { element, by } of asides) {
      const held = found.asides.get(element) ?? { by, weight: 0, texts: 0, headline: false };
      held.weight += own;
      held.texts += own > 0 ? 1 : 0;
      held.headline ||= heading === 1;
      found.asides.set(element, held);
    }
  }
  return found;
}

const PARAGRAPH = /^(?:P|H[1-6])$/;

/** Boxes that look the same have this in common; those of one paragraph may be numbered. @param {Element} element @param {Held} held */
const lookOf = ({ tagName, classList }, { by, texts }) => `${PARAGRAPH.test(tagName) ? "P" : tagName} ${texts > 1 ? [...classList].join(" ") : (classList[0] ?? "")} ${by}`;

/** The boxes of one text each, by their look. @param {Holdings["asides"]} asides @returns {Map<string, Row>} */
function rowsOf(asides) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const [element, held] of asides) {
    if (held.texts !== 1) continue;
    const look = lookOf(element, held);
    const row = rows.get(look) ?? { weight: 0, count: 0 };
    rows.set(look, { weight: row.weight + held.weight, count: row.count + 1 });
  }
  return rows;
}

/** Is it the article all the same? @param {Element} element @param {Held} held @param {Holdings} holdings @param {Map<string, Row>} rows */
function isTheText(element, held, { byWord, total: all, outside, comments }, rows) {
  const { by } = held;
  const total = isComments(by) || liesOver(by) ? all : all - comments;
  if (held.weight >= total * 0.6 && outside < (liesOver(by) ? 80 : 300)) return true;
  if (held.headline && held.weight >= total * 0.3) return true;
  // Where nearly all text stands in boxes of one such name, the name means nothing here.
  if (WEAK_WORDS.has(by) && (byWord.get(by) ?? 0) >= total * 0.5 && outside < total * 0.3) return true;
  // An offer has something to press; two paragraphs without are what is offered.
  if (OFFER_WORDS.has(by) && held.texts >= 2 && element.querySelector("a[href], button, input, form") === null) return true;
  const row = (held.texts <= 1 && rows.get(lookOf(element, held))) || { weight: held.weight, count: held.texts };
  if (row.count < 3) return false;
  // An offer is short; what is offered is not. And paragraphs that hold half of the text are the text.
  if (OFFER_WORDS.has(by)) return row.weight >= total * 0.25;
  return held.texts <= 1 && PARAGRAPH.test(element.tagName) && !isComments(by) && row.weight >= total * 0.5;
}

/** @param {readonly Candidate[]} candidates @returns {Set<Element>} what is not the article, as it says itself */
export function believedAsides(candidates) {
  const holdings = holdingsOf(candidates);
  const rows = rowsOf(holdings.asides);
  const all = [...holdings.asides];
  const texts = new Set(all.filter(([element, held]) => isTheText(element, held, holdings, rows)).map(([element, held]) => lookOf(element, held)));
  // A part of the text may stand in a smaller box of the same look.
  return new Set(all.filter(([element, held]) => !texts.has(lookOf(element, held))).map(([element]) => element));
}

/** Shorter than this, in characters, what a name rules out is none. */
const ARTICLE = 350;

/**
 * Where the names that are believed leave no article on a page that says that it is one, they are wrong: which of them hold
 * the most text, all boxes that look alike taken together.
 *
 * @param {readonly Candidate[]} candidates
 * @param {ReadonlySet<Element>} believed
 * @returns {Element[]} none: nothing there is as long as an article
 */
export function heaviestAsides(candidates, believed) {
  /** @type {Map<string, {weight: number, elements: Element[]}>} */
  const looks = new Map();
  for (const [element, held] of holdingsOf(candidates).asides) {
    if (!believed.has(element) || liesOver(held.by) || isComments(held.by)) continue;
    const look = lookOf(element, held);
    const known = looks.get(look) ?? { weight: 0, elements: [] };
    looks.set(look, { weight: known.weight + held.weight, elements: [...known.elements, element] });
  }
  const most = [...looks.values()].reduce((most, one) => (one.weight > most.weight ? one : most), { weight: 0, elements: [] });
  return most.weight >= ARTICLE ? most.elements : [];
}
