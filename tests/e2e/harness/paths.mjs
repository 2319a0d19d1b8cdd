// Where things are, seen from the harness. Everything that another machine may keep elsewhere can be set by an
// environment variable.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const shots = join(root, 'tests/shots');
export const testPages = join(root, 'tests/pages');
/** Real news pages; they belong to their publishers and lie beside the repository, where they are there at all. */
export const realPages = process.env.SUTRA_REAL_PAGES ?? join(root, '../shared/pages');

/** @param {'chromium'|'firefox'} name */
export function extensionFolder(name) {
  return process.env[`SUTRA_${name.toUpperCase()}_EXTENSION`] ?? join(root, 'dist', name === 'chromium' ? 'chrome' : 'firefox');
}

/** The first of these programs that exists: by environment variable, then on PATH, then at the usual places.
 * @param {string} variable @param {string[]} names @param {string[]} [places] */
function findProgram(variable, names, places = []) {
  const named = process.env[variable];
  if (named) return existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(':').concat(join(process.env.HOME ?? '', '.cargo/bin'));
  for (const name of names)
    for (const folder of folders) {
      const path = join(folder, name);
      if (folder && existsSync(path)) return path;
    }
  return places.find((place) => existsSync(place)) ?? null;
}

export const programs = {
  chromium: () =>
    findProgram('SUTRA_CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ]),
  firefox: () =>
    findProgram('SUTRA_FIREFOX', ['firefox-esr', 'firefox'], ['/Applications/Firefox.app/Contents/MacOS/firefox']),
  geckodriver: () => findProgram('SUTRA_GECKODRIVER', ['geckodriver']),
};

/** Why this browser cannot be driven here, or null.  @param {'chromium'|'firefox'} name */
export function missing(name) {
  if (name === 'chromium') return programs.chromium() ? null : 'no Chromium found (set SUTRA_CHROMIUM)';
  if (!programs.firefox()) return 'no Firefox found (set SUTRA_FIREFOX)';
  if (!programs.geckodriver()) return 'no geckodriver found (cargo install geckodriver --locked)';
  return null;
}

/** What the extension opens once, after installation. */
export const firstRunPage = 'welcome/welcome.html';
