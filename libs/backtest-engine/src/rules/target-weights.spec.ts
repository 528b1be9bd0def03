import fc from 'fast-check';
import { pickBest, scaleWeights } from './target-weights.js';

describe('picking', () => {
  it('takes the highest ranks, and among equals those named first', () => {
    const candidates = [2, 5, 5, 1].map((rank, instrument) => ({ instrument, rank, weight: 1 }));
    expect(pickBest(candidates, 3).map(({ instrument }) => instrument)).toEqual([1, 2, 0]);
    expect(pickBest(candidates)).toHaveLength(4);
  });
});

describe('weights', () => {
  it('are scaled to a sum of one', () => {
    expect(scaleWeights([1, 3], 1)).toEqual([0.25, 0.75]);
    expect(scaleWeights([], 1)).toEqual([]);
  });

  it('hand what is above the limit to the others in proportion', () => {
    const [first, second, third] = scaleWeights([7, 2, 1], 0.5);
    expect(first).toBe(0.5);
    expect(second).toBeCloseTo(1 / 3, 12);
    expect(third).toBeCloseTo(1 / 6, 12);
  });

  it('leave a rest when all are at the limit', () => {
    expect(scaleWeights([1, 1], 0.3)).toEqual([0.3, 0.3]);
  });

  it('never pass the limit, never sum to more than one, and waste nothing that fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (weights, maxWeight) => {
          const fractions = scaleWeights(weights, maxWeight);
          const sum = fractions.reduce((total, fraction) => total + fraction, 0);
          expect(Math.max(...fractions)).toBeLessThanOrEqual(maxWeight * (1 + 1e-12));
          expect(sum).toBeCloseTo(Math.min(1, maxWeight * weights.length), 9);
        },
      ),
      { numRuns: 200 },
    );
  });
});
