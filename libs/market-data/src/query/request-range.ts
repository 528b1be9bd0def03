import { BarkeepError, dayRangeInZone, isIntraday, toDate, type Timeframe } from '#domain';
import { createStampReader, type Stamp } from '../csv/stamp.js';

const DAY = 86_400_000;
/** Years that four digits can say, with room for a day of any zone. */
const EARLIEST = Date.parse('0001-01-02');
const LATEST = Date.parse('9999-12-31');

/** Which bars a request is about: open times from `start` up to before `end`, UTC ms. */
export interface OpenTimeRange {
  start?: number;
  end?: number;
}

function read(name: string, text: string, timeZone: string): Stamp {
  const stamp = createStampReader(timeZone)(text);
  if (!stamp || stamp.instant < EARLIEST || stamp.instant >= LATEST)
    throw new BarkeepError('PARAMETER_INVALID', `${name} is not a date or an ISO instant`);
  return stamp;
}

/**
 * The dates of a request, both inclusive. A bare date is that whole day: in the instrument's zone for bars within a
 * day, the bar of that date for longer ones. An instant without a zone is a clock's time in the instrument's.
 * @throws BarkeepError PARAMETER_INVALID when one is no date or the end is before the start.
 */
export function toOpenTimeRange(
  { start, end }: { start?: string | null; end?: string | null },
  timeframe: Timeframe,
  timeZone: string,
): OpenTimeRange {
  const dayOf = ({ instant }: Stamp) =>
    isIntraday(timeframe)
      ? dayRangeInZone(toDate(instant), timeZone)
      : { start: instant, end: instant + DAY };
  const from = start ? read('start', start, timeZone) : undefined;
  const to = end ? read('end', end, timeZone) : undefined;
  const range: OpenTimeRange = {
    start: from && (from.isDay ? dayOf(from).start : from.instant),
    end: to && (to.isDay ? dayOf(to).end : to.instant + 1),
  };
  if (range.start !== undefined && range.end !== undefined && range.start >= range.end) {
    throw new BarkeepError('PARAMETER_INVALID', 'The end lies before the start');
  }
  return range;
}

/**
 * The instant of an `as_of`; a bare date is the end of that day in the zone.
 * @throws BarkeepError PARAMETER_INVALID.
 */
export function toAsOfInstant(asOf: string | null | undefined, timeZone: string): number | undefined {
  if (!asOf) return undefined;
  const stamp = read('as_of', asOf, timeZone);
  return stamp.isDay ? dayRangeInZone(toDate(stamp.instant), timeZone).end - 1 : stamp.instant;
}
