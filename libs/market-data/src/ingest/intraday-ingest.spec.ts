import type { Bar, IntradayTimeframe } from '#domain';
import { TIMEFRAME_MS, xnys } from '#domain';
import {
  BarRepository,
  CorporateActionRepository,
  CoverageRepository,
  Database,
  InstrumentRepository,
  QuarantineRepository,
  UniverseRepository,
} from '#database';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { CoverageService } from '../gaps/coverage.js';
import type {
  BarsAnswer,
  IntradayBarsRequest,
  MarketDataProvider,
} from '../providers/market-data-provider.js';
import { ProviderError } from '../providers/provider-error.js';
import { ProviderPool } from '../providers/provider-pool.js';
import { createSimProvider } from '../providers/sim/sim-provider.js';
import { IntradayIngest } from './intraday-ingest.js';

/** Friday evening of the week of Independence Day 2024: Wednesday closed at one, Thursday not at all opened. */
const NOW = Date.parse('2024-07-05T22:30:00Z');
let testDatabase: TestDatabase;
let database: Database;
let bars: BarRepository;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 2 });
  bars = new BarRepository(database);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** A vendor with a bar for every step of every session, but what a test takes from it. */
class Vendor {
  readonly asked: IntradayBarsRequest[] = [];
  price = 10;
  answer: Partial<BarsAnswer> = {};
  leaveOut: (date: string) => boolean = () => false;
  /** It breaks off here. */
  until = Infinity;
  fault: ProviderError['fault'] | undefined;
  extra: Bar[] = [];

  get provider(): MarketDataProvider {
    return {
      ...{ id: 'yahoo', batchSize: 2 },
      datasets: {
        intraday_prices: async (request) => {
          this.asked.push(request);
          if (this.fault) throw new ProviderError('yahoo', this.fault, `yahoo: ${this.fault}`);
          const step = TIMEFRAME_MS[request.timeframe];
          const made = xnys
            .sessions(request.from, request.to)
            .filter(({ date }) => !this.leaveOut(date))
            .flatMap(({ open, close }) =>
              Array.from({ length: Math.ceil((close - open) / step) }, (_, place) =>
                this.barAt(open + place * step, place),
              ),
            );
          const given = made.filter(({ openTime }) => openTime < this.until);
          return { bars: [...given, ...this.extra], actions: [], adjusted: 'raw', ...this.answer };
        },
      },
    };
  }

  barAt(openTime: number, place = 0): Bar {
    const { price } = this;
    return { openTime, open: price, high: price + 1, low: price - 1, close: price, volume: 100 + place };
  }
}

function createIngest(provider: MarketDataProvider) {
  const pool = new ProviderPool({ lists: { intraday_prices: [provider] }, pause: async () => undefined });
  const coverage = new CoverageService(
    new CoverageRepository(database),
    new UniverseRepository(database),
    bars,
  );
  const actions = new CorporateActionRepository(database);
  const quarantine = new QuarantineRepository(database);
  return new IntradayIngest(pool, new InstrumentRepository(database), bars, actions, quarantine, coverage);
}

async function add(symbol: string) {
  await new InstrumentRepository(database).save({
    ...{ symbol, name: null, calendar: 'XNYS', timeZone: 'America/New_York', currency: 'USD' },
  });
  return symbol;
}

const at = (
  symbol: string,
  timeframe: IntradayTimeframe,
  change: { start?: string; end?: string; now?: number } = {},
) => ({
  ...{ symbol, timeframe, now: NOW, runId: 'run', signal: new AbortController().signal },
  ...change,
});

