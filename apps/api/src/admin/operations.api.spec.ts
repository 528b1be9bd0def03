import { jest } from '@jest/globals';
import { JobProducer } from '#queue';
import { RUN_HISTORY, TASK_STORE, type NewTask, type RunHistory, type TaskStore } from '#jobs';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const ADMIN = '/api/v1/admin';
const DAY = 86_400_000;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ HISTORY_DAYS: '7' });
});

afterAll(() => api.stop());

async function enqueue(id: string): Promise<void> {
  const task: NewTask = {
    ...{ id, job: 'cleanup', queue: 'default', slot: null, payload: {}, submitter: 'test' },
    createdAt: Date.now(),
  };
  await api.app.get(JobProducer).enqueue(task);
}

async function finish(id: string, finishedAt = Date.now()): Promise<void> {
  const error = { code: 'TASK_CANCELLED', message: 'cancelled' } as const;
  const ending = { status: 'cancelled', outcome: null, error, summary: null, finishedAt } as const;
  await api.app.get<RunHistory>(RUN_HISTORY).finishPending(id, ending);
}

async function call(method: string, path: string) {
  const answer = await fetch(api.base + ADMIN + path, { method });
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
}

it('counts tasks of every job, queues and workers', async () => {
  await enqueue('counted');
  const { status, body } = await call('GET', '/statistics');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    tasks: { counts: { pending: 1 }, total: 1, queue_depth: 1 },
    jobs: { cleanup: { total: 1 }, backtest_run: { total: 0 } },
    queues: { default: { waiting: 1, paused: false } },
    workers: 0,
  });
  const { body: listed } = await call('GET', '/queues');
  expect(listed.count).toBe(listed.queues.length);
  expect(listed.queues).toContainEqual(expect.objectContaining({ name: 'default', waiting: 1 }));
});

it('forgets a task of any kind, everywhere, but not before it has ended', async () => {
  await enqueue('short');
  expect(await call('DELETE', '/tasks/short')).toMatchObject({
    status: 409,
    body: { code: 'TASK_NOT_FINISHED', task_status: 'pending' },
  });
  await finish('short');
  expect((await call('DELETE', '/tasks/short')).status).toBe(204);
  expect(await api.app.get<TaskStore>(TASK_STORE).find('short')).toBeUndefined();
  expect(await call('DELETE', '/tasks/short')).toMatchObject({
    status: 404,
    body: { code: 'TASK_NOT_FOUND' },
  });
});

it('cleans up what is older than the history goes', async () => {
  await enqueue('old');
  await finish('old', Date.now() - 8 * DAY);
  await enqueue('young');
  await finish('young', Date.now() - 6 * DAY);
  expect(await call('POST', '/cleanup')).toMatchObject({ status: 200, body: { removed: { tasks: 1 } } });
  expect((await call('POST', '/cleanup')).body.removed.tasks).toBe(0);
});

it('says how Redis is', async () => {
  const { status, body } = await call('GET', '/redis/info');
  expect(status).toBe(200);
  expect(body).toMatchObject({ memory: { policy: 'noeviction' }, others: [] });
  expect(body.version).toMatch(/^\d+\./);
  expect(body.keyspace.keys).toBeGreaterThan(0);
  expect(body.warnings).toEqual([expect.stringContaining('append-only persistence is off')]);
});

it('tells Prometheus of how many symbols the newest is late, and of which, asking the store once a minute at most', async () => {
  const read = async () => (await api.get('/metrics')).text();
  expect(await read()).toContain('barkeep_stale_subjects{dataset="dividends"} 0');
  await api.post('/api/v1/market-data/symbols', { symbol: 'LATE', calendar: 'XNYS' });
  expect(await read()).not.toContain('barkeep_stale_subjects{dataset="historical_prices"}');
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
  expect(await read()).toContain('barkeep_stale_subjects{dataset="historical_prices"} 1');
  expect(await read()).toContain('barkeep_stale_age_seconds{dataset="historical_prices",symbol="LATE"} +Inf');
  clock.mockRestore();
});

it('tells Prometheus how queues stand and how long requests took, by the pattern of their address', async () => {
  await call('GET', '/tasks/nothing-of-that-name');
  const text = await (await api.get('/metrics')).text();
  expect(text).toMatch(/barkeep_queue_jobs\{queue="default",state="waiting"\} \d+/);
  expect(text).toContain('barkeep_queue_workers{queue="daily"} 0');
  expect(text).toContain('route="/api/v1/admin/tasks/:task_id",status="404"');
  expect(text).not.toContain('nothing-of-that-name');
});
