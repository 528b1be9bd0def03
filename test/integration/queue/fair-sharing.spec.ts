import { BarkeepError } from '#domain';
import type { HandlerResult } from '#jobs';
import { keys } from '#redis';
import { startTestRedis, type TestRedis } from '../../support/stores.js';
import { QueueStand } from './queue-stand.js';

const fine: HandlerResult = { outcome: 'ok', summary: {} };

let redis: TestRedis;
let stand: QueueStand;

beforeAll(async () => void (redis = await startTestRedis()));
beforeEach(async () => {
  stand = await QueueStand.open(redis.url);
  await stand.connections.tasks.flushall();
});
afterEach(() => stand.close());
afterAll(() => redis.stop());

async function submit(submitter: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const task = { ...stand.newTask(), submitter };
    await stand.producer.enqueue(task);
    ids.push(task.id);
  }
  return ids;
}

/** The order in which one worker, which runs one task at a time, starts them. */
async function runAll(ids: readonly string[]): Promise<string[]> {
  const started: string[] = [];
  const worker = await stand.startWorker({
    cleanup: async ({ taskId }) => {
      started.push(taskId);
      return fine;
    },
  });
  worker.concurrency = 1;
  await Promise.all(ids.map((id) => stand.ended(id)));
  return started;
}

test('somebody’s one task starts within the next two, however many another has queued before', async () => {
  const many = await submit('A', 200);
  const [one] = await submit('B', 1);
  const started = await runAll([...many, one]);
  expect(started.indexOf(one)).toBeLessThan(2);
  expect(started).toHaveLength(201);
});

test('tasks of one submitter start in the order in which they came, those of two take turns', async () => {
  const [first, second] = [await submit('A', 5), await submit('B', 5)];
  const started = await runAll([...first, ...second]);
  expect(started.filter((id) => first.includes(id))).toEqual(first);
  expect(started.filter((id) => second.includes(id))).toEqual(second);
  const owners = started.map((id) => (first.includes(id) ? 'A' : 'B')).join('');
  expect(owners).toBe('ABABABABAB');
});

test('waiting tasks count as waiting, whatever their rank', async () => {
  await submit('A', 3);
  expect((await stand.producer.counts()).default).toMatchObject({ waiting: 3, active: 0 });
});

test('a task counts for its submitter until it has ended, however it ends, and no longer', async () => {
  const ids = await submit('A', 5);
  const [waiting, fails, missing, lost] = ids;
  await stand.cancellation.cancel(waiting, { keepPartial: false });
  for (let loss = 0; loss < 5; loss += 1) await stand.history.open(lost, 'gone', 1);
  await stand.startWorker({
    cleanup: async ({ taskId }) => {
      if (taskId === fails) throw new BarkeepError('PAYLOAD_INVALID', 'of no use');
      if (taskId === missing) return { outcome: 'empty', summary: {} };
      return fine;
    },
  });
  await Promise.all(ids.map((id) => stand.ended(id)));
  expect(new Set([...stand.history.rows.values()].map(({ status }) => status))).toEqual(
    new Set(['cancelled', 'failed', 'completed']),
  );
  expect(await stand.connections.tasks.hgetall(keys.taskShares)).toEqual({});
});
