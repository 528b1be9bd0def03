import { AlertRepository, Database } from '#database';
import type { NewTask, NotificationPayload } from '#jobs';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import type { LateSchedule } from '../schedule-watch.js';
import { AlertWatch } from './alert-watch.js';

const NOW = Date.parse('2026-11-20T15:00:00Z');
const MINUTE = 60_000;
const LATE: LateSchedule = { job: 'cleanup', slot: NOW - MINUTE, lateMs: MINUTE, isUnplanned: true };

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Two schedulers that look at the same stores; a task of one id is planned once. */
function createWatches(settings: { NOTIFY_ON?: ['alert'] | []; NOTIFY_URL?: string } = {}) {
  const told = new Map<string, NotificationPayload>();
  const plan = async (task: NewTask) => {
    if (told.has(task.id)) return false;
    told.set(task.id, task.payload as NotificationPayload);
    return true;
  };
  const stores = {
    alerts: new AlertRepository(database),
    archive: { countByJob: async () => [], paceByQueue: async () => new Map() },
    heartbeats: { living: async () => [] },
    sink: { plan },
  };
  const thresholds = { ALERT_FAILURE_PERCENT: 50, ALERT_WAIT_SECONDS: 900, ALERT_UNATTENDED_SECONDS: 60 };
  const config = {
    NOTIFY_URL: 'https://receiver',
    NOTIFY_ON: ['alert' as const],
    ...thresholds,
    ...settings,
  };
  const watches = [new AlertWatch(stores, config), new AlertWatch(stores, config)];
  const step = (late: LateSchedule[], now: number) =>
    Promise.all(watches.map((watch) => watch.step(late, now)));
  return { step, told };
}

describe('AlertWatch', () => {
  it('tells what is not well once, by however many schedulers, and once that it is over', async () => {
    const { step, told } = createWatches();
    await step([], NOW);
    expect(told.size).toBe(0);
    await step([LATE], NOW + MINUTE);
    const [open] = await step([{ ...LATE, lateMs: 2 * MINUTE }], NOW + 2 * MINUTE);
    expect(open).toMatchObject([{ rule: 'schedule_late', subject: 'cleanup', begunAt: NOW + MINUTE }]);
    expect([...told.values()]).toMatchObject([
      { event: 'alert.begun', data: { rule: 'schedule_late', subject: 'cleanup', value: 60 } },
    ]);
    await step([], NOW + 3 * MINUTE);
    expect(await step([], NOW + 4 * MINUTE)).toEqual([[], []]);
    expect([...told.values()].map(({ event, at }) => [event, at])).toEqual([
      ['alert.begun', '2026-11-20T15:01:00.000Z'],
      ['alert.over', '2026-11-20T15:03:00.000Z'],
    ]);
  });

  it('tells it anew where it comes back', async () => {
    const { step, told } = createWatches();
    await step([LATE], NOW + 90 * MINUTE);
    await step([], NOW + 91 * MINUTE);
    expect([...told.values()].map(({ event }) => event)).toEqual(['alert.begun', 'alert.over']);
  });

  it('keeps a record where nobody is to be told', async () => {
    const { step, told } = createWatches({ NOTIFY_ON: [] });
    expect((await step([LATE], NOW + 200 * MINUTE))[0]).toHaveLength(1);
    expect(told.size).toBe(0);
  });
});
