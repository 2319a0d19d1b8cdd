// @ts-check
/**
 * Where claims stand in the text of the whole page, for annotations that others are to find again: in
 * `document.body.textContent`, whatever of it is shown, white space and soft hyphens as they are.
 *
 * @typedef {import("./blocks.js").PageBlock} PageBlock
 * @typedef {import("../shared/types.js").Attribution} Attribution
 * @typedef {import("../shared/export.js").PagePlace} PagePlace
 */
import { extent } from "../shared/overview.js";
import { stretches } from "./ranges.js";

/** UTF-16 units before and after a place: more than any annotation takes. */
const AROUND = 64;

/** @param {string} text */
const points = (text) => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

/**
 * @param {Document} document
 * @param {Map<number, PageBlock>} blocks
 * @param {Attribution[]} attributions
 * @returns {(PagePlace|null)[][]}  for each attribution, for each span of its extent; null: the page has changed there, or
 *   the text is none of the page's own (a shadow root's)
 */
export function pagePlaces(document, blocks, attributions) {
  const found = attributions.map((attribution) =>
    extent(attribution).map(({ block, start, end }) => {
      const within = blocks.get(block);
      return within ? stretches(within, start, end) : null;
    }),
  );
  /** Where each node begins that a claim begins or ends in, in units and in points. @type {Map<Text, {unit: number, point: number}>} */
  const begins = new Map();
  const wanted = new Set(found.flat().flatMap((parts) => (parts ? [parts[0].node, parts[parts.length - 1].node] : [])));
  let whole = "";
  let point = 0;
  const walker = document.createTreeWalker(document.body ?? document.documentElement, 4 /* SHOW_TEXT */ | 8 /* SHOW_CDATA_SECTION */);
  for (let node = walker.nextNode(); node && wanted.size > 0; node = walker.nextNode()) {
    const { data } = /** @type {Text} */ (node);
    if (wanted.has(/** @type {Text} */ (node))) begins.set(/** @type {Text} */ (node), { unit: whole.length, point });
    whole += data;
    point += points(data);
  }
  /** @param {{node: Text}} part @param {number} at */
  const place = ({ node }, at) => {
    const begin = begins.get(node);
    return begin && { unit: begin.unit + at, point: begin.point + points(node.data.slice(0, at)) };
  };
  return found.map((spans) =>
    spans.map((parts) => {
      const [first, last] = parts ? [parts[0], parts[parts.length - 1]] : [];
      const start = first && place(first, first.from);
      const end = last && place(last, last.to);
      if (!start || !end) return null;
      return {
        start: start.point,
        end: end.point,
        exact: whole.slice(start.unit, end.unit),
        before: whole.slice(Math.max(0, start.unit - AROUND), start.unit),
        after: whole.slice(end.unit, end.unit + AROUND),
      };
    }),
  );
}
