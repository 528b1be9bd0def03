import {
  DEFAULT_COSTS,
  resolveExecution,
  runBacktest,
  sweepTrials,
  type BacktestRequest,
  type OptimisePlan,
  type SearchSpace,
  type ThreadResult,
} from '#backtest-engine';
import { compileStrategy } from '#strategy';
import { createWaveSeries } from '../testing/wave-series.js';
import { toRunTrials, toSearchTrials } from './record-trials.js';

const series = createWaveSeries(400);

const strategy = {
  ...{ version: 1, name: 'cross', symbols: ['WAVE'], params: { fast: 3, slow: 8, unused: 1 } },
  rules: {
    long: {
      enter: 'cross_up(sma(close, fast), sma(close, slow))',
      exit: 'cross_down(sma(close, fast), sma(close, slow))',
    },
  },
};

const request: BacktestRequest = {
  ...{
    symbols: ['WAVE'],
    timeframe: '1d',
    startDate: null,
    endDate: null,
    initialCapital: 10_000,
    params: {},
  },
  ...{ costs: DEFAULT_COSTS, execution: resolveExecution('default'), benchmark: null, adjust: 'raw' },
  ...{ asOf: null, seed: 0, tags: [] },
};

/** What a thread gives of one run. */
function run(params: Record<string, number>): ThreadResult {
  const compiled = compileStrategy(strategy, { params });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const outcome = runBacktest({ series: [series], strategy: compiled.strategy, request });
  return { outcome, strategy: compiled.strategy.canonical } as ThreadResult;
}

const plan: OptimisePlan = {
  ...{ method: 'grid', objective: 'sharpe_ratio', constraints: [], maxTrials: 100, seed: 0 },
  axes: [
    { name: 'fast', values: [2, 3, 4] },
    { name: 'slow', values: [8, 9] },
  ],
};

const space: SearchSpace = { strategy, request, plan, fixed: { unused: 1 } };

it('a set of parameters is the same trial, whether it was run alone or in a search', () => {
  const table = sweepTrials({ ...space, series: [series] }, { from: 0, to: 6 });
  const searched = toSearchTrials(space, [table]);
  expect(searched.trials).toHaveLength(6);
  expect(new Set(searched.trials.map(({ trialKey }) => trialKey)).size).toBe(6);
  plan.axes[0].values.forEach((fast, first) =>
    plan.axes[1].values.forEach((slow, second) => {
      const alone = toRunTrials(run({ fast, slow }), request);
      expect(alone).toEqual({ shapeHash: searched.shapeHash, trials: [searched.trials[first * 2 + second]] });
    }),
  );
});

it.each([
  ['costs', { ...request, costs: { ...DEFAULT_COSTS, spread: 0.01 } }],
  ['an adjustment', { ...request, adjust: 'total' } as const],
  ['a timeframe', { ...request, timeframe: '1h' } as const],
])('another world is another trial of the same shape: %s', (_, other) => {
  const [one, two] = [request, other].map((world) => toRunTrials(run({ fast: 3 }), world));
  expect(two.shapeHash).toBe(one.shapeHash);
  expect(two.trials[0].trialKey).not.toBe(one.trials[0].trialKey);
});

it('a name is no part of a trial', () => {
  const renamed = { ...run({}), strategy: { ...run({}).strategy, name: 'another name' } };
  expect(toRunTrials(renamed, request)).toEqual(toRunTrials(run({}), request));
});
