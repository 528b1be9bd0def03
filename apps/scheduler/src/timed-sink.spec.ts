import { jest } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CRON_JOBS, type CronJob, type NewTask } from '#jobs';
import { SlotEnqueuer } from './slot-enqueuer.js';
import { MemorySlots } from './testing/memory-slots.js';
import { TimedSink } from './timed-sink.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const cleanup = CRON_JOBS.find(({ name }) => name === 'cleanup')!;
const jobs: CronJob[] = [
  {
    ...cleanup,
    trigger: { kind: 'cron', cron: '* * * * *', timeZone: 'UTC' },
    misfire: { policy: 'all', graceMs: 3e5 },
  },
];

beforeEach(() => jest.useFakeTimers({ now: NOON, advanceTimers: false }));
afterEach(() => jest.useRealTimers());

function createStand() {
  const slots = new MemorySlots();
  const faults: NewTask[] = [];
  const timed = new TimedSink(slots.stores.sink, new SchedulerRegistry(), (task) => faults.push(task));
  const simple = new SlotEnqueuer({ ...slots.stores, sink: timed }, jobs);
  return { slots, faults, timed, simple };
}

describe('the scheduler in this process', () => {
  test('queues the task of a slot when its time has come, not before', async () => {
    const { slots, simple } = createStand();
    await simple.step(NOON + 1_000);
    expect(slots.fired('cleanup')).toEqual([]);
    await jest.advanceTimersByTimeAsync(59_999);
    expect(slots.fired('cleanup')).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(slots.fired('cleanup')).toEqual(['12:01']);
  });

  test('runs no slot twice beside the distributed one', async () => {
    const { slots, simple } = createStand();
    const distributed = new SlotEnqueuer(slots.stores, jobs);
    let planned = 0;
    const { sink } = slots.stores;
    const plan = sink.plan.bind(sink);
    sink.plan = async (task) => {
      const isNew = await plan(task);
      planned += Number(isNew);
      return isNew;
    };
    for (let second = 0; second < 180; second += 10) {
      await Promise.all([simple.step(Date.now()), distributed.step(Date.now())]);
      await jest.advanceTimersByTimeAsync(10_000);
    }
    expect(slots.fired('cleanup')).toEqual(['12:00', '12:01', '12:02', '12:03']);
    expect(planned).toBe(4);
  });

  test('says which slot it could not queue, so that it is planned again', async () => {
    const { slots, faults, simple } = createStand();
    await simple.step(NOON + 1_000);
    slots.isAway = true;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(faults.map(({ id }) => id)).toEqual(['cleanup@20261120T120100Z']);
    slots.isAway = false;
    simple.replan('cleanup', faults[0].slot ?? 0);
    await simple.step(Date.now() + 1_000);
    expect(slots.fired('cleanup')).toEqual(['12:01']);
  });

  test('forgets what has not come when it ends', async () => {
    const { slots, simple, timed } = createStand();
    await simple.step(NOON + 1_000);
    timed.close();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(slots.fired('cleanup')).toEqual([]);
  });
});
