// @ts-check
/**
 * The overview as the reader sees it. It knows no browser API: the panel and the playground hand it the state
 * of a page and the deeds it may ask for, and it draws.
 *
 * @typedef {import("../shared/types.js").Attribution} Attribution
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/types.js").Kind} Kind
 * @typedef {import("../shared/messages.js").PageState} PageState
 * @typedef {import("../shared/i18n.js").Translate} Translate
 * @typedef {import("../shared/overview.js").View} View
 * @typedef {import("../shared/export.js").Format} Format
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
 */
import { el, fill } from "../shared/dom.js";
import { claimLine, exportAs, fileName, FORMATS, kindName } from "../shared/export.js";
import { KINDS, STANCES } from "../shared/kinds.js";
import { bars, denials, describe, languageOf, layout, noFilter, relations, segments, select, sources } from "../shared/overview.js";
import { swatch } from "../shared/swatch.js";

/** @type {readonly View[]} */
const VIEWS = ["claims", "sources", "denials", "unnamed", "unanswered"];

/** Rows drawn at first: a panel with thousands would keep the reader waiting for what they do not see. */
const ROWS = 200;
/** Of one source at first; the rest is one press away. */
const SAYINGS = 12;

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
  const said = el("p", { class: "said", attributes: { role: "status" } });
  const take = takeAlong();
  const body = el("div", { class: "overview" }, picture, tabs, filters, speaker, count, list, take);
  root.replaceChildren(head, message, body);

  /** @returns {PageState & {analysis: Analysis} | null} */
  const marked = () =>
    "analysis" in shown && shown.analysis && shown.analysis.attributions.length > 0
      ? /** @type {PageState & {analysis: Analysis}} */ (shown)
      : null;

  function draw() {
    const state = marked();
    drawHead();
    drawMessage();
    body.hidden = !state;
    if (!state) return;
    filter.hidden = [...state.filter.hidden];
    if (filter.speaker !== null && !state.analysis.profile.sources[filter.speaker]) filter.speaker = null;
    drawPicture(state);
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
    const words = sentences();
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

  /** The state in words; none where claims are shown and nothing is left to say. @returns {string[]} */
  function sentences() {
    switch (shown.status) {
      case "asking":
        return [strings("panel_asking")];
      case "reading":
        return marked() ? [] : [strings("panel_reading")];
      case "nothing":
        return [strings("panel_nothing"), ...unread()];
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
        return marked() ? unread() : [strings("panel_nothing"), ...unread()];
    }
  }

  /** Blocks that could not be read are said, not passed over. */
  function unread() {
    if (!("analysis" in shown) || !shown.analysis) return [];
    const { blocks } = shown.analysis;
    const foreign = blocks.filter(({ status }) => status === "no-language").length;
    const unreadable = blocks.filter(({ status }) => status === "unreadable").length;
    return [
      ...(foreign > 0 ? [strings("panel_blocks_language", foreign)] : []),
      ...(unreadable > 0 ? [strings("panel_blocks_unreadable", unreadable)] : []),
    ];
  }

  /** @param {PageState & {analysis: Analysis}} state */
  function drawPicture(state) {
    const { profile, attributions } = state.analysis;
    const visible = attributions.filter(({ kind }) => !filter.hidden.includes(kind));
    const article = layout(state.blocks);
    const named = profile.sources.filter(({ kind }) => kind !== "hearsay").length;
    const strip = segments(state.blocks, visible);
    const byId = new Map(visible.map((attribution) => [attribution.id, attribution]));
    fill(
      picture,
      el(
        "p",
        { class: "sum" },
        el("strong", {}, strings("panel_count_claims", profile.claims)),
        ", ",
        strings("panel_count_times", profile.attributions),
        "; ",
        strings("panel_count_sources", named),
      ),
      el(
        "ol",
        {
          class: "strip",
          attributes: { "aria-label": strings("panel_strip") },
          on: { keydown: walkStrip },
        },
        strip.map(({ start, end, id, kind }, index) => {
          const attribution = byId.get(id);
          const label = attribution
            ? strings("panel_segment", id, strings(`kind_${kind}`), claimLine(describe(article, attribution), strings))
            : "";
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
      ),
      el("div", { class: "ends quiet", attributes: { "aria-hidden": "true" } }, el("span", {}, strings("panel_strip_start")), el("span", {}, strings("panel_strip_end"))),
      el("h2", {}, strings("panel_by_kind")),
      el(
        "ul",
        { class: "bars" },
        bars(state.analysis, KINDS).map(({ kind, claims, share }) => {
          const on = !filter.hidden.includes(kind);
          return el(
            "li",
            {},
            el(
              "button",
              {
                class: "bar",
                attributes: { type: "button", "aria-pressed": on ? "true" : "false", "data-focus": `kind-${kind}`, title: strings(on ? "panel_hide_kind" : "panel_show_kind") },
                on: { click: () => toggleKind(kind) },
              },
              swatch(kind),
              el("span", { class: "name" }, strings(`kind_${kind}`)),
              el("span", { class: "track", attributes: { "aria-hidden": "true" } }, claims > 0 && el("span", { class: `area kind-${kind}`, style: { "inline-size": `${share * 100}%` } })),
              el("span", { class: "number" }, strings("panel_number", claims), el("span", { class: "unseen" }, ` ${strings("panel_claims_word", claims)}`)),
            ),
          );
        }),
      ),
      profile.unheard.length > 0 &&
        el("p", { class: "unheard" }, strings("panel_unheard"), " ", profile.unheard.map((name, index) => [index > 0 && ", ", el("bdi", {}, name)]).flat()),
    );
  }

  /** Arrow keys walk along the strip; one Tab passes it by. @param {KeyboardEvent} event */
  function walkStrip(event) {
    const buttons = [...picture.querySelectorAll(".strip button")];
    const at = buttons.indexOf(/** @type {Element} */ (event.target));
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const target = next === undefined ? undefined : buttons[next];
    if (!(target instanceof HTMLElement)) return;
    event.preventDefault();
    for (const button of buttons) button.setAttribute("tabindex", button === target ? "0" : "-1");
    target.focus();
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

  /** @param {PageState & {analysis: Analysis}} state */
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
    const { analysis, blocks } = state;
    const article = layout(blocks);
    const languages = new Map(analysis.blocks.map(({ id, language }) => [id, language]));
    const main = languageOf(blocks, analysis);
    const related = relations(analysis);
    const byId = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]));
    const chosen = select(article, analysis, filter, view);

    /** @param {Attribution} attribution */
    const lang = (attribution) => {
      const mark = attribution.content[0] ?? attribution.about[0] ?? attribution.cue;
      return (mark && languages.get(mark.block)) || main || undefined;
    };

    /** One attribution: its claim, who says it, how, and what it is tied to. @param {Attribution} attribution @param {string} place */
    const row = (attribution, place) => {
      const words = describe(article, attribution);
      const hasWords = words.claim.length > 0 || words.about.length > 0;
      return el(
        "div",
        { class: `row kind-${attribution.kind}` },
        el(
          "button",
          { class: "claim-button", attributes: { type: "button", "data-focus": `${place}-${attribution.id}`, "data-id": attribution.id }, on: { click: () => deeds.show(attribution.id) } },
          el("span", { class: "index", attributes: { "aria-hidden": "true" } }, strings("panel_number", attribution.id)),
          el(
            "span",
            { class: "words" },
            el(
              "span",
              { class: hasWords ? "text" : "text quiet" },
              // A denial shows the sentence that it denies: nobody may take that for what the source says.
              attribution.stance !== "says" && el("b", { class: "stance" }, strings(`stance_${attribution.stance}`), ": "),
              el("span", { class: "claim-words", lang: hasWords ? lang(attribution) : undefined, dir: "auto" }, claimLine(words, strings)),
            ),
            el(
              "span",
              { class: "by" },
              swatch(attribution.kind),
              el("span", {}, words.who ? el("b", { lang: lang(attribution), dir: "auto" }, words.who) : null, words.who ? " · " : null, kindName(attribution, strings)),
            ),
            el(
              "span",
              { class: "how quiet" },
              attribution.stance === "says" && [strings("stance_says"), " · "],
              strings(`card_quote_${attribution.quote}`),
              words.cue && [" · ", el("q", { lang: lang(attribution), dir: "auto" }, words.cue)],
            ),
          ),
        ),
        ties(attribution),
      );
    };

    /** @param {Attribution} attribution */
    const ties = (attribution) => {
      const known = (related.get(attribution.id) ?? []).filter(({ id }) => byId.has(id));
      if (known.length === 0) return null;
      return el(
        "p",
        { class: "ties quiet" },
        known.map(({ relation, id }) =>
          el("button", { class: "plain", attributes: { type: "button", "data-focus": `tie-${attribution.id}-${relation}-${id}` }, on: { click: () => deeds.show(id) } }, strings(`panel_relation_${relation}`, id)),
        ),
      );
    };

    /** @type {{content: (HTMLElement|null)[], total: number}} */
    const drawn =
      view === "sources" ? drawSources(state, chosen) : view === "denials" ? drawDenials(state, chosen, row) : {
        content: [el("ol", {}, chosen.slice(0, rows).map((attribution) => el("li", {}, row(attribution, "row"))))],
        total: chosen.length,
      };
    const more = drawn.total - rows;
    fill(
      list,
      drawn.total > 0 ? drawn.content : el("p", { class: "empty quiet" }, strings(isFiltered() ? "panel_none_filtered" : `panel_none_${view}`)),
      more > 0 &&
        el("button", { attributes: { type: "button", "data-focus": "more" }, on: { click: () => { rows += ROWS; drawList(); } } }, strings("panel_more", more)),
    );
    count.textContent = `${strings(`panel_what_${view}`)} ${isFiltered() && drawn.total > 0 ? strings("panel_shown", drawn.total) : ""}`.trim();
    drawSpeaker(state);
  }

  const isFiltered = () => filter.query.trim() !== "" || filter.stance !== "" || filter.speaker !== null || filter.hidden.length > 0;

  /** @param {PageState & {analysis: Analysis}} state @param {Attribution[]} chosen */
  function drawSources(state, chosen) {
    const article = layout(state.blocks);
    const lang = languageOf(state.blocks, state.analysis) || undefined;
    const listed = sources(state.analysis, chosen);
    return {
      total: listed.length,
      content: [
        el(
          "ul",
          {},
          listed.slice(0, rows).map((source) =>
            el(
              "li",
              { class: `source kind-${source.kind}` },
              el("h3", {}, source.name ? el("span", { lang, dir: "auto" }, source.name) : strings(source.kind === "hearsay" ? "panel_nobody" : "panel_not_named")),
              el("p", { class: "by" }, swatch(source.kind), el("span", {}, kindName(source.attributions[0] ?? source, strings), " · ", strings("panel_said_times", source.attributions.length)), " ",
                el("button", { class: "plain", attributes: { type: "button", "data-focus": `only-${source.index}` }, on: { click: () => { filter.speaker = source.index; openView("claims"); } } }, strings("panel_only_this_source"))),
              el(
                "ul",
                { class: "sayings" },
                source.attributions.slice(0, SAYINGS).map((attribution) => {
                  const words = describe(article, attribution);
                  return el(
                    "li",
                    {},
                    el(
                      "button",
                      { class: "saying", attributes: { type: "button", "data-focus": `said-${attribution.id}`, "data-id": attribution.id }, on: { click: () => deeds.show(attribution.id) } },
                      attribution.stance !== "says" && el("b", {}, strings(`stance_${attribution.stance}`), ": "),
                      el("span", { lang: words.claim.length + words.about.length > 0 ? lang : undefined, dir: "auto" }, claimLine(words, strings)),
                    ),
                  );
                }),
                source.attributions.length > SAYINGS &&
                  el("li", {}, el("button", { class: "plain", attributes: { type: "button", "data-focus": `all-${source.index}` }, on: { click: () => { filter.speaker = source.index; openView("claims"); } } }, strings("panel_more", source.attributions.length - SAYINGS))),
              ),
            ),
          ),
        ),
      ],
    };
  }

  /**
   * @param {PageState & {analysis: Analysis}} state
   * @param {Attribution[]} chosen
   * @param {(attribution: Attribution, place: string) => HTMLElement} row
   */
  function drawDenials(state, chosen, row) {
    const ids = new Set(chosen.map(({ id }) => id));
    const pairs = denials(state.analysis).filter(({ denial }) => ids.has(denial.id));
    return {
      total: pairs.length,
      content: [
        el(
          "ul",
          {},
          pairs.slice(0, rows).map(({ denial, denied }) =>
            el(
              "li",
              { class: "pair" },
              el("div", { class: "side" }, el("h3", {}, strings("panel_denied_claim")), denied.length > 0 ? denied.map((target) => row(target, `denied-${denial.id}`)) : el("p", { class: "quiet" }, strings("panel_denied_elsewhere"))),
              el("div", { class: "side" }, el("h3", {}, strings("panel_denial")), row(denial, "denial")),
            ),
          ),
        ),
      ],
    };
  }

  /** @param {PageState & {analysis: Analysis}} state */
  function drawSpeaker(state) {
    const source = filter.speaker === null ? undefined : state.analysis.profile.sources[filter.speaker];
    fill(
      speaker,
      source && el("span", {}, strings("panel_source_filter"), " ", el("b", { dir: "auto" }, source.name || strings(source.kind === "hearsay" ? "panel_nobody" : "panel_not_named"))),
      source && el("button", { class: "plain", attributes: { type: "button" }, on: { click: () => { filter.speaker = null; drawList(); search.focus(); } } }, strings("panel_every_source")),
    );
    speaker.hidden = !source;
  }

  function takeAlong() {
    const format = el(
      "select",
      { id: "overview-format", attributes: { "aria-label": strings("panel_format") } },
      Object.keys(FORMATS).map((name) => el("option", { attributes: { value: name } }, strings(`panel_format_${name}`))),
    );
    /** @returns {{name: string, type: string, text: string}|null} */
    const file = () => {
      const state = marked();
      if (!state) return null;
      const chosen = /** @type {Format} */ (format.value);
      const page = { ...state.page, readAt: new Date().toISOString() };
      return { name: fileName(page, chosen), type: FORMATS[chosen].type, text: exportAs(chosen, page, state.blocks, state.analysis, strings, state.places) };
    };
    return el(
      "section",
      { class: "take", attributes: { "aria-labelledby": "overview-take" } },
      el("h2", { id: "overview-take" }, strings("panel_take")),
      el(
        "div",
        { class: "actions" },
        format,
        el("button", { attributes: { type: "button" }, on: { click: async () => {
          const made = file();
          if (!made) return;
          try {
            await deeds.copy(made.text);
            said.textContent = strings("panel_copied");
          } catch {
            said.textContent = strings("panel_copy_failed");
          }
        } } }, strings("panel_copy")),
        el("button", { attributes: { type: "button" }, on: { click: () => {
          const made = file();
          if (!made) return;
          deeds.save(made.name, made.type, made.text);
          said.textContent = strings("panel_saved", made.name);
        } } }, strings("panel_save")),
        el("button", { attributes: { type: "button" }, on: { click: () => deeds.print() } }, strings("panel_print")),
      ),
      el("p", { class: "quiet" }, strings("panel_take_all")),
      said,
    );
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
        said.textContent = "";
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
