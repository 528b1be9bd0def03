import { CRON_JOBS, type CronJob, type JobName, type ScheduleChange } from '#jobs';
import { ScheduleWatch, type SlotStand } from './schedule-watch.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;

const cleanup = CRON_JOBS.find(({ name }) => name === 'cleanup')!;
const jobs: CronJob[] = [{ ...cleanup, trigger: { kind: 'cron', cron: '*/5 * * * *', timeZone: 'UTC' } }];

function watchAt(now: number, stand: Partial<SlotStand> | undefined, changes: ScheduleChange[] = []) {
  const known = stand && { newest: undefined, oldestWaiting: undefined, ...stand };
  const stores = {
    schedules: { loadChanges: async () => new Map<JobName, ScheduleChange[]>([['cleanup', changes]]) },
    ledger: { loadStand: async () => new Map<JobName, SlotStand>(known ? [['cleanup', known]] : []) },
  };
  return new ScheduleWatch(stores, jobs).step(now);
}

describe('ScheduleWatch', () => {
  test('is silent while slots are on record and begin', async () => {
    expect(await watchAt(NOON, { newest: NOON })).toEqual([]);
    expect(await watchAt(NOON + 9 * MINUTE, { newest: NOON })).toEqual([]);
    expect(await watchAt(NOON + 60 * MINUTE, undefined)).toEqual([]);
  });

  test('names a schedule of which nobody plans anything, once it is more than two periods behind', async () => {
    expect(await watchAt(NOON + 14 * MINUTE, { newest: NOON })).toEqual([]);
    expect(await watchAt(NOON + 16 * MINUTE, { newest: NOON })).toEqual([
      { job: 'cleanup', slot: NOON + 5 * MINUTE, lateMs: 11 * MINUTE, isUnplanned: true },
    ]);
  });

  test('names a schedule whose tasks wait and are not taken', async () => {
    const stand = { newest: NOON + 15 * MINUTE, oldestWaiting: NOON };
    expect(await watchAt(NOON + 11 * MINUTE, stand)).toEqual([
      { job: 'cleanup', slot: NOON, lateMs: 11 * MINUTE, isUnplanned: false },
    ]);
  });

  test('expects nothing of a schedule that is paused', async () => {
    const paused = { paused: true, trigger: null, changedBy: 'me', changedAt: NOON + MINUTE };
    expect(await watchAt(NOON + 60 * MINUTE, { newest: NOON }, [{ ...paused, job: 'cleanup' }])).toEqual([]);
  });
});
