// Hands the built module anything that JavaScript can make, for a while.
//   node scripts/fuzz-boundary.mjs SECONDS [FIRST_SEED]
// What breaks it is printed with its seed; that seed alone: `node scripts/fuzz-boundary.mjs 0 SEED`. A worker does the work,
// so that a hang is seen from outside.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { canary, runSeed, startModule } from '../tests/invariants/boundary.mjs';

/** A seed that takes longer, in milliseconds, hangs. */
const HANGS = 60_000;

async function work() {
  const { seconds, first } = workerData;
  let module = await startModule();
  const healthy = canary(module);
  const end = performance.now() + seconds * 1000;
  let [seed, broken, answers, refusals] = [first, 0, 0, 0];
  do {
    parentPort?.postMessage({ seed });
    try {
      const ran = runSeed(module, seed, healthy);
      answers += ran.answers;
      refusals += ran.errors.length;
    } catch (error) {
      broken++;
      console.error(error instanceof Error ? error.message : error);
      module = await startModule(); // the old one may be what broke
    }
    seed++;
  } while (performance.now() < end && broken < 20);
  console.error(`boundary: seeds ${first} to ${seed - 1}: ${answers} answers, ${refusals} refusals, ${broken} broken, ${module.memory.buffer.byteLength >> 20} MB`);
  process.exitCode = broken ? 1 : 0;
  parentPort?.postMessage({ done: true });
}

function watch() {
  const [seconds, first = Math.floor(Date.now() / 1000)] = process.argv.slice(2).map(Number);
  const worker = new Worker(new URL(import.meta.url), { workerData: { seconds, first } });
  let [seed, since] = [first, performance.now()];
  const timer = setInterval(() => {
    if (performance.now() - since < HANGS) return;
    console.error(`seed ${seed}: no answer after ${HANGS / 1000} s`);
    process.exit(1);
  }, 1000);
  worker.on('message', (said) => {
    if (said.done) clearInterval(timer);
    else [seed, since] = [said.seed, performance.now()];
  });
  worker.on('error', (error) => {
    console.error(`seed ${seed}: ${error}`);
    process.exit(1);
  });
  worker.on('exit', (code) => (process.exitCode = code));
}

if (isMainThread) watch();
else await work();
