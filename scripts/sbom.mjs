// The bill of materials of what is shipped: the crates inside the wasm module, as cargo resolves them. No JavaScript
// package is shipped. Nothing in it depends on the day or the machine.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';

/** @param {string} version */
export function bill(version) {
  const { packages, resolve } = JSON.parse(
    execFileSync(
      'cargo',
      'metadata --format-version 1 --locked --no-default-features --filter-platform wasm32-unknown-unknown'.split(' '),
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
    ),
  );
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ node) => [node.id, node]));
  const byId = new Map(packages.map((/** @type {any} */ one) => [one.id, one]));
  const checksums = new Map(
    [...readFileSync(join(root, 'Cargo.lock'), 'utf8').matchAll(/name = "(.+)"\nversion = "(.+)"\n(?:source = .+\n)?checksum = "(.+)"/g)].map(
      ([, name, number, sum]) => [`${name}@${number}`, sum],
    ),
  );
  const purl = (/** @type {any} */ one) => `pkg:cargo/${one.name}@${one.version}`;

  // Build-time helpers (procedural macros, build scripts) are not in the module.
  const linked = new Set([resolve.root]);
  for (const id of linked)
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps)
      if (kinds.some((/** @type {any} */ { kind }) => kind === null) && !isMacro(byId.get(pkg))) linked.add(pkg);

  const ours = byId.get(resolve.root);
  const crates = [...linked]
    .filter((id) => id !== resolve.root)
    .map((id) => byId.get(id))
    .sort((a, b) => (purl(a) < purl(b) ? -1 : 1));
  const components = crates.map((one) => {
    const sum = checksums.get(`${one.name}@${one.version}`);
    return {
      type: 'library',
      'bom-ref': purl(one),
      name: one.name,
      version: one.version,
      ...(one.license ? { licenses: [{ expression: one.license.replaceAll('/', ' OR ') }] } : {}),
      ...(sum ? { hashes: [{ alg: 'SHA-256', content: sum }] } : {}),
      purl: purl(one),
    };
  });
  const dependencies = [...linked]
    .map((id) => ({
      ref: purl(byId.get(id)),
      dependsOn: nodes
        .get(id)
        .deps.map((/** @type {any} */ { pkg }) => pkg)
        .filter((/** @type {string} */ pkg) => linked.has(pkg))
        .map((/** @type {string} */ pkg) => purl(byId.get(pkg)))
        .sort(),
    }))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify([version, components])).digest('hex');
  const uuid = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  return `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      serialNumber: `urn:uuid:${uuid}`,
      version: 1,
      metadata: {
        component: {
          type: 'application',
          'bom-ref': purl(ours),
          name: 'sutra',
          version,
          licenses: [{ expression: ours.license }],
          purl: purl(ours),
        },
      },
      components,
      dependencies,
    },
    null,
    2,
  )}\n`;
}

/** @param {any} one */
function isMacro(one) {
  return one.targets.some((/** @type {any} */ target) => target.kind.includes('proc-macro'));
}
