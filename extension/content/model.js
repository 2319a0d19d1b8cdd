// @ts-check
/**
 * An analysis, indexed for pointing: which claims stand here, what answers what, what else a source said.
 *
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/types.js").Attribution} Attribution
 * @typedef {import("../shared/types.js").BlockSpan} BlockSpan
 * @typedef {import("../shared/overview.js").Relation} Relation
 */

import { relations } from "../shared/overview.js";

export class Model {
  /** @param {Analysis} analysis */
  constructor(analysis) {
    this.analysis = analysis;
    /** @type {Map<number, Attribution>} */
    this.byId = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]));
    /** @type {Map<number, {span: BlockSpan, id: number}[]>} */
    this.byBlock = new Map();
    for (const attribution of analysis.attributions)
      for (const span of [...contentOf(attribution), ...byOf(attribution)]) {
        const list = this.byBlock.get(span.block);
        if (list) list.push({ span, id: attribution.id });
        else this.byBlock.set(span.block, [{ span, id: attribution.id }]);
      }
    this.ties = relations(analysis);
  }

  /** @param {number} id */
  get(id) {
    return this.byId.get(id) ?? null;
  }

  /**
   * The claims at a place, the innermost first.
   *
   * @param {number} block
   * @param {number} offset
   * @returns {Attribution[]}
   */
  at(block, offset) {
    /** @type {Map<number, number>} */
    const shortest = new Map();
    for (const { span, id } of this.byBlock.get(block) ?? []) {
      if (offset < span.start || offset > span.end) continue;
      // Strictly inside beats touching the end: of two neighbours the pointer is on the one it is in.
      const length = span.end - span.start + (offset === span.end ? 1_000_000 : 0);
      shortest.set(id, Math.min(shortest.get(id) ?? Infinity, length));
    }
    return [...shortest]
      .sort((a, b) => a[1] - b[1] || a[0] - b[0])
      .flatMap(([id]) => this.byId.get(id) ?? []);
  }

  /**
   * Other claims that share words with this one.
   *
   * @param {Attribution} attribution
   * @returns {Attribution[]}
   */
  overlapping(attribution) {
    /** @type {Set<number>} */
    const ids = new Set();
    for (const span of [...contentOf(attribution), ...byOf(attribution)])
      for (const other of this.byBlock.get(span.block) ?? [])
        if (other.id !== attribution.id && other.span.start < span.end && other.span.end > span.start) ids.add(other.id);
    return this.list(ids);
  }

  /** What this claim is tied to. @param {number} id @returns {{relation: Relation, attribution: Attribution}[]} */
  related(id) {
    return (this.ties.get(id) ?? []).flatMap(({ relation, id: other }) => {
      const attribution = other === id ? null : this.get(other);
      return attribution ? [{ relation, attribution }] : [];
    });
  }

  /** Everything the same source says, in reading order, this claim included. @param {Attribution} attribution @returns {Attribution[]} */
  sameSource(attribution) {
    if (attribution.speaker === null) return [attribution];
    return this.list(this.analysis.profile.sources[attribution.speaker]?.attributions ?? [attribution.id]);
  }

  /** @param {Iterable<number>} ids @returns {Attribution[]} in reading order */
  list(ids) {
    return [...ids].sort((a, b) => a - b).flatMap((id) => this.byId.get(id) ?? []);
  }
}

/** Where the claim stands: its content, or, where the sentence has none, who says it and how. @param {Attribution} attribution @returns {BlockSpan[]} */
export function contentOf(attribution) {
  return attribution.content.length > 0 ? attribution.content : sourceAndCue(attribution);
}

/** Who says it and how, where the claim itself is marked beside it. @param {Attribution} attribution @returns {BlockSpan[]} */
export function byOf(attribution) {
  return attribution.content.length > 0 ? sourceAndCue(attribution) : [];
}

/** @param {Attribution} attribution @returns {BlockSpan[]} */
function sourceAndCue({ source, cue }) {
  return [source, cue].filter((span) => span !== null);
}
