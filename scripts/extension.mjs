// Writes dist/chrome, dist/firefox and dist/www from extension/, www/ and the built module.
//   node scripts/extension.mjs VERSION MAX_GZIPPED_WASM_BYTES MAX_PACKAGE_BYTES
//
// What is shipped is what is read: modules are copied as they are. Only the content script, which browsers inject as one
// file, and the playground's scripts, which reach into extension/, are joined by esbuild, unminified.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { copy, empty, exists, kb, list, root, write, zip } from './files.mjs';
import { writeNpm } from './npm.mjs';

const [version, moduleLimit, packageLimit] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
/** What is larger than it may be; told at the end, when everything is written and can be looked at. @type {string[]} */
const tooLarge = [];
const extension = join(root, 'extension');
/** The extension's module, and that of the playground and the npm package, which explains sentences and tries packs out as well. */
const wasm = join(root, 'target/sutra-wasm/extension');
const workbench = join(root, 'target/sutra-wasm/workbench');
const glue = ['sutra.js', 'sutra_bg.wasm'];
/** The script that is injected into pages, and what its modules are joined into. */
const injected = { from: 'content/main.js', to: 'content/main.js' };

/** @param {any} base @param {any} patch @returns {any} objects merged key by key, everything else replaced; null removes */
function merge(base, patch) {
  if (typeof base !== 'object' || typeof patch !== 'object' || !base || !patch || Array.isArray(base) || Array.isArray(patch))
    return patch;
  const merged = { ...base };
  for (const [key, value] of Object.entries(patch))
    if (value === null) delete merged[key];
    else merged[key] = key in merged ? merge(merged[key], value) : value;
  return merged;
}

/** @param {string} name */
const json = (name) => JSON.parse(readFileSync(join(extension, name), 'utf8'));

/** Scripts and style sheets that a page of the extension names. @param {string} page */
function namedBy(page) {
  const text = readFileSync(join(extension, page), 'utf8');
  return [...text.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src]) => posix.join(posix.dirname(page), src));
}

/**
 * The figures by kind and stance of docs/accuracy.md, for the options page; none where that has none.
 * @returns {{sets: string[], rows: string[][]}|null}
 */
function figures() {
  const [, part = ''] = readFileSync(join(root, 'docs/accuracy.md'), 'utf8').split('### By kind and stance');
  const table = part.split('\n###')[0].split('\n').filter((line) => line.startsWith('|'));
  const [head, , ...rows] = table.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  return head ? { sets: head.slice(1), rows } : null;
}

/** The modules that are reachable from these scripts; whatever is not is not shipped. @param {string[]} entries */
async function reachable(entries) {
  const { metafile } = await esbuild.build({
    absWorkingDir: extension,
    entryPoints: entries,
    bundle: true,
    write: false,
    metafile: true,
    outdir: '/nowhere',
    format: 'esm',
    logLevel: 'warning',
    plugins: [besideGlue('external')],
  });
  return Object.keys(metafile.inputs);
}

/** The module's glue is made by the build and stays a file of its own, unless it is to be in the page. @param {string} path what to
 * import it from @param {boolean} [external] @returns {import('esbuild').Plugin} */
function besideGlue(path, external = true) {
  return {
    name: 'glue',
    setup(build) {
      build.onResolve({ filter: /\/wasm\/sutra\.js$/ }, () => ({ path, external }));
    },
  };
}

/** @param {'chrome'|'firefox'} browser */
async function buildFor(browser) {
  const out = join(root, 'dist', browser);
  empty(out);
  const manifest = merge(json('manifest.base.json'), json(`manifest.${browser}.json`));
  manifest.version = version;
  write(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

  const files = list(extension).filter((file) => !/^manifest\..*json$/.test(file) && !/\.(md|d\.ts)$/.test(file));
  const pages = files.filter((file) => file.endsWith('.html'));
  const background = manifest.background.service_worker ?? manifest.background.scripts[0];
  const scripts = new Set(await reachable([background, ...new Set(pages.flatMap(namedBy))]));
  for (const file of files) if (!/\.m?js$/.test(file) || scripts.has(file)) copy(join(extension, file), join(out, file));
  for (const file of glue) copy(join(wasm, file), join(out, 'wasm', file));
  write(join(out, 'options/figures.json'), `${JSON.stringify(figures())}\n`);

  await esbuild.build({
    absWorkingDir: extension,
    entryPoints: [injected.from],
    bundle: true,
    outfile: join(out, injected.to),
    format: 'iife',
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'warning',
  });
  const shipped = list(out);
  const size = zip(shipped.map((path) => ({ path, bytes: readFileSync(join(out, path)) }))).length;
  console.error(`dist/${browser}: ${shipped.length} files, ${kb(size)} packed (limit ${kb(packageLimit)})`);
  if (size > packageLimit) tooLarge.push(`dist/${browser} is ${kb(size - packageLimit)} too large`);
}

async function buildPlayground() {
  const www = join(root, 'www');
  const out = join(root, 'dist/www');
  empty(out);
  if (!exists(join(www, 'index.html'))) return console.error('dist/www: nothing in www/ yet');
  const files = list(www).filter((file) => !/\.(md|d\.ts)$/.test(file));
  const entries = files
    .filter((file) => file.endsWith('.html'))
    .flatMap((file) =>
      [...readFileSync(join(www, file), 'utf8').matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src]) =>
        posix.join(posix.dirname(file), src),
      ),
    );
  // A service worker is not named by a page's markup.
  if (files.includes('offline.js')) entries.push('offline.js');
  await esbuild.build({
    absWorkingDir: www,
    entryPoints: [...new Set(entries)],
    bundle: true,
    outdir: out,
    outbase: '.',
    format: 'esm',
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [besideGlue('./wasm/sutra.js')],
  });
  for (const file of files) if (!/\.m?js$/.test(file)) copy(join(www, file), join(out, file));
  for (const file of glue) copy(join(workbench, file), join(out, 'wasm', file));
  // The playground speaks with the extension's words and wears its styles.
  for (const file of list(extension))
    if (file.startsWith('_locales/') || file.startsWith('icons/') || file.endsWith('.css')) copy(join(extension, file), join(out, file));
  // "Try a rule" edits the packs as they are in the repository.
  const packs = join(root, 'src/lang');
  const rules = list(packs).filter((file) => file.endsWith('.txt'));
  for (const file of rules) copy(join(packs, file), join(out, 'lang', file));
  write(join(out, 'lang/files.json'), `${JSON.stringify(rules)}\n`);
  if (files.includes('offline.js')) stampOffline(out);
  await writeWhole(www, out);
  console.error(`dist/www: ${list(out).length} files`);
}

