import assert from "node:assert/strict";
import { test } from "node:test";
import { choices, createSettings, defaults, validate } from "../../../extension/shared/settings.js";

/** A storage area in memory that behaves as the browser's does: values are copied on the way in and out. @param {Record<string, unknown>} [stored] */
function memory(stored = {}) {
  let items = structuredClone(stored);
  /** @type {Set<(changes: Record<string, {newValue?: unknown}>) => void>} */
  const listeners = new Set();
  return {
    get: async (/** @type {string} */ key) => (key in items ? { [key]: structuredClone(items[key]) } : {}),
    async set(/** @type {Record<string, unknown>} */ next) {
      await null;
      items = { ...items, ...structuredClone(next) };
      const changes = Object.fromEntries(Object.entries(next).map(([k, v]) => [k, { newValue: structuredClone(v) }]));
      for (const listener of listeners) listener(changes);
    },
    listen(/** @type {(changes: Record<string, {newValue?: unknown}>) => void} */ listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

test("nothing stored gives the defaults and no complaint", () => {
  assert.deepEqual(validate(undefined), { settings: defaults, problems: [] });
  assert.deepEqual(validate({}), { settings: defaults, problems: [] });
});

test("what was exported comes back whole", () => {
  const chosen = { ...defaults, palette: "greyscale", kinds: { ...defaults.kinds, media: false }, minimumConfidence: 1 };
  assert.deepEqual(validate(JSON.parse(JSON.stringify(chosen))), { settings: chosen, problems: [] });
});

test("an older file without some keys takes the defaults for them", () => {
  const { settings, problems } = validate({ version: 0, kinds: { hearsay: false }, palette: "tritanopia" });
  assert.deepEqual(problems, []);
  assert.equal(settings.version, 1);
  assert.equal(settings.kinds.hearsay, false);
  assert.equal(settings.kinds.named, true);
  assert.equal(settings.badge, "unnamed");
});

for (const [name, value, path, code] of [
  ["null", null, "", "not-an-object"],
  ["a list", [1], "", "not-an-object"],
  ["a string", "kinds", "", "not-an-object"],
  ["a newer version", { version: 2 }, "version", "newer"],
  ["a version in words", { version: "one" }, "version", "type"],
  ["an unknown key", { telemetry: true }, "telemetry", "unknown"],
  ["an unknown kind", { kinds: { gossip: true } }, "kinds.gossip", "unknown"],
  ["a kind that is not a switch", { kinds: { named: "yes" } }, "kinds.named", "type"],
  ["kinds as a list", { kinds: [] }, "kinds", "type"],
  ["an unknown palette", { palette: "neon" }, "palette", "choice"],
  ["an unknown badge", { badge: 3 }, "badge", "choice"],
  ["an unknown language", { language: "fr" }, "language", "choice"],
  ["confidence in percent", { minimumConfidence: 50 }, "minimumConfidence", "range"],
  ["confidence that is no number", { minimumConfidence: NaN }, "minimumConfidence", "type"],
  ["a legend in words", { legend: "on" }, "legend", "type"],
]) {
  test(`${name} is named as the problem, and the settings still hold`, () => {
    const { settings, problems } = validate(value);
    assert.deepEqual(problems.map((p) => [p.path, p.code]), [[path, code]]);
    assert.ok(problems[0].expected.length > 0);
    assert.deepEqual(settings, defaults);
  });
}

test("a key that shadows an object's own machinery is only an unknown key", () => {
  const { settings, problems } = validate(JSON.parse('{"__proto__": {"legend": false}, "constructor": 1}'));
  assert.deepEqual(settings, defaults);
  assert.equal(problems.length, 2);
  assert.equal(Object.getPrototypeOf(settings), Object.prototype);
});

test("two changes at once both arrive", async () => {
  const area = memory();
  const settings = createSettings(area);
  await Promise.all([settings.save({ palette: "greyscale" }), settings.save({ kinds: { media: false } }), settings.save({ kinds: { named: false } })]);
  const now = await settings.load();
  assert.equal(now.palette, "greyscale");
  assert.deepEqual([now.kinds.media, now.kinds.named, now.kinds.document], [false, false, true]);
});

test("listeners get whole settings, until they stop", async () => {
  const settings = createSettings(memory({ settings: { legend: false } }));
  /** @type {unknown[]} */
  const heard = [];
  const stop = settings.onChange((now) => heard.push([now.legend, now.badge]));
  await settings.save({ badge: "none" });
  stop();
  await settings.reset();
  assert.deepEqual(heard, [[false, "none"]]);
  assert.deepEqual(await settings.load(), defaults);
});

test("a store that cannot be read gives the defaults; one that cannot be written says so", async () => {
  const broken = { get: () => Promise.reject(new Error("corrupt")), set: () => Promise.reject(new Error("full")), listen: () => () => {} };
  const settings = createSettings(broken);
  assert.deepEqual(await settings.load(), defaults);
  await assert.rejects(settings.save({ legend: false }), /full/);
  await assert.rejects(settings.save({ legend: true }), /full/, "one failure must not block the next write");
});

test("the defaults are among the choices", () => {
  for (const key of /** @type {const} */ (["palette", "badge", "language"])) {
    assert.ok(/** @type {readonly string[]} */ (choices[key]).includes(defaults[key]), key);
  }
});
