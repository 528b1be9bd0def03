import type { StoredSeries } from '#database';
import type { Timeframe } from '#domain';
import { sourceTimeframeOf, type Coverage, type CoveredDay } from '#market-data';
import { toIsoOrNull } from '../tasks/instants.js';
import type { CoveredDayDto, CoverageRowDto } from './coverage.dto.js';

/** Stored series and snapshots with their sessions; longer bars than a day have none of their own. */
export function toCoverageRows(
  stored: readonly StoredSeries[],
  covered: readonly Coverage[],
): CoverageRowDto[] {
  const keyOf = ({ symbol, timeframe }: { symbol: string; timeframe: Timeframe | null }) =>
    `${symbol} ${timeframe}`;
  const series = new Map(stored.map((one) => [keyOf(one), one]));
  const listed = new Set(covered.map(keyOf));
  return [
    ...covered.map((one) => ({ ...one, ...extentOf(series.get(keyOf(one))), derived_from: null })),
    ...stored
      .filter((one) => !listed.has(keyOf(one)))
      .map((one) => ({ ...withoutSessions(one), ...extentOf(one), derived_from: null })),
  ].toSorted((one, other) => (one.symbol < other.symbol ? -1 : one.symbol > other.symbol ? 1 : 0));
}

/** What bars of a timeframe are read from: themselves, else the row of the finer ones, named as theirs. */
export function toRowsOfTimeframe(rows: readonly CoverageRowDto[], timeframe: Timeframe): CoverageRowDto[] {
  return [...new Set(rows.map(({ symbol }) => symbol))].flatMap((symbol) => {
    const own = rows.filter((row) => row.symbol === symbol);
    const stored = own.flatMap((row) => (row.timeframe === null ? [] : [row.timeframe]));
    const source = sourceTimeframeOf(timeframe, new Set(stored));
    const found = own.filter((row) => row.timeframe !== null && row.timeframe === source);
    return found.map((row) => ({ ...row, timeframe, derived_from: source === timeframe ? null : source! }));
  });
}

export function toCoveredDay({ date, bars, room, exception }: CoveredDay): CoveredDayDto {
  const standing = room === 0 ? 'closed' : bars === 0 ? 'missing' : bars < room ? 'partial' : 'present';
  return { date, standing, bars, expected: room, exception };
}

function extentOf(series: StoredSeries | undefined) {
  return { first: toIsoOrNull(series?.first), last: toIsoOrNull(series?.last), count: series?.count ?? null };
}

function withoutSessions({ symbol, timeframe }: StoredSeries) {
  return {
    ...{ symbol, timeframe, dataset: 'historical_prices' },
    ...{ from: null, to: null, expected: null, present: null, gaps: [], partial: [] },
  };
}
