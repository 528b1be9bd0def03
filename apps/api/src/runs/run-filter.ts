import type { RunFilter } from '#database';
import { BarkeepError, type Timeframe } from '#domain';
import { toOpenTimeRange } from '#market-data';
import { faultsOfDates, type DateNames } from '../backtest/date-range.js';
import type { RunsQuery } from './runs-query.dto.js';

/** For days of the calendar, and for instants of any precision. */
const DAYS: Timeframe = '1d';
const INSTANTS: Timeframe = '1m';

/** @throws BarkeepError PARAMETER_INVALID for texts that are no dates. */
export function toRunFilter(query: RunsQuery): RunFilter {
  const submitted = toRange(query.since, query.until, INSTANTS, { start: 'since', end: 'until' });
  const tested = toRange(query.start, query.end, DAYS, { start: 'start', end: 'end' });
  return {
    strategy: query.strategy,
    strategyHash: query.strategy_hash,
    symbol: query.symbol,
    timeframe: query.timeframe,
    tag: query.tag,
    status: query.status,
    pinned: query.pinned === undefined ? undefined : query.pinned === 'true',
    since: submitted.start,
    until: submitted.end,
    testedFrom: tested.start,
    testedTo: tested.end === undefined ? undefined : tested.end - 1,
  };
}

function toRange(start: string | undefined, end: string | undefined, timeframe: Timeframe, names: DateNames) {
  const faults = faultsOfDates({ start, end }, timeframe, names);
  if (faults.length === 0) return toOpenTimeRange({ start, end }, timeframe, 'UTC');
  throw new BarkeepError('PARAMETER_INVALID', 'The query has a date that can’t be read.', { faults });
}
