import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#config';
import { faultOfBar, toDate } from '#domain';
import { createProvider } from './create-provider.js';
import type { DailyBarsRequest, MarketDataProvider } from './market-data-provider.js';
import { ProviderError, type ProviderFault } from './provider-error.js';
import { StubVendor, type StubAnswer, type StubReply } from './testing/stub-vendor.js';
import * as bodies from './testing/vendor-bodies.js';

const KEY = 'very-secret-key';
const folder = mkdtempSync(join(tmpdir(), 'barkeep-csv-'));
const vendor = new StubVendor();
const held: [string, number | undefined][] = [];
let base: string;

beforeAll(async () => {
  base = await vendor.start();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'ACME_1d.csv'), bodies.barsCsv);
});
afterAll(async () => {
  await vendor.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => vendor.asked.splice(0));

function create(id: 'yahoo' | 'fmp' | 'binance' | 'csv' | 'sim'): MarketDataProvider {
  const config = loadConfig({
    ...{ YAHOO_URL: base, FMP_URL: base, BINANCE_URL: base, FMP_API_KEY: KEY },
    MARKET_DATA_ALLOW_PRIVATE: 'true',
    ...{ MARKET_DATA_FOLDER: folder, MARKET_DATA_TIMEOUT_SECONDS: '1' },
  });
  return createProvider(id, config, {
    admit: async () => undefined,
    hold: async (provider, ms) => void held.push([provider, ms]),
  });
}

const request = (change: Partial<DailyBarsRequest> = {}): DailyBarsRequest => ({
  ...{ symbol: 'ACME', from: '2024-03-04', to: '2024-03-07', calendar: 'XNYS', timeZone: 'America/New_York' },
  signal: new AbortController().signal,
  ...change,
});

async function faultOf(
  provider: MarketDataProvider,
  change: Partial<DailyBarsRequest> = {},
): Promise<ProviderError> {
  const error: unknown = await provider.datasets.historical_prices!(request(change)).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProviderError)) throw new Error(`expected a ProviderError, got ${String(error)}`);
  return error;
}

const ok =
  (body: string): StubReply =>
  () => ({ body });
const fmpAnswers: StubReply = ({ pathname }) => {
  if (pathname === '/splits') return { body: bodies.fmpSplits };
  return { body: pathname === '/dividends' ? bodies.fmpDividends : bodies.fmpPrices };
};

describe.each([
  { id: 'yahoo', answers: ok(bodies.yahooChart) },
  { id: 'fmp', answers: fmpAnswers },
  { id: 'binance', answers: ok(bodies.binanceKlines) },
  { id: 'csv', answers: ok('') },
  { id: 'sim', answers: ok('') },
] as const)('the provider $id', ({ id, answers }) => {
  test('gives sound daily bars whose stamps are dates, within the range', async () => {
    vendor.reply = answers;
    const { bars } = await create(id).datasets.historical_prices!(request());
    const dates = bars.map(({ openTime }) => toDate(openTime)).sort();
    expect(dates.slice(0, 3)).toEqual(['2024-03-04', '2024-03-05', '2024-03-06']);
    expect(bars.map(faultOfBar).filter(Boolean)).toEqual([]);
    expect(bars.every(({ openTime }) => openTime % 86_400_000 === 0)).toBe(true);
  });

  test('ends with the job', async () => {
    vendor.reply = () => 'hang';
    const reason = new Error('cancelled');
    const fetching = create(id).datasets.historical_prices!(request({ signal: AbortSignal.abort(reason) }));
    await expect(fetching).rejects.toBe(reason);
  });
});

test.each([
  ['yahoo', bodies.yahooChart],
  ['fmp', ''],
] as const)(
  '%s gives dividends as paid on the day and splits beside split-adjusted prices',
  async (id, body) => {
    vendor.reply = id === 'fmp' ? fmpAnswers : ok(body);
    const { bars, actions, adjusted } = await create(id).datasets.historical_prices!(request());
    expect(adjusted).toBe('split');
    expect(actions).toEqual([
      { exDate: '2024-03-06', kind: 'split', value: 2 },
      { exDate: '2024-03-05', kind: 'dividend', value: 0.5 },
    ]);
    expect(bars.find(({ openTime }) => openTime === Date.parse('2024-03-04'))).toEqual({
      ...{ openTime: Date.parse('2024-03-04'), open: 50, high: 51.5, low: 49.5, close: 51.04, volume: 2_000 },
    });
  },
);

