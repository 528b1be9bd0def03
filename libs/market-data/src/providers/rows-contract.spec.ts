import type { ProviderId } from '#config';
import type { RowDataset } from '#domain';
import { createProvider } from './create-provider.js';
import type { RowsAnswer, RowsRequest } from './market-data-provider.js';
import { ProviderError, type ProviderFault } from './provider-error.js';
import { AGENCY_CASES } from './testing/agency-cases.js';
import { FMP_CASES } from './testing/fmp-cases.js';
import { hasRecordings, recordedErrors } from './testing/recorded-answers.js';
import { RECORDED_CASES } from './testing/recorded-cases.js';
import { configFor, CRUMB, isBefore, json, KEYS, replyWith, type RowCase } from './testing/row-case.js';
import { StubVendor, type StubAnswer } from './testing/stub-vendor.js';
import { YAHOO_CASES } from './testing/yahoo-cases.js';

/* What every adapter has to do with every dataset that it has, on a stub in place of the vendor. */

const CASES = [...YAHOO_CASES, ...FMP_CASES, ...AGENCY_CASES];
const NAMED = CASES.map((one) => [`${one.provider} ${one.dataset}`, one] as const);
const VENDORS = [...new Set(CASES.map(({ provider }) => provider))];

const vendor = new StubVendor();
const held: [string, number | undefined][] = [];
let base: string;

beforeAll(async () => (base = await vendor.start()));
afterAll(() => vendor.stop());
beforeEach(() => {
  vendor.asked.splice(0);
  held.splice(0);
});

const create = (provider: ProviderId, change = {}) =>
  createProvider(
    provider,
    { ...configFor(base), ...change },
    {
      admit: async (_, signal) => signal.throwIfAborted(),
      hold: async (id, ms) => void held.push([id, ms]),
    },
  );

function fetchRows(
  { provider, dataset, subjects, from, to, now = '2024-06-01T00:00:00Z' }: RowCase,
  { signal = new AbortController().signal, settings = {} } = {},
): Promise<RowsAnswer<RowDataset>> {
  const request: RowsRequest = { subjects, from, to, now: Date.parse(now), signal };
  return create(provider, settings).rows![dataset]!.fetch(request);
}

async function faultOf(one: RowCase, settings = {}): Promise<ProviderError> {
  const result: unknown = await fetchRows(one, { settings }).catch((error: unknown) => error);
  if (result instanceof ProviderError) return result;
  throw new Error(`expected a ProviderError, got ${JSON.stringify(result)}`);
}

/** What an answer says of its subjects, thrown or told. */
async function lackOf(one: RowCase): Promise<string> {
  const result: unknown = await fetchRows(one).catch((error: unknown) => error);
  if (result instanceof ProviderError) return result.fault;
  const { rows, missing } = result as RowsAnswer<RowDataset>;
  return (
    [...rows.map(() => 'a row'), ...missing.map(({ fault }) => fault)][0] ?? 'nothing, which is an answer'
  );
}

/** A row without its nulls, with instants to be read by people. */
function toShown(row: object): object {
  const isInstant = (column: string) => /(At|Time|Timestamp)$/.test(column) && column !== 'reportTime';
  const cells = Object.entries(row as Record<string, unknown>).filter(([, value]) => value !== null);
  return Object.fromEntries(
    cells.map(([column, value]) => [
      column,
      isInstant(column) ? new Date(value as number).toISOString() : value,
    ]),
  );
}

