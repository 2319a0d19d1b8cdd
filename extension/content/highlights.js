// @ts-check
/**
 * The tints: entries in the browser's highlight registry, nothing in the page's own tree.
 *
 * Where claims lie inside one another each word belongs to the innermost, so that tints never pile up and lose
 * their contrast. Words are then grouped by the surface they stand on, see `contrast.js`.
 *
 * @typedef {import("../shared/types.js").Attribution} Attribution
 * @typedef {import("../shared/types.js").Kind} Kind
 * @typedef {import("../shared/kinds.js").Palette} Palette
 * @typedef {import("../shared/kinds.js").Scheme} Scheme
 * @typedef {import("./contrast.js").Ink} Ink
 * @typedef {import("./blocks.js").PageBlock} PageBlock
 *
 * @typedef {object} Stretch      words of one block that belong to one claim
 * @property {number} start
 * @property {number} end
 * @property {Attribution} attribution
 * @property {"content"|"by"} part
 *
 * @typedef {{name: string, first: Text, from: number, last: Text, to: number}} Tint   to be painted, from here to there
 * @typedef {{name: string, highlight: Highlight, range: Range}} Painted
 */

import { Surfaces, inkOn } from "./contrast.js";
import { byOf, contentOf } from "./model.js";
import { rangeOf, stretches } from "./ranges.js";
import { highlightName, tintOfPart } from "./styles.js";

/**
 * Divides every block among the claims in it, innermost first.
 *
 * @param {readonly Attribution[]} attributions
 * @returns {Map<number, Stretch[]>} by block id, in order, never overlapping
 */
export function divide(attributions) {
  /** @type {Map<number, Stretch[]>} */
  const spans = new Map();
  for (const attribution of attributions)
    for (const part of /** @type {const} */ (["content", "by"]))
      for (const { block, start, end } of part === "content" ? contentOf(attribution) : byOf(attribution)) {
        const list = spans.get(block) ?? [];
        list.push({ start, end, attribution, part });
        spans.set(block, list);
      }
  for (const [block, list] of spans) spans.set(block, innermost(list));
  return spans;
}

