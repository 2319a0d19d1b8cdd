// @ts-check
/**
 * The kinds of source: one table for tints, line styles and order, used by page, legend, panel and options.
 *
 * A kind is never told by colour alone. Each has its own line, and in every palette the tints also differ
 * in lightness; the greyscale palette has no hue at all and leaves the telling to the lines.
 *
 * Lines stand six pixels below the baseline: nearer, they cut through the vowel signs of Devanagari.
 *
 * @typedef {import("./types.js").Kind} Kind
 * @typedef {import("./types.js").Stance} Stance
 * @typedef {"standard"|"deuteranopia"|"tritanopia"|"greyscale"} Palette
 * @typedef {"light"|"dark"} Scheme
 *
 * @typedef {object} Line
 * @property {"solid"|"double"|"dashed"|"dotted"|"wavy"} style
 * @property {number} thickness    CSS pixels
 *
 * @typedef {object} Look
 * @property {string} tint         background behind the words, translucent
 * @property {string} line         colour of the line under them; also of swatches and of the panel's segments
 */

/** From a known person to nobody: the order of legend, panel and options. @type {readonly Kind[]} */
export const KINDS = Object.freeze(["named", "organization", "document", "media", "anonymous", "hearsay"]);

/** @type {readonly Stance[]} */
export const STANCES = Object.freeze(["says", "denies", "confirms", "alleges", "declines"]);

/** @type {Readonly<Record<Kind, Line>>} */
export const LINES = Object.freeze({
  named: { style: "solid", thickness: 2 },
  organization: { style: "double", thickness: 1.5 },
  document: { style: "dashed", thickness: 2 },
  media: { style: "dotted", thickness: 2 },
  anonymous: { style: "wavy", thickness: 1.5 },
  hearsay: { style: "dotted", thickness: 4 },
});

/**
 * Red, green, blue of the tint and of the line, on light and on dark pages. Tints are drawn translucent,
 * so that a coloured page stays the colour it is; `tintAlpha` keeps the words' contrast.
 *
 * @type {Record<Palette, Record<Kind, {light: [string, string], dark: [string, string]}>>}
 */
const COLOURS = {
  standard: {
    named: { light: ["34 139 90", "#1d7a4d"], dark: ["52 168 112", "#5fd39b"] },
    organization: { light: ["43 108 196", "#2360b0"], dark: ["74 140 230", "#86b8ff"] },
    document: { light: ["13 148 158", "#0b7a83"], dark: ["20 160 170", "#5fd6de"] },
    media: { light: ["128 90 200", "#6d43b8"], dark: ["150 110 230", "#c2a3ff"] },
    anonymous: { light: ["240 160 20", "#a85f00"], dark: ["230 150 30", "#ffc25c"] },
    hearsay: { light: ["222 62 80", "#bd2740"], dark: ["230 80 100", "#ff92a3"] },
  },
  // Blue against orange, with lightness doing the rest: red and green do not have to be told apart.
  deuteranopia: {
    named: { light: ["0 92 175", "#00549e"], dark: ["60 140 220", "#7fbcff"] },
    organization: { light: ["86 180 233", "#2f7fae"], dark: ["86 180 233", "#a6dcff"] },
    document: { light: ["110 110 120", "#5a5a66"], dark: ["150 150 160", "#c4c4cf"] },
    media: { light: ["160 150 230", "#6a5fb5"], dark: ["150 140 230", "#c9c2ff"] },
    anonymous: { light: ["240 200 40", "#8a6d00"], dark: ["225 185 30", "#ffe26b"] },
    hearsay: { light: ["213 94 0", "#b04e00"], dark: ["225 110 20", "#ffab66"] },
  },
  // Red against teal: blue and yellow do not have to be told apart.
  tritanopia: {
    named: { light: ["0 140 130", "#00776f"], dark: ["0 165 155", "#56d9cf"] },
    organization: { light: ["90 200 200", "#2c8a8a"], dark: ["80 190 190", "#a5eeee"] },
    document: { light: ["110 110 115", "#5c5c62"], dark: ["150 150 155", "#c6c6cc"] },
    media: { light: ["190 130 160", "#94506f"], dark: ["200 130 165", "#f0b5d2"] },
    anonymous: { light: ["245 130 140", "#b1485a"], dark: ["235 120 130", "#ffb3bb"] },
    hearsay: { light: ["205 20 40", "#b00f26"], dark: ["225 50 65", "#ff8592"] },
  },
  greyscale: {
    named: { light: ["0 0 0", "#303030"], dark: ["255 255 255", "#e8e8e8"] },
    organization: { light: ["0 0 0", "#303030"], dark: ["255 255 255", "#e8e8e8"] },
    document: { light: ["0 0 0", "#303030"], dark: ["255 255 255", "#e8e8e8"] },
    media: { light: ["0 0 0", "#303030"], dark: ["255 255 255", "#e8e8e8"] },
    anonymous: { light: ["0 0 0", "#101010"], dark: ["255 255 255", "#ffffff"] },
    hearsay: { light: ["0 0 0", "#101010"], dark: ["255 255 255", "#ffffff"] },
  },
};

/** How strong the tint is: unnamed sources and nobody are the ones a reader must not overlook. @param {Kind} kind */
const tintAlpha = (kind) => (kind === "anonymous" || kind === "hearsay" ? 0.24 : 0.15);

/** @param {Palette} palette @param {Kind} kind @param {Scheme} scheme */
function alpha(palette, kind, scheme) {
  if (palette === "greyscale") return kind === "anonymous" || kind === "hearsay" ? 0.16 : 0.07;
  return tintAlpha(kind) + (scheme === "dark" ? 0.1 : 0);
}

/**
 * @param {Palette} palette
 * @param {Kind} kind
 * @param {Scheme} scheme   of the surface the words stand on, not of the reader's system
 * @returns {Look}
 */
export function lookOf(palette, kind, scheme) {
  const [tint, line] = COLOURS[palette][kind][scheme];
  return { tint: `rgb(${tint} / ${alpha(palette, kind, scheme).toFixed(2)})`, line };
}

/**
 * The tint as numbers, for measuring contrast.
 *
 * @param {Palette} palette
 * @param {Kind} kind
 * @param {Scheme} scheme
 * @returns {{r: number, g: number, b: number, a: number}}
 */
export function tintOf(palette, kind, scheme) {
  const [r, g, b] = COLOURS[palette][kind][scheme][0].split(" ").map(Number);
  return { r, g, b, a: alpha(palette, kind, scheme) };
}

/** @param {Kind} kind @returns {string} the value of CSS `text-decoration-style` and thickness */
export function lineCss(kind) {
  const { style, thickness } = LINES[kind];
  return `${style} ${thickness}px`;
}

/** Kinds a claim rests on when no name and no institution stands behind it. @param {Kind} kind */
export const isUnnamed = (kind) => kind === "anonymous" || kind === "hearsay";
