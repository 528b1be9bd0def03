import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#config';
import { DatabaseHealth, DatabaseModule } from '#database';
import { createTestDatabase } from '../../../test/support/stores.js';
import { BarImport } from './import/bar-import.js';
import { MarketDataModule } from './market-data.module.js';
import { BarQuery } from './query/bar-query.js';

describe('MarketDataModule', () => {
  it('works on the stores of DatabaseModule and closes them with the application', async () => {
    const database = await createTestDatabase();
    const config = loadConfig({ DATABASE_URL: database.url });
    const app = await Test.createTestingModule({
      imports: [ConfigModule.forRoot(config), DatabaseModule, MarketDataModule],
    }).compile();
    await app.init();
    const text = 'date,open,high,low,close\n2020-01-02,1,1,1,1';
    const origin = { provider: 'import', runId: 'run-1', onError: 'refuse' } as const;
    await app.get(BarImport).importCsv(text, { fileName: 'ACME_1d.csv', ...origin });
    const series = await app.get(BarQuery).loadSeries({ symbol: 'ACME', timeframe: '1d', adjust: 'raw' });
    expect(series?.length).toBe(1);
    const health = app.get(DatabaseHealth);
    expect(await health.check()).toEqual({ latency_ms: expect.any(Number) });
    await app.close();
    await expect(health.check()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await database.drop();
  });
});
