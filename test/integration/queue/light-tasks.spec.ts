import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Redis } from 'ioredis';
import { ConfigModule, loadConfig } from '#config';
import { Database, DatabaseModule, TaskArchive } from '#database';
import { BarkeepError } from '#domain';
import {
  NO_PROGRESS,
  RUN_HISTORY,
  type HandlerResult,
  type JobName,
  type RunHistory,
  type TaskEnding,
  type TaskStore,
} from '#jobs';
import { keys } from '#redis';
import {
  createTestDatabase,
  startTestRedis,
  type TestDatabase,
  type TestRedis,
} from '../../support/stores.js';
import { QueueStand } from './queue-stand.js';

const fine: HandlerResult = { outcome: 'ok', summary: { answer: 42 } };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let redis: TestRedis;
let testDatabase: TestDatabase;
let app: INestApplicationContext;
let database: Database;
let history: RunHistory;
let archive: TaskArchive;
let stand: QueueStand<RunHistory>;

beforeAll(async () => {
  redis = await startTestRedis({ appendOnly: true });
});

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  const config = loadConfig({ REDIS_URL: redis.url, DATABASE_URL: testDatabase.url });
  app = await Test.createTestingModule({ imports: [ConfigModule.forRoot(config), DatabaseModule] }).compile();
  database = app.get(Database);
  history = app.get<RunHistory>(RUN_HISTORY);
  archive = app.get(TaskArchive);
  stand = await QueueStand.over(redis.url, history);
  await stand.connections.tasks.flushall();
});

afterEach(async () => {
  await stand.close();
  await app.close();
  await testDatabase.drop();
});
afterAll(() => redis.stop());

const submit = () => stand.submit('health_check');
const statusOf = async (taskId: string) => (await history.find(taskId))?.status;
const ended = (taskId: string) => stand.until(async () => (await statusOf(taskId)) === 'completed');
const unrecorded = () => stand.connections.tasks.exists(keys.unrecordedTasks, keys.unrecordedEndings);

