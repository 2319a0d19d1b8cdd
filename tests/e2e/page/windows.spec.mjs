// More than one tab in one window: several windows, a private one, and the browser closed and started again.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it as test } from 'node:test';
import { again, calm, extensionFolder, forEachBrowser, launch, serve, until, wanted } from '../harness/index.mjs';
import { missing } from '../harness/paths.mjs';
import { HOST, SENTENCES, article, awake, cardSays, claims, mark, settled, unmark } from './help.mjs';

const FERRY = '<p>Jonas Weil said that the ferry will run all night. The harbour was quiet all day, and nobody waited at the pier or at the gate.</p>';

forEachBrowser('windows', (it) => {
  it('each window has its own: marked, pointed at and switched off by itself', async (context) => {
    const { browser, site } = context;
    const one = await mark(context, site.route('/one', article(SENTENCES)));
    const two = await browser.openWindow(site.route('/two', article(FERRY)));
    try {
      assert.deepEqual((await until(() => two.snapshot(), { what: 'the window to open' })).highlights, [], 'a click in one window is none in another');
      await browser.clickAction(two);
      await settled(two);
      await until(async () => (await claims(two)).some((phrase) => phrase.includes('the ferry will run')));
      const read = () => browser.backgroundEvaluate(async () => {
        const { action, tabs } = /** @type {any} */ (globalThis).browser ?? chrome;
        const all = (await tabs.query({})).filter((/** @type {any} */ tab) => /\/(one|two)$/.test(tab.url ?? ''));
        return Promise.all(all.map(async (/** @type {any} */ tab) => [tab.windowId, await action.getTitle({ tabId: tab.id })]));
      });
      // The buttons are told after their pages.
      const titles = await until(async () => {
        const now = await read();
        return now.length === 2 && now.every((/** @type {any} */ [, title]) => /\d/.test(title)) && now;
      }, { what: 'both buttons to count' });
      assert.notEqual(titles[0][0], titles[1][0], 'two windows');
      assert.notEqual(titles[0][1], titles[1][1], 'each button counts its own page');
      await one.bringToFront();
      await one.hover('the bridge is safe');
      await cardSays(one, 'Mira Sandoval');
      await unmark(browser, one);
      await two.bringToFront();
      assert.ok((await claims(two)).length > 0, 'the other window is as it was');
      // A setting reaches every window.
      await browser.backgroundEvaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.set({ settings: { version: 1, language: 'hi' } }));
      await two.bringToFront();
      await until(async () => (await two.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.sutra')?.getAttribute('lang'))) === 'hi');
    } finally {
      await browser.backgroundEvaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.clear());
      await two.close();
    }
    assert.deepEqual(browser.extensionErrors, []);
  });

  it('in a private window, where the reader allows it', async ({ browser, site }) => {
    await browser.allowPrivate();
    await until(() => awake(browser).then(() => true), { timeout: 20_000, every: 500, what: 'the extension to be back' });
    const page = await browser.openWindow(site.route('/private', article(SENTENCES)), { private: true });
    try {
      assert.equal(await browser.backgroundEvaluate(async () => (await (/** @type {any} */ (globalThis).browser ?? chrome).tabs.query({ windowType: 'normal' })).some((/** @type {any} */ tab) => tab.incognito)), true);
      const before = await page.snapshot();
      await page.bringToFront();
      await browser.clickAction(page);
      await settled(page);
      assert.ok((await claims(page)).some((phrase) => phrase.includes('the bridge is safe')));
      await page.hover('the bridge is safe');
      await cardSays(page, 'Mira Sandoval');
      // What is read there is written down nowhere.
      const kept = await browser.backgroundEvaluate(async () => {
        const { storage } = /** @type {any} */ (globalThis).browser ?? chrome;
        return JSON.stringify(await Promise.all([storage.sync.get(null), storage.local.get(null)]));
      });
      assert.doesNotMatch(kept, /private|Sandoval|bridge/);
      await page.bringToFront();
      await unmark(browser, page);
      assert.deepEqual(await page.snapshot(), before);
      assert.deepEqual(browser.extensionErrors, []);
    } finally {
      await page.close();
    }
  });
});

for (const name of wanted)
  describe(`closed and started again [${name}]`, { skip: missing(name) ?? false }, () => {
    const what = 'settings and sites are as they were, and the page is read without a click';
    test(what, { timeout: 240_000 }, () => again(`closed and started again, ${what} [${name}]`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sutra-restart-'));
      const [extension, profile] = [join(folder, 'extension'), join(folder, 'profile')];
      mkdirSync(profile);
      cpSync(extensionFolder(name), extension, { recursive: true });
      const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
      // The question to the reader is the browser's own window: here the manifest asks at installation.
      writeFileSync(join(extension, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: ['http://127.0.0.1/*'] }));
      const site = await serve();
      site.route('/article', article(SENTENCES));
      /** @type {any} */
      let browser = await launch(name, { extension, profile });
      try {
        await until(() => awake(browser).then(() => true), { timeout: 20_000, every: 500 });
        await until(async () => (await browser.backgroundEvaluate(async () => (await (/** @type {any} */ (globalThis).browser ?? chrome).scripting.getRegisteredContentScripts()).length)) === 1, { what: 'the script to be registered' });
        await browser.backgroundEvaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.set({ settings: { version: 1, language: 'hi', palette: 'greyscale' } }));
        await browser.close();

        browser = await launch(name, { extension, profile, again: true });
        const page = await browser.open(site.url('/article'));
        await page.bringToFront();
        await settled(page);
        assert.ok((await claims(page)).some((phrase) => phrase.includes('the bridge is safe')));
        assert.equal(await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.sutra')?.getAttribute('lang')), 'hi');
        // The menu on the button is there again, its tick too, and the background answers.
        const state = await browser.backgroundEvaluate(async () => {
          const api = /** @type {any} */ (globalThis).browser ?? chrome;
          const update = (/** @type {string} */ id) => new Promise((done) => api.contextMenus.update(id, {}, () => done(!api.runtime.lastError)));
          return {
            menus: await Promise.all(['always', 'panel', 'options', 'selection'].map((id) => (api.runtime.getBrowserInfo ? api.contextMenus.update(id, {}).then(() => true, () => false) : update(id)))),
            sites: (await api.permissions.getAll()).origins,
            palette: (await api.storage.sync.get('settings')).settings.palette,
          };
        });
        assert.deepEqual(state, { menus: [true, true, true, true], sites: ['http://127.0.0.1/*'], palette: 'greyscale' });
        await page.bringToFront();
        await calm();
        await unmark(browser, page);
        assert.deepEqual(browser.extensionErrors, []);
      } finally {
        await browser.close().catch(() => {});
        await site.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    }));
  });
