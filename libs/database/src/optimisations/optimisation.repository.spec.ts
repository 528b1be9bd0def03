import { sql } from 'drizzle-orm';
import type { ColumnTable } from '#domain';
import type { TaskEnding } from '#jobs';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { TaskRepository } from '../tasks/task.repository.js';
import { OptimisationRepository } from './optimisation.repository.js';
import { OptimiseRangeRepository } from './optimise-range.repository.js';
import type { StoredOptimisation } from './stored-optimisation.js';

const NOW = Date.UTC(2026, 10, 20, 12);
const LEASE = 60_000;

const ending: TaskEnding = { status: 'completed', outcome: 'ok', error: null, summary: {}, finishedAt: NOW };

function trialsOf(...cells: number[]): ColumnTable {
  const objective = Float64Array.from(cells, (cell) => (cell === 0 ? NaN : cell / 3));
  return { length: cells.length, columns: { cell: Float64Array.from(cells), objective } };
}

const stored: StoredOptimisation = {
  strategy: { name: 's' },
  request: { timeframe: '1d' },
  plan: { method: 'grid' },
  fixed: { stop: 0.1 },
  engineVersion: '1',
  strategyHash: 'h',
  dataDigest: 'd',
  startedAt: NOW,
  finishedAt: NOW + 500,
  durationMs: 500.5,
  trialsPlanned: 4,
  trialsDone: 3,
  trialsRefused: 1,
  objective: 'sharpe_ratio',
  bestObjective: 1 / 3,
  deflatedSharpe: null,
  overfitting: 0.25,
  findings: { params: { fast: 3 } },
  bestMetrics: { sharpe_ratio: 1 / 3 },
  walkForward: null,
  trials: trialsOf(0, 1, 2),
  equity: { length: 0, columns: {} },
  partial: false,
};

let testDatabase: TestDatabase;
let database: Database;
let ranges: OptimiseRangeRepository;
let results: OptimisationRepository;
let history: TaskRepository;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 4 });
  ranges = new OptimiseRangeRepository(database);
  results = new OptimisationRepository(database);
  history = new TaskRepository(database);
  await history.create({
    ...{ id: 'run', job: 'health_check', queue: 'default', slot: null, payload: {} },
    ...{ submitter: 'tester', createdAt: NOW },
  });
  await ranges.plan('run', [
    { chunk: 0, from: 0, to: 2 },
    { chunk: 1, from: 2, to: 4 },
  ]);
});

afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

describe('the ranges of an optimisation', () => {
  test('are each claimed by one worker, whoever asks at the same time', async () => {
    const claims = await Promise.all(['a', 'b', 'c'].map((owner) => ranges.claim('run', owner, LEASE)));
    const chunks = claims.flatMap((claim) => (claim ? [claim.chunk] : [])).sort();
    expect(chunks.length).toBeLessThanOrEqual(2);
    expect(new Set(chunks).size).toBe(chunks.length);
    await ranges.claim('run', 'd', LEASE);
    await ranges.claim('run', 'd', LEASE);
    expect(await ranges.claim('run', 'e', LEASE)).toBeUndefined();
  });

  test('can be asked for by number, and again by the owner that was lost and came back', async () => {
    expect(await ranges.claim('run', 'a', LEASE, 0)).toEqual({ chunk: 0, from: 0, to: 2 });
    expect(await ranges.claim('run', 'b', LEASE, 0)).toBeUndefined();
    expect(await ranges.claim('run', 'a', LEASE, 0)).toEqual({ chunk: 0, from: 0, to: 2 });
  });

  test('are free again when their claim has run out or was given up', async () => {
    await ranges.claim('run', 'a', -1, 0);
    expect(await ranges.claim('run', 'b', LEASE, 0)).toBeDefined();
    await ranges.release('run', 0, 'a');
    expect(await ranges.claim('run', 'c', LEASE, 0)).toBeUndefined();
    await ranges.release('run', 0, 'b');
    expect(await ranges.claim('run', 'c', LEASE, 0)).toBeDefined();
  });

  test('tell their owner when the work is in vain', async () => {
    await ranges.claim('run', 'a', LEASE, 0);
    expect(await ranges.renew('run', 0, 'a', LEASE, 1)).toBe(true);
    expect(await ranges.renew('run', 0, 'b', LEASE, 1)).toBe(false);
    await ranges.finish('run', 0, trialsOf(0, 1), null);
    expect(await ranges.renew('run', 0, 'a', LEASE, 2)).toBe(false);
  });

  test('say how far the whole is, and keep the first answer', async () => {
    await ranges.claim('run', 'a', LEASE, 1);
    await ranges.renew('run', 1, 'a', LEASE, 1);
    const best = { params: { fast: 3 }, objective: 0.5 };
    await ranges.finish('run', 0, trialsOf(0, 1), best);
    await ranges.finish('run', 0, trialsOf(7, 7, 7), null);
    expect(await ranges.progress('run')).toEqual({ open: 1, trialsDone: 3, bests: [best] });
    expect(await ranges.load('run')).toEqual([trialsOf(0, 1)]);
    await ranges.plan('run', [{ chunk: 0, from: 9, to: 99 }]);
    expect((await ranges.progress('run')).open).toBe(1);
  });
});

describe('the result of an optimisation', () => {
  test('is kept as it was saved, together with the end of its task', async () => {
    const opened = await history.open('run', 'w1', NOW);
    if (opened.state !== 'opened') throw new Error(opened.state);
    expect(await results.save('run', opened.fence, stored, ending)).toBe(true);
    const { trials, equity, ...columns } = stored;
    expect(await results.find('run')).toEqual(columns);
    expect(await results.findTable('run', 'trials')).toEqual(trials);
    expect(await results.findTable('run', 'equity')).toEqual(equity);
    expect(await history.find('run')).toMatchObject({ status: 'completed' });
    expect(await ranges.progress('run')).toEqual({ open: 0, trialsDone: 0, bests: [] });
    expect(await results.save('run', opened.fence, stored, ending)).toBe(true);
  });

  test('is refused from a run that was taken over, and goes with its task', async () => {
    const opened = await history.open('run', 'w1', NOW);
    if (opened.state !== 'opened') throw new Error(opened.state);
    expect(await results.save('run', opened.fence - 1, stored, ending)).toBe(false);
    expect(await results.find('run')).toBeUndefined();
    await results.save('run', opened.fence, stored, ending);
    await database.query((queries) => queries.execute(sql`delete from tasks where id = 'run'`));
    expect(await results.find('run')).toBeUndefined();
    expect(await results.findTable('run', 'trials')).toBeUndefined();
  });
});
