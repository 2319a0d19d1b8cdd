// An article that changes: what passes between page and engine is what has changed, and what the page then has is what
// the engine says of the whole.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Articles, Reader, stretchesOf } from '../../../extension/shared/article.js';
import { changesBetween, digest, withChanges } from '../../../extension/shared/changes.js';
import { chance } from '../../invariants/chance.mjs';

/** @typedef {import('../../../extension/shared/types.js').Block} Block */

const copy = (/** @type {any} */ value) => JSON.parse(JSON.stringify(value));

/**
 * Something like the engine: a capital letter is a claim, by the speaker of that letter; the same letter again denies the
 * one before it, so that what one block means hangs on the others. A block of small letters has no language.
 *
 * @param {Block[]} blocks @returns {any}
 */
function analyze(blocks) {
  /** @type {any[]} */
  const attributions = [];
  /** @type {any[]} */
  const links = [];
  /** @type {any[]} */
  const sources = [];
  for (const { id: block, text } of blocks)
    for (const match of text.matchAll(/[A-Z]/g)) {
      const id = attributions.length + 1;
      const name = match[0].toLowerCase();
      let speaker = sources.findIndex((source) => source.name === name);
      if (speaker < 0) speaker = sources.push({ name, kind: 'named', sub: null, attributions: [] }) - 1;
      const before = sources[speaker].attributions.at(-1);
      sources[speaker].attributions.push(id);
      if (before) links.push({ from: id, to: before, relation: id % 3 ? 'denies' : 'same' });
      const span = { block, start: match.index, end: match.index + 1 };
      attributions.push({ id, source: span, cue: null, content: [span], kind: 'named', sub: null, stance: before ? 'denies' : 'says', quote: 'indirect', who: before ? name : null, about: before ? [attributions[before - 1].source] : [], answers: [], speaker, rule: { id: 'x', gloss: '', reasons: [] }, confidence: 1 });
    }
  for (const { from, to, relation } of links) if (relation !== 'same') attributions[from - 1].answers.push(to);
  return {
    blocks: blocks.map(({ id, text }) => ({ id, language: /[A-Z]/.test(text) ? 'en' : '', status: text ? 'analysed' : 'empty' })),
    sentences: blocks.flatMap(({ id: block, text }) => [...text.matchAll(/\S+/g)].map((match) => ({ block, start: match.index, end: match.index + match[0].length }))),
    attributions,
    links,
    profile: { attributions: attributions.length, claims: attributions.length, kinds: {}, stances: {}, sources, unnamed: [], denied: links.map(({ to }) => to), undenied: [], singleSource: [], unheard: [] },
  };
}

const TEXTS = ['A said so.', 'b', 'Then A and B.', 'C, D and A.', '', 'nothing at all', 'D D D', 'E'];

/** An edit by chance. @param {Block[]} blocks @param {(below: number) => number} next @param {() => number} number */
function edited(blocks, next, number) {
  const now = [...blocks];
  const block = () => ({ id: number(), text: TEXTS[next(TEXTS.length)], role: /** @type {const} */ ('body') });
  const at = next(now.length + 1);
  const what = next(5);
  if (what < 2 || now.length === 0) now.splice(at, 0, ...Array.from({ length: 1 + next(3) }, block));
  else if (what === 2) now.splice(at, 1 + next(2));
  else if (what === 3) now.splice(next(now.length), 0, ...now.splice(at, 1));
  else now.splice(Math.min(at, now.length - 1), 1, block());
  return now;
}

describe('what has changed between two analyses', () => {
  it('leads from the one to the other, whatever has changed (property)', () => {
    const next = chance(5);
    for (let round = 0; round < 300; round++) {
      let id = 0;
      let blocks = /** @type {Block[]} */ ([]);
      for (let step = 0; step < 6; step++) {
        const [before, now] = [analyze(blocks), edited(blocks, next, () => ++id)];
        const after = analyze(now);
        const changes = copy(changesBetween(digest(before), digest(after), after));
        assert.deepEqual(withChanges(before, changes, now.map((block) => block.id)), after);
        blocks = now;
      }
    }
  });

  it('names claims that are as before by their former number, in stretches', () => {
    const blocks = /** @type {Block[]} */ ([{ id: 1, text: 'A B C', role: 'body' }, { id: 2, text: 'D E', role: 'body' }]);
    const before = analyze(blocks);
    const after = analyze([{ id: 3, text: 'F', role: 'body' }, ...blocks]);
    const changes = changesBetween(digest(before), digest(after), after);
    assert.deepEqual(changes.attributions.map((item) => (Array.isArray(item) ? item : item.who ?? 'new')), ['new', [1, 5]]);
    assert.deepEqual(changes.blocks.map(({ id }) => id), [3]);
    assert.deepEqual(changes.sentences.map(({ block }) => block), [3]);
  });
});

