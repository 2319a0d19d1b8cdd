// The playground on a plain server, in both browsers, without the extension.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { forEachBrowser, serve, until } from '../harness/index.mjs';
import { assertAccessible, countOf, press, set, textOf } from './help.mjs';

/** Deep down, with blanks, letters beyond ASCII and signs that addresses must escape. */
const folder = '/some/गहरा फ़ोल्डर/50% (new)/play & read/';
const folders = { [folder]: 'dist/www' };
const at = folder.split('/').map(encodeURIComponent).join('/');

/** @param {any} page */
const ready = (page) => page.until(() => document.documentElement.dataset.ready === 'true', [], { what: 'the playground to start', timeout: 20_000 });
/** @param {any} page @param {string} title */
const marked = (page, title) =>
  page.until((/** @type {string} */ words) => document.querySelector('#article')?.textContent?.includes(words) && [...CSS.highlights.values()].some((one) => one.size > 0), [title]);
/** @param {any} page @param {string} hash */
const goTo = (page, hash) => page.evaluate((/** @type {string} */ where) => void (location.hash = where), hash);

forEachBrowser(
  'playground',
  (it, name) => {
    it('marks an example, from any folder, with card and overview, and asks nobody else', async ({ open, site }) => {
      const page = await open(`${at}#example=school`);
      await ready(page);
      await marked(page, 'Pell Harbour');
      const rows = await countOf(page, '#overview .list .row');
      assert.ok(rows > 3, `${rows} rows`);
      await page.hover('every bill was open');
      await until(async () => /council|It/.test((await page.shadow('[data-sutra]', (/** @type {ShadowRoot} */ tree) => tree.querySelector('.card')?.textContent)) ?? ''), { what: 'the card' });
      await goTo(page, '#example=bandh');
      await marked(page, 'सोनार');
      assert.equal(await page.evaluate(() => document.querySelector('#article')?.getAttribute('lang')), 'hi');
      assert.match(await textOf(page, '#overview h1'), /बाँध/);
      // A row of the overview opens the card.
      await press(page, '#overview .list .row button');
      await until(async () => ((await page.shadow('[data-sutra]', (/** @type {ShadowRoot} */ tree) => tree.querySelector('.card')?.textContent)) ?? '').length > 10);
      for (const { url } of site.requests) assert.ok(url.startsWith(at) || url === '/favicon.ico', url);
      assert.deepEqual(page.errors, []);
    });

    it('reads what is pasted, linked or dropped, and shows markup as words', async ({ open }) => {
      const page = await open(at);
      await ready(page);
      await set(page, '#text', 'Bridge closed, officials say\nMayor <img src=x onerror=alert(1)> Lund said that the bridge was closed for the winter.');
      await page.evaluate(() => /** @type {HTMLFormElement} */ (document.querySelector('#read-form')).requestSubmit());
      await marked(page, '<img src=x onerror=alert(1)> Lund');
      assert.equal(await countOf(page, '#article img, #overview img'), 0);
      assert.equal(await textOf(page, '.headline'), 'Bridge closed, officials say');

      await goTo(page, `#text=${encodeURIComponent('सूत्रों के मुताबिक पुल बंद रहेगा।')}`);
      await marked(page, 'पुल बंद रहेगा');

      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(['<!doctype html><script>document.title = "ran"</script><nav><p>Menu</p></nav><h1>Dropped</h1><p>Two officials said that the dam was safe.</p>'], 'a.html', { type: 'text/html' }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      });
      await marked(page, 'the dam was safe');
      assert.doesNotMatch(await textOf(page, '#article'), /Menu|ran/);
      assert.notEqual(await page.evaluate(() => document.title), 'ran');

      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array([0xff, 0xfe, 0x41])], 'a.txt'));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      });
      await page.until(() => /UTF-8/.test(document.querySelector('#said')?.textContent ?? ''));
      assert.deepEqual(page.errors, []);
    });

    it('explains a sentence stage by stage, and leads to the rule', async ({ open }) => {
      const page = await open(`${at}#explain=${encodeURIComponent('The mayor denied that the bridge was closed.')}`);
      await ready(page);
      await page.until(() => document.querySelectorAll('#stages > li').length === 5);
      assert.match(await textOf(page, '#stages .tokens'), /mayor/);
      assert.match(await textOf(page, '#stages .cues'), /denied/);
      assert.match(await textOf(page, '#stages .results'), /denies/);
      assert.equal(await countOf(page, '[data-sutra]'), 0, 'the legend stays with the article');
      const rule = await page.evaluate(() => document.querySelector('#stages .cues a')?.textContent);
      assert.match(rule, /^en\/.*\.txt:\d+$/);
      await press(page, '#stages .cues a');
      await page.until((/** @type {string} */ file) => /** @type {HTMLSelectElement} */ (document.querySelector('#pack-file')).value === file, [rule.split(':')[0]]);
      const selected = await page.evaluate(() => {
        const area = /** @type {HTMLTextAreaElement} */ (document.querySelector('#rules'));
        return area.value.slice(area.selectionStart, area.selectionEnd);
      });
      assert.match(selected, /\S/, 'the rule is found in the file');
      await goTo(page, `#explain=${encodeURIComponent('Das ist ein deutscher Satz, der nichts behauptet.')}`);
      await page.until(() => document.querySelectorAll('#stages > li').length > 0);
      assert.deepEqual(page.errors, []);
    });

    it('tries a rule: the examples run, a wrong one is named by file and line, the change can be copied', async ({ open }) => {
      const page = await open(`${at}#rule`);
      await ready(page);
      await page.until(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('#rules')).value.includes('cue '));
      const run = async () => {
        await page.evaluate(() => /** @type {HTMLFormElement} */ (document.querySelector('#rule-form')).requestSubmit());
        await page.until(() => /\d/.test(document.querySelector('#report')?.textContent ?? ''), [], { timeout: 60_000 });
        return { report: await textOf(page, '#report'), failures: await textOf(page, '#failures') };
      };
      const before = await run();
      assert.match(before.report, /\d+ examples? (was|were) run/);
      const file = await page.evaluate(() => /** @type {HTMLSelectElement} */ (document.querySelector('#pack-file')).value);
      const line = await page.evaluate(() => {
        const area = /** @type {HTMLTextAreaElement} */ (document.querySelector('#rules'));
        area.value += '\ncue zorbled\n  gloss made up for this test\n  + {source The mayor} {cue zorbled} that {content it rained}. => document\n';
        return area.value.split('\n').length - 1;
      });
      const after = await run();
      assert.notEqual(after.report, before.report);
      assert.ok(after.failures.includes(`${file}:${line}`), after.failures.slice(0, 500));
      await press(page, '#undo');
      assert.match(await textOf(page, '#report'), /as it was/);
      assert.ok(!(await page.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('#rules')).value.includes('zorbled'))));
      assert.deepEqual(page.errors, []);
    });

    it('works without a network once loaded', async ({ browser }) => {
      const own = await serve({ folders });
      const page = await browser.open(own.url(`${at}#example=school`));
      try {
        await ready(page);
        await page.until(async () => {
          await navigator.serviceWorker.ready;
          const [cache] = await caches.keys();
          return cache && (await (await caches.open(cache)).keys()).length > 20;
        }, [], { what: 'the files to be kept', timeout: 20_000 });
        await own.close();
        await page.goto('about:blank');
        await page.goto(own.url(`${at}#example=school`));
        await ready(page);
        await marked(page, 'Pell Harbour');
        await goTo(page, '#rule');
        await page.until(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('#rules')).value.includes('cue '));
      } finally {
        await page.close();
      }
    });

    it('opens straight from a folder as one file, and index.html says so', async ({ browser }) => {
      const own = mkdtempSync(join(tmpdir(), 'खेल का मैदान 50% '));
      cpSync(fileURLToPath(new URL('../../../dist/www', import.meta.url)), own, { recursive: true });
      const page = await browser.open(`${pathToFileURL(join(own, 'playground.html')).href}#example=bandh`);
      try {
        await ready(page);
        await marked(page, 'सोनार');
        assert.ok((await countOf(page, '#overview .list .row')) > 3);
        await goTo(page, `#explain=${encodeURIComponent('The mayor denied that the bridge was closed.')}`);
        await page.until(() => document.querySelectorAll('#stages > li').length === 5);
        await goTo(page, '#rule');
        await page.until(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('#rules')).value.includes('cue '));
        await page.evaluate(() => /** @type {HTMLFormElement} */ (document.querySelector('#rule-form')).requestSubmit());
        await page.until(() => /\d/.test(document.querySelector('#report')?.textContent ?? ''), [], { timeout: 60_000 });
        assert.equal(await countOf(page, 'link[rel=stylesheet], script[src]'), 0, 'all of it is in the page');
        assert.equal(await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name: address }) => !address.startsWith('data:')).length), 0, 'nothing was asked for');
        assert.deepEqual(page.errors, []);
        await page.goto(pathToFileURL(join(own, 'index.html')).href);
        assert.match(await textOf(page, '#unstarted'), /open playground\.html instead/);
        assert.equal(await page.evaluate(() => document.querySelector('#unstarted a')?.getAttribute('href')), 'playground.html');
      } finally {
        await page.close();
        rmSync(own, { recursive: true, force: true });
      }
    });

    it('breaks no rule of accessibility, is good on a phone, prints', async ({ open }) => {
      const page = await open(`${at}#example=ferry`);
      await ready(page);
      for (const [language, colorScheme, width] of /** @type {const} */ ([['en', 'light', 1200], ['hi', 'dark', 390], ['hi', 'light', 320]])) {
        await page.setViewport({ width, height: 850 });
        await page.emulate({ colorScheme });
        await set(page, '#language', language);
        await page.until((/** @type {string} */ wanted) => document.documentElement.lang === wanted, [language]);
        for (const view of ['#example=bandh', '#example=ferry', '#explain', '#rule']) {
          await goTo(page, view);
          await page.until((/** @type {string} */ wanted) => {
            const name = /rule|explain/.exec(wanted)?.[0] ?? 'read';
            return !(/** @type {HTMLElement} */ (document.getElementById(name)).hidden) && !document.querySelector(`#${name} [data-text]:empty`);
          }, [view]);
          await assertAccessible(page, `${view} ${language} ${colorScheme} ${width}`);
          await page.screenshot(`playground-${view.replace(/\W/g, '')}-${language}-${width}-${name}.png`);
        }
      }
      await goTo(page, '#example=ferry');
      await marked(page, 'Skerry');
      await page.evaluate(() => {
        window.print = () => {};
        /** @type {HTMLElement} */ (document.querySelector('.take .actions button:nth-of-type(3)')).click();
      });
      await page.emulate({ media: 'print' });
      await page.until(() => getComputedStyle(/** @type {Element} */ (document.querySelector('#page'))).display === 'none');
      assert.ok((await countOf(page, '#print-root .notes li')) > 3);
      await page.screenshot(`playground-print-${name}.png`);
    });
  },
  { launch: { extension: null }, folders },
);
