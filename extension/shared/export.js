// @ts-check
/**
 * Taking the overview along, as text: Markdown, CSV, JSON and W3C Web Annotations. Pure functions; the same
 * page gives the same bytes. `docs/exports.md` describes the formats for whoever reads the files.
 *
 * The words come from a page that may be hostile and end up in spreadsheets, wikis and annotation tools.
 * Every format therefore has one escaping function, and nothing gets past it.
 *
 * @typedef {import("./types.js").Block} Block
 * @typedef {import("./types.js").BlockSpan} BlockSpan
 * @typedef {import("./types.js").Attribution} Attribution
 * @typedef {import("./types.js").Analysis} Analysis
 * @typedef {import("./i18n.js").Translate} Translate
 * @typedef {import("./overview.js").Layout} Layout
 *
 * @typedef {object} Page
 * @property {string} title
 * @property {string} url
 * @property {string} language
 * @property {string} [readAt]   when it was read, ISO 8601; left out where nobody knows
 *
 * @typedef {"markdown"|"csv"|"json"|"annotations"} Format
 *
 * @typedef {object} PagePlace   a place in the page's whole text
 * @property {number} start      in Unicode code points, as text positions count
 * @property {number} end        exclusive
 * @property {string} exact      the page's own words, white space as it is
 * @property {string} before     some of what stands before it
 * @property {string} after
 *
 * @typedef {(PagePlace|null)[][]|null} Places   of each attribution, for each span of its extent; null: there is no page but the article
 */
import { KINDS } from "./kinds.js";
import { bars, denials, describe, extent, layout, oneLine, relations, wordsOf } from "./overview.js";

/** @type {Readonly<Record<Format, {extension: string, type: string}>>} */
export const FORMATS = Object.freeze({
  markdown: { extension: "md", type: "text/markdown;charset=utf-8" },
  csv: { extension: "csv", type: "text/csv;charset=utf-8" },
  json: { extension: "json", type: "application/json" },
  annotations: { extension: "jsonld", type: "application/ld+json" },
});

/** Names the format in files, so that a reader knows what to expect. */
const JSON_FORMAT = "sutra-analysis/1";

/** Web Annotation asks for context before and after; Hypothesis uses 32 characters too. */
const CONTEXT = 32;

/**
 * @param {Format} format
 * @param {Page} page
 * @param {Block[]} blocks
 * @param {Analysis} analysis
 * @param {Translate} strings
 * @param {Places} [places]
 * @returns {string}
 */
export function exportAs(format, page, blocks, analysis, strings, places = null) {
  return { markdown, csv, json, annotations }[format](page, blocks, analysis, strings, places);
}

/**
 * A file name that every system takes, from the page's title.
 *
 * @param {Page} page
 * @param {Format} format
 */
export function fileName(page, format) {
  const words = page.title
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const short = [...words].slice(0, 60).join("").replace(/-+$/, "");
  return `sutra-${short || "article"}.${FORMATS[format].extension}`;
}

/** Who said it, for people: the fullest name, or in words that nobody is named. @param {Attribution} attribution @param {string} who @param {Translate} strings */
export function sayer(attribution, who, strings) {
  return who || strings(attribution.kind === "hearsay" ? "export_nobody" : "export_not_named");
}

/** @param {Attribution} attribution @param {Translate} strings */
export function kindName(attribution, strings) {
  const kind = strings(`kind_${attribution.kind}`);
  return attribution.sub ? `${kind} (${strings(`kind_sub_${attribution.sub}`)})` : kind;
}

// --- Markdown ---------------------------------------------------------------------------------------------------

