// What a page can do in either browser, on top of the few things that the two do differently.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import * as inpage from './inpage.mjs';
import { shots } from './paths.mjs';
import { readPng } from './pixels.mjs';

/** @typedef {{x: number, y: number, width: number, height: number}} Rect */

/** Milliseconds. Whoever waits for a state waits no longer than it takes; a busy machine takes long. */
const PATIENCE = 30_000;

/**
 * Waits until `probe` gives something true, and returns it. The one way to wait: no test sleeps.
 * @template T @param {() => T|Promise<T>} probe
 * @param {{timeout?: number, every?: number, what?: string}} [options]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(probe, { timeout = PATIENCE, every = 40, what = 'the expected state' } = {}) {
  const end = Date.now() + timeout;
  let last;
  for (;;) {
    try {
      last = await probe();
      if (last) return /** @type {NonNullable<T>} */ (last);
    } catch (error) {
      last = error;
    }
    if (Date.now() > end)
      throw new Error(`waited ${timeout} ms for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    await new Promise((done) => setTimeout(done, every));
  }
}

/** The pages on which the button has been pressed. @type {WeakSet<Page>} */
const pressed = new WeakSet();

/** A click so soon after Sutra has begun would be the second half of a double click, which counts as one. */
export const calm = () => new Promise((done) => setTimeout(done, 450));

/** Before a second press on a page. @param {Page} page */
export async function unhurried(page) {
  if (pressed.has(page)) await calm();
  pressed.add(page);
}

/** Things common to the pages of both browsers. Each subclass gives evaluate, png, shadow, mouse, keyboard and the rest. */
export class Page {
  /** Everything that the page's console called an error, and every uncaught error, since the page was opened. @type {string[]} */
  errors = [];

  /** Runs a function in the page's own world. @param {Function|string} _fn @param {...unknown} _args @returns {Promise<any>} */
  evaluate(_fn, ..._args) {
    throw new Error('not made');
  }
  /** @returns {Promise<Buffer>} the viewport */
  png() {
    throw new Error('not made');
  }

  /** Saves a picture of the viewport and returns it for the pixel helpers. A relative path is under tests/shots.
   * @param {string} [path] */
  async screenshot(path) {
    const png = await this.png();
    if (path) {
      const file = isAbsolute(path) ? path : join(shots, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, png);
    }
    return readPng(png);
  }

  /** @param {Function|string} fn @param {unknown[]} [args] @param {{timeout?: number, what?: string}} [options] */
  until(fn, args = [], options = {}) {
    return until(() => this.evaluate(fn, ...args), { what: String(fn).slice(0, 120), ...options });
  }

  /** {highlight name: [phrase, …]} as the registry holds them. @returns {Promise<Record<string, string[]>>} */
  highlights() {
    return this.evaluate(inpage.readHighlights);
  }
  /** @param {string} name @param {number} [index] @returns {Promise<Rect[]>} */
  highlightRects(name, index = 0) {
    return this.evaluate(inpage.highlightRects, name, index);
  }
  /** Scrolls to a phrase (within one text node) and says where its lines stand. @param {string} phrase @returns {Promise<Rect[]>} */
  phraseRects(phrase) {
    return this.evaluate(inpage.phraseRects, phrase);
  }
  /** @returns {Promise<string[]>} */
  layout() {
    return this.evaluate(inpage.layout);
  }
  /** @returns {Promise<{html: string, styleSheets: number, adopted: number, highlights: string[]}>} */
  snapshot() {
    return this.evaluate(inpage.snapshot);
  }
  startObserving() {
    return this.evaluate(inpage.startObserving);
  }
  /** @returns {Promise<{shifts: number[], longTasks: number[]}>} */
  observed() {
    return this.evaluate(inpage.readObserved);
  }
  /** Moves the pointer to the middle of a phrase's first line. @param {string} phrase */
  async hover(phrase) {
    const [rect] = await this.phraseRects(phrase);
    if (!rect) throw new Error(`"${phrase}" is not on the page`);
    await this.mouse.move(rect.x + rect.width / 2, rect.y + rect.height / 2);
  }
  /** Clicks the middle of a phrase's first line. @param {string} phrase */
  async click(phrase) {
    const [rect] = await this.phraseRects(phrase);
    if (!rect) throw new Error(`"${phrase}" is not on the page`);
    await this.mouse.click(rect.x + rect.width / 2, rect.y + rect.height / 2);
  }
  /** @type {{move(x: number, y: number): Promise<void>, click(x: number, y: number): Promise<void>, doubleClick(x: number, y: number): Promise<void>, wheel(dy: number): Promise<void>}} */
  mouse = /** @type {any} */ (null);
  /** @type {{press(keys: string): Promise<void>, type(text: string): Promise<void>}} keys like 'Tab' or 'Alt+Shift+S' */
  keyboard = /** @type {any} */ (null);
  /** @type {{tap(x: number, y: number): Promise<void>}} */
  touch = /** @type {any} */ (null);
}

/** 'Alt+Shift+S' → {modifiers: ['Alt', 'Shift'], key: 'S'}. @param {string} keys */
export function splitKeys(keys) {
  const parts = keys.split(/\+(?=.)/);
  return { modifiers: parts.slice(0, -1), key: parts[parts.length - 1] };
}

/** The source text that calls a function, or evaluates an expression, with these arguments.
 * @param {Function|string} fn @param {unknown[]} args */
export function callText(fn, args) {
  return typeof fn === 'string' ? fn : `(${fn})(${args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ')})`;
}
