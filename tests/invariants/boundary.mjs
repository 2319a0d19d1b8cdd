// What JavaScript can hand to the module, and what must hold whatever it was: an answer that keeps the contract, or an
// `Error` in words; and a module that goes on working. Made up from a seed: the same seed, the same cases.
// `tests/dist/boundary.test.mjs` runs some, `./build.sh fuzz SECONDS boundary` for as long as one likes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { random } from './chance.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The module that `./build.sh build` made, with its memory to look at. */
export async function startModule() {
  // A module of its own for each start: what one broke must not be another's beginning.
  const glue = await import(`${join(root, 'dist/npm/sutra.js')}?${Math.random()}`);
  const { memory } = await glue.default({ module_or_path: readFileSync(join(root, 'dist/npm/sutra_bg.wasm')) });
  return { ...glue, memory };
}

/** @typedef {Awaited<ReturnType<typeof startModule>>} Module */

const PIECES = [
  'said', 'denied', 'according to', 'reportedly', 'The minister', 'officials', 'he', 'that', 'the bridge is safe', 'Rao',
  'ने कहा कि', 'सूत्रों के मुताबिक', 'मंत्री', 'खंडन किया', 'पुल सुरक्षित है', 'उन्होंने', 'कथित तौर पर', 'क़ानून', 'क\u093cानून',
  '.', '।', ',', ':', '“', '”', '"', "'", '(', '\n', '\n\n', '\r', '\t', '\0', '\u00a0', '\u200b', '\u200d', '\u202e', '\ufeff', '\u2028',
  '\ud800', '\udc00', '\udfff\ud800', '😀', '👨‍👩‍👧‍👦', '🇮🇳', 'e\u0301\u0302\u0303', '\u093c', '\u0301', '𐍈', 'ﷺ', '<b>', '__proto__', 'constructor', '\x1b[31m', '12', '१२',
]; // prettier-ignore

