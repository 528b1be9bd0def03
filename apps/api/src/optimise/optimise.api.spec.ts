import { BarRepository, createBarColumns, InstrumentRepository, OptimisationRepository } from '#database';
import type { StoredOptimisation } from '#database';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskEnding, type TaskStore } from '#jobs';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const DAY = 86_400_000;
const FIRST = Date.parse('2020-01-01');
const BARS = 300;

const rule = (direction: string): string => `cross_${direction}(sma(close, fast), sma(close, slow))`;
const strategy = {
  version: 1,
  name: 'SMA cross',
  symbols: ['TEST'],
  params: { fast: 10, slow: { value: 20, min: 5, max: 60 } },
  rules: { long: { enter: rule('up'), exit: rule('down') } },
};
const body = {
  strategy,
  timeframe: '1d',
  params: { fast: { min: 5, max: 15, step: 5 }, slow: [10, 20] },
  constraints: ['fast < slow'],
};

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  const instrument = { symbol: 'TEST', name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await api.app.get(InstrumentRepository).save(instrument);
  const bars = createBarColumns(BARS);
  for (let row = 0; row < BARS; row++) {
    bars.openTime[row] = FIRST + row * DAY;
    bars.open[row] = bars.close[row] = 100 + row;
    bars.high[row] = 101 + row;
    bars.low[row] = 99 + row;
    bars.volume[row] = 1_000;
  }
  const origin = { provider: 'test', runId: 'test' };
  await api.app.get(BarRepository).upsertBars({ symbol: 'TEST', timeframe: '1d', bars, ...origin });
});

afterAll(() => api.stop());

async function submit(changes: object = {}, headers: Record<string, string> = {}) {
  const answer = await api.post('/api/v1/optimise/run', { ...body, ...changes }, headers);
  return { status: answer.status, body: await answer.json() };
}

async function read(path: string) {
  const answer = await api.get(`/api/v1/optimise/${path}`);
  return { status: answer.status, body: await answer.json() };
}

async function faultsOf(changes: object): Promise<[path: string, code: string][]> {
  const answer = await submit(changes);
  expect(answer).toMatchObject({ status: 422, body: { code: 'STRATEGY_INVALID' } });
  const { errors } = answer.body as { errors: { path: string; code: string }[] };
  return errors.map(({ path, code }) => [path, code]);
}

const stored: StoredOptimisation = {
  strategy,
  request: { startDate: null, costs: { borrowRate: 0 } },
  plan: {
    ...{ method: 'walk_forward', objective: 'sharpe_ratio', constraints: [], maxTrials: 10, seed: 0 },
    axes: [{ name: 'fast', values: [5, 10] }],
    walkForward: { folds: 1, mode: 'rolling', trainShare: 0.75, purgeBars: 2 },
  },
  fixed: { slow: 20 },
  ...{ engineVersion: '1', strategyHash: 'shape', dataDigest: 'd', startedAt: FIRST, finishedAt: FIRST + 9 },
  ...{ durationMs: 9, trialsPlanned: 2, trialsDone: 2, trialsRefused: 1, objective: 'sharpe_ratio' },
  ...{ bestObjective: 1.5, deflatedSharpe: 0.9, overfitting: 0.1 },
  findings: {
    params: { fast: 10 },
    objective: 1.5,
    stability: { count: 1, mean: 1, worst: 1, kept: 0.7, verdict: 'plateau' },
    heatMaps: [{ x: { name: 'a', values: [1] }, y: { name: 'b', values: [2] }, best: [[1]], mean: [[null]] }],
    evidence: { trials: 1, expectedMaximum: 0.1 },
    overfitting: { probability: 0.1, lossProbability: 0.2 },
  },
  bestMetrics: { start: FIRST, sharpe_ratio: 1.5, cost_spread: 2 },
  walkForward: {
    folds: [
      {
        fold: 0,
        train: { from: 0, to: 8, start: FIRST, end: FIRST + DAY },
        test: { from: 10, to: 12, start: FIRST, end: FIRST + DAY },
        params: { fast: 10 },
        testReturnPct: 3,
      },
    ],
    returnPct: 3,
    probabilisticSharpe: null,
  },
  trials: {
    length: 2,
    columns: {
      cell: Float64Array.of(0, 1),
      fold: Int32Array.of(0, 0),
      refused: Uint8Array.of(1, 0),
      'params.fast': Float64Array.of(5, 10),
      ...Object.fromEntries(
        [
          'objective',
          'return_pct',
          'sharpe_ratio',
          'max_drawdown_pct',
          'trades',
          'win_rate_pct',
          'profit_factor',
          'period_sharpe',
        ].map((name) => [name, Float64Array.of(Number.NaN, 1.5)]),
      ),
    },
  },
  equity: {
    length: 2,
    columns: { time: Float64Array.of(FIRST, FIRST + DAY), equity: Float64Array.of(100, 103) },
  },
  partial: false,
};

