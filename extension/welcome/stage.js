// @ts-check
/**
 * The page's own part of Sutra on a page of ours: the same session, card and legend, over one element. What a
 * news page gets by way of the browser's `scripting`, a page of ours does for itself.
 *
 * @typedef {import("../content/session.js").Provider} Provider
 * @typedef {import("../content/session.js").Session} Session
 */
import { startSession } from "../content/session.js";

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
    insertStyles(css, palette) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      sheets.set(palette, sheet);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    removeStyles(palette) {
      const sheet = sheets.get(palette);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
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
