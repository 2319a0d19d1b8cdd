// @ts-check
/**
 * The toolbar button: a number, a title, and where Sutra cannot run, why not.
 *
 * @typedef {import("../shared/messages.js").PageSummary} PageSummary
 * @typedef {import("../shared/settings.js").Settings} Settings
 */

import { api } from "../shared/browser.js";
import { load } from "../shared/settings.js";
import { words } from "./words.js";

const COLOURS = { count: "#8a4b00", quiet: "#5b6068", failed: "#a3152f" };

/** @param {number} count */
const short = (count) => (count > 999 ? "999+" : String(count));

/** @param {PageSummary} state @param {Settings["badge"]} badge @returns {string} */
function badgeText(state, badge) {
  if (state.status === "reading") return "…";
  if (state.status === "failed") return "!";
  if (state.status === "no-article") return "?";
  if (state.status !== "marked" || badge === "none") return "";
  return short({ unnamed: state.unnamed, claims: state.claims, denied: state.denied }[badge]);
}

/** @param {number} tabId @param {PageSummary} state */
export async function showState(tabId, state) {
  const [{ badge }, t] = await Promise.all([load(), words()]);
  const count = { unnamed: state.unnamed, claims: state.claims, denied: state.denied, none: state.claims }[badge];
  const title =
    state.status === "marked"
      ? t(`action_badge_${badge === "none" ? "claims" : badge}`, count)
      : state.status === "failed"
        ? t(`error_${state.error.replaceAll("-", "_")}`) || t("error_engine")
        : t(`action_${state.status.replace("-", "_")}`);
  const warns = state.status === "marked" && badge === "unnamed" && state.unnamed > 0;
  const colour = state.status === "failed" ? COLOURS.failed : warns ? COLOURS.count : COLOURS.quiet;
  await dress(tabId, badgeText(state, badge), colour, title);
}

/**
 * Says in words that this page cannot be read: a browser page, a store, a PDF.
 *
 * @param {number} tabId
 * @param {string} code   an `error_*` code
 */
export async function showRefusal(tabId, code) {
  const t = await words();
  await dress(tabId, "×", COLOURS.quiet, t(`error_${code.replaceAll("-", "_")}`));
  try {
    // For this one time a small window under the button. It takes itself off the button when it is there: Firefox answers
    // before it looks for what to open.
    await api.action.setPopup({ tabId, popup: `background/notice.html?why=${code}&tab=${tabId}` });
    await api.action.openPopup();
  } catch {
    // A browser that lets nobody open it: the badge and the title have said it, and a click stays a click.
    await Promise.allSettled([api.action.setPopup({ tabId, popup: "" })]);
  }
}

/** A tab may close under our hands: then there is no button to dress. @param {number} tabId @param {string} text @param {string} color @param {string} title */
async function dress(tabId, text, color, title) {
  await Promise.allSettled([
    api.action.setBadgeText({ tabId, text }),
    api.action.setBadgeBackgroundColor({ tabId, color }),
    api.action.setBadgeTextColor?.({ tabId, color: "#ffffff" }),
    api.action.setTitle({ tabId, title: `Sutra – ${title}` }),
  ]);
}
