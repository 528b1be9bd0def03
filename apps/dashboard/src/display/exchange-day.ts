import { formatClock, formatDay } from './format-instant.js';

const HOUR_MS = 3_600_000;

/** UTC milliseconds at which the day of the instant begins and ends by the clock of the zone; a day has 23 to 25 hours. */
export function exchangeDay(instant: number, zone: string): { from: number; to: number } {
  const from = midnightBefore(instant, zone);
  return { from, to: midnightBefore(from + 30 * HOUR_MS, zone) };
}

function midnightBefore(instant: number, zone: string): number {
  const day = formatDay(instant, zone);
  const [hour, minute, second] = formatClock(instant, zone).split(':').map(Number);
  const guess = instant - (instant % 1_000) - ((hour * 60 + minute) * 60 + second) * 1_000;
  // Where the clock was changed since midnight, the guess is an hour beside it.
  const isMidnight = (at: number): boolean =>
    formatDay(at, zone) === day && formatClock(at, zone) === '00:00:00';
  return [guess, guess - HOUR_MS, guess + HOUR_MS].find(isMidnight) ?? guess;
}
