import fc from 'fast-check';
import { POINT_OPERATORS } from '../kernels/point-operators.js';
import { decideComparison, rangeOfPoint, type ValueRange } from './value-range.js';

const finite = fc.integer({ min: -5, max: 5 });
const range = fc
  .tuple(finite, finite, fc.constantFrom([0, 0], [-Infinity, 0], [0, Infinity], [-Infinity, Infinity]))
  .map(([a, b, [below, above]]): ValueRange => [Math.min(a, b) + below, Math.max(a, b) + above]);

/** A number of a range that isn't infinite. */
function pick([smallest, largest]: ValueRange, share: number): number {
  const [low, high] = [Math.max(smallest, -20), Math.min(largest, 20)];
  return Math.max(low, Math.min(high, low + share * (high - low)));
}

describe('ranges', () => {
  it('hold every value that operators make of values in ranges, and decide comparisons as those would', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...POINT_OPERATORS.keys()),
        fc.tuple(range, range, range),
        fc.tuple(share, share, share),
        (op, ranges, shares) => {
          const [a, b, c] = ranges.map((one, index) => pick(one, shares[index]));
          const value = POINT_OPERATORS.get(op)!.scalar(a, b, c);
          const [smallest, largest] = rangeOfPoint(op, ranges);
          expect(value < smallest - 1e-9 || value > largest + 1e-9).toBe(false);
          const decided = decideComparison(op, ranges[0], ranges[1]);
          if (decided !== undefined && !Number.isNaN(value)) expect(value === 1).toBe(decided);
        },
      ),
      { numRuns: 5000 },
    );
  });
});
