// What of a page is read, in which order, with which role; and that the way back to the page is exact.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { JSDOM } from 'jsdom';
import { nameWords } from '../../../extension/content/names.js';
import { rangeOf } from '../../../extension/content/ranges.js';
import { readSelection } from '../../../extension/content/selection.js';
import { article, filler, page, readArticle } from './dom.mjs';

/** @param {Document} document @param {object} [options] */
const read = (document, options) => readArticle(document, options).blocks.map(({ role, text }) => `${role}: ${text}`);

/** Every word of every block, found again in the page by its offsets. @param {Document} document */
function wayBack(document) {
  for (const block of readArticle(document).blocks)
    for (const match of block.text.matchAll(/\S+/gu)) {
      const range = rangeOf(block, match.index, match.index + match[0].length);
      assert.ok(range, match[0]);
      assert.equal(range.toString().replace(/[\s\u00ad\u200b]+/g, ''), match[0].replace(/\s+/g, ''));
    }
}

describe('what is read', () => {
  it('a whole article of our own, with everything that is not the article around it', () => {
    const dom = new JSDOM(readFileSync(new URL('../../pages/article-en.html', import.meta.url), 'utf8'), { pretendToBeVisual: true });
    const { document } = dom.window;
    const before = dom.serialize();
    assert.deepEqual(read(document), [
      'headline: Harbour tunnel to close for a month, council says',
      'standfirst: Two officials said the concrete lining has aged far more than expected. The operator denied this.',
      'caption: Engineers at the north mouth of the tunnel, where Mira Sandoval said the first cracks were seen.',
      'body: Two senior officials said that the lining of the harbour tunnel has aged far more than expected. The operator denied the account in a short statement on Tuesday evening.',
      'body: Mira Sandoval said that the tunnel will close on Sunday night and reopen in four weeks. She told reporters the budget covers the work. According to the inspection report, 41 of the 220 panels have cracks.',
      'body: The company reportedly knew of the cracks since autumn. Local media reported that a first warning was filed in October 2019, a year before the last inspection.',
      'headline: What drivers should expect',
      'body: The council said buses will run every six minutes.',
      'body: “We will not leave anybody on the wrong side of the water,” Tomas Adler said.',
      'list: The ministry said the toll is suspended for trucks during the works.',
      'list: Several officials said the ferry would carry bicycles free of charge.',
      'quote: Jonas Weil said nobody had asked the people who live above the tunnel.',
    ]);
    wayBack(document);
    assert.equal(dom.serialize(), before, 'reading changes nothing');
  });

  const cases = /** @type {[string, string, string[]][]} */ ([
    ['paragraphs made of line breaks', `<div>The mayor said the bridge is safe to cross.<br><br>Police denied that anybody was hurt there.<br>The council said it would meet again on Monday.</div>${filler}`,
      ['The mayor said the bridge is safe to cross.', 'Police denied that anybody was hurt there.', 'The council said it would meet again on Monday.']],
    ['a line break inside a sentence', `<p>The mayor said<br>the bridge is safe.</p>${filler}`, ['The mayor said the bridge is safe.']],
    ['text split over inline elements', `<p>The <b>may</b>or <i>said <u>the</u></i>&nbsp;bridge is <a href="#">safe</a>.</p>${filler}`, ['The mayor said the bridge is safe.']],
    ['soft hyphens, wbr and entities', `<p>The in&shy;spec&shy;tor said the bridge&#8203; was<wbr> safe &amp; sound.</p>${filler}`, ['The inspector said the bridge was safe & sound.']],
    ['joiners stay: they mean something in Devanagari', `<p>अधिकारियों ने कहा कि क्\u200dष का प्रयोग सही है और रहेगा।</p>${filler}`, ['अधिकारियों ने कहा कि क्\u200dष का प्रयोग सही है और रहेगा।']],
    ['a drop cap', `<p><span style="float: left">T</span>he mayor said the bridge is safe.</p>${filler}`, ['The mayor said the bridge is safe.']],
    ['white space of the source', `<p>\n      The mayor\n      said  the bridge\tis safe.\n    </p>${filler}`, ['The mayor said the bridge is safe.']],
    ['an emoji and an astral letter', `<p>The mayor 👩🏽‍🚒 said 𝒜 is safe to cross by foot.</p>${filler}`, ['The mayor 👩🏽‍🚒 said 𝒜 is safe to cross by foot.']],
    ['blank lines in preformatted text', `<pre>The mayor said the bridge is safe.\n\nThe council denied that it was ever closed.</pre>${filler}`, ['The mayor said the bridge is safe.', 'The council denied that it was ever closed.']],
  ]);
  for (const [name, html, expected] of cases)
    it(name, () => {
      const document = article(html);
      assert.deepEqual(readArticle(document).blocks.slice(1, 1 + expected.length).map(({ text }) => text), expected);
      wayBack(document);
    });

  it('open shadow roots and their slots', () => {
    const document = article(`<div id="host"><span slot="a">Police said the road is open to all traffic.</span></div>${filler}`);
    const shadow = document.getElementById('host')?.attachShadow({ mode: 'open' });
    if (shadow) shadow.innerHTML = '<style>p { color: red }</style><p>The mayor said the bridge is safe to cross.</p><slot name="a"></slot>';
    const blocks = read(document);
    assert.ok(blocks.includes('body: The mayor said the bridge is safe to cross.'));
    assert.ok(blocks.includes('body: Police said the road is open to all traffic.'));
    wayBack(document);
  });

  for (const [name, html] of /** @type {[string, string][]} */ ([
    ['navigation', '<nav><p>The mayor said the bridge is safe to cross.</p></nav>'],
    ['what is hidden', '<p hidden>The mayor said the bridge is safe.</p><p style="display:none">The mayor said the bridge is safe.</p><p style="visibility:hidden">The mayor said the bridge is safe.</p><p aria-hidden="true">The mayor said the bridge is safe.</p>'],
    ['scripts and styles', '<script>"The mayor said the bridge is safe."</script><style>/* The mayor said the bridge is safe. */</style><noscript>The mayor said the bridge is safe.</noscript>'],
    ['form fields', '<form>The mayor said the bridge is safe.<textarea>The mayor said the bridge is safe.</textarea></form>'],
    ['editable text', '<div contenteditable>The mayor said the bridge is safe to cross.</div><div contenteditable="plaintext-only">The mayor said the bridge is safe.</div>'],
    ['advertisements', '<div class="ad-slot"><p>The mayor said the bridge is safe to cross.</p></div><p id="sponsoredContent">The mayor said the bridge is safe.</p>'],
    ['comments', '<section id="comments"><p>The mayor said the bridge is safe to cross.</p></section>'],
    ['related links', '<div class="related-stories"><a href="#">The mayor said the bridge is safe</a></div><p><a href="#">The mayor said the bridge is safe</a></p>'],
    ['share bars', '<div class="shareTools">The mayor said the bridge is safe.</div>'],
    ['labels', '<p>Advertisement</p><p>विज्ञापन</p><p>Read more: The mayor said the bridge is safe</p><p>यह भी पढ़ें: मेयर ने कहा पुल सुरक्षित है</p>'],
    ['other articles in the rail', '<aside><p>The mayor said the bridge is safe to cross.</p></aside><div role="complementary"><p>The mayor said the bridge is safe.</p></div>'],
  ]))
    it(`not: ${name}`, () => assert.deepEqual(read(article(html + filler)).slice(1), read(article(filler)).slice(1)));

  it('names on the article itself do not rule it out', () => {
    const document = page(`<main class="has-sidebar related-enabled"><h1>The bridge is safe, says mayor</h1>${filler.repeat(4)}</main>`);
    assert.equal(readArticle(document).blocks.length, 5);
  });

  it('a page builder that calls every box a widget', () => {
    const document = page(`<main><div class="site-widget"><h1>The bridge is safe, says mayor</h1></div>${`<div class="site-widget">${filler}</div>`.repeat(5)}<div class="comments">${filler.repeat(2)}</div></main>`);
    assert.equal(readArticle(document).blocks.length, 6);
  });

  describe('a name alone takes no article away, whatever else is on the page', () => {
    const paragraphs = Array.from({ length: 8 }, (_, n) => `<p>Official number ${n} said on Tuesday that the tunnel would close for ${n + 2} weeks, and that buses would run.</p>`);
    const cards = Array.from({ length: 5 }, (_, n) => `<div class="c"><a href="/${n}"><h3>Ferry number ${n} is late again, and nobody at the pier knows why</h3></a><p>The ferry was late again on Monday, passengers said there, for the ${n + 2}nd time.</p></div>`).join('');
    const comments = `<section id="comments">${paragraphs.map((text) => text.replace('<p>', '<p>I think so too: '))}</section>`;
    const [few, most] = [paragraphs.slice(0, 2).join(''), paragraphs.slice(2).join('')];
    /** @type {Record<string, (name: string) => string>} */
    const shapes = {
      'all of it in one box': (name) => `<div class="${name}">${few}${most}</div>`,
      'most of it in one box': (name) => `${few}<div class="${name}">${most}</div>`,
      'in several boxes': (name) => `<div class="${name}">${few}</div><figure></figure><div class="${name}">${most}</div>`,
      'every paragraph in a box': (name) => paragraphs.map((text) => `<div class="${name}">${text}</div>`).join(''),
      'every paragraph called so': (name) => paragraphs.map((text) => text.replace('<p>', `<p class="${name}">`)).join(''),
    };
    for (const [shape, html] of Object.entries(shapes))
      it(shape, () => {
        for (const name of ['site-widget', 'promo', 'topics', 'related', 'article-share', 'sponsored', 'newsletter', 'toolbar', 'sidebar', 'player', 'correction'])
          for (const after of ['', cards, comments, cards + comments]) {
            const document = page(`<main><h1>The bridge is safe, says mayor</h1>${html(name)}</main>${after}`, { head: '<meta property="og:type" content="article">' });
            assert.deepEqual(readArticle(document).blocks.slice(1).map(({ text }) => `<p>${text}</p>`), paragraphs, `${name}, ${after.slice(0, 20)}`);
          }
      });
  });

  it('comments that are longer than the article', () => {
    const document = article(`${filler.repeat(3)}<section class="comments">${filler.repeat(40)}</section>`);
    assert.equal(readArticle(document).blocks.length, 4);
  });

  it('a whole page inside a form, as some site builders write it', () => {
    const document = page(`<form><div><h1>The bridge is safe, says mayor</h1>${filler.repeat(4)}<input value="The mayor said so"></div></form>`);
    assert.equal(readArticle(document).blocks.length, 5);
  });

  it('two articles, one after the other', () => {
    const one = (/** @type {string} */ name) => `<article><h1>${name} opens its new bridge today</h1>${filler.repeat(3)}</article>`;
    const blocks = read(page(`<main>${one('Northam')}${one('Southam')}</main>`, { head: '<meta property="og:type" content="article">' }));
    assert.equal(blocks.filter((text) => text.startsWith('headline')).length, 2);
    assert.equal(blocks.length, 8);
  });
});

