// The harness tested on itself, with an extension of a few lines: when this fails, the other specs mean nothing.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { forEachBrowser, pixels, until } from '../harness/index.mjs';

const files = {
  'background.js': `
    const api = globalThis.browser ?? chrome;
    api.action.onClicked.addListener(async (tab) => {
      await api.scripting.insertCSS({ target: { tabId: tab.id }, css: '::highlight(sutra-x){background-color:#ffd54f;color:#000}' });
      await api.scripting.executeScript({ target: { tabId: tab.id }, files: ['content.js'] });
      api.action.setBadgeText({ text: '7', tabId: tab.id });
    });`,
  'content.js': `{
    const range = document.createRange();
    const text = document.querySelector('p').firstChild;
    range.setStart(text, 4);
    range.setEnd(text, 9);
    CSS.highlights.set('sutra-x', new Highlight(range));
    const host = document.createElement('sutra-card');
    host.attachShadow({ mode: 'closed' }).textContent = 'in the shadow';
    document.documentElement.append(host);
    console.error('an error by the content script');
  }`,
  'own.html': '<!doctype html><title>own</title><script src="own.js"></script>',
  'own.js': `console.error('an error by sutra page');`,
};

/** @param {'chromium'|'firefox'} name */
function extension(name) {
  const folder = mkdtempSync(join(tmpdir(), 'sutra-self-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const manifest = {
    manifest_version: 3,
    name: 'harness',
    version: '1',
    permissions: ['activeTab', 'scripting', 'storage'],
    action: name === 'firefox' ? { default_area: 'navbar' } : {},
    background: name === 'firefox' ? { scripts: ['background.js'] } : { service_worker: 'background.js' },
    ...(name === 'firefox' ? { browser_specific_settings: { gecko: { id: 'harness@sutra.example' } } } : {}),
  };
  for (const [file, text] of Object.entries({ ...files, 'manifest.json': JSON.stringify(manifest) }))
    writeFileSync(join(folder, file), text);
  return folder;
}

const article = `<!doctype html><html lang="en"><title>Harness</title>
<style>body{margin:20px;font:20px/1.5 serif;background:#fff}@media (prefers-color-scheme:dark){body{background:#111;color:#eee}}</style>
<p>The mayor said the bridge is safe.</p><button>press</button><div id=keys></div>
<script>
  window.ofThePage = 41;
  addEventListener('keydown', e => { document.getElementById('keys').textContent = (e.altKey ? 'Alt+' : '') + (e.shiftKey ? 'Shift+' : '') + e.key; });
  document.querySelector('button').onclick = () => { document.title = 'pressed'; };
</script>`;

forEachBrowser('harness', (it, name) => {
  it('the toolbar button marks the page, and the harness sees it', async ({ browser, site, open }) => {
    site.route('/article', article);
    const page = await open('/article');
    const before = await page.snapshot();
    const [white, layout] = [await page.screenshot(), await page.layout()];
    await browser.clickAction(page);
    await page.until(() => CSS.highlights.size === 1);
    assert.deepEqual(await page.highlights(), { 'sutra-x': ['mayor'] });
    const [rect] = await page.highlightRects('sutra-x');
    const tinted = await page.screenshot(`harness-${name}.png`);
    assert.ok(pixels.changed(white, tinted, rect) > 100);
    assert.deepEqual(pixels.background(tinted, rect), [0xff, 0xd5, 0x4f]);
    assert.equal(pixels.changed(white, tinted, { x: 0, y: 200, width: 800, height: 400 }), 0);
    assert.equal(await page.shadow('sutra-card', (/** @type {ShadowRoot} */ root, /** @type {string} */ more) => root.textContent + more, '!'), 'in the shadow!');
    assert.deepEqual(await page.layout(), layout);
    await page.evaluate(() => { document.querySelector('sutra-card')?.remove(); CSS.highlights.clear(); });
    assert.deepEqual(await page.snapshot(), before);
    await until(() => page.errors.some((/** @type {string} */ line) => line.includes('an error by the content script')));
    const badge = await browser.backgroundEvaluate(async () => {
      const { action, tabs } = /** @type {any} */ (globalThis).browser ?? chrome;
      const all = await tabs.query({});
      return Promise.all(all.map((/** @type {any} */ tab) => action.getBadgeText({ tabId: tab.id })));
    });
    assert.ok(badge.includes('7'), badge.join());
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).ofThePage + 1), 42);
  });

  it('mouse, keyboard, viewport and media', async ({ site, open }) => {
    site.route('/article', article);
    const page = await open('/article');
    await page.click('press');
    await page.until(() => document.title === 'pressed');
    await page.keyboard.press('Alt+Shift+K');
    await page.until(() => document.getElementById('keys')?.textContent === 'Alt+Shift+K');
    await page.setViewport({ width: 390, height: 700 });
    assert.equal(await page.evaluate(() => innerWidth), 390);
    for (const [wanted, query] of [
      [{ colorScheme: 'dark' }, '(prefers-color-scheme: dark)'],
      [{ colorScheme: 'light' }, '(prefers-color-scheme: light)'],
      [{ reducedMotion: true }, '(prefers-reduced-motion: reduce)'],
      [{ reducedMotion: false }, '(prefers-reduced-motion: no-preference)'],
      [{ forcedColors: true }, '(forced-colors: active)'],
      [{ forcedColors: false }, '(forced-colors: none)'],
      [{ media: 'print' }, 'print'],
      [{ media: 'screen' }, 'screen'],
    ]) {
      await page.emulate(wanted);
      await page.until((/** @type {string} */ q) => matchMedia(q).matches, [query], { what: query });
    }
  });

  it('the background dies and wakes, and the extension has pages', async ({ browser, site, open }) => {
    site.route('/article', article);
    const own = await browser.openExtensionPage('own.html');
    await own.until(() => document.title === 'own');
    await own.close();
    await until(() => browser.extensionErrors.some((/** @type {string} */ line) => line.includes('an error by sutra page')));
    await browser.killBackground();
    await until(async () => !(await browser.backgroundAlive()));
    const page = await open('/article');
    await browser.clickAction(page);
    await page.until(() => CSS.highlights.size === 1);
    assert.equal(await browser.backgroundEvaluate(() => chrome.runtime.getManifest().name), 'harness');
  });
}, { launch: (name) => ({ extension: extension(name) }) });
