import { createHash } from 'node:crypto';
import { computeDataDigest, runBacktest } from '#backtest-engine';
import {
  BacktestResultRepository,
  BarRepository,
  createBarColumns,
  InstrumentRepository,
  TrialLedgerRepository,
} from '#database';
import {
  NO_PROGRESS,
  RUN_HISTORY,
  TASK_STORE,
  type RunHistory,
  type TaskEnding,
  type TaskStore,
} from '#jobs';
import { BarQuery } from '#market-data';
import { compileStrategy } from '#strategy';
import { askRedis } from '../../../../test/support/ask-redis.js';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';
import { RunChecks } from './run-checks.js';

const DAY = 86_400_000;
const FIRST = Date.parse('2020-01-01');
const BARS = 60;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const strategy = {
  version: 1,
  name: 'Above its mean',
  symbols: ['WAVE'],
  rules: { long: { enter: 'close > sma(close,5) and close > 100', exit: 'close < sma(close,5)' } },
};

let api: TestApi;
let taskId: string;

/** Closes go up and down around 100. */
function waveOf() {
  const bars = createBarColumns(BARS);
  for (let row = 0; row < BARS; row += 1) {
    const close = 100 + 10 * Math.sin(row / 4);
    bars.openTime[row] = FIRST + row * DAY;
    bars.open[row] = bars.close[row] = close;
    bars.high[row] = close + 1;
    bars.low[row] = close - 1;
    bars.volume[row] = 1_000;
  }
  return bars;
}

const storeBars = () =>
  api.app.get(BarRepository).upsertBars({
    ...{ symbol: 'WAVE', timeframe: '1d', bars: waveOf(), provider: 'test', runId: 'test' },
  });

/** What a worker does with a task, without one. */
async function work(id: string): Promise<void> {
  const startedAt = Date.now();
  const { request } = await api.app.get(RunChecks).check({ strategy, timeframe: '1d' });
  const compiled = compileStrategy(strategy);
  if (!compiled.ok) throw new Error('the strategy has faults');
  const wave = await api.app.get(BarQuery).loadSeries({ symbol: 'WAVE', timeframe: '1d', adjust: 'split' });
  const outcome = runBacktest({
    series: [wave!],
    strategy: compiled.strategy,
    request,
  });
  const history = api.app.get<RunHistory>(RUN_HISTORY);
  const opened = await history.open(id, 'w1', startedAt);
  if (opened.state !== 'opened') throw new Error(opened.state);
  await api.app
    .get<TaskStore>(TASK_STORE)
    .open(id, { fence: opened.fence, attempt: 1, worker: 'w1', startedAt });
  const finishedAt = Date.now();
  const summary = { bars_done: BARS, bars_total: BARS };
  const ending: TaskEnding = { status: 'completed', outcome: 'ok', error: null, summary, finishedAt };
  const digests = { strategyHash: 's', dataDigest: computeDataDigest([wave!], sha256), resultDigest: 'r' };
  const times = {
    startedAt,
    finishedAt,
    durationMs: 1,
    barsPerSecond: 1,
    engineVersion: '1',
    partial: false,
  };
  const stored = { ...outcome, ...digests, ...times, strategy: compiled.strategy.canonical, request };
  const { state: _state, barsDone: _barsDone, ...row } = stored;
  await api.app.get(BacktestResultRepository).save(id, opened.fence, row, ending);
  const progress = {
    ...NO_PROGRESS,
    percent: 100,
    stage: 'done',
    barsDone: BARS,
    barsTotal: BARS,
    etaSeconds: 0,
  };
  await api.app
    .get<TaskStore>(TASK_STORE)
    .append(id, opened.fence, { event: 'progress', progress }, { event: 'completed', ending });
}

