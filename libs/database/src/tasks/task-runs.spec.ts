import type { NewTask, TaskEnding } from '#jobs';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { TaskArchive } from './task-archive.repository.js';
import { TaskRepository } from './task.repository.js';

const NOW = Date.UTC(2026, 10, 20, 12);
const TASK: NewTask = {
  ...{ id: 'a', job: 'backtest_run', queue: 'backtest', slot: null, payload: {}, submitter: 'test' },
  createdAt: NOW,
};
const FAULT = { code: 'ENGINE_CRASHED', message: 'it crashed' } as const;
const DONE: TaskEnding = {
  ...{ status: 'completed', outcome: 'ok', error: null, summary: null },
  finishedAt: NOW + 100,
};

describe('the timeline of a task', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let history: TaskRepository;
  let archive: TaskArchive;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    history = new TaskRepository(database);
    archive = new TaskArchive(database);
    await history.create(TASK);
  });

  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('is empty before the first run and shows the one that is on', async () => {
    expect(await archive.timeline('a')).toEqual([]);
    await history.open('a', 'w1', NOW + 1);
    expect(await archive.timeline('a')).toEqual([
      {
        ...{ fence: 1, attempt: 1, worker: 'w1', startedAt: NOW + 1, endedAt: null, outcome: null },
        ...{ errorCode: null, errorMessage: null },
      },
    ]);
  });

  it('shows what was lost, what failed and what was given back before the run that ended the task', async () => {
    await history.open('a', 'w1', NOW + 1);
    await history.open('a', 'w2', NOW + 20);
    await history.requeue('a', 2, NOW + 30, FAULT);
    await history.open('a', 'w3', NOW + 40);
    await history.release('a', 3, NOW + 50);
    await history.open('a', 'w4', NOW + 60);
    await history.finish('a', 4, DONE);
    const lost = { outcome: 'lost', errorCode: 'WORKER_LOST' };
    const failed = { outcome: 'failed', errorCode: 'ENGINE_CRASHED', errorMessage: 'it crashed' };
    expect(await archive.timeline('a')).toMatchObject([
      { fence: 1, attempt: 1, worker: 'w1', startedAt: NOW + 1, endedAt: NOW + 20, ...lost },
      { fence: 2, attempt: 1, worker: 'w2', startedAt: NOW + 20, endedAt: NOW + 30, ...failed },
      { fence: 3, attempt: 2, worker: 'w3', startedAt: NOW + 40, endedAt: NOW + 50, outcome: 'given_back' },
      { fence: 4, attempt: 2, worker: 'w4', startedAt: NOW + 60, endedAt: NOW + 100, outcome: 'completed' },
    ]);
  });

  it('keeps a run once, however often its end is written, and nothing of a run that was fenced off', async () => {
    await history.open('a', 'w1', NOW + 1);
    await history.open('a', 'w2', NOW + 2);
    expect(await history.requeue('a', 1, NOW + 3, FAULT)).toBe(false);
    expect(await history.requeue('a', 2, NOW + 4, FAULT)).toBe(true);
    expect(await history.requeue('a', 2, NOW + 5, FAULT)).toBe(true);
    expect(await archive.timeline('a')).toMatchObject([
      { fence: 1, outcome: 'lost' },
      { fence: 2, outcome: 'failed', endedAt: NOW + 4 },
    ]);
  });

  it('keeps a run of each of several workers that open at once', async () => {
    await Promise.all([1, 2, 3, 4].map((worker) => history.open('a', `w${worker}`, NOW + worker)));
    expect(await archive.timeline('a')).toMatchObject(
      [1, 2, 3, 4].map((fence) => ({ fence, outcome: fence < 4 ? 'lost' : null })),
    );
  });

  it('shows no run of a task that was cancelled while it waited, and goes with its task', async () => {
    await history.open('a', 'w1', NOW + 1);
    await history.requeue('a', 1, NOW + 2, FAULT);
    const cancelled = { ...DONE, status: 'cancelled', outcome: null } as const;
    await history.finishPending('a', cancelled);
    expect(await archive.timeline('a')).toMatchObject([{ fence: 1, outcome: 'failed' }]);
    expect(await history.removeFinishedBefore(NOW + 1_000)).toBe(1);
    expect(await archive.timeline('a')).toEqual([]);
  });
});
