// @ts-check
/**
 * Cards of other stories, told by what they look like and not by what they are called.
 *
 * @typedef {import("./walk.js").Candidate} Candidate
 */

import { staysHere } from "./furniture.js";
import { isIn, parentOf } from "./tree.js";
import { saysArticle, weight } from "./where.js";

/** Cards are so much alike: so many beside each other, so many characters apart from the link at the most, so deep. Beside so many characters of other text they are not the article. */
const CARDS = { least: 3, longest: 300, depth: 6, article: 250 };

/**
 * Cards of other stories, whatever they are called: three boxes or more beside each other, each with a line that leads
 * elsewhere and at most a sentence or two. Where nearly all of the text stands so, it is a page of cards, unless it says that it is an article.
 *
 * @param {Candidate[]} candidates
 * @param {Document} document
 * @returns {Set<Element>}
 */
export function cardsOf(candidates, document) {
  /** @type {Map<Element, {links: number, own: number}>} */
  const boxes = new Map();
  let total = 0;
  for (const candidate of candidates) {
    const { text, linked, context } = candidate;
    total += weight(candidate);
    const leads = text.length >= 15 && linked > text.length * 0.6 && !staysHere(candidate.element);
    let at = /** @type {Element|null} */ (candidate.element);
    for (let depth = 0; at && depth < CARDS.depth; depth++, at = parentOf(at)) {
      const box = boxes.get(at) ?? { links: 0, own: 0 };
      if (leads) box.links++;
      else if (context.heading === 0) box.own += text.length;
      boxes.set(at, box);
    }
  }
  /** @type {Map<Element, Map<string, Element[]>>} */
  const rows = new Map();
  for (const [element, { links, own }] of boxes) {
    const parent = parentOf(element);
    if (!parent || links === 0 || links > 2 || own === 0 || own > CARDS.longest) continue;
    const row = rows.get(parent) ?? new Map();
    const kind = `${element.tagName} ${element.classList[0] ?? ""}`;
    const alike = row.get(kind);
    if (alike) alike.push(element);
    else row.set(kind, [element]);
    rows.set(parent, row);
  }
  /** @type {Set<Element>} */
  const cards = new Set();
  for (const row of rows.values()) for (const elements of row.values()) if (elements.length >= CARDS.least) for (const element of elements) cards.add(element);
  if (cards.size === 0) return cards;
  const inCards = candidates.reduce((sum, candidate) => sum + (isIn(cards, candidate.element) ? weight(candidate) : 0), 0);
  return inCards > total * 0.5 && total - inCards < CARDS.article && saysArticle(document) ? new Set() : cards;
}
