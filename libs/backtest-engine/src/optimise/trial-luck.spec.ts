import { toBarSeries, type BarSeries } from '#domain';
import { DEFAULT_COSTS, resolveExecution } from '../presets.js';
import { normalQuantile } from './normal-distribution.js';
import type { OptimisePlan } from './optimise-plan.js';
import { createRandom } from './seeded-random.js';
import { sweepTrials } from './sweep-trials.js';
import { deflateAmong, type TrialSpread } from './trial-spread.js';
import { momentsAt, numbersOf } from './trial-table.js';

const DAY = 86_400_000;
const YEAR = 31_557_600_000;
/** Trading days of a year, and their deviation. */
const DAYS = 252;
const DEVIATION = 0.01;

/** Weekdays of a market whose Sharpe ratio per year is known. */
function drawMarket(seed: number, years: number, sharpe: number): BarSeries {
  const random = createRandom(seed);
  const bars = [];
  let price = 100;
  for (let day = 4; bars.length < years * DAYS; day += 1) {
    if (day % 7 > 4) continue;
    const open = price;
    price *= Math.exp(DEVIATION * (sharpe / Math.sqrt(DAYS) + normalQuantile(random())));
    const [high, low] = [Math.max(open, price), Math.min(open, price)];
    bars.push({ openTime: day * DAY, open, high, low, close: price, volume: 1 });
  }
  const head = { symbol: 'X', timeframe: '1d', calendar: 'always', timeZone: 'UTC' } as const;
  return toBarSeries(head, bars, (openTime) => openTime + DAY);
}

const plan: OptimisePlan = {
  ...{ method: 'random', objective: 'sharpe_ratio', constraints: [], maxTrials: 200, seed: 7 },
  axes: [
    { name: 'fast', values: Array.from({ length: 30 }, (_, k) => 2 + k) },
    { name: 'slow', values: Array.from({ length: 60 }, (_, k) => 3 + 2 * k) },
  ],
};

const strategy = {
  ...{ version: 1, name: 'cross', symbols: ['X'], params: { fast: 5, slow: 20 } },
  rules: {
    long: { enter: 'sma(close, fast) > sma(close, slow)', exit: 'sma(close, fast) < sma(close, slow)' },
  },
};

/** Tries 200 sets of parameters and gives the deflated Sharpe ratio of the best. */
function deflatedBest(series: BarSeries): { trials: number; deflated: number } {
  const request = {
    ...{ initialCapital: 1e6, costs: DEFAULT_COSTS, seed: 0 },
    execution: { ...resolveExecution('default'), warmupBars: 130 },
  };
  const table = sweepTrials({ strategy, request, plan, fixed: {}, series: [series] }, { from: 0, to: 200 });
  const sharpes = numbersOf(table, 'period_sharpe').map((sharpe) => (Number.isNaN(sharpe) ? 0 : sharpe));
  const span = { firstBar: numbersOf(table, 'first_bar')[0], lastBar: numbersOf(table, 'last_bar')[0] };
  const best = sharpes.indexOf(Math.max(...sharpes));
  const moments = momentsAt(table, best);
  const { deflated } = deflateAmong(moments, span, spreadOf(sharpes, moments.count, span));
  return { trials: table.length, deflated };
}

/** As the ledger computes it. */
function spreadOf(
  sharpes: Float64Array,
  returns: number,
  { firstBar, lastBar }: { firstBar: number; lastBar: number },
): TrialSpread {
  const perYear = (returns * YEAR) / (lastBar - firstBar);
  const annual = sharpes.map((sharpe) => sharpe * Math.sqrt(perYear));
  const mean = annual.reduce((sum, one) => sum + one, 0) / annual.length;
  const squares = annual.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return { count: annual.length, variance: squares / (annual.length - 1) };
}

/** A hundred with BARKEEP_LONG=1. */
const MARKETS = process.env.BARKEEP_LONG ? 100 : 30;

describe('the best of two hundred trials', () => {
  test('on many markets without any edge passes for one on a tenth of them at most', () => {
    const found = Array.from({ length: MARKETS }, (_, seed) => deflatedBest(drawMarket(seed + 1, 3, 0)));
    expect(found.every(({ trials }) => trials === 200)).toBe(true);
    const passed = found.filter(({ deflated }) => deflated >= 0.95).length;
    expect(passed).toBeLessThanOrEqual(MARKETS / 10);
  });

  test('passes where there is one: a market with a true Sharpe ratio of 2 over ten years', () => {
    const count = MARKETS / 10;
    const found = Array.from({ length: count }, (_, seed) => deflatedBest(drawMarket(seed + 1, 10, 2)));
    expect(found.filter(({ deflated }) => deflated >= 0.95).length).toBeGreaterThanOrEqual(count - 1);
  });
});
