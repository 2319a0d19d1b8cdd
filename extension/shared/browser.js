// @ts-check
/**
 * The one seam to the browser's extension API, so that everything else can be tested with a fake.
 * Firefox calls it `browser`, Chrome `chrome`; both give promises under Manifest V3.
 *
 * @type {typeof chrome}
 */
export const api = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;

/**
 * True once the extension was updated or removed under this page: every later call would throw.
 * The page's part then has to clean up and go.
 */
export function orphaned() {
  try {
    return !api?.runtime?.id;
  } catch {
    return true;
  }
}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
