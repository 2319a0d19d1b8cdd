// @ts-check
/** Going up a page, out of its shadow trees too. */

/** @param {Element} element @returns {Element|null} across shadow roots */
export function parentOf(element) {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root.nodeType === 11 && "host" in root ? /** @type {ShadowRoot} */ (root).host : null;
}

/** @param {Element} ancestor @param {Element} element */
export function holds(ancestor, element) {
  for (let at = /** @type {Element|null} */ (element); at; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

/** @param {Set<Element>} elements @param {Element} element */
export function isIn(elements, element) {
  for (let at = /** @type {Element|null} */ (element); at; at = parentOf(at)) if (elements.has(at)) return true;
  return false;
}

/** @param {readonly Element[]} elements @returns {Element|null} the smallest element around them all */
export function commonAncestor(elements) {
  let common = /** @type {Element|null} */ (elements[0] ?? null);
  for (const element of elements) while (common && !holds(common, element)) common = parentOf(common);
  return common;
}
