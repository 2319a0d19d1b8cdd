// @ts-check
/**
 * The page's own files: beside it on a server, or inside it. `playground.html` is the whole playground as one page, for
 * opening straight from a folder, where browsers let a page read nothing beside it; the build puts the files into it
 * (`scripts/extension.mjs`).
 */
const inside = document.getElementById("files");
/** By path; bytes as base64. @type {Record<string, string>|null} */
const kept = inside ? JSON.parse(inside.textContent ?? "") : null;

/** The page needs no network to come back. */
export const whole = kept !== null;

/** @param {string} path @returns {Promise<string>} */
export async function textOf(path) {
  if (kept) return kept[path];
  return (await fetch(new URL(path, import.meta.url))).text();
}

/** @param {string} path @returns {Promise<URL|Uint8Array<ArrayBuffer>>} what the module starts from: its address, or its bytes */
export async function moduleOf(path) {
  if (kept) return Uint8Array.from(atob(kept[path]), (sign) => sign.charCodeAt(0));
  return new URL(path, import.meta.url);
}
