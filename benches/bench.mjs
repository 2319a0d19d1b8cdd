// `./build.sh bench`: Sutra against its peers and its limit, on the same articles, in one run, as one Markdown table.
// Ratios carry over to other machines; the milliseconds beside them do not. Times are of the processor, not of the
// clock, where one process does the work, and what is compared takes turns: so a busy machine measures nearly the same.
//   --quick   without what takes minutes: 200 MB of JSONL, ten megabytes, the browser
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
const engine = (/** @type {string[]} */ ...args) => JSON.parse(execFileSync(join(root, 'target/release/engine'), args, { encoding: 'utf8', maxBuffer: 1 << 28 }));

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
async function compare(ours, theirs, { rounds = 15, warm = 3, often = 10 } = {}) {
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

/** @type {string[][]} */
const rows = [];
const ms = (/** @type {number} */ value) => (value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0));
const spread = (/** @type {Time} */ { median, low, high }) => `${ms(median)} ms (${ms(low)}–${ms(high)})`;
/** @param {string} what @param {string} ours @param {string} other @param {string} ratio @param {string} goal @param {boolean} holds */
function row(what, ours, other, ratio, goal, holds) {
  rows.push([what, ours, other, ratio, goal, holds ? 'yes' : '**no**']);
}

installPeers();
const npm = pathToFileURL(join(root, 'dist/npm/index.js')).href;
const { analyze } = await import(npm);
const english = article('en', 5400);
const hindi = article('hi', 5400);

const times = (/** @type {Time} */ { median, low, high }) => `${digits(median)} (${digits(low)}–${digits(high)})`;
const digits = (/** @type {number} */ value) => value.toFixed(value < 100 ? 1 : 0);
const inMs = (/** @type {Time} */ { median, low, high }) => spread({ median: median * 1000, low: low * 1000, high: high * 1000 });

// Against Harper, the best-known text extension made of Rust and wasm.
{
  const from = (/** @type {string} */ file) => import(pathToFileURL(join(peers, 'node_modules/harper.js/dist', file)).href);
  const [{ LocalLinter }, { binaryInlined }] = await Promise.all([from('index.js'), from('binaryInlined.js')]);
  /** @type {any} */
  let linter;
  const setUp = await cost(async () => {
    linter = new LocalLinter({ binary: binaryInlined });
    await linter.setup();
    await linter.lint('Warm.');
  });
  // Harper remembers what it has linted: a word in front makes each round new to it, and to us.
  let round = 0;
  const { ours, theirs, ratio } = await compare(
    () => analyze(blocks(`Round ${round++}. ${english}`), {}),
    () => linter.lint(`Round ${round++}. ${english}`),
    { rounds: 7, warm: 2, often: 12 },
  );
  row('an English article of 5,400 characters, against Harper', spread(ours), spread(theirs), `${times(ratio)} times faster`, 'at least 40', ratio.median >= 40);
  rows.push(['starting a process up to the first answer, against Harper', spread(coldStart()), `${ms(setUp)} ms`, '', '', '']);
}

// Against compromise, which finds quotations and people.
{
  const nlp = (await import(pathToFileURL(join(peers, 'node_modules/compromise/src/three.js')).href)).default;
  const { ours, theirs, ratio } = await compare(
    () => analyze(blocks(english), {}),
    () => {
      const doc = nlp(english);
      return [doc.quotations().out('array'), doc.people().out('array')];
    },
  );
  row('the same article, against compromise', spread(ours), spread(theirs), `${times(ratio)} times faster`, 'at least 10', ratio.median >= 10);
}

// Against the bare limit, native: a sentence split and one pass of an Aho-Corasick automaton over the same phrases.
const limits = engine('limit', quick ? '9' : '25');
for (const [code, name] of Object.entries({ hi: 'Hindi', en: 'English' })) {
  const { bytes, characters, bare, packs, both, packs_ratio, both_ratio } = limits[code];
  row(`${name}, ${characters} characters (${kb(bytes)}), packs only, against the bare limit (native)`, inMs(packs), inMs(bare), `${times(packs_ratio)} times slower`, 'at most 5', packs_ratio.median <= 5);
  row(`the same with the model`, inMs(both), inMs(bare), `${times(both_ratio)} times slower`, 'at most 20', both_ratio.median <= 20);
}

