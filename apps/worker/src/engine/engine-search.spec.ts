import {
  DEFAULT_COSTS,
  findEngineThreadFile,
  resolveExecution,
  sweepTrials,
  type OptimisePlan,
} from '#backtest-engine';
import { BarkeepError, toBarSeries } from '#domain';
import { EnginePool, type EngineSearch } from './engine-pool.js';

const DAY = 86_400_000;
const plan: OptimisePlan = {
  ...{ method: 'grid', objective: 'sharpe_ratio', constraints: ['fast < slow'], maxTrials: 5_000, seed: 0 },
  axes: [
    { name: 'fast', values: Array.from({ length: 60 }, (_, k) => k + 2) },
    { name: 'slow', values: Array.from({ length: 60 }, (_, k) => k + 5) },
  ],
};
const series = toBarSeries(
  { symbol: 'WAVE', timeframe: '1d', calendar: 'always', timeZone: 'UTC' },
  Array.from({ length: 20_000 }, (_, row) => {
    const close = 100 + 20 * Math.sin(row / 9) + 5 * Math.sin(row / 2);
    return { openTime: row * DAY, open: close, high: close + 1, low: close - 1, close, volume: 1_000 };
  }),
  (openTime) => openTime + DAY,
);
const rule = (op: string): string => `${op}(sma(close, fast), sma(close, slow))`;
const space: Omit<EngineSearch, 'work'> = {
  strategy: {
    ...{ version: 1, name: 'cross', symbols: ['WAVE'], params: { fast: 2, slow: 5 } },
    rules: { long: { enter: rule('cross_up'), exit: rule('cross_down') } },
  },
  request: {
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
  },
  ...{ plan, fixed: {}, series: [series], known: [] },
};

describe('an optimisation in the engine pool', () => {
  let pool: EnginePool;
  const watch = {
    signal: new AbortController().signal,
    wantsPart: () => true,
    onProgress: (_done: number, _total: number): void => undefined,
  };

  beforeAll(() => {
    const grace = { graceMs: 60_000, partGraceMs: 60_000 };
    const onFault = (message: string): void => {
      throw new Error(message);
    };
    pool = new EnginePool({ file: findEngineThreadFile(), threads: 1, heapMb: 256, ...grace, onFault });
  });

  afterAll(() => pool.close());

  test('gives in a thread what it gives here, and puts it together', async () => {
    const swept = await pool.search({ ...space, work: { kind: 'sweep', from: 3, to: 9 } }, watch);
    if (swept.kind !== 'sweep') throw new Error(swept.kind);
    expect(swept.trials).toEqual(sweepTrials(space, { from: 3, to: 9 }));
    const spread = { count: 6, variance: 1 };
    const found = await pool.search(
      { ...space, work: { kind: 'assemble', ranges: [swept.trials], spread } },
      watch,
    );
    if (found.kind !== 'assemble') throw new Error(found.kind);
    expect(found.assembled.outcome.trialsDone).toBe(6);
    expect(found.assembled.dataDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('ends between two trials when it is told to, with those that it has', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const result = await pool.search(
      { ...space, work: { kind: 'sweep', from: 0, to: 5_000 } },
      {
        ...watch,
        signal: controller.signal,
        onProgress: (done) => {
          seen.push(done);
          controller.abort(new BarkeepError('TASK_CANCELLED', 'The task was cancelled'));
        },
      },
    );
    if (result.kind !== 'sweep') throw new Error(result.kind);
    expect(result.trials.length).toBeGreaterThanOrEqual(seen[0]);
    expect(result.trials.length).toBeLessThan(1_800);
  });

  test('says what is wrong with its plan', async () => {
    const wrong = { ...plan, constraints: ['fast > 1000'] };
    const part = { ...space, plan: wrong, work: { kind: 'sweep', from: 0, to: 1 } } as const;
    await expect(pool.search(part, watch)).rejects.toMatchObject({ code: 'STRATEGY_FAILED' });
  });
});
