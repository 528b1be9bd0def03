/**
 * Gives the compiler of strategies hostile inputs, a million unless told otherwise, and stops at the first that
 * crashes it, takes too long, is accepted over its budget or sees the future:
 * `npm run fuzz -- [--inputs=1000000] [--seed=1]`. A failure prints the smallest input of its kind and the seed.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { HOSTILE_INPUTS } from '../libs/strategy/src/testing/hostile-inputs.ts';

/** Milliseconds that one input may take on a busy machine. */
const LONGEST = 5_000;
const BATCH = 2_000;

const { values } = parseArgs({
  options: { inputs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const wanted = Number(values.inputs);
let [seed, done, ran] = [Number(values.seed), 0, 0];
const startedAt = performance.now();

for (; done < wanted; seed += 1) {
  for (const { what, inputs, tryOut } of HOSTILE_INPUTS) {
    const property = fc.property(inputs, (input) => {
      const before = performance.now();
      ran += tryOut(input) ? 1 : 0;
      const took = performance.now() - before;
      if (took > LONGEST) throw new Error(`took ${took.toFixed(0)} ms`);
    });
    const outcome = fc.check(property, { numRuns: BATCH, seed });
    if (outcome.failed) {
      console.error(`${what}, seed ${seed}:`);
      console.error(fc.defaultReportMessage(outcome), outcome.errorInstance);
      process.exit(1);
    }
    done += BATCH;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(`${done} inputs in ${seconds} s, ${ran} of them ran; next seed ${seed + 1}`);
}