describe('a light task', () => {
  test('begins in Redis alone and is on record soon after it has ended, told like any other', async () => {
    await stand.startWorker({ health_check: async () => fine });
    const id = await submit();
    await ended(id);
    expect(await history.find(id)).toMatchObject({
      ...{ status: 'completed', outcome: 'ok', summary: { answer: 42 }, attempt: 1, fence: 1, worker: 'w1' },
      ...{ submitter: 'tester', payload: {} },
    });
    const events = await stand.events(id);
    expect(events.map(({ event, seq, attempt }) => [event, seq, attempt])).toEqual([
      ...[
        ['progress', 1, 1],
        ['progress', 2, 1],
        ['completed', 3, 1],
      ],
    ]);
    expect(await archive.timeline(id)).toMatchObject([{ fence: 1, worker: 'w1', outcome: 'completed' }]);
    await stand.until(async () => (await unrecorded()) === 0);
    expect(await stand.connections.tasks.ttl(keys.task(id))).toBeGreaterThan(86_000);
  });

  test('that waits is on record as pending after a second, and its ending follows', async () => {
    const id = await submit();
    expect(await stand.records.step()).toBe(0);
    expect(await statusOf(id)).toBeUndefined();
    await pause(1_100);
    expect(await stand.records.step()).toBe(1);
    expect(await statusOf(id)).toBe('pending');
    expect(await unrecorded()).toBe(0);
    await stand.startWorker({ health_check: async () => fine });
    await ended(id);
  });

  test('is found by whoever asks the history for it before it is there', async () => {
    const id = await submit();
    expect(await stand.records.find(id)).toMatchObject({ id, status: 'pending' });
    expect(await stand.records.find('nothing')).toBeUndefined();
  });

  test('that lasts is opened as any other: it beats, is running for all, and ends with what it reported', async () => {
    let finish: () => void = () => undefined;
    await stand.startWorker({
      health_check: async ({ report }) => {
        report({ ...NO_PROGRESS, percent: 30 });
        await new Promise<void>((resolve) => (finish = resolve));
        return fine;
      },
    });
    const id = await submit();
    await stand.until(async () => (await statusOf(id)) === 'running');
    await stand.until(async () => (await stand.events(id)).length === 2);
    finish();
    await ended(id);
    await stand.until(async () => (await stand.events(id)).length === 4);
    const events = await stand.events(id);
    expect(events.map((one) => (one.event === 'progress' ? one.progress.percent : one.event))).toEqual([
      ...[0, 30, 100, 'completed'],
    ]);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  test('that fails at once is concluded by the history, without a second call of its handler', async () => {
    let runs = 0;
    await stand.startWorker({
      health_check: async () => {
        runs += 1;
        throw new Error('broken');
      },
    });
    const id = await submit();
    await stand.until(async () => (await statusOf(id)) === 'failed');
    expect(runs).toBe(1);
    expect(await history.find(id)).toMatchObject({ error: { code: 'INTERNAL' }, attempt: 1, fence: 1 });
  });

  test('is told to have ended before its job is, on the connection of that', async () => {
    await stand.startWorker({ health_check: async () => fine });
    await ended(await submit());
    const monitor = await (stand.connections.tasks as Redis).monitor();
    const scripts: { args: string[]; source: string }[] = [];
    monitor.on('monitor', (_time: string, args: string[], source: string) => scripts.push({ args, source }));
    const id = await submit();
    await ended(id);
    monitor.disconnect();
    const [ending, ...others] = scripts
      .filter(({ args }) => args[0] === 'evalsha' && args.includes(id))
      .slice(1);
    expect(ending.args).toContain(keys.unrecordedEndings);
    expect(others[0].args.some((arg) => arg.endsWith(':completed'))).toBe(true);
    expect(others[0].source).toBe(ending.source);
  });

  /** A worker whose endings meet first what the test does with them. */
  const startWorkerThat = async (meet: (id: string) => Promise<unknown>) => {
    let runs = 0;
    const { store } = stand;
    const endFirst: TaskStore['endFirst'] = (id, ...rest) => ({
      sent: Promise.resolve(),
      hasEnded: meet(id).then(() => store.endFirst(id, ...rest).hasEnded),
    });
    const handlers = { health_check: async () => ((runs += 1), fine) };
    const worker = await stand.startWorker(handlers, {
      store: Object.assign(Object.create(store), { endFirst }) as TaskStore,
    });
    return { worker, countRuns: () => runs };
  };

  test('is told again to have ended when the store was away, though its job is done', async () => {
    let tries = 0;
    const { countRuns } = await startWorkerThat(async () => {
      tries += 1;
      if (tries < 3) throw new BarkeepError('STORE_UNAVAILABLE', 'Redis is away');
    });
    await ended(await submit());
    expect([tries, countRuns()]).toEqual([3, 1]);
  });

  test('is told to have ended by a worker that was told to stop when only the job was done', async () => {
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const { worker } = await startWorkerThat(() => told);
    const id = await submit();
    await stand.until(async () => !(await stand.producer.isQueued(id, 'default')));
    const stopped = worker.stop();
    expect(worker.runner.running).toBe(1);
    tell();
    await stopped;
    expect(await statusOf(id)).toBe('completed');
  });

  test('is ended by its run though the history took it over at the last moment, when its job was done', async () => {
    const { countRuns } = await startWorkerThat((id) => stand.records.handOver(id));
    const id = await submit();
    await ended(id);
    await stand.until(async () => (await stand.store.find(id))?.status === 'completed');
    expect(countRuns()).toBe(1);
  });

  test('is queued once, however often it is asked for', async () => {
    const task = stand.newTask('health_check');
    expect(await stand.producer.enqueueAll([task, task])).toEqual([true, false]);
    expect(await stand.producer.enqueue(task)).toBe(false);
    expect((await stand.producer.counts()).default.waiting).toBe(1);
  });
});

describe('what came of a task and cannot be stored', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const NUL: HandlerResult = { outcome: 'ok', summary: { text: 'a\u0000b' } };

  test.each<[string, JobName, HandlerResult]>([
    ['a light one that is no JSON', 'health_check', { outcome: 'ok', summary: { n: 1n } }],
    ['one with a cycle', 'cleanup', { outcome: 'ok', summary: cycle }],
    ['one with U+0000', 'cleanup', NUL],
    ['one with half of a pair', 'cleanup', { outcome: 'ok', summary: { text: '\ud800' } }],
    ['a reason with U+0000', 'cleanup', { outcome: 'failed', summary: {}, reason: 'a\u0000b' }],
  ])('fails it once, and it is not run again: %s', async (_, job, result) => {
    let runs = 0;
    await stand.startWorker({ [job]: async () => ((runs += 1), result) });
    const id = await stand.submit(job);
    await stand.until(async () => (await statusOf(id)) === 'failed');
    expect(await history.find(id)).toMatchObject({ error: { code: 'INTERNAL' }, attempt: 1, summary: null });
    expect((await stand.ended(id)).status).toBe('failed');
    expect(runs).toBe(1);
  });
});

describe('cancelling a light task', () => {
  test('ends it at once while it waits, with no worker alive, and it does not run afterwards', async () => {
    const id = await submit();
    expect(await stand.cancellation.cancel(id, { keepPartial: false })).toMatchObject({
      status: 'cancelled',
    });
    let runs = 0;
    await stand.startWorker({
      health_check: async () => {
        runs += 1;
        return fine;
      },
    });
    await ended(await submit());
    expect(runs).toBe(1);
    expect(await statusOf(id)).toBe('cancelled');
    expect((await stand.events(id)).map(({ event }) => event)).toEqual(['cancelled']);
  });

  test('knows the task while another caller is about to put it on record', async () => {
    const id = await submit();
    await stand.store.handOver(id);
    expect(await statusOf(id)).toBeUndefined();
    expect(await stand.cancellation.cancel(id, { keepPartial: false })).toMatchObject({
      status: 'cancelled',
    });
    await stand.records.step();
    expect(await statusOf(id)).toBe('cancelled');
  });

  test.each([0, 120])('reaches the handler of one that has run for %d ms', async (ms) => {
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    await stand.startWorker({
      health_check: ({ signal }) => {
        begin();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            stop();
            reject(signal.reason as Error);
          });
        });
      },
    });
    const id = await submit();
    await begun;
    await pause(ms);
    await stand.cancellation.cancel(id, { keepPartial: false });
    await stopped;
    await stand.until(async () => (await statusOf(id)) === 'cancelled');
    await stand.until(async () => (await stand.store.find(id))?.status === 'cancelled');
    expect((await stand.events(id)).filter(({ event }) => event === 'cancelled')).toHaveLength(1);
  });

  test('and its ending cannot both win: history and store agree, whichever came first', async () => {
    await stand.startWorker({ health_check: async () => fine });
    const ids = await Promise.all(Array.from({ length: 60 }, submit));
    await Promise.allSettled(ids.map((id) => stand.cancellation.cancel(id, { keepPartial: false })));
    for (const id of ids) {
      await stand.until(async () => (await history.find(id))?.finishedAt != null);
      const [row, state] = await Promise.all([history.find(id), stand.store.find(id)]);
      expect(state?.status).toBe(row?.status);
    }
  });
});

