// @ts-check
/**
 * The card: who says so, in which words, what kind of source, what answers it, and why we think so.
 *
 * @typedef {import("../shared/types.js").Attribution} Attribution
 * @typedef {import("../shared/types.js").BlockSpan} BlockSpan
 * @typedef {import("./ui.js").Ui} Ui
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("../shared/kinds.js").Palette} Palette
 * @typedef {import("../shared/kinds.js").Scheme} Scheme
 * @typedef {import("../shared/i18n.js").Translate} Translate
 *
 * @typedef {object} CardContext    what the card needs to know of the session, as it is when a card opens
 * @property {Translate} t
 * @property {Model} model
 * @property {Palette} palette
 * @property {Scheme} scheme
 * @property {(spans: readonly BlockSpan[]) => string} text     the words under spans
 * @property {(block: number) => string} language               of a block, for `lang`
 * @property {number[]} order                                   ids of the claims shown, in reading order
 *
 * @typedef {object} CardActions
 * @property {(id: number, options: {focus: boolean}) => void} go   scrolls to another claim and opens its card
 * @property {(ids: number[]) => void} outline                      marks other claims in the page
 * @property {(attribution: Attribution) => Promise<boolean>} copy
 * @property {(attribution: Attribution) => Promise<boolean>} report
 * @property {() => void} accuracy
 * @property {() => void} closed
 */

import { lookOf } from "../shared/kinds.js";
import { placeCard } from "./place.js";

export class Card {
  /** @param {Ui} ui @param {CardActions} actions */
  constructor(ui, actions) {
    this.ui = ui;
    this.actions = actions;
    /** @type {HTMLElement|null} */
    this.node = null;
    /** @type {number|null} */
    this.id = null;
    this.pinned = false;
    /** @type {Element|null} */
    this.returnTo = null;
    /** @type {{rects: () => DOMRect[], point: {x: number, y: number}|null}|null} */
    this.anchor = null;
  }

  get isOpen() {
    return this.node !== null;
  }

  get hasFocus() {
    return this.node !== null && this.ui.shadow.activeElement !== null && this.node.contains(this.ui.shadow.activeElement);
  }

  /**
   * @param {Attribution} attribution
   * @param {CardContext} context
   * @param {{rects: () => DOMRect[], point: {x: number, y: number}|null, focus?: boolean}} options
   */
  open(attribution, context, { rects, point, focus = false }) {
    const hadFocus = this.hasFocus;
    const { document } = this.ui;
    if ((focus || hadFocus) && !this.returnTo && document.activeElement !== this.ui.host) this.returnTo = document.activeElement;
    this.node?.remove();
    this.id = attribution.id;
    this.anchor = { rects, point };
    this.node = this.build(attribution, context);
    this.node.style.visibility = "hidden";
    this.ui.root.append(this.node);
    this.ui.raise();
    this.place();
    this.node.style.visibility = "";
    if (focus || hadFocus) this.node.focus({ preventScroll: true });
  }

  /** Puts the card where it belongs, after it opened, grew, or the page moved. */
  place() {
    const { node, anchor } = this;
    const view = this.ui.document.defaultView;
    if (!node || !anchor || !view) return;
    const visual = view.visualViewport;
    const left = visual?.offsetLeft ?? 0;
    const top = visual?.offsetTop ?? 0;
    // Without the page's scrollbars, which lie over the top layer.
    const width = Math.min(visual?.width ?? view.innerWidth, this.ui.document.documentElement.clientWidth || view.innerWidth);
    const height = visual?.height ?? view.innerHeight;
    node.style.maxBlockSize = `${Math.max(80, height - 16)}px`;
    node.style.maxInlineSize = `${width - 16}px`;
    const card = { width: node.offsetWidth, height: node.offsetHeight };
    const at = placeCard(anchor.rects(), anchor.point, card, { left, top, right: left + width, bottom: top + height });
    node.style.left = `${at.left}px`;
    node.style.top = `${at.top}px`;
    node.style.maxBlockSize = `${Math.floor(at.maxHeight)}px`;
  }

