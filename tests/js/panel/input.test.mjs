import assert from "node:assert/strict";
import { test } from "node:test";
import { JSDOM } from "jsdom";
import { articleOf, changeOf, fragmentOf, fromText, looksLikeHtml, LONGEST } from "../../../www/input.js";

const parse = (/** @type {string} */ html) => new JSDOM(html).window.document;

test("lines are paragraphs; a short first line without a full stop is the headline", () => {
  assert.deepEqual(fromText("Headline here\n\nFirst paragraph.\r\nSecond one."), { title: "Headline here", paragraphs: ["First paragraph.", "Second one."] });
  assert.deepEqual(fromText("पुल बंद\nपहला वाक्य।"), { title: "पुल बंद", paragraphs: ["पहला वाक्य।"] });
  assert.deepEqual(fromText("One sentence.\nAnother."), { title: "", paragraphs: ["One sentence.", "Another."] });
  assert.deepEqual(fromText("Only one line"), { title: "", paragraphs: ["Only one line"] });
  assert.deepEqual(fromText(" \n\u00a0\n"), { title: "", paragraphs: [] });
});

test("HTML is told from text that mentions it", () => {
  for (const html of ["<!DOCTYPE html><p>x", "  <html>", "<article><p>x", "<p>x</p>", "<h1>x"]) assert.ok(looksLikeHtml(html), html);
  for (const text of ["He said <b> is a tag", "a < b", "<3 is a heart", "plain"]) assert.ok(!looksLikeHtml(text), text);
});

test("of a page only the article's words are taken", () => {
  const article = articleOf(
    `<!doctype html><title>Paper</title><nav><p>Menu</p></nav><article><h1>The  title</h1><script>alert("no")</script>
     <p>One<br>and two.</p><ul><li><p>Item.</p></li></ul><aside><p>Other news</p></aside><form><p>Sign up</p></form><p hidden>Hidden</p>
     <blockquote>Quoted.</blockquote></article><footer><p>Imprint</p></footer>`,
    parse,
  );
  assert.deepEqual(article, { title: "The title", paragraphs: ["One", "and two.", "Item.", "Quoted."] });
});

test("a page without paragraphs is read by its lines, markup in text stays text", () => {
  assert.deepEqual(articleOf("<div>One line\nAnother &lt;b&gt;line&lt;/b&gt;</div>", parse).paragraphs.join(), "Another <b>line</b>");
  assert.deepEqual(articleOf("plain <b>text</b>", parse).paragraphs, ["plain <b>text</b>"]);
});

test("what is too long is cut, a byte order mark is dropped", () => {
  assert.equal(articleOf("x".repeat(LONGEST + 5), parse).paragraphs[0].length, LONGEST);
  assert.equal(articleOf("\ufeffa.\nb.", parse).paragraphs[0], "a.");
});

test("the address leads to a view, whatever somebody wrote into it", () => {
  assert.deepEqual(fragmentOf(""), { view: "read", value: "", example: "" });
  assert.deepEqual(fragmentOf("#example=school-hi"), { view: "read", value: "", example: "school-hi" });
  assert.deepEqual(fragmentOf("#text=a%3Db%20%E0%A4%95"), { view: "read", value: "a=b क", example: "" });
  assert.deepEqual(fragmentOf("#explain=she said"), { view: "explain", value: "she said", example: "" });
  assert.deepEqual(fragmentOf("#explain"), { view: "explain", value: "", example: "" });
  assert.deepEqual(fragmentOf("#rule=hi/cues/10-say.txt:12"), { view: "rule", value: "hi/cues/10-say.txt:12", example: "" });
  assert.equal(fragmentOf("#text=cut%E0%A4").value, "cut");
  assert.deepEqual(fragmentOf("#nonsense=1"), { view: "read", value: "", example: "" });
});

test("a change is one hunk that patch understands", () => {
  const before = ["1", "2", "3", "4", "5", "6", "7", "8", ""].join("\n");
  const after = ["1", "2", "3", "4", "new", "6", "7", "8", ""].join("\n");
  assert.equal(changeOf("src/lang/hi/x.txt", before, after), "--- a/src/lang/hi/x.txt\n+++ b/src/lang/hi/x.txt\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+new\n 6\n 7\n 8\n");
  assert.equal(changeOf("x", before, before), "");
  assert.match(changeOf("x", "a\n", "a\nb\n"), /^@@ -1,2 \+1,3 @@$/m);
});
