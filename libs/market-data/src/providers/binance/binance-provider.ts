import type { Bar } from '#domain';
import type { VendorHttp } from '../http/vendor-http.js';
import type { MarketDataProvider } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { listOf, numberOf } from '../read-json.js';
import { createBinanceQuotes } from './binance-quotes.js';

const DAY = 86_400_000;
const PAGE = 1_000;

/** Daily prices and quotes of pairs such as BTCUSDT. They have no splits and pay nothing. */
export function createBinanceProvider(http: VendorHttp): MarketDataProvider {
  async function fetchPage(symbol: string, start: number, end: number, signal: AbortSignal): Promise<Bar[]> {
    const query = { symbol, interval: '1d', startTime: start, endTime: end, limit: PAGE };
    return listOf(await http.getJson('/api/v3/klines', query, signal)).map(toBar);
  }
  return {
    id: 'binance',
    batchSize: 4,
    datasets: {
      async historical_prices({ symbol, from, to, signal }) {
        const end = Date.parse(to) + DAY - 1;
        const bars: Bar[] = [];
        let start = Date.parse(from);
        while (start <= end) {
          const page = await fetchPage(symbol, start, end, signal);
          bars.push(...page);
          if (page.length < PAGE) break;
          start = page[page.length - 1].openTime + DAY;
        }
        if (bars.length === 0)
          throw new ProviderError('binance', 'empty', 'binance has no prices of that time');
        return { bars, actions: [], adjusted: 'raw' };
      },
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
