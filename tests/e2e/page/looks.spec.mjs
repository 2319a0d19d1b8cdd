// What it looks like, measured on the screen: contrast, lines, schemes, print.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { forEachBrowser, pixels, until } from '../harness/index.mjs';
import { HOST, SENTENCES, article, awake, cardSays, claims, mark, send, settled } from './help.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Text colour (the pixel farthest from the background) against background, in a box. @param {any} picture @param {any} rect */
function contrastIn(picture, rect) {
  const back = pixels.background(picture, rect);
  let best = 1;
  for (let y = Math.ceil(rect.y); y < rect.y + rect.height - 8; y++)
    for (let x = Math.ceil(rect.x); x < rect.x + rect.width; x++) best = Math.max(best, pixels.contrast(pixels.pixel(picture, x, y), back));
  return best;
}

forEachBrowser('looks', (it, name) => {
  for (const [file, height, least] of /** @type {const} */ ([['surfaces', 1500, 40], ['colours', 2700, 100]]))
    for (const colorScheme of /** @type {const} */ (['light', 'dark']))
      it(`words stay readable: ${file}, ${colorScheme}`, async (context) => {
        const page = await context.open(`/pages/${file}.html`);
        await page.setViewport({ width: 900, height });
        await page.emulate({ colorScheme });
        await awake(context.browser);
        await context.browser.clickAction(page);
        await settled(page);
        await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => /** @type {HTMLElement} */ (root.querySelector('.legend')).style.setProperty('display', 'none'));
        const picture = await page.screenshot(`${file}-${colorScheme}-${name}.png`);
        const boxes = await page.evaluate(() =>
          [...CSS.highlights].flatMap(([key, highlight]) =>
            [...highlight].flatMap((range) =>
              range instanceof Range
                ? [...range.getClientRects()].map(({ x, y, width, height }) => {
                    const on = range.startContainer.parentElement?.closest('section');
                    return { key, words: range.toString(), on: on ? on.className || on.querySelector('p')?.title : '', x, y, width, height };
                  })
                : [],
            ),
          ),
        );
        const seen = boxes.filter((/** @type {any} */ box) => box.y + box.height < height && box.width > 20);
        assert.ok(seen.length > least, `${seen.length} boxes`);
        // Anti-aliasing thins strokes: the drawn pixel is a little paler than the colour itself.
        const faint = seen.map((/** @type {any} */ box) => ({ ...box, measured: contrastIn(picture, box) })).filter((/** @type {any} */ box) => box.measured < 4.3);
        assert.deepEqual(faint.map((/** @type {any} */ box) => `"${box.words}" on ${box.on} (${box.key}) at ${Math.round(box.y)}: ${box.measured.toFixed(2)}`), []);
        const lowest = Math.min(...seen.map((/** @type {any} */ box) => contrastIn(picture, box)));
        console.log(`# ${file}, ${colorScheme}, ${name}: ${seen.length} boxes, lowest contrast ${lowest.toFixed(2)}`);
      });

  it('no line runs through a letter, whatever the size', async (context) => {
    // Vowel signs below, conjuncts, descenders; in body text, in small print, in headlines set tight.
    const hindi = 'मेयर सुनीता बरुआ ने कहा कि पुरुषों की मृत कृषि भूमि पर शुरू हुआ पुल पूरी तरह सुरक्षित है।';
    const english = 'Mayor Peggy Young said that the gypsy quay jetty is a perfectly good place for everybody.';
    const sizes = /** @type {const} */ ([[12, 1.5], [14, 1.5], [16, 1.6], [18, 1.7], [20, 1.5], [26, 1.4], [34, 1.35], [44, 1.3]]);
    const body = sizes.map(([size, height]) => [hindi, english].map((text) => `<p style="font-size:${size}px;line-height:${height};margin:14px 0" lang="${text === hindi ? 'hi' : 'en'}">${text}</p>`).join('')).join('');
    const page = await context.open(context.site.route('/letters', article(body)));
    await page.setViewport({ width: 900, height: 1900 });
    const plain = await page.screenshot();
    await awake(context.browser);
    await context.browser.clickAction(page);
    await settled(page);
    await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => /** @type {HTMLElement} */ (root.querySelector('.legend')).style.setProperty('display', 'none'));
    const marked = await page.screenshot(`letters-${name}.png`);
    const boxes = await page.evaluate(() =>
      [...(CSS.highlights.get('sutra-named') ?? [])].flatMap((range) =>
        [.../** @type {Range} */ (range).getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height, size: Number.parseInt(getComputedStyle(/** @type {Element} */ (range.startContainer.parentElement)).fontSize, 10) })),
      ),
    );
    assert.ok(boxes.length >= sizes.length * 2, `${boxes.length} boxes`);
    const { lookOf } = await import('../../../extension/shared/kinds.js');
    const line = /** @type {[number, number, number]} */ ([1, 3, 5].map((at) => Number.parseInt(lookOf('standard', 'named', 'light').line.slice(at, at + 2), 16)));
    const isLetter = (/** @type {number} */ x, /** @type {number} */ y) => pixels.luminance(pixels.pixel(plain, x, y)) < 0.35;
    // The next line’s tint may lie over the line.
    const isLine = (/** @type {number} */ x, /** @type {number} */ y) => pixels.distance(pixels.pixel(marked, x, y), line) < 45;
    for (const box of boxes) {
      const [left, right] = [Math.ceil(box.x), Math.floor(box.x + box.width) - 1];
      const across = (/** @type {number} */ y, /** @type {(x: number, y: number) => boolean} */ is) => Array.from({ length: right - left }, (_, at) => is(left + at, y)).filter(Boolean).length;
      const rows = Array.from({ length: Math.ceil(box.height * 0.8) }, (_, at) => Math.ceil(box.y + box.height * 0.6) + at).filter((y) => across(y, isLine) > (right - left) * 0.5);
      assert.ok(rows.length > 0, `a line is drawn at ${box.size} px`);
      for (const y of rows) assert.equal(across(y, isLetter), 0, `${box.size} px, row ${y}, from ${left}`);
    }
  });

  it('a palette chosen in the options arrives at once', async (context) => {
    const page = await mark(context, context.site.route('/palette', article(SENTENCES)));
    const [rect] = await page.highlightRects('sutra-named');
    const before = pixels.background(await page.screenshot(), rect);
    await context.browser.backgroundEvaluate(() => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      return api.storage.sync.set({ settings: { version: 1, palette: 'greyscale' } });
    });
    try {
      await page.bringToFront();
      const after = await until(async () => {
        const now = pixels.background(await page.screenshot(), rect);
        return pixels.distance(now, before) > 3 ? now : null;
      });
      assert.ok(Math.max(...after) - Math.min(...after) <= 2, `grey: ${after}`);
    } finally {
      await context.browser.backgroundEvaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.clear());
    }
  });

  it('follows when day turns to night', async (context) => {
    const page = await context.open('/pages/surfaces.html');
    await page.emulate({ colorScheme: 'light' });
    await awake(context.browser);
    await context.browser.clickAction(page);
    await settled(page);
    const dark = async () => (await page.highlights())['sutra-named-dark']?.length ?? 0;
    const before = await dark();
    await page.emulate({ colorScheme: 'dark' });
    await until(async () => (await dark()) > before);
    await until(async () => (await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.sutra')?.getAttribute('data-scheme'))) === 'dark');
  });

  it('in Hindi, when the reader has chosen it', async (context) => {
    await context.browser.backgroundEvaluate(() => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      return api.storage.sync.set({ settings: { version: 1, language: 'hi' } });
    });
    try {
      const page = await mark(context, '/pages/article-hi.html');
      await page.hover('घबराने की कोई');
      await cardSays(page, 'नाम के साथ');
      const lang = await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.sutra')?.getAttribute('lang'));
      assert.equal(lang, 'hi');
      await page.screenshot(`card-hi-${name}.png`);
    } finally {
      await context.browser.backgroundEvaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.sync.clear());
    }
  });

  it('print leaves card and legend out', async (context) => {
    const page = await mark(context, context.site.route('/print', article(SENTENCES)));
    await page.emulate({ media: 'print' });
    await until(async () => (await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.legend')?.getBoundingClientRect().width)) === 0);
  });

  if (name === 'chromium')
    it('with forced colours the lines are left to tell', async (context) => {
      const page = await context.open(context.site.route('/forced', article(SENTENCES)));
      await page.emulate({ forcedColors: true });
      await awake(context.browser);
      await context.browser.clickAction(page);
      await settled(page);
      assert.ok((await claims(page)).length > 0);
      assert.deepEqual(Object.keys(await page.highlights()).filter((key) => key.startsWith('sutra-by-')), []);
      await page.screenshot('forced-colours.png');
    });

  it('card and legend have no accessibility violation (axe-core)', async (context) => {
    const page = await mark(context, context.site.route('/axe', article(SENTENCES)));
    await send(context.browser, { type: 'command', name: 'next-claim' });
    await cardSays(page, 'Mark 1 of');
    // axe cannot look into a closed shadow root: it is shown a copy in an open one, in the same page.
    const html = await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => [root.innerHTML, [...root.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\n')]);
    context.site.route('/axe.js', (_request, response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(axe));
    const copy = await context.open(context.site.route('/axe-copy', '<!doctype html><html lang="en"><title>Copy</title><script src="/axe.js"></script><main><h1>Copy</h1><div id="host"></div></main>'));
    await copy.evaluate((/** @type {string[]} */ [markup, css]) => {
      const root = /** @type {HTMLElement} */ (document.getElementById('host')).attachShadow({ mode: 'open' });
      root.innerHTML = `${markup}<style>${css}</style>`;
      for (const details of root.querySelectorAll('details')) details.open = true;
    }, html);
    const { violations } = await copy.evaluate(() => /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map((/** @type {any} */ one) => `${one.id}: ${one.help}: ${one.nodes.map((/** @type {any} */ node) => node.html).join(' ')}`), []);
  });
});
