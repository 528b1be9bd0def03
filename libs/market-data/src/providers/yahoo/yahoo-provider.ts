import type { VendorHttp, ReadFault } from '../http/vendor-http.js';
import type { MarketDataProvider } from '../market-data-provider.js';
import { memberOf, tryJson } from '../read-json.js';
import { readChart } from './read-chart.js';

const DAY_SECONDS = 86_400;

/** Yahoo's chart endpoint, which asks for no key and no crumb. Prices come adjusted for splits. */
export function createYahooProvider(http: VendorHttp, now: () => number = Date.now): MarketDataProvider {
  return {
    id: 'yahoo',
    batchSize: 4,
    datasets: {
      async historical_prices({ symbol, from, to, signal }) {
        const query = {
          // The trading date of the first bar is in the exchange's zone.
          period1: Date.parse(from) / 1_000 - DAY_SECONDS,
          // Until now whatever is wanted: prices are adjusted for every split until now.
          period2: Math.ceil(now() / 1_000) + DAY_SECONDS,
          interval: '1d',
          events: 'div|split',
        };
        const chart = await http.getJson(`/v8/finance/chart/${encodeURIComponent(symbol)}`, query, signal);
        return readChart(chart, from, to);
      },
    },
  };
}

/** Yahoo's errors: `{<module>: {error: {code, description}}}` at any status, or plain text. */
export const readYahooFault: ReadFault = ({ status, text }) => {
  if (/^too many requests/i.test(text.trim()))
    return { fault: 'rate_limited', message: 'wants fewer requests' };
  const body = tryJson(text);
  const error = memberOf(body, 'chart', 'error') ?? memberOf(body, 'finance', 'error');
  if (error === undefined || error === null) return undefined;
  const code = String(memberOf(error, 'code'));
  if (code === 'Not Found') return { fault: 'unknown_symbol', message: 'does not know the symbol' };
  if (code === 'Unauthorized') return { fault: 'key_refused', message: 'refused the request' };
  if (status >= 500 || status === 429) return undefined;
  return { fault: 'misunderstood', message: 'did not take the request' };
};
