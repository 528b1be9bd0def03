import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskEnding, type TaskStore } from '#jobs';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';
import { toCeleryState } from './scheduler-views.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

type Json = Record<string, unknown>;

async function ask(
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Json }> {
  const answer = await (body ? api.post(path, body, headers) : api.get(path));
  return { status: answer.status, body: (await answer.json()) as Json };
}

/** What a worker does with a task, without one. */
async function finish(taskId: string, summary: Json): Promise<void> {
  const history = api.app.get<RunHistory>(RUN_HISTORY);
  const store = api.app.get<TaskStore>(TASK_STORE);
  const opened = await history.open(taskId, 'w1', Date.now());
  if (opened.state !== 'opened') throw new Error(opened.state);
  await store.open(taskId, { fence: opened.fence, attempt: 1, worker: 'w1', startedAt: Date.now() });
  const ending: TaskEnding = {
    status: 'completed',
    outcome: 'partial',
    error: null,
    summary,
    finishedAt: Date.now(),
  };
  await history.finish(taskId, opened.fence, ending);
  await store.append(taskId, opened.fence, { event: 'completed', ending });
}

describe.each(['celery', 'queue'])('/api/scheduler/%s', (name) => {
  const root = `/api/scheduler/${name}`;

  it('lists the jobs that can be started by hand', async () => {
    const { body } = await ask(`${root}/jobs/available`);
    const jobs = body.jobs as Json[];
    expect(jobs).toContainEqual({
      ...{ name: 'historical_prices', summary: expect.any(String), queue: 'daily', market_hours_only: false },
      ...{ cron: '30 17 * * *', time_zone: 'America/New_York' },
    });
    expect([body.count, jobs.some((job) => job.name === 'backtest_run')]).toEqual([jobs.length, false]);
  });

  it('starts a job and tells how it goes and what came of it', async () => {
    const started = await ask(`${root}/tasks/trigger`, {
      job_name: 'historical_prices',
      params: { symbols: ['AAPL'] },
    });
    expect(started).toMatchObject({
      status: 202,
      body: { job_name: 'historical_prices', queue: 'daily', status: 'pending' },
    });
    const taskId = String(started.body.task_id);
    const path = `${root}/tasks/${taskId}/status`;
    expect((await ask(path)).body).toMatchObject({
      ...{ job: 'historical_prices', status: 'pending', celery_state: 'PENDING', result: null },
    });
    const summary = { inserted: 3, by_symbol: { AAPL: { inserted: 3 } } };
    await finish(taskId, summary);
    expect((await ask(path)).body).toMatchObject({
      ...{ status: 'completed', outcome: 'partial', celery_state: 'SUCCESS', result: summary },
    });
  });

  it('starts one task for one Idempotency-Key', async () => {
    const start = () =>
      ask(`${root}/tasks/trigger`, { job_name: 'health_check' }, { 'idempotency-key': `k-${name}` });
    expect((await start()).body.task_id).toBe((await start()).body.task_id);
  });

  it.each(['nothing', 'backtest_run'])(
    'does not start %s, and names the jobs that it starts',
    async (job) => {
      const { status, body } = await ask(`${root}/tasks/trigger`, { job_name: job });
      expect([status, body.code]).toEqual([404, 'JOB_NOT_FOUND']);
      expect(body.available).toEqual(expect.arrayContaining(['historical_prices', 'health_check']));
    },
  );

  it.each([
    [
      { job_name: 'historical_prices', params: { symbols: ['lower'], since: 1 } },
      ['/params/since', '/params/symbols'],
    ],
    [{ job_name: 5 }, ['/job_name']],
    [{}, ['/job_name']],
    [{ job_name: 'historical_prices', params: { start: 'soon' } }, ['/params/start']],
  ])('names every fault of %j', async (body, paths) => {
    const answer = await ask(`${root}/tasks/trigger`, body);
    expect([answer.status, answer.body.code]).toEqual([422, 'BODY_INVALID']);
    const found = new Set((answer.body.errors as { path: string }[]).map(({ path }) => path));
    expect([...found].sort()).toEqual(paths);
  });

  it('does not know a task that never was', async () => {
    expect((await ask(`${root}/tasks/none/status`)).body.code).toBe('TASK_NOT_FOUND');
  });
});

test.each([
  ['pending', 0, 'PENDING'],
  ['pending', 1, 'RETRY'],
  ['running', 1, 'STARTED'],
  ['failed', 1, 'FAILURE'],
  ['timeout', 1, 'FAILURE'],
  ['cancelled', 0, 'REVOKED'],
] as const)('%s in attempt %i is %s for old clients', (status, attempt, expected) => {
  expect(toCeleryState({ status, attempt })).toBe(expected);
});
