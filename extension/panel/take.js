// @ts-check
/**
 * The part of the overview that is for taking it along: copied, saved, printed.
 *
 * @typedef {import("../shared/export.js").Format} Format
 * @typedef {import("../shared/i18n.js").Translate} Translate
 * @typedef {import("./view.js").Marked} Marked
 * @typedef {Pick<import("./view.js").Deeds, "copy"|"save"|"print">} TakeDeeds
 */
import { el } from "../shared/dom.js";
import { exportAs, fileName, FORMATS } from "../shared/export.js";

/**
 * @param {() => Marked|null} marked   what there is to take
 * @param {Translate} strings
 * @param {TakeDeeds} deeds
 * @returns {{section: HTMLElement, quiet: () => void}} quiet: what was said of the last article goes
 */
export function takeAlong(marked, strings, deeds) {
  const said = el("p", { class: "said", attributes: { role: "status" } });
  const format = el(
    "select",
    { id: "overview-format", attributes: { "aria-label": strings("panel_format") } },
    Object.keys(FORMATS).map((name) => el("option", { attributes: { value: name } }, strings(`panel_format_${name}`))),
  );

  /** @returns {{name: string, type: string, text: string}|null} */
  function file() {
    const state = marked();
    if (!state) return null;
    const chosen = /** @type {Format} */ (format.value);
    const page = { ...state.page, readAt: new Date().toISOString() };
    return { name: fileName(page, chosen), type: FORMATS[chosen].type, text: exportAs(chosen, page, state.blocks, state.analysis, strings, state.places) };
  }

  async function copy() {
    const made = file();
    if (!made) return;
    try {
      await deeds.copy(made.text);
      said.textContent = strings("panel_copied");
    } catch {
      said.textContent = strings("panel_copy_failed");
    }
  }

  function save() {
    const made = file();
    if (!made) return;
    deeds.save(made.name, made.type, made.text);
    said.textContent = strings("panel_saved", made.name);
  }

  /** @param {string} key @param {() => void} click */
  const button = (key, click) => el("button", { attributes: { type: "button" }, on: { click } }, strings(key));
  const section = el(
    "section",
    { class: "take", attributes: { "aria-labelledby": "overview-take" } },
    el("h2", { id: "overview-take" }, strings("panel_take")),
    el("div", { class: "actions" }, format, button("panel_copy", () => void copy()), button("panel_save", save), button("panel_print", () => deeds.print())),
    el("p", { class: "quiet" }, strings("panel_take_all")),
    said,
  );
  return { section, quiet: () => void (said.textContent = "") };
}
