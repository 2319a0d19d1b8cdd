// Fits the weights of src/antecedent.rs or src/target.rs: a choice among candidates and none of them.
//   node scripts/fit.mjs antecedents|targets CHOICES.jsonl… [--check CHOICES.jsonl]… [--penalty X] [--none X] [--third] [--folds N]
//
// CHOICES.jsonl is what `cargo run --profile quick --example antecedents|targets -- GOLD…` prints: a line with the names of
// the signs, then a line a decision: `asked`, the candidates' signs in `given`, and the places of the right ones in `right`.
// The weights make the right one likely (conditional logit, L2 penalty, plain gradient descent with momentum, no chance in
// it). Where a kind has `common`, what is asked has weights in common and a difference of its own, each with its penalty: of
// what gold has few the others teach it. With --third, every third document (index % 3 == 2) of files named "dev" is left out of the fitting and judged by
// itself. Prints the tables as Rust, and how many choices come out right. With --folds, every N-th document is judged by weights
// that were fitted to the others, at several thresholds: that is how `Asked::least` is chosen.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * What can only speak for a candidate, and only against one: a small gold must not teach the contrary. `known` is what is
 * known without counting, being too rare in the gold to be learnt: weights are pulled towards it instead of 0.
 */
const KINDS = {
  antecedents: {
    asked: ['Person', 'Thing', 'Description', 'Institution'],
    for: 'SameWord LikeWord WordInName Shared SharedMore Gender SpokeLast Subject1 Only Often Prominent Proper Pointed Latest Leading',
    against: 'Alien AlienMore AlienPlace Outdone Far Reported Noun Quotes Indefinite Later Told',
    // An institution is no person.
    againstOne: { Person: 'Body' },
    known: { Acted: 0.9 },
    steps: 800,
    pace: 4,
    common: Infinity,
    penalty: 1,
    none: 0.5,
  },
  targets: {
    asked: ['Denial', 'Negation', 'Confirmation'],
    for: `ShareWords ShareNegated NamesDenier Alleged PassedOn ReportsPassedOn Reports ChargeAlleged Latest LatestHere SameParagraph Held HeldDenial
      DenierDoes PrincipalDoes BeforeOfDenier LatestButOne AnyPointed AnyThis AnyEmphatic AnyRetort Opening Lead OfHeadline Contested BeforePointed`,
    against: 'Quoted Denied SameSide BeforeFar AfterFar Unsaid ClaimHere',
    againstOne: {},
    known: { PrincipalDoes: 2.5 },
    steps: 600,
    pace: 4,
    common: 1,
    penalty: 4,
    none: 1,
  },
};

/** @typedef {{asked: string, right: number[], file: string, document: number, given: [unknown, number[]][], candidates: [number, number][][]}} Row */

/** @param {string} path */
function read(path) {
  const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  const rows = lines.map((/** @type {Row} */ row) => ({
    ...row,
    candidates: row.given.map(([, signs]) => /** @type {[number, number][]} */ ([...signs.entries()].filter(([, value]) => value))),
  }));
  return { signs: /** @type {string[]} */ (head.signs), rows };
}

/** @param {number[]} weights @param {Row} row */
const weigh = (weights, row) => row.candidates.map((signs) => signs.reduce((sum, [sign, value]) => sum + weights[sign] * value, 0));

/** The weights for what is asked, by its name. @param {Row[]} rows @param {string[]} signs @param {(typeof KINDS)['targets']} kind */
function fit(rows, signs, kind) {
  const words = (/** @type {string} */ text) => new Set(text.split(/\s+/));
  const known = signs.map((sign) => /** @type {Record<string, number>} */ (kind.known)[sign] ?? 0);
  const upward = words(kind.for);
  const common = [...known];
  const commonSpeed = signs.map(() => 0);
  const all = kind.asked.map((asked) => ({
    asked,
    rows: rows.filter((row) => row.asked === asked && row.candidates.length),
    downward: words(`${kind.against} ${/** @type {Record<string, string>} */ (kind.againstOne)[asked] ?? ''}`),
    weights: [...known],
    speed: signs.map(() => 0),
  }));
  const decided = all.reduce((sum, one) => sum + one.rows.length, 0);
  for (let step = 0; step < kind.steps; step++) {
    const slow = step < kind.steps * 0.7 ? 1 : 0.3;
    const commonSlope = common.map((weight, sign) => (kind.common === Infinity ? 0 : kind.common * (weight - known[sign])));
    for (const one of all) {
      const slope = one.weights.map((weight, sign) => kind.penalty * (weight - common[sign]));
      for (const row of one.rows) {
        const values = weigh(one.weights, row);
        const most = Math.max(0, ...values);
        const likely = values.map((value) => Math.exp(value - most));
        const none = Math.exp(-most);
        const whole = likely.reduce((sum, value) => sum + value, none);
        const right = new Set(row.right);
        const good = row.right.reduce((sum, place) => sum + likely[place], 0);
        const counts = right.size ? 1 : kind.none;
        for (const [place, mine] of row.candidates.entries()) {
          const change = counts * (likely[place] / whole - (right.has(place) ? likely[place] / good : 0));
          for (const [sign, value] of mine) slope[sign] += change * value;
        }
      }
      const rate = (kind.pace / (kind.common === Infinity ? one.rows.length : decided)) * slow;
      for (const [sign, name] of signs.entries()) {
        // what the common weights are drawn by is what holds these back
        commonSlope[sign] -= kind.penalty * (one.weights[sign] - common[sign]);
        one.speed[sign] = 0.8 * one.speed[sign] - rate * slope[sign];
        one.weights[sign] += one.speed[sign];
        if ((upward.has(name) && one.weights[sign] < 0) || (one.downward.has(name) && one.weights[sign] > 0)) one.weights[sign] = one.speed[sign] = 0;
      }
    }
    if (kind.common === Infinity) continue;
    for (const sign of signs.keys()) {
      commonSpeed[sign] = 0.8 * commonSpeed[sign] - (kind.pace / decided) * slow * commonSlope[sign];
      common[sign] += commonSpeed[sign];
    }
  }
  return Object.fromEntries(all.map((one) => [one.asked, one.weights]));
}

