// @ts-check
/**
 * The playground: the extension's own modules on a static page. This file finds the words, follows the address
 * and hands over to the three views.
 */
import { fillStrings } from "../extension/shared/dom.js";
import { loadStrings, translator, uiLanguage } from "../extension/shared/i18n.js";
import { createSettings } from "../extension/shared/settings.js";
import { followLook } from "../extension/shared/swatch.js";
import { startExplain } from "./explain.js";
import { textOf, whole } from "./files.js";
import { fragmentOf } from "./input.js";
import { startRead } from "./read.js";
import { startRule } from "./rule.js";

/** @typedef {{strings: import("../extension/shared/i18n.js").Translate, language: import("../extension/shared/i18n.js").UiLanguage, settings: import("../extension/shared/settings.js").Settings}} World */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Settings stay in this browser. Where even that is not allowed, they last as long as the page. */
export const store = createSettings({
  async get(key) {
    const text = localStorage.getItem(`sutra-${key}`);
    return text === null ? {} : { [key]: JSON.parse(text) };
  },
  async set(items) {
    for (const [key, value] of Object.entries(items)) {
      try {
        localStorage.setItem(`sutra-${key}`, JSON.stringify(value));
      } catch {
        // Nothing kept; what was chosen still holds on this page.
      }
    }
  },
  listen: () => () => {},
});

async function start() {
  const settings = await store.load();
  /** @type {World} */
  const world = { settings, ...(await wordsIn(settings.language)) };

  const engine = await import("./engine.js");
  const look = followLook(document.documentElement, () => world.settings.palette);
  const views = {
    read: startRead(world, engine, async (/** @type {{palette?: import("../extension/shared/kinds.js").Palette, minimumConfidence?: number}} */ patch) => {
      world.settings = { ...world.settings, ...patch };
      look();
      await store.save(patch);
    }),
    explain: startExplain(world, engine),
    rule: startRule(world, engine),
  };

  function drawWords() {
    document.documentElement.lang = world.language;
    document.title = world.strings("www_title");
    fillStrings(document, world.strings);
    /** @type {HTMLSelectElement} */ (byId("language")).value = world.language;
    byId("version").textContent = world.strings("www_version", engine.version());
  }

  function follow() {
    const { view, value, example } = fragmentOf(location.hash);
    for (const [name, part] of Object.entries(views)) {
      byId(name).hidden = name !== view;
      if (name !== view) part.leave();
    }
    for (const link of document.querySelectorAll("[data-view]")) {
      if (link.getAttribute("data-view") === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    views[view].enter(value, example);
  }

  byId("language").addEventListener("change", async () => {
    const wanted = uiLanguage(/** @type {HTMLSelectElement} */ (byId("language")).value, []);
    await store.save({ language: wanted });
    world.settings = { ...world.settings, language: wanted };
    Object.assign(world, await wordsIn(wanted));
    drawWords();
    for (const part of Object.values(views)) part.reword();
  });
  addEventListener("hashchange", follow);

  drawWords();
  byId("unstarted").remove();
  byId("page").hidden = false;
  for (const part of Object.values(views)) part.reword();
  follow();
  document.documentElement.dataset.ready = "true";
}

/** @param {string} setting */
async function wordsIn(setting) {
  const language = uiLanguage(setting, navigator.languages);
  const read = async (/** @type {string} */ path) => JSON.parse(await textOf(path));
  const [own, english] = await Promise.all([loadStrings(language, read), loadStrings("en", read)]);
  return { language, strings: translator(own, language, english) };
}

try {
  await start();
} catch (error) {
  const line = document.getElementById("unstarted") ?? byId("trouble");
  line.hidden = false;
  byId("page").hidden = false;
  line.append(` (${error instanceof Error ? error.message : error})`);
}

// Where the browser allows it, the page is kept for when there is no network.
if (!whole && "serviceWorker" in navigator && location.protocol.startsWith("http")) {
  navigator.serviceWorker.register("offline.js").catch(() => {});
}
