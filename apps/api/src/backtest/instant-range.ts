import { BarkeepError, type Timeframe } from '#domain';
import { toOpenTimeRange } from '#market-data';
import { faultsOfDates, type DateNames } from './date-range.js';

/**
 * The instants (UTC ms) that two members of a query name, days of the calendar in UTC.
 * @throws BarkeepError PARAMETER_INVALID for texts that are no dates.
 */
export function toInstantRange(
  start: string | undefined,
  end: string | undefined,
  timeframe: Timeframe,
  names: DateNames,
): ReturnType<typeof toOpenTimeRange> {
  const faults = faultsOfDates({ start, end }, timeframe, names);
  if (faults.length === 0) return toOpenTimeRange({ start, end }, timeframe, 'UTC');
  throw new BarkeepError('PARAMETER_INVALID', 'The query has a date that can’t be read.', { faults });
}
