// @ts-check
/**
 * "Read an article": an example or the reader's own text, marked in the page by the extension's own session, with
 * card, legend, overview, exports and print.
 *
 * @typedef {import("./input.js").Article} Article
 * @typedef {{palette?: import("../extension/shared/kinds.js").Palette, minimumConfidence?: number}} LookPatch
 */
import { createOverview } from "../extension/panel/view.js";
import { drawPrint } from "../extension/print/view.js";
import { el, fill, saveFile } from "../extension/shared/dom.js";
import { choices } from "../extension/shared/settings.js";
import { setLook } from "../extension/shared/swatch.js";
import { stage } from "../extension/welcome/stage.js";
import { examples } from "./examples.js";
import { articleOf, LONGEST } from "./input.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
const inputOf = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));

const parse = (/** @type {string} */ html) => new DOMParser().parseFromString(html, "text/html");

/**
 * @param {import("./main.js").World} world
 * @param {typeof import("./engine.js")} engine
 * @param {(patch: LookPatch) => Promise<void>} change
 */
export function startRead(world, engine, change) {
  /** @type {ReturnType<typeof stage>|null} */
  let running = null;
  /** @type {ReturnType<typeof createOverview>|null} */
  let overview = null;
  /** @type {Article & {language: string}} */
  let shown = { title: "", paragraphs: [], language: "" };
  /** What is on the page now, so that coming back to the view does not read it again. @type {string|null} */
  let current = null;

  /** @param {string} text */
  const say = (text) => (byId("said").textContent = text);

  const deeds = {
    /** @param {number} id */
    show: (id) => running?.session.show(id),
    /** @param {import("../extension/shared/types.js").Kind[]} kinds */
    hideKinds: (kinds) => running?.session.setHidden(kinds),
    copy: (/** @type {string} */ text) => navigator.clipboard.writeText(text),
    save: saveFile,
    print: printArticle,
  };

  /** The session's state, with the article's own title in place of the playground's. */
  function state() {
    const now = running?.session.state();
    if (!now) return null;
    return { ...now, page: { title: shown.title, url: "", language: shown.language } };
  }

  function refresh() {
    const now = state();
    if (now) overview?.update(now);
  }

  function printArticle() {
    const now = state();
    if (!now?.analysis) return;
    const root = byId("print-root");
    setLook(root, world.settings.palette, "light");
    drawPrint(root, { ...now.page, readAt: new Date().toISOString() }, now.blocks, now.analysis, world.strings);
    print();
  }

  /** Where the overview stands beside the article, the legend would only cover it. */
  const besideOverview = () => ({ ...world.settings, legend: world.settings.legend && !matchMedia("(min-width: 60rem)").matches });

  /** @param {Article & {language: string}} article @param {boolean} [stay]  the words of the interface changed, not the article */
  function show(article, stay = false) {
    running?.session.stop();
    shown = article;
    const root = byId("article");
    root.lang = article.language;
    fill(root, article.title && el("h3", { class: "headline", attributes: { role: "heading", "aria-level": 1 } }, article.title), article.paragraphs.map((text) => el("p", {}, text)));
    byId("read").hidden = false;
    running = stage({
      root,
      analyze: engine.analyze,
      strings: world.strings,
      language: world.language,
      settings: besideOverview(),
      onState: () => queueMicrotask(refresh),
      onChange: refresh,
      openPanel: () => byId("overview").scrollIntoView({ block: "start" }),
    });
    if (!stay) say("");
    refresh();
  }

  /** @param {string} text @param {boolean} [html] known to be HTML */
  function readText(text, html) {
    const article = articleOf(text, parse, html);
    if (article.title === "" && article.paragraphs.length === 0) return say(world.strings("www_empty"));
    inputOf("example").value = "";
    // The engine recognises the language of each paragraph; the script is enough for setting it well.
    const words = [article.title, ...article.paragraphs].join(" ");
    const devanagari = (words.match(/[\u0900-\u097f]/g) ?? []).length;
    const latin = (words.match(/[a-z]/gi) ?? []).length;
    show({ ...article, language: devanagari > latin ? "hi" : "en" });
    say(text.length > LONGEST ? world.strings("www_cut", LONGEST) : "");
  }

  /** @param {File} file */
  async function readFile(file) {
    if (file.size > LONGEST * 4) return say(world.strings("www_too_large"));
    const bytes = await file.arrayBuffer();
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      inputOf("text").value = text.slice(0, LONGEST);
      readText(text);
    } catch {
      say(world.strings("www_not_utf8"));
    }
  }

  function reword() {
    const { strings } = world;
    const chosen = inputOf("example").value;
    fill(
      byId("example"),
      el("option", { attributes: { value: "", disabled: true } }, strings("www_example_own")),
      examples.map(({ id, title, language }) => el("option", { lang: language, attributes: { value: id } }, title)),
    );
    inputOf("example").value = chosen;
    fill(byId("palette"), choices.palette.map((palette) => el("option", { attributes: { value: palette } }, strings(`options_palette_${palette}`))));
    inputOf("palette").value = world.settings.palette;
    inputOf("confidence").value = String(world.settings.minimumConfidence);
    showConfidence();
    overview = createOverview(byId("overview"), strings, deeds);
    if (current !== null) show(shown, true);
  }

  function showConfidence() {
    const words = world.strings("options_percent", Math.round(Number(inputOf("confidence").value) * 100));
    byId("confidence-value").textContent = words;
    inputOf("confidence").setAttribute("aria-valuetext", words);
  }

  /** @param {LookPatch} patch */
  async function changeLook(patch) {
    await change(patch);
    if (!running) return;
    running.provider.settings = besideOverview();
    running.settingsChanged();
  }

  byId("example").addEventListener("change", () => (location.hash = `example=${inputOf("example").value}`));
  byId("read-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (inputOf("text").value.trim() === "") return say(world.strings("www_empty"));
    if (location.hash !== "" && location.hash !== "#read") {
      current = "";
      history.pushState(null, "", "#read");
    }
    readText(inputOf("text").value);
  });
  byId("choose").addEventListener("click", () => inputOf("file").click());
  inputOf("file").addEventListener("change", () => {
    const [file] = inputOf("file").files ?? [];
    inputOf("file").value = "";
    if (file) void readFile(file);
  });
  byId("link").addEventListener("click", async () => {
    const text = inputOf("text").value || [shown.title, ...shown.paragraphs].join("\n");
    const address = new URL(`#text=${encodeURIComponent(text)}`, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      say(world.strings(address.length > 8000 ? "www_link_long" : "www_link_copied"));
    } catch {
      say(world.strings("panel_copy_failed"));
    }
  });
  byId("palette").addEventListener("change", () => {
    const palette = choices.palette.find((name) => name === inputOf("palette").value);
    if (palette) void changeLook({ palette });
  });
  inputOf("confidence").addEventListener("input", showConfidence);
  inputOf("confidence").addEventListener("change", () => void changeLook({ minimumConfidence: Number(inputOf("confidence").value) }));

  document.addEventListener("dragover", (event) => {
    if (byId("read").hidden) return;
    event.preventDefault();
    document.documentElement.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.documentElement.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    document.documentElement.classList.remove("dropping");
    if (byId("read").hidden || !event.dataTransfer) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    const html = event.dataTransfer.getData("text/html");
    const text = html || event.dataTransfer.getData("text/plain");
    if (file) void readFile(file);
    else if (text) readText(text, html !== "" || undefined);
  });

  return {
    reword,
    /** @param {string} text @param {string} example */
    enter(text, example) {
      const wanted = `${example}\n${text}`;
      if (wanted === current && running) return;
      // Nothing asked for, and something there: coming back from another view.
      if (!example && !text && current !== null) return show(shown, true);
      current = wanted;
      if (text) {
        inputOf("text").value = text;
        /** @type {HTMLDetailsElement} */ (byId("own")).open = true;
        return readText(text);
      }
      const found = examples.find(({ id }) => id === example) ?? examples.find(({ language }) => language === world.language) ?? examples[0];
      inputOf("example").value = found.id;
      show(found);
    },
    leave() {
      // Card and legend belong to the article, not to the other views.
      running?.session.stop();
      running = null;
    },
  };
}
