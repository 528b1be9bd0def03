import { jest } from '@jest/globals';
import { TaskArchive } from '#database';
import { BarkeepError } from '#domain';
import { JobProducer, TaskQueues } from '#queue';
import { RUN_HISTORY, TASK_STORE, type NewTask, type RunHistory, type TaskStore } from '#jobs';
import { Heartbeats, type ProcessFacts } from '#task-persistence';
import { askRedis } from '../../../../test/support/ask-redis.js';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const ADMIN = '/api/v1/admin';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

async function enqueue(id: string, some: Partial<NewTask> = {}): Promise<void> {
  await api.app.get(JobProducer).enqueue({
    ...{ id, job: 'cleanup', queue: 'default', slot: null, payload: {}, submitter: 'test' },
    createdAt: Date.now(),
    ...some,
  });
}

async function fail(id: string, message: string, finishedAt = Date.now()): Promise<void> {
  const error = { code: 'DATA_MISSING', message } as const;
  const ending = {
    status: 'failed',
    outcome: 'failed',
    error,
    summary: null,
    finishedAt,
  } as const;
  await api.app.get<RunHistory>(RUN_HISTORY).finishPending(id, ending);
}

async function call(method: string, path: string, body?: unknown) {
  const answer = await fetch(api.base + ADMIN + path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: answer.status, body: await answer.json() };
}

const idsOf = ({ body }: { body: { items: { task_id: string }[] } }) =>
  body.items.map(({ task_id }) => task_id);

describe('the history of tasks', () => {
  /** The one that was submitted first fails last. */
  const failedAt = { one: Date.now() + 120_000, two: Date.now() + 60_000 };

  beforeAll(async () => {
    await enqueue('one', {
      job: 'historical_prices',
      queue: 'daily',
      payload: { symbols: ['AAPL', 'MSFT'] },
    });
    await enqueue('two', { job: 'historical_prices', queue: 'daily', payload: { symbols: ['GOOG'] } });
    await enqueue('three', { submitter: 'somebody' });
    await fail('one', 'bars of 2020-01-01 are missing in run 7', failedAt.one);
    await fail('two', 'bars of 2021-02-03 are missing in run 11', failedAt.two);
  });

  it('is searched by words of what a task was given, its submitter or its error, each maybe only begun', async () => {
    expect(idsOf(await call('GET', '/tasks?q=aapl'))).toEqual(['one']);
    expect(idsOf(await call('GET', '/tasks?q=MISSING%20goo'))).toEqual(['two']);
    expect(idsOf(await call('GET', '/tasks?q=some'))).toEqual(['three']);
    expect(idsOf(await call('GET', '/tasks?q=%27)%20%26%20!'))).toEqual([]);
    expect(idsOf(await call('GET', '/tasks?queue=daily&status=failed'))).toEqual(['two', 'one']);
    expect(idsOf(await call('GET', '/tasks?error_code=DATA_MISSING&q=msft'))).toEqual(['one']);
  });

  it('shows every run of a task, that of a lost worker too', async () => {
    const history = api.app.get<RunHistory>(RUN_HISTORY);
    await history.open('three', 'w1', Date.now());
    await history.open('three', 'w2', Date.now());
    const { body } = await call('GET', '/tasks/three');
    expect(body).toMatchObject({ task_id: 'three', status: 'running', worker: 'w2' });
    expect(body.timeline).toMatchObject([
      {
        ...{ attempt: 1, fence: 1, worker: 'w1', outcome: 'lost', ended_at: expect.any(String) },
        error: { code: 'WORKER_LOST', message: 'The worker was lost' },
      },
      { attempt: 1, fence: 2, worker: 'w2', outcome: null, ended_at: null, error: null },
    ]);
    expect(body.time_limits).toEqual({ soft_ms: 96_000, hard_ms: 120_000, is_slow: false });
    await history.release('three', 2, Date.now());
  });

  it('is read page by page without a gap or a repetition', async () => {
    const first = await call('GET', '/tasks?limit=2');
    expect(idsOf(first)).toEqual(['three', 'two']);
    const second = await call('GET', `/tasks?limit=2&cursor=${first.body.next_cursor}`);
    expect(idsOf(second)).toEqual(['one']);
    expect(second.body.next_cursor).toBeNull();
    expect((await call('GET', '/tasks?cursor=x')).status).toBe(400);
    expect((await call('GET', '/tasks?since=yesterday')).status).toBe(400);
  });

  it('shows a task with all that it was given', async () => {
    expect((await call('GET', '/tasks/one')).body).toMatchObject({
      ...{ task_id: 'one', status: 'failed', payload: { symbols: ['AAPL', 'MSFT'] }, submitter: 'test' },
      ...{ error: { code: 'DATA_MISSING' }, replay_of: null, started_at: null, took_ms: null },
    });
    expect((await call('GET', '/tasks/nothing')).status).toBe(404);
  });

  it('groups failures whose messages differ in numbers only, and tells when the first and the last of them failed', async () => {
    const { items } = (await call('GET', '/tasks/failures')).body;
    expect(items).toMatchObject([
      {
        ...{ job: 'historical_prices', error_code: 'DATA_MISSING', count: 2, task_id: 'one' },
        first_failed_at: new Date(failedAt.two).toISOString(),
        last_failed_at: new Date(failedAt.one).toISOString(),
      },
    ]);
    expect(items[0].message).toBe('bars of …-…-… are missing in run …');
  });
});

