import type { TaskStore } from '#jobs';
import { QueueStand } from '../../../test/integration/queue/queue-stand.js';
import { startTestRedis, type TestRedis } from '../../../test/support/stores.js';
import { Housekeeping } from './housekeeping.js';

const LATER_MS = 60_000;

let redis: TestRedis;
let stand: QueueStand;
let housekeeping: Housekeeping;

beforeAll(async () => {
  redis = await startTestRedis({ appendOnly: true });
});

beforeEach(async () => {
  stand = await QueueStand.open(redis.url);
  await stand.connections.tasks.flushall();
  housekeeping = new Housekeeping(stand.history, stand.store, stand.producer, undefined, 0);
});

afterEach(() => stand.close());
afterAll(() => redis.stop());

const later = () => Date.now() + LATER_MS;

describe('Housekeeping', () => {
  test('leaves alone what waits in its queue, and what is too young to judge', async () => {
    const id = await stand.submit();
    expect(await housekeeping.step(later())).toEqual([]);
    await stand.producer.removeWaiting(id, 'default');
    expect(await housekeeping.step(Date.now())).toEqual([]);
  });

  test('adds again what an emptied Redis has forgotten, and it runs once', async () => {
    const ids = [await stand.submit(), await stand.submit()];
    await stand.connections.tasks.flushall();
    expect((await housekeeping.step(later())).sort()).toEqual([...ids].sort());
    expect(await housekeeping.step(later())).toEqual([]);
    const runs: string[] = [];
    await stand.startWorker({
      cleanup: async ({ taskId }) => {
        runs.push(taskId);
        return { outcome: 'ok', summary: {} };
      },
    });
    await Promise.all(ids.map((id) => stand.ended(id)));
    expect(runs.sort()).toEqual([...ids].sort());
  });

  test('looks beyond the first page, whose tasks are all where they should be', async () => {
    for (let count = 0; count < 4; count += 1) await stand.submit();
    const lost = [stand.newTask(), stand.newTask(), stand.newTask()];
    for (const task of lost) await stand.history.create(task);
    const paging = new Housekeeping(stand.history, stand.store, stand.producer, 2, 0);
    expect(await paging.step(later())).toEqual(lost.map((task) => task.id));
  });

  test('adds again what is on record only, since Redis was away when it was planned', async () => {
    const task = stand.newTask();
    await stand.history.create(task);
    expect(await housekeeping.step(later())).toEqual([task.id]);
    expect(await stand.producer.isQueued(task.id, 'default')).toBe(true);
  });

  test('brings back a run whose worker and whose job are both gone', async () => {
    const id = await stand.submit();
    await stand.history.open(id, 'gone', Date.now());
    await stand.connections.tasks.flushall();
    expect(await housekeeping.step(later())).toEqual([id]);
    await stand.startWorker({ cleanup: async () => ({ outcome: 'ok', summary: {} }) });
    expect(await stand.ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
  });

  test('leaves alone a light task whose job is over and whose ending is told a moment later', async () => {
    const task = stand.newTask('health_check');
    await stand.producer.enqueue(task);
    await stand.history.create(task);
    await stand.producer.removeWaiting(task.id, 'default');
    const first = { worker: 'w1', startedAt: 1, recordAt: later() };
    const ending = { status: 'completed', outcome: 'ok', error: null, summary: {}, finishedAt: 2 } as const;
    let looks = 0;
    const store = Object.assign(Object.create(stand.store) as TaskStore, {
      find: async (id: string) => {
        const state = await stand.store.find(id);
        looks += 1;
        if (looks === 1) await stand.store.endFirst(id, first, ending).hasEnded;
        return state;
      },
    });
    const looking = new Housekeeping(stand.history, store, stand.producer, undefined, 0);
    expect(await looking.step(later())).toEqual([]);
    expect(looks).toBe(2);
  });

  test('leaves a run alone whose worker still says that it has it', async () => {
    const id = await stand.submit();
    await stand.history.open(id, 'w1', Date.now());
    await stand.producer.removeWaiting(id, 'default');
    const now = later();
    await stand.store.open(id, { fence: 1, attempt: 1, worker: 'w1', startedAt: now });
    expect(await housekeeping.step(now)).toEqual([]);
  });
});

describe('a restart of Redis', () => {
  test('loses no queued task and no watcher', async () => {
    const ids = [await stand.submit(), await stand.submit(), await stand.submit()];
    const completed: string[] = [];
    for (const id of ids) {
      await stand.store.watch(id, (event) => event.event === 'completed' && completed.push(event.taskId));
    }
    await redis.restart();
    await stand.startWorker({ cleanup: async () => ({ outcome: 'ok', summary: {} }) });
    await stand.until(() => completed.length === 3);
    expect(completed.sort()).toEqual([...ids].sort());
  });
});
