import assert from "node:assert/strict";
import { test } from "node:test";
import { annotations, csv, csvCell, exportAs, fileName, FORMATS, json, markdown, markdownText } from "../../../extension/shared/export.js";
import { layout } from "../../../extension/shared/overview.js";
import { analysisOf, blocksOf, english, keys } from "./fixture.mjs";

/** RFC 4180, read back. @param {string} text @param {string} [separator] */
function parseCsv(text, separator = ",") {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === separator) {
      row.push(cell);
      cell = "";
    } else if (sign === "\r" && text[i + 1] === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
      i++;
    } else cell += sign;
  }
  return rows;
}

const hostileTexts = [
  "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r\n=1+1",
  "  =1", "\u200b=1", "\ufeff@x", "＝1+1", "＋1", "－1", "＠x", '"=1+1', "'=1+1", "−1", "a;=1+1", 'a";=1+1', "a;\u00a0+x", "\u2028=1",
];

/**
 * One article that says exactly this text, everywhere a page can put text.
 *
 * @param {string} text
 * @returns {[import("../../../extension/shared/export.js").Page, import("./fixture.mjs").Block[], import("./fixture.mjs").Analysis]}
 */
function saying(text) {
  /** @type {import("./fixture.mjs").Block[]} */
  const blocks = [{ id: 1, text: `${text} said ${text}`, role: "body" }];
  const analysis = analysisOf([{ id: 1, text: "x said y", role: "body" }], [{ kind: "named", source: "x", cue: "said", content: "y" }]);
  const [attribution] = analysis.attributions;
  attribution.source = { block: 1, start: 0, end: text.length };
  attribution.content = [{ block: 1, start: text.length + 6, end: text.length * 2 + 6 }];
  attribution.cue = { block: 1, start: text.length + 1, end: text.length + 5 };
  attribution.who = text;
  return [{ title: text, url: "https://paper.example/a?b=(c)", language: "en" }, blocks, analysis];
}

test("CSV begins with the byte order mark, ends every row with CRLF, and keeps Devanagari", () => {
  const blocks = blocksOf("किशोर ने कहा, “हाँ, क्षति हुई”।");
  const analysis = analysisOf(blocks, [{ kind: "named", source: "किशोर", cue: "कहा", content: "हाँ, क्षति हुई", quote: "direct" }]);
  const file = csv({ title: "ख़बर", url: "https://paper.example/", language: "hi" }, blocks, analysis, keys);
  assert.ok(file.startsWith("\ufeff\"export_column_number\""));
  assert.ok(file.endsWith("\r\n"));
  const rows = parseCsv(file.slice(1));
  assert.equal(rows.length, 2);
  assert.equal(rows[1].length, rows[0].length);
  assert.deepEqual(rows[1].slice(0, 3), ["1", "हाँ, क्षति हुई", "किशोर"]);
});

