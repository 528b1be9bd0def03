import { jobDefinition, type JobDefinition, type NewTask, type RunHistory, type Task } from '#jobs';
import { createSkipReason } from './skip-reason.js';

/** A Friday, 14:30 in New York's winter: the market is open until 21:00 UTC. */
const SLOT = Date.parse('2026-11-20T19:30:00Z');
const MINUTE = 60_000;

const definition: JobDefinition = {
  ...jobDefinition('cleanup'),
  overlap: 'allow',
  misfire: { policy: 'skip', graceMs: MINUTE },
};
const task: NewTask = {
  ...{ id: 'cleanup@20261120T193000Z', job: 'cleanup', queue: 'analytics', slot: SLOT },
  ...{ payload: {}, submitter: 'scheduler', createdAt: SLOT },
};

function askFor(
  changes: Partial<JobDefinition>,
  now: number,
  { task: asked = task, active = [] as Partial<Task>[] } = {},
): Promise<string | undefined> {
  const history = { active: async () => active as Task[] } as Partial<RunHistory> as RunHistory;
  return createSkipReason(
    history,
    () => now,
    () => ({ ...definition, ...changes }),
  )(asked);
}

describe('skipReason', () => {
  test('lets a slot run within its grace, and leaves out one that is later', async () => {
    expect(await askFor({}, SLOT + MINUTE)).toBeUndefined();
    expect(await askFor({}, SLOT + MINUTE + 1)).toBe('The slot passed while no worker was free');
  });

  test('lets a late slot run where its job makes up for slots', async () => {
    expect(await askFor({ misfire: { policy: 'all', graceMs: MINUTE } }, SLOT + 2 * MINUTE)).toBeUndefined();
  });

  test('asks again whether the market is open when the job starts, not when its slot was', async () => {
    const late = { marketHoursOnly: 'XNYS', misfire: { policy: 'all', graceMs: MINUTE } } as const;
    expect(await askFor(late, Date.parse('2026-11-20T20:59:59Z'))).toBeUndefined();
    expect(await askFor(late, Date.parse('2026-11-20T21:00:00Z'))).toBe('The market is closed');
    expect(await askFor(late, Date.parse('2026-11-26T15:00:00Z'))).toBe('The market is closed');
  });

  test('leaves out a slot while another run of its job is under way', async () => {
    const self = { id: task.id, status: 'running' } as const;
    const waiting = { id: 'cleanup@20261120T193500Z', status: 'pending' } as const;
    const earlier = { id: 'cleanup@20261120T192500Z', status: 'running' } as const;
    const skip = { overlap: 'skip' } as const;
    expect(await askFor(skip, SLOT, { active: [self, waiting] })).toBeUndefined();
    expect(await askFor(skip, SLOT, { active: [self, earlier] })).toBe(
      'An earlier run (cleanup@20261120T192500Z) is unfinished',
    );
    expect(await askFor({ overlap: 'allow' }, SLOT, { active: [self, earlier] })).toBeUndefined();
  });

  test('never leaves out what somebody asked for', async () => {
    const asked = { ...task, slot: null };
    const closed = Date.parse('2026-11-22T12:00:00Z');
    expect(
      await askFor({ marketHoursOnly: 'XNYS', overlap: 'skip' }, closed, { task: asked }),
    ).toBeUndefined();
  });
});
