// The parts of the page that need no browser: who owns which words, where the card goes, on what the tints stand.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Surfaces, inkOn, parseColour } from '../../../extension/content/contrast.js';
import { divide } from '../../../extension/content/highlights.js';
import { Model } from '../../../extension/content/model.js';
import { placeCard } from '../../../extension/content/place.js';
import { allNames, highlightCss } from '../../../extension/content/styles.js';
import { INKS, KINDS, LINES, SCHEMES, tintOf } from '../../../extension/shared/kinds.js';
import { chance } from '../../invariants/chance.mjs';
import { claim, span } from './claims.mjs';
import { page } from './dom.mjs';

describe('words that several claims share belong to the innermost', () => {
  it('one inside another', () => {
    const outer = claim(1, { source: span(0, 4), cue: span(5, 9), content: [span(10, 40)] });
    const inner = claim(2, { source: span(12, 16), cue: span(17, 20), content: [span(21, 40)] });
    const got = divide([outer, inner]).get(1)?.map(({ start, end, attribution, part }) => [start, end, attribution.id, part]);
    assert.deepEqual(got, [[0, 4, 1, 'by'], [5, 9, 1, 'by'], [10, 12, 1, 'content'], [12, 16, 2, 'by'], [16, 17, 1, 'content'], [17, 20, 2, 'by'], [20, 21, 1, 'content'], [21, 40, 2, 'content']]);
  });
  it('a denial without words of its own is shown by who and how', () => {
    const got = divide([claim(1, { source: span(0, 4), cue: span(5, 9) })]).get(1)?.map(({ start, part }) => [start, part]);
    assert.deepEqual(got, [[0, 'content'], [5, 'content']]);
  });
  it('never overlap, whatever comes (property)', () => {
    const next = chance(3);
    for (let round = 0; round < 200; round++) {
      const all = Array.from({ length: 1 + next(8) }, (_, id) => {
        const start = next(50);
        return claim(id, { content: [span(start, start + 1 + next(20))], cue: span(next(50), 50 + next(9)) });
      });
      let last = 0;
      for (const { start, end } of divide(all).get(1) ?? []) {
        assert.ok(start >= last && end > start);
        last = end;
      }
    }
  });
});

describe('the model', () => {
  const denied = claim(1, { content: [span(10, 40)], speaker: 0 });
  const denial = claim(2, { content: [span(50, 60)], stance: 'denies', speaker: 1 });
  const nested = claim(3, { content: [span(20, 30)], speaker: 0 });
  const model = new Model(/** @type {any} */ ({ attributions: [denied, denial, nested], links: [{ from: 2, to: 1, relation: 'denies' }], profile: { sources: [{ attributions: [1, 3] }, { attributions: [2] }] } }));
  it('finds the innermost claim first', () => assert.deepEqual(model.at(1, 25).map(({ id }) => id), [3, 1]));
  it('ties denial and denied, both ways', () => {
    assert.deepEqual(model.related(1).map(({ relation, attribution }) => [relation, attribution.id]), [['deniedBy', 2]]);
    assert.deepEqual(model.related(2).map(({ relation, attribution }) => [relation, attribution.id]), [['denies', 1]]);
  });
  it('knows the same source and the same words', () => {
    assert.deepEqual(model.sameSource(denied).map(({ id }) => id), [1, 3]);
    assert.deepEqual(model.overlapping(denied).map(({ id }) => id), [3]);
  });
});

