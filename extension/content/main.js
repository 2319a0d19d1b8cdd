// @ts-check
/**
 * The content script: what a session needs, by way of the background. Injected by a click on the toolbar button, or by
 * the browser on sites the reader has named; injected again, it stops what is running and goes.
 *
 * @typedef {import("./session.js").Mode} Mode
 * @typedef {import("./session.js").Provider} Provider
 * @typedef {import("../shared/messages.js").ToBackground} ToBackground
 * @typedef {{stop: () => void, readAs: (mode: Mode) => void}} Running
 */

import { Reader } from "../shared/article.js";
import { api, messageOf, orphaned } from "../shared/browser.js";
import { translator } from "../shared/i18n.js";
import { isToPage } from "../shared/messages.js";
import { onChange } from "../shared/settings.js";
import { startSession } from "./session.js";
import { allNames } from "./styles.js";

/** Milliseconds. A second click within this time is the double click of a habit, not a wish to undo the first. */
const DOUBLE_CLICK = 400;

/** Milliseconds that we wait for our next version, once the browser has taken this one away. */
const ORPHANED = 1500;

/** Milliseconds before a question without an answer is asked again. */
const AGAIN = [30, 200, 800];

/**
 * Our own world's global object: the page cannot see it. `sutraClicked` is when a click last started or stopped us, by the page's clock.
 * @type {{sutra?: Running, sutraClicked?: number, sutraRequest?: {mode?: Mode, ensure?: boolean}}}
 */
const own = /** @type {any} */ (globalThis);

const request = own.sutraRequest ?? {};
delete own.sutraRequest;

if (request.mode && own.sutra) own.sutra.readAs(request.mode);
else if (request.mode || request.ensure) begin(request.mode);
else if (performance.now() - (own.sutraClicked ?? -Infinity) > DOUBLE_CLICK) {
  own.sutraClicked = performance.now();
  if (own.sutra) own.sutra.stop();
  else begin();
}

/** @param {Mode} [mode] */
function begin(mode = "article") {
  // Without an answer to its first question there is nothing to be; the next click tries again.
  if (!own.sutra) start(mode).catch(() => own.sutra?.stop());
}

/** @param {ToBackground} message @param {boolean} [answered]  false: the panel may hear it, and nobody has to @returns {Promise<any>} */
async function ask(message, answered = true) {
  /** @type {any} */
  let reply;
  for (const wait of [...AGAIN, null]) {
    try {
      reply = await api.runtime.sendMessage(message);
      if (reply || !answered || wait === null) break;
    } catch (error) {
      if (orphaned() || wait === null) throw Object.assign(new Error(messageOf(error)), { code: orphaned() ? "disconnected" : "engine" });
    }
    // The worker was ended between our question and its answer, which is an error or silence: asked again, it wakes up.
    await new Promise((done) => setTimeout(done, wait));
  }
  if (reply?.error) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
  if (!reply) throw Object.assign(new Error("no answer"), { code: "disconnected" });
  return reply.ok;
}

/** Says something that needs no answer. @param {ToBackground} message */
function tell(message) {
  if (!orphaned()) ask(message, false).catch(() => {});
}

/** @param {Mode} mode */
async function start(mode) {
  clearLeftovers();
  /** @type {import("./session.js").Session|null} */
  let session = null;
  let stopped = false;
  /** @type {ReturnType<typeof setTimeout>|null} */
  let leaving = null;
  /** @type {Mode} */
  let wanted = mode;

  /** @type {Running} */
  const running = {
    readAs: (next) => {
      wanted = next;
      void session?.readAs(next);
    },
    stop: () => {
      stopped = true;
      if (own.sutra === running) delete own.sutra;
      session?.stop();
      if (!orphaned()) api.runtime.onMessage.removeListener(onMessage);
      window.removeEventListener("pageshow", onPageShow);
    },
  };
  own.sutra = running;

  /** @param {unknown} message @param {chrome.runtime.MessageSender} sender @param {(answer: unknown) => void} answer */
  function onMessage(message, sender, answer) {
    if (sender.id !== api.runtime.id || !isToPage(message)) return;
    answer(session ? replyOf(session, message) : null);
  }

  /** Back from the browser's page cache: the button has forgotten us. @param {PageTransitionEvent} event */
  function onPageShow(event) {
    if (event.persisted) session?.tell();
  }

  if (!/^(?:text\/(?:html|plain|xml)|application\/(?:xhtml\+xml|xml))$/.test(document.contentType)) {
    delete own.sutra;
    tell({ type: "page-state", state: { status: "failed", unnamed: 0, claims: 0, denied: 0, error: "not-html" } });
    return;
  }

  api.runtime.onMessage.addListener(onMessage);
  window.addEventListener("pageshow", onPageShow);
  let { settings, language, strings, fallback } = await ask({ type: "hello" });
  if (stopped) return;

  const reader = new Reader((article, blocks, options) => ask({ type: "follow", article, blocks, options }));
  /** @type {Provider} */
  const provider = {
    document,
    strings: translator(strings, language, fallback),
    language,
    settings,
    analyze: (blocks, options) => reader.analyze(blocks, options),
    onSettingsChange(callback) {
      return onChange(async (changed) => {
        if (orphaned()) return running.stop();
        const before = provider.settings;
        provider.settings = changed;
        if (changed.language !== before.language) {
          ({ language, strings, fallback } = await ask({ type: "hello" }));
          provider.strings = translator(strings, language, fallback);
          provider.language = language;
        }
        callback();
      });
    },
    onState: (state) => tell({ type: "page-state", state }),
    onChange: () => {
      // Whoever has the overview open hears it; mostly nobody does.
      if (!orphaned()) api.runtime.sendMessage({ type: "page-changed" }).catch(() => {});
    },
    openPanel: () => tell({ type: "open", what: "panel" }),
    openAccuracy: () => tell({ type: "open", what: "accuracy" }),
    turnOff: () => running.stop(),
    insertStyles: (sheet) => ask({ type: "styles", add: sheet, remove: null }),
    removeStyles: (sheet) => tell({ type: "styles", add: null, remove: sheet }),
    copy,
    alive: () => {
      if (!orphaned()) return true;
      // The next version of us may be on its way, and looks for where we have been.
      leaving ??= setTimeout(() => running.stop(), ORPHANED);
      return false;
    },
  };
  session = startSession(provider, { mode: wanted });
}

/** Does what background or panel ask. @param {import("./session.js").Session} session @param {import("../shared/messages.js").ToPage} message @returns {unknown} */
function replyOf(session, message) {
  switch (message.type) {
    case "get-page":
      return session.state();
    case "show":
      session.show(message.id, false);
      return null;
    case "hide-kinds":
      session.setHidden(message.kinds);
      return null;
    case "command":
      session.step(message.name === "next-claim" ? 1 : -1);
      return null;
    case "read":
      void session.readAs(message.what);
      return null;
  }
}

/** What an earlier self has left, if the browser ended it before it could tidy up. */
function clearLeftovers() {
  for (const node of document.querySelectorAll("html > div[data-sutra]")) node.remove();
  // By name: Firefox does not let a content script walk over the registry.
  for (const name of allNames()) CSS.highlights?.delete(name);
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages without a secure connection have no clipboard object.
    const area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position:fixed;opacity:0";
    document.documentElement.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("the browser did not copy");
  }
}
