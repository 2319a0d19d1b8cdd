/**
 * Analyses written by hand, for tests of what is done with one. Blocks are given as text; spans as the words
 * they cover, so that a test can be read; offsets are looked up here.
 */

/**
 * @typedef {import("../../../extension/shared/types.js").Block} Block
 * @typedef {import("../../../extension/shared/types.js").Analysis} Analysis
 * @typedef {import("../../../extension/shared/types.js").Attribution} Attribution
 * @typedef {import("../../../extension/shared/types.js").Link} Link
 *
 * An attribution in little; spans as words.
 * @typedef {Partial<Pick<Attribution, "sub"|"stance"|"quote"|"who"|"confidence">> & Pick<Attribution, "kind">
 *   & {source?: string, cue?: string, content?: string|string[], about?: string|string[]}} Entry
 */

/** @param {string[]} texts @returns {Block[]} */
export function blocksOf(...texts) {
  return texts.map((text, index) => ({ id: 10 + index, text, role: index === 0 ? "headline" : "body" }));
}

/** @param {Block[]} blocks @param {Entry[]} entries @param {Link[]} [links] @returns {Analysis} */
export function analysisOf(blocks, entries, links = []) {
  /** @param {string} words */
  const find = (words) => {
    for (const block of blocks) {
      const start = block.text.indexOf(words);
      if (start >= 0) return { block: block.id, start, end: start + words.length };
    }
    throw new Error(`not in the text: ${words}`);
  };
  /** @param {string|string[]} [words] */
  const list = (words) => [words ?? []].flat().map(find);
  /** @type {string[]} */
  const names = [];
  /** @type {import("../../../extension/shared/types.js").SourceProfile[]} */
  const profileSources = [];
  /** @type {Attribution[]} */
  const attributions = entries.map((entry, index) => {
    const name = entry.kind === "hearsay" ? "" : entry.who ?? entry.source ?? "";
    let speaker = names.indexOf(`${entry.kind}|${name}`);
    if (speaker < 0) {
      speaker = names.push(`${entry.kind}|${name}`) - 1;
      profileSources.push({ name, kind: entry.kind, sub: entry.sub ?? null, attributions: [] });
    }
    profileSources[speaker].attributions.push(index + 1);
    return {
      id: index + 1,
      source: entry.source ? find(entry.source) : null,
      cue: entry.cue ? find(entry.cue) : null,
      content: list(entry.content),
      kind: entry.kind,
      sub: entry.sub ?? null,
      stance: entry.stance ?? "says",
      quote: entry.quote ?? "indirect",
      who: entry.who ?? null,
      about: list(entry.about),
      answers: links.filter((link) => link.from === index + 1 && link.relation !== "same").map((link) => link.to),
      speaker,
      rule: { id: "en/cues/say.txt:1", gloss: "says", reasons: [] },
      confidence: entry.confidence ?? 0.9,
    };
  });
  /** @param {"kind"|"stance"} key @param {string[]} values @returns {any} */
  const count = (key, values) =>
    Object.fromEntries(values.map((value) => [value, attributions.filter((a) => a[key] === value).length]));
  const doubled = new Set(links.filter((link) => link.relation === "same").map((link) => link.from));
  const claims = attributions.filter((a) => !doubled.has(a.id));
  return {
    blocks: blocks.map(({ id }) => ({ id, language: "en", status: "analysed" })),
    sentences: [],
    attributions,
    links,
    profile: {
      attributions: attributions.length,
      claims: claims.length,
      kinds: count("kind", ["named", "anonymous", "organization", "document", "media", "hearsay"]),
      stances: count("stance", ["says", "denies", "confirms", "alleges", "declines"]),
      sources: profileSources,
      unnamed: claims.filter((a) => ["anonymous", "hearsay"].includes(a.kind)).map((a) => a.id),
      denied: links.filter((link) => link.relation === "denies").map((link) => link.to),
      undenied: [],
      singleSource: [],
      unheard: [],
    },
  };
}

/** An English article in little: a denial, a claim inside a claim, hearsay, nobody's claim. */
export function english() {
  const blocks = blocksOf(
    "Bridge fund was emptied, officials say",
    "Two officials said the bridge fund had been emptied in March. Mayor Ada Lund denied this.",
    "“I believe that Ortiz said the tolls would rise,” Lund told the council. The clerk reportedly left town.",
  );
  const analysis = analysisOf(
    blocks,
    [
      { kind: "anonymous", sub: "vague", source: "officials", cue: "say", content: "Bridge fund was emptied" },
      { kind: "anonymous", sub: "role", source: "Two officials", cue: "said", content: "the bridge fund had been emptied in March" },
      { kind: "named", source: "Mayor Ada Lund", cue: "denied", about: "Two officials said the bridge fund had been emptied in March.", stance: "denies" },
      { kind: "named", source: "Ortiz", cue: "said", content: "the tolls would rise" },
      { kind: "named", source: "Lund", who: "Mayor Ada Lund", cue: "told", content: "I believe that Ortiz said the tolls would rise", quote: "direct" },
      { kind: "hearsay", cue: "reportedly", content: ["The clerk", "left town"] },
    ],
    [
      { from: 2, to: 1, relation: "same" },
      { from: 3, to: 2, relation: "denies" },
    ],
  );
  return { page: { title: "Bridge fund was emptied", url: "https://paper.example/bridge", language: "en" }, blocks, analysis };
}

/** Words that show their key, so that a test sees which string was asked for. @param {string} key @param {...(string|number)} substitutions */
export const keys = (key, ...substitutions) => [key, ...substitutions].join(" ");
