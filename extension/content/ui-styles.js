// @ts-check
/**
 * How card and legend look. Everything stands in a closed shadow root; the `!important` lines of `:host` win over
 * whatever the page says about our one element, because in the cascade the inner tree's important rules come last. It is
 * shown as long as the tints' style sheet says so (see `styles.js`): Firefox takes that sheet away with the extension, and
 * with it what would be a dead legend.
 */
export const UI_CSS = `
:host {
  all: initial !important;
  display: var(--sutra-shown, none) !important;
  position: fixed !important;
  inset: 0 !important;
  z-index: 2147483647 !important;
  pointer-events: none !important;
  background: none !important;
  opacity: 1 !important;
  visibility: visible !important;
  transform: none !important;
  filter: none !important;
  clip-path: none !important;
  contain: layout style !important;
}
.sutra {
  --paper: #ffffff; --ink: #1c1e22; --soft: #565b64; --hair: #dfe1e6; --field: #f3f4f6; --accent: #9c2440; --focus: #1f5fd6;
  --shadow: 0 1px 2px rgb(20 24 32 / .10), 0 8px 28px rgb(20 24 32 / .16);
  position: absolute; inset: 0; color: var(--ink); text-align: start;
  font: 400 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI", sans-serif;
  font-synthesis: none; -webkit-text-size-adjust: none; text-size-adjust: none; direction: ltr;
}
.sutra[data-scheme="dark"] {
  --paper: #202228; --ink: #f1f2f4; --soft: #b6bac3; --hair: #3a3d46; --field: #2b2e36; --accent: #ff9bb0; --focus: #8ab4ff;
  --shadow: 0 1px 2px rgb(0 0 0 / .5), 0 8px 28px rgb(0 0 0 / .55);
  color-scheme: dark;
}
.sutra:lang(hi) { line-height: 1.65; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
button, summary {
  font: inherit; color: inherit; background: none; border: 0; margin: 0; padding: 0; cursor: pointer; text-align: start; border-radius: 6px;
  -webkit-tap-highlight-color: transparent;
}
button:focus-visible, summary:focus-visible, .card:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
.icon { display: inline-grid; place-items: center; inline-size: 30px; block-size: 30px; flex: none; color: var(--soft); }
.icon:hover { background: var(--field); color: var(--ink); }
.icon[aria-pressed="true"] { color: var(--accent); background: var(--field); }
.icon svg { inline-size: 16px; block-size: 16px; display: block; }
.sr { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

/* A piece of tinted line: how the kind looks on the page. */
.swatch {
  display: inline-block; flex: none; inline-size: 30px; block-size: 20px; border-radius: 3px; background: var(--tint); position: relative;
  color: transparent; overflow: hidden; font: 400 13px/13px system-ui, sans-serif; white-space: nowrap;
  text-decoration: underline var(--style) var(--thick) var(--line); text-underline-offset: 3px; text-decoration-skip-ink: none;
}

/* The card */
.card {
  position: absolute; inline-size: min(372px, calc(100% - 16px)); max-block-size: calc(100% - 16px); overflow: auto; overscroll-behavior: contain;
  background: var(--paper); border: 1px solid var(--hair); border-radius: 12px; box-shadow: var(--shadow); pointer-events: auto;
  user-select: text; -webkit-user-select: text; cursor: auto; scrollbar-width: thin;
}
.card::before { content: ""; position: sticky; display: block; inset-block-start: 0; block-size: 4px; background: var(--line); }
.card .top { display: flex; align-items: center; gap: 8px; padding: 8px 8px 0 14px; }
.card .kind { display: flex; align-items: center; gap: 8px; flex: 1; min-inline-size: 0; font-size: 13px; color: var(--soft); font-weight: 600; }
.card .kind span:last-child { overflow-wrap: anywhere; }
.card .body { padding: 4px 14px 10px; }
.card .who { margin: 2px 0 0; font-size: 17px; line-height: 1.4; font-weight: 600; overflow-wrap: anywhere; }
.sutra:lang(hi) .card .who, .card .who:lang(hi) { line-height: 1.55; }
.card .stands { margin: 0; font-size: 14px; color: var(--soft); overflow-wrap: anywhere; }
.card .how { margin: 6px 0 0; color: var(--ink); overflow-wrap: anywhere; }
.card .how .stance { font-weight: 600; }
.card .how .stance[data-stance="denies"], .card .how .stance[data-stance="alleges"] { color: var(--accent); }
.card q { quotes: "“" "”" "‘" "’"; }
.card .ties { list-style: none; margin: 10px 0 0; padding: 0; display: grid; gap: 6px; }
.card .tie { display: block; inline-size: 100%; padding: 7px 10px; background: var(--field); border-inline-start: 3px solid var(--tie, var(--hair)); }
.card .tie:hover { background: var(--hair); }
.card .tie b { display: block; font-weight: 600; font-size: 12.5px; color: var(--soft); }
.card .tie span { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
.card details { margin: 10px 0 0; }
.card summary { color: var(--soft); font-size: 13px; list-style: none; display: inline-flex; align-items: center; gap: 6px; padding: 2px 6px 2px 0; }
.card summary::-webkit-details-marker { display: none; }
.card summary::before { content: ""; inline-size: 6px; block-size: 6px; border-inline-end: 1.5px solid; border-block-end: 1.5px solid; transform: rotate(-45deg); flex: none; }
.card details[open] summary::before { transform: rotate(45deg); }
.card .why { margin: 4px 0 0; padding: 0 0 0 14px; font-size: 13px; color: var(--ink); }
.card .why li { margin: 2px 0; overflow-wrap: anywhere; }
.card .why li::marker { color: var(--soft); }
.card .more { display: flex; align-items: center; gap: 4px; margin: 8px 0 0 -6px; font-size: 13px; color: var(--soft); }
.card .more span { flex: 1; padding-inline-start: 6px; }
.card .foot { display: flex; flex-wrap: wrap; gap: 2px; border-block-start: 1px solid var(--hair); padding: 6px 8px; font-size: 13px; }
.card .foot button { padding: 4px 5px; color: var(--soft); }
.card .foot button:hover { background: var(--field); color: var(--ink); }

/* The legend */
.legend {
  position: absolute; inset-block-end: 12px; inset-inline-end: 12px; max-inline-size: calc(100% - 24px); max-block-size: calc(100% - 24px); overflow: auto;
  background: var(--paper); border: 1px solid var(--hair); border-radius: 12px; box-shadow: var(--shadow); pointer-events: auto; font-size: 13px;
  scrollbar-width: thin;
}
.legend .bar { display: flex; align-items: center; gap: 2px; padding: 3px 4px 3px 10px; }
.legend .title { flex: 1; font-weight: 600; padding-inline-end: 6px; min-inline-size: 0; }
.legend .title button { display: flex; align-items: center; gap: 8px; padding: 4px 4px 4px 0; font-weight: 600; }
.legend .title button[aria-disabled] { cursor: default; }
.legend .mark { inline-size: 18px; block-size: 18px; color: var(--accent); flex: none; }
.legend .kinds { display: grid; padding: 0 4px 4px; }
.legend .chip { display: flex; align-items: center; gap: 9px; padding: 4px 8px 4px 6px; }
.legend .chip:hover { background: var(--field); }
.legend .chip .label { flex: 1; }
.legend .chip .count { color: var(--soft); font-variant-numeric: tabular-nums; min-inline-size: 2ch; text-align: end; }
.legend .chip[aria-pressed="false"] .swatch { background: none; text-decoration-color: var(--hair); }
.legend .chip[aria-pressed="false"] .label { color: var(--soft); text-decoration: line-through; }
.legend .note { margin: 0; padding: 0 12px 10px; max-inline-size: 32ch; color: var(--ink); }
.legend .actions { display: flex; flex-wrap: wrap; gap: 6px; padding: 0 12px 12px; }
.legend .actions button { padding: 5px 12px; background: var(--field); border: 1px solid var(--hair); }
.legend .actions button:hover { background: var(--hair); }
.legend .spin { inline-size: 14px; block-size: 14px; border: 2px solid var(--hair); border-block-start-color: var(--accent); border-radius: 50%; }
.legend .spin.turning { animation: spin .9s linear infinite; }
@keyframes spin { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .legend .spin.turning { animation: none; } }
@media (pointer: coarse) {
  .icon { inline-size: 40px; block-size: 40px; }
  .legend .chip, .card .foot button { padding-block: 9px; }
}
@media (forced-colors: active) {
  .card, .legend { border: 1px solid CanvasText; }
  .swatch { forced-color-adjust: none; background: Canvas; text-decoration-color: CanvasText; }
  .legend .chip[aria-pressed="false"] .swatch { text-decoration-color: GrayText; }
  .icon[aria-pressed="true"] { border: 1px solid Highlight; }
}
@media print { :host { display: none !important; } }
`;
