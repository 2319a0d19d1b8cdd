// @ts-check
/**
 * Follows a page that changes under us: live blogs, endless scrolling, "read more", single-page navigation.
 *
 * One observer, no polling. What can no longer be true goes at once (`stale`); reading again waits until the page
 * rests (`settled`), takes at most a twentieth of the time, does nothing in a background tab, and a page that never
 * rests is left alone after a while (`gaveUp`).
 *
 * @typedef {object} WatchActions
 * @property {() => Element|null} root                  what is being read now
 * @property {(node: Node) => boolean} isOwn            our own host
 * @property {(nodes: Text[]) => void} stale            these Text nodes changed or went
 * @property {() => Promise<{different: boolean, cost: number}>} settled   read again: was the text different, and how many milliseconds did it take us
 * @property {() => number} [effort]                    milliseconds that the last analysis took elsewhere
 * @property {() => void} gaveUp
 * @property {() => void} hostRemoved
 * @property {() => boolean} alive
 *
 * @typedef {object} Clock
 * @property {() => number} now
 * @property {(callback: () => void, delay: number) => any} setTimeout
 * @property {(handle: any) => void} clearTimeout
 */

const REST = 300;
const PATIENCE = 2000;
/** Of the time that passes, at most 1/SHARE is ours. */
const SHARE = 20;
/** Nothing of ours takes longer at a stretch: what seems to was a machine asleep, or a clock that was set. */
const LONGEST = { listening: 100, reading: 2000, engine: 30_000 };
/** Readings in a row that each found new text although the page never rested. */
const RESTLESS = 8;

/** @type {Clock} */
const realClock = { now: () => performance.now(), setTimeout: (callback, delay) => setTimeout(callback, delay), clearTimeout: (handle) => clearTimeout(handle) };

/**
 * @param {Document} document
 * @param {WatchActions} actions
 * @param {AbortSignal} signal
 * @param {Clock} [clock]
 * @returns {{again: () => void}}
 */
export function watchPage(document, actions, signal, clock = realClock) {
  const view = document.defaultView;
  const Observer = view?.MutationObserver ?? MutationObserver;
  /** @type {any} */
  let timer = null;
  let reading = false;
  /** Something changed while the page was being read. */
  let overtaken = false;
  let firstChange = 0;
  let notBefore = 0;
  let restless = 0;
  let waitingForSight = false;
  let spent = 0;
  let windowStart = clock.now();

  const observer = new Observer((records) => {
    if (!actions.alive()) return;
    const start = clock.now();
    const { stale, hostGone, relevant } = sift(records, actions.root(), actions.isOwn);
    if (stale.length > 0) actions.stale(stale);
    if (hostGone) actions.hostRemoved();
    if (relevant) changed();
    account(clock.now() - start);
  });

  function observe() {
    observer.observe(document.documentElement, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["class", "style", "hidden", "aria-hidden", "open"],
      attributeOldValue: true,
    });
  }

  /** @param {number} cost */
  function account(cost) {
    const now = clock.now();
    if (now - windowStart > 10_000) {
      windowStart = now;
      spent = 0;
    }
    spent += Math.min(cost, LONGEST.listening);
    // Even listening costs too much here.
    if (spent > 10_000 / SHARE) giveUp();
  }

  function changed() {
    if (reading) {
      overtaken = true;
      return;
    }
    const now = clock.now();
    if (timer === null) firstChange = now;
    else clock.clearTimeout(timer);
    const due = Math.max(Math.min(now + REST, firstChange + PATIENCE), notBefore);
    timer = clock.setTimeout(readAgain, Math.max(0, due - now));
  }

  async function readAgain() {
    timer = null;
    if (signal.aborted || !actions.alive()) return;
    if (document.visibilityState === "hidden") {
      waitingForSight = true;
      return;
    }
    const start = clock.now();
    const neverRested = start - firstChange >= PATIENCE;
    reading = true;
    overtaken = false;
    const read = await actions.settled().finally(() => (reading = false));
    if (signal.aborted) return;
    const { different } = read;
    const cost = Math.min(read.cost, LONGEST.reading);
    // A second of waiting for the engine is nothing unusual; ten mean a very long page.
    const effort = different ? Math.max(0, Math.min(actions.effort?.() ?? 0, LONGEST.engine) - 1500) : 0;
    notBefore = clock.now() + Math.max(cost * SHARE, effort * 4);
    restless = different && neverRested ? restless + 1 : different ? Math.max(0, restless - 1) : restless;
    if (restless >= RESTLESS) giveUp();
    else if (overtaken) changed();
  }

  function giveUp() {
    if (signal.aborted) return;
    observer.disconnect();
    if (timer !== null) clock.clearTimeout(timer);
    timer = null;
    actions.gaveUp();
  }

  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible" && waitingForSight) {
        waitingForSight = false;
        changed();
      }
    },
    { signal },
  );
  // A single-page application may show another article under another address; the page tells its own parts so.
  view?.addEventListener("popstate", changed, { signal });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    if (timer !== null) clock.clearTimeout(timer);
  });
  observe();

  return {
    /** Follows again after giving up. */
    again() {
      restless = 0;
      spent = 0;
      windowStart = clock.now();
      observe();
      changed();
    },
  };
}

/**
 * What a batch of changes means for what is read.
 *
 * @param {MutationRecord[]} records
 * @param {Element|null} root
 * @param {WatchActions["isOwn"]} isOwn
 * @returns {{stale: Text[], hostGone: boolean, relevant: boolean}} relevant: to be read again
 */
function sift(records, root, isOwn) {
  /** @type {Text[]} */
  const stale = [];
  let hostGone = false;
  let relevant = false;
  for (const record of records) {
    const { target } = record;
    if (record.type === "characterData") {
      if (!root?.contains(target)) continue;
      stale.push(/** @type {Text} */ (target));
      relevant = true;
    } else if (record.type === "attributes") relevant ||= root !== null && (root.contains(target) || target.contains(root)) && shownChanged(record);
    else {
      for (const node of record.removedNodes) {
        if (isOwn(node)) hostGone = true;
        else if (root && (root.contains(target) || node.contains(root) || !root.isConnected)) {
          textsIn(node, stale);
          relevant = true;
        }
      }
      for (const node of record.addedNodes) relevant ||= !isOwn(node) && bringsText(node, target, root);
    }
  }
  return { stale, hostGone, relevant };
}

/** Longer than this, text that comes outside of what is read may be an article, or be one where nothing is read yet. */
const LONG = { outside: 400, unread: 150 };

/** @param {Node} node that came @param {Node} target  where @param {Element|null} root */
function bringsText(node, target, root) {
  const text = node.textContent ?? "";
  if (!root?.isConnected) return text.length > LONG.unread;
  return root.contains(target) ? /\S/.test(text) : node.nodeType === 1 && text.length > LONG.outside;
}

/** @param {Node} node @param {Text[]} into */
function textsIn(node, into) {
  if (node.nodeType === 3) into.push(/** @type {Text} */ (node));
  for (let child = node.firstChild; child; child = child.nextSibling) textsIn(child, into);
}

/** Could this have shown or hidden something? An animation writes `style` sixty times a second. @param {MutationRecord} record */
function shownChanged(record) {
  if (record.attributeName !== "style") return true;
  const hides = /display|visibility|max-height|opacity/;
  const now = /** @type {Element} */ (record.target).getAttribute("style") ?? "";
  /** @param {string} style */
  const part = (style) => style.split(";").filter((line) => hides.test(line)).join(";");
  return part(now) !== part(record.oldValue ?? "");
}