describe.each(NAMED)('%s', (_name, one) => {
  test('becomes exactly these rows', async () => {
    vendor.reply = replyWith(one.answers);
    const { rows, rejected } = await fetchRows(one);
    expect(rows.map(toShown)).toEqual(one.rows);
    expect(rejected.filter(({ reason }) => !reason.includes('missing'))).toEqual([]);
  });

  test('has every column of the dataset in every row, null where nothing is known', async () => {
    vendor.reply = replyWith(one.answers);
    const { rows } = await fetchRows(one);
    for (const row of rows) expect(Object.values(row)).not.toContain(undefined);
  });

  test('takes fields that it does not know', async () => {
    vendor.reply = replyWith(one.answers);
    const plain = (url: URL) => replyWith(one.answers)(url) as { body: string };
    vendor.reply = (url) =>
      isBefore(url.pathname) ? plain(url) : { ...plain(url), body: addFields(plain(url).body) };
    expect((await fetchRows(one)).rows.map(toShown)).toEqual(one.rows);
  });

  test.each<[string, StubAnswer, { fault: ProviderFault; retryAfterMs?: number }]>([
    ['a page of HTML', { body: '<html>be patient</html>' }, { fault: 'outage' }],
    ['JSON that breaks off', { body: '[{"symbol": "AC' }, { fault: 'outage' }],
    ['a fault of the server', { status: 503, body: 'busy' }, { fault: 'outage' }],
    ['a broken connection', 'reset', { fault: 'outage' }],
    ['no answer in time', 'hang', { fault: 'outage' }],
    ['429', { status: 429, body: '{}' }, { fault: 'rate_limited' }],
    [
      '429 that says when',
      { status: 429, body: '{}', headers: { 'retry-after': '23' } },
      { fault: 'rate_limited', retryAfterMs: 23_000 },
    ],
    ['a way to somewhere else', { status: 302, body: '' }, { fault: 'misunderstood' }],
  ])('takes %s for what it is', async (_what, answer, expected) => {
    vendor.reply = replyWith(one.answers, answer);
    const settings = answer === 'hang' ? { MARKET_DATA_TIMEOUT_SECONDS: 0.2 } : {};
    expect(await faultOf(one, settings)).toMatchObject({ provider: one.provider, ...expected });
    expect(held).toEqual(expected.fault === 'rate_limited' ? [[one.provider, expected.retryAfterMs]] : []);
  });

  test('ends with the job, also while it waits', async () => {
    const job = new AbortController();
    vendor.reply = () => {
      job.abort(new Error('cancelled'));
      return 'hang';
    };
    await expect(fetchRows(one, { signal: job.signal })).rejects.toThrow('cancelled');
    await expect(fetchRows(one, { signal: job.signal })).rejects.toThrow('cancelled');
    expect(vendor.asked).toHaveLength(1);
  });

  test('says nothing of keys, crumbs and addresses when it fails', async () => {
    const secrets = [...Object.values(KEYS), CRUMB];
    for (const answer of [
      { status: 500, body: secrets.join() },
      { body: secrets.join() },
      'reset',
    ] as const) {
      vendor.reply = replyWith(one.answers, answer);
      const error = await faultOf(one);
      const said = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
      for (const secret of [...secrets, base]) expect(said).not.toContain(secret);
    }
  });
});

/** Every object of a body with one more field. */
function addFields(body: string): string {
  return JSON.stringify(
    JSON.parse(body, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 1
        ? { ...value, newField: { deep: [1] } }
        : value,
    ),
  );
}

