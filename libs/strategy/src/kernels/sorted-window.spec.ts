import fc from 'fast-check';
import { countNotAbove, sortedWindow } from './sorted-window.js';

describe('sortedWindow', () => {
  it('shows the values of each window in order, whichever enter and leave', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (values, window) => {
          const shown: [number, number[]][] = [];
          const run = {
            inputs: [Float64Array.from(values)],
            from: 0,
            to: values.length,
            look: () => undefined,
          };
          sortedWindow(run, window, (row, sorted) => {
            shown.push([row, [...sorted]]);
          });
          const rows = Array.from(
            { length: Math.max(0, values.length - window + 1) },
            (_, k) => k + window - 1,
          );
          expect(shown).toEqual(
            rows.map((row) => [
              row,
              values
                .slice(row - window + 1, row + 1)
                .map((value) => value + 0)
                .sort((a, b) => a - b),
            ]),
          );
        },
      ),
    );
  });
});

describe('countNotAbove', () => {
  it('counts equal values and those below', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 })),
        fc.integer({ min: -9, max: 9 }),
        (values, value) => {
          const sorted = Float64Array.from(values).sort();
          expect(countNotAbove(sorted, value)).toBe(values.filter((one) => one <= value).length);
        },
      ),
    );
  });
});
