import type { NewTask, TaskEnding } from '#jobs';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { RunRepository } from '../runs/run.repository.js';
import { TaskRepository } from './task.repository.js';

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const FAULT = { code: 'ENGINE_CRASHED', message: 'it crashed' } as const;

function taskOf(id: string, values: Partial<NewTask> = {}): NewTask {
  return {
    id,
    job: 'backtest_run',
    queue: 'backtest',
    slot: null,
    payload: { strategy: { name: 'ä "x"' }, request: {} },
    submitter: 'test',
    createdAt: NOW,
    ...values,
  };
}

function endingOf(values: Partial<TaskEnding> = {}): TaskEnding {
  return {
    status: 'completed',
    outcome: 'ok',
    error: null,
    summary: { trades: 3 },
    finishedAt: NOW + MINUTE,
    ...values,
  };
}

describe('TaskRepository', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let history: TaskRepository;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    history = new TaskRepository(database);
  });

  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('records a task as pending', async () => {
    expect(await history.create(taskOf('a'))).toBe(true);
    expect(await history.find('a')).toMatchObject({
      ...taskOf('a'),
      status: 'pending',
      outcome: null,
      attempt: 0,
      fence: 0,
      cancelRequested: false,
      error: null,
      summary: null,
      startedAt: null,
      finishedAt: null,
    });
    expect(await history.find('b')).toBeUndefined();
  });

  it('records an id once, and a slot of a job once', async () => {
    const slot = NOW;
    expect(await history.create(taskOf('a', { slot }))).toBe(true);
    expect(await history.create(taskOf('a', { submitter: 'other' }))).toBe(false);
    expect(await history.create(taskOf('b', { slot }))).toBe(false);
    expect(await history.create(taskOf('c', { slot, job: 'cleanup', queue: 'analytics' }))).toBe(true);
    expect(await history.create(taskOf('d'))).toBe(true);
    expect(await history.create(taskOf('e'))).toBe(true);
    expect((await history.find('a'))?.submitter).toBe('test');
  });

  it('raises fence and attempt when a pending task is opened, fence and losses when a running one is', async () => {
    await history.create(taskOf('a'));
    const opened = { state: 'opened', cancelRequested: false, keepPartial: false };
    expect(await history.open('a', 'w1', NOW)).toEqual({ ...opened, fence: 1, attempt: 1, losses: 0 });
    expect(await history.open('a', 'w2', NOW + 5)).toEqual({ ...opened, fence: 2, attempt: 1, losses: 1 });
    expect(await history.requeue('a', 2, NOW, FAULT)).toBe(true);
    expect(await history.open('a', 'w3', NOW + 9)).toEqual({ ...opened, fence: 3, attempt: 2, losses: 1 });
    expect(await history.find('a')).toMatchObject({ status: 'running', worker: 'w3', startedAt: NOW });
  });

  it('gives each of several workers that open at once a fence of its own', async () => {
    await history.create(taskOf('a'));
    const opened = await Promise.all([1, 2, 3, 4].map((worker) => history.open('a', `w${worker}`, NOW)));
    const fences = opened.map((run) => (run.state === 'opened' ? run.fence : 0)).sort();
    expect(fences).toEqual([1, 2, 3, 4]);
    expect(await history.find('a')).toMatchObject({ attempt: 1, fence: 4 });
  });

  it('keeps the same account of light tasks and others that are written at once', async () => {
    const both = [taskOf('a'), taskOf('light', { job: 'health_check', queue: 'default' })];
    expect(await Promise.all(both.map((task) => history.create(task)))).toEqual([true, true]);
    const opened = await Promise.all(both.map(({ id }) => history.open(id, 'w1', NOW)));
    expect(opened).toMatchObject([{ fence: 1 }, { fence: 1 }]);
    const light = await history.finish('light', 1, endingOf());
    expect([light, await history.finish('a', 1, endingOf())]).toEqual([true, true]);
    for (const { id } of both) expect(await history.find(id)).toMatchObject({ status: 'completed' });
  });

  it('says when a task to be opened is finished or unknown', async () => {
    await history.create(taskOf('a'));
    await history.open('a', 'w1', NOW);
    await history.finish('a', 1, endingOf());
    expect(await history.open('a', 'w2', NOW)).toMatchObject({
      state: 'finished',
      task: { id: 'a', fence: 1 },
    });
    expect(await history.open('b', 'w2', NOW)).toEqual({ state: 'unknown' });
  });

  it('counts a released run neither as attempt nor as loss', async () => {
    await history.create(taskOf('a'));
    await history.open('a', 'w1', NOW);
    expect(await history.release('a', 1, NOW)).toBe(true);
    expect(await history.release('a', 1, NOW)).toBe(true);
    expect(await history.find('a')).toMatchObject({ status: 'pending', attempt: 0, worker: null });
    expect(await history.open('a', 'w2', NOW)).toMatchObject({ fence: 2, attempt: 1, losses: 0 });
  });

  it('refuses what an older run wants to write', async () => {
    await history.create(taskOf('a'));
    await history.open('a', 'w1', NOW);
    await history.open('a', 'w2', NOW);
    expect(await history.requeue('a', 1, NOW, FAULT)).toBe(false);
    expect(await history.release('a', 1, NOW)).toBe(false);
    expect(await history.finish('a', 1, endingOf())).toBe(false);
    expect(await history.finish('b', 1, endingOf())).toBe(false);
    expect(await history.find('a')).toMatchObject({ status: 'running', fence: 2 });
  });

  it('writes the ending of a fence once', async () => {
    await history.create(taskOf('a'));
    await history.open('a', 'w1', NOW);
    const error = { code: 'ENGINE_CRASHED' as const, message: 'it crashed' };
    const failed = endingOf({ status: 'failed', outcome: 'failed', error, summary: null });
    expect(await history.finish('a', 1, failed)).toBe(true);
    expect(await history.finish('a', 1, endingOf())).toBe(true);
    expect(await history.find('a')).toMatchObject(failed);
    expect(await history.requeue('a', 1, NOW, FAULT)).toBe(false);
  });

  it('ends a task that no worker has opened, and no other', async () => {
    await history.create(taskOf('a'));
    expect(await history.finishPending('a', endingOf({ status: 'cancelled', outcome: null }))).toBe(1);
    expect(await history.finishPending('a', endingOf())).toBeUndefined();
    await history.create(taskOf('b'));
    await history.open('b', 'w1', NOW);
    expect(await history.finishPending('b', endingOf())).toBeUndefined();
    expect(await history.find('a')).toMatchObject({ status: 'cancelled', fence: 1 });
  });

  it('forgets a task that is withdrawn before a worker has opened it, and no other', async () => {
    await history.create(taskOf('a'));
    await history.create(taskOf('b'));
    await history.open('b', 'w1', NOW);
    for (const id of ['a', 'b', 'nothing']) await history.withdraw(id);
    expect(await history.find('a')).toBeUndefined();
    expect(await history.find('b')).toMatchObject({ status: 'running' });
    expect(await history.create(taskOf('a'))).toBe(true);
  });

  it('tells the next run that its cancellation was asked for', async () => {
    await history.create(taskOf('a'));
    expect(await history.requestCancel('a', true)).toBe(true);
    expect(await history.open('a', 'w1', NOW)).toMatchObject({ cancelRequested: true, keepPartial: true });
    await history.finish('a', 1, endingOf());
    expect(await history.requestCancel('a', false)).toBe(false);
    expect(await history.find('a')).toMatchObject({ cancelRequested: true, keepPartial: true });
  });

  it('lists pending tasks oldest first and unfinished ones newest first', async () => {
    await history.create(taskOf('b', { createdAt: NOW - 2 * MINUTE }));
    await history.create(taskOf('a', { createdAt: NOW - 3 * MINUTE }));
    await history.create(taskOf('c', { createdAt: NOW, job: 'cleanup', queue: 'analytics' }));
    await history.create(taskOf('d', { createdAt: NOW - 4 * MINUTE }));
    await history.open('d', 'w1', NOW);
    const ids = (tasks: { id: string }[]) => tasks.map((task) => task.id);
    expect(ids(await history.pendingBefore(NOW, 10))).toEqual(['a', 'b']);
    expect(ids(await history.pendingBefore(NOW, 1))).toEqual(['a']);
    expect(ids(await history.active())).toEqual(['c', 'b', 'a', 'd']);
    expect(ids(await history.active(['cleanup']))).toEqual(['c']);
  });

  it('lists what is unfinished page by page, also where many tasks share an instant', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const [index, id] of names.entries()) {
      await history.create(taskOf(id, { createdAt: NOW - (index < 3 ? MINUTE : 0) }));
    }
    const pageThrough = async (list: 'pendingBefore' | 'runningBefore'): Promise<string[]> => {
      const seen: string[] = [];
      for (let page = await history[list](NOW + 1, 2); page.length > 0;) {
        seen.push(...page.map((task) => task.id));
        page = await history[list](NOW + 1, 2, page.at(-1));
      }
      return seen;
    };
    expect(await pageThrough('pendingBefore')).toEqual(names);
    for (const id of names) await history.open(id, 'w1', NOW);
    expect(await pageThrough('runningBefore')).toEqual(names);
  });

  it('lists the tasks that have been running since before an instant', async () => {
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      await history.create(taskOf(id));
      await history.open(id, 'w1', NOW + index * MINUTE);
    }
    await history.requeue('a', 1, NOW, FAULT);
    const ids = (await history.runningBefore(NOW + 2 * MINUTE, 10)).map((task) => task.id);
    expect(ids).toEqual(['b']);
  });

  it('counts by status and measures completed tasks', async () => {
    for (const [index, seconds] of [10, 20, 30, 40].entries()) {
      const id = `done-${index}`;
      await history.create(taskOf(id, { createdAt: NOW - MINUTE }));
      await history.open(id, 'w1', NOW - MINUTE);
      await history.finish(id, 1, endingOf({ finishedAt: NOW - MINUTE + seconds * 1000 }));
    }
    await history.create(taskOf('waiting', { createdAt: NOW - 5 * MINUTE }));
    await history.create(taskOf('other', { job: 'cleanup', queue: 'analytics' }));
    expect(await history.statistics(['backtest_run'], NOW)).toEqual({
      counts: { pending: 1, running: 0, completed: 4, failed: 0, cancelled: 0, timeout: 0 },
      durationMs: { mean: 25_000, p50: 25_000, p95: 38_500 },
      finishedLastHour: 4,
      oldestWaitMs: 5 * MINUTE,
    });
  });

  it('has no durations and no wait where there are no tasks', async () => {
    const none = await history.statistics(['backtest_run'], NOW);
    expect(none).toMatchObject({ durationMs: { mean: null, p50: null, p95: null }, oldestWaitMs: null });
  });

  it('removes only finished tasks that ended before the instant', async () => {
    for (const id of ['old', 'new', 'running']) {
      await history.create(taskOf(id));
      await history.open(id, 'w1', NOW);
    }
    await history.finish('old', 1, endingOf({ finishedAt: NOW - MINUTE }));
    await history.finish('new', 1, endingOf({ finishedAt: NOW + MINUTE }));
    expect(await history.removeFinishedBefore(NOW)).toBe(1);
    expect(await history.find('old')).toBeUndefined();
    expect(await history.find('new')).toBeDefined();
  });

  it('removes them page by page, past pinned ones, so that no statement has too many to remove', async () => {
    for (const [index, id] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
      await history.create(taskOf(id));
      await history.open(id, 'w1', NOW);
      // Pairs share an instant, also across pages.
      await history.finish(id, 1, endingOf({ finishedAt: NOW - MINUTE + (index >> 1) }));
    }
    const runs = new RunRepository(database);
    for (const id of ['a', 'd']) await runs.annotate(id, { pinned: true });
    let statements = 0;
    const watched = new Database({
      ...{ url: testDatabase.url, poolSize: 1 },
      around: (_step, work) => {
        statements += 1;
        return work();
      },
    });
    expect(await new TaskRepository(watched).removeFinishedBefore(NOW, 2)).toBe(4);
    await watched.close();
    expect(statements).toBe(3);
    const left = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => history.find(id)));
    expect(left.map((task) => task?.id)).toEqual(['a', undefined, undefined, 'd', undefined, undefined]);
  });

  it('refuses a payload that JSON columns cannot hold with a fault the submitter can read', async () => {
    const payload = { name: 'a\u0000b' };
    await expect(history.create(taskOf('a', { payload }))).rejects.toMatchObject({ code: 'BODY_INVALID' });
  });
});
