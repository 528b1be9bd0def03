import type { VendorHttp, VendorQuery } from '../http/vendor-http.js';
import { ProviderError } from '../provider-error.js';

/** Asks for a list, which is what every answer of Financial Modeling Prep is. */
export type FmpList = (path: string, query: VendorQuery, signal: AbortSignal) => Promise<readonly unknown[]>;

/** @throws ProviderError from the first request on where there is no key. */
export function createFmpList(http: VendorHttp, hasKey: boolean): FmpList {
  return async (path, query, signal) => {
    if (!hasKey) throw new ProviderError('fmp', 'key_refused', 'fmp needs a key: FMP_API_KEY is not set');
    const body = await http.getJson(path, query, signal);
    if (Array.isArray(body)) return body as unknown[];
    throw new ProviderError('fmp', 'misunderstood', 'fmp sent something that is no list');
  };
}
