// @ts-check
/**
 * The legend: what the tints mean, how many there are, and everything the page has to tell the reader in words.
 * It is a toolbar in the sense of ARIA: one stop for the Tab key, arrows inside.
 *
 * @typedef {import("./ui.js").Ui} Ui
 * @typedef {import("../shared/types.js").Kind} Kind
 * @typedef {import("../shared/kinds.js").Palette} Palette
 * @typedef {import("../shared/kinds.js").Scheme} Scheme
 * @typedef {import("../shared/i18n.js").Translate} Translate
 *
 * @typedef {object} LegendState
 * @property {"reading"|"marked"|"nothing"|"no-article"|"failed"|"off"} status
 * @property {Record<Kind, number>|null} counts
 * @property {number} claims
 * @property {ReadonlySet<Kind>} hidden
 * @property {string[]} notes         sentences for the reader, already in their language
 * @property {{label: string, run: () => void}[]} offers   what can be done about it
 * @property {Palette} palette
 * @property {Scheme} scheme
 *
 * @typedef {object} LegendActions
 * @property {(kind: Kind, show: boolean) => void} toggle
 * @property {(by: 1|-1) => void} step
 * @property {(() => void)|null} overview
 * @property {(() => void)|null} off
 */

import { KINDS } from "../shared/kinds.js";

export class Legend {
  /** @param {Ui} ui @param {LegendActions} actions */
  constructor(ui, actions) {
    this.ui = ui;
    this.actions = actions;
    /** @type {HTMLElement|null} */
    this.node = null;
    /** On a small window the words about kinds are one tap away, and the article stays free. @type {boolean|null} */
    this.folded = null;
    this.said = "";
  }

  /** @param {LegendState} state @param {Translate} t */
  show(state, t) {
    const { ui } = this;
    const view = ui.document.defaultView;
    this.folded ??= (view?.innerWidth ?? 1000) < 640;
    const focused = this.node?.contains(ui.shadow.activeElement) ? ui.shadow.activeElement?.getAttribute("data-key") : null;

    const summary = summaryOf(state, t);
    const present = state.status === "marked" ? KINDS.filter((kind) => (state.counts?.[kind] ?? 0) > 0) : [];
    const open = !this.folded && present.length > 0;

    const title = ui.h("div", { class: "title" });
    const mark = state.status === "reading" ? ui.h("span", { class: "spin", "aria-hidden": "true" }) : ui.icon("thread", "mark");
    // It turns for those who have to wait. Firefox keeps what was ever animated, and mostly there is nothing to wait for.
    if (state.status === "reading") setTimeout(() => mark.isConnected && mark.classList.add("turning"), 500);
    if (present.length > 0)
      title.append(
        ui.h(
          "button",
          {
            type: "button",
            "data-key": "fold",
            "aria-expanded": String(open),
            on: {
              click: () => {
                this.folded = !this.folded;
                this.show(state, t);
              },
            },
          },
          mark,
          ui.h("span", { text: summary }),
        ),
      );
    else title.append(ui.h("button", { type: "button", tabindex: "-1", "data-key": "title", "aria-disabled": "true" }, mark, ui.h("span", { text: summary })));

    const bar = ui.h("div", { class: "bar" }, title);
    if (present.length > 0) {
      bar.append(
        ui.iconButton("previous", t("legend_previous"), () => this.actions.step(-1), { "data-key": "previous" }),
        ui.iconButton("next", t("legend_next"), () => this.actions.step(1), { "data-key": "next" }),
      );
      if (this.actions.overview) bar.append(ui.iconButton("overview", t("legend_overview"), this.actions.overview, { "data-key": "overview" }));
    }
    if (this.actions.off) bar.append(ui.iconButton("close", t("legend_off"), this.actions.off, { "data-key": "off" }));

    const kinds = open ? ui.h("div", { class: "kinds", role: "group", "aria-label": t("legend_kinds") }, ...present.map((kind) => this.chip(kind, state, t))) : null;
    const notes = state.notes.map((text) => ui.h("p", { class: "note", text }));
    const offers = state.offers.length
      ? ui.h("div", { class: "actions" }, ...state.offers.map(({ label, run }, index) => ui.h("button", { type: "button", "data-key": `offer${index}`, text: label, on: { click: run } })))
      : null;

    const node = ui.h(
      "div",
      { class: "legend", role: "toolbar", "aria-label": t("legend_label"), "aria-orientation": "vertical", on: { keydown: (/** @type {any} */ event) => this.onKey(event) } },
      bar,
      kinds,
      ...notes,
      offers,
    );
    if (this.node) this.node.replaceWith(node);
    else ui.root.append(node);
    this.node = node;
    const stops = this.stops();
    stops.forEach((stop, index) => (stop.tabIndex = index === 0 ? 0 : -1));
    if (focused) {
      const again = stops.find((stop) => stop.getAttribute("data-key") === focused) ?? stops[0];
      this.moveTo(again);
    }
    const message = [summary, ...state.notes].join(". ");
    if (message !== this.said) {
      this.said = message;
      ui.announce(message);
    }
  }

  /** @param {Kind} kind @param {LegendState} state @param {Translate} t */
  chip(kind, state, t) {
    const { ui } = this;
    const shown = !state.hidden.has(kind);
    return ui.h(
      "button",
      {
        type: "button",
        class: "chip",
        "data-key": kind,
        "aria-pressed": String(shown),
        title: t(`kind_${kind}_hint`),
        on: { click: () => this.actions.toggle(kind, !shown) },
      },
      ui.swatch(kind, state.palette, state.scheme),
      ui.h("span", { class: "label", text: t(`kind_${kind}`) }),
      ui.h("span", { class: "count", text: t("legend_count", state.counts?.[kind] ?? 0) }),
    );
  }

  /** @returns {HTMLElement[]} */
  stops() {
    return /** @type {HTMLElement[]} */ ([...(this.node?.querySelectorAll("button:not([aria-disabled])") ?? [])]);
  }

  /** @param {HTMLElement|undefined} stop */
  moveTo(stop) {
    if (!stop) return;
    for (const other of this.stops()) other.tabIndex = other === stop ? 0 : -1;
    stop.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const stops = this.stops();
    const at = stops.findIndex((stop) => stop === this.ui.shadow.activeElement);
    /** @type {Record<string, number>} */
    const moves = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 };
    const to = moves[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.moveTo(stops[(to + stops.length) % stops.length]);
  }

  hide() {
    this.node?.remove();
    this.node = null;
  }
}

/** @param {LegendState} state @param {Translate} t */
function summaryOf(state, t) {
  if (state.status === "marked") return t("legend_claims", state.claims);
  return t(`legend_${state.status.replace("-", "_")}`);
}
