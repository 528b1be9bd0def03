import { tableFromIPC } from 'apache-arrow';
import { datasetDefinition, type DatasetRow, type RowDataset } from '#domain';
import { DatasetRepository, InstrumentRepository } from '#database';
import { startTestApi, type TestApi } from '../../testing/start-test-api.js';

const ROOT = '/api/v1/market-data';
const origin = { provider: 'sim', runId: 'run-1' } as const;
const NOON = Date.UTC(2026, 5, 1, 16);
const MINUTE = 60_000;

/** A row that says only what is stated. */
function rowOf<Name extends RowDataset>(dataset: Name, stated: Partial<DatasetRow<Name>>): DatasetRow<Name> {
  const columns = Object.keys(datasetDefinition(dataset).columns);
  return { ...Object.fromEntries(columns.map((column) => [column, null])), ...stated } as DatasetRow<Name>;
}

const quote = (symbol: string, minute: number, lastPrice: number) =>
  rowOf('stock_quotes', { symbol, lastTimestamp: NOON + minute * MINUTE, lastPrice });

const contract = (minute: number, expiration: string, optionType: string, mark: number) =>
  rowOf('options_chain', {
    ...{ symbol: 'AAA', snapshotTime: NOON + minute * MINUTE, expiration, optionType, mark, strike: 100 },
    contractSymbol: `AAA${expiration}${optionType}`,
  });

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  const instruments = api.app.get(InstrumentRepository);
  for (const symbol of ['AAA', 'BBB'])
    await instruments.ensure({
      symbol,
      name: null,
      calendar: 'XNYS',
      timeZone: 'America/New_York',
      currency: 'USD',
    });
  const datasets = api.app.get(DatasetRepository);
  await datasets.upsert(
    'stock_quotes',
    [quote('BBB', 0, 20), quote('AAA', 0, 10), quote('AAA', 1, 11)],
    origin,
  );
  await datasets.upsert(
    'options_chain',
    [
      ...[contract(0, '2026-06-19', 'call', 5), contract(0, '2026-06-19', 'put', 4)],
      ...[contract(5, '2026-06-19', 'call', 6), contract(5, '2026-07-17', 'call', 8)],
    ],
    origin,
  );
});

afterAll(() => api.stop());

async function read(path: string) {
  const answer = await api.get(`${ROOT}${path}`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('the latest quotes', () => {
  it('are one for each symbol, and name the symbols that have none', async () => {
    expect((await read('/quotes/latest?symbols=BBB,AAA,NONE')).body).toMatchObject({
      items: [
        { symbol: 'AAA', last_price: 11, last_timestamp: '2026-06-01T16:01:00.000Z', bid: null },
        { symbol: 'BBB', last_price: 20 },
      ],
      missing: ['NONE'],
    });
    expect((await read('/quotes/latest')).body).toMatchObject({ items: [{}, {}], missing: [] });
    expect((await read('/quotes/latest?as_of=2020-01-01')).body).toMatchObject({ items: [] });
  });

  it.each(['symbols=a', 'symbols=,', 'as_of=x', 'format=x', 'at=2026-01-01'])('refuse %s', async (query) => {
    expect(await read(`/quotes/latest?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'PARAMETER_INVALID' },
    });
  });
});

describe('an option chain', () => {
  it('is the newest one, whole', async () => {
    const { body } = await read('/options/AAA');
    expect(body).toMatchObject({
      symbol: 'AAA',
      snapshot_time: '2026-06-01T16:05:00.000Z',
      expirations: ['2026-06-19', '2026-07-17'],
      items: [{ mark: 6 }, { mark: 8 }],
    });
  });

  it.each([
    ['at=2026-06-01T16:04:59Z', [5, 4]],
    ['at=2026-06-01T16:04:59Z&type=put', [4]],
    ['at=2026-06-01', [6, 8]],
    ['expiry=2026-07-17', [8]],
    ['expiry=2027-01-01', []],
    ['at=2026-05-31', []],
  ])('with %s is only that', async (query, marks) => {
    const { body } = await read(`/options/AAA?${query}`);
    expect((body.items as { mark: number }[]).map(({ mark }) => mark)).toEqual(marks);
  });

  it('of which none is stored is empty', async () => {
    expect((await read('/options/BBB')).body).toMatchObject({
      snapshot_time: null,
      expirations: [],
      items: [],
    });
  });

  it('is Arrow too', async () => {
    const answer = await api.get(`${ROOT}/options/AAA?format=arrow`);
    expect(tableFromIPC(new Uint8Array(await answer.arrayBuffer())).numRows).toBe(2);
  });

  it.each([
    ['/options/NONE', 404, 'SYMBOL_NOT_FOUND'],
    ['/options/none', 400, 'PARAMETER_INVALID'],
    ['/options/AAA?expiry=soon', 400, 'PARAMETER_INVALID'],
    ['/options/AAA?at=soon', 400, 'PARAMETER_INVALID'],
    ['/options/AAA?type=both', 400, 'PARAMETER_INVALID'],
    ['/options/AAA?limit=1', 400, 'PARAMETER_INVALID'],
  ])('refuses %s with %i', async (path, status, code) => {
    expect(await read(path)).toMatchObject({ status, body: { code } });
  });
});
