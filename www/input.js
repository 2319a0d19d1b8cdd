// @ts-check
/**
 * What a reader pastes or drops becomes a title and paragraphs of plain text. Markup is taken apart by the
 * browser's own parser in a document that loads nothing and runs nothing, and only words come out of it.
 *
 * @typedef {object} Article
 * @property {string} title          "" where there is none
 * @property {string[]} paragraphs
 */

/** Beyond this a browser tab is the wrong tool; the command line reads anything. */
export const LONGEST = 1_000_000;

/** @param {string} text */
const oneLine = (text) => text.replace(/[\s\u00a0]+/gu, " ").trim();

/** @param {string} text */
export const looksLikeHtml = (text) => /^\s*<(?:!doctype|html|head|body|article|main|div|p|h[1-6])\b/i.test(text);

/**
 * @param {string} text
 * @param {(html: string) => Document} parse
 * @param {boolean} [html]   known to be HTML; unless told, it is looked at
 * @returns {Article}
 */
export function articleOf(text, parse, html = looksLikeHtml(text)) {
  const bounded = text.slice(0, LONGEST).replace(/^\ufeff/, "");
  return html ? fromHtml(parse(bounded)) : fromText(bounded);
}

/**
 * Lines are paragraphs. The first is the headline where it is short, ends no sentence, and others follow.
 *
 * @param {string} text
 * @returns {Article}
 */
export function fromText(text) {
  const lines = text.split(/[\r\n\u2028\u2029]+/u).map(oneLine).filter(Boolean);
  const [first, ...rest] = lines;
  if (rest.length > 0 && first.length <= 160 && !/[.।!?"”’]$/u.test(first)) return { title: first, paragraphs: rest };
  return { title: "", paragraphs: lines };
}

const NOT_THE_ARTICLE = "nav, aside, footer, form, script, style, noscript, template, svg, iframe, button, [hidden], [aria-hidden='true']";
const PARAGRAPHS = "h2, h3, h4, p, li, blockquote, figcaption, dd";

/**
 * @param {Document} page
 * @returns {Article}
 */
function fromHtml(page) {
  for (const element of page.querySelectorAll(NOT_THE_ARTICLE)) element.remove();
  for (const line of page.querySelectorAll("br")) line.replaceWith("\n");
  const length = (/** @type {Element} */ element) => (element.textContent ?? "").length;
  const root = [...page.querySelectorAll("article, main")].sort((a, b) => length(b) - length(a))[0] ?? page.body;
  const title = oneLine((root.querySelector("h1") ?? page.querySelector("h1"))?.textContent ?? page.title ?? "");
  const paragraphs = [...root.querySelectorAll(PARAGRAPHS)]
    // Of a list item that holds a paragraph, the paragraph is read.
    .filter((element) => !element.querySelector(PARAGRAPHS))
    .flatMap((element) => (element.textContent ?? "").split("\n").map(oneLine))
    .filter(Boolean);
  if (paragraphs.length > 0) return { title, paragraphs };
  return fromText(root.textContent ?? "");
}

/**
 * What stands after the # of the address: `#example=school`, `#text=…`, `#explain=…`, `#rule=hi/cues/say.txt`.
 *
 * @param {string} hash
 * @returns {{view: "read"|"explain"|"rule", value: string, example: string}}
 */
export function fragmentOf(hash) {
  const [key, ...rest] = hash.replace(/^#/, "").split("=");
  let value = rest.join("=");
  try {
    value = decodeURIComponent(value);
  } catch {
    // A link that was cut off in the middle of a letter is read as far as it goes.
    value = value.replace(/%[0-9a-f]{0,2}/gi, "");
  }
  value = value.slice(0, LONGEST);
  if (key === "explain") return { view: "explain", value, example: "" };
  if (key === "rule") return { view: "rule", value, example: "" };
  if (key === "example") return { view: "read", value: "", example: value };
  return { view: "read", value: key === "text" ? value : "", example: "" };
}

/**
 * The lines that were changed, in the form that mail and pull requests take: one hunk around all changes.
 *
 * @param {string} path
 * @param {string} before
 * @param {string} after
 * @returns {string} "" where nothing was changed
 */
export function changeOf(path, before, after) {
  if (before === after) return "";
  const [old, now] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const from = Math.max(0, start - 3);
  const context = old.slice(from, start);
  const tail = old.slice(old.length - end, old.length - end + 3);
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  return [
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -${from + 1},${context.length + removed.length + tail.length} +${from + 1},${context.length + added.length + tail.length} @@`,
    ...context.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...tail.map((line) => ` ${line}`),
    "",
  ].join("\n");
}
