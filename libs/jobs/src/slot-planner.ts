import { findCalendar } from '#domain';
import { listCronSlots, type PlanningWindow } from './cron-slots.js';
import type { JobDefinition } from './job-definition.js';
import type { JobName } from './job-registry.js';
import type { CronJob } from './job-views.js';
import { createMarketRule } from './market-hours.js';
import { currentState, type ScheduleTimeline } from './schedule-timeline.js';
import type { SuppressedSlot, Suppression } from './suppression.js';

export interface SlotPlan {
  fires: number[];
  suppressed: SuppressedSlot[];
}

/** When a job fires in the window, and when it would but for a rule; both rise. */
export function planSlots(job: CronJob, timeline: ScheduleTimeline, window: PlanningWindow): SlotPlan {
  const plan: SlotPlan = { fires: [], suppressed: [] };
  const calendar = job.marketHoursOnly === false ? undefined : findCalendar(job.marketHoursOnly);
  const marketRule = calendar ? createMarketRule(calendar) : () => undefined;
  timeline.forEach(({ since, isPaused, cron, timeZone }, position) => {
    const span = {
      from: Math.max(since, window.from),
      to: Math.min(timeline[position + 1]?.since ?? Infinity, window.to),
    };
    if (span.from >= span.to) return;
    const { slots, lost } = listCronSlots(cron, timeZone, span);
    for (const slot of slots) {
      const suppression: Suppression | undefined = isPaused
        ? { reason: 'paused', detail: null }
        : marketRule(slot);
      if (suppression) plan.suppressed.push({ slot, ...suppression });
      else plan.fires.push(slot);
    }
    plan.suppressed.push(
      ...lost.map((slot) => ({ slot, reason: 'clock_change', detail: timeZone }) as const),
    );
  });
  plan.suppressed.sort((one, other) => one.slot - other.slot);
  return plan;
}

/** Why the slot is not one that the job runs at, by its plan; undefined where it is. */
export function findSuppression(
  job: CronJob,
  timeline: ScheduleTimeline,
  slot: number,
): Suppression | undefined {
  const { fires, suppressed } = planSlots(job, timeline, { from: slot, to: slot + 1 });
  if (fires.length > 0) return undefined;
  return suppressed[0] ?? { reason: 'rescheduled', detail: 'The schedule was changed' };
}

const HOUR = 3_600_000;
/** Nobody wants to walk through a week of minutes where the next fire is a minute away. */
const LOOKAHEADS = [1, 24, 24 * 8, 24 * 32, 24 * 366 * 5].map((hours) => hours * HOUR);

/** When the job fires next, strictly after the instant, as its schedule stands now; undefined when it never does. */
export function findNextFire(job: CronJob, timeline: ScheduleTimeline, after: number): number | undefined {
  const state = { ...currentState(timeline), since: -Infinity };
  if (state.isPaused) return undefined;
  let from = after + 1;
  for (const lookahead of LOOKAHEADS) {
    const to = after + lookahead;
    const [next] = planSlots(job, [state], { from, to }).fires;
    if (next !== undefined) return next;
    from = to;
  }
  return undefined;
}

/** Which of the slots that passed while nobody planned are made up for, as the row says; `slots` rise. */
export function selectMisfires(definition: JobDefinition, slots: readonly number[], now: number): number[] {
  const { policy, graceMs } = definition.misfire;
  const recent = slots.filter((slot) => now - slot <= graceMs);
  const chosen = { skip: [], latest: recent.slice(-1), all: recent };
  return chosen[policy];
}

/** The id of the task of a slot, the same in every scheduler: `cleanup@20261120T143000Z`. */
export function toSlotTaskId(job: JobName, slot: number): string {
  const stamp = new Date(slot).toISOString().replace(/[-:]|\.\d+/g, '');
  return `${job}@${stamp}`;
}
