// `./build.sh bench --check` and `./build.sh bless`: how many instructions each stage of the engine takes over fixed
// articles of our own, by callgrind. The same program takes the same number on every machine, loaded or not. It is the
// quick build that is counted, without optimisation over crates: a stage stays a function there, and it is built at once.
//   node benches/instructions.mjs --check | --bless
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/files.mjs';

const kept = join(root, 'benches/instructions.json');
/** A stage may grow by so much before it is said. */
const GROWTH = 0.05;

/** @type {Record<string, string>} */
const STAGES = {
  parse: 'start: reading the packs',
  compile: 'start: building the automata',
  weights: 'start: reading the weights',
  document: 'language, tokens, sentences, quotations',
  cues: 'cues that the packs propose',
  frames: 'spans by frames alone',
  model: 'cues and spans by the model',
  finish: 'kind, stance, quote, who, about, profile',
  describe: 'offsets of the outside',
};

/** @returns {{compiler: string, articles: number, bytes: number, stages: Record<string, number>}} */
export function count() {
  const folder = join(root, '.cache/bench');
  mkdirSync(folder, { recursive: true });
  const out = join(folder, 'callgrind.out');
  const said = execFileSync('valgrind', ['--tool=callgrind', `--callgrind-out-file=${out}`, join(root, 'target/quick/engine'), 'stages'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  const { articles, bytes } = JSON.parse(said);
  const table = execFileSync('callgrind_annotate', ['--inclusive=yes', '--threshold=100', out], { encoding: 'utf8', maxBuffer: 1 << 28 });
  /** @type {Record<string, number>} */
  const stages = {};
  for (const line of table.split('\n')) {
    const match = /^\s*([\d,]+)\s.*engine::stage_(\w+)/.exec(line);
    if (match && match[2] in STAGES) stages[match[2]] = Math.max(stages[match[2]] ?? 0, Number(match[1].replaceAll(',', '')));
  }
  const missing = Object.keys(STAGES).filter((name) => !(name in stages));
  if (missing.length) throw new Error(`callgrind does not show the stages ${missing.join(', ')}`);
  const compiler = execFileSync('rustc', ['--version'], { encoding: 'utf8', cwd: root }).trim();
  return { compiler, articles, bytes, stages };
}

const millions = (/** @type {number} */ n) => `${(n / 1e6).toFixed(1)} M`;

const now = count();
if (process.argv.includes('--bless') || !existsSync(kept)) {
  const stages = Object.fromEntries(Object.keys(STAGES).map((name) => [name, now.stages[name]]));
  writeFileSync(kept, `${JSON.stringify({ ...now, stages }, null, 2)}\n`);
  console.log(`benches/instructions.json: ${Object.values(STAGES).length} stages over ${now.articles} articles`);
} else {
  const before = JSON.parse(readFileSync(kept, 'utf8'));
  const grown = [];
  console.log('| stage | instructions | kept | |\n|---|---|---|---|');
  for (const [name, what] of Object.entries(STAGES)) {
    // per byte of text where the articles themselves have changed
    const scale = name in { parse: 0, compile: 0, weights: 0 } ? 1 : now.bytes / before.bytes;
    const ratio = now.stages[name] / (before.stages[name] * scale);
    const change = `${ratio >= 1 ? '+' : '−'}${Math.abs((ratio - 1) * 100).toFixed(1)} %`;
    console.log(`| ${what} | ${millions(now.stages[name])} | ${millions(before.stages[name])} | ${change} |`);
    if (ratio > 1 + GROWTH) grown.push(`${what}: ${change}`);
  }
  if (before.compiler !== now.compiler) console.log(`\nThe figures kept are of ${before.compiler}; this is ${now.compiler}.`);
  if (grown.length) {
    console.error(`\nslower than it was by more than ${GROWTH * 100} %:\n  ${grown.join('\n  ')}\nIf the text is worth it: ./build.sh bless`);
    process.exit(1);
  }
}
