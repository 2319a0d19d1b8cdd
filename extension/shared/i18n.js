// @ts-check
/**
 * Words for the reader, in the language they chose; the browser's own `i18n` only knows the browser's.
 *
 * The files under `_locales` are in the browsers' format. Counts come in two forms, `…_one` and `…_other`,
 * chosen by the language's own plural rule.
 *
 * @typedef {"en"|"hi"} UiLanguage
 * @typedef {Record<string, string>} Strings
 * @typedef {(key: string, ...substitutions: (string|number)[]) => string} Translate
 */

/** @type {readonly UiLanguage[]} */
const UI_LANGUAGES = Object.freeze(["en", "hi"]);

/**
 * @param {string} setting          "auto" or a language
 * @param {readonly string[]} preferred  the browser's languages, most wanted first
 * @returns {UiLanguage}
 */
export function uiLanguage(setting, preferred) {
  for (const wanted of [setting, ...preferred]) {
    const found = UI_LANGUAGES.find((language) => wanted.toLowerCase().split(/[-_]/)[0] === language);
    if (found) return found;
  }
  return "en";
}

/**
 * Flattens a `_locales` file: placeholders become `$1`, `$2` …
 *
 * @param {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} file
 * @returns {Strings}
 */
export function flatten(file) {
  /** @type {Strings} */
  const strings = {};
  for (const [key, { message, placeholders }] of Object.entries(file)) {
    strings[key] = message.replace(/\$([a-z0-9_@]+)\$/gi, (whole, name) => {
      const placeholder = placeholders?.[name.toLowerCase()];
      return placeholder ? placeholder.content : whole;
    });
  }
  return strings;
}

/**
 * @param {Strings} strings
 * @param {UiLanguage} language
 * @param {Strings} [fallback]   for a key the language lacks
 * @returns {Translate}
 */
export function translator(strings, language, fallback = {}) {
  // Made when they are needed: the browser takes some ten milliseconds to read its tables, while the page waits.
  /** @type {Intl.PluralRules|undefined} */
  let plural;
  /** @type {Intl.NumberFormat|undefined} */
  let number;
  return (key, ...substitutions) => {
    let message = strings[key] ?? fallback[key];
    if (message === undefined) {
      const count = substitutions.find((value) => typeof value === "number");
      plural ??= new Intl.PluralRules(language);
      const form = `${key}_${plural.select(Number(count ?? 0)) === "one" ? "one" : "other"}`;
      message = strings[form] ?? fallback[form];
    }
    if (message === undefined) return "";
    return message.replace(/\$([1-9])/g, (whole, index) => {
      const value = substitutions[Number(index) - 1];
      if (value === undefined) return "";
      if (typeof value !== "number") return value;
      // Both languages write these as they stand.
      if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
      number ??= new Intl.NumberFormat(language === "hi" ? "hi-IN" : "en");
      return number.format(value);
    });
  };
}

/**
 * @param {UiLanguage} language
 * @param {(path: string) => Promise<any>} readJson  reads a file of the extension or of the site
 * @returns {Promise<Strings>}
 */
export async function loadStrings(language, readJson) {
  return flatten(await readJson(`_locales/${language}/messages.json`));
}
