// What goes wrong around an extension, in real browsers: its background is ended, it is updated under open tabs, a file
// of it is damaged, the tab goes away, the net is gone. Each must end in the right marks or in words, never in silence.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { extensionFolder, forEachBrowser, until } from './harness/index.mjs';
import { SENTENCES, article, awake, cardSays, claims, legendText, mark, settled, unmark } from './page/help.mjs';

/** @type {string[]} */
const made = [];
after(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A copy of the extension with one file spoilt. @param {'chromium'|'firefox'} name @param {(bytes: Buffer) => Buffer} spoil */
function damaged(name, spoil) {
  const folder = mkdtempSync(join(tmpdir(), 'sutra-damaged-'));
  made.push(folder);
  cpSync(extensionFolder(name), folder, { recursive: true });
  const file = join(folder, 'wasm/sutra_bg.wasm');
  writeFileSync(file, spoil(readFileSync(file)));
  return { extension: folder };
}

const marks = async (/** @type {any} */ page) => {
  await settled(page);
  assert.ok((await claims(page)).some((phrase) => phrase.includes('bridge is safe')), JSON.stringify(await claims(page)));
};

forEachBrowser('faults', (it, name) => {
  it('the background is ended before, during and after the analysis', async ({ browser, site, open }) => {
    const url = site.route('/faults', article(SENTENCES));
    const page = await open(url);
    await awake(browser);
    await browser.killBackground();
    await browser.clickAction(page);
    await marks(page);

    await browser.killBackground();
    await page.hover('bridge is safe');
    await cardSays(page, /said/);
    await unmark(browser, page);

    // While it works: it may have answered already or not, the reader sees the same.
    for (let round = 0; round < 4; round++) {
      const other = await open(url);
      await browser.clickAction(other);
      await other.until(() => document.querySelector('[data-sutra]'));
      await browser.killBackground();
      await marks(other);
      await other.close();
    }
  });

  it('the extension is updated under an open tab', async ({ browser, site, open }) => {
    const page = await open(site.route('/updated', article(SENTENCES)));
    await awake(browser);
    const before = await page.snapshot();
    await browser.clickAction(page);
    await marks(page);
    await browser.reloadExtension();
    await page.hover('bridge is safe');
    // Chromium leaves the old script running, without its extension: it notices and goes, or says why it stays. Firefox
    // takes the script away and leaves what it made; the next click clears that.
    if (name === 'chromium')
      await until(
        async () => {
          const { html, highlights } = await page.snapshot();
          return (!highlights.length && !html.includes('data-sutra')) || /updated/.test(await legendText(page));
        },
        { what: 'the orphan to go or to say why it stays' },
      );
    await until(() => awake(browser));
    await page.bringToFront();
    await browser.clickAction(page);
    await marks(page);
    assert.equal(await page.evaluate(() => document.querySelectorAll('[data-sutra]').length), 1, 'the new one is alone');
    await unmark(browser, page);
    assert.deepEqual(await page.snapshot(), before);
  });

  it('the tab is closed or goes elsewhere under the analysis, and comes back', async ({ browser, site, open }) => {
    const long = site.route('/long', article(SENTENCES));
    const clean = site.route('/clean', '<!doctype html><title>Clean</title><p>Nothing here.</p>');
    const closed = await open(long);
    await awake(browser);
    await browser.clickAction(closed);
    await closed.close();

    const page = await open(long);
    await browser.clickAction(page);
    await page.goto(clean);
    assert.equal(await page.evaluate(() => CSS.highlights.size + document.querySelectorAll('[data-sutra]').length), 0);
    await page.back();
    await page.until(() => document.readyState === 'complete');
    // From the browser's cache with its marks, or anew without them; a click leads to the one or the other.
    const kept = await page.evaluate(() => CSS.highlights.size > 0);
    if (kept) await unmark(browser, page);
    else {
      await browser.clickAction(page);
      await marks(page);
    }
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

  it('many tabs at once', async ({ browser, site, open }) => {
    const url = site.route('/many', article(SENTENCES));
    const many = Number(process.env.SUTRA_TABS ?? 12);
    await awake(browser);
    const pages = [];
    for (let i = 0; i < many; i++) {
      const page = await open(url);
      await browser.clickAction(page);
      pages.push(page);
    }
    for (const page of pages) {
      await page.bringToFront();
      await marks(page);
    }
    assert.deepEqual(browser.extensionErrors, []);
  });

  if (name === 'chromium')
    it('switched on and off many times, it leaves nothing behind', async (context) => {
      const { browser, site } = context;
      const page = await mark(context, site.route('/flat', article(SENTENCES)));
      await unmark(browser, page);
      const measure = async () => {
        await page.session.send('HeapProfiler.collectGarbage');
        const { metrics } = await page.session.send('Performance.getMetrics');
        const of = (/** @type {string} */ key) => metrics.find((/** @type {any} */ one) => one.name === key)?.value ?? 0;
        return { listeners: of('JSEventListeners'), nodes: of('Nodes'), heap: of('JSHeapUsedSize') };
      };
      await page.session.send('Performance.enable');
      const round = async () => {
        await browser.clickAction(page);
        await settled(page);
        await unmark(browser, page);
      };
      for (let i = 0; i < 3; i++) await round();
      const first = await measure();
      const rounds = Number(process.env.SUTRA_ROUNDS ?? 15);
      for (let i = 0; i < rounds; i++) await round();
      const last = await measure();
      assert.ok(last.listeners <= first.listeners + 2, `listeners: ${first.listeners} → ${last.listeners}`);
      assert.ok(last.nodes <= first.nodes + rounds, `nodes: ${first.nodes} → ${last.nodes}`);
      assert.ok(last.heap <= first.heap + rounds * 60_000 + 1_000_000, `heap: ${first.heap} → ${last.heap}`);
    });
});

for (const [what, spoil] of /** @type {[string, (bytes: Buffer) => Buffer][]} */ ([
  ['truncated', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['empty', () => Buffer.alloc(0)],
]))
  forEachBrowser(
    `the engine's file is ${what}`,
    (it) => {
      it('the reader is told so, in words', async ({ browser, site, open }) => {
        const page = await open(site.route('/damaged', article(SENTENCES)));
        await awake(browser);
        await browser.clickAction(page);
        await settled(page);
        assert.match(await legendText(page), /engine could not be started/);
        assert.deepEqual(await claims(page), []);
        await unmark(browser, page);
      });
    },
    { launch: (name) => damaged(name, spoil) },
  );
