// @ts-check
/**
 * Keys and the window: Esc closes the card wherever the focus is; when page or window move, the card keeps its place.
 *
 * @typedef {object} KeyActions
 * @property {() => boolean} close   true if there was something to close
 * @property {() => void} place
 * @property {() => boolean} alive
 */

/**
 * @param {Document} document
 * @param {KeyActions} actions
 * @param {AbortSignal} signal
 */
export function followKeys(document, actions, signal) {
  const view = document.defaultView;
  if (!view) return;
  view.addEventListener(
    "keydown",
    (event) => {
      // The key stays the page's own too: a dialog of the page closes with it as ever.
      if (event.key === "Escape" && actions.alive()) actions.close();
    },
    { capture: true, passive: true, signal },
  );
  let frame = 0;
  const place = () => {
    frame ||= view.requestAnimationFrame(() => {
      frame = 0;
      actions.place();
    });
  };
  view.addEventListener("scroll", place, { capture: true, passive: true, signal });
  view.addEventListener("resize", place, { passive: true, signal });
  view.visualViewport?.addEventListener("resize", place, { passive: true, signal });
  signal.addEventListener("abort", () => view.cancelAnimationFrame(frame));
}
