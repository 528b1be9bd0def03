/** A half-open interval of time, [start, end), in UTC milliseconds. */
export interface InstantRange {
  start: number;
  end: number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What a wall clock of the zone shows at the instant, written as if it were UTC milliseconds. */
export function wallTimeOf(instant: number, timeZone: string): number {
  const field: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatOf(timeZone).formatToParts(instant)) field[part.type] = part.value;
  const year = field.era === 'BC' ? 1 - Number(field.year) : Number(field.year);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(field.month) - 1, Number(field.day));
  wall.setUTCHours(Number(field.hour), Number(field.minute), Number(field.second));
  return wall.getTime();
}

function offsetAt(instant: number, timeZone: string): number {
  return wallTimeOf(instant, timeZone) - Math.floor(instant / 1000) * 1000;
}

/** The instants, rising, at which the clocks of a zone show a wall time (as if it were UTC milliseconds): none, one or two. */
export function instantsOfWallTime(wall: number, timeZone: string): number[] {
  const guesses = new Set([wall - DAY, wall + DAY].map((near) => wall - offsetAt(near, timeZone)));
  return [...guesses]
    .filter((instant) => instant + offsetAt(instant, timeZone) === wall)
    .sort((one, other) => one - other);
}

/**
 * The instant at which the clocks of a zone show a wall time (given as if it were UTC milliseconds).
 * A time shown twice is the earlier one; a time that is jumped over lies as far behind the jump as it was meant
 * to lie behind its start.
 */
function instantOfWallTime(wall: number, timeZone: string): number {
  return instantsOfWallTime(wall, timeZone)[0] ?? wall - offsetAt(wall - DAY, timeZone);
}

/** Whether the text is a day that exists, as `YYYY-MM-DD`; the calendar has no year 0, though JavaScript does. */
export function isDate(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = Date.parse(text);
  return Number.isFinite(midnight) && toDate(midnight) === text;
}

/** The UTC day of an instant, `YYYY-MM-DD`: the date of a bar of a day and longer. */
export function toDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The day, `YYYY-MM-DD`, on which the instant falls in an IANA zone. */
export function dateInZone(instant: number, timeZone: string): string {
  return toDate(wallTimeOf(instant, timeZone));
}

/** The instant at which it is so many minutes after midnight, by the clock, on a day (`YYYY-MM-DD`) of an IANA zone. */
export function instantInZone(date: string, minuteOfDay: number, timeZone: string): number {
  return instantOfWallTime(Date.parse(date) + minuteOfDay * MINUTE, timeZone);
}

/**
 * A bare date (`YYYY-MM-DD`) as that whole day in an IANA zone. The day has 23 or 25 hours where clocks change.
 * @throws RangeError when there is no such day or zone.
 */
export function dayRangeInZone(date: string, timeZone: string): InstantRange {
  if (!isDate(date)) throw new RangeError(`not a date: ${date}`);
  const midnight = Date.parse(date);
  return { start: instantOfWallTime(midnight, timeZone), end: instantOfWallTime(midnight + DAY, timeZone) };
}