describe('a replay', () => {
  it('is a new task that names the old one, with what that was given or with something else', async () => {
    const { status, body } = await call('POST', '/tasks/one/replay');
    expect(status).toBe(202);
    expect(body).toMatchObject({ replay_of: 'one', job: 'historical_prices', queue: 'daily' });
    expect((await call('GET', `/tasks/${body.task_id}`)).body).toMatchObject({
      ...{ status: 'pending', replay_of: 'one', payload: { symbols: ['AAPL', 'MSFT'] } },
    });
    const edited = await call('POST', '/tasks/one/replay', { payload: { symbols: ['AAPL'] } });
    expect((await call('GET', `/tasks/${edited.body.task_id}`)).body.payload).toEqual({ symbols: ['AAPL'] });
    expect(idsOf(await call('GET', '/tasks?replay_of=one'))).toHaveLength(2);
  });

  it('is refused for a task that has not ended, and with a payload that the job does not take', async () => {
    expect((await call('POST', '/tasks/three/replay')).body.code).toBe('TASK_NOT_FINISHED');
    expect((await call('POST', '/tasks/nothing/replay')).status).toBe(404);
    const wrong = await call('POST', '/tasks/one/replay', { payload: { symbols: 'AAPL' } });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'BODY_INVALID' } });
    expect(wrong.body.errors[0].path).toBe('/payload/symbols');
  });

  it('of all that failed in a queue leaves out what was repeated already', async () => {
    const { status, body } = await call('POST', '/queues/daily/retry-failed');
    expect(status).toBe(202);
    expect(body.items.map((item: { replay_of: string }) => item.replay_of)).toEqual(['two']);
    expect((await call('POST', '/queues/daily/retry-failed?hours=1')).body.count).toBe(0);
    expect((await call('POST', '/queues/daily/retry-failed?hours=soon')).status).toBe(400);
  });

  it('finds nothing of what was not accepted: whoever was told no asks again', async () => {
    await enqueue('old', { job: 'historical_prices', queue: 'analytics' });
    await fail('old', 'no bars');
    const refusal = new BarkeepError('STORE_UNAVAILABLE', 'Redis is away');
    const adding = jest.spyOn(api.app.get(TaskQueues), 'addAll').mockRejectedValue(refusal);
    const refused = enqueue('refused', { job: 'historical_prices', queue: 'analytics' });
    await expect(refused).rejects.toBe(refusal);
    expect((await call('POST', '/queues/analytics/retry-failed')).status).toBe(503);
    adding.mockRestore();
    expect((await call('GET', '/tasks/refused')).status).toBe(404);
    expect(await api.app.get<TaskStore>(TASK_STORE).find('refused')).toBeUndefined();
    // A replay that was not accepted does not count as one either.
    const { body } = await call('POST', '/queues/analytics/retry-failed');
    expect(body.items).toMatchObject([{ replay_of: 'old' }]);
  });
});

