import { barAt, type Bar, type Timeframe } from '#domain';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { InstrumentRepository } from '../instruments/instrument.repository.js';
import { migrate } from '../migrate.js';
import { MIGRATIONS } from '../migrations/index.js';
import { BarRepository } from './bar.repository.js';

const MINUTE = 60_000;
const NEW_YEAR = Date.UTC(2026, 0, 1);
const origin = { provider: 'test', runId: 'run-1' };
const series = { symbol: 'ACME', timeframe: '1m' as Timeframe };

function barOf(openTime: number, close: number): Bar {
  return { openTime, open: close, high: close, low: close, close, volume: 1 };
}

/** Minutes from ten before the new year on. */
const minutes = (count: number, close = 1) =>
  Array.from({ length: count }, (_, minute) => barOf(NEW_YEAR + (minute - 10) * MINUTE, close));

describe('storing bars', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let bars: BarRepository;
  let instruments: InstrumentRepository;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    bars = new BarRepository(database);
    instruments = new InstrumentRepository(database);
    await add('ACME');
  });

  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const add = (symbol: string) =>
    instruments.ensure({ symbol, name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' });
  const upsert = (rows: readonly Bar[], timeframe = series.timeframe) =>
    bars.upsertBars({ ...series, timeframe, bars: rows, ...origin });
  const load = async (asOf?: number, timeframe = series.timeframe) => {
    const found = await bars.loadBarSeries({ ...series, timeframe, adjust: 'raw', asOf });
    return found === undefined ? [] : Array.from({ length: found.length }, (_, row) => barAt(found, row));
  };
  const select = async (text: string) =>
    (await database.query((queries) => queries.execute(sql.raw(text)))).rows;
  const places = () =>
    select(`select tableoid::regclass::text as place, count(*)::int from bars group by 1 order by 1`);

  it('keeps minutes by year and longer bars together', async () => {
    await upsert(minutes(30));
    await upsert([barOf(NEW_YEAR - 86_400_000, 1), barOf(NEW_YEAR, 1)], '1d');
    expect(await places()).toEqual([
      { place: 'bars_long', count: 2 },
      { place: 'bars_short_2025', count: 10 },
      { place: 'bars_short_2026', count: 20 },
    ]);
    expect(await load()).toEqual(minutes(30));
  });

  it('keeps stamps far away together, so that they do not make a table each', async () => {
    const stamps = [[1700], [1850], [1989, 11, 31], [1990], [2099], [2100], [4000]] as [
      number,
      number,
      number,
    ][];
    const rows = stamps.map(([year, month = 0, day = 1]) => barOf(Date.UTC(year, month, day), 1));
    await upsert(rows);
    expect(await places()).toEqual([
      { place: 'bars_short_1990', count: 1 },
      { place: 'bars_short_2099', count: 1 },
      { place: 'bars_short_future', count: 2 },
      { place: 'bars_short_past', count: 3 },
    ]);
    expect(await load()).toEqual(rows);
  });

  it('has tables for new bars of programs that make none, and makes those of another year ahead', async () => {
    const store = (instant: string) =>
      select(`insert into bars select id, '1m', ${instant}, 1, 1, 1, 1, 1, ${instant}, now(), 1, 'old', 'run-1'
        from instruments`);
    for (const years of [-1, 0, 1]) await store(`now() + interval '${years} year'`);
    const later = Date.UTC(2061, 11, 31);
    await expect(store(`'2062-01-01Z'`)).rejects.toThrow('no partition');
    await bars.ensureYears(later);
    await bars.ensureYears(later);
    await store(`'2062-01-01Z'`);
    expect(await places()).toHaveLength(4);
  });

  it('makes the table of a year once when several bring its first bars at once', async () => {
    const symbols = ['A', 'B', 'C', 'D'];
    for (const symbol of symbols) await add(symbol);
    await Promise.all(
      symbols.map((symbol) => bars.upsertBars({ ...series, symbol, bars: minutes(30), ...origin })),
    );
    expect(await places()).toEqual([
      { place: 'bars_short_2025', count: 40 },
      { place: 'bars_short_2026', count: 80 },
    ]);
  });

  it('replaces a whole stretch and single bars of one alike, and keeps what was', async () => {
    const first = await upsert(minutes(30));
    const whole = await upsert(minutes(30, 2));
    expect(whole).toMatchObject({ inserted: 0, changed: 30, unchanged: 0 });
    const single = minutes(30, 2).map((bar, place) => (place % 3 === 0 ? barOf(bar.openTime, 3) : bar));
    const third = await upsert(single);
    expect(third).toMatchObject({ inserted: 0, changed: 10, unchanged: 20 });
    // What lies between these is not touched.
    const sparse = minutes(10, 4).filter((_, place) => place % 2 === 0);
    expect(await upsert(sparse)).toMatchObject({ inserted: 0, changed: 5, unchanged: 0 });
    expect(await load(first.knownAt!)).toEqual(minutes(30));
    expect(await load(whole.knownAt!)).toEqual(minutes(30, 2));
    expect(await load(third.knownAt!)).toEqual(single);
    const last = single.map((bar, place) => (place < 10 && place % 2 === 0 ? barOf(bar.openTime, 4) : bar));
    expect(await load()).toEqual(last);
  });

  it('does not read or touch what is stored between few bars that lie far apart', async () => {
    const later = NEW_YEAR + 20_000 * 60_000;
    await upsert([
      ...minutes(30),
      barOf(NEW_YEAR + 86_400_000, 1),
      barOf(later, 1),
      barOf(later + 60_000, 1),
    ]);
    const ends = [barOf(NEW_YEAR, 2), barOf(later, 1), barOf(later + 60_000, 3), barOf(later + 120_000, 1)];
    expect(await upsert(ends)).toMatchObject({ inserted: 1, changed: 2, unchanged: 1 });
    const alone = [barOf(NEW_YEAR, 4), barOf(later, 4)];
    expect(await upsert(alone)).toMatchObject({ inserted: 0, changed: 2, unchanged: 0 });
    const all = new Map(
      [...minutes(30), barOf(NEW_YEAR + 86_400_000, 1), ...ends, ...alone].map((bar) => [bar.openTime, bar]),
    );
    expect(await load()).toEqual([...all.values()].sort((one, other) => one.openTime - other.openTime));
  });

  it('takes values that are no numbers for equal to themselves', async () => {
    const strange = [{ ...barOf(NEW_YEAR, 1), open: NaN, volume: -0 }];
    await upsert(strange);
    expect(await upsert(strange)).toMatchObject({ inserted: 0, changed: 0, unchanged: 1 });
  });

  it('stores nothing of an ingest whose connection is lost on the way', async () => {
    await upsert(minutes(30));
    const client = new pg.Client(testDatabase.url);
    await client.connect();
    // Holds what the ingest writes last, so that everything before it has been done.
    await client.query('begin; lock table ingest_batches in exclusive mode');
    const lost = upsert(minutes(40, 2)).catch((error: unknown) => error);
    let waiting: { pid: number }[] = [];
    while (waiting.length === 0) {
      const found = await client.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      waiting = found.rows;
    }
    await client.query(`select pg_terminate_backend(${waiting[0].pid})`);
    expect(await lost).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await client.query('rollback');
    await client.end();
    expect(await load()).toEqual(minutes(30));
    expect(await bars.findRange('ACME', '1m')).toMatchObject({ count: 30 });
    expect(await select('select count(*)::int from bars_history')).toEqual([{ count: 0 }]);
    expect(await upsert(minutes(40, 2))).toMatchObject({ inserted: 10, changed: 30 });
  });

  it('lets a symbol be removed only before or after an ingest of it, with all of its bars', async () => {
    const rows = minutes(20_000);
    const [stored, removed] = await Promise.allSettled([upsert(rows), instruments.remove('ACME')]);
    const isStored = stored.status === 'fulfilled';
    expect(removed).toMatchObject({ status: 'fulfilled', value: true });
    if (!isStored) expect(stored.reason).toMatchObject({ code: 'SYMBOL_NOT_FOUND' });
    expect(await select('select count(*)::int from bar_versions')).toEqual([{ count: 0 }]);
  });
});

