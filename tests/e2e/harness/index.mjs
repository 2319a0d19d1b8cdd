// One import for the specs: see tests/README.md.
import { after, describe, it as nodeIt } from 'node:test';
import { existsSync } from 'node:fs';
import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';
import { extensionFolder, missing } from './paths.mjs';
import { serve } from './server.mjs';

export { launchChromium, launchFirefox, serve };
export { calm, until } from './page.mjs';
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

/**
 * How often a test is tried, each time in a browser started anew: real browsers are late now and then, most of all on a
 * busy machine. A fault of ours fails every time.
 */
const tries = Number(process.env.SUTRA_TRIES ?? 3);

/** Rejects after so many seconds. @template T @param {number} seconds @param {T|Promise<T>} promise @returns {Promise<T>} */
async function within(seconds, promise) {
  /** @type {NodeJS.Timeout|undefined} */
  let clock;
  const late = new Promise((_, reject) => {
    clock = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([promise, late]));
  } finally {
    clearTimeout(clock);
  }
}

/**
 * Tries a test up to three times (SUTRA_TRIES). Each failed try is said aloud, since a test that often needs this is wrong, or
 * what it tests is.
 * @param {string} what @param {() => Promise<void>} attempt @param {() => Promise<void>} [between] before the next try
 */
export async function again(what, attempt, between = async () => {}) {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (number >= tries) throw error;
      console.log(`# try ${number} of ${tries} failed: ${what}: ${/** @type {Error} */ (error).stack ?? error}`.replaceAll('\n', '\n#   '));
      await between();
    }
  }
}

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
      const start = async () => {
        site = await serve({ folders: options.folders });
        browser = await launch(name, how);
      };
      // A browser that hangs must not hold up what comes after it.
      const stop = async () => {
        await within(20, browser?.close()).catch(() => {});
        await within(20, site?.close()).catch(() => {});
        browser = undefined;
      };
      after(stop);
      /** @param {string} what @param {(context: Context) => Promise<void>} body @param {number} seconds */
      const once = async (what, body, seconds) => {
        if (!browser) await within(seconds, start());
        /** @type {any[]} */
        const pages = [];
        const open = async (/** @type {string} */ path) => {
          const page = await browser.open(new URL(path, site.origin).href);
          pages.push(page);
          return page;
        };
        try {
          await within(seconds, body({ browser, site, name, open }));
        } catch (error) {
          const file = `failed/${`${title} ${what} ${name}`.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`;
          await within(20, pages.at(-1)?.screenshot(file)).catch(() => {});
          throw error;
        } finally {
          for (const page of pages) await within(20, page.close()).catch(() => {});
        }
      };
      register((what, body) => {
        const seconds = Number(process.env.SUTRA_TEST_SECONDS ?? 120);
        nodeIt(what, { timeout: (tries * (seconds + 60)) * 1000 }, async () => {
          await again(`${title}, ${what} [${name}]`, () => once(what, body, seconds), stop);
        });
      }, name);
    });
  }
}
