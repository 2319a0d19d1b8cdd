// Looking at screenshots. A tint that computed style reports need not be on the screen, so tests look at pixels.
import { PNG } from 'pngjs';

/**
 * @typedef {{width: number, height: number, data: Uint8Array}} Picture
 * @typedef {{x: number, y: number, width: number, height: number}} Rect
 * @typedef {[number, number, number]} Rgb
 */

/** @param {Buffer|Uint8Array} png @returns {Picture} */
export function readPng(png) {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  return { width, height, data };
}

/** @param {Picture} picture @param {number} x @param {number} y @returns {Rgb} */
export function pixel(picture, x, y) {
  const at = (Math.round(y) * picture.width + Math.round(x)) * 4;
  return [picture.data[at], picture.data[at + 1], picture.data[at + 2]];
}

/** @param {Picture} picture @param {Rect} [rect] @returns {Generator<[number, number, Rgb]>} */
function* pixels(picture, rect = { x: 0, y: 0, width: picture.width, height: picture.height }) {
  const right = Math.min(picture.width, Math.floor(rect.x + rect.width));
  const bottom = Math.min(picture.height, Math.floor(rect.y + rect.height));
  for (let y = Math.max(0, Math.ceil(rect.y)); y < bottom; y++)
    for (let x = Math.max(0, Math.ceil(rect.x)); x < right; x++) yield [x, y, pixel(picture, x, y)];
}

/** How many pixels differ between two pictures (inside a rectangle). @param {Picture} a @param {Picture} b @param {Rect} [rect] */
export function changed(a, b, rect) {
  let count = 0;
  for (const [x, y, colour] of pixels(a, rect)) if (distance(colour, pixel(b, x, y)) > 2) count++;
  return count;
}

/** The colour most pixels have: the background behind text. @param {Picture} picture @param {Rect} [rect] @returns {Rgb} */
export function background(picture, rect) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [, , colour] of pixels(picture, rect)) counts.set(colour.join(), (counts.get(colour.join()) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return /** @type {Rgb} */ ((most?.[0] ?? '0,0,0').split(',').map(Number));
}

/** Share of pixels within `tolerance` of a colour. @param {Picture} picture @param {Rgb} colour @param {Rect} [rect] @param {number} [tolerance] */
export function share(picture, colour, rect, tolerance = 6) {
  let hits = 0;
  let all = 0;
  for (const [, , here] of pixels(picture, rect)) {
    all++;
    if (distance(here, colour) <= tolerance) hits++;
  }
  return all ? hits / all : 0;
}

/** Largest difference of a channel. @param {Rgb} a @param {Rgb} b */
export function distance(a, b) {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));
}

/** Relative luminance of WCAG. @param {Rgb} rgb */
export function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of WCAG, 1 to 21. @param {Rgb} a @param {Rgb} b */
export function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
