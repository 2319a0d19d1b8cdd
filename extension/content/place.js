// @ts-check
/**
 * Where the card goes: beside the claim, never on it, always inside the window.
 *
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 */

const GAP = 10;
const EDGE = 8;

/**
 * @param {Box[]} claim    the lines of the claim
 * @param {{x: number, y: number}|null} point   where the reader points, if they do
 * @param {{width: number, height: number}} card
 * @param {Box} window
 * @returns {{left: number, top: number, maxHeight: number}}
 */
export function placeCard(claim, point, card, window) {
  const visible = claim.filter((line) => line.bottom > window.top && line.top < window.bottom && line.right > window.left && line.left < window.right);
  const lines = visible.length > 0 ? visible : claim;
  if (lines.length === 0) return { left: window.left + EDGE, top: window.top + EDGE, maxHeight: window.bottom - window.top - 2 * EDGE };
  const area = union(lines);
  const width = Math.min(card.width, window.right - window.left - 2 * EDGE);
  const left = clamp(point ? point.x - width / 3 : lines[0].left, window.left + EDGE, window.right - EDGE - width);

  const below = window.bottom - EDGE - (area.bottom + GAP);
  const above = area.top - GAP - (window.top + EDGE);
  const needed = Math.min(card.height, 240);
  if (below >= card.height) return { left, top: area.bottom + GAP, maxHeight: below };
  if (above >= card.height) return { left, top: area.top - GAP - card.height, maxHeight: above };
  const right = window.right - EDGE - (area.right + GAP);
  const before = area.left - GAP - (window.left + EDGE);
  if (right >= width || before >= width) {
    const maxHeight = window.bottom - window.top - 2 * EDGE;
    const top = clamp((point?.y ?? area.top) - 40, window.top + EDGE, window.bottom - EDGE - Math.min(card.height, maxHeight));
    return { left: right >= width ? area.right + GAP : area.left - GAP - width, top, maxHeight };
  }
  if (Math.max(below, above) >= Math.min(needed, 120)) {
    return below >= above
      ? { left, top: area.bottom + GAP, maxHeight: below }
      : { left, top: Math.max(window.top + EDGE, area.top - GAP - card.height), maxHeight: above };
  }
  // The claim fills the window: leave at least the line that the reader points at.
  const at = lines.find((line) => point && point.y >= line.top && point.y <= line.bottom) ?? lines[0];
  const under = window.bottom - EDGE - (at.bottom + GAP);
  const over = at.top - GAP - (window.top + EDGE);
  return under >= over
    ? { left, top: at.bottom + GAP, maxHeight: Math.max(80, under) }
    : { left, top: Math.max(window.top + EDGE, at.top - GAP - Math.min(card.height, over)), maxHeight: Math.max(80, over) };
}

/** @param {Box[]} boxes @returns {Box} */
export function union(boxes) {
  return boxes.reduce((all, box) => ({
    left: Math.min(all.left, box.left),
    top: Math.min(all.top, box.top),
    right: Math.max(all.right, box.right),
    bottom: Math.max(all.bottom, box.bottom),
  }));
}

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.max(low, Math.min(value, Math.max(low, high)));
