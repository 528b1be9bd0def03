import { BacktestResultRepository, type StoredBacktest } from '#database';
import { RUN_HISTORY, TASK_STORE, type NewTask, type RunHistory, type TaskStore } from '#jobs';
import { JobProducer } from '#queue';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';
import { RunsController } from './runs.controller.js';

const RUNS = '/api/v1/backtest/runs';
const NOW = Date.UTC(2026, 10, 20, 12);
const NO_TABLE = { length: 0, columns: {} };

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  for (const [index, ratio] of [0.5, null, 2, 1].entries()) await complete(`run-${index}`, index, ratio);
  await submit('waiting', 9);
});

afterAll(() => api.stop());

async function submit(id: string, index: number): Promise<void> {
  const task: NewTask = {
    id,
    job: 'backtest_run',
    queue: 'backtest',
    slot: null,
    payload: {
      strategy: { name: index < 2 ? 'SMA cross' : 'RSI' },
      request: { symbols: [`S${index}`], timeframe: '1d', startDate: '2020-01-01', tags: ['first'] },
    },
    submitter: 'test',
    createdAt: NOW + index * 1_000,
  };
  await api.app.get(JobProducer).enqueue(task);
}

/** What a worker does with a task, without one. */
async function complete(id: string, index: number, sharpe: number | null): Promise<void> {
  await submit(id, index);
  await api.app.get<RunHistory>(RUN_HISTORY).open(id, 'w1', NOW);
  const result: StoredBacktest = {
    ...{ strategy: {}, request: {}, engineVersion: '1', strategyHash: `h${index}`, dataDigest: 'd' },
    ...{ resultDigest: 'r', startedAt: NOW, finishedAt: NOW, durationMs: 5, barsPerSecond: 1, barsTotal: 9 },
    ...{ equity: NO_TABLE, trades: NO_TABLE, openTrades: NO_TABLE, orders: NO_TABLE, warnings: [] },
    ...{ partial: false, warmupBars: 0 },
    metrics: { sharpe_ratio: sharpe, cost_spread: index, start: NOW, end: NOW + 86_400_000 },
  };
  const ending = { status: 'completed', outcome: 'ok', error: null, summary: null, finishedAt: NOW } as const;
  await api.app.get(BacktestResultRepository).save(id, 1, result, ending);
}

