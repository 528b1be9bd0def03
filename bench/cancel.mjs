/**
 * How long a cancel takes: from the client's call to where the handler's signal fires, for a handler that waits, and to where the
 * engine thread is free again, for a run that looks at its flag and for code that looks at nothing and has to be ended. The API
 * is a process of its own; client and worker are this one. Run after `npm run build`: node bench/cancel.mjs [cancels of each]
 */
import 'reflect-metadata';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { findEngineThreadFile } from '#backtest-engine';
import { ConfigModule, loadConfig } from '#config';
import { DatabaseModule, migrate } from '#database';
import { JOB_NAMES } from '#jobs';
import { JobProducer, QueueWorkerModule } from '#queue';
import { TaskPersistenceModule } from '#task-persistence';
import { EnginePool } from '../dist/apps/worker/src/engine/engine-pool.js';
import { startPostgresServer } from '../dist/src/embedded/postgres-server.js';
import { startRedisServer } from '../dist/src/embedded/redis-server.js';
import { createRandomWalk } from './random-walk.mjs';
import { document, request as settings } from './sma-reversal.mjs';

const cancels = Number(process.argv[2] ?? 40);
/** In the middle of the work. */
const AFTER_MS = 50;
/** The worker's own. */
const GRACE = { graceMs: 500, partGraceMs: 8_000 };
const BARS = 1_000_000;
const JOB = 'backtest_run';
const QUEUE = 'backtest';
const HANDLERS = Symbol('HANDLERS');

/** Microseconds of conditions on each bar, so that the run would last for many seconds. */
const conditions = Array.from({ length: 5 }, (_, group) => [
  `c${group}`,
  Array.from({ length: 90 }, (_, k) => `equity > ${group * 90 + k}`).join(' and '),
]);
const busy = `close > 0 and ${conditions.map(([name]) => name).join(' and ')}`;
const run = {
  strategy: {
    ...document,
    let: Object.fromEntries(conditions),
    rules: { long: { enter: busy, exit: `bars_held > 5 and ${busy}` } },
  },
  request: { ...settings, symbols: ['WALK'], timeframe: '1m', params: {}, benchmark: null, tags: [] },
  ...{ series: [createRandomWalk(BARS, 7, '1m')], known: [] },
};

const createPool = (file) =>
  new EnginePool({
    file,
    threads: 1,
    heapMb: 512,
    ...GRACE,
    renewTasks: 1e9,
    renewMb: 1e9,
    onFault: () => undefined,
  });
const pools = {
  engine: createPool(findEngineThreadFile()),
  deaf: createPool('data:text/javascript,export default () => { for (;;); }'),
};

/** Of the task that runs: `begin` once its work is under way, `end` once it is over. */
let watched;

function waitForAbort(signal) {
  watched.begin();
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function runInThread(pool, signal) {
  const watch = {
    ...{ signal, wantsPart: () => false, onPartial: () => undefined },
    onProgress: (barsDone) => barsDone > 0 && watched.begin(),
  };
  if (pool === pools.deaf) watched.begin();
  await pool.run(run, watch);
  signal.throwIfAborted();
}

const WORK = {
  'a handler that waits, its signal': (signal) => waitForAbort(signal),
  'an engine thread, free again': (signal) => runInThread(pools.engine, signal),
  'code that looks at nothing, ended': (signal) => runInThread(pools.deaf, signal),
};
const unused = async () => ({ outcome: 'ok', summary: {} });
const handlers = {
  ...Object.fromEntries(JOB_NAMES.map((name) => [name, unused])),
  [JOB]: ({ payload, signal }) =>
    WORK[payload.strategy.name](signal).finally(() => watched.end(performance.now())),
};

const folder = mkdtempSync(join(tmpdir(), 'barkeep-bench-'));
const redis = await startRedisServer({ folder: join(folder, 'redis'), appendOnly: false });
const postgres = await startPostgresServer({ folder: join(folder, 'postgres'), say: () => undefined });
await migrate(postgres.url);
const stores = { REDIS_URL: redis.url, DATABASE_URL: postgres.url };

const api = fork(new URL('./api-process.mjs', import.meta.url), ['ours'], {
  env: { ...process.env, ...stores, ENVIRONMENT: 'test' },
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
const [{ url }] = await once(api, 'message');

async function startWorker() {
  const provided = { module: class Bench {}, global: true, exports: [HANDLERS] };
  const imports = [
    ...[ConfigModule.forRoot(loadConfig(stores)), DatabaseModule, TaskPersistenceModule],
    { ...provided, providers: [{ provide: HANDLERS, useValue: handlers }] },
    QueueWorkerModule.register({ handlers: HANDLERS, imports: [], queues: [QUEUE], name: 'bench' }),
  ];
  return NestFactory.createApplicationContext({ module: class BenchApp {}, imports }, { logger: ['error'] });
}

/** Milliseconds from the call to the end of the work. */
async function cancelOne(producer, name) {
  const begun = new Promise((begin) => (watched = { begin }));
  const ended = new Promise((end) => (watched.end = end));
  const id = randomUUID();
  await producer.enqueue({
    ...{ id, job: JOB, queue: QUEUE, slot: null, payload: { strategy: { name }, request: {} } },
    ...{ submitter: 'bench', createdAt: Date.now() },
  });
  await begun;
  await delay(AFTER_MS);
  const calledAt = performance.now();
  const answer = await fetch(`${url}/api/v1/backtest/cancel/${id}`, { method: 'POST' });
  if (!answer.ok) throw new Error(await answer.text());
  return (await ended) - calledAt;
}

const worker = await startWorker();
try {
  console.log(`${cancels} cancels of each, load ${loadavg()[0].toFixed(1)}`);
  for (const name of Object.keys(WORK)) {
    await cancelOne(worker.get(JobProducer), name);
    const times = [];
    while (times.length < cancels) times.push(await cancelOne(worker.get(JobProducer), name));
    times.sort((a, b) => a - b);
    const at = (share) => `${times[Math.floor(share * (times.length - 1))].toFixed(1)} ms`;
    console.log(`  ${name.padEnd(36)} p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}`);
  }
} finally {
  await worker.close();
  for (const pool of Object.values(pools)) await pool.close();
  api.disconnect();
  await once(api, 'exit');
  await redis.process.stop();
  await postgres.process.stop();
  rmSync(postgres.folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