  close() {
    if (!this.node) return;
    const hadFocus = this.hasFocus;
    this.node.remove();
    this.node = null;
    this.id = null;
    this.pinned = false;
    this.anchor = null;
    const back = this.returnTo;
    this.returnTo = null;
    if (hadFocus && back && "focus" in back && back.isConnected) /** @type {HTMLElement} */ (back).focus({ preventScroll: true });
    this.actions.closed();
  }

  /** @param {Attribution} attribution @param {CardContext} context @returns {HTMLElement} */
  build(attribution, context) {
    const { ui } = this;
    const { t } = context;
    const look = lookOf(context.palette, attribution.kind, context.scheme);
    const kind = kindWords(attribution, t);

    const pin = ui.iconButton("pin", t(this.pinned ? "card_unpin" : "card_pin"), () => {
      this.pinned = !this.pinned;
      pin.setAttribute("aria-pressed", String(this.pinned));
      const label = t(this.pinned ? "card_unpin" : "card_pin");
      pin.setAttribute("aria-label", label);
      pin.title = label;
    }, { "aria-pressed": String(this.pinned) });

    const source = context.text(attribution.source ? [attribution.source] : []);
    const language = context.language((attribution.source ?? attribution.cue ?? attribution.content[0])?.block ?? 0);
    const title = ui.h("h2", { class: "who", id: "who", lang: source ? language : undefined, text: source || t("card_no_source") });
    const stands = attribution.who && attribution.who !== source
      ? ui.h("p", { class: "stands" }, `${t("card_stands_for")} `, ui.h("strong", { lang: language, text: attribution.who }))
      : null;

    const card = ui.h(
      "section",
      { class: "card", role: "dialog", "aria-labelledby": "kind who", "aria-describedby": "how", tabindex: "-1", on: { keydown: (/** @type {any} */ event) => this.onKey(event, attribution, context) } },
      ui.h(
        "div",
        { class: "top" },
        ui.h("div", { class: "kind", id: "kind" }, ui.swatch(attribution.kind, context.palette, context.scheme), ui.h("span", { text: kind })),
        pin,
        ui.iconButton("close", t("card_close"), () => this.close()),
      ),
      ui.h(
        "div",
        { class: "body" },
        title,
        stands,
        this.how(attribution, context, language),
        this.ties(attribution, context),
        this.why(attribution, context),
        this.steps(attribution, context),
      ),
      this.foot(attribution, context),
    );
    card.style.setProperty("--line", look.line);
    return card;
  }

  /** "denies · in other words · “खंडन किया”" @param {Attribution} attribution @param {CardContext} context @param {string} language */
  how(attribution, { t, text }, language) {
    const { ui } = this;
    const line = ui.h("p", { class: "how", id: "how" }, ui.h("span", { class: "stance", "data-stance": attribution.stance, text: t(`stance_${attribution.stance}`) }));
    if (attribution.content.length > 0) line.append(` · ${t(`card_quote_${attribution.quote}`)}`);
    const cue = text(attribution.cue ? [attribution.cue] : []);
    if (cue.trim()) line.append(` · ${t("card_cue")} `, ui.h("q", { lang: language, text: cue.trim() }));
    return line;
  }

  /** Denial and denied claim, confirmation, the same claim elsewhere, claims in the same words. @param {Attribution} attribution @param {CardContext} context */
  ties(attribution, context) {
    const { ui } = this;
    const { t, model } = context;
    const related = model.related(attribution.id);
    const seen = new Set(related.map((tie) => tie.attribution.id));
    const rows = [
      ...related.map((tie) => ({ label: t(`card_tie_${tie.relation}`), other: tie.attribution })),
      ...model
        .overlapping(attribution)
        .filter((other) => !seen.has(other.id))
        .map((other) => ({ label: t("card_tie_overlap"), other })),
    ].slice(0, 6);
    if (rows.length === 0) return null;
    const list = ui.h("ul", { class: "ties" });
    for (const { label, other } of rows) {
      const source = context.text(other.source ? [other.source] : []) || t("card_no_source");
      const said = context.text(other.content.length > 0 ? other.content : other.cue ? [other.cue] : []);
      const button = ui.h(
        "button",
        {
          type: "button",
          class: "tie",
          on: {
            click: () => this.actions.go(other.id, { focus: true }),
            pointerenter: () => this.actions.outline([other.id]),
            pointerleave: () => this.actions.outline(related.map((tie) => tie.attribution.id)),
            focus: () => this.actions.outline([other.id]),
          },
        },
        ui.h("b", { text: `${label}: ${other.who ?? source}` }),
        ui.h("span", { lang: context.language((other.content[0] ?? other.cue)?.block ?? 0), text: said }),
      );
      button.style.setProperty("--tie", lookOf(context.palette, other.kind, context.scheme).line);
      list.append(ui.h("li", {}, button));
    }
    return list;
  }