describe('bars shorter than a day', () => {
  test('are brought by sessions, short ones included, and a second time change nothing', async () => {
    const symbol = await add('WEEK');
    const vendor = new Vendor();
    const ingest = createIngest(vendor.provider);
    const week = { start: '2024-07-01', end: '2024-07-05' };
    // 78 bars a day; on Wednesday, which ended at one, 42; none on Thursday.
    const first = await ingest.ingest(at(symbol, '5m', week));
    expect(first).toMatchObject({
      outcome: 'ok',
      provider: 'yahoo',
      inserted: 78 * 3 + 42,
      quarantined: 0,
      gaps: 0,
    });
    const second = await ingest.ingest(at(symbol, '5m', week));
    expect(second).toMatchObject({ outcome: 'ok', inserted: 0, changed: 0, unchanged: 276 });
  });

  test('are asked for from the first session that is missing, and its gaps are told until somebody has them', async () => {
    const symbol = await add('GAPS');
    const vendor = new Vendor();
    const ingest = createIngest(vendor.provider);
    vendor.leaveOut = (date) => date === '2024-07-02';
    const before = await ingest.ingest(at(symbol, '15m', { start: '2024-07-01' }));
    expect(before).toMatchObject({ outcome: 'ok', gaps: 1 });
    vendor.leaveOut = () => false;
    expect(await ingest.ingest(at(symbol, '15m'))).toMatchObject({ gaps: 0, inserted: 26, changed: 0 });
    expect(await ingest.ingest(at(symbol, '15m'))).toMatchObject({ inserted: 0, unchanged: 26 });
    expect(vendor.asked.map(({ from }) => from)).toEqual(['2024-07-01', '2024-07-02', '2024-07-05']);
  });

  test('of a session in which a vendor broke off are said to lack, and fetched again until they are there', async () => {
    const symbol = await add('BROKEN');
    const vendor = new Vendor();
    const ingest = createIngest(vendor.provider);
    vendor.until = Date.parse('2024-07-03T15:30:00Z');
    const now = Date.parse('2024-07-03T18:00:00Z');
    expect(await ingest.ingest(at(symbol, '30m', { start: '2024-07-02', now }))).toMatchObject({
      ...{ outcome: 'ok', inserted: 13 + 4, gaps: 0, reason: 'sessions that lack bars: 1' },
    });
    vendor.until = Infinity;
    vendor.leaveOut = (date) => date < '2024-07-05';
    expect(await ingest.ingest(at(symbol, '30m'))).toMatchObject({ inserted: 13 });
    vendor.leaveOut = () => false;
    expect(await ingest.ingest(at(symbol, '30m'))).toMatchObject({
      inserted: 3,
      unchanged: 17,
      reason: null,
    });
    expect(vendor.asked.map(({ from }) => from)).toEqual(['2024-07-02', '2024-07-03', '2024-07-03']);
  });

  test('of a session that runs are those that have closed, and the others come later', async () => {
    const symbol = await add('LIVE');
    const ingest = createIngest(new Vendor().provider);
    const now = Date.parse('2024-07-05T14:02:00Z');
    expect(await ingest.ingest(at(symbol, '5m', { start: '2024-07-05', now }))).toMatchObject({
      inserted: 6,
    });
    expect(await ingest.ingest(at(symbol, '5m'))).toMatchObject({ inserted: 72, changed: 0, unchanged: 6 });
  });

  test('that lie between the bars of a session or outside of it go into quarantine', async () => {
    const symbol = await add('ODD');
    const vendor = new Vendor();
    const times = ['2024-07-03T17:00:00Z', '2024-07-04T14:30:00Z', '2024-07-05T13:33:00Z'];
    vendor.extra = times.map((time) => vendor.barAt(Date.parse(time)));
    const result = await createIngest(vendor.provider).ingest(at(symbol, '30m', { start: '2024-07-03' }));
    expect(result).toMatchObject({ outcome: 'ok', inserted: 7 + 13, quarantined: 3 });
    const rows = await new QuarantineRepository(database).list({ symbol, limit: 10 });
    expect(rows.map(({ reason }) => reason).sort()).toEqual([
      ...['XNYS had no session then', 'XNYS had no session then', 'no bar of 30m opens then'],
    ]);
  });

  test('adjusted for splits are multiplied back', async () => {
    const symbol = await add('SPLIT');
    const vendor = new Vendor();
    vendor.answer = { adjusted: 'split', actions: [{ exDate: '2024-07-03', kind: 'split', value: 2 }] };
    await createIngest(vendor.provider).ingest(at(symbol, '1h', { start: '2024-07-02' }));
    const closes = async (adjust: 'raw' | 'split') =>
      new Set((await bars.loadBarSeries({ symbol, timeframe: '1h', adjust }))!.close);
    expect([...(await closes('raw'))]).toEqual([20, 10]);
    expect([...(await closes('split'))]).toEqual([10]);
  });

  test('are never mixed with invented ones', async () => {
    const symbol = await add('MIXED');
    await createIngest(new Vendor().provider).ingest(at(symbol, '1h', { start: '2024-07-02' }));
    const invented = await createIngest(createSimProvider(1)).ingest(
      at(symbol, '5m', { start: '2024-07-02' }),
    );
    expect(invented).toMatchObject({ outcome: 'ok', provider: 'sim' });
    const mixed = await createIngest(createSimProvider(1)).ingest(at(symbol, '1h', { start: '2024-07-02' }));
    expect(mixed).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('not mixed') as string,
    });
  });

  test('say what is wrong: an unknown symbol, nobody who answers, a vendor without those days', async () => {
    const symbol = await add('NONE');
    const vendor = new Vendor();
    const ingest = createIngest(vendor.provider);
    expect(await ingest.ingest(at('MISSING', '5m'))).toMatchObject({ outcome: 'failed' });
    vendor.fault = 'key_refused';
    expect(await ingest.ingest(at(symbol, '5m'))).toMatchObject({
      outcome: 'failed',
      reason: 'yahoo: key_refused',
    });
    const other = new Vendor();
    other.fault = 'empty';
    expect(await createIngest(other.provider).ingest(at(symbol, '5m'))).toMatchObject({ outcome: 'empty' });
  });
});
