// docs/dependencies.md has a reason for every dependency, and none for what is not one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const read = (/** @type {string} */ path) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

/** Names in the tables of dependencies of a Cargo.toml. @param {string} path */
function crates(path) {
  /** @type {string[]} */
  const names = [];
  let among = false;
  for (const line of read(path).split('\n')) {
    if (line.startsWith('[')) among = /^\[(target\..+\.)?(dev-|build-)?dependencies\]$/.test(line);
    else if (among && /^[\w-]+ *=/.test(line)) names.push(line.split('=')[0].trim());
  }
  return names;
}

test('every dependency has its reason, and every reason its dependency', () => {
  const { devDependencies, dependencies = {} } = JSON.parse(read('package.json'));
  assert.deepEqual(dependencies, {}, 'no JavaScript package is shipped');
  const used = [...crates('Cargo.toml'), ...crates('fuzz/Cargo.toml'), ...Object.keys(devDependencies)].filter((name) => name !== 'sutra');
  const rows = read('docs/dependencies.md').split('\n').filter((line) => line.startsWith('| `'));
  const told = rows.flatMap((row) => [...row.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  const programs = ['wasm-bindgen-cli', 'geckodriver', 'fuzz/'];
  assert.deepEqual([...new Set(used)].filter((name) => !told.includes(name)), [], 'without a reason');
  assert.deepEqual(told.filter((name) => !used.includes(name) && !programs.includes(name)), [], 'not used');
  for (const row of rows) assert.ok(row.split('|')[2].trim().length > 10, row);
});
