// Reading and pointing: pointer, keys, touch; where the card stands; where it leads.
import assert from 'node:assert/strict';
import { forEachBrowser, pixels, until } from '../harness/index.mjs';
import { HOST, SENTENCES, article, awake, boxOf, cardSays, cardText, claims, legendText, mark, noCard, overlap, press, send, settled, unmark } from './help.mjs';

forEachBrowser('pointing', (it, name) => {
  it('a pointer at rest on a claim opens its card, beside the claim; leaving closes it', async (context) => {
    const page = await mark(context, '/pages/article-en.html');
    await page.hover('the budget covers');
    await cardSays(page, 'Mira Sandoval');
    const card = await boxOf(page, '.card');
    for (const rect of await page.phraseRects('the budget covers')) assert.ok(!overlap(card, rect), 'the card does not cover the claim');
    await page.mouse.move(3, 3);
    await noCard(page);
  });

  it('the pointer may enter the card; a pinned card stays', async (context) => {
    const page = await mark(context, '/pages/article-en.html');
    await page.hover('buses will run');
    await cardSays(page, 'The council');
    const card = await boxOf(page, '.card');
    await page.mouse.move(card.left + 60, card.top + 40);
    await new Promise((done) => setTimeout(done, 500));
    assert.match(await cardText(page), /The council/);
    await press(page, 'Keep this card open');
    await page.mouse.move(3, 3);
    await new Promise((done) => setTimeout(done, 500));
    assert.match(await cardText(page), /The council/);
    await page.keyboard.press('Escape');
    await noCard(page);
  });

  it('keys walk the claims in order, Esc closes and gives the focus back', async (context) => {
    const { browser } = context;
    const page = await mark(context, context.site.route('/keys', article(`<button id="own">A button of the page</button>${SENTENCES}`)));
    await page.evaluate(() => document.getElementById('own')?.focus());
    await send(browser, { type: 'command', name: 'next-claim' });
    await cardSays(page, 'Mark 1 of');
    const focused = () => page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.activeElement?.getAttribute('role'));
    await until(async () => (await focused()) === 'dialog');
    await send(browser, { type: 'command', name: 'next-claim' });
    await cardSays(page, 'Mark 2 of');
    await send(browser, { type: 'command', name: 'previous-claim' });
    await cardSays(page, 'Mark 1 of');
    await page.keyboard.press('n');
    await cardSays(page, 'Mark 2 of');
    await page.keyboard.press('Escape');
    await noCard(page);
    await page.until(() => document.activeElement?.id === 'own');
  });

  it('a denial leads to what it denies, and back', async (context) => {
    const page = await mark(
      context,
      context.site.route(
        '/denial',
        article(`<p>Two senior officials said that the bridge has cracks in three pillars.</p>${'<p style="margin:150px 0">The bridge was built long ago by people who liked bridges and had plenty of stone to build with.</p>'.repeat(8)}
          <p>The council denied that the bridge has cracks in three pillars.</p>`),
      ),
    );
    await page.hover('the bridge has cracks');
    await cardSays(page, /Denied by[\s\S]*council/i);
    const linked = (await page.highlights())['sutra-linked'] ?? [];
    assert.ok(linked.length > 0, 'the denial is outlined while the claim is pointed at');
    await press(page, 'Denied by');
    await cardSays(page, 'denies');
    await page.until(() => scrollY > 200, [], { what: 'the page to scroll to the denial' });
    const [rect] = await page.highlightRects('sutra-active');
    assert.ok(rect && rect.y > 0 && rect.y < (await page.evaluate(() => innerHeight)));
    await cardSays(page, 'Denies');
  });

  it('a claim in a claim: the innermost opens, the other is in its card; the same source’s next claim is a press away', async (context) => {
    const page = await mark(
      context,
      context.site.route('/nested', article('<p>The council said that Mira Sandoval had denied that the bridge was closed for the winter.</p><p>Jonas Weil said that the ferry will run all night. He added that it has no captain.</p>')),
    );
    await page.hover('the bridge was closed');
    await cardSays(page, /Mira Sandoval[^]*denies/);
    await press(page, 'Also in these words');
    await cardSays(page, /The council[^]*Also in these words: Mira Sandoval/);
    await page.keyboard.press('Escape');
    await noCard(page);
    await page.hover('the ferry will run');
    await cardSays(page, /Jonas Weil[^]*From this source: 1 of 2/);
    await press(page, 'Next claim from this source');
    await cardSays(page, /He[^]*Stands for Jonas Weil|From this source: 2 of 2/i);
  });

  it('the words of a pinned card can be selected with the pointer', async (context) => {
    const page = await mark(context, context.site.route('/select', article(SENTENCES)));
    await page.hover('the bridge is safe');
    await cardSays(page, 'Mira Sandoval');
    await press(page, 'Keep this card open');
    const box = await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => {
      const { x, y, width, height } = /** @type {Element} */ (root.querySelector('.card .who')).getBoundingClientRect();
      return { x, y, width, height };
    });
    await page.mouse.click(box.x + 8, box.y + box.height / 2);
    await page.mouse.doubleClick(box.x + 8, box.y + box.height / 2);
    await until(async () => /Mira/.test(await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => String(/** @type {any} */ (root).getSelection?.() ?? '') || String(getSelection()))), { what: 'a word to be selected' });
    assert.match(await cardText(page), /Mira Sandoval/, 'and the card is still there');
  });

  it('on a small screen, and enlarged, the card stays in the window and off the claim', async (context) => {
    const page = await mark(context, '/pages/article-en.html');
    for (const [width, height] of [[320, 568], [600, 450]]) {
      await page.setViewport({ width, height });
      await page.mouse.move(1, 1);
      await noCard(page);
      for (const phrase of ['the budget covers', 'buses will run']) {
        await page.hover(phrase);
        await cardSays(page, /says|कहा/);
        const card = await boxOf(page, '.card');
        const [innerWidth, innerHeight] = await page.evaluate(() => [innerWidth, innerHeight]);
        assert.ok(card.left >= 0 && card.top >= 0 && card.right <= innerWidth && card.bottom <= innerHeight, JSON.stringify([card, innerWidth, innerHeight]));
        for (const rect of await page.evaluate((/** @type {string} */ words) => {
          const range = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]).find((one) => one instanceof Range && one.toString().includes(words));
          return range instanceof Range ? [...range.getClientRects()].map(({ x, y, width: w, height: h }) => ({ x, y, width: w, height: h })) : [];
        }, phrase))
          assert.ok(!overlap(card, rect), `the card covers "${phrase}" at ${width}`);
        await page.mouse.move(1, 1);
        await noCard(page);
      }
      await page.screenshot(`small-${width}-${name}.png`);
    }
  });

  it('a kind can be switched off in the legend, and on again', async (context) => {
    const page = await mark(context, context.site.route('/kinds', article(SENTENCES)));
    const all = (await claims(page)).length;
    await press(page, 'Named person');
    await until(async () => (await claims(page)).length < all);
    assert.ok(!(await claims(page)).some((phrase) => phrase.includes('safe to cross')));
    await press(page, 'Named person');
    await until(async () => (await claims(page)).length === all);
  });

  it('the legend is a toolbar: one stop, arrows inside', async (context) => {
    const page = await mark(context, context.site.route('/toolbar', article(SENTENCES)));
    const stops = await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => [...root.querySelectorAll('.legend button')].filter((one) => /** @type {HTMLElement} */ (one).tabIndex === 0).length);
    assert.equal(stops, 1);
    await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => /** @type {HTMLElement} */ (root.querySelector('.legend button')).focus());
    await page.keyboard.press('ArrowDown');
    await until(async () => (await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.activeElement?.getAttribute('aria-label'))) === 'Previous claim');
  });

  it('a selection can be read, also where there is no article', async ({ browser, site, open }) => {
    const page = await open(site.route('/selection', '<!doctype html><html lang="en"><title>App</title><p id="a">Mira Sandoval said that the bridge is safe to cross.</p><p>Other.</p>'));
    await awake(browser);
    await browser.clickAction(page);
    await settled(page);
    assert.match(await legendText(page), /No article here/);
    await page.evaluate(() => getSelection()?.selectAllChildren(/** @type {Node} */ (document.getElementById('a'))));
    await press(page, 'Read the selection');
    await until(async () => (await claims(page)).some((phrase) => phrase.includes('the bridge is safe')));
  });

  if (name === 'chromium')
    it('the menu on selected words reads them', async ({ browser, site, open }) => {
      const page = await open(site.route('/menu', '<!doctype html><html lang="en"><title>App</title><p id="a">Mira Sandoval said that the bridge is safe to cross.</p><p>Other.</p>'));
      await awake(browser);
      // The menu itself is out of reach; Chromium lets its event be told. The click before gives the permission.
      await browser.clickAction(page);
      await settled(page);
      await page.evaluate(() => getSelection()?.selectAllChildren(/** @type {Node} */ (document.getElementById('a'))));
      await browser.backgroundEvaluate(async () => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        /** @type {any} */ (chrome.contextMenus.onClicked).dispatch({ menuItemId: 'selection' }, tab);
      });
      await until(async () => (await claims(page)).some((phrase) => phrase.includes('the bridge is safe')));
    });

  it('copies the claim with its source, and a prepared report', async (context) => {
    const page = await mark(context, context.site.route('/copy', article(`${SENTENCES}<textarea id="paste"></textarea>`)));
    await send(context.browser, { type: 'command', name: 'next-claim' });
    await cardSays(page, 'Mark 1 of');
    for (const [label, expected] of [['Copy with source', /“the bridge is safe to cross”\n— Mira Sandoval \(Named person; says\)\nA bridge in doubt\nhttp:/], ['Report a wrong mark', /sentence: Mira Sandoval said that the bridge is safe to cross\.[\s\S]*rule: en\//]]) {
      await page.bringToFront();
      const box = await page.shadow(HOST, (/** @type {ShadowRoot} */ root, /** @type {string} */ wanted) => {
        const { x, y, width, height } = /** @type {Element} */ ([...root.querySelectorAll('.foot button')].find((one) => one.textContent === wanted)).getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }, label);
      await page.mouse.click(box.x, box.y);
      await cardSays(page, 'Copied');
      await page.evaluate(() => /** @type {HTMLElement} */ (document.getElementById('paste')).focus());
      await page.evaluate(() => (/** @type {HTMLTextAreaElement} */ (document.getElementById('paste')).value = ''));
      await page.keyboard.press('Control+v');
      const pasted = await page.until(() => /** @type {HTMLTextAreaElement} */ (document.getElementById('paste')).value, [], { what: 'the words to be pasted' });
      assert.match(pasted, /** @type {RegExp} */ (expected));
      await cardSays(page, String(label));
    }
  });

  it('leads to how reliable it is: the figures of the model card, on a page of ours', async (context) => {
    const page = await mark(context, context.site.route('/reliable', article(SENTENCES)));
    await send(context.browser, { type: 'command', name: 'next-claim' });
    await cardSays(page, 'Mark 1 of');
    await press(page, 'How reliable?');
    const tab = await until(() => context.browser.backgroundEvaluate(async () => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      const [found] = await api.tabs.query({ url: `${api.runtime.getURL('options/options.html')}*` });
      return found?.url && { id: found.id, url: found.url };
    }), { what: 'the page to open' });
    assert.match(tab.url, /options\/options\.html#accuracy$/);
    await context.browser.backgroundEvaluate((/** @type {number} */ id) => (/** @type {any} */ (globalThis).browser ?? chrome).tabs.remove(id), tab.id);
    const card = await context.browser.openExtensionPage('options/options.html#accuracy');
    await card.until(() => document.querySelectorAll('#figures tbody tr').length >= 10);
    assert.match(await card.evaluate(() => document.querySelector('#figures')?.textContent), /Named person[\s\S]*0\.\d\d \(\d+\)/);
    await card.close();
    await unmark(context.browser, page);
  });

  it('words in an open shadow root are tinted and can be pointed at', async (context) => {
    const page = await context.open(context.site.route('/shadow', article('<div id="host"></div><p>The bridge was built long ago by people who liked bridges.</p>')));
    const rect = await page.evaluate(() => {
      const root = /** @type {HTMLElement} */ (document.getElementById('host')).attachShadow({ mode: 'open' });
      root.innerHTML = '<p>Mira Sandoval said that the bridge is safe to cross.</p>';
      const range = document.createRange();
      const text = /** @type {Text} */ (root.querySelector('p')?.firstChild);
      range.setStart(text, 24);
      range.setEnd(text, 42);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    });
    const plain = await page.screenshot();
    await context.browser.clickAction(page);
    await settled(page);
    assert.ok((await claims(page)).some((phrase) => phrase.includes('the bridge is safe')));
    assert.ok(pixels.changed(plain, await page.screenshot(), rect) > rect.width, 'the tint is on the screen');
    await page.mouse.move(rect.x + 20, rect.y + rect.height / 2);
    await cardSays(page, 'Mira Sandoval');
  });

  it('a link under a claim stays a link for the pointer', async (context) => {
    const page = await mark(context, context.site.route('/link', article('<p>Mira Sandoval said that <a href="#there">the bridge is safe</a> to cross.</p><p>The bridge was built long ago by people who liked bridges.</p>')));
    await page.click('the bridge is safe');
    await page.until(() => location.hash === '#there');
  });

  it('a tap opens the card, a second tap closes it, a tap elsewhere too; a link stays a link', async (context) => {
    const page = await context.open(context.site.route('/touch', article(`${SENTENCES}<p id="four">Jonas Weil said that <a href="#there">the ferry will run</a> all night.</p>`, '<meta name="viewport" content="width=device-width">')));
    await page.setViewport({ width: 390, height: 800, mobile: true });
    await page.reload();
    await awake(context.browser);
    await context.browser.clickAction(page);
    await settled(page);
    // Where the words are now: the card may have moved the page.
    const tap = async (/** @type {string} */ words) => {
      const [{ x, y, height }] = await page.evaluate((/** @type {string} */ wanted) => {
        const range = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]).find((one) => one instanceof Range && one.toString().includes(wanted));
        return range instanceof Range ? [...range.getClientRects()].map((box) => ({ x: box.x, y: box.y, height: box.height })) : [];
      }, words);
      await page.touch.tap(x + 20, y + height / 2);
    };
    await tap('the bridge is safe');
    await cardSays(page, 'Mira Sandoval');
    const card = await boxOf(page, '.card');
    assert.ok(card.left >= 0 && card.right <= 390 && card.bottom <= 800, JSON.stringify(card));
    await page.screenshot(`phone-card-${name}.png`);
    await tap('the bridge is safe');
    await noCard(page);
    await tap('the bridge is safe');
    await cardSays(page, 'Mira Sandoval');
    // The margin, where no words are.
    await page.touch.tap(384, 3);
    await noCard(page);
    await tap('the ferry will run');
    await page.until(() => location.hash === '#there');
    assert.equal(await cardText(page), '');
  });
}, {
  // A desktop's Firefox has no touch screen unless it is told so.
  launch: (name) => (name === 'firefox' ? { prefs: { 'dom.w3c_touch_events.enabled': 1 } } : {}),
});
