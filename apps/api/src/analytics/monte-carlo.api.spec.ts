import { randomUUID } from 'node:crypto';
import {
  RUN_HISTORY,
  TASK_STORE,
  type NewTask,
  type RunHistory,
  type TaskEnding,
  type TaskStore,
} from '#jobs';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

let api: TestApi;
let history: RunHistory;

beforeAll(async () => {
  api = await startTestApi();
  history = api.app.get<RunHistory>(RUN_HISTORY);
});

afterAll(() => api.stop());

/** A backtest on record that has ended so, or waits. */
async function createBacktest(ending?: Partial<TaskEnding>, payload: object = {}): Promise<string> {
  const id = randomUUID();
  const task: NewTask = {
    ...{ id, job: 'backtest_run', queue: 'backtest', slot: null, payload, submitter: 't' },
    createdAt: Date.now(),
  };
  await history.create(task);
  const whole = {
    status: 'completed',
    outcome: 'ok',
    error: null,
    summary: {},
    finishedAt: Date.now(),
  } as const;
  if (ending) await history.finishPending(id, { ...whole, ...ending });
  return id;
}

async function submit(body: object) {
  const answer = await api.post('/api/v1/analytics/monte-carlo', body);
  return { status: answer.status, body: await answer.json() };
}

describe('a Monte Carlo task', () => {
  it('is queued for a finished backtest, and gives its result when it has one', async () => {
    const run_id = await createBacktest({});
    const { status, body } = await submit({ run_id, method: 'bootstrap', mean_block: 5 });
    expect(status).toBe(202);
    expect(await history.find(body.task_id as string)).toMatchObject({
      job: 'monte_carlo',
      payload: { run_id, method: 'bootstrap', paths: 1_000, mean_block: 5, seed: 0 },
    });
    const early = await api.get(body.links.result as string);
    expect(early.status).toBe(409);
    const summary = { run_id, method: 'bootstrap', paths: 1_000, return_pct: { p50: 3 } };
    await history.finishPending(body.task_id as string, {
      ...{ status: 'completed', outcome: 'ok', error: null, summary, finishedAt: Date.now() },
    });
    await api.app.get<TaskStore>(TASK_STORE).remove(body.task_id as string);
    const late = await (await api.get(body.links.result as string)).json();
    expect(late).toEqual({ task_id: body.task_id, status: 'completed', ...summary });
  });

  it('names every fault of its body', async () => {
    const { status, body } = await submit({ method: 'dice', paths: 5, colour: 'red' });
    expect(status).toBe(422);
    const paths = (body.errors as { path: string }[]).map((fault) => fault.path);
    expect(paths.sort()).toEqual(['/colour', '/method', '/paths', '/run_id']);
  });

  it.each([
    ['unknown', async () => randomUUID(), 404, 'TASK_NOT_FOUND'],
    ['unfinished', () => createBacktest(), 409, 'TASK_NOT_FINISHED'],
    ['failed', () => createBacktest({ status: 'failed', outcome: 'failed' }), 409, 'TASK_FAILED'],
  ])('needs a backtest with a result, not one that is %s', async (_how, create, status, code) => {
    expect(await submit({ run_id: await create() })).toMatchObject({ status, body: { code } });
  });

  it('is asked for under its own address only', async () => {
    const backtest = await createBacktest({});
    const answer = await api.get(`/api/v1/analytics/monte-carlo/${backtest}`);
    expect(answer.status).toBe(404);
  });
});

describe('an ablation', () => {
  it('is queued like a Monte Carlo task, and is another one', async () => {
    const run_id = await createBacktest({});
    const answer = await api.post('/api/v1/analytics/ablation', { run_id, measure: 'edge' });
    expect(answer.status).toBe(202);
    const { task_id: id } = await answer.json();
    expect(await history.find(id as string)).toMatchObject({
      job: 'ablation',
      payload: { run_id, measure: 'edge', resamples: 1_000, mean_block: 10, seed: 0 },
    });
    expect((await api.get(`/api/v1/analytics/ablation/${id}`)).status).toBe(409);
    expect((await api.get(`/api/v1/analytics/monte-carlo/${id}`)).status).toBe(404);
    const refused = await api.post('/api/v1/analytics/ablation', { measure: 'luck' });
    expect(refused.status).toBe(422);
  });

  it('is refused where the strategy has nothing to be taken away', async () => {
    const strategy = { version: 1, name: 's', symbols: ['A'], rules: { long: { enter: 'close > open' } } };
    const run_id = await createBacktest({}, { strategy });
    const answer = await api.post('/api/v1/analytics/ablation', { run_id });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'BODY_INVALID', errors: [{ path: '/run_id' }] });
  });
});
