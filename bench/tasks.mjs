/**
 * What it costs to have every task on record, followed live and numbered: raw BullMQ against our producer and runner in one
 * process, on the same Redis, by turns, with a PostgreSQL of their own; and Celery with its prefork worker on that Redis, where a
 * Python has it. Handlers do nothing. A light job is the fast one; any other waits for commits of PostgreSQL.
 * Run after `npm run build`: node bench/tasks.mjs [tasks] [rounds] [job]
 */
import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { Queue, Worker } from 'bullmq';
import { ConfigModule, loadConfig } from '#config';
import { DatabaseModule, migrate } from '#database';
import { jobDefinition, JOB_NAMES } from '#jobs';
import { JobProducer, processorToken, QueueWorkerModule } from '#queue';
import { TaskPersistenceModule } from '#task-persistence';
import { startPostgresServer } from '../dist/src/embedded/postgres-server.js';
import { startRedisServer } from '../dist/src/embedded/redis-server.js';
import { findCelery, HOW_TO_GET_CELERY, startCelery } from './celery.mjs';

const tasks = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 3);
const job = process.argv[4] ?? 'health_check';
const QUEUE = 'default';
const WHO = ['node', 'redis', 'postgres', 'celery'];
/** Whom the processes that are started here belong to, by how their names begin. */
const KINDS = [
  ['redis', 'redis'],
  ['python', 'celery'],
  ['', 'postgres'],
];
const CONCURRENCIES = [4, 50];
const SAMPLES = 200;
const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const IDLE_MS = 10;
/** As it comes, and with the events that Flower lives on. */
const CELERY = { celery: [], 'celery -E': ['-E'] };

const HANDLERS = Symbol('HANDLERS');
const result = { outcome: 'ok', summary: {} };
let onStart = () => undefined;
const handlers = Object.fromEntries(JOB_NAMES.map((name) => [name, async () => (onStart(), result)]));

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(share * values.length)];
const rate = (value) => Math.round(value).toLocaleString('en-US').padStart(8);
const newTasks = (count) =>
  Array.from({ length: count }, () => ({
    ...{ id: randomUUID(), job, queue: QUEUE, slot: null, payload: {}, submitter: 'bench' },
    createdAt: Date.now(),
  }));

/** Two ways to do the same: `add` one, `addAll`, the library's worker. */
function createRaw(redisUrl) {
  const { hostname: host, port, password } = new URL(redisUrl);
  const connection = { host, port: Number(port), password, maxRetriesPerRequest: null };
  const options = { removeOnComplete: { count: 1_000 }, attempts: 1 };
  const queue = new Queue('raw', { connection, prefix: '{raw}', defaultJobOptions: options });
  const worker = new Worker('raw', async () => (onStart(), result), {
    ...{ connection, prefix: '{raw}', autorun: false, removeOnComplete: options.removeOnComplete },
  });
  const toJob = (task) => ({ name: task.job, data: task, opts: { jobId: task.id } });
  return {
    worker,
    start: async () => void worker.run(),
    add: (task) => queue.add(task.job, task, { jobId: task.id }),
    addAll: (all) => queue.addBulk(all.map(toJob)),
    close: async () => {
      await worker.close();
      await queue.close();
    },
  };
}

async function createOurs(redisUrl, databaseUrl) {
  const config = { ...loadConfig({ REDIS_URL: redisUrl, DATABASE_URL: databaseUrl }) };
  const provided = class Bench {};
  const bench = {
    ...{ module: provided, global: true, exports: [HANDLERS] },
    providers: [{ provide: HANDLERS, useValue: handlers }],
  };
  const module = class BenchApp {};
  const imports = [
    ...[ConfigModule.forRoot(config), DatabaseModule, TaskPersistenceModule, bench],
    QueueWorkerModule.register({ handlers: HANDLERS, imports: [], queues: [QUEUE], name: 'bench' }),
  ];
  const app = await NestFactory.createApplicationContext({ module, imports }, { logger: ['error', 'warn'] });
  const producer = app.get(JobProducer);
  const { worker } = app.get(processorToken(QUEUE));
  return {
    worker,
    start: async () => undefined,
    add: (task) => producer.enqueue(task),
    addAll: (all) => producer.enqueueAll(all),
    close: () => app.close(),
  };
}

async function timed(work) {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1_000;
}

/** How many tasks a second, and the processor time of each. */
async function measureDrain(concurrency, keep, work) {
  const used = processorMs();
  keep(`drain at ${concurrency}`, tasks / (await work()));
  const drained = processorMs();
  for (const who of WHO) keep(`${who} at ${concurrency}`, ((drained[who] - used[who]) * 1_000) / tasks);
}

/** Queues all one by one and drains them, by a worker of its own that is started before and ended after. */
async function measureCelery(found, redisUrl, keep, flags) {
  const side = await startCelery({ ...found, redisUrl, processes: CONCURRENCIES[0], flags });
  try {
    await side.hold();
    keep('one by one', tasks / (await side.enqueue(tasks)));
    await measureDrain(CONCURRENCIES[0], keep, () => side.drain(tasks));
  } finally {
    await side.close();
  }
}

async function drain({ worker }, count, concurrency) {
  let left = count;
  const done = new Promise((resolve) => {
    const count = () => (left -= 1) === 0 && (worker.off('completed', count), resolve());
    worker.on('completed', count);
  });
  worker.concurrency = concurrency;
  return timed(async () => {
    worker.resume();
    await done;
  });
}

