// What passes between page, background and panel, and the words for the reader.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flatten, translator, uiLanguage } from '../../../extension/shared/i18n.js';
import { LIMITS, fromOwnPage, fromOwnTab, isFromOwnPage, isOrigin, isToBackground, isToPage } from '../../../extension/shared/messages.js';

describe('messages', () => {
  const analyze = { type: 'analyze', blocks: [{ id: 1, text: 'x', role: 'body' }], options: {} };
  const named = { id: '1-2-3', order: [[1, 1], [7, 3]], have: '' };
  const follow = { ...analyze, type: 'follow', article: named };
  it('takes what is right', () => {
    for (const message of [follow, { ...follow, blocks: [] }, { type: 'hello' }, { type: 'styles', add: { palette: 'standard', scheme: 'dark', ink: 'own' }, remove: null }, { type: 'open', what: 'panel' }, { type: 'page-state', state: { status: 'marked', unnamed: 1, claims: 2, denied: 0, error: '' } }])
      assert.ok(isToBackground(message), JSON.stringify(message));
    for (const message of [{ type: 'get-page' }, { type: 'show', id: 3 }, { type: 'hide-kinds', kinds: ['named'] }, { type: 'read', what: 'page' }]) assert.ok(isToPage(message));
  });
  it('refuses what is not', () => {
    const wrong = [null, 1, 'follow', [], {}, { type: 'constructor' }, analyze, { ...follow, options: null }, { ...follow, options: { language: 'de' } }, { ...follow, options: { minimumConfidence: 2 } },
      ...[null, { ...named, id: '<b>' }, { ...named, have: 1 }, { ...named, order: 'x' }, { ...named, order: [[1]] }, { ...named, order: [[1, -1]] }, { ...named, order: [[1, 1e9]] }].map((article) => ({ ...follow, article })),
      { ...follow, blocks: 'x' }, { ...follow, blocks: [{ id: -1, text: 'x', role: 'body' }] }, { ...follow, blocks: [{ id: 1, text: 1, role: 'body' }] }, { ...follow, blocks: [{ id: 1, text: 'x', role: 'html' }] },
      { ...follow, blocks: [...analyze.blocks, ...analyze.blocks] }, { ...follow, blocks: [{ id: 1, text: 'x'.repeat(LIMITS.blockLength + 1), role: 'body' }] },
      { ...follow, blocks: Array.from({ length: LIMITS.blocks + 1 }, (_, id) => ({ id, text: '', role: 'body' })) }, { type: 'styles', add: { palette: 'standard', scheme: 'dark', ink: 'body{}' }, remove: null }, { type: 'open', what: 'https://example.org' },
      { type: 'page-state', state: { status: 'marked', unnamed: -1, claims: 0, denied: 0, error: '' } }, { type: 'page-state', state: { status: 'failed', unnamed: 0, claims: 0, denied: 0, error: '<b>' } }];
    for (const message of wrong) assert.ok(!isToBackground(message), JSON.stringify(message)?.slice(0, 80));
    for (const message of [{ type: 'show', id: 'x' }, { type: 'hide-kinds', kinds: ['x'] }, { type: 'command', name: 'rm' }]) assert.ok(!isToPage(message));
    for (const message of [undefined, follow, { ...analyze, blocks: [{ id: 1, text: 1, role: 'body' }] }, { ...analyze, options: null }]) assert.ok(!isFromOwnPage(message));
    assert.ok(isFromOwnPage(analyze));
  });
  it('asks who is there', () => {
    const base = 'chrome-extension://me/';
    assert.ok(fromOwnTab(/** @type {any} */ ({ id: 'me', tab: { id: 1 }, url: 'https://news.example/a' }), 'me', base));
    assert.ok(!fromOwnTab(/** @type {any} */ ({ id: 'other', tab: { id: 1 }, url: 'https://news.example/a' }), 'me', base));
    assert.ok(!fromOwnTab(/** @type {any} */ ({ id: 'me', url: 'https://news.example/a' }), 'me', base));
    assert.ok(fromOwnPage(/** @type {any} */ ({ id: 'me', url: `${base}panel/panel.html` }), 'me', base));
    assert.ok(!fromOwnPage(/** @type {any} */ ({ id: 'me', tab: { id: 1 }, url: 'https://chrome-extension/me/' }), 'me', base));
  });
  it('knows an origin', () => {
    // (the last is how a browser grants every site)
    for (const text of ['https://news.example', 'http://news.example:8080', 'https://*']) assert.ok(isOrigin(text), text);
    for (const text of ['https://news.example/', 'https://news.example/a', 'ftp://x', 'news.example', '']) assert.ok(!isOrigin(text), text);
  });
});

describe('words', () => {
  it('fill in, count, and fall back', () => {
    const t = translator(flatten({ a: { message: '$1 of $2' }, n_one: { message: '$1 claim' }, n_other: { message: '$1 claims' }, p: { message: 'Hi $NAME$', placeholders: { name: { content: '$1' } } } }), 'en', { only: 'English' });
    assert.equal(t('a', 1, 2), '1 of 2');
    assert.equal(t('n', 1), '1 claim');
    assert.equal(t('n', 1234), '1,234 claims');
    assert.equal(t('p', 'Ravi'), 'Hi Ravi');
    assert.equal(t('only'), 'English');
    assert.equal(t('missing'), '');
    assert.equal(translator({ n_one: '$1 दावा', n_other: '$1 दावे' }, 'hi')('n', 0), '0 दावा');
  });
  it('come in the language asked for, else the browser’s, else English', () => {
    assert.equal(uiLanguage('auto', ['de', 'hi-IN', 'en']), 'hi');
    assert.equal(uiLanguage('en', ['hi']), 'en');
    assert.equal(uiLanguage('auto', ['de']), 'en');
  });
});
