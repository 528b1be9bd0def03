import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { loadConfig } from '#config';
import {
  BarAgreementRepository,
  BarRepository,
  CorporateActionRepository,
  InstrumentRepository,
  QuarantineRepository,
} from '#database';
import { isFinal, toDate, xnys } from '#domain';
import { jobDefinition, RUN_HISTORY, type RunHistory, type Task } from '#jobs';
import { JobProducer, TaskCancellation } from '#queue';
import { WorkerAppModule } from '../../../apps/worker/src/worker-app.module.js';
import {
  createTestDatabase,
  startTestRedis,
  type TestDatabase,
  type TestRedis,
} from '../../support/stores.js';
import { ChartVendor } from './chart-vendor.js';

const DAY = 86_400_000;

const sessions = xnys
  .sessions(toDate(Date.now() - 60 * DAY), toDate(Date.now()))
  .filter(({ open }) => open <= Date.now());
const split = sessions.at(-5)!;

/** What the vendor says of a symbol without a split, but for one day. */
function otherFile(date: string): string {
  const lines = sessions.map((session, index) => {
    const [open, close] = [50 + index, session.date === date ? 50.5 + index : 51 + index];
    return [session.date, open, open + 2, open - 1, close, 1_000].join(',');
  });
  return ['date,open,high,low,close,volume', ...lines, ''].join('\n');
}

describe('historical_prices over queue, worker, vendor and store', () => {
  const yahoo = new ChartVendor({
    ...{ symbols: ['ACME', 'VOTE'], since: sessions[0].date },
    split: { symbol: 'ACME', exDate: split.date },
  });
  let redis: TestRedis;
  let database: TestDatabase;
  let app: INestApplicationContext;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'barkeep-prices-'));
    await writeFile(join(folder, 'VOTE.csv'), otherFile(sessions[10].date));
    const [url] = await Promise.all([
      yahoo.start(),
      startTestRedis().then((started) => (redis = started)),
      createTestDatabase().then((created) => (database = created)),
    ]);
    const config = loadConfig({
      ...{ REDIS_URL: redis.url, DATABASE_URL: database.url, SHUTDOWN_GRACE_SECONDS: '1' },
      ...{
        MARKET_DATA_PROVIDERS: 'yahoo,csv',
        YAHOO_URL: url,
        MARKET_DATA_ALLOW_PRIVATE: 'true',
        MARKET_DATA_START: sessions[0].date,
      },
      ...{ MARKET_DATA_FOLDER: folder, HISTORICAL_PRICES_QUORUM: '2' },
    });
    const worker = WorkerAppModule.forRoot(config, { queues: ['daily'], concurrency: undefined, name: 'w1' });
    app = await (await Test.createTestingModule({ imports: [worker] }).compile()).init();
    const instruments = app.get(InstrumentRepository, { strict: false });
    for (const symbol of ['ACME', 'NOPE', 'IDLE', 'VOTE']) {
      await instruments.save({
        symbol,
        name: null,
        calendar: 'XNYS',
        timeZone: xnys.timeZone,
        currency: 'USD',
      });
      await instruments.setActive(symbol, symbol === 'ACME' || symbol === 'NOPE');
    }
  });

  afterAll(async () => {
    await app.close();
    await Promise.all([yahoo.stop(), redis.stop(), database.drop(), rm(folder, { recursive: true })]);
  });

  async function enqueue(payload: object = {}): Promise<string> {
    const { queue } = jobDefinition('historical_prices');
    const id = randomUUID();
    await app.get(JobProducer, { strict: false }).enqueue({
      ...{
        id,
        job: 'historical_prices',
        queue,
        slot: null,
        payload,
        submitter: 'tester',
        createdAt: Date.now(),
      },
    });
    return id;
  }

  async function ended(id: string): Promise<Task> {
    const history = app.get<RunHistory>(RUN_HISTORY, { strict: false });
    for (;;) {
      const task = await history.find(id);
      if (task && isFinal(task.status)) return task;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  test('stores what the vendor has, says what it has not, and changes nothing the second time', async () => {
    const first = await ended(await enqueue());
    const complete = sessions.filter(({ close }) => close <= first.finishedAt!);
    expect(first).toMatchObject({
      ...{ status: 'completed', outcome: 'partial' },
      summary: {
        ...{ inserted: complete.length, changed: 0, actions: 1, providers: { yahoo: 1 } },
        symbols: { total: 2, ok: 1, empty: 0, failed: 1 },
        by_symbol: {
          NOPE: {
            outcome: 'failed',
            reason: expect.stringContaining('yahoo does not know the symbol') as string,
          },
        },
      },
    });
    const second = await ended(await enqueue({ symbols: ['ACME'] }));
    expect(second).toMatchObject({
      outcome: 'ok',
      summary: { inserted: 0, changed: 0, unchanged: 5, actions: 0 },
    });
    const bars = app.get(BarRepository, { strict: false });
    const request = { symbol: 'ACME', timeframe: '1d' } as const;
    const raw = (await bars.loadBarSeries({ ...request, adjust: 'raw' }))!;
    const adjusted = (await bars.loadBarSeries({ ...request, adjust: 'split' }))!;
    expect([raw.close[0], raw.volume[0], adjusted.close[0]]).toEqual([102, 500, 51]);
    expect(await app.get(CorporateActionRepository, { strict: false }).list('ACME')).toEqual([
      { exDate: split.date, kind: 'split', value: 2 },
    ]);
  });

  test('asks a second one too, counts in the summary what it says otherwise, and keeps who said what', async () => {
    const task = await ended(await enqueue({ symbols: ['VOTE'] }));
    const complete = sessions.filter(({ close }) => close <= task.finishedAt!);
    expect(task).toMatchObject({
      outcome: 'ok',
      summary: { inserted: complete.length, conflicts: 1, quarantined: 1, providers: { yahoo: 1 } },
    });
    const series = { symbol: 'VOTE', timeframe: '1d', limit: 100 } as const;
    const said = await app.get(BarAgreementRepository, { strict: false }).list(series);
    expect(said).toHaveLength(complete.length);
    expect(said.filter(({ agreed }) => agreed === 1).map(({ openTime }) => toDate(openTime))).toEqual([
      sessions[10].date,
    ]);
    const conflicts = await app.get(QuarantineRepository, { strict: false }).list(series);
    expect(conflicts).toMatchObject([
      { provider: 'csv', runId: task.id, reason: 'close 60.5, where yahoo says 61' },
    ]);
    expect(await ended(await enqueue({ symbols: ['VOTE'] }))).toMatchObject({
      summary: { inserted: 0, changed: 0, unchanged: 5 },
    });
  });

  test('ends its request with the job', async () => {
    yahoo.hanging.add('ACME');
    const before = yahoo.asked.length;
    const id = await enqueue({ symbols: ['ACME'] });
    while (yahoo.asked.length === before) await new Promise((resolve) => setTimeout(resolve, 10));
    await app.get(TaskCancellation, { strict: false }).cancel(id, { keepPartial: false });
    expect(await ended(id)).toMatchObject({ status: 'cancelled' });
  });
});
