// @ts-check
/**
 * The overview as the reader sees it. It knows no browser API: the panel and the playground hand it the state
 * of a page and the deeds it may ask for, and it draws.
 *
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/types.js").Kind} Kind
 * @typedef {import("../shared/messages.js").PageState} PageState
 * @typedef {import("../shared/i18n.js").Translate} Translate
 * @typedef {import("../shared/overview.js").View} View
 *
 * @typedef {object} Deeds
 * @property {(id: number) => void} show               scroll the page there and open the card
 * @property {(kinds: Kind[]) => void} hideKinds
 * @property {((what: "page"|"selection") => void)} [read]   where no article was found
 * @property {(text: string) => Promise<void>} copy
 * @property {(name: string, type: string, text: string) => void} save
 * @property {() => void} print
 *
 * @typedef {PageState|{status: "unreachable"|"asking"}} Shown
 * @typedef {PageState & {analysis: Analysis}} Marked   a page with claims in it
 */
import { el, fill } from "../shared/dom.js";
import { STANCES } from "../shared/kinds.js";
import { denials, layout, noFilter, select } from "../shared/overview.js";
import { drawnList, namelessWords } from "./lists.js";
import { drawPicture } from "./picture.js";
import { takeAlong } from "./take.js";

/** @type {readonly View[]} */
const VIEWS = ["claims", "sources", "denials", "unnamed", "unanswered"];

/** Rows drawn at first: a panel with thousands would keep the reader waiting for what they do not see. */
const ROWS = 200;

/** @param {Shown} shown @returns {Marked|null} */
const markedOf = (shown) => ("analysis" in shown && shown.analysis && shown.analysis.attributions.length > 0 ? /** @type {Marked} */ (shown) : null);

/** The state in words; none where claims are shown and nothing is left to say. @param {Shown} shown @param {Translate} strings @returns {string[]} */
function sentencesOf(shown, strings) {
  switch (shown.status) {
    case "asking":
      return [strings("panel_asking")];
    case "reading":
      return markedOf(shown) ? [] : [strings("panel_reading")];
    case "no-article":
      return [strings("panel_no_article"), strings("panel_no_article_help")];
    case "failed": {
      const error = "error" in shown && shown.error ? strings(`error_${shown.error.replaceAll("-", "_")}`) : "";
      return [strings("panel_failed"), error || strings("panel_failed_help")];
    }
    case "off":
    case "unreachable":
      return [strings("panel_off"), strings("panel_off_help"), strings("panel_closed_pages")];
    default:
      return [...(markedOf(shown) ? [] : [strings("panel_nothing")]), ...unread(shown, strings)];
  }
}

/** Blocks that could not be read are said, not passed over. @param {Shown} shown @param {Translate} strings */
function unread(shown, strings) {
  if (!("analysis" in shown) || !shown.analysis) return [];
  const { blocks } = shown.analysis;
  const foreign = blocks.filter(({ status }) => status === "no-language").length;
  const unreadable = blocks.filter(({ status }) => status === "unreadable").length;
  return [...(foreign > 0 ? [strings("panel_blocks_language", foreign)] : []), ...(unreadable > 0 ? [strings("panel_blocks_unreadable", unreadable)] : [])];
}

/**
 * @param {HTMLElement} root
 * @param {Translate} strings
 * @param {Deeds} deeds
 */
