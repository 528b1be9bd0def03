import fc from 'fast-check';
import { loadConfig, type ProviderId } from '#config';
import { Database, DatasetRepository, InstrumentRepository, QuarantineRepository } from '#database';
import type { DatasetRow, RowDataset } from '#domain';
import { emptyRow } from '../../../../test/support/dataset-rows.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import type { MarketDataProvider, RowsAnswer, RowsRequest } from '../providers/market-data-provider.js';
import { ProviderError, type ProviderFault } from '../providers/provider-error.js';
import { ProviderPool } from '../providers/provider-pool.js';
import { DatasetIngest } from './dataset-ingest.js';

const NOW = Date.parse('2026-11-20T15:00:00Z');

let testDatabase: TestDatabase;
let database: Database;
let datasets: DatasetRepository;
let quarantine: QuarantineRepository;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 4 });
  datasets = new DatasetRepository(database);
  quarantine = new QuarantineRepository(database);
  const instruments = new InstrumentRepository(database);
  for (const symbol of ['A', 'B', 'C', 'D'])
    await instruments.ensure({ symbol, name: null, calendar: 'XNYS', timeZone: 'UTC', currency: 'USD' });
});

afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

type Answer<Name extends RowDataset> = Partial<RowsAnswer<Name>> | ProviderFault;

/** A vendor of one dataset that answers as a test says. */
function vendor<Name extends RowDataset>(
  id: ProviderId,
  dataset: Name,
  answer: (request: RowsRequest) => Answer<Name>,
): MarketDataProvider {
  const fetch = async (request: RowsRequest) => {
    const given = answer(request);
    if (typeof given === 'string') throw new ProviderError(id, given, `${id}: ${given}`);
    return { rows: [], missing: [], rejected: [], ...given };
  };
  return { id, batchSize: 2, datasets: {}, rows: { [dataset]: { batchSize: 2, fetch } } };
}

function createIngest(dataset: RowDataset, ...list: MarketDataProvider[]) {
  const pool = new ProviderPool({ lists: { [dataset]: list }, pause: async () => undefined });
  const config = loadConfig({ MARKET_DATA_PROVIDERS: list.map(({ id }) => id).join(',') });
  return new DatasetIngest(pool, datasets, quarantine, config);
}

const request = (...subjects: string[]) => ({
  ...{ subjects, now: NOW, runId: 'run', signal: new AbortController().signal },
});
const quote = (symbol: string, change: Partial<DatasetRow<'stock_quotes'>> = {}) =>
  emptyRow('stock_quotes', { symbol, lastTimestamp: NOW - 60_000, lastPrice: 10, ...change });

