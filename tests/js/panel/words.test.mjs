import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../../", import.meta.url);
/** @param {string} path */
const text = (path) => readFileSync(new URL(path, root), "utf8");
/** @type {Record<"en"|"hi", Record<string, {message: string, placeholders?: object}>>} */
const files = { en: JSON.parse(text("extension/_locales/en/messages.json")), hi: JSON.parse(text("extension/_locales/hi/messages.json")) };
const OURS = /^(panel|options|export|welcome|www|print)_/;

const sources = ["extension/panel", "extension/options", "extension/welcome", "extension/print", "extension/shared", "www"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root)).filter((file) => /\.(js|html)$/.test(file)).map((file) => `${folder}/${file}`),
);
/** Keys as written out, and the beginnings of those that are put together. */
const used = new Set();
const begun = new Set();
for (const path of sources) {
  const code = text(path);
  for (const [, key] of code.matchAll(/strings\("([a-z_A-Z0-9]+)"/g)) used.add(key);
  for (const [, key] of code.matchAll(/data-(?:text|label|placeholder)="([a-z_A-Z0-9]+)"/g)) used.add(key);
  for (const [, key] of code.matchAll(/"((?:panel|options|export|welcome|www|print)_[a-z_A-Z0-9]+)"/g)) used.add(key);
  for (const [, key] of code.matchAll(/`((?:panel|options|export|welcome|www|print|kind|stance|card_quote|error)_[a-z_A-Z0-9]*)\$\{/g)) begun.add(key);
}

/** @param {string} key */
const exists = (key) => key in files.en || (`${key}_one` in files.en && `${key}_other` in files.en);

test("every string that a page asks for is there", () => {
  assert.ok(used.size > 100, `${used.size} found`);
  assert.deepEqual([...used].filter((key) => !exists(key)), []);
  assert.deepEqual([...begun].filter((start) => !Object.keys(files.en).some((key) => key.startsWith(start))), []);
});

test("no string of ours is left over", () => {
  const unused = Object.keys(files.en).filter((key) => {
    if (!OURS.test(key)) return false;
    const bare = key.replace(/_(one|other)$/, "");
    return !used.has(key) && !used.has(bare) && ![...begun].some((start) => key.startsWith(start));
  });
  assert.deepEqual(unused, []);
});

test("both languages say the same things, with the same blanks to fill, in order", () => {
  assert.deepEqual(Object.keys(files.hi), Object.keys(files.en));
  assert.deepEqual(Object.keys(files.en), [...Object.keys(files.en)].sort());
  for (const [key, { message }] of Object.entries(files.en)) {
    const blanks = (/** @type {string} */ words) => [...words.matchAll(/\$\w+\$/g)].map(([blank]) => blank.toLowerCase()).sort();
    assert.deepEqual(blanks(files.hi[key].message), blanks(message), key);
    assert.ok(files.hi[key].message.trim() || !message.trim(), key);
  }
});

test("Hindi is in Devanagari", () => {
  const latin = Object.entries(files.hi).filter(([key, { message }]) => OURS.test(key) && /[a-z]{4}/i.test(message.replace(/\$\w+\$/g, "")) && !/[\u0900-\u097f]/.test(message));
  assert.deepEqual(latin.map(([key]) => key), ["panel_format_json", "panel_format_markdown"]);
});
