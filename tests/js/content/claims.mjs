// Claims as the engine gives them, for tests that need no engine.

/** @param {number} id @param {object} [more] @returns {any} */
export const claim = (id, more) => ({ id, source: null, cue: null, content: [], kind: 'named', sub: null, stance: 'says', quote: 'indirect', who: null, about: [], answers: [], speaker: null, rule: { id: '', gloss: '', reasons: [] }, confidence: 1, ...more });
/** @param {number} start @param {number} end @param {number} [block] */
export const span = (start, end, block = 1) => ({ block, start, end });
