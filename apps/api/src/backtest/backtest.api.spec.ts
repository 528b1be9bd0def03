import { tableFromIPC } from 'apache-arrow';
import { parquetReadObjects } from 'hyparquet';
import { BacktestResultRepository, BarRepository, createBarColumns, InstrumentRepository } from '#database';
import type { StoredBacktest } from '#database';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskEnding, type TaskStore } from '#jobs';
import { jest } from '@jest/globals';
import { StoredData } from './stored-data.js';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const DAY = 86_400_000;
const FIRST = Date.parse('2020-01-01');
const BARS = 300;

const strategy = {
  version: 1,
  name: 'SMA cross',
  symbols: ['TEST'],
  rules: {
    long: {
      enter: 'cross_up(sma(close,10), sma(close,20))',
      exit: 'cross_down(sma(close,10), sma(close,20))',
    },
  },
};
const run = { strategy, timeframe: '1d' };

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  await api.app.get(InstrumentRepository).save({
    symbol: 'TEST',
    name: null,
    calendar: 'always',
    timeZone: 'UTC',
    currency: 'USD',
  });
  await api.app.get(BarRepository).upsertBars({
    symbol: 'TEST',
    timeframe: '1d',
    bars: testBars(),
    provider: 'test',
    runId: 'test',
  });
});

afterAll(() => api.stop());

function testBars() {
  const bars = createBarColumns(BARS);
  for (let row = 0; row < BARS; row++) {
    bars.openTime[row] = FIRST + row * DAY;
    bars.open[row] = bars.close[row] = 100 + row;
    bars.high[row] = 101 + row;
    bars.low[row] = 99 + row;
    bars.volume[row] = 1_000;
  }
  return bars;
}

async function submit(body: object = run, headers: Record<string, string> = {}) {
  const answer = await api.post('/api/v1/backtest/run', body, headers);
  return { status: answer.status, body: await answer.json() };
}

async function faultsOf(
  body: object,
): Promise<{ path: string; code: string; message: string; hint?: string }[]> {
  const answer = await submit(body);
  expect(answer).toMatchObject({ status: 422, body: { code: 'STRATEGY_INVALID' } });
  return answer.body.errors;
}

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
    summary: { metrics: { trades: 2 } },
    finishedAt: Date.now(),
  };
  await api.app.get(BacktestResultRepository).save(taskId, opened.fence, storedBacktest(), ending);
  await store.append(taskId, opened.fence, { event: 'completed', ending });
}

function storedBacktest(): StoredBacktest {
  const points = 5_000;
  const time = Float64Array.from({ length: points }, (_, row) => FIRST + row * DAY);
  const equity = Float64Array.from({ length: points }, (_, row) => (row === 1_234 ? 1 : 10_000 + row));
  const sides = { symbol: ['TEST', 'TEST'], size: Float64Array.of(10, -10) };
  return {
    strategy,
    request: { startDate: null, costs: { borrowRate: 0 }, params: { fastLen: 3 } },
    engineVersion: '1',
    strategyHash: 's',
    dataDigest: 'd',
    resultDigest: 'r',
    startedAt: FIRST,
    finishedAt: FIRST + 1_500,
    durationMs: 1_500,
    barsPerSecond: 1e6,
    warmupBars: 19,
    barsTotal: points,
    metrics: {
      start: FIRST,
      end: FIRST + DAY,
      sharpe_ratio: null,
      return_pct: 12.5,
      cost_spread: 1,
      trades: 2,
    },
    equity: { length: points, columns: { time, equity, drawdown: new Float64Array(points) } },
    trades: {
      length: 2,
      columns: {
        ...sides,
        entry_time: Float64Array.of(FIRST, FIRST + DAY),
        exit_time: Float64Array.of(FIRST + DAY, FIRST + 3 * DAY),
        stop: Float64Array.of(Number.NaN, 90),
        exit_reason: ['=cmd', 'rule, "x"'],
      },
    },
    openTrades: { length: 1, columns: { symbol: ['TEST'], entry_time: Float64Array.of(FIRST) } },
    orders: { length: 2, columns: sides },
    warnings: [],
    partial: false,
  };
}