/** @param {number[]} weights @param {Row[]} rows */
function judge(weights, rows) {
  const count = { right: 0, wrong: 0, missed: 0, 'rightly none': 0, 'wrongly some': 0 };
  for (const row of rows) {
    const values = weigh(weights, row);
    const best = values.indexOf(Math.max(0, ...values));
    if (!row.right.length) count[best < 0 ? 'rightly none' : 'wrongly some']++;
    else count[best < 0 ? 'missed' : row.right.includes(best) ? 'right' : 'wrong']++;
  }
  return Object.entries(count).map(([name, number]) => `${name} ${number}`).join(', ');
}

/** Agency news and dense articles of our own are different things to a link: news mostly has no claim to link to. @param {string} file */
const desk = (file) => (/own|articles|seed/.test(file) ? 'our own' : 'news');

/**
 * Prints, for several thresholds, what comes out of documents that the weights were not fitted to.
 * @param {Row[]} rows @param {string[]} signs @param {(typeof KINDS)['targets']} kind @param {number} folds
 */
function cross(rows, signs, kind, folds) {
  const documents = new Map();
  for (const row of rows) {
    const document = `${row.file} ${row.document}`;
    if (!documents.has(document)) documents.set(document, documents.size % folds);
  }
  const fold = (/** @type {Row} */ row) => documents.get(`${row.file} ${row.document}`);
  const fitted = Array.from({ length: folds }, (_, number) => fit(rows.filter((row) => fold(row) !== number), signs, kind));
  const decided = rows.map((row) => {
    const values = weigh(fitted[fold(row)][row.asked], row);
    const best = Math.max(...values);
    return { asked: row.asked, desk: desk(row.file), best, some: row.right.length > 0, right: row.right.includes(values.indexOf(best)) };
  });
  for (const asked of kind.asked) {
    for (const name of ['news', 'our own']) {
      const set = decided.filter((one) => one.asked === asked && one.desk === name);
      for (const least of [-1.5, -1, -0.5, 0, 0.5]) {
        const given = set.filter((one) => one.best > least);
        const right = given.filter((one) => one.right).length;
        console.log(`// ${asked}, unseen, ${name}, ${least} or more: ${given.length} given, ${right} of them right, of ${set.filter((one) => one.some).length} (nobody: ${set.filter((one) => !one.some).length})`);
      }
    }
  }
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'string', multiple: true, default: [] }, penalty: { type: 'string' }, none: { type: 'string' }, third: { type: 'boolean', default: false }, folds: { type: 'string' } },
});
const [name, ...files] = positionals;
const given = /** @type {Record<string, (typeof KINDS)['targets']>} */ (/** @type {unknown} */ (KINDS))[name];
if (!given || !files.length) {
  console.error('usage: node scripts/fit.mjs antecedents|targets CHOICES.jsonl… [--check CHOICES.jsonl]… [--penalty X] [--none X] [--third]');
  process.exit(2);
}
const kind = { ...given, penalty: Number(options.penalty ?? given.penalty), none: Number(options.none ?? given.none) };
const sets = files.map(read);
const signs = sets[0].signs;
/** @type {Row[]} */
const rows = [];
/** @type {Row[]} */
const aside = [];
for (const row of sets.flatMap((file) => file.rows))
  (options.third && basename(row.file).includes('dev') && row.document % 3 === 2 ? aside : rows).push(row);
const checks = [['fitted', rows], ['aside', aside], ...options.check.map((path) => [path, read(path).rows])];
const fitted = fit(rows, signs, kind);
for (const asked of kind.asked) {
  const mine = (/** @type {Row[]} */ all) => all.filter((row) => row.asked === asked);
  const weights = fitted[asked];
  const entries = signs.map((sign, place) => [sign, weights[place].toFixed(2)]).filter(([, weight]) => Math.abs(Number(weight)) >= 0.05);
  console.log(`static ${asked.toUpperCase()}: Signs = table(&[${entries.map(([sign, weight]) => `(${sign}, ${weight})`).join(', ')}]);`);
  for (const [title, set] of /** @type {[string, Row[]][]} */ (checks)) if (set.length) console.log(`// ${title}: ${judge(weights, mine(set))}`);
}
if (options.folds) cross(rows, signs, kind, Number(options.folds));
