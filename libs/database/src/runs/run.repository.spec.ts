import type { NewTask, TaskEnding } from '#jobs';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { UsageRepository } from '../access/usage.repository.js';
import { Database } from '../database.js';
import { BacktestResultRepository } from '../results/backtest-result.repository.js';
import type { StoredBacktest } from '../results/stored-backtest.js';
import { TaskArchive } from '../tasks/task-archive.repository.js';
import { TaskRepository } from '../tasks/task.repository.js';
import type { RunFilter, RunOrder, RunPlace } from './recorded-run.js';
import { RunRepository } from './run.repository.js';

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const NEWEST: RunOrder = { by: 'created_at', descending: true };

function taskOf(id: string, values: { name?: string; request?: object; at?: number } = {}): NewTask {
  const request = { symbols: ['AAPL'], timeframe: '1d', startDate: null, tags: [], ...values.request };
  return {
    id,
    job: 'backtest_run',
    queue: 'backtest',
    slot: null,
    payload: { strategy: { name: values.name ?? 'SMA cross' }, request },
    submitter: 'test',
    createdAt: values.at ?? NOW,
  };
}

const ending: TaskEnding = {
  status: 'completed',
  outcome: 'ok',
  error: null,
  summary: null,
  finishedAt: NOW + MINUTE,
};

const NO_TABLE = { length: 0, columns: {} };

function resultOf(metrics: Record<string, number | null>): StoredBacktest {
  return {
    ...{
      strategy: {},
      request: {},
      engineVersion: '1',
      strategyHash: 'h',
      dataDigest: 'd',
      resultDigest: 'r',
    },
    ...{ startedAt: NOW, finishedAt: NOW, durationMs: 5, barsPerSecond: 1, warmupBars: 0, barsTotal: 9 },
    ...{ equity: NO_TABLE, trades: NO_TABLE, openTrades: NO_TABLE, orders: NO_TABLE, warnings: [] },
    ...{ partial: false, metrics },
  };
}

