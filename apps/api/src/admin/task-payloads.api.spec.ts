import { BarRepository, createBarColumns, InstrumentRepository } from '#database';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskStore, type TaskSummary } from '#jobs';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const DAY = 86_400_000;
const FIRST = Date.parse('2020-01-01');
const BARS = 200;
const TASKS = '/api/v1/admin/tasks';

const rule = (direction: string): string => `cross_${direction}(sma(close, fastLine), sma(close, slow))`;
/** With a parameter that is named like nothing else on the wire. */
const strategy = {
  ...{ version: 1, name: 'SMA cross', symbols: ['TEST'] },
  params: { fastLine: 10, slow: 20 },
  rules: { long: { enter: rule('up'), exit: rule('down') } },
};
const run = {
  ...{ strategy, timeframe: '1d', start_date: '2020-01-05', initial_capital: 5_000, tags: ['Own words'] },
  params: { fastLine: 5 },
  costs: { commission: { fixed: 1, tiers: [{ from: 0, per_share: 0.02 }] }, borrow_rate: 0.03 },
  execution: { preset: 'backtesting_py', exclusive_orders: true, warmup_bars: 30 },
};
const search = {
  ...run,
  params: { fastLine: { min: 5, max: 15, step: 5 }, slow: 20 },
  ...{ method: 'walk_forward', objective: 'return_pct', constraints: ['fastLine < slow'], max_trials: 50 },
  ...{ walk_forward: { folds: 2, train_share: 0.5, purge_bars: 1 }, seed: 7 },
};

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  const head = { symbol: 'TEST', name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await api.app.get(InstrumentRepository).save(head);
  const bars = createBarColumns(BARS);
  bars.openTime.forEach((_, row) => {
    bars.openTime[row] = FIRST + row * DAY;
    bars.open[row] = bars.high[row] = bars.low[row] = bars.close[row] = 100 + row;
  });
  const origin = { provider: 'test', runId: 'test' };
  await api.app.get(BarRepository).upsertBars({ symbol: 'TEST', timeframe: '1d', bars, ...origin });
});

afterAll(() => api.stop());

async function post(path: string, body: unknown) {
  const answer = await api.post(path, body);
  return { status: answer.status, body: await answer.json() };
}

const read = async (path: string) => (await api.get(path)).json();
const payloadOf = async (taskId: string) => (await read(`${TASKS}/${taskId}`)).payload;
const storedOf = async (taskId: string) => (await api.app.get<RunHistory>(RUN_HISTORY).find(taskId))?.payload;

/** A task as its submission leaves it, which has failed then. */
async function submitAndFail(path: string, body: object): Promise<string> {
  const { status, body: started } = await post(path, body);
  expect({ status, errors: started.errors }).toEqual({ status: 202, errors: undefined });
  const ending = { status: 'failed', outcome: 'failed', summary: null, finishedAt: Date.now() } as const;
  const error = { code: 'INTERNAL', message: 'away' } as const;
  await api.app.get<RunHistory>(RUN_HISTORY).finishPending(started.task_id, { ...ending, error });
  return started.task_id;
}

/** Ends the task as a worker does. */
async function complete(taskId: string, summary: TaskSummary): Promise<void> {
  const [history, store] = [api.app.get<RunHistory>(RUN_HISTORY), api.app.get<TaskStore>(TASK_STORE)];
  const opened = await history.open(taskId, 'w1', Date.now());
  if (opened.state !== 'opened') throw new Error(opened.state);
  const { fence } = opened;
  await store.open(taskId, { fence, attempt: 1, worker: 'w1', startedAt: Date.now() });
  const done = { status: 'completed', outcome: 'ok', error: null } as const;
  const ending = { ...done, summary, finishedAt: Date.now() };
  await history.finish(taskId, fence, ending);
  await store.append(taskId, fence, { event: 'completed', ending });
}

