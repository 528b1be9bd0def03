import type { VendorHttp } from '../http/vendor-http.js';
import type { MarketDataProvider } from '../market-data-provider.js';
import { createFredEvents } from './fred-events.js';
import { createFredGet } from './fred-get.js';
import { createFredIndicators } from './fred-indicators.js';

/** FRED of the Federal Reserve Bank of St. Louis: economic series and the days of releases. */
export function createFredProvider(http: VendorHttp, hasKey: boolean): MarketDataProvider {
  const get = createFredGet(http, hasKey);
  return {
    ...{ id: 'fred', batchSize: 4, datasets: {} },
    rows: { economic_indicators: createFredIndicators(get), economic_events: createFredEvents(get) },
  };
}