/** Shown as it stands, whatever Markdown or HTML it looks like. @param {string} text */
export function markdownText(text) {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>&|~$^]/g, "\\$&")
    .replace(/^([#+=-]|:{3})/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** @param {string} address  @returns {string} a link target, or "" where it is no web address */
function markdownAddress(address) {
  try {
    const url = new URL(address);
    if (url.protocol !== "https:" && url.protocol !== "http:") return "";
    return url.href.replace(/[<>()\\*_`|]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    return "";
  }
}

/**
 * @param {Page} page
 * @param {Block[]} blocks
 * @param {Analysis} analysis
 * @param {Translate} strings
 */
export function markdown(page, blocks, analysis, strings) {
  const article = layout(blocks);
  const { profile } = analysis;
  const related = relations(analysis);
  const title = markdownText(page.title) || strings("export_untitled");
  const address = markdownAddress(page.url);
  const lines = [`# ${title}`, ""];
  if (address) lines.push(`<${address}>`, "");
  lines.push(
    [
      strings("export_count_claims", profile.claims),
      strings("export_count_attributions", profile.attributions),
      strings("export_count_sources", profile.sources.filter((source) => source.kind !== "hearsay").length),
    ].join(" · "),
    "",
    strings("export_note"),
    "",
    `## ${strings("export_by_kind")}`,
    "",
    `| ${strings("export_kind")} | ${strings("export_claims")} |`,
    "| --- | ---: |",
    ...bars(analysis, KINDS).map(({ kind, claims }) => `| ${strings(`kind_${kind}`)} | ${claims} |`),
    "",
    `## ${strings("export_in_order")}`,
    "",
  );
  for (const attribution of analysis.attributions) {
    const words = describe(article, attribution);
    const stance = attribution.stance === "says" ? "" : `*${strings(`stance_${attribution.stance}`)}:* `;
    lines.push(`${attribution.id}. ${stance}${markdownText(claimLine(words, strings))}`);
    const facts = [
      kindName(attribution, strings),
      strings(`stance_${attribution.stance}`),
      strings(`card_quote_${attribution.quote}`),
    ];
    // A nested list starts under the first letter of the item it belongs to, and 100. is wider than 1.
    const item = `${" ".repeat(`${attribution.id}. `.length)}- `;
    lines.push(`${item}**${markdownText(sayer(attribution, words.who, strings))}** · ${facts.join(" · ")}`);
    if (words.source && words.source !== words.who) {
      lines.push(`${item}${strings("export_in_the_text")}: ${markdownText(words.source)}`);
    }
    if (words.cue) lines.push(`${item}${strings("export_cue")}: ${markdownText(words.cue)}`);
    for (const { relation, id } of related.get(attribution.id) ?? []) {
      lines.push(`${item}${strings(`export_relation_${relation}`, id)}`);
    }
  }
  lines.push("");
  section(lines, strings("export_unnamed"), profile.unnamed, article, analysis, strings);
  section(lines, strings("export_unanswered"), profile.undenied, article, analysis, strings);
  const denied = denials(analysis);
  if (denied.length > 0) {
    lines.push(`## ${strings("export_denials")}`, "");
    for (const { denial, denied: targets } of denied) {
      const words = describe(article, denial);
      lines.push(`- (${denial.id}) **${markdownText(sayer(denial, words.who, strings))}** ${markdownText(words.cue)}`);
      for (const target of targets) lines.push(`  - (${target.id}) ${markdownText(claimLine(describe(article, target), strings))}`);
      if (targets.length === 0) lines.push(`  - ${markdownText(claimLine(words, strings))}`);
    }
    lines.push("");
  }
  return lines.join("\n");
}

/**
 * @param {string[]} lines
 * @param {string} heading
 * @param {number[]} ids
 * @param {Layout} article
 * @param {Analysis} analysis
 * @param {Translate} strings
 */
function section(lines, heading, ids, article, analysis, strings) {
  if (ids.length === 0) return;
  lines.push(`## ${heading}`, "");
  for (const attribution of analysis.attributions) {
    if (!ids.includes(attribution.id)) continue;
    lines.push(`- (${attribution.id}) ${markdownText(claimLine(describe(article, attribution), strings))}`);
  }
  lines.push("");
}

/** @param {import("./overview.js").Words} words @param {Translate} strings */
export function claimLine({ claim, about }, strings) {
  if (claim.length > 0) return claim.join(" … ");
  if (about.length > 0) return about.join(" ");
  return strings("export_no_claim");
}

// --- CSV --------------------------------------------------------------------------------------------------------

/**
 * A cell that no spreadsheet takes for a formula.
 *
 * Spreadsheets evaluate a cell that begins with = + - @ (also full width, also behind blanks and invisible
 * signs), whether quoted or not; an apostrophe before it makes it text. A file opened with another separator
 * than ours splits cells at ; or tab, so a sign after those is disarmed too.
 *
 * @param {string|number} value
 */
export function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = value
    .replace(/[\r\n\t\v\f\u0085\u2028\u2029]+/gu, " ")
    .replace(/\p{Cc}/gu, "")
    .replace(/^(?=[\s\p{Cf}"']*[=+\-@\u2212\uff1d\uff0b\uff0d\uff20])/u, "'")
    .replace(/(;[\s\p{Cf}"']*)(?=[=+\-@\u2212\uff1d\uff0b\uff0d\uff20])/gu, "$1'");
  return `"${text.replaceAll('"', '""')}"`;
}

/**
 * RFC 4180, with the byte order mark that spreadsheets need to read Devanagari.
 *
 * @param {Page} page
 * @param {Block[]} blocks
 * @param {Analysis} analysis
 * @param {Translate} strings
 */
export function csv(page, blocks, analysis, strings) {
  const article = layout(blocks);
  const related = relations(analysis);
  /** @param {number} id @param {string} relation */
  const numbers = (id, relation) =>
    (related.get(id) ?? [])
      .filter((link) => link.relation === relation)
      .map((link) => link.id)
      .join(" ");
  const header = [
    "number", "claim", "who", "source", "kind", "sub", "stance", "quote", "cue",
    "about", "denies", "denied_by", "confirms", "same", "confidence", "title", "address",
  ].map((column) => strings(`export_column_${column}`)); // prettier-ignore
  const rows = analysis.attributions.map((attribution) => {
    const words = describe(article, attribution);
    return [
      attribution.id,
      words.claim.join(" … "),
      words.who,
      words.source,
      strings(`kind_${attribution.kind}`),
      attribution.sub ? strings(`kind_sub_${attribution.sub}`) : "",
      strings(`stance_${attribution.stance}`),
      strings(`card_quote_${attribution.quote}`),
      words.cue,
      words.about.join(" "),
      numbers(attribution.id, "denies"),
      numbers(attribution.id, "deniedBy"),
      numbers(attribution.id, "confirms"),
      numbers(attribution.id, "same"),
      Math.round(attribution.confidence * 100) / 100,
      page.title,
      page.url,
    ];
  });
  return `\ufeff${[header, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

// --- JSON -------------------------------------------------------------------------------------------------------

/**
 * Everything, for programs: the text, the analysis as the engine gave it, and each attribution's words, so
 * that nobody has to count offsets to read it. Keys and values do not depend on the interface language.
 *
 * @param {Page} page
 * @param {Block[]} blocks
 * @param {Analysis} analysis
 */
export function json(page, blocks, analysis) {
  const article = layout(blocks);
  const attributions = analysis.attributions.map((attribution) => {
    const { claim, about, source, cue, who } = describe(article, attribution);
    return { ...attribution, words: { source, cue, claim, about, who } };
  });
  const file = { format: JSON_FORMAT, offsets: "utf-16", page, blocks, analysis: { ...analysis, attributions } };
  return `${JSON.stringify(file, null, 2)}\n`;
}

// --- Web Annotation ---------------------------------------------------------------------------------------------

/** Positions in code points, as the data model asks, from UTF-16 offsets. @param {string} text */
function codePoints(text) {
  const before = new Uint32Array(text.length + 1);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    before[i] = count;
    const unit = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    const leads = unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000;
    if (!leads) count++;
  }
  before[text.length] = count;
  return before;
}

/** The nearest place between two letters as a reader counts them: never within a cluster such as क्षि. */
function boundaries() {
  const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
  return {
    /** @param {string} text  the last whole letters, at most CONTEXT units */
    tail(text) {
      if (text.length <= CONTEXT) return text;
      const part = text.slice(-CONTEXT * 2);
      const cuts = [...segmenter.segment(part)].map(({ index }) => index);
      return part.slice(cuts.find((index) => part.length - index <= CONTEXT) ?? part.length);
    },
    /** @param {string} text  the first whole letters */
    head(text) {
      if (text.length <= CONTEXT) return text;
      const part = text.slice(0, CONTEXT * 2);
      const cuts = [...segmenter.segment(part)].map(({ index }) => index);
      return part.slice(0, cuts.filter((index) => index <= CONTEXT).at(-1) ?? 0);
    },
  };
}

/**
 * A UUID made from the content: the same claim on the same page has the same name in every export.
 * Version 8 is the one the standard leaves to such uses.
 *
 * @param {string} text
 */
function nameFor(text) {
  const words = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((seed) => {
    let hash = seed;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, "0");
  });
  const hex = words.join("");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/**
 * An AnnotationPage. `items` are W3C Web Annotations; `annotations` repeats them in the shape that
 * Hypothesis imports, which JSON-LD readers pass over because no context defines it.
 *
 * @param {Page} page
 * @param {Block[]} blocks
 * @param {Analysis} analysis
 * @param {Translate} strings
 * @param {Places} [places]
 */
export function annotations(page, blocks, analysis, strings, places = null) {
  const article = layout(blocks);
  const text = article.text();
  const points = codePoints(text);
  const { head, tail } = boundaries();

  /**
   * Where the page has changed under a claim, the words that were read are all there is: a wrong place is worse than none.
   *
   * @param {BlockSpan} span @param {PagePlace|null} [place]
   */
  const selectors = (span, place) => {
    if (place) {
      return [
        { type: "TextQuoteSelector", exact: place.exact, prefix: tail(place.before), suffix: head(place.after) },
        { type: "TextPositionSelector", start: place.start, end: place.end },
      ];
    }
    const { block, at } = /** @type {{block: Block, at: number}} */ (article.places.get(span.block));
    const quote = {
      type: "TextQuoteSelector",
      exact: block.text.slice(span.start, span.end),
      prefix: tail(block.text.slice(0, span.start)),
      suffix: head(block.text.slice(span.end)),
    };
    return places ? [quote] : [quote, { type: "TextPositionSelector", start: points[at + span.start], end: points[at + span.end] }];
  };
  // What was pasted into the playground has no address; its text gives it a name.
  const source = page.url || nameFor(text);

  /** @type {object[]} */
  const items = [];
  /** @type {object[]} */
  const imports = [];
  for (const [index, attribution] of analysis.attributions.entries()) {
    const marked = extent(attribution).map((span, at) => ({ span, place: places?.[index]?.[at] })).filter(({ span }) => wordsOf(article, span) !== "");
    if (marked.length === 0) continue;
    const spans = marked.map(({ span }) => span);
    const words = describe(article, attribution);
    const tags = [kindName(attribution, strings), strings(`stance_${attribution.stance}`), "Sutra"];
    const comment = [
      `${sayer(attribution, words.who, strings)} — ${kindName(attribution, strings)}`,
      `${strings(`stance_${attribution.stance}`)} · ${strings(`card_quote_${attribution.quote}`)}`,
      words.cue ? `${strings("export_cue")}: ${words.cue}` : "",
    ]
      .filter(Boolean)
      .join("\n");
    items.push({
      id: nameFor(`${source}\n${attribution.kind}\n${attribution.stance}\n${JSON.stringify(spans)}\n${wordsOf(article, spans[0])}`),
      type: "Annotation",
      motivation: ["commenting", "tagging"],
      ...(page.readAt ? { created: page.readAt } : {}),
      body: [
        { type: "TextualBody", purpose: "commenting", format: "text/plain", value: comment },
        ...tags.map((value) => ({ type: "TextualBody", purpose: "tagging", format: "text/plain", value })),
      ],
      target: marked.map(({ span, place }) => ({ source, selector: selectors(span, place) })),
    });
    imports.push({
      uri: source,
      document: { title: [page.title] },
      text: markdownText(comment.split("\n")[0]) + comment.split("\n").slice(1).map((line) => `\n\n${markdownText(line)}`).join(""),
      tags,
      target: [{ source, selector: selectors(spans[0], marked[0].place).slice(0, 1) }],
    });
  }
  const file = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: nameFor(`page\n${source}`),
    type: "AnnotationPage",
    partOf: { id: nameFor(`collection\n${source}`), type: "AnnotationCollection", label: page.title, total: items.length },
    startIndex: 0,
    items,
    annotations: imports,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
