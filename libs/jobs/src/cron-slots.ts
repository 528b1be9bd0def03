import { Cron } from 'croner';
import { instantInZone, instantsOfWallTime, toDate } from '#domain';
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
  /** Its slots on days on which clocks are changed, by zone and day: they take a thousand looks at the clocks. */
  oddDays: Map<string, CronSlots>;
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
  return {
    minutes,
    isHourly: hour === '*',
    days: new Cron(['0 0', ...days].join(' '), options),
    oddDays: new Map(),
  };
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
  // No zone is a day away from UTC, and clocks that are changed move a slot by less than a day.
  const last = startOfDay(window.to) + DAY;
  for (let midnight = startOfDay(window.from) - 2 * DAY; midnight <= last; midnight += DAY) {
    const [start, end] = [midnight, midnight + DAY].map((date) => startInZone(date, timeZone));
    const isSteady = end - start === DAY;
    if (start >= window.to || end <= window.from - (isSteady ? 0 : DAY)) continue;
    if (!pattern.days.match(new Date(midnight))) continue;
    if (isSteady) addSlots(pattern, start, window, slots);
    else {
      const odd = slotsOfOddDay(pattern, midnight, timeZone);
      slots.push(...odd.slots);
      lost.push(...odd.lost);
    }
  }
  return { slots: within(slots, window), lost: within(lost, window).filter((slot) => !slots.includes(slot)) };
}

const startOfDay = (instant: number): number => Math.floor(instant / DAY) * DAY;

const MOST_STARTS = 10_000;
const starts = new Map<string, number>();

/** When a day (its midnight as if in UTC) begins in a zone. Asking the clocks is dear, and days are asked for again and again. */
function startInZone(midnight: number, timeZone: string): number {
  const key = `${timeZone} ${midnight}`;
  let start = starts.get(key);
  if (start === undefined) {
    if (starts.size >= MOST_STARTS) starts.clear();
    starts.set(key, (start = instantInZone(toDate(midnight), 0, timeZone)));
  }
  return start;
}

/** Of a day on which clocks are not changed. */
function addSlots({ minutes }: CronPattern, start: number, window: PlanningWindow, slots: number[]): void {
  for (const minute of minutes) {
    const slot = start + minute * MINUTE;
    if (slot >= window.from && slot < window.to) slots.push(slot);
  }
}

function within(slots: readonly number[], { from, to }: PlanningWindow): number[] {
  const inside = slots.filter((slot) => slot >= from && slot < to);
  return [...new Set(inside)].sort((one, other) => one - other);
}

/** Of a day on which clocks are changed. */
function slotsOfOddDay(pattern: CronPattern, midnight: number, timeZone: string): CronSlots {
  const key = `${timeZone} ${midnight}`;
  let odd = pattern.oddDays.get(key);
  if (!odd) pattern.oddDays.set(key, (odd = computeOddDay(pattern, midnight, timeZone)));
  return odd;
}

function computeOddDay({ minutes, isHourly }: CronPattern, midnight: number, timeZone: string): CronSlots {
  const slots: number[] = [];
  const lost: number[] = [];
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
  return { slots, lost };
}
