import { DEFAULT_COSTS, resolveExecution, type ThreadResult } from '#backtest-engine';
import { register } from 'prom-client';
import { BarkeepError, toBarSeries, type BarSeries, type CodedTable } from '#domain';
import type { StoredBacktest } from '#database';
import type { JobContext, TaskEnding, TaskProgress } from '#jobs';
import type { RunCheckpoints } from '../engine/checkpoint-keeper.js';
import { MemoryLedger } from '../testing/memory-ledger.js';
import { NO_DATASETS } from '../testing/no-datasets.js';
import { createBacktestRunHandler } from './backtest-run.handler.js';

const empty = { length: 0, columns: {} };
const strategy = { version: 1, name: 's', symbols: ['A', 'B'], rules: { long: { enter: 'close > open' } } };
const request = {
  ...{
    symbols: ['A', 'B'],
    timeframe: '1d',
    startDate: '2020-01-01',
    endDate: null,
    initialCapital: 1,
    params: {},
  },
  ...{
    costs: DEFAULT_COSTS,
    execution: resolveExecution('default'),
    benchmark: 'C',
    adjust: 'raw',
    asOf: null,
  },
  ...{ seed: 0, tags: [] },
};

function seriesOf(symbol: string): BarSeries {
  const head = { symbol, timeframe: '1d', calendar: 'always', timeZone: 'UTC' } as const;
  const bar = { openTime: 0, open: 1, high: 1, low: 1, close: 1, volume: 1 };
  return toBarSeries(head, [bar], (openTime) => openTime + 1);
}

function resultOf(state: 'completed' | 'cancelled', barsDone = 50): ThreadResult {
  return {
    outcome: {
      ...{ state, barsDone, barsTotal: 100, warmupBars: 3 },
      metrics: { return_pct: 5, start: 1, cost_spread: 2, sharpe_ratio: null },
      equity: { length: 2, columns: { time: Float64Array.of(0, 86_400_000), equity: Float64Array.of(1, 2) } },
      ...{ trades: empty, openTrades: empty, orders: empty, warnings: [] },
      corporateActions: { adjust: 'raw', splits: 0, dividends: 0, dividendCash: 0, cashInLieu: 0 },
    },
    ...{
      strategy,
      strategyHash: 'h',
      engineVersion: '1',
      dataDigest: 'd',
      resultDigest: 'r',
      warnings: [],
      elapsedMs: 25,
    },
  };
}

function createStand(
  state: 'completed' | 'cancelled' = 'completed',
  stored = ['A', 'B', 'C'],
  { indicators = 0, barsDone = 50, fence = 7, crashes = false } = {},
) {
  const controller = new AbortController();
  const saved: { result: StoredBacktest<CodedTable>; ending: TaskEnding; fence: number }[] = [];
  const reported: TaskProgress[] = [];
  const asked: object[] = [];
  const ledger = new MemoryLedger();
  const checkpoints: string[] = [];
  let watched: RunCheckpoints | undefined;
  let accepts = true;
  const handler = createBacktestRunHandler(
    {
      ...NO_DATASETS,
      bars: {
        loadSeries: async (wanted) => {
          asked.push(wanted);
          return stored.includes(wanted.symbol) ? seriesOf(wanted.symbol) : undefined;
        },
      },
    },
    {
      run: async (run, watch) => {
        expect(run.series.map((series) => series.symbol)).toEqual(['A', 'B']);
        expect(run.benchmark?.symbol).toBe('C');
        watched = watch.checkpoints;
        if (crashes) throw new BarkeepError('ENGINE_CRASHED', 'The thread ended');
        for (let k = 1; k <= indicators; k += 1) watch.onIndicator?.(k, indicators);
        if (barsDone > 0) watch.onProgress(barsDone, 100);
        if (state === 'cancelled')
          controller.abort(new BarkeepError('TASK_CANCELLED', 'The task was cancelled'));
        return resultOf(state, barsDone);
      },
    },
    {
      save: async (_taskId, fence, result, ending) => {
        saved.push({ result, ending, fence });
        return accepts;
      },
    },
    ledger,
    {
      everyMs: 5_000,
      store: {
        load: async (taskId) => {
          checkpoints.push(`load ${taskId}`);
          return [Uint8Array.of(1)];
        },
        save: async (taskId, by, number) => checkpoints.push(`save ${taskId} ${by} ${number}`) > 0,
        remove: async (taskId) => void checkpoints.push(`remove ${taskId}`),
      },
    },
  );
  const context = {
    ...{
      taskId: 't',
      job: 'backtest_run',
      attempt: 1,
      fence,
      payload: { strategy, request },
      keepPartial: false,
    },
    ...{
      signal: controller.signal,
      report: (progress: TaskProgress) => reported.push(progress),
      partial: () => undefined,
    },
  } as unknown as JobContext<'backtest_run'>;
  return {
    ...{ handler, context, saved, reported, asked, ledger, checkpoints, controller },
    ...{ watched: () => watched!, refuse: () => (accepts = false) },
  };
}

