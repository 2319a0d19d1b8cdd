// @ts-check
/**
 * Which of a page's texts are its article, once it is known where that is, and in which role.
 *
 * @typedef {import("./walk.js").Candidate} Candidate
 *
 * @typedef {object} Place   where the article is
 * @property {Element} body               what holds the text
 * @property {number} firstBody           the text's first candidate
 * @property {Candidate|null} headline
 * @property {(candidate: Candidate) => boolean} ruledOut
 */

import { SENTENCE_END, isFurniture } from "./furniture.js";
import { commonAncestor, holds } from "./tree.js";
import { STRIDE } from "./walk.js";

/** Shorter captions only name who took the picture. */
const CAPTION = 25;

/** A second heading of this length is a summary in the dress of a heading. */
const LONG_HEADING = 60;

/** Another first heading, a short heading, or a line that is no sentence. @param {Candidate} candidate */
const isBeforeHeadline = ({ text, context }) => context.heading === 1 || (context.heading === 0 ? !SENTENCE_END.test(text) : text.length < LONG_HEADING);

/** So far above a headline its picture's words are looked for. */
const LEAD = 8;

/**
 * The words of a picture that stands above the headline, with nothing of an article between.
 *
 * @param {Candidate[]} candidates
 * @param {number} headlineAt
 * @param {Place} place
 * @returns {Set<Candidate>}
 */
function leadCaptions(candidates, headlineAt, { body, headline, ruledOut }) {
  /** @type {Set<Candidate>} */
  const found = new Set();
  const article = headline && commonAncestor([headline.element, body]);
  for (const candidate of candidates.slice(Math.max(0, headlineAt - LEAD), Math.max(0, headlineAt)).reverse()) {
    if (ruledOut(candidate) || isFurniture(candidate)) continue;
    if (candidate.context.role !== "caption" || !article || !holds(article, candidate.element)) break;
    // (laid out for small windows and for large ones, it stands below as well)
    const isTwin = candidates.slice(headlineAt).some(({ text, context }) => context.role === "caption" && text === candidate.text);
    if (candidate.text.length >= CAPTION && !isTwin) found.add(candidate);
  }
  return found;
}

/**
 * @param {Candidate[]} candidates
 * @param {Place} place
 * @returns {Generator<void, Candidate[]>}
 */
export function* chosenFrom(candidates, place) {
  const { body, firstBody, headline, ruledOut } = place;
  const headlineAt = headline ? candidates.indexOf(headline) : -1;
  const lead = leadCaptions(candidates, headlineAt, place);
  /** @param {Candidate} candidate @param {number} index */
  const belongs = (candidate, index) => {
    if (candidate === headline || lead.has(candidate)) return true;
    if (ruledOut(candidate) || isFurniture(candidate)) return false;
    // Before the headline stand the site's name, breadcrumbs, dates and labels, after it perhaps a bar that has it once more.
    if (candidate.text === headline?.text) return false;
    if (index < headlineAt && isBeforeHeadline(candidate)) return false;
    if (holds(body, candidate.element)) return true;
    if (headlineAt < 0 || index < headlineAt || index > firstBody) return false;
    // Between headline and text.
    if (candidate.context.role === "caption") return candidate.text.length >= CAPTION;
    return candidate.context.role === "standfirst" || (candidate.text.length >= 40 && candidate.linked < candidate.text.length * 0.3);
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
  return chosen;
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
