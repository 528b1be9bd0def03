import pg from 'pg';
import { loadConfig } from '#config';
import {
  BarAgreementRepository,
  BarRepository,
  CorporateActionRepository,
  CoverageRepository,
  Database,
  InstrumentRepository,
  QuarantineRepository,
  UniverseRepository,
} from '#database';
import type { CorporateAction } from '#domain';
import { listProviders } from '../../../../test/support/list-providers.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { CoverageService } from '../gaps/coverage.js';
import type { MarketDataProvider } from '../providers/market-data-provider.js';
import { ProviderPool } from '../providers/provider-pool.js';
import { PriceIngest } from './price-ingest.js';

const symbol = 'NEW';
const NOW = Date.parse('2024-03-08T22:30:00Z');
const ACTIONS: Readonly<Record<'sim' | 'yahoo', CorporateAction>> = {
  sim: { exDate: '2024-03-06', kind: 'dividend', value: 0.25 },
  yahoo: { exDate: '2024-03-07', kind: 'dividend', value: 0.5 },
};
let testDatabase: TestDatabase;
let database: Database;
let client: pg.Client;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 4 });
  client = new pg.Client(testDatabase.url);
  await client.connect();
  const place = { calendar: 'XNYS', timeZone: 'America/New_York', currency: 'USD' };
  await new InstrumentRepository(database).save({ symbol, name: null, ...place });
});
afterEach(async () => {
  await client.end();
  await database.close();
  await testDatabase.drop();
});

function ingest(id: 'sim' | 'yahoo') {
  const bars = ['2024-03-06', '2024-03-07', '2024-03-08'].map((date, place) => {
    const price = 10 + place / 10;
    return { openTime: Date.parse(date), open: price, high: 11, low: 9, close: price, volume: 1 };
  });
  const provider: MarketDataProvider = {
    ...{ id, batchSize: 1 },
    datasets: { historical_prices: async () => ({ bars, actions: [ACTIONS[id]], adjusted: 'raw' }) },
  };
  const stored = new BarRepository(database);
  const service = new PriceIngest(
    new ProviderPool({ lists: { historical_prices: [provider] }, pause: async () => undefined }),
    new InstrumentRepository(database),
    stored,
    new CorporateActionRepository(database),
    new QuarantineRepository(database),
    new CoverageService(new CoverageRepository(database), new UniverseRepository(database), stored),
    loadConfig({ MARKET_DATA_START: '2024-03-06' }),
    new BarAgreementRepository(database),
  );
  return service.ingest({ symbol, now: NOW, runId: id, signal: new AbortController().signal });
}

/** Resolves when so many wait for the place of an ingest. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      `select from pg_locks l join pg_database d on d.oid = l.database
       where datname = current_database() and locktype = 'advisory' and not granted`,
    );
    if (rowCount === count) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('of invented and real prices that come to a new symbol at once, one is stored with its own actions', async () => {
  await client.query('begin');
  await client.query('select open_ingest(id) from instruments where symbol = $1', [symbol]);
  const ingests = (['sim', 'yahoo'] as const).map(ingest);
  await waiting(2);
  await client.query('rollback');
  const results = await Promise.all(ingests);
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['failed', 'ok']);
  const owner = results.find(({ outcome }) => outcome === 'ok')!.provider as 'sim' | 'yahoo';
  const refused = results.find(({ outcome }) => outcome === 'failed')!;
  expect(refused.reason).toContain(`bars of ${owner} are stored`);
  expect(await listProviders(database, symbol)).toEqual([owner]);
  expect(await new CorporateActionRepository(database).list(symbol)).toEqual([ACTIONS[owner]]);
});
