// "Always on this site": with the origin granted, pages are read without a click; taken back, they are not.
// The question to the reader is the browser's own window, out of reach for tests: here the manifest asks at installation.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { calm, extensionFolder, forEachBrowser, until } from '../harness/index.mjs';
import { SENTENCES, article, awake, cardSays, claims, settled, unmark } from './help.mjs';

forEachBrowser(
  'always on a site',
  (it, name) => {
    it('reads the page by itself, in every tab; a click switches it off for this page only', async ({ browser, site, open }) => {
      await awake(browser);
      await until(async () => (await browser.backgroundEvaluate(async () => (await (/** @type {any} */ (globalThis).browser ?? chrome).scripting.getRegisteredContentScripts()).length)) === 1, { what: 'the script to be registered' });
      const path = site.route('/always', article(SENTENCES));
      const page = await open(path);
      await page.bringToFront();
      await settled(page);
      assert.ok((await claims(page)).length > 0);
      const other = await open(path);
      await other.bringToFront();
      await settled(other);
      assert.ok((await claims(other)).length > 0);
      await calm();
      await unmark(browser, other);
      await other.reload();
      await settled(other);
      assert.ok((await claims(other)).length > 0);
      assert.deepEqual(browser.extensionErrors, []);
    });

    if (name === 'chromium')
      it('a tab in the background does nothing until it is looked at', async ({ browser, site, open }) => {
        const front = await open(site.route('/front', article('<p>Nothing here.</p>')));
        const back = await open(site.route('/back', article(SENTENCES)));
        await front.bringToFront();
        await back.reload();
        await new Promise((done) => setTimeout(done, 800));
        const state = await back.evaluate(() => [document.visibilityState, CSS.highlights.size]);
        assert.deepEqual(state, ['hidden', 0]);
        await back.bringToFront();
        await until(async () => (await claims(back)).length > 0);
        assert.deepEqual(browser.extensionErrors, []);
      });

    it('after an update of the extension, what was marked is marked again without a click, what was switched off stays off', async ({ browser, site, open }) => {
      const path = site.route('/kept', article(SENTENCES));
      const off = await open(path);
      await off.bringToFront();
      await settled(off);
      await calm();
      await unmark(browser, off);
      const page = await open(path);
      await page.bringToFront();
      await settled(page);
      await browser.reloadExtension();
      await until(() => awake(browser).then(() => true), { timeout: 20_000, every: 500, what: 'the extension to be back' });
      await page.bringToFront();
      await page.evaluate(() => document.querySelector('#one')?.insertAdjacentHTML('afterend', '<p>Jonas Weil said that the ferry will run all night.</p>'));
      // Read by the new version: the old one hears of nothing any more.
      await until(async () => (await claims(page)).some((phrase) => phrase.includes('the ferry will run')), { what: 'the page to be followed again' });
      assert.equal(await page.evaluate(() => document.querySelectorAll('[data-sutra]').length), 1);
      await page.hover('the bridge is safe');
      await cardSays(page, 'Mira Sandoval');
      await off.bringToFront();
      assert.deepEqual((await off.snapshot()).highlights, []);
      assert.equal(await off.evaluate(() => document.querySelectorAll('[data-sutra]').length), 0);
    });

    it('only there: another site stays as it is', async ({ browser, site, open }) => {
      site.route('/elsewhere', article(SENTENCES));
      const page = await open(site.url('/elsewhere').replace('127.0.0.1', 'localhost'));
      await new Promise((done) => setTimeout(done, 700));
      assert.deepEqual((await page.snapshot()).highlights, []);
      assert.deepEqual(browser.extensionErrors, []);
    });

    if (name === 'firefox')
      it('taken back, the page is left alone', async ({ browser, site, open }) => {
        await browser.backgroundEvaluate(() => /** @type {any} */ (globalThis).browser.permissions.remove({ origins: ['http://127.0.0.1/*'] }));
        await until(async () => (await browser.backgroundEvaluate(async () => (await /** @type {any} */ (globalThis).browser.scripting.getRegisteredContentScripts()).length)) === 0);
        const page = await open(site.route('/back-again', article(SENTENCES)));
        await new Promise((done) => setTimeout(done, 700));
        assert.deepEqual((await page.snapshot()).highlights, []);
      });
  },
  {
    launch: (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'sutra-always-'));
      after(() => rmSync(folder, { recursive: true, force: true }));
      cpSync(extensionFolder(name), folder, { recursive: true });
      const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: ['http://127.0.0.1/*'] }));
      return { extension: folder };
    },
  },
);
