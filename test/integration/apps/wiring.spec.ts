import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { register } from 'prom-client';
import { Test } from '@nestjs/testing';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import { loadConfig, type AppConfig } from '#config';
import { isFinal } from '#domain';
import { jobDefinition, RUN_HISTORY, type JobName, type NewTask, type RunHistory, type Task } from '#jobs';
import { JobProducer } from '#queue';
import { NotificationRepository } from '#database';
import { SchedulerLoop } from '../../../apps/scheduler/src/scheduler-loop.js';
import { SchedulerAppModule } from '../../../apps/scheduler/src/scheduler-app.module.js';
import { WorkerAppModule } from '../../../apps/worker/src/worker-app.module.js';
import {
  createTestDatabase,
  startTestRedis,
  type TestDatabase,
  type TestRedis,
} from '../../support/stores.js';

const DAY = 86_400_000;

let redis: TestRedis;
let database: TestDatabase;
let config: AppConfig;
let apps: INestApplicationContext[];

beforeAll(async () => {
  [redis, database] = await Promise.all([startTestRedis(), createTestDatabase()]);
  config = loadConfig({ REDIS_URL: redis.url, DATABASE_URL: database.url, SHUTDOWN_GRACE_SECONDS: '1' });
});

afterAll(async () => {
  await redis.stop();
  await database.drop();
});

beforeEach(() => (apps = []));

afterEach(() => Promise.all(apps.map((app) => app.close())));

async function boot(module: Parameters<typeof Test.createTestingModule>[0]['imports']) {
  const app = await Test.createTestingModule({ imports: module }).compile();
  apps.push(app);
  return app.init();
}

async function close(app: INestApplicationContext): Promise<void> {
  apps = apps.filter((other) => other !== app);
  await app.close();
}

const bootWorker = (settings = config) => boot([WorkerAppModule.forRoot(settings, { name: 'w1' })]);
const bootScheduler = (settings = config) => boot([SchedulerAppModule.forRoot(settings)]);

const historyOf = (app: INestApplicationContext) => app.get<RunHistory>(RUN_HISTORY, { strict: false });

function newTask(job: JobName, createdAt = Date.now()): NewTask {
  const { queue } = jobDefinition(job);
  return { id: randomUUID(), job, queue, slot: null, payload: {}, submitter: 'tester', createdAt };
}

