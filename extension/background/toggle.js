// @ts-check
/**
 * Click → inject. The state lives in the page: injecting again into a page that is being read stops it there. So a
 * worker that the browser has ended in between has nothing to remember.
 *
 * @typedef {"article"|"selection"|"page"} Mode
 */

import { api } from "../shared/browser.js";
import { showRefusal } from "./button.js";

/** All that the page needs, joined into one file by the build. */
export const CONTENT_SCRIPT = "content/main.js";

/**
 * @param {number} tabId
 * @param {{mode?: Mode, ensure?: boolean}} [request]  ensure: start, or stay; never stop
 * @returns {Promise<boolean>} could the page be reached
 */
export async function inject(tabId, request = {}) {
  const target = { tabId };
  try {
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
    await api.scripting.executeScript({ target, files: [CONTENT_SCRIPT] });
    return true;
  } catch {
    await showRefusal(tabId, "page");
    return false;
  }
}
