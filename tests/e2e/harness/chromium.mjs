// Chromium, driven by puppeteer-core over a pipe.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { extensionFolder, firstRunPage, programs } from './paths.mjs';
import { Page, callText, splitKeys, unhurried, until } from './page.mjs';

class ChromiumPage extends Page {
  /** @param {import('puppeteer-core').Page} raw @param {import('puppeteer-core').CDPSession} session */
  constructor(raw, session) {
    super();
    this.raw = raw;
    this.session = session;
    /** @type {Page['mouse']} */
    this.mouse = {
      move: (x, y) => raw.mouse.move(x, y),
      click: (x, y) => raw.mouse.click(x, y),
      doubleClick: (x, y) => raw.mouse.click(x, y, { count: 2 }),
      wheel: (dy) => raw.mouse.wheel({ deltaY: dy }),
    };
    /** @type {Page['touch']} */
    this.touch = { tap: (x, y) => raw.touchscreen.tap(x, y) };
    /** @type {Page['keyboard']} */
    this.keyboard = {
      press: async (keys) => {
        const { modifiers, key } = splitKeys(keys);
        const down = /** @type {any[]} */ (modifiers);
        for (const modifier of down) await raw.keyboard.down(modifier);
        await raw.keyboard.press(/** @type {any} */ (key));
        for (const modifier of down.reverse()) await raw.keyboard.up(modifier);
      },
      type: (text) => raw.keyboard.type(text),
    };
  }
  /** @override @param {Function|string} fn @param {...any} args */
  evaluate(fn, ...args) {
    return this.raw.evaluate(/** @type {any} */ (fn), ...args);
  }
  /** @override */
  async png() {
    return Buffer.from(await this.raw.screenshot({ type: 'png', captureBeyondViewport: false }));
  }
  url() {
    return this.raw.url();
  }
  /** @param {string} url */
  async goto(url) {
    await this.raw.goto(url, { waitUntil: 'load' });
  }
  async reload() {
    await this.raw.reload({ waitUntil: 'load' });
  }
  async back() {
    await this.raw.goBack({ waitUntil: 'load' });
  }
  bringToFront() {
    return this.raw.bringToFront();
  }
  close() {
    return this.raw.close();
  }
  /** @param {{width: number, height: number, mobile?: boolean}} size */
  async setViewport({ width, height, mobile = false }) {
    await this.raw.setViewport({ width, height, isMobile: mobile, hasTouch: mobile });
  }
  /** @param {{colorScheme?: 'light'|'dark', reducedMotion?: boolean, forcedColors?: boolean, media?: 'screen'|'print'}} wanted */
  async emulate({ colorScheme, reducedMotion, forcedColors, media }) {
    const features = [];
    if (colorScheme) features.push({ name: 'prefers-color-scheme', value: colorScheme });
    if (reducedMotion !== undefined)
      features.push({ name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' });
    if (forcedColors !== undefined) features.push({ name: 'forced-colors', value: forcedColors ? 'active' : 'none' });
    await this.session.send('Emulation.setEmulatedMedia', { media: media ?? '', features });
  }
  /**
   * Calls `fn(shadowRoot, …args)` for the shadow root, closed or open, of the first element that matches.
   * @param {string} host @param {Function} fn @param {...unknown} args @returns {Promise<any>}
   */
  async shadow(host, fn, ...args) {
    const { result } = await this.session.send('Runtime.evaluate', {
      expression: `document.querySelector(${JSON.stringify(host)})`,
      objectGroup: 'shadow',
    });
    if (!result.objectId) throw new Error(`no element ${host}`);
    const { node } = await this.session.send('DOM.describeNode', { objectId: result.objectId, depth: 1, pierce: true });
    const root = node.shadowRoots?.find((shadow) => shadow.shadowRootType !== 'user-agent');
    if (!root) throw new Error(`${host} has no shadow root`);
    const { object } = await this.session.send('DOM.resolveNode', { backendNodeId: root.backendNodeId, objectGroup: 'shadow' });
    const answer = await this.session.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: `function (...args) { return (${fn})(this, ...args); }`,
      arguments: args.map((value) => ({ value })),
      returnByValue: true,
      awaitPromise: true,
    });
    // What the session holds, the page cannot give back: tests of memory would see it.
    await this.session.send('Runtime.releaseObjectGroup', { objectGroup: 'shadow' });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? 'failed in the shadow root');
    return answer.result.value;
  }
}

/**
 * @param {{extension?: string|null, headless?: boolean, args?: string[], locale?: string, viewport?: {width: number, height: number}, profile?: string, again?: boolean, firstRun?: boolean}} [options]
 *   extension: folder to load (default dist/chrome; null for none); profile: a folder that outlives the browser; again: it
 *   has been used, and what was installed is there; firstRun: leave the page open that an installation brings
 */
