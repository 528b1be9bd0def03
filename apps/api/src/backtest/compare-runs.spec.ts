import type { StoredBacktest } from '#database';
import { compareRuns } from './compare-runs.js';

const empty = { length: 0, columns: {} };

function run(changes: Partial<StoredBacktest> = {}): StoredBacktest {
  return {
    strategy: {},
    request: { asOf: null, costs: { spread: 0, borrowRate: 0 }, seed: 0 },
    ...{ engineVersion: '1', strategyHash: 's', dataDigest: 'd', resultDigest: 'r' },
    ...{ startedAt: 1, finishedAt: 2, durationMs: 1, barsPerSecond: 1, warmupBars: 3, barsTotal: 9 },
    metrics: { return_pct: 5, sharpe_ratio: null },
    ...{ equity: empty, openTrades: empty, orders: empty, warnings: [], partial: false },
    trades: {
      length: 2,
      columns: { pnl: Float64Array.of(1, NaN), exit_time: Float64Array.of(0, 86_400_000) },
    },
    ...changes,
  };
}

describe('comparing two runs', () => {
  it('finds nothing in equal ones, at whatever time and speed they ran', () => {
    expect(
      compareRuns(
        run(),
        run({ startedAt: 7, durationMs: 99, request: { ...run().request, asOf: '2026-01-01' } }),
      ),
    ).toEqual([]);
  });

  it('names the field of the request that differs', () => {
    const request = { asOf: null, costs: { spread: 0, borrowRate: 0.02 }, seed: 0 };
    expect(compareRuns(run(), run({ request, resultDigest: 'q' }))[0]).toEqual({
      ...{ field: 'request/costs/borrow_rate', was: 0, is: 0.02 },
    });
  });

  it('names data, engine, metrics and the first cell of a table', () => {
    const trades = {
      length: 2,
      columns: { pnl: Float64Array.of(1, NaN), exit_time: Float64Array.of(0, 172_800_000) },
    };
    const other = run({
      dataDigest: 'e',
      engineVersion: '2',
      resultDigest: 'q',
      metrics: { return_pct: 6, sharpe_ratio: null },
      trades,
    });
    expect(compareRuns(run(), other)).toEqual([
      { field: 'engine_version', was: '1', is: '2' },
      { field: 'data_digest', was: 'd', is: 'e' },
      { field: 'metrics/return_pct', was: 5, is: 6 },
      { field: 'trades/1/exit_time', was: '1970-01-02T00:00:00.000Z', is: '1970-01-03T00:00:00.000Z' },
      { field: 'result_digest', was: 'r', is: 'q' },
    ]);
  });

  it('tells when there are more rows', () => {
    const trades = { length: 1, columns: { pnl: Float64Array.of(1), exit_time: Float64Array.of(0) } };
    expect(compareRuns(run(), run({ trades, resultDigest: 'q' }))[0]).toEqual({
      field: 'trades/length',
      was: 2,
      is: 1,
    });
  });
});