const NETWORK = ['yahoo', 'fmp', 'binance'] as const;
const ANYWHERE: readonly [string, StubAnswer, ProviderFault][] = [
  ['a page of HTML', { body: '<html>be patient</html>' }, 'outage'],
  ['JSON that breaks off', { body: '{"chart": {"resu' }, 'outage'],
  ['a fault of the server', { status: 503, body: 'busy' }, 'outage'],
  ['no answer in time', 'hang', 'outage'],
  ['a broken connection', 'reset', 'outage'],
  ['429', { status: 429, body: '{}' }, 'rate_limited'],
  ['401', { status: 401, body: '{}' }, 'key_refused'],
  [
    'a way to somewhere else',
    { status: 302, body: '', headers: { location: 'http://elsewhere' } },
    'misunderstood',
  ],
];

describe.each(NETWORK)('the provider %s', (id) => {
  test.each(ANYWHERE)('takes %s for what it is', async (_what, answer, fault) => {
    vendor.reply = () => answer;
    expect((await faultOf(create(id))).fault).toBe(fault);
  });

  test('says how long it is to be left alone', async () => {
    vendor.reply = () => ({ status: 429, body: '{}', headers: { 'retry-after': '23' } });
    held.splice(0);
    expect(await faultOf(create(id))).toMatchObject({ fault: 'rate_limited', retryAfterMs: 23_000 });
    expect(held).toEqual([[id, 23_000]]);
  });

  test('ends a request that is under way with the job', async () => {
    const job = new AbortController();
    vendor.reply = () => {
      job.abort(new Error('cancelled'));
      return 'hang';
    };
    await expect(create(id).datasets.historical_prices!(request({ signal: job.signal }))).rejects.toThrow(
      'cancelled',
    );
  });
});

test.each<[(typeof NETWORK)[number], string, StubAnswer, ProviderFault]>([
  ['yahoo', 'an unknown symbol', { status: 404, body: bodies.yahooError('Not Found') }, 'unknown_symbol'],
  ['yahoo', 'a bad request', { status: 400, body: bodies.yahooError('Bad Request') }, 'misunderstood'],
  ['yahoo', 'an error at 200', { body: bodies.yahooError('Not Found') }, 'unknown_symbol'],
  ['yahoo', 'a limit at 200', { body: 'Too Many Requests' }, 'rate_limited'],
  ['yahoo', 'a chart without rows', { body: bodies.yahooEmpty }, 'empty'],
  [
    'binance',
    'an unknown symbol',
    { status: 400, body: '{"code":-1121,"msg":"Invalid symbol."}' },
    'unknown_symbol',
  ],
  [
    'binance',
    'a ban',
    { status: 418, body: '{"code":-1003}', headers: { 'retry-after': '120' } },
    'rate_limited',
  ],
  ['binance', 'a place that is not served', { status: 451, body: '{"code":0}' }, 'key_refused'],
  ['binance', 'no rows', { body: '[]' }, 'empty'],
  ['fmp', 'a limit at 200', { body: '{"Error Message":"Limit Reach . Please upgrade"}' }, 'rate_limited'],
  ['fmp', 'a plan without it', { status: 402, body: 'Premium Query Parameter: …' }, 'key_refused'],
  ['fmp', 'a bad request', { status: 400, body: 'Query Error: Invalid' }, 'misunderstood'],
  ['fmp', 'no rows', { body: '[]' }, 'empty'],
])('%s: %s', async (id, _what, answer, fault) => {
  vendor.reply = () => answer;
  expect((await faultOf(create(id))).fault).toBe(fault);
});

test('fmp sends its key in a header, and no error says it', async () => {
  vendor.reply = () => ({ status: 401, body: `{"Error Message":"Invalid API KEY ${KEY}"}` });
  const error = await faultOf(create('fmp'));
  expect(vendor.asked[0].headers.apikey).toBe(KEY);
  expect(vendor.asked[0].url.href).not.toContain(KEY);
  expect(JSON.stringify(error) + String(error.stack)).not.toContain(KEY);
});

