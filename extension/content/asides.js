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
 *
 * @typedef {{weight: number, count: number}} Row   boxes that look the same
 */

import { CONSENT_WORDS, OFFER_WORDS, WEAK_WORDS } from "./names.js";
import { FIXED } from "./walk.js";
import { weight } from "./where.js";

/** @param {readonly Candidate[]} candidates @returns {Holdings} */
function holdingsOf(candidates) {
  /** @type {Holdings} */
  const found = { asides: new Map(), byWord: new Map(), total: 0, outside: 0 };
  for (const candidate of candidates) {
    const own = weight(candidate);
    const { asides, heading } = candidate.context;
    found.total += own;
    if (asides.length === 0) found.outside += own;
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

/** Boxes that look the same have this in common. @param {Element} element @param {string} by */
const lookOf = ({ tagName, classList }, by) => `${PARAGRAPH.test(tagName) ? "P" : tagName} ${classList[0] ?? ""} ${by}`;

/** The boxes of one text each, by their look. @param {Holdings["asides"]} asides @returns {Map<string, Row>} */
function rowsOf(asides) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const [element, held] of asides) {
    if (held.texts !== 1) continue;
    const look = lookOf(element, held.by);
    const row = rows.get(look) ?? { weight: 0, count: 0 };
    rows.set(look, { weight: row.weight + held.weight, count: row.count + 1 });
  }
  return rows;
}

/** Is it the article all the same? @param {Element} element @param {Held} held @param {Holdings} holdings @param {Map<string, Row>} rows */
function isTheText(element, held, { byWord, total, outside }, rows) {
  const { by } = held;
  // What lies over the page may be longer than a short article.
  const liesOver = by === FIXED || CONSENT_WORDS.has(by) || /^role (?:alert)?dialog$/.test(by);
  if (held.weight >= total * 0.6 && outside < (liesOver ? 80 : 300)) return true;
  if (held.headline && held.weight >= total * 0.3) return true;
  // Where nearly all text stands in boxes of one such name, the name means nothing here.
  if (WEAK_WORDS.has(by) && (byWord.get(by) ?? 0) >= total * 0.5 && outside < total * 0.3) return true;
  const row = (held.texts <= 1 && rows.get(lookOf(element, by))) || { weight: held.weight, count: held.texts };
  if (row.count < 3) return false;
  // An offer is short; what is offered is not. And paragraphs that hold half of the text are the text.
  if (OFFER_WORDS.has(by)) return row.weight >= total * 0.25;
  return held.texts <= 1 && PARAGRAPH.test(element.tagName) && !/^comment/.test(by) && row.weight >= total * 0.5;
}

/** @param {readonly Candidate[]} candidates @returns {Set<Element>} what is not the article, as it says itself */
export function believedAsides(candidates) {
  const holdings = holdingsOf(candidates);
  const rows = rowsOf(holdings.asides);
  return new Set([...holdings.asides].filter(([element, held]) => !isTheText(element, held, holdings, rows)).map(([element]) => element));
}
