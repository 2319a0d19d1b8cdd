// Real news pages, as their publishers serve them: read, tinted, restored exactly, nothing moved. They belong to their
// publishers and lie beside the repository where they are there at all.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { forEachBrowser } from '../harness/index.mjs';
import { realPages } from '../harness/paths.mjs';
import { awake, send, settled, unmark } from './help.mjs';

/** @type {string[]} */
let names = [];
try {
  names = readdirSync(realPages).filter((file) => file.endsWith('.html.gz')).map((file) => file.slice(0, -'.html.gz'.length));
} catch {
  console.log('# no real pages at hand (SUTRA_REAL_PAGES): these tests have nothing to do');
}

/** Is this text a part of the page's furniture? */
const FURNITURE = /^(advertisement|विज्ञापन|share|subscribe|sign up|read more|comments?|related( stories)?|newsletter)$/i;

/** Errors of a page that is saved, without its servers and with its scripts forbidden; and of parts of Firefox, which begin with their name. */
const THE_PAGES_OWN = /net::|NS_ERROR|Failed to load|ERR_|Content[- ]Security[- ]Policy|NetworkError|CORS|Cross-Origin|Loading failed|downloadable font|^console\.error: \w+: ?$/i;

forEachBrowser('real pages', (it, name) => {
  if (names.length === 0) it('there are none here', async () => {});
  for (const page of names)
    it(page, async ({ browser, site, open }) => {
      // The page's own scripts want servers that are not there; some wait for them without end.
      site.route(`/still/${page}.html`, async (_request, response) => {
        const html = await (await fetch(`${site.origin}/real/${page}.html`)).text();
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'none'" }).end(html);
      });
      const tab = await open(`/still/${page}.html`);
      await awake(browser);
      // The page's own animations move things too.
      await tab.evaluate(() => document.getAnimations().forEach((animation) => animation.cancel()));
      const [before, layout] = [await tab.snapshot(), await tab.layout()];
      await tab.startObserving();
      const noted = tab.errors.length;
      await browser.clickAction(tab);
      await settled(tab);
      const state = await send(browser, { type: 'get-page' });
      assert.ok(['marked', 'nothing'].includes(state.status), `${state.status} ${state.error}`);
      assert.equal(state.blocks.filter((/** @type {any} */ block) => block.role === 'headline').length > 0, true, 'a headline was read');
      // (one of them is an offer to read the rest elsewhere)
      assert.ok(state.blocks.length >= 3, `${state.blocks.length} blocks`);
      for (const { text } of state.blocks) assert.doesNotMatch(text, FURNITURE);
      const words = (/** @type {string} */ text) => text.replace(/[\s\u00ad\u200b]+/g, '');
      const attributions = state.analysis?.attributions ?? [];
      const highlights = await tab.highlights();
      const painted = new Set(Object.values(highlights).flat().map(words));
      for (const attribution of attributions)
        for (const span of attribution.content) {
          const text = state.blocks.find((/** @type {any} */ block) => block.id === span.block).text.slice(span.start, span.end);
          // Words that several claims share are painted in pieces.
          assert.ok(painted.has(words(text)) || [...painted].some((part) => words(text).includes(part)), `"${text}" is tinted`);
        }
      await tab.screenshot(`real/${name}-${page}.png`);
      assert.deepEqual(await tab.layout(), layout, 'nothing has moved');
      assert.deepEqual((await tab.observed()).shifts, []);
      await unmark(browser, tab);
      assert.deepEqual(await tab.snapshot(), before);
      assert.deepEqual(browser.extensionErrors, []);
      // What the page itself cannot load or run here it says all the time.
      assert.deepEqual(tab.errors.slice(noted).filter((/** @type {string} */ line) => !THE_PAGES_OWN.test(line)), []);
      console.log(`# ${page}: ${state.blocks.length} blocks, ${attributions.length} attributions`);
    });
});