/** Milliseconds from the producer's call to the handler's first line, one task at a time. */
async function measureLatency({ add }, count) {
  const times = [];
  for (let k = 0; k < count; k += 1) {
    const started = new Promise((resolve) => (onStart = () => resolve(performance.now())));
    const [task] = newTasks(1);
    const before = performance.now();
    await add(task);
    times.push((await started) - before);
    await delay(IDLE_MS);
  }
  onStart = () => undefined;
  return times;
}

/** Milliseconds of processor time that this process, Redis, PostgreSQL and Celery have used. */
function processorMs() {
  const { user, system } = process.cpuUsage();
  const used = { node: (user + system) / 1_000, redis: 0, postgres: 0, celery: 0 };
  const processes = readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .flatMap(readProcess);
  const children = (parent) => processes.filter((one) => one.parent === parent);
  const count = (one) => one.ms + children(one.pid).reduce((sum, child) => sum + count(child), 0);
  for (const child of children(process.pid)) {
    const [, kind] = KINDS.find(([start]) => child.name.startsWith(start));
    used[kind] += count(child);
  }
  return used;
}

/** The ended children of a process count as its own. */
function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const ticks = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);
    return [{ pid: Number(pid), name, parent: Number(fields[1]), ms: (ticks * 1_000) / TICKS }];
  } catch {
    return [];
  }
}

const folder = mkdtempSync(join(tmpdir(), 'barkeep-bench-'));
const redis = await startRedisServer({ folder: join(folder, 'redis'), appendOnly: false });
const postgres = await startPostgresServer({ folder: join(folder, 'postgres'), say: () => undefined });
await migrate(postgres.url);
const ours = await createOurs(redis.url, postgres.url);
const raw = createRaw(redis.url);
const sides = { raw, ours };
const celery = findCelery();
const found = { raw: {}, ours: {}, ...Object.fromEntries(Object.keys(CELERY).map((name) => [name, {}])) };
const note = (side, what, value) => (found[side][what] ??= []).push(value);

try {
  for (const side of ['raw', 'ours']) await sides[side].start();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, side] of Object.entries(sides)) {
      // The first round only warms up.
      const keep = round === 0 ? () => undefined : (what, value) => note(name, what, value);
      keep('latency', await measureLatency(side, SAMPLES / rounds));
      for (const concurrency of CONCURRENCIES) {
        await side.worker.pause();
        const single = newTasks(tasks / 10);
        const seconds = await timed(async () => {
          for (const task of single) await side.add(task);
        });
        keep('one by one', single.length / seconds);
        const many = newTasks(tasks - single.length);
        keep('bulk', many.length / (await timed(() => side.addAll(many))));
        await measureDrain(concurrency, keep, () => drain(side, tasks, concurrency));
      }
    }
    for (const [name, flags] of celery && round > 0 ? Object.entries(CELERY) : [])
      await measureCelery(celery, redis.url, (what, value) => note(name, what, value), flags);
  }
  const beside = celery ? `, Celery ${celery.version}` : '';
  const way = jobDefinition(job).isLight ? 'light, begins in Redis' : 'on record before it begins';
  console.log(
    `${tasks} tasks of ${job} (${way})${beside}, medians of ${rounds} rounds (load ${loadavg()[0].toFixed(1)})`,
  );
  for (const what of ['one by one', 'bulk', ...CONCURRENCIES.map((jobs) => `drain at ${jobs}`)]) {
    const [a, b] = [median(found.raw[what]), median(found.ours[what])];
    console.log(
      `  ${what.padEnd(24)} raw ${rate(a)} /s  ours ${rate(b)} /s  ${((b / a) * 100).toFixed(1)} %`,
    );
  }
  if (!celery) console.log(`  ${HOW_TO_GET_CELERY}`);
  for (const name of celery ? Object.keys(CELERY) : [])
    for (const what of ['one by one', `drain at ${CONCURRENCIES[0]}`]) {
      const theirs = median(found[name][what]);
      const times = (side) => `${side} ${(median(found[side][what]) / theirs).toFixed(1)} ×`;
      console.log(`  ${`${what}, ${name}`.padEnd(28)} ${rate(theirs)} /s  ${times('raw')}  ${times('ours')}`);
    }
  for (const concurrency of CONCURRENCIES) {
    const of = (name) =>
      WHO.map((who) => [who, median(found[name][`${who} at ${concurrency}`] ?? [0])])
        .filter(([, micros]) => micros >= 1)
        .map(([who, micros]) => `${who} ${micros.toFixed(0)}`);
    const all = Object.keys(found).filter((name) => of(name).length > 0);
    console.log(
      `  processor µs at ${concurrency}`.padEnd(26),
      all.map((name) => [name, ...of(name)].join(' ')).join('  '),
    );
  }
  for (const share of [0.5, 0.95]) {
    const [a, b] = ['raw', 'ours'].map((side) => quantile(found[side].latency.flat(), share));
    const text = `raw ${a.toFixed(2)} ms  ours ${b.toFixed(2)} ms  ${(b / a).toFixed(1)} ×`;
    console.log(`  ${`idle to handler p${share * 100}`.padEnd(24)} ${text}`);
  }
} finally {
  await ours.close();
  await raw.close();
  await redis.process.stop();
  await postgres.process.stop();
  rmSync(postgres.folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
