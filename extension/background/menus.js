// @ts-check
/**
 * The menus: on the toolbar button "always on this site", overview, options; on selected words "who says so?".
 */

import { api } from "../shared/browser.js";
import { openOptions, openPanel } from "./open.js";
import { askFor, forget, grantedSites, originOf, syncSites } from "./sites.js";
import { inject } from "./toggle.js";
import { words } from "./words.js";

/** Once after installation and, for Firefox, after each start of the browser; again when the language changes. */
export async function makeMenus() {
  const t = await words();
  await api.contextMenus.removeAll();
  const ignore = () => void api.runtime.lastError;
  api.contextMenus.create({ id: "always", type: "checkbox", title: t("menu_always"), contexts: ["action"] }, ignore);
  api.contextMenus.create({ id: "panel", title: t("menu_panel"), contexts: ["action"] }, ignore);
  api.contextMenus.create({ id: "options", title: t("menu_options"), contexts: ["action"] }, ignore);
  api.contextMenus.create({ id: "selection", title: t("menu_selection"), contexts: ["selection"] }, ignore);
}

/** The tick follows the tab that is looked at; where we may not know its address, it is not one of the sites. */
export async function tickMenu() {
  try {
    const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
    const origin = originOf(tab?.url);
    const checked = origin !== null && (await grantedSites()).includes(origin);
    await api.contextMenus.update("always", { checked });
  } catch {
    // No menu yet, no window any more.
  }
}

/** @param {chrome.contextMenus.OnClickData} info @param {chrome.tabs.Tab|undefined} tab */
export function onMenu(info, tab) {
  if (tab?.id === undefined) return;
  const { id } = tab;
  switch (info.menuItemId) {
    case "always":
      return void always(info.checked === true, tab.url, id);
    case "panel":
      return void openPanel(tab);
    case "options":
      return void openOptions();
    case "selection":
      return void inject(id, { mode: "selection" });
  }
}

/** @param {boolean} wanted @param {string|undefined} url @param {number} tabId */
function always(wanted, url, tabId) {
  const origin = originOf(url);
  if (origin === null) return tickMenu();
  if (!wanted) return forget(origin).then(tickMenu);
  // Asked for at once, before anything is awaited: the reader's click counts only now.
  return askFor(origin)
    .then(async (granted) => {
      if (!granted) return;
      await syncSites();
      await inject(tabId, { ensure: true });
    })
    .finally(tickMenu);
}
