// Firefox, driven through geckodriver by the WebDriver protocol itself: a session, JSON over HTTP. The parts that only
// Firefox's own code can reach (toolbar button, media overrides, ending the event page) run in its "chrome" context.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { list, write, zip } from '../../../scripts/files.mjs';
import { extensionFolder, firstRunPage, programs } from './paths.mjs';
import { Page, callText, splitKeys, unhurried, until } from './page.mjs';

const shadowKey = 'shadow-6066-11e4-a52e-4f735466cecf';
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** @type {Record<string, string>} */
const keys = {
  Alt: '\uE00A', Shift: '\uE008', Control: '\uE009', Ctrl: '\uE009', Meta: '\uE03D', Tab: '\uE004', Enter: '\uE007',
  Escape: '\uE00C', Backspace: '\uE003', Delete: '\uE017', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014',
  ArrowDown: '\uE015', Home: '\uE011', End: '\uE010', PageUp: '\uE00E', PageDown: '\uE00F', Space: ' ', F6: '\uE036',
}; // prettier-ignore

class Session {
  #base = '';
  #queue = Promise.resolve();
  /** The tab that commands go to now. */
  window = '';

  /** @param {string} url of geckodriver */
  constructor(url) {
    this.url = url;
  }
  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  async send(method, path, body) {
    const response = await fetch(`${this.#base || this.url}${path}`, {
      method,
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
      headers: method === 'POST' ? { 'content-type': 'application/json' } : {},
      // A dialog that waits for a person must not hold up the rest of the tests.
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  /** @param {object} capabilities */
  async start(capabilities) {
    const { sessionId, capabilities: got } = await this.send('POST', '/session', { capabilities });
    this.#base = `${this.url}/session/${sessionId}`;
    return got;
  }
  /** One thing at a time: a session has one current tab and one current context.
   * @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  alone(work) {
    const turn = this.#queue.then(work);
    this.#queue = turn.then(() => {}, () => {}); // prettier-ignore
    return turn;
  }
  /** @template T @param {string} window @param {() => Promise<T>} work @returns {Promise<T>} */
  inWindow(window, work) {
    return this.alone(async () => {
      if (this.window !== window) {
        await this.send('POST', '/window', { handle: window });
        this.window = window;
      }
      return work();
    });
  }
  /** @param {Function|string} fn @param {...unknown} args */
  run(fn, ...args) {
    const script = typeof fn === 'string' ? `return (${fn})` : `return (${fn})(...arguments)`;
    return this.send('POST', '/execute/sync', { script, args });
  }
  /** Runs in Firefox's own code. Only inside `alone` or `inWindow`. @param {Function} fn @param {...unknown} args */
  async chrome(fn, ...args) {
    await this.send('POST', '/moz/context', { context: 'chrome' });
    try {
      return await this.run(fn, ...args);
    } finally {
      await this.send('POST', '/moz/context', { context: 'content' });
    }
  }
}

class FirefoxPage extends Page {
  /** @param {Session} session @param {string} window */
  constructor(session, window) {
    super();
    this.session = session;
    this.window = window;
    const pointer = (/** @type {string} */ type, /** @type {object[]} */ actions) =>
      this.in(() =>
        session.send('POST', '/actions', {
          actions: [{ type: 'pointer', id: type, parameters: { pointerType: type }, actions }],
        }),
      );
    const to = (/** @type {number} */ x, /** @type {number} */ y) => ({
      type: 'pointerMove', duration: 0, origin: 'viewport', x: Math.round(x), y: Math.round(y),
    }); // prettier-ignore
    const press = [{ type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]; // prettier-ignore
    /** @type {Page['mouse']} */
    this.mouse = {
      move: (x, y) => pointer('mouse', [to(x, y)]),
      click: (x, y) => pointer('mouse', [to(x, y), ...press]),
      doubleClick: (x, y) => pointer('mouse', [to(x, y), ...press, ...press]),
      wheel: (dy) =>
        this.in(() =>
          session.send('POST', '/actions', {
            actions: [
              { type: 'wheel', id: 'wheel', actions: [{ type: 'scroll', x: 10, y: 10, deltaX: 0, deltaY: dy, origin: 'viewport' }] },
            ],
          }),
        ),
    };
    /** @type {Page['touch']} */
    this.touch = { tap: (x, y) => pointer('touch', [to(x, y), ...press]) };
    const strokes = (/** @type {object[]} */ actions) =>
      this.in(() => session.send('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] }));
    /** @type {Page['keyboard']} */
    this.keyboard = {
      press: (combination) => {
        const { modifiers, key } = splitKeys(combination);
        const held = modifiers.map((name) => keys[name]);
        const value = keys[key] ?? key;
        return strokes([
          ...held.map((name) => ({ type: 'keyDown', value: name })),
          { type: 'keyDown', value },
          { type: 'keyUp', value },
          ...held.reverse().map((name) => ({ type: 'keyUp', value: name })),
        ]);
      },
      type: (text) => strokes([...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }])), // prettier-ignore
    };
  }
  /** @template T @param {() => Promise<T>} work */
  in(work) {
    return this.session.inWindow(this.window, work);
  }
  /** @override @param {Function|string} fn @param {...any} args */
  evaluate(fn, ...args) {
    return this.in(() => this.session.run(fn, ...args));
  }
  /** @override */
  async png() {
    return Buffer.from(await this.in(() => this.session.send('GET', '/screenshot')), 'base64');
  }
  url() {
    return this.in(() => this.session.send('GET', '/url'));
  }
  /** @param {string} url */
  goto(url) {
    return this.in(() => this.session.send('POST', '/url', { url }));
  }
  reload() {
    return this.in(() => this.session.send('POST', '/refresh'));
  }
  back() {
    return this.in(() => this.session.send('POST', '/back'));
  }
  async bringToFront() {
    this.session.window = '';
    await this.in(async () => {});
  }
  close() {
    return this.in(async () => {
      const left = await this.session.send('DELETE', '/window');
      this.session.window = '';
      if (left[0]) await this.session.send('POST', '/window', { handle: left[0] });
    });
  }
  /** @param {{width: number, height: number, mobile?: boolean}} size */
  async setViewport({ width, height }) {
    await this.in(() =>
      this.session.chrome(
        (/** @type {number} */ w, /** @type {number} */ h) => {
          const { gBrowser } = /** @type {any} */ (globalThis).Services.wm.getMostRecentWindow('navigator:browser');
          const style = gBrowser.selectedBrowser.style;
          for (const [name, value] of [['width', w], ['height', h]]) // prettier-ignore
            for (const prefix of ['', 'min-', 'max-']) style.setProperty(`${prefix}${name}`, `${value}px`, 'important');
        },
        width,
        height,
      ),
    );
    await this.until((/** @type {number} */ w) => innerWidth === w, [width], { what: `a viewport ${width} wide` });
  }
  /** @param {{colorScheme?: 'light'|'dark', reducedMotion?: boolean, forcedColors?: boolean, media?: 'screen'|'print'}} wanted */
  async emulate(wanted) {
    await this.in(() =>
      this.session.chrome((/** @type {any} */ { colorScheme, reducedMotion, forcedColors, media }) => {
        const { Services } = /** @type {any} */ (globalThis);
        const { browsingContext } = Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedBrowser;
        if (colorScheme) browsingContext.prefersColorSchemeOverride = colorScheme;
        if (media) browsingContext.mediumOverride = media === 'print' ? 'print' : '';
        if (reducedMotion !== undefined) Services.prefs.setIntPref('ui.prefersReducedMotion', reducedMotion ? 1 : 0);
        if (forcedColors !== undefined) browsingContext.forcedColorsOverride = forcedColors ? 'active' : 'none';
      }, wanted),
    );
  }
  /**
   * Calls `fn(shadowRoot, …args)` for the shadow root, closed or open, of the first element that matches.
   * @param {string} host @param {Function} fn @param {...unknown} args @returns {Promise<any>}
   */
  shadow(host, fn, ...args) {
    return this.in(async () => {
      const element = await this.session.send('POST', '/element', { using: 'css selector', value: host });
      const root = await this.session.send('GET', `/element/${element[elementKey]}/shadow`);
      return this.session.run(fn, { [shadowKey]: root[shadowKey] }, ...args);
    });
  }
}

/**
 * @param {{extension?: string|null, headless?: boolean, args?: string[], prefs?: Record<string, unknown>, locale?: string,
 *   env?: Record<string, string>, viewport?: {width: number, height: number}, profile?: string, again?: boolean, firstRun?: boolean}} [options]
 *   profile: a folder that outlives the browser, and the extension in it too; again: it has been used; firstRun: leave the page open that an installation brings
 */
export async function launchFirefox({
  extension = extensionFolder('firefox'),
  headless = true,
  args = [],
  prefs = {},
  locale,
  env = {},
  viewport = { width: 1200, height: 900 },
  profile,
  again = false,
  firstRun = false,
} = {}) {
  const binary = programs.firefox();
  const driver = programs.geckodriver();
  if (!binary || !driver) throw new Error('no Firefox or no geckodriver found');
  const ownProfile = profile ? null : await mkdtemp(join(tmpdir(), 'sutra-firefox-'));
  const child = spawn(driver, ['--port', '0', '--allow-system-access', '--profile-root', ownProfile ?? tmpdir()], {
    env: { ...process.env, ...(headless ? { MOZ_HEADLESS: '1' } : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill();
  process.once('exit', kill);
  /** Lines that Firefox wrote: console calls and uncaught errors of every page and of the extension. @type {string[]} */
  const log = [];
  /** @type {Promise<string>} */
  const listening = new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`geckodriver ended with ${code}:\n${log.join('\n')}`)));
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        log.push(line);
        const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(line);
        if (port) done(`http://127.0.0.1:${port[1]}`);
      });
  });
  const session = new Session(await listening);
  const got = await session.start({
    alwaysMatch: {
      browserName: 'firefox',
      pageLoadStrategy: 'normal',
      'moz:firefoxOptions': {
        binary,
        args: [
          ...(headless ? ['-headless'] : []),
          `--width=${viewport.width}`,
          `--height=${viewport.height + 90}`,
          ...(profile ? ['-profile', profile] : []),
          ...args,
        ],
        prefs: {
          // Nothing but this machine: saved pages ask for the world.
          'network.proxy.type': 2,
          'network.proxy.autoconfig_url':
            'data:,function FindProxyForURL(u,h){return h==="127.0.0.1"||h==="localhost"?"DIRECT":"PROXY 127.0.0.1:9"}',
          'network.captive-portal-service.enabled': false,
          'network.connectivity-service.enabled': false,
          'browser.safebrowsing.provider.mozilla.updateURL': '',
          'datareporting.policy.dataSubmissionEnabled': false,
          'devtools.console.stdout.content': true,
          'devtools.console.stdout.chrome': true,
          'browser.dom.window.dump.enabled': true,
          // A question that a person would answer with yes: permissions asked for by a click of the test.
          'extensions.webextOptionalPermissionPrompts': false,
          'ui.prefersReducedMotion': 0,
          'layout.css.devPixelsPerPx': '1.0',
          'intl.accept_languages': locale ? `${locale}, en` : 'en-US, en',
          ...(locale ? { 'intl.locale.requested': locale } : {}),
          ...(profile ? { 'xpinstall.signatures.required': false } : {}),
          ...prefs,
        },
      },
    },
  });
  session.window = await session.send('GET', '/window');

  if (locale)
    // With its language pack Firefox speaks the language; without one it can still be told that it does, and then takes its
    // own words in English and an extension's in the language.
    await session.chrome((/** @type {string} */ wanted) => {
      const { locale } = /** @type {any} */ (globalThis).Services;
      if (!locale.availableLocales.some((/** @type {string} */ one) => one.split('-')[0] === wanted)) locale.availableLocales = [wanted, ...locale.availableLocales];
    }, locale);

  let id = '';
  let origin = '';
  if (extension) {
    if (again) id = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')).browser_specific_settings.gecko.id;
    else if (profile) {
      // What is loaded from a folder goes with the browser; a packed extension stays.
      const packed = join(profile, 'sutra.xpi');
      write(packed, zip(list(extension).map((path) => ({ path, bytes: readFileSync(join(extension, path)) }))));
      id = await session.send('POST', '/moz/addon/install', { path: packed, temporary: false });
    } else id = await session.send('POST', '/moz/addon/install', { path: extension, temporary: true });
    await until(() => session.chrome((/** @type {string} */ addon) => Boolean(/** @type {any} */ (globalThis).WebExtensionPolicy.getByID(addon)), id), { what: 'the extension to start' });
    origin = await session.chrome(
      (/** @type {string} */ addon) =>
        `moz-extension://${/** @type {any} */ (globalThis).WebExtensionPolicy.getByID(addon).mozExtensionHostname}`,
      id,
    );
    if (!firstRun && !again && existsSync(join(extension, firstRunPage))) {
      // It comes when it comes, and would stand in front of the page under test.
      const closeFirstRun = (/** @type {string} */ address) => {
        const { gBrowser } = /** @type {any} */ (globalThis).Services.wm.getMostRecentWindow('navigator:browser');
        const tab = gBrowser.tabs.find((/** @type {any} */ one) => one.linkedBrowser.currentURI.spec === address);
        if (tab) gBrowser.removeTab(tab);
        return Boolean(tab);
      };
      await until(() => session.chrome(closeFirstRun, `${origin}/${firstRunPage}`), { what: 'the first-run page' }).catch(() => {});
    }
  }

  /** A page of the extension from which the background is spoken to. @type {FirefoxPage|null} */
  let helper = null;
  const newPage = () =>
    session.alone(async () => {
      const { handle } = await session.send('POST', '/window/new', { type: 'tab' });
      await session.send('POST', '/window', { handle });
      session.window = handle;
      return new FirefoxPage(session, handle);
    });

  /** @param {string} line */
  const isError = (line) =>
    /^(JavaScript error: |console\.(error|assert)|\[?Error)/.test(line) && !/resource:\/\/\/|chrome:\/\//.test(line);

  return {
    name: /** @type {'firefox'} */ ('firefox'),
    raw: session,
    origin,
    id,
    log,
    /** Errors of the extension, its content scripts included. */
    get extensionErrors() {
      return log.filter((line) => isError(line) && (line.includes('moz-extension:') || line.includes('sutra')));
    },
    version: async () => `Firefox/${got.browserVersion}`,
    /** @param {string} [url] */
    async open(url) {
      const page = await newPage();
      const from = log.length;
      Object.defineProperty(page, 'errors', { get: () => log.slice(from).filter(isError) });
      if (url) await page.goto(url);
      return page;
    },
    /** A page in a window of its own, private if so wanted. @param {string} url @param {{private?: boolean}} [how] */
    async openWindow(url, how = {}) {
      const page = await session.alone(async () => {
        const known = await session.send('GET', '/window/handles');
        await session.chrome(
          (/** @type {boolean} */ secret) => void /** @type {any} */ (globalThis).Services.wm.getMostRecentWindow('navigator:browser').OpenBrowserWindow({ private: secret }),
          how.private === true,
        );
        const handle = await until(async () => (await session.send('GET', '/window/handles')).find((/** @type {string} */ one) => !known.includes(one)), { what: 'the new window' });
        await session.send('POST', '/window', { handle });
        session.window = handle;
        return new FirefoxPage(session, handle);
      });
      const from = log.length;
      Object.defineProperty(page, 'errors', { get: () => log.slice(from).filter(isError) });
      // A new window is still busy with its first, empty page, which may come after ours.
      await until(
        async () => {
          if ((await page.evaluate(() => document.readyState === 'complete' && location.href)) === url) return true;
          await page.goto(url);
          return false;
        },
        { every: 150, what: 'the new window to show its page' },
      );
      return page;
    },
    /** The reader allows the extension in private windows; the browser starts it anew. */
    async allowPrivate() {
      await session.alone(() =>
        session.chrome(async (/** @type {string} */ addon) => {
          const { ChromeUtils, WebExtensionPolicy } = /** @type {any} */ (globalThis);
          const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
          await ExtensionPermissions.add(addon, { permissions: ['internal:privateBrowsingAllowed'], origins: [], data_collection: [] }, WebExtensionPolicy.getByID(addon).extension);
        }, id),
      );
      await this.reloadExtension();
    },
    /**
     * What the page holds after garbage collection: listeners of window and root elements, whoever's they are, and what is
     * allocated in the tab's process.
     *
     * @param {FirefoxPage} page
     * @returns {Promise<{listeners: number, nodes?: number, memory: number}>}
     */
    async weigh(page) {
      const once = () =>
        page.in(() =>
          session.chrome(() => {
            const { messageManager } = /** @type {any} */ (globalThis).Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedBrowser;
            return new Promise((done) => {
              messageManager.addMessageListener('sutra-weigh', function heard(/** @type {any} */ message) {
                messageManager.removeMessageListener('sutra-weigh', heard);
                done(message.data);
              });
              // In the tab's own process, with Firefox's rights.
              const look = `
                for (let times = 0; times < 3; times++) {
                  Cu.forceGC();
                  Cu.forceCC();
                }
                const places = [content, content.document, content.document.documentElement, content.document.body];
                sendAsyncMessage('sutra-weigh', {
                  listeners: places.reduce((sum, place) => sum + Services.els.getListenerInfoFor(place).length, 0),
                  memory: Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager).heapAllocated,
                });`;
              messageManager.loadFrameScript(`data:,${encodeURIComponent(look)}`, false);
            });
          }),
        );
      // What one collection frees lets the next one free more.
      for (let times = 0; times < 6; times++) {
        await once();
        await new Promise((done) => setTimeout(done, 400));
      }
      return once();
    },
    /** The toolbar button, as a person presses it: grants activeTab. @param {FirefoxPage} page @param {boolean} [hurried]  as the second half of a double click */
    async clickAction(page, hurried = false) {
      await page.bringToFront();
      if (!hurried) await unhurried(page);
      await page.in(() =>
        session.chrome((/** @type {string} */ addon) => {
          const { ChromeUtils, Services, WebExtensionPolicy } = /** @type {any} */ (globalThis);
          const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
          ExtensionParent.apiManager.global
            .browserActionFor(WebExtensionPolicy.getByID(addon).extension)
            .triggerAction(Services.wm.getMostRecentWindow('navigator:browser'));
        }, id),
      );
    },
    /**
     * Runs a function with the extension's own rights. In Firefox it runs in a page of the extension, with the background
     * awake, because the event page itself cannot be reached from outside.
     * @param {Function|string} fn @param {...unknown} args @returns {Promise<any>}
     */
    async backgroundEvaluate(fn, ...args) {
      const before = session.window;
      if (!helper) {
        helper = await newPage();
        await helper.goto(`${origin}/manifest.json`);
      }
      try {
        return await helper.evaluate(callText(fn, args));
      } finally {
        if (before) await new FirefoxPage(session, before).bringToFront().catch(() => {});
      }
    },
    async backgroundAlive() {
      const state = await session.alone(() =>
        session.chrome(
          (/** @type {string} */ addon) => /** @type {any} */ (globalThis).WebExtensionPolicy.getByID(addon).extension.backgroundState,
          id,
        ),
      );
      return state === 'running' || state === 'starting';
    },
    /** Ends the event page as the browser does after 30 idle seconds. */
    async killBackground() {
      await session.alone(() =>
        session.chrome(async (/** @type {string} */ addon) => {
          const { extension: ext } = /** @type {any} */ (globalThis).WebExtensionPolicy.getByID(addon);
          await ext.terminateBackground({ ignoreDevToolsAttached: true });
        }, id),
      );
    },
    /** Installs the extension anew under the open tabs, as an update does. */
    async reloadExtension() {
      helper = null;
      await session.alone(() =>
        session.chrome(async (/** @type {string} */ addon) => {
          const { ChromeUtils } = /** @type {any} */ (globalThis);
          const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
          await (await AddonManager.getAddonByID(addon)).reload();
        }, id),
      );
      const left = await session.alone(() => session.send('GET', '/window/handles'));
      if (!left.includes(session.window)) session.window = '';
    },
    /** A page of the extension (panel, options, …) in a tab of its own. @param {string} path */
    async openExtensionPage(path) {
      const page = await newPage();
      await page.goto(`${origin}/${path.replace(/^\//, '')}`);
      return page;
    },
    async close() {
      await Promise.race([session.send('DELETE', '').catch(() => {}), new Promise((done) => setTimeout(done, 8000))]);
      const ended = new Promise((done) => child.once('exit', done));
      child.kill();
      process.off('exit', kill);
      await Promise.race([ended, until(() => child.exitCode !== null || child.signalCode, { timeout: 3000 }).catch(() => {})]);
      if (ownProfile) await rm(ownProfile, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
    },
  };
}
