// @ts-check
/**
 * Everything that passes between page, background and panel, and the guards that look at it before use.
 *
 * A content script lives in a page that may be hostile, so the background takes nothing on trust: it asks who
 * sent a message (`fromOwnTab`, `fromOwnPage`), checks every field and bounds every size, and it always
 * answers, `{ok}` or `{error}`; nobody is left waiting.
 *
 * @typedef {import("./types.js").Block} Block
 * @typedef {import("./types.js").Role} Role
 * @typedef {import("./types.js").Analysis} Analysis
 * @typedef {import("./types.js").AnalyzeOptions} AnalyzeOptions
 * @typedef {import("./types.js").Kind} Kind
 * @typedef {import("./kinds.js").Palette} Palette
 * @typedef {import("./article.js").Article} Article
 * @typedef {import("../content/styles.js").Sheet} Sheet
 *
 * @typedef {"reading"|"marked"|"nothing"|"no-article"|"failed"|"off"} Status
 *   reading: under way · marked: claims are tinted · nothing: read, no claim found · no-article: nothing to read ·
 *   failed: see `error` · off: not on this page
 *
 * @typedef {object} PageSummary       what the toolbar button needs
 * @property {Status} status
 * @property {number} unnamed
 * @property {number} claims
 * @property {number} denied
 * @property {string} error            an `error_*` code, or ""
 *
 * @typedef {object} PageState         what the panel needs
 * @property {Status} status
 * @property {{title: string, url: string, language: string}} page
 * @property {Block[]} blocks
 * @property {Analysis|null} analysis
 * @property {import("./export.js").Places} places   of each attribution's spans in the page's whole text: content/positions.js
 * @property {{hidden: Kind[]}} filter  kinds switched off in the legend
 * @property {string} error
 *
 * @typedef {{type: "analyze", blocks: Block[], options: AnalyzeOptions}} AnalyzeMessage  from options and welcome
 * @typedef {{type: "follow", article: Article, blocks: Block[], options: AnalyzeOptions}} FollowMessage  an article that may change: see `article.js`
 * @typedef {{type: "hello"}} HelloMessage
 * @typedef {{type: "page-state", state: PageSummary}} PageStateMessage
 * @typedef {{type: "styles", add: Sheet|null, remove: Sheet|null}} StylesMessage
 * @typedef {{type: "open", what: "panel"|"accuracy"}} OpenMessage
 * @typedef {FollowMessage|HelloMessage|PageStateMessage|StylesMessage|OpenMessage} ToBackground  from a tab
 *
 * @typedef {{type: "get-page"}} GetPageMessage
 * @typedef {{type: "show", id: number}} ShowMessage
 * @typedef {{type: "hide-kinds", kinds: Kind[]}} HideKindsMessage
 * @typedef {{type: "command", name: "next-claim"|"previous-claim"}} CommandMessage
 * @typedef {{type: "read", what: "selection"|"page"}} ReadMessage
 * @typedef {GetPageMessage|ShowMessage|HideKindsMessage|CommandMessage|ReadMessage} ToPage
 *
 * @typedef {{type: "page-changed"}} PageChangedMessage  from a tab to whoever listens (the panel)
 *
 * @typedef {{code: string, message: string}} Failure
 */

/**
 * In a comment of its own: a template would make every type above it generic too.
 *
 * @template T
 * @typedef {{ok: T, error?: undefined}|{ok?: undefined, error: Failure}} Reply
 */

import { INKS, KINDS, PALETTES, SCHEMES } from "./kinds.js";

/** Beyond these a page is read in part, and says so. */
export const LIMITS = Object.freeze({
  blocks: 20_000,
  blockLength: 100_000,
  totalLength: 3_000_000,
});

/** @type {readonly Role[]} */
const ROLES = ["headline", "standfirst", "body", "caption", "quote", "list", "selection"];
/** @type {readonly Status[]} */
const STATUSES = ["reading", "marked", "nothing", "no-article", "failed", "off"];

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is number} */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** @template T @param {readonly T[]} list @param {unknown} value @returns {value is T} */
const isOneOf = (list, value) => list.includes(/** @type {T} */ (value));

/** @param {unknown} value @returns {value is Block} */
function isBlock(value) {
  return (
    isRecord(value) &&
    isCount(value.id) &&
    typeof value.text === "string" &&
    value.text.length <= LIMITS.blockLength &&
    isOneOf(ROLES, value.role)
  );
}

