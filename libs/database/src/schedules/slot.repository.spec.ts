import type { TaskEnding } from '#jobs';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { TaskRepository } from '../tasks/task.repository.js';
import { SlotRepository } from './slot.repository.js';

const MINUTE = 60_000;

describe('SlotRepository', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let slots: SlotRepository;
  let tasks: TaskRepository;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 2 });
    slots = new SlotRepository(database);
    tasks = new TaskRepository(database);
  });

  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const create = (id: string, slot: number | null, createdAt = 1) =>
    tasks.create({ id, job: 'cleanup', queue: 'analytics', slot, payload: {}, submitter: 'x', createdAt });

  const end = async (id: string, outcome: TaskEnding['outcome'], summary: TaskEnding['summary'] = {}) => {
    await tasks.open(id, 'w1', 20 * MINUTE);
    await tasks.finish(id, 1, {
      status: 'completed',
      outcome,
      error: null,
      summary,
      finishedAt: 21 * MINUTE,
    });
  };

  it('finds the newest run of a slot, not one that waits nor one by hand', async () => {
    await Promise.all([create('a', 5 * MINUTE), create('b', 10 * MINUTE), create('c', 15 * MINUTE)]);
    await create('d', null);
    for (const id of ['a', 'd']) await tasks.open(id, 'w1', 1_000_000);
    await end('b', 'ok');
    expect([...(await slots.lastRuns(['cleanup', 'historical_prices']))]).toEqual([
      ['cleanup', { taskId: 'b', slot: 10 * MINUTE, status: 'completed', outcome: 'ok' }],
    ]);
    expect(await slots.findLastSuccess('cleanup')).toBe(20 * MINUTE);
    expect(await slots.findLastSuccess('news')).toBeUndefined();
  });

  it('writes a skipped slot down once, and none that has a task', async () => {
    await create('a', 5 * MINUTE);
    const holiday = { slot: 10 * MINUTE, reason: 'holiday', detail: 'Good Friday' } as const;
    await slots.addSkipped('cleanup', [{ slot: 5 * MINUTE, reason: 'misfire', detail: null }, holiday]);
    await slots.addSkipped('cleanup', [{ ...holiday, reason: 'paused' }]);
    const runs = await slots.listRuns('cleanup', 10);
    expect(runs).toMatchObject([
      {
        slot: 10 * MINUTE,
        taskId: null,
        status: 'skipped',
        skipped: { reason: 'holiday', detail: 'Good Friday' },
      },
      { slot: 5 * MINUTE, taskId: 'a', status: 'pending', skipped: null },
    ]);
  });

  it('knows up to where each job is planned', async () => {
    await create('a', 5 * MINUTE);
    await slots.addSkipped('cleanup', [{ slot: 10 * MINUTE, reason: 'paused', detail: null }]);
    expect([...(await slots.loadNewest(['cleanup', 'news']))]).toEqual([['cleanup', 10 * MINUTE]]);
    const stand = await slots.loadStand(['cleanup', 'news'], 6 * MINUTE);
    expect(stand.get('cleanup')).toEqual({ newest: 10 * MINUTE, oldestWaiting: 5 * MINUTE });
    expect(stand.get('news')).toEqual({ newest: undefined, oldestWaiting: undefined });
    expect((await slots.loadStand(['cleanup'], 4 * MINUTE)).get('cleanup')?.oldestWaiting).toBeUndefined();
  });

  it('lists what was planned and yet not run, with reasons of the schedule only', async () => {
    for (const [id, slot] of [
      ['a', 5],
      ['b', 10],
      ['c', 15],
    ] as const)
      await create(id, slot * MINUTE);
    await end('a', 'skipped', { reason: 'overlap', detail: 'An earlier run' });
    await end('b', 'skipped', { reason: 'No symbol is active' });
    await end('c', 'ok');
    await slots.addSkipped('cleanup', [{ slot: 20 * MINUTE, reason: 'misfire', detail: null }]);
    const unrun = await slots.listUnrun({ from: 0, to: 60 * MINUTE });
    expect(unrun.map(({ slot, reason }) => [slot / MINUTE, reason]).sort()).toEqual([
      [20, 'misfire'],
      [5, 'overlap'],
    ]);
    expect(await slots.listUnrun({ from: 0, to: 5 * MINUTE })).toEqual([]);
  });

  it('pages through the runs, those by hand at the instant they were asked for', async () => {
    await create('a', 5 * MINUTE);
    await create('b', null, 7 * MINUTE);
    await create('c', 10 * MINUTE);
    const first = await slots.listRuns('cleanup', 2);
    expect(first.map(({ taskId }) => taskId)).toEqual(['c', 'b']);
    expect((await slots.listRuns('cleanup', 2, first[1].at)).map(({ taskId }) => taskId)).toEqual(['a']);
  });

  it('forgets skipped slots that are old', async () => {
    const at = (slot: number) => ({ slot, reason: 'paused', detail: null }) as const;
    await slots.addSkipped('cleanup', [at(MINUTE), at(2 * MINUTE)]);
    expect(await slots.removeSkippedBefore(2 * MINUTE)).toBe(1);
    expect(await slots.listRuns('cleanup', 10)).toHaveLength(1);
  });
});
