import { DEFAULT_COSTS, findEngineThreadFile, resolveExecution } from '#backtest-engine';
import { toBarSeries } from '#domain';
import type { JobContext, TaskProgress } from '#jobs';
import { EnginePool } from '../engine/engine-pool.js';
import { NO_DATASETS } from '../testing/no-datasets.js';
import { createStrategyValidationHandler } from './strategy-validation.handler.js';

const DAY = 86_400_000;
const series = toBarSeries(
  { symbol: 'WAVE', timeframe: '1d', calendar: 'always', timeZone: 'UTC' },
  Array.from({ length: 300 }, (_, row) => {
    const close = 100 + 20 * Math.sin(row / 9);
    return { openTime: row * DAY, open: close, high: close + 1, low: close - 1, close, volume: 1 };
  }),
  (openTime) => openTime + DAY,
);

it('a dry run says whether the strategy saw later data, and nothing of how it fared', async () => {
  const engine = new EnginePool({
    ...{ file: findEngineThreadFile(), threads: 1, heapMb: 256, graceMs: 60_000, partGraceMs: 60_000 },
    onFault: (message: string): void => {
      throw new Error(message);
    },
  });
  const data = { ...NO_DATASETS, bars: { loadSeries: async () => series } };
  const reported: TaskProgress[] = [];
  const context = {
    payload: {
      ...{ strategy_id: 's', version: 2 },
      strategy: {
        ...{ version: 1, name: 'cross', symbols: ['WAVE'] },
        rules: { long: { enter: 'close > sma(close, 8)', exit: 'close < sma(close, 8)' } },
      },
      request: {
        ...{
          symbols: ['WAVE'],
          timeframe: '1d',
          startDate: null,
          endDate: null,
          initialCapital: 1e5,
          params: {},
        },
        ...{ costs: DEFAULT_COSTS, execution: resolveExecution('default'), benchmark: null, adjust: 'split' },
        ...{ asOf: null, seed: 0, tags: [] },
      },
    },
    signal: new AbortController().signal,
    report: (progress: TaskProgress) => reported.push(progress),
  } as unknown as JobContext<'strategy_validation'>;
  const { outcome, summary } = await createStrategyValidationHandler(data, engine)(context);
  await engine.close();
  expect(outcome).toBe('ok');
  expect(summary).toMatchObject({
    ...{ strategy_id: 's', version: 2, valid: true, bars: 300, warmup_bars: 7, warnings: [] },
    look_ahead: { clean: true, decisions_checked: 16, alarms: [] },
  });
  expect(summary.trades).toBeGreaterThan(3);
  expect(summary).not.toHaveProperty('metrics');
  expect(reported.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['loading', 'computing']));
});
