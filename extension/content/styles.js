// @ts-check
/**
 * The style sheet of the tints, made from the one table in `shared/kinds.js`.
 *
 * Names: `sutra-KIND` for the claim, `sutra-by-KIND` for who says it and with which words; on a dark surface with
 * `-dark`; where the page's own text colour would lose its contrast on the tint, with `-ink`, which sets the text
 * black or white. The background inserts it with `scripting.insertCSS`.
 *
 * @typedef {import("../shared/kinds.js").Palette} Palette
 * @typedef {import("../shared/kinds.js").Scheme} Scheme
 * @typedef {import("../shared/types.js").Kind} Kind
 */

import { KINDS, LINES, lookOf } from "../shared/kinds.js";

/** @param {Kind} kind @param {"content"|"by"} part @param {Scheme} scheme @param {boolean} ink */
export function highlightName(kind, part, scheme, ink) {
  return `sutra-${part === "by" ? "by-" : ""}${kind}${scheme === "dark" ? "-dark" : ""}${ink ? "-ink" : ""}`;
}

/** Every name we may register. @returns {string[]} */
export function allNames() {
  /** @type {string[]} */
  const names = ["sutra-active", "sutra-linked"];
  for (const kind of KINDS)
    for (const part of /** @type {const} */ (["content", "by"]))
      for (const scheme of /** @type {const} */ (["light", "dark"]))
        for (const ink of [false, true]) names.push(highlightName(kind, part, scheme, ink));
  return names;
}

/** @param {Palette} palette @returns {string} */
export function highlightCss(palette) {
  /** @type {string[]} */
  const rules = [];
  // With forced colours the browser paints every highlight in its own two colours; only the lines tell the kinds apart,
  // and they have to stay inside the painted box.
  /** @type {string[]} */
  const plain = [];
  for (const kind of KINDS) {
    const { style, thickness } = LINES[kind];
    for (const scheme of /** @type {const} */ (["light", "dark"])) {
      const { tint, line } = lookOf(palette, kind, scheme);
      for (const ink of [false, true]) {
        const colour = ink ? ` color: ${scheme === "dark" ? "#fff" : "#000"} !important;` : "";
        const content = highlightName(kind, "content", scheme, ink);
        const by = highlightName(kind, "by", scheme, ink);
        rules.push(
          `::highlight(${content}) { background-color: ${tint} !important;${colour} text-decoration: underline ${style} ${thickness}px ${line} !important; text-underline-offset: 6px !important; }`,
          `::highlight(${by}) { background-color: ${faint(tint)} !important;${colour} }`,
        );
        plain.push(`::highlight(${content}) { text-decoration-color: currentColor !important; text-underline-offset: 3px !important; }`);
      }
    }
  }
  rules.push(
    "::highlight(sutra-active) { text-decoration: underline solid 3px currentColor !important; text-underline-offset: 6px !important; }",
    "::highlight(sutra-linked) { text-decoration: underline overline solid 2px currentColor !important; text-underline-offset: 6px !important; }",
    `@media (forced-colors: active) { ${plain.join(" ")} }`,
  );
  return rules.join("\n");
}

/** @param {string} tint */
const faint = (tint) => tint.replace(/\/ ([\d.]+)\)/, (_, alpha) => `/ ${(Number(alpha) * 0.5).toFixed(3)})`);
