// Offsets to places in the page: exact, and nothing at all once the page has changed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Places, pieceAt, rangeOf, stretches } from '../../../extension/content/ranges.js';
import { chance } from '../../invariants/chance.mjs';
import { article, filler, readArticle } from './dom.mjs';

const sample = () => {
  const document = article(`<p>The in&shy;spec<b>tor</b>   said <i>it</i> is safe.</p>${filler}`);
  return { document, block: readArticle(document).blocks[1] };
};

describe('ranges', () => {
  it('go over elements and over what is left out', () => {
    const { block } = sample();
    assert.equal(block.text, 'The inspector said it is safe.');
    assert.equal(rangeOf(block, 4, 13)?.toString(), 'in\u00adspector');
    assert.equal(rangeOf(block, 14, 21)?.toString(), 'said it');
    assert.equal(rangeOf(block, 0, block.text.length)?.toString(), 'The in\u00adspector   said it is safe.');
  });

  it('are refused where the offsets are none of the text', () => {
    const { block } = sample();
    for (const [start, end] of [[-1, 4], [4, 4], [9, 4], [0, block.text.length + 1]]) assert.equal(rangeOf(block, start, end), null);
  });

  it('are refused once the words have changed, elsewhere not', () => {
    const { block } = sample();
    const bold = /** @type {Text} */ (block.element.querySelector('b')?.firstChild);
    bold.data = 'tress';
    assert.equal(rangeOf(block, 4, 13), null);
    assert.equal(rangeOf(block, 14, 18)?.toString(), 'said');
  });

  it('are refused once the words have left the page', () => {
    const { block } = sample();
    block.element.remove();
    assert.equal(rangeOf(block, 0, 3), null);
  });

  it('put together all pieces, whatever the text (property)', () => {
    const next = chance(7);
    const bits = ['said ', 'सूत्रों ', '&shy;', '<b>ने</b>', '\n   ', '👩🏽‍🚒', '<wbr>', '&nbsp;', '<i> कहा</i>', 'क्‍ष', '&#8203;', '<span></span>', '.', 'a'];
    for (let round = 0; round < 60; round++) {
      const html = Array.from({ length: 12 }, () => bits[next(bits.length)]).join('');
      const document = article(`<p>Begin ${html} and this is the end of a paragraph.</p>${filler}`);
      for (const block of readArticle(document).blocks) {
        assert.ok(!/\s\s|^\s|[\u00ad\u200b]/.test(block.text), JSON.stringify(block.text));
        for (let tries = 0; tries < 8; tries++) {
          const start = next(block.text.length);
          const end = start + 1 + next(block.text.length - start);
          const found = stretches(block, start, end);
          const text = (found ?? []).map(({ node, from, to }) => node.data.slice(from, to)).join('').replace(/[\s\u00ad\u200b]+/g, '');
          assert.equal(text, block.text.slice(start, end).replace(/\s+/g, ''), html);
        }
      }
    }
  });
});

describe('places', () => {
  it('find block and offset of a point in a text node', () => {
    const { block } = sample();
    const places = new Places([block]);
    const bold = /** @type {Text} */ (block.element.querySelector('b')?.firstChild);
    assert.deepEqual(places.find(bold, 1), { block, offset: 11 });
    assert.equal(places.find(/** @type {Node} */ (block.element), 0), null);
    bold.data = 'x';
    assert.equal(places.find(bold, 1), null);
  });

  it('pieceAt finds the last that starts before', () => {
    const pieces = /** @type {any[]} */ ([{ start: 0 }, { start: 5 }, { start: 9 }]);
    assert.deepEqual([0, 4, 5, 8, 20, -1].map((offset) => pieceAt(pieces, offset)), [0, 0, 1, 1, 2, -1]);
  });
});
