import { toBarSeries, type BarSeries } from '#domain';
import { resolveExecution, DEFAULT_COSTS } from '../presets.js';
import type { BacktestRequest } from '../backtest-request.js';
import { executeRun } from './execute-run.js';
import { RunControl } from './run-control.js';
import { toSharedSeries, type ThreadRun } from './thread-run.js';

const DAY = 86_400_000;

function wave(length: number): BarSeries {
  const bars = Array.from({ length }, (_, row) => {
    const price = 100 + 20 * Math.sin(row / 9);
    return {
      openTime: row * DAY,
      open: price,
      high: price + 1,
      low: price - 1,
      close: price + 0.5,
      volume: 1_000,
    };
  });
  const head = { symbol: 'WAVE', timeframe: '1d', calendar: 'always', timeZone: 'UTC' } as const;
  return toBarSeries(head, bars, (openTime) => openTime + DAY);
}

const strategy = {
  version: 1,
  name: 'cross',
  symbols: ['WAVE'],
  rules: {
    long: {
      enter: 'cross_up(sma(close, 3), sma(close, 8))',
      exit: 'cross_down(sma(close, 3), sma(close, 8))',
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
  ...{
    costs: DEFAULT_COSTS,
    execution: resolveExecution('default'),
    benchmark: null,
    adjust: 'raw',
    asOf: null,
  },
  ...{ seed: 0, tags: [] },
};

function threadRun(changes: Partial<ThreadRun> = {}): ThreadRun {
  return {
    strategy,
    request,
    series: [toSharedSeries(wave(400))],
    known: [],
    control: new RunControl().memory,
    ...changes,
  };
}

describe('executeRun', () => {
  test('gives the outcome with everything that its record needs', () => {
    const run = threadRun();
    const answer = executeRun(run);
    if (!answer.ok) throw new Error(answer.message);
    const { result } = answer;
    expect(result.outcome).toMatchObject({ state: 'completed', barsDone: 400, barsTotal: 400 });
    expect(result.outcome.trades.length).toBeGreaterThan(3);
    expect(result.dataDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(result.resultDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(new RunControl(run.control).progress).toEqual({ barsDone: 400, barsTotal: 400 });
  });

  test('gives the same digests for the same input, and others for another input', () => {
    const digests = (run: ThreadRun): string[] => {
      const answer = executeRun(run);
      return answer.ok ? [answer.result.dataDigest, answer.result.resultDigest] : [];
    };
    const first = digests(threadRun());
    expect(digests(threadRun())).toEqual(first);
    const dearer = { ...request, costs: { ...DEFAULT_COSTS, spread: 0.01 } };
    const other = digests(threadRun({ request: dearer }));
    expect(other[0]).toBe(first[0]);
    expect(other[1]).not.toBe(first[1]);
  });

  test('ends at the first look once it is cancelled, with what it has', () => {
    const control = new RunControl();
    control.cancel();
    const answer = executeRun(threadRun({ control: control.memory }));
    expect(answer).toMatchObject({ ok: true, result: { outcome: { state: 'cancelled', barsTotal: 400 } } });
  });

  test('answers with the faults of a strategy that no longer compiles', () => {
    const broken = { ...strategy, rules: { long: { enter: 'sma(close' } } };
    expect(executeRun(threadRun({ strategy: broken }))).toMatchObject({
      ok: false,
      code: 'STRATEGY_INVALID',
    });
  });

  test('answers with what nobody foresaw as data too', () => {
    const answer = executeRun(threadRun({ series: undefined as never }));
    expect(answer).toMatchObject({ ok: false, code: null, stack: expect.stringContaining('TypeError') });
  });
});
