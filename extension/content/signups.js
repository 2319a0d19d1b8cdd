// @ts-check
/** Boxes among the paragraphs that ask for an address, whatever they are called. */

/** Longer than this no offer is, in characters. */
const LONGEST = 800;
/** So many fields are looked at. */
const FIELDS = 20;

/** @param {Element} element */
const isParagraph = (element) => (element.matches("p") || element.querySelector("p") !== null) && (element.textContent ?? "").trim().length >= 40;

/** Do paragraphs stand beside it? @param {Element} element */
const isAmongParagraphs = (element) => [...(element.parentElement?.children ?? [])].filter((other) => other !== element && isParagraph(other)).length >= 2;

/** @param {Element} root @returns {Set<Element>} */
export function signUpsIn(root) {
  /** @type {Set<Element>} */
  const found = new Set();
  for (const field of [...root.querySelectorAll('input[type="email"], input[name*="email" i]')].slice(0, FIELDS)) {
    /** @type {Element|null} */
    let box = null;
    for (let at = field.parentElement; at && at !== root; at = at.parentElement) {
      if ((at.textContent ?? "").length > LONGEST || at.matches("article, main") || at.querySelector("h1, article, main")) break;
      if (isAmongParagraphs(at)) box = at;
    }
    if (box) found.add(box);
  }
  return found;
}
