// What cargo-deny checks without its database: every crate comes from crates.io with a checksum, under a licence that
// deny.toml allows. Quick, and needs nothing installed; cargo-deny itself adds advisories and yanked versions.
//   node scripts/crates.mjs [MANIFEST]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './files.mjs';

const manifest = process.argv[2] ?? join(root, 'Cargo.toml');
const allowed = new Set([.../^allow = \[([^\]]*)\]/m.exec(readFileSync(join(root, 'deny.toml'), 'utf8'))?.[1].matchAll(/"([^"]+)"/g) ?? []].map(([, one]) => one));
const { packages, workspace_members: members } = JSON.parse(
  execFileSync('cargo', ['metadata', '--format-version', '1', '--locked', '--all-features', '--manifest-path', manifest], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  }),
);
const lock = readFileSync(join(dirname(manifest), 'Cargo.lock'), 'utf8');
const wrong = [];

/** Does an SPDX expression hold with the licences we allow? "A OR B AND C", parentheses, "A/B" of old. @param {string} expression */
function holds(expression) {
  const tokens = expression.replaceAll('/', ' OR ').match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  /** @returns {boolean} */
  const either = () => {
    let value = both();
    while (tokens[at] === 'OR') {
      at++;
      value = both() || value;
    }
    return value;
  };
  /** @returns {boolean} */
  const both = () => {
    let value = one();
    while (tokens[at] === 'AND') {
      at++;
      value = one() && value;
    }
    return value;
  };
  const one = () => {
    if (tokens[at] === '(') {
      at++;
      const value = either();
      at++;
      return value;
    }
    const name = tokens[at++];
    if (tokens[at] === 'WITH') at += 2;
    return allowed.has(name);
  };
  return either();
}

/** @type {Map<string, Set<string>>} */
const versions = new Map();
for (const { id, name, version, license, source } of packages) {
  if (members.includes(id) || source === null) continue;
  versions.set(name, (versions.get(name) ?? new Set()).add(version));
  if (!license) wrong.push(`${name} ${version} names no licence`);
  else if (!holds(license)) wrong.push(`${name} ${version}: licence ${license} is not among those of deny.toml`);
  if (!source.startsWith('registry+')) wrong.push(`${name} ${version} comes from ${source}`);
  if (!new RegExp(`name = "${name}"\nversion = "${version.replaceAll('+', '\\+')}"\nsource = ".*"\nchecksum = "[0-9a-f]{64}"`).test(lock))
    wrong.push(`${name} ${version} has no checksum in Cargo.lock`);
}
for (const [name, all] of versions) if (all.size > 1) console.log(`twice: ${name} ${[...all].join(', ')}`);
console.log(`${versions.size} crates looked at`);
for (const line of wrong) console.log(line);
process.exitCode = wrong.length ? 1 : 0;
