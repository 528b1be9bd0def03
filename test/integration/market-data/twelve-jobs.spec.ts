import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { io, type Socket } from 'socket.io-client';
import { loadConfig } from '#config';
import { ROW_DATASETS } from '#domain';
import { startTestApi, type TestApi } from '../../../apps/api/src/testing/start-test-api.js';
import { WorkerAppModule } from '../../../apps/worker/src/worker-app.module.js';
import { TestClock } from './test-clock.js';

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

async function run(job: string): Promise<TaskStatus> {
  const started = await api.post('/api/scheduler/celery/tasks/trigger', { job_name: job });
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
);

test('whoever follows a symbol was told of its new quote, once', () => {
  expect(heard).toEqual(['ACME']);
});