async function call(method: string, path: string, body?: object) {
  const answer = await fetch(api.base + RUNS + path, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
}

async function list(query: string): Promise<string[]> {
  const { status, body } = await call('GET', query);
  expect([query, status]).toEqual([query, 200]);
  return body.items.map((item: { task_id: string }) => item.task_id);
}

describe('the history of backtests', () => {
  it('lists the newest first, with the metrics of their results', async () => {
    const { body } = await call('GET', '?limit=2');
    expect(body.items).toMatchObject([
      { task_id: 'waiting', status: 'pending', metrics: null, strategy_hash: null },
      {
        task_id: 'run-3',
        status: 'completed',
        strategy_name: 'RSI',
        strategy_hash: 'h3',
        symbols: ['S3'],
        start_date: '2020-01-01',
        created_at: '2026-11-20T12:00:03.000Z',
        metrics: { sharpe_ratio: 1, start: '2026-11-20T12:00:00.000Z', costs: { spread: 3 } },
        links: { result: '/api/v1/backtest/result/run-3' },
      },
    ]);
    expect(await list(`?limit=2&cursor=${body.next_cursor}`)).toEqual(['run-2', 'run-1']);
  });

  it('stays when Redis forgets', async () => {
    await api.app.get<TaskStore>(TASK_STORE).remove('run-0');
    expect(await list('?strategy=sma')).toEqual(['run-1', 'run-0']);
  });

  it.each([
    ['?sort=sharpe_ratio', 'run-2 run-3 run-0 waiting run-1'],
    ['?sort=sharpe_ratio&order=asc', 'run-0 run-3 run-2 run-1 waiting'],
    ['?sort=costs.spread&limit=1', 'run-3'],
    ['?symbol=S2', 'run-2'],
    ['?strategy_hash=h0', 'run-0'],
    ['?status=pending&tag=first&timeframe=1d', 'waiting'],
    ['?timeframe=1h', ''],
    ['?since=2026-11-20T12:00:03Z', 'waiting run-3'],
    ['?until=2026-11-20T12:00:00Z', 'run-0'],
    ['?until=2026-11-19', ''],
    ['?start=2026-11-21&end=2026-11-30&limit=1', 'run-3'],
    ['?start=2026-11-22', ''],
  ])('answers %s', async (query, expected) => {
    expect((await list(query)).join(' ')).toBe(expected);
  });

  it.each([
    '?sort=luck',
    '?order=up',
    '?since=soon',
    '?since=2026-11-20&until=2026-11-19',
    '?status=done',
    '?limit=1000',
    '?cursor=x',
    `?cursor=${Buffer.from('["sharpe_ratio",true,1,"run-1"]').toString('base64url')}`,
  ])('refuses %s', async (query) => {
    expect(await call('GET', query)).toMatchObject({ status: 400, body: { code: 'PARAMETER_INVALID' } });
  });
});

describe('writing on a run', () => {
  it('changes what is given and nothing else', async () => {
    const first = await call('PATCH', '/run-0', { name: 'best', tags: ['a'], pinned: true });
    expect(first).toMatchObject({
      status: 200,
      body: { name: 'best', tags: ['a'], pinned: true, notes: null },
    });
    const second = await call('PATCH', '/run-0', { notes: 'of all', name: null });
    expect(second.body).toMatchObject({ name: null, notes: 'of all', tags: ['a'], pinned: true });
    expect(await list('?pinned=true')).toEqual(['run-0']);
    expect((await call('GET', '/run-0')).body).toEqual(second.body);
  });

  it('keeps a pinned one from cleanup', async () => {
    await api.app.get<RunHistory>(RUN_HISTORY).removeFinishedBefore(NOW + 1);
    expect(await list('')).toEqual(['waiting', 'run-0']);
  });

  it.each([
    ['PATCH', '/nobody', { name: 'x' }, 404, 'TASK_NOT_FOUND'],
    ['PATCH', '/nobody', {}, 404, 'TASK_NOT_FOUND'],
    ['GET', '/nobody', undefined, 404, 'TASK_NOT_FOUND'],
    ['DELETE', '/nobody', undefined, 404, 'TASK_NOT_FOUND'],
    ['DELETE', '/waiting', undefined, 409, 'TASK_NOT_FINISHED'],
    ['PATCH', '/run-0', { pined: true }, 422, 'BODY_INVALID'],
    ['PATCH', '/run-0', { tags: 'a' }, 422, 'BODY_INVALID'],
    ['PATCH', '/run-0', undefined, 400, 'BODY_MALFORMED'],
  ])('%s %s with %j answers %i', async (method, path, body, status, code) => {
    expect(await call(method, path, body)).toMatchObject({ status, body: { code } });
  });

  it('forgets one with its result', async () => {
    expect((await call('DELETE', '/run-0')).status).toBe(204);
    expect((await call('GET', '/run-0')).status).toBe(404);
    expect((await api.get('/api/v1/backtest/result/run-0')).status).toBe(404);
  });
});

describe('the same list, asked for by several at once', () => {
  it('is cut to what each of them may see', async () => {
    const controller = api.app.get(RunsController);
    const callers = [
      { owner: 'test', role: 'viewer', keyId: 'k1', quotas: {} },
      { owner: 'nobody', role: 'viewer', keyId: 'k2', quotas: {} },
      { owner: 'boss', role: 'admin', keyId: 'k3', quotas: {} },
    ] as const;
    const asked = [...callers, ...callers, ...callers].map(async (caller) => {
      const page = JSON.parse(String(await controller.list({}, caller))) as { items: object[] };
      return [caller.owner, page.items.length > 0];
    });
    const seen = [
      ['test', true],
      ['nobody', false],
      ['boss', true],
    ];
    expect(await Promise.all(asked)).toEqual([...seen, ...seen, ...seen]);
  });
});
