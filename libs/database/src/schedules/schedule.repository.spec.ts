import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { TaskRepository } from '../tasks/task.repository.js';
import { ScheduleRepository } from './schedule.repository.js';

describe('ScheduleRepository', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let schedules: ScheduleRepository;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 2 });
    schedules = new ScheduleRepository(database);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('knows who is paused by the newest change', async () => {
    await schedules.setPaused('cleanup', true, 'me');
    await schedules.setPaused('historical_prices', true, 'me');
    await schedules.setPaused('cleanup', false, 'you');
    expect([...(await schedules.listPaused())]).toEqual(['historical_prices']);
  });

  it('finds the newest run of a slot, not one that waits nor one by hand', async () => {
    const tasks = new TaskRepository(database);
    const create = (id: string, slot: number | null) =>
      tasks.create({
        ...{ id, job: 'cleanup', queue: 'analytics', slot, payload: {}, submitter: 'x', createdAt: 1 },
      });
    await Promise.all([create('a', 300_000), create('b', 600_000), create('c', 900_000), create('d', null)]);
    for (const id of ['a', 'b', 'd']) await tasks.open(id, 'w1', 1_000_000);
    await tasks.finish('b', 1, {
      status: 'completed',
      outcome: 'ok',
      error: null,
      summary: {},
      finishedAt: 1,
    });
    expect([...(await schedules.lastRuns(['cleanup', 'historical_prices']))]).toEqual([
      ['cleanup', { taskId: 'b', slot: 600_000, status: 'completed', outcome: 'ok' }],
    ]);
  });
});
