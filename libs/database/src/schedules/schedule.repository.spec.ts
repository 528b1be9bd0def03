import type { JobName, ScheduleChange } from '#jobs';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
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

  const change = (job: JobName, changedAt: number, paused: boolean, cron?: string): ScheduleChange => ({
    ...{ job, paused, changedBy: 'me', changedAt },
    trigger: cron === undefined ? null : { cron, timeZone: 'UTC' },
  });

  it('gives what was done since an instant, and how it stood then', async () => {
    const made = [
      change('cleanup', 1_000, true),
      change('cleanup', 2_000, true, '0 0 * * *'),
      change('cleanup', 3_000, false, '0 0 * * *'),
      change('news', 500, true),
    ];
    for (const each of made) await schedules.addChange(each);
    const since = await schedules.loadChanges(2_500);
    expect(since.get('cleanup')).toEqual([made[1], made[2]]);
    expect(since.get('news')).toEqual([made[3]]);
    expect((await schedules.loadChanges(0)).get('cleanup')).toEqual(made.slice(0, 3));
    expect(await schedules.listChanges('cleanup', 2)).toEqual([made[2], made[1]]);
  });
});
