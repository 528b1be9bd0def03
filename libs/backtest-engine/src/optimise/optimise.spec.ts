import { createBarSeries, type BarSeries } from '#domain';
import { compileStrategy } from '#strategy';
import { DEFAULT_COSTS, resolveExecution } from '../presets.js';
import { runBacktest } from '../run-backtest.js';
import { assembleOptimisation } from './assemble-optimisation.js';
import type { OptimisePlan } from './optimise-plan.js';
import { createRandom } from './seeded-random.js';
import { sweepTrials, type Sweep } from './sweep-trials.js';
import { TrialRunner } from './trial-runner.js';
import { numbersOf, TRIAL_METRICS } from './trial-table.js';

const DAY = 86_400_000;

function walk(length: number, seed: number): BarSeries {
  const head = { symbol: 'X', timeframe: '1d', calendar: 'always', timeZone: 'UTC' } as const;
  const series = createBarSeries(head, length);
  const random = createRandom(seed);
  let close = 100;
  for (let row = 0; row < length; row += 1) {
    const open = close;
    close = Math.max(10, close + (random() - 0.49) * 4);
    series.openTime[row] = Date.UTC(2015, 0, 1) + row * DAY;
    series.closeTime[row] = series.openTime[row] + DAY;
    series.open[row] = open;
    series.close[row] = close;
    series.high[row] = Math.max(open, close) + random();
    series.low[row] = Math.min(open, close) - random();
    series.volume[row] = 1_000;
  }
  return series;
}

const strategy = {
  version: 1,
  name: 'SMA cross',
  symbols: ['X'],
  params: { fast: 10, slow: 20, stop: 5 },
  rules: {
    long: {
      enter: 'cross_up(sma(close, fast), sma(close, slow))',
      exit: 'cross_down(sma(close, fast), sma(close, slow))',
      stops: [{ kind: 'stop', at: 'entry_price * (1 - stop / 100)' }],
    },
  },
};
const request = {
  initialCapital: 100_000,
  seed: 0,
  costs: DEFAULT_COSTS,
  execution: resolveExecution('default'),
};
const plan: OptimisePlan = {
  method: 'grid',
  objective: 'sharpe_ratio',
  axes: [
    { name: 'fast', values: [3, 5, 8, 13] },
    { name: 'slow', values: [5, 10, 20, 40] },
  ],
  constraints: ['fast < slow'],
  maxTrials: 100,
  seed: 1,
};
const series = [walk(900, 3)];
const sweep: Sweep = { strategy, request, series, plan, fixed: { stop: 4 } };

describe('a sweep', () => {
  const table = sweepTrials(sweep, { from: 0, to: Infinity });

  test('gives each trial what a run of its own gives', () => {
    expect(table.length).toBe(12);
    for (let row = 0; row < table.length; row += 1) {
      const params = {
        fast: numbersOf(table, 'params.fast')[row],
        slow: numbersOf(table, 'params.slow')[row],
        stop: 4,
      };
      const compiled = compileStrategy(strategy, { params });
      if (!compiled.ok) throw new Error('refused');
      const { metrics } = runBacktest({ series, strategy: compiled.strategy, request });
      for (const key of TRIAL_METRICS) expect(numbersOf(table, key)[row]).toBe(metrics[key] ?? NaN);
      expect(numbersOf(table, 'objective')[row]).toBe(metrics.sharpe_ratio);
    }
  });

  test('gives the same rows in one piece and in several', () => {
    const parts = [0, 5, 6].map((from, k) => sweepTrials(sweep, { from, to: [5, 6, 12][k] }));
    const whole = assembleOptimisation(sweep, [table]);
    expect(assembleOptimisation(sweep, parts)).toEqual(whole);
  });

  test('ends where it is told to, with what it has', () => {
    let trials = 0;
    const hooks = { isCancelled: () => trials === 3, onProgress: (done: number) => void (trials = done) };
    expect(sweepTrials(sweep, { from: 0, to: 12 }, hooks).length).toBe(3);
  });

  test('ends within a trial whose indicators take long, and drops it', () => {
    const slow = {
      ...strategy,
      params: { n: 5_000 },
      rules: { long: { enter: 'close > median(close, n)', exit: 'close < open' } },
    };
    const axes = [{ name: 'n', values: [4_000, 4_500, 5_000] }];
    const long = { ...sweep, strategy: slow, fixed: {}, plan: { ...sweep.plan, axes, constraints: [] } };
    const looksOf = (endsAt: number): { looks: number; trials: number } => {
      let looks = 0;
      const isCancelled = (): boolean => (looks += 1) > endsAt;
      const table = sweepTrials(
        { ...long, series: [walk(30_000, 3)] },
        { from: 0, to: 3 },
        { isCancelled, onProgress: () => undefined },
      );
      return { looks, trials: table.length };
    };
    // Ten looks are far from the end of the first trial.
    expect(looksOf(10)).toEqual({ looks: 11, trials: 0 });
  });

  test('keeps parameters that the strategy refuses as such', () => {
    const odd = { ...plan, axes: [{ name: 'fast', values: [2.5, 5] }], constraints: [] };
    const found = assembleOptimisation({ ...sweep, plan: odd }, [
      sweepTrials({ ...sweep, plan: odd }, { from: 0, to: 2 }),
    ]);
    expect(found).toMatchObject({
      trialsDone: 2,
      trialsRefused: 1,
      findings: { params: { fast: 5 }, evidence: { trials: 1 } },
    });
  });

  test('refuses a grid that is larger than allowed, and one that has no cell', () => {
    const run = (changes: Partial<OptimisePlan>) => () =>
      sweepTrials({ ...sweep, plan: { ...plan, ...changes } }, { from: 0, to: 1 });
    expect(run({ maxTrials: 11 })).toThrow('12 trials');
    expect(run({ constraints: ['fast > 99'] })).toThrow('No set');
    expect(run({ method: 'random', maxTrials: 11 })).not.toThrow();
  });
});

