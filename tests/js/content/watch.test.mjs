// Following a page that changes, on a clock that the test winds.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { watchPage } from '../../../extension/content/watch.js';
import { article, filler } from './dom.mjs';

describe('watching', () => {
  function setup() {
    const document = article(`<p id="a">The mayor said the bridge is safe.</p>${filler}`);
    let now = 0;
    /** @type {{at: number, run: () => void}[]} */
    let timers = [];
    const clock = {
      now: () => now,
      setTimeout: (/** @type {() => void} */ run, /** @type {number} */ delay) => {
        const timer = { at: now + delay, run };
        timers.push(timer);
        return timer;
      },
      clearTimeout: (/** @type {any} */ timer) => void (timers = timers.filter((one) => one !== timer)),
    };
    const advance = async (/** @type {number} */ by) => {
      await new Promise((done) => setImmediate(done));
      now += by;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers = timers.filter((one) => one !== timer);
        timer.run();
      }
    };
    const seen = { stale: 0, settled: 0, gaveUp: 0, host: 0 };
    /** Milliseconds that pass meanwhile. */
    const during = { reading: 0, engine: 0 };
    const controller = new (/** @type {any} */ (document.defaultView).AbortController)();
    watchPage(
      document,
      {
        root: () => document.querySelector('article'),
        isOwn: () => false,
        stale: (nodes) => void (seen.stale += nodes.length),
        settled: async () => {
          seen.settled++;
          now += during.reading;
          return { different: true, cost: during.reading };
        },
        effort: () => during.engine,
        gaveUp: () => void seen.gaveUp++,
        hostRemoved: () => void seen.host++,
        alive: () => true,
      },
      controller.signal,
      clock,
    );
    const text = /** @type {Text} */ (document.getElementById('a')?.firstChild);
    return { document, text, seen, during, advance, controller };
  }

  it('tells at once what is stale, and reads again when the page rests', async () => {
    const { text, seen, advance } = setup();
    text.data = 'x';
    await advance(1);
    assert.deepEqual([seen.stale, seen.settled], [1, 0]);
    await advance(310);
    assert.equal(seen.settled, 1);
    await advance(5000);
    assert.equal(seen.settled, 1, 'nothing is polled');
  });
  it('does not mind what happens outside the article', async () => {
    const { document, seen, advance } = setup();
    document.body.append(document.createElement('i'));
    document.body.setAttribute('data-x', '1');
    await advance(1);
    await advance(3000);
    assert.equal(seen.settled, 0);
  });
  it('leaves a page alone that never rests', async () => {
    const { text, seen, advance } = setup();
    for (let n = 0; n < 600 && seen.gaveUp === 0; n++) {
      text.data = `count ${n}`;
      await advance(100);
    }
    assert.equal(seen.gaveUp, 1);
    assert.ok(seen.settled <= 9, `${seen.settled} readings`);
    const { stale } = seen;
    text.data = 'after';
    await advance(5000);
    assert.equal(seen.stale, stale, 'it no longer listens');
  });
  it('a night asleep in the middle of a reading, or of the engine’s work, keeps nobody waiting', async () => {
    const { text, seen, during, advance } = setup();
    for (const where of /** @type {const} */ (['reading', 'engine'])) {
      during[where] = 9 * 3600_000;
      text.data = `before the night, ${where}`;
      await advance(1);
      await advance(400);
      during[where] = 0;
      const { settled } = seen;
      text.data = `in the morning, ${where}`;
      await advance(1);
      await advance(120_000);
      assert.equal(seen.settled, settled + 1, where);
    }
    assert.equal(seen.gaveUp, 0);
  });
  it('reads no wall clock: the day may jump as it likes', () => {
    for (const folder of ['content', 'background'])
      for (const file of readdirSync(new URL(`../../../extension/${folder}`, import.meta.url)).filter((name) => name.endsWith('.js')))
        assert.doesNotMatch(readFileSync(new URL(`../../../extension/${folder}/${file}`, import.meta.url), 'utf8'), /\bDate\b|\balarms\b|timeStamp/, `${folder}/${file}`);
  });
  it('is gone when it is stopped', async () => {
    const { text, seen, advance, controller } = setup();
    controller.abort();
    text.data = 'x';
    await advance(1);
    await advance(3000);
    assert.deepEqual(seen, { stale: 0, settled: 0, gaveUp: 0, host: 0 });
  });
});
