import type { NewTask } from '#jobs';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { TaskArchive } from './task-archive.repository.js';
import { TaskRepository } from './task.repository.js';

const NOW = Date.UTC(2026, 10, 20, 12);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('how queues get on', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let history: TaskRepository;
  let archive: TaskArchive;
  let count = 0;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 2 });
    history = new TaskRepository(database);
    archive = new TaskArchive(database);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  async function add(values: Pick<NewTask, 'queue' | 'job'> & Partial<NewTask>): Promise<string> {
    const id = `task-${++count}`;
    const common = { id, slot: null, payload: {}, submitter: 'test', createdAt: NOW - 30 * MINUTE };
    await history.create({ ...common, ...values });
    return id;
  }

  /** A task of the queue that ran from one instant to another, in seconds before now. */
  async function ran(queue: NewTask['queue'], from: number, to: number): Promise<void> {
    const id = await add({ queue, job: 'backtest_run' });
    await history.open(id, 'w1', NOW - from * SECOND);
    const ending = { status: 'completed', outcome: 'ok', error: null, summary: null } as const;
    await history.finish(id, 1, { ...ending, finishedAt: NOW - to * SECOND });
  }

  it('judges the speed of a queue by the time in which it worked, not by that in which it was idle', async () => {
    // Two at once, half an hour ago; then two in a row with a breath between, just now: four in 20 s.
    await ran('backtest', 1_810, 1_800);
    await ran('backtest', 1_805, 1_800);
    await ran('backtest', 10, 5);
    await ran('backtest', 4.5, 0);
    const pace = await archive.paceByQueue(NOW);
    expect(pace.get('backtest')).toEqual({
      ...{ finishedLastHour: 4, due: 0, oldestWaitMs: null, perSecond: 4 / 20 },
    });
  });

  it('tells no speed where nothing was run, only cancelled', async () => {
    const id = await add({ queue: 'strategy', job: 'strategy_validation' });
    const error = { code: 'TASK_CANCELLED', message: 'cancelled' } as const;
    await history.finishPending(id, {
      status: 'cancelled',
      outcome: null,
      error,
      summary: null,
      finishedAt: NOW,
    });
    expect((await archive.paceByQueue(NOW)).get('strategy')).toMatchObject({
      finishedLastHour: 1,
      perSecond: null,
    });
  });

  it('lets a slot that lies ahead wait in no figure, and one that has come wait since then', async () => {
    const planned = { queue: 'daily', job: 'news', createdAt: NOW - MINUTE } as const;
    await add({ ...planned, slot: NOW + MINUTE });
    const paceOf = async () => (await archive.paceByQueue(NOW)).get('daily');
    const waits = async () => [
      (await paceOf())?.due,
      (await paceOf())?.oldestWaitMs,
      (await history.statistics(['news'], NOW)).oldestWaitMs,
    ];
    expect(await waits()).toEqual([0, null, null]);
    await add({ ...planned, slot: NOW - 20 * SECOND });
    expect(await waits()).toEqual([1, 20 * SECOND, 20 * SECOND]);
  });
});
