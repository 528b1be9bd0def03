import type { HandlerResult } from '#jobs';
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

/** How many of the tasks have ended. */
async function countEnded(ids: readonly string[]): Promise<number> {
  const tasks = await Promise.all(ids.map((id) => stand.history.find(id)));
  return tasks.filter((task) => task?.finishedAt != null).length;
}

describe('a worker that is told something', () => {
  test('answers for itself, and those that do not are named', async () => {
    await stand.startWorker({});
    await stand.startWorker({});
    const { answers, silent } = await stand.control.tell(['w1', 'w2', 'gone'], { name: 'ping' });
    expect(answers.map(({ worker }) => worker).sort()).toEqual(['w1', 'w2']);
    expect(answers[0]).toMatchObject({ queues: ['default'], concurrency: 4, paused: false, refusal: null });
    expect(silent).toEqual(['gone']);
  });

  test('takes no job while it is paused, and those that waited once it is resumed', async () => {
    await stand.startWorker({ cleanup: async () => fine });
    await stand.ended(await stand.submit());
    expect((await stand.control.tell(['w1'], { name: 'pause' })).answers).toMatchObject([{ paused: true }]);
    const id = await stand.submit();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect((await stand.history.find(id))?.status).toBe('pending');
    await stand.control.tell(['w1'], { name: 'resume' });
    expect((await stand.ended(id)).status).toBe('completed');
  });

  test('leaves the jobs to others while it is paused', async () => {
    await stand.startWorker({ cleanup: async () => fine });
    await stand.startWorker({ cleanup: async () => fine });
    await stand.control.tell(['w1'], { name: 'pause' });
    const ids = await Promise.all(Array.from({ length: 12 }, () => stand.submit()));
    const ended = await Promise.all(ids.map((id) => stand.ended(id)));
    // The one that it was already waiting for may still have come to it.
    expect(ended.filter(({ worker }) => worker === 'w1').length).toBeLessThanOrEqual(1);
  });

  test('runs as many jobs at once as it was told', async () => {
    const release: (() => void)[] = [];
    await stand.startWorker({
      cleanup: () => new Promise((resolve) => release.push(() => resolve(fine))),
    });
    expect((await stand.control.tell(['w1'], { name: 'concurrency', jobs: 1 })).answers).toMatchObject([
      { concurrency: 1 },
    ]);
    const ids = await Promise.all(Array.from({ length: 3 }, () => stand.submit()));
    for (let ended = 0; ended < ids.length; ended += 1) {
      await stand.until(() => release.length > 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(release).toHaveLength(1);
      release.pop()!();
      await stand.until(async () => (await countEnded(ids)) === ended + 1);
    }
  });

  test('ends its process when the process is its own, and refuses where it is not', async () => {
    let isEnded = false;
    await stand.startWorker({}, { shutdown: () => (isEnded = true) });
    await stand.startWorker({});
    const { answers } = await stand.control.tell(['w1', 'w2'], { name: 'shutdown' });
    const refusals = Object.fromEntries(answers.map(({ worker, refusal }) => [worker, refusal]));
    expect(refusals).toEqual({ w1: null, w2: expect.stringContaining('shares its process') as string });
    await stand.until(() => isEnded);
  });
});
