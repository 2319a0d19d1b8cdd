// @ts-check
/**
 * How a page and the engine speak of an article that changes: of a block that both know already only its number passes
 * between them, and of the claims only those that are other than before.
 *
 * A block's number stands for its text and role, as long as the page is read. The engine's side may forget at any moment
 * (the browser ends the worker as it likes): it then says that it does not know the article, and is told the whole.
 *
 * @typedef {import("./types.js").Analysis} Analysis
 * @typedef {import("./types.js").AnalyzeOptions} AnalyzeOptions
 * @typedef {import("./types.js").Block} Block
 * @typedef {import("./changes.js").Changes} Changes
 * @typedef {import("./changes.js").Digest} Digest
 *
 * @typedef {object} Article      as a message names it
 * @property {string} id          of this reading of the page
 * @property {[first: number, count: number][]} order   numbers of all blocks in reading order, as stretches that count up
 * @property {string} have        the state that the page has, "" for none
 *
 * @typedef {{unknown: true}|{state: string, analysis: Analysis}|{state: string, since: string, changes: Changes}} Answer
 *   unknown: blocks are missing that were not sent; changes: from the state `since` on
 */

import { changesBetween, digest, withChanges } from "./changes.js";
import { LIMITS } from "./messages.js";

/** @param {readonly number[]} ids @returns {Article["order"]} */
export function stretchesOf(ids) {
  /** @type {Article["order"]} */
  const out = [];
  for (const id of ids) {
    const last = out.at(-1);
    if (last && last[0] + last[1] === id) last[1]++;
    else out.push([id, 1]);
  }
  return out;
}

/** The page's side: asks for an analysis of the whole, and sends what is new. */
export class Reader {
  /** @param {(article: Article, blocks: Block[], options: AnalyzeOptions) => Promise<Answer>} ask */
  constructor(ask) {
    this.ask = ask;
    this.id = crypto.getRandomValues(new Uint32Array(3)).join("-");
    this.state = "";
    /** @type {Analysis|null} */
    this.analysis = null;
    /** Numbers of the blocks that the other side was told of last. @type {Set<number>} */
    this.told = new Set();
  }

  /** @param {Block[]} blocks @param {AnalyzeOptions} options @returns {Promise<Analysis>} */
  async analyze(blocks, options) {
    const ids = blocks.map(({ id }) => id);
    const order = stretchesOf(ids);
    const { told } = this;
    let answer = await this.ask({ id: this.id, order, have: this.state }, blocks.filter(({ id }) => !told.has(id)), options);
    // Forgotten there, or overtaken here by the answer to another question.
    if ("unknown" in answer || ("changes" in answer && answer.since !== this.state)) answer = await this.ask({ id: this.id, order, have: "" }, blocks, options);
    if ("unknown" in answer) throw new Error("the engine does not know what it was told");
    const analysis = "analysis" in answer ? answer.analysis : withChanges(/** @type {Analysis} */ (this.analysis), answer.changes, ids);
    this.state = answer.state;
    this.analysis = analysis;
    this.told = new Set(ids);
    return analysis;
  }
}

/** Articles that are remembered at a time; beyond them the one that was asked for longest ago goes. */
const MOST = 6;

/** The engine's side. */
export class Articles {
  /** @type {Map<string, {id: string, blocks: Map<number, Block>, length: number, state: string, digest: Digest}>} */
  #known = new Map();

  /**
   * @param {string} place   where the article is: it takes the place of any other there
   * @param {Article} article
   * @param {Block[]} blocks  those that are new
   * @param {(blocks: Block[]) => Analysis} analyze
   * @returns {Answer}
   */
  answer(place, article, blocks, analyze) {
    const known = this.#known.get(place);
    const before = known?.id === article.id ? known : null;
    const news = new Map(blocks.map((block) => [block.id, block]));
    /** @type {Map<number, Block>} */
    const all = new Map();
    let length = 0;
    for (const [first, count] of article.order)
      for (let id = first; id < first + count; id++) {
        const block = news.get(id) ?? before?.blocks.get(id);
        if (!block) return { unknown: true };
        all.set(id, block);
        length += block.text.length;
      }
    if (length > LIMITS.totalLength) throw new Error("the article is too long");
    const analysis = analyze([...all.values()]);
    const state = crypto.randomUUID();
    const now = digest(analysis);
    this.#known.delete(place);
    this.#known.set(place, { id: article.id, blocks: all, length, state, digest: now });
    this.#forgetOldest();
    return before && before.state === article.have ? { state, since: before.state, changes: changesBetween(before.digest, now, analysis) } : { state, analysis };
  }

  /** The page is read no more. @param {string} place */
  forget(place) {
    this.#known.delete(place);
  }

  #forgetOldest() {
    let length = [...this.#known.values()].reduce((sum, one) => sum + one.length, 0);
    for (const [place, one] of this.#known) {
      if (this.#known.size <= MOST && length <= LIMITS.totalLength) return;
      this.#known.delete(place);
      length -= one.length;
    }
  }
}
