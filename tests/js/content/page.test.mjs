// The parts of the page that need no browser: who owns which words, where the card goes, what is believed, when to rest.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Surfaces, inkOn, parseColour } from '../../../extension/content/contrast.js';
import { isForeign, quietWhereForeign, saidLanguage } from '../../../extension/content/foreign.js';
import { divide } from '../../../extension/content/highlights.js';
import { Model } from '../../../extension/content/model.js';
import { placeCard } from '../../../extension/content/place.js';
import { allNames, highlightCss } from '../../../extension/content/styles.js';
import { watchPage } from '../../../extension/content/watch.js';
import { flatten, translator, uiLanguage } from '../../../extension/shared/i18n.js';
import { INKS, KINDS, LINES, SCHEMES, tintOf } from '../../../extension/shared/kinds.js';
import { LIMITS, fromOwnPage, fromOwnTab, isFromOwnPage, isOrigin, isToBackground, isToPage } from '../../../extension/shared/messages.js';
import { chance } from '../../invariants/chance.mjs';
import { article, filler, page } from './dom.mjs';

/** @param {number} id @param {object} [more] @returns {any} */
const claim = (id, more) => ({ id, source: null, cue: null, content: [], kind: 'named', sub: null, stance: 'says', quote: 'indirect', who: null, about: [], answers: [], speaker: null, rule: { id: '', gloss: '', reasons: [] }, confidence: 1, ...more });
/** @param {number} start @param {number} end @param {number} [block] */
const span = (start, end, block = 1) => ({ block, start, end });

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