describe('what is on its way into the history', () => {
  const first = { worker: 'w', startedAt: 5, recordAt: 9 };
  const ending: TaskEnding = {
    ...{ status: 'completed', outcome: 'ok', error: null, summary: {}, finishedAt: 9 },
  };
  const end = (id: string) => stand.store.endFirst(id, first, ending).hasEnded;

  test('is given out again when whoever took it was lost, and only then', async () => {
    const id = await submit();
    await end(id);
    expect(await stand.store.takeUnrecorded(10, 60)).toMatchObject([{ id, status: 'completed' }]);
    expect(await stand.store.takeUnrecorded(10, 60)).toEqual([]);
    await pause(80);
    expect(await stand.records.step()).toBe(1);
    expect(await stand.records.step()).toBe(0);
  });

  test('are endings first: while there are some, a task that waits is left for later', async () => {
    const waiting = stand.newTask('health_check');
    await stand.store.create(waiting, Date.now());
    const id = await submit();
    await end(id);
    const take = (patienceMs: number) => stand.store.takeUnrecorded(10, 5_000, patienceMs);
    const endings = await take(60_000);
    expect(endings).toMatchObject([{ id, status: 'completed' }]);
    expect(await take(60_000)).toEqual([]);
    await stand.store.confirmRecorded(endings);
    expect(await take(60_000)).toMatchObject([{ id: waiting.id, status: 'pending' }]);
  });

  test('is a task that waits when it has waited long enough, whatever ends meanwhile', async () => {
    const waiting = stand.newTask('health_check');
    await stand.store.create(waiting, Date.now() - 60_000);
    await end(await submit());
    await stand.store.takeUnrecorded(1, 5_000, 60_000);
    expect(await stand.store.takeUnrecorded(10, 5_000, 60_000)).toMatchObject([{ id: waiting.id }]);
  });

  test('is not forgotten when it ends after it was taken as pending', async () => {
    const id = await submit();
    await pause(1_050);
    const taken = await stand.store.takeUnrecorded(10, 10_000);
    await end(id);
    await history.record(taken);
    await stand.store.confirmRecorded(taken);
    expect(await statusOf(id)).toBe('pending');
    expect(await stand.records.step()).toBe(1);
    expect(await statusOf(id)).toBe('completed');
  });

  test('has one ending, though two deliveries of the task were at work at once', async () => {
    const id = await submit();
    expect(await end(id)).toBe(true);
    expect(await end(id)).toBe(true);
    await stand.records.step();
    expect((await stand.events(id)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test('is left to the history from when that has taken the task over', async () => {
    const id = await submit();
    await stand.records.handOver(id);
    expect(await end(id)).toBe(false);
    expect(await history.open(id, 'w2', 7)).toMatchObject({ state: 'opened', fence: 1 });
  });

  test('waits for a database that is away, and loses none', async () => {
    await stand.startWorker({ health_check: async () => fine });
    const outage = new Error('away');
    const { query } = database;
    database.query = () => Promise.reject(outage);
    const ids = await Promise.all(Array.from({ length: 20 }, submit));
    await stand.until(async () => (await stand.store.active()).length === 0);
    database.query = query;
    await Promise.all(ids.map(ended));
  });

  test('survives a restart of Redis', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, submit));
    await Promise.all(ids.slice(0, 10).map(end));
    await redis.restart();
    await stand.startWorker({ health_check: async () => fine });
    await Promise.all(ids.map(ended));
  });

  test('keeps what can be stored of a task that says what cannot be', async () => {
    const task = { ...stand.newTask('health_check'), payload: { text: 'a\u0000b' } };
    await stand.producer.enqueue(task);
    await submit();
    await pause(1_050);
    expect(await stand.records.step()).toBe(2);
    expect(await history.find(task.id)).toMatchObject({ status: 'pending', payload: {} });
  });
});

describe('an emptied Redis', () => {
  test('costs what was asked for within the last second, and nothing that waited longer', async () => {
    const old = await submit();
    await pause(1_050);
    await stand.records.step();
    await stand.connections.tasks.flushall();
    await stand.producer.readd((await history.find(old))!);
    await stand.startWorker({ health_check: async () => fine });
    await ended(old);
    expect(await history.find(old)).toMatchObject({ status: 'completed', fence: 1 });
  });
});