// Ten times the text, and no shape of it that takes more than its share.
for (const [language, text] of /** @type {const} */ ([['Hindi', hindi], ['English', english]])) {
  const ten = blocks(text.repeat(10));
  const { ours, theirs, ratio } = await compare(() => analyze(blocks(text), {}), () => analyze(ten, {}));
  row(`ten times the text of 5,400 characters, ${language} (wasm)`, spread(theirs), spread(ours), `${times(ratio)} times longer`, 'at most 11', ratio.median <= 11);
}
{
  const list = engine('sizes', quick ? '1000000' : '10000000');
  write(join(root, 'docs/performance.svg'), picture(list));
  for (const [code, name] of Object.entries({ hi: 'Hindi', en: 'English' })) {
    const [one, ten] = list.filter((/** @type {any} */ entry) => entry.language === code).slice(-2);
    const ratio = (ten.both / one.both) * (one.bytes * 10 / ten.bytes);
    row(`${name}, ${kb(one.bytes)} to ${kb(ten.bytes)} (native)`, `${ms(ten.both * 1000)} ms`, `${ms(one.both * 1000)} ms`, `${digits(ratio)} times longer`, 'at most 11', ratio <= 11);
  }
}
for (const { name, bytes, small, large, ratio, against_news } of engine('shapes', quick ? '100000' : '200000').shapes)
  row(`${kb(bytes)}: ${name} (native)`, `${ms(large * 1000)} ms`, `${ms(small * 1000)} ms for a tenth`, `${digits(ratio)} times longer; a byte takes ${digits(against_news)} times that of news`, 'at most 11', ratio <= 11);

/** A new process: read, compile, instantiate, first answer; less what a process without it takes. Processor time. */
function coldStart() {
  const run = (/** @type {string} */ program) =>
    Number(spawnSync(process.execPath, ['--input-type=module', '-e', `${program}; const u = process.cpuUsage(); console.log((u.user + u.system) / 1000);`], { encoding: 'utf8' }).stdout);
  const text = JSON.stringify(blocks(english));
  return spreadOf(Array.from({ length: 9 }, () =>
    run(`import { analyze } from ${JSON.stringify(npm)}; analyze(${text}, {})`) - run(`JSON.stringify(${text})`),
  )); // prettier-ignore
}

// A worker that was killed: instantiating the compiled module and the first answer, against an answer when warm.
{
  const bytes = readFileSync(join(root, 'dist/npm/sutra_bg.wasm'));
  const program = `
    const start = performance.now(); const cpu = process.cpuUsage();
    const { default: init, analyze } = await import(${JSON.stringify(pathToFileURL(join(root, 'dist/npm/sutra.js')).href)});
    const { readFileSync } = await import('node:fs');
    await init({ module_or_path: readFileSync(${JSON.stringify(join(root, 'dist/npm/sutra_bg.wasm'))}) });
    const blocks = ${JSON.stringify(blocks(english))};
    analyze(blocks, {});
    const first = process.cpuUsage(cpu);
    for (let i = 0; i < 30; i++) analyze(blocks, {});
    const before = process.cpuUsage();
    for (let i = 0; i < 20; i++) analyze(blocks, {});
    const warm = process.cpuUsage(before);
    console.log((first.user + first.system) / 1000 - (warm.user + warm.system) / 20000);`;
  const more = spreadOf(Array.from({ length: 9 }, () => Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }))));
  row(`cold start to the first answer, more than warm (${kb(bytes.length)} of wasm, Node)`, spread(more), '', '', 'at most 60 ms', more.median <= 60);
}

// Memory, in a process of its own: the module's pages are never given back, so they tell the most it ever used.
{
  const megabyte = JSON.stringify(article('en', 5400).slice(0, 5000));
  const program = (/** @type {string} */ work) => `
    import init, { analyze } from ${JSON.stringify(pathToFileURL(join(root, 'dist/npm/sutra.js')).href)};
    import { readFileSync } from 'node:fs';
    const { memory } = await init({ module_or_path: readFileSync(${JSON.stringify(join(root, 'dist/npm/sutra_bg.wasm'))}) });
    const text = ${megabyte};
    const blocks = (n) => Array.from({ length: n }, (_, id) => ({ id, role: 'body', text }));
    ${work}`;
  const run = (/** @type {string} */ work) =>
    JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program(work)], { encoding: 'utf8', maxBuffer: 1 << 28 }));
  const large = run('analyze(blocks(200), {}); console.log(memory.buffer.byteLength);');
  row('wasm memory after an article of 1 MB', `${(large / 1048576).toFixed(1)} MB`, '', '', 'at most 24 MB', large <= 24 * 1048576);
  const [ten, thousand] = run('const sizes = []; for (let i = 1; i <= 1000; i++) { analyze(blocks(1), {}); if (i === 10 || i === 1000) sizes.push(memory.buffer.byteLength); } console.log(JSON.stringify(sizes));');
  row('wasm memory after a thousand articles', `${(thousand / 1048576).toFixed(1)} MB`, `${(ten / 1048576).toFixed(1)} MB after ten`, '', 'no growth', thousand === ten);
}

