import { sql } from 'drizzle-orm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { InstrumentRepository } from '../instruments/instrument.repository.js';
import { BarRepository } from './bar.repository.js';

const DAY = 86_400_000;
const origin = { provider: 'test', runId: 'run-1' };

describe('reading bars as of an instant', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let bars: BarRepository;
  let instruments: InstrumentRepository;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    bars = new BarRepository(database);
    instruments = new InstrumentRepository(database);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const closesAsOf = async (symbol: string, asOf: number | undefined) => {
    const series = await bars.loadBarSeries({ symbol, timeframe: '1d', adjust: 'raw', asOf });
    const rows = Array.from({ length: series?.length ?? 0 }, (_, row) => row);
    return Object.fromEntries(rows.map((row) => [series!.openTime[row] / DAY, series!.close[row]]));
  };

  const store = async (symbol: string, prices: Record<string, number>) => {
    const rows = Object.entries(prices).map(([day, price]) => {
      return { openTime: Number(day) * DAY, open: price, high: price, low: price, close: price, volume: 0 };
    });
    rows.sort((one, other) => one.openTime - other.openTime);
    return bars.upsertBars({ symbol, timeframe: '1d', bars: rows, ...origin });
  };

  it('waits for an ingest that is about to become known', async () => {
    const symbol = 'SLOW';
    await instruments.ensure({ symbol, name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' });
    await store(symbol, { 0: 1 });
    let reading: Promise<Record<string, number>> | undefined;
    let finished = false;
    const knownAt = await database.transaction(async ({ queries }) => {
      const { rows } = await queries.execute<{ known_at: string }>(
        sql`select known_at from open_ingest((select id from instruments where symbol = ${symbol}))`,
      );
      const at = new Date(rows[0].known_at).getTime();
      reading = closesAsOf(symbol, at);
      void reading.then(() => (finished = true));
      await queries.execute(sql`update bars set close = 2, known_at = ${rows[0].known_at}
        where instrument_id = (select id from instruments where symbol = ${symbol})`);
      await queries.execute(sql`select pg_sleep(0.2)`);
      expect(finished).toBe(false);
      return at;
    });
    expect(await reading).toEqual({ 0: 2 });
    expect(await closesAsOf(symbol, knownAt - 1)).toEqual({ 0: 1 });
  });
});
