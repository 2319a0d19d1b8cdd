// An exported CSV file in a real spreadsheet program: LibreOffice, where it is installed, opens it and says what its cells hold.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { JSDOM } from 'jsdom';
import { csv } from '../../../extension/shared/export.js';
import { analysisOf, blocksOf, keys } from './fixture.mjs';

const office = ['soffice', 'libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
});

const folder = mkdtempSync(join(tmpdir(), 'sutra-csv-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The rows of a file as the program reads it. @param {string} text @param {string} name @param {string[]} how */
function opened(text, name, how) {
  writeFileSync(join(folder, `${name}.csv`), text);
  mkdirSync(join(folder, name), { recursive: true });
  execFileSync(
    /** @type {string} */ (office),
    // A profile of its own: the program may be open on this machine.
    [`-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`, '--headless', ...how, '--convert-to', 'fods', '--outdir', join(folder, name), join(folder, `${name}.csv`)],
    { stdio: 'pipe', timeout: 120_000 },
  );
  const flat = readFileSync(join(folder, name, `${name}.fods`), 'utf8');
  const { document } = new JSDOM(flat, { contentType: 'text/xml' }).window;
  const repeated = (/** @type {Element} */ element, /** @type {string} */ what) => Math.min(100, Number(element.getAttribute(`table:number-${what}-repeated`) ?? 1));
  return {
    flat,
    rows: [...document.getElementsByTagName('table:table-row')].map((row) =>
      [...row.getElementsByTagName('table:table-cell')].flatMap((cell) =>
        Array.from({ length: repeated(cell, 'columns') }, () => ({ text: [...cell.getElementsByTagName('text:p')].map((line) => line.textContent).join('\n'), formula: cell.getAttribute('table:formula') })),
      ),
    ),
  };
}

/** What pages would put into a spreadsheet if they could, and what must come out as it is. */
const hostile = [
  '=1+1', '=HYPERLINK("http://evil.example","x")', '+1+1', '-2+3', '@SUM(A1:A9)', '\t=1+1', '\r=1+1', '\r\n=1+1', '\n=1+1', '  =1+1', '\u200b=1+1', '\ufeff=1+1', '＝1+1', '＋1', '－1', '＠SUM(1)',
  "'=1+1", '"=1+1', 'a;=1+1', 'a";=1+1', 'a,=1+1', 'a","=1+1', 'a\t=1+1', '{=1+1}', '=cmd|\' /C calc\'!A0', '=WEBSERVICE("http://evil.example")', 'DDE("cmd";"/C calc";"x")',
]; // prettier-ignore
const plain = ['किशोर ने कहा, “हाँ; क्षति हुई” — क़ानून', 'ज़रूरत, गाँव, श्री', 'She said, "no"; twice', '𝒳 😀 é'];

const words = [...hostile, ...plain];
const blocks = blocksOf(...words.map((text) => `${text} said so`));
const analysis = analysisOf(blocksOf(...words.map((_, index) => `x${index}y said so`)), words.map((_, index) => ({ kind: 'named', source: `x${index}y`, cue: 'said', content: `x${index}y` })));
for (const [index, attribution] of analysis.attributions.entries()) {
  const span = { block: blocks[index].id, start: 0, end: words[index].length };
  Object.assign(attribution, { source: span, content: [span], cue: null, who: words[index] });
}
const file = csv({ title: '=1+ख़बर', url: 'https://paper.example/', language: 'hi' }, blocks, analysis, keys);

describe('in LibreOffice', { skip: office ? false : 'LibreOffice is not installed here' }, () => {
  const comma = '--infilter=CSV:44,34,76';
  it('Devanagari is intact, every claim in its own cell', () => {
    const { rows } = opened(file, 'comma', [comma]);
    const body = rows.slice(1, words.length + 1);
    assert.equal(rows[0][0].text, 'export_column_number');
    for (const [index, text] of words.entries()) {
      assert.equal(body[index][0].text, String(index + 1));
      for (const column of [1, 2, 3]) {
        const shown = body[index][column].text;
        if (plain.includes(text)) assert.equal(shown, text);
        // White space is one blank, control characters are gone, and a sign that would begin a formula stands behind an apostrophe.
        else assert.equal(shown.replaceAll("'", ''), text.replace(/[\s]+/gu, ' ').replaceAll("'", '').trim(), JSON.stringify(text));
      }
    }
  });

  // Whichever separator it is told or believes in, and with its dialog's "evaluate formulas" on (the last field but one).
  for (const [name, how] of /** @type {[string, string[]][]} */ ([
    ['commas', [comma]],
    ['semicolons', ['--infilter=CSV:59,34,76']],
    ['tabs', ['--infilter=CSV:9,34,76']],
    ['as it opens by itself', []],
    ['evaluating', ['--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true']],
    ['evaluating, at semicolons', ['--infilter=CSV:59,34,76,1,,0,false,true,false,false,false,-1,true']],
  ]))
    it(`no cell is a formula: ${name}`, () => {
      const { flat, rows } = opened(file, name.replace(/\W+/g, '-'), how);
      assert.ok(rows.length > words.length);
      assert.doesNotMatch(flat, /table:formula|<text:a /);
    });

  it('would be seen to evaluate, were a formula in it', () => {
    const { flat } = opened('"=1+1"\r\n', 'leak', ['--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true']);
    assert.match(flat, /table:formula|office:value="2"/);
  });
});
