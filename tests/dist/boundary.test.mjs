// The built module and whatever JavaScript can hand to it: an answer or an error in words, and a module that works on.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertContract, canary, runSeed, startModule } from '../invariants/boundary.mjs';

const SEEDS = 400;
const MB = 1024 * 1024;

describe('the module’s boundary', () => {
  it('anything is answered or refused in words, and the module works on', async () => {
    const module = await startModule();
    const healthy = canary(module);
    let answers = 0;
    /** @type {Set<string>} */
    const refused = new Set();
    for (let seed = 1; seed <= SEEDS; seed++) {
      const ran = runSeed(module, seed, healthy);
      answers += ran.answers;
      for (const message of ran.errors) refused.add(message.replace(/\d+/g, 'N'));
    }
    // Both ways were gone, and often: a generator that only makes nonsense tests nothing but the door.
    assert.ok(answers > SEEDS / 2, `${answers} answers`);
    for (const wanted of ['analyze: blocks[N].text is not a string', 'analyze: blocks[N].id cannot be read', 'explain: text is not a string', 'check: files cannot be read'])
      assert.ok(refused.has(wanted), `${wanted}: ${[...refused].join('; ')}`);
  });

  it('thousands of exceptions out of the caller’s own objects leave next to nothing behind', async () => {
    const module = await startModule();
    const healthy = canary(module);
    const fail = () => {
      throw new Error('of the caller');
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const traps = [{ get: fail }, { get: fail, has: fail, ownKeys: fail }].map((handler) => new Proxy({ length: 1, text: 'x' }, handler));
    const throwing = { id: 1, role: 'body', get text() { return fail(); } }; // prettier-ignore
    /** @type {(() => unknown)[]} */
    const calls = [
      () => module.analyze([throwing], {}),
      () => module.analyze([{ id: 1, text: 'x'.repeat(10_000) }, throwing], {}),
      ...[...traps, proxy].flatMap((trap) => [() => module.analyze(trap, {}), () => module.analyze([trap], {}), () => module.analyze([], trap), () => module.explain('x', trap), () => module.check(trap)]),
    ];
    for (const call of calls) assert.throws(call, { constructor: Error, message: /cannot be read$/ });
    const before = module.memory.buffer.byteLength;
    for (let round = 0; round < 3000; round++) for (const call of calls) assert.throws(call);
    // wasm-bindgen leaves a slot of its table of references behind where an imported function throws: four bytes, in a list that
    // doubles. What comes from a message has no getters and throws nothing.
    const grown = module.memory.buffer.byteLength - before;
    assert.ok(grown <= 3000 * calls.length * 16, `${grown} bytes for ${3000 * calls.length} exceptions`);
    assert.equal(canary(module), healthy);
  });

  it('a member is looked at once: what is another thing the second time is not copied unmeasured', async () => {
    const module = await startModule();
    let looked = 0;
    const given = { id: 1, role: 'body', get text() { return looked++ ? 'x'.repeat(40 * MB) : 'He said that it rains.'; } }; // prettier-ignore
    assert.equal(module.analyze([given], {}).attributions.length, 1);
    assert.equal(looked, 1);
  });

  it('a question asked while another is being read is answered, and so is the first', async () => {
    const module = await startModule();
    /** @type {any} */
    let inner;
    const text = 'The mayor said that it rains.';
    const given = { id: 1, role: 'body', get text() { inner = module.analyze([{ id: 2, role: 'body', text }], {}); return text; } }; // prettier-ignore
    const outer = module.analyze([given], {});
    assert.deepEqual([inner.attributions[0].cue, outer.attributions[0].cue].map(({ start, end }) => text.slice(start, end)), ['said', 'said']);
  });

  it('errors name what is wrong and where', async () => {
    const { analyze, explain, check } = await startModule();
    /** @type {any} */
    const cyclic = [];
    cyclic[0] = cyclic;
    const block = { id: 1, role: 'body', text: 'x' };
    /** @type {[() => unknown, string][]} */
    const cases = [
      [() => analyze(undefined), 'blocks is not an array'],
      [() => analyze('text'), 'blocks is not an array'],
      [() => analyze({}), 'blocks is not an array'],
      [() => analyze([block, null]), 'blocks[1] is not an object'],
      [() => analyze(cyclic), 'blocks[0].id is not a whole number from 0 to 4294967295'],
      ...[-1, 0.5, NaN, 2 ** 32, 1n, '1', [1], undefined].map((id) => /** @type {[() => unknown, string]} */ ([() => analyze([{ ...block, id }]), 'blocks[0].id is not a whole number from 0 to 4294967295'])),
      ...[undefined, null, 1, ['x'], Object('x'), cyclic].map((text) => /** @type {[() => unknown, string]} */ ([() => analyze([{ ...block, text }]), 'blocks[0].text is not a string'])),
      [() => analyze([{ ...block, role: 7 }]), 'blocks[0].role is not a string'],
      [() => analyze([], 'hi'), 'options is not an object'],
      [() => analyze([], { language: 'fr' }), 'there is no language pack "fr"'],
      [() => analyze([], { scope: 'all' }), 'options.scope is "all", neither claims nor wide'],
      [() => analyze([], { minimumConfidence: NaN }), 'options.minimumConfidence is not a number'],
      [() => analyze(new Array(250_001)), 'there are more than 250,000 blocks; send them in parts'],
      [() => analyze([], {}, 7), 'article is not a string'],
      [() => analyze([], {}, 'x'.repeat(2000)), 'article is too long a name'],
      [() => explain(7), 'text is not a string'],
      [() => explain({ length: 2 ** 31, charCodeAt: () => 65 }), 'text is not a string'],
      [() => explain('क'.repeat(100_000)), 'the text is longer than 200 kB; explain a part of it'],
      [() => check([1]), 'files hold something that is not a string'],
      [() => check({ 'hi/a.txt': 'x'.repeat(9 * MB) }), 'the pack is longer than 8 MB'],
    ];
    for (const [call, message] of cases) assert.throws(call, { constructor: Error, message });
  });

  it('is within its memory with what no article is, and takes it', async () => {
    // The bound of src/analysis.rs, for the module’s whole memory: 24 times the text, 600 MB and 4 kB for each attribution.
    const article = 'The minister said that the bridge is safe.\nमंत्री ने कहा कि पुल सुरक्षित है।\n';
    for (const unit of ['\u0301', 'क\u093c', '\ud800', '\0', ' ', '\u202e', '👨‍👩‍👧‍👦', 'Z\u0351\u0343\u0300\u0316\u0331', '"', article]) {
      const module = await startModule();
      const text = unit.repeat(Math.ceil((10 * MB) / Buffer.byteLength(unit)));
      const { attributions } = module.analyze([{ id: 0, role: 'body', text }], {});
      const bound = 24 * Buffer.byteLength(text) + 600 * MB + 4000 * attributions.length;
      assert.ok(module.memory.buffer.byteLength < bound, `${JSON.stringify(unit.slice(0, 8))}: ${module.memory.buffer.byteLength / MB} MB, ${bound / MB} allowed`);
    }
    const module = await startModule();
    // What is kept of articles that may come again is bounded too, however many and long they are.
    const long = article.repeat(20_000);
    for (let round = 0; round < 30; round++) module.analyze([{ id: round, role: 'body', text: long }], {}, `article ${round}`);
    assert.ok(module.memory.buffer.byteLength < 300 * MB, `${module.memory.buffer.byteLength / MB} MB for ${(30 * Buffer.byteLength(long)) / MB} MB, one after the other`);
    const before = module.memory.buffer.byteLength;
    // Too long, in one block and in several; refused before it is copied.
    const most = 'x'.repeat(33 * MB);
    assert.throws(() => module.analyze([{ id: 0, role: 'body', text: most }], {}), { message: /32 MB/ });
    assert.throws(() => module.explain(most), { message: /200 kB/ });
    assert.throws(() => module.check({ 'hi/a.txt': most }), { message: /8 MB/ });
    assert.ok(module.memory.buffer.byteLength < before + MB, 'for messages only');
    assert.throws(() => module.analyze(Array.from({ length: 40 }, (_, id) => ({ id, role: 'body', text: most.slice(0, MB) })), {}), { message: /32 MB/ });
    // A news article takes what the packs take, and hardly more.
    const blocks = article.repeat(60).split('\n').map((one, id) => ({ id, role: 'body', text: one }));
    const fresh = await startModule();
    assertContract(fresh.analyze(blocks, {}), blocks);
    assert.ok(fresh.memory.buffer.byteLength < 32 * MB, `${fresh.memory.buffer.byteLength / MB} MB`);
  });
});