describe('an empty answer', () => {
  const nothing: Readonly<Partial<Record<ProviderId, Readonly<Partial<Record<RowDataset, unknown>>>>>> = {
    yahoo: {
      stock_quotes: { quoteResponse: { result: [], error: null } },
      options_chain: { optionChain: { result: [], error: null } },
      fundamentals: { timeseries: { result: [{ meta: { type: ['annualTotalRevenue'] } }], error: null } },
      dividends: { chart: { result: [{ meta: { exchangeTimezoneName: 'America/New_York' } }], error: null } },
      earnings: { quoteSummary: { result: [{}], error: null } },
      earnings_calendar: { quoteSummary: { result: [{ calendarEvents: { earnings: {} } }], error: null } },
      company_info: { quoteSummary: { result: null, error: null } },
    },
    fmp: Object.fromEntries(FMP_CASES.map(({ dataset }) => [dataset, []])),
    fred: { economic_indicators: { observations: [] }, economic_events: { release_dates: [] } },
    sec: { fundamentals: { facts: {} } },
  };
  const cases = CASES.flatMap((one) => {
    const body = nothing[one.provider]?.[one.dataset];
    return body === undefined || one.dataset === 'news'
      ? []
      : [[`${one.provider} ${one.dataset}`, one, body] as const];
  });

  test.each(cases)('of %s lets the next provider be asked', async (_name, one, body) => {
    vendor.reply = replyWith({}, json(body));
    expect(await lackOf(one)).toBe('empty');
  });

  test('of news is an answer: there is not always some', async () => {
    const [yahoo, fmp] = [YAHOO_CASES, FMP_CASES].map((cases) =>
      cases.find(({ dataset }) => dataset === 'news')!,
    );
    vendor.reply = replyWith({}, json({ news: [] }));
    expect(await lackOf(yahoo)).toBe('nothing, which is an answer');
    vendor.reply = replyWith({}, json([]));
    expect(await lackOf(fmp)).toBe('nothing, which is an answer');
  });

  test('of one subject is an answer where the vendor tells of everybody else', async () => {
    const calendar = FMP_CASES.find(({ dataset }) => dataset === 'earnings_calendar')!;
    vendor.reply = replyWith(calendar.answers);
    expect(await lackOf({ ...calendar, subjects: ['IDLE'] })).toBe('nothing, which is an answer');
  });
});

describe('yahoo', () => {
  const [quotes] = YAHOO_CASES;
  const refusal = {
    status: 401,
    body: '{"finance":{"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}',
  };
  const paths = () => vendor.asked.map(({ url }) => url.pathname);

  test('fetches cookie and crumb once for all requests, and sends them with each', async () => {
    vendor.reply = replyWith(quotes.answers);
    const source = create('yahoo').rows!.stock_quotes!;
    const request = { ...quotes, now: 0, signal: new AbortController().signal };
    await Promise.all([source.fetch(request), source.fetch(request)]);
    expect(paths().sort()).toEqual([
      ...['/quote/AAPL', '/v1/test/getcrumb', '/v7/finance/quote', '/v7/finance/quote'],
    ]);
    const { url, headers } = vendor.asked.at(-1)!;
    expect([url.searchParams.get('crumb'), headers.cookie]).toEqual([CRUMB, 'A1=stub']);
  });

  test('fetches new ones when they are refused, and gives up when those are refused as well', async () => {
    let refused = 1;
    vendor.reply = (url) => {
      if (isBefore(url.pathname) || refused === 0) return replyWith(quotes.answers)(url);
      refused -= 1;
      return refusal;
    };
    expect((await fetchRows(quotes)).rows).toHaveLength(2);
    expect(paths().filter((path) => path === '/v1/test/getcrumb')).toHaveLength(2);
    refused = 2;
    expect((await faultOf(quotes)).fault).toBe('key_refused');
  });

  test.each(['Too Many Requests', '<html></html>', ''])('takes %j for no crumb', async (body) => {
    vendor.reply = replyWith({ ...quotes.answers, '/v1/test/getcrumb': { body } });
    expect((await faultOf(quotes)).passes).toBe(true);
  });

  test('does not let the end of one job spoil the cookie of another', async () => {
    const job = new AbortController();
    const source = create('yahoo').rows!.stock_quotes!;
    let pages = 0;
    vendor.reply = (url) => {
      if (url.pathname !== '/quote/AAPL') return replyWith(quotes.answers)(url);
      pages += 1;
      if (pages > 1) return replyWith(quotes.answers)(url);
      job.abort(new Error('cancelled'));
      return 'hang';
    };
    const ended = source.fetch({ ...quotes, now: 0, signal: job.signal });
    const other = source.fetch({ ...quotes, now: 0, signal: new AbortController().signal });
    await expect(ended).rejects.toThrow('cancelled');
    expect((await other).rows).toHaveLength(2);
  });
});

