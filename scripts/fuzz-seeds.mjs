// Seeds and a dictionary for the fuzzer: our own articles and the packs.
//   node scripts/fuzz-seeds.mjs FOLDER
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { empty, list, root, write } from './files.mjs';

const out = process.argv[2];
const words = new Set();
for (const target of ['page', 'text', 'pack', 'json', 'model']) empty(join(out, target, 'seeds'));

const articles = join(root, 'tests/articles');
for (const file of list(articles).filter((name) => name.endsWith('.txt'))) {
  const text = readFileSync(join(articles, file), 'utf8');
  const name = file.replaceAll('/', '-');
  write(join(out, 'text/seeds', name), text);
  const lines = text.split('\n').slice(0, 6);
  write(join(out, 'json/seeds', name), JSON.stringify(lines.map((line, id) => ({ id, text: line, role: id ? 'body' : 'headline' }))));
  // The first byte of a page's seed chooses options.
  write(join(out, 'page/seeds', name), `\0${text.replaceAll('\n', '\n\n')}`);
}

const packs = join(root, 'src/lang');
for (const language of ['hi', 'en']) {
  const read = (/** @type {string} */ file) => readFileSync(join(packs, file), 'utf8');
  const own = list(packs).filter((file) => file.startsWith(`${language}/`) && file.endsWith('.txt'));
  const settings = own.find((file) => file.endsWith('/language.txt'));
  for (const file of own) {
    for (const word of read(file).match(/[\p{L}\p{M}]+(?: [\p{L}\p{M}]+)?/gu) ?? []) if (word.length > 1 && word.length < 24) words.add(word);
    if (settings && file.includes('/cues/'))
      write(join(out, 'pack/seeds', file.replaceAll('/', '-')), [read(settings), '', read(file).slice(0, 4000)].join('\f'));
  }
}
// A dictionary of thousands slows the fuzzer down: every so-many-th word, and the signs that structure text.
const every = Math.ceil(words.size / 1500);
const entries = [...[...words].filter((_, index) => index % every === 0), '“', '”', '‘', '’', '।', '॥', '\u200d', '\u200c', '\u093c', '\n\n', '…', '—'];
const escape = (/** @type {string} */ word) => [...Buffer.from(word)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
write(join(out, 'dictionary'), entries.map((word) => `"${escape(word)}"\n`).join(''));
