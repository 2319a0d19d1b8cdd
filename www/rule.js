// @ts-check
/**
 * "Try a rule": a language pack's files to edit, and the pack's own examples to run on them, in the page. What a
 * linguist changes stays here until they copy it.
 */
import { el, fill } from "../extension/shared/dom.js";
import { textOf } from "./files.js";
import { changeOf } from "./input.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
const selectOf = (id) => /** @type {HTMLSelectElement} */ (document.getElementById(id));

/** Failures drawn at once; a broken word set fails hundreds of examples, and the first few say why. */
const MOST = 50;

/**
 * @param {import("./main.js").World} world
 * @param {typeof import("./engine.js")} engine
 */
export function startRule(world, engine) {
  /** As shipped, and as edited. @type {Map<string, string>} */
  const shipped = new Map();
  /** @type {Map<string, string>} */
  const edited = new Map();
  const rules = /** @type {HTMLTextAreaElement} */ (byId("rules"));
  let path = "";
  let entered = "";

  /** @param {string} text */
  const say = (text) => (byId("report").textContent = text);

  async function loadPacks() {
    if (shipped.size > 0) return;
    const paths = JSON.parse(await textOf("lang/files.json"));
    await Promise.all(paths.map(async (/** @type {string} */ file) => shipped.set(file, await textOf(`lang/${file}`))));
  }

  const languageOf = (/** @type {string} */ file) => file.split("/")[0];

  /** @param {string} file @param {number} [line] from 1 */
  function open(file, line) {
    path = file;
    const files = [...shipped.keys()].filter((other) => languageOf(other) === languageOf(file)).sort();
    const languages = [...new Set([...shipped.keys()].map(languageOf))].sort();
    fill(byId("pack"), languages.map((code) => el("option", { attributes: { value: code } }, world.strings(`www_language_${code}`) || code)));
    selectOf("pack").value = languageOf(file);
    fill(byId("pack-file"), files.map((name) => el("option", { attributes: { value: name } }, `${name.slice(name.indexOf("/") + 1)}${edited.has(name) ? " *" : ""}`)));
    selectOf("pack-file").value = file;
    rules.value = edited.get(file) ?? shipped.get(file) ?? "";
    rules.lang = languageOf(file);
    if (line) goTo(line);
  }

  /** @param {number} line */
  function goTo(line) {
    const lines = rules.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    rules.focus();
    rules.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    const height = Number.parseFloat(getComputedStyle(rules).lineHeight) || 20;
    rules.scrollTop = Math.max(0, (line - 5) * height);
  }

  function keep() {
    if (!path) return;
    if (rules.value === shipped.get(path)) edited.delete(path);
    else edited.set(path, rules.value);
  }

  async function run() {
    keep();
    say(world.strings("www_checking"));
    fill(byId("failures"));
    // Let the words above be painted first: a pack's examples are a second's work.
    await new Promise((done) => setTimeout(done, 20));
    /** @type {Record<string, string>} */
    const files = {};
    for (const [file, text] of shipped) if (languageOf(file) === languageOf(path)) files[file] = edited.get(file) ?? text;
    try {
      /** @type {{entries: number, examples: number, failures: {file: string, line: number, message: string}[]}} */
      const report = engine.check(files);
      const { failures, examples } = report;
      say(failures.length === 0 ? world.strings("www_check_good", examples) : world.strings("www_check_bad", failures.length, examples));
      fill(
        byId("failures"),
        failures.slice(0, MOST).map(({ file, line, message }) =>
          el("li", {}, el("button", { class: "plain", attributes: { type: "button" }, on: { click: () => (keep(), open(file, line)) } }, `${file}:${line}`), " ", el("span", { dir: "auto" }, message)),
        ),
        failures.length > MOST && el("li", {}, world.strings("www_check_more", failures.length - MOST)),
      );
    } catch (error) {
      say(`${world.strings("error_engine")} ${error instanceof Error ? error.message : error}`);
    }
  }

  byId("rule-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  selectOf("pack-file").addEventListener("change", () => {
    keep();
    open(selectOf("pack-file").value);
  });
  selectOf("pack").addEventListener("change", () => {
    keep();
    const first = [...shipped.keys()].filter((file) => languageOf(file) === selectOf("pack").value).sort()[0];
    open(first);
  });
  byId("undo").addEventListener("click", () => {
    edited.delete(path);
    open(path);
    say(world.strings("www_undone", path));
  });
  byId("copy-change").addEventListener("click", async () => {
    keep();
    const change = [...edited].map(([file, text]) => changeOf(`src/lang/${file}`, shipped.get(file) ?? "", text)).join("");
    if (!change) return say(world.strings("www_no_change"));
    try {
      await navigator.clipboard.writeText(change);
      say(world.strings("www_change_copied"));
    } catch {
      say(world.strings("panel_copy_failed"));
    }
  });

  return {
    reword() {
      if (path) {
        keep();
        open(path);
      }
    },
    /** @param {string} wanted "hi/cues/say.txt:12" */
    async enter(wanted) {
      try {
        await loadPacks();
      } catch {
        return say(world.strings("www_packs_missing"));
      }
      const [file, line] = wanted.split(":");
      if (shipped.has(file)) {
        if (wanted !== entered) open(file, Number(line) || undefined);
        entered = wanted;
      } else if (!path) {
        open([...shipped.keys()].find((name) => name.startsWith(`${world.language}/cues/`)) ?? [...shipped.keys()][0]);
      }
    },
    leave: keep,
  };
}
