// @ts-check
/**
 * The engine's host: one small wasm module, started when first asked for. A worker that the browser has ended costs
 * a few milliseconds at the next question, so nothing here keeps it alive.
 *
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/types.js").AnalyzeOptions} AnalyzeOptions
 * @typedef {import("../shared/types.js").Block} Block
 *
 * @typedef {object} Engine
 * @property {(blocks: Block[], options: AnalyzeOptions, article?: string) => Analysis} analyze
 */

import { Articles } from "../shared/article.js";
import { api, messageOf } from "../shared/browser.js";
import init, * as wasm from "../wasm/sutra.js";

/** An error whose `code` the reader's language has words for: `error_CODE`. */
export class CodedError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** @type {Promise<Engine>|null} */
let engine = null;

/** @returns {Promise<Engine>} */
export function startEngine() {
  engine ??= start().catch((error) => {
    // The next question tries again: the file may have been unreadable for a moment only.
    engine = null;
    throw error;
  });
  return engine;
}

/** @returns {Promise<Engine>} */
async function start() {
  try {
    await init({ module_or_path: api.runtime.getURL("wasm/sutra_bg.wasm") });
  } catch (error) {
    throw new CodedError("engine-missing", messageOf(error));
  }
  return /** @type {any} */ (wasm);
}

/** It has answered once: its code is compiled, and a language is read. */
let warm = false;

/**
 * The first answer takes ten times as long as others: the browser compiles the module's functions when they are first called, and
 * the engine reads a language. That is done with a few words of the page, its title, while the page is being read; but only where
 * somebody has asked for the engine already.
 *
 * @param {string} words
 */
export async function warmUp(words) {
  if (!engine || warm || !words) return;
  try {
    const { analyze: run } = await engine;
    // Behind the answer that is on its way to the page.
    await new Promise((done) => setTimeout(done));
    if (warm) return;
    warm = true;
    run([{ id: 0, text: words, role: "headline" }], { scope: "claims" });
  } catch {
    // It goes wrong again for the one who asks, and is said there.
  }
}

/** @param {Block[]} blocks @param {AnalyzeOptions} options @returns {Promise<Analysis>} */
export async function analyze(blocks, options) {
  const { analyze: run } = await startEngine();
  try {
    return run(blocks, options);
  } catch (error) {
    throw new CodedError("engine", messageOf(error));
  }
}

/** Articles that are being read; forgotten with the worker, at any time, and told anew then. */
const articles = new Articles();

/**
 * @param {string} place  of the article: a tab and a frame
 * @param {import("../shared/messages.js").FollowMessage} message
 * @returns {Promise<import("../shared/article.js").Answer>}
 */
export async function follow(place, { article, blocks, options }) {
  const { analyze: run } = await startEngine();
  warm = true;
  try {
    return articles.answer(place, article, blocks, (all) => run(all, options, place));
  } catch (error) {
    throw new CodedError("engine", messageOf(error));
  }
}

/** The page at this place is read no more. @param {string} place */
export async function forget(place) {
  articles.forget(place);
  if (engine) (await engine).analyze([], {}, place);
}