/** @param {Stretch[]} list @returns {Stretch[]} */
function innermost(list) {
  const edges = [...new Set(list.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const byStart = [...list].sort((a, b) => a.start - b.start);
  /** @type {Stretch[]} */
  const out = [];
  /** @type {Stretch[]} */
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const [start, end] = [edges[i], edges[i + 1]];
    while (next < byStart.length && byStart[next].start <= start) open.push(byStart[next++]);
    open = open.filter((span) => span.end > start);
    if (open.length === 0) continue;
    const owner = open.reduce((best, span) => (span.end - span.start < best.end - best.start ? span : best));
    const last = out[out.length - 1];
    if (last && last.end === start && last.attribution === owner.attribution && last.part === owner.part) last.end = end;
    else out.push({ start, end, attribution: owner.attribution, part: owner.part });
  }
  return out;
}

export class Painter {
  /**
   * @param {Document} document
   * @param {(scheme: Scheme, ink: Ink) => void} [wear]   asks for the style sheet that shows such tints
   */
  constructor(document, wear = () => {}) {
    this.document = document;
    this.wear = wear;
    const view = /** @type {any} */ (document.defaultView);
    this.registry = /** @type {HighlightRegistry|undefined} */ (view?.CSS?.highlights);
    this.Highlight = /** @type {typeof Highlight|undefined} */ (view?.Highlight);
    /** @type {Map<string, Highlight>} */
    this.own = new Map();
    /** What is painted of each block, so that a block that changed can be cleared at once. @type {Map<number, Painted[]>} */
    this.painted = new Map();
    /** What is about to be painted. @type {Map<number, Tint[]>} */
    this.wanted = new Map();
    this.surfaces = new Surfaces(document);
  }

  get supported() {
    return this.registry !== undefined && this.Highlight !== undefined;
  }

  /**
   * Makes the page look like this. What is painted already, and still where it ought to be, is not touched: the words of a
   * paragraph do not flicker because another one has changed.
   *
   * What to paint is worked out block by block; then all of it is painted together, since a browser goes over every highlight
   * of the page again whenever one of them has changed.
   *
   * @param {readonly PageBlock[]} blocks
   * @param {readonly Attribution[]} attributions   those to be shown
   * @param {Palette} palette
   * @returns {Generator<void, void>}
   */
  *paint(blocks, attributions, palette) {
    this.surfaces = new Surfaces(this.document);
    const divided = divide(attributions);
    const forced = this.document.defaultView?.matchMedia("(forced-colors: active)").matches === true;
    /** @type {Map<number, Tint[]>} */
    const wanted = new Map();
    this.wanted = wanted;
    for (const block of blocks) {
      // With forced colours a paler tint is not to be had: source and cue would look like the claim.
      wanted.set(block.id, (divided.get(block.id) ?? []).filter(({ part }) => !(forced && part === "by")).flatMap((stretch) => this.tintsOf(block, stretch, palette)));
      yield;
    }
    for (const block of [...this.painted.keys()]) if (!wanted.has(block)) this.forget(block);
    for (const [block, tints] of wanted) {
      const painted = this.painted.get(block) ?? [];
      if (painted.length === tints.length && painted.every((one, index) => this.isAsWanted(one, tints[index]))) continue;
      this.forget(block);
      for (const tint of tints) {
        // (nobody tells us any more what changes on a page that never rests)
        if (tint.from <= tint.first.length && tint.to <= tint.last.length) this.add(tint.name, this.rangeFor(tint), block, 0);
      }
    }
    for (const [name, highlight] of this.own) if (highlight.size === 0) this.drop(name, highlight);
  }

  /** @param {PageBlock} block @param {Stretch} stretch @param {Palette} palette @returns {Tint[]} */
  tintsOf(block, { start: from, end: to, attribution: { kind }, part }, palette) {
    // What is left between two claims inside a third may begin or end with a space, or be nothing else.
    const text = block.text.slice(from, to);
    const start = from + (text.length - text.trimStart().length);
    const end = from + text.trimEnd().length;
    const found = start < end ? stretches(block, start, end) : null;
    if (!found) return [];
    const names = found.map(({ node }) => this.nameFor(node, kind, part, palette));
    // Usually all on one surface: then one range over all of it, if nothing else stands in between.
    const whole = found.length > 1 && names.every((name) => name === names[0]) ? rangeOf(block, start, end) : null;
    if (whole && sameWords(whole.toString(), block.text.slice(start, end))) {
      const last = found[found.length - 1];
      return [{ name: names[0], first: found[0].node, from: found[0].from, last: last.node, to: last.to }];
    }
    return found.map((one, index) => ({ name: names[index], first: one.node, from: one.from, last: one.node, to: one.to }));
  }

  /** @param {Tint} tint */
  rangeFor({ first, from, last, to }) {
    const range = this.document.createRange();
    range.setStart(first, from);
    range.setEnd(last, to);
    return range;
  }

  /**
   * A range lives with the page's text: one whose text was set anew, be it to the same words, is somewhere else now.
   *
   * @param {Painted} painted
   * @param {Tint} tint
   */
  isAsWanted({ name, highlight, range }, tint) {
    return (
      name === tint.name &&
      this.registry?.get(name) === highlight &&
      range.startContainer === tint.first &&
      range.startOffset === tint.from &&
      range.endContainer === tint.last &&
      range.endOffset === tint.to
    );
  }

  /** @param {Text} node @param {Kind} kind @param {"content"|"by"} part @param {Palette} palette */
  nameFor(node, kind, part, palette) {
    const parent = node.parentElement ?? this.document.documentElement;
    const surface = this.surfaces.of(parent);
    const ink = inkOn(surface, tintOfPart(palette, kind, part, surface.scheme));
    this.wear(surface.scheme, ink);
    return highlightName(kind, part, surface.scheme, ink);
  }

  /** @param {string} name @param {Range} range @param {number|null} block @param {number} priority */
  add(name, range, block, priority) {
    if (!this.registry || !this.Highlight) return;
    let highlight = this.own.get(name);
    if (!highlight) {
      highlight = new this.Highlight();
      highlight.priority = priority;
      this.own.set(name, highlight);
    }
    if (this.registry.get(name) !== highlight) this.registry.set(name, highlight);
    highlight.add(range);
    if (block !== null) {
      const list = this.painted.get(block);
      if (list) list.push({ name, highlight, range });
      else this.painted.set(block, [{ name, highlight, range }]);
    }
  }

  /** Takes the tint off one block, or off what was about to be painted of it. @param {number} block */
  forget(block) {
    this.wanted.delete(block);
    for (const { highlight, range } of this.painted.get(block) ?? []) highlight.delete(range);
    this.painted.delete(block);
  }

  /** Marks the claim whose card is open, and what it is tied to. @param {Range[]} active @param {Range[]} linked */
  point(active, linked) {
    this.own.get("sutra-active")?.clear();
    this.own.get("sutra-linked")?.clear();
    for (const range of active) this.add("sutra-active", range, null, 10);
    for (const range of linked) this.add("sutra-linked", range, null, 9);
  }

  /** @param {string} name @param {Highlight} highlight */
  drop(name, highlight) {
    highlight.clear();
    // The page may have put something of its own under our name: that stays.
    if (this.registry?.get(name) === highlight) this.registry.delete(name);
    this.own.delete(name);
  }

  clear() {
    for (const [name, highlight] of this.own) this.drop(name, highlight);
    this.painted.clear();
  }
}

/** @param {string} inPage @param {string} analysed */
function sameWords(inPage, analysed) {
  /** @param {string} text */
  const words = (text) => text.replace(/[\s\u00a0\u00ad\u200b\u2060\ufeff]+/g, "");
  return words(inPage) === words(analysed);
}
