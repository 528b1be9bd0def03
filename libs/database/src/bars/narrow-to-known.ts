import type { PoolClient } from 'pg';
import { awaitIngests } from '../ingest.js';
import type { BarRequest } from './bar-request.js';

/** $1 instrument, $2 timeframe, $3 as of. Null stands for an ingest of which the range was not kept. */
const FIND_KNOWN_RANGE = `
  select min(coalesce(first_open, '-infinity')) as first, max(coalesce(last_open, 'infinity')) as last
  from ingest_batches
  where instrument_id = $1 and dataset = 'bars' and timeframe = $2 and known_at <= $3`;

/**
 * The part of a request of which anything was known by its `asOf`; undefined where nothing was. What came later is not
 * searched then, however much it is. What is known at the instant never grows afterwards.
 */
export async function narrowToKnown<Request extends BarRequest>(
  client: PoolClient,
  instrumentId: number,
  request: Request,
): Promise<Request | undefined> {
  if (request.asOf === undefined) return request;
  await awaitIngests(client, instrumentId);
  const { rows } = await client.query<{ first: Date | number | null; last: Date | number | null }>(
    FIND_KNOWN_RANGE,
    [instrumentId, request.timeframe, new Date(request.asOf)],
  );
  const [{ first, last }] = rows;
  if (first === null || last === null) return undefined;
  return {
    ...request,
    start: Math.max(request.start ?? -Infinity, Number(first)),
    end: Math.min(request.end ?? Infinity, Number(last) + 1),
  };
}
