// What the specs of the page share.
import { until } from '../harness/index.mjs';

export const HOST = '[data-sutra]';

/** Presses the toolbar button and waits for what the page then says. @param {any} context @param {string} path */
export async function mark({ browser, open }, path) {
  const page = await open(path);
  await awake(browser);
  await browser.clickAction(page);
  await settled(page);
  return page;
}

/** The worker is there before the first click. @param {any} browser */
export const awake = (browser) => browser.backgroundEvaluate(() => 1);

/** Until the legend says something final. @param {any} page */
export const settled = (page) =>
  until(() => page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.legend') && !root.querySelector('.spin')), { what: 'the legend to settle' });

/** Presses the button again and waits until everything is gone. @param {any} browser @param {any} page */
export async function unmark(browser, page) {
  await browser.clickAction(page);
  await until(async () => (await page.evaluate(() => CSS.highlights.size === 0 && !document.querySelector('[data-sutra]'))) === true, { what: 'everything to go' });
}

/** The open card's text, or "". @param {any} page @returns {Promise<string>} */
export const cardText = (page) => page.shadow(HOST, (/** @type {ShadowRoot} */ root) => /** @type {HTMLElement|null} */ (root.querySelector('.card'))?.innerText ?? '');

/** @param {any} page @param {string|RegExp} text */
export const cardSays = (page, text) =>
  until(async () => {
    const now = await cardText(page);
    return typeof text === 'string' ? now.includes(text) : text.test(now);
  }, { what: `a card that says ${text}` });

/** @param {any} page */
export const noCard = (page) => until(async () => (await cardText(page)) === '', { what: 'no card' });

/** @param {any} page @returns {Promise<string>} */
export const legendText = (page) => page.shadow(HOST, (/** @type {ShadowRoot} */ root) => /** @type {HTMLElement|null} */ (root.querySelector('.legend'))?.innerText ?? '');

/** Where the card or the legend stands. @param {any} page @param {string} selector @returns {Promise<{left: number, top: number, right: number, bottom: number}>} */
export const boxOf = (page, selector) =>
  page.shadow(
    HOST,
    (/** @type {ShadowRoot} */ root, /** @type {string} */ wanted) => {
      const { left, top, right, bottom } = /** @type {Element} */ (root.querySelector(wanted)).getBoundingClientRect();
      return { left, top, right, bottom };
    },
    selector,
  );

/** Presses a button of card or legend by what it says. @param {any} page @param {string} label */
export const press = (page, label) =>
  page.shadow(
    HOST,
    (/** @type {ShadowRoot} */ root, /** @type {string} */ wanted) => {
      const button = [...root.querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === wanted || (one.textContent ?? '').includes(wanted));
      if (!button) throw new Error(`no button "${wanted}"`);
      button.click();
    },
    label,
  );

/** The tab that was looked at last: in Firefox our question runs in a tab of its own, which is then the one in front. @param {any} browser @returns {Promise<number>} */
const tabLookedAt = (browser) =>
  browser.backgroundEvaluate(async () => {
    const { runtime, tabs } = /** @type {any} */ (globalThis).browser ?? chrome;
    const others = (await tabs.query({})).filter((/** @type {any} */ one) => !(one.url ?? '').startsWith(runtime.getURL('')));
    return others.sort((/** @type {any} */ a, /** @type {any} */ b) => b.lastAccessed - a.lastAccessed)[0].id;
  });

/** Sends a message to the page's part, as background and panel do. @param {any} browser @param {object} message */
export const send = async (browser, message) =>
  browser.backgroundEvaluate((/** @type {number} */ tabId, /** @type {any} */ what) => (/** @type {any} */ (globalThis).browser ?? chrome).tabs.sendMessage(tabId, what), await tabLookedAt(browser), message);

/** @param {any} browser @returns {Promise<{text: string, title: string}>} of the toolbar button in the tab that is looked at */
export const badge = async (browser) =>
  browser.backgroundEvaluate(async (/** @type {number} */ tabId) => {
    const { action } = /** @type {any} */ (globalThis).browser ?? chrome;
    return { text: await action.getBadgeText({ tabId }), title: await action.getTitle({ tabId }) };
  }, await tabLookedAt(browser));

/**
 * Until the toolbar button says this: it is told after the page, and shows when it shows.
 *
 * @param {any} browser @param {RegExp|string} text @param {RegExp} [title] @returns {Promise<{text: string, title: string}>}
 */
export const badgeSays = (browser, text, title = /^/) =>
  until(async () => {
    const now = await badge(browser);
    return (typeof text === 'string' ? now.text === text : text.test(now.text)) && title.test(now.title) ? now : null;
  }, { what: `a button that says ${text} ${title}` });

/**
 * What the small window under the toolbar button says, once it is there; then it is closed, as by a click elsewhere.
 *
 * @param {any} browser @returns {Promise<string>}
 */
export async function notice(browser) {
  const { raw } = browser;
  const words =
    browser.name === 'chromium'
      ? async () => {
          const target = raw.targets().find((/** @type {any} */ one) => one.url().includes('/background/notice.html'));
          return (await target?.asPage())?.evaluate(() => document.body.innerText);
        }
      : () =>
          raw.alone(() =>
            raw.chrome(async () => {
              const { Services } = /** @type {any} */ (globalThis);
              const view = Services.wm.getMostRecentWindow('navigator:browser').document.querySelector('browser[webextension-view-type="popup"]');
              if (!view) return '';
              return new Promise((done) => {
                const { messageManager } = view;
                messageManager.addMessageListener('sutra-notice', function heard(/** @type {any} */ message) {
                  messageManager.removeMessageListener('sutra-notice', heard);
                  done(message.data);
                });
                messageManager.loadFrameScript('data:,sendAsyncMessage("sutra-notice", content.document.body?.innerText ?? "")', false);
                setTimeout(() => done(''), 2000);
              });
            }),
          );
  // The name alone stands there while the words are on their way.
  const text = await until(async () => {
    const now = (await words()) ?? '';
    return now.split('\n').filter((/** @type {string} */ line) => line.trim()).length > 1 ? now : null;
  }, { what: 'the window under the button' });
  if (browser.name === 'firefox')
    await raw.alone(() =>
      raw.chrome(() => {
        const { Services } = /** @type {any} */ (globalThis);
        Services.wm.getMostRecentWindow('navigator:browser').document.querySelector('browser[webextension-view-type="popup"]')?.closest('panel')?.hidePopup();
      }),
    );
  return text;
}

/** All phrases of the claims in the registry, whatever the surface they stand on. @param {any} page @returns {Promise<string[]>} */
export async function claims(page) {
  const all = await page.highlights();
  return Object.entries(all)
    .filter(([name]) => /^sutra-(?!by-|active|linked)/.test(name))
    .flatMap(([, phrases]) => /** @type {string[]} */ (phrases));
}

/** Do two boxes share any point? @param {any} a @param {any} b */
export const overlap = (a, b) => a.left < (b.right ?? b.x + b.width) && a.right > (b.left ?? b.x) && a.top < (b.bottom ?? b.y + b.height) && a.bottom > (b.top ?? b.y);

/** An article for tests that bring their own sentences. @param {string} body @param {string} [head] */
export const article = (body, head = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta property="og:type" content="article">
<title>A bridge in doubt</title><style>body{margin:40px auto;max-width:640px;font:18px/1.7 serif;background:#fff;color:#222}</style>${head}</head>
<body><article><h1>A bridge in doubt after the flood</h1>${body}</article></body></html>`;

export const SENTENCES = `<p id="one">Mira Sandoval said that the bridge is safe to cross. The council denied that any cracks were found.</p>
<p id="two">Two senior officials said that the budget ran out in March. According to the inspection report, the pillars lean.</p>
<p id="three">The bridge was built long ago by people who liked bridges and had plenty of stone to build them with.</p>`;
