// `./build.sh bench`: Sutra against its peers and its limit, on the same articles, in one run, as one Markdown table.
// Ratios carry over to other machines; the milliseconds beside them do not. Times are of the processor, not of the
// clock, where one process does the work, and what is compared takes turns: so a busy machine measures nearly the same.
// A row is printed as soon as it is measured; what fails is a row that says so, and the others are measured all the same.
//   --quick        without what takes minutes: 200 MB of JSONL, ten megabytes, the browser
//   --only NAME    one part of the table: start, harper, compromise, limit, ten, sizes, shapes, memory, size, jsonl or browser
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { promisify } from 'node:util';
import { kb, list, root, write, zip } from '../scripts/files.mjs';
import { picture } from './picture.mjs';

const quick = process.argv.includes('--quick');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : '';
/** No program that is measured takes longer, in milliseconds; but for 200 MB on a machine with other work to do. */
const PATIENCE = 300_000;
const MUCH_PATIENCE = 1_200_000;
const run = (/** @type {string} */ program, /** @type {string[]} */ args) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: PATIENCE });
const engine = (/** @type {string[]} */ ...args) => JSON.parse(run(join(root, 'target/release/engine'), args));
/** A program for Node, in a process of its own. */
const node = (/** @type {string} */ program) => run(process.execPath, ['--input-type=module', '-e', program]);

const peers = join(root, '.cache/bench');

/** The peers, by their own lock file, in a folder of their own. */
function installPeers() {
  mkdirSync(peers, { recursive: true });
  const lock = join(root, 'benches/peers/package-lock.json');
  const there = join(peers, 'node_modules/.package-lock.json');
  if (existsSync(there) && existsSync(join(peers, 'package-lock.json')) && readFileSync(lock).equals(readFileSync(join(peers, 'package-lock.json')))) return;
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, 'benches/peers', file), join(peers, file));
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: peers, stdio: 'inherit' });
}

/** Our own articles of a language, joined until there are so many characters. @param {'hi'|'en'} language @param {number} characters */
function article(language, characters) {
  const folder = join(root, 'tests/articles', language);
  let text = '';
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt')).sort()) {
    if (text.length >= characters) break;
    text += `${readFileSync(join(folder, file), 'utf8').trim()}\n\n`;
  }
  return text.slice(0, text.lastIndexOf(' ', characters));
}

/** A page's blocks: one a paragraph. @param {string} text */
const blocks = (text) =>
  text
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part, id) => ({ id, text: part, role: /** @type {const} */ ('body') }));

/** Milliseconds of the processor that a piece of work takes, the mean of a few runs. @param {() => unknown} work @param {number} [often] */
async function cost(work, often = 1) {
  const start = process.cpuUsage();
  for (let i = 0; i < often; i++) await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / often;
}

/** @typedef {{median: number, low: number, high: number}} Time   median and the middle half of the rounds */

/** @param {number[]} values @returns {Time} */
function spreadOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** Two kinds of work in turns: their times, and how many times longer the second takes.
 * @param {() => unknown} ours @param {() => unknown} theirs @param {{rounds?: number, warm?: number, often?: number}} [options] */
async function compare(ours, theirs, { rounds = 9, warm = 2, often = 8 } = {}) {
  const [a, b, ratios] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let round = -warm; round < rounds; round++) {
    const x = await cost(ours, often);
    const y = await cost(theirs, Math.ceil(often / 4));
    if (round < 0) continue;
    a.push(x);
    b.push(y);
    ratios.push(y / x);
  }
  return { ours: spreadOf(a), theirs: spreadOf(b), ratio: spreadOf(ratios) };
}