describe('a queue', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is paused and resumed for all workers', async () => {
    expect((await call('POST', '/queues/default/pause')).body).toMatchObject({
      name: 'default',
      paused: true,
    });
    expect((await call('POST', '/queues/default/resume')).body).toMatchObject({ paused: false });
    const unknown = await call('POST', '/queues/nothing/pause');
    expect(unknown).toMatchObject({ status: 404, body: { code: 'QUEUE_NOT_FOUND' } });
    expect(unknown.body.available).toContain('default');
  });

  it('is drained: what waits is on record as cancelled and its jobs are gone', async () => {
    await enqueue('later', { slot: Date.now() + 60_000 });
    expect((await call('POST', '/queues/default/drain')).body).toEqual({ cancelled: 2 });
    expect((await call('GET', '/tasks/later')).body.status).toBe('cancelled');
    expect((await api.app.get(TaskQueues).counts()).default).toMatchObject({ waiting: 0, delayed: 0 });
    expect((await call('POST', '/queues/default/drain')).body).toEqual({ cancelled: 0 });
    expect((await call('POST', '/queues/default/clean')).body).toEqual({ removed: 0 });
  });

  it('says how long its oldest task has waited and who works on it, and no end where nobody does', async () => {
    const { queues } = (await call('GET', '/queues')).body;
    const daily = queues.find(({ name }: { name: string }) => name === 'daily');
    // The two that failed before a worker had them, and three replays.
    expect(daily).toMatchObject({ waiting: 5, workers: 0, finished_last_hour: 2 });
    expect(daily.oldest_wait_ms).toBeGreaterThan(0);
    expect(daily.eta_seconds).toBeNull();
  });

  it('is unwell while jobs wait in it that no worker takes', async () => {
    const facts = { hostname: 'h', pid: 1, version: '1', startedAt: 1, memoryMb: 1, cpuPercent: 1 };
    const heartbeats = api.app.get(Heartbeats);
    await heartbeats.beat('worker', 'w', Date.now(), { ...facts, queues: ['default', 'analytics'] });
    const celery = async () => (await call('GET', '/health')).body.components.celery;
    expect(await celery()).toMatchObject({
      status: 'degraded',
      message: 'jobs wait in daily, and no worker takes them',
    });
    await heartbeats.beat('worker', 'w', Date.now(), { ...facts, queues: ['default', 'daily', 'analytics'] });
    expect(await celery()).toMatchObject({ status: 'healthy' });
    await heartbeats.beat('worker', 'w', Date.now(), { ...facts, queues: ['daily'], paused: true });
    expect((await celery()).status).toBe('degraded');
  });

  it('is waited in by what is due of what was delayed, which no paused worker takes', async () => {
    const facts = { hostname: 'h', pid: 1, version: '1', startedAt: 1, memoryMb: 1, cpuPercent: 1 };
    const beat = (some: Partial<ProcessFacts>) =>
      api.app.get(Heartbeats).beat('worker', 'w', Date.now(), { ...facts, ...some });
    const celery = async () => (await call('GET', '/health')).body.components.celery;
    const figures = async () =>
      (await call('GET', '/queues')).body.queues.find(({ name }: { name: string }) => name === 'strategy');
    const others = ['default', 'daily', 'analytics'] as const;
    const slots = [Date.now() + 60_000, Date.now() + 60_001];
    for (const slot of slots)
      await enqueue(`at ${slot}`, { job: 'strategy_validation', queue: 'strategy', slot });
    await beat({ queues: others });
    expect(await celery()).toMatchObject({ status: 'healthy' });
    expect(await figures()).toMatchObject({ waiting: 0, delayed: 2, oldest_wait_ms: null, eta_seconds: 0 });

    jest.spyOn(Date, 'now').mockReturnValue(slots[0] + 10_000);
    await beat({ queues: [...others, 'strategy'], paused: true });
    expect((await celery()).message).toContain('strategy');
    expect(await figures()).toMatchObject({
      ...{ waiting: 0, delayed: 2, workers: 0, oldest_wait_ms: 10_000, eta_seconds: null },
    });
    await beat({ queues: others });
    expect(await celery()).toMatchObject({
      status: 'degraded',
      message: 'jobs wait in strategy, and no worker takes them',
    });
    await beat({ queues: [...others, 'strategy'] });
    expect(await celery()).toMatchObject({ status: 'healthy' });

    const history = api.app.get<RunHistory>(RUN_HISTORY);
    await enqueue('for a second', { job: 'strategy_validation', queue: 'strategy' });
    await history.open('for a second', 'w', Date.now() - 1_000);
    const ending = { status: 'completed', outcome: 'ok', error: null, summary: null } as const;
    await history.finish('for a second', 1, { ...ending, finishedAt: Date.now() });
    expect(await figures()).toMatchObject({ workers: 1, eta_seconds: 2 });
  });

  it('is still unwell or not by what waits while the record of what is due does not answer', async () => {
    const facts = { hostname: 'h', pid: 1, version: '1', startedAt: 1, memoryMb: 1, cpuPercent: 1 };
    await api.app
      .get(Heartbeats)
      .beat('worker', 'w', Date.now(), { ...facts, queues: ['default', 'analytics', 'strategy'] });
    jest.spyOn(api.app.get(TaskArchive), 'paceByQueue').mockReturnValue(new Promise(() => undefined));
    expect((await call('GET', '/health')).body.components.celery).toMatchObject({
      message: 'jobs wait in daily, and no worker takes them',
    });
  });

  it('says when it will be done as soon as a worker has run a task of it and is there', async () => {
    const history = api.app.get<RunHistory>(RUN_HISTORY);
    const facts = { hostname: 'h', pid: 1, version: '1', startedAt: 1, memoryMb: 1, cpuPercent: 1 };
    const etaOf = async () => {
      const { queues } = (await call('GET', '/queues')).body;
      return queues.find(({ name }: { name: string }) => name === 'daily').eta_seconds as number | null;
    };
    await api.app.get(Heartbeats).beat('worker', 'w', Date.now(), { ...facts, queues: ['daily'] });
    expect(await etaOf()).toBeNull();
    await enqueue('ran', { job: 'historical_prices', queue: 'daily', payload: { symbols: ['RAN'] } });
    expect(await history.open('ran', 'w', Date.now() - 1_000)).toMatchObject({ fence: 1 });
    const ending = { status: 'completed', outcome: 'ok', error: null, summary: null } as const;
    await history.finish('ran', 1, { ...ending, finishedAt: Date.now() });
    expect(await etaOf()).toBeGreaterThan(0);
  });
});

