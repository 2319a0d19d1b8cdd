// @ts-check
/**
 * "Always on this site". The browser's own permission list is the truth about it: a site is on the list when its
 * origin was granted, however that came about, and off it when the grant is gone. The registered script follows.
 */

import { api } from "../shared/browser.js";
import { isOrigin } from "../shared/messages.js";
import { CONTENT_SCRIPT } from "./toggle.js";

const ID = "always";

/** @param {string} origin "https://example.org" */
const patternOf = (origin) => `${origin}/*`;

/** Origins by the reader's leave, "https://example.org". @returns {Promise<string[]>} */
export async function grantedSites() {
  const { origins = [] } = await api.permissions.getAll();
  return origins
    .map((pattern) => pattern.replace(/\/\*$/, ""))
    .filter(isOrigin)
    .sort();
}

/** A tab's origin, where the browser lets us see it; match patterns know no ports. @param {string|undefined} url */
export function originOf(url) {
  if (!url) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? `${protocol}//${hostname}` : null;
}

/**
 * Asks the reader for one origin. Has to be called in the very moment of the reader's click: browsers answer
 * a later question with no.
 *
 * @param {string} origin
 * @returns {Promise<boolean>}
 */
export function askFor(origin) {
  return api.permissions.request({ origins: [patternOf(origin)] });
}

/** @param {string} origin */
export async function forget(origin) {
  await api.permissions.remove({ origins: [patternOf(origin)] });
  await syncSites();
}

/** @param {chrome.scripting.RegisteredContentScript} one @param {chrome.scripting.RegisteredContentScript} other */
function saysTheSame(one, other) {
  /** @param {string[]|undefined} list */
  const sorted = (list) => [...(list ?? [])].sort().join(" ");
  return sorted(one.matches) === sorted(other.matches) && sorted(one.js) === sorted(other.js) && one.runAt === other.runAt;
}

/** One after the other: two grants at once must not register twice. @type {Promise<unknown>} */
let turn = Promise.resolve();

/**
 * Makes the registered script say what the permission list says. Browsers forget the former when we are updated.
 *
 * @returns {Promise<string[]>} the match patterns of the reader's sites
 */
export function syncSites() {
  const next = turn.then(async () => {
    const matches = (await grantedSites()).map(patternOf);
    const registered = await api.scripting.getRegisteredContentScripts({ ids: [ID] });
    if (matches.length === 0) {
      if (registered.length > 0) await api.scripting.unregisterContentScripts({ ids: [ID] });
      return matches;
    }
    const script = { id: ID, js: [CONTENT_SCRIPT], matches, runAt: /** @type {const} */ ("document_idle"), persistAcrossSessions: true };
    // Said anew without need, a page that comes at this very moment would be missed.
    if (registered.length > 0 && saysTheSame(registered[0], script)) return matches;
    if (registered.length > 0) await api.scripting.updateContentScripts([script]);
    else await api.scripting.registerContentScripts([script]);
    return matches;
  });
  turn = next.catch(() => {});
  return next;
}
