// @ts-check
/**
 * What the overview shows, derived from blocks and analysis, with no document and no browser in sight:
 * panel, print view, exports and playground all draw from here, and tests need nothing but data.
 *
 * Nothing here judges: every number is a count of things that are on the page, and says of which.
 *
 * @typedef {import("./types.js").Block} Block
 * @typedef {import("./types.js").BlockSpan} BlockSpan
 * @typedef {import("./types.js").Attribution} Attribution
 * @typedef {import("./types.js").Analysis} Analysis
 * @typedef {import("./types.js").Kind} Kind
 * @typedef {import("./types.js").Stance} Stance
 *
 * @typedef {object} Words       an attribution in the article's own words; "" where it has none
 * @property {string[]} claim    its content, a piece for each span
 * @property {string[]} about    the sentences that hold the claim, where it stands elsewhere
 * @property {string} source
 * @property {string} cue
 * @property {string} who        the source's fullest name: what a pronoun stands for, or the source itself
 *
 * @typedef {object} Piece       a stretch of one block
 * @property {number} start
 * @property {number} end
 * @property {number[]} ids      the attributions whose claim it belongs to, innermost first; none: plain text
 *
 * @typedef {object} Segment     of the strip
 * @property {number} start      0 to 1: where in the article's text
 * @property {number} end
 * @property {number} id
 * @property {Kind} kind
 *
 * @typedef {"denies"|"deniedBy"|"confirms"|"confirmedBy"|"same"} Relation
 *
 * @typedef {"claims"|"sources"|"denials"|"unnamed"|"unanswered"} View
 *
 * @typedef {object} Filter
 * @property {string} query
 * @property {Kind[]} hidden              kinds switched off
 * @property {Stance|""} stance           "" for every stance
 * @property {number|null} speaker        index into profile.sources; null for everybody
 */

/** @returns {Filter} */
export const noFilter = () => ({ query: "", hidden: [], stance: "", speaker: null });

/**
 * The article as one text: its blocks in order, a line feed between two. Print view, strip and exports
 * count in it, so that all of them mean the same place.
 *
 * @param {Block[]} blocks
 */
export function layout(blocks) {
  /** @type {Map<number, {block: Block, at: number}>} */
  const places = new Map();
  let at = 0;
  for (const block of blocks) {
    places.set(block.id, { block, at });
    at += block.text.length + 1;
  }
  return { places, length: Math.max(0, at - 1), text: () => blocks.map((block) => block.text).join("\n") };
}

/** @typedef {ReturnType<typeof layout>} Layout */

/**
 * The words of a span. A span that does not fit its block (the page changed underneath) has none.
 *
 * @param {Layout} article
 * @param {BlockSpan|null} span
 */
export function wordsOf(article, span) {
  const text = span && article.places.get(span.block)?.block.text;
  if (!text || span.start < 0 || span.start >= span.end || span.end > text.length) return "";
  return text.slice(span.start, span.end);
}

/** White space, line feeds too, becomes one blank: for showing in one line. @param {string} text */
export const oneLine = (text) => text.replace(/\s+/gu, " ").trim();

/**
 * @param {Layout} article
 * @param {Attribution} attribution
 * @returns {Words}
 */
export function describe(article, attribution) {
  /** @param {BlockSpan[]} spans */
  const pieces = (spans) => spans.map((span) => oneLine(wordsOf(article, span))).filter(Boolean);
  const source = oneLine(wordsOf(article, attribution.source));
  return {
    claim: pieces(attribution.content),
    about: pieces(attribution.about),
    source,
    cue: oneLine(wordsOf(article, attribution.cue)),
    who: oneLine(attribution.who ?? "") || source,
  };
}

/** Where a claim is marked: its content, or the cue where the claim stands elsewhere. @param {Attribution} attribution */
export function extent(attribution) {
  if (attribution.content.length > 0) return attribution.content;
  const mark = attribution.cue ?? attribution.source;
  return mark ? [mark] : [];
}

