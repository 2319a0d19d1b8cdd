// Pictures for the stores, 1280 × 800, from the real extension in a real browser: ./build.sh build first.
//   node scripts/store-screenshots.mjs [OUT]      (docs/store/shots unless told)
//
// The articles are the playground's; nothing is painted on afterwards. The panel, which
// a driven browser cannot show beside the page, stands in a frame next to a picture of the page it belongs to.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../www/examples.js';
import { launchChromium, root, serve, until } from '../tests/e2e/harness/index.mjs';

/** An article of the playground on a plain page of a paper that does not exist. @param {import('../extension/welcome/samples.js').Sample} sample */
function paper({ language, title, paragraphs }) {
  const [name, line] = language === 'hi' ? ['नदी समाचार', 'गुरुवार · राज्य'] : ['The Skerry Herald', 'Thursday · Islands'];
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta property="og:type" content="article"><title>${title}</title><style>
    body { margin: 0; background: #fff; color: #1d1d1b; font: 19px/${language === 'hi' ? 1.85 : 1.65} Georgia, "Noto Serif", "Noto Serif Devanagari", serif }
    header { border-bottom: 3px double #333; padding: 16px 40px; font-size: 26px; font-weight: 700; letter-spacing: .01em }
    article { max-width: 700px; margin: 22px 40px } h1 { font-size: 32px; line-height: ${language === 'hi' ? 1.5 : 1.25}; margin: 0 0 10px }
    .line { color: #666; font: 14px sans-serif; margin: 0 0 18px }</style><header>${name}</header>
    <article><h1>${title}</h1><div class="line">${line}</div>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article>`;
}

const out = process.argv[2] ?? join(root, 'docs/store/shots');
const size = { width: 1280, height: 800 };
const panelWidth = 380;
mkdirSync(out, { recursive: true });

/** @param {any} page @param {string} name */
async function shoot(page, name) {
  await page.setViewport(size);
  await new Promise((done) => setTimeout(done, 400));
  writeFileSync(join(out, `${name}.png`), await page.png());
  console.log(`${name}.png`);
}

/** @param {any} browser @param {string} language */
const speak = (browser, language) =>
  browser.backgroundEvaluate(async (/** @type {string} */ chosen) => {
    await chrome.storage.sync.set({ settings: { language: chosen } });
  }, language);

const site = await serve();
// Papers that do not exist, at addresses that cannot: the browser is told that they are here.
const hosts = { en: 'skerry-herald.example', hi: 'nadi-samachar.example' };
const here = new URL(site.origin).host;
const browser = await launchChromium({
  viewport: size,
  args: [`--host-resolver-rules=${Object.values(hosts).map((host) => `MAP ${host}:80 ${here}`).join(', ')}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`],
});
try {
  for (const language of /** @type {const} */ (['en', 'hi'])) {
    await speak(browser, language);
    await new Promise((done) => setTimeout(done, 1200));
    const sample = /** @type {any} */ (examples.find(({ id }) => id === { en: 'ferry', hi: 'bandh' }[language]));
    const page = /** @type {any} */ (await browser.open(site.route(`/${language}`, paper(sample)).replace(here, hosts[language])));
    await page.setViewport(size);
    await browser.clickAction(page);
    await page.until(() => CSS.highlights.size > 0 && document.querySelector('[data-sutra]'), [], { what: 'the article to be marked' });

    // 1: the card on a claim.
    await page.hover({ en: 'did not close properly', hi: 'रिपोर्ट दबाए रखी' }[language]);
    await page.evaluate(() => scrollTo(0, 0));
    await until(() => page.shadow('[data-sutra]', (/** @type {ShadowRoot} */ tree) => (tree.querySelector('.card')?.textContent ?? '').length > 10), { what: 'the card' });
    await shoot(page, `${language}-1-card`);

    // 2: page and overview side by side, each as it is at its own width.
    await page.mouse.move(5, 5);
    await page.setViewport({ width: size.width - panelWidth, height: size.height });
    await page.evaluate(() => scrollTo(0, 0));
    await new Promise((done) => setTimeout(done, 600));
    const left = await page.png();
    const tab = await browser.backgroundEvaluate(
      async (/** @type {string} */ address) => (await chrome.tabs.query({})).find((/** @type {any} */ one) => one.url === address)?.id,
      page.url(),
    );
    const panel = /** @type {any} */ (await browser.openExtensionPage(`panel/panel.html?tab=${tab}`));
    await panel.setViewport({ width: panelWidth, height: size.height });
    await panel.until(() => document.querySelector('.list .row'));
    await new Promise((done) => setTimeout(done, 300));
    const right = await panel.png();
    const both = `<!doctype html><style>body{margin:0;display:flex}img{display:block}img+img{border-left:1px solid #bbb;box-sizing:border-box}</style>${[left, right].map((png) => `<img src="data:image/png;base64,${png.toString('base64')}">`).join('')}`;
    const frame = /** @type {any} */ (await browser.open(site.route('/both', both)));
    await frame.until(() => [...document.images].every((image) => image.complete));
    await shoot(frame, `${language}-2-overview`);
    await frame.close();

    // 3: denials beside what they deny, on the overview at full width.
    await panel.setViewport(size);
    await panel.evaluate(() => document.getElementById('overview-tab-denials')?.click());
    await shoot(panel, `${language}-3-denials`);
    await panel.close();

    // 4: print view. 5: options. 6: first run.
    const print = /** @type {any} */ (await browser.openExtensionPage(`print/print.html?tab=${tab}`));
    await print.until(() => document.querySelector('.notes li'));
    await shoot(print, `${language}-4-print`);
    await print.close();
    await page.close();
    for (const [path, name] of [
      ['options/options.html', '5-options'],
      ['welcome/welcome.html', '6-first-run'],
    ]) {
      const own = /** @type {any} */ (await browser.openExtensionPage(path));
      await own.setViewport(size);
      await own.until(() => document.documentElement.dataset.ready);
      await own.until(() => document.querySelector('#preview .claim') || CSS.highlights.size > 0);
      await shoot(own, `${language}-${name}`);
      await own.close();
    }
  }
} finally {
  await browser.close();
  await site.close();
}

// A store refuses other sizes; better to hear it here.
for (const language of ['en', 'hi'])
  for (const name of ['1-card', '2-overview', '3-denials', '4-print', '5-options', '6-first-run']) {
    const png = readFileSync(join(out, `${language}-${name}.png`));
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    if (width !== size.width || height !== size.height) throw new Error(`${language}-${name}.png is ${width} × ${height}`);
  }
