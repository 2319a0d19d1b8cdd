// @ts-check
/**
 * The reader's settings: their shape, their defaults, and the one place that reads and writes them.
 *
 * They live in `storage.sync` under one key, so that they follow the reader and arrive whole. What is
 * stored is never trusted: another version, another browser or a broken profile may have written it.
 * `validate` takes anything and gives back settings that every caller can use as they are, together with
 * what it had to leave out. Sites are not here: the browser's own permission list is the truth about them.
 *
 * @typedef {import("./types.js").Kind} Kind
 * @typedef {import("./kinds.js").Palette} Palette
 * @typedef {"unnamed"|"claims"|"denied"|"none"} Badge
 * @typedef {"auto"|"en"|"hi"} Language
 *
 * @typedef {object} Settings
 * @property {1} version
 * @property {Record<Kind, boolean>} kinds   which kinds are tinted
 * @property {Palette} palette
 * @property {Badge} badge                   what the number on the toolbar button counts
 * @property {number} minimumConfidence      0 to 1: attributions below it are not shown
 * @property {Language} language             of the interface; "auto" follows the browser
 * @property {boolean} legend                the small legend on the page
 *
 * @typedef {"not-an-object"|"newer"|"unknown"|"type"|"choice"|"range"} ProblemCode
 * @typedef {object} Problem
 * @property {string} path      "kinds.named"; "" for the whole
 * @property {ProblemCode} code
 * @property {string} expected  what would have been right, for people: "true or false", "0 to 1"
 *
 * @typedef {{kinds?: Partial<Record<Kind, boolean>>} & Partial<Omit<Settings, "version"|"kinds">>} SettingsPatch
 *
 * What this needs of a storage area; `storage.sync` has it, and tests and the playground bring their own.
 * @typedef {object} Area
 * @property {(key: string) => Promise<Record<string, unknown>>} get
 * @property {(items: Record<string, unknown>) => Promise<void>} set
 * @property {(listener: (changes: Record<string, {newValue?: unknown}>) => void) => (() => void)} listen
 */

import { KINDS, PALETTES } from "./kinds.js";
import { isRecord } from "./messages.js";

const KEY = "settings";

/** The values each choice may take, in the order the options page shows them. */
export const choices = Object.freeze({
  palette: PALETTES,
  badge: /** @type {readonly Badge[]} */ (["unnamed", "claims", "denied", "none"]),
  language: /** @type {readonly Language[]} */ (["auto", "en", "hi"]),
});

/** @type {Readonly<Settings>} */
export const defaults = Object.freeze({
  version: 1,
  kinds: Object.freeze({
    named: true,
    anonymous: true,
    organization: true,
    document: true,
    media: true,
    hearsay: true,
  }),
  palette: "standard",
  badge: "unnamed",
  minimumConfidence: 0.5,
  language: "auto",
  legend: true,
});

/** @returns {Settings} */
function fresh() {
  return { ...defaults, kinds: { ...defaults.kinds } };
}

/**
 * Takes anything, gives settings that hold. What is missing is the default and no problem; what is wrong
 * is the default and a problem; a newer version keeps what this one understands.
 *
 * @param {unknown} value
 * @returns {{settings: Settings, problems: Problem[]}}
 */
