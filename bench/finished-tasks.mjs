/**
 * What finished tasks leave in Redis: after each round the bytes that Redis uses, with the events' lifetime of an hour and with
 * one of two seconds. The states only; the queue library keeps 1,000 jobs besides.
 * Run after `npm run build`: node bench/finished-tasks.mjs [tasks a round] [rounds]
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { RedisConnections } from '#redis';
import { RedisTaskStore } from '#task-persistence';
import { startRedisServer } from '../dist/src/embedded/redis-server.js';

const tasks = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 10);
const AT_ONCE = 500;
const LIFETIMES = [
  { events: 3_600, finished: 86_400 },
  { events: 2, finished: 2 },
];

async function finishSome(store) {
  const some = Array.from({ length: AT_ONCE }, () => ({
    ...{ id: randomUUID(), job: 'health_check', queue: 'default', slot: null, payload: {} },
    ...{ submitter: 'bench', createdAt: Date.now() },
  }));
  await Promise.all(some.map((task) => store.create(task, Date.now() + 1_000)));
  const run = { worker: 'bench', startedAt: Date.now(), recordAt: Date.now() };
  const ending = { status: 'completed', outcome: 'ok', error: null, summary: {}, finishedAt: Date.now() };
  await Promise.all(some.map(({ id }) => store.endFirst(id, run, ending).hasEnded));
  await store.confirmRecorded(await store.takeUnrecorded(2 * AT_ONCE, 60_000));
}

const usedBytes = async (redis) => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))[1]);

const folder = mkdtempSync(join(tmpdir(), 'barkeep-bench-'));
const server = await startRedisServer({ folder, appendOnly: false });
const connections = new RedisConnections({ REDIS_URL: server.url, QUEUE_REDIS_URL: '', TASKS_REDIS_URL: '' });
try {
  for (const lifetimes of LIFETIMES) {
    await connections.tasks.flushall();
    const store = new RedisTaskStore(connections, lifetimes, () => undefined);
    await finishSome(store);
    await connections.tasks.flushall();
    const empty = await usedBytes(connections.tasks);
    console.log(`events are kept ${lifetimes.events} s, states ${lifetimes.finished} s`);
    for (let round = 1; round <= rounds; round += 1) {
      for (let done = 0; done < tasks; done += AT_ONCE) await finishSome(store);
      const bytes = (await usedBytes(connections.tasks)) - empty;
      const each = Math.round(bytes / Math.min(tasks * round, await connections.tasks.dbsize()));
      console.log(
        `  ${String(round * tasks).padStart(9)} finished: ${(bytes / 1e6).toFixed(1).padStart(6)} MB, ${each} bytes for each that is kept`,
      );
    }
    await delay(lifetimes.events > 60 ? 0 : 3_000);
  }
} finally {
  await connections.close();
  await server.process.stop();
  rmSync(folder, { recursive: true, force: true });
}