describe('where there is no article', () => {
  it('a front page of teasers', () => {
    const teaser = (/** @type {number} */ n) => `<article><h3><a href="#">Headline number ${n} of the day</a></h3><p>A sentence of forty or so characters follows it.</p></article>`;
    const document = page(`<main>${Array.from({ length: 30 }, (_, n) => `<section><div>${teaser(n)}</div></section>`).join('')}</main>`);
    assert.deepEqual(read(document), []);
  });
  it('an application', () => assert.deepEqual(read(page('<div id="app"><button>New</button><p>3 items</p><p>Saved</p></div>')), []));
  it('an empty page', () => assert.deepEqual(read(page('')), []));
  it('unless the reader wants the whole page', () => {
    assert.deepEqual(read(page('<div><p>3 items</p><button>New</button><p>Saved</p></div>'), { whole: true }), ['body: 3 items', 'body: Saved']);
  });
});

describe('a selection', () => {
  it('is read from where it starts to where it ends', () => {
    const document = page('<p>The mayor said the <b>bridge</b> is safe.</p><p>Police denied it.</p><p>Not this.</p>');
    const range = document.createRange();
    const [first, second] = document.querySelectorAll('p');
    range.setStart(/** @type {Node} */ (first.firstChild), 4);
    range.setEnd(/** @type {Node} */ (second.firstChild), 13);
    const selection = document.getSelection();
    selection?.addRange(range);
    const { blocks } = readSelection(document, selection);
    assert.deepEqual(blocks.map(({ role, text }) => `${role}: ${text}`), ['selection: mayor said the bridge is safe.', 'selection: Police denied']);
    assert.equal(rangeOf(blocks[0], 15, 21)?.toString(), 'bridge');
  });
  it('of nothing is nothing', () => {
    const document = page('<p>The mayor said so.</p>');
    assert.deepEqual(readSelection(document, document.getSelection()).blocks, []);
  });
});

describe('names', () => {
  it('are split into words, and neighbours joined', () => {
    assert.deepEqual(nameWords('Article__readMore-3 ad'), ['article', 'articleread', 'read', 'readmore', 'more', 'more3', '3', 'ad']);
  });
});
