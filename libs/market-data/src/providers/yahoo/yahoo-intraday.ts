import { dayRangeInZone, TIMEFRAME_MS, toDate, type Bar, type IntradayTimeframe } from '#domain';
import type { VendorHttp } from '../http/vendor-http.js';
import { toDateWindows } from '../date-windows.js';
import type { Fetch, IntradayBarsRequest } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { fetchChart, noPrices, readChartActions, readChartBars } from './read-chart.js';

interface Keeping {
  /** For how many days it keeps such bars, with a day to spare. */
  days: number;
  /** Of how many days it gives them at once. */
  atOnce: number;
}

const KEEPING: Readonly<Record<IntradayTimeframe, Keeping>> = {
  '1m': { days: 29, atOnce: 7 },
  '5m': { days: 59, atOnce: 59 },
  '15m': { days: 59, atOnce: 59 },
  '30m': { days: 59, atOnce: 59 },
  '1h': { days: 729, atOnce: 729 },
};

/** Bars of the regular sessions of the last weeks, adjusted for every split until now. */
export function createYahooIntraday(http: VendorHttp, now: () => number): Fetch<'intraday_prices'> {
  return async (request) => {
    const { symbol, from, to, signal, timeframe } = request;
    const { days, atOnce } = KEEPING[timeframe];
    const oldest = toDate(now() - days * TIMEFRAME_MS['1d']);
    const bars: Bar[] = [];
    for (const window of toDateWindows(from > oldest ? from : oldest, to, atOnce))
      bars.push(...(await fetchWindow(http, { ...request, ...window }, now())));
    if (bars.length === 0) throw noPrices();
    const daily = await fetchChart(http, { symbol, from, now: now(), signal });
    return { bars, actions: readChartActions(daily), adjusted: 'split' };
  };
}

async function fetchWindow(http: VendorHttp, request: IntradayBarsRequest, now: number): Promise<Bar[]> {
  const { symbol, from, to, timeZone, timeframe, signal } = request;
  const { start } = dayRangeInZone(from, timeZone);
  const end = Math.min(dayRangeInZone(to, timeZone).end, now);
  if (start >= end) return [];
  const query = {
    period1: start / 1_000,
    period2: Math.ceil(end / 1_000),
    interval: timeframe,
    includePrePost: 'false',
  };
  const path = `/v8/finance/chart/${encodeURIComponent(symbol)}`;
  const chart = await http.getJson(path, query, signal).catch((error: unknown) => {
    // Nothing of one window is no fault of the others.
    if (error instanceof ProviderError && error.fault === 'empty') return undefined;
    throw error;
  });
  if (chart === undefined) return [];
  // Beside whole bars it sends the newest price, stamped with its second.
  const length = TIMEFRAME_MS['1m'];
  return readChartBars(chart, (instant) =>
    instant >= start && instant < end && instant % length === 0 ? instant : undefined,
  );
}
