// @ts-check
/**
 * One reading of one page, from start to stop. It knows nothing of extensions: what it needs comes from a `Provider`,
 * so that the playground shows the very same thing.
 *
 * @typedef {import("../shared/types.js").Analysis} Analysis
 * @typedef {import("../shared/types.js").AnalyzeOptions} AnalyzeOptions
 * @typedef {import("../shared/types.js").Attribution} Attribution
 * @typedef {import("../shared/types.js").Block} Block
 * @typedef {import("../shared/types.js").BlockSpan} BlockSpan
 * @typedef {import("../shared/types.js").Kind} Kind
 * @typedef {import("../shared/messages.js").PageState} PageState
 * @typedef {import("../shared/messages.js").PageSummary} PageSummary
 * @typedef {import("../shared/messages.js").Status} Status
 * @typedef {import("../shared/settings.js").Settings} Settings
 * @typedef {import("../shared/i18n.js").Translate} Translate
 * @typedef {import("../shared/kinds.js").Scheme} Scheme
 * @typedef {import("./blocks.js").PageBlock} PageBlock
 * @typedef {import("./blocks.js").Reading} Reading
 * @typedef {import("./styles.js").Sheet} Sheet
 *
 * @typedef {object} Provider
 * @property {Document} document
 * @property {Element} [root]                    read inside this element only, and all of it
 * @property {(blocks: Block[], options: AnalyzeOptions) => Promise<Analysis>} analyze   rejects with `{code, message}`
 * @property {Translate} strings                 read anew at each use: it may be replaced when the language changes
 * @property {string} language                   of the interface
 * @property {Settings} settings
 * @property {(callback: () => void) => (() => void)} onSettingsChange  called after `settings` and `strings` have changed
 * @property {(state: PageSummary) => void} [onState]
 * @property {() => void} [onChange]             the analysis is another one
 * @property {(() => void)|null} [openPanel]
 * @property {(() => void)|null} [openAccuracy]
 * @property {(() => void)|null} [turnOff]       the legend's own off button
 * @property {(sheet: Sheet) => void|Promise<void>} insertStyles
 * @property {(sheet: Sheet) => void|Promise<void>} removeStyles
 * @property {(text: string) => Promise<void>} copy
 * @property {() => boolean} [alive]             false: nothing can be asked of the provider any more, and it will stop the session
 * @property {"open"|"closed"} [shadow]
 *
 * @typedef {"article"|"selection"|"page"} Mode
 */

import { KINDS } from "../shared/kinds.js";
import { NOTHING, readingArticle } from "./blocks.js";
import { Card } from "./card.js";
import { Surfaces } from "./contrast.js";
import { quietWhereForeign, saidLanguage } from "./foreign.js";
import { Painter } from "./highlights.js";
import { followPointer } from "./hover.js";
import { followKeys } from "./keyboard.js";
import { Legend } from "./legend.js";
import { Model, contentOf } from "./model.js";
import { notesOf } from "./notes.js";
import { pagePlaces } from "./positions.js";
import { Places, holdsTrue, rangeOf, stretches } from "./ranges.js";
import { readSelection } from "./selection.js";
import { breathe, inSlices } from "./slices.js";
import { claimText, reportText } from "./take.js";
import { Ui } from "./ui.js";
import { Wardrobe } from "./wardrobe.js";
import { watchPage } from "./watch.js";

/** @param {unknown} error @returns {string} */
const codeOf = (error) => (error && typeof error === "object" && "code" in error ? String(error.code) : "engine");

/** @param {Provider} provider @param {{mode?: Mode}} [options] */
export function startSession(provider, options = {}) {
  return new Session(provider, options.mode ?? "article");
}

