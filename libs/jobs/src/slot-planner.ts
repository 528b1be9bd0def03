import { dateInZone, findCalendar, type TradingCalendar } from '#domain';
import type { JobDefinition } from './job-definition.js';
import type { JobName } from './job-registry.js';
import { listCronSlots, type PlanningWindow } from './cron-slots.js';

/** What a job may be told to leave out, and what its rules refer to. */
export interface PlanningRules {
  isPaused: boolean;
  /** The calendar that `marketHoursOnly` names. */
  calendar: TradingCalendar | undefined;
}

/** The rules of a row as they stand. */
export function planningRulesOf({ marketHoursOnly }: JobDefinition, isPaused: boolean): PlanningRules {
  return { isPaused, calendar: marketHoursOnly === false ? undefined : findCalendar(marketHoursOnly) };
}

/** A planned instant that is not run, and why. */
export interface SuppressedSlot {
  slot: number;
  reason: string;
}

export interface SlotPlan {
  fires: number[];
  suppressed: SuppressedSlot[];
}

/** When a job fires in the window, and when it would but for a rule. Nothing for a job that runs on demand. */
export function planSlots(definition: JobDefinition, rules: PlanningRules, window: PlanningWindow): SlotPlan {
  const plan: SlotPlan = { fires: [], suppressed: [] };
  const { trigger } = definition;
  if (trigger.kind !== 'cron') return plan;
  for (const slot of listCronSlots(trigger.cron, trigger.timeZone, window)) {
    const reason = findSuppression(definition, rules, slot);
    if (reason === undefined) plan.fires.push(slot);
    else plan.suppressed.push({ slot, reason });
  }
  return plan;
}

const HOUR = 3_600_000;
/** Nobody wants to walk through a week of minutes where the next fire is a minute away. */
const LOOKAHEADS = [HOUR, 24 * HOUR, 32 * 24 * HOUR];

/** When the job fires next, strictly after the instant; undefined when that is not within a month. */
export function findNextFire(
  definition: JobDefinition,
  rules: PlanningRules,
  after: number,
): number | undefined {
  for (const lookahead of LOOKAHEADS) {
    const [next] = planSlots(definition, rules, { from: after + 1, to: after + lookahead }).fires;
    if (next !== undefined) return next;
  }
  return undefined;
}

function findSuppression(definition: JobDefinition, rules: PlanningRules, slot: number): string | undefined {
  if (rules.isPaused) return 'paused';
  const { calendar } = rules;
  if (!definition.marketHoursOnly || !calendar || calendar.isOpen(slot)) return undefined;
  return calendar.exceptionOn(dateInZone(slot, calendar.timeZone)) ?? 'market closed';
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
