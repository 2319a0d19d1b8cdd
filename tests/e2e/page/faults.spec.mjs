// Faults survived: the worker ended, the extension reloaded, storage broken, the engine missing.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { extensionFolder, forEachBrowser, pixels, until } from '../harness/index.mjs';
import { HOST, SENTENCES, article, awake, badgeSays, cardSays, claims, legendText, mark, settled, unmark } from './help.mjs';

const marks = async (/** @type {any} */ page) => {
  await settled(page);
  assert.ok((await claims(page)).some((phrase) => phrase.includes('bridge is safe')), JSON.stringify(await claims(page)));
};

forEachBrowser('faults', (it, name) => {
  it('the worker ended before a click, under a marked page, and before the page changes', async (context) => {
    const { browser, site } = context;
    const page = await context.open(site.route('/killed', article(SENTENCES)));
    await awake(browser);
    await browser.killBackground();
    await browser.clickAction(page);
    await settled(page);
    assert.ok((await claims(page)).length > 0);
    await browser.killBackground();
    await page.hover('the bridge is safe');
    await cardSays(page, 'Mira Sandoval');
    await page.evaluate(() => {
      const update = document.createElement('p');
      update.textContent = 'Jonas Weil said that the ferry will run all night.';
      document.querySelector('h1')?.after(update);
    });
    await until(async () => (await claims(page)).some((phrase) => phrase.includes('the ferry will run')));
    await browser.killBackground();
    await unmark(browser, page);
    assert.deepEqual(browser.extensionErrors, []);
  });

  it('storage that holds nonsense', async (context) => {
    const { browser, site } = context;
    for (const settings of ['nonsense', { version: 99, kinds: 3, palette: 'pink', badge: null, language: 7 }, [], { version: 1, minimumConfidence: 9 }]) {
      await browser.backgroundEvaluate((/** @type {unknown} */ value) => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.set({ settings: value }), settings);
      const page = await mark(context, site.route('/nonsense', article(SENTENCES)));
      assert.ok((await claims(page)).length > 0, JSON.stringify(settings));
    }
    await browser.backgroundEvaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.clear());
    assert.deepEqual(browser.extensionErrors, []);
  });

  it('navigated, gone back, reloaded', async (context) => {
    const { browser, site } = context;
    const page = await mark(context, site.route('/first', article(SENTENCES)));
    await page.goto(site.route('/second', article('<p>Nobody here.</p>')));
    assert.deepEqual((await page.snapshot()).highlights, []);
    await page.back();
    await page.reload();
    await browser.clickAction(page);
    await settled(page);
    assert.ok((await claims(page)).length > 0);
    assert.deepEqual(browser.extensionErrors, []);
  });

  it('the extension reloaded under a marked page: nothing dead is left to be seen, a click marks anew', async (context) => {
    const { browser, site } = context;
    const page = await context.open(site.route('/updated', article(SENTENCES)));
    const plain = await page.screenshot();
    await awake(browser);
    await browser.clickAction(page);
    await settled(page);
    await browser.reloadExtension();
    await page.bringToFront();
    // Chromium leaves the old script running, without its extension: at the next move of the pointer it finds out and goes by
    // itself. Firefox takes script and style sheet away and leaves the rest, which is then nothing to see.
    if (name === 'chromium') {
      await page.mouse.move(300, 300);
      await page.mouse.move(320, 310);
      await until(() => page.evaluate(() => CSS.highlights.size === 0 && !document.querySelector('[data-sutra]')), { what: 'the orphan to go' });
    }
    await until(async () => pixels.changed(plain, await page.screenshot()) === 0, { what: 'the page to look as before' });
    await until(() => awake(browser).then(() => true), { timeout: 20_000, every: 500, what: 'the extension to be back' });
    await page.bringToFront();
    await browser.clickAction(page);
    await settled(page);
    await until(async () => (await claims(page)).some((phrase) => phrase.includes('the bridge is safe')));
    await until(async () => (await page.evaluate(() => document.querySelectorAll('[data-sutra]').length)) === 1, { what: 'one host, and no more' });
    await page.hover('the bridge is safe');
    await cardSays(page, 'Mira Sandoval');
  });

  it('the worker ended while it works: it may have answered already or not, the reader sees the same', async ({ browser, site, open }) => {
    const url = site.route('/ended', article(SENTENCES));
    await awake(browser);
    for (let round = 0; round < 4; round++) {
      const page = await open(url);
      await browser.clickAction(page);
      await page.until(() => document.querySelector('[data-sutra]'));
      await browser.killBackground();
      await marks(page);
    }
  });

  it('the tab closed, and gone elsewhere, while it works', async ({ browser, site, open }) => {
    const url = site.route('/short-lived', article(SENTENCES));
    const closed = await open(url);
    await awake(browser);
    await browser.clickAction(closed);
    await closed.close();
    const page = await open(url);
    await browser.clickAction(page);
    await page.goto(site.route('/clean', '<!doctype html><title>Clean</title><p>Nothing here.</p>'));
    assert.equal(await page.evaluate(() => CSS.highlights.size + document.querySelectorAll('[data-sutra]').length), 0);
    assert.deepEqual(browser.extensionErrors, []);
  });

  it('the net is gone', async ({ browser, site, open }) => {
    const page = await open(site.route('/offline', article(SENTENCES)));
    await awake(browser);
    if (name === 'chromium')
      await page.session.send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    else await browser.raw.alone(() => browser.raw.chrome(() => void (/** @type {any} */ (globalThis).Services.io.offline = true)));
    try {
      await browser.clickAction(page);
      await marks(page);
    } finally {
      if (name === 'firefox') await browser.raw.alone(() => browser.raw.chrome(() => void (/** @type {any} */ (globalThis).Services.io.offline = false)));
    }
  });

  it('the storage is full', async ({ browser, site, open }) => {
    await browser.backgroundEvaluate(async () => {
      const { storage } = /** @type {any} */ (globalThis).browser ?? chrome;
      const filler = 'x'.repeat(8000);
      try {
        for (let i = 0; i < 100; i++) await storage.sync.set({ [`filler${i}`]: filler });
      } catch {
        // That is what full means.
      }
    });
    const page = await open(site.route('/full', article(SENTENCES)));
    await browser.clickAction(page);
    await marks(page);
    await browser.backgroundEvaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.clear());
  });

  it('a tab that the browser discarded comes back as it was served, and is read again', async ({ browser, site, open }) => {
    const url = site.route('/discarded', article(SENTENCES));
    const page = await open(url);
    await awake(browser);
    await browser.clickAction(page);
    await marks(page);
    const front = await open(site.route('/front', article('<p>Nothing here.</p>')));
    await front.bringToFront();
    const discarded = await browser.backgroundEvaluate(async (/** @type {string} */ address) => {
      const { tabs } = /** @type {any} */ (globalThis).browser ?? chrome;
      // The address is known because the button was pressed there.
      const tab = (await tabs.query({})).find((/** @type {any} */ one) => one.url === address);
      const after = await tabs.discard(tab.id);
      // Chromium gives a discarded tab another number.
      return { id: after?.id ?? tab.id, discarded: (await tabs.get(after?.id ?? tab.id)).discarded };
    }, url);
    assert.equal(discarded.discarded, true);
    await browser.backgroundEvaluate((/** @type {number} */ id) => (/** @type {any} */ (globalThis).browser ?? chrome).tabs.update(id, { active: true }), discarded.id);
    // Firefox keeps its hold of the tab; in Chromium another one takes its place.
    const back = name === 'chromium' ? await browser.pageOf(url) : page;
    await back.bringToFront();
    await back.until(() => document.readyState === 'complete' && document.querySelector('#one'));
    assert.deepEqual(await back.evaluate(() => [CSS.highlights.size, document.querySelectorAll('[data-sutra]').length]), [0, 0]);
    await browser.clickAction(back);
    await marks(back);
    await unmark(browser, back);
    assert.deepEqual(browser.extensionErrors, []);
  });

  if (name === 'chromium')
    it('hours that pass in a moment, as when a machine sleeps', async (context) => {
      const { browser, site } = context;
      const page = await mark(context, site.route('/slept', article(SENTENCES)));
      // In the content script's own world, whose clock no page can reach.
      const session = await page.raw.createCDPSession();
      /** @type {any[]} */
      const worlds = [];
      session.on('Runtime.executionContextCreated', ({ context: world }) => worlds.push(world));
      await session.send('Runtime.enable');
      const own = await until(() => worlds.find(({ origin }) => origin === browser.origin), { what: 'the world of the content script' });
      const jump = async (/** @type {number} */ hours) => {
        const { exceptionDetails } = await session.send('Runtime.evaluate', {
          contextId: own.id,
          expression: `{ const was = performance.now.bind(performance); performance.now = () => was() + ${hours} * 3600_000; }`,
        });
        assert.equal(exceptionDetails, undefined);
      };
      await jump(9);
      await page.evaluate(() => {
        const update = document.createElement('p');
        update.textContent = 'Jonas Weil said that the ferry will run all night.';
        document.querySelector('h1')?.after(update);
      });
      await until(async () => (await claims(page)).some((phrase) => phrase.includes('the ferry will run')));
      assert.doesNotMatch(await legendText(page), /keeps rewriting/);
      await unmark(browser, page);
      assert.deepEqual(browser.extensionErrors, []);
    });

  // The two long ones: `./build.sh test soak` runs them with the numbers that count, a hundred tabs and a thousand rounds.
  const tabs = Number(process.env.SUTRA_TABS ?? 12);
  it(`${tabs} tabs at once`, async ({ browser, site, open }) => {
    const url = site.route('/many', article(SENTENCES));
    await awake(browser);
    const pages = [];
    for (let i = 0; i < tabs; i++) {
      const page = await open(url);
      await browser.clickAction(page);
      await marks(page);
      pages.push(page);
    }
    for (const page of pages) {
      await page.bringToFront();
      await marks(page);
      await unmark(browser, page);
    }
    assert.deepEqual(browser.extensionErrors, []);
  });

  const rounds = Number(process.env.SUTRA_ROUNDS ?? 15);
  it(`switched on and off ${rounds} times, it leaves nothing behind`, async (context) => {
    const { browser, site } = context;
    const page = await mark(context, site.route('/flat', article(SENTENCES)));
    await unmark(browser, page);
    const before = await page.snapshot();
    const round = async () => {
      await browser.clickAction(page);
      await settled(page);
      await unmark(browser, page);
    };
    // What is made once and kept (compiled code, caches) is made in the first rounds.
    for (let i = 0; i < Math.max(5, rounds / 10); i++) await round();
    const first = await browser.weigh(page);
    for (let i = 0; i < rounds; i++) await round();
    const last = await browser.weigh(page);
    console.log(`# ${name}, ${rounds} rounds: listeners ${first.listeners} → ${last.listeners}, nodes ${first.nodes ?? '–'} → ${last.nodes ?? '–'}, memory ${first.memory} → ${last.memory} bytes`);
    assert.ok(last.listeners <= first.listeners + 2, `listeners: ${first.listeners} → ${last.listeners}`);
    if (name === 'chromium') assert.ok(last.nodes <= first.nodes + 20, `nodes: ${first.nodes} → ${last.nodes}`);
    // Firefox can only weigh the whole process of the tab, and keeps some kilobytes itself for every script it is given.
    const room = name === 'chromium' ? 1_000_000 : 5_000_000 + rounds * 5_000;
    assert.ok(last.memory <= first.memory + room, `memory: ${first.memory} → ${last.memory}`);
    assert.deepEqual(await page.snapshot(), before);
    assert.deepEqual(browser.extensionErrors, []);
  });
});

/** What can have become of the module. @type {[string, (file: string) => void][]} */
const damages = [
  ['damaged', (file) => writeFileSync(file, new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 99]))],
  ['cut short', (file) => truncateSync(file, 100_000)],
  ['missing', (file) => rmSync(file)],
];
for (const [damage, harm] of damages) forEachBrowser(
  `an engine that is ${damage}`,
  (it) => {
    it('is said in words', async (context) => {
      const page = await context.open(context.site.route('/damaged', article(SENTENCES)));
      await awake(context.browser);
      await context.browser.clickAction(page);
      await until(async () => /engine could not be started/.test(await legendText(page)));
      await badgeSays(context.browser, '!', /engine could not be started/);
      assert.equal(await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.spin')), null);
    });
  },
  {
    launch: (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'sutra-damaged-'));
      after(() => rmSync(folder, { recursive: true, force: true }));
      cpSync(extensionFolder(name), folder, { recursive: true });
      harm(join(folder, 'wasm/sutra_bg.wasm'));
      return { extension: folder };
    },
  },
);
