// A document to read without a browser, and what is read of it.
import { JSDOM } from 'jsdom';
import { readingArticle } from '../../../extension/content/blocks.js';
import { atOnce } from '../../../extension/content/slices.js';

/** @param {string} body @param {{title?: string, head?: string}} [options] @returns {Document} */
export function page(body, { title = '', head = '' } = {}) {
  const dom = new JSDOM(`<!doctype html><html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`, {
    pretendToBeVisual: true,
  });
  return dom.window.document;
}

/** As an article: long enough, and the page says so. @param {string} body @param {string} [headline] */
export const article = (body, headline = 'The harbour tunnel will close') =>
  page(`<article><h1>${headline}</h1>${body}</article>`, { head: '<meta property="og:type" content="article">' });

/** Enough running text for a page to be an article. */
export const filler = '<p>The works begin on Sunday night and are to take four weeks, during which buses will run across the old bridge.</p>';

/** What is read of it, all at once. @param {Document} document @param {import('../../../extension/content/blocks.js').ReadOptions} [options] */
export const readArticle = (document, options = {}) => atOnce(readingArticle(document, options));
