import { BarkeepError } from '#domain';
import type { HandlerResult } from '#jobs';
import { keys } from '#redis';
import { OptimiseChildren } from '../../../apps/worker/src/handlers/optimise-children.js';
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

describe('searches, whose parts are tasks too', () => {
  const PARTS = 20;

  /** Running searches that have queued their parts. */
  async function search(submitter: string, count: number): Promise<void> {
    for (let number = 0; number < count; number += 1) {
      const task = { ...stand.newTask('optimise_run', 'backtest'), submitter };
      await stand.producer.enqueue(task);
      await stand.history.open(task.id, 'leader', Date.now());
      await childrenOf(task.id).enqueue(Date.now());
      await stand.producer.removeWaiting(task.id, 'backtest');
    }
  }

  const childrenOf = (runId: string): OptimiseChildren =>
    new OptimiseChildren(
      { history: stand.history, producer: stand.producer, cancellation: stand.cancellation },
      runId,
      PARTS,
    );

  /** Who asked for the tasks that one worker starts, in their order. */
  async function startersOf(count: number): Promise<string[]> {
    const started: string[] = [];
    const run = async ({ taskId }: { taskId: string }): Promise<HandlerResult> => {
      const task = await stand.history.find(taskId);
      started.push(`${task?.submitter} ${task?.job}`);
      return fine;
    };
    const worker = await stand.startWorker(
      { backtest_run: run, optimise_trials: run },
      { queue: 'backtest' },
    );
    worker.concurrency = 1;
    await stand.until(() => started.length === count);
    return started;
  }

  async function askForBacktest(submitter: string): Promise<void> {
    await stand.producer.enqueue({
      ...stand.newTask('backtest_run', 'backtest'),
      ...{ submitter, payload: { strategy: {}, request: {} } },
    });
  }

  test('somebody’s one backtest starts before all parts of another’s five searches', async () => {
    await search('A', 5);
    await askForBacktest('B');
    const started = await startersOf(5 * PARTS + 1);
    expect(started.indexOf('B backtest_run')).toBe(0);
  });

  test('the parts of one’s search take turns with those of another’s five', async () => {
    await search('A', 5);
    await search('B', 1);
    const started = await startersOf(6 * PARTS);
    const first = started.slice(0, 2 * PARTS);
    expect(first.filter((one) => one === 'B optimise_trials')).toHaveLength(PARTS);
  });

  test('one’s own next backtest waits for as many tasks as one has unfinished', async () => {
    await search('A', 1);
    await askForBacktest('A');
    const started = await startersOf(PARTS + 1);
    expect(started.indexOf('A backtest_run')).toBe(PARTS);
  });
});