const ms = (/** @type {number} */ value) => (value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0));
const spread = (/** @type {Time} */ { median, low, high }) => `${ms(median)} ms (${ms(low)}–${ms(high)})`;
const times = (/** @type {Time} */ { median, low, high }) => `${digits(median)} (${digits(low)}–${digits(high)})`;
const digits = (/** @type {number} */ value) => value.toFixed(value < 100 ? 1 : 0);
const inMs = (/** @type {Time} */ { median, low, high }) => spread({ median: median * 1000, low: low * 1000, high: high * 1000 });
const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1048576).toFixed(1)} MB`;

let missed = 0;
const print = (/** @type {string[]} */ cells) => console.log(`| ${cells.join(' | ')} |`);
/** A row of the table, printed at once. @param {string} what @param {string} ours @param {string} other @param {string} ratio @param {string} goal @param {boolean} holds */
function row(what, ours, other, ratio, goal, holds) {
  print([what, ours, other, ratio, goal, holds ? 'yes' : '**no**']);
  if (!holds) missed++;
}

const npm = pathToFileURL(join(root, 'dist/npm/index.js')).href;
// (the extension's module: the npm package's can do more)
const glue = pathToFileURL(join(root, 'dist/chrome/wasm/sutra.js')).href;
const wasm = join(root, 'dist/chrome/wasm/sutra_bg.wasm');
const english = article('en', 5400);
const hindi = article('hi', 5400);
const LANGUAGES = Object.entries({ hi: 'Hindi', en: 'English' });

/** The parts of the table, in its order. @type {Record<string, () => unknown>} */
const parts = {
  /**
   * A worker that was killed: reading, compiling and instantiating the module and the first answer, against an answer when
   * warm. What the worker's own thread takes of the processor, for the clock stands for what else the machine does; and the
   * clock beside it, which on a machine with nothing else to do says what the reader waits.
   */
  start() {
    for (const [name, text] of [['Hindi', hindi], ['English', english]]) {
      const program = `
        const blocks = ${JSON.stringify(blocks(text))};
        const { readFileSync } = await import('node:fs');
        const { default: init, analyze } = await import(${JSON.stringify(glue)});
        const now = () => {
          let onProcessor = performance.now();
          try { onProcessor = Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6; } catch {}
          return [onProcessor, performance.now()];
        };
        const since = (before) => now().map((value, at) => value - before[at]);
        const start = now();
        await init({ module_or_path: readFileSync(${JSON.stringify(wasm)}) });
        analyze(blocks, {});
        const first = since(start);
        for (let i = 0; i < 40; i++) analyze(blocks, {});
        const warm = Array.from({ length: 9 }, () => { const before = now(); analyze(blocks, {}); return since(before); });
        console.log(JSON.stringify(first.map((value, at) => value - warm.map((times) => times[at]).sort((a, b) => a - b)[4])));`; // prettier-ignore
      const rounds = Array.from({ length: 11 }, () => JSON.parse(node(program)));
      const [more, byClock] = [0, 1].map((at) => spreadOf(rounds.map((round) => round[at])));
      row(`cold start to the first answer, more than warm, ${name} (${kb(statSync(wasm).size)} of wasm, Node, one thread's processor time)`, spread(more), `${spread(byClock)} by the clock`, '', 'at most 60 ms', more.median <= 60);
    }
  },

  /** Against Harper, the best-known text extension made of Rust and wasm. */
  async harper() {
    installPeers();
    const from = (/** @type {string} */ file) => import(pathToFileURL(join(peers, 'node_modules/harper.js/dist', file)).href);
    const [{ LocalLinter }, { binaryInlined }] = await Promise.all([from('index.js'), from('binaryInlined.js')]);
    const { analyze } = await import(npm);
    // A linter remembers what it has linted, so each round has a new one, and one round before them warms the module up.
    const [ours, theirs, ratio] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
    for (let round = -1; round < 5; round++) {
      const linter = new LocalLinter({ binary: binaryInlined });
      await linter.setup();
      await linter.lint('Warm.');
      const [x, y] = [await cost(() => analyze(blocks(english), {}), 20), await cost(() => linter.lint(english))];
      await linter.dispose?.();
      if (round < 0) continue;
      ours.push(x);
      theirs.push(y);
      ratio.push(y / x);
    }
    row('an English article of 5,400 characters, against Harper', spread(spreadOf(ours)), spread(spreadOf(theirs)), `${times(spreadOf(ratio))} times faster`, 'at least 40', spreadOf(ratio).median >= 40);
  },

  /** Against compromise, which finds quotations and people. */
  async compromise() {
    installPeers();
    const nlp = (await import(pathToFileURL(join(peers, 'node_modules/compromise/src/three.js')).href)).default;
    const { analyze } = await import(npm);
    const { ours, theirs, ratio } = await compare(
      () => analyze(blocks(english), {}),
      () => {
        const doc = nlp(english);
        return [doc.quotations().out('array'), doc.people().out('array')];
      },
    );
    row('the same article, against compromise', spread(ours), spread(theirs), `${times(ratio)} times faster`, 'at least 10', ratio.median >= 10);
  },

  /** Against the bare limit, native: a sentence split and one pass of an Aho-Corasick automaton over the same phrases. */
  limit() {
    const limits = engine('limit', quick ? '7' : '15');
    for (const [code, name] of LANGUAGES) {
      const { bytes, characters, bare, packs, both, packs_ratio, both_ratio } = limits[code];
      row(`${name}, ${characters} characters (${kb(bytes)}), packs only, against the bare limit (native)`, inMs(packs), inMs(bare), `${times(packs_ratio)} times slower`, 'at most 5', packs_ratio.median <= 5);
      row(`the same with the model`, inMs(both), inMs(bare), `${times(both_ratio)} times slower`, 'at most 20', both_ratio.median <= 20);
    }
  },

  /** Ten times the text. */
  async ten() {
    const { analyze } = await import(npm);
    for (const [language, text] of [['Hindi', hindi], ['English', english]]) {
      const ten = blocks(text.repeat(10));
      const { ours, theirs, ratio } = await compare(() => analyze(blocks(text), {}), () => analyze(ten, {}));
      row(`ten times the text of 5,400 characters, ${language} (wasm)`, spread(theirs), spread(ours), `${times(ratio)} times longer`, 'at most 11', ratio.median <= 11);
    }
  },

  sizes() {
    const list = engine('sizes', quick ? '1000000' : '10000000');
    if (!quick) write(join(root, 'docs/performance.svg'), picture(list));
    for (const [code, name] of LANGUAGES) {
      const sizes = list.filter((/** @type {any} */ entry) => entry.language === code);
      for (let at = 1; at < sizes.length; at++) {
        const [one, ten] = [sizes[at - 1], sizes[at]];
        const ratio = (ten.both / one.both) * ((one.bytes * 10) / ten.bytes);
        row(`${name}, ${kb(one.bytes)} to ${kb(ten.bytes)} (native)`, `${ms(ten.both * 1000)} ms`, `${ms(one.both * 1000)} ms`, `${digits(ratio)} times longer`, 'at most 11', ratio <= 11);
      }
    }
  },

  /** No shape of text takes more than its share. */
  shapes() {
    for (const { name, bytes, small, large, ratio, against_news } of engine('shapes', quick ? '100000' : '200000').shapes)
      row(`${kb(bytes)}: ${name} (native)`, `${ms(large * 1000)} ms`, `${ms(small * 1000)} ms for a tenth`, `${digits(ratio)} times longer; a byte takes ${digits(against_news)} times that of news`, 'at most 11', ratio <= 11);
  },

  /** In a process of its own: the module's pages are never given back, so they tell the most it ever used. */
  memory() {
    const sizes = (/** @type {string} */ text, /** @type {string} */ work) =>
      JSON.parse(node(`
        import init, { analyze } from ${JSON.stringify(glue)};
        import { readFileSync } from 'node:fs';
        const { memory } = await init({ module_or_path: readFileSync(${JSON.stringify(wasm)}) });
        const text = ${JSON.stringify(text)};
        const blocks = (n) => Array.from({ length: n }, (_, id) => ({ id, role: 'body', text }));
        ${work}`)); // prettier-ignore
    for (const [name, text, times] of /** @type {const} */ ([['English', english.slice(0, 5000), 200], ['Hindi', hindi.slice(0, 2000), 200]])) {
      const large = sizes(text, `analyze(blocks(${times}), {}); console.log(memory.buffer.byteLength);`);
      row(`wasm memory after an article of 1 MB, ${name}`, megabytes(large), '', '', 'at most 24 MB', large <= 24 * 1048576);
    }
    const [ten, thousand] = sizes(english.slice(0, 5000), 'const sizes = []; for (let i = 1; i <= 1000; i++) { analyze(blocks(1), {}); if (i === 10 || i === 1000) sizes.push(memory.buffer.byteLength); } console.log(JSON.stringify(sizes));');
    row('wasm memory after a thousand articles', megabytes(thousand), `${megabytes(ten)} after ten`, '', 'no growth', thousand === ten);
  },

  size() {
    const gz = gzipSync(readFileSync(wasm), { level: 9 }).length;
    const harper = join(peers, 'node_modules/harper.js/dist/harper_wasm_bg.wasm');
    row('wasm with packs and both models, gzipped', kb(gz), existsSync(harper) ? `${kb(gzipSync(readFileSync(harper), { level: 9 }).length)} (Harper)` : '', '', 'at most 450 KB', gz <= 450 * 1024);
    const folder = join(root, 'dist/chrome');
    const size = zip(list(folder).map((path) => ({ path, bytes: readFileSync(join(folder, path)) }))).length;
    row('whole extension package', kb(size), '', '', 'at most 800 KB', size <= 800 * 1024);
  },

  /** Many documents: throughput of the command, all cores, its memory, against counting words and validating UTF-8. */
  async jsonl() {
    const size = quick ? 20_000_000 : 200_000_000;
    const file = join(peers, `${size}.jsonl`);
    if (!existsSync(file) || statSync(file).size < size) {
      mkdirSync(peers, { recursive: true });
      const out = openSync(file, 'w');
      spawnSync(join(root, 'target/release/engine'), ['jsonl', String(size)], { stdio: ['ignore', out, 'inherit'], timeout: PATIENCE });
      closeSync(out);
    }
    const amount = statSync(file).size / 1e6;
    const sutra = join(root, 'target/release/sutra');
    const ours = await watch(sutra, ['analyze', '--format', 'jsonl', '--jobs', '0', file]);
    const wc = await watch('wc', [file]);
    const valid = await watch('iconv', ['-f', 'UTF-8', '-t', 'UTF-8', file]);
    const [early, most] = [Math.max(...ours.memory.slice(0, Math.ceil(ours.memory.length / 4))), Math.max(...ours.memory)];
    const both = Math.max(wc.cpu + valid.cpu, 0.01);
    const used = ours.cpu / ours.seconds;
    print([`${digits(amount)} MB of JSONL, \`sutra analyze --jobs 0\`, against \`wc\` and \`iconv\``, `${digits(amount / ours.cpu)} MB/s a core, ${digits(amount / ours.seconds)} MB/s`, `${digits(amount / both)} MB/s`, `${digits(ours.cpu / both)} times slower`, 'in the table', 'yes']);
    row('its cores', `${used.toFixed(1)} of ${cpus().length} at work`, '', '', 'all', used >= cpus().length * 0.7);
    row('its memory: the most, and the most in the first quarter', `${digits(most)} MB`, `${digits(early)} MB`, '', 'flat', most <= early * 1.15 + 2);
  },

  /** In the browser, where there is one. */
  async browser() {
    if (quick) return;
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'benches/browser.mjs')], { encoding: 'utf8', timeout: PATIENCE });
    for (const [what, ours, other, ratio, goal, holds] of JSON.parse(stdout)) row(what, ours, other, ratio, goal, holds === 'yes');
  },
};

