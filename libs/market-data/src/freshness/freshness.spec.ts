import { jest } from '@jest/globals';
import { always, xnys } from '#domain';
import {
  BarRepository,
  CoverageRepository,
  Database,
  DatasetRepository,
  InstrumentRepository,
  UniverseRepository,
  type SlotRepository,
} from '#database';
import { emptyRow } from '../../../../test/support/dataset-rows.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { expectedInstant } from './expected-instant.js';
import { FreshnessService } from './freshness.js';

const at = (stamp: string) => Date.parse(stamp);

describe('what must be there', () => {
  test.each([
    ['2024-07-05T22:29:00Z', '2024-07-03'],
    ['2024-07-05T22:30:00Z', '2024-07-05'],
    ['2024-07-08T12:00:00Z', '2024-07-05'],
    // The exchange closed at one, and the job ran at half past five all the same.
    ['2024-07-03T22:29:00Z', '2024-07-02'],
    ['2024-07-03T22:30:00Z', '2024-07-03'],
  ])('at %s of daily bars is that of %s', (now, date) => {
    expect(expectedInstant({ by: 'session', runAt: 1_050, patience: 60 }, xnys, at(now))).toBe(at(date));
  });

  test('of a day that ends at midnight UTC is the day before the last run', () => {
    const expected = (now: string) =>
      expectedInstant({ by: 'session', runAt: 1_050, patience: 60 }, always, at(now));
    expect(expected('2024-07-07T22:29:00Z')).toBe(at('2024-07-05'));
    expect(expected('2024-07-07T22:30:00Z')).toBe(at('2024-07-06'));
  });

  test.each([
    ['2024-07-05T15:00:00Z', '2024-07-05T14:55:00Z'],
    ['2024-07-05T13:35:00Z', '2024-07-05T13:30:00Z'],
    // In the first minutes, and over the weekend, the end of the session before is as good as it gets.
    ['2024-07-05T13:34:00Z', '2024-07-03T16:55:00Z'],
    ['2024-07-07T12:00:00Z', '2024-07-05T19:55:00Z'],
  ])('at %s of quotes is one of %s', (now, expected) => {
    expect(expectedInstant({ by: 'interval', every: 5 }, xnys, at(now))).toBe(at(expected));
  });

  test('of what never closes is always as young', () => {
    expect(expectedInstant({ by: 'interval', every: 5 }, always, at('2024-07-07T12:00:00Z'))).toBe(
      at('2024-07-07T11:55:00Z'),
    );
  });
});

describe('freshness', () => {
  const NOW = at('2024-07-05T23:00:00Z');
  let testDatabase: TestDatabase;
  let database: Database;
  let universe: UniverseRepository;
  let lastSuccess: number | undefined;
  let freshness: FreshnessService;

  beforeEach(async () => {
    lastSuccess = undefined;
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    universe = new UniverseRepository(database);
    const slots = { findLastSuccess: async () => lastSuccess } as unknown as SlotRepository;
    const bars = new BarRepository(database);
    freshness = new FreshnessService(universe, bars, new CoverageRepository(database), slots);
  });
  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const add = async (symbol: string) => {
    const { id: calendar, timeZone } = xnys;
    await new InstrumentRepository(database).ensure({
      symbol,
      name: null,
      calendar,
      timeZone,
      currency: 'USD',
    });
    await universe.change(symbol, { active: true });
  };
  const checked = async (dataset: string) =>
    (await freshness.check(NOW))
      .filter((one) => one.dataset === dataset)
      .map(({ symbol, isFresh }) => [symbol, isFresh]);

  test('is judged by symbol for what each session brings', async () => {
    for (const symbol of ['FRESH', 'STALE', 'NEW', 'WITHOUT']) await add(symbol);
    await universe.change('WITHOUT', { excludedDatasets: ['stock_quotes', 'historical_prices'] });
    for (const [symbol, date] of [
      ['FRESH', '2024-07-05'],
      ['STALE', '2024-07-03'],
    ] as const) {
      const bar = { openTime: at(date), open: 1, high: 1, low: 1, close: 1, volume: 1 };
      const origin = { provider: 'test', runId: 'run' };
      await new BarRepository(database).upsertBars({ symbol, timeframe: '1d', bars: [bar], ...origin });
      const quote = emptyRow('stock_quotes', {
        symbol,
        lastTimestamp: at(`${date}T19:58:00Z`),
        lastPrice: 1,
      });
      await new DatasetRepository(database).upsert('stock_quotes', [quote], origin);
    }
    const expected = [
      ['FRESH', true],
      ['NEW', false],
      ['STALE', false],
    ];
    expect(await checked('historical_prices')).toEqual(expected);
    expect(await checked('stock_quotes')).toEqual(expected);
  });

  test('is not asked of the store again within a minute, unless the store was away', async () => {
    const check = jest.spyOn(freshness, 'check').mockRejectedValueOnce(new Error('away'));
    await expect(freshness.recent(NOW)).rejects.toThrow('away');
    const found = await freshness.recent(NOW + 1);
    expect(await freshness.recent(NOW + 60_000)).toBe(found);
    expect(check).toHaveBeenCalledTimes(2);
    expect(await freshness.recent(NOW + 60_001)).not.toBe(found);
  });

  test('is judged by the last run that succeeded for what comes now and then', async () => {
    expect(await checked('news')).toEqual([[null, true]]);
    expect(await checked('dividends')).toEqual([[null, true]]);
    await add('ACME');
    expect(await checked('dividends')).toEqual([[null, false]]);
    lastSuccess = NOW - 20 * 3_600_000;
    expect(await checked('dividends')).toEqual([[null, true]]);
    expect(await checked('news')).toEqual([[null, false]]);
  });
});
