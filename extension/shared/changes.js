// @ts-check
/**
 * What has changed between two analyses of an article, and the way from the first to the second.
 *
 * Claims are numbered from 1 in reading order, so a paragraph on top gives all of them another number. A claim that is
 * otherwise the same is therefore told by its former number, and stretches of them by the first and how many. What hangs
 * on the numbers alone (whom a claim answers, who its speaker is) is in the links and the sums, which come whole.
 *
 * @typedef {import("./types.js").Analysis} Analysis
 * @typedef {import("./types.js").Attribution} Attribution
 * @typedef {import("./types.js").BlockReport} BlockReport
 * @typedef {import("./types.js").BlockSpan} BlockSpan
 *
 * @typedef {object} Changes
 * @property {BlockReport[]} blocks        those that are new or other than before
 * @property {BlockSpan[]} sentences       all that these have
 * @property {(Attribution|[from: number, count: number])[]} attributions   in order: new, or so many from this former number on
 * @property {Analysis["links"]} links
 * @property {Analysis["profile"]} profile
 *
 * @typedef {object} Digest                what has to be kept of an analysis to tell later what has changed
 * @property {Map<number, string>} blocks  what became of each block, its sentences included
 * @property {string[]} claims
 */

/** A claim without what hangs on the numbers. @param {Attribution} attribution */
const keyOf = (attribution) => JSON.stringify({ ...attribution, id: 0, answers: null, speaker: null });

/** @param {readonly BlockSpan[]} spans @returns {Map<number, BlockSpan[]>} */
function byBlock(spans) {
  /** @type {Map<number, BlockSpan[]>} */
  const groups = new Map();
  for (const span of spans) {
    const group = groups.get(span.block);
    if (group) group.push(span);
    else groups.set(span.block, [span]);
  }
  return groups;
}

/** @param {Analysis} analysis @returns {Digest} */
export function digest(analysis) {
  const sentences = byBlock(analysis.sentences);
  return {
    blocks: new Map(analysis.blocks.map((report) => [report.id, JSON.stringify([report, sentences.get(report.id)])])),
    claims: analysis.attributions.map(keyOf),
  };
}

/** @param {Digest} before @param {Digest} after @param {Analysis} analysis of which `after` is the digest @returns {Changes} */
export function changesBetween(before, after, analysis) {
  const blocks = analysis.blocks.filter(({ id }) => before.blocks.get(id) !== after.blocks.get(id));
  const other = new Set(blocks.map(({ id }) => id));
  /** Former numbers of claims, the last first. @type {Map<string, number[]>} */
  const former = new Map();
  for (let index = before.claims.length; index > 0; index--) {
    const list = former.get(before.claims[index - 1]);
    if (list) list.push(index);
    else former.set(before.claims[index - 1], [index]);
  }
  /** @type {Changes["attributions"]} */
  const attributions = [];
  for (const [index, attribution] of analysis.attributions.entries()) {
    const last = attributions.at(-1);
    const was = former.get(after.claims[index])?.pop();
    if (was === undefined) attributions.push(attribution);
    else if (Array.isArray(last) && last[0] + last[1] === was) last[1]++;
    else attributions.push([was, 1]);
  }
  return { blocks, sentences: analysis.sentences.filter(({ block }) => other.has(block)), attributions, links: analysis.links, profile: analysis.profile };
}

/** @param {Analysis} before @param {Changes} changes @param {readonly number[]} order the blocks' numbers, as they stand now @returns {Analysis} */
export function withChanges(before, changes, order) {
  const reports = new Map([...before.blocks, ...changes.blocks].map((report) => [report.id, report]));
  const sentences = byBlock(before.sentences);
  for (const { id } of changes.blocks) sentences.delete(id);
  for (const [id, spans] of byBlock(changes.sentences)) sentences.set(id, spans);

  /** @type {Map<number, number[]>} */
  const answers = new Map();
  for (const { from, to, relation } of changes.links) if (relation !== "same") answers.set(from, [...(answers.get(from) ?? []), to]);
  /** @type {Map<number, number>} */
  const speakers = new Map();
  changes.profile.sources.forEach((source, index) => {
    for (const id of source.attributions) speakers.set(id, index);
  });
  /** @type {Attribution[]} */
  const attributions = [];
  for (const item of changes.attributions)
    for (const attribution of Array.isArray(item) ? before.attributions.slice(item[0] - 1, item[0] - 1 + item[1]) : [item]) {
      const id = attributions.length + 1;
      attributions.push({ ...attribution, id, answers: answers.get(id) ?? [], speaker: speakers.get(id) ?? null });
    }
  return {
    blocks: order.flatMap((id) => reports.get(id) ?? []),
    sentences: order.flatMap((id) => sentences.get(id) ?? []),
    attributions,
    links: changes.links,
    profile: changes.profile,
  };
}