/** What a worker does with a task, without one. */
async function complete(taskId: string): Promise<void> {
  const history = api.app.get<RunHistory>(RUN_HISTORY);
  const store = api.app.get<TaskStore>(TASK_STORE);
  const opened = await history.open(taskId, 'w1', Date.now());
  if (opened.state !== 'opened') throw new Error(opened.state);
  await store.open(taskId, { fence: opened.fence, attempt: 1, worker: 'w1', startedAt: Date.now() });
  const ending: TaskEnding = {
    status: 'completed',
    outcome: 'ok',
    error: null,
    summary: { trials_planned: 2 },
    finishedAt: Date.now(),
  };
  await api.app.get(OptimisationRepository).save(taskId, opened.fence, stored, ending);
  await store.append(taskId, opened.fence, { event: 'completed', ending });
}

describe('submitting an optimisation', () => {
  it('answers 202 with the number of trials and the addresses to follow', async () => {
    const { status, body: started } = await submit();
    expect(status).toBe(202);
    expect(started).toMatchObject({
      status: 'started',
      trials: 4,
      websocket_url: `/ws/backtest/${started.task_id}`,
      links: { result: `/api/v1/optimise/result/${started.task_id}` },
    });
    const task = await api.app.get<RunHistory>(RUN_HISTORY).find(started.task_id as string);
    expect(task).toMatchObject({
      job: 'optimise_run',
      payload: {
        plan: {
          method: 'grid',
          objective: 'sharpe_ratio',
          axes: [{ name: 'fast', values: [5, 10, 15] }, {}],
        },
        request: { timeframe: '1d', initialCapital: 100_000 },
        fixed: {},
        trials: 4,
      },
    });
  });

  it('counts the trials of every fold', async () => {
    const walk_forward = { folds: 3, purge_bars: 2 };
    expect((await submit({ method: 'walk_forward', walk_forward })).body.trials).toBe(12);
  });

  it('gives the same task for the same Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'sweep-1' };
    const first = await submit({}, headers);
    expect((await submit({}, headers)).body.task_id).toBe(first.body.task_id);
    expect((await submit({ max_trials: 99 }, headers)).status).toBe(409);
  });

  it('tells all faults of run, ranges, constraints and method at once', async () => {
    const faults = await faultsOf({
      timeframe: '2d',
      start_date: 'soon',
      params: { fast: { min: 5, max: 1, step: 1, stride: 2 }, slow: [1, 1, 'x'], other: 'y' },
      objective: 'sharp_ratio',
      method: 'grid',
      walk_forward: { folds: 0 },
      colour: 'red',
    });
    expect(faults).toEqual(
      expect.arrayContaining([
        ['/timeframe', 'E_SCHEMA'],
        ['/start_date', 'E_SCHEMA'],
        ['/params/fast/stride', 'E_UNKNOWN_KEY'],
        ['/params/fast', 'E_CONFLICT'],
        ['/params/slow/1', 'E_CONFLICT'],
        ['/params/slow/2', 'E_TYPE'],
        ['/params/other', 'E_TYPE'],
        ['/objective', 'E_SCHEMA'],
        ['/walk_forward', 'E_CONFLICT'],
        ['/walk_forward/folds', 'E_RANGE'],
        ['/colour', 'E_UNKNOWN_KEY'],
      ]),
    );
    expect(new Set(faults.map(String)).size).toBe(faults.length);
  });

  it.each([
    ['no range', { params: { fast: 3 }, constraints: [] }, '/params', 'E_SCHEMA'],
    [
      'an unknown parameter',
      { params: { speed: [1, 2] }, constraints: [] },
      '/params/speed',
      'E_UNKNOWN_NAME',
    ],
    [
      'values outside of the limits',
      { params: { slow: [10, 99] }, constraints: [] },
      '/params/slow',
      'E_RANGE',
    ],
    ['a constraint that reads bars', { constraints: ['fast < close'] }, '/constraints/0', 'E_CONST_REQUIRED'],
    ['a constraint that is none', { constraints: ['fast < slow', 'fast <'] }, '/constraints/1', 'E_PARSE'],
    ['constraints that nothing fulfils', { constraints: ['fast > 99'] }, '/constraints', 'E_CONFLICT'],
    ['more trials than allowed', { max_trials: 3 }, '/max_trials', 'E_BUDGET'],
    [
      'more folds than bars',
      { method: 'walk_forward', walk_forward: { folds: 100, purge_bars: 100 } },
      '/walk_forward',
      'E_DATA',
    ],
    ['a step of nothing', { params: { fast: { min: 1, max: 2, step: 0 } } }, '/params/fast/step', 'E_RANGE'],
    ['too many values', { params: { fast: { min: 1, max: 9e9, step: 1 } } }, '/params/fast', 'E_BUDGET'],
  ])('refuses %s', async (_what, changes, path, code) => {
    expect(await faultsOf(changes)).toContainEqual([path, code]);
  });
});

