// dist/npm, used as another program would: installed in a folder of its own, imported by name, type-checked.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** @type {string} */
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'sutra-npm-'));
  mkdirSync(join(folder, 'node_modules'));
  cpSync(join(root, 'dist/npm'), join(folder, 'node_modules/sutra'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} program @returns {any} */
function run(program) {
  writeFileSync(join(folder, 'program.mjs'), program);
  return JSON.parse(execFileSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8' }));
}

it('a Node program imports it and finds who says so', () => {
  const { attributions, version, languages } = run(`
    import { analyze, version, languages } from 'sutra';
    const text = '“The bridge is safe,” Mayor Anita Rao said on Monday.';
    const { attributions } = analyze([{ id: 1, role: 'body', text }], {});
    console.log(JSON.stringify({ version: version(), languages: languages(), attributions: attributions.map((one) =>
      ({ kind: one.kind, source: one.source && text.slice(one.source.start, one.source.end), cue: text.slice(one.cue.start, one.cue.end) })) }));
  `);
  assert.equal(version, JSON.parse(readFileSync(join(root, 'dist/npm/package.json'), 'utf8')).version);
  assert.deepEqual([...languages].sort(), ['en', 'hi']);
  assert.equal(attributions.length, 1);
  assert.equal(attributions[0].kind, 'named');
  assert.match(attributions[0].source, /Anita Rao/);
  assert.equal(attributions[0].cue, 'said');
});

it('wrong arguments are told in words', () => {
  const { message } = run(`
    import { analyze } from 'sutra';
    try { analyze([{ id: 1 }], {}); } catch (error) { console.log(JSON.stringify({ message: error.message })); }
  `);
  assert.match(message, /blocks/);
});

it("the README's example runs", () => {
  const [, example] = /```js\n([\s\S]+?)```/.exec(readFileSync(join(root, 'dist/npm/README.md'), 'utf8')) ?? [];
  writeFileSync(join(folder, 'example.mjs'), example);
  assert.match(execFileSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' }), /named says/);
});

it('its types hold in a TypeScript program', () => {
  writeFileSync(
    join(folder, 'program.ts'),
    `import { analyze, type Analysis, type Attribution, type Block } from 'sutra';
     const blocks: Block[] = [{ id: 1, role: 'body', text: 'x' }];
     const analysis: Analysis = analyze(blocks, { language: 'hi', minimumConfidence: 0.5 });
     const first: Attribution | undefined = analysis.attributions[0];
     export const kind: 'named' | 'anonymous' | 'organization' | 'document' | 'media' | 'hearsay' | undefined = first?.kind;
     // @ts-expect-error a role that does not exist
     export const wrong: Block = { id: 2, role: 'poem', text: '' };`,
  );
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', 'program.ts'],
    ],
    { cwd: folder, encoding: 'utf8', stdio: 'pipe' },
  );
});
