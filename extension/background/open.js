// @ts-check
/**
 * Opening our own pages. A side panel opens only in the moment of the reader's click; where the browser does not
 * see the click any more, the overview opens in a tab of its own.
 */

import { api } from "../shared/browser.js";

const PANEL = "panel/panel.html";

/** @param {chrome.tabs.Tab} tab */
export async function openPanel(tab) {
  const { sidebarAction } = /** @type {any} */ (api);
  try {
    if (api.sidePanel) await api.sidePanel.open({ windowId: tab.windowId });
    else await sidebarAction.open();
  } catch {
    await api.tabs.create({ url: api.runtime.getURL(`${PANEL}?tab=${tab.id}`), openerTabId: tab.id });
  }
}

export const openOptions = () => api.runtime.openOptionsPage();

export const openAccuracy = () => api.tabs.create({ url: api.runtime.getURL("options/options.html#accuracy") });

/** The one page after installation. */
export const openWelcome = () => api.tabs.create({ url: api.runtime.getURL("welcome/welcome.html") });
