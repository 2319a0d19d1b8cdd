// @ts-check
/**
 * The lists of the overview: claims in order, sources with what they said, denials beside what they deny.
 *
 * @typedef {import("../shared/types.js").Attribution} Attribution
 * @typedef {import("../shared/i18n.js").Translate} Translate
 * @typedef {import("../shared/overview.js").View} View
 * @typedef {import("./view.js").Marked} Marked
 *
 * @typedef {object} Listing
 * @property {View} view
 * @property {Attribution[]} chosen   what the reader's filter has left
 * @property {number} rows            drawn at most
 * @property {Translate} strings
 * @property {(id: number) => void} show
 * @property {(index: number) => void} only   one source's claims
 *
 * @typedef {{content: HTMLElement, total: number}} Drawn   total: how many rows there would be
 */
import { el } from "../shared/dom.js";
import { claimLine, kindName } from "../shared/export.js";
import { denials, describe, languageOf, layout, relations, sources } from "../shared/overview.js";
import { swatch } from "../shared/swatch.js";

/** Of one source at first; the rest is one press away. */
const SAYINGS = 12;

/** @param {Marked} state @param {Listing} listing @returns {Drawn} */
export function drawnList(state, listing) {
  if (listing.view === "sources") return drawnSources(state, listing);
  const row = rowsOf(state, listing);
  if (listing.view === "denials") return drawnDenials(state, listing, row);
  const { chosen, rows } = listing;
  return { total: chosen.length, content: el("ol", {}, chosen.slice(0, rows).map((attribution) => el("li", {}, row(attribution, "row")))) };
}

/** What a source without a name is called. @param {{kind: string}} source @param {Translate} strings */
export const namelessWords = ({ kind }, strings) => strings(kind === "hearsay" ? "panel_nobody" : "panel_not_named");

/** @param {string} className @param {string} focus @param {() => void} click @param {...import("../shared/dom.js").Children} children */
const button = (className, focus, click, ...children) => el("button", { class: className, attributes: { type: "button", "data-focus": focus }, on: { click } }, ...children);

/**
 * One attribution: its claim, who says it, how, and what it is tied to.
 *
 * @param {Marked} state
 * @param {Listing} listing
 * @returns {(attribution: Attribution, place: string) => HTMLElement} place: where in the list, so that the focus finds back
 */
function rowsOf({ analysis, blocks }, { strings, show }) {
  const article = layout(blocks);
  const languages = new Map(analysis.blocks.map(({ id, language }) => [id, language]));
  const main = languageOf(blocks, analysis);
  const related = relations(analysis);
  const known = new Set(analysis.attributions.map(({ id }) => id));

  /** @param {Attribution} attribution */
  function ties({ id: from }) {
    const links = (related.get(from) ?? []).filter(({ id }) => known.has(id));
    if (links.length === 0) return null;
    return el(
      "p",
      { class: "ties quiet" },
      links.map(({ relation, id }) => button("plain", `tie-${from}-${relation}-${id}`, () => show(id), strings(`panel_relation_${relation}`, id))),
    );
  }

  return (attribution, place) => {
    const { id, kind, stance } = attribution;
    const words = describe(article, attribution);
    const hasWords = words.claim.length > 0 || words.about.length > 0;
    const mark = attribution.content[0] ?? attribution.about[0] ?? attribution.cue;
    const lang = (mark && languages.get(mark.block)) || main || undefined;
    const open = button(
      "claim-button",
      `${place}-${id}`,
      () => show(id),
      el("span", { class: "index", attributes: { "aria-hidden": "true" } }, strings("panel_number", id)),
      el(
        "span",
        { class: "words" },
        el(
          "span",
          { class: hasWords ? "text" : "text quiet" },
          // A denial shows the sentence that it denies: nobody may take that for what the source says.
          stance !== "says" && el("b", { class: "stance" }, strings(`stance_${stance}`), ": "),
          el("span", { class: "claim-words", lang: hasWords ? lang : undefined, dir: "auto" }, claimLine(words, strings)),
        ),
        el(
          "span",
          { class: "by" },
          swatch(kind),
          el("span", {}, words.who ? el("b", { lang, dir: "auto" }, words.who) : null, words.who ? " · " : null, kindName(attribution, strings)),
        ),
        el(
          "span",
          { class: "how quiet" },
          stance === "says" && [strings("stance_says"), " · "],
          strings(`card_quote_${attribution.quote}`),
          words.cue && [" · ", el("q", { lang, dir: "auto" }, words.cue)],
        ),
      ),
    );
    open.dataset.id = String(id);
    return el("div", { class: `row kind-${kind}` }, open, ties(attribution));
  };
}

/** @param {Marked} state @param {Listing} listing @returns {Drawn} */
function drawnSources({ analysis, blocks }, { chosen, rows, strings, show, only }) {
  const article = layout(blocks);
  const lang = languageOf(blocks, analysis) || undefined;
  const listed = sources(analysis, chosen);

  /** @param {Attribution} attribution */
  function saying(attribution) {
    const { id, stance } = attribution;
    const words = describe(article, attribution);
    const open = button(
      "saying",
      `said-${id}`,
      () => show(id),
      stance !== "says" && el("b", {}, strings(`stance_${stance}`), ": "),
      el("span", { lang: words.claim.length + words.about.length > 0 ? lang : undefined, dir: "auto" }, claimLine(words, strings)),
    );
    open.dataset.id = String(id);
    return el("li", {}, open);
  }

  const items = listed.slice(0, rows).map((source) => {
    const { index, kind, name, attributions } = source;
    const more = attributions.length - SAYINGS;
    return el(
      "li",
      { class: `source kind-${kind}` },
      el("h3", {}, name ? el("span", { lang, dir: "auto" }, name) : namelessWords(source, strings)),
      el(
        "p",
        { class: "by" },
        swatch(kind),
        el("span", {}, kindName(attributions[0], strings), " · ", strings("panel_said_times", attributions.length)),
        " ",
        button("plain", `only-${index}`, () => only(index), strings("panel_only_this_source")),
      ),
      el(
        "ul",
        { class: "sayings" },
        attributions.slice(0, SAYINGS).map(saying),
        more > 0 && el("li", {}, button("plain", `all-${index}`, () => only(index), strings("panel_more", more))),
      ),
    );
  });
  return { total: listed.length, content: el("ul", {}, items) };
}

/** @param {Marked} state @param {Listing} listing @param {ReturnType<typeof rowsOf>} row @returns {Drawn} */
function drawnDenials({ analysis }, { chosen, rows, strings }, row) {
  const ids = new Set(chosen.map(({ id }) => id));
  const pairs = denials(analysis).filter(({ denial }) => ids.has(denial.id));
  /** @param {string} key @param {...import("../shared/dom.js").Children} children */
  const side = (key, ...children) => el("div", { class: "side" }, el("h3", {}, strings(key)), ...children);
  const items = pairs.slice(0, rows).map(({ denial, denied }) =>
    el(
      "li",
      { class: "pair" },
      side("panel_denied_claim", denied.length > 0 ? denied.map((target) => row(target, `denied-${denial.id}`)) : el("p", { class: "quiet" }, strings("panel_denied_elsewhere"))),
      side("panel_denial", row(denial, "denial")),
    ),
  );
  return { total: pairs.length, content: el("ul", {}, items) };
}
