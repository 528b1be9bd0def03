import type { ReadFault, VendorHttp } from '../http/vendor-http.js';
import type { MarketDataProvider } from '../market-data-provider.js';
import { memberOf, tryJson } from '../read-json.js';

/** FRED of the Federal Reserve Bank of St. Louis: economic series and the dates of releases. */
export function createFredProvider(_http: VendorHttp, _hasKey: boolean): MarketDataProvider {
  return { id: 'fred', batchSize: 4, datasets: {}, rows: {} };
}

/** A bad key is a bad request as well: only the words tell. */
export const readFredFault: ReadFault = ({ status, text }) => {
  const said = memberOf(tryJson(text), 'error_message');
  if (status === 423) return { fault: 'rate_limited', message: 'wants fewer requests' };
  if (typeof said !== 'string' || status === 429) return undefined;
  if (/api_key/.test(said)) return { fault: 'key_refused', message: 'refused the key' };
  if (/series does not exist/i.test(said))
    return { fault: 'unknown_symbol', message: 'does not know the series' };
  return undefined;
};
