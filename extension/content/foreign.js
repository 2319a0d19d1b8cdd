// @ts-check
/**
 * Articles in a language that there is no pack for. What stands among them in one that there is a pack for is a cookie
 * notice, an offer or a post that is shown: tinted alone it would look as if it were all that anybody says there.
 *
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/types.js").Block} Block
 */

/** From this share on, the text is foreign; a list of names or results among the paragraphs does not make it so. */
const FOREIGN = 2 / 3;

/** How much of a text is in a language that there is no pack for. @param {Analysis["blocks"]} reports @param {readonly Block[]} blocks @returns {number} 0 to 1, by characters */
export function foreignShare(reports, blocks) {
  const foreign = new Set(reports.filter(({ status }) => status === "no-language").map(({ id }) => id));
  let [all, of] = [0, 0];
  for (const { id, text } of blocks) {
    all += text.length;
    if (foreign.has(id)) of += text.length;
  }
  return all > 0 ? of / all : 0;
}

/** @template {string} Name @param {Record<Name, number>} counts */
const none = (counts) => /** @type {Record<Name, number>} */ (Object.fromEntries(Object.keys(counts).map((name) => [name, 0])));

/** The analysis, without a claim where the article is foreign. @param {Analysis} analysis @param {readonly Block[]} blocks @returns {Analysis} */
export function quietWhereForeign(analysis, blocks) {
  if (analysis.attributions.length === 0 || foreignShare(analysis.blocks, blocks) < FOREIGN) return analysis;
  const { kinds, stances } = analysis.profile;
  const nobody = { sources: [], unnamed: [], denied: [], undenied: [], singleSource: [], unheard: [] };
  return { ...analysis, attributions: [], links: [], profile: { attributions: 0, claims: 0, kinds: none(kinds), stances: none(stances), ...nobody } };
}
