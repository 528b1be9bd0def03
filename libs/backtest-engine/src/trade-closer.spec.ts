import fc from 'fast-check';
import { runDrawn, type Drawn, type DrawnWorld, type Script } from '../testing/drawn-run.js';
import type { DecisionContext } from './decision-context.js';

const quiet: Drawn = [100, 101, 99, 100];

describe('fractions of a unit', () => {
  const sizes = fc.array(fc.double({ min: 1e-6, max: 3, noNaN: true }), { minLength: 2, maxLength: 6 });
  const world: DrawnWorld = { capital: 1e6, execution: { wholeUnits: false } };
  const bars = new Array<Drawn>(14).fill(quiet);
  const buys = (all: readonly number[]): Script =>
    Object.fromEntries(
      all.map((units, k) => [k + 1, (context: DecisionContext) => void context.buy({ units })]),
    );

  it('are nothing when an order sells the sum of several trades', () => {
    fc.assert(
      fc.property(sizes, (all) => {
        const sell = (context: DecisionContext) => void context.sell({ units: context.positionSize() });
        const { open, trades } = runDrawn(bars, { ...buys(all), 9: sell }, world);
        expect(open).toEqual([]);
        expect(trades).toHaveLength(all.length);
      }),
      { numRuns: 200, seed: 20240101 },
    );
  });

  it('are nothing when a trade is sold in equal parts', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 3, noNaN: true }),
        fc.integer({ min: 2, max: 9 }),
        (units, parts) => {
          const sell = (context: DecisionContext) => {
            for (let k = 0; k < parts; k += 1) context.closePosition(1 / parts);
          };
          const { open } = runDrawn(bars, { ...buys([units]), 9: sell }, world);
          expect(open).toEqual([]);
        },
      ),
      { numRuns: 200, seed: 20240101 },
    );
  });
});
