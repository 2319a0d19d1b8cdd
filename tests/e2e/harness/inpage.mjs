// Functions that are sent into a page by their source text: nothing outside a function may be used inside it.

/** The highlight registry read back as text: {name: [phrase, …]}, in document order. */
export function readHighlights() {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const [name, highlight] of CSS.highlights) {
    const ranges = /** @type {Range[]} */ ([...highlight]);
    ranges.sort((a, b) => a.compareBoundaryPoints(0, b));
    found[name] = ranges.map((range) => range.toString());
  }
  return found;
}

/** Rectangles, in the viewport, of the lines of the nth range of a highlight. @param {string} name @param {number} index */
export function highlightRects(name, index) {
  const highlight = CSS.highlights.get(name);
  if (!highlight) return [];
  const ranges = /** @type {Range[]} */ ([...highlight]);
  ranges.sort((a, b) => a.compareBoundaryPoints(0, b));
  const range = ranges[index];
  return range ? [...range.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height })) : [];
}

/** Where a phrase of the page stands: rectangles of its lines, scrolled into view first. @param {string} phrase */
export function phraseRects(phrase) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = (node.nodeValue ?? '').indexOf(phrase);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + phrase.length);
    node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return [...range.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height }));
  }
  return [];
}

/** Where every element of the body stands on the page: equal before and after means that nothing shifted. */
export function layout() {
  return [...document.body.querySelectorAll('*')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + scrollX, y + scrollY, width, height].map((value) => Math.round(value * 100) / 100).join(' ');
  });
}

/** The page as markup, with the attributes of the root element, and what a style sheet list would betray. */
export function snapshot() {
  return {
    html: document.documentElement.outerHTML,
    styleSheets: document.styleSheets.length,
    adopted: document.adoptedStyleSheets.length,
    highlights: [...CSS.highlights.keys()],
  };
}

/** Start to record layout shifts and long tasks (Chromium only; elsewhere the lists stay empty). */
export function startObserving() {
  const record = { shifts: /** @type {number[]} */ ([]), longTasks: /** @type {number[]} */ ([]) };
  Object.defineProperty(window, '__observed', { value: record, configurable: true });
  const types = PerformanceObserver.supportedEntryTypes;
  if (types.includes('layout-shift'))
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) record.shifts.push(/** @type {any} */ (entry).value);
    }).observe({ type: 'layout-shift' });
  if (types.includes('longtask'))
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) record.longTasks.push(entry.duration);
    }).observe({ type: 'longtask' });
}

export function readObserved() {
  return /** @type {any} */ (window).__observed ?? { shifts: [], longTasks: [] };
}
