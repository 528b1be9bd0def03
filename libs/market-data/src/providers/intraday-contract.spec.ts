import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#config';
import {
  dayRangeInZone,
  faultOfBar,
  findCalendar,
  TIMEFRAME_MS,
  toDate,
  type IntradayTimeframe,
} from '#domain';
import { normaliseBars } from '../normalise/normalise-bars.js';
import { createProvider } from './create-provider.js';
import type { IntradayBarsRequest, MarketDataProvider } from './market-data-provider.js';
import { ProviderError } from './provider-error.js';
import { StubVendor, type StubReply } from './testing/stub-vendor.js';
import { fmpDividends, fmpSplits, yahooChart, yahooEmpty, yahooError } from './testing/vendor-bodies.js';

const NEW_YORK = 'America/New_York';
const xnys = findCalendar('XNYS')!;
const DAY = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'barkeep-intraday-'));
const vendor = new StubVendor();
let base: string;

beforeAll(async () => {
  base = await vendor.start();
});
afterAll(async () => {
  await vendor.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => vendor.asked.splice(0));

type Id = 'yahoo' | 'fmp' | 'binance' | 'csv' | 'sim';

function create(id: Id): MarketDataProvider {
  const config = loadConfig({
    ...{ YAHOO_URL: base, FMP_URL: base, BINANCE_URL: base, FMP_API_KEY: 'key' },
    MARKET_DATA_ALLOW_PRIVATE: 'true',
    ...{ MARKET_DATA_FOLDER: folder, MARKET_DATA_TIMEOUT_SECONDS: '1' },
  });
  return createProvider(id, config, { admit: async () => undefined, hold: async () => undefined });
}

/** The newest days, since Yahoo keeps no others. */
const TODAY = toDate(Date.now());
const daysBack = (days: number) => toDate(Date.parse(TODAY) - days * DAY);
const request = (change: Partial<IntradayBarsRequest> = {}): IntradayBarsRequest => ({
  ...{ symbol: 'ACME', timeframe: '5m', from: daysBack(9), to: daysBack(2) },
  ...{ calendar: 'XNYS', timeZone: NEW_YORK, signal: new AbortController().signal },
  ...change,
});

const PRICES = { open: 10, high: 12, low: 9, close: 11 };
/** No two bars that follow one another are the same. */
const volumeAt = (time: number) => 100 + ((time / 60_000) % 1_000);
/** Bars of that length in the sessions of the range that is asked for. */
function opensWithin(from: number, to: number, timeframe: IntradayTimeframe): number[] {
  const step = TIMEFRAME_MS[timeframe];
  return xnys
    .sessions(toDate(from - DAY), toDate(to + DAY))
    .flatMap(({ open, close }) =>
      Array.from({ length: Math.ceil((close - open) / step) }, (_, place) => open + place * step).filter(
        (time) => time >= from && time < to,
      ),
    );
}

const chartOf = (times: readonly number[]) =>
  JSON.stringify({
    chart: {
      result: [
        {
          meta: { exchangeTimezoneName: NEW_YORK },
          timestamp: times.map((time) => time / 1_000),
          indicators: {
            quote: [
              {
                ...Object.fromEntries(
                  Object.entries(PRICES).map(([name, price]) => [name, times.map(() => price)]),
                ),
                volume: times.map(volumeAt),
              },
            ],
          },
        },
      ],
      error: null,
    },
  });

const yahoo: StubReply = ({ searchParams }) => {
  const at = (name: string) => Number(searchParams.get(name)) * 1_000;
  const interval = searchParams.get('interval')!;
  if (interval === '1d') return { body: yahooChart };
  const times = opensWithin(at('period1'), at('period2'), interval as IntradayTimeframe);
  return { body: chartOf([...times, ...times.slice(-1).map((time) => time + 17_000)]) };
};

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: NEW_YORK,
  dateStyle: 'short',
  timeStyle: 'medium',
});
const fmp: StubReply = ({ pathname, searchParams }) => {
  if (pathname === '/splits') return { body: fmpSplits };
  if (pathname === '/dividends') return { body: fmpDividends };
  const from = dayRangeInZone(searchParams.get('from')!, NEW_YORK).start;
  const to = dayRangeInZone(searchParams.get('to')!, NEW_YORK).end;
  const lengths = { '1min': '1m', '5min': '5m', '15min': '15m', '30min': '30m', '1hour': '1h' } as const;
  const times = opensWithin(from, to, lengths[pathname.split('/')[2] as keyof typeof lengths]);
  return {
    body: JSON.stringify(
      times.map((time) => ({ date: wallClock.format(time), ...PRICES, volume: volumeAt(time) })).reverse(),
    ),
  };
};

const binance: StubReply = ({ searchParams }) => {
  const at = (name: string) => Number(searchParams.get(name));
  const step = TIMEFRAME_MS[searchParams.get('interval') as IntradayTimeframe];
  const count = Math.min(1_000, Math.ceil((at('endTime') - at('startTime')) / step));
  const lines = Array.from({ length: count }, (_, row) => at('startTime') + row * step).map((time) => [
    time,
    ...Object.values(PRICES),
    volumeAt(time),
  ]);
  return { body: JSON.stringify(lines) };
};

const none: StubReply = () => ({ body: '' });

function writeCsv(timeframe: IntradayTimeframe): void {
  const times = opensWithin(Date.parse(daysBack(20)), Date.parse(TODAY), timeframe);
  const lines = times.map((time) =>
    [new Date(time).toISOString(), ...Object.values(PRICES), volumeAt(time)].join(','),
  );
  writeFileSync(
    join(folder, `ACME_${timeframe}.csv`),
    ['time,open,high,low,close,volume', ...lines].join('\n'),
  );
}