describe('the handler of backtest_run', () => {
  test('tells Prometheus how fast a finished run was, and nothing of one that was cancelled', async () => {
    const told = async () => /bars_per_second_count (\d+)/.exec(await register.metrics())?.[1];
    const before = Number((await told()) ?? 0);
    const finished = createStand();
    await finished.handler(finished.context);
    expect(Number(await told())).toBe(before + 1);
    expect(await register.metrics()).toMatch(/barkeep_engine_bars_per_second_bucket\{le="10000"\} [1-9]/);
    const { handler, context } = createStand('cancelled');
    await handler({ ...context, keepPartial: true });
    expect(Number(await told())).toBe(before + 1);
  });

  test('loads, simulates and saves, and hands on the ending that it wrote', async () => {
    const { handler, context, saved, reported, asked, ledger } = createStand();
    const result = await handler(context);
    expect([...ledger.shapes.values()].map((trials) => trials.size)).toEqual([1]);
    expect(asked[0]).toEqual({
      symbol: 'A',
      timeframe: '1d',
      start: '2020-01-01',
      end: null,
      adjust: 'raw',
      asOf: null,
    });
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatchObject({
      fence: 7,
      result: { resultDigest: 'r', barsPerSecond: 2_000, partial: false, metrics: { start: 1 } },
      ending: { status: 'completed', outcome: 'ok' },
    });
    expect(result.written).toBe(saved[0].ending);
    expect(result.summary).toEqual({
      ...{ bars_done: 50, bars_total: 100, result_digest: 'r' },
      metrics: { start: 1, return_pct: 5, sharpe_ratio: null, cost_spread: 2 },
    });
    expect(reported.find(({ barsDone }) => barsDone > 0)).toMatchObject({ barsPerSecond: null });
    expect(reported.map((progress) => progress.message)).toEqual([
      ...['Loading bars', 'Computing indicators', 'Processing bar 50/100', 'Saving the result'],
    ]);
  });

  test('says which bars are gone', async () => {
    const { handler, context } = createStand('completed', ['A']);
    await expect(handler(context)).rejects.toMatchObject({
      code: 'DATA_MISSING',
      message: 'There are no 1d bars of B in the range of the run',
    });
  });

  test('throws away the part of a cancelled run', async () => {
    const { handler, context, saved } = createStand('cancelled');
    await expect(handler(context)).rejects.toMatchObject({ code: 'TASK_CANCELLED' });
    expect(saved).toEqual([]);
  });

  test('keeps the part of a cancelled run where that was asked for', async () => {
    const { handler, context, saved, reported } = createStand('cancelled');
    const result = await handler({ ...context, keepPartial: true });
    expect(reported.at(-1)).toMatchObject({ stage: 'saving', barsDone: 50, barsTotal: 100, percent: 49 });
    expect(saved[0]).toMatchObject({
      result: { partial: true },
      ending: { status: 'cancelled', outcome: 'partial' },
    });
    expect(result.written?.status).toBe('cancelled');
  });

  test('says which indicator is computed, within a small share of the run that never goes back', async () => {
    const { handler, context, reported } = createStand('completed', undefined, { indicators: 4 });
    await handler(context);
    const computing = reported.filter(({ stage }) => stage === 'computing');
    expect(computing.map(({ message }) => message)).toEqual([
      'Computing indicators',
      ...[1, 2, 3, 4].map((indicator) => `Computing indicator ${indicator}/4`),
    ]);
    const percents = reported.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(Math.max(...computing.map(({ percent }) => percent))).toBe(3);
  });

  test('has no part to keep of a run that was cancelled before its first bar', async () => {
    const { handler, context, saved } = createStand('cancelled', undefined, { indicators: 4, barsDone: 0 });
    await expect(handler({ ...context, keepPartial: true })).rejects.toMatchObject({
      code: 'TASK_CANCELLED',
    });
    expect(saved).toEqual([]);
  });

  test('writes nothing more once a newer run has the task', async () => {
    const { handler, context, refuse } = createStand();
    refuse();
    await expect(handler(context)).rejects.toMatchObject({ code: 'RUN_FENCED' });
  });

  test('goes on with what earlier runs of the task kept, and keeps under its own fence', async () => {
    const { handler, context, checkpoints, watched } = createStand();
    await handler(context);
    expect([watched().found, watched().everyMs]).toEqual([[Uint8Array.of(1)], 5_000]);
    await watched().save(3, Uint8Array.of(2));
    expect(checkpoints).toEqual(['load t', 'save t 7 3']);
  });

  test('looks for nothing in the first run of a task', async () => {
    const { handler, context, checkpoints, watched } = createStand('completed', undefined, { fence: 1 });
    await handler(context);
    expect([watched().found, checkpoints]).toEqual([[], []]);
  });

  test.each([
    ['a worker that goes away', new Error('The worker is shutting down'), true],
    ['a cancel', new BarkeepError('TASK_CANCELLED', 'The task was cancelled'), false],
    ['a newer run', new BarkeepError('RUN_FENCED', 'A newer run'), false],
  ])('after %s (%s) a last checkpoint is wanted: %s', async (_, reason, isWanted) => {
    const { handler, context, controller, watched } = createStand();
    await handler(context);
    expect(watched().isWantedAtEnd()).toBe(false);
    controller.abort(reason);
    expect(watched().isWantedAtEnd()).toBe(isWanted);
  });

  test('forgets what it went on from where the thread crashed', async () => {
    const { handler, context, checkpoints } = createStand('completed', undefined, { crashes: true });
    await expect(handler(context)).rejects.toMatchObject({ code: 'ENGINE_CRASHED' });
    expect(checkpoints).toEqual(['load t', 'remove t']);
  });
});
