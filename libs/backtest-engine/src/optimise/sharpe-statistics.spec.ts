import { computeDeflatedSharpe, computeExpectedMaximumSharpe } from './deflated-sharpe-ratio.js';
import { computeMinimumTrackRecord } from './minimum-track-record.js';
import { normalCdf, normalQuantile } from './normal-distribution.js';
import { computeProbabilisticSharpe } from './probabilistic-sharpe-ratio.js';
import { computeMoments } from '../metrics/return-moments.js';
import { createRandom } from './seeded-random.js';

describe('the normal distribution', () => {
  test.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [1.959963984540054, 0.975],
    [-3, 0.0013498980316300933],
    [-8, 6.220960574271785e-16],
  ])('at %p is %p', (x, p) => {
    expect(Math.abs(normalCdf(x) - p)).toBeLessThan(1e-15);
  });

  test('and its inverse undo each other', () => {
    for (const p of [1e-12, 1e-4, 0.03, 0.3, 0.5, 0.8, 0.999]) {
      expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-14);
    }
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(2)]).toEqual([-Infinity, Infinity, NaN]);
  });
});

describe('the moments of returns', () => {
  test('are those of a column worked out by hand', () => {
    const moments = computeMoments(Float64Array.of(1, 2, 3, 6));
    expect(moments.count).toBe(4);
    expect(moments.sharpe).toBeCloseTo(3 / Math.sqrt(14 / 3), 12);
    expect(moments.skewness).toBeCloseTo(18 / 4 / 3.5 ** 1.5, 12);
    expect(moments.kurtosis).toBeCloseTo(98 / 4 / 3.5 ** 2, 12);
  });

  test('are not defined where nothing moves', () => {
    expect(computeMoments(new Float64Array(10)).sharpe).toBeNaN();
  });
});

describe('the probabilistic Sharpe ratio', () => {
  // The hedge fund of Bailey and López de Prado (2012): 24 months, annual Sharpe ratio 1.59.
  const fund = { count: 24, sharpe: 0.458, skewness: -2.448, kurtosis: 10.164 };

  test('is that of the published example, with and without its skewness and kurtosis', () => {
    expect(computeProbabilisticSharpe({ ...fund, skewness: 0, kurtosis: 3 })).toBeCloseTo(0.982, 3);
    expect(computeProbabilisticSharpe(fund)).toBeCloseTo(0.913, 3);
  });

  test('reaches the confidence at the minimum track record', () => {
    const count = computeMinimumTrackRecord(fund, 0.1, 0.95);
    expect(computeProbabilisticSharpe({ ...fund, count }, 0.1)).toBeCloseTo(0.95, 12);
    expect(computeMinimumTrackRecord(fund, 0.5)).toBe(Infinity);
  });

  test('needs the published length of record to tell an annual 2 from 1: 2.73 years of days, 3.24 of months', () => {
    const years = (perYear: number): number => {
      const normal = { sharpe: 2 / Math.sqrt(perYear), skewness: 0, kurtosis: 3 };
      return computeMinimumTrackRecord(normal, 1 / Math.sqrt(perYear)) / perYear;
    };
    expect(years(252)).toBeCloseTo(2.73, 2);
    expect(years(12)).toBeCloseTo(3.24, 2);
  });
});

describe('the deflated Sharpe ratio', () => {
  // Numerical example of Bailey and López de Prado (2014): five years of 250 days, annual 2.5, annual variance of trials 1/2.
  const best = { count: 1250, sharpe: 2.5 / Math.sqrt(250), skewness: -3, kurtosis: 10 };
  const variance = 0.5 / 250;

  test('of the published example is 0.9004 with 100 trials', () => {
    expect(computeExpectedMaximumSharpe(100, variance)).toBeCloseTo(0.1132, 4);
    expect(computeDeflatedSharpe(best, 100, variance)).toBeCloseTo(0.9004, 4);
  });

  test('is still 0.95 with 46 trials, and with 88 where returns are normal', () => {
    expect(computeDeflatedSharpe(best, 46, variance)).toBeCloseTo(0.9505, 3);
    expect(computeDeflatedSharpe({ ...best, skewness: 0, kurtosis: 3 }, 88, variance)).toBeCloseTo(0.9505, 3);
  });

  test('of a single trial is the probabilistic one', () => {
    expect(computeDeflatedSharpe(best, 1, 0)).toBe(computeProbabilisticSharpe(best));
  });

  describe('over searches among strategies that are drawn', () => {
    const [searches, trials, days] = [60, 100, 500];

    /** Deflated Sharpe ratio of the best of many normal strategies, one of which may have an edge (daily Sharpe ratio). */
    function search(random: () => number, edge = 0): number {
      const found = Array.from({ length: trials }, (_, trial) =>
        computeMoments(
          Float64Array.from({ length: days }, () => normalQuantile(random()) + (trial === 0 ? edge : 0)),
        ),
      );
      const mean = found.reduce((sum, { sharpe }) => sum + sharpe, 0) / trials;
      const spread = found.reduce((sum, { sharpe }) => sum + (sharpe - mean) ** 2, 0) / (trials - 1);
      const best = found.reduce((left, right) => (right.sharpe > left.sharpe ? right : left));
      return computeDeflatedSharpe(best, trials, spread);
    }

    test('takes luck for skill in at most one of ten, and finds an edge that is there', () => {
      const random = createRandom(11);
      const lucky = Array.from({ length: searches }, () => search(random)).filter(
        (deflated) => deflated >= 0.95,
      );
      expect(lucky.length).toBeLessThanOrEqual(searches / 10);
      expect(search(random, 0.3)).toBeGreaterThan(0.95);
    });
  });
});
