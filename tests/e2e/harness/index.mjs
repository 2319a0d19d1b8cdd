// One import for the specs: see tests/README.md.
import { after, before, describe, it as nodeIt } from 'node:test';
import { existsSync } from 'node:fs';
import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';
import { extensionFolder, missing } from './paths.mjs';
import { serve } from './server.mjs';

export { launchChromium, launchFirefox, serve };
export { until } from './page.mjs';
export { root, shots, extensionFolder } from './paths.mjs';
export * as pixels from './pixels.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof launchChromium>> | Awaited<ReturnType<typeof launchFirefox>>} Browser
 * @typedef {Awaited<ReturnType<typeof serve>>} Site
 * @typedef {import('./page.mjs').Page & Awaited<ReturnType<Browser['open']>>} AnyPage
 * @typedef {{browser: any, site: Site, name: 'chromium'|'firefox', open: (path: string) => Promise<any>}} Context
 * @typedef {(title: string, body: (context: Context) => Promise<void>) => void} It
 */

/** @param {'chromium'|'firefox'} name @param {object} [options] */
export const launch = (name, options) => (name === 'chromium' ? launchChromium(options) : launchFirefox(options));

/** The browsers asked for by SUTRA_BROWSERS ("chromium,firefox" unless told). */
export const wanted = /** @type {('chromium'|'firefox')[]} */ (
  (process.env.SUTRA_BROWSERS ?? 'chromium,firefox').split(',').filter(Boolean)
);

/**
 * Registers the same tests for every browser. Each file starts each browser once; each test gets `open`, which opens a
 * path of the test site (or an address) in a new tab that is closed after the test; a failed test leaves a picture in
 * tests/shots/failed.
 * @param {string} title @param {(it: It, name: 'chromium'|'firefox') => void} register 
 * @param {{launch?: object|((name: 'chromium'|'firefox') => object), folders?: Record<string, string>}} [options]
 *   launch: options for the browser (`extension` among them); folders: more folders of the test site
 */
export function forEachBrowser(title, register, options = {}) {
  for (const name of wanted) {
    const how = typeof options.launch === 'function' ? options.launch(name) : { ...options.launch };
    const folder = 'extension' in how ? how.extension : extensionFolder(name);
    const reason = missing(name) ?? (!folder || existsSync(folder) ? null : `${folder} is not built: ./build.sh build`);
    if (reason && process.env.CI) throw new Error(reason);
    describe(`${title} [${name}]`, { skip: reason ?? false, concurrency: false }, () => {
      /** @type {any} */
      let browser;
      /** @type {Site} */
      let site;
      before(async () => {
        site = await serve({ folders: options.folders });
        browser = await launch(name, how);
      });
      after(async () => {
        await browser?.close();
        await site?.close();
      });
      register((what, body) => {
        nodeIt(what, { timeout: Number(process.env.SUTRA_TEST_SECONDS ?? 120) * 1000 }, async () => {
          /** @type {any[]} */
          const pages = [];
          const open = async (/** @type {string} */ path) => {
            const page = await browser.open(new URL(path, site.origin).href);
            pages.push(page);
            return page;
          };
          try {
            await body({ browser, site, name, open });
          } catch (error) {
            const file = `failed/${`${title} ${what} ${name}`.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`;
            await pages.at(-1)?.screenshot(file).catch(() => {});
            throw error;
          } finally {
            for (const page of pages) await page.close().catch(() => {});
          }
        });
      }, name);
    });
  }
}
