// @ts-check
/**
 * The style sheets of the tints that are in the page or on their way: those that its words need, each asked for once.
 *
 * @typedef {import("../shared/kinds.js").Palette} Palette
 * @typedef {import("../shared/kinds.js").Scheme} Scheme
 * @typedef {import("./contrast.js").Ink} Ink
 * @typedef {import("./styles.js").Sheet} Sheet
 *
 * @typedef {object} Wearer
 * @property {{palette: Palette}} settings   read anew at each use
 * @property {(sheet: Sheet) => void|Promise<void>} insertStyles
 * @property {(sheet: Sheet) => void|Promise<void>} removeStyles
 */

export class Wardrobe {
  /** @param {Wearer} wearer */
  constructor(wearer) {
    this.wearer = wearer;
    /** @type {Map<string, {sheet: Sheet, there: Promise<void>}>} */
    this.worn = new Map();
  }

  /** Nothing is in the page, and nothing on its way: what is painted is not seen. */
  get isEmpty() {
    return this.worn.size === 0;
  }

  /**
   * Asks for the style sheet of tints on such a ground.
   *
   * @param {Scheme} scheme
   * @param {Ink} ink
   * @returns {Promise<void>} it is in the page
   */
  wear(scheme, ink) {
    const { palette } = this.wearer.settings;
    const name = `${palette} ${scheme} ${ink}`;
    const known = this.worn.get(name);
    if (known) return known.there;
    const sheet = { palette, scheme, ink };
    const there = (async () => this.wearer.insertStyles(sheet))();
    this.worn.set(name, { sheet, there });
    // (asked for again when it is needed again)
    there.catch(() => this.worn.delete(name));
    return there;
  }

  /** All that were asked for are in the page. */
  async dressed() {
    await Promise.all([...this.worn.values()].map(({ there }) => there));
  }

  /** The same grounds and inks in another palette. */
  async changePalette() {
    const before = [...this.worn].filter(([, { sheet }]) => sheet.palette !== this.wearer.settings.palette);
    for (const [name, { sheet }] of before) {
      this.worn.delete(name);
      await this.wear(sheet.scheme, sheet.ink).catch(() => {});
      await this.wearer.removeStyles(sheet);
    }
  }

  empty() {
    for (const { sheet } of this.worn.values()) void this.wearer.removeStyles(sheet);
    this.worn.clear();
  }
}
