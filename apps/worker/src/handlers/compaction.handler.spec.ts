import { BarRepository, Database, DatasetRepository, InstrumentRepository } from '#database';
import type { JobContext } from '#jobs';
import { emptyRow } from '../../../../test/support/dataset-rows.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { createCompactionHandler } from './compaction.handler.js';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-20T08:30:00Z');
const OLD = NOW - 40 * 1_440 * MINUTE;

describe('the compaction', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let datasets: DatasetRepository;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 2 });
    datasets = new DatasetRepository(database);
    const instrument = { symbol: 'A', name: null, calendar: 'XNYS', timeZone: 'UTC', currency: 'USD' };
    await new InstrumentRepository(database).ensure(instrument);
    const quotes = [OLD, OLD + MINUTE, OLD + 2 * MINUTE, NOW, NOW + MINUTE].map((lastTimestamp) =>
      emptyRow('stock_quotes', { symbol: 'A', lastPrice: 1, lastTimestamp }),
    );
    await datasets.upsert('stock_quotes', quotes, { provider: 'test', runId: 'run' });
  });
  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const run = (signal = new AbortController().signal) =>
    createCompactionHandler(
      datasets,
      new BarRepository(database),
      () => NOW,
    )({ signal } as JobContext<'compaction'>);
  const stored = async () => (await datasets.query('stock_quotes', { limit: 100 })).length;

  test('removes what is old and too dense, says how much of which dataset, and finds nothing a second time', async () => {
    expect(await run()).toEqual({
      outcome: 'ok',
      summary: { removed: { stock_quotes: 2, options_chain: 0 } },
    });
    expect(await stored()).toBe(3);
    expect((await run()).summary).toEqual({ removed: { stock_quotes: 0, options_chain: 0 } });
  });

  test('makes the tables of the bars of this year and the next', async () => {
    await run();
    const { rows } = await database.query((queries) =>
      queries.execute(
        `select to_regclass('bars_short_2026') is not null and to_regclass('bars_short_2027') is not null as made`,
      ),
    );
    expect(rows).toEqual([{ made: true }]);
  });

  test('stops between two steps when it is cancelled', async () => {
    await expect(run(AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled');
    expect(await stored()).toBe(5);
  });
});
