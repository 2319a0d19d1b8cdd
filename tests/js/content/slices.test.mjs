// Reading in slices: left anywhere, under a page that changes, it comes to the same as reading at once.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readingArticle } from '../../../extension/content/blocks.js';
import { inSlices } from '../../../extension/content/slices.js';
import { article, filler, readArticle } from './dom.mjs';

/** @param {number} paragraphs */
const long = (paragraphs) => article(Array.from({ length: paragraphs }, (_, n) => `<p id="p${n}">Paragraph number ${n} of <i>this</i> long text says that <b>the bridge</b> is closed for the night.</p>`).join(''));

/** @param {import('../../../extension/content/blocks.js').Reading} reading */
const texts = ({ blocks }) => blocks.map(({ text }) => text);

/**
 * Takes one step after the other, and does something in between.
 * @template T @param {Generator<void, T>} steps @param {(count: number) => void} between @returns {T}
 */
function stepping(steps, between) {
  for (let count = 0; ; count++) {
    const step = steps.next();
    if (step.done) return step.value;
    between(count);
  }
}

describe('reading in slices', () => {
  it('comes to the same as reading at once', () => {
    const document = long(60);
    let steps = 0;
    assert.deepEqual(texts(stepping(readingArticle(document, {}), () => steps++)), texts(readArticle(document)));
    assert.ok(steps > 8, `${steps} places to rest`);
  });
  it('begins once more where the page has taken away what it stood at', () => {
    let again = 0;
    for (let when = 0; when < 12; when++) {
      const document = long(60);
      const got = stepping(readingArticle(document, {}), (count) => {
        if (count !== when) return;
        // Every paragraph is another one, with the same words, and one word is new.
        for (const paragraph of document.querySelectorAll('p')) paragraph.replaceWith(paragraph.cloneNode(true));
        document.getElementById('p59')?.append(' It opens tomorrow.');
      });
      // Left within the walk it stands on what is there now; after the walk, on what was there, of which the headline is left.
      const there = got.blocks.filter(({ element }) => element.isConnected).length;
      if (there > 1) {
        again++;
        assert.deepEqual(texts(got), texts(readArticle(document)), `left after step ${when}`);
      } else assert.equal(got.blocks.length, 61, `left after step ${when}`);
    }
    assert.ok(again >= 3, `${again} times within the walk`);
  });
  it('keeps on under a page that changes without end', () => {
    const document = long(60);
    const got = stepping(readingArticle(document, {}), () => document.querySelector('article')?.insertAdjacentHTML('beforeend', filler));
    assert.ok(texts(got).length >= 61);
  });
});

describe('slices', () => {
  /** @param {number} milliseconds @param {number} times */
  function* work(milliseconds, times) {
    for (let n = 0; n < times; n++) {
      const end = performance.now() + milliseconds;
      while (performance.now() < end);
      yield;
    }
    return times;
  }
  it('do short work before anything else happens', async () => {
    let done = false;
    const steps = (function* () {
      yield;
      done = true;
      return 7;
    })();
    const result = inSlices(steps, { wanted: () => true });
    assert.equal(done, true);
    assert.equal(await result, 7);
  });
  it('let others have their turn, and say what they took', async () => {
    let turns = 0;
    let spent = 0;
    let over = false;
    const count = () => {
      if (over) return;
      turns++;
      setImmediate(count);
    };
    setImmediate(count);
    assert.equal(await inSlices(work(3, 30), { wanted: () => true, spent: (milliseconds) => (spent += milliseconds) }), 30);
    over = true;
    assert.ok(turns >= 5, `${turns} turns`);
    assert.ok(spent >= 90, `${spent} ms`);
  });
  it('stop where nobody wants them any more', async () => {
    let asked = 0;
    assert.equal(await inSlices(work(3, 1000), { wanted: () => ++asked < 3 }), null);
    assert.equal(asked, 3);
  });
  it('hand on what went wrong', async () => {
    const broken = /** @type {Generator<void, void>} */ (
      (function* () {
        yield;
        throw new Error('broken');
      })()
    );
    await assert.rejects(inSlices(broken, { wanted: () => true }), /broken/);
  });
});
