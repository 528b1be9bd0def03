import { CRON_JOBS, toSlotTaskId, type CronJob, type JobDefinition, type ScheduleChange } from '#jobs';
import { LEAD_MS, SlotEnqueuer } from './slot-enqueuer.js';
import { MemorySlots } from './testing/memory-slots.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const STEP = 10_000;

const cleanup = CRON_JOBS.find(({ name }) => name === 'cleanup')!;

function everyMinute(misfire: JobDefinition['misfire']['policy'], graceMs = 10 * MINUTE): CronJob[] {
  const trigger = { kind: 'cron', cron: '* * * * *', timeZone: 'UTC' } as const;
  return [{ ...cleanup, trigger, misfire: { policy: misfire, graceMs } }];
}

const change = (changedAt: number, paused: boolean, cron?: string): ScheduleChange => ({
  ...{ job: 'cleanup', paused, changedBy: 'me', changedAt },
  trigger: cron === undefined ? null : { cron, timeZone: 'UTC' },
});

describe('SlotEnqueuer', () => {
  test('plans each slot once, however often it looks and however many schedulers there are', async () => {
    const slots = new MemorySlots();
    const schedulers = [1, 2, 3].map(() => new SlotEnqueuer(slots.stores, everyMinute('skip')));
    for (let now = NOON; now < NOON + 5 * MINUTE; now += STEP) {
      await Promise.all(schedulers.map((scheduler) => scheduler.step(now)));
    }
    expect(slots.fired('cleanup')).toEqual(['12:00', '12:01', '12:02', '12:03', '12:04', '12:05']);
  });

  test('says in the task which slot it is for', async () => {
    const slots = new MemorySlots();
    const id = toSlotTaskId('cleanup', NOON);
    expect(await new SlotEnqueuer(slots.stores, everyMinute('skip')).step(NOON)).toEqual([id]);
    expect(slots.tasks.get(id)).toMatchObject({
      ...{ job: 'cleanup', queue: 'analytics', slot: NOON, submitter: 'scheduler' },
    });
  });

  test.each([
    ['skip', [], 9],
    ['latest', ['12:10'], 8],
    ['all', ['12:06', '12:07', '12:08', '12:09', '12:10'], 4],
  ] as const)(
    'after an outage of ten minutes follows the policy %s, and writes down what is lost',
    async (policy, madeUpFor, lost) => {
      const slots = new MemorySlots();
      const jobs = everyMinute(policy, 5 * MINUTE);
      await new SlotEnqueuer(slots.stores, jobs).step(NOON + 1_000);
      // Another scheduler starts when the first one has been gone for ten minutes.
      await new SlotEnqueuer(slots.stores, jobs).step(NOON + 10 * MINUTE + 30_000);
      expect(slots.fired('cleanup')).toEqual(['12:01', ...madeUpFor, '12:11']);
      expect(slots.skipped('cleanup', 'misfire')).toHaveLength(lost);
    },
  );

  test('begins now with a job that never was planned', async () => {
    const slots = new MemorySlots();
    await new SlotEnqueuer(slots.stores, everyMinute('all')).step(NOON + 1_000);
    expect([slots.fired('cleanup'), slots.skipped('cleanup')]).toEqual([['12:01'], []]);
  });

  test('tries again what a store that was away prevented', async () => {
    const slots = new MemorySlots();
    const scheduler = new SlotEnqueuer(slots.stores, everyMinute('skip'));
    await scheduler.step(NOON - MINUTE);
    slots.isAway = true;
    await expect(scheduler.step(NOON + 1_000)).rejects.toThrow('could not be planned');
    slots.isAway = false;
    expect(await scheduler.step(NOON + 11_000)).toEqual(['cleanup@20261120T120100Z']);
  });

  test('never makes up for a slot that passed in a pause', async () => {
    const slots = new MemorySlots();
    const jobs = everyMinute('all');
    await new SlotEnqueuer(slots.stores, jobs).step(NOON);
    slots.changes.push(change(NOON + 90_000, true));
    await new SlotEnqueuer(slots.stores, jobs).step(NOON + 4 * MINUTE);
    slots.changes.push(change(NOON + 4 * MINUTE + 30_000, false));
    await new SlotEnqueuer(slots.stores, jobs).step(NOON + 5 * MINUTE);
    expect(slots.fired('cleanup')).toEqual(['12:00', '12:01', '12:05']);
    expect(slots.skipped('cleanup', 'paused')).toEqual(['12:02', '12:03', '12:04']);
  });

  test('plans what is still to come by new times as soon as they are set', async () => {
    const slots = new MemorySlots();
    const scheduler = new SlotEnqueuer(slots.stores, everyMinute('skip'));
    slots.changes.push(change(NOON - MINUTE, true));
    await scheduler.step(NOON);
    expect(slots.fired('cleanup')).toEqual([]);
    slots.changes.push(change(NOON + 5_000, false, '*/2 * * * *'));
    for (let now = NOON + STEP; now < NOON + 4 * MINUTE; now += STEP) await scheduler.step(now);
    expect(slots.fired('cleanup')).toEqual(['12:02', '12:04']);
  });

  test('has every slot on record a good while before it fires', async () => {
    const slots = new MemorySlots();
    const scheduler = new SlotEnqueuer(slots.stores);
    for (let now = NOON; now < NOON + 60 * MINUTE; now += STEP) await scheduler.step(now);
    for (const { slot, createdAt } of slots.tasks.values()) {
      if (slot === null || slot === NOON) continue;
      expect(slot - createdAt).toBeGreaterThan(LEAD_MS - STEP - 1);
    }
  });
});
