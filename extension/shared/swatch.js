// @ts-check
/**
 * The look of kinds on the extension's own pages: one set of custom properties, one swatch.
 *
 * `page.css` draws with `--tint-KIND` and `--line-KIND`; this sets them for the chosen palette and for the
 * light or dark surface that the reader's system asks for, and keeps them right when that changes.
 *
 * @typedef {import("./types.js").Kind} Kind
 * @typedef {import("./kinds.js").Palette} Palette
 */
import { el } from "./dom.js";
import { KINDS, LINES, lookOf } from "./kinds.js";

/**
 * @param {HTMLElement} root
 * @param {Palette} palette
 * @param {"light"|"dark"} scheme
 */
export function setLook(root, palette, scheme) {
  for (const kind of KINDS) {
    const { tint, line } = lookOf(palette, kind, scheme);
    root.style.setProperty(`--tint-${kind}`, tint);
    root.style.setProperty(`--line-${kind}`, line);
  }
}

/**
 * @param {HTMLElement} root
 * @param {() => Palette} palette
 * @returns {() => void} call it when the palette has changed
 */
export function followLook(root, palette) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => setLook(root, palette(), dark.matches ? "dark" : "light");
  dark.addEventListener("change", apply);
  apply();
  return apply;
}

/** A scrap of tinted, underlined nothing: what the kind looks like on the page. @param {Kind} kind */
export function swatch(kind) {
  return el("span", { class: `swatch claim kind-${kind}`, attributes: { "aria-hidden": "true" } }, "\u2003\u2003");
}

/**
 * Words as they look on the page.
 *
 * @param {Kind} kind
 * @param {string} text
 */
export function tinted(kind, text) {
  const { style, thickness } = LINES[kind];
  return el(
    "span",
    { class: `claim kind-${kind}`, style: { "text-decoration-style": style, "text-decoration-thickness": `${thickness}px` } },
    text,
  );
}