describe('submitting a backtest', () => {
  it('answers 202 with the addresses to follow, and the task waits', async () => {
    const { status, body } = await submit();
    expect(status).toBe(202);
    expect(body).toMatchObject({
      status: 'started',
      websocket_url: `/ws/backtest/${body.task_id}`,
      celery_task_id: body.task_id,
      links: { status: `/api/v1/backtest/status/${body.task_id}` },
    });
    const task = await (await api.get(body.links.status)).json();
    expect(task).toMatchObject({ task_id: body.task_id, status: 'pending', progress: 0, source: 'redis' });
    const active = await (await api.get('/api/v1/backtest/active')).json();
    expect(active.tasks.map((one: { task_id: string }) => one.task_id)).toContain(body.task_id);
  });

  it('takes what is null as left out', async () => {
    const requestOf = async (body: object) => {
      const { task_id: id } = (await submit({ ...run, ...body })).body;
      return (await api.get(`/api/v1/backtest/runs/${id}/request`)).json();
    };
    const { request } = await requestOf({});
    expect(await requestOf({ costs: null, execution: null })).toMatchObject({ request });
    const members = { costs: { commission: { maximum: null } }, execution: { margin: null } };
    expect(await requestOf(members)).toMatchObject({ request });
  });

  it('names the faults of body, strategy, dates and data at once', async () => {
    const faults = await faultsOf({
      ...run,
      strategy: { ...strategy, symbols: ['TESTS'], rules: { long: { enter: 'smaa(close, 3) > 1' } } },
      cost: {},
      start_date: '2021-01-01',
      end_date: '2020-01-01',
      execution: { preset: 'backtesting-py', margin: 7 },
    });
    const found = faults.map(({ path, code, hint }) => [path, code, hint]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['/cost', 'E_UNKNOWN_KEY', "did you mean 'costs'?"],
        ['/execution/preset', 'E_SCHEMA', "did you mean 'backtesting_py'?"],
        ['/execution/margin', 'E_RANGE', undefined],
        ['/end_date', 'E_RANGE', undefined],
        ['/strategy/rules/long/enter', 'E_UNKNOWN_FN', "did you mean 'sma'?"],
        ['/strategy/symbols/0', 'E_DATA', "did you mean 'TEST'?"],
      ]),
    );
    expect(found).toHaveLength(6);
  });

  it('tells which bars exist where the range has none', async () => {
    const [fault, ...others] = await faultsOf({ ...run, start_date: '2010-01-01', end_date: '2010-12-31' });
    expect(fault).toMatchObject({ path: '/strategy/symbols/0', code: 'E_DATA' });
    expect(fault.hint).toBe('stored are 300 bars from 2020-01-01 to 2020-10-26');
    expect(others).toEqual([]);
  });

  it('refuses a range that is over before the first decision', async () => {
    const body = { ...run, start_date: '2020-01-01', end_date: '2020-01-20' };
    expect(await faultsOf(body)).toMatchObject([{ path: '/start_date', code: 'E_RANGE' }]);
    expect((await submit({ ...body, end_date: '2020-02-28' })).status).toBe(202);
    const half = { ...run, execution: { warmup_bars: 1.5 } };
    expect(await faultsOf(half)).toMatchObject([{ path: '/execution/warmup_bars', code: 'E_TYPE' }]);
  });

  it('warns of a warm-up that takes much of the range, unless the body states it', async () => {
    const body = { ...run, end_date: '2020-02-28' };
    const { body: answer } = await submit(body);
    expect(answer.warnings).toMatchObject([{ path: '/strategy', code: 'W_WARMUP_EATS_RANGE' }]);
    const stated = await submit({ ...body, execution: { warmup_bars: 20 } });
    expect(stated.body.warnings).toBeUndefined();
  });

  it('refuses a run that would take too many steps', async () => {
    const stored = { first: FIRST, last: FIRST, count: 1e10 };
    const data = { symbol: 'TEST', known: true, stored, inRange: 1e9, count: 1e11 };
    const describe = jest.spyOn(api.app.get(StoredData), 'describe').mockResolvedValueOnce([data]);
    expect(await faultsOf(run)).toMatchObject([{ path: '/strategy', code: 'E_BUDGET' }]);
    describe.mockRestore();
  });

  it.each([
    ['/strategy', { timeframe: '1d' }],
    ['/timeframe', { strategy }],
    ['/strategy_id', { ...run, strategy_id: 'x' }],
    ['/start_date', { ...run, start_date: 'soon' }],
    ['/as_of', { ...run, as_of: '2020-13-01' }],
    ['/as_of', { ...run, as_of: '2999-01-01' }],
    ['/benchmark', { ...run, benchmark: 'NOPE' }],
    ['/params/nope', { ...run, params: { nope: 1 } }],
    ['/costs/commission/rate', { ...run, costs: { commission: { rate: 'much' } } }],
    ['/costs', { ...run, costs: 5 }],
    ['/symbols/0', { ...run, symbols: ['NOPE'] }],
    ['', ['a list']],
  ])('points to a single fault at "%s"', async (path, body) => {
    expect((await faultsOf(body)).map((fault) => fault.path)).toEqual([path]);
  });

  it('gives the same task for the same idempotency key and body, in whatever order its keys are', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await submit(run, headers);
    const again = await submit({ timeframe: '1d', strategy }, headers);
    expect(again).toMatchObject({ status: 202, body: { task_id: first.body.task_id } });
    const other = await submit({ ...run, seed: 5 }, headers);
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
  });

  it('makes one task of many requests with one key at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => submit(run, { 'idempotency-key': 'rush' })),
    );
    expect(new Set(answers.map(({ body }) => body.task_id)).size).toBe(1);
    expect(answers.every(({ status }) => status === 202)).toBe(true);
  });
});

