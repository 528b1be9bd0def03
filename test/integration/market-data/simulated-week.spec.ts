import pg from 'pg';
import { BarRepository, CorporateActionRepository, InstrumentRepository } from '#database';
import { ROW_DATASETS, toDate, xnys } from '#domain';
import { ChartVendor } from './chart-vendor.js';
import { TradingWeek } from './trading-week.js';

const SYMBOLS = ['ACME', 'BOLT', 'CORE', 'SPLT'];
const SINCE = '2026-01-02';

/** On a machine that does nothing else each takes a fraction of it. */
const TIMEOUT = 180_000;

let vendor: ChartVendor;
let week: TradingWeek;
let database: pg.Client;

/** Prices come from the vendor, everything else from the simulated market. */
async function open(
  start: string,
  split?: { symbol: string; exDate: string; knownFrom: number },
): Promise<void> {
  vendor = new ChartVendor({ symbols: SYMBOLS, since: SINCE, split });
  week = await TradingWeek.open(Date.parse(start), {
    ...{ YAHOO_URL: await vendor.start(), YAHOO_REQUESTS_PER_MINUTE: '100000', MARKET_DATA_START: SINCE },
    ...{ MARKET_DATA_PROVIDERS: 'sim', HISTORICAL_PRICES_PROVIDERS: 'yahoo' },
  });
  database = new pg.Client(week.databaseUrl);
  await database.connect();
  for (const symbol of SYMBOLS) {
    const place = { calendar: 'XNYS', timeZone: xnys.timeZone, currency: 'USD' };
    await week.get(InstrumentRepository).save({ symbol, name: null, ...place });
    await week.get(InstrumentRepository).setActive(symbol, true);
  }
}

afterEach(async () => {
  await database.end();
  await week.close();
  await vendor.stop();
});

async function select<Row extends object>(text: string): Promise<Row[]> {
  return (await database.query<Row>(text)).rows;
}

/** How often each job ran for a slot, and what came of it: `ok 5, partial 1`. */
async function outcomes(): Promise<Record<string, string>> {
  const rows = await select<{ job: string; outcomes: string }>(`
    select job, string_agg(outcome || ' ' || count, ', ' order by outcome) as outcomes
    from (select job, coalesce(outcome, status) as outcome, count(*) from tasks where slot is not null group by 1, 2) t
    group by job`);
  return Object.fromEntries(rows.map(({ job, outcomes: text }) => [job, text]));
}

async function slotsOf(job: string): Promise<string[]> {
  const rows = await select<{ slot: Date }>(
    `select slot from tasks where job = '${job}' and slot is not null order by slot`,
  );
  return rows.map(({ slot }) => slot.toISOString().slice(5, 16));
}

/** Sessions of which there is no bar, of all symbols. */
async function gaps(until: string): Promise<string[]> {
  const expected = xnys.sessions(SINCE, until).map(({ date }) => date);
  const missing: string[] = [];
  for (const symbol of SYMBOLS) {
    const series = await week.get(BarRepository).loadBarSeries({ symbol, timeframe: '1d', adjust: 'raw' });
    const present = new Set(Array.from(series?.openTime ?? [], toDate));
    missing.push(...expected.filter((date) => !present.has(date)).map((date) => `${symbol} ${date}`));
  }
  return missing;
}

/** What the tables hold that no run has told of, or runs have told of and the tables do not hold. */
async function unexplained(): Promise<object[]> {
  const found: object[] = [];
  for (const dataset of ROW_DATASETS) {
    found.push(
      ...(await select(`
        select '${dataset}' as dataset, b.*, t.* from
          (select coalesce(sum(inserted), 0)::int as inserted, coalesce(sum(changed), 0)::int as changed
           from dataset_batches where dataset = '${dataset}') b,
          (select (select count(*) from ${dataset})::int as rows, (select count(*) from ${dataset}_history)::int as old) t
        where b.inserted <> t.rows or b.changed <> t.old`)),
      ...(await select(`
        select '${dataset}' as dataset, run_id from dataset_batches b
        where dataset = '${dataset}' and not exists (select from tasks where id = b.run_id and job = '${dataset}')
        union select '${dataset}', run_id from (select run_id from ${dataset} union select run_id from ${dataset}_history) r
        where not exists (select from dataset_batches b where b.dataset = '${dataset}' and b.run_id = r.run_id)`)),
    );
  }
  return [
    ...found,
    ...(await select(`
      select 'bars' as dataset, b.*, t.* from
        (select sum(inserted)::int as inserted, sum(changed)::int as changed from ingest_batches where dataset = 'bars') b,
        (select (select count(*) from bars)::int as rows, (select count(*) from bars_history)::int as old) t
      where b.inserted <> t.rows or b.changed <> t.old`)),
    ...(await select(`
      select dataset, run_id from ingest_batches b
      where not exists (select from tasks where id = b.run_id and job = 'historical_prices')`)),
  ];
}

async function expectNothingLeft(until: string): Promise<void> {
  expect(await gaps(until)).toEqual([]);
  await week.runAll();
  const again = await week.runAll();
  for (const { job, outcome, summary } of again)
    expect([job, outcome, summary?.inserted, summary?.changed]).toEqual([job, 'ok', 0, 0]);
  expect(await unexplained()).toEqual([]);
}

