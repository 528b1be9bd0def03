import { toBarSeries } from '#domain';
import {
  BarRepository,
  CorporateActionRepository,
  Database,
  InstrumentRepository,
  type BarRequest,
} from '#database';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { BarQuery } from './bar-query.js';

const DAY = 86_400_000;
const START = Date.UTC(2020, 0, 1);
const origin = { provider: 'test', runId: 'run-1' };
const request = { symbol: 'ACME', timeframe: '1d', adjust: 'raw' } as const;

const barOf = (day: number, price = 100 + day) => {
  return { openTime: START + day * DAY, open: price, high: price, low: price, close: price, volume: 1 };
};

describe('BarQuery', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let bars: BarRepository;
  let query: BarQuery;
  let firstKnownAt: number;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    bars = new BarRepository(database);
    const instruments = new InstrumentRepository(database);
    query = new BarQuery(bars, instruments);
    await instruments.ensure({
      symbol: 'ACME',
      name: null,
      calendar: 'always',
      timeZone: 'UTC',
      currency: 'USD',
    });
    const { knownAt } = await upsert([0, 1, 2, 3, 4].map((day) => barOf(day)));
    firstKnownAt = knownAt!;
  });

  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const upsert = (rows: ReturnType<typeof barOf>[]) =>
    bars.upsertBars({ symbol: 'ACME', timeframe: '1d', bars: rows, ...origin });
  const closes = async (values: object = {}) => [
    ...((await query.loadSeries({ ...request, ...values }))?.close ?? []),
  ];

  it('reads both dates as inclusive whole days', async () => {
    expect(await closes()).toEqual([100, 101, 102, 103, 104]);
    expect(await closes({ start: '2020-01-02', end: '2020-01-03' })).toEqual([101, 102]);
    expect(await closes({ start: '2020-01-02T00:00:00Z', end: '2020-01-03T00:00:00Z' })).toEqual([101, 102]);
    expect(await closes({ start: '2021-01-01' })).toEqual([]);
  });

  it('gives the same memory for the same data, and other memory once the data have changed', async () => {
    const first = await query.loadSeries(request);
    expect((await query.loadSeries(request))?.buffer).toBe(first?.buffer);
    await upsert([barOf(2, 500)]);
    expect(await closes()).toEqual([100, 101, 500, 103, 104]);
    expect(first?.close[2]).toBe(102);
  });

  it('gives all who ask for the same part of a series the same memory, however they name it', async () => {
    const part = async (end: string) => (await query.loadSeries({ ...request, start: '2020-01-02', end }))!;
    const one = await part('2020-01-03');
    expect([...one.close]).toEqual([101, 102]);
    expect((await part('2020-01-03T00:00:00Z')).buffer).toBe(one.buffer);
    expect((await part('2020-01-04')).buffer).not.toBe(one.buffer);
    await upsert([barOf(1, 7)]);
    expect([...(await part('2020-01-03')).close]).toEqual([7, 102]);
  });

  it('reads once for several requests at the same time', async () => {
    const [one, other] = await Promise.all([query.loadSeries(request), query.loadSeries(request)]);
    expect(one?.buffer).toBe(other?.buffer);
  });

  it('keeps what was known apart by instant and adjustment', async () => {
    await upsert([barOf(2, 500)]);
    await new CorporateActionRepository(database).upsert(
      'ACME',
      [{ exDate: '2020-01-02', kind: 'split', value: 2 }],
      origin,
    );
    expect(await closes({ asOf: new Date(firstKnownAt).toISOString() })).toEqual([100, 101, 102, 103, 104]);
    expect(await closes({ adjust: 'split' })).toEqual([50, 101, 500, 103, 104]);
    expect(await closes()).toEqual([100, 101, 500, 103, 104]);
  });

  it('gives pages of a range', async () => {
    const page = await query.pageBars({ ...request, start: '2020-01-02', end: '2020-01-04', limit: 2 });
    expect(page.bars.map((bar) => bar.close)).toEqual([101, 102]);
    const next = await query.pageBars({ ...request, end: '2020-01-04', limit: 2, cursor: page.nextCursor! });
    expect(next).toMatchObject({ bars: [{ close: 103 }], nextCursor: null });
  });

  it('joins what is not stored from the finer bars that are', async () => {
    await upsert([5, 6].map((day) => barOf(day)));
    // The 1st of January 2020 is a Wednesday.
    const weekly = { ...request, timeframe: '1w' } as const;
    const weeks = await query.loadSeries(weekly);
    expect([...weeks!.openTime]).toEqual([START - 2 * DAY, START + 5 * DAY]);
    expect([...weeks!.close]).toEqual([104, 106]);
    expect((await query.loadSeries(weekly))?.buffer).toBe(weeks?.buffer);
    expect(await query.countBars({ ...weekly, start: '2020-01-01' })).toBe(1);
    const page = await query.pageBars({ ...weekly, limit: 1 });
    expect(page).toMatchObject({ bars: [{ close: 104, volume: 5 }], derivedFrom: '1d' });
    const next = await query.pageBars({ ...weekly, limit: 1, cursor: page.nextCursor! });
    expect(next).toMatchObject({ bars: [{ close: 106, volume: 2 }], nextCursor: null });
    await upsert([barOf(6, 500)]);
    expect([...(await query.loadSeries(weekly))!.close]).toEqual([104, 500]);
  });

  it('adjusts the bars before it joins them', async () => {
    await new CorporateActionRepository(database).upsert(
      'ACME',
      [{ exDate: '2020-01-03', kind: 'split', value: 2 }],
      origin,
    );
    const page = await query.pageBars({ ...request, timeframe: '1mo', adjust: 'split', limit: 5 });
    expect(page.bars).toMatchObject([{ open: 50, high: 104, low: 50, close: 104, volume: 2 + 2 + 3 }]);
  });

  it('reads a range in parts', async () => {
    const lengths: number[] = [];
    for await (const part of query.readParts({ ...request, start: '2020-01-02' })) lengths.push(part.length);
    expect(lengths).toEqual([4]);
  });

  it('says when there is no such symbol, and gives nothing for a timeframe that is not stored', async () => {
    await expect(query.loadSeries({ ...request, symbol: 'NONE' })).rejects.toMatchObject({
      code: 'SYMBOL_NOT_FOUND',
    });
    expect(await query.loadSeries({ ...request, timeframe: '1m' })).toBeUndefined();
  });
});

