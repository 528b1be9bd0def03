import { Cron } from 'croner';
import { wallTimeOf } from '#domain';
import { resolveWallTime } from './wall-clock.js';

const HOUR_FIELD = 1;
/** Wall times so far outside the window may still be resolved into it. */
const CLOCK_CHANGE_MS = 3 * 3_600_000;

/** A span of time, [from, to), in UTC milliseconds. */
export interface PlanningWindow {
  from: number;
  to: number;
}

/**
 * The instants in the window at which the cron (five fields, in an IANA zone) fires, rising. A schedule that names its hours
 * fires once per named wall time: once where clocks show it twice, and at the end of the jump where they skip it.
 * One that fires in every hour (`*`) goes on through a clock change with its usual distance.
 */
export function listCronSlots(cron: string, timeZone: string, window: PlanningWindow): number[] {
  const namesHours = cron.trim().split(/\s+/)[HOUR_FIELD] !== '*';
  const slots = namesHours ? listNamed(cron, timeZone, window) : listRuns(cron, timeZone, window);
  return [...new Set(slots)].filter((slot) => slot >= window.from && slot < window.to).sort((a, b) => a - b);
}

/** Walks the wall clock as if it were one of UTC, then asks when it shows those times. */
function listNamed(cron: string, timeZone: string, { from, to }: PlanningWindow): number[] {
  const walls = listRuns(cron, 'UTC', {
    from: wallTimeOf(from, timeZone) - CLOCK_CHANGE_MS,
    to: wallTimeOf(to, timeZone) + CLOCK_CHANGE_MS,
  });
  return walls.map((wall) => resolveWallTime(wall, timeZone));
}

function listRuns(pattern: string, timezone: string, { from, to }: PlanningWindow): number[] {
  const cron = new Cron(pattern, { timezone, paused: true, mode: '5-part' });
  const runs: number[] = [];
  let next = cron.nextRun(new Date(from - 1));
  while (next && next.getTime() < to) {
    runs.push(next.getTime());
    next = cron.nextRun(next);
  }
  return runs;
}