/** The calls that one seed stands for. @param {number} seed */
function casesOf(seed) {
  const next = random(seed);
  const chance = (/** @type {number} */ share) => next() < share;
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  /** @template T @param {readonly T[]} list @returns {T} */
  const one = (list) => list[below(list.length)];
  const times = (/** @type {number} */ most, /** @type {() => any} */ make) => Array.from({ length: below(most + 1) }, make);

  const words = (most = 30) => times(most, () => one(PIECES) + (chance(0.8) ? ' ' : '')).join('');

  function text() {
    if (chance(0.04)) return one(['\u0301', '\ud83d', '\0', ' ', '"', 'said ', 'ने कहा ', '😀', '\n']).repeat(one([1, 1000, 20_000]));
    return words();
  }

  const number = () => one([0, -0, 1, -1, 0.5, 7, 255, 2 ** 31, 2 ** 31 - 1, 2 ** 32, 2 ** 32 - 1, 2 ** 53, -(2 ** 53), 1e308, -1e308, 5e-324, NaN, Infinity, -Infinity]);

  const thrown = () => one([new Error('of the caller'), new RangeError(''), 'a string', null, undefined, 7, Symbol('s'), { message: 1 }]);

  /** An object on which something throws, or that is another at each look. @param {any} within */
  function trap(within) {
    const error = thrown();
    const fail = () => {
      throw error;
    };
    const target = chance(0.5) && typeof within === 'object' && within ? within : {};
    switch (below(9)) {
      case 0:
        return new Proxy(target, { get: fail });
      case 1:
        return new Proxy(target, { has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail });
      case 2: {
        const { proxy, revoke } = Proxy.revocable(target, {});
        revoke();
        return proxy;
      }
      case 3:
        return Object.defineProperty({}, one(['id', 'text', 'role', 'language', 'scope', 'minimumConfidence', 'length', '0']), { enumerable: true, get: fail });
      case 4: {
        let looked = 0;
        return { id: 1, role: 'body', get text() { return looked++ ? 'x'.repeat(100_000) : 'x'; } }; // prettier-ignore
      }
      case 5:
        return { id: { valueOf: fail, toString: fail, [Symbol.toPrimitive]: fail }, text: { toString: fail }, toJSON: fail, [Symbol.iterator]: fail };
      case 6:
        return new Proxy([], { get: (list, key) => (key === 'length' ? one([1, -1, NaN, 2 ** 40, '3', { valueOf: fail }]) : key === '0' ? within : Reflect.get(list, key)) });
      case 7:
        return new Proxy(function () {}, { get: fail, apply: fail });
      default:
        return { __proto__: { id: 1, text: 'inherited', role: 'body' } };
    }
  }

  /** Anything at all. @param {number} [depth] @returns {any} */
  function anything(depth = 0) {
    const deeper = () => (depth > 3 ? null : anything(depth + 1));
    switch (below(depth > 3 ? 8 : 24)) {
      case 0:
        return undefined;
      case 1:
        return null;
      case 2:
        return chance(0.5);
      case 3:
        return number();
      case 4:
        return text();
      case 5:
        return one([0n, -1n, 2n ** 64n, 2n ** 4000n]);
      case 6:
        return one([Symbol('s'), Symbol.iterator]);
      case 7:
        return one([() => 1, class A {}, Math.max, async () => {}]);
      case 8:
        return times(5, deeper);
      case 9: {
        /** @type {any} */
        const cyclic = chance(0.5) ? [] : { id: 1, text: 'x' };
        cyclic[one(['0', 'text', 'self', 'role', 'id'])] = cyclic;
        return cyclic;
      }
      case 10:
        return Object.fromEntries(times(5, () => [one(['id', 'text', 'role', 'language', 'scope', 'minimumConfidence', '__proto__', '', words(3)]), deeper()]));
      case 11:
        return one([new Date(NaN), /x/g, new Map([['id', 1]]), new Set([1]), new WeakMap(), new Error('e'), Promise.resolve(1), new URL('a:b'), globalThis, Math, JSON, Reflect]);
      case 12:
        return one([new Uint8Array(5), new Float64Array(3), new ArrayBuffer(8), new DataView(new ArrayBuffer(2)), new BigInt64Array(2), new Uint8Array(0)]);
      case 13:
        return one([Object('text'), Object(7), Object(true), Object(1n), Object(Symbol('s'))]);
      case 14: {
        const sparse = [];
        sparse[below(1000)] = deeper();
        return sparse;
      }
      case 15:
        return Object.assign(Object.create(null), { id: number(), text: deeper() });
      case 16:
        return { length: number(), charCodeAt: () => 65, 0: deeper() };
      case 17:
        return (function* () { yield deeper(); })(); // prettier-ignore
      case 18:
        return (function (..._given) { return arguments; })(deeper(), deeper()); // prettier-ignore
      case 19:
        return Object.freeze([deeper()]);
      case 20: {
        let nest = deeper();
        for (let i = 0; i < 2000; i++) nest = [nest];
        return nest;
      }
      case 21:
        return new Array(one([0, 10, 250_001, 2 ** 32 - 1]));
      default:
        return trap(chance(0.5) ? deeper() : block(0));
    }
  }

  /** @param {number} index */
  const block = (index) => ({ id: index * 3, text: text(), role: one(['headline', 'standfirst', 'body', 'caption', 'quote', 'list', 'selection', 'body']) });

  function blocks() {
    if (chance(0.15)) return anything();
    /** @type {any[]} */
    const list = times(8, () => null).map((_, index) => block(index));
    if (list.length > 0 && chance(0.05)) delete list[below(list.length)][one(['id', 'text', 'role'])];
    if (list.length > 0 && chance(0.4)) list[below(list.length)][one(['id', 'text', 'role', 'more'])] = anything();
    if (list.length > 0 && chance(0.1)) list[below(list.length)] = anything();
    if (list.length > 0 && chance(0.05)) list[below(list.length)] = trap(list[0]);
    return list;
  }

  function options() {
    if (chance(0.3)) return one([undefined, null, {}]);
    if (chance(0.15)) return anything();
    /** @type {any} */
    const given = {};
    if (chance(0.5)) given.language = chance(0.8) ? one(['auto', 'hi', 'en']) : anything();
    if (chance(0.5)) given.scope = chance(0.8) ? one(['claims', 'wide']) : anything();
    if (chance(0.5)) given.minimumConfidence = chance(0.7) ? next() : anything();
    if (chance(0.1)) given[one(['more', '__proto__', 'toString'])] = anything();
    return given;
  }

  const rule = () => one(['cue ', 'trap ', 'set ', 'language xx\n  script Latin', '  ', '  + ', '  - ', '  when ', '  stance ', '# ']) + words(6);

  function files() {
    if (chance(0.3)) return anything();
    /** @type {any} */
    const given = Object.fromEntries(times(3, () => [one(['xx/language.txt', 'xx/cues/a.txt', 'hi/a.txt', '', '/', '..', 'a'.repeat(5000), '\ud800/x.txt', '__proto__']), chance(0.85) ? times(12, rule).join('\n') : anything()]));
    if (chance(0.1)) return trap(given);
    return given;
  }

  const count = 1 + below(4);
  return Array.from({ length: count }, () => {
    const name = one(['analyze', 'analyze', 'analyze', 'analyze', 'explain', 'check']);
    // An article by a name comes again, other each time: what is kept of it must not be seen.
    const article = () => (chance(0.6) ? [] : [chance(0.9) ? one(['a', 'b', '', 'प', '\ud800']) : anything()]);
    const given =
      name === 'analyze' ? [blocks(), options(), ...article()] : name === 'explain' ? [chance(0.7) ? text() : anything(), options()] : [files()];
    return { name, given };
  });
}

