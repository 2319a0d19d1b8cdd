// @ts-check
/**
 * What the legend tells the reader beside its numbers: why there is nothing to see, what else is amiss, and what can be done
 * about it.
 *
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/messages.js").Status} Status
 * @typedef {import("../shared/i18n.js").Translate} Translate
 * @typedef {import("./blocks.js").Reading} Reading
 * @typedef {import("./session.js").Mode} Mode
 *
 * @typedef {object} Situation
 * @property {Status} status
 * @property {Mode} mode
 * @property {Reading} reading
 * @property {Analysis|null} analysis
 * @property {string} error       a code, where it failed
 * @property {boolean} restless   the page never rests, and is followed no more
 *
 * @typedef {object} Remedies
 * @property {(mode: Mode) => void} readAs
 * @property {() => void} follow
 *
 * @typedef {{label: string, run: () => void}} Offer
 */

import { isForeign, saidLanguage } from "./foreign.js";

/** Why nothing was found, where that is not simply that nobody is said to have said anything. @param {Situation} situation */
function nothingBecause({ mode, reading, analysis }) {
  if (mode === "selection" && reading.blocks.length === 0) return "legend_no_selection";
  const reports = analysis?.blocks ?? [];
  const unreadable = reports.filter(({ status }) => status === "unreadable").length;
  if (unreadable > reports.length / 2) return "legend_nothing_unreadable";
  if (isForeign(reports, reading.blocks, saidLanguage(reading.root))) return "legend_nothing_language";
  return "legend_nothing_hint";
}

/** @param {Situation} situation @param {Translate} t @param {Remedies} remedies @returns {{notes: string[], offers: Offer[]}} */
export function notesOf(situation, t, { readAs, follow }) {
  const { status, mode, reading, error, restless } = situation;
  const readPage = { label: t("legend_read_page"), run: () => readAs("page") };
  const readSelected = { label: t("legend_read_selection"), run: () => readAs("selection") };
  const again = { label: t("legend_read_again"), run: () => readAs(mode) };
  /** @type {string[]} */
  const notes = [];
  /** @type {Offer[]} */
  const offers = [];
  if (status === "no-article") {
    notes.push(t("legend_no_article_hint"));
    offers.push(readSelected, readPage);
  }
  if (status === "nothing") {
    notes.push(t(nothingBecause(situation)));
    offers.push(mode === "page" ? again : readPage);
  }
  if (status === "failed") {
    notes.push(t(`error_${error.replaceAll("-", "_")}`) || t("error_engine"));
    offers.push(again);
  }
  if (reading.truncated) notes.push(t("legend_truncated"));
  if (restless) {
    notes.push(t("legend_restless"));
    offers.push({ label: t("legend_follow_again"), run: follow });
  }
  return { notes, offers };
}
