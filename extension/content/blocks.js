// @ts-check
/**
 * The page's DOM → the article's text, as blocks in reading order, each with a map back to the Text nodes.
 *
 * `walk.js` reads what stands in the page. What of it is the article is judged by where the running text is (`where.js`): the
 * element that holds most of it, without what calls itself something else (`asides.js`) and cards of other stories
 * (`cards.js`), together with the headline above (`headline.js`), and without the lines that are none of the text
 * (`choice.js`, `furniture.js`).
 *
 * @typedef {import("../shared/types.js").Role} Role
 * @typedef {import("./walk.js").Candidate} Candidate
 * @typedef {import("./walk.js").Piece} Piece
 *
 * @typedef {object} PageBlock
 * @property {number} id
 * @property {string} text
 * @property {Role} role
 * @property {Element} element      nearest block-level element
 * @property {Piece[]} pieces
 *
 * @typedef {object} Reading
 * @property {PageBlock[]} blocks
 * @property {Element|null} root    smallest element around all that was read; null where there is no article
 * @property {boolean} truncated    the page was longer than we read
 */

import { believedAsides, heaviestAsides } from "./asides.js";
import { cardsOf } from "./cards.js";
import { chosenFrom } from "./choice.js";
import { headlineOf } from "./headline.js";
import { commonAncestor, isIn } from "./tree.js";
import { Walk } from "./walk.js";
import { bodyOf, isArticle, saysArticle } from "./where.js";

/** @type {Reading} */
export const NOTHING = { blocks: [], root: null, truncated: false };

/**
 * Reads the article of a page; may be left in between, see `slices.js`. What changes meanwhile may or may not be in it.
 *
 * @typedef {object} ReadOptions
 * @property {Element} [root]       read inside this element only
 * @property {boolean} [whole]      read everything visible, article or not
 * @property {(element: Element) => boolean} [ignore]   our own host
 *
 * @param {Document} document
 * @param {ReadOptions} options
 * @returns {Generator<void, Reading>}
 */
export function* readingArticle(document, options) {
  const top = options.root ?? document.body;
  if (!top) return NOTHING;
  const { candidates, truncated } = yield* new Walk(document, top, options.ignore ?? (() => false)).run();
  yield;
  if (options.whole) return finish(candidates.filter((candidate) => candidate.text.length >= 2), top, truncated);

  const cards = cardsOf(candidates, document);
  const others = cards.size > 0 ? candidates.filter(({ element }) => !isIn(cards, element)) : candidates;
  yield;
  const asides = believedAsides(others);
  /** @param {Candidate} candidate */
  const ruledOut = ({ context, element }) => context.asides.some((aside) => asides.has(aside.element)) || (cards.size > 0 && isIn(cards, element));
  const saysSo = saysArticle(document);
  let { body, inBody } = bodyOf(others.filter((candidate) => !ruledOut(candidate)), top);
  yield;
  while (!isArticle(document, body, inBody, saysSo)) {
    const wrong = saysSo ? heaviestAsides(others, asides) : [];
    if (wrong.length === 0) return { ...NOTHING, truncated };
    for (const element of wrong) asides.delete(element);
    ({ body, inBody } = bodyOf(others.filter((candidate) => !ruledOut(candidate)), top));
    yield;
  }
  const firstBody = candidates.indexOf(inBody[0]);
  const headline = headlineOf(candidates, body, firstBody, document.title, ruledOut);
  // What the headline stands in is the article's, whatever it calls itself: its summary may stand there too.
  for (const { element } of headline?.context.asides ?? []) asides.delete(element);
  yield;
  return finish(yield* chosenFrom(candidates, { body, firstBody, headline, ruledOut }), top, truncated);
}

/** @param {Candidate[]} chosen @param {Element} top @param {boolean} truncated @returns {Reading} */
function finish(chosen, top, truncated) {
  const blocks = chosen.map(({ element, text, pieces, context }, index) => ({
    id: index,
    text,
    role: /** @type {Role} */ (context.role),
    element,
    pieces,
  }));
  return { blocks, root: blocks.length ? commonAncestor(blocks.map((block) => block.element)) ?? top : null, truncated };
}
