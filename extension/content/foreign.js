// @ts-check
/**
 * Articles in a language that there is no pack for. What stands among them in one that there is a pack for is a cookie
 * notice, an offer or a post that is shown: tinted alone it would look as if it were all that anybody says there.
 *
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/types.js").Block} Block
 */

/**
 * From this share on, a text is foreign; a list of names or results among the paragraphs does not make it so. Where the page
 * itself says that it is, less will do: lines of German or Dutch may have no other short words than English ones.
 */
const FOREIGN = 2 / 3;
const FOREIGN_AS_SAID = 1 / 3;

/** @param {Element|null} root  of the article @returns {string} what the page says that its language is, "" for nothing */
export const saidLanguage = (root) => root?.closest("[lang]")?.getAttribute("lang") ?? "";

/** Is the text in a language that there is no pack for? @param {Analysis["blocks"]} reports @param {readonly Block[]} blocks @param {string} said  see `saidLanguage` */
export function isForeign(reports, blocks, said) {
  const foreign = new Set(reports.filter(({ status }) => status === "no-language").map(({ id }) => id));
  let [all, of] = [0, 0];
  for (const { id, text } of blocks) {
    all += text.length;
    if (foreign.has(id)) of += text.length;
  }
  return all > 0 && of >= all * (/^(?:(?:en|hi)\b|$)/i.test(said) ? FOREIGN : FOREIGN_AS_SAID);
}

/** @template {string} Name @param {Record<Name, number>} counts */
const none = (counts) => /** @type {Record<Name, number>} */ (Object.fromEntries(Object.keys(counts).map((name) => [name, 0])));

/** The analysis, without a claim where the article is foreign. @param {Analysis} analysis @param {readonly Block[]} blocks @param {string} said @returns {Analysis} */
export function quietWhereForeign(analysis, blocks, said) {
  if (analysis.attributions.length === 0 || !isForeign(analysis.blocks, blocks, said)) return analysis;
  const { kinds, stances } = analysis.profile;
  const nobody = { sources: [], unnamed: [], denied: [], undenied: [], singleSource: [], unheard: [] };
  return { ...analysis, attributions: [], links: [], profile: { attributions: 0, claims: 0, kinds: none(kinds), stances: none(stances), ...nobody } };
}