/** What a person can do nothing with, or that says that the module itself broke. */
const BROKEN = /unreachable|recursive use|null pointer|memory access|out of bounds|already borrowed|call stack|undefined \(reading|is not a function|not iterable|panicked|attempt to/i;

/** Longer answers than this, in milliseconds, are hangs. The texts here are short, and machines may be busy. */
const SOON = 20_000;

const KINDS = ['named', 'anonymous', 'organization', 'document', 'media', 'hearsay'];
const STANCES = ['says', 'denies', 'confirms', 'alleges', 'declines'];

/** Every promise of `extension/shared/types.js`. @param {any} analysis @param {any[]} blocks plain and complete */
export function assertContract(analysis, blocks) {
  const texts = new Map(blocks.map(({ id, text }) => [id, text]));
  // Where two blocks have one number, nobody can say which of them a place is in.
  if (texts.size < blocks.length) return;
  const place = (/** @type {any} */ { block, start, end }) => {
    const text = texts.get(block);
    assert.equal(typeof text, 'string', `block ${block}`);
    assert.ok(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= text.length, `${start}–${end} of ${text.length}`);
    for (const at of [start, end]) {
      const pair = /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');
      assert.ok(!pair, `${at} cuts a character`);
    }
  };
  // (-0 is 0)
  assert.deepEqual(analysis.blocks.map((/** @type {any} */ one) => one.id), blocks.map(({ id }) => id + 0));
  analysis.sentences.forEach(place);
  const ids = new Set(analysis.attributions.map((/** @type {any} */ one) => one.id));
  for (const one of analysis.attributions) {
    for (const span of [one.source, one.cue, ...one.content, ...one.about]) if (span) place(span);
    // Each span is of one block; source and cue of the same, while a quotation may go on in the next paragraph.
    if (one.source && one.cue) assert.equal(one.source.block, one.cue.block);
    assert.ok(KINDS.includes(one.kind) && STANCES.includes(one.stance) && ['direct', 'indirect', 'mixed'].includes(one.quote));
    assert.ok(one.confidence >= 0 && one.confidence <= 1);
    for (const id of one.answers) assert.ok(ids.has(id));
    if (one.speaker !== null) assert.ok(analysis.profile.sources[one.speaker]);
  }
  for (const { from, to } of analysis.links) assert.ok(ids.has(from) && ids.has(to));
  // Plain values: what JSON keeps is all there is.
  assert.deepEqual(JSON.parse(JSON.stringify(analysis)), analysis);
}

const CANARY = [{ id: 5, role: 'body', text: '“पुल सुरक्षित है,” मंत्री ने कहा। The mayor denied that it was closed.' }];

/** @param {Module} module */
export const canary = (module) => JSON.stringify(module.analyze(CANARY, {}));

/** Whether these are blocks as the contract has them, so that the answer can be held against them. @param {any} list */
function plain(list) {
  // (a proxy may be as long as it likes, and another at each look)
  if (types.isProxy(list) || !Array.isArray(list)) return false;
  return list.every((one) => {
    if (types.isProxy(one) || Object.getPrototypeOf(one) !== Object.prototype) return false;
    return ['id', 'text'].every((key) => 'value' in (Object.getOwnPropertyDescriptor(one, key) ?? {})) && typeof one.text === 'string';
  });
}

/**
 * Runs the cases of one seed. Throws where something does not hold.
 *
 * @param {Module} module
 * @param {number} seed
 * @param {string} healthy   what `canary` said of a new module
 * @returns {{answers: number, errors: string[]}}  the errors as the caller reads them, behind the name of what was called
 */
export function runSeed(module, seed, healthy) {
  /** @type {string[]} */
  const errors = [];
  let answers = 0;
  for (const { name, given } of casesOf(seed)) {
    const where = `seed ${seed}, ${name}`;
    const begin = performance.now();
    try {
      const answer = module[name](...given);
      answers++;
      if (name === 'analyze' && plain(given[0])) {
        assertContract(answer, given[0]);
        const [list, options] = given;
        for (const article of [undefined, 'b']) assert.deepEqual(module.analyze(list, options, article), answer, `${where}: another answer to the same question`);
      }
      // What is not of the promised form is refused, not read as something else.
      if (name === 'explain') assert.equal(typeof given[0], 'string', `${where}: explained what is no text`);
      if (name === 'analyze') assert.ok(typeof given[0] === 'object' && given[0] !== null, `${where}: read what are no blocks`);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      assert.ok(error instanceof Error && error.constructor === Error, `${where}: ${error instanceof Error ? `${error.name}: ${error.message}` : typeof error} instead of an Error in words`);
      assert.match(error.message, /^(blocks|options|article|text|files|there |the )/, where);
      assert.doesNotMatch(error.message, BROKEN, where);
      assert.ok(error.message.length < 300, `${where}: a message of ${error.message.length} characters`);
      errors.push(`${name}: ${error.message}`);
    }
    const took = performance.now() - begin;
    assert.ok(took < SOON, `${where}: ${Math.round(took)} ms`);
  }
  assert.equal(canary(module), healthy, `seed ${seed}: the module answers otherwise afterwards`);
  return { answers, errors };
}
