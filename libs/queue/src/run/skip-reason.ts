import { findCalendar } from '#domain';
import { jobDefinition, type JobDefinition, type JobName, type NewTask, type RunHistory } from '#jobs';

/** Why a task should not run although it is due, or undefined. */
export type SkipReason = (task: NewTask) => Promise<string | undefined>;

/**
 * Asks once more what the scheduler asked when it planned the slot: a job may start late. Tasks that
 * somebody asked for have no slot and always run.
 */
export function createSkipReason(
  history: RunHistory,
  now: () => number = Date.now,
  definitionOf: (job: JobName) => JobDefinition = jobDefinition,
): SkipReason {
  return async (task) => {
    if (task.slot === null) return undefined;
    const definition = definitionOf(task.job);
    return findClockReason(definition, task.slot, now()) ?? (await findOverlap(history, definition, task));
  };
}

function findClockReason(definition: JobDefinition, slot: number, now: number): string | undefined {
  const { misfire, marketHoursOnly } = definition;
  if (now - slot > misfire.graceMs && misfire.policy === 'skip')
    return 'The slot passed while no worker was free';
  if (marketHoursOnly && findCalendar(marketHoursOnly)?.isOpen(now) === false) return 'The market is closed';
  return undefined;
}

async function findOverlap(
  history: RunHistory,
  definition: JobDefinition,
  task: NewTask,
): Promise<string | undefined> {
  if (definition.overlap === 'allow') return undefined;
  const active = await history.active([task.job]);
  const earlier = active.find((other) => other.id !== task.id && other.status === 'running');
  return earlier && `An earlier run (${earlier.id}) is unfinished`;
}