describe('a database of before', () => {
  it('keeps its bars when they get a table for each year', async () => {
    const testDatabase = await createTestDatabase({ empty: true });
    const place = MIGRATIONS.findIndex(({ name }) => name === '0029-bars-by-year');
    await migrate(testDatabase.url, MIGRATIONS.slice(0, place));
    const client = new pg.Client(testDatabase.url);
    await client.connect();
    await client.query(`
      insert into instruments (symbol, calendar, time_zone, currency) values ('ACME', 'always', 'UTC', 'USD');
      insert into bars select 1, timeframe, stamp, 1, 2, 0.5, 1.5, 10, stamp, '2026-02-01Z', 1, 'test', 'run-1'
      from unnest(array['1m', '1d']) timeframe,
        generate_series('1985-12-30Z'::timestamptz, '2026-01-02Z', '3 days') stamp;
      update bars set close = 1.7, known_at = '2026-03-01Z' where timeframe = '1d' and open_time >= '2026-01-01Z'`);
    const read = async () =>
      (await client.query(`select * from bar_versions order by timeframe, open_time, superseded_at`)).rows;
    const before = await read();
    await migrate(testDatabase.url);
    expect(await read()).toEqual(before);
    const { rows } = await client.query(`select count(distinct tableoid)::int as tables from bars`);
    // 1990 to 2026, what lies before, and the longer ones.
    expect(rows).toEqual([{ tables: 37 + 1 + 1 }]);
    await client.query(`delete from instruments`);
    expect((await client.query('select count(*)::int as left from bars')).rows).toEqual([{ left: 0 }]);
    await client.end();
    await testDatabase.drop();
  });
});
