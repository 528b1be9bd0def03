import type { VendorHttp, VendorQuery } from '../http/vendor-http.js';
import { ProviderError } from '../provider-error.js';

export type FredGet = (path: string, query: VendorQuery, signal: AbortSignal) => Promise<unknown>;

/** @throws ProviderError from the first request on where there is no key. */
export function createFredGet(http: VendorHttp, hasKey: boolean): FredGet {
  return async (path, query, signal) => {
    if (!hasKey) throw new ProviderError('fred', 'key_refused', 'fred needs a key: FRED_API_KEY is not set');
    return http.getJson(path, query, signal);
  };
}
