// Contrast measured on the screen, on real news pages, light and dark: what colour is behind every tinted word, and can the
// word be read on it. The pages belong to their publishers and lie beside the repository where they are there at all.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { forEachBrowser, pixels, root } from '../harness/index.mjs';
import { realPages } from '../harness/paths.mjs';
import { HOST, awake, settled } from './help.mjs';

/** @type {string[]} */
let names = [];
try {
  names = readdirSync(realPages).filter((file) => file.endsWith('.html.gz')).map((file) => file.slice(0, -'.html.gz'.length));
} catch {
  console.log(`# no real pages at hand beside ${root} (SUTRA_REAL_PAGES): these tests have nothing to do`);
}

/** Every line of tinted words that stands in the window now, and the colour its words have. */
function linesInSight() {
  /** @type {{name: string, words: string, own: string, x: number, y: number, width: number, height: number}[]} */
  const found = [];
  for (const [name, highlight] of CSS.highlights)
    for (const range of /** @type {Iterable<Range>} */ (/** @type {unknown} */ (highlight))) {
      const element = range.startContainer.parentElement;
      if (!element || !name.startsWith('sutra-')) continue;
      for (const { x, y, width, height } of range.getClientRects()) {
        if (y < 0 || y + height > innerHeight || x < 0 || x + width > innerWidth || width < 12 || height < 8) continue;
        // Something else may stand in front.
        const there = document.elementFromPoint(x + width / 2, y + height / 2);
        if (!there || !(there === element || element.contains(there) || there.contains(element))) continue;
        found.push({ name, words: String(range).slice(0, 40), own: getComputedStyle(there).color, x, y, width, height });
      }
    }
  return found;
}

/** @param {string} css @returns {[number, number, number]} */
const rgb = (css) => /** @type {[number, number, number]} */ ((css.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number));

/** @param {string} name @param {string} own */
function coloursOf(name, own) {
  if (name.endsWith('-black')) return /** @type {const} */ ([0, 0, 0]);
  if (name.endsWith('-white')) return /** @type {const} */ ([255, 255, 255]);
  if (name.endsWith('-plate')) return /** @type {[number, number, number]} */ (name.includes('-dark') ? [255, 255, 255] : [0, 0, 0]);
  return rgb(own);
}

/** @param {any} picture @param {any} line @param {readonly number[]} colour of the words */
const contrastOf = (picture, line, colour) => pixels.contrast(/** @type {any} */ (colour), pixels.background(picture, line));

/** The window as the page itself draws it. @param {any} page */
async function withoutTints(page) {
  await page.evaluate(() => {
    /** @type {any} */ (window).kept = [...CSS.highlights];
    CSS.highlights.clear();
  });
  const picture = await page.screenshot();
  await page.evaluate(() => {
    for (const [name, highlight] of /** @type {any} */ (window).kept) CSS.highlights.set(name, highlight);
  });
  return picture;
}

forEachBrowser('contrast', (it, browserName) => {
  if (names.length === 0) it('there are no pages here', async () => {});
  for (const name of names)
    for (const colorScheme of /** @type {const} */ (['light', 'dark']))
      it(`${name}, ${colorScheme}`, async ({ browser, site, open }) => {
        site.route(`/still/${name}.html`, async (_request, response) => {
          const html = await (await fetch(`${site.origin}/real/${name}.html`)).text();
          response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'none'" }).end(html);
        });
        const page = await open(`/still/${name}.html`);
        await page.emulate({ colorScheme });
        await awake(browser);
        await browser.clickAction(page);
        await settled(page);
        await page.shadow(HOST, (/** @type {ShadowRoot} */ tree) => /** @type {HTMLElement} */ (tree.querySelector('.legend')).style.setProperty('display', 'none'));
        const tops = await page.evaluate(() =>
          [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map((range) => /** @type {Range} */ (range).getBoundingClientRect().top + scrollY)).sort((a, b) => a - b),
        );
        let measured = 0;
        let unreadable = 0;
        let lowest = 21;
        /** @type {string[]} */
        const faint = [];
        let reached = -1;
        for (const top of tops) {
          if (top < reached) continue;
          reached = top + 760;
          await page.evaluate((/** @type {number} */ to) => scrollTo({ top: to, behavior: 'instant' }), Math.max(0, top - 60));
          const lines = await page.evaluate(linesInSight);
          const picture = await page.screenshot();
          /** @type {import('../harness/pixels.mjs').Picture|null} */
          let plain = null;
          for (const line of lines) {
            const ratio = contrastOf(picture, line, coloursOf(line.name, line.own));
            if (ratio < 4.5) {
              // Saved pages lack pictures and scripts, and words may lie over the box of a missing picture: what nobody can
              // read without us is none of ours.
              plain ??= await withoutTints(page);
              if (contrastOf(plain, line, rgb(line.own)) < 2) {
                unreadable++;
                continue;
              }
              faint.push(`"${line.words}" (${line.name}, ${line.own}): ${ratio.toFixed(2)}`);
            }
            measured++;
            lowest = Math.min(lowest, ratio);
          }
        }
        console.log(`# ${name}, ${colorScheme}, ${browserName}: ${measured} lines measured, lowest contrast ${lowest.toFixed(2)}${unreadable ? `; ${unreadable} that the page itself hides` : ''}`);
        if (tops.length > 0) assert.ok(measured > 0, 'something was measured');
        assert.deepEqual(faint, []);
        assert.deepEqual(browser.extensionErrors, []);
      });
});
