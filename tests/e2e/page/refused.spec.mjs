// Where the browser lets no extension in (its own pages, the stores, its viewer of PDFs), a click is answered in words: in a
// small window under the button, and in the button's title for later.
import assert from 'node:assert/strict';
import { forEachBrowser } from '../harness/index.mjs';
import { SENTENCES, article, awake, badgeSays, claims, notice, settled } from './help.mjs';

forEachBrowser(
  'refused',
  (it, name) => {
    const own = name === 'chromium' ? ['chrome://version', 'chrome://settings', 'chrome://extensions'] : ['about:support', 'about:preferences', 'about:addons'];
    for (const address of own)
      it(`${address}`, async ({ browser, open }) => {
        const page = await open('/pages/article-en.html');
        await awake(browser);
        await page.goto(address);
        await browser.clickAction(page);
        assert.match(await notice(browser), /cannot run on this page[^]*Open a news article and click again/);
        await badgeSays(browser, '×', /cannot run on this page/);
        assert.deepEqual(browser.extensionErrors, []);
      });

    it('a store, and the article after it is read', async ({ browser, site, open }) => {
      const page = await open(site.route('/before', article('<p>Nothing yet.</p>')));
      await awake(browser);
      // Chromium knows the store by its address, whether or not it is within reach; Firefox keeps a list of its makers'
      // sites, and here "localhost" is on it.
      if (name === 'chromium') {
        await page.goto('https://chromewebstore.google.com/category/extensions').catch(() => {});
        await page.until(() => location.protocol === 'chrome-error:');
      } else await page.goto(site.route('/store', article(SENTENCES)).replace('127.0.0.1', 'localhost'));
      await browser.clickAction(page);
      assert.match(await notice(browser), /cannot run on this page[^]*from stores/);
      await badgeSays(browser, '×');
      // A click is a click again on the next page.
      await page.goto(site.route('/after', article(SENTENCES)));
      await page.bringToFront();
      await browser.clickAction(page);
      await settled(page);
      assert.ok((await claims(page)).length > 0);
      assert.deepEqual(browser.extensionErrors, []);
    });

    it('a PDF', async ({ browser, site, open }) => {
      const objects = '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]>>endobj';
      site.route('/report.pdf', (_request, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end(`%PDF-1.1\n${objects}\ntrailer<</Root 1 0 R>>\n%%EOF`));
      const page = await open('/report.pdf');
      await awake(browser);
      await browser.clickAction(page);
      assert.match(await notice(browser), /Sutra (?:cannot run|reads web pages)[^]*Open a news article and click again/);
      await badgeSays(browser, '×');
      assert.deepEqual(browser.extensionErrors, []);
    });
  },
  { launch: (name) => (name === 'firefox' ? { prefs: { 'extensions.webextensions.restrictedDomains': 'localhost' } } : {}) },
);
