// @ts-check
/**
 * Click → inject. The state lives in the page: injecting again into a page that is being read stops it there. So a
 * worker that the browser has ended in between has nothing to remember.
 *
 * @typedef {"article"|"selection"|"page"} Mode
 */

import { api } from "../shared/browser.js";
import { showRefusal } from "./button.js";
import { startEngine } from "./engine.js";
import { hello } from "./words.js";

/** All that the page needs, joined into one file by the build. */
export const CONTENT_SCRIPT = "content/main.js";

/** Chromium may tell us of a click a moment before the click's permission holds; milliseconds until the next try. */
const TRIES = [50, 250];

/**
 * @param {number} tabId
 * @param {{mode?: Mode, ensure?: boolean}} [request]  ensure: start, or stay; never stop
 * @returns {Promise<boolean>} could the page be reached
 */
export async function inject(tabId, request = {}) {
  // What the page will ask for is fetched while the browser brings our script there. Who asks is told what went wrong.
  Promise.all([startEngine(), hello()]).catch(() => {});
  for (const wait of [...TRIES, null]) {
    try {
      await run(tabId, request);
      return true;
    } catch {
      if (wait !== null) await new Promise((done) => setTimeout(done, wait));
    }
  }
  await showRefusal(tabId, "page");
  return false;
}

/**
 * Starts anew in the tabs that an earlier version of us was reading. Only where we have been before, and only on the sites
 * that the reader has named: elsewhere the leave has ended with the version, and the next click asks for it again.
 */
export async function revive() {
  for (const { id } of await api.tabs.query({})) {
    if (id === undefined) continue;
    try {
      const [reached] = await api.scripting.executeScript({ target: { tabId: id }, func: () => document.querySelector("html > div[data-sutra]") !== null });
      if (reached?.result === true) await run(id, { ensure: true });
    } catch {
      // Not one of those sites.
    }
  }
}

/**
 * Reads what is open already on the sites that the reader has named. A browser that starts may show its pages before it
 * knows our script, and then nobody brings it there.
 *
 * @param {readonly string[]} patterns
 */
export async function readOpen(patterns) {
  if (patterns.length === 0) return;
  for (const { id } of await api.tabs.query({ url: [...patterns], discarded: false })) if (id !== undefined) await run(id, { ensure: true }).catch(() => {});
}

/** @param {number} tabId @param {{mode?: Mode, ensure?: boolean}} request */
async function run(tabId, request) {
  const target = { tabId };
  if (request.mode || request.ensure) {
    await api.scripting.executeScript({
      target,
      args: [request],
      func: (/** @type {unknown} */ wanted) => {
        // In the content script's own world, which the page cannot see.
        /** @type {any} */ (globalThis).sutraRequest = wanted;
      },
    });
  }
  const [reached] = await api.scripting.executeScript({ target, files: [CONTENT_SCRIPT] });
  // Chromium refuses its own pages with an error; Firefox answers that nothing happened nowhere.
  if (!reached) throw new Error("no frame was reached");
}