describe('keys', () => {
  const first = (provider: ProviderId) => CASES.find((one) => one.provider === provider)!;

  test.each([
    ['fmp', 'FMP_API_KEY'],
    ['fred', 'FRED_API_KEY'],
    ['sec', 'SEC_USER_AGENT'],
  ] as const)('%s asks nothing without %s, and says so', async (provider, setting) => {
    const error = await faultOf(first(provider), { [setting]: '' });
    expect([error.fault, error.message]).toEqual(['key_refused', expect.stringContaining(setting)]);
    expect(vendor.asked).toEqual([]);
  });

  test('travel in a header to fmp, in the address to fred, and the sec is told who asks', async () => {
    for (const provider of ['fmp', 'fred', 'sec'] as const) {
      vendor.reply = replyWith(first(provider).answers);
      await fetchRows(first(provider));
    }
    const asked = vendor.asked.map(({ url, headers }) => [
      url.searchParams.get('api_key'),
      headers.apikey,
      headers['user-agent'],
    ]);
    expect(asked.map(([inAddress, inHeader]) => inAddress ?? inHeader)).toEqual(
      expect.arrayContaining(Object.values(KEYS)),
    );
    expect(asked.at(-1)).toEqual([null, undefined, 'Barkeep tests@example.com']);
  });
});

(hasRecordings ? describe : describe.skip)('recorded answers (needs BARKEEP_REFERENCE)', () => {
  test.each(RECORDED_CASES.map((one) => [`${one.provider} ${one.dataset}`, one] as const))(
    'of %s become exactly these rows',
    async (_name, one) => {
      vendor.reply = replyWith(one.answers);
      const { rows, rejected } = await fetchRows(one);
      expect(rows.map(toShown)).toEqual(one.rows);
      expect(rejected).toEqual([]);
    },
  );

  const FAULTS: Readonly<Record<string, ProviderFault>> = {
    'yahoo/errors/404_chart.json': 'unknown_symbol',
    'yahoo/errors/401_crumb.json': 'key_refused',
    'yahoo/errors/400_bad_request.json': 'misunderstood',
    'yahoo/errors/429.txt': 'rate_limited',
    'yahoo/errors/empty_quote.json': 'empty',
    'fmp/errors/400.txt': 'misunderstood',
    'fmp/errors/401.json': 'key_refused',
    'fmp/errors/402.json': 'key_refused',
    'fmp/errors/402.txt': 'key_refused',
    'fmp/errors/429.json': 'rate_limited',
    'fmp/errors/invalid_name.txt': 'misunderstood',
    'fmp/errors/empty.json': 'empty',
    'fred/errors/400_key.json': 'key_refused',
    'fred/errors/400_series.json': 'unknown_symbol',
    'fred/errors/429.json': 'rate_limited',
    'sec/errors/403.html': 'key_refused',
    'sec/errors/403_rate.html': 'rate_limited',
    'sec/errors/404.txt': 'unknown_symbol',
    'binance/errors/400.json': 'unknown_symbol',
    'binance/errors/418.json': 'rate_limited',
    'binance/errors/429.json': 'rate_limited',
    'binance/errors/451.json': 'key_refused',
  };
  const recorded = VENDORS.flatMap((provider) => recordedErrors(provider));

  test('of errors are all in the table', () => {
    expect(recorded.map(([file]) => file).sort()).toEqual(Object.keys(FAULTS).sort());
  });

  test.each(Object.entries(FAULTS))('of %s mean %s to every dataset', async (file, fault) => {
    const [, answer] = recorded.find(([name]) => name === file)!;
    const own = CASES.filter(({ provider }) => file.startsWith(`${provider}/`));
    // An empty answer is one to the request that it was recorded of.
    for (const one of own.filter(({ dataset }) => fault !== 'empty' || dataset === 'stock_quotes')) {
      vendor.reply = replyWith(one.answers, answer);
      expect([one.dataset, await lackOf(one)]).toEqual([one.dataset, fault]);
    }
  });

  test('a limit is one at status 200 as well', async () => {
    const [, limit] = recordedErrors('fmp').find(([file]) => file.endsWith('429.json'))!;
    vendor.reply = replyWith({}, { ...(limit as object), status: 200 } as StubAnswer);
    expect((await faultOf(FMP_CASES[0])).fault).toBe('rate_limited');
  });
});
