// @ts-check
/**
 * What the reader has selected, as blocks.
 *
 * @typedef {import("./blocks.js").PageBlock} PageBlock
 * @typedef {import("./blocks.js").Reading} Reading
 * @typedef {import("./walk.js").Piece} Piece
 */

import { NOTHING } from "./blocks.js";
import { atOnce } from "./slices.js";
import { Walk, isInline } from "./walk.js";

/**
 * Reads what the reader has selected, wherever it stands; form fields and editable text stay out.
 *
 * @param {Document} document
 * @param {Selection|null} selection
 * @returns {Reading}
 */
export function readSelection(document, selection) {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return NOTHING;
  const range = selection.getRangeAt(0);
  const common = range.commonAncestorContainer;
  const element = common.nodeType === 1 ? /** @type {Element} */ (common) : common.parentElement;
  if (!element) return NOTHING;
  const { candidates, truncated } = atOnce(new Walk(document, blockAround(document, element), () => false).run());
  /** @type {PageBlock[]} */
  const blocks = [];
  for (const candidate of candidates) {
    const pieces = candidate.pieces.flatMap((piece) => clip(piece, range) ?? []);
    if (pieces.length === 0) continue;
    const from = pieces[0].start;
    const last = pieces[pieces.length - 1];
    const text = candidate.text.slice(from, last.start + last.length);
    blocks.push({
      id: blocks.length,
      text,
      role: "selection",
      element: candidate.element,
      pieces: pieces.map((piece) => ({ ...piece, start: piece.start - from })),
    });
  }
  return { blocks, root: blocks.length ? element : null, truncated };
}

/** @param {Document} document @param {Element} element */
function blockAround(document, element) {
  let at = element;
  while (at.parentElement && isInline(document.defaultView?.getComputedStyle(at).display ?? "block")) at = at.parentElement;
  return at;
}

/** The part of a piece that lies in the range. @param {Piece} piece @param {Range} range @returns {Piece|null} */
function clip(piece, range) {
  if (!range.intersectsNode(piece.node)) return null;
  let from = piece.offset;
  let to = piece.offset + piece.length;
  if (range.startContainer === piece.node) from = Math.max(from, range.startOffset);
  else if (range.comparePoint(piece.node, from) < 0 && range.comparePoint(piece.node, to) < 0) return null;
  if (range.endContainer === piece.node) to = Math.min(to, range.endOffset);
  else if (range.comparePoint(piece.node, from) > 0) return null;
  if (from >= to) return null;
  return { ...piece, start: piece.start + (from - piece.offset), offset: from, length: to - from };
}
