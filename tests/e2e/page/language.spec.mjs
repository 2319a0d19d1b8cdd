// In a browser that speaks Hindi the extension does too, without anything being set: button, menu, legend, card, first page.
import assert from 'node:assert/strict';
import { forEachBrowser, until } from '../harness/index.mjs';
import { HOST, SENTENCES, article, badgeSays, cardSays, legendText, mark, notice } from './help.mjs';

const DEVANAGARI = /[\u0900-\u097f]{3}/;

forEachBrowser(
  'a Hindi browser',
  (it, name) => {
    it('words follow the browser, whatever the language of the article', async (context) => {
      const { browser, site } = context;
      const spoken = await browser.backgroundEvaluate(() => {
        const { i18n } = /** @type {any} */ (globalThis).browser ?? chrome;
        return [i18n.getUILanguage(), i18n.getMessage('ext_name'), i18n.getMessage('action_off')];
      });
      if (name === 'chromium' && !spoken[0].startsWith('hi')) {
        console.log('# this Chromium has no Hindi (Debian: chromium-l10n); nothing to see here');
        return;
      }
      assert.match(spoken[0], /^hi\b/);
      assert.match(spoken[2], DEVANAGARI, 'the words of the manifest are the browser’s to choose');
      const page = await mark(context, site.route('/english', article(SENTENCES)));
      assert.match(await legendText(page), DEVANAGARI);
      assert.equal(await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.sutra')?.getAttribute('lang')), 'hi');
      await page.hover('the bridge is safe');
      await cardSays(page, 'नाम के साथ');
      await badgeSays(browser, /^/, DEVANAGARI);
      for (const path of ['options/options.html', 'welcome/welcome.html']) {
        const own = await browser.openExtensionPage(path);
        await own.until(() => document.documentElement.dataset.ready && document.documentElement.lang === 'hi');
        assert.match(await own.evaluate(() => document.querySelector('h1')?.textContent ?? ''), DEVANAGARI, path);
        await own.close();
      }
      await page.goto(name === 'chromium' ? 'chrome://version' : 'about:support');
      await page.bringToFront();
      await browser.clickAction(page);
      assert.match(await notice(browser), /नहीं चल सकता/);
      assert.deepEqual(browser.extensionErrors, []);
    });

    it('the reader’s own choice is stronger', async (context) => {
      const { browser, site } = context;
      await browser.backgroundEvaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.set({ settings: { version: 1, language: 'en' } }));
      try {
        const page = await mark(context, site.route('/chosen', article(SENTENCES)));
        await until(async () => /claims/.test(await legendText(page)));
        assert.doesNotMatch(await legendText(page), DEVANAGARI);
      } finally {
        await browser.backgroundEvaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.clear());
      }
    });
  },
  { launch: { locale: 'hi' } },
);