export class Session {
  /** @param {Provider} provider @param {Mode} mode */
  constructor(provider, mode) {
    this.provider = provider;
    this.document = provider.document;
    this.mode = mode;
    this.controller = new AbortController();
    this.wardrobe = new Wardrobe(provider);
    this.painter = new Painter(this.document, (scheme, ink) => void this.wardrobe.wear(scheme, ink).catch(() => {}));
    /** @type {Reading} */
    this.reading = NOTHING;
    /** @type {Model|null} */
    this.model = null;
    this.places = new Places([]);
    /** @type {ShadowRoot[]} */
    this.shadowRoots = [];
    /** @type {Map<number, PageBlock>} */
    this.blocksById = new Map();
    this.nextBlockId = 1;
    /** @type {Set<Kind>} */
    this.hidden = new Set(KINDS.filter((kind) => !provider.settings.kinds[kind]));
    /** @type {Status} */
    this.status = "reading";
    this.error = "";
    this.restless = false;
    /** @type {Scheme} */
    this.scheme = "light";
    this.generation = 0;
    /** Which reading of the page is the one that counts. */
    this.turn = 0;
    /** Which painting. */
    this.strokes = 0;
    /** The page is being read for the first time, or in another way. @type {Promise<unknown>|null} */
    this.collecting = null;
    this.hostReturns = 0;
    /** Milliseconds that the engine took last: a very long page is not read again at every breath. */
    this.effort = 0;
    /** Resolves when the first reading is done: for tests and the playground. */
    this.ready = this.start();
  }

  /** @returns {Translate} */
  get t() {
    return this.provider.strings;
  }

  get alive() {
    return !this.controller.signal.aborted && (this.provider.alive?.() ?? true);
  }

  async start() {
    const { provider, document } = this;
    const { signal } = this.controller;
    this.ui = new Ui(document, provider.shadow);
    const { ui } = this;
    this.card = new Card(ui, {
      go: (id, { focus }) => this.show(id, focus),
      outline: (ids) => this.outline(ids),
      copy: (attribution) => this.copy(claimText(attribution, this.takeContext())),
      report: (attribution) => this.copy(reportText(attribution, this.takeContext())),
      accuracy: () => provider.openAccuracy?.(),
      closed: () => this.painter.point([], []),
    });
    this.legend = new Legend(ui, {
      toggle: (kind, show) => this.setHidden(show ? [...this.hidden].filter((other) => other !== kind) : [...this.hidden, kind]),
      step: (by) => this.step(by),
      overview: provider.openPanel ? () => provider.openPanel?.() : null,
      off: provider.turnOff ? () => provider.turnOff?.() : null,
    });
    this.dress();
    ui.attach();
    this.showLegend();
    this.tell();

    const { card } = this;
    followPointer(
      document,
      {
        at: (node, offset) => this.claimsAt(node, offset),
        shadowRoots: () => this.shadowRoots,
        covers: (attribution, x, y) => this.rectsOf(attribution).some((box) => x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 3 && y <= box.bottom + 3),
        open: (attribution, point) => this.openCard(attribution, { point, focus: false }),
        close: () => card.close(),
        current: () => ({ id: card.id, held: card.pinned || card.hasFocus }),
        isOwn: (event) => event.composedPath().includes(ui.host),
        alive: () => this.alive,
      },
      signal,
    );
    followKeys(document, { close: () => (card.isOpen ? (card.close(), true) : false), place: () => card.place(), alive: () => this.alive }, signal);
    this.watcher = watchPage(
      document,
      {
        root: () => this.watchedRoot(),
        isOwn: (node) => node === ui.host,
        stale: (nodes) => this.forget(nodes),
        settled: () => this.readAgain(),
        effort: () => this.effort,
        gaveUp: () => {
          this.restless = true;
          this.showLegend();
        },
        hostRemoved: () => this.hostRemoved(),
        alive: () => this.alive,
      },
      signal,
    );
    // Day turned to night: the words stand on another ground.
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"])
      document.defaultView?.matchMedia(query).addEventListener("change", () => this.groundChanged(), { signal });
    signal.addEventListener("abort", provider.onSettingsChange(() => this.settingsChanged()), { once: true });

    if (!this.painter.supported) return this.fail("no-highlights");
    // What is read is most likely on the same ground as the page: its style sheet is on its way while the engine thinks.
    this.scheme = this.schemeOf(document.body);
    this.dress();
    const dressed = this.wardrobe.wear(this.scheme, "own");
    dressed.catch(() => {});
    await this.whenVisible();
    await breathe();
    if (signal.aborted) return;
    await this.read();
    // (a sheet that did not come was asked for again when it was needed)
    if (this.wardrobe.isEmpty) await dressed.catch((error) => this.fail(codeOf(error)));
  }

  /** @param {Element|null|undefined} element @returns {Scheme} */
  schemeOf(element) {
    return new Surfaces(this.document).of(element ?? this.document.documentElement).scheme;
  }