describe('the findings', () => {
  const outcome = assembleOptimisation(sweep, [sweepTrials(sweep, { from: 0, to: 12 })]);

  test('name the best with all its metrics, and judge it', () => {
    const objective = numbersOf(outcome.trials, 'objective');
    expect(outcome.findings!.objective).toBe(Math.max(...objective));
    expect(outcome.bestMetrics!.sharpe_ratio).toBe(outcome.findings!.objective);
    const { evidence, stability, overfitting } = outcome.findings!;
    expect(evidence).toMatchObject({ trials: 12, returns: 899 });
    expect(evidence.deflated!).toBeLessThan(evidence.probabilistic!);
    expect(['plateau', 'spike']).toContain(stability.verdict);
    expect(overfitting!.combinations).toBe(12_870);
    expect(outcome.walkForward).toBeNull();
    expect(Object.keys(outcome.trials.columns).filter((name) => name.startsWith('sum_'))).toEqual([]);
  });

  test('are none where no trial has a value', () => {
    const never = { ...strategy, rules: { long: { enter: 'close < 0' } } };
    const flat = { ...sweep, strategy: never };
    const found = assembleOptimisation(flat, [sweepTrials(flat, { from: 0, to: 12 })]);
    expect(found).toMatchObject({ findings: null, bestMetrics: null, trialsDone: 12 });
    expect(assembleOptimisation(sweep, [])).toMatchObject({ findings: null, trialsDone: 0 });
  });
});

describe('a walk-forward analysis', () => {
  const walkForward = { folds: 3, mode: 'rolling', trainShare: 0.6, purgeBars: 5 } as const;
  const forward: Sweep = { ...sweep, plan: { ...plan, method: 'walk_forward', walkForward } };
  const trials = sweepTrials(forward, { from: 0, to: Infinity });
  const outcome = assembleOptimisation(forward, [trials]);

  test('trains on each fold, and tests what it chose on what comes after', () => {
    expect(trials.length).toBe(36);
    const { folds } = outcome.walkForward!;
    expect(folds.map(({ train, test }) => [train.from, train.to, test.from, test.to])).toEqual([
      [0, 295, 300, 500],
      [200, 495, 500, 700],
      [400, 695, 700, 900],
    ]);
    expect(outcome.equity.length).toBe(600);
    expect(numbersOf(outcome.equity, 'time')[0]).toBe(series[0].openTime[300]);
    const joined = folds.reduce((growth, { testReturnPct }) => growth * (1 + testReturnPct! / 100), 1);
    expect(numbersOf(outcome.equity, 'equity')[599]).toBeCloseTo(100_000 * joined, 6);
    expect(outcome.findings!.params).toEqual(folds[2].params);
  });

  test('knows nothing of later bars when it trains', () => {
    const changed = walk(900, 3);
    changed.close.fill(1_000, 700);
    changed.high.fill(1_001, 700);
    const again = sweepTrials({ ...forward, series: [changed] }, { from: 0, to: 36 });
    expect(again).toEqual(trials);
  });

  test('refuses more folds than there are bars for', () => {
    const many = { ...walkForward, folds: 600 };
    expect(() =>
      sweepTrials({ ...forward, plan: { ...forward.plan, walkForward: many } }, { from: 0, to: 1 }),
    ).toThrow('too few');
  });

  test('starts a span with the capital, on bars that indicators look back from', () => {
    const answer = new TrialRunner(sweep).run({ fast: 3, slow: 5, stop: 4 }, { from: 300, to: 500 });
    if (!answer.ok) throw new Error('refused');
    expect(answer.run.equity).toHaveLength(201);
    expect(answer.run.equity[0]).toBe(100_000);
  });
});
