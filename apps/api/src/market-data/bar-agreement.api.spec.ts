import { BarAgreementRepository, BarRepository, InstrumentRepository } from '#database';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const ROOT = '/api/v1/market-data/bars/agreement';
const DAYS = ['2024-03-04', '2024-03-05', '2024-03-06'];
let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  const place = { calendar: 'XNYS', timeZone: 'America/New_York', currency: 'USD' };
  await api.app.get(InstrumentRepository).save({ symbol: 'ACME', name: null, ...place });
  const bars = DAYS.map((day) => {
    return { openTime: Date.parse(day), open: 1, high: 1, low: 1, close: 1, volume: 1 };
  });
  const of = { symbol: 'ACME', timeframe: '1d', runId: 'run' } as const;
  await api.app.get(BarRepository).upsertBars({ ...of, bars, provider: 'yahoo' });
  const agreements = bars.map(({ openTime }, row) => {
    return { openTime, provider: row === 2 ? 'fmp' : 'yahoo', agreed: 2 - (row % 2), asked: 2 };
  });
  await api.app.get(BarAgreementRepository).save(of, agreements);
});

afterAll(() => api.stop());

const read = async (query: string) => {
  const answer = await api.get(`${ROOT}?${query}`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('how sure bars are', () => {
  it('is told of those that are stored as they were agreed on', async () => {
    const { body } = await read('symbol=ACME&timeframe=1d');
    expect(body).toEqual({
      ...{ symbol: 'ACME', timeframe: '1d', next_start: null },
      items: [
        { time: '2024-03-04T00:00:00.000Z', provider: 'yahoo', confidence: 1, agreed: 2, asked: 2 },
        { time: '2024-03-05T00:00:00.000Z', provider: 'yahoo', confidence: 0.5, agreed: 1, asked: 2 },
      ],
    });
  });

  it('comes in parts, each of which says where the next one starts', async () => {
    const { body } = await read('symbol=ACME&timeframe=1d&limit=1');
    expect(body).toMatchObject({ items: [{ confidence: 1 }], next_start: '2024-03-05T00:00:00.000Z' });
    const next = await read(`symbol=ACME&timeframe=1d&limit=1&start=${String(body.next_start)}`);
    expect(next.body).toMatchObject({ items: [{ confidence: 0.5 }], next_start: null });
  });

  it.each([
    ['symbol=NONE&timeframe=1d', 404],
    ['symbol=ACME&timeframe=7d', 400],
    ['symbol=ACME&timeframe=1d&start=yesterday', 400],
    ['symbol=ACME&timeframe=1d&limit=0', 400],
  ])('refuses %s', async (query, status) => {
    expect((await read(query)).status).toBe(status);
  });
});