/** Runs a program and watches its memory (MB) and processor time (s). @param {string} program @param {string[]} args */
async function watch(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: MUCH_PATIENCE });
  /** @type {number[]} */
  const memory = [];
  let cpu = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      memory.push(Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      const [utime, stime] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
      cpu = (utime + stime) / 100;
    } catch {
      // it has ended, or this is no Linux
    }
  };
  const timer = setInterval(look, 20);
  const start = performance.now();
  const code = await new Promise((done, failed) => child.on('close', done).on('error', failed));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, cpu, memory: memory.filter((m) => m > 0) };
}

if (only && !(only in parts)) {
  console.error(`bench: no part "${only}": ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
console.log(`Measured on ${cpus()[0]?.model.trim()} (${cpus().length} cores), Node ${process.versions.node}; processor time where nothing else is said, median and middle half of the rounds.\n`);
console.log('| | Sutra | other | ratio | goal | holds |\n|---|---|---|---|---|---|');
let failed = 0;
for (const [name, measure] of Object.entries(parts)) {
  if (only && only !== name) continue;
  const start = performance.now();
  try {
    await measure();
  } catch (error) {
    failed++;
    print([name, 'could not be measured', '', '', '', '**no**']);
    console.error(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
  console.error(`(${name}: ${((performance.now() - start) / 1000).toFixed(0)} s)`);
}
console.log(`\n${missed ? `${missed} goals are not reached.` : 'All goals are reached.'}${failed ? ` ${failed} parts could not be measured.` : ''}`);
process.exit(failed ? 1 : 0);