describe('cancelling a backtest', () => {
  it('ends a waiting one, refuses the second time and knows no other', async () => {
    const { body } = await submit();
    const cancelled = await api.post(`/api/v1/backtest/cancel/${body.task_id}`, {});
    expect(await cancelled.json()).toEqual({
      task_id: body.task_id,
      status: 'cancelled',
      message: 'Cancelled',
    });
    const twice = await api.post(`/api/v1/backtest/cancel/${body.task_id}`, {});
    expect(await twice.json()).toMatchObject({
      status: 409,
      code: 'TASK_FINISHED',
      task_status: 'cancelled',
    });
    const unknown = await api.post('/api/v1/admin/tasks/nobody/cancel?keep_partial=true', {});
    expect([unknown.status, (await unknown.json()).code]).toEqual([404, 'TASK_NOT_FOUND']);
    const result = await api.get(`/api/v1/backtest/result/${body.task_id}`);
    expect([result.status, (await result.json()).code]).toEqual([409, 'TASK_FAILED']);
  });
});

it.each(['application/x-www-form-urlencoded', 'text/plain', 'application/json', 'text/csv', 'nonsense'])(
  'cancels with an empty body of type %s',
  async (type) => {
    const { body } = await submit();
    const cancelled = await api.post(`/api/v1/backtest/cancel/${body.task_id}`, '', { 'content-type': type });
    expect([cancelled.status, (await cancelled.json()).status]).toEqual([200, 'cancelled']);
  },
);

