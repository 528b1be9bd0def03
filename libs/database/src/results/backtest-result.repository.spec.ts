import type { TaskEnding } from '#jobs';
import { sql } from 'drizzle-orm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { TaskRepository } from '../tasks/task.repository.js';
import { BacktestResultRepository } from './backtest-result.repository.js';
import { METRIC_COLUMNS } from './metric-columns.js';
import type { StoredBacktest } from './stored-backtest.js';

const NOW = Date.UTC(2026, 10, 20, 12);

const ending: TaskEnding = {
  status: 'completed',
  outcome: 'ok',
  error: null,
  summary: { return_pct: 12.5 },
  finishedAt: NOW + 1000,
};

function resultOf(values: Partial<StoredBacktest> = {}): StoredBacktest {
  const metrics = Object.fromEntries(METRIC_COLUMNS.map((name, index) => [name, index / 3]));
  return {
    strategy: { schema: 'strategy.v1', name: 'cross' },
    request: { symbols: ['GOOG'] },
    engineVersion: '1.0.0',
    strategyHash: 'a1',
    dataDigest: 'b2',
    resultDigest: 'c3',
    startedAt: NOW,
    finishedAt: NOW + 900,
    durationMs: 900.5,
    barsPerSecond: 1e6 / 3,
    warmupBars: 19,
    barsTotal: 3,
    metrics: { ...metrics, sharpe_ratio: null },
    equity: {
      length: 3,
      columns: { time: new Float64Array([1, 2, 3]), equity: new Float64Array([1e5, 99e3, 11e4]) },
    },
    trades: {
      length: 1,
      columns: { symbol: ['GOOG'], stop: new Float64Array([NaN]), entry_bar: new Int32Array([7]) },
    },
    openTrades: { length: 0, columns: { symbol: [] } },
    orders: { length: 2, columns: { kind: ['market', 'market'], size: new Float64Array([10, -10]) } },
    warnings: [{ path: '/rules', code: 'W_NEVER_TRUE', message: 'never true' }],
    partial: false,
    ...values,
  };
}

describe('BacktestResultRepository', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let results: BacktestResultRepository;
  let history: TaskRepository;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    results = new BacktestResultRepository(database);
    history = new TaskRepository(database);
    await history.create({
      id: 't',
      job: 'backtest_run',
      queue: 'backtest',
      slot: null,
      payload: {},
      submitter: 'test',
      createdAt: NOW,
    });
    await history.open('t', 'w1', NOW);
  });

  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('stores the result and ends the task together', async () => {
    expect(await results.save('t', 1, resultOf(), ending)).toBe(true);
    expect(await results.find('t')).toEqual(resultOf());
    expect(await history.find('t')).toMatchObject(ending);
  });

  it('stores what the checks found, where they were made', async () => {
    const checks = { ambiguity: { trades: 2, best: { equityFinal: 1 } }, canary: { clean: true } };
    await results.save('t', 1, resultOf(checks), ending);
    expect(await results.find('t')).toEqual(resultOf(checks));
  });

  it('gives one table at a time', async () => {
    await results.save('t', 1, resultOf(), ending);
    expect(await results.findTable('t', 'orders')).toEqual(resultOf().orders);
    expect(await results.findTable('none', 'orders')).toBeUndefined();
    expect(await results.find('none')).toBeUndefined();
  });

  it('changes nothing when saved again with the same fence', async () => {
    await results.save('t', 1, resultOf(), ending);
    expect(await results.save('t', 1, resultOf({ partial: true }), ending)).toBe(true);
    expect((await results.find('t'))?.partial).toBe(false);
  });

  it('writes nothing of a run that was overtaken', async () => {
    await history.open('t', 'w2', NOW);
    expect(await results.save('t', 1, resultOf(), ending)).toBe(false);
    expect(await results.find('t')).toBeUndefined();
    expect(await history.find('t')).toMatchObject({ status: 'running' });
    expect(await results.save('unknown', 1, resultOf(), ending)).toBe(false);
  });

  it('refuses a metric that has no column, so that none is lost in silence', async () => {
    const metrics = { ...resultOf().metrics, luck: 1 };
    await expect(results.save('t', 1, resultOf({ metrics }), ending)).rejects.toThrow('luck');
  });

  it('lets a result be found by any metric in SQL', async () => {
    await results.save('t', 1, resultOf(), ending);
    const found = await database.query((queries) =>
      queries.execute(sql`select task_id from backtest_results order by return_pct, "end" limit 1`),
    );
    expect(found.rows).toEqual([{ task_id: 't' }]);
  });

  it('removes the result with its task', async () => {
    await results.save('t', 1, resultOf(), ending);
    expect(await history.removeFinishedBefore(NOW + 5000)).toBe(1);
    expect(await results.find('t')).toBeUndefined();
  });
});