  /** A page that was opened behind another one is read when it is looked at. */
  whenVisible() {
    const { document } = this;
    const { signal } = this.controller;
    if (document.visibilityState === "visible") return Promise.resolve();
    return /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        document.addEventListener("visibilitychange", () => resolve(), { once: true, signal });
        signal.addEventListener("abort", () => resolve(), { once: true });
      })
    );
  }

  /**
   * Reads the page in slices.
   *
   * @returns {Promise<{reading: Reading|null, cost: number}>} null: somebody else reads it by now; cost: milliseconds
   */
  async collect() {
    const { document, provider } = this;
    const turn = ++this.turn;
    if (this.mode === "selection") return { reading: readSelection(document, document.getSelection()), cost: 0 };
    const host = this.ui?.host;
    let cost = 0;
    const reading = await inSlices(
      readingArticle(document, {
        root: provider.root,
        whole: this.mode === "page" || provider.root !== undefined,
        ignore: (element) => element === host,
      }),
      { wanted: () => turn === this.turn && this.alive, spent: (milliseconds) => (cost += milliseconds) },
    );
    return { reading, cost };
  }

  async read() {
    const collecting = this.collect();
    this.collecting = collecting;
    const { reading } = await collecting;
    if (!reading) return;
    this.collecting = null;
    for (const block of reading.blocks) block.id = this.nextBlockId++;
    this.use(reading);
    if (reading.blocks.length === 0) {
      this.model = null;
      this.setStatus(this.mode === "article" ? "no-article" : "nothing");
      this.provider.onChange?.();
      return;
    }
    await this.analyze();
  }

  /** @param {Reading} reading */
  use(reading) {
    this.reading = reading;
    this.places = new Places(reading.blocks);
    this.blocksById = new Map(reading.blocks.map((block) => [block.id, block]));
    const roots = new Set(reading.blocks.map((block) => block.element.getRootNode()).filter((root) => root.nodeType === 11));
    this.shadowRoots = /** @type {ShadowRoot[]} */ ([...roots]);
    const scheme = this.schemeOf(reading.blocks[0]?.element ?? this.document.body);
    if (scheme !== this.scheme) {
      this.scheme = scheme;
      this.dress();
    }
  }

  async analyze() {
    const generation = ++this.generation;
    const blocks = this.reading.blocks.map(({ id, text, role }) => ({ id, text, role }));
    const asked = performance.now();
    try {
      const found = await this.provider.analyze(blocks, { scope: "claims", minimumConfidence: this.provider.settings.minimumConfidence });
      if (generation !== this.generation || this.controller.signal.aborted) return;
      this.effort = performance.now() - asked;
      const before = this.model;
      // (what the reader has selected is read for its own sake)
      const analysis = this.mode === "selection" ? found : quietWhereForeign(found, blocks, saidLanguage(this.reading.root));
      this.model = new Model(analysis);
      this.error = "";
      this.keepCard(before);
      await this.paint();
      await this.wardrobe.dressed();
      if (generation !== this.generation || this.controller.signal.aborted) return;
      this.setStatus(analysis.attributions.length > 0 ? "marked" : "nothing");
      this.provider.onChange?.();
    } catch (error) {
      if (generation !== this.generation || !this.alive) return;
      this.fail(codeOf(error));
    }
  }

  /**
   * The reader is at a card, and the page has changed elsewhere: the card stays with its claim, which may have another
   * number now. A claim that is gone takes its card along.
   *
   * @param {Model|null} before
   */
  keepCard(before) {
    const { card, model } = this;
    if (!card || card.id === null) return;
    const old = before?.get(card.id);
    /** @param {Attribution} attribution */
    const place = ({ source, cue, content }) => JSON.stringify([source, cue, content]);
    const now = old && model?.analysis.attributions.find((attribution) => place(attribution) === place(old));
    if (!now || this.hidden.has(now.kind)) return card.close();
    // Nothing about any claim is different: then nothing about the card is, and its selected words stay selected.
    if (JSON.stringify(before?.analysis.attributions) === JSON.stringify(model?.analysis.attributions)) return;
    card.open(now, this.cardContext(), { rects: () => this.rectsOf(now), point: card.anchor?.point ?? null });
    this.last = now.id;
  }

  /**
   * Reads a page that has changed. Blocks whose text is the same keep their number; where no text is different
   * the engine is not asked, the words are only found again.
   *
   * @returns {Promise<{different: boolean, cost: number}>} was there different text, and how many milliseconds did reading take
   */
  async readAgain() {
    // What was there before is not known yet.
    if (this.collecting) await this.collecting;
    if (this.mode === "selection") {
      void this.paint();
      return { different: false, cost: 0 };
    }
    const { reading, cost } = await this.collect();
    if (!reading) return { different: false, cost };
    return { different: this.useAgain(reading), cost };
  }

  /** @param {Reading} reading @returns {boolean} was there different text */
  useAgain(reading) {
    const before = this.reading.blocks;
    if (reading.blocks.length === 0 && before.length === 0) return false;
    /** @type {Map<string, PageBlock[]>} */
    const known = new Map();
    for (const block of before) known.set(block.text, [...(known.get(block.text) ?? []), block]);
    let different = reading.blocks.length !== before.length;
    reading.blocks.forEach((block, index) => {
      const same = known.get(block.text)?.shift();
      if (same && same.role === block.role) {
        block.id = same.id;
        different ||= before[index]?.text !== block.text;
      } else {
        block.id = this.nextBlockId++;
        different = true;
      }
    });
    this.use(reading);
    if (!different) {
      void this.paint();
      return false;
    }
    if (reading.blocks.length === 0) {
      this.generation++;
      this.model = null;
      this.clearTints();
      this.card?.close();
      this.setStatus(this.mode === "article" ? "no-article" : "nothing");
      this.provider.onChange?.();
      return true;
    }
    void this.paint();
    void this.analyze();
    return true;
  }

  /** Everything the reader wants to see. */
  shown() {
    return (this.model?.analysis.attributions ?? []).filter((attribution) => !this.hidden.has(attribution.kind));
  }

  /** Tints the page in slices; a later painting takes the place of an earlier one. */
  async paint() {
    const stroke = ++this.strokes;
    const wanted = () => stroke === this.strokes && this.alive;
    await inSlices(this.painter.paint(this.reading.blocks, this.shown(), this.provider.settings.palette), { wanted });
    if (!wanted()) return;
    const open = this.card?.id;
    if (open !== null && open !== undefined) {
      const attribution = this.model?.get(open);
      if (!attribution || this.rectsOf(attribution).length === 0) this.card?.close();
      else this.outlineFor(attribution);
    }
  }

  clearTints() {
    this.strokes++;
    this.painter.clear();
  }

  /** Takes the tints off blocks whose words have changed. @param {Text[]} nodes */
  forget(nodes) {
    for (const node of nodes)
      for (const block of this.places.blocksOf(node)) {
        const piece = block.pieces.find((candidate) => candidate.node === node);
        if (piece && !holdsTrue(piece)) {
          this.painter.forget(block.id);
          const open = this.card?.id;
          const attribution = open === null || open === undefined ? null : this.model?.get(open);
          if (attribution && contentOf(attribution).some((span) => span.block === block.id)) this.card?.close();
        }
      }
  }

  watchedRoot() {
    if (this.provider.root) return this.provider.root;
    // What changes while it is being read belongs to what is read.
    if (this.collecting) return this.document.body;
    const { root } = this.reading;
    // New paragraphs come beside the old ones, or, in endless scrolling, a whole article beside the first.
    return root?.parentElement && root !== this.document.body ? root.parentElement : root;
  }

  /** @param {readonly Kind[]} kinds */
  setHidden(kinds) {
    this.hidden = new Set(kinds);
    void this.paint();
    this.showLegend();
    this.provider.onChange?.();
  }

  // Pointing

  /** @param {Node} node @param {number} offset */
  claimsAt(node, offset) {
    const place = this.places.find(node, offset);
    if (!place || !this.model) return [];
    return this.model.at(place.block.id, place.offset).filter((attribution) => !this.hidden.has(attribution.kind));
  }

  /** @param {Attribution} attribution @returns {Range[]} */
  rangesOf(attribution) {
    return [...contentOf(attribution), attribution.source, attribution.cue].flatMap((span) => (span ? this.rangeOf(span) ?? [] : []));
  }

  /** @param {BlockSpan} span */
  rangeOf({ block, start, end }) {
    const found = this.blocksById.get(block);
    return found ? rangeOf(found, start, end) : null;
  }

  /** The lines of a claim on the screen. @param {Attribution} attribution @returns {DOMRect[]} */
  rectsOf(attribution) {
    return this.rangesOf(attribution).flatMap((range) => [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0));
  }

  /** @param {Attribution} attribution @param {{point: {x: number, y: number}|null, focus: boolean}} options */
  openCard(attribution, { point, focus }) {
    if (!this.card || !this.model) return;
    this.card.open(attribution, this.cardContext(), { rects: () => this.rectsOf(attribution), point, focus });
    this.outlineFor(attribution);
    this.last = attribution.id;
  }

  cardContext() {
    return {
      t: this.t,
      model: /** @type {Model} */ (this.model),
      palette: this.provider.settings.palette,
      scheme: this.scheme,
      text: (/** @type {readonly BlockSpan[]} */ spans) => this.textOf(spans),
      language: (/** @type {number} */ block) => this.languageOf(block),
      order: this.shown().map((attribution) => attribution.id),
    };
  }

  takeContext() {
    return {
      t: this.t,
      text: (/** @type {readonly BlockSpan[]} */ spans) => this.textOf(spans),
      sentence: (/** @type {BlockSpan} */ span) => this.sentenceOf(span),
      title: this.document.title,
      url: this.document.location?.href ?? "",
    };
  }

  /** @param {Attribution} attribution */
  outlineFor(attribution) {
    const related = this.model?.related(attribution.id).map((tie) => tie.attribution.id) ?? [];
    this.outline(related, attribution);
  }

  /** @param {number[]} ids @param {Attribution|null} [active] */
  outline(ids, active = this.card?.id ? this.model?.get(this.card.id) ?? null : null) {
    const linked = ids.flatMap((id) => this.model?.get(id) ?? []).flatMap((attribution) => contentOf(attribution).flatMap((span) => this.rangeOf(span) ?? []));
    // A denial without words of its own points at the sentences that hold the claim.
    const about = active && ids.length === 0 ? active.about.flatMap((span) => this.rangeOf(span) ?? []) : [];
    const own = active ? contentOf(active).flatMap((span) => this.rangeOf(span) ?? []) : [];
    this.painter.point(own, [...linked, ...about]);
  }

  /** @param {readonly BlockSpan[]} spans */
  textOf(spans) {
    return spans.map(({ block, start, end }) => this.blocksById.get(block)?.text.slice(start, end) ?? "").join(" … ");
  }

  /** @param {BlockSpan} span */
  sentenceOf(span) {
    const sentence = this.model?.analysis.sentences.find(({ block, start, end }) => block === span.block && start <= span.start && end >= span.end);
    return this.textOf([sentence ?? span]);
  }

  /** @param {number} block */
  languageOf(block) {
    return this.model?.analysis.blocks.find(({ id }) => id === block)?.language || this.document.documentElement.lang || "";
  }

  /** Scrolls to a claim and opens its card. @param {number} id @param {boolean} [focus] */
  show(id, focus = true) {
    const attribution = this.model?.get(id);
    const card = this.card;
    if (!attribution || !card) return;
    const span = contentOf(attribution)[0];
    const block = span && this.blocksById.get(span.block);
    const first = block ? stretches(block, span.start, span.end)?.[0] : null;
    if (!first) return;
    if (this.hidden.has(attribution.kind)) this.setHidden([...this.hidden].filter((kind) => kind !== attribution.kind));
    const view = this.document.defaultView;
    const height = view?.innerHeight ?? 0;
    const boxes = this.rectsOf(attribution);
    const inSight = boxes.length > 0 && boxes.every((box) => box.top >= 60 && box.bottom <= height - 60);
    if (!inSight && view) {
      // The element first, for scrolling boxes within the page; then the claim's own place, above the middle.
      first.node.parentElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
      const top = this.rectsOf(attribution)[0]?.top ?? 0;
      view.scrollBy({ top: top - height * 0.3, behavior: "instant" });
    }
    this.openCard(attribution, { point: null, focus });
    // In a frame or a box that scrolls smoothly the claim arrives later.
    view?.requestAnimationFrame(() => card.place());
  }

  /** The next or previous claim in reading order. @param {1|-1} by */
  step(by) {
    const order = this.shown().map((attribution) => attribution.id);
    if (order.length === 0) return;
    const from = this.card?.id ?? this.last ?? null;
    const at = from === null ? -1 : order.indexOf(from);
    const next = at < 0 ? (by === 1 ? this.firstInSight(order) : order.length - 1) : (at + by + order.length) % order.length;
    this.show(order[next], true);
  }

  /** @param {number[]} order  a reader in the middle of the page goes on from there */
  firstInSight(order) {
    const found = order.findIndex((id) => {
      const attribution = this.model?.get(id);
      return attribution && this.rectsOf(attribution).some((box) => box.top > 0);
    });
    return Math.max(0, found);
  }

  /** @param {string} text */
  async copy(text) {
    try {
      await this.provider.copy(text);
      return true;
    } catch {
      return false;
    }
  }

  // Words for the reader

  /** @param {Status} status */
  setStatus(status) {
    this.status = status;
    this.showLegend();
    this.tell();
  }

  /** @param {string} code */
  fail(code) {
    this.error = code;
    if (this.wardrobe.isEmpty) this.ui?.reveal();
    this.model = null;
    this.clearTints();
    this.card?.close();
    this.setStatus("failed");
    this.provider.onChange?.();
  }

  /** @returns {PageSummary} */
  summary() {
    const profile = this.model?.analysis.profile;
    return {
      status: this.status,
      unnamed: profile?.unnamed.length ?? 0,
      claims: profile?.claims ?? 0,
      denied: profile?.denied.length ?? 0,
      error: this.error,
    };
  }

  /** @returns {PageState} */
  state() {
    return {
      status: this.status,
      page: { title: this.document.title, url: this.document.location?.href ?? "", language: this.document.documentElement.lang },
      blocks: this.reading.blocks.map(({ id, text, role }) => ({ id, text, role })),
      analysis: this.model?.analysis ?? null,
      // (of one element that is read whole, the text is all the page there is)
      places: this.model && !this.provider.root ? pagePlaces(this.document, this.blocksById, this.model.analysis.attributions) : null,
      filter: { hidden: [...this.hidden] },
      error: this.error,
    };
  }

  tell() {
    this.provider.onState?.(this.summary());
  }

  showLegend() {
    if (!this.legend) return;
    const { t, status } = this;
    // With the legend switched off, what cannot be told otherwise is still told.
    if (!this.provider.settings.legend && (status === "marked" || status === "reading")) {
      this.legend.hide();
      return;
    }
    const { notes, offers } = notesOf(
      { status, mode: this.mode, reading: this.reading, analysis: this.model?.analysis ?? null, error: this.error, restless: this.restless },
      t,
      { readAs: (mode) => void this.readAs(mode), follow: () => this.followAgain() },
    );
    const profile = this.model?.analysis.profile;
    this.legend.show(
      { status, counts: profile?.kinds ?? null, claims: profile?.claims ?? 0, hidden: this.hidden, notes, offers, palette: this.provider.settings.palette, scheme: this.scheme },
      t,
    );
  }

  followAgain() {
    this.restless = false;
    this.watcher?.again();
    this.showLegend();
  }

  /** @param {Mode} mode */
  async readAs(mode) {
    this.mode = mode;
    this.setStatus("reading");
    if (this.wardrobe.isEmpty) this.wardrobe.wear(this.scheme, "own").catch(() => {});
    await this.read();
  }

  /** @param {number[]} ids  claims whose place is known: for tests */
  phrases(ids) {
    return ids.map((id) => this.textOf(contentOf(/** @type {Attribution} */ (this.model?.get(id)))));
  }

  // Coming and going

  dress() {
    if (!this.ui) return;
    this.ui.root.setAttribute("data-scheme", this.scheme);
    this.ui.root.setAttribute("lang", this.provider.language);
  }

  settingsChanged() {
    const { settings } = this.provider;
    this.hidden = new Set(KINDS.filter((kind) => !settings.kinds[kind]));
    this.card?.close();
    this.dress();
    void this.wardrobe.changePalette();
    this.showLegend();
    // Another minimum of confidence is another analysis; it is cheap.
    if (this.model) void this.analyze();
    this.tell();
  }

  groundChanged() {
    if (!this.alive) return;
    this.use(this.reading);
    this.card?.close();
    void this.paint();
    this.showLegend();
  }

  hostRemoved() {
    // A page that tidies up gets our host back a few times; one that fights is left in peace, the tints stay.
    if (this.hostReturns++ < 5 && this.ui && !this.ui.host.isConnected) this.ui.attach();
  }

  /** Leaves the page exactly as it was. */
  stop() {
    if (this.controller.signal.aborted) return;
    this.card?.close();
    this.controller.abort();
    this.painter.clear();
    this.ui?.remove();
    this.status = "off";
    this.wardrobe.empty();
    this.tell();
  }
}
