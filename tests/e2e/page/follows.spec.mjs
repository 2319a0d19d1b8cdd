// Following a page that changes: what comes is marked, what goes loses its tint, and a restless page is left alone.
import assert from 'node:assert/strict';
import { forEachBrowser, until } from '../harness/index.mjs';
import { SENTENCES, article, cardSays, claims, legendText, mark, send, settled, unmark } from './help.mjs';

const has = (/** @type {any} */ page, /** @type {string} */ words) => until(async () => (await claims(page)).some((phrase) => phrase.includes(words)), { what: `"${words}" to be marked` });

forEachBrowser('follows', (it, name) => {
  it('a live blog: paragraphs that arrive are marked', async (context) => {
    const page = await mark(context, context.site.route('/live', article(SENTENCES)));
    await page.evaluate(() => {
      const update = document.createElement('p');
      update.textContent = 'Jonas Weil said that the ferry will run all night.';
      document.querySelector('h1')?.after(update);
    });
    await has(page, 'the ferry will run all night');
    await has(page, 'the bridge is safe');
    assert.deepEqual(context.browser.extensionErrors, []);
  });

  it('what has not changed is not touched: its ranges stay, and so does the card the reader is at', async (context) => {
    const page = await mark(context, context.site.route('/steady', article(SENTENCES)));
    await has(page, 'the bridge is safe');
    await page.hover('the bridge is safe');
    await cardSays(page, 'Mira Sandoval');
    const steady = () =>
      page.evaluate(() => {
        const kept = /** @type {any} */ (window);
        // Ranges that some highlight had to begin with, and has still; and those that were taken out even for a moment.
        const now = [...CSS.highlights].filter(([name]) => !/active|linked/.test(name)).flatMap(([, highlight]) => [...highlight]);
        kept.ranges ??= now;
        return { before: kept.ranges.length, still: kept.ranges.filter((/** @type {any} */ range) => now.includes(range)).length };
      });
    const { before } = await steady();
    assert.ok(before >= 6, `${before} ranges`);
    // New text above, so that every claim gets another number, then a change below, and one paragraph drawn anew.
    await page.evaluate(() => document.querySelector('h1')?.insertAdjacentHTML('afterend', '<p>Jonas Weil said that the ferry will run all night.</p>'));
    await has(page, 'the ferry will run all night');
    assert.deepEqual(await steady(), { before, still: before });
    await cardSays(page, /Mira Sandoval[^]*2 of/);
    const inOne = await page.evaluate(() => {
      const two = /** @type {Element} */ (document.querySelector('#two'));
      two.replaceWith(two.cloneNode(true));
      return [...CSS.highlights.values()].flatMap((highlight) => [...highlight]).filter((range) => document.querySelector('#one')?.contains(range.startContainer)).length;
    });
    await has(page, 'the pillars lean');
    const { still } = await steady();
    assert.ok(still > 0 && still < before && inOne > 0, `${still} of ${before} are the same: those of the other paragraph`);
    assert.deepEqual(context.browser.extensionErrors, []);
  });

  it('only what has changed is sent to the engine, and the page has what it would have from the beginning', async (context) => {
    const { browser, site, open } = context;
    const page = await mark(context, site.route('/changes-only', article(SENTENCES)));
    await has(page, 'the bridge is safe');
    // A page of the extension hears what the content script says to the background.
    const ear = await browser.openExtensionPage('manifest.json');
    const heard = () => ear.evaluate(() => /** @type {any} */ (window).heard);
    try {
      await ear.evaluate(() => {
        const world = /** @type {any} */ (window);
        world.heard = [];
        (/** @type {any} */ (globalThis).browser ?? chrome).runtime.onMessage.addListener((/** @type {any} */ message) => {
          if (message.type === 'follow') world.heard.push({ blocks: message.blocks.map((/** @type {any} */ block) => block.text), order: message.article.order });
        });
      });
      await page.bringToFront();
      const arrives = (/** @type {string} */ words) => page.evaluate((/** @type {string} */ text) => {
        const update = document.createElement('p');
        update.textContent = text;
        document.querySelector('h1')?.after(update);
      }, words);
      await arrives('Jonas Weil said that the ferry will run all night.');
      await has(page, 'the ferry will run all night');
      await page.evaluate(() => {
        document.querySelector('#three')?.remove();
        /** @type {Text} */ (document.querySelector('#two')?.firstChild).data = 'He denied that the ferry was late on any day of the year.';
      });
      await has(page, 'the ferry was late');
      const said = await heard();
      assert.deepEqual(said.map((/** @type {any} */ one) => one.blocks), [['Jonas Weil said that the ferry will run all night.'], ['He denied that the ferry was late on any day of the year.']]);
      // The worker has ended: it no longer knows the article, and is told the whole.
      await browser.killBackground();
      await page.bringToFront();
      await arrives('He confirmed that the bridge is safe to cross.');
      await has(page, 'the bridge is safe');
      await until(async () => (await claims(page)).filter((phrase) => phrase.includes('the bridge is safe')).length === 2, { what: 'both claims about the bridge' });
      assert.deepEqual((await heard()).slice(2).map((/** @type {any} */ one) => one.blocks.length), [1, 5]);
      const followed = await send(browser, { type: 'get-page' });
      const fresh = await open(site.route('/as-a-whole', await page.evaluate(() => `<!doctype html>${document.documentElement.outerHTML.replace(/<div data-sutra.*?<\/div>/, '')}`)));
      await browser.clickAction(fresh);
      await settled(fresh);
      const whole = await send(browser, { type: 'get-page' });
      // Blocks have numbers of their own in each; everything else is the same.
      const plain = (/** @type {any} */ state) => {
        const places = new Map(state.blocks.map((/** @type {any} */ block, /** @type {number} */ at) => [block.id, at]));
        return JSON.parse(JSON.stringify(state.analysis, (key, value) => (key === 'block' ? places.get(value) : value)), (key, value) => (key === 'blocks' ? value.map((/** @type {any} */ { language, status }) => [language, status]) : value));
      };
      assert.deepEqual(plain(followed), plain(whole));
    } finally {
      await ear.close();
    }
    assert.deepEqual(browser.extensionErrors, []);
  });

  it('text that is set to the same words anew keeps its tint', async (context) => {
    const page = await mark(context, context.site.route('/same', article(SENTENCES)));
    await has(page, 'the bridge is safe');
    await page.evaluate(() => {
      const text = /** @type {Text} */ (document.querySelector('#one')?.firstChild);
      text.data = String(text.data);
    });
    await until(async () => {
      const all = await claims(page);
      return all.includes('the bridge is safe to cross') && all.includes('the pillars lean');
    });
    await new Promise((done) => setTimeout(done, 600));
    assert.ok((await claims(page)).includes('the bridge is safe to cross'));
  });

  it('text that changes loses its tint at once, and gets the right one', async (context) => {
    const page = await mark(context, context.site.route('/changes', article(SENTENCES)));
    await has(page, 'the bridge is safe');
    // In the same turn of the page's own script, before anything could be analysed.
    const left = await page.evaluate(async () => {
      const text = /** @type {Text} */ (document.querySelector('#one')?.firstChild);
      text.data = 'Mira Sandoval said that the bridge is closed for now.';
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return [...CSS.highlights.values()].flatMap((highlight) => [...highlight]).filter((range) => range.startContainer === text).map(String);
    });
    assert.deepEqual(left, []);
    await has(page, 'the bridge is closed for now');
  });

  it('single-page navigation: another article under another address', async (context) => {
    const page = await mark(context, context.site.route('/spa', article(SENTENCES)));
    await page.evaluate(() => {
      history.pushState({}, '', '/another');
      const next = document.createElement('article');
      next.innerHTML = '<h1>The ferry is late again this week</h1><p>Jonas Weil said that the ferry has no captain. The harbour was quiet all day, and nobody waited at the pier.</p>';
      document.querySelector('article')?.replaceWith(next);
    });
    await has(page, 'the ferry has no captain');
    assert.ok(!(await claims(page)).some((phrase) => phrase.includes('the bridge is safe')));
  });

  it('endless scrolling: a second article below the first', async (context) => {
    const page = await mark(context, context.site.route('/endless', article(SENTENCES)));
    await page.evaluate(() => {
      const next = document.createElement('article');
      next.innerHTML = `<h1>The ferry is late again this week</h1>${'<p>The harbour was quiet all day, and nobody waited at the pier or at the gate for the boat that did not come.</p>'.repeat(4)}<p>Jonas Weil said that the ferry has no captain.</p>`;
      document.body.append(next);
    });
    await has(page, 'the ferry has no captain');
    await has(page, 'the bridge is safe');
  });

  it('a page that draws itself anew, with the same words, keeps its tints', async (context) => {
    const page = await mark(context, context.site.route('/redraw', article(SENTENCES)));
    for (let round = 0; round < 3; round++) {
      await page.evaluate(() => {
        const root = /** @type {HTMLElement} */ (document.querySelector('article'));
        root.replaceChildren(...[...root.children].map((child) => child.cloneNode(true)));
      });
      await has(page, 'the bridge is safe');
    }
    assert.deepEqual(context.browser.extensionErrors, []);
  });

  it('"read more": text that was hidden is marked when it is shown', async (context) => {
    const page = await mark(context, context.site.route('/more', article(`${SENTENCES}<div id="rest" style="display:none"><p>Jonas Weil said that the ferry will run all night.</p></div>`)));
    assert.ok(!(await claims(page)).some((phrase) => phrase.includes('ferry')));
    await page.evaluate(() => /** @type {HTMLElement} */ (document.getElementById('rest')).style.removeProperty('display'));
    await has(page, 'the ferry will run all night');
  });

  it('an article that comes late is read when it comes', async (context) => {
    const page = await mark(context, context.site.route('/late', '<!doctype html><html lang="en"><title>Late</title><body><div id="app">Loading</div>'));
    assert.match(await legendText(page), /No article here/);
    await page.evaluate((/** @type {string} */ html) => {
      /** @type {HTMLElement} */ (document.getElementById('app')).innerHTML = `<article><h1>A bridge in doubt</h1>${html}</article>`;
    }, SENTENCES);
    await has(page, 'the bridge is safe');
  });

  it('a page that rewrites itself without end costs little and is left alone, in words', async (context) => {
    const page = await mark(context, context.site.route('/restless', article(`${SENTENCES}<p id="clock">Nothing yet.</p>`)));
    await page.evaluate(() => {
      const clock = /** @type {HTMLElement} */ (document.getElementById('clock'));
      let n = 0;
      Object.defineProperty(window, 'timer', { value: setInterval(() => (clock.textContent = `Jonas Weil said that the count is ${n++} now.`), 10) });
    });
    await until(async () => /keeps rewriting itself/.test(await legendText(page)), { timeout: 90_000, what: 'the word in the legend' });
    await has(page, 'the bridge is safe');
    await page.screenshot(`restless-${name}.png`);
    await page.evaluate(() => clearInterval(/** @type {any} */ (window).timer));
    await unmark(context.browser, page);
    assert.deepEqual(context.browser.extensionErrors, []);
  });
});
