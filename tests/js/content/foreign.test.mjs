// Articles in a language that there is no pack for.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isForeign, quietWhereForeign, saidLanguage } from '../../../extension/content/foreign.js';
import { claim, span } from './claims.mjs';
import { page } from './dom.mjs';

describe('an article in another language', () => {
  /** @param {number} foreign  characters @param {number} own */
  const read = (foreign, own) => {
    const blocks = [{ id: 1, text: 'ä'.repeat(foreign), role: /** @type {const} */ ('body') }, { id: 2, text: 'a'.repeat(own), role: /** @type {const} */ ('body') }];
    const reports = [{ id: 1, language: '', status: /** @type {const} */ ('no-language') }, { id: 2, language: 'en', status: /** @type {const} */ ('analysed') }];
    const profile = { attributions: 1, claims: 1, kinds: { named: 1, anonymous: 0, organization: 0, document: 0, media: 0, hearsay: 0 }, stances: { says: 1, denies: 0, confirms: 0, alleges: 0, declines: 0 }, sources: [], unnamed: [], denied: [], undenied: [], singleSource: [1], unheard: [] };
    return { blocks, analysis: { blocks: reports, sentences: [], attributions: [claim(1, { content: [span(0, 5, 2)] })], links: [], profile } };
  };
  it('is left alone, with the notice in English that stands beside it', () => {
    const { blocks, analysis } = read(900, 100);
    // (the page's template may say that it is in English)
    const quiet = quietWhereForeign(analysis, blocks, 'en-GB');
    assert.deepEqual([quiet.attributions, quiet.profile.claims, quiet.profile.kinds.named, quiet.profile.singleSource], [[], 0, 0, []]);
    assert.deepEqual(quiet.blocks, analysis.blocks);
    assert.equal(analysis.profile.claims, 1, 'what the engine said stays as it is');
  });
  it('is not what an article is that shows a list of names', () => {
    const { blocks, analysis } = read(400, 600);
    assert.equal(quietWhereForeign(analysis, blocks, ''), analysis);
    assert.equal(quietWhereForeign(analysis, blocks, 'hi'), analysis);
    // Unless the page itself says that it is in another language; an English one may say so too.
    assert.equal(isForeign(analysis.blocks, blocks, 'nl'), true);
    assert.equal(isForeign(read(100, 900).analysis.blocks, read(100, 900).blocks, 'de-AT'), false);
  });
  it('says its language where the article begins, or above', () => {
    const document = page('<main lang="de"><article><p>x</p></article></main>');
    assert.equal(saidLanguage(document.querySelector('article')), 'de');
    assert.equal(saidLanguage(document.body), '');
    assert.equal(saidLanguage(null), '');
  });
  it('of nothing is nothing', () => assert.equal(isForeign([], [], 'de'), false));
});
