import { Cron } from 'croner';
import { instantInZone, instantsOfWallTime, toDate, wallTimeOf } from '#domain';
import { findEndOfJump } from './wall-clock.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** A span of time, [from, to), in UTC milliseconds. */
export interface PlanningWindow {
  from: number;
  to: number;
}

/** Instants of a schedule in a window, rising. */
export interface CronSlots {
  slots: number[];
  /** Where it would fire as well, had the clocks not been changed. */
  lost: number[];
}

interface CronPattern {
  /** The minutes of a day, rising, at which it fires. */
  minutes: readonly number[];
  /** Whether it fires in every hour, rather than at hours that it names. */
  isHourly: boolean;
  /** At 00:00 of the days on which it fires. */
  days: Cron;
}

const patterns = new Map<string, CronPattern>();

/** @throws Error of the cron library where the text is no cron of five fields. */
export function parseCron(cron: string): CronPattern {
  let pattern = patterns.get(cron);
  if (!pattern) patterns.set(cron, (pattern = createPattern(cron)));
  return pattern;
}

function createPattern(cron: string): CronPattern {
  const [minute, hour, ...days] = cron.trim().split(/\s+/);
  const options = { timezone: 'UTC', paused: true, mode: '5-part' } as const;
  const times = new Cron(`${minute} ${hour} * * *`, options);
  const minutes: number[] = [];
  for (let next = times.nextRun(new Date(-1)); next && next.getTime() < DAY; next = times.nextRun(next)) {
    minutes.push(next.getTime() / MINUTE);
  }
  return { minutes, isHourly: hour === '*', days: new Cron(['0 0', ...days].join(' '), options) };
}

/**
 * When the cron (five fields, in an IANA zone) fires in the window. A schedule that names its hours fires once per
 * named wall time: the first time where clocks show it twice, and at the end of the jump where they skip it.
 * One that fires in every hour (`*`) fires whenever clocks show one of its minutes.
 */
export function listCronSlots(cron: string, timeZone: string, window: PlanningWindow): CronSlots {
  const pattern = parseCron(cron);
  const slots: number[] = [];
  const lost: number[] = [];
  // A day's slots may lie up to a day outside of it where clocks change.
  const first = startOfDay(wallTimeOf(window.from, timeZone)) - DAY;
  let start = instantInZone(toDate(first), 0, timeZone);
  for (let midnight = first; midnight <= wallTimeOf(window.to, timeZone) + DAY; midnight += DAY) {
    const end = instantInZone(toDate(midnight + DAY), 0, timeZone);
    if (start < window.to && end > window.from - DAY && pattern.days.match(new Date(midnight))) {
      if (end - start === DAY) for (const minute of pattern.minutes) slots.push(start + minute * MINUTE);
      else addSlotsOfOddDay(pattern, midnight, timeZone, slots, lost);
    }
    start = end;
  }
  return { slots: within(slots, window), lost: within(lost, window).filter((slot) => !slots.includes(slot)) };
}

const startOfDay = (wall: number): number => Math.floor(wall / DAY) * DAY;

function within(slots: readonly number[], { from, to }: PlanningWindow): number[] {
  const inside = slots.filter((slot) => slot >= from && slot < to);
  return [...new Set(inside)].sort((one, other) => one - other);
}

/** Of a day on which clocks are changed. */
function addSlotsOfOddDay(
  { minutes, isHourly }: CronPattern,
  midnight: number,
  timeZone: string,
  slots: number[],
  lost: number[],
): void {
  for (const minute of minutes) {
    const shown = instantsOfWallTime(midnight + minute * MINUTE, timeZone);
    if (isHourly) slots.push(...shown);
    else if (shown.length > 0) {
      slots.push(shown[0]);
      lost.push(...shown.slice(1));
    } else {
      slots.push(findEndOfJump(midnight + minute * MINUTE, timeZone));
      lost.push(instantInZone(toDate(midnight), minute, timeZone));
    }
  }
}
