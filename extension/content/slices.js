// @ts-check
/**
 * Long work in short stretches, so that a page goes on scrolling while it is read and tinted. The work is a generator that
 * yields wherever it may be left and taken up again; whoever has no time to spare runs it through.
 */

/** Milliseconds at a stretch: a frame has 16, and the page needs its part. */
const STRETCH = 8;

/** Lets the page do what it has to do, and comes back in a task of our own, sooner than a timer would. @returns {Promise<void>} */
export function breathe() {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

/**
 * Short work is done before this returns; only its promise is later.
 *
 * @template T
 * @param {Generator<void, T>} steps
 * @param {{wanted: () => boolean, spent?: (milliseconds: number) => void}} owner   wanted: false, nobody waits for it any more
 * @returns {Promise<T|null>} null: it was not wanted to the end
 */
export async function inSlices(steps, { wanted, spent }) {
  for (;;) {
    const start = performance.now();
    let step = steps.next();
    while (!step.done && performance.now() - start < STRETCH) step = steps.next();
    spent?.(performance.now() - start);
    if (step.done) return step.value;
    await breathe();
    if (!wanted()) return null;
  }
}

/** @template T @param {Generator<void, T>} steps @returns {T} */
export function atOnce(steps) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