describe('what a task was given', () => {
  it('is shown as the body of its run, with what was left out; the words of its submitter stay as they are', async () => {
    const id = await submitAndFail('/api/v1/backtest/run', run);
    const shown = await payloadOf(id);
    expect(shown).toMatchObject({
      ...{ timeframe: '1d', start_date: '2020-01-05', end_date: null, initial_capital: 5_000, as_of: null },
      ...{ symbols: ['TEST'], params: { fastLine: 5, slow: 20 }, tags: ['Own words'], adjust: 'split' },
      costs: { commission: { fixed: 1, per_share: 0, tiers: [{ from: 0, per_share: 0.02 }] }, cash_rate: 0 },
      execution: { preset: 'backtesting_py', exclusive_orders: true, warmup_bars: 30, fill: 'next_open' },
      strategy: { params: { fastLine: { value: 5 } } },
    });
    const { items } = await read(`${TASKS}?job=backtest_run`);
    expect(items[0].payload).toEqual(shown);
  });

  it('is shown as the body of its search', async () => {
    const id = await submitAndFail('/api/v1/optimise/run', search);
    expect(await payloadOf(id)).toMatchObject({
      ...search,
      strategy: { name: 'SMA cross' },
      params: { fastLine: [5, 10, 15], slow: 20 },
      walk_forward: { ...search.walk_forward, mode: 'rolling' },
    });
  });

  it('is taken back as it is shown, and queues the same again', async () => {
    const strategyId = (await post('/api/v1/strategies', { strategy })).body.strategy_id as string;
    const submissions = [
      ['/api/v1/backtest/run', run],
      ['/api/v1/optimise/run', search],
      [`/api/v1/strategies/${strategyId}/validate`, { start_date: '2020-01-05' }],
    ] as const;
    for (const [path, body] of submissions) {
      const id = await submitAndFail(path, body);
      const payload = await payloadOf(id);
      const again = await post(`${TASKS}/${id}/replay`, { payload });
      expect(again).toMatchObject({ status: 202, body: { replay_of: id } });
      expect(await storedOf(again.body.task_id)).toEqual(await storedOf(id));
      // It is the same one, whoever asks for it and how.
      expect(await post(`${TASKS}/${id}/replay`, {})).toMatchObject({
        ...{ status: 409, body: { code: 'TASK_REPLAYED', replayed_by: again.body.task_id } },
      });
      expect((await post(`${TASKS}/${id}/replay`, { payload })).status).toBe(409);
    }
  });

  it('is checked as a submission is where it was edited, and every fault names its place in the body', async () => {
    const backtest = await submitAndFail('/api/v1/backtest/run', run);
    const wrong = {
      ...(await payloadOf(backtest)),
      timeframe: '7d',
      as_of: 'soon',
      symbols: ['TEST', 'NONE'],
    };
    const refused = await post(`${TASKS}/${backtest}/replay`, { payload: { ...wrong, startDate: 1 } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'STRATEGY_INVALID' } });
    expect(refused.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      ...['/payload/as_of', '/payload/startDate', '/payload/timeframe'],
    ]);
    const unknown = { ...(await payloadOf(backtest)), symbols: ['TEST', 'NONE'] };
    const { errors } = (await post(`${TASKS}/${backtest}/replay`, { payload: unknown })).body;
    expect(errors).toMatchObject([{ path: '/payload/symbols/1', code: 'E_DATA' }]);

    const optimisation = await submitAndFail('/api/v1/optimise/run', search);
    const ranges = { ...(await payloadOf(optimisation)), params: { fastLine: { min: 5, max: 1, step: 1 } } };
    const { body } = await post(`${TASKS}/${optimisation}/replay`, { payload: ranges });
    expect(body.errors).toMatchObject([{ path: '/payload/params/fastLine', code: 'E_CONFLICT' }]);
  });

  it('may be another body: that one is queued', async () => {
    const id = await submitAndFail('/api/v1/backtest/run', run);
    const payload = { ...(await payloadOf(id)), initial_capital: 9_000, end_date: '2020-05-01' };
    const { body } = await post(`${TASKS}/${id}/replay`, { payload });
    expect(await payloadOf(body.task_id)).toEqual(payload);
    expect(await storedOf(body.task_id)).toMatchObject({ request: { initialCapital: 9_000 } });
  });
});

describe('what came of a backtest', () => {
  it('has instants and costs as its result has them, wherever a task is shown', async () => {
    const { body } = await post('/api/v1/backtest/run', run);
    const metrics = { start: FIRST, end: null, return_pct: 1.5, cost_spread: 2 };
    await complete(body.task_id, { metrics, bars_total: BARS });
    const wire = { start: '2020-01-01T00:00:00.000Z', end: null, return_pct: 1.5, costs: { spread: 2 } };
    const summary = { metrics: wire, bars_total: BARS };
    expect(await read(`${TASKS}/${body.task_id}`)).toMatchObject({ summary });
    expect(await read(`/api/scheduler/queue/tasks/${body.task_id}/status`)).toMatchObject({
      result: summary,
    });
  });
});