it('reads a series that is too long to be kept in parts, and never whole', async () => {
  const MINUTE = 60_000;
  const [first, count] = [START, 3_000_000];
  const source = {
    symbol: 'LONG',
    timeframe: '1m',
    first,
    last: first + (count - 1) * MINUTE,
    count,
  } as const;
  const asked: BarRequest[] = [];
  const bars: Pick<BarRepository, 'listSeries' | 'loadBarSeries'> = {
    listSeries: async () => [source],
    loadBarSeries: async (wanted) => {
      asked.push(wanted);
      const head = { symbol: 'LONG', timeframe: '1m', calendar: 'always', timeZone: 'UTC' } as const;
      return toBarSeries(head, [{ ...barOf(0), openTime: wanted.start! }], (open) => open + MINUTE);
    },
  };
  const instruments = { find: async () => ({ symbol: 'LONG', timeZone: 'UTC' }) };
  const query = new BarQuery(bars as BarRepository, instruments as unknown as InstrumentRepository);
  const starts: number[] = [];
  const start = '2020-02-01';
  for await (const part of query.readParts({ symbol: 'LONG', timeframe: '1m', adjust: 'raw', start }))
    starts.push(part.openTime[0]);
  expect(starts[0]).toBe(Date.parse(start));
  expect(starts).toHaveLength(12);
  for (const [at, { end }] of asked.entries()) expect(end).toBe(asked[at + 1]?.start ?? source.last + 1);
});
