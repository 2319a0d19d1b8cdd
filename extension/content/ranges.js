// @ts-check
/**
 * Offsets in a block's text → places in the page, and back.
 *
 * A place is only given while the page still says what was analysed: a changed Text node gives none.
 *
 * @typedef {import("./blocks.js").PageBlock} PageBlock
 * @typedef {import("./walk.js").Piece} Piece
 * @typedef {import("../shared/types.js").BlockSpan} BlockSpan
 */

/** The last piece that starts at or before the offset. @param {Piece[]} pieces @param {number} offset @returns {number} -1: none */
export function pieceAt(pieces, offset) {
  let low = 0;
  let high = pieces.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].start <= offset) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

/** Does the page still say what was read? @param {Piece} piece */
export function holdsTrue(piece) {
  return piece.node.data === piece.data && piece.node.isConnected;
}

/**
 * The stretches of Text nodes under a span, in order.
 *
 * @param {PageBlock} block
 * @param {number} start
 * @param {number} end
 * @returns {{node: Text, from: number, to: number}[]|null}  null: the page has changed, or the span is not in the text
 */
export function stretches(block, start, end) {
  if (start < 0 || end > block.text.length || start >= end) return null;
  /** @type {{node: Text, from: number, to: number}[]} */
  const found = [];
  for (let i = Math.max(0, pieceAt(block.pieces, start)); i < block.pieces.length; i++) {
    const piece = block.pieces[i];
    if (piece.start >= end) break;
    const from = Math.max(start, piece.start) - piece.start;
    const to = Math.min(end, piece.start + piece.length) - piece.start;
    if (to <= from) continue;
    if (!holdsTrue(piece)) return null;
    const last = found[found.length - 1];
    // What lies between two pieces of one node is white space or a soft hyphen: one stretch to the eye.
    if (last && last.node === piece.node) last.to = piece.offset + to;
    else found.push({ node: piece.node, from: piece.offset + from, to: piece.offset + to });
  }
  return found.length > 0 ? found : null;
}

/**
 * One range over a span.
 *
 * @param {PageBlock} block
 * @param {number} start
 * @param {number} end
 * @returns {Range|null}
 */
export function rangeOf(block, start, end) {
  const found = stretches(block, start, end);
  if (!found) return null;
  const range = block.element.ownerDocument.createRange();
  const last = found[found.length - 1];
  range.setStart(found[0].node, found[0].from);
  range.setEnd(last.node, last.to);
  return range;
}

/** From a point in the page to a block and an offset in its text. */
export class Places {
  /** @param {PageBlock[]} blocks */
  constructor(blocks) {
    /** @type {Map<Text, {block: PageBlock, piece: Piece}[]>} */
    this.byNode = new Map();
    for (const block of blocks)
      for (const piece of block.pieces) {
        const list = this.byNode.get(piece.node);
        if (list) list.push({ block, piece });
        else this.byNode.set(piece.node, [{ block, piece }]);
      }
  }

  /** @param {Node} node @param {number} offset @returns {{block: PageBlock, offset: number}|null} */
  find(node, offset) {
    for (const { block, piece } of this.byNode.get(/** @type {Text} */ (node)) ?? [])
      if (offset >= piece.offset && offset <= piece.offset + piece.length && holdsTrue(piece))
        return { block, offset: piece.start + (offset - piece.offset) };
    return null;
  }

  /** The blocks that stand in this Text node. @param {Node} node @returns {PageBlock[]} */
  blocksOf(node) {
    return (this.byNode.get(/** @type {Text} */ (node)) ?? []).map(({ block }) => block);
  }
}
