// Numbers by chance, the same for the same seed: a test that fails once fails again.

/** A number from 0 to below 1, as Math.random. @param {number} seed */
export function random(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below a limit. @param {number} seed */
export function chance(seed) {
  const next = random(seed);
  return (/** @type {number} */ limit) => Math.floor(next() * limit);
}
