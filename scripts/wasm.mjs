// Makes the module smaller and says how large it is.
//   node scripts/wasm.mjs FOLDER        FOLDER holds sutra_bg.wasm as wasm-bindgen wrote it
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { kb, root } from './files.mjs';

const folder = process.argv[2];
const module = join(folder, 'sutra_bg.wasm');
const before = readFileSync(module).length;
execFileSync(
  join(root, 'node_modules/.bin/wasm-opt'),
  [
    module,
    '-o',
    `${module}.small`,
    // until nothing gets smaller any more: four kilobytes, gzipped
    '-Oz',
    '--converge',
    // the first kilobyte is the far end of the stack
    '--low-memory-unused',
    // What rustc and wasm-bindgen use; every supported browser has them.
    '--enable-bulk-memory',
    '--enable-bulk-memory-opt',
    '--enable-nontrapping-float-to-int',
    '--enable-sign-ext',
    '--enable-mutable-globals',
    '--enable-reference-types',
    '--enable-multivalue',
    '--strip-debug',
    '--strip-producers',
  ],
  { stdio: 'inherit' },
);
renameSync(`${module}.small`, module);
const bytes = readFileSync(module);
const packed = gzipSync(bytes, { level: 9 }).length;
console.error(`${basename(folder)}: ${kb(before)} as compiled, ${kb(bytes.length)} optimised, ${kb(packed)} gzipped`);
