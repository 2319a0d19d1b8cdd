// @ts-check
/**
 * The article's sourcing as a picture: how much there is, the strip with each claim in its place, the bars of kinds.
 *
 * @typedef {import("../shared/types.js").Kind} Kind
 * @typedef {import("../shared/i18n.js").Translate} Translate
 * @typedef {import("./view.js").Marked} Marked
 *
 * @typedef {object} PictureDeeds
 * @property {(id: number) => void} show
 * @property {(kind: Kind) => void} toggle   a kind, here and in the page
 */
import { el, fill } from "../shared/dom.js";
import { claimLine } from "../shared/export.js";
import { KINDS } from "../shared/kinds.js";
import { bars, describe, layout, segments } from "../shared/overview.js";
import { swatch } from "../shared/swatch.js";

/**
 * @param {HTMLElement} picture
 * @param {Marked} state
 * @param {readonly Kind[]} hidden
 * @param {Translate} strings
 * @param {PictureDeeds} deeds
 */
export function drawPicture(picture, state, hidden, strings, deeds) {
  const { profile } = state.analysis;
  const named = profile.sources.filter(({ kind }) => kind !== "hearsay").length;
  fill(
    picture,
    el("p", { class: "sum" }, el("strong", {}, strings("panel_count_claims", profile.claims)), ", ", strings("panel_count_times", profile.attributions), "; ", strings("panel_count_sources", named)),
    stripOf(state, hidden, strings, deeds),
    el("div", { class: "ends quiet", attributes: { "aria-hidden": "true" } }, el("span", {}, strings("panel_strip_start")), el("span", {}, strings("panel_strip_end"))),
    el("h2", {}, strings("panel_by_kind")),
    barsOf(state, hidden, strings, deeds),
    profile.unheard.length > 0 &&
      el("p", { class: "unheard" }, strings("panel_unheard"), " ", profile.unheard.map((name, index) => [index > 0 && ", ", el("bdi", {}, name)]).flat()),
  );
}

/** Each claim where it stands in the text. @param {Marked} state @param {readonly Kind[]} hidden @param {Translate} strings @param {PictureDeeds} deeds */
function stripOf({ blocks, analysis }, hidden, strings, deeds) {
  const visible = analysis.attributions.filter(({ kind }) => !hidden.includes(kind));
  const article = layout(blocks);
  const byId = new Map(visible.map((attribution) => [attribution.id, attribution]));
  const strip = el(
    "ol",
    { class: "strip", attributes: { "aria-label": strings("panel_strip") }, on: { keydown: (event) => walkStrip(strip, event) } },
    segments(blocks, visible).map(({ start, end, id, kind }, index) => {
      const attribution = byId.get(id);
      const label = attribution ? strings("panel_segment", id, strings(`kind_${kind}`), claimLine(describe(article, attribution), strings)) : "";
      return el(
        "li",
        { style: { "inset-inline-start": `${start * 100}%`, "inline-size": `${(end - start) * 100}%` } },
        el("button", {
          class: `area kind-${kind}`,
          attributes: { type: "button", tabindex: index === 0 ? 0 : -1, "aria-label": label, title: label, "data-focus": `strip-${index}` },
          on: { click: () => deeds.show(id) },
        }),
      );
    }),
  );
  return strip;
}

/** Arrow keys walk along the strip; one Tab passes it by. @param {HTMLElement} strip @param {KeyboardEvent} event */
function walkStrip(strip, event) {
  const buttons = [...strip.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === event.target);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  const target = next === undefined ? undefined : buttons[next];
  if (!target) return;
  event.preventDefault();
  for (const button of buttons) button.setAttribute("tabindex", button === target ? "0" : "-1");
  target.focus();
}

/** Claims by kind; a press hides or shows the kind. @param {Marked} state @param {readonly Kind[]} hidden @param {Translate} strings @param {PictureDeeds} deeds */
function barsOf({ analysis }, hidden, strings, deeds) {
  return el(
    "ul",
    { class: "bars" },
    bars(analysis, KINDS).map(({ kind, claims, share }) => {
      const on = !hidden.includes(kind);
      return el(
        "li",
        {},
        el(
          "button",
          {
            class: "bar",
            attributes: { type: "button", "aria-pressed": on ? "true" : "false", "data-focus": `kind-${kind}`, title: strings(on ? "panel_hide_kind" : "panel_show_kind") },
            on: { click: () => deeds.toggle(kind) },
          },
          swatch(kind),
          el("span", { class: "name" }, strings(`kind_${kind}`)),
          el("span", { class: "track", attributes: { "aria-hidden": "true" } }, claims > 0 && el("span", { class: `area kind-${kind}`, style: { "inline-size": `${share * 100}%` } })),
          el("span", { class: "number" }, strings("panel_number", claims), el("span", { class: "unseen" }, ` ${strings("panel_claims_word", claims)}`)),
        ),
      );
    }),
  );
}
