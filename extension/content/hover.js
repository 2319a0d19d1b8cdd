// @ts-check
/**
 * From pointer to claim: by point, not by element, since the tints have no elements. A still pointer opens the card
 * after a moment; a tap opens it, a second tap closes it. Nothing the page listens to is stopped or changed.
 *
 * @typedef {import("../shared/types.js").Attribution} Attribution
 *
 * @typedef {object} HoverActions
 * @property {(node: Node, offset: number) => Attribution[]} at     claims at a place, the innermost first
 * @property {() => ShadowRoot[]} shadowRoots                        open ones that hold words of the article
 * @property {(attribution: Attribution, x: number, y: number) => boolean} covers   is the point on the claim's words
 * @property {(attribution: Attribution, point: {x: number, y: number}) => void} open
 * @property {() => void} close
 * @property {() => {id: number|null, held: boolean}} current       held: pinned, focused
 * @property {(event: Event) => boolean} isOwn                       the event is on our own card or legend
 * @property {() => boolean} alive
 */

const OPEN_AFTER = 140;
const CLOSE_AFTER = 280;

/**
 * @param {Document} document
 * @param {HoverActions} actions
 * @param {AbortSignal} signal
 */
export function followPointer(document, actions, signal) {
  const view = document.defaultView;
  if (!view) return;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let opening;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let closing;
  let frame = 0;
  /** @type {PointerEvent|null} */
  let latest = null;
  /** Asked while the event is on its way: afterwards its path is empty. */
  let own = false;
  /** The claim whose card is about to open. */
  let wanted = -1;

  /** @param {number} x @param {number} y @returns {Attribution|null} */
  function claimAt(x, y) {
    const position = document.caretPositionFromPoint?.(x, y, { shadowRoots: actions.shadowRoots() });
    if (!position || position.offsetNode.nodeType !== 3) return null;
    return actions.at(position.offsetNode, position.offset).find((attribution) => actions.covers(attribution, x, y)) ?? null;
  }

  function openNone() {
    clearTimeout(opening);
    wanted = -1;
  }

  function closeNone() {
    clearTimeout(closing);
    closing = undefined;
  }

  /** @param {Attribution} claim @param {{x: number, y: number}} point @param {number} delay */
  function openSoon(claim, point, delay) {
    if (wanted === claim.id) return;
    openNone();
    wanted = claim.id;
    opening = setTimeout(() => {
      wanted = -1;
      if (!actions.current().held) actions.open(claim, point);
    }, delay);
  }

  function closeSoon() {
    closing ??= setTimeout(() => {
      closing = undefined;
      if (!actions.current().held) actions.close();
    }, CLOSE_AFTER);
  }

  function look() {
    frame = 0;
    const event = latest;
    if (!event || !actions.alive()) return;
    const { id, held } = actions.current();
    if (held && !own) return;
    const claim = own ? null : claimAt(event.clientX, event.clientY);
    if (own || claim?.id === id) {
      openNone();
      closeNone();
    } else if (claim) {
      // On the way from claim to card the pointer may cross another claim: an open card is slower to give way.
      openSoon(claim, { x: event.clientX, y: event.clientY }, id === null ? OPEN_AFTER : CLOSE_AFTER);
    } else {
      openNone();
      if (id !== null) closeSoon();
    }
  }

  document.addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerType === "touch") return;
      latest = event;
      own = actions.isOwn(event);
      frame ||= view.requestAnimationFrame(look);
    },
    { passive: true, signal },
  );

  document.addEventListener(
    "click",
    (event) => {
      if (/** @type {PointerEvent} */ (event).pointerType !== "touch" || actions.isOwn(event) || !actions.alive()) return;
      // A tap on a link or a button is meant for it.
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("a[href], button, input, select, textarea, summary, label, [role=button], [contenteditable]")) return;
      const claim = claimAt(event.clientX, event.clientY);
      const { id } = actions.current();
      if (claim && claim.id !== id) actions.open(claim, { x: event.clientX, y: event.clientY });
      else if (id !== null) actions.close();
    },
    { passive: true, signal },
  );

  signal.addEventListener("abort", () => {
    clearTimeout(opening);
    clearTimeout(closing);
    if (frame) view.cancelAnimationFrame(frame);
  });
}