/**
 * Every block cut into pieces that belong to the same claims. Claims may lie inside one another (she said
 * that he denied it): the piece then names the innermost first.
 *
 * @param {Block[]} blocks
 * @param {Attribution[]} attributions
 * @returns {Map<number, Piece[]>}   by block id; together the pieces of a block are its whole text
 */
export function cut(blocks, attributions) {
  /** @type {Map<number, {start: number, end: number, id: number, size: number}[]>} */
  const marks = new Map();
  for (const attribution of attributions) {
    const spans = extent(attribution);
    const size = spans.reduce((sum, span) => sum + span.end - span.start, 0);
    for (const { block, start, end } of spans) {
      const list = marks.get(block) ?? [];
      list.push({ start, end, id: attribution.id, size });
      marks.set(block, list);
    }
  }
  return new Map(blocks.map((block) => [block.id, cutOne(block.text.length, marks.get(block.id) ?? [])]));
}

/**
 * @param {number} length
 * @param {{start: number, end: number, id: number, size: number}[]} marks
 * @returns {Piece[]}
 */
function cutOne(length, marks) {
  const valid = marks.filter(({ start, end }) => start >= 0 && start < end && end <= length);
  const edges = [...new Set([0, length, ...valid.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const byStart = [...valid].sort((a, b) => a.start - b.start);
  /** @type {typeof valid} */
  let open = [];
  let next = 0;
  /** @type {Piece[]} */
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i];
    open = open.filter((mark) => mark.end > start);
    while (next < byStart.length && byStart[next].start === start) open.push(byStart[next++]);
    const ids = [...open].sort((a, b) => a.size - b.size || b.start - a.start || b.id - a.id).map(({ id }) => id);
    pieces.push({ start, end: edges[i + 1], ids: [...new Set(ids)] });
  }
  return pieces;
}

/**
 * The strip: the article from left to right, each claim where it stands, the innermost where claims nest.
 *
 * @param {Block[]} blocks
 * @param {Attribution[]} attributions
 * @returns {Segment[]}
 */
export function segments(blocks, attributions) {
  const { places, length } = layout(blocks);
  if (length === 0) return [];
  const byId = new Map(attributions.map((attribution) => [attribution.id, attribution]));
  /** @type {Segment[]} */
  const strip = [];
  for (const [id, pieces] of cut(blocks, attributions)) {
    const at = places.get(id)?.at ?? 0;
    for (const piece of pieces) {
      const owner = byId.get(piece.ids[0]);
      if (!owner) continue;
      const start = (at + piece.start) / length;
      const end = (at + piece.end) / length;
      const last = strip.at(-1);
      // A claim broken by a line feed or by one nested inside it goes on as one segment where it can.
      if (last && last.id === owner.id && start - last.end < 1.5 / length) last.end = end;
      else strip.push({ start, end, id: owner.id, kind: owner.kind });
    }
  }
  return strip;
}

/**
 * Folds spellings together for searching: case, accents, nukta, chandrabindu and anusvara, joiners.
 *
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u093c\u200b-\u200d\u00ad]/g, "")
    .replace(/\u0901/g, "\u0902")
    .toLowerCase()
    .replace(/\s+/gu, " ")
    .trim();
}

/**
 * The attributions that a filter lets through, in reading order.
 *
 * @param {Layout} article
 * @param {Analysis} analysis
 * @param {Filter} filter
 * @param {View} [view]
 * @returns {Attribution[]}
 */
export function select(article, analysis, filter, view = "claims") {
  const listed = idsOf(analysis, view);
  const words = fold(filter.query).split(" ").filter(Boolean);
  return analysis.attributions.filter((attribution) => {
    if (listed && !listed.has(attribution.id)) return false;
    if (filter.hidden.includes(attribution.kind)) return false;
    if (filter.stance && attribution.stance !== filter.stance) return false;
    if (filter.speaker !== null && attribution.speaker !== filter.speaker) return false;
    if (words.length === 0) return true;
    const { claim, about, source, cue, who } = describe(article, attribution);
    const text = fold([...claim, ...about, source, cue, who].join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** @param {Analysis} analysis @param {View} view @returns {Set<number>|null} null: all of them */
function idsOf(analysis, view) {
  switch (view) {
    case "unnamed":
      return new Set(analysis.profile.unnamed);
    case "unanswered":
      return new Set(analysis.profile.undenied);
    case "denials":
      return new Set(denials(analysis).map(({ denial }) => denial.id));
    default:
      return null;
  }
}

/**
 * Every denial with the attributions that it denies; none where what is denied is said by nobody in the text.
 *
 * @param {Analysis} analysis
 * @returns {{denial: Attribution, denied: Attribution[]}[]}
 */
export function denials(analysis) {
  const byId = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]));
  /** @type {Map<number, Set<number>>} */
  const targets = new Map();
  for (const { from, to, relation } of analysis.links) {
    if (relation !== "denies") continue;
    targets.set(from, (targets.get(from) ?? new Set()).add(to));
  }
  return analysis.attributions
    .filter((attribution) => attribution.stance === "denies" || targets.has(attribution.id))
    .map((denial) => ({
      denial,
      denied: [...new Set([...(targets.get(denial.id) ?? []), ...denial.answers])]
        .sort((a, b) => a - b)
        .flatMap((id) => byId.get(id) ?? []),
    }));
}

/** The same tie, seen from the other end. @type {Record<import("./types.js").Link["relation"], Relation>} */
const BACK = { denies: "deniedBy", confirms: "confirmedBy", same: "same" };

/**
 * What each attribution stands in relation to, both ways, by id.
 *
 * @param {Analysis} analysis
 * @returns {Map<number, {relation: Relation, id: number}[]>}
 */
export function relations(analysis) {
  /** @type {ReturnType<typeof relations>} */
  const all = new Map();
  /** @param {number} at @param {Relation} relation @param {number} id */
  const add = (at, relation, id) => {
    const list = all.get(at) ?? [];
    if (!list.some((known) => known.relation === relation && known.id === id)) list.push({ relation, id });
    all.set(at, list);
  };
  for (const { from, to, relation } of analysis.links) {
    add(from, relation, to);
    add(to, BACK[relation], from);
  }
  return all;
}

/**
 * The sources that are left under a filter, the most often heard first, each with its attributions.
 *
 * @param {Analysis} analysis
 * @param {Attribution[]} attributions   what the filter let through
 */
export function sources(analysis, attributions) {
  const shown = new Map(attributions.map((attribution) => [attribution.id, attribution]));
  return analysis.profile.sources
    .map((source, index) => ({
      index,
      name: oneLine(source.name),
      kind: source.kind,
      sub: source.sub,
      attributions: source.attributions.flatMap((id) => shown.get(id) ?? []),
    }))
    .filter((source) => source.attributions.length > 0)
    .sort((a, b) => b.attributions.length - a.attributions.length || a.index - b.index);
}

/**
 * The bar of kinds: claims by kind of source, each with its share of the longest bar.
 *
 * @param {Analysis} analysis
 * @param {readonly Kind[]} order
 */
export function bars(analysis, order) {
  const counts = order.map((kind) => ({ kind, claims: analysis.profile.kinds[kind] ?? 0 }));
  const most = Math.max(1, ...counts.map(({ claims }) => claims));
  return counts.map(({ kind, claims }) => ({ kind, claims, share: claims / most }));
}

/**
 * The language most of the analysed text is in; "" where none was recognised.
 *
 * @param {Block[]} blocks
 * @param {Analysis} analysis
 */
export function languageOf(blocks, analysis) {
  const lengths = new Map(blocks.map((block) => [block.id, block.text.length]));
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { id, language } of analysis.blocks) {
    if (language) sums.set(language, (sums.get(language) ?? 0) + (lengths.get(id) ?? 0));
  }
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}