describe('RunRepository', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let tasks: TaskRepository;
  let runs: RunRepository;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    tasks = new TaskRepository(database);
    runs = new RunRepository(database);
  });

  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  async function complete(task: NewTask, metrics: Record<string, number | null>): Promise<void> {
    await tasks.create(task);
    await tasks.open(task.id, 'w1', NOW);
    await new BacktestResultRepository(database).save(task.id, 1, resultOf(metrics), ending);
  }

  const idsOf = async (filter: RunFilter, order: RunOrder = NEWEST, after?: RunPlace, limit = 50) =>
    (await runs.list({ filter, order, after, limit })).map(({ taskId }) => taskId);

  it('lists a backtest from the moment at which it is asked for', async () => {
    await tasks.create(
      taskOf('a', { request: { symbols: ['A', 'B'], startDate: '2020-01-01', tags: ['x'] } }),
    );
    await tasks.create({ ...taskOf('other'), job: 'cleanup', queue: 'analytics', payload: {} });
    expect(await runs.list({ filter: {}, order: NEWEST, limit: 9 })).toEqual([
      expect.objectContaining({
        ...{ taskId: 'a', createdAt: NOW, status: 'pending', strategyName: 'SMA cross', symbols: ['A', 'B'] },
        ...{
          timeframe: '1d',
          startDate: '2020-01-01',
          endDate: null,
          tags: ['x'],
          pinned: false,
          name: null,
        },
        ...{ result: null },
      }),
    ]);
  });

  it('takes whatever a task holds', async () => {
    await tasks.create({ ...taskOf('empty'), payload: {} });
    await tasks.create({ ...taskOf('odd'), payload: { strategy: 5, request: { symbols: 'A', tags: null } } });
    expect(await runs.find('odd')).toMatchObject({ strategyName: '', symbols: [], tags: [] });
    expect(await idsOf({})).toHaveLength(2);
  });

  it('narrows by each member of the filter', async () => {
    await complete(taskOf('a', { request: { symbols: ['A', 'B'], tags: ['x', 'y'] } }), {
      start: 1_000,
      end: 2_000,
    });
    await tasks.create(taskOf('b', { name: 'RSI 100%', at: NOW + 1, request: { timeframe: '1h' } }));
    await runs.annotate('b', { pinned: true, tags: ['z'] });
    const cases: [RunFilter, string[]][] = [
      [{}, ['b', 'a']],
      [{ strategy: 'sma' }, ['a']],
      [{ strategy: '0%' }, ['b']],
      [{ strategy: '_' }, []],
      [{ strategyHash: 'h' }, ['a']],
      [{ symbol: 'B' }, ['a']],
      [{ timeframe: '1h' }, ['b']],
      [{ tag: 'y' }, ['a']],
      [{ tag: 'z', status: 'pending' }, ['b']],
      [{ status: 'completed' }, ['a']],
      [{ pinned: true }, ['b']],
      [{ pinned: false }, ['a']],
      [{ since: NOW + 1 }, ['b']],
      [{ until: NOW + 1 }, ['a']],
      [{ testedFrom: 2_000 }, ['a']],
      [{ testedFrom: 2_001 }, []],
      [{ testedTo: 999 }, []],
    ];
    for (const [filter, expected] of cases) expect([filter, await idsOf(filter)]).toEqual([filter, expected]);
  });

  it.each(['created_at', 'sharpe_ratio', 'finished_at', 'duration_ms', 'end'] as const)(
    'sorts by %s either way, page by page, what has no value last',
    async (by) => {
      const ratios = [0.1 + 0.2, null, -1, 0.1 + 0.2, 7];
      for (const [index, ratio] of ratios.entries()) {
        const at = NOW + (index % 2) * MINUTE;
        await complete(taskOf(`r${index}`, { at }), { sharpe_ratio: ratio, end: index % 3 });
      }
      await tasks.create(taskOf('waiting'));
      for (const descending of [true, false]) {
        const order = { by, descending };
        const all = await runs.list({ filter: {}, order, limit: 50 });
        const valueOf = (run: (typeof all)[number]): number | null => {
          if (by === 'created_at') return run.createdAt;
          if (by === 'finished_at') return run.finishedAt;
          if (by === 'duration_ms') return run.result?.durationMs ?? null;
          return run.result?.metrics[by] ?? null;
        };
        const values = all.map(valueOf);
        const known = values.filter((value) => value !== null);
        expect(known.length).toBeGreaterThanOrEqual(4);
        expect(known).toEqual([...known].sort((one, other) => (descending ? other - one : one - other)));
        expect(values.slice(0, known.length)).toEqual(known);
        const paged: string[] = [];
        let after: RunPlace | undefined;
        do {
          const page = await runs.list({ filter: {}, order, after, limit: 2 });
          paged.push(...page.map(({ taskId }) => taskId));
          const last = page.at(-1);
          after = last && { value: valueOf(last), taskId: last.taskId };
        } while (after);
        expect(paged).toEqual(all.map(({ taskId }) => taskId));
      }
    },
  );

  it('keeps what people write on a run, and pinned ones from cleanup', async () => {
    await complete(taskOf('kept'), {});
    await complete(taskOf('old'), {});
    const annotation = { name: 'best', notes: 'of all', tags: ['a', 'b'], pinned: true };
    expect(await runs.annotate('kept', annotation)).toBe(true);
    expect(await runs.annotate('nobody', annotation)).toBe(false);
    expect(await tasks.removeFinishedBefore(NOW + 2 * MINUTE)).toBe(1);
    expect(await idsOf({})).toEqual(['kept']);
    await runs.annotate('kept', { notes: null });
    expect(await runs.find('kept')).toMatchObject({ ...annotation, notes: null });
  });

  it('is removed with its task once that has ended', async () => {
    const archive = new TaskArchive(database);
    await tasks.create(taskOf('waiting'));
    await complete(taskOf('ended'), {});
    expect(await archive.remove('waiting')).toBe('unfinished');
    expect(await archive.remove('ended')).toBe('removed');
    expect(await archive.remove('ended')).toBe('unknown');
    expect(await idsOf({})).toEqual(['waiting']);
  });

  it('stays counted in the bars of the day when it is removed, once', async () => {
    const usage = new UsageRepository(database);
    const archive = new TaskArchive(database);
    const now = Date.now();
    await complete(taskOf('kept', { at: now }), {});
    await complete(taskOf('removed', { at: now }), {});
    await Promise.all([archive.remove('removed'), archive.remove('removed')]);
    expect((await usage.read('test', now)).bars).toBe(18);
    expect((await usage.read('test', now + 1)).bars).toBe(0);
    expect((await usage.read('somebody else', now)).bars).toBe(0);
  });
});
