import { SlotRepository } from '#database';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskEnding, type TaskStore } from '#jobs';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';
import { toMarketState } from './scheduler-status.service.js';
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
      params: [
        {
          name: 'timeframe',
          kind: 'choice',
          choices: ['1d', '1m', '5m', '15m', '30m', '1h'],
          required: false,
        },
        { name: 'symbols', kind: 'texts', choices: [], required: false },
        { name: 'start', kind: 'day', choices: [], required: false },
      ],
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
    [
      { job_name: 'backfill', params: {} },
      ['/params/dataset', '/params/end', '/params/start', '/params/symbols'],
    ],
    [{ job_name: 5 }, ['/job_name']],
    [{}, ['/job_name']],
    [{ job_name: 'historical_prices', params: { start: '2020-02-31' } }, ['/params/start']],
  ])('names every fault of %j', async (body, paths) => {
    const answer = await ask(`${root}/tasks/trigger`, body);
    expect([answer.status, answer.body.code]).toEqual([422, 'BODY_INVALID']);
    const found = new Set((answer.body.errors as { path: string }[]).map(({ path }) => path));
    expect([...found].sort()).toEqual(paths);
  });

  it('says how scheduler, queues and market stand', async () => {
    const { body } = await ask(`${root}/status`);
    expect(body).toMatchObject({
      ...{ status: 'stopped', timezone: 'America/New_York', workers: 0, redis: 'healthy' },
      queues: { daily: { waiting: expect.any(Number), paused: false } },
    });
    expect(Object.keys(body.market as object).sort()).toEqual([
      ...['hours', 'is_open', 'next_close', 'next_open', 'phase', 'session'],
    ]);
    expect((await ask(`${root}/health`)).body).toMatchObject({ overall_status: 'degraded' });
    expect((await ask(`${root}/workers`)).body).toEqual({ count: 0, workers: [] });
  });

  it('lists what runs by itself', async () => {
    const { body } = await ask(`${root}/tasks/scheduled`);
    expect(body.jobs).toContainEqual({
      ...{
        job: 'historical_prices',
        cron: '30 17 * * *',
        time_zone: 'America/New_York',
        is_default: true,
        description: 'At 17:30',
      },
      ...{ queue: 'daily', market_hours_only: false, paused: false },
      ...{ next_run: expect.stringMatching(/T2[12]:30:00.000Z$/), last_run: null, last_status: null },
      ...{ last_outcome: null, last_task_id: null },
    });
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

describe('/api/v1/schedules', () => {
  const root = '/api/v1/schedules';
  const previewed = async (query: string) => (await ask(`${root}/preview?${query}`)).body;

  it('previews each slot, over a change of clocks', async () => {
    const window = 'from=2026-10-31T00:00:00Z&to=2026-11-03T00:00:00Z';
    const preview = await previewed(`${window}&job=historical_prices`);
    expect(preview).toEqual({
      ...{ from: '2026-10-31T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z', count: 3 },
      slots: ['2026-10-31T21:30', '2026-11-01T22:30', '2026-11-02T22:30'].map((slot) => ({
        ...{ job: 'historical_prices', slot: `${slot}:00.000Z`, fires: true, reason: null, detail: null },
      })),
    });
    const all = await previewed('from=2026-11-02T22:00:00Z&to=2026-11-02T23:00:00Z');
    expect((all.slots as Json[]).map(({ job }) => job)).toContain('cleanup');
    // 60 of stock_quotes, 12 each of options_chain and cleanup, 2 of news, historical_prices.
    expect(all.count).toBe(87);
  });

  it('pauses and resumes a job, and says so everywhere', async () => {
    const stand = async () => {
      const jobs = (await ask(root)).body.jobs as Json[];
      const { paused, next_run } = jobs.find(({ job }) => job === 'historical_prices')!;
      const { slots } = await previewed(
        'from=2041-11-02T00:00:00Z&to=2041-11-03T00:00:00Z&job=historical_prices',
      );
      return { paused, isPlanned: next_run !== null, reason: (slots as Json[])[0].reason };
    };
    expect(await ask(`${root}/historical_prices/pause`, {})).toMatchObject({
      status: 200,
      body: { paused: true },
    });
    expect(await stand()).toEqual({ paused: true, isPlanned: false, reason: 'paused' });
    expect((await ask(`${root}/historical_prices/resume`, {})).body).toEqual({
      job: 'historical_prices',
      paused: false,
    });
    expect(await stand()).toEqual({ paused: false, isPlanned: true, reason: null });
  });

  const slotsOf = async (query: string) => (await previewed(query)).slots as Json[];

  it('says why slots are left out: holiday, short day, clock change', async () => {
    const reasons = (slots: Json[]) => [
      ...new Set(
        slots
          .filter(({ fires }) => !fires)
          .map(({ reason, detail }) => `${String(reason)}: ${String(detail)}`),
      ),
    ];
    const quotes = (from: string, to: string) => slotsOf(`from=${from}&to=${to}&job=stock_quotes`);
    expect(reasons(await quotes('2026-11-26T14:00:00Z', '2026-11-26T16:00:00Z'))).toEqual([
      'holiday: Thanksgiving Day',
    ]);
    expect(reasons(await quotes('2026-11-27T17:55:00Z', '2026-11-27T18:05:00Z'))).toEqual([
      'early_close: Day after Thanksgiving',
    ]);
  });

  it('runs a job at other times from now on, keeps account of it, and goes back', async () => {
    const path = `${root}/company_info`;
    const change = async (body: object) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(api.base + path, { method: 'PUT', headers, body: JSON.stringify(body) });
      return { status: answer.status, body: (await answer.json()) as Json };
    };
    const listed = async () =>
      ((await ask(root)).body.jobs as Json[]).find(({ job }) => job === 'company_info')!;
    const times = { cron: '15 6 * * 1', time_zone: 'Europe/Berlin' };
    const dry = await change({ ...times, dry_run: true });
    expect(dry.body).toMatchObject({ ...times, applied: false, is_default: false, paused: false });
    expect((dry.body.next_runs as string[]).length).toBe(10);
    expect(await listed()).toMatchObject({ cron: '0 22 * * 0', is_default: true });
    expect((await change(times)).body).toMatchObject({
      ...{ ...times, applied: true, description: 'At 06:15, only on Monday' },
    });
    expect(await listed()).toMatchObject({
      ...times,
      is_default: false,
      next_run: (dry.body.next_runs as string[])[0],
    });
    await ask(`${path}/pause`, {});
    expect(await listed()).toMatchObject({ ...times, paused: true });
    expect((await ask(`${path}/reset`, {})).body).toMatchObject({ cron: '0 22 * * 0', paused: true });
    await ask(`${path}/resume`, {});
    expect((await ask(`${path}/changes`)).body).toMatchObject({
      changes: [
        { paused: false, cron: null },
        { paused: true, cron: null },
        { paused: true, ...times },
        { paused: false, ...times, changed_by: '127.0.0.1' },
      ],
    });
    expect(await change({ cron: '61 * * * *', time_zone: 'Mars' })).toMatchObject({
      ...{ status: 422, body: { code: 'BODY_INVALID', errors: [{ path: '/cron' }, { path: '/time_zone' }] } },
    });
  });

  it('starts a job with params, and says what is wrong with a body', async () => {
    const params = { symbols: ['AAPL'], start: '2020-01-02' };
    const started = await ask(`${root}/historical_prices/trigger`, { params });
    expect(started.status).toBe(202);
    const task = await ask(`/api/v1/admin/tasks/${String(started.body.task_id)}`);
    expect(task.body.payload).toEqual(params);
    const bad = { params: { symbols: 'AAPL' }, symbols: ['MSFT'] };
    expect(await ask(`${root}/historical_prices/trigger`, bad)).toMatchObject({
      ...{ status: 422, body: { code: 'BODY_INVALID', errors: [{ path: '/symbols' }] } },
    });
    expect((await fetch(`${api.base}${root}/earnings/trigger`, { method: 'POST' })).status).toBe(202);
  });

  it('tells what became of the slots of a job, and of runs by hand', async () => {
    const started = await ask(`${root}/earnings/trigger`, {});
    expect(started).toMatchObject({ status: 202, body: { job_name: 'earnings', queue: 'periodic' } });
    const slots = api.app.get(SlotRepository);
    const slot = Date.parse('2026-11-26T14:30:00Z');
    await slots.addSkipped('earnings', [{ slot, reason: 'misfire', detail: 'why' }]);
    const runs = (await ask(`${root}/earnings/runs`)).body.runs as Json[];
    expect(runs).toContainEqual(
      expect.objectContaining({ task_id: started.body.task_id, slot: null, status: 'pending', reason: null }),
    );
    expect(runs).toContainEqual(
      expect.objectContaining({
        ...{ task_id: null, slot: '2026-11-26T14:30:00.000Z', status: 'skipped' },
        ...{ reason: 'misfire', detail: 'why' },
      }),
    );
    const page = (await ask(`${root}/earnings/runs?limit=1`)).body;
    expect((page.runs as Json[]).length).toBe(1);
    const rest = (await ask(`${root}/earnings/runs?cursor=${String(page.next_cursor)}`)).body;
    expect([...(page.runs as Json[]), ...(rest.runs as Json[])]).toEqual(runs);
  });

  it.each([
    ['from=2026-11-02&to=soon', 400],
    ['from=2026-11-02', 400],
    ['from=2026-11-02&to=2026-11-01', 400],
    ['from=2026-01-01&to=2026-12-31', 400],
    ['from=2026-01-01&to=2026-01-02&job=health_check', 404],
  ])('refuses a preview of %s', async (query, status) => {
    const answer = await ask(`${root}/preview?${query}`);
    expect(answer.status).toBe(status);
    if (status === 400)
      expect(answer.body.errors).toContainEqual(expect.objectContaining({ path: expect.any(String) }));
  });

  it('does not pause what has no schedule', async () => {
    expect((await ask(`${root}/health_check/pause`, {})).body).toMatchObject({
      ...{ code: 'JOB_NOT_FOUND', available: expect.arrayContaining(['cleanup']) },
    });
  });
});

test.each([
  ['2026-11-27T17:59:00Z', true, { date: '2026-11-27', early_close: true }, '2026-11-27T18:00:00.000Z'],
  ['2026-11-26T15:00:00Z', false, null, '2026-11-27T18:00:00.000Z'],
])('at %s the market is open: %j', (now, isOpen, session, nextClose) => {
  const state = toMarketState(Date.parse(now));
  expect(state).toMatchObject({ is_open: isOpen, session, next_close: nextClose });
});