async function ended(history: RunHistory, id: string): Promise<Task> {
  for (;;) {
    const task = await history.find(id);
    if (task && isFinal(task.status)) return task;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('a worker', () => {
  test('runs what is put into the queues, each job with its handler and its stores', async () => {
    const app = await bootWorker();
    const history = historyOf(app);
    const producer = app.get(JobProducer, { strict: false });
    const old = newTask('health_check', Date.now() - 500 * DAY);
    await history.create(old);
    const error = { code: 'TASK_CANCELLED', message: 'long ago' } as const;
    const finishedAt = Date.now() - 499 * DAY;
    await history.finishPending(old.id, {
      status: 'cancelled',
      outcome: null,
      error,
      summary: null,
      finishedAt,
    });
    const asked = [newTask('health_check'), newTask('cleanup')];
    for (const task of asked) await producer.enqueue(task);
    const [health, cleanup] = await Promise.all(asked.map((task) => ended(history, task.id)));
    expect(health).toMatchObject({
      ...{ status: 'completed', outcome: 'ok', worker: 'w1', attempt: 1 },
      summary: { database_ms: expect.any(Number), redis_ms: expect.any(Number) },
    });
    expect(cleanup).toMatchObject({ status: 'completed', summary: { removed: { tasks: 1 } } });
    expect(await history.find(old.id)).toBeUndefined();
  });
});

describe('the figures of a worker', () => {
  test('tell what was asked of which provider, and what came', async () => {
    const app = await bootWorker();
    const task = newTask('economic_indicators');
    await app.get(JobProducer, { strict: false }).enqueue(task);
    expect(await ended(historyOf(app), task.id)).toMatchObject({ status: 'completed' });
    expect(await register.metrics()).toMatch(
      /barkeep_provider_requests_total\{provider="sim",dataset="economic_indicators",result="ok"\} \d+/,
    );
  });
});

describe('a notification', () => {
  test('of a task that failed goes from scheduler over worker to the receiver, again after an answer of 500', async () => {
    const statuses = [500, 200];
    const received: { id: string; data: { task_id: string } }[] = [];
    const receiver = createServer((request, response) => {
      void readJson(request).then((body) => {
        received.push(body as (typeof received)[number]);
        response.writeHead(statuses[received.length - 1] ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    const notifying = loadConfig({
      ...{ REDIS_URL: redis.url, DATABASE_URL: database.url, SHUTDOWN_GRACE_SECONDS: '1' },
      ...{ NOTIFY_URL: `http://127.0.0.1:${port}/`, NOTIFY_SECRET: 'key' },
      ...{ NOTIFY_ALLOW_PRIVATE: 'true', NOTIFY_ON: 'failed' },
    });
    const history = historyOf(await bootWorker(notifying));
    const scheduler = await bootScheduler(notifying);
    const failed = newTask('health_check');
    await history.create(failed);
    await scheduler.get(NotificationRepository, { strict: false }).loadCursor(Date.now() - DAY);
    const error = { code: 'INTERNAL', message: 'why' } as const;
    const ending = { status: 'failed', outcome: 'failed', summary: null, finishedAt: Date.now() } as const;
    await history.finishPending(failed.id, { ...ending, error });
    scheduler.get(SchedulerLoop, { strict: false }).notify();
    const told = await ended(history, `notify-${failed.id}`);
    expect(told).toMatchObject({ status: 'completed', attempt: 2, summary: { http_status: 200 } });
    expect(received.map(({ id, data }) => [id, data.task_id])).toEqual([
      [told.id, failed.id],
      [told.id, failed.id],
    ]);
    await new Promise((resolve) => receiver.close(resolve));
  }, 30_000);
});

describe('a scheduler', () => {
  test('brings what is only on record to the queue as soon as it is up, and a worker runs it', async () => {
    const worker = await bootWorker();
    const history = historyOf(worker);
    const task = newTask('health_check', Date.now() - DAY);
    await history.create(task);
    await bootScheduler();
    expect(await ended(history, task.id)).toMatchObject({ status: 'completed', worker: 'w1' });
  });

  test('tells Prometheus of a schedule whose slots nobody takes', async () => {
    const scheduler = await bootScheduler();
    const hour = 60 * 60_000;
    const slot = Math.floor(Date.now() / hour) * hour - hour;
    await historyOf(scheduler).create({ ...newTask('cleanup', slot), slot });
    const told = /barkeep_schedule_late_seconds\{job="cleanup"\} (\d+)/;
    for (let text = ''; ; text = await register.metrics()) {
      const [, seconds] = told.exec(text) ?? [];
      if (seconds !== undefined) {
        expect(Number(seconds)).toBeGreaterThanOrEqual(3_600);
        break;
      }
      scheduler.get(SchedulerLoop, { strict: false }).lookAfterSchedules();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });

  test('keeps its intervals while it is up, and none after', async () => {
    const scheduler = await bootScheduler();
    const registry = scheduler.get(SchedulerRegistry, { strict: false });
    expect(registry.getIntervals()).toEqual(['planning', 'housekeeping', 'watch', 'notifying']);
    await close(scheduler);
    expect(registry.getIntervals()).toEqual([]);
  });
});

describe('without Redis', () => {
  test('worker and scheduler end in order all the same', async () => {
    const [worker, scheduler] = [await bootWorker(), await bootScheduler()];
    await redis.kill();
    await Promise.all([close(worker), close(scheduler)]);
    await redis.restart();
    const again = await bootWorker();
    const task = newTask('health_check');
    await again.get(JobProducer, { strict: false }).enqueue(task);
    expect(await ended(historyOf(again), task.id)).toMatchObject({ status: 'completed' });
  });
});