/** Tells the service worker what to keep, and makes it another worker when any of it changes. @param {string} out */
function stampOffline(out) {
  const kept = list(out).filter((file) => file !== 'offline.js');
  const hash = createHash('sha256');
  for (const file of kept) hash.update(`${file}\0`).update(readFileSync(join(out, file)));
  const site = { version: hash.digest('hex').slice(0, 16), files: ['./', ...kept] };
  const script = join(out, 'offline.js');
  write(script, `self.SUTRA_SITE = ${JSON.stringify(site)};\n${readFileSync(script, 'utf8')}`);
}

/**
 * playground.html: the same page with everything in it, to be opened straight from a folder, where browsers let a page read no
 * file beside it. Its policy names what is in it by hashes, and lets nothing else run and nothing be reached.
 *
 * @param {string} www @param {string} out
 */
async function writeWhole(www, out) {
  const read = (/** @type {string} */ path) => readFileSync(join(out, path), 'utf8');
  const base64 = (/** @type {string} */ path) => readFileSync(join(out, path)).toString('base64');
  const built = await esbuild.build({
    absWorkingDir: www,
    entryPoints: ['main.js'],
    bundle: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [besideGlue(join(workbench, 'sutra.js'), false)],
  });
  const script = `\n${built.outputFiles[0].text}`;
  /** @type {Record<string, string>} */
  const kept = { 'wasm/sutra_bg.wasm': base64('wasm/sutra_bg.wasm') };
  for (const path of list(out)) if (/^(_locales|lang)\//.test(path)) kept[path] = read(path);
  const styles = [...read('index.html').matchAll(/<link rel="stylesheet" href="([^"]+)"([^>]*)>/g)].map(([tag, path, more]) => ({ tag, more, css: `\n${read(path)}` }));
  const hash = (/** @type {string} */ text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; style-src ${styles.map(({ css }) => hash(css)).join(' ')}; img-src data:; base-uri 'none'; form-action 'none'`;
  // (a function as what is put in: a $ in the text would mean something)
  let page = read('index.html')
    .replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, (_, begin) => begin + policy)
    .replace(/<p id="unstarted"[^]*?<\/p>/, '<p id="unstarted" class="notice">If this line stays, the page could not start: it needs a current browser. <span lang="hi">यह पंक्ति बनी रहे तो पन्ना चालू नहीं हो सका: नया ब्राउज़र चाहिए।</span></p>')
    .replace(/(?<=(?:href|src)=")icons\/[^"]+(?=")/g, (path) => `data:image/png;base64,${base64(path)}`)
    .replace('<script type="module" src="main.js"></script>', '')
    .replace('</body>', () => `  <script type="application/json" id="files">${JSON.stringify(kept).replaceAll('<', '\\u003c')}</script>\n    <script type="module">${script}</script>\n  </body>`);
  for (const { tag, more, css } of styles) page = page.replace(tag, () => `<style${more}>${css}</style>`);
  write(join(out, 'playground.html'), page);
}

await buildFor('chrome');
await buildFor('firefox');
await buildPlayground();
await writeNpm(version);

const module = gzipSync(readFileSync(join(wasm, 'sutra_bg.wasm')), { level: 9 }).length;
if (module > moduleLimit) tooLarge.push(`the wasm module is ${kb(module)} gzipped, ${kb(module - moduleLimit)} too large`);
for (const line of tooLarge) console.error(`build: ${line}: see docs/performance.md for what costs how much`);
if (tooLarge.length) process.exitCode = 1;