test("no cell starts a formula, whichever separator the spreadsheet believes in", () => {
  for (const text of hostileTexts) {
    const file = csv(...saying(text), keys).slice(1);
    for (const separator of [",", ";", "\t"]) {
      for (const cell of parseCsv(file, separator).flat()) {
        const bare = cell.replace(/^[\s\p{Cf}"]+/u, "");
        assert.doesNotMatch(bare, /^[=+\-@−＝＋－＠]/u, `${JSON.stringify(text)} with ${separator}`);
      }
    }
  }
});

test("a cell that starts no formula is left as it is", () => {
  for (const text of ["plain", "a = b", "“-5 degrees”", "mail@paper.example", 'she said "no"']) {
    assert.equal(parseCsv(`${csvCell(text)}\r\n`)[0][0], text);
  }
});

test("control characters and line breaks do not reach a cell", () => {
  assert.equal(csvCell("a\u0000b\nc\u2029d"), '"ab c d"');
});

test("Markdown shows hostile text as text", () => {
  for (const [text, shown] of [
    ["<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"],
    ["<img src=x onerror=y>", "\\<img src=x onerror=y\\>"],
    ["[a](javascript:b)", "\\[a\\](javascript:b)"],
    ["# not a heading", "\\# not a heading"],
    ["1. not a list", "1\\. not a list"],
    ["- nor this", "\\- nor this"],
    ["a\n\n# two lines", "a # two lines"],
    ["&lt;b&gt;", "\\&lt;b\\&gt;"],
    ["a | b `c` *d* _e_ ~f~", "a \\| b \\`c\\` \\*d\\* \\_e\\_ \\~f\\~"],
  ]) {
    assert.equal(markdownText(text), shown);
    const file = markdown(...saying(text), keys);
    assert.ok(file.includes(shown), text);
    for (const sign of file.matchAll(/(?<!\\)</g)) assert.match(file.slice(sign.index), /^<https:/, text);
  }
});

test("Markdown links only to web addresses", () => {
  const { page, blocks, analysis } = english();
  assert.ok(markdown(page, blocks, analysis, keys).includes("<https://paper.example/bridge>"));
  for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", "no address"]) {
    assert.ok(!/<(javascript|data|file|no)/.test(markdown({ ...page, url }, blocks, analysis, keys)), url);
  }
});

test("Markdown numbers the claims, indents under the number, and names relations", () => {
  const { page, blocks, analysis } = english();
  const file = markdown(page, blocks, analysis, keys);
  assert.match(file, /^# Bridge fund was emptied$/m);
  assert.match(file, /^export_count_claims 5 · export_count_attributions 6 · export_count_sources 4$/m);
  assert.match(file, /^2\. the bridge fund had been emptied in March\n {3}- \*\*Two officials\*\* · kind_anonymous \(kind_sub_role\) · stance_says · card_quote_indirect$/m);
  assert.match(file, /^ {3}- export_relation_deniedBy 3$/m);
  assert.match(file, /^6\. The clerk … left town\n {3}- \*\*export\\_nobody\*\*/m);
});

test("JSON holds text, offsets and words, and reads back", () => {
  const { page, blocks, analysis } = english();
  const file = JSON.parse(json(page, blocks, analysis));
  assert.equal(file.format, "sutra-analysis/1");
  assert.deepEqual(file.blocks, blocks);
  for (const attribution of file.analysis.attributions) {
    for (const [index, span] of attribution.content.entries()) {
      const block = blocks.find(({ id }) => id === span.block);
      assert.equal(block?.text.slice(span.start, span.end), attribution.words.claim[index]);
    }
  }
});

test("Web Annotations: selectors select, in code points, quotes and context as the text has them", () => {
  const blocks = blocksOf("😀 शीर्षक", "𝒳 ने कहा: “क्षति 😀 हुई” और फिर बहुत लंबी बात चलती रही जो बत्तीस अक्षरों से आगे जाती है।");
  const analysis = analysisOf(blocks, [{ kind: "named", source: "𝒳", cue: "कहा", content: "क्षति 😀 हुई", quote: "direct" }]);
  const file = JSON.parse(annotations({ title: "t", url: "https://paper.example/", language: "hi" }, blocks, analysis, keys));
  assert.equal(file["@context"], "http://www.w3.org/ns/anno.jsonld");
  assert.equal(file.type, "AnnotationPage");
  assert.match(file.id, /^urn:uuid:/);
  assert.deepEqual([file.partOf.type, file.partOf.total, file.startIndex], ["AnnotationCollection", 1, 0]);
  const points = Array.from(layout(blocks).text());
  const [{ target, body, type, id }] = file.items;
  assert.equal(type, "Annotation");
  assert.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  const [quote, position] = target[0].selector;
  assert.equal(quote.exact, "क्षति 😀 हुई");
  assert.equal(points.slice(position.start, position.end).join(""), quote.exact);
  assert.equal(blocks[1].text.indexOf(quote.prefix + quote.exact + quote.suffix), 0);
  assert.ok(quote.suffix.length <= 32 && quote.suffix.length > 20);
  assert.deepEqual(body.flatMap((/** @type {any} */ { purpose, value }) => (purpose === "tagging" ? [value] : [])), ["kind_named", "stance_says", "Sutra"]);
});

test("Web Annotations: every span is a target, a claim that stands elsewhere is marked at its cue", () => {
  const { page, blocks, analysis } = english();
  const { items, annotations: imports } = JSON.parse(annotations(page, blocks, analysis, keys));
  assert.deepEqual(items.map((/** @type {any} */ { target }) => target.map((/** @type {any} */ { selector }) => selector[0].exact)), [
    ["Bridge fund was emptied"],
    ["the bridge fund had been emptied in March"],
    ["denied"],
    ["the tolls would rise"],
    ["I believe that Ortiz said the tolls would rise"],
    ["The clerk", "left town"],
  ]);
  assert.equal(new Set(items.map((/** @type {any} */ { id }) => id)).size, items.length);
  assert.equal(imports.length, items.length);
  for (const entry of imports) assert.deepEqual(Object.keys(entry), ["uri", "document", "text", "tags", "target"]);
});

test("context never cuts a letter in two", () => {
  const blocks = blocksOf(`${"क्षि".repeat(20)}X${"👨‍👩‍👧".repeat(12)} said`);
  const analysis = analysisOf(blocks, [{ kind: "hearsay", cue: "said", content: "X" }]);
  const [{ target }] = JSON.parse(annotations({ title: "", url: "u", language: "" }, blocks, analysis, keys)).items;
  const { prefix, suffix } = target[0].selector[0];
  assert.match(prefix, /^(क्षि)+$/);
  assert.match(suffix, /^(👨‍👩‍👧)+$/u);
});

test("the same page gives the same bytes", () => {
  for (const format of /** @type {(keyof typeof FORMATS)[]} */ (Object.keys(FORMATS))) {
    const [one, two] = [english(), english()].map(({ page, blocks, analysis }) => exportAs(format, page, blocks, analysis, keys));
    assert.equal(one, two);
  }
});

test("nothing found exports as an empty list, not as an error", () => {
  const blocks = blocksOf("Nothing here.");
  const analysis = analysisOf(blocks, []);
  const page = { title: "", url: "", language: "" };
  assert.match(markdown(page, blocks, analysis, keys), /^# export_untitled/);
  assert.equal(parseCsv(csv(page, blocks, analysis, keys).slice(1)).length, 1);
  assert.deepEqual(JSON.parse(annotations(page, blocks, analysis, keys)).items, []);
});

test("file names hold letters of any script and nothing a system refuses", () => {
  assert.equal(fileName({ title: "सूत्रों ने कहा: ‘हाँ’ / नहीं?", url: "", language: "" }, "csv"), "sutra-सूत्रों-ने-कहा-हाँ-नहीं.csv");
  assert.equal(fileName({ title: "../../etc/passwd\u0000", url: "", language: "" }, "markdown"), "sutra-etc-passwd.md");
  assert.equal(fileName({ title: "???", url: "", language: "" }, "annotations"), "sutra-article.jsonld");
});