describe('the result of a backtest', () => {
  let result: string;

  beforeAll(async () => {
    const { body } = await submit();
    result = body.links.result;
    const early = await api.get(result);
    expect(early.status).toBe(409);
    expect(await early.json()).toMatchObject({ code: 'TASK_NOT_FINISHED', task: { status: 'pending' } });
    await complete(body.task_id);
  });

  it('has metrics as computed, instants as text, and null where nothing is defined', async () => {
    const body = await (await api.get(result)).json();
    expect(body).toMatchObject({
      status: 'completed',
      request: { start_date: null, costs: { borrow_rate: 0 }, params: { fastLen: 3 } },
      engine_version: '1',
      duration_ms: 1_500,
      trades_count: 2,
      orders_count: 2,
      partial: false,
    });
    expect(body.metrics).toMatchObject({
      start: '2020-01-01T00:00:00.000Z',
      return_pct: 12.5,
      sharpe_ratio: null,
      costs: { spread: 1, commission: null },
    });
    expect(body.trades[1]).toEqual({
      index: 1,
      symbol: 'TEST',
      size: -10,
      entry_time: '2020-01-02T00:00:00.000Z',
      exit_time: '2020-01-04T00:00:00.000Z',
      duration_seconds: 172_800,
      stop: 90,
      exit_reason: 'rule, "x"',
    });
    expect(body.trades[0].stop).toBeNull();
  });

  it('has a curve of at most 2000 points that keeps the lowest', async () => {
    const { equity_curve: curve } = await (await api.get(result)).json();
    expect(curve.equity.length).toBeLessThanOrEqual(2_000);
    expect(curve.time).toHaveLength(curve.equity.length);
    expect(Math.min(...curve.equity)).toBe(1);
    expect(curve.equity.at(-1)).toBe(14_999);
  });

  it('gives tables by pages that join', async () => {
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await (
        await api.get(`${result}/equity?limit=1999${cursor && `&cursor=${cursor}`}`)
      ).json();
      expect(page.total).toBe(5_000);
      seen.push(...page.items.map((row: { index: number }) => row.index));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(Array.from({ length: 5_000 }, (_, index) => index));
  });

  it('gives tables as CSV that a spreadsheet may open', async () => {
    const answer = await api.get(`${result}/trades`, { accept: 'text/csv' });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const [header, first, second] = (await answer.text()).split('\r\n');
    expect(header).toBe('index,symbol,size,entry_time,exit_time,stop,exit_reason,duration_seconds');
    expect(first).toBe("0,TEST,10,2020-01-01T00:00:00.000Z,2020-01-02T00:00:00.000Z,,'=cmd,86400");
    expect(second).toContain('"rule, ""x"""');
    const page = await api.get(`${result}/orders?format=csv&limit=1`);
    expect(page.headers.get('link')).toMatch(/rel="next"/);
  });

  it('gives tables as Arrow and as Parquet', async () => {
    const arrow = await api.get(`${result}/equity`, { accept: 'application/vnd.apache.arrow.stream' });
    const table = tableFromIPC(new Uint8Array(await arrow.arrayBuffer()));
    expect([table.numRows, table.get(4_999)?.toJSON()]).toMatchObject([5_000, { index: 4_999n }]);
    const parquet = await api.get(`${result}/trades?format=parquet`);
    const rows = await parquetReadObjects({ file: await parquet.arrayBuffer() });
    expect(rows).toMatchObject([
      {
        index: 0n,
        size: 10,
        entry_time: new Date('2020-01-01'),
        duration_seconds: 86_400,
        exit_reason: '=cmd',
      },
      { index: 1n, size: -10, stop: 90 },
    ]);
  });

  it.each([
    ['/trades?format=xlsx', '*/*', 400, 'PARAMETER_INVALID'],
    ['/trades?cursor=zzz', '*/*', 400, 'PARAMETER_INVALID'],
    ['/trades?limit=0', '*/*', 400, 'PARAMETER_INVALID'],
    ['/trades?pages=2', '*/*', 400, 'PARAMETER_INVALID'],
    ['/trades', 'image/png', 406, 'MEDIA_NOT_ACCEPTABLE'],
  ])('refuses %s as %s with %i', async (path, accept, status, code) => {
    const answer = await api.get(result + path, { accept });
    expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
  });

  it('is counted', async () => {
    const statistics = await (await api.get('/api/v1/backtest/statistics')).json();
    expect(statistics.counts).toMatchObject({ completed: 1, cancelled: 6 });
    expect(statistics.success_rate).toBe(1);
    expect(statistics.queue_depth).toBeGreaterThan(0);
  });
});

it('answers a status from the database when Redis no longer knows the task', async () => {
  const { body } = await submit();
  await api.app.get<TaskStore>(TASK_STORE).remove(body.task_id);
  const status = await (await api.get(body.links.status)).json();
  expect(status).toMatchObject({ task_id: body.task_id, status: 'pending', source: 'database' });
});
