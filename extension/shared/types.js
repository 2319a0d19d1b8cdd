// @ts-check
/**
 * The types that the page, the background, the panel and the playground share.
 * They mirror the Rust types of `src/wasm.rs`; offsets count UTF-16 code units
 * from the start of the block's own text, ends exclusive.
 *
 * @typedef {"headline"|"standfirst"|"body"|"caption"|"quote"|"list"|"selection"} Role
 * @typedef {"named"|"anonymous"|"organization"|"document"|"media"|"hearsay"} Kind
 * @typedef {"withheld"|"role"|"vague"} SubKind
 * @typedef {"says"|"denies"|"confirms"|"alleges"|"declines"} Stance
 * @typedef {"direct"|"indirect"|"mixed"} Quote
 *
 * @typedef {object} Block
 * @property {number} id        unique in one request
 * @property {string} text
 * @property {Role} role
 *
 * @typedef {object} AnalyzeOptions
 * @property {"auto"|"hi"|"en"} [language]    default "auto": recognised block by block
 * @property {"claims"|"wide"} [scope]        default "claims"
 * @property {number} [minimumConfidence]     0 to 1; attributions below it are left out
 *
 * @typedef {object} BlockSpan
 * @property {number} block     id of the block
 * @property {number} start
 * @property {number} end
 *
 * @typedef {object} Attribution
 * @property {number} id                 1, 2, 3 … in reading order of the cues
 * @property {BlockSpan|null} source     null: the text names nobody
 * @property {BlockSpan|null} cue
 * @property {BlockSpan[]} content       empty: the claim stands elsewhere (see `about`) or is not given
 * @property {Kind} kind
 * @property {SubKind|null} sub          only where kind is "anonymous"
 * @property {Stance} stance
 * @property {Quote} quote
 * @property {string|null} who           what a pronoun or short form stands for, as the text writes it
 * @property {BlockSpan[]} about         the sentences that hold the claim, where it stands elsewhere
 * @property {number[]} answers          ids of the attributions that this one denies or confirms
 * @property {number|null} speaker       index into profile.sources
 * @property {Rule} rule                 why this was marked
 * @property {number} confidence         0 to 1
 *
 * @typedef {object} Rule
 * @property {string} id                 "hi/cues/deny.txt:12": the pack entry that proposed it
 * @property {string} gloss              the entry's meaning in plain English words
 * @property {string[]} reasons          message keys of what decided, strongest first: see `reason_*` in _locales
 *
 * @typedef {object} Link
 * @property {number} from               attribution id
 * @property {number} to                 attribution id
 * @property {"denies"|"confirms"|"same"} relation   "same": the same claim attributed twice
 *
 * @typedef {object} BlockReport
 * @property {number} id
 * @property {string} language           "hi", "en", or "" where there is no pack for it
 * @property {"analysed"|"no-language"|"unreadable"|"empty"} status   "unreadable": a legacy font encoding or mojibake
 *
 * @typedef {object} SourceProfile
 * @property {string} name               as the text writes it, the fullest form; "" for hearsay
 * @property {Kind} kind
 * @property {SubKind|null} sub
 * @property {number[]} attributions     ids
 *
 * @typedef {object} Profile
 * @property {number} attributions       how many attributions there are
 * @property {number} claims             how many different claims (the same claim attributed twice counts once)
 * @property {Record<Kind, number>} kinds      claims by kind of source
 * @property {Record<Stance, number>} stances  attributions by stance
 * @property {SourceProfile[]} sources
 * @property {number[]} unnamed          ids of claims that rest on unnamed sources or on nobody only (what the badge counts)
 * @property {number[]} denied           ids of claims that somebody in the text denies
 * @property {number[]} undenied         ids of claims and allegations against somebody that nobody in the text answers
 * @property {number[]} singleSource     ids of claims with one source only
 * @property {string[]} unheard          who is accused in the text and is not heard in it
 *
 * @typedef {object} Analysis
 * @property {BlockReport[]} blocks
 * @property {BlockSpan[]} sentences
 * @property {Attribution[]} attributions
 * @property {Link[]} links
 * @property {Profile} profile
 */
export {};
