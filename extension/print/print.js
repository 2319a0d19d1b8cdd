// @ts-check
/** The print view of the page in one tab: `print.html?tab=12`. It asks that tab's content script, as the panel does. */
import { api } from "../shared/browser.js";
import { fillStrings } from "../shared/dom.js";
import { uiStrings } from "../shared/own-page.js";
import { load } from "../shared/settings.js";
import { setLook } from "../shared/swatch.js";
import { drawPrint } from "./view.js";

const tab = Number(/^\?tab=(\d+)$/.exec(location.search)?.[1] ?? NaN);
const settings = await load();
const { strings } = await uiStrings(settings.language);
fillStrings(document, strings);
document.title = strings("print_title");
// Paper is light, whatever the screen is.
setLook(document.documentElement, settings.palette, "light");

const said = /** @type {HTMLElement} */ (document.getElementById("said"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("print"));
button.addEventListener("click", () => print());

try {
  const state = Number.isNaN(tab) ? null : await api.tabs.sendMessage(tab, { type: "get-page" }, { frameId: 0 });
  if (!state?.analysis || state.analysis.attributions.length === 0) said.textContent = strings("print_nothing");
  else {
    const page = { ...state.page, readAt: new Date().toISOString() };
    document.title = page.title || strings("print_title");
    drawPrint(/** @type {HTMLElement} */ (document.getElementById("root")), page, state.blocks, state.analysis, strings);
    button.hidden = false;
  }
} catch {
  said.textContent = strings("print_gone");
}
document.documentElement.dataset.ready = "true";
