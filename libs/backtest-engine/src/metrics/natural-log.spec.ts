import fc from 'fast-check';
import { naturalLog } from './natural-log.js';

describe('the natural logarithm', () => {
  it('has the bits of the built-in one near 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.74, max: 1.26, noNaN: true }), (x) => {
        expect(naturalLog(x)).toBe(Math.log(x));
      }),
      { numRuns: 3000 },
    );
  });

  it('has them for changes of a few millionths', () => {
    fc.assert(
      fc.property(fc.double({ min: -4e-6, max: 4e-6, noNaN: true }), (change) => {
        expect(naturalLog(1 + change)).toBe(Math.log(1 + change));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([0.75, 1.25, 1 - 2 ** -20, 1 + 2 ** -20, 1, 0, -1, Infinity, NaN, 5e-324, 1.4142])(
    'has them at %d',
    (x) => {
      expect(naturalLog(x)).toBe(Math.log(x));
    },
  );
});
