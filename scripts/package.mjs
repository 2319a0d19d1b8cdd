// What the stores get, the same bytes from the same commit:
//   dist/sutra-chrome-VERSION.zip  dist/sutra-firefox-VERSION.zip
//   dist/sutra-source-VERSION.zip  what Mozilla's reviewers build dist/firefox from; BUILD.md in it says how
//   dist/sutra-VERSION.cdx.json    the bill of materials (CycloneDX)
//   dist/SHA256SUMS
//   node scripts/package.mjs VERSION
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kb, list, root, write, zip } from './files.mjs';
import { bill } from './sbom.mjs';

const version = process.argv[2];
const dist = join(root, 'dist');
/** @type {Record<string, Uint8Array>} */
const made = {};

for (const browser of ['chrome', 'firefox']) {
  const folder = join(dist, browser);
  made[`sutra-${browser}-${version}.zip`] = zip(list(folder).map((path) => ({ path, bytes: readFileSync(join(folder, path)) })));
}

const instructions = `# Building Sutra ${version} from this archive

Needed: a Debian-like Linux (or macOS) with Rust 1.85 or newer (https://rustup.rs), Node.js 20.19 or newer with npm, and a
C compiler. Then, in this folder:

    ./build.sh package

installs, from crates.io and the npm registry by the lock files, Rust's wasm target, wasm-bindgen-cli (in the version of
Cargo.lock) and the packages of package-lock.json, and writes dist/sutra-firefox-${version}.zip. dist/firefox is the same,
unpacked.

| file of the add-on | comes from |
|---|---|
| wasm/sutra_bg.wasm | the Rust crate in src/: cargo, then wasm-bindgen, then wasm-opt -Oz |
| wasm/sutra.js | wasm-bindgen's glue for that module, unchanged |
| content/main.js | extension/content/main.js and what it imports, joined by esbuild, not minified |
| manifest.json | extension/manifest.base.json with extension/manifest.firefox.json, version from Cargo.toml |
| everything else | extension/, copied unchanged |

The compiler that the published bytes were made with: ${execFileSync('rustc', ['--version'], { encoding: 'utf8' }).trim()}; another
version gives a module that does the same in other bytes.
`;
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const source = tracked
  // Neither the store's pictures nor the browser tests are needed to build.
  .filter((path) => !/^(docs\/.*\.png|tests\/shots\/)/.test(path) && statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
  .map((path) => ({
    path,
    bytes: readFileSync(join(root, path)),
    executable: Boolean(statSync(join(root, path)).mode & 0o100),
  }));
made[`sutra-source-${version}.zip`] = zip([...source, { path: 'BUILD.md', bytes: new TextEncoder().encode(instructions) }]);
made[`sutra-${version}.cdx.json`] = new TextEncoder().encode(bill(version));

let sums = '';
for (const [name, bytes] of Object.entries(made)) {
  write(join(dist, name), bytes);
  sums += `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
  console.log(`dist/${name}  ${kb(bytes.length)}`);
}
write(join(dist, 'SHA256SUMS'), sums);
