// @ts-check
/**
 * The article on paper: its text with the claims marked and numbered, a legend, and a note to every number.
 * Drawn from blocks and analysis only; panel and playground both print it.
 *
 * @typedef {import("../shared/types.js").Block} Block
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/types.js").Attribution} Attribution
 * @typedef {import("../shared/export.js").Page} Page
 * @typedef {import("../shared/i18n.js").Translate} Translate
 */
import { el } from "../shared/dom.js";
import { claimLine, kindName, sayer } from "../shared/export.js";
import { KINDS } from "../shared/kinds.js";
import { cut, describe, extent, languageOf, layout, relations } from "../shared/overview.js";
import { swatch } from "../shared/swatch.js";

/**
 * @param {HTMLElement} root
 * @param {Page} page
 * @param {Block[]} blocks
 * @param {Analysis} analysis
 * @param {Translate} strings
 */
export function drawPrint(root, page, blocks, analysis, strings) {
  const main = languageOf(blocks, analysis) || page.language || undefined;
  const languages = new Map(analysis.blocks.map(({ id, language }) => [id, language]));
  const pieces = cut(blocks, analysis.attributions);
  const byId = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]));
  const ends = endings(analysis.attributions);
  const headline = blocks.find(({ role }) => role === "headline");

  root.replaceChildren(
    el(
      "header",
      {},
      !headline && el("h1", { lang: main, dir: "auto" }, page.title || strings("export_untitled")),
      /^https?:/.test(page.url) && el("p", { class: "quiet address" }, page.url),
      page.readAt && el("p", { class: "quiet" }, strings("print_read", dateOf(page.readAt))),
      el("p", { class: "sum" }, strings("export_count_claims", analysis.profile.claims), " · ", strings("export_count_attributions", analysis.profile.attributions), " · ",
        strings("export_count_sources", analysis.profile.sources.filter(({ kind }) => kind !== "hearsay").length)),
      el("ul", { class: "key", attributes: { "aria-label": strings("print_key") } },
        KINDS.map((kind) => el("li", {}, swatch(kind), " ", strings(`kind_${kind}`), " ", el("span", { class: "quiet" }, strings("panel_number", analysis.profile.kinds[kind] ?? 0))))),
      el("p", { class: "quiet" }, strings("export_note")),
    ),
    el(
      "article",
      { lang: main },
      blocks.map((block) =>
        el(
          block === headline ? "h1" : tagOf(block),
          { class: block.role, lang: languages.get(block.id) || undefined, dir: "auto" },
          (pieces.get(block.id) ?? []).map(({ start, end, ids }) => {
            const owner = byId.get(ids[0]);
            const words = block.text.slice(start, end);
            const numbers = (ends.get(`${block.id}:${end}`) ?? []).filter((id) => ids.includes(id));
            return [
              owner ? el("span", { class: `claim kind-${owner.kind}` }, words) : words,
              ...numbers.map((id) => el("a", { class: "note-number", attributes: { href: `#note-${id}`, id: `claim-${id}`, "aria-label": strings("print_note", id) } }, strings("panel_number", id))),
            ];
          }),
        ),
      ),
    ),
    el("section", { class: "notes", attributes: { "aria-labelledby": "notes-title" } }, el("h2", { id: "notes-title" }, strings("print_notes")), notes(blocks, analysis, strings, main)),
  );
}

/** Where each claim's number stands: after its last word. @param {Attribution[]} attributions @returns {Map<string, number[]>} "block:end" */
function endings(attributions) {
  /** @type {Map<string, number[]>} */
  const ends = new Map();
  for (const attribution of attributions) {
    const last = extent(attribution).at(-1);
    if (!last) continue;
    const key = `${last.block}:${last.end}`;
    ends.set(key, [...(ends.get(key) ?? []), attribution.id]);
  }
  return ends;
}

/** @param {Block} block @returns {"h2"|"p"|"blockquote"} */
function tagOf({ role }) {
  if (role === "headline") return "h2";
  return role === "quote" ? "blockquote" : "p";
}

/**
 * @param {Block[]} blocks
 * @param {Analysis} analysis
 * @param {Translate} strings
 * @param {string} [lang]
 */
function notes(blocks, analysis, strings, lang) {
  const article = layout(blocks);
  const related = relations(analysis);
  return el(
    "ol",
    {},
    analysis.attributions.map((attribution) => {
      const words = describe(article, attribution);
      return el(
        "li",
        { id: `note-${attribution.id}` },
        el("b", { lang: words.who ? lang : undefined, dir: "auto" }, sayer(attribution, words.who, strings)),
        ` · ${kindName(attribution, strings)} · ${strings(`stance_${attribution.stance}`)} · ${strings(`card_quote_${attribution.quote}`)}`,
        words.cue && [" · ", el("q", { lang, dir: "auto" }, words.cue)],
        // The claim itself stands in the text; where it does not stand at the number, the note says where.
        attribution.content.length === 0 && [" · ", el("span", { lang: words.about.length > 0 ? lang : undefined, dir: "auto" }, claimLine(words, strings))],
        (related.get(attribution.id) ?? []).map(({ relation, id }) => [" · ", strings(`export_relation_${relation}`, id)]),
      );
    }),
  );
}

/** @param {string} iso */
function dateOf(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "long", timeStyle: "short" }).format(date);
}