export async function launchChromium({
  extension = extensionFolder('chromium'),
  headless = true,
  args = [],
  locale,
  viewport = { width: 1200, height: 900 },
  profile,
  again = false,
  firstRun = false,
} = {}) {
  const executablePath = programs.chromium();
  if (!executablePath) throw new Error('no Chromium found');
  const raw = await puppeteer.launch({
    executablePath,
    headless,
    pipe: true,
    defaultViewport: headless ? viewport : null,
    userDataDir: profile,
    enableExtensions: extension && !again ? [extension] : true,
    env: locale ? { ...process.env, LANGUAGE: locale } : process.env,
    args: [
      // Tests run as root in containers, where Chromium's sandbox cannot start.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--force-device-scale-factor=1',
      // Nothing but this machine: saved pages ask for the world.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      ...(locale ? [`--lang=${locale}`] : []),
      // What a driver has loaded from a folder is forgotten when the browser ends; loaded as it starts, it finds what it left.
      ...(extension && again ? [`--load-extension=${extension}`, '--disable-features=DisableLoadExtensionCommandLineSwitch'] : []),
      ...args,
    ],
  });
  /** @type {string[]} */
  const extensionErrors = [];
  let ext = extension
    ? await until(async () => [...(await raw.extensions()).values()][0], { what: 'the extension to be loaded' })
    : null;
  const origin = ext ? `chrome-extension://${ext.id}` : '';
  if (ext && extension && !firstRun && !again && existsSync(join(extension, firstRunPage))) {
    // It comes when it comes, and would stand in front of the page under test.
    const welcome = await raw.waitForTarget((target) => target.url() === `${origin}/${firstRunPage}`, { timeout: 60_000 }).catch(() => null);
    await (await welcome?.page())?.close();
  }

  /** Sessions of service workers. @type {Set<import('puppeteer-core').CDPSession>} */
  const workers = new Set();

  /** @param {import('puppeteer-core').Target} target */
  async function listen(target) {
    if (!ext || target.type() !== 'service_worker' || !target.url().startsWith(origin)) return;
    const session = await target.createCDPSession();
    session.on('Runtime.consoleAPICalled', ({ type, args: parts }) => {
      if (type === 'error' || type === 'assert')
        extensionErrors.push(parts.map((part) => part.value ?? part.description ?? part.type).join(' '));
    });
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: details }) => {
      extensionErrors.push(details.exception?.description ?? details.text);
    });
    await session.send('Runtime.enable');
    workers.add(session);
  }
  const quietly = (/** @type {import('puppeteer-core').Target} */ target) => void listen(target).catch(() => {});
  raw.on('targetcreated', quietly);
  raw.targets().forEach(quietly);

  // The newest: after an update the old one's target stays while a session is attached to it.
  const workerTarget = () => raw.targets().findLast((t) => t.type() === 'service_worker' && t.url().startsWith(origin));

  // The browser's own account of the service worker: its target outlives it while a session is attached.
  let running = false;
  const watch = await (await raw.pages())[0].createCDPSession();
  watch.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { scriptURL, runningStatus } of versions)
      if (ext && scriptURL.startsWith(origin)) {
        running = runningStatus === 'running' || runningStatus === 'starting';
        // A worker that starts again under an attached session waits for that session's leave.
        if (running) for (const worker of workers) worker.send('Runtime.runIfWaitingForDebugger').catch(() => {});
      }
  });
  await watch.send('ServiceWorker.enable');

  /** @param {import('puppeteer-core').Page} raw */
  const wrap = async (raw) => {
    const session = await raw.createCDPSession();
    const page = new ChromiumPage(raw, session);
    // Every world of the page, the content script's among them.
    const note = (/** @type {string} */ text, /** @type {string} */ where) => {
      page.errors.push(text);
      if (ext && `${where} ${text} ${raw.url()}`.includes(origin)) extensionErrors.push(text);
    };
    session.on('Runtime.consoleAPICalled', ({ type, args: parts, stackTrace }) => {
      if (type === 'error' || type === 'assert')
        note(parts.map((part) => part.value ?? part.description ?? part.type).join(' '), stackTrace?.callFrames[0]?.url ?? '');
    });
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: details }) =>
      note(details.exception?.description ?? details.text, details.url ?? ''),
    );
    session.on('Log.entryAdded', ({ entry }) => {
      if (entry.level === 'error') note(`${entry.text} ${entry.url ?? ''}`, '');
    });
    await session.send('Runtime.enable');
    await session.send('Log.enable');
    return page;
  };

  // A click that comes before the extension has started is lost, as it would be for a very quick person.
  const listening = () =>
    until(
      async () => {
        for (const worker of workers) {
          // A session whose worker is gone never answers.
          const answer = await Promise.race([
            worker.send('Runtime.evaluate', { expression: 'chrome.action.onClicked.hasListeners()' }).catch(() => null),
            new Promise((done) => setTimeout(() => done(null), 500)),
          ]);
          if (answer?.result.value) return true;
        }
        return false;
      },
      { what: 'the background to listen' },
    );
  // A service worker may start with the browser and be asleep again before anybody listens.
  if (ext && !again) await listening();
  // Chromium lets only developers set anything about what is loaded from a folder.
  const configure = async (/** @type {Record<string, unknown>} */ change) => {
    const page = await raw.newPage();
    await page.goto('chrome://extensions');
    await page.evaluate(
      async (/** @type {any} */ wanted) => {
        const { developerPrivate } = /** @type {any} */ (chrome);
        await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
        if (wanted.extensionId) await developerPrivate.updateExtensionConfiguration(wanted);
      },
      /** @type {any} */ (change),
    );
    await page.close();
  };

  return {
    name: /** @type {'chromium'} */ ('chromium'),
    raw,
    origin,
    extensionErrors,
    version: () => raw.version(),
    /** Opens a page in a new tab and waits for its load event. @param {string} [url] */
    async open(url) {
      const page = await wrap(await raw.newPage());
      if (url) await page.goto(url);
      return page;
    },
    /** The tab that shows this address, however it came to be. @param {string} url */
    async pageOf(url) {
      const target = await until(() => raw.targets().findLast((one) => one.type() === 'page' && one.url() === url), { what: `a tab with ${url}` });
      const page = await target.page();
      if (!page) throw new Error(`no page for ${url}`);
      return wrap(page);
    },
    /** A page in a window of its own, private if so wanted. @param {string} url @param {{private?: boolean}} [how] */
    async openWindow(url, how = {}) {
      const known = new Set(raw.targets());
      await this.backgroundEvaluate((/** @type {any} */ options) => chrome.windows.create(options).then(() => null), { url, incognito: how.private === true });
      const target = await until(() => raw.targets().find((one) => !known.has(one) && one.type() === 'page' && one.url() === url), { what: 'the new window' });
      const page = await target.page();
      if (!page) throw new Error(`no page for ${url}`);
      const wrapped = await wrap(page);
      await wrapped.until(() => document.readyState === 'complete');
      return wrapped;
    },
    /** The reader allows the extension in private windows; the browser starts it anew. */
    async allowPrivate() {
      running = false;
      workers.clear();
      await configure({ extensionId: ext?.id, incognitoAccess: true });
      ext = await until(async () => [...(await raw.extensions()).values()].find(({ id, enabled }) => enabled && origin.endsWith(id)), { what: 'the extension to be back' });
      await listening();
    },
    /** What the page holds after a garbage collection, every world of it. @param {ChromiumPage} page */
    async weigh(page) {
      await page.session.send('Performance.enable');
      for (let times = 0; times < 3; times++) await page.session.send('HeapProfiler.collectGarbage');
      const { metrics } = await page.session.send('Performance.getMetrics');
      const of = (/** @type {string} */ key) => metrics.find((one) => one.name === key)?.value ?? 0;
      return { listeners: of('JSEventListeners'), nodes: of('Nodes'), memory: of('JSHeapUsedSize') };
    },
    /** The toolbar button, as a person presses it: grants activeTab. @param {ChromiumPage} page @param {boolean} [hurried]  as the second half of a double click */
    async clickAction(page, hurried = false) {
      await page.bringToFront();
      if (!hurried) await unhurried(page);
      if (!ext) throw new Error('launched without the extension');
      await ext.triggerAction(page.raw);
    },
    /** Runs a function in the background, waking it first. @param {Function|string} fn @param {...unknown} args @returns {Promise<any>} */
    async backgroundEvaluate(fn, ...args) {
      let helper;
      if (!running || !workerTarget()) {
        // A page of the extension wakes its worker by talking to it.
        helper = await raw.newPage();
        await helper.goto(`${origin}/manifest.json`);
        await helper.evaluate(() => void chrome.runtime.sendMessage({ wake: true }).catch(() => {}));
      }
      try {
        const target = await until(() => (running ? workerTarget() : undefined), { what: 'the service worker to wake' });
        const session = await target.createCDPSession();
        const answer = await session.send('Runtime.evaluate', {
          expression: callText(fn, args),
          awaitPromise: true,
          returnByValue: true,
        });
        await session.detach().catch(() => {});
        if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
        return answer.result.value;
      } finally {
        await helper?.close();
      }
    },
    async backgroundAlive() {
      return running;
    },
    /** Ends the service worker as the browser does after 30 idle seconds. */
    async killBackground() {
      await watch.send('ServiceWorker.stopAllWorkers');
      await until(() => !running, { what: 'the service worker to stop' });
    },
    /** Installs the extension anew under the open tabs, as an update does. */
    async reloadExtension() {
      if (!extension) throw new Error('launched without the extension');
      running = false;
      workers.clear();
      await raw.installExtension(extension);
      ext = await until(async () => [...(await raw.extensions()).values()].find(({ id }) => origin.endsWith(id)), { what: 'the extension to be back' });
      await listening();
    },
    /** A page of the extension (panel, options, …) in a tab of its own. @param {string} path */
    async openExtensionPage(path) {
      const page = await wrap(await raw.newPage());
      await page.goto(`${origin}/${path.replace(/^\//, '')}`);
      return page;
    },
    close: () => raw.close(),
  };
}
