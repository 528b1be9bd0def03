import fc from 'fast-check';
import { rollingSum } from './rolling-sum.js';

/** The error of a sum of two as TwoSum has it, whatever they are. */
function errorOf(a: number, b: number): number {
  const sum = a + b;
  const back = sum - a;
  return a - (sum - back) + (b - back);
}

/** The same sums with all errors carried along, row by row. */
function slideCarefully(input: Float64Array, window: number): Float64Array {
  const out = new Float64Array(input.length);
  let [sum, error] = [0, 0];
  for (let row = 0; row < input.length; row += 1) {
    const leaving = row < window ? 0 : input[row - window];
    const step = input[row] - leaving;
    error += errorOf(sum, step) + errorOf(input[row], -leaving);
    sum += step;
    if (row >= window - 1) out[row] = (sum + error) / window;
  }
  return out;
}

/** From a price that moves a little to numbers of all sizes and signs, in turns of so many rows. */
const stretch = fc.record({
  rows: fc.integer({ min: 1, max: 300 }),
  level: fc.constantFrom(100, 187.3, 1e-3, 1e15, 0, -50),
  spread: fc.constantFrom(0, 1e-9, 0.01, 0.29, 0.35, 3, 1e12),
});
const world = fc.record({
  stretches: fc.array(stretch, { minLength: 1, maxLength: 40 }),
  window: fc.constantFrom(1, 2, 3, 10, 77, 1500),
  seed: fc.integer({ min: 1, max: 1e9 }),
});

describe('a rolling sum', () => {
  it('is to the bit the same for values that are alike as for any others, however they follow each other', () => {
    fc.assert(
      fc.property(world, ({ stretches, window, seed }) => {
        let state = seed;
        const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5;
        const input = Float64Array.from(
          stretches.flatMap(({ rows, level, spread }) =>
            Array.from({ length: rows }, () => level * (1 + spread * next())),
          ),
        );
        const out = new Float64Array(input.length);
        rollingSum(out, input, 0, input.length, window, window);
        expect(out).toEqual(slideCarefully(input, window));
      }),
      { numRuns: 60 },
    );
  });
});
