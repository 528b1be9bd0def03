import fc from 'fast-check';
import {
  FENCED,
  NO_PROGRESS,
  type NewTask,
  type NumberedTaskEvent,
  type TaskEnding,
  type TaskEvent,
} from '#jobs';
import { keys, RedisConnections } from '#redis';
import { startTestRedis, type TestRedis } from '../../../test/support/stores.js';
import { RedisTaskStore } from './redis-task-store.js';

let redis: TestRedis;
let connections: RedisConnections;
let other: RedisConnections;
let store: RedisTaskStore;
let now = 1_000_000;
let counter = 0;
const failures: unknown[] = [];
const clock = { now: () => now };

function connect(url: string): RedisConnections {
  return new RedisConnections({ REDIS_URL: url, QUEUE_REDIS_URL: '', TASKS_REDIS_URL: '' });
}

function storeOn(on: RedisConnections): RedisTaskStore {
  return new RedisTaskStore(on, { events: 3_600, finished: 86_400 }, (error) => failures.push(error), clock);
}

beforeAll(async () => {
  redis = await startTestRedis({ appendOnly: true });
  connections = connect(redis.url);
  other = connect(redis.url);
  store = storeOn(connections);
});

afterAll(async () => {
  await connections.close();
  await other.close();
  await redis.stop();
});

function newTask(): NewTask {
  counter += 1;
  return {
    id: `task-${counter}`,
    job: 'backtest_run',
    queue: 'backtest',
    slot: null,
    payload: {},
    submitter: 'tester',
    createdAt: 1_000 + counter,
  };
}

async function running(fence = 1): Promise<string> {
  const task = newTask();
  await store.create(task);
  await store.open(task.id, { fence, attempt: 1, worker: 'w1', startedAt: now });
  return task.id;
}

const progress = (percent: number): TaskEvent => ({
  event: 'progress',
  progress: { ...NO_PROGRESS, percent },
});
const ending: TaskEnding = {
  status: 'completed',
  outcome: 'ok',
  error: null,
  summary: { trades: 3 },
  finishedAt: 5,
};
const completed: TaskEvent = { event: 'completed', ending };

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the state of a task', () => {
  test('goes from pending over running to its ending', async () => {
    const task = newTask();
    await store.create(task);
    expect(await store.find(task.id)).toMatchObject({ status: 'pending', attempt: 0, seq: 0, worker: null });
    await store.open(task.id, { fence: 1, attempt: 1, worker: 'w1', startedAt: 7 });
    await store.append(task.id, 1, progress(40));
    expect(await store.find(task.id)).toMatchObject({
      ...{ status: 'running', attempt: 1, worker: 'w1', startedAt: 7, seq: 1 },
      progress: { percent: 40 },
    });
    await store.append(task.id, 1, completed);
    expect(await store.find(task.id)).toMatchObject({
      ...{ status: 'completed', outcome: 'ok', summary: { trades: 3 }, finishedAt: 5, seq: 2, slot: null },
      ...{ job: 'backtest_run', queue: 'backtest', submitter: 'tester', createdAt: task.createdAt },
    });
  });

  test('is read as it was written, whatever letters it is in, beside one that nobody knows', async () => {
    const id = await running();
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    const check = fc.asyncProperty(texts, async (message) => {
      await store.append(id, 1, { event: 'progress', progress: { ...NO_PROGRESS, message } });
      const [unknown, known] = await Promise.all([store.find('nobody'), store.find(id)]);
      expect([unknown, known?.progress.message]).toEqual([undefined, message]);
    });
    await fc.assert(check, { numRuns: 50 });
  });

  test('is not known before it is created nor after it is removed', async () => {
    const id = await running();
    await store.append(id, 1, progress(1));
    await store.remove(id);
    expect(await store.find(id)).toBeUndefined();
    expect((await store.active()).map((task) => task.id)).not.toContain(id);
  });

  test('is pending again while a retry waits', async () => {
    const id = await running();
    await store.append(id, 1, { event: 'retrying', delayMs: 100, reason: 'the vendor is away' });
    expect(await store.find(id)).toMatchObject({ status: 'pending', worker: null, attempt: 1 });
  });

  test('creating it twice changes nothing', async () => {
    const task = newTask();
    await store.create(task);
    await store.open(task.id, { fence: 1, attempt: 1, worker: 'w1', startedAt: 7 });
    await store.create({ ...task, submitter: 'somebody else' });
    expect(await store.find(task.id)).toMatchObject({ status: 'running', submitter: 'tester' });
  });

  test('counts the time of earlier runs, a lost one up to its last sign of life', async () => {
    const id = await running(1);
    now += 2_000;
    await store.heartbeat(id, 1, now);
    now += 60_000;
    expect(await store.open(id, { fence: 2, attempt: 1, worker: 'w2', startedAt: now })).toEqual({
      spentMs: 2_000,
    });
    now += 500;
    await store.append(id, 2, { event: 'retrying', delayMs: 9_000, reason: 'x' });
    now += 9_000;
    expect(await store.open(id, { fence: 3, attempt: 2, worker: 'w1', startedAt: now })).toEqual({
      spentMs: 2_500,
    });
  });
});

