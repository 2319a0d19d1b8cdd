// @ts-check
/**
 * The reader's words, in the language of the settings, for the page and for the toolbar button. Kept while the worker lives.
 *
 * @typedef {import("../shared/i18n.js").Strings} Strings
 * @typedef {import("../shared/i18n.js").UiLanguage} UiLanguage
 */

import { api } from "../shared/browser.js";
import { loadStrings, translator, uiLanguage } from "../shared/i18n.js";
import { load } from "../shared/settings.js";

/** @type {Map<UiLanguage, Promise<Strings>>} */
const cache = new Map();

/** @param {UiLanguage} language @returns {Promise<Strings>} */
function stringsOf(language) {
  const known = cache.get(language);
  if (known) return known;
  const loading = loadStrings(language, async (path) => (await fetch(api.runtime.getURL(path))).json());
  loading.catch(() => cache.delete(language));
  cache.set(language, loading);
  return loading;
}

/** What the browser itself speaks, most wanted first. @returns {string[]} */
const preferred = () => [api.i18n.getUILanguage(), ...(globalThis.navigator?.languages ?? [])];

/** Everything that a page needs to start. */
export async function hello() {
  const settings = await load();
  const language = uiLanguage(settings.language, preferred());
  const strings = await stringsOf(language);
  return { settings, language, strings, fallback: language === "en" ? {} : await stringsOf("en") };
}

/** @returns {Promise<import("../shared/i18n.js").Translate>} */
export async function words() {
  const { language, strings, fallback } = await hello();
  return translator(strings, language, fallback);
}
