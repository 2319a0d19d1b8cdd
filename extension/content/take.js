// @ts-check
/**
 * What "copy with source" and "report a wrong mark" put on the clipboard. Nothing is ever sent.
 *
 * @typedef {import("../shared/types.js").Attribution} Attribution
 * @typedef {import("../shared/types.js").BlockSpan} BlockSpan
 * @typedef {import("../shared/i18n.js").Translate} Translate
 *
 * @typedef {object} TakeContext
 * @property {Translate} t
 * @property {(spans: readonly BlockSpan[]) => string} text
 * @property {(span: BlockSpan) => string} sentence
 * @property {string} title
 * @property {string} url
 */

import { kindWords } from "./card.js";

/** @param {Attribution} attribution @param {TakeContext} context */
export function claimText(attribution, { t, text, sentence, title, url }) {
  const source = attribution.source ? text([attribution.source]) : t("card_no_source");
  const who = attribution.who && attribution.who !== source ? `${source} (${attribution.who})` : source;
  const place = attribution.content[0] ?? attribution.cue ?? attribution.source;
  const claim = attribution.content.length > 0 ? text(attribution.content) : place ? sentence(place) : "";
  return [`“${claim}”`, `— ${who} (${kindWords(attribution, t)}; ${t(`stance_${attribution.stance}`)})`, title, url].filter(Boolean).join("\n");
}

/** @param {Attribution} attribution @param {TakeContext} context */
export function reportText(attribution, { t, text, sentence, url }) {
  const place = attribution.cue ?? attribution.content[0] ?? attribution.source;
  return [
    t("card_report_intro"),
    "",
    `sentence: ${place ? sentence(place) : ""}`,
    `source: ${attribution.source ? text([attribution.source]) : "-"}`,
    `who: ${attribution.who ?? "-"}`,
    `cue: ${attribution.cue ? text([attribution.cue]) : "-"}`,
    `content: ${attribution.content.length > 0 ? text(attribution.content) : "-"}`,
    `kind: ${attribution.kind}${attribution.sub ? `/${attribution.sub}` : ""} · stance: ${attribution.stance} · quote: ${attribution.quote}`,
    `rule: ${attribution.rule.id} · confidence: ${attribution.confidence.toFixed(2)}`,
    `page: ${url}`,
    "",
    t("card_report_ask"),
  ].join("\n");
}