describe('an optimisation that was queued', () => {
  it('has a status, and no result yet', async () => {
    const { task_id: id } = (await submit()).body as { task_id: string };
    expect(await read(`status/${id}`)).toMatchObject({
      status: 200,
      body: { task_id: id, job: 'optimise_run', status: 'pending' },
    });
    expect(await read(`result/${id}`)).toMatchObject({ status: 409, body: { code: 'TASK_NOT_FINISHED' } });
    const active = (await read('active')).body as { tasks: { task_id: string; job: string }[] };
    expect(active.tasks.map((task) => task.task_id)).toContain(id);
    expect(active.tasks.every((task) => task.job === 'optimise_run')).toBe(true);
  });

  it('needs its symbol until it has ended', async () => {
    const { task_id: id } = (await submit()).body as { task_id: string };
    const refused = await fetch(`${api.base}/api/v1/market-data/symbols/TEST`, { method: 'DELETE' });
    expect(refused.status).toBe(409);
    expect(JSON.stringify(await refused.json())).toContain(id);
  });

  it('tells the best so far while it runs', async () => {
    const { task_id: id } = (await submit()).body as { task_id: string };
    const store = api.app.get<TaskStore>(TASK_STORE);
    await store.open(id, { fence: 1, attempt: 1, worker: 'w1', startedAt: Date.now() });
    const numbers = { percent: 50, barsDone: 600, barsTotal: 1_200, barsPerSecond: null, etaSeconds: null };
    const best = { params: { fast: 5 }, objective: 0.7 };
    const progress = { ...numbers, message: 'Trial 2/4', stage: 'simulating', best };
    await store.append(id, 1, { event: 'progress', progress });
    expect((await read(`status/${id}`)).body).toMatchObject({
      status: 'running',
      message: 'Trial 2/4',
      best,
    });
  });

  it('can be cancelled', async () => {
    const { task_id: id } = (await submit()).body as { task_id: string };
    const answer = await api.post(`/api/v1/optimise/cancel/${id}`, {});
    expect(await answer.json()).toMatchObject({ task_id: id, status: 'cancelled' });
    expect(await read(`result/${id}`)).toMatchObject({ status: 409, body: { code: 'TASK_FAILED' } });
  });

  it.each(['status', 'result'])('is unknown here when it is another job: %s', async (part) => {
    const backtest = await api.post('/api/v1/backtest/run', { strategy, timeframe: '1d' });
    const { task_id: id } = (await backtest.json()) as { task_id: string };
    expect(await read(`${part}/${id}`)).toMatchObject({ status: 404, body: { code: 'TASK_NOT_FOUND' } });
  });
});

describe('the result of an optimisation', () => {
  let id: string;

  beforeAll(async () => {
    id = ((await submit()).body as { task_id: string }).task_id;
    await complete(id);
  });

  it('is told to those who follow it, with its own addresses', async () => {
    const events = await (await api.get(`/api/v1/backtest/events/${id}`)).text();
    expect(events).toContain(`"result":"/api/v1/optimise/result/${id}"`);
  });

  it('has the best trial, its surroundings and the odds', async () => {
    const { status, body: result } = await read(`result/${id}`);
    expect(status).toBe(200);
    expect(result).toMatchObject({
      ...{ task_id: id, status: 'completed', method: 'walk_forward', shape_hash: 'shape', trials_refused: 1 },
      search: { params: { fast: [5, 10] }, fixed_params: { slow: 20 }, walk_forward: { train_share: 0.75 } },
      request: { start_date: null, costs: { borrow_rate: 0 } },
      best: { params: { fast: 10 }, metrics: { start: '2020-01-01T00:00:00.000Z', costs: { spread: 2 } } },
      stability: { verdict: 'plateau' },
      evidence: { expected_maximum: 0.1 },
      overfitting: { loss_probability: 0.2 },
      heat_maps: [{ x: 'a', x_values: [1], y: 'b', y_values: [2], best: [[1]], mean: [[null]] }],
      walk_forward: {
        return_pct: 3,
        folds: [{ train: { from_bar: 0, to_bar: 8, start: '2020-01-01T00:00:00.000Z' }, test_return_pct: 3 }],
        equity_curve: { equity: [100, 103] },
      },
      top_trials: [{ index: 1, params: { fast: 10 }, objective: 1.5, refused: false }],
    });
  });

  it('lists its trials as JSON and as CSV', async () => {
    const page = (await read(`result/${id}/trials?limit=1`)).body;
    expect(page).toMatchObject({
      total: 2,
      items: [{ index: 0, params: { fast: 5 }, objective: null, refused: true, fold: 0 }],
    });
    expect(page.items[0]).not.toHaveProperty('period_sharpe');
    const next = (await read(`result/${id}/trials?cursor=${page.next_cursor}`)).body;
    expect(next.items).toHaveLength(1);
    const csv = await (await api.get(`/api/v1/optimise/result/${id}/trials?format=csv`)).text();
    const [head, first] = csv.split(/\r?\n/);
    expect(head).toMatch(/^index,params\.fast,fold,objective,/);
    expect(first).toMatch(/^0,5,0,,/);
  });
});