test('binance is asked page by page', async () => {
  const first = Date.parse('2019-01-01');
  const line = (day: number) => [first + day * 86_400_000, '1', '1', '1', '1', '1'];
  vendor.reply = ({ searchParams }) => {
    const day = (Number(searchParams.get('startTime')) - first) / 86_400_000;
    const count = Math.min(1_000, 1_200 - day);
    return { body: JSON.stringify(Array.from({ length: count }, (_, row) => line(day + row))) };
  };
  const { bars } = await create('binance').datasets.historical_prices!(
    request({ from: '2019-01-01', to: '2023-01-01' }),
  );
  expect([bars.length, vendor.asked.length]).toEqual([1_200, 2]);
});

test('csv knows only the symbols that it has files of', async () => {
  expect((await faultOf(create('csv'), { symbol: 'OTHER' })).fault).toBe('unknown_symbol');
});

const SAMPLES = join(
  process.env.BARKEEP_REFERENCE ?? join(process.cwd(), '..', 'shared'),
  'reference',
  'provider-samples',
);
const sample = (file: string) => readFileSync(join(SAMPLES, file), 'utf8');

(existsSync(SAMPLES) ? describe : describe.skip)('recorded answers (needs BARKEEP_REFERENCE)', () => {
  test.each([
    ['yahoo', 'yahoo/historical_prices.json', '2020-08-31', 2],
    ['yahoo', 'yahoo/historical_prices_null_row.json', '2020-08-31', 2],
    ['binance', 'binance/historical_prices.json', '2017-08-17', 1],
    ['fmp', 'fmp/historical_prices.json', '2025-02-04', 1],
  ] as const)('%s reads %s', async (id, file, from, count) => {
    vendor.reply = ({ pathname }) => ({
      body: id === 'fmp' && !pathname.startsWith('/historical') ? '[]' : sample(file),
    });
    const to = toDate(Date.parse(from) + 5 * 86_400_000);
    const { bars } = await create(id).datasets.historical_prices!(request({ symbol: 'AAPL', from, to }));
    expect([toDate(bars[0].openTime), bars.length]).toEqual([from, count]);
    expect(bars.map(faultOfBar).filter(Boolean)).toEqual([]);
  });

  test('yahoo reads a recorded dividend', async () => {
    vendor.reply = ok(sample('yahoo/dividends.json'));
    const { actions } = await create('yahoo').datasets.historical_prices!(
      request({ from: '2020-11-06', to: '2020-11-06' }),
    );
    expect(actions).toEqual([{ exDate: '2020-11-06', kind: 'dividend', value: 0.205 }]);
  });

  test.each<[(typeof NETWORK)[number], string, number, ProviderFault]>([
    ['yahoo', 'yahoo/errors/404_chart.json', 404, 'unknown_symbol'],
    ['yahoo', 'yahoo/errors/401_crumb.json', 401, 'key_refused'],
    ['yahoo', 'yahoo/errors/400_bad_request.json', 400, 'misunderstood'],
    ['yahoo', 'yahoo/errors/429.txt', 429, 'rate_limited'],
    ['binance', 'binance/errors/400.json', 400, 'unknown_symbol'],
    ['binance', 'binance/errors/418.json', 418, 'rate_limited'],
    ['binance', 'binance/errors/429.json', 429, 'rate_limited'],
    ['binance', 'binance/errors/451.json', 451, 'key_refused'],
    ['fmp', 'fmp/errors/400.txt', 400, 'misunderstood'],
    ['fmp', 'fmp/errors/401.json', 401, 'key_refused'],
    ['fmp', 'fmp/errors/402.json', 402, 'key_refused'],
    ['fmp', 'fmp/errors/402.txt', 402, 'key_refused'],
    ['fmp', 'fmp/errors/429.json', 429, 'rate_limited'],
    ['fmp', 'fmp/errors/429.json', 200, 'rate_limited'],
    ['fmp', 'fmp/errors/empty.json', 200, 'empty'],
  ])('%s takes %s at %i for %s', async (id, file, status, fault) => {
    vendor.reply = () => ({ status, body: sample(file) });
    expect((await faultOf(create(id))).fault).toBe(fault);
  });
});