/** @param {unknown} value @returns {value is AnalyzeOptions} */
function isOptions(value) {
  return (
    isRecord(value) &&
    (value.language === undefined || isOneOf(["auto", "hi", "en"], value.language)) &&
    (value.scope === undefined || isOneOf(["claims", "wide"], value.scope)) &&
    (value.minimumConfidence === undefined ||
      (typeof value.minimumConfidence === "number" && value.minimumConfidence >= 0 && value.minimumConfidence <= 1))
  );
}

/** @param {unknown} blocks @returns {blocks is Block[]} */
function areBlocks(blocks) {
  if (!Array.isArray(blocks) || blocks.length > LIMITS.blocks || !blocks.every(isBlock)) return false;
  const ids = new Set(blocks.map((block) => block.id));
  const length = blocks.reduce((sum, block) => sum + block.text.length, 0);
  return ids.size === blocks.length && length <= LIMITS.totalLength;
}

/** A name that we gave. @param {unknown} value */
const isName = (value) => typeof value === "string" && /^[\w-]{0,40}$/.test(value);

/** @param {unknown} value @returns {value is Article} */
function isArticle(value) {
  if (!isRecord(value) || !isName(value.id) || !isName(value.have)) return false;
  const { order } = value;
  if (!Array.isArray(order) || order.length > LIMITS.blocks) return false;
  if (!order.every((stretch) => Array.isArray(stretch) && stretch.length === 2 && stretch.every((number) => isCount(number)))) return false;
  return order.reduce((sum, [, count]) => sum + count, 0) <= LIMITS.blocks;
}

/** @param {unknown} value @returns {value is PageSummary} */
function isSummary(value) {
  return (
    isRecord(value) &&
    isOneOf(STATUSES, value.status) &&
    isCount(value.unnamed) &&
    isCount(value.claims) &&
    isCount(value.denied) &&
    typeof value.error === "string" &&
    /^[a-z-]{0,40}$/.test(value.error)
  );
}

/** @param {unknown} value @returns {value is Sheet} */
function isSheet(value) {
  return isRecord(value) && isOneOf(PALETTES, value.palette) && isOneOf(SCHEMES, value.scheme) && isOneOf(INKS, value.ink);
}

/** What a tab may ask of the background. @param {unknown} value @returns {value is ToBackground} */
export function isToBackground(value) {
  if (!isRecord(value)) return false;
  switch (value.type) {
    case "follow":
      return isArticle(value.article) && isOptions(value.options) && areBlocks(value.blocks);
    case "hello":
      return true;
    case "page-state":
      return isSummary(value.state);
    case "styles":
      return [value.add, value.remove].every((sheet) => sheet === null || isSheet(sheet));
    case "open":
      return isOneOf(["panel", "accuracy"], value.what);
    default:
      return false;
  }
}

/** What options and welcome may ask of the background. @param {unknown} value @returns {value is AnalyzeMessage} */
export function isFromOwnPage(value) {
  return isRecord(value) && value.type === "analyze" && isOptions(value.options) && areBlocks(value.blocks);
}

/** What background and panel may ask of the page. @param {unknown} value @returns {value is ToPage} */
export function isToPage(value) {
  if (!isRecord(value)) return false;
  switch (value.type) {
    case "get-page":
      return true;
    case "show":
      return isCount(value.id);
    case "hide-kinds":
      return Array.isArray(value.kinds) && value.kinds.every((kind) => isOneOf(KINDS, kind));
    case "command":
      return isOneOf(["next-claim", "previous-claim"], value.name);
    case "read":
      return isOneOf(["selection", "page"], value.what);
    default:
      return false;
  }
}

/** @param {string} text "https://example.org": one origin, nothing else */
export function isOrigin(text) {
  try {
    const url = new URL(text);
    return (url.protocol === "https:" || url.protocol === "http:") && url.origin === text;
  } catch {
    return false;
  }
}

/**
 * The content script of this extension, in a tab.
 *
 * @param {chrome.runtime.MessageSender} sender
 * @param {string} ownId
 * @param {string} ownBase   "chrome-extension://…/"
 */
export function fromOwnTab(sender, ownId, ownBase) {
  return sender.id === ownId && sender.tab?.id !== undefined && !(sender.url ?? "").startsWith(ownBase);
}

/**
 * A page of this extension: panel, options, welcome.
 *
 * @param {chrome.runtime.MessageSender} sender
 * @param {string} ownId
 * @param {string} ownBase
 */
export function fromOwnPage(sender, ownId, ownBase) {
  return sender.id === ownId && (sender.url ?? "").startsWith(ownBase);
}
