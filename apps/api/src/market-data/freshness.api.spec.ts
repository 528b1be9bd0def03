import { ROW_DATASETS } from '#domain';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const ROOT = '/api/v1/market-data';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  for (const [symbol, datasets] of [
    ['OLD', ['earnings']],
    ['COIN', []],
  ] as const)
    await api.post(`${ROOT}/symbols`, { symbol, calendar: 'XNYS', excluded_datasets: datasets });
  const csv = 'time,open,high,low,close,volume\n2024-01-02,9,10,8,9,1\n';
  await api.post(`${ROOT}/bars/import?symbol=OLD&timeframe=1d`, csv, { 'content-type': 'text/csv' });
});

afterAll(() => api.stop());

async function read(query = '') {
  const answer = await api.get(`${ROOT}/freshness?${query}`);
  return {
    status: answer.status,
    body: (await answer.json()) as { fresh: boolean; items: { dataset: string }[] },
  };
}

describe('freshness', () => {
  it('tells what is late, and what the newest is', async () => {
    expect((await read('dataset=historical_prices&symbols=OLD')).body).toEqual({
      ...{ fresh: false, count: 1, late: 1 },
      items: [
        {
          ...{
            dataset: 'historical_prices',
            symbol: 'OLD',
            fresh: false,
            newest: '2024-01-02T00:00:00.000Z',
          },
          expected: expect.stringMatching(/^20\d\d-.*Z$/) as string,
        },
      ],
    });
    expect((await read('dataset=historical_prices')).body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ symbol: 'COIN', newest: null })]) as object[],
    });
  });

  it('is of every dataset', async () => {
    const { body } = await read();
    expect([...new Set(body.items.map(({ dataset }) => dataset))].toSorted()).toEqual(
      ['historical_prices', ...ROW_DATASETS].toSorted(),
    );
    const late = (await read('fresh=false')).body;
    const fresh = (await read('fresh=true')).body;
    expect([late.fresh, fresh.fresh, late.items.length + fresh.items.length]).toEqual([
      false,
      true,
      body.items.length,
    ]);
  });

  it.each(['dataset=bars', 'symbols=old', 'fresh=maybe', 'limit=1'])('refuses %s', async (query) => {
    expect(await read(query)).toMatchObject({ status: 400 });
  });
});
