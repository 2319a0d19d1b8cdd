// @ts-check
/**
 * Which of the texts of a page is the headline of its article.
 *
 * @typedef {import("./walk.js").Candidate} Candidate
 */

import { holds } from "./tree.js";

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

/**
 * The article's headline, at the place where it is to be read.
 *
 * @param {Candidate[]} candidates
 * @param {Element} body                         what holds the text
 * @param {number} firstBody                     the text's first candidate
 * @param {string} title                         of the page
 * @param {(candidate: Candidate) => boolean} ruledOut
 * @returns {Candidate|null}
 */
export function headlineOf(candidates, body, firstBody, title, ruledOut) {
  const found = findHeadline(candidates, body, firstBody, title) ?? findTitle(candidates.filter((candidate) => !ruledOut(candidate)), title);
  if (!found || !ruledOut(found)) return found;
  // A bar that stays in the window may have it too, and first.
  return candidates.find((candidate) => candidate.context.heading === 1 && candidate.text === found.text && !ruledOut(candidate)) ?? found;
}
