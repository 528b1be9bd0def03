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
import type { Bar, CorporateAction } from '#domain';
import { listProviders } from '../../../../test/support/list-providers.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { CoverageService } from '../gaps/coverage.js';
import type { BarsAnswer, DailyBarsRequest, MarketDataProvider } from '../providers/market-data-provider.js';
import { ProviderError } from '../providers/provider-error.js';
import { ProviderPool } from '../providers/provider-pool.js';
import { createSimProvider } from '../providers/sim/sim-provider.js';
import { PriceIngest } from './price-ingest.js';

const FRIDAY_EVENING = Date.parse('2024-03-08T22:30:00Z');
const MONDAY_EVENING = Date.parse('2024-03-11T21:30:00Z');
const DAY = 86_400_000;

let testDatabase: TestDatabase;
let database: Database;
let stores: {
  instruments: InstrumentRepository;
  bars: BarRepository;
  actions: CorporateActionRepository;
  quarantine: QuarantineRepository;
};

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 2 });
  stores = {
    instruments: new InstrumentRepository(database),
    bars: new BarRepository(database),
    actions: new CorporateActionRepository(database),
    quarantine: new QuarantineRepository(database),
  };
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** A vendor with weekday prices from 2024-02-01 that a test may change. */
class Vendor {
  readonly asked: DailyBarsRequest[] = [];
  bars: Bar[] = [];
  actions: CorporateAction[] = [];
  adjusted: BarsAnswer['adjusted'] = 'raw';
  fault: ProviderError['fault'] | undefined;

  constructor(last: string) {
    for (let time = Date.parse('2024-02-01'); time <= Date.parse(last); time += DAY) {
      const weekday = new Date(time).getUTCDay();
      if (weekday === 0 || weekday === 6 || time === Date.parse('2024-02-19')) continue;
      const price = 100 + this.bars.length;
      this.bars.push({
        openTime: time,
        open: price,
        high: price + 2,
        low: price - 2,
        close: price + 1,
        volume: 1_000,
      });
    }
  }

  get provider(): MarketDataProvider {
    return {
      id: 'yahoo',
      batchSize: 2,
      datasets: {
        historical_prices: async (request) => {
          this.asked.push(request);
          if (this.fault) throw new ProviderError('yahoo', this.fault, `yahoo: ${this.fault}`);
          const bars = this.bars.filter(
            ({ openTime }) => openTime >= Date.parse(request.from) && openTime <= Date.parse(request.to),
          );
          return { bars, actions: this.actions, adjusted: this.adjusted };
        },
      },
    };
  }
}

function createIngest(...list: MarketDataProvider[]) {
  const pool = new ProviderPool({ lists: { historical_prices: list }, pause: async () => undefined });
  const config = loadConfig({ MARKET_DATA_START: '2024-02-01' });
  const { instruments, bars, actions, quarantine } = stores;
  const coverage = new CoverageService(
    new CoverageRepository(database),
    new UniverseRepository(database),
    bars,
  );
  const agreements = new BarAgreementRepository(database);
  return new PriceIngest(pool, instruments, bars, actions, quarantine, coverage, config, agreements);
}

async function add(symbol: string) {
  await stores.instruments.save({
    symbol,
    name: null,
    calendar: 'XNYS',
    timeZone: 'America/New_York',
    currency: 'USD',
  });
  return symbol;
}

const at = (symbol: string, now: number, change: { start?: string } = {}) => ({
  ...{ symbol, now, runId: 'run', signal: new AbortController().signal },
  ...change,
});

