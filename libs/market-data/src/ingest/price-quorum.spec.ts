import { loadConfig, type ProviderId } from '#config';
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
import { xnys, type Bar } from '#domain';
import { listProviders } from '../../../../test/support/list-providers.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { CoverageService } from '../gaps/coverage.js';
import type { MarketDataProvider } from '../providers/market-data-provider.js';
import { ProviderError } from '../providers/provider-error.js';
import { ProviderPool } from '../providers/provider-pool.js';
import { PriceIngest } from './price-ingest.js';

const NOW = Date.parse('2024-07-05T22:30:00Z');
const START = '2020-07-15';
/** 1,000 sessions until now. */
const BARS: readonly Bar[] = xnys.sessions(START, '2024-07-05').map(({ date }, place) => ({
  ...{
    openTime: Date.parse(date),
    open: 100 + place,
    high: 102 + place,
    low: 99 + place,
    close: 101 + place,
  },
  volume: 1_000 + place,
}));
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

function vendor(id: ProviderId, { change = (bar: Bar) => bar, answers = Infinity } = {}): MarketDataProvider {
  let left = answers;
  return {
    ...{ id, batchSize: 1 },
    datasets: {
      historical_prices: async ({ from }) => {
        left -= 1;
        if (left < 0) throw new ProviderError(id, 'rate_limited', `${id} wants fewer requests`);
        const bars = BARS.filter(({ openTime }) => openTime >= Date.parse(from)).map(change);
        return { bars, actions: [], adjusted: 'raw' };
      },
    },
  };
}

function createIngest(list: MarketDataProvider[], quorum: number) {
  const pool = new ProviderPool({ lists: { historical_prices: list }, pause: async () => undefined });
  const bars = new BarRepository(database);
  const coverage = new CoverageService(
    new CoverageRepository(database),
    new UniverseRepository(database),
    bars,
  );
  return new PriceIngest(
    pool,
    new InstrumentRepository(database),
    bars,
    new CorporateActionRepository(database),
    new QuarantineRepository(database),
    coverage,
    loadConfig({ MARKET_DATA_START: START, HISTORICAL_PRICES_QUORUM: String(quorum) }),
    new BarAgreementRepository(database),
  );
}

async function add(symbol: string) {
  const place = { calendar: 'XNYS', timeZone: 'America/New_York', currency: 'USD' };
  await new InstrumentRepository(database).save({ symbol, name: null, ...place });
  return { symbol, now: NOW, runId: 'run', signal: new AbortController().signal };
}

const corrupted = (bar: Bar): Bar => {
  const place = BARS.findIndex(({ openTime }) => openTime === bar.openTime);
  return [10, 500, 990].includes(place) ? { ...bar, high: bar.high * 1.05 } : bar;
};

describe('prices that several providers are asked for', () => {
  test('A corrupts 3 of 1,000 bars, B and C agree: what is stored is right, and 3 conflicts are kept', async () => {
    expect(BARS).toHaveLength(1_000);
    const request = await add('QUORUM');
    const ingest = createIngest([vendor('yahoo', { change: corrupted }), vendor('fmp'), vendor('csv')], 3);
    const first = await ingest.ingest(request);
    expect(first).toMatchObject({ outcome: 'ok', inserted: 1_000, conflicts: 3, quarantined: 3 });
    const { symbol } = request;
    const stored = await new BarRepository(database).loadBarSeries({
      symbol,
      timeframe: '1d',
      adjust: 'raw',
    });
    expect(Array.from(stored!.close)).toEqual(BARS.map(({ close }) => close));
    const conflicts = await new QuarantineRepository(database).list({ symbol, limit: 10 });
    expect(conflicts.map(({ provider }) => provider)).toEqual(['yahoo', 'yahoo', 'yahoo']);
    expect(conflicts[0].reason).toContain('where fmp, csv say');

    const said = await new BarAgreementRepository(database).list({ symbol, timeframe: '1d', limit: 2_000 });
    const counts = new Map<string, number>();
    for (const { provider, agreed, asked } of said) {
      const key = `${provider} ${agreed}/${asked}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({ 'yahoo 3/3': 997, 'fmp 2/3': 3 });

    const again = await ingest.ingest({ ...request, start: START });
    expect(again).toMatchObject({ inserted: 0, changed: 0, unchanged: 1_000, conflicts: 3 });
    expect(await new QuarantineRepository(database).list({ symbol, limit: 10 })).toHaveLength(3);
  });

  test('A wants fewer requests half-way: the rest comes from B, and the bars say so', async () => {
    const ingest = createIngest([vendor('yahoo', { answers: 1 }), vendor('fmp')], 1);
    const [one, other] = [await add('BEFORE'), await add('AFTER')];
    expect(await ingest.ingest(one)).toMatchObject({ outcome: 'ok', provider: 'yahoo' });
    expect(await ingest.ingest(other)).toMatchObject({
      ...{ outcome: 'ok', provider: 'fmp', reason: 'yahoo wants fewer requests' },
    });
    expect(await listProviders(database, 'AFTER')).toEqual(['fmp']);
  });

  test('one of them is away: the others are enough, and say how many they are', async () => {
    const ingest = createIngest([vendor('yahoo', { answers: 0 }), vendor('fmp'), vendor('csv')], 2);
    const request = await add('AWAY');
    expect(await ingest.ingest(request)).toMatchObject({ outcome: 'ok', provider: 'fmp', conflicts: 0 });
    const [first] = await new BarAgreementRepository(database).list({
      ...{ symbol: 'AWAY', timeframe: '1d', limit: 1 },
    });
    expect(first).toMatchObject({ provider: 'fmp', agreed: 2, asked: 2 });
  });
});