describe('DatasetIngest', () => {
  test('stores what comes, batch by batch, and the second time changes nothing', async () => {
    const asked: string[][] = [];
    const ingest = createIngest(
      'stock_quotes',
      vendor('yahoo', 'stock_quotes', ({ subjects, from, to }) => {
        asked.push([...subjects, from, to]);
        return { rows: subjects.map((symbol) => quote(symbol)) };
      }),
    );
    const told: string[][] = [];
    const onBatch = (done: readonly { subject: string }[]) => told.push(done.map(({ subject }) => subject));
    const first = await ingest.ingest('stock_quotes', { ...request('A', 'B', 'C', 'D', 'A'), onBatch });
    expect(
      first.map(({ subject, outcome, provider, inserted }) => [subject, outcome, provider, inserted]),
    ).toEqual(['A', 'B', 'C', 'D'].map((symbol) => [symbol, 'ok', 'yahoo', 1]));
    expect(told.flat()).toEqual(['A', 'B', 'C', 'D']);
    expect(asked[0]).toEqual(['A', 'B', '2026-11-20', '2026-11-20']);
    const second = await ingest.ingest('stock_quotes', request('A', 'B'));
    expect(second).toMatchObject([
      { inserted: 0, changed: 0, unchanged: 1 },
      { inserted: 0, changed: 0, unchanged: 1 },
    ]);
  });

  test('takes each symbol from the first that has it, and says who', async () => {
    const missing = [{ subject: 'B', fault: 'empty', reason: 'yahoo has no B' }] as const;
    const ingest = createIngest(
      'stock_quotes',
      vendor('yahoo', 'stock_quotes', () => ({ rows: [quote('A')], missing })),
      vendor('fmp', 'stock_quotes', () => ({ rows: [quote('B')] })),
    );
    expect(await ingest.ingest('stock_quotes', request('A', 'B'))).toMatchObject([
      { subject: 'A', outcome: 'ok', provider: 'yahoo', reason: null },
      { subject: 'B', outcome: 'ok', provider: 'fmp', reason: 'yahoo has no B' },
    ]);
  });

  test.each<[ProviderFault, RowDataset, string]>([
    ['empty', 'stock_quotes', 'empty'],
    ['empty', 'dividends', 'ok'],
    ['unknown_symbol', 'stock_quotes', 'failed'],
    ['unknown_symbol', 'dividends', 'failed'],
    ['outage', 'dividends', 'failed'],
    ['key_refused', 'stock_quotes', 'failed'],
  ])('takes a vendor that says %s of %s as %s', async (fault, dataset, outcome) => {
    const ingest = createIngest(
      dataset,
      vendor('yahoo', dataset, () => fault),
    );
    const [result] = await ingest.ingest(dataset, request('A'));
    expect(result).toMatchObject({
      outcome,
      inserted: 0,
      reason: expect.stringContaining(`yahoo: ${fault}`),
    });
  });

  test('knows that an answer without rows is an answer', async () => {
    const ingest = createIngest(
      'dividends',
      vendor('yahoo', 'dividends', () => ({})),
    );
    expect(await ingest.ingest('dividends', request('A'))).toMatchObject([
      { outcome: 'ok', provider: 'yahoo', reason: 'there is nothing of it' },
    ]);
  });

  test('puts broken rows into quarantine, stores strange ones, and says both', async () => {
    const rejected = [{ subject: 'A', raw: '{"price":"x"}', reason: 'price is not a number' }];
    const rows = [quote('A', { bid: 11, ask: 10 }), quote('B', { lastPrice: -1 })];
    const ingest = createIngest(
      'stock_quotes',
      vendor('yahoo', 'stock_quotes', () => ({ rows, rejected })),
    );
    for (let time = 1; time <= 2; time += 1) {
      expect(await ingest.ingest('stock_quotes', request('A', 'B'))).toMatchObject([
        { outcome: 'ok', quarantined: 1, warnings: { 'bid is above ask': 1 } },
        {
          outcome: 'failed',
          quarantined: 1,
          reason: 'nothing of it could be stored: the price is not positive',
        },
      ]);
    }
    const kept = await quarantine.list({ dataset: 'stock_quotes', limit: 10 });
    expect(kept.map(({ symbol, severity, reason }) => [symbol, severity, reason]).sort()).toEqual([
      ['A', 'error', 'price is not a number'],
      ['A', 'warning', 'bid is above ask'],
      ['B', 'error', 'the price is not positive'],
    ]);
    expect(await quarantine.list({ symbol: 'A', severity: 'error', limit: 10 })).toHaveLength(1);
    expect(await quarantine.list({ before: kept[2].id, limit: 10 })).toEqual([]);
  });

  test('never puts invented rows among real ones', async () => {
    const answer = () => ({ rows: [quote('A')] });
    await createIngest('stock_quotes', vendor('yahoo', 'stock_quotes', answer)).ingest(
      'stock_quotes',
      request('A'),
    );
    const invented = createIngest('stock_quotes', vendor('sim', 'stock_quotes', answer));
    expect(await invented.ingest('stock_quotes', request('A'))).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('rows of yahoo are stored') },
    ]);
  });

  test('counts rows about nobody in particular once, and asks for nobody', async () => {
    const asked: (readonly string[])[] = [];
    const ingest = createIngest(
      'economic_events',
      vendor('fmp', 'economic_events', ({ subjects }) => {
        asked.push(subjects);
        return { rows: [emptyRow('economic_events', { country: 'US', event: 'CPI', date: '2026-12-10' })] };
      }),
    );
    expect(await ingest.ingest('economic_events', request('world'))).toMatchObject([
      { subject: 'world', outcome: 'ok', provider: 'fmp', inserted: 1 },
    ]);
    expect(asked).toEqual([[]]);
  });

  test('counts news at a symbol that there was some of', async () => {
    const ingest = createIngest(
      'news',
      vendor('fmp', 'news', () => ({
        rows: [
          emptyRow('news', { externalId: '1', publishedAt: NOW, title: 'News', url: 'u', symbols: ['B'] }),
        ],
        missing: [{ subject: 'A', fault: 'empty', reason: 'no news of A' }],
      })),
    );
    expect(await ingest.ingest('news', request('A', 'B'))).toMatchObject([
      { subject: 'A', outcome: 'ok', provider: null, inserted: 0, reason: 'no news of A' },
      { subject: 'B', outcome: 'ok', provider: 'fmp', inserted: 1, reason: null },
    ]);
  });

  test('stops between batches when it is told to', async () => {
    const job = new AbortController();
    const ingest = createIngest(
      'stock_quotes',
      vendor('yahoo', 'stock_quotes', ({ subjects }) => {
        job.abort(new Error('enough'));
        return { rows: subjects.map((symbol) => quote(symbol)) };
      }),
    );
    const work = ingest.ingest('stock_quotes', { ...request(...'ABCDEFGHI'), signal: job.signal });
    await expect(work).rejects.toThrow('enough');
    expect((await datasets.query('stock_quotes', { limit: 10 })).map(({ symbol }) => symbol)).not.toContain(
      'I',
    );
  });

  test('gives the same table for the same rows in any order and any batches', async () => {
    const figure = fc.record({ day: fc.integer({ min: 1, max: 28 }), value: fc.integer({ min: 1, max: 3 }) });
    const rowsOf = fc.uniqueArray(figure, { selector: ({ day }) => day, maxLength: 20 });
    const cuts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.infiniteStream(fc.nat()), cuts, async (figures, shuffle, sizes) => {
        const bring = async (series: string, parts: (typeof figures)[]) => {
          for (const part of parts) {
            const rows = part.map(({ day, value }) =>
              emptyRow('economic_indicators', {
                ...{ series, value, country: 'US', period: `2026-01-${String(day).padStart(2, '0')}` },
              }),
            );
            const ingest = createIngest(
              'economic_indicators',
              vendor('fred', 'economic_indicators', () => ({ rows })),
            );
            await ingest.ingest('economic_indicators', request(series));
          }
          const stored = await datasets.query('economic_indicators', { subjects: [series], limit: 100 });
          return stored.map(({ period, value }) => [period, value]);
        };
        const mixed = figures
          .map((one) => [shuffle.next().value, one] as const)
          .sort(([one], [other]) => one - other);
        const parts: (typeof figures)[] = [];
        for (let from = 0, at = 0; from < mixed.length; from += sizes[at % sizes.length], at += 1)
          parts.push(mixed.slice(from, from + sizes[at % sizes.length]).map(([, one]) => one));
        run += 1;
        // The first row again at the end: what is brought twice is stored once.
        expect(await bring(`M${run}`, [...parts, ...parts.slice(0, 1)])).toEqual(
          await bring(`W${run}`, [figures]),
        );
      }),
      { numRuns: 12 },
    );
  });
});
