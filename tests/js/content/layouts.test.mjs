// Pages as many publishers build them: of each, exactly what is marked is read, in its role.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { page, readArticle } from './dom.mjs';
import { layouts } from './layouts.mjs';

describe('pages of other people’s making', () => {
  for (const { name, html, head, title, element } of layouts)
    it(name, () => {
      const document = page(html, { head, title });
      /** @param {Element} element */
      const shown = (element) => {
        const copy = /** @type {Element} */ (element.cloneNode(true));
        for (const unseen of copy.querySelectorAll('script, noscript, svg')) unseen.remove();
        return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
      };
      const wanted = [...document.querySelectorAll('[x]')].map((element) => `${element.getAttribute('x')}: ${shown(element)}`);
      for (const element of document.querySelectorAll('[x]')) element.removeAttribute('x');
      const { blocks } = readArticle(document);
      assert.deepEqual(blocks.map(({ role, text }) => `${role}: ${text}`), wanted);
      if (element) assert.equal(blocks[0].element, document.querySelector(element));
    });
});