describe('PriceIngest', () => {
  test('brings the history of a new symbol, then only what is new, and changes nothing the second time', async () => {
    const symbol = await add('NEW');
    const vendor = new Vendor('2024-03-11');
    const ingest = createIngest(vendor.provider);
    const first = await ingest.ingest(at(symbol, FRIDAY_EVENING));
    expect(first).toMatchObject({ outcome: 'ok', provider: 'yahoo', inserted: 26, changed: 0, reason: null });
    expect(await ingest.ingest(at(symbol, FRIDAY_EVENING))).toMatchObject({
      outcome: 'ok',
      inserted: 0,
      changed: 0,
      unchanged: 5,
    });
    expect(await ingest.ingest(at(symbol, MONDAY_EVENING))).toMatchObject({ inserted: 1, unchanged: 5 });
    expect(vendor.asked.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2024-02-01 2024-03-08',
      '2024-03-04 2024-03-08',
      '2024-03-04 2024-03-11',
    ]);
    expect(await listProviders(database, symbol)).toEqual(['yahoo']);
  });

  test('says that the newest session is missing', async () => {
    const symbol = await add('LATE');
    const result = await createIngest(new Vendor('2024-03-07').provider).ingest(at(symbol, FRIDAY_EVENING));
    expect(result).toMatchObject({
      outcome: 'empty',
      inserted: 25,
      reason: 'there is no bar of 2024-03-08 yet',
    });
  });

  test.each([
    ['empty', 'empty'],
    ['unknown_symbol', 'failed'],
    ['key_refused', 'failed'],
  ] as const)('takes a vendor that answers %s as %s', async (fault, outcome) => {
    const symbol = await add(`F${fault === 'empty' ? 'A' : fault === 'key_refused' ? 'B' : 'C'}`);
    const vendor = new Vendor('2024-03-08');
    vendor.fault = fault;
    const result = await createIngest(vendor.provider).ingest(at(symbol, FRIDAY_EVENING));
    expect(result).toMatchObject({ outcome, provider: null, reason: `yahoo: ${fault}` });
  });

  test('stores raw prices, splits and dividends, and reads them adjusted', async () => {
    const symbol = await add('SPLIT');
    const vendor = new Vendor('2024-03-08');
    vendor.adjusted = 'split';
    vendor.actions = [
      { exDate: '2024-03-01', kind: 'split', value: 2 },
      { exDate: '2024-02-15', kind: 'dividend', value: 0.5 },
    ];
    const ingest = createIngest(vendor.provider);
    expect(await ingest.ingest(at(symbol, FRIDAY_EVENING))).toMatchObject({ outcome: 'ok', actions: 2 });
    expect(await ingest.ingest(at(symbol, FRIDAY_EVENING))).toMatchObject({
      actions: 0,
      inserted: 0,
      changed: 0,
    });
    const series = {
      symbol,
      timeframe: '1d',
      start: Date.parse('2024-02-29'),
      end: Date.parse('2024-03-02'),
    } as const;
    const closes = async (adjust: 'raw' | 'split') =>
      Array.from((await stores.bars.loadBarSeries({ ...series, adjust }))!.close);
    expect([await closes('raw'), await closes('split')]).toEqual([
      [240, 121],
      [120, 121],
    ]);
  });

  test('fills the gaps that it finds, and says what is still missing', async () => {
    const symbol = await add('GAPS');
    const vendor = new Vendor('2024-03-11');
    const whole = vendor.bars;
    const without = (...dates: string[]) =>
      whole.filter(({ openTime }) => !dates.includes(new Date(openTime).toISOString().slice(0, 10)));
    const ingest = createIngest(vendor.provider);
    vendor.bars = without('2024-02-13', '2024-02-14', '2024-02-21');
    expect(await ingest.ingest(at(symbol, FRIDAY_EVENING))).toMatchObject({
      outcome: 'ok',
      inserted: 23,
      gaps: 3,
    });
    vendor.bars = without('2024-02-21');
    expect(await ingest.ingest(at(symbol, MONDAY_EVENING))).toMatchObject({
      inserted: 3,
      changed: 0,
      gaps: 1,
    });
    expect(vendor.asked.at(-1)!.from).toBe('2024-02-13');
  });

  test('counts what looks strange, and takes a repeated session for a missing one', async () => {
    const symbol = await add('STRANGE');
    const vendor = new Vendor('2024-03-08');
    const last = vendor.bars.length - 1;
    vendor.bars[4] = divide(vendor.bars[4], 2);
    vendor.bars[last] = { ...vendor.bars[last - 1], openTime: vendor.bars[last].openTime };
    expect(await createIngest(vendor.provider).ingest(at(symbol, FRIDAY_EVENING))).toMatchObject({
      ...{ outcome: 'empty', inserted: 25, quarantined: 1, reason: 'there is no bar of 2024-03-08 yet' },
      warnings: { 'the price jumps without a corporate action': 2 },
    });
  });

  test('makes whoever has read the bars read them anew when a split comes', async () => {
    const symbol = await add('DERIVED');
    const vendor = new Vendor('2024-03-08');
    const ingest = createIngest(vendor.provider);
    await ingest.ingest(at(symbol, FRIDAY_EVENING));
    const read = async () => {
      const series = await stores.bars.loadBarSeries({ symbol, timeframe: '1d', adjust: 'split' });
      return [await stores.bars.dataVersion(symbol, '1d'), series!.close[0]] as const;
    };
    const [version, close] = await read();
    vendor.actions = [{ exDate: '2024-03-04', kind: 'split', value: 2 }];
    expect(await ingest.ingest(at(symbol, FRIDAY_EVENING))).toMatchObject({
      inserted: 0,
      changed: 0,
      actions: 1,
    });
    const [later, adjusted] = await read();
    expect([later === version, adjusted]).toEqual([false, close / 2]);
  });

  test('is not moved by a split that comes later', async () => {
    const symbol = await add('LATER');
    const vendor = new Vendor('2024-03-11');
    vendor.adjusted = 'split';
    const ingest = createIngest(vendor.provider);
    await ingest.ingest(at(symbol, FRIDAY_EVENING));
    vendor.actions = [{ exDate: '2024-03-11', kind: 'split', value: 3 }];
    vendor.bars = vendor.bars.map((bar) => (bar.openTime >= Date.parse('2024-03-11') ? bar : divide(bar, 3)));
    expect(await ingest.ingest(at(symbol, MONDAY_EVENING))).toMatchObject({
      ...{ inserted: 1, changed: 0, unchanged: 5, actions: 1, reloaded: false },
    });
  });

  test('fetches everything again when the vendor has adjusted its history without a word', async () => {
    const symbol = await add('SILENT');
    const vendor = new Vendor('2024-03-11');
    const ingest = createIngest(vendor.provider);
    await ingest.ingest(at(symbol, FRIDAY_EVENING));
    vendor.bars = vendor.bars.map((bar) => divide(bar, 2));
    expect(await ingest.ingest(at(symbol, MONDAY_EVENING))).toMatchObject({
      inserted: 1,
      changed: 26,
      reloaded: true,
    });
    expect(vendor.asked.at(-1)!.from).toBe('2024-02-01');
  });

  test('puts broken bars into quarantine and stores the rest', async () => {
    const symbol = await add('BROKEN');
    const vendor = new Vendor('2024-03-08');
    vendor.bars[3] = { ...vendor.bars[3], high: 1 };
    const result = await createIngest(vendor.provider).ingest(at(symbol, FRIDAY_EVENING));
    expect(result).toMatchObject({ outcome: 'ok', inserted: 25, quarantined: 1 });
    const kept = await stores.quarantine.list({ symbol, limit: 10 });
    expect(kept).toMatchObject([{ provider: 'yahoo', content: expect.stringContaining('2024-02-06') }]);
  });

  test('goes on with the next provider, and the rows say who answered', async () => {
    const symbol = await add('OTHER');
    const vendor = new Vendor('2024-03-08');
    vendor.fault = 'rate_limited';
    const second: MarketDataProvider = { ...new Vendor('2024-03-08').provider, id: 'fmp' };
    const result = await createIngest(vendor.provider, second).ingest(at(symbol, FRIDAY_EVENING));
    expect(result).toMatchObject({ outcome: 'ok', provider: 'fmp', reason: 'yahoo: rate_limited' });
    expect(await listProviders(database, symbol)).toEqual(['fmp']);
  });

  test('never puts invented prices among real ones, nor the other way round', async () => {
    const symbol = await add('REAL');
    const [real, sim] = [createIngest(new Vendor('2024-03-11').provider), createIngest(createSimProvider(1))];
    await real.ingest(at(symbol, FRIDAY_EVENING));
    expect(await sim.ingest(at(symbol, MONDAY_EVENING))).toMatchObject({
      ...{ outcome: 'failed', inserted: 0, reason: expect.stringContaining('bars of yahoo are stored') },
    });
    const invented = await add('SIM');
    expect(await sim.ingest(at(invented, FRIDAY_EVENING))).toMatchObject({ outcome: 'ok', provider: 'sim' });
    expect(await real.ingest(at(invented, MONDAY_EVENING))).toMatchObject({ outcome: 'failed' });
  });

  test('starts where it is told to', async () => {
    const symbol = await add('START');
    const vendor = new Vendor('2024-03-08');
    await createIngest(vendor.provider).ingest(at(symbol, FRIDAY_EVENING, { start: '2024-03-01' }));
    expect(vendor.asked[0].from).toBe('2024-03-01');
  });
});

function divide(bar: Bar, by: number): Bar {
  const { openTime, open, high, low, close, volume } = bar;
  return {
    openTime,
    open: open / by,
    high: high / by,
    low: low / by,
    close: close / by,
    volume: volume * by,
  };
}
