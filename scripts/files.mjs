// Small things that the build scripts share.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Every file under a folder as sorted paths relative to it, with "/" between; hidden files left out.
 * @param {string} folder @returns {string[]} */
export function list(folder) {
  /** @type {string[]} */
  const found = [];
  (function walk(/** @type {string} */ at) {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = join(at, entry.name);
      if (entry.isDirectory()) walk(path);
      else found.push(relative(folder, path).split(sep).join('/'));
    }
  })(folder);
  return found.sort();
}

/** @param {string} path @param {string|Uint8Array} content */
export function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** @param {string} from @param {string} to */
export function copy(from, to) {
  write(to, readFileSync(from));
}

/** @param {string} folder */
export function empty(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** @param {string} path */
export const exists = (path) => Boolean(statSync(path, { throwIfNoEntry: false }));

/**
 * A zip archive that depends on names and contents only: sorted, one date, no user, no extra fields. The packer is
 * fflate rather than zlib because its bytes do not depend on the version of Node.
 * @param {{path: string, bytes: Uint8Array, executable?: boolean}[]} files
 */
export function zip(files) {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return zipSync(
    Object.fromEntries(
      sorted.map(({ path, bytes, executable }) => [
        path,
        [bytes, { level: 9, mtime: new Date(1980, 0, 1), os: 3, attrs: (executable ? 0o100755 : 0o100644) << 16 }],
      ]),
    ),
  );
}

/** @param {number} bytes */
export const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
