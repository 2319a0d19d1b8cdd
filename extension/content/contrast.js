// @ts-check
/**
 * On what do these words stand? Tints are chosen by the surface itself, not by the reader's system theme: many
 * pages are light in a dark system, and some have a dark block in a light page.
 *
 * @typedef {{r: number, g: number, b: number, a: number}} Colour
 * @typedef {import("../shared/kinds.js").Scheme} Scheme
 *
 * @typedef {object} Surface
 * @property {Scheme} scheme
 * @property {Colour} text
 * @property {Colour|null} back   null: words on a picture, or somewhere else that cannot be known
 * @property {number} [opacity]   of the words together with what is painted behind them; 1 unless told
 * @property {Colour} [under]     what shows through then
 */

import { parentOf } from "./tree.js";

/** @param {string} css as computed style writes it @returns {Colour} */
export function parseColour(css) {
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+)(%?))?\s*\)/.exec(css);
  if (rgb) {
    const alpha = rgb[4] === undefined ? 1 : Number(rgb[4]) / (rgb[5] ? 100 : 1);
    return { r: Number(rgb[1]), g: Number(rgb[2]), b: Number(rgb[3]), a: alpha };
  }
  const srgb = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)/.exec(css);
  if (srgb) return { r: Number(srgb[1]) * 255, g: Number(srgb[2]) * 255, b: Number(srgb[3]) * 255, a: srgb[4] === undefined ? 1 : Number(srgb[4]) };
  const lightness = /^(oklch|oklab|lab|lch)\(\s*([\d.]+)(%?)/.exec(css);
  if (lightness) {
    const share = Number(lightness[2]) / (lightness[3] ? 100 : lightness[1].startsWith("ok") ? 1 : 100);
    const grey = Math.round(Math.min(1, share) * 255);
    return { r: grey, g: grey, b: grey, a: 1 };
  }
  return { r: 0, g: 0, b: 0, a: 0 };
}

/** @param {Colour} over @param {Colour} under opaque @returns {Colour} */
export function blend(over, under) {
  /** @param {number} o @param {number} u */
  const mix = (o, u) => o * over.a + u * (1 - over.a);
  return { r: mix(over.r, under.r), g: mix(over.g, under.g), b: mix(over.b, under.b), a: 1 };
}

/** Relative luminance, WCAG 2. @param {Colour} colour */
export function luminance({ r, g, b }) {
  const [red, green, blue] = [r, g, b].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {Colour} one @param {Colour} other */
export function contrast(one, other) {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** @type {Colour} */
const WHITE = { r: 255, g: 255, b: 255, a: 1 };
/** @type {Colour} */
const BLACK = { r: 0, g: 0, b: 0, a: 1 };

/** Measures elements once each; styles only, no layout. */
export class Surfaces {
  /** @param {Document} document */
  constructor(document) {
    this.view = document.defaultView;
    /** @type {WeakMap<Element, Surface>} */
    this.known = new WeakMap();
    /** @type {WeakMap<Element, Colour|null>} */
    this.grounds = new WeakMap();
    /** @type {WeakMap<Element, {opacity: number, outermost: Element|null}>} */
    this.faded = new WeakMap();
  }

  /** @param {Element} element @returns {Surface} */
  of(element) {
    const known = this.known.get(element);
    if (known) return known;
    const surface = this.measure(element);
    this.known.set(element, surface);
    return surface;
  }

  /** @param {Element} element @returns {Surface} */
  measure(element) {
    const text = parseColour(this.view?.getComputedStyle(element).color ?? "rgb(0, 0, 0)");
    let back = this.groundOf(element);
    const textIsLight = luminance(text) > 0.4;
    // Words that cannot be read on what lies under them stand on something else: a picture beside them, say.
    if (back && contrast(text, back) < 1.6) back = null;
    const scheme = back ? (luminance(back) < 0.2 ? "dark" : "light") : textIsLight ? "dark" : "light";
    const { opacity, outermost } = this.fadedBy(element);
    if (!outermost) return { scheme, text, back };
    const around = parentOf(outermost);
    return { scheme, text, back, opacity, under: (around && this.groundOf(around)) ?? WHITE };
  }

  /** What is painted behind an element's words; null where that is a picture. @param {Element} element @returns {Colour|null} */
  groundOf(element) {
    const known = this.grounds.get(element);
    if (known !== undefined) return known;
    const style = this.view?.getComputedStyle(element);
    const own = parseColour(style?.backgroundColor ?? "");
    const around = parentOf(element);
    /** @type {Colour|null} */
    let ground = own;
    if (own.a < 1) {
      const image = style?.backgroundImage ?? "";
      const under = image.includes("url(") || image.includes("gradient") ? null : around ? this.groundOf(around) : this.canvas(style);
      ground = under && own.a > 0 ? blend(own, under) : under;
    }
    this.grounds.set(element, ground);
    return ground;
  }

  /** How far the element lets through what is behind it, by itself and all around it. @param {Element} element @returns {{opacity: number, outermost: Element|null}} */
  fadedBy(element) {
    const known = this.faded.get(element);
    if (known) return known;
    const around = parentOf(element);
    const outer = around ? this.fadedBy(around) : { opacity: 1, outermost: null };
    // (nothing is said where there are no style sheets)
    const own = Number(this.view?.getComputedStyle(element).opacity || 1);
    const faded = own < 1 ? { opacity: outer.opacity * own, outermost: outer.outermost ?? element } : outer;
    this.faded.set(element, faded);
    return faded;
  }

  /** What lies under a page that paints nothing. @param {CSSStyleDeclaration|undefined} style @returns {Colour} */
  canvas(style) {
    const dark = /\bdark\b/.test(style?.colorScheme ?? "") && this.view?.matchMedia("(prefers-color-scheme: dark)").matches;
    return dark ? { r: 18, g: 18, b: 18, a: 1 } : WHITE;
  }
}

/**
 * What the words need to keep 4.5:1 on a tint: their own colour, black, or white. One of the last two always does. Where
 * nobody knows what is behind the words, the tint becomes a plate, opaque, with words of its own colour on it.
 *
 * @typedef {"own"|"black"|"white"|"plate"} Ink
 * @param {Surface} surface
 * @param {Colour} tint
 * @returns {Ink}
 */
export function inkOn({ text, back, opacity = 1, under = WHITE }, tint) {
  if (!back) return "plate";
  const tinted = blend(tint, back);
  /** @param {Colour} ink */
  const shown = (ink) => contrast(blend({ ...ink, a: opacity }, under), blend({ ...tinted, a: opacity }, under));
  // A little more than asked for: browsers round colours on their way to the screen.
  if (shown(text.a < 1 ? blend(text, tinted) : text) >= 4.55) return "own";
  return shown(BLACK) >= shown(WHITE) ? "black" : "white";
}
