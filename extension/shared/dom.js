// @ts-check
/**
 * Elements for the extension's own pages, made so that a page's words can only ever be text: there is no way
 * here to pass markup, a style or a handler in a string.
 *
 * @typedef {object} Properties
 * @property {string} [class]
 * @property {string} [id]
 * @property {string} [lang]
 * @property {string} [dir]
 * @property {Record<string, string|number|boolean|null|undefined>} [attributes]  false, null, undefined: left out
 * @property {Record<string, string>} [style]   custom properties and plain ones, one value each
 * @property {Record<string, (event: any) => void>} [on]
 *
 * @typedef {Node|string|number|null|undefined|false} Child
 * @typedef {Child|Child[]|(Child|Child[])[]} Children  lists within lists are taken apart
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Properties} [properties]
 * @param {...Children} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  if (properties.class) element.className = properties.class;
  if (properties.id) element.id = properties.id;
  if (properties.lang) element.lang = properties.lang;
  if (properties.dir) element.dir = properties.dir;
  for (const [name, value] of Object.entries(properties.attributes ?? {})) {
    if (/^(on|style$|srcdoc$)/i.test(name)) throw new Error(`not an attribute to set from data: ${name}`);
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const [name, value] of Object.entries(properties.style ?? {})) element.style.setProperty(name, value);
  for (const [type, listener] of Object.entries(properties.on ?? {})) element.addEventListener(type, listener);
  append(element, children);
  return element;
}

/** @param {Element} element @param {Children[]} children */
function append(element, children) {
  for (const child of /** @type {Child[]} */ (children.flat(Infinity))) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Puts new children in, and the focus back on the element that had it: one with the same `data-focus`.
 *
 * @param {Element} element
 * @param {...Children} children
 */
export function fill(element, ...children) {
  const active = document.activeElement;
  const key = active && element.contains(active) ? active.getAttribute("data-focus") : null;
  element.replaceChildren();
  append(element, children);
  if (key === null) return;
  for (const candidate of element.querySelectorAll("[data-focus]")) {
    if (candidate.getAttribute("data-focus") === key) {
      /** @type {HTMLElement} */ (candidate).focus({ preventScroll: true });
      return;
    }
  }
}

/**
 * Fills every element of a page that names a string: `data-text`, `data-label` (for aria-label).
 *
 * @param {ParentNode} root
 * @param {import("./i18n.js").Translate} strings
 */
export function fillStrings(root, strings) {
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = strings(element.getAttribute("data-text") ?? "");
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", strings(element.getAttribute("data-label") ?? ""));
  }
}

/**
 * Saves text as a file, through the browser's own download.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { attributes: { href: address, download: name, hidden: true } });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has to have begun before the address goes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
