// @ts-check
/**
 * The page's own part of Sutra on a page of ours: the same session, card and legend, over one element. What a
 * news page gets by way of the browser's `scripting`, a page of ours does for itself.
 *
 * @typedef {import("../content/session.js").Provider} Provider
 * @typedef {import("../content/session.js").Session} Session
 */
import { startSession } from "../content/session.js";
import { highlightCss } from "../content/styles.js";

/**
 * @param {Pick<Provider, "root"|"analyze"|"strings"|"language"|"settings"> & Partial<Provider>} own
 * @returns {{session: Session, provider: Provider, settingsChanged: () => void}}
 */
export function stage(own) {
  /** @type {Map<string, CSSStyleSheet>} */
  const sheets = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {Provider} */
  const provider = {
    document,
    onSettingsChange(callback) {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    insertStyles(sheet) {
      const css = highlightCss(sheet);
      const made = new CSSStyleSheet();
      made.replaceSync(css);
      sheets.set(css, made);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
    },
    removeStyles(sheet) {
      const css = highlightCss(sheet);
      const made = sheets.get(css);
      sheets.delete(css);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== made);
    },
    copy: (text) => navigator.clipboard.writeText(text),
    ...own,
  };
  return {
    session: startSession(provider),
    provider,
    settingsChanged: () => listeners.forEach((listener) => listener()),
  };
}
