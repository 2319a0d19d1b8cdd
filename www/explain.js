// @ts-check
/**
 * "Explain this sentence": what each stage of the engine made of it, in the order in which they work. The numbers
 * and names are the engine's own; nothing is worked out here.
 */
import { el, fill } from "../extension/shared/dom.js";
import { kindName } from "../extension/shared/export.js";
import { tinted } from "../extension/shared/swatch.js";
import { sentences } from "./examples.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const LONGEST = 5000;

/**
 * @param {import("./main.js").World} world
 * @param {typeof import("./engine.js")} engine
 */
export function startExplain(world, engine) {
  const input = /** @type {HTMLTextAreaElement} */ (byId("sentence"));

  function run() {
    const text = input.value.slice(0, LONGEST);
    if (text.trim() === "") return fill(byId("stages"));
    try {
      fill(byId("stages"), draw(text, engine.explain(text, {}), world.strings));
    } catch (error) {
      fill(byId("stages"), el("li", {}, world.strings("error_engine"), " ", error instanceof Error ? error.message : String(error)));
    }
  }

  byId("explain-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const hash = `#explain=${encodeURIComponent(input.value.slice(0, LONGEST))}`;
    if (location.hash === hash) run();
    else location.hash = hash;
  });

  return {
    reword() {
      fill(
        byId("sentences"),
        sentences[world.language].map((text, index) =>
          el("a", { lang: world.language, attributes: { href: `#explain=${encodeURIComponent(text)}` } }, world.strings("www_example_number", index + 1)),
        ),
      );
      if (input.value) run();
    },
    /** @param {string} text */
    enter(text) {
      input.value = text || input.value || sentences[world.language][1];
      run();
    },
    leave() {},
  };
}

/** @typedef {[number, number]} Span */

/**
 * What one drawing knows.
 *
 * @typedef {object} Explained
 * @property {any} stages     what the engine's `explain` returns
 * @property {import("../extension/shared/i18n.js").Translate} strings
 * @property {string|undefined} lang   of the sentence
 * @property {(span: Span|null) => string} words
 */

/**
 * @param {string} text
 * @param {any} stages
 * @param {import("../extension/shared/i18n.js").Translate} strings
 */
function draw(text, stages, strings) {
  /** @type {Explained} */
  const explained = { stages, strings, lang: stages.language || undefined, words: (span) => (span ? text.slice(span[0], span[1]) : "") };
  /** @param {string} key @param {...(Node|string|false|null|(Node|string)[])} content */
  const stage = (key, ...content) => el("li", {}, el("h3", {}, strings(`www_stage_${key}`)), el("p", { class: "quiet" }, strings(`www_stage_${key}_help`)), content);
  const language = stage("language", el("p", {}, strings(`www_language_${stages.language || "none"}`), stages.status === "unreadable" && ` ${strings("www_unreadable")}`));
  if (stages.status !== "analysed") return [language];
  const none = () => el("p", {}, strings("www_none"));
  return [
    language,
    stage("sentences", ...sentencesIn(explained)),
    stage("words", wordsIn(explained)),
    stage("cues", stages.proposals.length === 0 ? none() : el("ul", { class: "cues" }, stages.proposals.map((/** @type {any} */ cue) => cueIn(cue, explained)))),
    stage(
      "attributions",
      stages.attributions.length === 0
        ? none()
        : el("ul", { class: "results" }, stages.attributions.map((/** @type {any} */ attribution, /** @type {number} */ index) => resultIn(attribution, stages.reasons[index] ?? [], explained))),
    ),
  ];
}

/** @param {Explained} explained */
function sentencesIn({ stages, strings, lang, words }) {
  return [
    el("ol", { class: "pieces" }, stages.sentences.map((/** @type {Span} */ span) => el("li", { lang, dir: "auto" }, words(span)))),
    stages.quotations.length > 0 && el("p", {}, strings("www_quotations"), " ", stages.quotations.map((/** @type {Span} */ span) => [el("q", { lang, dir: "auto" }, words(span)), " "])),
  ];
}

/** Each word as it is compared, with the word sets it is in. @param {Explained} explained */
function wordsIn({ stages, lang }) {
  const shown = stages.tokens.filter((/** @type {any} */ token) => token.text.trim() !== "");
  return el(
    "ul",
    { class: "tokens" },
    shown.map((/** @type {any} */ { text, folded, quoted, sets }) =>
      el(
        "li",
        { class: quoted ? "quoted" : undefined },
        el("b", { lang, dir: "auto" }, text),
        folded !== text && el("i", { lang, dir: "auto" }, folded),
        el("small", {}, sets.map((/** @type {string} */ set) => `@${set}`).join(" ")),
      ),
    ),
  );
}

/** A cue that a pack proposes, whether it was taken, and what spoke for and against it. @param {any} cue @param {Explained} explained */
function cueIn(cue, { strings, lang }) {
  /** @param {[string, number]} weight */
  const weight = ([feature, value]) => el("li", {}, `${value > 0 ? "+" : "−"}${Math.abs(value).toFixed(2)} `, el("span", { dir: "auto" }, feature));
  return el(
    "li",
    {},
    el("b", { lang, dir: "auto" }, cue.text),
    " ",
    el("span", { class: cue.accepted ? "taken" : "left" }, strings(cue.accepted ? "www_cue_taken" : "www_cue_left")),
    typeof cue.confidence === "number" && ` · ${strings("www_cue_sure", Math.round(cue.confidence * 100))}`,
    el("p", {}, el("code", { lang, dir: "auto" }, cue.pattern), " ", cue.gloss, " ", el("a", { attributes: { href: `#rule=${encodeURIComponent(cue.rule)}` } }, cue.rule)),
    cue.weights.length > 0 && el("details", {}, el("summary", {}, strings("www_weights")), el("ul", {}, cue.weights.map(weight))),
  );
}

/** One attribution, as the page would show it. @param {any} attribution @param {string[]} reasons @param {Explained} explained */
function resultIn(attribution, reasons, { strings, lang, words }) {
  const claim =
    attribution.content.length > 0
      ? attribution.content.map((/** @type {Span} */ span, /** @type {number} */ at) => [at > 0 && " … ", tinted(attribution.kind, words(span))])
      : el("span", { class: "quiet", lang: document.documentElement.lang }, strings("export_no_claim"));
  return el(
    "li",
    {},
    el("p", { class: "result", lang, dir: "auto" }, claim),
    el(
      "dl",
      {},
      pair(strings("www_source"), words(attribution.source) || strings("card_no_source"), attribution.source ? lang : undefined),
      attribution.who && pair(strings("www_who"), attribution.who, lang),
      attribution.cue && pair(strings("export_cue"), words(attribution.cue), lang),
      pair(strings("export_column_kind"), kindName(attribution, strings)),
      pair(strings("export_column_stance"), strings(`stance_${attribution.stance}`)),
      pair(strings("export_column_quote"), strings(`card_quote_${attribution.quote}`)),
      reasons.length > 0 && pair(strings("www_reasons"), reasons.map((reason) => strings(`reason_${reason.replaceAll("-", "_")}`) || reason).join(" ")),
    ),
  );
}

/** @param {string} term @param {string} value @param {string} [lang] */
function pair(term, value, lang) {
  return [el("dt", {}, term), el("dd", { lang, dir: lang ? "auto" : undefined }, value)];
}
