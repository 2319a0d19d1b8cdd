// dist/npm: the engine for Node and bundlers. The playground's module, a loader of a few lines, the types of
// extension/shared/types.js.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copy, empty, root, write } from './files.mjs';

const loader = `import { readFile } from 'node:fs/promises';
import init, * as engine from './sutra.js';

await init({ module_or_path: await readFile(new URL('./sutra_bg.wasm', import.meta.url)) });

export const { analyze, explain, check, version, languages } = engine;
`;

const types = `export * from './types.js';
export { analyze, explain, check, version, languages } from './sutra.js';
`;

const browser = `import init, * as engine from './sutra.js';

await init({ module_or_path: new URL('./sutra_bg.wasm', import.meta.url) });

export const { analyze, explain, check, version, languages } = engine;
`;

const readme = `# sutra

Who says so: finds what the text of a Hindi or English news article puts into somebody's mouth, tells whether that somebody
has a name, is an institution, a document, other media, somebody unnamed or nobody at all, and ties denials to the claims
they deny. It does not say what is true. Everything happens in this process; nothing is sent anywhere.

\`\`\`js
import { analyze } from 'sutra';

const blocks = [{ id: 1, role: 'body', text: '“The bridge is safe,” Mayor Anita Rao said on Monday.' }];
const { attributions, links, profile } = analyze(blocks, { language: 'auto', scope: 'claims', minimumConfidence: 0 });

for (const { source, cue, content, kind, stance } of attributions) {
  const text = (span) => span && blocks.find(({ id }) => id === span.block).text.slice(span.start, span.end);
  console.log(kind, stance, text(source), text(cue), content.map(text));
}
\`\`\`

Offsets count UTF-16 code units from the start of the block's own text, as JavaScript's strings do; ends are exclusive. The
types say the rest: \`types.d.ts\`. \`explain(text)\` shows every stage on a short text; \`check({path: text})\` runs the
examples of a language pack.
`;

/** @param {string} version */
export async function writeNpm(version) {
  const out = join(root, 'dist/npm');
  empty(out);
  for (const file of ['sutra.js', 'sutra_bg.wasm']) copy(join(root, 'target/sutra-wasm/workbench', file), join(out, file));
  write(join(out, 'index.js'), loader);
  write(join(out, 'browser.js'), browser);
  write(join(out, 'index.d.ts'), types);
  write(
    join(out, 'sutra.d.ts'),
    readFileSync(join(root, 'www/wasm/sutra.d.ts'), 'utf8').replaceAll("'../../extension/shared/types.js'", "'./types.js'"),
  );
  execFileSync(
    join(root, 'node_modules/.bin/tsc'),
    [
      join(root, 'extension/shared/types.js'),
      ...['--ignoreConfig', '--allowJs', '--declaration', '--emitDeclarationOnly', '--target', 'ES2023', '--outDir', out],
    ],
    { stdio: 'inherit' },
  );
  write(join(out, 'README.md'), readme);
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE'])
    try {
      copy(join(root, licence), join(out, licence));
    } catch {
      // Named by the manifest all the same.
    }
  write(
    join(out, 'package.json'),
    `${JSON.stringify(
      {
        name: 'sutra',
        version,
        description: 'Who says so: attributions, their sources and denials in Hindi and English news',
        license: 'MIT OR Apache-2.0',
        type: 'module',
        sideEffects: true,
        engines: { node: '>=20' },
        types: './index.d.ts',
        exports: { '.': { types: './index.d.ts', browser: './browser.js', default: './index.js' } },
        files: ['*.js', '*.d.ts', '*.wasm', 'LICENSE-*'],
      },
      null,
      2,
    )}\n`,
  );
}