export function createOverview(root, strings, deeds) {
  const filter = noFilter();
  /** @type {View} */
  let view = "claims";
  let rows = ROWS;
  /** @type {Shown} */
  let shown = { status: "asking" };

  const marked = () => markedOf(shown);

  const head = el("header", { class: "head" });
  const message = el("div", { class: "message", attributes: { role: "status" } });
  const picture = el("section", { class: "picture", attributes: { "aria-label": strings("panel_picture") } });
  const tabs = el("div", { class: "tabs", attributes: { role: "tablist", "aria-label": strings("panel_views") } });
  const search = el("input", {
    id: "overview-search",
    attributes: { type: "search", placeholder: strings("panel_search"), "aria-label": strings("panel_search"), autocomplete: "off" },
    on: {
      input: () => {
        filter.query = search.value;
        rows = ROWS;
        drawList();
      },
    },
  });
  const stance = el(
    "select",
    {
      attributes: { "aria-label": strings("panel_stance") },
      on: {
        change: () => {
          filter.stance = STANCES.find((name) => name === stance.value) ?? "";
          rows = ROWS;
          drawList();
        },
      },
    },
    el("option", { attributes: { value: "" } }, strings("panel_every_stance")),
    STANCES.map((name) => el("option", { attributes: { value: name } }, strings(`stance_${name}`))),
  );
  const speaker = el("div", { class: "speaker" });
  const filters = el("div", { class: "filters", attributes: { role: "search" } }, search, stance);
  const count = el("p", { class: "count quiet", attributes: { role: "status" } });
  const list = el("div", { class: "list", id: "overview-list", attributes: { role: "tabpanel", tabindex: "-1" } });
  const take = takeAlong(marked, strings, deeds);
  const body = el("div", { class: "overview" }, picture, tabs, filters, speaker, count, list, take.section);
  root.replaceChildren(head, message, body);

  function draw() {
    const state = marked();
    drawHead();
    drawMessage();
    body.hidden = !state;
    if (!state) return;
    filter.hidden = [...state.filter.hidden];
    if (filter.speaker !== null && !state.analysis.profile.sources[filter.speaker]) filter.speaker = null;
    drawPicture(picture, state, filter.hidden, strings, { show: deeds.show, toggle: toggleKind });
    drawTabs(state);
    drawList();
  }

  function drawHead() {
    const page = "page" in shown ? shown.page : null;
    if (!page?.title) return fill(head);
    fill(
      head,
      el("h1", { lang: page.language || undefined, dir: "auto" }, page.title),
      el("p", { class: "quiet host" }, hostOf(page.url)),
    );
  }

  function drawMessage() {
    const words = sentencesOf(shown, strings);
    const actions =
      shown.status === "no-article" && deeds.read
        ? /** @type {const} */ (["page", "selection"]).map((what) =>
            el("button", { attributes: { type: "button" }, on: { click: () => deeds.read?.(what) } }, strings(`panel_read_${what}`)),
          )
        : [];
    fill(
      message,
      words.map((sentence, index) => el("p", { class: index === 0 ? "first" : "quiet" }, sentence)),
      actions.length > 0 && el("div", { class: "actions" }, actions),
    );
    message.hidden = words.length === 0;
    root.setAttribute("aria-busy", String(shown.status === "reading" || shown.status === "asking"));
  }

  /** @param {Kind} kind */
  function toggleKind(kind) {
    filter.hidden = filter.hidden.includes(kind) ? filter.hidden.filter((other) => other !== kind) : [...filter.hidden, kind];
    deeds.hideKinds(filter.hidden);
    const state = marked();
    if (!state) return;
    state.filter = { hidden: [...filter.hidden] };
    draw();
  }

  /** @param {Marked} state */
  function drawTabs(state) {
    const { profile } = state.analysis;
    /** @type {Record<View, number>} */
    const counts = {
      claims: profile.attributions,
      sources: profile.sources.filter(({ kind }) => kind !== "hearsay").length,
      denials: denials(state.analysis).length,
      unnamed: profile.unnamed.length,
      unanswered: profile.undenied.length,
    };
    fill(
      tabs,
      VIEWS.map((name) =>
        el(
          "button",
          {
            id: `overview-tab-${name}`,
            attributes: {
              type: "button",
              role: "tab",
              "aria-selected": String(name === view),
              "aria-controls": "overview-list",
              tabindex: name === view ? 0 : -1,
              "data-focus": `tab-${name}`,
            },
            on: { click: () => openView(name), keydown: walkTabs },
          },
          strings(`panel_view_${name}`),
          " ",
          el("span", { class: "number" }, strings("panel_number", counts[name])),
        ),
      ),
    );
    list.setAttribute("aria-labelledby", `overview-tab-${view}`);
  }

  /** @param {View} name */
  function openView(name) {
    view = name;
    rows = ROWS;
    const state = marked();
    if (state) drawTabs(state);
    drawList();
  }

  /** @param {KeyboardEvent} event */
  function walkTabs(event) {
    const at = VIEWS.indexOf(view);
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: VIEWS.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    openView(VIEWS[(next + VIEWS.length) % VIEWS.length]);
    document.getElementById(`overview-tab-${view}`)?.focus();
  }

  function drawList() {
    const state = marked();
    if (!state) return;
    const chosen = select(layout(state.blocks), state.analysis, filter, view);
    const { content, total } = drawnList(state, { view, chosen, rows, strings, show: deeds.show, only: showOnly });
    fill(
      list,
      total > 0 ? content : el("p", { class: "empty quiet" }, strings(isFiltered() ? "panel_none_filtered" : `panel_none_${view}`)),
      total > rows && el("button", { attributes: { type: "button", "data-focus": "more" }, on: { click: drawMore } }, strings("panel_more", total - rows)),
    );
    count.textContent = `${strings(`panel_what_${view}`)} ${isFiltered() && total > 0 ? strings("panel_shown", total) : ""}`.trim();
    drawSpeaker(state);
  }

  function drawMore() {
    rows += ROWS;
    drawList();
  }

  /** One source's claims. @param {number|null} index */
  function showOnly(index) {
    filter.speaker = index;
    openView("claims");
  }

  const isFiltered = () => filter.query.trim() !== "" || filter.stance !== "" || filter.speaker !== null || filter.hidden.length > 0;

  /** @param {Marked} state */
  function drawSpeaker(state) {
    const source = filter.speaker === null ? undefined : state.analysis.profile.sources[filter.speaker];
    fill(
      speaker,
      source && el("span", {}, strings("panel_source_filter"), " ", el("b", { dir: "auto" }, source.name || namelessWords(source, strings))),
      source && el("button", { class: "plain", attributes: { type: "button" }, on: { click: () => { filter.speaker = null; drawList(); search.focus(); } } }, strings("panel_every_source")),
    );
    speaker.hidden = !source;
  }

  draw();
  return {
    /** @param {Shown} next */
    update(next) {
      const before = "page" in shown ? shown.page.url : "";
      const now = "page" in next ? next.page.url : "";
      if (before !== now) {
        // Another article: a search for the last one would hide this one's claims.
        Object.assign(filter, noFilter());
        search.value = "";
        stance.value = "";
        rows = ROWS;
        take.quiet();
      }
      shown = next;
      draw();
    },
  };
}

/** @param {string} url */
function hostOf(url) {
  try {
    return new URL(url).host;
  } catch {
    return "";
  }
}