describe('events', () => {
  test('are numbered without a gap, however many write at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 60 }), async (writers) => {
        const id = await running();
        const stores = [store, storeOn(other)];
        const given = await Promise.all(
          writers.map((writer, index) => stores[writer].append(id, 1, progress(index))),
        );
        const expected = writers.map((_, index) => index + 1);
        expect([...given].sort((a, b) => Number(a) - Number(b))).toEqual(expected);
        expect((await store.eventsAfter(id, 0))?.map((event) => event.seq)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  test('that come while they are asked for are not taken for ones that are no longer kept', async () => {
    const writer = storeOn(other);
    const ids = await Promise.all(Array.from({ length: 200 }, () => running()));
    const read = await Promise.all(
      ids.map(async (id) => {
        const [events] = await Promise.all([store.eventsAfter(id, 0), writer.append(id, 1, progress(1))]);
        return events?.length;
      }),
    );
    expect(read).not.toContain(undefined);
  });

  test('of an older run are refused once a newer one was opened', async () => {
    const id = await running(1);
    await store.open(id, { fence: 2, attempt: 1, worker: 'w2', startedAt: now });
    expect(await store.append(id, 1, progress(99))).toBe(FENCED);
    expect(await store.append(id, 1, completed)).toBe(FENCED);
    expect(await store.open(id, { fence: 1, attempt: 1, worker: 'w1', startedAt: now })).toBe(FENCED);
    expect(await store.heartbeat(id, 1, now)).toEqual({ state: 'fenced' });
    expect(await store.find(id)).toMatchObject({ status: 'running', worker: 'w2', seq: 0 });
    expect(await store.eventsAfter(id, 0)).toEqual([]);
  });

  test('end with one ending: a repeated one gets the same number, a late progress is refused', async () => {
    const id = await running();
    expect(await store.append(id, 1, completed)).toBe(1);
    expect(await store.append(id, 1, completed)).toBe(1);
    expect(await store.append(id, 1, progress(50))).toBe(FENCED);
    expect(await store.eventsAfter(id, 0)).toHaveLength(1);
  });

  test('are replayed from any number, and say so when some are no longer kept', async () => {
    const id = await running();
    for (const percent of [1, 2, 3, 4]) await store.append(id, 1, progress(percent));
    expect((await store.eventsAfter(id, 2))?.map((event) => event.seq)).toEqual([3, 4]);
    expect(await store.eventsAfter(id, 4)).toEqual([]);
    expect(await store.eventsAfter(id, 9)).toBeUndefined();
    await connections.tasks.ltrim(keys.taskEvents(id), -2, -1);
    expect((await store.eventsAfter(id, 2))?.map((event) => event.seq)).toEqual([3, 4]);
    expect(await store.eventsAfter(id, 1)).toBeUndefined();
    await connections.tasks.del(keys.taskEvents(id));
    expect(await store.eventsAfter(id, 2)).toBeUndefined();
  });

  test('carry task, time and attempt, and any text', async () => {
    const id = await running();
    await store.append(id, 1, { event: 'retrying', delayMs: 5, reason: 'café – 7 "x"\n{}' });
    expect(await store.eventsAfter(id, 0)).toEqual([
      { event: 'retrying', delayMs: 5, reason: 'café – 7 "x"\n{}', taskId: id, seq: 1, at: now, attempt: 1 },
    ]);
  });

  test('are kept for an hour after the last one, a finished state for a day', async () => {
    const id = await running();
    await store.append(id, 1, progress(1));
    expect(await connections.tasks.ttl(keys.task(id))).toBe(-1);
    await store.append(id, 1, completed);
    expect(await connections.tasks.ttl(keys.taskEvents(id))).toBe(3_600);
    expect(await connections.tasks.ttl(keys.task(id))).toBe(86_400);
  });
});

describe('watchers', () => {
  test('of another process hear each event once and in order', async () => {
    const id = await running();
    await store.append(id, 1, progress(1));
    const heard: NumberedTaskEvent[] = [];
    const stop = await storeOn(other).watch(id, (event) => heard.push(event));
    await Promise.all([2, 3, 4, 5, 6].map((percent) => store.append(id, 1, progress(percent))));
    await store.append(id, 1, completed);
    await until(() => heard.length === 6);
    expect(heard.map((event) => event.seq)).toEqual([2, 3, 4, 5, 6, 7]);
    await stop();
  });

  test('of one process share a channel, and stop one by one', async () => {
    const id = await running();
    const first: number[] = [];
    const second: number[] = [];
    const stopFirst = await store.watch(id, (event) => first.push(event.seq));
    const stopSecond = await store.watch(id, (event) => second.push(event.seq));
    await store.append(id, 1, progress(1));
    await until(() => first.length === 1 && second.length === 1);
    await stopFirst();
    await store.append(id, 1, progress(2));
    await until(() => second.length === 2);
    expect(first).toEqual([1]);
    await stopSecond();
  });

  test('miss nothing over a restart of Redis, although what is published meanwhile is lost', async () => {
    const id = await running();
    const heard: number[] = [];
    const listening = connect(redis.url);
    const stop = await storeOn(listening).watch(id, (event) => heard.push(event.seq));
    await store.append(id, 1, progress(1));
    await until(() => heard.length === 1);
    listening.subscriber().disconnect();
    await store.append(id, 1, progress(2));
    await redis.restart();
    await until(() => connections.tasks.status === 'ready');
    void listening.subscriber().connect();
    await store.append(id, 1, progress(3));
    await until(() => heard.length === 3);
    expect(heard).toEqual([1, 2, 3]);
    await stop();
    await listening.close();
  });
});

describe('cancelling', () => {
  test('is seen by the owner on its next heartbeat', async () => {
    const id = await running();
    expect(await store.heartbeat(id, 1, now)).toEqual({
      state: 'owned',
      cancelRequested: false,
      keepPartial: false,
    });
    await store.requestCancel(id, true);
    expect(await store.heartbeat(id, 1, now)).toEqual({
      state: 'owned',
      cancelRequested: true,
      keepPartial: true,
    });
    expect(await store.find(id)).toMatchObject({ cancelRequested: true, keepPartial: true });
    await store.append(id, 1, completed);
    expect(await store.find(id)).toMatchObject({ status: 'completed', cancelRequested: true });
  });

  test('of a task that is not known here leaves nothing behind', async () => {
    await store.requestCancel('nobody', false);
    expect(await store.heartbeat('nobody', 1, now)).toEqual({ state: 'unknown' });
    expect(await connections.tasks.exists(keys.task('nobody'))).toBe(0);
  });
});

describe('a Redis that lost its memory', () => {
  test('tells the owner, who creates and opens the task again and goes on', async () => {
    const task = newTask();
    await store.create(task);
    await store.open(task.id, { fence: 1, attempt: 1, worker: 'w1', startedAt: now });
    await store.append(task.id, 1, progress(10));
    await connections.tasks.flushall();
    expect(await store.heartbeat(task.id, 1, now)).toEqual({ state: 'unknown' });
    await store.create(task);
    await store.open(task.id, { fence: 1, attempt: 1, worker: 'w1', startedAt: now });
    expect(await store.append(task.id, 1, progress(20))).toBe(2);
    expect(await store.find(task.id)).toMatchObject({ status: 'running', seq: 2 });
    expect(await store.eventsAfter(task.id, 0)).toBeUndefined();
  });
});

describe('the index of active tasks', () => {
  test('lists unfinished tasks, newest first, and drops what is finished or gone', async () => {
    await connections.tasks.flushall();
    const [first, second, third, fourth] = [
      await running(),
      await running(),
      await running(),
      await running(),
    ];
    await store.append(second, 1, completed);
    expect((await store.active()).map((task) => task.id)).toEqual([fourth, third, first]);
    await connections.tasks.del(keys.task(third));
    expect(await store.prune()).toBe(1);
    expect((await store.active()).map((task) => task.id)).toEqual([fourth, first]);
    expect(failures).toEqual([]);
  });

  test('lists a task that the history has not heard of, and when it has, once each', async () => {
    await connections.tasks.flushall();
    const [known, unknown, ended] = [newTask(), newTask(), newTask()];
    await store.create(known);
    await store.create(unknown, now);
    await store.create(ended, now);
    await store.endFirst(ended.id, { worker: 'w1', startedAt: now, recordAt: now }, completed.ending)
      .hasEnded;
    expect((await store.active()).map((task) => task.id)).toEqual([unknown.id, known.id]);
    const taken = await store.takeUnrecorded(10, 10_000);
    expect(taken.map((task) => task.id)).toEqual([ended.id, unknown.id]);
    expect((await store.active()).map((task) => task.id)).toEqual([unknown.id, known.id]);
    await store.confirmRecorded(taken);
    expect(await connections.tasks.zcard(keys.unrecordedTasks)).toBe(0);
    expect((await store.active()).map((task) => task.id)).toEqual([unknown.id, known.id]);
    expect(await store.prune()).toBe(0);
  });

  test('counts a task that is removed before its end for nobody, and one that has ended not twice', async () => {
    await connections.tasks.flushall();
    const [waits, removed, behind, ended] = [newTask(), newTask(), newTask(), newTask()];
    for (const task of [waits, removed, ended]) await store.create(task);
    await store.create(behind, now);
    await store.append(ended.id, 0, completed);
    for (const { id } of [removed, behind, ended, ended]) await store.remove(id);
    expect(Object.values(await connections.tasks.hgetall(keys.taskShares))).toEqual(['1']);
    expect((await store.active()).map(({ id }) => id)).toEqual([waits.id]);
  });

  test('keeps a task that was handed over once, though it is put on record afterwards', async () => {
    await connections.tasks.flushall();
    const task = newTask();
    await store.create(task, now);
    await store.handOver(task.id);
    await store.open(task.id, { fence: 1, attempt: 1, worker: 'w1', startedAt: now });
    await store.append(task.id, 1, completed);
    const taken = await store.takeUnrecorded(10, 10_000);
    expect(taken).toMatchObject([{ id: task.id, status: 'completed' }]);
    await store.confirmRecorded(taken);
    expect(await connections.tasks.lrange(keys.finishedTasks, 0, -1)).toEqual([task.id]);
    expect(await connections.tasks.hexists(keys.task(task.id), 'payload')).toBe(0);
  });

  test('forgets shares when nobody waits, be it that the history knows of them or not', async () => {
    await connections.tasks.flushall();
    const waiting = newTask();
    await store.create(waiting, now);
    await store.prune();
    expect(await connections.tasks.exists(keys.taskShares)).toBe(1);
    await store.remove(waiting.id);
    await store.prune();
    expect(await connections.tasks.exists(keys.taskShares)).toBe(0);
  });
});
