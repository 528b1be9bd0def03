import { TIMEFRAME_MS, type Bar, type Timeframe } from '#domain';
import type { VendorHttp } from '../http/vendor-http.js';
import type { BarsAnswer, DailyBarsRequest, MarketDataProvider } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { listOf, numberOf } from '../read-json.js';
import { createBinanceQuotes } from './binance-quotes.js';

const PAGE = 1_000;

/** Prices and quotes of pairs such as BTCUSDT. They have no splits and pay nothing. */
export function createBinanceProvider(http: VendorHttp): MarketDataProvider {
  async function fetchBars(request: DailyBarsRequest, timeframe: Timeframe): Promise<BarsAnswer> {
    const { symbol, from, to, signal } = request;
    const end = Date.parse(to) + TIMEFRAME_MS['1d'] - 1;
    const bars: Bar[] = [];
    for (let start = Date.parse(from); start <= end;) {
      const query = { symbol, interval: timeframe, startTime: start, endTime: end, limit: PAGE };
      const page = listOf(await http.getJson('/api/v3/klines', query, signal)).map(toBar);
      bars.push(...page);
      if (page.length < PAGE) break;
      start = page[page.length - 1].openTime + TIMEFRAME_MS[timeframe];
    }
    if (bars.length === 0) throw new ProviderError('binance', 'empty', 'binance has no prices of that time');
    return { bars, actions: [], adjusted: 'raw' };
  }
  return {
    id: 'binance',
    batchSize: 4,
    datasets: {
      historical_prices: (request) => fetchBars(request, '1d'),
      intraday_prices: (request) => fetchBars(request, request.timeframe),
    },
    rows: { stock_quotes: createBinanceQuotes(http) },
  };
}

function toBar(line: unknown): Bar {
  const [openTime, open, high, low, close, volume] = listOf(line).map(numberOf);
  if (!Number.isFinite(openTime))
    throw new ProviderError('binance', 'misunderstood', 'binance sent prices that are not understood');
  return { openTime, open, high, low, close, volume };
}