beforeAll(async () => {
  api = await startTestApi();
  const head = { symbol: 'WAVE', name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await api.app.get(InstrumentRepository).save(head);
  await storeBars();
  const submitted = await (await api.post('/api/v1/backtest/run', { strategy, timeframe: '1d' })).json();
  taskId = submitted.task_id;
  await work(taskId);
});

afterAll(() => api.stop());

describe('a finished run that Redis holds no longer', () => {
  it('is answered for by the database in the same words', async () => {
    const answers = async () => {
      const status = await (await api.get(`/api/v1/backtest/status/${taskId}`)).json();
      const result = await (await api.get(`/api/v1/backtest/result/${taskId}`)).json();
      const { source, ...told } = status as Record<string, unknown>;
      return { source, told, result: result as object };
    };
    const live = await answers();
    await api.app.get<TaskStore>(TASK_STORE).remove(taskId);
    expect(live.source).toBe('redis');
    expect(live.told).toMatchObject({ bars_done: BARS, bars_total: BARS });
    expect(await answers()).toEqual({ ...live, source: 'database' });
  });
});

describe('a Redis that forgot everything, and a new API', () => {
  it('take nothing from the statistics, and nothing from the list of runs', async () => {
    const paths = ['/api/v1/backtest/statistics', '/api/v1/backtest/runs'];
    const read = (from: TestApi) =>
      Promise.all(paths.map(async (path) => (await from.get(path)).json() as Promise<object>));
    const before = await read(api);
    expect(before).toMatchObject([{ counts: { completed: 1 } }, { items: [{ task_id: taskId }] }]);
    expect(await askRedis(api.redis.url, 'FLUSHALL')).toBe('+OK');
    expect(await read(api)).toEqual(before);
    const next = await startTestApi({ REDIS_URL: api.redis.url, DATABASE_URL: api.databaseUrl });
    expect(await read(next)).toEqual(before);
    await next.stop();
  });
});

describe('what was tried of the shape of a kept run', () => {
  const trial = (trialKey: string, sharpe: number) => ({
    ...{ trialKey, firstBar: FIRST, lastBar: FIRST + BARS * DAY, returns: BARS - 1 },
    ...{ sharpe, skewness: 0, kurtosis: 3 },
  });
  const trials = async () => (await (await api.get(`/api/v1/backtest/result/${taskId}`)).json()).trials;

  it('is told with its result, and is no less for a run that is deleted', async () => {
    const ledger = api.app.get(TrialLedgerRepository);
    expect(await trials()).toBeNull();
    await ledger.recordRun(taskId, 'shape', trial('1', 0.1));
    const alone = await trials();
    expect(alone).toMatchObject({ count: 1, probability_of_overfitting: null });
    expect(alone.deflated_sharpe_ratio).toBeGreaterThan(0.5);
    const again = await (await api.post(`/api/v1/backtest/runs/${taskId}/reproduce`, {})).json();
    await work(again.task_id);
    await ledger.recordRun(again.task_id, 'shape', trial('2', 0.3));
    const among = await trials();
    expect(among.count).toBe(2);
    expect(among.deflated_sharpe_ratio).toBeLessThan(alone.deflated_sharpe_ratio);
    const deleted = await fetch(`${api.base}/api/v1/backtest/runs/${again.task_id}`, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expect(await trials()).toEqual(among);
  });
});

describe('explaining a bar of a kept run', () => {
  const explain = (path: string) => api.get(`/api/v1/backtest/runs/${path}`);

  it('asks a worker once, however often the question is put, and gives its answer', async () => {
    const [first, second] = ['', ''].map(() => explain(`${taskId}/explain?at=2020-01-20`));
    const history = api.app.get<RunHistory>(RUN_HISTORY);
    let asked = await history.active(['explain_bar']);
    while (asked.length === 0) asked = await history.active(['explain_bar']);
    const [{ id }] = asked;
    const opened = await history.open(id, 'w1', Date.now());
    if (opened.state !== 'opened') throw new Error(opened.state);
    const summary = { symbol: 'WAVE', bar: 19 };
    const ending: TaskEnding = {
      status: 'completed',
      outcome: 'ok',
      error: null,
      summary,
      finishedAt: Date.now(),
    };
    await history.finish(id, opened.fence, ending);
    const store = api.app.get<TaskStore>(TASK_STORE);
    await store.open(id, { fence: opened.fence, attempt: 1, worker: 'w1', startedAt: Date.now() });
    await store.append(id, opened.fence, { event: 'completed', ending });
    const expected = { task_id: taskId, symbol: 'WAVE', bar: 19 };
    for (const answer of [first, second, explain(`${taskId}/explain?at=2020-01-20`)])
      expect(await (await answer).json()).toEqual(expected);
    expect(await history.active(['explain_bar'])).toEqual([]);
  });

  it('refuses what is no time and no run before anything is queued', async () => {
    expect((await explain(`${taskId}/explain`)).status).toBe(400);
    const unread = await explain(`${taskId}/explain?at=soon`);
    expect(unread.status).toBe(400);
    expect(await unread.json()).toMatchObject({ errors: [{ path: '/at', code: 'E_SCHEMA' }] });
    expect((await explain('none/explain?at=2020-01-20')).status).toBe(404);
    expect(await api.app.get<RunHistory>(RUN_HISTORY).active(['explain_bar'])).toEqual([]);
  });
});

describe('what a run was asked', () => {
  it('is told as it stands in the result, and of a run that has none as well', async () => {
    const { strategy, request } = (await (await api.get(`/api/v1/backtest/result/${taskId}`)).json()) as {
      strategy: object;
      request: object;
    };
    const asked = `/api/v1/backtest/runs/${taskId}/request`;
    expect(await (await api.get(asked)).json()).toEqual({ task_id: taskId, strategy, request });

    const started = await (await api.post(`/api/v1/backtest/runs/${taskId}/reproduce`, {})).json();
    const { task_id: waiting } = started as { task_id: string };
    const answer = await api.get(`/api/v1/backtest/runs/${waiting}/request`);
    expect(await answer.json()).toMatchObject({ task_id: waiting, strategy, request: { timeframe: '1d' } });
  });

  it('is asked of backtests alone', async () => {
    expect((await api.get('/api/v1/backtest/runs/none/request')).status).toBe(404);
  });
});

describe('running a kept run again', () => {
  it('queues the same run over the data as it was, and finds no difference when it is done', async () => {
    const answer = await api.post(`/api/v1/backtest/runs/${taskId}/reproduce`, {});
    const again = (await answer.json()) as { task_id: string; links: { comparison: string } };
    expect(answer.status).toBe(202);
    expect(again).toMatchObject({ reproduces: taskId, status: 'started' });
    const task = await api.app.get<RunHistory>(RUN_HISTORY).find(again.task_id);
    expect(task).toMatchObject({
      job: 'backtest_run',
      payload: {
        strategy: { name: 'Above its mean' },
        request: { asOf: expect.any(String), timeframe: '1d' },
      },
    });
    expect((await api.get(again.links.comparison)).status).toBe(409);
    await work(again.task_id);
    const comparison = await (await api.get(again.links.comparison)).json();
    expect(comparison).toEqual({
      task_id: taskId,
      other_task_id: again.task_id,
      equal: true,
      differences: [],
    });
  });

  it('is refused for what is no run', async () => {
    expect((await api.post('/api/v1/backtest/runs/none/reproduce', {})).status).toBe(404);
    expect((await api.get(`/api/v1/backtest/runs/${taskId}/compare/none`)).status).toBe(404);
  });
});
