import { BarkeepError } from '#domain';
import type { JobContext, TaskProgress } from '#jobs';
import type { PriceIngestRequest, SymbolResult } from '#market-data';
import { createHistoricalPricesHandler } from './historical-prices.handler.js';

const NOW = Date.parse('2026-11-20T22:30:00Z');

function resultOf(symbol: string): SymbolResult {
  const outcome = symbol.startsWith('E') ? 'empty' : symbol.startsWith('F') ? 'failed' : 'ok';
  const isOk = outcome === 'ok';
  return {
    ...{ symbol, outcome, provider: isOk ? 'sim' : null, inserted: isOk ? 2 : 0, changed: 0, unchanged: 5 },
    ...{
      quarantined: 0,
      warnings: {},
      gaps: 0,
      actions: 0,
      conflicts: 0,
      reloaded: false,
      reason: isOk ? null : 'why',
    },
  };
}

function createStand(universe: readonly string[], onIngest: () => void = () => undefined) {
  const asked: PriceIngestRequest[] = [];
  const reported: TaskProgress[] = [];
  const job = new AbortController();
  const handler = createHistoricalPricesHandler(
    {
      batchSize: 2,
      ingest: async (request) => {
        asked.push(request);
        onIngest();
        return resultOf(request.symbol);
      },
    },
    {
      ingest: async (request) => {
        asked.push(request);
        return resultOf(request.symbol);
      },
    },
    {
      listFor: async () =>
        universe.map((symbol) => ({
          symbol,
          name: null,
          calendar: 'XNYS',
          timeZone: 'UTC',
          currency: 'USD',
          active: true,
          delistedOn: null,
          excludedDatasets: [],
        })),
    },
    () => NOW,
  );
  const run = (payload: object = {}) =>
    handler({
      ...{
        taskId: 't',
        payload,
        signal: job.signal,
        report: (progress: TaskProgress) => reported.push(progress),
      },
    } as unknown as JobContext<'historical_prices'>);
  return { run, asked, reported, job };
}

describe('the handler of historical_prices', () => {
  test('brings the whole universe and counts what came of it', async () => {
    const { run, asked, reported } = createStand(['A', 'B', 'C']);
    const { outcome, summary } = await run();
    expect(outcome).toBe('ok');
    expect(asked.map(({ symbol, runId, now }) => [symbol, runId, now])).toEqual([
      ['A', 't', NOW],
      ['B', 't', NOW],
      ['C', 't', NOW],
    ]);
    expect(summary).toMatchObject({
      ...{ inserted: 6, changed: 0, unchanged: 15, quarantined: 0, providers: { sim: 3 } },
      symbols: { total: 3, ok: 3, empty: 0, failed: 0 },
    });
    expect(reported.map(({ message }) => message)).toEqual([
      ...['Prices of 0/3 symbols', 'Prices of 2/3 symbols', 'Prices of 3/3 symbols'],
    ]);
  });

  test.each([
    [['A', 'E1'], 'partial'],
    [['A', 'F1'], 'partial'],
    [['E1', 'E2'], 'empty'],
    [['F1', 'F2'], 'failed'],
    [['E1', 'F1'], 'failed'],
    [[], 'skipped'],
  ])('%j comes to %s', async (universe, expected) => {
    expect((await createStand(universe).run()).outcome).toBe(expected);
  });

  test('takes symbols and start from its payload, each symbol once, those that went wrong listed first', async () => {
    const { run, asked } = createStand([]);
    const { summary } = await run({ symbols: ['A', 'F1', 'A'], start: '2020-01-02' });
    expect(asked.map(({ symbol, start }) => [symbol, start])).toEqual([
      ['A', '2020-01-02'],
      ['F1', '2020-01-02'],
    ]);
    expect(Object.keys(summary.by_symbol as object)).toEqual(['F1', 'A']);
  });

  test('brings bars shorter than a day where its payload says so', async () => {
    const { run, asked } = createStand(['A']);
    await run({ timeframe: '5m' });
    await run({ timeframe: '1d' });
    expect(asked).toMatchObject([{ symbol: 'A', timeframe: '5m' }, { symbol: 'A' }]);
    expect(asked[1]).not.toHaveProperty('timeframe');
  });

  test('stops between batches when it is cancelled', async () => {
    const stand = createStand(['A', 'B', 'C'], () =>
      stand.job.abort(new BarkeepError('TASK_CANCELLED', 'The task was cancelled')),
    );
    await expect(stand.run()).rejects.toMatchObject({ code: 'TASK_CANCELLED' });
    expect(stand.asked).toHaveLength(2);
  });
});
