// The overview where it belongs: in Chromium's side panel and in Firefox's sidebar, following the tab in front.
import assert from 'node:assert/strict';
import { forEachBrowser, until } from '../harness/index.mjs';
import { openMarked } from './help.mjs';

/**
 * Opens the browser's own panel and returns a way to read what stands in it. A driven browser has no gesture to open it
 * with, so Chromium is told to open it on the button, and Firefox by its own code.
 *
 * @param {any} browser @param {any} page
 * @returns {Promise<() => Promise<string>>}
 */
async function openSide(browser, page) {
  if (browser.name === 'chromium') {
    await browser.backgroundEvaluate(() => chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true }));
    await page.bringToFront();
    await browser.clickAction(page);
    const target = await until(() => browser.raw.targets().find((/** @type {any} */ one) => one.url().endsWith('/panel/panel.html')), { what: 'the side panel' });
    await browser.backgroundEvaluate(() => chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: false }));
    const panel = await target.asPage();
    return () => panel.evaluate(() => document.body.innerText);
  }
  await browser.raw.alone(() =>
    browser.raw.chrome((/** @type {string} */ id) => {
      const { Services, ChromeUtils } = /** @type {any} */ (globalThis);
      const { ExtensionCommon } = ChromeUtils.importESModule('resource://gre/modules/ExtensionCommon.sys.mjs');
      return Services.wm.getMostRecentWindow('navigator:browser').SidebarController.show(`${ExtensionCommon.makeWidgetId(id)}-sidebar-action`).then(() => null);
    }, browser.id),
  );
  return () =>
    browser.raw.alone(() =>
      browser.raw.chrome(async () => {
        const { Services } = /** @type {any} */ (globalThis);
        const win = Services.wm.getMostRecentWindow('navigator:browser');
        const inner = win.SidebarController.browser.contentDocument.getElementById('webext-panels-browser');
        if (!inner) return '';
        return new Promise((done) => {
          const { messageManager } = inner;
          messageManager.addMessageListener('sutra-text', function heard(/** @type {any} */ message) {
            messageManager.removeMessageListener('sutra-text', heard);
            done(message.data);
          });
          messageManager.loadFrameScript('data:,sendAsyncMessage("sutra-text", content.document.body.innerText)', false);
          win.setTimeout(() => done(''), 2000);
        });
      }),
    );
}

forEachBrowser('side panel', (it) => {
  it('stands beside the page and follows the tab in front', async ({ browser, open, site }) => {
    site.route('/plain', '<!doctype html><html lang="en"><title>Plain</title><p>Nothing here.</p>');
    const page = await openMarked(browser, open, '/pages/article-hi.html');
    const title = await page.evaluate(() => document.title);
    const read = await openSide(browser, page);
    await until(async () => (await read()).includes(title), { what: 'the article’s title in the side panel' });
    const text = await read();
    assert.match(text, /\d+ claims?, attributed \d+ times?/);
    assert.match(text, /[\u0900-\u097f]{3,}.*\n/);
    const other = await open('/plain');
    await other.bringToFront();
    await until(async () => (await read()).includes('not on this page'), { what: 'the other tab to be without Sutra' });
    await page.bringToFront();
    await until(async () => (await read()).includes(title), { what: 'the article again' });
    // What changes on the page changes here.
    await page.evaluate(() => {
      const added = document.createElement('p');
      added.textContent = 'महापौर सुनीता बरुआ ने कहा कि पुल पर काम रात में भी चलेगा और दिन में रास्ता खुला रहेगा।';
      [...document.querySelectorAll('article p')].at(-1)?.after(added);
    });
    await until(async () => (await read()).includes('बरुआ'), { what: 'the added paragraph', timeout: 15_000 });
  });
});