describe('an article in another language', () => {
  /** @param {number} foreign  characters @param {number} own */
  const read = (foreign, own) => {
    const blocks = [{ id: 1, text: 'ä'.repeat(foreign), role: /** @type {const} */ ('body') }, { id: 2, text: 'a'.repeat(own), role: /** @type {const} */ ('body') }];
    const reports = [{ id: 1, language: '', status: /** @type {const} */ ('no-language') }, { id: 2, language: 'en', status: /** @type {const} */ ('analysed') }];
    const profile = { attributions: 1, claims: 1, kinds: { named: 1, anonymous: 0, organization: 0, document: 0, media: 0, hearsay: 0 }, stances: { says: 1, denies: 0, confirms: 0, alleges: 0, declines: 0 }, sources: [], unnamed: [], denied: [], undenied: [], singleSource: [1], unheard: [] };
    return { blocks, analysis: { blocks: reports, sentences: [], attributions: [claim(1, { content: [span(0, 5, 2)] })], links: [], profile } };
  };
  it('is left alone, with the notice in English that stands beside it', () => {
    const { blocks, analysis } = read(900, 100);
    // (the page's template may say that it is in English)
    const quiet = quietWhereForeign(analysis, blocks, 'en-GB');
    assert.deepEqual([quiet.attributions, quiet.profile.claims, quiet.profile.kinds.named, quiet.profile.singleSource], [[], 0, 0, []]);
    assert.deepEqual(quiet.blocks, analysis.blocks);
    assert.equal(analysis.profile.claims, 1, 'what the engine said stays as it is');
  });
  it('is not what an article is that shows a list of names', () => {
    const { blocks, analysis } = read(400, 600);
    assert.equal(quietWhereForeign(analysis, blocks, ''), analysis);
    assert.equal(quietWhereForeign(analysis, blocks, 'hi'), analysis);
    // Unless the page itself says that it is in another language; an English one may say so too.
    assert.equal(isForeign(analysis.blocks, blocks, 'nl'), true);
    assert.equal(isForeign(read(100, 900).analysis.blocks, read(100, 900).blocks, 'de-AT'), false);
  });
  it('says its language where the article begins, or above', () => {
    const document = page('<main lang="de"><article><p>x</p></article></main>');
    assert.equal(saidLanguage(document.querySelector('article')), 'de');
    assert.equal(saidLanguage(document.body), '');
    assert.equal(saidLanguage(null), '');
  });
  it('of nothing is nothing', () => assert.equal(isForeign([], [], 'de'), false));
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

describe('messages', () => {
  const analyze = { type: 'analyze', blocks: [{ id: 1, text: 'x', role: 'body' }], options: {} };
  const named = { id: '1-2-3', order: [[1, 1], [7, 3]], have: '' };
  const follow = { ...analyze, type: 'follow', article: named };
  it('takes what is right', () => {
    for (const message of [follow, { ...follow, blocks: [] }, { type: 'hello' }, { type: 'styles', add: { palette: 'standard', scheme: 'dark', ink: 'own' }, remove: null }, { type: 'open', what: 'panel' }, { type: 'page-state', state: { status: 'marked', unnamed: 1, claims: 2, denied: 0, error: '' } }])
      assert.ok(isToBackground(message), JSON.stringify(message));
    for (const message of [{ type: 'get-page' }, { type: 'show', id: 3 }, { type: 'hide-kinds', kinds: ['named'] }, { type: 'read', what: 'page' }]) assert.ok(isToPage(message));
  });
  it('refuses what is not', () => {
    const wrong = [null, 1, 'follow', [], {}, { type: 'constructor' }, analyze, { ...follow, options: null }, { ...follow, options: { language: 'de' } }, { ...follow, options: { minimumConfidence: 2 } },
      ...[null, { ...named, id: '<b>' }, { ...named, have: 1 }, { ...named, order: 'x' }, { ...named, order: [[1]] }, { ...named, order: [[1, -1]] }, { ...named, order: [[1, 1e9]] }].map((article) => ({ ...follow, article })),
      { ...follow, blocks: 'x' }, { ...follow, blocks: [{ id: -1, text: 'x', role: 'body' }] }, { ...follow, blocks: [{ id: 1, text: 1, role: 'body' }] }, { ...follow, blocks: [{ id: 1, text: 'x', role: 'html' }] },
      { ...follow, blocks: [...analyze.blocks, ...analyze.blocks] }, { ...follow, blocks: [{ id: 1, text: 'x'.repeat(LIMITS.blockLength + 1), role: 'body' }] },
      { ...follow, blocks: Array.from({ length: LIMITS.blocks + 1 }, (_, id) => ({ id, text: '', role: 'body' })) }, { type: 'styles', add: { palette: 'standard', scheme: 'dark', ink: 'body{}' }, remove: null }, { type: 'open', what: 'https://example.org' },
      { type: 'page-state', state: { status: 'marked', unnamed: -1, claims: 0, denied: 0, error: '' } }, { type: 'page-state', state: { status: 'failed', unnamed: 0, claims: 0, denied: 0, error: '<b>' } }];
    for (const message of wrong) assert.ok(!isToBackground(message), JSON.stringify(message)?.slice(0, 80));
    for (const message of [{ type: 'show', id: 'x' }, { type: 'hide-kinds', kinds: ['x'] }, { type: 'command', name: 'rm' }]) assert.ok(!isToPage(message));
    for (const message of [undefined, follow, { ...analyze, blocks: [{ id: 1, text: 1, role: 'body' }] }, { ...analyze, options: null }]) assert.ok(!isFromOwnPage(message));
    assert.ok(isFromOwnPage(analyze));
  });
  it('asks who is there', () => {
    const base = 'chrome-extension://me/';
    assert.ok(fromOwnTab(/** @type {any} */ ({ id: 'me', tab: { id: 1 }, url: 'https://news.example/a' }), 'me', base));
    assert.ok(!fromOwnTab(/** @type {any} */ ({ id: 'other', tab: { id: 1 }, url: 'https://news.example/a' }), 'me', base));
    assert.ok(!fromOwnTab(/** @type {any} */ ({ id: 'me', url: 'https://news.example/a' }), 'me', base));
    assert.ok(fromOwnPage(/** @type {any} */ ({ id: 'me', url: `${base}panel/panel.html` }), 'me', base));
    assert.ok(!fromOwnPage(/** @type {any} */ ({ id: 'me', tab: { id: 1 }, url: 'https://chrome-extension/me/' }), 'me', base));
  });
  it('knows an origin', () => {
    // (the last is how a browser grants every site)
    for (const text of ['https://news.example', 'http://news.example:8080', 'https://*']) assert.ok(isOrigin(text), text);
    for (const text of ['https://news.example/', 'https://news.example/a', 'ftp://x', 'news.example', '']) assert.ok(!isOrigin(text), text);
  });
});

describe('words', () => {
  it('fill in, count, and fall back', () => {
    const t = translator(flatten({ a: { message: '$1 of $2' }, n_one: { message: '$1 claim' }, n_other: { message: '$1 claims' }, p: { message: 'Hi $NAME$', placeholders: { name: { content: '$1' } } } }), 'en', { only: 'English' });
    assert.equal(t('a', 1, 2), '1 of 2');
    assert.equal(t('n', 1), '1 claim');
    assert.equal(t('n', 1234), '1,234 claims');
    assert.equal(t('p', 'Ravi'), 'Hi Ravi');
    assert.equal(t('only'), 'English');
    assert.equal(t('missing'), '');
    assert.equal(translator({ n_one: '$1 दावा', n_other: '$1 दावे' }, 'hi')('n', 0), '0 दावा');
  });
  it('come in the language asked for, else the browser’s, else English', () => {
    assert.equal(uiLanguage('auto', ['de', 'hi-IN', 'en']), 'hi');
    assert.equal(uiLanguage('en', ['hi']), 'en');
    assert.equal(uiLanguage('auto', ['de']), 'en');
  });
});

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
