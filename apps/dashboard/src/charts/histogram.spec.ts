import * as fc from 'fast-check';
import { toBins } from './histogram.js';

it('counts every value once, in the bin that holds it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 1 }), (hundredths) => {
      const values = hundredths.map((value) => value / 100);
      const bins = toBins(values);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      expect(bins.every(({ from, to }) => from < to)).toBe(true);
    }),
  );
});

it('never puts gains and losses into one bin', () => {
  const bins = toBins([-3, -0.5, 0.5, 7]);
  expect(bins.some(({ from, to }) => from < 0 && to > 0)).toBe(false);
});

it('has no bins for no values', () => {
  expect(toBins([])).toEqual([]);
});
