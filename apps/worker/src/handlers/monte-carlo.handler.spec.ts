import type { StoredBacktest } from '#database';
import type { JobContext, MonteCarloPayload, TaskProgress } from '#jobs';
import { createMonteCarloHandler } from './monte-carlo.handler.js';

const DAY = 86_400_000;
const stored = {
  request: { initialCapital: 1_000 },
  trades: { length: 3, columns: { pnl: Float64Array.of(100, -300, 400) } },
  equity: {
    length: 200,
    columns: {
      time: Float64Array.from({ length: 200 }, (_, day) => day * DAY),
      equity: Float64Array.from({ length: 200 }, (_, day) => 1_000 + 50 * Math.sin(day) + day),
    },
  },
} as unknown as StoredBacktest;

function run(changes: Partial<MonteCarloPayload>, found: StoredBacktest | undefined = stored) {
  const reported: TaskProgress[] = [];
  const base = { run_id: 'b', method: 'shuffle_trades', paths: 300, mean_block: 10, seed: 1 } as const;
  const context = {
    payload: { ...base, ...changes },
    signal: new AbortController().signal,
    report: (progress: TaskProgress) => reported.push(progress),
  } as unknown as JobContext<'monte_carlo'>;
  return { reported, result: createMonteCarloHandler({ find: async () => found })(context) };
}

describe('the handler of monte_carlo', () => {
  test('tells how deep the same trades could have fallen in another order', async () => {
    const { result, reported } = run({});
    const { outcome, summary } = await result;
    expect(outcome).toBe('ok');
    expect(summary).toMatchObject({ paths: 300, returns: 3, loss_probability: 0 });
    const { actual, return_pct, max_drawdown_pct } = summary as Record<string, Record<string, number>>;
    expect(actual.return_pct).toBeCloseTo(20, 9);
    expect(return_pct.p50).toBeCloseTo(20, 9);
    expect(actual.max_drawdown_pct).toBeCloseTo((-300 / 1_100) * 100, 9);
    expect(max_drawdown_pct.p1).toBeLessThanOrEqual(max_drawdown_pct.p99);
    expect(reported.at(-1)).toMatchObject({ message: 'Path 300/300', percent: 98 });
  });

  test('draws blocks of days, the same for a seed', async () => {
    const first = await run({ method: 'bootstrap' }).result;
    expect(first.summary).toMatchObject({ returns: 199, mean_block: 10 });
    expect((await run({ method: 'bootstrap' }).result).summary).toEqual(first.summary);
    expect((await run({ method: 'bootstrap', seed: 2 }).result).summary).not.toEqual(first.summary);
  });

  test('gives after a lost run what it gives without, and leaves nothing of the lost one', async () => {
    const lost = new AbortController();
    const ending = createMonteCarloHandler({ find: async () => stored })({
      ...contextOf({ method: 'bootstrap', paths: 3_000, mean_block: 10, seed: 1 }, lost.signal),
      report: ({ percent }: TaskProgress) => void (percent > 0 && lost.abort(new Error('lost'))),
    });
    await expect(ending).rejects.toThrow('lost');
    const again = await run({ method: 'bootstrap', paths: 3_000 }).result;
    expect(again.summary).toMatchObject({ paths: 3_000 });
    expect(again.summary).toEqual((await run({ method: 'bootstrap', paths: 3_000 }).result).summary);
  });

  test('says when there is nothing to draw from', async () => {
    await expect(createMonteCarloHandler({ find: async () => undefined })(contextOf())).rejects.toMatchObject(
      {
        code: 'DATA_MISSING',
      },
    );
    const short = { ...stored, trades: { length: 1, columns: { pnl: Float64Array.of(1) } } };
    await expect(run({}, short).result).rejects.toMatchObject({ code: 'STRATEGY_FAILED' });
  });
});

function contextOf(
  changes: Partial<MonteCarloPayload> = {},
  signal = new AbortController().signal,
): JobContext<'monte_carlo'> {
  const base = { run_id: 'gone', method: 'bootstrap', paths: 1, mean_block: 1, seed: 0 };
  return {
    payload: { ...base, ...changes },
    signal,
    report: () => undefined,
  } as unknown as JobContext<'monte_carlo'>;
}
