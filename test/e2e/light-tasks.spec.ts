import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#config';
import { DatabaseModule, migrate } from '#database';
import { isFinal } from '#domain';
import { RUN_HISTORY, TASK_STORE, type NewTask, type RunHistory, type TaskStore } from '#jobs';
import { JobProducer, QueueModule } from '#queue';
import { keys, RedisConnections } from '#redis';
import { TaskPersistenceModule } from '#task-persistence';
import { findFreePort } from '../../src/embedded/free-port.js';
import { startPostgresServer } from '../../src/embedded/postgres-server.js';
import { startTestRedis, type TestRedis } from '../support/stores.js';
import { testHome } from '../support/test-postgres.js';
import { killLeftProducts, Product } from './support/product.js';

jest.setTimeout(280_000);

const TASKS = 600;
/** Four with BARKEEP_LONG=1. */
const KILLS = process.env.BARKEEP_LONG ? 4 : 2;

let redis: TestRedis;
let postgres: Awaited<ReturnType<typeof startPostgresServer>>;
let app: INestApplicationContext;

beforeAll(async () => {
  redis = await startTestRedis({ appendOnly: true });
  postgres = await startPostgresServer({ folder: mkdtempSync(join(testHome(), 'own-postgres-')) });
  await migrate(postgres.url);
  const config = loadConfig({ REDIS_URL: redis.url, DATABASE_URL: postgres.url });
  const imports = [ConfigModule.forRoot(config), DatabaseModule, TaskPersistenceModule, QueueModule];
  app = await Test.createTestingModule({ imports }).compile();
  await app.init();
});

afterAll(async () => {
  await killLeftProducts();
  await app?.close();
  await postgres?.process.stop();
  await redis?.stop();
});

async function startWorker(name: string): Promise<Product> {
  const port = await findFreePort();
  const worker = new Product('dist/bundle/worker.js', {
    args: [`--name=${name}`, '--queues=default', '--concurrency=20'],
    env: {
      ...{ REDIS_URL: redis.url, DATABASE_URL: postgres.url, ENVIRONMENT: 'test', LOG_LEVEL: 'error' },
      HEALTH_PORT: String(port),
    },
  });
  await worker.isReadyAt(`http://127.0.0.1:${port}`);
  return worker;
}

const newTask = (): NewTask => ({
  ...{ id: randomUUID(), job: 'health_check', queue: 'default', slot: null, payload: {}, submitter: 'test' },
  createdAt: Date.now(),
});

it('ends each of many light tasks once on record, whoever is killed and whichever store starts again meanwhile', async () => {
  const history = app.get<RunHistory>(RUN_HISTORY);
  const store = app.get<TaskStore>(TASK_STORE);
  const { tasks: connection } = app.get(RedisConnections);
  const ids: string[] = [];
  const submitSome = async (): Promise<void> => {
    const tasks = Array.from({ length: TASKS / (KILLS + 2) }, newTask);
    await app.get(JobProducer).enqueueAll(tasks);
    ids.push(...tasks.map(({ id }) => id));
  };

  // Each is killed with some of its tasks in hand and some on their way into the history.
  for (let kill = 0; kill < KILLS; kill += 1) {
    const worker = await startWorker(`lost-${kill}`);
    await submitSome();
    while ((await connection.zcard(keys.unrecordedTasks)) === 0) await delay(1);
    await delay(kill * 20);
    await worker.stop('SIGKILL');
  }
  await submitSome();
  await redis.restart();
  await startWorker('last');
  await submitSome();
  await postgres.process.kill();
  await delay(500);
  await postgres.process.start();

  for (const id of ids) {
    let task = await history.find(id).catch(() => undefined);
    while (!task || !isFinal(task.status)) {
      await delay(100);
      task = await history.find(id).catch(() => undefined);
    }
    while ((await store.find(id))?.status !== task.status) await delay(100);
    const events = (await store.eventsAfter(id, 0)) ?? [];
    expect(events.filter(({ event }) => event === task.status)).toHaveLength(1);
  }
  expect(ids).toHaveLength(TASKS);
  expect(await store.active()).toEqual([]);
  while ((await connection.exists(keys.unrecordedTasks, keys.unrecordedEndings)) > 0) await delay(100);
});
