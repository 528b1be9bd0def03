import type { Bar } from '#domain';
import { barAt } from '#domain';
import { sql } from 'drizzle-orm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { CorporateActionRepository } from '../actions/corporate-action.repository.js';
import { Database } from '../database.js';
import { InstrumentRepository } from '../instruments/instrument.repository.js';
import { QuarantineRepository } from '../quarantine/quarantine.repository.js';
import { BarRepository } from './bar.repository.js';

const DAY = 86_400_000;
const START = Date.UTC(2020, 0, 1);
const origin = { provider: 'test', runId: 'run-1' };
const series = { symbol: 'ACME', timeframe: '1d' as const };

function barOf(day: number, close = 100 + day): Bar {
  return {
    openTime: START + day * DAY,
    open: close,
    high: close + 1,
    low: close - 1,
    close,
    volume: 1000 + day,
  };
}

const days = (count: number) => Array.from({ length: count }, (_, day) => barOf(day));

describe('BarRepository', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let bars: BarRepository;
  let instruments: InstrumentRepository;
  let actions: CorporateActionRepository;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    bars = new BarRepository(database);
    instruments = new InstrumentRepository(database);
    actions = new CorporateActionRepository(database);
    await instruments.ensure({
      symbol: 'ACME',
      name: null,
      calendar: 'always',
      timeZone: 'America/New_York',
      currency: 'USD',
    });
  });

  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const upsert = (rows: Bar[]) => bars.upsertBars({ ...series, bars: rows, ...origin });

  it('forgets every version of the bars of an instrument that is removed', async () => {
    await upsert(days(3));
    await upsert([barOf(1, 500)]);
    await actions.upsert('ACME', [{ exDate: '2020-01-02', kind: 'split', value: 2 }], origin);
    expect(await instruments.remove('ACME')).toBe(true);
    expect(await instruments.remove('ACME')).toBe(false);
    expect(await bars.findRange('ACME', '1d')).toBeUndefined();
    const { rows } = await database.query((queries) =>
      queries.execute(sql`select (select count(*) from bar_versions)::int as bars,
        (select count(*) from corporate_action_versions)::int as actions`),
    );
    expect(rows).toEqual([{ bars: 0, actions: 0 }]);
  });

  it('forgets what an instrument that is removed has in quarantine, and not a series of its name', async () => {
    const quarantine = new QuarantineRepository(database);
    const lines = [{ line: 1, content: 'x', reason: 'no bar' }];
    await quarantine.add(series, lines, origin);
    await quarantine.add({ symbol: 'ACME', dataset: 'news' }, lines, origin);
    await quarantine.add({ symbol: 'ACME', dataset: 'economic_indicators' }, lines, origin);
    await instruments.remove('ACME');
    const left = await quarantine.list({ symbol: 'ACME', limit: 10 });
    expect(left.map(({ dataset }) => dataset)).toEqual(['economic_indicators']);
  });

  it('counts the bars of a range', async () => {
    await upsert(days(10));
    const count = (range: object) => bars.countBars({ ...series, ...range });
    expect(await count({})).toBe(10);
    expect(await count({ start: START + 3 * DAY })).toBe(7);
    expect(await count({ start: START + 3 * DAY, end: START + 5 * DAY })).toBe(2);
    expect(await count({ end: START })).toBe(0);
    expect(await count({ symbol: 'NONE' })).toBe(0);
  });

  const load = async (request: object = {}) => {
    const found = await bars.loadBarSeries({ ...series, adjust: 'raw', ...request });
    return found === undefined ? [] : Array.from({ length: found.length }, (_, row) => barAt(found, row));
  };

  const countRows = async (table: 'bars' | 'bars_history') => {
    const { rows } = await database.query((queries) =>
      queries.execute(sql`select count(*)::int as count from ${sql.identifier(table)}`),
    );
    return rows[0].count;
  };

  it('inserts what is new, changes what differs and leaves the rest', async () => {
    expect(await upsert(days(10))).toMatchObject({ inserted: 10, changed: 0, unchanged: 0 });
    const second = [...days(9), barOf(9, 500), barOf(10)];
    expect(await upsert(second)).toMatchObject({ inserted: 1, changed: 1, unchanged: 9 });
    expect(await load()).toEqual(second);
  });

  it('changes no row, no version and no batch when the same bars come again', async () => {
    await upsert(days(10));
    const version = await bars.dataVersion('ACME', '1d');
    expect(await upsert(days(10))).toEqual({
      inserted: 0,
      changed: 0,
      unchanged: 10,
      knownAt: null,
      batch: null,
    });
    expect(await bars.dataVersion('ACME', '1d')).toBe(version);
    expect(await countRows('bars_history')).toBe(0);
  });

  it('replaces many bars as readily after a change of none in the same session', async () => {
    const single = new Database({ url: testDatabase.url, poolSize: 1 });
    const repository = new BarRepository(single);
    const store = (price: number) =>
      repository.upsertBars({
        ...series,
        bars: days(30_000).map((bar) => ({ ...bar, volume: price })),
        ...origin,
      });
    await store(1);
    await store(1);
    // With the plan of the empty change this compares 900 million pairs of rows.
    expect(await store(2)).toMatchObject({ inserted: 0, changed: 30_000, unchanged: 0 });
    expect(await countRows('bars_history')).toBe(30_000);
    await single.close();
  }, 20_000);

  it('gives the series on shared memory with close times from the calendar', async () => {
    await upsert(days(3));
    const found = await bars.loadBarSeries({ ...series, adjust: 'raw' });
    expect(found?.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(found).toMatchObject({ ...series, calendar: 'always', timeZone: 'America/New_York', length: 3 });
    expect([...found!.closeTime]).toEqual([START + DAY, START + 2 * DAY, START + 3 * DAY]);
  });

  it('reads from the start on and up to before the end', async () => {
    await upsert(days(10));
    expect(await load({ start: START + 2 * DAY, end: START + 5 * DAY })).toEqual(days(5).slice(2));
    expect(await load({ start: START + 20 * DAY })).toEqual([]);
  });

  it('keeps instants before 2000 and fractions of a second', async () => {
    const old = { ...barOf(0), openTime: Date.UTC(1962, 0, 2, 3, 4, 5, 678) };
    await upsert([old, barOf(1)]);
    expect(await load()).toEqual([old, barOf(1)]);
  });

  it('gives the old rows to a reader as of then', async () => {
    const first = await upsert(days(3));
    const second = await upsert([barOf(1, 777)]);
    const third = await upsert([barOf(1, 888), barOf(3)]);
    expect(await load({ asOf: first.knownAt! - 1 })).toEqual([]);
    expect(await load({ asOf: first.knownAt })).toEqual(days(3));
    expect(await load({ asOf: second.knownAt! - 1 })).toEqual(days(3));
    expect(await load({ asOf: second.knownAt })).toEqual([barOf(0), barOf(1, 777), barOf(2)]);
    expect(await load({ asOf: third.knownAt })).toEqual([barOf(0), barOf(1, 888), barOf(2), barOf(3)]);
    expect(await load()).toEqual(await load({ asOf: third.knownAt }));
  });

  it('still gives a deleted bar to a reader as of before', async () => {
    const { knownAt } = await upsert(days(3));
    await database.query((queries) => queries.execute(sql`delete from bars where close = 101`));
    expect(await load()).toEqual([barOf(0), barOf(2)]);
    expect(await load({ asOf: knownAt })).toEqual(days(3));
  });

  it('lets what is known rise strictly, even for ingests that run at once', async () => {
    const results = await Promise.all([0, 1, 2, 3].map((day) => upsert([barOf(day)])));
    const inOrder = results.sort((one, other) => one.batch! - other.batch!).map((result) => result.knownAt!);
    expect(new Set(inOrder).size).toBe(4);
    expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
    for (const [index, knownAt] of inOrder.entries())
      expect(await load({ asOf: knownAt })).toHaveLength(index + 1);
  });

  it('changes its data version with every change of the bars or of the actions', async () => {
    const seen = [await bars.dataVersion('ACME', '1d')];
    await upsert(days(3));
    seen.push(await bars.dataVersion('ACME', '1d'));
    await upsert([barOf(1, 50)]);
    seen.push(await bars.dataVersion('ACME', '1d'));
    await actions.upsert('ACME', [{ exDate: '2020-01-02', kind: 'split', value: 2 }], origin);
    seen.push(await bars.dataVersion('ACME', '1d'));
    await instruments.save({
      symbol: 'ACME',
      name: null,
      calendar: 'always',
      timeZone: 'UTC',
      currency: 'USD',
    });
    seen.push(await bars.dataVersion('ACME', '1d'));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('says what is stored', async () => {
    await upsert(days(3));
    await upsert([barOf(-2), barOf(1, 50), barOf(8)]);
    const range = { first: START - 2 * DAY, last: START + 8 * DAY, count: 5 };
    expect(await bars.findRange('ACME', '1d')).toEqual(range);
    expect(await bars.findRange('ACME', '1m')).toBeUndefined();
    expect(await bars.listSeries()).toEqual([{ ...series, ...range }]);
  });

  it('pages through a series and ends', async () => {
    await upsert(days(7));
    const seen: Bar[] = [];
    let cursor: string | undefined;
    do {
      const page = await bars.pageBars({ ...series, adjust: 'raw', cursor, limit: 3 });
      seen.push(...page.bars);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(days(7));
    await expect(bars.pageBars({ ...series, adjust: 'raw', cursor: 'x', limit: 3 })).rejects.toMatchObject({
      code: 'PARAMETER_INVALID',
    });
  });

  it('refuses bars of an unknown symbol and bars out of order', async () => {
    await expect(bars.upsertBars({ ...series, symbol: 'NONE', bars: [], ...origin })).rejects.toMatchObject({
      code: 'SYMBOL_NOT_FOUND',
    });
    await expect(upsert([barOf(1), barOf(0)])).rejects.toThrow(RangeError);
    await expect(upsert([barOf(1), barOf(1)])).rejects.toThrow(RangeError);
  });

  describe('with corporate actions', () => {
    const act = (exDate: string, kind: 'split' | 'dividend', value: number) =>
      actions.upsert('ACME', [{ exDate, kind, value }], origin);
    const closes = async (request: object) => (await load(request)).map((bar) => bar.close);

    beforeEach(() => upsert([barOf(0, 100), barOf(1, 104), barOf(2, 50), barOf(3, 51)]));

    it('divides prices before a split and multiplies their volume', async () => {
      await act('2020-01-03', 'split', 2);
      const adjusted = await load({ adjust: 'split' });
      expect(adjusted.map((bar) => bar.close)).toEqual([50, 52, 50, 51]);
      expect(adjusted.map((bar) => bar.volume)).toEqual([2000, 2002, 1002, 1003]);
      expect(await closes({})).toEqual([100, 104, 50, 51]);
    });

    it('takes a dividend off older prices in proportion to the close before it', async () => {
      await act('2020-01-04', 'dividend', 5);
      expect(await closes({ adjust: 'split' })).toEqual([100, 104, 50, 51]);
      const kept = 1 - 5 / 50;
      expect(await closes({ adjust: 'total' })).toEqual([100 * kept, 104 * kept, 50 * kept, 51]);
    });

    it('gives the same values for a part as for the whole', async () => {
      await act('2020-01-03', 'split', 2);
      await act('2020-01-04', 'dividend', 5);
      const whole = await closes({ adjust: 'total' });
      expect(await closes({ adjust: 'total', end: START + 2 * DAY })).toEqual(whole.slice(0, 2));
      const page = await bars.pageBars({ ...series, adjust: 'total', limit: 1 });
      expect(page.bars[0].close).toBe(whole[0]);
    });

    it('leaves bars alone where no bar lies behind the ex-date', async () => {
      await act('2021-01-01', 'split', 2);
      await act('2019-01-01', 'split', 3);
      expect(await closes({ adjust: 'split' })).toEqual([100, 104, 50, 51]);
    });

    it('knows with asOf only the actions known then', async () => {
      const { knownAt } = await upsert([barOf(4, 52)]);
      await act('2020-01-03', 'split', 2);
      await act('2020-01-03', 'split', 4);
      expect(await closes({ adjust: 'split', asOf: knownAt })).toEqual([100, 104, 50, 51, 52]);
      expect(await closes({ adjust: 'split' })).toEqual([25, 26, 50, 51, 52]);
    });

    it('reports an action again as unchanged', async () => {
      const split = { exDate: '2020-01-03', kind: 'split' as const, value: 2 };
      expect(await actions.upsert('ACME', [split], origin)).toEqual({
        inserted: 1,
        changed: 0,
        unchanged: 0,
      });
      expect(await actions.upsert('ACME', [split], origin)).toEqual({
        inserted: 0,
        changed: 0,
        unchanged: 1,
      });
      expect(await actions.list('ACME')).toEqual([split]);
    });
  });
});
