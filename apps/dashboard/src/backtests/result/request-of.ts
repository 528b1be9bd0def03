import type { Schemas } from '../../api/client.js';

/** The members of a stored request that are always there: the API fills in every default. */
interface StoredRequest {
  timeframe: string;
  symbols: string[];
  benchmark: string | null;
  adjust: 'raw' | 'split' | 'total';
  as_of: string | null;
  execution: { fill: 'next_open' | 'close' };
}

export function requestOf({ request }: Pick<Schemas['BacktestResult'], 'request'>): StoredRequest {
  return request as unknown as StoredRequest;
}
