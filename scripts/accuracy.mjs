// Writes the figures of docs/accuracy.md from `sutra eval`, so that they cannot go stale.
//   node scripts/accuracy.mjs            rewrites the part between the marks
//   node scripts/accuracy.mjs --check    fails when the part is not what the engine gives now
// The development gold is not part of the project: without it nothing is written and --check says that it was left out.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DESKS, deskOf } from './desks.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const gold = join(root, '../shared/gold');
const page = join(root, 'docs/accuracy.md');
const BEGIN = '<!-- figures: begin; written by scripts/accuracy.mjs -->';
const END = '<!-- figures: end -->';
const SETS = { 'hi-dev': 'Hindi, real', 'hi-own-dev': 'Hindi, original', 'en-dev': 'English, real', 'en-own-dev': 'English, original' };

if (!existsSync(gold)) {
  console.log('left out: the development gold is not here');
  process.exit(0);
}

/** @param {string} set one of SETS, or a file @param {string[]} options */
function evaluate(set, ...options) {
  const file = set in SETS ? join(gold, `${set}.jsonl`) : set;
  const out = execFileSync(join(root, process.env.SUTRA ?? 'target/release/sutra'), ['eval', file, '--json', ...options], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return JSON.parse(out.trim().split('\n')[0]);
}

/** @param {unknown} value */
const f1 = (value) => (Array.isArray(value) ? value[2].toFixed(3) : typeof value === 'number' ? value.toFixed(3) : '–');
/** @param {string[]} head @param {(string|number)[][]} rows */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const ROWS = /** @type {const} */ ([
  ['tags', 'tags F1'],
  ['detect', 'detect F1'],
  ['source_overlap', 'source overlaps'],
  ['source_exact', 'source exact'],
  ['content', 'content F1'],
  ['kind', 'kind'],
  ['stance', 'stance'],
  ['quote', 'quote'],
  ['who', 'who'],
  ['links', 'links'],
  ['links_precision', 'links, of those given'],
  ['sentences', 'sentences F1'],
]);
const sets = Object.keys(SETS);
const names = Object.values(SETS);
const parts = [];

const all = Object.fromEntries(sets.map((set) => [set, evaluate(set)]));
const held = Object.fromEntries(sets.map((set) => [set, evaluate(set, '--third', 'held-out')]));
parts.push('### All documents, and the third that nobody looked at', '', 'Each cell: all documents / held-out third.', '');
parts.push(table(['', ...names], [
  ['documents', ...sets.map((s) => `${all[s].documents} / ${held[s].documents}`)],
  ['attributions in gold', ...sets.map((s) => `${all[s].gold} / ${held[s].gold}`)],
  ...ROWS.map(([key, label]) => [label, ...sets.map((s) => `${f1(all[s][key])} / ${f1(held[s][key])}`)]),
]));

parts.push('', '### By kind and stance', '', 'F1 of the tag over sentences, in brackets how many gold has.', '');
const tags = ['named', 'anonymous', 'organization', 'document', 'media', 'hearsay', 'denies', 'confirms', 'alleges', 'declines'];
parts.push(table(['', ...names], tags.map((tag) => [tag, ...sets.map((s) => (all[s].per_tag[tag] ? `${all[s].per_tag[tag].f1.toFixed(3)} (${all[s].per_tag[tag].gold})` : '–'))])));

parts.push('', '### What the packs add, what the model adds', '', 'tags F1 / detect F1 / content F1 with packs only (no model), the model only (no pack cues among its candidates), and both.', '');
parts.push(table(['', ...names], [['packs only', 'packs'], ['model only', 'model'], ['both', 'both']].map(([label, method]) => [
  label,
  ...sets.map((s) => {
    const figures = method === 'both' ? all[s] : evaluate(s, '--method', method);
    return ['tags', 'detect', 'content'].map((key) => f1(figures[key])).join(' / ');
  }),
])));

parts.push('', '### By desk', '', 'All documents of a language, real and original; the desk is told by the words of the article (`scripts/desks.mjs`). tags F1 / detect F1 / content F1, in brackets articles and attributions in gold: a handful says little.', '');
const scratch = mkdtempSync(join(tmpdir(), 'sutra-desks-'));
const documents = sets.flatMap((set) => readFileSync(join(gold, `${set}.jsonl`), 'utf8').split('\n').filter(Boolean).map((line) => ({ line, document: JSON.parse(line) })));
/** @param {string} language @param {string} desk */
function atDesk(language, desk) {
  const lines = documents.filter(({ document }) => document.lang === language && deskOf(document.text, language) === desk).map(({ line }) => `${line}\n`);
  if (lines.length === 0) return '–';
  const file = join(scratch, 'desk.jsonl');
  writeFileSync(file, lines.join(''));
  const figures = evaluate(file);
  return `${['tags', 'detect', 'content'].map((key) => f1(figures[key])).join(' / ')} (${figures.documents}, ${figures.gold})`;
}
parts.push(table(['', 'Hindi', 'English'], DESKS.map((desk) => [desk, atDesk('hi', desk), atDesk('en', desk)])));
rmSync(scratch, { recursive: true });

const text = parts.join('\n');
const before = existsSync(page) ? readFileSync(page, 'utf8') : `${BEGIN}\n${END}\n`;
const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
if (from < 0 || to < 0) throw new Error(`docs/accuracy.md has lost its marks "${BEGIN}" and "${END}"`);
const after = `${before.slice(0, from + BEGIN.length)}\n\n${text}\n\n${before.slice(to)}`;
if (process.argv.includes('--check')) {
  if (after !== before) {
    console.error('docs/accuracy.md is not what the engine gives now: node scripts/accuracy.mjs, and read the difference');
    process.exit(1);
  }
  console.log('docs/accuracy.md agrees with the engine');
} else {
  writeFileSync(page, after);
  console.log(text);
}