  /** @param {Attribution} attribution @param {CardContext} context */
  why(attribution, { t }) {
    const { ui } = this;
    const list = ui.h("ul", { class: "why" });
    for (const key of attribution.rule.reasons) {
      const words = t(key.startsWith("reason_") ? key : `reason_${key}`);
      if (words) list.append(ui.h("li", { text: words }));
    }
    // The rule's own words, in English, where nobody has put them into the reader's language.
    if (list.childElementCount === 0 && attribution.rule.gloss) list.append(ui.h("li", { lang: "en", text: attribution.rule.gloss }));
    const level = attribution.confidence >= 0.85 ? "high" : attribution.confidence >= 0.65 ? "medium" : "low";
    list.append(ui.h("li", { text: t(`card_confidence_${level}`) }));
    return ui.h("details", { on: { toggle: () => this.place() } }, ui.h("summary", { text: t("card_why") }), list);
  }

  /** Before and after in the text, and the same source's other claims. @param {Attribution} attribution @param {CardContext} context */
  steps(attribution, context) {
    const { t, model, order } = context;
    const rows = [this.step(order, attribution.id, t("card_position", order.indexOf(attribution.id) + 1, order.length), t("card_previous"), t("card_next"))];
    const same = model.sameSource(attribution).map((other) => other.id).filter((id) => order.includes(id));
    if (same.length > 1 && same.includes(attribution.id))
      rows.push(this.step(same, attribution.id, t("card_same_source", same.indexOf(attribution.id) + 1, same.length), t("card_same_previous"), t("card_same_next")));
    return this.ui.h("div", {}, ...rows);
  }

  /** @param {number[]} ids @param {number} id @param {string} label @param {string} previous @param {string} next */
  step(ids, id, label, previous, next) {
    const { ui } = this;
    const at = ids.indexOf(id);
    if (ids.length < 2 || at < 0) return null;
    /** @param {number} by */
    const go = (by) => () => this.actions.go(ids[(at + by + ids.length) % ids.length], { focus: true });
    return ui.h("div", { class: "more" }, ui.h("span", { text: label }), ui.iconButton("previous", previous, go(-1)), ui.iconButton("next", next, go(1)));
  }

  /** @param {Attribution} attribution @param {CardContext} context */
  foot(attribution, { t }) {
    const { ui } = this;
    /** @param {string} key @param {() => Promise<boolean>} action */
    const copying = (key, action) => {
      const button = ui.h("button", {
        type: "button",
        text: t(key),
        on: {
          click: async () => {
            const done = t((await action()) ? "card_copied" : "card_copy_failed");
            button.textContent = done;
            ui.announce(done);
            setTimeout(() => (button.textContent = t(key)), 1600);
          },
        },
      });
      return button;
    };
    return ui.h(
      "div",
      { class: "foot" },
      copying("card_copy", () => this.actions.copy(attribution)),
      copying("card_report", () => this.actions.report(attribution)),
      ui.h("button", { type: "button", text: t("card_accuracy"), on: { click: () => this.actions.accuracy() } }),
    );
  }

  /** @param {KeyboardEvent} event @param {Attribution} attribution @param {CardContext} context */
  onKey(event, attribution, context) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = event.key === "n" || event.key === "j" ? 1 : event.key === "p" || event.key === "k" ? -1 : 0;
    if (by === 0 || context.order.length < 2) return;
    event.preventDefault();
    const at = context.order.indexOf(attribution.id);
    this.actions.go(context.order[(at + by + context.order.length) % context.order.length], { focus: true });
  }
}

/** "Unnamed: sources who are not to be named" @param {Attribution} attribution @param {Translate} t */
export function kindWords(attribution, t) {
  const kind = t(`kind_${attribution.kind}`);
  return attribution.sub ? `${kind} · ${t(`kind_sub_${attribution.sub}`)}` : kind;
}
