import fc from 'fast-check';
import { always, xnys, type Bar } from '#domain';
import {
  BarRepository,
  CoverageRepository,
  Database,
  DatasetRepository,
  InstrumentRepository,
  UniverseRepository,
} from '#database';
import { emptyRow } from '../../../../test/support/dataset-rows.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { CoverageService } from './coverage.js';
import { joinGaps } from './session-gaps.js';

const NOW = Date.parse('2024-07-09T12:00:00Z');
const origin = { provider: 'test', runId: 'run' };

let testDatabase: TestDatabase;
let database: Database;
let bars: BarRepository;
let universe: UniverseRepository;
let coverage: CoverageService;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 2 });
  bars = new BarRepository(database);
  universe = new UniverseRepository(database);
  coverage = new CoverageService(new CoverageRepository(database), universe, bars);
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const add = (symbol: string, calendar = xnys) =>
  new InstrumentRepository(database).ensure({
    ...{ symbol, name: null, calendar: calendar.id, timeZone: calendar.timeZone, currency: 'USD' },
  });
const barAt = (stamp: string): Bar => ({
  openTime: Date.parse(stamp),
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
});
const store = (symbol: string, timeframe: '1d' | '1m', ...stamps: string[]) =>
  bars.upsertBars({ symbol, timeframe, bars: stamps.map(barAt), ...origin });

