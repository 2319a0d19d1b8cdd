// @ts-check
/**
 * The kinds of source: one table for tints, line styles and order, used by page, legend, panel and options.
 *
 * A kind is never told by hue alone. Each has its own line, and in every palette the tints also differ in lightness;
 * the greyscale palette has no hue at all.
 *
 * @typedef {import("./types.js").Kind} Kind
 * @typedef {import("./types.js").Stance} Stance
 * @typedef {"standard"|"deuteranopia"|"tritanopia"|"greyscale"} Palette
 * @typedef {"light"|"dark"} Scheme
 * @typedef {import("../content/contrast.js").Ink} Ink
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

/** @type {readonly Scheme[]} */
export const SCHEMES = Object.freeze(["light", "dark"]);

/** @type {readonly Palette[]} */
export const PALETTES = Object.freeze(["standard", "deuteranopia", "tritanopia", "greyscale"]);

/** What becomes of the words on a tint: see `content/contrast.js`. @type {readonly Ink[]} */
export const INKS = Object.freeze(["own", "black", "white", "plate"]);

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
 * Red, green, blue of the tint, its opacity, and the line, on light and on dark pages. Tints are translucent, so that a
 * coloured page stays the colour it is.
 *
 * The order of kinds is a ladder of lightness, in tints and in lines: the less is known of a source, the more its tint
 * stands out. On white and on near-black each step is 3.5 or more in CIE lightness, and no two tints of a palette come
 * nearer than 0.03 in OKLab, as they are, in greyscale, and for the three colour-vision deficiencies:
 * `tests/js/content/palettes.test.mjs` measures it.
 *
 * @typedef {[rgb: string, alpha: number, line: string]} Swatch
 * @type {Record<Palette, Record<Kind, {light: Swatch, dark: Swatch}>>}
 */
const COLOURS = {
  standard: {
    named: { light: ["62 190 106", 0.12, "#38915f"], dark: ["14 159 0", 0.18, "#68a461"] },
    organization: { light: ["14 74 255", 0.13, "#5a6eba"], dark: ["2 105 251", 0.33, "#6ba7ff"] },
    document: { light: ["0 175 154", 0.32, "#017068"], dark: ["0 156 153", 0.37, "#3fc9c6"] },
    media: { light: ["104 52 190", 0.27, "#7532ab"], dark: ["168 137 254", 0.4, "#cdbdff"] },
    anonymous: { light: ["209 150 58", 0.63, "#5c4901"], dark: ["255 176 2", 0.39, "#ffd489"] },
    hearsay: { light: ["216 40 72", 0.44, "#7e0d42"], dark: ["252 150 181", 0.5, "#ffe8ee"] },
  },
  // Blue against orange and yellow: red and green do not have to be told apart.
  deuteranopia: {
    named: { light: ["68 156 245", 0.09, "#4385c2"], dark: ["2 59 251", 0.33, "#7194e9"] },
    organization: { light: ["7 184 255", 0.26, "#027c9c"], dark: ["0 114 178", 0.37, "#03b0fc"] },
    document: { light: ["1 11 27", 0.17, "#626365"], dark: ["229 235 245", 0.21, "#b4b6b9"] },
    media: { light: ["8 55 251", 0.27, "#414ca5"], dark: ["172 140 252", 0.4, "#cebdfe"] },
    anonymous: { light: ["186 152 3", 0.62, "#584b02"], dark: ["254 179 4", 0.39, "#ffd483"] },
    hearsay: { light: ["227 76 0", 0.52, "#5c2500"], dark: ["255 154 121", 0.5, "#feeae3"] },
  },
  // Red against teal: blue and yellow do not have to be told apart.
  tritanopia: {
    named: { light: ["5 253 153", 0.15, "#019371"], dark: ["0 128 89", 0.23, "#31a887"] },
    organization: { light: ["0 195 234", 0.28, "#067e8e"], dark: ["0 124 141", 0.38, "#22b6c9"] },
    document: { light: ["8 28 27", 0.18, "#616463"], dark: ["231 245 242", 0.2, "#b3b7b6"] },
    media: { light: ["245 3 210", 0.3, "#82387a"], dark: ["253 152 226", 0.32, "#fbaee7"] },
    anonymous: { light: ["253 1 38", 0.35, "#97093b"], dark: ["255 125 176", 0.45, "#fecdde"] },
    hearsay: { light: ["249 61 3", 0.52, "#782100"], dark: ["255 149 128", 0.5, "#feeae5"] },
  },
  greyscale: {
    named: { light: ["0 0 0", 0.05, "#818181"], dark: ["255 255 255", 0.09, "#969696"] },
    organization: { light: ["0 0 0", 0.1, "#727272"], dark: ["255 255 255", 0.14, "#a6a6a6"] },
    document: { light: ["0 0 0", 0.15, "#636363"], dark: ["255 255 255", 0.19, "#b6b6b6"] },
    media: { light: ["0 0 0", 0.2, "#555555"], dark: ["255 255 255", 0.23, "#c6c6c6"] },
    anonymous: { light: ["0 0 0", 0.25, "#4b4b4b"], dark: ["255 255 255", 0.29, "#dadada"] },
    hearsay: { light: ["0 0 0", 0.31, "#404040"], dark: ["255 255 255", 0.34, "#eeeeee"] },
  },
};

/**
 * @param {Palette} palette
 * @param {Kind} kind
 * @param {Scheme} scheme   of the surface the words stand on, not of the reader's system
 * @returns {Look}
 */
export function lookOf(palette, kind, scheme) {
  const [rgb, alpha, line] = COLOURS[palette][kind][scheme];
  return { tint: `rgb(${rgb} / ${alpha})`, line };
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
  const [rgb, a] = COLOURS[palette][kind][scheme];
  const [r, g, b] = rgb.split(" ").map(Number);
  return { r, g, b, a };
}