describe('the card’s place', () => {
  const window = { left: 0, top: 0, right: 800, bottom: 600 };
  const line = (/** @type {number} */ top, left = 100, right = 500) => ({ left, right, top, bottom: top + 20 });
  const place = (/** @type {any[]} */ lines, card = { width: 340, height: 260 }, at = window) => placeCard(lines, null, card, at);
  it('is below where there is room, else above', () => {
    assert.equal(place([line(100)]).top, 130);
    assert.equal(place([line(500)]).top, 230);
  });
  it('is beside where there is room neither below nor above', () => assert.equal(place([line(200, 10, 300), line(380, 10, 300)], { width: 340, height: 300 }).left, 310));
  it('never covers the claim and never leaves the window (property)', () => {
    const next = chance(11);
    for (let round = 0; round < 2000; round++) {
      const at = { left: 0, top: 0, right: 320 + next(900), bottom: 300 + next(700) };
      const top = next(at.bottom - 40);
      const lines = Array.from({ length: 1 + next(4) }, (_, n) => ({ left: 5, right: at.right - 5, top: top + n * 24, bottom: top + n * 24 + 20 }));
      const card = { width: Math.min(372, at.right - 16), height: 100 + next(300) };
      const got = placeCard(lines, null, card, at);
      const height = Math.min(card.height, got.maxHeight);
      assert.ok(got.left >= 0 && got.left + card.width <= at.right, 'inside, across');
      assert.ok(got.top >= 0 && got.top + height <= at.bottom + 1, `inside, down: ${JSON.stringify([got, lines, card, at])}`);
      const seen = lines.filter((one) => one.top < at.bottom);
      assert.ok(!seen.every((one) => got.top < one.bottom && got.top + height > one.top), 'some line of the claim can be seen');
    }
  });
});

describe('contrast', () => {
  it('reads the colours that browsers write', () => {
    assert.deepEqual(parseColour('rgb(1, 2, 3)'), { r: 1, g: 2, b: 3, a: 1 });
    assert.deepEqual(parseColour('rgba(1, 2, 3, 0.5)'), { r: 1, g: 2, b: 3, a: 0.5 });
    assert.deepEqual(parseColour('color(srgb 1 0 0.5 / 0.25)'), { r: 255, g: 0, b: 127.5, a: 0.25 });
    assert.equal(parseColour('nonsense').a, 0);
  });
  it('where nobody knows what is behind the words, they get a ground of their own', () => {
    assert.equal(inkOn({ scheme: 'light', text: { r: 20, g: 20, b: 20, a: 1 }, back: null }, tintOf('standard', 'named', 'light')), 'plate');
  });
  it('sees what shows through words that are faded together with their ground', () => {
    const white = { r: 255, g: 255, b: 255, a: 1 };
    const tint = tintOf('standard', 'anonymous', 'light');
    const surface = { scheme: /** @type {const} */ ('light'), text: { r: 51, g: 51, b: 51, a: 1 }, back: white };
    assert.equal(inkOn(surface, tint), 'own');
    assert.equal(inkOn({ ...surface, opacity: 0.75, under: white }, tint), 'black');
    const { document } = page('<div style="opacity:0.5"><div style="opacity:0.5"><p>x</p></div></div>').defaultView ?? {};
    const found = new Surfaces(/** @type {Document} */ (document)).of(/** @type {Element} */ (document?.querySelector('p')));
    assert.deepEqual([found.opacity, found.under], [0.25, white]);
  });
  it('asks for ink where grey text would fade, and only there', () => {
    const white = { r: 255, g: 255, b: 255, a: 1 };
    const tint = tintOf('standard', 'anonymous', 'light');
    assert.equal(inkOn({ scheme: 'light', text: { r: 118, g: 118, b: 118, a: 1 }, back: white }, tint), 'black');
    assert.equal(inkOn({ scheme: 'light', text: { r: 20, g: 20, b: 20, a: 1 }, back: white }, tint), 'own');
    assert.equal(inkOn({ scheme: 'dark', text: { r: 90, g: 90, b: 90, a: 1 }, back: { r: 0, g: 0, b: 0, a: 1 } }, tintOf('standard', 'hearsay', 'dark')), 'white');
  });
});

describe('styles', () => {
  it('has a rule for every name, and a line of its own for every kind', () => {
    const css = SCHEMES.flatMap((scheme) => INKS.map((ink) => highlightCss({ palette: 'standard', scheme, ink }))).join('\n');
    for (const name of allNames()) assert.ok(css.includes(`::highlight(${name})`), name);
    assert.equal(new Set(KINDS.map((kind) => JSON.stringify(LINES[kind]))).size, KINDS.length);
  });
});
