// @ts-check
/**
 * The options: every change is stored at once and reaches open tabs through the store itself.
 *
 * @typedef {import("../shared/settings.js").Settings} Settings
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/types.js").Kind} Kind
 */
import { api } from "../shared/browser.js";
import { el, fill, fillStrings, saveFile } from "../shared/dom.js";
import { KINDS } from "../shared/kinds.js";
import { cut } from "../shared/overview.js";
import { uiStrings } from "../shared/own-page.js";
import { choices, load, onChange, reset, save, validate } from "../shared/settings.js";
import { followLook, setLook, swatch, tinted } from "../shared/swatch.js";
import { previewBlocks } from "./preview.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
const inputOf = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));

const FILE = "sutra-settings.json";
/** Settings are a few hundred bytes; a file beyond this is something else. */
const LARGEST_FILE = 64 * 1024;

let settings = await load();
let { strings } = await uiStrings(settings.language);
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @param {string} text */
const say = (text) => (byId("said").textContent = text);

/**
 * Stores a change and shows what the store then holds.
 *
 * @param {import("../shared/settings.js").SettingsPatch} patch
 */
async function change(patch) {
  try {
    await show(await save(patch));
    say(strings("options_saved"));
  } catch {
    await show(await load());
    say(strings("options_not_saved"));
  }
}

/**
 * @param {"radio"|"checkbox"} type
 * @param {string} group
 * @param {string} value
 * @param {() => void} chosen
 * @param {...(Node|string)} label
 */
function option(type, group, value, chosen, ...label) {
  return el(
    "li",
    {},
    el("label", {}, el("input", { attributes: { type, name: group, value, "data-focus": `${group}-${value}` }, on: { change: chosen } }), ...label),
  );
}

function build() {
  document.title = strings("options_title");
  fillStrings(document, strings);
  fill(
    byId("kinds"),
    KINDS.map((kind) =>
      option("checkbox", "kinds", kind, () => void change({ kinds: { [kind]: checkbox("kinds", kind).checked } }), swatch(kind),
        el("span", {}, strings(`kind_${kind}`), el("small", {}, strings(`kind_${kind}_hint`)))),
    ),
  );
  fill(
    byId("palette"),
    choices.palette.map((palette) => {
      const shown = el("span", { class: "swatches" }, KINDS.map(swatch));
      setLook(shown, palette, dark.matches ? "dark" : "light");
      return option("radio", "palette", palette, () => void change({ palette }), el("span", {}, strings(`options_palette_${palette}`)), shown);
    }),
  );
  fill(
    byId("badge"),
    choices.badge.map((badge) => option("radio", "badge", badge, () => void change({ badge }), el("span", {}, strings(`options_badge_${badge}`)))),
  );
  fill(
    byId("language"),
    choices.language.map((language) =>
      // A language is called by its own name: whoever needs it can read that.
      el("option", { lang: language === "auto" ? undefined : language, attributes: { value: language } }, { auto: strings("options_language_auto"), en: "English", hi: "हिन्दी" }[language]),
    ),
  );
  byId("version").textContent = strings("options_version", api.runtime.getManifest().version);
}

/** @param {string} group @param {string} value */
const checkbox = (group, value) => /** @type {HTMLInputElement} */ (document.querySelector(`input[name="${group}"][value="${value}"]`));

/** @type {Promise<void>} */
let showing = Promise.resolve();

/** One showing after the other: a change comes back from the store as well, while its words are still being fetched. @param {Settings} next */
function show(next) {
  showing = showing.then(() => draw(next));
  return showing;
}

/** @param {Settings} next */
async function draw(next) {
  const spoken = settings.language;
  settings = next;
  if (next.language !== spoken) {
    ({ strings } = await uiStrings(next.language));
    build();
    void showShortcuts();
    void showSites();
    void showFigures();
  }
  for (const kind of KINDS) checkbox("kinds", kind).checked = next.kinds[kind];
  checkbox("palette", next.palette).checked = true;
  checkbox("badge", next.badge).checked = true;
  inputOf("confidence").value = String(next.minimumConfidence);
  showConfidence(next.minimumConfidence);
  inputOf("language").value = next.language;
  inputOf("legend").checked = next.legend;
  look();
  void preview();
}

