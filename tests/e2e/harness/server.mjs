// A static server on 127.0.0.1 for the tests' own pages and, where they lie beside the repository, real news pages.
//   /pages/<file>      tests/pages/<file>
//   /real/<name>.html  <real pages>/<name>.html.gz, unpacked
//   anything given to `route`
import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { realPages, root, testPages } from './paths.mjs';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} Handler */

/**
 * @param {{folders?: Record<string, string>, port?: number}} [options] more folders by URL prefix, e.g. {'/www/': 'dist/www'}
 */
export async function serve({ folders = {}, port = 0 } = {}) {
  /** @type {Map<string, Handler>} */
  const routes = new Map();
  /** Every request that arrived: what the network-silence test reads. @type {{method: string, url: string, origin: string|undefined}[]} */
  const requests = [];
  const places = { '/pages/': testPages, ...folders };

  const server = createServer(async (request, response) => {
    const url = request.url ?? '/';
    requests.push({ method: request.method ?? '', url, origin: request.headers.origin });
    try {
      const path = decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname);
      const route = routes.get(path);
      if (route) return route(request, response);
      if (path === '/favicon.ico') return send(response, 200, types['.svg'], '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');
      if (path.startsWith('/real/')) {
        const file = join(realPages, `${safe(path.slice('/real/'.length))}.gz`);
        return send(response, 200, types['.html'], gunzipSync(await readFile(file)));
      }
      for (const [prefix, folder] of Object.entries(places)) {
        if (!path.startsWith(prefix)) continue;
        let file = join(folder.startsWith(sep) ? folder : join(root, folder), safe(path.slice(prefix.length)) || 'index.html');
        if (path.endsWith('/')) file = join(file.replace(/index\.html$/, ''), 'index.html');
        return send(response, 200, types[extname(file)] ?? 'application/octet-stream', await readFile(file));
      }
      send(response, 404, 'text/plain', 'not here');
    } catch (error) {
      send(response, 404, 'text/plain', String(/** @type {Error} */ (error).message));
    }
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', () => done(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${address.port}`;

  return {
    origin,
    requests,
    /** @param {string} path */
    url: (path) => new URL(path, origin).href,
    /** Serve HTML text, or whatever a handler writes, at a path.
     * @param {string} path @param {string|Handler} what @param {Record<string, string>} [headers] */
    route(path, what, headers = {}) {
      routes.set(
        path,
        typeof what === 'function' ? what : (_request, response) => send(response, 200, types['.html'], what, headers),
      );
      return new URL(path, origin).href;
    },
    /** Names of the real news pages at hand; empty where there are none. */
    async realNames() {
      const files = await readdir(realPages).catch(() => []);
      return files.filter((file) => file.endsWith('.html.gz')).map((file) => file.slice(0, -'.html.gz'.length));
    },
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done(undefined)));
    },
  };
}

/** @param {string} path */
function safe(path) {
  const clean = normalize(path);
  if (clean.startsWith('..') || clean.startsWith(sep)) throw new Error('outside the folder');
  return clean;
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} type
 * @param {string|Uint8Array} body @param {Record<string, string>} [headers] */
function send(response, status, type, body, headers = {}) {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
  response.end(body);
}
