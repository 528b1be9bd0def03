import { dayRangeInZone, instantInZone, isDate } from '#domain';

/** A point in time as a file or request writes it. */
export interface Stamp {
  /** UTC milliseconds. */
  instant: number;
  /** The day as written, at 00:00Z; undefined when an epoch or `Z` leaves the day to a zone. */
  writtenDate: number | undefined;
  /** Whether it is a bare date. */
  isDay: boolean;
}

/** Gives the stamp that a text says, or undefined when it says none. */
export type StampReader = (text: string) => Stamp | undefined;

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;
const EPOCH_SECONDS = /^-?\d{9,10}$/;
const EPOCH_MILLISECONDS = /^-?\d{12,13}$/;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/**
 * Reads `YYYY-MM-DD`, ISO instants with and without zone, epoch seconds and milliseconds. What has no zone of its
 * own is a clock's time in `timeZone`: shown twice it is the earlier, skipped by the clocks it moves on with them.
 */
export function createStampReader(timeZone: string): StampReader {
  const midnightOf = remember((date) => (isDate(date) ? Date.parse(date) : undefined));
  const toInstant = createClockReader(timeZone);
  return (text) => {
    if (EPOCH_SECONDS.test(text)) return atInstant(Number(text) * 1000);
    if (EPOCH_MILLISECONDS.test(text)) return atInstant(Number(text));
    const parts = ISO.exec(text);
    if (!parts) return undefined;
    const [, date, hours, minutes, seconds = '0', fraction = '', zone] = parts;
    const midnight = midnightOf(date);
    if (midnight === undefined) return undefined;
    if (hours === undefined) return { instant: midnight, writtenDate: midnight, isDay: true };
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const timeOfDay =
      (Number(hours) * 60 + Number(minutes)) * MINUTE +
      Number(seconds) * 1000 +
      Math.floor(Number(`0.${fraction}0`) * 1000);
    if (zone === undefined) {
      return { instant: toInstant(date, timeOfDay), writtenDate: midnight, isDay: false };
    }
    if (zone === 'Z' || zone === 'z') return atInstant(midnight + timeOfDay);
    return { instant: midnight + timeOfDay - offsetOf(zone), writtenDate: midnight, isDay: false };
  };
}

function atInstant(instant: number): Stamp {
  return { instant, writtenDate: undefined, isDay: false };
}

function offsetOf(zone: string): number {
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * MINUTE;
}

/** Instants of a zone's clock. On a day without a change of clocks one offset holds for all its bars. */
function createClockReader(timeZone: string): (date: string, timeOfDay: number) => number {
  const evenMidnightOf = remember((date) => {
    const { start, end } = dayRangeInZone(date, timeZone);
    return end - start === DAY ? start : undefined;
  });
  return (date, timeOfDay) => {
    const midnight = evenMidnightOf(date);
    return midnight === undefined ? instantInZone(date, timeOfDay / MINUTE, timeZone) : midnight + timeOfDay;
  };
}

/** Many bars share a day, mostly one after the other. */
function remember<Result>(compute: (date: string) => Result): (date: string) => Result {
  let last: { date: string; result: Result } | undefined;
  return (date) => {
    if (last?.date !== date) last = { date, result: compute(date) };
    return last.result;
  };
}
