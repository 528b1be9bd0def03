import { followPath } from './monte-carlo.js';
import { createRandom } from './seeded-random.js';
import { drawPath, summarisePaths, toPeriodReturns, toTradeReturns } from './simulate-paths.js';

const DAY = 86_400_000;

describe('the returns of a run', () => {
  test('of its trades lead from the capital to what the trades left', () => {
    const returns = toTradeReturns([100, -50, 210], 1_000);
    expect([...returns]).toEqual([0.1, -50 / 1_100, 0.2]);
    expect(followPath(returns).growth).toBeCloseTo(0.26, 12);
    expect([...toTradeReturns([-1_000, 5], 1_000)]).toEqual([-1, 0]);
  });

  test('of its periods are those of its equity', () => {
    const columns = { time: Float64Array.of(0, DAY, 2 * DAY), equity: Float64Array.of(100, 110, 99) };
    const returns = toPeriodReturns({ length: 3, columns });
    expect(returns[0]).toBeCloseTo(0.1, 12);
    expect(returns[1]).toBeCloseTo(-0.1, 12);
    expect(toPeriodReturns({ length: 0, columns: { time: [], equity: [] } })).toHaveLength(0);
  });
});

describe('resampled paths', () => {
  const returns = Float64Array.of(0.1, -0.2, 0.05, 0.3, -0.1);

  test('of shuffled trades all end where the run did, after falls of their own', () => {
    const random = createRandom(1);
    const source = { method: 'shuffle_trades', returns, meanBlock: 1 } as const;
    const ends = Array.from({ length: 500 }, () => drawPath(source, random));
    const actual = followPath(returns);
    for (const { growth } of ends) expect(growth).toBeCloseTo(actual.growth, 12);
    expect(Math.max(...ends.map((end) => end.maxDrawdown))).toBeCloseTo(1 - 0.8 * 0.9, 12);
    const found = summarisePaths(ends, actual);
    expect(found.deeperProbability).toBeGreaterThan(0.5);
    expect(found.lossProbability).toBe(0);
  });

  test('of the bootstrap end in many places, and the same for a seed', () => {
    const source = { method: 'bootstrap', returns, meanBlock: 2 } as const;
    const draw = (): number[] => {
      const random = createRandom(9);
      return Array.from({ length: 50 }, () => drawPath(source, random).growth);
    };
    expect(draw()).toEqual(draw());
    expect(new Set(draw()).size).toBeGreaterThan(10);
  });

  test('are summed up in quantiles', () => {
    const ends = Array.from({ length: 101 }, (_, k) => ({ growth: (k - 10) / 100, maxDrawdown: k / 100 }));
    const found = summarisePaths(ends, { growth: 0.5, maxDrawdown: 0.9 });
    expect(found.growth[3]).toBeCloseTo(0.4, 12);
    expect(found.maxDrawdown[5]).toBeCloseTo(0.95, 12);
    expect(found.lossProbability).toBeCloseTo(10 / 101, 12);
    expect(found.deeperProbability).toBeCloseTo(11 / 101, 12);
  });
});