// Size.
{
  const module = readFileSync(join(root, 'dist/npm/sutra_bg.wasm'));
  const gz = gzipSync(module, { level: 9 }).length;
  const harper = readFileSync(join(peers, 'node_modules/harper.js/dist/harper_wasm_bg.wasm'));
  row('wasm, gzipped', kb(gz), `${kb(gzipSync(harper, { level: 9 }).length)} (Harper)`, '', 'at most 450 KB', gz <= 450 * 1024);
  const folder = join(root, 'dist/chrome');
  const size = zip(list(folder).map((path) => ({ path, bytes: readFileSync(join(folder, path)) }))).length;
  row('whole extension package', kb(size), '', '', 'at most 800 KB', size <= 800 * 1024);
}

// Many documents: throughput of the command, all cores, its memory, against counting words and validating UTF-8.
{
  const size = quick ? 20_000_000 : 200_000_000;
  const file = join(peers, `${size}.jsonl`);
  if (!existsSync(file) || statSync(file).size < size) {
    const out = openSync(file, 'w');
    spawnSync(join(root, 'target/release/engine'), ['jsonl', String(size)], { stdio: ['ignore', out, 'inherit'] });
    closeSync(out);
  }
  /** Runs a program and watches its memory. @param {string} program @param {string[]} args */
  const watch = async (program, args) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
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
    const timer = setInterval(look, 50);
    const start = performance.now();
    await new Promise((done) => child.on('close', done));
    clearInterval(timer);
    return { seconds: (performance.now() - start) / 1000, cpu, memory: memory.filter((m) => m > 0) };
  };
  const megabytes = statSync(file).size / 1e6;
  const ours = await watch(join(root, 'target/release/sutra'), ['analyze', '--format', 'jsonl', '--jobs', '0', file]);
  const wc = await watch('wc', [file]);
  const valid = await watch('iconv', ['-f', 'UTF-8', '-t', 'UTF-8', file]);
  const [early, most] = [Math.max(...ours.memory.slice(0, Math.ceil(ours.memory.length / 4))), Math.max(...ours.memory)];
  const both = Math.max(wc.cpu + valid.cpu, 0.01);
  rows.push([
    `${digits(megabytes)} MB of JSONL, \`sutra analyze --jobs 0\`, against \`wc\` and \`iconv\``,
    `${digits(megabytes / ours.cpu)} MB/s a core, ${(ours.cpu / ours.seconds).toFixed(1)} cores used`,
    `${digits(megabytes / both)} MB/s`, `${digits(ours.cpu / both)} times slower`, 'in the table', 'yes',
  ]); // prettier-ignore
  row('its memory: the most, and the most in the first quarter', `${digits(most)} MB`, `${digits(early)} MB`, '', 'flat', most <= early * 1.15 + 2);
}

// In the browser, where there is one.
if (!quick) {
  const said = await promisify(execFile)(process.execPath, [join(root, 'benches/browser.mjs')], { encoding: 'utf8', timeout: 300_000 }).catch((error) => ({ stdout: JSON.stringify([]), error }));
  if ('error' in said) console.error(`the browser could not be measured: ${said.error.message.split('\n')[0]}`);
  for (const cells of JSON.parse(said.stdout || '[]')) rows.push(cells);
}

console.log(`Measured on ${cpus()[0]?.model.trim()} (${cpus().length} cores), Node ${process.versions.node}; processor time, median and middle half of the rounds.\n`);
console.log('| | Sutra | other | ratio | goal | holds |\n|---|---|---|---|---|---|');
for (const cells of rows) console.log(`| ${cells.join(' | ')} |`);
process.exit(0);