/** @param {number} value */
function showConfidence(value) {
  const shown = strings("options_percent", Math.round(value * 100));
  byId("confidence-value").textContent = shown;
  inputOf("confidence").setAttribute("aria-valuetext", shown);
}

let previews = 0;
/** The engine itself reads the sample sentences, so that the threshold shows what it does. */
async function preview() {
  const turn = ++previews;
  const blocks = previewBlocks;
  /** @type {Analysis|null} */
  let analysis = null;
  try {
    const reply = await api.runtime.sendMessage({ type: "analyze", blocks, options: { minimumConfidence: settings.minimumConfidence } });
    analysis = reply?.ok ?? null;
  } catch {
    // The words below say it.
  }
  if (turn !== previews) return;
  const visible = (analysis?.attributions ?? []).filter(({ kind }) => settings.kinds[kind]);
  const kinds = new Map(visible.map(({ id, kind }) => [id, kind]));
  const pieces = cut(blocks, visible);
  fill(
    byId("preview"),
    blocks.map(({ id, text, language }) =>
      el(
        "p",
        { lang: language },
        (pieces.get(id) ?? []).map(({ start, end, ids }) => {
          const kind = kinds.get(ids[0]);
          const words = text.slice(start, end);
          return kind ? tinted(kind, words) : words;
        }),
      ),
    ),
    !analysis && el("p", { class: "quiet" }, strings("options_preview_failed")),
  );
}

async function showShortcuts() {
  // As the manifest has them; browsers give them in orders of their own.
  const order = Object.keys(/** @type {{commands?: object}} */ (api.runtime.getManifest()).commands ?? {});
  const commands = (await api.commands.getAll()).sort((a, b) => order.indexOf(a.name ?? "") - order.indexOf(b.name ?? ""));
  fill(
    byId("shortcuts"),
    commands.flatMap(({ name, shortcut, description }) => {
      const key = `options_command_${(name ?? "").replace(/^_/, "").replaceAll("-", "_")}`;
      return [
        el("dt", {}, strings(key) || description || name),
        el("dd", {}, shortcut ? el("kbd", {}, shortcut) : el("span", { class: "quiet" }, strings("options_no_shortcut"))),
      ];
    }),
  );
}

async function changeShortcuts() {
  const commands = /** @type {{openShortcutSettings?: () => Promise<void>}} */ (/** @type {unknown} */ (api.commands));
  try {
    if (commands.openShortcutSettings) await commands.openShortcutSettings();
    else await api.tabs.create({ url: "chrome://extensions/shortcuts" });
  } catch {
    say(strings("options_shortcuts_failed"));
  }
}

/** What was measured, as the build found it in docs/accuracy.md; the words around it hold without. */
async function showFigures() {
  /** @type {{sets: string[], rows: string[][]}|null} */
  let figures = null;
  try {
    figures = await (await fetch(api.runtime.getURL("options/figures.json"))).json();
  } catch {
    // Not built yet.
  }
  if (!figures) return fill(byId("figures"));
  fill(
    byId("figures"),
    el(
      "table",
      {},
      el("caption", {}, strings("options_figures")),
      el("thead", {}, el("tr", {}, el("td", {}), figures.sets.map((set) => el("th", { attributes: { scope: "col" } }, strings(`options_figures_${set.toLowerCase().replace(/\W+/g, "_")}`) || set)))),
      el(
        "tbody",
        {},
        figures.rows.map(([tag, ...cells]) =>
          el("tr", {}, el("th", { attributes: { scope: "row" } }, strings(`kind_${tag}`) || strings(`stance_${tag}`) || tag), cells.map((cell) => el("td", {}, cell.replace(/(\.\d\d)\d/, "$1")))),
        ),
      ),
    ),
  );
}

