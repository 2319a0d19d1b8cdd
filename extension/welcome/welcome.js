// @ts-check
/**
 * The page after installation: a story of ours, marked by the real engine, and what there is to know.
 *
 * @typedef {import("../shared/settings.js").Settings} Settings
 */
import { api } from "../shared/browser.js";
import { el, fill, fillStrings } from "../shared/dom.js";
import { KINDS } from "../shared/kinds.js";
import { uiStrings } from "../shared/own-page.js";
import { load, onChange } from "../shared/settings.js";
import { followLook, swatch } from "../shared/swatch.js";
import { firstSamples } from "./samples.js";
import { stage } from "./stage.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

let settings = await load();
let { strings, language } = await uiStrings(settings.language);
/** @type {"en"|"hi"} */
let story = language;
/** @type {ReturnType<typeof stage>|null} */
let running = null;

/** @param {import("../shared/types.js").Block[]} blocks @param {import("../shared/types.js").AnalyzeOptions} options */
async function analyze(blocks, options) {
  const reply = await api.runtime.sendMessage({ type: "analyze", blocks, options });
  if (reply?.ok) return reply.ok;
  throw Object.assign(new Error(reply?.error?.message ?? "no answer"), { code: reply?.error?.code ?? "engine" });
}

async function drawWords() {
  document.title = strings("welcome_title");
  fillStrings(document, strings);
  const shortcut = (await api.commands.getAll()).find(({ name }) => name === "_execute_action")?.shortcut;
  const [before, after] = strings("welcome_use_press", "\u0000").split("\u0000");
  fill(byId("use-press"), before, el("kbd", {}, shortcut || "Alt+Shift+S"), after);
  byId("pin").textContent = strings(api.runtime.getURL("").startsWith("moz-extension:") ? "welcome_pin_firefox" : "welcome_pin_chrome");
  fill(
    byId("marks"),
    KINDS.flatMap((kind) => [
      el("dt", {}, swatch(kind)),
      el("dd", {}, el("b", {}, strings(`kind_${kind}`)), el("small", {}, strings(`kind_${kind}_hint`))),
    ]),
  );
}

function drawStory() {
  running?.session.stop();
  const { title, paragraphs } = firstSamples[story];
  const article = byId("story");
  article.lang = story;
  fill(article, el("h3", {}, title), paragraphs.map((text) => el("p", {}, text)));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-language") === story));
  }
  const failed = byId("failed");
  failed.hidden = true;
  running = stage({
    root: article,
    analyze,
    strings,
    language,
    settings,
    onState({ status, error }) {
      failed.hidden = status !== "failed";
      if (status === "failed") failed.textContent = strings("welcome_failed", strings(`error_${error.replaceAll("-", "_")}`) || error);
    },
  });
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    story = button.getAttribute("data-language") === "hi" ? "hi" : "en";
    drawStory();
  });
}
byId("options").addEventListener("click", () => void api.runtime.openOptionsPage());

const look = followLook(document.documentElement, () => settings.palette);
await drawWords();
drawStory();
document.documentElement.dataset.ready = "true";

onChange(async (next) => {
  settings = next;
  ({ strings, language } = await uiStrings(next.language));
  look();
  await drawWords();
  if (!running) return;
  Object.assign(running.provider, { settings, strings, language });
  running.settingsChanged();
});
