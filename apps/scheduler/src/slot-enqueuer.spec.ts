import { jobDefinition, type JobDefinition, type JobName, type NewTask } from '#jobs';
import { SlotEnqueuer } from './slot-enqueuer.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;

class Record {
  readonly tasks = new Map<string, NewTask>();
  outage = false;

  async plan(task: NewTask): Promise<boolean> {
    if (this.outage) throw new Error('away');
    if (this.tasks.has(task.id)) return false;
    this.tasks.set(task.id, task);
    return true;
  }

  get slots(): string[] {
    return [...this.tasks.values()].map((task) => new Date(task.slot ?? 0).toISOString().slice(11, 19));
  }
}

const unpaused = { listPaused: async () => new Set<JobName>() };

const everyMinute = (misfire: JobDefinition['misfire']['policy'], graceMs = 10 * MINUTE) =>
  [
    {
      ...jobDefinition('cleanup'),
      trigger: { kind: 'cron', cron: '* * * * *', timeZone: 'UTC' },
      misfire: { policy: misfire, graceMs },
    },
  ] as (JobDefinition & { name: JobName })[];

describe('SlotEnqueuer', () => {
  test('plans each slot once, however often it looks and however many schedulers there are', async () => {
    const record = new Record();
    const schedulers = [1, 2, 3].map(() => new SlotEnqueuer(record, unpaused, everyMinute('skip')));
    for (let now = NOON; now < NOON + 5 * MINUTE; now += 10_000) {
      await Promise.all(schedulers.map((scheduler) => scheduler.step(now)));
    }
    expect(record.slots).toEqual(['12:00:00', '12:01:00', '12:02:00', '12:03:00', '12:04:00', '12:05:00']);
  });

  test('says in the task which slot it is for', async () => {
    const record = new Record();
    expect(await new SlotEnqueuer(record, unpaused, everyMinute('skip')).step(NOON)).toEqual([
      'cleanup@20261120T120000Z',
    ]);
    expect(record.tasks.get('cleanup@20261120T120000Z')).toMatchObject({
      ...{ job: 'cleanup', queue: 'analytics', slot: NOON, submitter: 'scheduler' },
    });
  });

  test.each([
    ['skip', 2],
    ['latest', 3],
    ['all', 12],
  ] as const)('follows the policy %s for what passed while nobody planned', async (policy, expected) => {
    const record = new Record();
    const scheduler = new SlotEnqueuer(record, unpaused, everyMinute(policy));
    await scheduler.step(NOON + 1_000);
    const before = record.tasks.size;
    await scheduler.step(NOON + 30 * MINUTE + 1_000);
    expect(record.tasks.size - before + 1).toBe(expected);
  });

  test('tries again what a store that was away prevented', async () => {
    const record = new Record();
    const scheduler = new SlotEnqueuer(record, unpaused, everyMinute('skip'));
    record.outage = true;
    await expect(scheduler.step(NOON)).rejects.toThrow('could not be planned');
    record.outage = false;
    expect(await scheduler.step(NOON)).toEqual(['cleanup@20261120T120000Z']);
  });

  test('leaves out the slots of a paused job, also once it is resumed', async () => {
    const record = new Record();
    const paused = new Set<JobName>(['cleanup']);
    const scheduler = new SlotEnqueuer(record, { listPaused: async () => paused }, everyMinute('skip'));
    await scheduler.step(NOON);
    paused.clear();
    await scheduler.step(NOON + 2 * MINUTE);
    expect(record.slots).toEqual(['12:02:00']);
  });
});
