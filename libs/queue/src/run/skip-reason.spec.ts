import {
  CRON_JOBS,
  type CronJob,
  type JobDefinition,
  type NewTask,
  type ScheduleChange,
  type Task,
} from '#jobs';
import { createSkipReason } from './skip-reason.js';

/** A Friday, 14:30 in New York's winter: the market is open until 21:00 UTC. */
const SLOT = Date.parse('2026-11-20T19:30:00Z');
const MINUTE = 60_000;

const definition: CronJob = {
  ...CRON_JOBS.find(({ name }) => name === 'cleanup')!,
  overlap: 'allow',
  misfire: { policy: 'skip', graceMs: MINUTE },
};
const task: NewTask = {
  ...{ id: 'cleanup@20261120T193000Z', job: 'cleanup', queue: 'analytics', slot: SLOT },
  ...{ payload: {}, submitter: 'scheduler', createdAt: SLOT },
};

async function askFor(
  row: Partial<Pick<JobDefinition, 'misfire' | 'overlap' | 'marketHoursOnly'>>,
  now: number,
  { task: asked = task, active = [] as Partial<Task>[], changes = [] as ScheduleChange[] } = {},
): Promise<string | undefined> {
  const skipped = await createSkipReason(
    { active: async () => active as Task[] },
    { loadChanges: async () => new Map([['cleanup', changes]]) },
    () => now,
    [{ ...definition, ...row }],
  )(asked);
  return skipped?.reason;
}

describe('skipReason', () => {
  test('lets a slot run within its grace, and leaves out one that is later, whatever its policy', async () => {
    for (const policy of ['skip', 'latest', 'all'] as const) {
      const misfire = { policy, graceMs: MINUTE };
      expect(await askFor({ misfire }, SLOT + MINUTE)).toBeUndefined();
      expect(await askFor({ misfire }, SLOT + MINUTE + 1)).toBe('misfire');
    }
  });

  test('runs of several late slots all, or the newest one, as the policy says', async () => {
    const late = SLOT + 7 * MINUTE;
    const within = (policy: 'latest' | 'all') => ({ misfire: { policy, graceMs: 10 * MINUTE } });
    const newer = { ...task, slot: SLOT + 5 * MINUTE };
    expect(await askFor(within('all'), late)).toBeUndefined();
    expect(await askFor(within('latest'), late)).toBe('misfire');
    expect(await askFor(within('latest'), late, { task: newer })).toBeUndefined();
  });

  test('asks again whether the market is open when the job starts, not when its slot was', async () => {
    const late = { marketHoursOnly: 'XNYS', misfire: { policy: 'all', graceMs: 1e9 } } as const;
    expect(await askFor(late, Date.parse('2026-11-20T20:59:59Z'))).toBeUndefined();
    expect(await askFor(late, Date.parse('2026-11-20T21:00:00Z'))).toBe('market_closed');
    expect(await askFor(late, Date.parse('2026-11-26T15:00:00Z'))).toBe('market_closed');
  });

  test('leaves out a slot that was planned before its schedule was paused or changed', async () => {
    const since = { job: 'cleanup', changedBy: 'me', changedAt: SLOT - 1_000 } as const;
    const paused: ScheduleChange = { ...since, paused: true, trigger: null };
    const moved: ScheduleChange = {
      ...since,
      paused: false,
      trigger: { cron: '7 * * * *', timeZone: 'UTC' },
    };
    const resumed: ScheduleChange = { ...since, paused: false, trigger: null, changedAt: SLOT - 500 };
    expect(await askFor({}, SLOT, { changes: [paused] })).toBe('paused');
    expect(await askFor({}, SLOT, { changes: [moved] })).toBe('rescheduled');
    expect(await askFor({}, SLOT, { changes: [paused, resumed] })).toBeUndefined();
  });

  test('leaves out a slot while another run of its job is under way', async () => {
    const self = { ...task, status: 'running', startedAt: SLOT } as const;
    const waiting = { id: 'cleanup@20261120T193500Z', status: 'pending' } as const;
    const before = SLOT - 5 * MINUTE;
    const earlier = {
      id: 'cleanup@20261120T192500Z',
      status: 'running',
      slot: before,
      startedAt: before,
    } as const;
    const byHand = { id: 'by-hand', status: 'running', slot: null, startedAt: SLOT - 10 * MINUTE } as const;
    const skip = { overlap: 'skip' } as const;
    expect(await askFor(skip, SLOT, { active: [self, waiting] })).toBeUndefined();
    expect(await askFor(skip, SLOT, { active: [self, earlier] })).toBe('overlap');
    expect(await askFor(skip, SLOT, { active: [self, byHand] })).toBe('overlap');
    expect(await askFor({ overlap: 'allow' }, SLOT, { active: [self, earlier] })).toBeUndefined();
  });

  test('does not yield to a slot that is about to be left out itself: of two late ones the newest runs', async () => {
    const row = { overlap: 'skip', misfire: { policy: 'latest', graceMs: 10 * MINUTE } } as const;
    const newer = { ...task, id: 'cleanup@20261120T193500Z', slot: SLOT + 5 * MINUTE };
    const now = SLOT + 6 * MINUTE;
    const older = { ...task, status: 'running', startedAt: now } as const;
    expect(await askFor(row, now, { task: newer, active: [older] })).toBeUndefined();
    expect(await askFor(row, now, { active: [{ ...newer, status: 'running', startedAt: now }] })).toBe(
      'misfire',
    );
    const begunInTime = { ...older, startedAt: SLOT };
    expect(await askFor(row, now, { task: newer, active: [begunInTime] })).toBe('overlap');
  });

  test('never leaves out what somebody asked for', async () => {
    const asked = { ...task, slot: null };
    const closed = Date.parse('2026-11-22T12:00:00Z');
    expect(
      await askFor({ marketHoursOnly: 'XNYS', overlap: 'skip' }, closed, { task: asked }),
    ).toBeUndefined();
  });
});
