// The overview beside a real page, in both browsers.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { extensionFolder, forEachBrowser, until } from '../harness/index.mjs';
import { assertAccessible, badgeOf, countOf, openMarked, openPanelFor, press, pressUntilThere, resetSettings, saved, set, tabOf, textOf } from './help.mjs';

const hostile = `<!doctype html><html lang="en"><title>&lt;img src=x onerror=alert(1)&gt; fund, &lt;b&gt;officials&lt;/b&gt; say</title>
<article><h1>&lt;img src=x onerror=alert(1)&gt; fund was emptied, officials say</h1>
<p>Mayor &lt;script&gt;alert(2)&lt;/script&gt; Lund said that the fund was =HYPERLINK("http://evil.example") and nothing else was meant by it.</p>
<p>=cmd|calc Berg said that the bridge would stay open for the whole of the winter, whatever the price might be for the town.</p>
<p>Two officials said that the <b>money</b> had been moved to another account in March, and that nobody had been told.</p></article>`;

/** @param {any} panel */
const rows = (panel) => countOf(panel, '.list .row');

forEachBrowser('panel', (it, name) => {
  it('shows the story at a glance, and a click leads to the claim', async ({ browser, open }) => {
    const page = await openMarked(browser, open, '/pages/article-en.html');
    const panel = await openPanelFor(browser, page);
    assert.equal(await textOf(panel, '.head h1'), await page.evaluate(() => document.title));
    const shown = await rows(panel);
    assert.ok(shown > 5, `${shown} rows`);
    // Every number is the count of something that can be counted here.
    const sum = await textOf(panel, '.sum');
    assert.match(sum, new RegExp(`attributed ${shown} times?`));
    const bars = await panel.evaluate(() => [...document.querySelectorAll('.bar .number')].map((node) => Number.parseInt(node.textContent ?? '', 10)));
    assert.equal(bars.reduce((a, b) => a + b, 0), Number.parseInt(sum, 10), 'the bars add up to the claims');
    assert.ok((await countOf(panel, '.strip button')) >= bars.filter(Boolean).length);
    const inside = await panel.evaluate(() => {
      const strip = /** @type {HTMLElement} */ (document.querySelector('.strip')).getBoundingClientRect();
      return [...document.querySelectorAll('.strip button')].every((node) => node.getBoundingClientRect().left >= strip.left - 1 && node.getBoundingClientRect().left <= strip.right);
    });
    assert.ok(inside);

    const claim = await panel.evaluate(() => {
      const last = [...document.querySelectorAll('.list .row')].at(-1);
      /** @type {HTMLElement} */ (last?.querySelector('button')).click();
      return last?.querySelector('.text')?.textContent;
    });
    const card = await until(async () => {
      const text = await page.shadow('[data-sutra]', (/** @type {ShadowRoot} */ tree) => tree.querySelector('.card')?.textContent);
      return text && text.length > 10 ? text : null;
    }, { what: 'the card to open' });
    assert.ok(card, claim);
    await panel.close();
  });

  it('switches kinds off here and on the page, searches and filters', async ({ browser, open }) => {
    const page = await openMarked(browser, open, '/pages/article-en.html');
    const panel = await openPanelFor(browser, page);
    const all = await rows(panel);
    const kind = await panel.evaluate(() => {
      const row = document.querySelector('.list .row');
      return [...(row?.classList ?? [])].find((name) => name.startsWith('kind-'))?.slice(5);
    });
    const before = (await page.highlights())[`sutra-${kind}`]?.length ?? 0;
    await press(panel, `[data-focus="kind-${kind}"]`);
    await until(async () => !(await page.highlights())[`sutra-${kind}`]?.length, { what: 'the kind to leave the page' });
    await until(async () => (await countOf(panel, `.list .row.kind-${kind}`)) === 0);
    assert.ok((await rows(panel)) < all);
    await press(panel, `[data-focus="kind-${kind}"]`);
    await until(async () => ((await page.highlights())[`sutra-${kind}`]?.length ?? 0) === before);

    await set(panel, '#overview-search', 'no such words anywhere');
    assert.equal(await rows(panel), 0);
    assert.match(await textOf(panel, '.list'), /matches/);
    await set(panel, '#overview-search', 'TUNNEL');
    const found = await rows(panel);
    assert.ok(found > 0 && found < all, `${found} of ${all}`);
    await set(panel, '#overview-search', '');
    await set(panel, '.filters select', 'denies');
    assert.ok((await rows(panel)) < all);
    await set(panel, '.filters select', '');

    for (const view of ['sources', 'denials', 'unnamed', 'unanswered', 'claims']) {
      await press(panel, `#overview-tab-${view}`);
      assert.equal(await panel.evaluate((/** @type {string} */ id) => document.getElementById(id)?.getAttribute('aria-selected'), `overview-tab-${view}`), 'true');
      assert.ok((await textOf(panel, '.list')).length > 0, `${view} says something`);
    }
    await press(panel, '#overview-tab-sources');
    await press(panel, '.source .by button');
    await until(async () => (await rows(panel)) < all && (await rows(panel)) > 0);
    assert.ok((await textOf(panel, '.speaker')).length > 5);
    await panel.close();
  });

  it('follows the tab in front, and says in words where Sutra is not', async ({ browser, open, site }) => {
    site.route('/plain', '<!doctype html><html lang="en"><title>Plain</title><p>Nothing here.</p>');
    const page = await openMarked(browser, open, '/pages/article-hi.html');
    const title = await page.evaluate(() => document.title);
    const other = await open('/plain');
    const panel = await browser.openExtensionPage('panel/panel.html');
    // It looks at itself first, where no content script answers.
    await panel.until(() => /not on this page/.test(document.querySelector('.message')?.textContent ?? ''));
    // Asking the panel brings its tab to the front in Firefox, so it has to remember what it showed.
    await panel.evaluate(() => {
      /** @type {string[]} */
      const seen = (/** @type {any} */ (window).seen = []);
      new MutationObserver(() => seen.push(/** @type {HTMLElement} */ (document.getElementById('root')).innerText)).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    /** @param {any} front @param {string} words */
    const shows = (front, words) =>
      until(
        async () => {
          await panel.evaluate(() => /** @type {any} */ (window).seen.splice(0));
          await front.bringToFront();
          await front.evaluate(() => new Promise((done) => setTimeout(done, 400)));
          return panel.evaluate((/** @type {string} */ wanted) => /** @type {any} */ (window).seen.some((/** @type {string} */ text) => text.includes(wanted)), words);
        },
        { what: `the panel to show "${words}"`, timeout: 20_000 },
      );
    await shows(page, title);
    await shows(other, 'not on this page');
    await shows(page, title);
    // Off on the page is off in the panel.
    const pinned = await openPanelFor(browser, page);
    assert.equal(await pinned.evaluate(() => document.querySelector('.list .claim-words')?.getAttribute('lang')), 'hi');
    await browser.clickAction(page);
    await pinned.until(() => /not on this page/.test(document.querySelector('.message')?.textContent ?? ''), [], { what: 'off to be said' });
    assert.equal(await pinned.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.overview')).hidden), true);
    await pinned.close();
    await panel.close();
  });

  it('a page without an article is said to have none, and can be read whole', async ({ browser, open, site }) => {
    site.route('/front', `<!doctype html><html lang="en"><title>Front</title><nav>${'<a href="#">Mayor said so</a> '.repeat(9)}</nav>`);
    const page = await open('/front');
    await pressUntilThere(browser, page);
    // A page is read only while it is looked at: the panel comes after.
    await until(() => page.shadow('[data-sutra]', (/** @type {ShadowRoot} */ tree) => tree.querySelectorAll('.legend .actions button').length > 1), { what: 'the legend to say it' });
    const tab = await tabOf(browser, page);
    const panel = await browser.openExtensionPage(`panel/panel.html?tab=${tab}`);
    await panel.until(() => document.querySelectorAll('.message button').length === 2);
    assert.match(await textOf(panel, '.message'), /no article/);
    await panel.close();
  });

  it('shows hostile words as words, on the panel, in print and in every file', async ({ browser, open, site }) => {
    site.route('/hostile', hostile);
    const page = await openMarked(browser, open, '/hostile');
    const tab = await tabOf(browser, page);
    const panel = await openPanelFor(browser, page);
    for (const view of ['claims', 'sources', 'denials', 'unnamed', 'unanswered']) {
      await press(panel, `#overview-tab-${view}`);
      assert.equal(await countOf(panel, 'img, #root script, #root b b, iframe'), 0, view);
    }
    assert.match(await textOf(panel, '.head h1'), /<img src=x onerror=alert\(1\)>/);
    const csv = await saved(panel, 'csv');
    assert.ok(csv.text.startsWith('\ufeff"'), 'byte order mark');
    assert.ok(csv.name.endsWith('.csv'));
    assert.doesNotMatch(csv.text, /(^|,|\n)"[=+@-]/, 'no cell starts a formula');
    const markdown = await saved(panel, 'markdown');
    assert.doesNotMatch(markdown.text, /(?<!\\)<(img|script|b)\b/);
    const print = await browser.openExtensionPage(`print/print.html?tab=${tab}`);
    await print.until(() => document.querySelector('.notes li'));
    assert.equal(await countOf(print, 'main img, main script, iframe'), 0);
    assert.match(await textOf(print, 'article'), /<script>alert\(2\)<\/script>/);
    await print.close();
    await panel.close();
  });

  it('what is taken along can be read back', async ({ browser, open }) => {
    const page = await openMarked(browser, open, '/pages/article-hi.html');
    const panel = await openPanelFor(browser, page);
    const shown = await rows(panel);
    const json = JSON.parse((await saved(panel, 'json')).text);
    assert.equal(json.format, 'sutra-analysis/1');
    assert.equal(json.analysis.attributions.length, shown);
    const text = Array.from(await page.evaluate(() => document.body.textContent));
    const notes = JSON.parse((await saved(panel, 'annotations')).text);
    assert.equal(notes.items.length, shown);
    for (const { target } of notes.items) {
      for (const { source, selector } of target) {
        assert.match(source, /^http:\/\/127\.0\.0\.1/);
        const [quote, position] = selector;
        assert.equal(text.slice(position.start, position.end).join(''), quote.exact);
      }
    }
    const csv = await saved(panel, 'csv');
    assert.equal(csv.text.trimEnd().split('\r\n').length, shown + 1);
    assert.match(csv.text, /[\u0900-\u097f]/);
    const markdown = await saved(panel, 'markdown');
    assert.match(markdown.text, /^# .*[\u0900-\u097f]/);
    await panel.close();
  });

  it('prints with numbers, notes and legend, in both languages', async ({ browser, open }) => {
    for (const language of ['hi', 'en']) {
      const page = await openMarked(browser, open, `/pages/article-${language}.html`);
      const tab = await tabOf(browser, page);
      const panel = await openPanelFor(browser, page);
      const shown = await rows(panel);
      const print = await browser.openExtensionPage(`print/print.html?tab=${tab}`);
      await print.until(() => document.querySelector('.notes li'));
      assert.equal(await countOf(print, '.notes li'), shown);
      assert.equal(await countOf(print, '.note-number'), shown, 'every note has its number in the text');
      assert.equal(await countOf(print, '.key li'), 6);
      assert.equal(await print.evaluate(() => document.querySelector('article')?.lang), language);
      await print.emulate({ media: 'print' });
      await print.until(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.bar'))).display === 'none');
      await print.screenshot(`print-${language}-${name}.png`);
      await print.emulate({ media: 'screen' });
      await assertAccessible(print, `print view ${language}`);
      await print.close();
      await panel.close();
    }
  });

  it('breaks no rule of accessibility, light and dark, narrow and wide, in both languages', async ({ browser, open }) => {
    const page = await openMarked(browser, open, '/pages/article-hi.html');
    for (const [language, colorScheme, width] of /** @type {const} */ ([['en', 'light', 360], ['hi', 'dark', 320], ['hi', 'light', 700]])) {
      await browser.backgroundEvaluate(async (/** @type {string} */ chosen) => {
        const { storage } = /** @type {any} */ (globalThis).browser ?? chrome;
        await storage.sync.set({ settings: { language: chosen } });
      }, language);
      const panel = await openPanelFor(browser, page);
      await panel.emulate({ colorScheme });
      await panel.setViewport({ width, height: 900 });
      await panel.until((/** @type {string} */ wanted) => document.documentElement.lang === wanted, [language]);
      for (const view of ['sources', 'denials', 'claims']) {
        await press(panel, `#overview-tab-${view}`);
        await assertAccessible(panel, `panel ${language} ${colorScheme} ${width} ${view}`);
      }
      await panel.screenshot(`panel-${language}-${colorScheme}-${name}.png`);
      // The keyboard goes through the strip and the tabs by arrow.
      const walked = await panel.evaluate(() => {
        const [first] = document.querySelectorAll('.strip button');
        /** @type {HTMLElement} */ (first).focus();
        first.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }));
        return document.activeElement === [...document.querySelectorAll('.strip button')].at(-1);
      });
      assert.ok(walked);
      await panel.close();
    }
    await resetSettings(browser);
    assert.deepEqual(browser.extensionErrors, []);
  });
});

/**
 * Our extension, with something done to its engine.
 *
 * @param {(folder: string) => void} change
 * @returns {(name: 'chromium'|'firefox') => {extension: string}}
 */
const changed = (change) => (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'sutra-changed-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(extensionFolder(name), folder, { recursive: true });
  change(folder);
  return { extension: folder };
};

forEachBrowser(
  'panel, while the engine takes its time',
  (it) => {
    it('says that it reads, and shows what was found when it is there', async ({ browser, open }) => {
      const page = await open('/pages/article-en.html');
      await pressUntilThere(browser, page);
      const panel = await browser.openExtensionPage(`panel/panel.html?tab=${await tabOf(browser, page)}`);
      await panel.until(() => /Reading/.test(document.querySelector('.message')?.textContent ?? ''));
      assert.equal(await panel.evaluate(() => document.querySelector('[aria-busy="true"]') !== null), true);
      assert.equal(await rows(panel), 0);
      assert.equal((await badgeOf(browser, page)).text, '…');
      await assertAccessible(panel, 'panel, reading');
      await panel.until(() => document.querySelectorAll('.list .row').length > 5, [], { timeout: 20_000 });
      assert.equal(await panel.evaluate(() => document.querySelector('[aria-busy="true"]')), null);
      await panel.close();
    });
  },
  {
    launch: changed((folder) => {
      const file = join(folder, 'background/engine.js');
      const source = readFileSync(file, 'utf8');
      const slow = source.replace('export async function follow(place, { article, blocks, options }) {', '$&\n  await new Promise((done) => setTimeout(done, 6000));');
      assert.notEqual(slow, source);
      writeFileSync(file, slow);
    }),
  },
);

forEachBrowser(
  'panel, without an engine',
  (it) => {
    it('says that it could not read, and why', async ({ browser, open }) => {
      const page = await open('/pages/article-en.html');
      await pressUntilThere(browser, page);
      await until(async () => (await badgeOf(browser, page)).text === '!');
      const panel = await browser.openExtensionPage(`panel/panel.html?tab=${await tabOf(browser, page)}`);
      await panel.until(() => /engine could not be started/.test(document.querySelector('.message')?.textContent ?? ''));
      assert.equal(await rows(panel), 0);
      await assertAccessible(panel, 'panel, failed');
      await panel.screenshot('panel-failed.png');
      await panel.close();
    });
  },
  { launch: changed((folder) => rmSync(join(folder, 'wasm/sutra_bg.wasm'))) },
);
