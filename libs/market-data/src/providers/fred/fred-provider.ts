import type { VendorHttp, VendorQuery } from '../http/vendor-http.js';
import type { MarketDataProvider } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { createFredEvents } from './fred-events.js';
import { createFredIndicators } from './fred-indicators.js';

export type FredGet = (path: string, query: VendorQuery, signal: AbortSignal) => Promise<unknown>;

/** FRED of the Federal Reserve Bank of St. Louis: economic series and the days of releases. */
export function createFredProvider(http: VendorHttp, hasKey: boolean): MarketDataProvider {
  const get: FredGet = async (path, query, signal) => {
    if (!hasKey) throw new ProviderError('fred', 'key_refused', 'fred needs a key: FRED_API_KEY is not set');
    return http.getJson(path, query, signal);
  };
  return {
    ...{ id: 'fred', batchSize: 4, datasets: {} },
    rows: { economic_indicators: createFredIndicators(get), economic_events: createFredEvents(get) },
  };
}
