import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { io, type Socket } from 'socket.io-client';
import { loadConfig } from '#config';
import { ROW_DATASETS } from '#domain';
import { startTestApi, type TestApi } from '../../../apps/api/src/testing/start-test-api.js';
import { WorkerAppModule } from '../../../apps/worker/src/worker-app.module.js';
import { TestClock } from './test-clock.js';

/** On a machine that does nothing else it takes a fraction of it. */
const TIMEOUT = 120_000;
/** A Friday, 17:32 in New York. */
const NOW = Date.parse('2026-11-20T22:32:10Z');
const JOBS = ['historical_prices', ...ROW_DATASETS];

interface TaskStatus {
  status: string;
  outcome: string;
  result: { inserted: number; changed: number; unchanged: number; quarantined: number; providers: object };
}

let clock: TestClock;
let api: TestApi;
let worker: INestApplicationContext;
let socket: Socket;
const heard: string[] = [];

beforeAll(async () => {
  clock = new TestClock(NOW, true);
  const env = { MARKET_DATA_PROVIDERS: 'sim', MARKET_DATA_START: '2025-01-02', SHUTDOWN_GRACE_SECONDS: '1' };
  api = await startTestApi(env);
  const config = loadConfig({ ...env, REDIS_URL: api.redis.url, DATABASE_URL: api.databaseUrl });
  const options = { queues: undefined, concurrency: undefined, name: 'w1' };
  const imports = [WorkerAppModule.forRoot(config, options)];
  worker = await (await Test.createTestingModule({ imports }).compile()).init();
  for (const symbol of ['ACME', 'CORE'])
    await api.post('/api/v1/market-data/symbols', {
      symbol,
      calendar: 'XNYS',
      time_zone: 'America/New_York',
    });
  socket = io(`${api.base}/ws/quotes`, { forceNew: true, transports: ['websocket'] });
  socket.on('quote', ({ symbol }: { symbol: string }) => heard.push(symbol));
  await socket.emitWithAck('subscribe', { symbols: ['ACME'] });
});

afterAll(async () => {
  socket.disconnect();
  await worker.close();
  await api.stop();
  clock.release();
});

async function run(job: string, params?: object): Promise<TaskStatus> {
  const started = await api.post('/api/scheduler/celery/tasks/trigger', { job_name: job, params });
  expect(started.status).toBe(202);
  const { task_id: id } = (await started.json()) as { task_id: string };
  for (;;) {
    const status = (await (await api.get(`/api/scheduler/celery/tasks/${id}/status`)).json()) as TaskStatus;
    if (!['pending', 'running'].includes(status.status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test.each(JOBS)(
  '%s, started by hand, ends well on the simulated market, and changes nothing again',
  async (job) => {
    const first = await run(job);
    expect(first).toMatchObject({ status: 'completed', outcome: 'ok' });
    expect(first.result).toMatchObject({ changed: 0, unchanged: 0, quarantined: 0 });
    expect(first.result.inserted).toBeGreaterThan(0);
    expect(Object.keys(first.result.providers)).toEqual(['sim']);
    const second = await run(job);
    expect(second).toMatchObject({ status: 'completed', outcome: 'ok', result: { inserted: 0, changed: 0 } });
    expect(second.result.unchanged).toBeGreaterThan(0);
  },
  TIMEOUT,
);

test(
  'bars of five minutes come by hand and by a backfill, and are joined to longer ones',
  async () => {
    const first = await run('historical_prices', { timeframe: '5m', start: '2026-11-18' });
    // Three sessions of 78 bars, of two symbols; the one of today has closed.
    expect(first).toMatchObject({ outcome: 'ok', result: { inserted: 2 * 3 * 78, quarantined: 0 } });
    const past = { symbols: ['ACME'], start: '2025-11-24', end: '2025-11-28' };
    const params = { dataset: 'historical_prices', timeframe: '5m', ...past };
    // Thanksgiving is a holiday, and on the day after it the exchange closes at one.
    expect(await run('backfill', params)).toMatchObject({ outcome: 'ok', result: { inserted: 3 * 78 + 42 } });
    expect(await run('backfill', params)).toMatchObject({ result: { inserted: 0, unchanged: 3 * 78 + 42 } });
    const read = async (timeframe: string) =>
      (await (
        await api.get(
          `/api/v1/market-data/bars?symbol=ACME&timeframe=${timeframe}&start=2025-11-28&end=2025-11-28`,
        )
      ).json()) as { derived_from: string; items: { high: number; volume: number }[] };
    const [hours, days] = [await read('1h'), await read('1d')];
    expect([hours.derived_from, hours.items.length]).toEqual(['5m', 4]);
    expect(Math.max(...hours.items.map(({ high }) => high))).toBe(days.items[0].high);
    expect(hours.items.reduce((sum, { volume }) => sum + volume, 0)).toBe(days.items[0].volume);
    const refused = await api.post('/api/v1/market-data/backfill', {
      ...params,
      dataset: 'news',
      dry_run: true,
    });
    expect(refused.status).toBe(422);
  },
  TIMEOUT,
);

test('whoever follows a symbol was told of its new quote, once', () => {
  expect(heard).toEqual(['ACME']);
});
