import { tableFromIPC } from 'apache-arrow';
import { parquetReadObjects } from 'hyparquet';
import { DatasetRepository, InstrumentRepository } from '#database';
import { startTestApi, type TestApi } from '../../testing/start-test-api.js';
import { DATASET_ENDPOINTS } from './dataset-endpoints.js';

const ROOT = '/api/v1/market-data';
const origin = { provider: 'sim', runId: 'run-1' } as const;

interface Page {
  items: Record<string, unknown>[];
  next_cursor: string | null;
  code?: string;
  errors?: { path: string }[];
}

let api: TestApi;
let datasets: DatasetRepository;

async function read(path: string): Promise<{ status: number; body: Page }> {
  const answer = await api.get(`${ROOT}${path}`);
  return { status: answer.status, body: (await answer.json()) as Page };
}

const dividend = (symbol: string, exDividendDate: string, amount: number) => {
  return {
    ...{ symbol, exDividendDate, amount, declaredAmount: null, currency: 'USD', recordDate: null },
    ...{ paymentDate: null, declarationDate: null, publishedAt: null, frequency: null, dividendType: 'cash' },
  };
};

const article = (externalId: string, hour: number, title: string, symbols: string[]) => {
  const publishedAt = Date.UTC(2026, 5, 1, hour);
  const url = `https://example.com/${externalId}`;
  return {
    externalId,
    publishedAt,
    title,
    url,
    sourceName: 'Wire',
    author: null,
    excerpt: null,
    body: null,
    symbols,
  };
};

beforeAll(async () => {
  api = await startTestApi();
  datasets = api.app.get(DatasetRepository);
  const instruments = api.app.get(InstrumentRepository);
  for (const symbol of ['AAA', 'BBB'])
    await instruments.ensure({
      symbol,
      name: null,
      calendar: 'XNYS',
      timeZone: 'America/New_York',
      currency: 'USD',
    });
  await datasets.upsert(
    'dividends',
    [
      dividend('AAA', '2026-02-02', 0.2),
      dividend('AAA', '2026-05-04', 0.25),
      dividend('BBB', '2026-03-02', 1),
    ],
    origin,
  );
  await datasets.upsert(
    'news',
    [article('1', 9, '=SUM(A1)', ['AAA', 'BBB']), article('2', 10, 'Quiet, "mostly"', ['CCC'])],
    origin,
  );
});

afterAll(() => api.stop());

describe('reading a dataset', () => {
  it('gives the newest rows first, with where they came from', async () => {
    const { body } = await read('/dividends');
    expect(body.items.map((row) => row.amount)).toEqual([0.25, 1, 0.2]);
    expect(body).toMatchObject({ dataset: 'dividends', as_of: null, next_cursor: null });
    expect(body.items[0]).toMatchObject({
      symbol: 'AAA',
      ex_dividend_date: '2026-05-04',
      record_date: null,
      event_time: '2026-05-04T00:00:00.000Z',
      known_at: expect.stringMatching(/^20.*Z$/) as unknown,
      provider: 'sim',
      run_id: 'run-1',
    });
  });

  it.each([
    ['symbols=AAA', [0.25, 0.2]],
    ['symbols=AAA,BBB&order=oldest', [0.2, 1, 0.25]],
    ['from=2026-02-03&to=2026-05-04', [0.25, 1]],
    ['to=2026-02-02', [0.2]],
    ['dividend_type=special', []],
    ['symbols=NONE', []],
    ['as_of=2020-01-01', []],
  ])('of %s gives only these', async (query, amounts) => {
    expect((await read(`/dividends?${query}`)).body.items.map((row) => row.amount)).toEqual(amounts);
  });

  it('gives pages that join, in both orders', async () => {
    for (const order of ['newest', 'oldest']) {
      const seen: unknown[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await read(`/dividends?order=${order}&limit=1${cursor && `&cursor=${cursor}`}`);
        seen.push(...body.items.map((row) => row.amount));
        cursor = body.next_cursor;
      }
      expect(seen).toEqual(order === 'newest' ? [0.25, 1, 0.2] : [0.2, 1, 0.25]);
    }
  });

  it('finds news by the symbols that they name', async () => {
    expect((await read('/news?symbols=BBB')).body.items).toMatchObject([
      { title: '=SUM(A1)', symbols: ['AAA', 'BBB'] },
    ]);
  });

  it('gives files with all rows, and keeps spreadsheets from computing titles', async () => {
    const csv = await (await api.get(`${ROOT}/news?format=csv`)).text();
    const lines = csv.split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('"Quiet, ""mostly"""');
    expect(lines[2]).toContain(",'=SUM(A1),");
    const arrow = await api.get(`${ROOT}/dividends?format=arrow&order=oldest`);
    expect(
      tableFromIPC(new Uint8Array(await arrow.arrayBuffer()))
        .toArray()
        .map((row) => row.toJSON()),
    ).toMatchObject([
      { symbol: 'AAA', ex_dividend_date: Date.parse('2026-02-02'), amount: 0.2, record_date: null },
      { symbol: 'BBB' },
      { symbol: 'AAA' },
    ]);
    const parquet = await api.get(`${ROOT}/news?limit=1`, { accept: 'application/vnd.apache.parquet' });
    expect(parquet.headers.get('link')).toMatch(/limit=1&cursor=.*rel="next"/);
    expect(await parquetReadObjects({ file: await parquet.arrayBuffer() })).toMatchObject([
      { external_id: '2', symbols: ['CCC'], published_at: new Date(Date.UTC(2026, 5, 1, 10)) },
    ]);
  });
});

