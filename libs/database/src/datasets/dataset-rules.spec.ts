import type { DatasetRow, RowDataset } from '#domain';
import { sql } from 'drizzle-orm';
import { emptyRow } from '../../../../test/support/dataset-rows.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { InstrumentRepository } from '../instruments/instrument.repository.js';
import { DatasetRepository } from './dataset.repository.js';

const MINUTE = 60_000;
const OPEN = Date.parse('2026-11-02T14:30:00Z');
const priorities = ['fmp', 'yahoo', 'sec'];

let testDatabase: TestDatabase;
let database: Database;
let datasets: DatasetRepository;
let instruments: InstrumentRepository;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 4 });
  datasets = new DatasetRepository(database);
  instruments = new InstrumentRepository(database);
});

/** Empties what rows were stored in; a database for each test would cost a quarter of a second more. */
beforeEach(async () => {
  await database.query(async (queries) => {
    const { rows } = await queries.execute<{ name: string }>(sql`
      select relid::regclass::text as name from pg_stat_user_tables
      where relname like '%\\_history' or relid in ('instruments'::regclass, 'dataset_batches'::regclass)
        or to_regclass(relname || '_history') is not null`);
    await queries.execute(sql.raw(`truncate ${rows.map(({ name }) => name).join(', ')} cascade`));
  });
  for (const symbol of ['ACME', 'OTHER'])
    await instruments.ensure({ symbol, name: null, calendar: 'XNYS', timeZone: 'UTC', currency: 'USD' });
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const by = (provider: string) => ({ provider, runId: `run of ${provider}`, priorities });
const quote = (minute: number, lastPrice: number, change: Partial<DatasetRow<'stock_quotes'>> = {}) =>
  emptyRow('stock_quotes', { symbol: 'ACME', lastTimestamp: OPEN + minute * MINUTE, lastPrice, ...change });
const quotes = async () => datasets.query('stock_quotes', { limit: 100, order: 'oldest' });
const countHistory = async (dataset: RowDataset) => {
  const { rows } = await database.query((queries) =>
    queries.execute(sql`select count(*)::int as count from ${sql.identifier(`${dataset}_history`)}`),
  );
  return rows[0].count;
};

describe('a row of another provider', () => {
  it('stays as the better one gave it where the other says the same, more or less, or in other words', async () => {
    await datasets.upsert('stock_quotes', [quote(0, 100, { name: 'Acme', bid: 99 })], by('fmp'));
    const other = quote(0, 100.005, { name: 'ACME INC', ask: 101 });
    expect(await datasets.upsert('stock_quotes', [other], by('yahoo'))).toMatchObject({
      changed: 0,
      unchanged: 1,
    });
    expect(await quotes()).toMatchObject([
      { lastPrice: 100, name: 'Acme', bid: 99, ask: null, provider: 'fmp' },
    ]);
  });

  it('is replaced as a whole by a lesser one that contradicts it, and by any better one', async () => {
    const [best, other] = [quote(0, 100, { name: 'Acme' }), quote(0, 101, { ask: 101.5 })];
    await datasets.upsert('stock_quotes', [best], by('fmp'));
    expect(await datasets.upsert('stock_quotes', [other], by('yahoo'))).toMatchObject({ changed: 1 });
    expect(await quotes()).toMatchObject([{ ...other, provider: 'yahoo' }]);
    expect(await datasets.upsert('stock_quotes', [best], by('fmp'))).toMatchObject({ changed: 1 });
    expect(await quotes()).toMatchObject([{ ...best, provider: 'fmp' }]);
  });

  it('is anybody’s to replace where that one is not in the list', async () => {
    await datasets.upsert('stock_quotes', [quote(0, 100)], by('import'));
    const other = quote(0, 100.005);
    expect(await datasets.upsert('stock_quotes', [other], by('sec'))).toMatchObject({ changed: 1 });
  });

  it('stands beside that of the other where the dataset keeps each provider’s rows', async () => {
    const article = emptyRow('news', {
      externalId: '1',
      publishedAt: OPEN,
      title: 'A',
      url: 'u',
      symbols: ['ACME'],
    });
    await datasets.upsert('news', [article], by('fmp'));
    expect(await datasets.upsert('news', [{ ...article, title: 'B' }], by('yahoo'))).toMatchObject({
      inserted: 1,
    });
    const found = await datasets.query('news', { subjects: ['ACME', 'NONE'], limit: 9 });
    expect(found.map(({ title, provider }) => [title, provider]).sort()).toEqual([
      ['A', 'fmp'],
      ['B', 'yahoo'],
    ]);
    expect(await datasets.query('news', { subjects: ['OTHER'], limit: 9 })).toEqual([]);
  });
});

describe('invented rows', () => {
  it('that is invented stays out also where real ones come in the same moment, or the other way round', async () => {
    await datasets.upsert('stock_quotes', [{ ...quote(0, 1), symbol: 'OTHER' }], by('yahoo'));
    const waiting = sql`select count(*)::int as count from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
    const stored = await database.transaction(async ({ queries }) => {
      await queries.execute(sql`select open_dataset_ingest('stock_quotes')`);
      const both = ['sim', 'yahoo'].map((provider, minute) =>
        datasets.upsert('stock_quotes', [quote(minute, 1)], by(provider)),
      );
      while ((await queries.execute<{ count: number }>(waiting)).rows[0].count < 2);
      return { both };
    });
    const results = await Promise.all(stored.both);
    expect(results.map(({ inserted }) => inserted).sort()).toEqual([0, 1]);
    expect(results.flatMap(({ refused }) => refused)).toHaveLength(1);
  });

  it('never come among real ones of a symbol, nor the other way round; another symbol is free', async () => {
    await datasets.upsert('stock_quotes', [quote(0, 100)], by('yahoo'));
    const invented = [quote(1, 1), quote(1, 1, { symbol: 'OTHER' })];
    const { inserted, refused } = await datasets.upsert('stock_quotes', invented, by('sim'));
    expect([inserted, refused]).toEqual([
      1,
      [{ subject: 'ACME', reason: 'rows of yahoo are stored; those of sim are not mixed with them' }],
    ]);
    const real = await datasets.upsert('stock_quotes', [quote(2, 1, { symbol: 'OTHER' })], by('yahoo'));
    expect(real).toMatchObject({ inserted: 0, refused: [{ subject: 'OTHER' }] });
  });

  it('never come among real ones that are about nobody in particular', async () => {
    const event = emptyRow('economic_events', { country: 'US', event: 'CPI', date: '2026-11-12' });
    await datasets.upsert('economic_events', [event], by('fmp'));
    const later = { ...event, date: '2026-12-20' };
    expect(await datasets.upsert('economic_events', [later], by('sim'))).toMatchObject({
      ...{ inserted: 0, refused: [{ subject: '' }] },
    });
  });

  it('make room for real ones of the world or of a series, in every version', async () => {
    const figure = (series: string, value: number) =>
      emptyRow('economic_indicators', { series, period: '2026-10-01', value, country: 'US' });
    await datasets.upsert('economic_indicators', [figure('CPI', 1), figure('GDP', 1)], by('sim'));
    const { knownAt } = await datasets.upsert('economic_indicators', [figure('CPI', 2)], by('sim'));
    const { inserted } = await datasets.upsert('economic_indicators', [figure('CPI', 3)], by('fred'));
    expect(inserted).toBe(1);
    const providers = async (asOf?: number) =>
      (await datasets.query('economic_indicators', { limit: 9, asOf }))
        .map(({ series, provider }) => `${series} ${provider}`)
        .sort();
    expect(await providers()).toEqual(['CPI fred', 'GDP sim']);
    expect(await providers(knownAt!)).toEqual(['GDP sim']);
    const news = emptyRow('news', { externalId: '1', publishedAt: OPEN, title: 'A', url: 'u', symbols: [] });
    await datasets.upsert('news', [news], by('sim'));
    await datasets.upsert('news', [{ ...news, externalId: '2' }], by('fmp'));
    expect((await datasets.query('news', { limit: 9 })).map(({ provider }) => provider)).toEqual(['fmp']);
  });
});

it('reports unknown symbols, stores the others and counts each', async () => {
  const rows = [quote(0, 1), quote(1, 2), quote(0, 3, { symbol: 'NONE' }), quote(0, 4, { symbol: 'OTHER' })];
  const result = await datasets.upsert('stock_quotes', rows, by('yahoo'));
  expect(result.refused).toEqual([{ subject: 'NONE', reason: 'there is no such symbol' }]);
  expect(Object.fromEntries(result.bySubject)).toEqual({
    ACME: { inserted: 2, changed: 0, unchanged: 0 },
    OTHER: { inserted: 1, changed: 0, unchanged: 0 },
  });
});

it('refuses two rows of one key, since nobody says which of them counts', async () => {
  const twice = datasets.upsert('stock_quotes', [quote(0, 1), quote(0, 2)], by('yahoo'));
  await expect(twice).rejects.toThrow('two rows of stock_quotes have the key');
});

it('keeps what was replaced, by whom and when, and forgets a removed symbol wholly', async () => {
  await datasets.upsert('stock_quotes', [quote(0, 1), quote(1, 1)], by('yahoo'));
  await datasets.upsert('stock_quotes', [quote(0, 2), quote(1, 1)], by('yahoo'));
  expect(await countHistory('stock_quotes')).toBe(1);
  await instruments.remove('ACME');
  expect([await quotes(), await countHistory('stock_quotes')]).toEqual([[], 0]);
});

it('finds by values of columns: equal, one of, within bounds', async () => {
  const rows = [0, 1, 2, 3].map((minute) =>
    quote(minute, 100 + minute, { currency: minute < 2 ? 'USD' : 'EUR' }),
  );
  await datasets.upsert('stock_quotes', rows, by('yahoo'));
  const find = async (where: object) => {
    const found = await datasets.query('stock_quotes', { where: { ...where }, limit: 9, order: 'oldest' });
    return found.map(({ lastPrice }) => lastPrice);
  };
  expect(await find({ currency: 'EUR' })).toEqual([102, 103]);
  expect(await find({ lastPrice: [100, 103, 7] })).toEqual([100, 103]);
  expect(await find({ lastPrice: { min: 101 }, lastTimestamp: { max: OPEN + 2 * MINUTE } })).toEqual([
    101, 102,
  ]);
  await expect(find({ nonsense: 1 })).rejects.toMatchObject({ code: 'PARAMETER_INVALID' });
});

it.each([
  '',
  'nonsense',
  Buffer.from('[1]').toString('base64url'),
  Buffer.from('["x",1]').toString('base64url'),
])('refuses the cursor %j that no page gave', async (after) => {
  const page = datasets.query('stock_quotes', { limit: 1, after });
  await expect(page).rejects.toMatchObject({ code: 'PARAMETER_INVALID' });
});

describe('the newest', () => {
  it('is one quote of each symbol, also as it stood at an instant', async () => {
    const rows = [quote(0, 1), quote(5, 2), quote(3, 3, { symbol: 'OTHER' })];
    await datasets.upsert('stock_quotes', rows, by('yahoo'));
    const latest = async (query: object) =>
      (await datasets.latest('stock_quotes', query))
        .map(({ symbol, lastPrice }) => `${symbol} ${lastPrice}`)
        .sort();
    expect(await latest({})).toEqual(['ACME 2', 'OTHER 3']);
    expect(await latest({ at: OPEN + 4 * MINUTE })).toEqual(['ACME 1', 'OTHER 3']);
    expect(await latest({ at: OPEN + MINUTE })).toEqual(['ACME 1']);
    expect(await latest({ subjects: ['OTHER', 'NONE'] })).toEqual(['OTHER 3']);
    expect(await latest({ asOf: OPEN })).toEqual([]);
  });

  it('is a whole chain', async () => {
    const contract = (minute: number, strike: number, optionType: string) =>
      emptyRow('options_chain', {
        ...{
          symbol: 'ACME',
          snapshotTime: OPEN + minute * MINUTE,
          contractSymbol: `ACME${strike}${optionType}`,
        },
        ...{ expiration: '2026-12-18', strike, optionType },
      });
    const rows = [0, 5].flatMap((minute) =>
      [90, 100].flatMap((strike) => ['call', 'put'].map((type) => contract(minute, strike, type))),
    );
    await datasets.upsert('options_chain', rows, by('yahoo'));
    const chain = await datasets.latest('options_chain', {
      subjects: ['ACME'],
      where: { optionType: 'call' },
    });
    expect(chain.map(({ snapshotTime, strike }) => [snapshotTime, strike]).sort()).toEqual([
      [OPEN + 5 * MINUTE, 100],
      [OPEN + 5 * MINUTE, 90],
    ]);
  });
});

describe('an announced report', () => {
  const report = (reportDate: string, change: Partial<DatasetRow<'earnings_calendar'>> = {}) =>
    emptyRow('earnings_calendar', { symbol: 'ACME', reportDate, ...change });
  const store = (...rows: DatasetRow<'earnings_calendar'>[]) =>
    datasets.upsert('earnings_calendar', rows, by('fmp'));
  const dates = async (asOf?: number) =>
    (await datasets.query('earnings_calendar', { limit: 9, order: 'oldest', asOf })).map(
      ({ reportDate }) => reportDate,
    );

  it('replaces the one before when its date moves by at most thirty days', async () => {
    const { knownAt } = await store(report('2026-10-28'), report('2027-01-28'));
    expect(await store(report('2026-11-04'))).toMatchObject({ inserted: 0, changed: 1, unchanged: 0 });
    expect(await dates()).toEqual(['2026-11-04', '2027-01-28']);
    expect(await dates(knownAt!)).toEqual(['2026-10-28', '2027-01-28']);
    expect(await store(report('2026-12-24'))).toMatchObject({ inserted: 1, changed: 0 });
  });

  it('replaces the one of its period however far it moves, and none of another period', async () => {
    await store(report('2026-10-28', { periodEnding: '2026-09-30' }));
    await store(report('2026-11-02', { periodEnding: '2026-10-31' }));
    expect(await dates()).toEqual(['2026-10-28', '2026-11-02']);
    await store(report('2027-01-20', { periodEnding: '2026-09-30' }));
    expect(await dates()).toEqual(['2026-11-02', '2027-01-20']);
  });
});

describe('what was known', () => {
  const figures = (revenue: number, publishedAt: number | null, symbol = 'ACME') =>
    emptyRow('fundamentals', {
      ...{
        symbol,
        statement: 'income',
        periodType: 'quarter',
        periodEnding: '2026-06-30',
        revenue,
        publishedAt,
      },
    });
  const store = (given: DatasetRow<'fundamentals'>) => datasets.upsert('fundamentals', [given], by('sec'));
  const known = async (query: object = {}) =>
    (await datasets.loadKnown('fundamentals', ['revenue'], { subjects: ['ACME'], ...query })).map(
      ({ revenue, publishedAt }) => [revenue, publishedAt],
    );
  const [JULY, AUGUST, SEPTEMBER] = ['2026-07-20', '2026-08-20', '2026-09-20'].map((date) =>
    Date.parse(date),
  );

  it('is every version in the order of publication, with those restated later', async () => {
    const { knownAt } = await store(figures(100, JULY));
    await store(figures(90, SEPTEMBER));
    expect(await known()).toEqual([
      [100, JULY],
      [90, SEPTEMBER],
    ]);
    expect(await known({ to: SEPTEMBER })).toEqual([[100, JULY]]);
    expect(await known({ asOf: knownAt! })).toEqual([[100, JULY]]);
    expect(await known({ where: { periodType: 'annual' } })).toEqual([]);
  });

  it('is a correction from when it was stored, so that no run looks ahead', async () => {
    await store(figures(100, JULY));
    const { knownAt } = await store(figures(101, JULY));
    expect(await known()).toEqual([
      [100, JULY],
      [101, knownAt],
    ]);
  });

  it('leaves out what turned out to have been published earlier', async () => {
    await store(figures(100, AUGUST));
    await store(figures(101, JULY));
    expect(await known()).toEqual([[101, JULY]]);
  });

  it('leaves out a date that has moved', async () => {
    for (const reportDate of ['2026-10-28', '2026-11-04'])
      await datasets.upsert(
        'earnings_calendar',
        [emptyRow('earnings_calendar', { symbol: 'ACME', reportDate })],
        by('fmp'),
      );
    const found = await datasets.loadKnown('earnings_calendar', ['reportDate'], { subjects: ['ACME'] });
    expect(found.map(({ reportDate }) => reportDate)).toEqual(['2026-11-04']);
  });

  it('was published when it was stored where nobody says when', async () => {
    const { knownAt } = await store(figures(100, null));
    expect(await known()).toEqual([[100, knownAt]]);
  });
});
