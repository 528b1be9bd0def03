import { findCalendar } from '#domain';
import {
  CRON_JOBS,
  findSuppression,
  planSlots,
  toTimeline,
  type CronJob,
  type NewTask,
  type RunHistory,
  type ScheduleSource,
  type ScheduleTimeline,
  type Suppression,
  type Task,
} from '#jobs';

/** Why a task should not run although it is due, or undefined. */
export type FindSkipReason = (task: NewTask) => Promise<Suppression | undefined>;

/**
 * Asks once more what the scheduler asked when it planned the slot: a job may start late, and its schedule may have been
 * changed meanwhile. Tasks that somebody asked for have no slot and always run.
 */
export function createSkipReason(
  history: Pick<RunHistory, 'active'>,
  schedules: ScheduleSource,
  now: () => number = Date.now,
  jobs: readonly CronJob[] = CRON_JOBS,
): FindSkipReason {
  return async ({ id, job: name, slot }) => {
    const job = jobs.find((row) => row.name === name);
    if (slot === null || !job) return undefined;
    const timeline = toTimeline(job, (await schedules.loadChanges(slot)).get(name));
    return (
      findSuppression(job, timeline, slot) ??
      findLateness(job, timeline, slot, now()) ??
      (await findOverlap(history, job, timeline, id))
    );
  };
}

/** A slot that is late is left out after its grace, where a newer one is due as well, or when the market has closed. */
function findLateness(
  job: CronJob,
  timeline: ScheduleTimeline,
  slot: number,
  now: number,
): Suppression | undefined {
  const { policy, graceMs } = job.misfire;
  if (now - slot > graceMs) return { reason: 'misfire', detail: 'It passed while no worker was free' };
  if (policy === 'latest' && planSlots(job, timeline, { from: slot + 1, to: now }).fires.length > 0)
    return { reason: 'misfire', detail: 'A newer slot is due as well' };
  if (job.marketHoursOnly !== false && findCalendar(job.marketHoursOnly)?.isOpen(now) === false)
    return { reason: 'market_closed', detail: 'The market closed before a worker was free' };
  return undefined;
}

/** A run that has begun, but only to be left out as late itself, keeps nobody out: else of several late slots none would run. */
async function findOverlap(
  history: Pick<RunHistory, 'active'>,
  job: CronJob,
  timeline: ScheduleTimeline,
  taskId: string,
): Promise<Suppression | undefined> {
  if (job.overlap === 'allow') return undefined;
  const isLate = ({ slot, startedAt }: Task): boolean =>
    slot !== null && startedAt !== null && findLateness(job, timeline, slot, startedAt) !== undefined;
  const active = await history.active([job.name]);
  const earlier = active.find((other) => other.id !== taskId && other.status === 'running' && !isLate(other));
  return earlier && { reason: 'overlap', detail: `An earlier run (${earlier.id}) is unfinished` };
}