describe('coverage', () => {
  test('is the sessions of the calendar without those that are stored', async () => {
    await add('DAYS');
    await store('DAYS', '1d', '2024-06-28', '2024-07-02', '2024-07-03', '2024-07-05');
    expect(await coverage.list({ symbols: ['DAYS'], now: NOW })).toEqual([
      {
        ...{ symbol: 'DAYS', dataset: 'historical_prices', timeframe: '1d' },
        ...{ from: '2024-06-28', to: '2024-07-08', expected: 6, present: 4 },
        gaps: [
          { from: '2024-07-01', to: '2024-07-01', sessions: 1 },
          { from: '2024-07-08', to: '2024-07-08', sessions: 1 },
        ],
        partial: [],
      },
    ]);
    const asked = { symbols: ['DAYS'], from: '2024-06-25', to: '2024-07-02', now: NOW };
    expect(await coverage.list(asked)).toMatchObject([
      { expected: 6, gaps: [{ from: '2024-06-25', to: '2024-06-27', sessions: 3 }, { from: '2024-07-01' }] },
    ]);
  });

  test('takes a session for there when anything of it is, within its hours', async () => {
    await add('MINUTES');
    const stamps = ['2024-07-02T15:00:00Z', '2024-07-03T17:00:00Z', '2024-07-05T13:30:00Z'];
    await store('MINUTES', '1m', ...stamps);
    const quotes = ['2024-07-05T19:59:00Z', '2024-07-08T13:30:00Z'].map((stamp) =>
      emptyRow('stock_quotes', { symbol: 'MINUTES', lastTimestamp: Date.parse(stamp), lastPrice: 1 }),
    );
    await new DatasetRepository(database).upsert('stock_quotes', quotes, origin);
    expect(await coverage.list({ symbols: ['MINUTES'], now: NOW })).toMatchObject([
      // Thursday was Independence Day, and on the day before it the exchange closed at one.
      {
        ...{
          timeframe: '1m',
          expected: 4,
          present: 2,
          gaps: [{ from: '2024-07-03' }, { from: '2024-07-08' }],
        },
        partial: [{ from: '2024-07-02' }, { from: '2024-07-05' }],
      },
      { dataset: 'stock_quotes', timeframe: null, from: '2024-07-05', expected: 2, present: 2, gaps: [] },
    ]);
  });

  test('tells sessions that lack a bar from those that lack none, short ones included', async () => {
    await add('HOURS');
    const room = { '2024-07-02': 7, '2024-07-03': 4, '2024-07-05': 7, '2024-07-08': 1 };
    const stamps = Object.entries(room).flatMap(([date, count]) =>
      Array.from({ length: count }, (_, place) => `${date}T${13 + place}:30:00Z`),
    );
    const store = (of: readonly string[]) =>
      bars.upsertBars({ symbol: 'HOURS', timeframe: '1h', bars: of.map(barAt), ...origin });
    await store(stamps.filter((stamp) => stamp !== '2024-07-05T16:30:00Z'));
    const list = () => coverage.list({ symbols: ['HOURS'], now: NOW });
    expect(await list()).toMatchObject([
      {
        ...{ expected: 4, present: 4, gaps: [] },
        partial: [{ from: '2024-07-05', to: '2024-07-08', sessions: 2 }],
      },
    ]);
    await store(['2024-07-05T16:30:00Z']);
    expect(await list()).toMatchObject([{ partial: [{ from: '2024-07-08', sessions: 1 }] }]);
  });

  test('takes a quote of the closing auction for one of the session, and a later one for none', async () => {
    await add('CLOSING');
    const quotes = ['2024-07-03T17:00:00Z', '2024-07-05T20:00:01Z', '2024-07-08T20:05:00Z'].map((stamp) =>
      emptyRow('stock_quotes', { symbol: 'CLOSING', lastTimestamp: Date.parse(stamp), lastPrice: 1 }),
    );
    await new DatasetRepository(database).upsert('stock_quotes', quotes, origin);
    expect(await coverage.list({ symbols: ['CLOSING'], now: NOW })).toMatchObject([
      { dataset: 'stock_quotes', expected: 3, present: 2, gaps: [{ from: '2024-07-08' }] },
    ]);
  });

  test('of what never closes gives midnight to the day that begins', async () => {
    await add('NEVER', always);
    const quote = { symbol: 'NEVER', lastTimestamp: Date.parse('2024-07-06T00:00:00Z'), lastPrice: 1 };
    await new DatasetRepository(database).upsert('stock_quotes', [emptyRow('stock_quotes', quote)], origin);
    expect(
      await coverage.list({ symbols: ['NEVER'], from: '2024-07-05', to: '2024-07-06', now: NOW }),
    ).toMatchObject([{ expected: 2, present: 1, gaps: [{ from: '2024-07-05', to: '2024-07-05' }] }]);
  });

  test('ends when the instrument was delisted', async () => {
    await add('GONE');
    await store('GONE', '1d', '2024-07-01', '2024-07-02');
    await universe.change('GONE', { delistedOn: '2024-07-02' });
    expect(await coverage.list({ symbols: ['GONE'], now: NOW })).toMatchObject([{ expected: 2, present: 2 }]);
  });

  test('counts every day of what never closes, and not the one that still runs', async () => {
    await add('COIN', always);
    await store('COIN', '1d', '2024-07-05', '2024-07-07');
    expect(await coverage.list({ symbols: ['COIN'], now: NOW })).toMatchObject([
      { expected: 4, present: 2, gaps: [{ from: '2024-07-06' }, { from: '2024-07-08' }] },
    ]);
  });

  test('says which symbol there is not', async () => {
    const missing = coverage.list({ symbols: ['DAYS', 'NONE'], now: NOW });
    await expect(missing).rejects.toMatchObject({ code: 'SYMBOL_NOT_FOUND' });
  });
});

test('gaps have every missing session once, in order, and no present one', () => {
  const sessions = xnys.sessions('2024-06-01', '2024-07-31');
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: sessions.length - 1 })), (places) => {
      const missing = places.sort((one, other) => one - other);
      const gaps = joinGaps(sessions, missing);
      const listed = gaps.flatMap(({ from, to }) => xnys.sessions(from, to).map(({ date }) => date));
      expect(listed).toEqual(missing.map((place) => sessions[place].date));
      expect(gaps.reduce((sum, gap) => sum + gap.sessions, 0)).toBe(missing.length);
    }),
  );
});
