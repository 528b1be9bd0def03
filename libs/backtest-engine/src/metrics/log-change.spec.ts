import fc from 'fast-check';
import { logChange } from './log-change.js';

const price = fc.double({ min: 0.01, max: 1e6, noNaN: true });

describe('the logarithm of a change', () => {
  it('is exact for small changes, where that of the quotient is not', () => {
    fc.assert(
      fc.property(price, fc.double({ min: -0.007, max: 0.007, noNaN: true }), (before, by) => {
        const now = before * (1 + by);
        const exact = Math.log1p((now - before) / before);
        expect(Math.abs(logChange(now, before) - exact)).toBeLessThanOrEqual(3e-16 * Math.abs(exact));
      }),
      { numRuns: 5000, seed: 5 },
    );
  });

  it('is that of the quotient for large changes', () => {
    fc.assert(
      fc.property(price, fc.double({ min: 1.01, max: 100, noNaN: true }), (before, factor) => {
        expect(logChange(before * factor, before)).toBe(Math.log((before * factor) / before));
        expect(logChange(before, before * factor)).toBe(Math.log(before / (before * factor)));
      }),
    );
  });

  it('of nothing is nothing, of a loss of all is without bound, of what cannot be told is missing', () => {
    expect(logChange(5, 5)).toBe(0);
    expect(logChange(0, 5)).toBe(-Infinity);
    expect(logChange(0, 0)).toBeNaN();
  });
});