describe('replays of a filter', () => {
  it('are counted first, then queued as new tasks, and go on where the same call is made again', async () => {
    for (const id of ['four', 'five']) await enqueue(id, { payload: { batch: 'nightly' } });
    await enqueue('six', { payload: { batch: 'nightly' } });
    await fail('four', 'away');
    await fail('five', 'away');
    const wanted = { q: 'nightly', error_code: 'DATA_MISSING' };
    const counted = await call('POST', '/tasks/replay', { ...wanted, dry_run: true });
    expect(counted).toEqual({ status: 202, body: { dry_run: true, matched: 2, queued: 0, items: [] } });
    const some = (await call('POST', '/tasks/replay', { ...wanted, limit: 1 })).body;
    expect(some).toMatchObject({ matched: 2, queued: 1, items: [{ replay_of: 'five', job: 'cleanup' }] });
    const rest = (await call('POST', '/tasks/replay', wanted)).body;
    expect(rest).toMatchObject({ matched: 1, queued: 1, items: [{ replay_of: 'four' }] });
    expect((await call('GET', `/tasks/${rest.items[0].task_id}`)).body).toMatchObject({
      ...{ status: 'pending', replay_of: 'four', payload: { batch: 'nightly' } },
    });
    expect((await call('POST', '/tasks/replay', wanted)).body).toMatchObject({ matched: 0, queued: 0 });
  });

  it('refuse a filter that there is not, with every fault', async () => {
    const { status, body } = await call('POST', '/tasks/replay', {
      status: 'running',
      limit: 0,
      whatever: 1,
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      '/limit',
      '/status',
      '/whatever',
    ]);
  });
});

