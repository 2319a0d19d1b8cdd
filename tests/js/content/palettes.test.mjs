// Colours by computation: words keep their contrast on every ground, and the kinds can be told apart in greyscale and with
// each of the three common colour-vision deficiencies.
//
// The deficiencies are simulated with the matrices (severity 1) of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes,
// “A Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE Transactions on Visualization and Computer
// Graphics 15(6), 2009, applied to linear sRGB. Differences are distances in OKLab (B. Ottosson, 2020), where 0.02 is about
// what an eye just notices; greyscale is relative luminance, its steps are in CIE L*.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blend, contrast, inkOn, luminance } from '../../../extension/content/contrast.js';
import { highlightCss, highlightName, tintOfPart } from '../../../extension/content/styles.js';
import { KINDS, LINES, lookOf, tintOf } from '../../../extension/shared/kinds.js';
import { choices } from '../../../extension/shared/settings.js';

/** @typedef {import('../../../extension/content/contrast.js').Colour} Colour */

/** @type {Record<string, number[]>} */
const DEFICIENCIES = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
const SIGHTS = ['full', 'greyscale', ...Object.keys(DEFICIENCIES)];
const GROUNDS = /** @type {const} */ ({ light: { r: 255, g: 255, b: 255, a: 1 }, dark: { r: 18, g: 18, b: 18, a: 1 } });
const SCHEMES = /** @type {const} */ (['light', 'dark']);
const PARTS = /** @type {const} */ (['content', 'by']);
const [BLACK, WHITE] = [{ r: 0, g: 0, b: 0, a: 1 }, { r: 255, g: 255, b: 255, a: 1 }];

/** @param {number} value 0 to 255 @returns {number} 0 to 1, linear */
const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);

/** What an eye makes of a colour: linear red, green, blue. @param {string} sight @param {Colour} colour */
function seen(sight, colour) {
  const rgb = [colour.r, colour.g, colour.b].map(linear);
  if (sight === 'full') return rgb;
  if (sight === 'greyscale') return Array(3).fill(luminance(colour));
  const m = DEFICIENCIES[sight];
  return [0, 3, 6].map((row) => Math.min(1, Math.max(0, m[row] * rgb[0] + m[row + 1] * rgb[1] + m[row + 2] * rgb[2])));
}

/** @param {number[]} rgb linear */
function oklab([r, g, b]) {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** @param {string} sight @param {Colour} one @param {Colour} other */
function difference(sight, one, other) {
  const [a, b] = [oklab(seen(sight, one)), oklab(seen(sight, other))];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** @param {Colour} colour */
const lightness = (colour) => 116 * Math.cbrt(luminance(colour)) - 16;

/** Colours all over the cube. @param {number} step @returns {Colour[]} */
function colours(step) {
  const values = Array.from({ length: 255 / step + 1 }, (_, index) => index * step);
  return values.flatMap((r) => values.flatMap((g) => values.map((b) => ({ r, g, b, a: 1 }))));
}

/** @param {string} hex @returns {Colour} */
const fromHex = (hex) => ({ r: parseInt(hex.slice(1, 3), 16), g: parseInt(hex.slice(3, 5), 16), b: parseInt(hex.slice(5, 7), 16), a: 1 });

for (const palette of choices.palette)
  for (const scheme of SCHEMES)
    describe(`${palette}, ${scheme}`, () => {
      const tints = KINDS.map((kind) => blend(tintOf(palette, kind, scheme), GROUNDS[scheme]));
      const lines = KINDS.map((kind) => fromHex(lookOf(palette, kind, scheme).line));

      for (const sight of SIGHTS)
        it(`no two kinds look the same: ${sight}`, () => {
          for (let i = 0; i < KINDS.length; i++)
            for (let j = i + 1; j < KINDS.length; j++) {
              const tint = difference(sight, tints[i], tints[j]);
              assert.ok(tint >= 0.03, `tints of ${KINDS[i]} and ${KINDS[j]}: ${tint.toFixed(3)}`);
              const line = difference(sight, lines[i], lines[j]);
              assert.ok(line >= 0.03, `lines of ${KINDS[i]} and ${KINDS[j]}: ${line.toFixed(3)}`);
              assert.notDeepEqual(LINES[KINDS[i]], LINES[KINDS[j]]);
            }
        });

      it('stands out more, the less is known of a source', () => {
        const steps = tints.map((tint) => Math.abs(lightness(tint) - lightness(GROUNDS[scheme])));
        for (let i = 1; i < steps.length; i++) assert.ok(steps[i] - steps[i - 1] >= 3.3, `${KINDS[i]}: ${steps[i].toFixed(1)} after ${steps[i - 1].toFixed(1)}`);
      });

      it('can be seen on the page, and its line on the tint', () => {
        tints.forEach((tint, index) => {
          assert.ok(difference('full', tint, GROUNDS[scheme]) >= 0.03, `${KINDS[index]}: ${difference('full', tint, GROUNDS[scheme]).toFixed(3)}`);
          assert.ok(contrast(lines[index], tint) >= 3, `line of ${KINDS[index]}: ${contrast(lines[index], tint).toFixed(2)}`);
        });
      });

      it('leaves black or white words all the contrast they need', () => {
        for (const tint of tints) assert.ok(contrast(scheme === 'light' ? BLACK : WHITE, tint) >= 6);
      });

      it('words have 4.5:1 on every ground, whatever their colour', () => {
        for (const kind of KINDS)
          for (const part of PARTS) {
            const tint = tintOfPart(palette, kind, part, scheme);
            for (const back of colours(51))
              for (const text of colours(85)) {
                const ink = inkOn({ scheme, text, back }, tint);
                const words = ink === 'own' ? text : ink === 'black' ? BLACK : WHITE;
                if (contrast(words, blend(tint, back)) < 4.5) assert.fail(`${ink} for ${JSON.stringify(text)} on ${JSON.stringify(back)}, ${kind} ${part}`);
              }
          }
      });

      it('so have words on a plate', () => {
        const css = highlightCss({ palette, scheme, ink: 'plate' });
        for (const kind of KINDS)
          for (const part of PARTS) {
            const rule = css.split('\n').find((line) => line.startsWith(`::highlight(${highlightName(kind, part, scheme, 'plate')})`)) ?? '';
            const [, r, g, b] = /background-color: rgb\((\d+) (\d+) (\d+) \/ 1\)/.exec(rule)?.map(Number) ?? [];
            const words = /[^-]color: #fff/.test(rule) ? WHITE : BLACK;
            assert.ok(contrast(words, { r, g, b, a: 1 }) >= 4.5, rule);
          }
      });
    });
