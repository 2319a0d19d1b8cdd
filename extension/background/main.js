// @ts-check
/**
 * The background: it listens, hands on, and remembers nothing that it could not lose at any moment. Every listener is registered at once, before anything
 * is awaited, or the browser would not wake us for it.
 *
 * @typedef {import("../shared/messages.js").Failure} Failure
 */

import { highlightCss } from "../content/styles.js";
import { api, messageOf } from "../shared/browser.js";
import { fromOwnPage, fromOwnTab, isFromOwnPage, isToBackground } from "../shared/messages.js";
import { onChange } from "../shared/settings.js";
import { showRefusal, showState } from "./button.js";
import { CodedError, analyze, follow, forget, warmUp } from "./engine.js";
import { makeMenus, onMenu, tickMenu } from "./menus.js";
import { openAccuracy, openPanel, openWelcome } from "./open.js";
import { syncSites } from "./sites.js";
import { inject, readOpen, revive } from "./toggle.js";
import { hello } from "./words.js";

const BASE = api.runtime.getURL("");

/**
 * Whose style sheet the tints are. As the page's author in Chromium, which paints nothing of a user's `::highlight`; as
 * the user in Firefox, where only so they reach into the page's shadow trees.
 */
const ORIGIN = "sidebarAction" in api ? "USER" : "AUTHOR";

api.action.onClicked.addListener((tab) => {
  if (tab.id !== undefined) void inject(tab.id);
});

api.commands.onCommand.addListener((name, tab) => {
  if (tab?.id === undefined) return;
  if (name === "open-panel") void openPanel(tab);
  else if (name === "next-claim" || name === "previous-claim") void step(tab.id, name);
});

api.contextMenus.onClicked.addListener(onMenu);
api.tabs.onActivated.addListener(() => void tickMenu());
api.tabs.onUpdated.addListener((_id, change, tab) => {
  if (tab.active && change.status === "complete") void tickMenu();
});

api.permissions.onAdded.addListener(() => void syncSites().then(tickMenu));
api.permissions.onRemoved.addListener(() => void syncSites().then(tickMenu));

api.runtime.onInstalled.addListener(({ reason }) => {
  void makeMenus();
  const synced = syncSites();
  if (reason === "install") {
    void openWelcome();
    // (sites may be named from the start, by whoever looks after the browser)
    void synced.then(readOpen);
  }
  // What was marked when we were updated is marked again, where we may.
  else void synced.then(revive);
});
api.runtime.onStartup.addListener(() => {
  void makeMenus();
  void syncSites().then(readOpen);
});

/** @type {string|null} */
let menuLanguage = null;
onChange((settings) => {
  if (menuLanguage !== settings.language) void makeMenus().then(tickMenu);
  menuLanguage = settings.language;
});

api.runtime.onMessage.addListener((message, sender, answer) => {
  const work = handle(message, sender);
  if (!work) return false;
  work.then(
    (ok) => answer({ ok: ok ?? null }),
    (error) => answer({ error: failureOf(error) }),
  );
  // The answer comes later; it always comes.
  return true;
});

/** @param {unknown} error @returns {Failure} */
function failureOf(error) {
  return { code: error instanceof CodedError ? error.code : "engine", message: messageOf(error) };
}

/**
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<unknown>|null} null: not for us
 */
function handle(message, sender) {
  const { id } = api.runtime;
  if (fromOwnPage(sender, id, BASE)) return isFromOwnPage(message) ? analyze(message.blocks, message.options) : null;
  if (!fromOwnTab(sender, id, BASE)) return null;
  if (typeof message === "object" && message !== null && "type" in message && message.type === "page-changed") return null;
  if (!isToBackground(message)) return Promise.reject(new CodedError("engine", "not a message of ours"));
  return serveTab(message, /** @type {chrome.tabs.Tab} */ (sender.tab), sender.frameId ?? 0);
}

/** @param {import("../shared/messages.js").ToBackground} message @param {chrome.tabs.Tab} tab @param {number} frameId */
async function serveTab(message, tab, frameId) {
  const tabId = /** @type {number} */ (tab.id);
  const place = `${tabId}/${frameId}`;
  switch (message.type) {
    case "hello": {
      const words = await hello();
      void warmUp(tab.title ?? "");
      return words;
    }
    case "follow":
      return follow(place, message);
    case "page-state":
      if (message.state.status === "off") await forget(place);
      if (message.state.error === "not-html") return showRefusal(tabId, "not-html");
      return showState(tabId, message.state);
    case "styles": {
      const target = { tabId, frameIds: [frameId] };
      if (message.add) await api.scripting.insertCSS({ target, css: highlightCss(message.add), origin: ORIGIN });
      if (message.remove) await api.scripting.removeCSS({ target, css: highlightCss(message.remove), origin: ORIGIN });
      return null;
    }
    case "open":
      return message.what === "panel" ? openPanel(tab) : openAccuracy();
  }
}

/** A shortcut on a page that is not being read yet begins to read it. @param {number} tabId @param {"next-claim"|"previous-claim"} name */
async function step(tabId, name) {
  try {
    await api.tabs.sendMessage(tabId, { type: "command", name });
  } catch {
    await inject(tabId, { ensure: true });
  }
}