describe('a replay that is asked for twice at once', () => {
  it('is one; the second is told which, and may ask again when that has ended', async () => {
    await enqueue('twice', { job: 'historical_prices', queue: 'daily', payload: { symbols: ['X'] } });
    await enqueue('twice-light', { job: 'health_check' });
    expect((await call('GET', '/tasks/twice-light')).body.status).toBe('pending');
    for (const old of ['twice', 'twice-light']) {
      await fail(old, 'away');
      const both = await Promise.all([1, 2].map(() => call('POST', `/tasks/${old}/replay`)));
      const [queued, refused] = both.sort((a, b) => a.status - b.status);
      expect([queued.status, refused.status]).toEqual([202, 409]);
      expect(refused.body).toMatchObject({ code: 'TASK_REPLAYED', replayed_by: queued.body.task_id });
    }
    const first = (await call('POST', '/tasks/twice/replay')).body.replayed_by as string;
    await fail(first, 'away again');
    const next = await call('POST', '/tasks/twice/replay');
    expect(next.status).toBe(202);
    await fail(next.body.task_id, 'away again');
    expect(idsOf(await call('GET', '/tasks?replay_of=twice'))).toEqual([next.body.task_id, first]);
  });

  it('may be asked for also where an earlier one was deleted', async () => {
    const [last, first] = idsOf(await call('GET', '/tasks?replay_of=twice'));
    await fetch(`${api.base}${ADMIN}/tasks/${first}`, { method: 'DELETE' });
    expect(idsOf(await call('GET', '/tasks?replay_of=twice'))).toEqual([last]);
    expect((await call('POST', '/tasks/twice/replay')).status).toBe(202);
  });
});

describe('a tag', () => {
  it('finds the backtests that carry it', async () => {
    const payload = {
      strategy: { name: 'S' },
      request: { symbols: ['A'], timeframe: '1d', tags: ['night'] },
    };
    await enqueue('tagged', { job: 'backtest_run', queue: 'backtest', payload });
    expect(idsOf(await call('GET', '/tasks?tag=night'))).toEqual(['tagged']);
    expect(idsOf(await call('GET', '/tasks?tag=night&q=A'))).toEqual(['tagged']);
    expect(idsOf(await call('GET', '/tasks?tag=nigh'))).toEqual([]);
  });
});

describe('a word that only an old task has', () => {
  it('is found behind a thousand newer ones, on the page and after a place', async () => {
    const task = { job: 'historical_prices', queue: 'daily', slot: null, submitter: 'test' } as const;
    const tasks = Array.from({ length: 1_001 }, (_, k) => ({
      ...task,
      ...{ id: `many-${k}`, payload: { symbols: [k < 2 ? 'SELDOM' : 'OFTEN'] }, createdAt: Date.now() + k },
    }));
    await api.app.get(JobProducer).enqueueAll(tasks);
    expect(idsOf(await call('GET', '/tasks?q=seld'))).toEqual(['many-1', 'many-0']);
    const first = await call('GET', '/tasks?q=seld&limit=1');
    expect(idsOf(first)).toEqual(['many-1']);
    const next = await call('GET', `/tasks?q=seld&limit=1&cursor=${first.body.next_cursor}`);
    expect(idsOf(next)).toEqual(['many-0']);
    expect(idsOf(await call('GET', '/tasks?q=often&limit=2'))).toEqual(['many-1000', 'many-999']);
  });
});

describe('a Redis that forgot everything', () => {
  it('takes nothing from the history of tasks, their runs or their failures', async () => {
    const paths = ['/tasks?limit=200', '/tasks/three', '/tasks/failures'];
    const read = () => Promise.all(paths.map((path) => call('GET', path)));
    const before = await read();
    expect(await askRedis(api.redis.url, 'FLUSHALL')).toBe('+OK');
    expect(await read()).toEqual(before);
    expect(before[0].body.items.length).toBeGreaterThan(5);
  });
});
