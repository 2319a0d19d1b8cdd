// What the specs of panel, options, first run and playground share.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, until } from '../harness/index.mjs';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** The accessibility rules of axe-core that a page breaks; none, one hopes. @param {any} page */
async function axeViolations(page) {
  // As a function that is sent as text: extension pages let no script in, the browser's own tools still can.
  await page.evaluate(`(() => { ${axe}; globalThis.axe = globalThis.axe ?? window.axe; return true; })()`);
  const found = await page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] });
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => node.html.slice(0, 120)).join(' | ')}`);
  });
  return /** @type {string[]} */ (found);
}

/** @param {any} page @param {string} what */
export async function assertAccessible(page, what) {
  assert.deepEqual(await axeViolations(page), [], what);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${what}: ${over} pixels wider than the window`);
}

/**
 * The number that extensions know a page's tab by. Only a tab in which the button was pressed shows its address.
 *
 * @param {any} browser @param {any} page
 */
export const tabOf = async (browser, page) =>
  browser.backgroundEvaluate(async (/** @type {string} */ address) => {
    const { tabs } = /** @type {any} */ (globalThis).browser ?? chrome;
    return (await tabs.query({})).findLast((/** @type {any} */ tab) => tab.url === address)?.id;
  }, await page.url());

/**
 * A driven Chromium now and then takes a press without granting the tab, and the button says so; a person would press
 * again, and so does this. A page that only takes its time is not pressed again: that would switch it off.
 *
 * @param {any} browser @param {any} page
 */
export async function pressUntilThere(browser, page) {
  for (let times = 0; times < 3; times++) {
    await browser.clickAction(page);
    const there = () => page.evaluate(() => document.querySelector('[data-sutra]') !== null);
    // Whose tab it is, nobody may know who was refused.
    const refused = () =>
      browser.backgroundEvaluate(async () => {
        const { action, tabs } = /** @type {any} */ (globalThis).browser ?? chrome;
        const texts = await Promise.all((await tabs.query({})).map((/** @type {any} */ tab) => action.getBadgeText({ tabId: tab.id })));
        return texts.includes('×');
      });
    await until(async () => (await there()) || (await refused()), { every: 200, what: 'the page to be read, or refused' });
    if (await there()) return;
  }
}

/**
 * Opens a page, presses the button there and waits for the tints.
 *
 * @param {any} browser @param {(path: string) => Promise<any>} open @param {string} path
 */
export async function openMarked(browser, open, path) {
  const page = await open(path);
  await pressUntilThere(browser, page);
  await page.until(() => CSS.highlights.size > 0 && document.querySelector('[data-sutra]'), [], { what: 'the page to be marked' });
  return page;
}

/** The button over this page. @param {any} browser @param {any} page @returns {Promise<{text: string, title: string}>} */
export const badgeOf = async (browser, page) =>
  browser.backgroundEvaluate(async (/** @type {number} */ tabId) => {
    const { action } = /** @type {any} */ (globalThis).browser ?? chrome;
    return { text: await action.getBadgeText({ tabId }), title: await action.getTitle({ tabId }) };
  }, await tabOf(browser, page));

/** The panel as a page of its own that stays with this page's tab. @param {any} browser @param {any} page */
export async function openPanelFor(browser, page) {
  const panel = await browser.openExtensionPage(`panel/panel.html?tab=${await tabOf(browser, page)}`);
  await panel.until(() => document.querySelector('.list .row'), [], { what: 'the panel to list claims' });
  return panel;
}

/**
 * Sets something in a form as a person does, with the events that brings.
 *
 * @param {any} page @param {string} selector @param {string|boolean} value
 */
export const set = (page, selector, value) =>
  page.evaluate(
    (/** @type {string} */ where, /** @type {string|boolean} */ what) => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector(where));
      if (typeof what === 'boolean') field.checked = what;
      else field.value = what;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    selector,
    value,
  );

/** @param {any} page @param {string} selector */
export const press = (page, selector) =>
  page.evaluate((/** @type {string} */ where) => /** @type {HTMLElement} */ (document.querySelector(where)).click(), selector);

/** @param {any} page @param {string} selector @returns {Promise<string>} */
export const textOf = (page, selector) =>
  page.evaluate((/** @type {string} */ where) => document.querySelector(where)?.textContent ?? '', selector);

/** @param {any} page @param {string} selector @returns {Promise<number>} */
export const countOf = (page, selector) => page.evaluate((/** @type {string} */ where) => document.querySelectorAll(where).length, selector);

/** Settings back to what they are after installation. @param {any} browser */
export async function resetSettings(browser) {
  await browser.backgroundEvaluate(async () => {
    const { storage } = /** @type {any} */ (globalThis).browser ?? chrome;
    await storage.sync.clear();
  });
}

/**
 * What the panel would save, without the download. @param {any} panel @param {string} format
 * @returns {Promise<{name: string, type: string, text: string}>}
 */
export async function saved(panel, format) {
  await panel.evaluate((/** @type {string} */ wanted) => {
    /** @type {any} */ (window).made = null;
    const create = URL.createObjectURL;
    const click = HTMLAnchorElement.prototype.click;
    URL.createObjectURL = (blob) => {
      // Text() would take the byte order mark away, which is one of the things to look at.
      void /** @type {Blob} */ (blob).arrayBuffer().then((bytes) => {
        /** @type {any} */ (window).made = { type: /** @type {Blob} */ (blob).type, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), name: /** @type {any} */ (window).madeName };
        URL.createObjectURL = create;
        HTMLAnchorElement.prototype.click = click;
      });
      return 'blob:none';
    };
    HTMLAnchorElement.prototype.click = function () {
      /** @type {any} */ (window).madeName = this.download;
    };
    const select = /** @type {HTMLSelectElement} */ (document.querySelector('#overview-format'));
    select.value = wanted;
    /** @type {HTMLElement} */ (document.querySelector('.take .actions button:nth-of-type(2)')).click();
  }, format);
  return until(() => panel.evaluate(() => /** @type {any} */ (window).made), { what: `${format} to be made` });
}
