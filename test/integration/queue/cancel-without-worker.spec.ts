import type { HandlerResult } from '#jobs';
import { startTestRedis, type TestRedis } from '../../support/stores.js';
import { QueueStand } from './queue-stand.js';

const fine: HandlerResult = { outcome: 'ok', summary: {} };

let redis: TestRedis;
let stand: QueueStand;

beforeAll(async () => {
  redis = await startTestRedis();
});

beforeEach(async () => {
  stand = await QueueStand.open(redis.url);
  await stand.connections.tasks.flushall();
});

afterEach(() => stand.close());
afterAll(() => redis.stop());

/** Starts a worker and gives the tasks that it ran until one that was queued after all others had ended. */
async function runAll(): Promise<string[]> {
  const ran: string[] = [];
  await stand.startWorker({
    cleanup: async ({ taskId }) => {
      ran.push(taskId);
      return fine;
    },
  });
  await stand.ended(await stand.submit());
  return ran;
}

describe('a task that is cancelled while no worker runs', () => {
  test('ends cancelled and is not run by the worker that starts then', async () => {
    const [id, other] = [await stand.submit(), await stand.submit()];
    await stand.cancellation.cancel(id, { keepPartial: false });
    const ran = await runAll();
    expect(ran).toContain(other);
    expect(ran).not.toContain(id);
    expect(await stand.history.find(id)).toMatchObject({ status: 'cancelled', attempt: 0 });
    expect((await stand.events(id)).map(({ event }) => event)).toEqual(['cancelled']);
  });

  test('is not run even where its job was left in the queue', async () => {
    const id = await stand.submit();
    const error = { code: 'TASK_CANCELLED', message: 'The task was cancelled' } as const;
    const ending = {
      status: 'cancelled',
      outcome: null,
      error,
      summary: null,
      finishedAt: Date.now(),
    } as const;
    await stand.history.finishPending(id, ending);
    expect(await stand.producer.isQueued(id, 'default')).toBe(true);
    expect(await runAll()).not.toContain(id);
    await stand.until(async () => !(await stand.producer.isQueued(id, 'default')));
    expect(await stand.history.find(id)).toMatchObject({ status: 'cancelled', attempt: 0 });
  });
});
