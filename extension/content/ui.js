// @ts-check
/**
 * The one element we add to a page: a plain `div` (a custom element's name could be claimed by the page) beside `body`,
 * with a closed shadow root, shown in the browser's top layer. Text goes in as text, never as markup.
 *
 * @typedef {import("../shared/kinds.js").Look} Look
 * @typedef {import("../shared/types.js").Kind} Kind
 */

import { LINES, lookOf } from "../shared/kinds.js";
import { UI_CSS } from "./ui-styles.js";

const SVG = "http://www.w3.org/2000/svg";

/** Outlines of our own, on a 16 × 16 grid, drawn with one pen. */
const ICONS = {
  close: "M4 4l8 8M12 4l-8 8",
  pin: "M9.5 2.5l4 4-2 .6-2.6 2.6.1 2.9-5.6-5.6 2.9.1 2.6-2.6zM6.2 9.8L2.8 13.2",
  previous: "M10 3.5L5.5 8l4.5 4.5",
  next: "M6 3.5L10.5 8 6 12.5",
  overview: "M2.5 3.5h11v9h-11zM9.5 3.5v9M11.2 6h.8M11.2 8h.8",
  thread: "M2 11c2.5 0 2.5-6 5-6s2.5 6 5 6c1.2 0 1.9-1.2 2.2-2.5M2 7.5C3.2 7.5 3.8 5 5 5M9 5c2.5 0 2.8 3 5 3",
};

/** @param {Element} node @param {string} name @param {unknown} value */
function setAttribute(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  node.setAttribute(name, value === true ? "" : String(value));
}

export class Ui {
  /**
   * @param {Document} document
   * @param {"open"|"closed"} [mode]   open: for tests and pages of our own
   */
  constructor(document, mode = "closed") {
    this.document = document;
    const host = document.createElement("div");
    host.setAttribute("data-sutra", "");
    host.popover = "manual";
    const shadow = host.attachShadow({ mode });
    this.host = host;
    this.shadow = shadow;
    this.addStyles();
    this.root = this.h("div", { class: "sutra" });
    this.announcer = this.h("div", { class: "sr", "aria-live": "polite" });
    this.root.append(this.announcer);
    shadow.append(this.root);
    // What happens in the card is no business of the page's own shortcuts.
    for (const type of ["keydown", "keyup", "keypress", "click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend", "wheel", "copy", "contextmenu"])
      host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }

  addStyles() {
    const view = /** @type {any} */ (this.document.defaultView);
    // Firefox does not let a content script share sheets with the page's world, and never forgets that it was tried.
    if (!("wrappedJSObject" in view)) {
      // A constructed sheet is outside the page's content security policy.
      const sheet = new (view.CSSStyleSheet ?? CSSStyleSheet)();
      sheet.replaceSync(UI_CSS);
      this.shadow.adoptedStyleSheets = [sheet];
      return;
    }
    const style = this.document.createElement("style");
    style.textContent = UI_CSS;
    this.shadow.append(style);
  }

  attach() {
    this.document.documentElement.append(this.host);
    this.raise();
  }

  /** To the front of the top layer, over a dialog that the page opened since. */
  raise() {
    try {
      if (this.host.matches(":popover-open")) this.host.hidePopover();
      this.host.showPopover();
    } catch {
      // A page may have taken us out of the document in the meantime.
    }
  }

  /** Shows the host also where the tints' style sheet cannot be had. */
  reveal() {
    this.host.style.setProperty("--sutra-shown", "block", "important");
  }

  remove() {
    this.host.remove();
    this.shadow.replaceChildren();
  }

  /** @param {string} message  said by screen readers */
  announce(message) {
    this.announcer.textContent = message;
  }

  /**
   * Makes an element of the shadow tree.
   *
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Record<string, unknown>} [properties]  `text`, `on` (listeners), else attributes
   * @param {...(Node|string|null|undefined|false)} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  h(tag, properties = {}, ...children) {
    const node = this.document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "text") node.textContent = String(value ?? "");
      else if (name === "on")
        for (const [type, listener] of Object.entries(/** @type {Record<string, EventListener>} */ (value)))
          node.addEventListener(type, listener);
      else setAttribute(node, name, value);
    }
    for (const child of children) if (child) node.append(child);
    return node;
  }

  /** @param {keyof typeof ICONS} name @param {string} [className] */
  icon(name, className) {
    const svg = this.document.createElementNS(SVG, "svg");
    setAttribute(svg, "viewBox", "0 0 16 16");
    setAttribute(svg, "class", className);
    setAttribute(svg, "aria-hidden", "true");
    const path = this.document.createElementNS(SVG, "path");
    for (const [key, value] of Object.entries({ d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" }))
      setAttribute(path, key, value);
    svg.append(path);
    return svg;
  }

  /**
   * A button that shows an icon and says a word.
   *
   * @param {keyof typeof ICONS} icon
   * @param {string} label
   * @param {() => void} action
   * @param {Record<string, unknown>} [properties]
   */
  iconButton(icon, label, action, properties = {}) {
    return this.h("button", { type: "button", class: "icon", "aria-label": label, title: label, on: { click: action }, ...properties }, this.icon(icon));
  }

  /** @param {Kind} kind @param {import("../shared/kinds.js").Palette} palette @param {import("../shared/kinds.js").Scheme} scheme */
  swatch(kind, palette, scheme) {
    const swatch = this.h("span", { class: "swatch", "aria-hidden": "true", text: "\u2003\u2003\u2003" });
    const { tint, line } = lookOf(palette, kind, scheme);
    swatch.style.setProperty("--tint", tint);
    swatch.style.setProperty("--line", line);
    swatch.style.setProperty("--style", LINES[kind].style);
    swatch.style.setProperty("--thick", `${LINES[kind].thickness}px`);
    return swatch;
  }
}
