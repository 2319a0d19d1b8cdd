// @ts-check
/**
 * The side panel: it holds nothing. It asks the page in the tab in front for its state, draws it, and asks
 * again when that page says it has changed or when another tab comes to the front.
 *
 * `panel.html?tab=12` stays with one tab: for browsers without a side panel, where it opens as a page.
 */
import { api } from "../shared/browser.js";
import { saveFile } from "../shared/dom.js";
import { uiStrings } from "../shared/own-page.js";
import { load, onChange } from "../shared/settings.js";
import { followLook } from "../shared/swatch.js";
import { createOverview } from "./view.js";

const pinned = Number(/^\?tab=(\d+)$/.exec(location.search)?.[1] ?? NaN);

let settings = await load();
let { strings } = await uiStrings(settings.language);
const root = /** @type {HTMLElement} */ (document.getElementById("root"));

/** @type {number|undefined} */
let tab;
/** Answers that come after a newer question are not shown. */
let asked = 0;

/** @param {import("../shared/messages.js").ToPage} message */
async function tell(message) {
  if (tab === undefined) return undefined;
  return api.tabs.sendMessage(tab, message, { frameId: 0 });
}

/** @param {unknown} error */
const ignore = (error) => void error;

const deeds = {
  /** @param {number} id */
  show: (id) => {
    // In a tab of its own the panel hides what it points to.
    if (tab !== undefined && !Number.isNaN(pinned)) void api.tabs.update(tab, { active: true }).catch(ignore);
    void tell({ type: "show", id }).catch(refresh);
  },
  /** @param {import("../shared/types.js").Kind[]} kinds */
  hideKinds: (kinds) => void tell({ type: "hide-kinds", kinds }).catch(refresh),
  /** @param {"page"|"selection"} what */
  read: (what) => void tell({ type: "read", what }).catch(refresh),
  /** @param {string} text */
  copy: (text) => navigator.clipboard.writeText(text),
  save: saveFile,
  print: () => void api.tabs.create({ url: api.runtime.getURL(`print/print.html?tab=${tab}`) }).catch(ignore),
};

let overview = createOverview(root, strings, deeds);

async function refresh() {
  const turn = ++asked;
  try {
    const found = await tabInFront();
    if (turn !== asked) return;
    if (found !== tab) {
      tab = found;
      overview.update({ status: "asking" });
    }
    const state = await tell({ type: "get-page" });
    if (turn !== asked) return;
    // A page that has only just begun to read answers that it has no state yet; it says so when it has.
    if (isState(state)) overview.update(state);
    else overview.update({ status: state === null ? "asking" : "unreachable" });
  } catch {
    // No content script answers: the page is not being read, or cannot be.
    if (turn === asked) overview.update({ status: "unreachable" });
  }
}

async function tabInFront() {
  if (!Number.isNaN(pinned)) return pinned;
  const [front] = await api.tabs.query({ active: true, currentWindow: true });
  return front?.id;
}

/** @param {any} state @returns {state is import("../shared/messages.js").PageState} */
function isState(state) {
  return Boolean(state) && typeof state.status === "string" && typeof state.page?.title === "string" && Array.isArray(state.blocks);
}

api.tabs.onActivated.addListener(() => void refresh());
api.tabs.onUpdated.addListener((id, change) => {
  if (id === tab && change.status) void refresh();
});
api.windows?.onFocusChanged.addListener(() => void refresh());
api.runtime.onMessage.addListener((message, sender) => {
  const changed = message?.type === "page-changed" || message?.type === "page-state";
  if (changed && tab !== undefined && sender.tab?.id === tab) void refresh();
  return undefined;
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) void refresh();
});

const look = followLook(document.documentElement, () => settings.palette);
onChange(async (next) => {
  const spoken = settings.language;
  settings = next;
  look();
  if (next.language === spoken) return;
  ({ strings } = await uiStrings(next.language));
  overview = createOverview(root, strings, deeds);
  await refresh();
});

await refresh();
