// On and off: what a click shows, and that a second click leaves no trace.
import assert from 'node:assert/strict';
import { forEachBrowser, pixels, until } from '../harness/index.mjs';
import { SENTENCES, article, awake, badgeSays, cardText, claims, legendText, mark, settled, unmark } from './help.mjs';

forEachBrowser('toggle', (it, name) => {
  it('marks an English article, tints it, counts it, and goes without a trace', async ({ browser, open }) => {
    const page = await open('/pages/article-en.html');
    await awake(browser);
    const [before, layout, plain] = [await page.snapshot(), await page.layout(), await page.screenshot()];
    await page.startObserving();
    await browser.clickAction(page);
    await settled(page);
    const phrases = await claims(page);
    for (const words of ['the budget covers the work', 'the tunnel will close on Sunday night', 'buses will run every six minutes'])
      assert.ok(phrases.some((phrase) => phrase.includes(words)), `${words} is among ${JSON.stringify(phrases)}`);
    for (const words of ['mattress', 'sharing is caring', 'newsletter', 'hidden', 'screen readers', 'heron', 'imprint', 'this comment', 'edited by anybody', 'lighthouse'])
      assert.ok(!phrases.some((phrase) => phrase.includes(words)), `${words} is no part of the article`);
    // The tint is on the screen, not only in the registry.
    const [rect] = await page.highlightRects('sutra-organization');
    const marked = await page.screenshot(`toggle-en-${name}.png`);
    assert.ok(rect && pixels.changed(plain, marked, rect) > rect.width, 'pixels have changed');
    // Nothing but our one element was added, and nothing moved.
    assert.deepEqual(await page.layout(), layout);
    assert.deepEqual((await page.observed()).shifts, []);
    assert.equal((await page.snapshot()).html.replace(/<div data-sutra="" popover="manual"><\/div>/, ''), before.html);
    const { text, title } = await badgeSays(browser, /^\d+$/);
    assert.match(title, new RegExp(`${text} claims? rests? only`));
    assert.match(await legendText(page), /\d+ claims/);

    await unmark(browser, page);
    assert.deepEqual(await page.snapshot(), before);
    assert.equal(pixels.changed(plain, await page.screenshot()), 0, 'every pixel is as before');
    await badgeSays(browser, '');
    assert.deepEqual(browser.extensionErrors, []);
  });

  it('marks a Hindi article', async (context) => {
    const page = await mark(context, '/pages/article-hi.html');
    const phrases = await claims(page);
    for (const words of ['पुल के तीन खंभों में दरारें मिली हैं', 'पुल पूरी तरह सुरक्षित है', 'भार क्षमता घटा दी गई थी'])
      assert.ok(phrases.some((phrase) => phrase.includes(words)), `${words} is among ${JSON.stringify(phrases)}`);
    assert.ok(!phrases.some((phrase) => phrase.includes('मेला')), 'a related link is no part of the article');
    await page.screenshot(`toggle-hi-${name}.png`);
    assert.deepEqual(context.browser.extensionErrors, []);
  });

  it('takes a double click for one click', async ({ browser, open }) => {
    const page = await open('/pages/article-en.html');
    await awake(browser);
    await Promise.all([browser.clickAction(page), browser.clickAction(page, true)]);
    await settled(page);
    assert.ok((await claims(page)).length > 0);
    assert.equal(await page.evaluate(() => document.querySelectorAll('[data-sutra]').length), 1);
    // Nor is it on again after the double click that switches it off.
    await Promise.all([browser.clickAction(page), browser.clickAction(page, true)]);
    await until(() => page.evaluate(() => CSS.highlights.size === 0 && !document.querySelector('[data-sutra]')), { what: 'everything to go' });
    await new Promise((done) => setTimeout(done, 1000));
    assert.equal(await page.evaluate(() => document.querySelectorAll('[data-sutra]').length), 0);
  });

  it('can be switched on and off again and again', async ({ browser, open, site }) => {
    const page = await open(site.route('/again', article(SENTENCES)));
    await awake(browser);
    const before = await page.snapshot();
    for (let round = 0; round < 4; round++) {
      await browser.clickAction(page);
      await settled(page);
      assert.ok((await claims(page)).length > 0);
      await unmark(browser, page);
      assert.deepEqual(await page.snapshot(), before);
    }
    await page.hover('bridge is safe');
    await new Promise((done) => setTimeout(done, 400));
    assert.equal(await cardText(page).catch(() => ''), '', 'no listener is left that would open a card');
    assert.deepEqual(browser.extensionErrors, []);
  });

  it('says in words that there is nothing to read, or nothing found', async ({ browser, open, site }) => {
    const front = Array.from({ length: 24 }, (_, n) => `<section><div><article><h3><a href="#">Headline number ${n} of the day</a></h3><p>Police said a heron stopped the traffic.</p></article></div></section>`);
    const page = await open(site.route('/front', `<!doctype html><html lang="en"><title>Front</title>${front.join('')}`));
    await awake(browser);
    await browser.clickAction(page);
    await settled(page);
    assert.match(await legendText(page), /No article here[\s\S]*Read the selection[\s\S]*Read the whole page/);
    await badgeSays(browser, '?');
    await page.screenshot(`no-article-${name}.png`);
    const quiet = await open(site.route('/quiet', article('<p id="three">The bridge was built long ago with plenty of stone, and it has five arches, two towers and a gate.</p>'.repeat(3))));
    await browser.clickAction(quiet);
    await settled(quiet);
    assert.match(await legendText(quiet), /No claims found/);
    await badgeSays(browser, '');
  });

  it('leaves an article in another language alone, whatever the page says its language is', async (context) => {
    const { browser, site } = context;
    const german = [
      'Der Hafentunnel wird am Sonntag für vier Wochen gesperrt, teilte die Stadt am Dienstag mit.',
      'Zwei Beamte sagten, die Verkleidung sei stärker gealtert als erwartet, und die Arbeiten könnten nicht warten.',
      '„Wir lassen niemanden am falschen Ufer stehen“, sagte der Bürgermeister nach der Sitzung des Rates.',
    ];
    const page = await mark(context, site.route('/german', article(`${german.map((text) => `<p>${text}</p>`).join('')}<p>We and our partners said that we value your privacy.</p>`)));
    assert.match(await legendText(page), /No claims found[\s\S]*another language/);
    assert.deepEqual(await claims(page), []);
    await badgeSays(browser, '');
    // And one that the page says is German is read as what it is.
    const english = await mark(context, site.route('/said-german', article(SENTENCES).replace('lang="en"', 'lang="de"')));
    assert.ok((await claims(english)).length > 0);
    assert.deepEqual(browser.extensionErrors, []);
  });
});
