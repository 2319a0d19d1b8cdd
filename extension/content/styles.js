// @ts-check
/**
 * The style sheets of the tints, made from the one table in `shared/kinds.js`: one for each sort of ground and ink, since a
 * browser works out every rule for every element of the page, and nearly every page needs but one of the eight.
 *
 * Names: `sutra-KIND` for the claim, `sutra-by-KIND` for who says it and with which words; on a dark surface with
 * `-dark`; where the page's own text colour would lose its contrast on the tint, with `-black` or `-white`; where what is
 * behind the words is not known, with `-plate`, an opaque tint. The background inserts it with `scripting.insertCSS`.
 *
 * Lines stand clear of the words, by a third of the letters' size and six pixels at least: nearer, they cut through the
 * vowel signs of Devanagari.
 *
 * @typedef {import("../shared/kinds.js").Palette} Palette
 * @typedef {import("../shared/kinds.js").Scheme} Scheme
 * @typedef {import("../shared/types.js").Kind} Kind
 * @typedef {import("./contrast.js").Colour} Colour
 * @typedef {import("./contrast.js").Ink} Ink
 * @typedef {"content"|"by"} Part
 * @typedef {{palette: Palette, scheme: Scheme, ink: Ink}} Sheet
 */

import { blend } from "./contrast.js";
import { INKS, KINDS, LINES, SCHEMES, lookOf, tintOf } from "../shared/kinds.js";

/** Of the claim's tint, the part that source and cue have. */
const BY_SHARE = 0.5;
const OFFSET = "text-underline-offset: max(6px, 0.34em) !important;";

/** @param {Kind} kind @param {Part} part @param {Scheme} scheme @param {Ink} ink */
export function highlightName(kind, part, scheme, ink) {
  return `sutra-${part === "by" ? "by-" : ""}${kind}${scheme === "dark" ? "-dark" : ""}${ink === "own" ? "" : `-${ink}`}`;
}

/** The tint of a claim, or the fainter one of its source and cue. @param {Palette} palette @param {Kind} kind @param {Part} part @param {Scheme} scheme */
export function tintOfPart(palette, kind, part, scheme) {
  const tint = tintOf(palette, kind, scheme);
  return part === "by" ? { ...tint, a: tint.a * BY_SHARE } : tint;
}

/** @type {readonly Part[]} */
const PARTS = ["content", "by"];

/** Every name we may register. @returns {string[]} */
export function allNames() {
  const looks = SCHEMES.flatMap((scheme) => INKS.map((ink) => ({ scheme, ink })));
  return ["sutra-active", "sutra-linked", ...looks.flatMap(({ scheme, ink }) => KINDS.flatMap((kind) => PARTS.map((part) => highlightName(kind, part, scheme, ink))))];
}

/** Complete in itself: any of them shows the legend and the open claim, too. @param {Sheet} sheet @returns {string} */
export function highlightCss({ palette, scheme, ink }) {
  /** @type {string[]} */
  const rules = [];
  // With forced colours the browser paints every highlight in its own two colours; only the lines tell the kinds apart,
  // and they have to stay inside the painted box.
  /** @type {string[]} */
  const plain = [];
  for (const kind of KINDS)
    for (const part of PARTS) {
      const name = highlightName(kind, part, scheme, ink);
      const { style, thickness } = LINES[kind];
      const line = part === "by" ? "" : ` text-decoration: underline ${style} ${thickness}px ${lookOf(palette, kind, scheme).line} !important; ${OFFSET}`;
      rules.push(`::highlight(${name}) { ${ground(tintOfPart(palette, kind, part, scheme), scheme, ink)}${line} }`);
      if (part === "content") plain.push(`::highlight(${name}) { text-decoration-color: currentColor !important; text-underline-offset: 3px !important; }`);
    }
  rules.push(
    "html > div[data-sutra] { --sutra-shown: block !important; }",
    `::highlight(sutra-active) { text-decoration: underline solid 3px currentColor !important; ${OFFSET} }`,
    `::highlight(sutra-linked) { text-decoration: underline overline solid 2px currentColor !important; ${OFFSET} }`,
    `@media (forced-colors: active) { ${plain.join(" ")} }`,
  );
  return rules.join("\n");
}

/** Background, and where need be the colour of the words. @param {Colour} tint @param {Scheme} scheme @param {Ink} ink */
function ground(tint, scheme, ink) {
  const { r, g, b, a } = ink === "plate" ? blend(tint, scheme === "dark" ? { r: 18, g: 18, b: 18, a: 1 } : { r: 255, g: 255, b: 255, a: 1 }) : tint;
  const colour = ink === "own" ? "" : ` color: ${ink === "white" || (ink === "plate" && scheme === "dark") ? "#fff" : "#000"} !important;`;
  return `background-color: rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)} / ${Number(a.toFixed(3))}) !important;${colour}`;
}
