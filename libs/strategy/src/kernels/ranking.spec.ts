import fc from 'fast-check';
import { Ranking } from './ranking.js';

/** The definition: those above, and those that are equal and come before. */
function rankPlainly(values: readonly number[]): number[] {
  return values.map((value, at) =>
    Number.isFinite(value)
      ? 1 + values.filter((other, k) => other > value || (other === value && k < at)).length
      : NaN,
  );
}

describe('a ranking', () => {
  const value = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const row = fc.array(fc.oneof({ weight: 9, arbitrary: value }, fc.constant(NaN)), { maxLength: 30 });

  it('is the definition, whatever was ranked before', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const ranking = new Ranking();
        for (const values of rows) {
          const ranks = new Float64Array(values.length).fill(NaN);
          ranking.rank(Float64Array.from(values), ranks);
          expect(Array.from(ranks)).toEqual(rankPlainly(values));
        }
      }),
      { numRuns: 500, seed: 9 },
    );
  });

  it('is the definition where the order is mended and where it is turned round', () => {
    const ranking = new Ranking();
    for (let time = 0; time < 60; time += 1) {
      const values = Array.from({ length: 80 }, (_, k) =>
        time % 20 === 19 ? -k : k + 3 * Math.sin(k * 7 + time),
      );
      const ranks = new Float64Array(80);
      ranking.rank(Float64Array.from(values), ranks);
      expect(Array.from(ranks)).toEqual(rankPlainly(values));
    }
  });
});