describe('page and engine', () => {
  it('blocks that both know pass as numbers', async () => {
    const articles = new Articles();
    /** @type {any[]} */
    const sent = [];
    const reader = new Reader(async (article, blocks) => {
      sent.push(copy({ article, blocks }));
      return copy(articles.answer('1/0', article, blocks, analyze));
    });
    const blocks = Array.from({ length: 50 }, (_, n) => ({ id: n + 1, text: TEXTS[n % TEXTS.length], role: /** @type {const} */ ('body') }));
    await reader.analyze(blocks, {});
    const more = [{ id: 51, text: 'F', role: /** @type {const} */ ('body') }, ...blocks.slice(0, 9), ...blocks.slice(10)];
    assert.deepEqual(await reader.analyze(more, {}), analyze(more));
    assert.deepEqual(sent[1].blocks.map((/** @type {any} */ { id }) => id), [51]);
    assert.deepEqual(sent[1].article.order, [[51, 1], [1, 9], [11, 40]]);
    // Another minimum of confidence: no block has to be sent at all.
    await reader.analyze(more, { minimumConfidence: 0.5 });
    assert.deepEqual(sent[2].blocks, []);
  });

  it('whatever happens to the worker, to answers and in which order, the page has what the engine says of the whole (property)', async () => {
    const next = chance(11);
    for (let round = 0; round < 200; round++) {
      let articles = new Articles();
      let id = 0;
      const reader = new Reader(async (article, blocks) => {
        const question = copy({ article, blocks });
        // Asked again where the worker ends before or after it has answered; answers come when they come.
        if (next(6) === 0) articles = new Articles();
        if (next(6) === 0) articles.answer('1/0', question.article, question.blocks, analyze);
        const answer = copy(articles.answer('1/0', question.article, question.blocks, analyze));
        for (let wait = next(3); wait > 0; wait--) await null;
        return answer;
      });
      let blocks = /** @type {Block[]} */ ([]);
      for (let step = 0; step < 6; step++) {
        const first = edited(blocks, next, () => ++id);
        blocks = edited(first, next, () => ++id);
        // Another article in the same tab, as after going elsewhere.
        if (next(8) === 0) articles.answer('1/0', { id: 'other', order: [[1, 1]], have: '' }, [{ id: 1, text: 'Z', role: 'body' }], analyze);
        const [one, two] = await Promise.all([reader.analyze(first, {}), reader.analyze(blocks, {})]);
        assert.deepEqual(one, analyze(first));
        assert.deepEqual(two, analyze(blocks));
      }
    }
  });

  it('few articles are remembered, and none that is read no more', () => {
    const articles = new Articles();
    const block = { id: 1, text: 'A', role: /** @type {const} */ ('body') };
    const known = (/** @type {string} */ place) => !('unknown' in articles.answer(place, { id: 'x', order: [[1, 1]], have: '' }, [], analyze));
    for (let n = 0; n < 20; n++) articles.answer(`${n}/0`, { id: 'x', order: [[1, 1]], have: '' }, [block], analyze);
    assert.deepEqual([known('0/0'), known('19/0')], [false, true]);
    articles.forget('19/0');
    assert.equal(known('19/0'), false);
    for (let n = 0; n < 4; n++) articles.answer(`${n}/1`, { id: 'x', order: [[1, 1]], have: '' }, [{ ...block, text: 'a'.repeat(900_000) }], analyze);
    assert.deepEqual([known('0/1'), known('3/1')], [false, true], 'and not more text than one article may have');
  });

  it('stretches', () => assert.deepEqual(stretchesOf([4, 5, 6, 2, 3, 9]), [[4, 3], [2, 2], [9, 1]]));
});