/** "https://paper.example/*" without the star */
async function showSites() {
  const { origins = [] } = await api.permissions.getAll();
  const sites = origins.filter((origin) => /^https?:/.test(origin)).sort();
  fill(
    byId("sites"),
    sites.map((origin) => {
      const site = origin.replace(/\/\*$/, "");
      return el(
        "li",
        {},
        el("span", {}, site),
        el("button", { attributes: { type: "button", "aria-label": strings("options_site_remove_label", site), "data-focus": `site-${site}` }, on: { click: () => void removeSite(origin) } }, strings("options_site_remove")),
      );
    }),
  );
  byId("no-sites").hidden = sites.length > 0;
}

/** @param {string} origin */
async function removeSite(origin) {
  try {
    // The background hears of it from the browser and takes its script back.
    await api.permissions.remove({ origins: [origin] });
    say(strings("options_site_removed"));
  } catch {
    say(strings("options_not_saved"));
  }
  await showSites();
}

/** @param {File} file */
async function importFile(file) {
  const problems = byId("problems");
  fill(problems);
  if (file.size > LARGEST_FILE) return void fill(problems, el("p", {}, strings("options_import_not_ours")));
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(await file.text());
  } catch {
    return void fill(problems, el("p", {}, strings("options_import_not_json")));
  }
  const read = validate(value);
  if (read.problems.some(({ code }) => code === "not-an-object")) {
    return void fill(problems, el("p", {}, strings("options_import_not_ours")));
  }
  const { version, ...patch } = read.settings;
  await change(patch);
  if (read.problems.length === 0) return say(strings("options_imported"));
  fill(
    problems,
    el("p", {}, strings("options_import_partly")),
    el("ul", {}, read.problems.map(({ path, code, expected }) => el("li", {}, strings(`options_problem_${code.replaceAll("-", "_")}`, path, expected)))),
  );
}

build();
const look = followLook(document.documentElement, () => settings.palette);
await show(settings);
void showShortcuts();
void showSites();
await showFigures();

const confidence = inputOf("confidence");
confidence.addEventListener("input", () => showConfidence(Number(confidence.value)));
confidence.addEventListener("change", () => void change({ minimumConfidence: Number(confidence.value) }));
inputOf("language").addEventListener("change", () => {
  const language = choices.language.find((name) => name === inputOf("language").value);
  if (language) void change({ language });
});
inputOf("legend").addEventListener("change", () => void change({ legend: inputOf("legend").checked }));
byId("form").addEventListener("submit", (event) => event.preventDefault());
byId("change-shortcuts").addEventListener("click", () => void changeShortcuts());
byId("export").addEventListener("click", () => {
  saveFile(FILE, "application/json", `${JSON.stringify(settings, null, 2)}\n`);
  say(strings("options_exported", FILE));
});
byId("import").addEventListener("click", () => inputOf("file").click());
inputOf("file").addEventListener("change", () => {
  const [file] = inputOf("file").files ?? [];
  inputOf("file").value = "";
  if (file) void importFile(file);
});
byId("reset").addEventListener("click", () => {
  byId("confirm").hidden = false;
  byId("reset-yes").focus();
});
byId("reset-no").addEventListener("click", () => {
  byId("confirm").hidden = true;
  byId("reset").focus();
});
byId("reset-yes").addEventListener("click", async () => {
  byId("confirm").hidden = true;
  byId("reset").focus();
  try {
    await show(await reset());
    say(strings("options_reset_done"));
  } catch {
    say(strings("options_not_saved"));
  }
});
dark.addEventListener("change", () => {
  build();
  void show(settings);
});
onChange((next) => void show(next));
api.permissions.onAdded.addListener(() => void showSites());
api.permissions.onRemoved.addListener(() => void showSites());
// The words came after the browser had looked for the place that the address names.
if (location.hash === "#accuracy") byId("accuracy").scrollIntoView();
document.documentElement.dataset.ready = "true";
