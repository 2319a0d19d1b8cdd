// Pages that mean us harm, or behave as if they did.
import assert from 'node:assert/strict';
import { forEachBrowser, until } from '../harness/index.mjs';
import { HOST, SENTENCES, article, awake, cardSays, claims, legendText, mark, send, settled, unmark } from './help.mjs';

const marked = (/** @type {any} */ page) => until(async () => (await claims(page)).some((phrase) => phrase.includes('the bridge is safe')), { what: 'the claim to be marked' });

forEachBrowser('hostile', (it, name) => {
  it('prototypes and globals replaced', async (context) => {
    const page = await context.open(context.site.route('/globals', article(SENTENCES)));
    await awake(context.browser);
    const [rect] = await page.phraseRects('the bridge is safe');
    await page.evaluate(() => {
      const bad = () => {
        throw new Error('trap');
      };
      const world = /** @type {any} */ (window);
      for (const name of ['MutationObserver', 'Range', 'AbortController', 'getComputedStyle', 'CSSStyleSheet', 'Highlight', 'requestAnimationFrame', 'matchMedia']) world[name] = bad;
      for (const [prototype, names] of /** @type {[any, string[]][]} */ ([
        [Document.prototype, ['createElement', 'createRange', 'caretPositionFromPoint', 'getSelection']],
        [Element.prototype, ['attachShadow', 'append', 'setAttribute', 'closest', 'matches']],
        [Node.prototype, ['appendChild', 'contains']],
        [Map.prototype, ['get', 'set']],
        [Array.prototype, ['filter', 'flatMap', 'find', 'findIndex']],
        [HighlightRegistry.prototype, ['set', 'delete']],
      ]))
        for (const name of names) prototype[name] = bad;
      Object.defineProperty(CSS, 'highlights', { get: bad });
    });
    await context.browser.clickAction(page);
    await settled(page);
    await page.mouse.move(rect.x + 20, rect.y + rect.height / 2);
    await cardSays(page, 'Mira Sandoval');
    assert.deepEqual(context.browser.extensionErrors, []);
  });

  it('custom elements and styles that claim every element', async (context) => {
    const page = await mark(
      context,
      context.site.route(
        '/traps',
        article(
          SENTENCES,
          `<style>* { all: unset !important; display: block !important } div, [data-sutra], [popover] { display: none !important; opacity: 0 !important; transform: scale(0) !important }</style>
           <script>for (const name of ['sutra-card', 'sutra-host', 'sutra-legend']) customElements.define(name, class extends HTMLElement { constructor() { super(); document.title = 'caught'; } });</script>`,
        ),
      ),
    );
    const [shown, title] = [await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.legend')?.getBoundingClientRect().width), await page.evaluate(() => document.title)];
    assert.ok(shown > 100, `the legend shows (${shown})`);
    assert.notEqual(title, 'caught');
  });

  it('our host removed, and moved', async (context) => {
    const page = await mark(context, context.site.route('/removed', article(SENTENCES)));
    await page.evaluate(() => document.querySelector('[data-sutra]')?.remove());
    await until(() => page.evaluate(() => document.querySelector('html > [data-sutra]') !== null), { what: 'the host to come back' });
    await page.evaluate(() => {
      new MutationObserver(() => document.querySelector('[data-sutra]')?.remove()).observe(document.documentElement, { childList: true });
      document.querySelector('[data-sutra]')?.remove();
    });
    await new Promise((done) => setTimeout(done, 300));
    await marked(page);
    assert.deepEqual(context.browser.extensionErrors, []);
  });

  it('markup in headlines and source names is shown as text', async (context) => {
    const evil = '&lt;img src=x onerror=&quot;document.title=&#39;caught&#39;&quot;&gt;';
    const page = await mark(context, context.site.route('/markup', article(`${SENTENCES}<p>Mira ${evil} Sandoval said that the ${evil} bridge is old. Mira Sandoval said that the ${evil} is open.</p>`, `<title>${evil}</title>`)));
    for (let step = 0; step < 5; step++) await send(context.browser, { type: 'command', name: 'next-claim' });
    await cardSays(page, 'Mark');
    assert.equal(await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelectorAll('img, script, iframe').length), 0);
    assert.notEqual(await page.evaluate(() => document.title), 'caught');
  });

  it('text, messages and events that look like ours reach nobody', async (context) => {
    const page = await mark(context, context.site.route('/messages', article(`${SENTENCES}<p>{"type":"analyze","blocks":[]} said that {"type":"get-page"} is a message.</p>`)));
    const before = await legendText(page);
    await page.evaluate(() => {
      for (const message of [{ type: 'hide-kinds', kinds: ['named'] }, { type: 'read', what: 'page' }, { type: 'page-state', state: {} }]) {
        postMessage(message, '*');
        dispatchEvent(new MessageEvent('message', { data: message }));
        document.dispatchEvent(new CustomEvent('sutra', { detail: message }));
        document.querySelector('[data-sutra]')?.dispatchEvent(new CustomEvent('command', { detail: message }));
      }
      Object.assign(window, { sutra: 1, sutraRequest: { mode: 'page' } });
    });
    await new Promise((done) => setTimeout(done, 300));
    assert.equal(await legendText(page), before);
    assert.equal(await page.evaluate(() => document.querySelector('[data-sutra]')?.shadowRoot), null, 'the shadow root is closed');
    const reachable = await page.evaluate(() => typeof (/** @type {any} */ (window).chrome?.runtime?.sendMessage));
    assert.equal(reachable, 'undefined');
  });

  it('highlights of the page under our names stay the page’s', async (context) => {
    const page = await context.open(context.site.route('/names', article(SENTENCES)));
    await page.evaluate(() => {
      const range = document.createRange();
      range.selectNodeContents(/** @type {Element} */ (document.getElementById('three')));
      CSS.highlights.set('search-results', new Highlight(range));
    });
    await awake(context.browser);
    await context.browser.clickAction(page);
    await settled(page);
    await page.evaluate(() => CSS.highlights.set('sutra-named', new Highlight()));
    await context.browser.clickAction(page);
    await until(() => page.evaluate(() => !document.querySelector('[data-sutra]')));
    assert.deepEqual(await page.evaluate(() => [...CSS.highlights.keys()].sort()), ['search-results', 'sutra-named']);
  });

  it('a page that changes under the analysis, and document.open', async (context) => {
    const page = await context.open(context.site.route('/open', article(SENTENCES)));
    await awake(context.browser);
    await page.evaluate(() => void setTimeout(() => (/** @type {HTMLElement} */ (document.getElementById('one')).textContent = 'Nobody is quoted here any more, not a soul.'), 30));
    await context.browser.clickAction(page);
    await settled(page);
    await until(async () => !(await claims(page)).some((phrase) => phrase.includes('the bridge is safe')));
    await page.evaluate(() => {
      document.open();
      document.write('<!doctype html><title>New</title><p>Nothing.</p>');
      document.close();
    });
    await new Promise((done) => setTimeout(done, 500));
    assert.deepEqual(context.browser.extensionErrors, []);
  });

  it('frames are left alone, and what they say and do reaches nobody', async (context) => {
    context.site.route('/framed', article('<p>Jonas Weil said that the frame is a page of its own.</p>'));
    const page = await mark(
      context,
      context.site.route('/frames', article(`${SENTENCES}<iframe src="/framed"></iframe><iframe srcdoc="<p>Tomas Adler said that this was written into the page.</p>"></iframe>
        <iframe sandbox="allow-scripts" srcdoc="<script>for (const type of ['get-page', 'analyze', 'hide-kinds']) parent.postMessage({ type, kinds: ['named'], blocks: [] }, '*')</script>"></iframe>`)),
    );
    await marked(page);
    const before = await legendText(page);
    const frames = await page.evaluate(() =>
      [...document.querySelectorAll('iframe')].slice(0, 2).map(({ contentWindow, contentDocument }) => {
        const world = /** @type {any} */ (contentWindow);
        // A frame of the same origin may take the page's own parts away, and ours with them.
        world.parent.postMessage({ type: 'read', what: 'page' }, '*');
        world.eval("parent.document.querySelector('[data-sutra]')?.remove()");
        return [world.CSS.highlights.size, contentDocument?.querySelectorAll('[data-sutra]').length, /said that/.test(contentDocument?.body.textContent ?? '')];
      }),
    );
    assert.deepEqual(frames, [[0, 0, true], [0, 0, true]]);
    await until(async () => (await legendText(page)) === before, { what: 'the legend to be back, as it was' });
    assert.ok((await claims(page)).every((phrase) => !/frame is a page|written into/.test(phrase)));
    await unmark(context.browser, page);
    assert.deepEqual(context.browser.extensionErrors, []);
  });

  it('a very long article is read in part or whole, and the page stays alive', async (context) => {
    const page = await context.open(context.site.route('/long', article(`${SENTENCES}${'<p>The bridge was built long ago by people who liked bridges and had plenty of stone to build them with at hand.</p>'.repeat(50_000)}`)));
    await awake(context.browser);
    await context.browser.clickAction(page);
    await until(async () => (await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => root.querySelector('.legend') && !root.querySelector('.spin'))) === true, { timeout: 60_000, what: 'the long page to be read' });
    await marked(page);
    assert.match(await legendText(page), /very long/);
    await unmark(context.browser, page);
    assert.deepEqual(context.browser.extensionErrors, []);
  });

  it(`its own policy forbids everything (${name})`, async (context) => {
    context.site.route('/policy', article(SENTENCES).replaceAll(/<style>.*?<\/style>/g, ''), { 'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'" });
    const page = await mark(context, '/policy');
    await marked(page);
    await page.hover('the bridge is safe');
    await cardSays(page, 'Mira Sandoval');
    const styled = await page.shadow(HOST, (/** @type {ShadowRoot} */ root) => getComputedStyle(/** @type {Element} */ (root.querySelector('.card'))).borderRadius);
    assert.equal(styled, '12px', 'the card wears its styles');
    await page.screenshot(`policy-${name}.png`);
    assert.deepEqual(page.errors.filter((/** @type {string} */ error) => /policy|trusted/i.test(error)), []);
  });
});
