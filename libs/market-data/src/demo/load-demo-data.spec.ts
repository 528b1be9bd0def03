import {
  BarRepository,
  CorporateActionRepository,
  Database,
  DatasetRepository,
  InstrumentRepository,
} from '#database';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { loadDemoData, type DemoStores } from './load-demo-data.js';

describe('loadDemoData', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let stores: DemoStores;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 2 });
    stores = {
      bars: new BarRepository(database),
      instruments: new InstrumentRepository(database),
      actions: new CorporateActionRepository(database),
      datasets: new DatasetRepository(database),
    };
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('stores both series once', async () => {
    expect(await loadDemoData(stores)).toEqual([
      { symbol: 'AAPL', inserted: 1260, simulated: 51 * 78 },
      { symbol: '^GSPC', inserted: 5105, simulated: 0 },
    ]);
    expect(await loadDemoData(stores)).toEqual([
      { symbol: 'AAPL', inserted: 0, simulated: 0 },
      { symbol: '^GSPC', inserted: 0, simulated: 0 },
    ]);
  });

  it('stores bars of five minutes inside the last weeks of Apple, ending where the days end', async () => {
    const stored = await stores.bars.loadBarSeries({ symbol: 'AAPL', timeframe: '5m', adjust: 'split' });
    expect(stored).toHaveLength(51 * 78);
    expect(stored!.close[51 * 78 - 1]).toBeCloseTo(188.59, 2);
  });

  it('stores what Apple reported, against the quarter of a year before in the same shares', async () => {
    const reports = await stores.datasets.query('earnings', {
      subjects: ['AAPL'],
      limit: 100,
      order: 'oldest',
    });
    expect(reports).toHaveLength(24);
    const afterSplit = reports.find(({ periodEnding }) => periodEnding === '2014-06-28');
    expect(afterSplit).toMatchObject({
      epsActual: 1.28,
      fiscalYear: 2014,
      fiscalPeriod: 'Q3',
      provider: 'demo',
    });
    expect(afterSplit?.epsEstimated).toBeCloseTo(7.47 / 7, 12);
    expect(new Date(afterSplit!.publishedAt!).toISOString()).toBe('2014-07-22T20:30:00.000Z');
    expect(reports.filter(({ epsEstimated }) => epsEstimated === null)).toHaveLength(4);
    await loadDemoData(stores);
    const again = await stores.datasets.query('earnings', {
      subjects: ['AAPL'],
      limit: 100,
      order: 'oldest',
    });
    expect(again).toEqual(reports);
  });

  it('keeps Apple raw, as it traded before its split, and gives the file back when split-adjusted', async () => {
    const request = {
      symbol: 'AAPL',
      timeframe: '1d',
      start: Date.UTC(2014, 5, 6),
      end: Date.UTC(2014, 5, 10),
    } as const;
    const raw = await stores.bars.loadBarSeries({ ...request, adjust: 'raw' });
    expect(raw?.close[0]).toBeCloseTo(645.57, 2);
    expect(raw?.volume[0]).toBe(Math.round(87_484_600 / 7));
    expect(raw?.close[1]).toBe(93.699997);
    const adjusted = await stores.bars.loadBarSeries({ ...request, adjust: 'split' });
    expect(adjusted?.close[0]).toBeCloseTo(92.224289, 10);
    expect(adjusted?.close[1]).toBe(93.699997);
  });

  it('gives Apple the total return that the adjusted close of the file shows after the split', async () => {
    const request = { symbol: 'AAPL', timeframe: '1d', start: Date.UTC(2014, 5, 9) } as const;
    const total = await stores.bars.loadBarSeries({ ...request, adjust: 'total' });
    const last = total!.length - 1;
    // From the file: 2014-06-09 and 2018-05-11.
    const inFile = 188.589996 / 87.185577;
    expect(new Date(total!.openTime[last]).toISOString()).toBe('2018-05-11T00:00:00.000Z');
    expect(total!.close[last] / total!.close[0]).toBeCloseTo(inFile, 4);
  });
});
