import { createHash } from 'node:crypto';
import { computeDataDigest, runBacktest } from '#backtest-engine';
import { BacktestResultRepository, BarRepository, createBarColumns, InstrumentRepository } from '#database';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskEnding, type TaskStore } from '#jobs';
import { BarQuery } from '#market-data';
import { compileStrategy } from '#strategy';
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
function waveOf(shift = 0) {
  const bars = createBarColumns(BARS);
  for (let row = 0; row < BARS; row += 1) {
    const close = 100 + 10 * Math.sin(row / 4) + shift;
    bars.openTime[row] = FIRST + row * DAY;
    bars.open[row] = bars.close[row] = close;
    bars.high[row] = close + 1;
    bars.low[row] = close - 1;
    bars.volume[row] = 1_000;
  }
  return bars;
}

const storeBars = (shift?: number) =>
  api.app.get(BarRepository).upsertBars({
    ...{ symbol: 'WAVE', timeframe: '1d', bars: waveOf(shift), provider: 'test', runId: 'test' },
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
  const ending: TaskEnding = { status: 'completed', outcome: 'ok', error: null, summary: {}, finishedAt };
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
  await api.app.get<TaskStore>(TASK_STORE).append(id, opened.fence, { event: 'completed', ending });
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

/** What of an answer is looked at one by one. */
interface Explained {
  rules: [{ tree: { args: { args: object[] }[] }; blocking: { text: string }[] }];
  orders: object[];
}

async function explain(query: string): Promise<{ status: number; body: Explained }> {
  const answer = await api.get(`/api/v1/backtest/runs/${taskId}/explain?${query}`);
  return { status: answer.status, body: (await answer.json()) as Explained };
}

describe('explaining a bar of a kept run', () => {
  it('gives the tree of every rule with its values, and what blocked', async () => {
    const { status, body } = await explain('symbol=WAVE&at=2020-01-20');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      task_id: taskId,
      bar: 19,
      time: '2020-01-20T00:00:00.000Z',
      position: 0,
      orders: [],
    });
    const [enter] = body.rules;
    expect(enter).toMatchObject({ path: '/rules/long/enter', value: false });
    expect(enter.tree.args[0].args[1]).toMatchObject({ text: 'sma(close, 5)', value: expect.any(Number) });
    expect(enter.blocking.map(({ text }) => text)).toContain('close > 100');
  });

  it('names the orders of a bar that traded', async () => {
    const orders = await (await api.get(`/api/v1/backtest/result/${taskId}/orders`)).json();
    const { placed_time: at, placed_bar: bar } = orders.items[0];
    const { body } = await explain(`at=${at}`);
    expect(body).toMatchObject({ symbol: 'WAVE', bar });
    expect(body.orders[0]).toMatchObject({ symbol: 'WAVE', placed_time: at });
  });

  it('refuses a time before the data, no time and an unknown symbol', async () => {
    expect(await explain('at=2019-01-01')).toMatchObject({
      status: 400,
      body: { code: 'PARAMETER_INVALID' },
    });
    expect(await explain('symbol=WAVE')).toMatchObject({ status: 400, body: { code: 'PARAMETER_INVALID' } });
    expect(await explain('symbol=NONE&at=2020-01-20')).toMatchObject({ status: 400 });
    expect((await api.get('/api/v1/backtest/runs/none/explain?at=2020-01-20')).status).toBe(404);
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

describe('when the bars have changed since', () => {
  it('explains the bars as they were', async () => {
    const { body: before } = await explain('at=2020-01-20');
    await storeBars(5);
    expect(await explain('at=2020-01-20')).toEqual({ status: 200, body: before });
  });
});
