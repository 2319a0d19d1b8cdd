// `./build.sh bench`: Sutra against its peers and its limit, on the same articles, in one run, as one Markdown table.
// Ratios carry over to other machines; the milliseconds beside them do not.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { kb, list, root, zip } from '../scripts/files.mjs';

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

/**
 * @typedef {{median: number, low: number, high: number}} Time   milliseconds: median and the middle half of the rounds
 * @param {() => unknown} work @param {{rounds?: number, warm?: number}} [options] @returns {Promise<Time>}
 */
async function time(work, { rounds = 31, warm = 3 } = {}) {
  for (let i = 0; i < warm; i++) await work();
  /** @type {number[]} */
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
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

// Against Harper, the best-known text extension made of Rust and wasm.
{
  const from = (/** @type {string} */ file) => import(pathToFileURL(join(peers, 'node_modules/harper.js/dist', file)).href);
  const [{ LocalLinter }, { binaryInlined }] = await Promise.all([from('index.js'), from('binaryInlined.js')]);
  const start = performance.now();
  const linter = new LocalLinter({ binary: binaryInlined });
  await linter.setup();
  await linter.lint('Warm.');
  const setUp = performance.now() - start;
  // Harper remembers what it has linted: a word in front makes each round new to it, and to us.
  let round = 0;
  const theirs = await time(() => linter.lint(`Round ${round++}. ${english}`), { rounds: 11, warm: 2 });
  const ours = await time(() => analyze(blocks(`Round ${round++}. ${english}`), {}));
  row('an English article of 5,400 characters, against Harper', spread(ours), spread(theirs), `${(theirs.median / ours.median).toFixed(1)} times faster`, 'at least 40', theirs.median / ours.median >= 40);
  rows.push(['starting, against Harper', `${ms(coldStart().median)} ms`, `${ms(setUp)} ms`, '', '', '']);
}

// Against compromise, which finds quotations and people.
{
  const nlp = (await import(pathToFileURL(join(peers, 'node_modules/compromise/src/three.js')).href)).default;
  const theirs = await time(() => {
    const doc = nlp(english);
    return [doc.quotations().out('array'), doc.people().out('array')];
  }, { rounds: 15 }); // prettier-ignore
  const ours = await time(() => analyze(blocks(english), {}));
  row('the same article, against compromise', spread(ours), spread(theirs), `${(theirs.median / ours.median).toFixed(1)} times faster`, 'at least 10', theirs.median / ours.median >= 10);
}

// Ten times the text, and no shape of it that takes more than its share.
for (const [language, text] of /** @type {const} */ ([['Hindi', hindi], ['English', english]])) {
  const ten = blocks(text.repeat(10));
  const once = await time(() => analyze(blocks(text), {}));
  const often = await time(() => analyze(ten, {}), { rounds: 11 });
  row(`ten times the text, ${language}`, spread(often), spread(once), `${(often.median / once.median).toFixed(1)} times longer`, 'at most 11', often.median / once.median <= 11);
}
/** @type {Record<string, string>} */
const shapes = {
  'all quotation marks': '“',
  'all cues': 'said ',
  'one long sentence': 'the mayor of the town and ',
  'no sentence ends': 'mayor said that bridge ',
  'deep nesting': '“he said ‘she said ',
  'all दावा है कि': 'दावा है कि ',
};
for (const [name, unit] of Object.entries(shapes)) {
  const of = (/** @type {number} */ size) => [{ id: 1, role: 'body', text: unit.repeat(Math.ceil(size / unit.length)) }];
  const options = { rounds: 5, warm: 1 };
  const small = await time(() => analyze(of(20_000), {}), options);
  const large = await time(() => analyze(of(200_000), {}), options);
  row(`200,000 characters: ${name}`, spread(large), spread(small), `${(large.median / small.median).toFixed(1)} times longer`, 'at most 11', large.median / small.median <= 11);
}

/** A new process: read, compile, instantiate, first answer; less what a process without it takes. */
function coldStart() {
  const run = (/** @type {string} */ program) => {
    const start = performance.now();
    spawnSync(process.execPath, ['--input-type=module', '-e', program]);
    return performance.now() - start;
  };
  const text = JSON.stringify(blocks(english));
  const differences = Array.from({ length: 7 }, () =>
    run(`import { analyze } from ${JSON.stringify(npm)}; analyze(${text}, {});`) - run(`JSON.stringify(${text})`),
  ).sort((a, b) => a - b); // prettier-ignore
  return { median: differences[3] };
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

console.log(`Measured on ${cpus()[0]?.model.trim()} (${cpus().length} cores), Node ${process.versions.node}; median and middle half of the rounds.\n`);
console.log('| | Sutra | other | ratio | goal | holds |\n|---|---|---|---|---|---|');
for (const cells of rows) console.log(`| ${cells.join(' | ')} |`);
process.exit(0);
