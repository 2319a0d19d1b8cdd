// What other tools do with an exported annotation: read it by the W3C's vocabulary, and find its place in the page again.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
// What the Hypothesis client's own search grew out of: `exact` found by likeness, `prefix` and `suffix` to choose by.
import { toTextPosition } from 'dom-anchor-text-quote';
import { pagePlaces } from '../../../extension/content/positions.js';
import { annotations } from '../../../extension/shared/export.js';
import { article, readArticle } from '../content/dom.mjs';
import { analysisOf, english, keys } from './fixture.mjs';

/** An address as JSON-LD takes one. */
const iri = (/** @type {any} */ value) => typeof value === 'string' && /^(https?:\/\/|urn:uuid:)[^\s<>"{}|\\^`]+$/.test(value);
const text = (/** @type {any} */ value) => typeof value === 'string';
const number = (/** @type {any} */ value) => Number.isSafeInteger(value) && value >= 0;
const date = (/** @type {any} */ value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);
const one = (/** @type {string[]} */ ...words) => (/** @type {any} */ value) => words.includes(value);
const list = (/** @type {(value: any) => boolean} */ of) => (/** @type {any} */ value) => Array.isArray(value) && value.length > 0 && value.every(of);

/** The words of http://www.w3.org/ns/anno.jsonld that we use, by class; behind ? what may be left out. @type {Record<string, Record<string, (value: any) => boolean>>} */
const VOCABULARY = {
  AnnotationPage: { id: iri, type: one('AnnotationPage'), partOf: is('AnnotationCollection'), startIndex: number, items: (value) => Array.isArray(value) && value.every(is('Annotation')) },
  AnnotationCollection: { id: iri, type: one('AnnotationCollection'), label: text, total: number },
  Annotation: { id: iri, type: one('Annotation'), motivation: list(one('commenting', 'tagging')), 'created?': date, body: list(is('TextualBody')), target: list(is('')) },
  TextualBody: { type: one('TextualBody'), purpose: one('commenting', 'tagging'), format: one('text/plain'), value: text },
  // A SpecificResource may go without its type.
  '': { source: iri, selector: list((value) => is('TextQuoteSelector')(value) || is('TextPositionSelector')(value)) },
  TextQuoteSelector: { type: one('TextQuoteSelector'), exact: (value) => text(value) && value !== '', prefix: text, suffix: text },
  TextPositionSelector: { type: one('TextPositionSelector'), start: number, end: number },
};

/** @param {string} type @returns {(value: any) => boolean} */
function is(type) {
  return (value) => {
    const members = VOCABULARY[type];
    for (const [key, holds] of Object.entries(members)) {
      const name = key.replace('?', '');
      if (name in value ? !holds(value[name]) : !key.endsWith('?')) return false;
    }
    return Object.keys(value).every((key) => key in members || `${key}?` in members);
  };
}

/** @param {string} file */
function parsed(file) {
  const { '@context': context, annotations: forHypothesis, ...page } = JSON.parse(file);
  assert.equal(context, 'http://www.w3.org/ns/anno.jsonld');
  assert.ok(is('AnnotationPage')(page), 'the words and values of the vocabulary, and no others');
  assert.equal(page.partOf.total, page.items.length);
  return { page, forHypothesis };
}

/** A page such as are served: markup everywhere, scripts and signs outside the plane before the article, the same words twice. */
const served = () => {
  const document = article(
    `<p>Two officials said that <b>the bridge</b> <i>was
        safe</i>. The in&shy;spector denied it.</p>
     <p>The mayor reportedly said that the bridge was safe. 🚧 “𝒳 क्षति हुई,” कहा उसने।</p>
     <p>The union said that the bridge was safe. Nobody else spoke to us in the course of the whole long evening at the harbour.</p>`,
    'Bridge was safe, officials say',
  );
  const script = document.createElement('script');
  script.textContent = '"👩‍🚀 the bridge was safe"';
  script.type = 'text/plain';
  document.body.prepend(script, '😀\n\t');
  const blocks = readArticle(document).blocks;
  const plain = blocks.map(({ id, text: words, role }) => ({ id, text: words, role }));
  const analysis = analysisOf(plain, [
    { kind: 'anonymous', sub: 'role', source: 'Two officials', cue: 'said', content: 'the bridge was safe' },
    { kind: 'named', source: 'The inspector', cue: 'denied', about: 'Two officials said that the bridge was safe.', stance: 'denies' },
    { kind: 'named', source: 'उसने', cue: 'कहा', content: '𝒳 क्षति हुई', quote: 'direct' },
    { kind: 'organization', source: 'The union', cue: 'The union said', content: 'the bridge was safe' },
  ]);
  // The fixture looks words up from the front; the union's claim stands in the last paragraph.
  const last = plain[plain.length - 1];
  const start = last.text.indexOf('the bridge was safe');
  analysis.attributions[3].content = [{ block: last.id, start, end: start + 19 }];
  const places = pagePlaces(document, new Map(blocks.map((block) => [block.id, block])), analysis.attributions);
  return { document, blocks, plain, analysis, places };
};

const where = { title: 'Bridge', url: 'https://paper.example/bridge?a=1', language: 'en', readAt: '2026-11-22T10:00:00.000Z' };

describe('annotations', () => {
  it('are W3C annotations, word by word', () => {
    const { plain, analysis, places } = served();
    for (const file of [annotations(where, plain, analysis, keys, places), annotations({ ...where, url: '' }, plain, analysis, keys), annotations(english().page, english().blocks, english().analysis, keys)]) {
      const { page, forHypothesis } = parsed(file);
      assert.ok(page.items.length > 3);
      for (const note of forHypothesis) assert.ok(iri(note.uri) && note.target.every(is('')) && list(text)(note.tags) && text(note.text) && list(text)(note.document.title));
    }
  });

  it('are found again by the place in the page’s whole text', () => {
    const { document, plain, analysis, places } = served();
    const points = Array.from(document.body.textContent ?? '');
    const { page } = parsed(annotations(where, plain, analysis, keys, places));
    const found = page.items.map((/** @type {any} */ { target }) => points.slice(target[0].selector[1].start, target[0].selector[1].end).join(''));
    assert.deepEqual(found, ['the bridge was\n        safe', 'denied', '𝒳 क्षति हुई', 'the bridge was safe']);
    for (const [index, { target }] of page.items.entries()) {
      const [quote, place] = target[0].selector;
      assert.equal(quote.exact, found[index]);
      assert.ok(points.slice(0, place.start).join('').endsWith(quote.prefix) && points.slice(place.end).join('').startsWith(quote.suffix));
    }
    assert.equal(new Set(page.items.map((/** @type {any} */ { target }) => target[0].selector[1].start)).size, 4, 'each at its own place');
  });

  it('are found again by their words and what stands around them, each at its own place', () => {
    const { document, plain, analysis, places } = served();
    const { page } = parsed(annotations(where, plain, analysis, keys, places));
    const whole = document.body.textContent ?? '';
    for (const { target } of page.items) {
      const [quote, place] = target[0].selector;
      const found = toTextPosition(document.body, quote);
      assert.ok(found, quote.exact);
      // (the tool counts UTF-16 units)
      const start = Array.from(whole.slice(0, found.start)).length;
      assert.equal(start, place.start, `${quote.exact} at “${whole.slice(found.start, found.end)}”`);
    }
  });

  it('name no place where the page has changed', () => {
    const { document, blocks, plain, analysis } = served();
    const bold = /** @type {Text} */ (document.querySelector('b')?.firstChild);
    bold.data = 'the tunnel';
    const places = pagePlaces(document, new Map(blocks.map((block) => [block.id, block])), analysis.attributions);
    const { page } = parsed(annotations(where, plain, analysis, keys, places));
    assert.deepEqual(page.items.map((/** @type {any} */ { target }) => target[0].selector.length), [1, 2, 2, 2]);
  });
});
