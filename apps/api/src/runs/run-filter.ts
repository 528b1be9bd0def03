import type { RunFilter } from '#database';
import type { Timeframe } from '#domain';
import { toInstantRange } from '../backtest/instant-range.js';
import type { RunsQuery } from './runs-query.dto.js';

/** For days of the calendar, and for instants of any precision. */
const DAYS: Timeframe = '1d';
const INSTANTS: Timeframe = '1m';

/** @throws BarkeepError PARAMETER_INVALID for texts that are no dates. */
export function toRunFilter(query: RunsQuery): RunFilter {
  const submitted = toInstantRange(query.since, query.until, INSTANTS, { start: 'since', end: 'until' });
  const tested = toInstantRange(query.start, query.end, DAYS, { start: 'start', end: 'end' });
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
