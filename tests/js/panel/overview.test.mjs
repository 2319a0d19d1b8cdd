import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bars, cut, denials, describe, fold, languageOf, layout, noFilter, relations, segments, select, sources, wordsOf,
} from "../../../extension/shared/overview.js";
import { analysisOf, blocksOf, english } from "./fixture.mjs";

/** @type {Kind[]} */
const KINDS = ["named", "organization", "document", "media", "anonymous", "hearsay"];
/** @typedef {import("../../../extension/shared/types.js").Kind} Kind */

/** @param {import("./fixture.mjs").Attribution[]} list */
const ids = (list) => list.map((attribution) => attribution.id);

test("an attribution is described in the article's own words", () => {
  const { blocks, analysis } = english();
  const article = layout(blocks);
  const [, , denial, , lund, rumour] = analysis.attributions.map((a) => describe(article, a));
  assert.deepEqual(denial.claim, []);
  assert.deepEqual(denial.about, ["Two officials said the bridge fund had been emptied in March."]);
  assert.deepEqual([lund.source, lund.who], ["Lund", "Mayor Ada Lund"]);
  assert.deepEqual([rumour.source, rumour.who, rumour.claim], ["", "", ["The clerk", "left town"]]);
});

test("a span that does not fit the text has no words", () => {
  const article = layout(blocksOf("short"));
  for (const span of [{ block: 10, start: 0, end: 6 }, { block: 10, start: 3, end: 3 }, { block: 10, start: -1, end: 2 }, { block: 9, start: 0, end: 1 }, null]) {
    assert.equal(wordsOf(article, span), "");
  }
});

test("pieces make up the whole block, the innermost claim first", () => {
  const { blocks, analysis } = english();
  const pieces = cut(blocks, analysis.attributions);
  for (const block of blocks) {
    assert.equal((pieces.get(block.id) ?? []).map(({ start, end }) => block.text.slice(start, end)).join(""), block.text);
  }
  const said = (pieces.get(12) ?? []).map(({ start, end, ids }) => [blocks[2].text.slice(start, end), ids]);
  assert.deepEqual(said.slice(0, 4), [
    ["“", []],
    ["I believe that Ortiz said ", [5]],
    ["the tolls would rise", [4, 5]],
    [",” Lund told the council. ", []],
  ]);
});

test("the strip has each claim in its place, and stays within the strip", () => {
  const { blocks, analysis } = english();
  const strip = segments(blocks, analysis.attributions);
  assert.deepEqual(strip.map(({ id }) => id), [1, 2, 3, 5, 4, 6, 6]);
  assert.equal(strip[0].start, 0);
  for (const [index, segment] of strip.entries()) {
    assert.ok(segment.start < segment.end && segment.end <= 1);
    if (index > 0) assert.ok(segment.start >= strip[index - 1].end);
  }
  assert.deepEqual(segments([], []), []);
});

test("a claim over two blocks is one segment", () => {
  const blocks = blocksOf("He said: first part", "second part");
  const strip = segments(blocks, analysisOf(blocks, [{ kind: "named", source: "He", cue: "said", content: ["first part", "second part"] }]).attributions);
  assert.deepEqual(strip.map(({ id, end }) => [id, end]), [[1, 1]]);
});

test("searching forgives case, accents, nukta and chandrabindu", () => {
  assert.equal(fold("Résumé  of\nMÜNCHEN"), "resume of munchen");
  assert.equal(fold("ज़मीन पाँच"), fold("जमीन पांच"));
  assert.equal(fold("क़लम"), fold("क\u093cलम"));
});

test("filters: words, kind, stance, source, and the views", () => {
  const { blocks, analysis } = english();
  const article = layout(blocks);
  /** @param {Partial<import("../../../extension/shared/overview.js").Filter>} patch @param {import("../../../extension/shared/overview.js").View} [view] */
  const run = (patch, view) => ids(select(article, analysis, { ...noFilter(), ...patch }, view));
  assert.deepEqual(run({}), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(run({ query: "FUND emptied" }), [1, 2, 3]);
  assert.deepEqual(run({ query: "ada" }), [3, 5], "the full name is found where the text has the short one");
  assert.deepEqual(run({ query: "no such words" }), []);
  assert.deepEqual(run({ hidden: ["anonymous", "hearsay"] }), [3, 4, 5]);
  assert.deepEqual(run({ stance: "denies" }), [3]);
  assert.deepEqual(run({ speaker: analysis.attributions[2].speaker }), [3, 5]);
  assert.deepEqual(run({}, "unnamed"), analysis.profile.unnamed);
  assert.deepEqual(run({}, "unanswered"), []);
  assert.deepEqual(run({}, "denials"), [3]);
});

test("denials stand beside what they deny", () => {
  const { analysis } = english();
  assert.deepEqual(denials(analysis).map(({ denial, denied }) => [denial.id, ids(denied)]), [[3, [2]]]);
});

test("a denial of what nobody in the text says stands alone", () => {
  const blocks = blocksOf("She denied having met him.");
  const analysis = analysisOf(blocks, [{ kind: "named", source: "She", cue: "denied", content: "having met him", stance: "denies" }]);
  assert.deepEqual(denials(analysis).map(({ denied }) => denied), [[]]);
});

test("relations are seen from both ends", () => {
  const all = relations(english().analysis);
  assert.deepEqual(all.get(3), [{ relation: "denies", id: 2 }]);
  assert.deepEqual(all.get(2), [{ relation: "same", id: 1 }, { relation: "deniedBy", id: 3 }]);
  assert.deepEqual(all.get(1), [{ relation: "same", id: 2 }]);
});

test("sources: the most often heard first, none that the filter left without words", () => {
  const { analysis } = english();
  const listed = sources(analysis, analysis.attributions.filter(({ kind }) => kind !== "hearsay"));
  assert.deepEqual(listed.map(({ name, attributions }) => [name, ids(attributions)]), [
    ["Mayor Ada Lund", [3, 5]],
    ["officials", [1]],
    ["Two officials", [2]],
    ["Ortiz", [4]],
  ]);
});

test("bars keep the order of kinds and measure against the longest", () => {
  const { analysis } = english();
  assert.deepEqual(bars(analysis, KINDS).map(({ kind, claims, share }) => [kind, claims, share])[0], ["named", 3, 1]);
  analysis.profile.kinds = /** @type {any} */ ({});
  assert.ok(bars(analysis, KINDS).every(({ claims, share }) => claims === 0 && share === 0));
});

test("the article's language is that of most of its text", () => {
  const { blocks, analysis } = english();
  analysis.blocks[0].language = "hi";
  assert.equal(languageOf(blocks, analysis), "en");
  analysis.blocks.forEach((block) => (block.language = ""));
  assert.equal(languageOf(blocks, analysis), "");
});
