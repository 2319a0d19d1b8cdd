// @ts-check
/**
 * What every page of the extension does first: find its words and say in which language it is.
 */
import { api } from "./browser.js";
import { loadStrings, translator, uiLanguage } from "./i18n.js";

/** @param {string} path  inside the extension */
async function readJson(path) {
  const reply = await fetch(api.runtime.getURL(path));
  return reply.json();
}

/**
 * @param {string} setting   "auto" or a language
 * @returns {Promise<{strings: import("./i18n.js").Translate, language: import("./i18n.js").UiLanguage}>}
 */
export async function uiStrings(setting) {
  const language = uiLanguage(setting, [api.i18n.getUILanguage(), ...navigator.languages]);
  const [own, english] = await Promise.all([loadStrings(language, readJson), loadStrings("en", readJson)]);
  document.documentElement.lang = language;
  return { strings: translator(own, language, english), language };
}
