import { QuarantineRepository } from '#database';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const QUARANTINE = '/api/v1/market-data/quarantine';
const origin = { provider: 'yahoo', runId: 'run-1' };

interface Page {
  items: { id: number; reason: string }[];
  next_cursor: string | null;
}

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  const quarantine = api.app.get(QuarantineRepository);
  const bars = { symbol: 'AAA', timeframe: '1d' } as const;
  await quarantine.add(bars, [{ line: 3, content: '=1,2', reason: 'high below low' }], origin);
  await quarantine.add(bars, [{ line: 4, content: 'b', reason: 'a jump', severity: 'warning' }], origin);
  const news = { symbol: '', dataset: 'news' } as const;
  await quarantine.add(news, [{ line: 0, content: '{}', reason: 'no title' }], {
    ...origin,
    provider: 'fmp',
  });
});

afterAll(() => api.stop());

async function read(query: string) {
  const answer = await api.get(`${QUARANTINE}${query}`);
  return { status: answer.status, body: (await answer.json()) as Page };
}

describe('the quarantine', () => {
  it('is listed newest first, with what was said and why it was kept out', async () => {
    const { body } = await read('');
    expect(body.items.map(({ reason }) => reason)).toEqual(['no title', 'a jump', 'high below low']);
    expect(body.items[2]).toEqual({
      id: expect.any(Number) as number,
      ...{
        dataset: 'historical_prices',
        symbol: 'AAA',
        timeframe: '1d',
        severity: 'error',
        reason: 'high below low',
      },
      ...{ content: '=1,2', line: 3, provider: 'yahoo', run_id: 'run-1' },
      found_at: expect.stringMatching(/Z$/) as string,
    });
  });

  it.each([
    ['dataset=news', ['no title']],
    ['dataset=historical_prices', ['a jump', 'high below low']],
    ['symbol=AAA&severity=error', ['high below low']],
    ['provider=yahoo', ['a jump', 'high below low']],
    ['provider=none', []],
  ])('gives with %s only these', async (query, reasons) => {
    expect((await read(`?${query}`)).body.items.map(({ reason }) => reason)).toEqual(reasons);
  });

  it('comes in pages that join, and as CSV', async () => {
    const first = (await read('?limit=2')).body;
    const second = (await read(`?limit=2&cursor=${first.next_cursor}`)).body;
    expect([...first.items, ...second.items].map(({ reason }) => reason)).toEqual([
      ...['no title', 'a jump', 'high below low'],
    ]);
    expect(second.next_cursor).toBeNull();
    const csv = await (await api.get(`${QUARANTINE}?format=csv&symbol=AAA`)).text();
    expect(csv).toContain(`"'=1,2"`);
  });

  it.each([
    'dataset=candles',
    'severity=grave',
    'limit=0',
    'cursor=x',
    'colour=red',
    `symbol=${'x'.repeat(65)}`,
  ])('refuses %s', async (query) => {
    expect(await read(`?${query}`)).toMatchObject({ status: 400, body: { code: 'PARAMETER_INVALID' } });
  });

  it('forgets a record once', async () => {
    const [{ id }] = (await read('?dataset=news')).body.items;
    const remove = async (which: string | number) =>
      (await fetch(`${api.base}${QUARANTINE}/${which}`, { method: 'DELETE' })).status;
    expect([
      await remove(id),
      await remove(id),
      await remove('x'),
      await remove(0),
      await remove('9'.repeat(30)),
    ]).toEqual([204, 404, 400, 400, 400]);
  });
});