test(
  'the week of Thanksgiving: holiday, early close, a provider that fails half-way, a late split, a lost worker',
  async () => {
    const friday = Date.parse('2026-11-27T17:00:00Z');
    await open('2026-11-22T23:10:00Z', { symbol: 'SPLT', exDate: '2026-11-25', knownFrom: friday });
    await week.reschedule('stock_quotes', '*/10 * * * *');
    await week.reschedule('options_chain', '*/30 * * * *');
    await week.goTo(Date.parse('2026-11-24T22:30:00Z'));

    // Tuesday's prices: the worker is gone while the vendor keeps it waiting, and another one does the job.
    vendor.hanging.add('CORE');
    const before = vendor.asked.length;
    const done = week.goToSlot(Date.parse('2026-11-24T22:30:00Z'));
    while (vendor.asked.length < before + SYMBOLS.length)
      await new Promise((resolve) => setTimeout(resolve, 5));
    week.loseWorker();
    vendor.hanging.clear();
    await week.startWorker();
    await done;
    // What the first worker was waiting for comes at last, and is of no use any more.
    vendor.release();

    // Wednesday's prices: the vendor is out of order after two answers, until the morning.
    await week.goTo(Date.parse('2026-11-25T22:30:00Z'));
    vendor.answersLeft = 2;
    await week.goTo(Date.parse('2026-11-26T12:00:00Z'));
    vendor.answersLeft = Infinity;
    expect((await gaps('2026-11-25')).length).toBe(2);

    // Thursday is a holiday; on Friday the market closes at 13:00, and every minute of the last hour is wanted.
    await week.goTo(friday);
    await week.reschedule('stock_quotes', null);
    await week.reschedule('options_chain', null);
    await week.goTo(Date.parse('2026-11-28T05:00:00Z'));

    expect(await outcomes()).toEqual({
      stock_quotes: 'ok 192',
      options_chain: 'ok 56',
      historical_prices: 'ok 4, partial 1',
      fundamentals: 'ok 5',
      dividends: 'ok 6',
      earnings_transcripts: 'ok 6',
      economic_indicators: 'ok 6',
      earnings: 'ok 20',
      earnings_calendar: 'ok 10',
      economic_events: 'ok 10',
      news: 'ok 251',
      company_info: 'ok 1',
    });
    const runs = await week.slots.listRuns('stock_quotes', 100_000);
    const reasons = new Map(
      runs.map(({ slot, skipped }) => [slot!, `${skipped?.reason} ${skipped?.detail}`]),
    );
    expect(reasons.get(Date.parse('2026-11-26T15:00:00Z'))).toContain('holiday Thanksgiving');
    expect(reasons.get(Date.parse('2026-11-27T18:00:00Z'))).toContain('early_close');
    expect((await slotsOf('stock_quotes')).slice(-1)).toEqual(['11-27T17:59']);
    const [{ count }] = await select<{ count: string }>('select count(*) from stock_quotes');
    expect(Number(count)).toBe(192 * SYMBOLS.length);

    // The split was told of on Friday: no stored price had to change, and adjusted ones go on evenly.
    expect(await week.get(CorporateActionRepository).list('SPLT')).toEqual([
      { exDate: '2026-11-25', kind: 'split', value: 2 },
    ]);
    const request = { symbol: 'SPLT', timeframe: '1d', start: Date.parse('2026-11-23') } as const;
    const closes = async (adjust: 'raw' | 'split') =>
      Array.from((await week.get(BarRepository).loadBarSeries({ ...request, adjust }))!.close);
    const [monday] = await closes('split');
    expect(await closes('split')).toEqual([0, 1, 2, 3].map((step) => monday + step));
    expect(await closes('raw')).toEqual([2 * monday, 2 * (monday + 1), monday + 2, monday + 3]);
    expect(await select('select * from bars_history')).toEqual([]);
    expect(await select('select id, losses from tasks where losses > 0')).toEqual([
      { id: 'historical_prices@20261124T223000Z', losses: 1 },
    ]);

    await expectNothingLeft('2026-11-27');
    const [{ changes }] = await select<{ changes: number }>(
      'select sum(changed)::int as changes from dataset_batches',
    );
    expect(changes).toBeGreaterThan(0);
  },
  TIMEOUT,
);

test.each([
  {
    ...{ change: 'forward', start: '2026-03-07T22:10:30Z', end: '2026-03-09T14:10:00Z', last: '2026-03-06' },
    ...{ opens: '2026-03-09T13:30:00Z', hoursOfSunday: 23 },
    prices: ['03-07T22:30', '03-08T21:30'],
  },
  {
    ...{ change: 'back', start: '2026-10-31T21:10:30Z', end: '2026-11-02T15:10:00Z', last: '2026-10-30' },
    ...{ opens: '2026-11-02T14:30:00Z', hoursOfSunday: 25 },
    prices: ['10-31T21:30', '11-01T22:30'],
  },
])(
  'the weekend on which clocks go $change: each slot once, by the clocks of New York',
  async ({ start, end, last, opens, hoursOfSunday, prices }) => {
    await open(start);
    await week.reschedule('stock_quotes', '*/30 * * * *');
    await week.reschedule('options_chain', '*/30 * * * *');
    await week.goTo(Date.parse(end));
    expect(await slotsOf('historical_prices')).toEqual(prices);
    const monday = opens.slice(5, 10);
    expect((await slotsOf('stock_quotes')).filter((slot) => slot.startsWith(monday))[0]).toBe(
      opens.slice(5, 16),
    );
    const news = await select<{ day: string; count: string }>(`
      select to_char(slot at time zone 'America/New_York', 'Dy') as day, count(*) from tasks
      where job = 'news' and slot is not null group by 1`);
    expect(news).toContainEqual({ day: 'Sun', count: String(2 * hoursOfSunday) });
    for (const outcome of Object.values(await outcomes())) expect(outcome).toMatch(/^ok \d+$/);
    await expectNothingLeft(last);
  },
  TIMEOUT,
);
