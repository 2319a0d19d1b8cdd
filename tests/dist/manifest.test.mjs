// What is shipped is what the design says: permissions, content security policy, and no way in for pages. These tests
// read dist/, not the sources, because dist/ is what people install.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cargoVersion = /^version = "(.+)"$/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))?.[1];

/** What each browser grants at installation. Adding to these makes browsers ask every user again: think twice. */
const permissions = {
  chrome: ['activeTab', 'contextMenus', 'scripting', 'sidePanel', 'storage'],
  firefox: ['activeTab', 'contextMenus', 'scripting', 'storage'],
};

const files = (/** @type {string} */ folder) =>
  /** @type {string[]} */ (readdirSync(folder, { recursive: true })).map((path) => path.split('\\').join('/'));

for (const browser of /** @type {('chrome'|'firefox')[]} */ (['chrome', 'firefox'])) {
  const folder = join(root, 'dist', browser);
  const read = (/** @type {string} */ path) => readFileSync(join(folder, path), 'utf8');
  const manifest = JSON.parse(read('manifest.json'));

  describe(`dist/${browser}`, () => {
    it('asks for exactly the permissions of the design', () => {
      assert.deepEqual([...manifest.permissions].sort(), permissions[browser]);
      assert.equal(manifest.host_permissions, undefined, 'no host is asked for at installation');
      assert.deepEqual(manifest.optional_permissions ?? [], []);
      assert.deepEqual([...(manifest.optional_host_permissions ?? [])].sort(), ['http://*/*', 'https://*/*']);
      assert.equal(manifest.content_scripts, undefined, 'nothing runs on a page before a click');
    });

    it('gives pages no way in', () => {
      assert.equal(manifest.web_accessible_resources, undefined);
      assert.equal(manifest.externally_connectable, undefined);
      assert.equal(manifest.sandbox, undefined);
      for (const path of files(folder).filter((name) => /\.js$/.test(name)))
        assert.doesNotMatch(read(path), /onMessageExternal|onConnectExternal/, path);
    });

    it('cannot run foreign code or talk to anybody from its own pages', () => {
      const policy = Object.fromEntries(
        manifest.content_security_policy.extension_pages
          .split(';')
          .map((/** @type {string} */ part) => part.trim().split(/\s+/))
          .filter((/** @type {string[]} */ [name]) => name)
          .map((/** @type {string[]} */ [name, ...sources]) => [name, sources]),
      );
      assert.deepEqual(policy['script-src'], ["'self'", "'wasm-unsafe-eval'"]);
      for (const [name, sources] of Object.entries(policy))
        for (const source of sources)
          assert.ok(
            ["'self'", "'none'"].includes(source) ||
              (name === 'script-src' && source === "'wasm-unsafe-eval'") ||
              (name === 'img-src' && (source === 'data:' || source === 'blob:')),
            `${name} ${source}`,
          );
      // Everything that is not named falls back to this, or there is nothing to fall back to.
      for (const name of ['connect-src', 'object-src', 'frame-src'])
        assert.ok((policy[name] ?? policy['default-src']) !== undefined || name !== 'connect-src', name);
    });

    it('has its version from Cargo.toml, and runs on the browsers it says', () => {
      assert.equal(manifest.manifest_version, 3);
      assert.equal(manifest.version, cargoVersion);
      if (browser === 'chrome') assert.ok(Number(manifest.minimum_chrome_version) >= 128, 'caretPositionFromPoint came with 128');
      else {
        const { gecko, gecko_android: android } = manifest.browser_specific_settings;
        assert.deepEqual(gecko.data_collection_permissions, { required: ['none'] });
        assert.ok(Number.parseInt(gecko.strict_min_version) >= 140);
        if (android) assert.ok(Number.parseInt(android.strict_min_version) >= 142);
      }
    });

    it('names no file that is not there', () => {
      const named = [
        ...Object.values(manifest.icons ?? {}),
        ...Object.values(manifest.action?.default_icon ?? {}),
        manifest.background.service_worker ?? manifest.background.scripts,
        manifest.options_ui?.page ?? [],
        manifest.side_panel?.default_path ?? manifest.sidebar_action?.default_panel ?? [],
        'content/main.js',
        'wasm/sutra.js',
        'wasm/sutra_bg.wasm',
      ].flat();
      for (const path of named) assert.ok(existsSync(join(folder, path)), path);
      for (const page of files(folder).filter((name) => name.endsWith('.html')))
        for (const [, path] of read(page).matchAll(/\s(?:src|href)="([^"#]+)"/g))
          if (!/^[a-z]+:/.test(path)) assert.ok(existsSync(join(folder, page, '..', path)), `${page} names ${path}`);
    });

    it('has no remote code, no inline script and nothing of this machine', () => {
      for (const path of files(folder).filter((name) => /\.(js|html|css|json)$/.test(name))) {
        const text = read(path);
        assert.doesNotMatch(text, /\/(?:home|root|Users)\/\w+\//, `${path} names a folder of a machine`);
        if (path.endsWith('.html')) {
          assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)/, `${path} has an inline script`);
          assert.doesNotMatch(text, /(?:src|href)="(?:https?:)?\/\/(?![^"]*"[^>]*rel="[^"]*noreferrer)[^"]*\.(?:js|css|png|woff2?)"/, path);
        }
        if (path.endsWith('.css')) assert.doesNotMatch(text, /@import|url\(\s*["']?(?:https?:)?\/\//, path);
        if (path.endsWith('.js')) assert.doesNotMatch(text, /\bimportScripts\(|\beval\(|new Function\(|import\(\s*["']https?:/, path);
      }
      const wasm = readFileSync(join(folder, 'wasm/sutra_bg.wasm')).toString('latin1');
      assert.doesNotMatch(wasm, /\/(?:home|root|Users)\/[\w.]+\//, 'the module names a folder of a machine');
    });

    it('says everything in English and in Hindi', () => {
      const words = Object.fromEntries(
        ['en', 'hi'].map((language) => [language, JSON.parse(read(`_locales/${language}/messages.json`))]),
      );
      assert.deepEqual(Object.keys(words.hi).sort(), Object.keys(words.en).sort());
      for (const [, key] of JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g))
        for (const language of ['en', 'hi']) assert.ok(words[language][key]?.message, `${key} in ${language}`);
      for (const [language, all] of Object.entries(words))
        for (const [key, { message }] of Object.entries(/** @type {Record<string, {message: string}>} */ (all)))
          assert.ok(message.trim(), `${key} in ${language} is empty`);
    });
  });
}

describe('both', () => {
  it('differ in the manifest only', () => {
    const [chrome, firefox] = ['chrome', 'firefox'].map((browser) => join(root, 'dist', browser));
    assert.deepEqual(files(chrome).sort(), files(firefox).sort());
    for (const path of files(chrome))
      if (path !== 'manifest.json' && /\.\w+$/.test(path))
        assert.ok(readFileSync(join(chrome, path)).equals(readFileSync(join(firefox, path))), path);
  });

  for (const [types, built] of [['extension/wasm/sutra.d.ts', 'dist/chrome/wasm/sutra.js'], ['www/wasm/sutra.d.ts', 'dist/npm/sutra.js']])
    it(`the module exports what ${types} declares`, async () => {
      const declared = [...readFileSync(join(root, types), 'utf8').matchAll(/^export (?:default )?function (\w+)/gm)]
        .map(([, name]) => (name === 'init' ? 'default' : name))
        .sort();
      const glue = await import(join(root, built));
      assert.deepEqual(Object.keys(glue).sort(), declared);
    });
});