export function validate(value) {
  const settings = fresh();
  /** @type {Problem[]} */
  const problems = [];
  if (value === undefined) return { settings, problems };
  if (!isRecord(value)) {
    return { settings, problems: [{ path: "", code: "not-an-object", expected: "{ … }" }] };
  }
  for (const [key, given] of Object.entries(value)) {
    switch (key) {
      case "version":
        if (typeof given !== "number") problems.push({ path: key, code: "type", expected: "1" });
        else if (given > defaults.version) problems.push({ path: key, code: "newer", expected: "1" });
        break;
      case "kinds":
        if (!isRecord(given)) {
          problems.push({ path: key, code: "type", expected: "{ … }" });
          break;
        }
        for (const [kind, shown] of Object.entries(given)) {
          const known = KINDS.find((name) => name === kind);
          if (!known) problems.push({ path: `kinds.${kind}`, code: "unknown", expected: KINDS.join(", ") });
          else if (typeof shown !== "boolean")
            problems.push({ path: `kinds.${kind}`, code: "type", expected: "true, false" });
          else settings.kinds[known] = shown;
        }
        break;
      case "palette":
        settings.palette = choice(key, given, choices.palette, settings.palette, problems);
        break;
      case "badge":
        settings.badge = choice(key, given, choices.badge, settings.badge, problems);
        break;
      case "language":
        settings.language = choice(key, given, choices.language, settings.language, problems);
        break;
      case "minimumConfidence":
        if (typeof given !== "number" || Number.isNaN(given))
          problems.push({ path: key, code: "type", expected: "0 – 1" });
        else if (given < 0 || given > 1) problems.push({ path: key, code: "range", expected: "0 – 1" });
        else settings.minimumConfidence = given;
        break;
      case "legend":
        if (typeof given !== "boolean") problems.push({ path: key, code: "type", expected: "true, false" });
        else settings.legend = given;
        break;
      default:
        problems.push({ path: key, code: "unknown", expected: Object.keys(defaults).join(", ") });
    }
  }
  return { settings, problems };
}

/**
 * @template {string} T
 * @param {string} path
 * @param {unknown} given
 * @param {readonly T[]} allowed
 * @param {T} otherwise
 * @param {Problem[]} problems
 * @returns {T}
 */
function choice(path, given, allowed, otherwise, problems) {
  const found = allowed.find((name) => name === given);
  if (found) return found;
  problems.push({ path, code: "choice", expected: allowed.join(", ") });
  return otherwise;
}

/**
 * Settings over any storage area.
 *
 * @param {Area} area
 */
export function createSettings(area) {
  /** Writes wait for one another: two quick changes must not undo each other. @type {Promise<unknown>} */
  let turn = Promise.resolve();

  async function load() {
    try {
      return validate((await area.get(KEY))[KEY]).settings;
    } catch {
      // An unreadable store must not take the tints away.
      return fresh();
    }
  }

  /** @param {Settings} settings */
  async function write(settings) {
    await area.set({ [KEY]: settings });
    return settings;
  }

  return {
    load,

    /**
     * Changes what the patch names, keeps the rest; rejects when the browser refuses to store it.
     *
     * @param {SettingsPatch} patch
     * @returns {Promise<Settings>}
     */
    save(patch) {
      const next = turn.then(async () => {
        const current = await load();
        const merged = { ...current, ...patch, kinds: { ...current.kinds, ...patch.kinds } };
        return write(validate(merged).settings);
      });
      turn = next.catch(() => {});
      return next;
    },

    /** @returns {Promise<Settings>} */
    reset() {
      const next = turn.then(() => write(fresh()));
      turn = next.catch(() => {});
      return next;
    },

    /**
     * Calls back with the whole settings whenever they change, in any tab or window.
     *
     * @param {(settings: Settings) => void} callback
     * @returns {() => void} stops listening
     */
    onChange(callback) {
      return area.listen((changes) => {
        if (KEY in changes) callback(validate(changes[KEY].newValue).settings);
      });
    },
  };
}

/** @returns {Area} */
function syncArea() {
  const api = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
  return {
    get: (key) => api.storage.sync.get(key),
    set: (items) => api.storage.sync.set(items),
    listen(listener) {
      /** @param {Record<string, {newValue?: unknown}>} changes @param {string} area */
      const heard = (changes, area) => {
        if (area === "sync") listener(changes);
      };
      api.storage.onChanged.addListener(heard);
      return () => api.storage.onChanged.removeListener(heard);
    },
  };
}

/** @type {ReturnType<typeof createSettings> | undefined} */
let own;
/** The extension's own settings, made at first use so that this file can be imported anywhere. */
const extension = () => (own ??= createSettings(syncArea()));

/** @returns {Promise<Settings>} */
export const load = () => extension().load();
/** @param {SettingsPatch} patch */
export const save = (patch) => extension().save(patch);
export const reset = () => extension().reset();
/** @param {(settings: Settings) => void} callback */
export const onChange = (callback) => extension().onChange(callback);
