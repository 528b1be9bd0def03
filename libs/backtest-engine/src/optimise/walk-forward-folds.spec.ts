import fc from 'fast-check';
import { planFolds } from './walk-forward-folds.js';

describe('walk-forward folds', () => {
  test('roll with one length of training', () => {
    expect(planFolds(100, { folds: 2, mode: 'rolling', trainShare: 0.75, purgeBars: 1 })).toEqual([
      { train: { from: 0, to: 59 }, test: { from: 60, to: 80 } },
      { train: { from: 20, to: 79 }, test: { from: 80, to: 100 } },
    ]);
  });

  test('or grow from the first bar', () => {
    expect(planFolds(101, { folds: 2, mode: 'anchored', trainShare: 0.75, purgeBars: 5 })).toEqual([
      { train: { from: 0, to: 56 }, test: { from: 61, to: 81 } },
      { train: { from: 0, to: 76 }, test: { from: 81, to: 101 } },
    ]);
  });

  test('need bars enough', () => {
    expect(planFolds(10, { folds: 9, mode: 'rolling', trainShare: 0.75, purgeBars: 0 })).toBeUndefined();
    expect(planFolds(100, { folds: 2, mode: 'rolling', trainShare: 0.75, purgeBars: 60 })).toBeUndefined();
  });

  test('never train on what they test, and test every later bar once', () => {
    const options = fc.record({
      folds: fc.integer({ min: 1, max: 20 }),
      mode: fc.constantFrom('rolling' as const, 'anchored' as const),
      trainShare: fc.double({ min: 0.1, max: 0.95, noNaN: true }),
      purgeBars: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), options, (bars, chosen) => {
        const folds = planFolds(bars, chosen);
        fc.pre(folds !== undefined);
        folds.forEach(({ train, test }, k) => {
          expect(train.from).toBeGreaterThanOrEqual(0);
          expect(train.to).toBe(test.from - chosen.purgeBars);
          expect(test.to).toBe(folds[k + 1]?.test.from ?? bars);
        });
      }),
    );
  });
});