describe.each([
  { id: 'yahoo', reply: yahoo },
  { id: 'fmp', reply: fmp },
  { id: 'csv', reply: none },
  { id: 'sim', reply: none },
  { id: 'binance', reply: binance },
] as const)('bars shorter than a day of $id', ({ id, reply }) => {
  const calendar = findCalendar(id === 'binance' ? 'always' : 'XNYS')!;
  const of = (timeframe: IntradayTimeframe, change: Partial<IntradayBarsRequest> = {}) =>
    request({ timeframe, calendar: calendar.id, timeZone: calendar.timeZone, ...change });

  test.each(['1m', '5m', '15m', '30m', '1h'] as const)(
    '%s: all sessions of the range, and nothing else',
    async (timeframe) => {
      vendor.reply = reply;
      writeCsv(timeframe);
      const asked = of(timeframe);
      const answer = await create(id).datasets.intraday_prices!(asked);
      const { bars, doubtful } = normaliseBars({ ...answer, actions: [] }, calendar, Date.now(), timeframe);
      expect(answer.bars.map(faultOfBar).filter(Boolean)).toEqual([]);
      expect(doubtful.filter(({ severity }) => severity !== 'warning')).toEqual([]);
      const expected = calendar.sessions(asked.from, asked.to).flatMap(({ open, close }) => {
        const step = TIMEFRAME_MS[timeframe];
        return Array.from({ length: Math.ceil((close - open) / step) }, (_, place) => open + place * step);
      });
      expect(Array.from(bars.openTime)).toEqual(expected);
    },
  );

  test('has nothing of days without a session', async () => {
    vendor.reply = ({ pathname, searchParams }) =>
      pathname.includes('chart/') && searchParams.get('interval') !== null
        ? { body: yahooEmpty }
        : { body: '[]' };
    const fetching = create(id).datasets.intraday_prices!(of('5m', { from: '1990-01-06', to: '1990-01-07' }));
    await expect(fetching).rejects.toMatchObject({ fault: 'empty' });
  });

  test('ends with the job', async () => {
    vendor.reply = () => 'hang';
    const reason = new Error('cancelled');
    const fetching = create(id).datasets.intraday_prices!(of('5m', { signal: AbortSignal.abort(reason) }));
    await expect(fetching).rejects.toBe(reason);
  });
});

const spansOf = (start: string, end: string, scale: number) =>
  vendor.asked
    .filter(({ url }) => url.searchParams.has(start) && url.searchParams.get('interval') !== '1d')
    .map(({ url: { searchParams } }) => [searchParams.get(start)!, searchParams.get(end)!])
    .map(([from, to]) =>
      scale ? (Number(to) - Number(from)) / 86_400 : (Date.parse(to) - Date.parse(from)) / DAY + 1,
    );

test('yahoo is asked for a week of minutes at once, and for no more weeks than it keeps', async () => {
  vendor.reply = yahoo;
  await create('yahoo').datasets.intraday_prices!(
    request({ timeframe: '1m', from: daysBack(90), to: TODAY }),
  );
  const spans = spansOf('period1', 'period2', 1);
  expect(spans.length).toBe(5);
  expect(Math.max(...spans)).toBeLessThan(7.1);
  const firsts = vendor.asked.map(({ url }) => Number(url.searchParams.get('period1')) * 1_000);
  expect(Math.min(...firsts.slice(0, -1))).toBeGreaterThan(Date.now() - 30 * DAY);
});

test('fmp is asked for as many days at once as it gives, and never backwards', async () => {
  vendor.reply = fmp;
  await create('fmp').datasets.intraday_prices!(
    request({ timeframe: '5m', from: '2024-03-01', to: '2024-03-25' }),
  );
  expect(spansOf('from', 'to', 0)).toEqual([10, 10, 5]);
});

test.each([
  "Data doesn't exist for startDate = 1, endDate = 2",
  '5m data not available for startTime=1 and endTime=2. The requested range must be within the last 60 days.',
])('yahoo: %s', async (description) => {
  vendor.reply = () => ({
    status: 422,
    body: yahooError('Unprocessable Entity').replace(
      /"description":"[^"]*"/,
      `"description":${JSON.stringify(description)}`,
    ),
  });
  const fault: unknown = await create('yahoo').datasets.intraday_prices!(request()).catch(
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(ProviderError);
  expect((fault as ProviderError).fault).toBe('empty');
});

const SAMPLE = join(
  process.env.BARKEEP_REFERENCE ?? join(process.cwd(), '..', 'shared'),
  'reference/provider-samples/fmp/historical_prices_5min.json',
);
(existsSync(SAMPLE) ? test : test.skip)('fmp reads a recorded bar (needs BARKEEP_REFERENCE)', async () => {
  vendor.reply = ({ pathname }) => ({
    body: pathname.startsWith('/historical-chart') ? readFileSync(SAMPLE, 'utf8') : '[]',
  });
  const asked = request({ from: '2025-02-04', to: '2025-02-04' });
  const { bars } = await create('fmp').datasets.intraday_prices!(asked);
  expect(bars).toEqual([
    {
      openTime: Date.parse('2025-02-04T20:55:00Z'),
      open: 232.87,
      high: 233.13,
      low: 232.72,
      close: 232.79,
      volume: 1555040,
    },
  ]);
});
