import { TIMEFRAMES, type BarSeries } from '#domain';
import type { BarQuery, SeriesRequest } from './bar-query.js';

/** The finest stored bars of symbols in a range, of those that have finer ones than the request's own. */
export async function loadFinest(
  bars: Pick<BarQuery, 'loadSeries'>,
  symbols: readonly string[],
  range: Omit<SeriesRequest, 'symbol'>,
): Promise<BarSeries[]> {
  const found = await Promise.all(symbols.map((symbol) => findFinest(bars, { ...range, symbol })));
  return found.filter((series) => series !== undefined);
}

async function findFinest(
  bars: Pick<BarQuery, 'loadSeries'>,
  request: SeriesRequest,
): Promise<BarSeries | undefined> {
  for (const timeframe of TIMEFRAMES.slice(0, TIMEFRAMES.indexOf(request.timeframe))) {
    const series = await bars.loadSeries({ ...request, timeframe });
    if (series !== undefined && series.length > 0) return series;
  }
  return undefined;
}
