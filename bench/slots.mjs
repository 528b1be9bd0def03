/**
 * How late the job of a slot starts while its worker is idle: node bench/slots.mjs [SLOTS]. Plans slots a quarter of a second
 * apart on stores of its own, lets a worker of this build run them, and compares when each began with when it should have.
 */
import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, findStores, loadConfig } from '#config';
import { DatabaseModule } from '#database';
import { RUN_HISTORY } from '#jobs';
import { JobProducer, QueueModule } from '#queue';
import { TaskPersistenceModule } from '#task-persistence';
import { startEmbeddedStores } from '../dist/src/embedded/embedded-stores.js';
import { migrate } from '#database';

const SLOTS = Number(process.argv[2] ?? 200);
const APART_MS = 250;
const LIMIT_MS = 100;

const home = mkdtempSync(join(tmpdir(), 'barkeep-slots-'));
const stores = await startEmbeddedStores(loadConfig({ BARKEEP_HOME: home }), home, () => undefined);
await migrate(stores.config.DATABASE_URL);
const { REDIS_URL, DATABASE_URL } = findStores(stores.config);
const worker = spawn(process.execPath, ['dist/bundle/worker.js', '--queues=default', '--concurrency=4'], {
  env: { ...process.env, REDIS_URL, DATABASE_URL, LOG_LEVEL: 'error' },
  stdio: 'inherit',
});
const app = await NestFactory.createApplicationContext(
  {
    module: class Bench {},
    imports: [ConfigModule.forRoot(stores.config), DatabaseModule, TaskPersistenceModule, QueueModule],
  },
  { logger: false },
);
const producer = app.get(JobProducer);
const history = app.get(RUN_HISTORY);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

try {
  const warm = taskAt(0, Date.now());
  await producer.plan(warm);
  while ((await history.find(warm.id))?.status !== 'completed') await pause(100);
  const first = Date.now() + 3_000;
  for (let k = 1; k <= SLOTS; k += 1) await producer.plan(taskAt(k, first + k * APART_MS));
  await pause(first + SLOTS * APART_MS - Date.now() + 3_000);
  const late = [];
  for (let k = 1; k <= SLOTS; k += 1) {
    const { startedAt, slot } = await history.find(taskAt(k, 0).id);
    late.push(startedAt - slot);
  }
  late.sort((a, b) => a - b);
  const at = (share) => late[Math.min(late.length - 1, Math.floor(share * late.length))];
  const within = late.filter((ms) => ms <= LIMIT_MS).length / late.length;
  console.log(
    `${SLOTS} slots: started ${at(0.5)} ms late (median), ${at(0.95)} ms (p95), ${late.at(-1)} ms (worst);`,
  );
  console.log(`${(within * 100).toFixed(1)} % within ${LIMIT_MS} ms`);
} finally {
  await app.close();
  await new Promise((resolve) => {
    worker.once('exit', resolve);
    worker.kill('SIGTERM');
  });
  await stores.stop();
  rmSync(home, { recursive: true, force: true });
}

function taskAt(k, slot) {
  const members = { job: 'health_check', queue: 'default', payload: {}, submitter: 'bench' };
  return { ...members, id: `slot-${k}`, slot, createdAt: Date.now() };
}