describe.each(DATASET_ENDPOINTS.map(({ path }) => [path]))('GET /%s', (path) => {
  it('answers in each format', async () => {
    for (const format of ['json', 'csv', 'arrow', 'parquet']) {
      const answer = await api.get(`${ROOT}/${path}?format=${format}`);
      expect([format, answer.status]).toEqual([format, 200]);
      await answer.arrayBuffer();
    }
  });

  it.each([
    'from=x',
    'from=0000-01-01',
    'to=9999-12-31',
    'to=2026-02-30',
    'from=2026-02-02&to=2026-01-01',
    'as_of=2999-01-01',
    'order=random',
    'limit=0',
    'limit=1.5',
    'limit=1000000',
    'format=xlsx',
    'cursor=x',
    'cursor=W10',
    'nonsense=1',
    'from=a&from=b',
  ])('refuses %s', async (query) => {
    const { status, body } = await read(`/${path}?${query}`);
    expect([status, body.code]).toEqual([400, 'PARAMETER_INVALID']);
  });
});

describe('a query with several faults', () => {
  it('hears of all of them at once', async () => {
    const { status, body } = await read(
      '/fundamentals?symbols=aapl,%20,MSFT&fiscal_year=x&from=soon&limit=0&period=1',
    );
    expect(status).toBe(400);
    expect(body.errors?.map(({ path }) => path).sort()).toEqual([
      '/fiscal_year',
      '/from',
      '/limit',
      '/period',
      '/symbols',
    ]);
  });

  it.each([
    ['no symbol', '/dividends?symbols=', '/symbols'],
    [
      'too many symbols',
      `/dividends?symbols=${Array.from({ length: 501 }, (_, at) => `S${at}`).join(',')}`,
      '/symbols',
    ],
    ['no truth value', '/earnings-calendar?confirmed=maybe', '/confirmed'],
    ['symbols of series', '/economic-indicators?symbols=AAPL', '/symbols'],
    ['series of symbols', '/dividends?series=CPI', '/series'],
  ])('with %s has a fault there', async (_what, address, path) => {
    const { status, body } = await read(address);
    expect([status, body.errors?.[0].path]).toEqual([400, path]);
  });
});

it('no cursor that is made up ever leads to an error of ours', async () => {
  const forged = [
    [0],
    ['x', 'y'],
    [0, 'AAA', 'x', 'y'],
    [0, 'AAA', '2026-01-01', 1],
    [1e300, 1, 2, 3],
    [8e15, 'AAA', '0000-01-01', 'cash'],
    [0, 'AAA', '0000-01-01', 'cash'],
    [0, 'AAA', 1e10],
    [0, 'AAA', 1e10, 1],
    [0, {}, [], null],
  ];
  for (const { path } of DATASET_ENDPOINTS) {
    for (const values of forged) {
      const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
      expect([path, values, (await read(`/${path}?cursor=${cursor}`)).status < 500]).toEqual([
        path,
        values,
        true,
      ]);
    }
  }
});
