import { barAt, type Bar } from '#domain';
import type { Transaction } from '../database.js';
import type { StoredInstrument } from '../instruments/instrument.repository.js';
import type { BarRequest } from './bar-request.js';
import { loadBars } from './load-bars.js';

/** Where nothing of a stretch was known, the next one is so many times as long. */
const GROWTH = 4;

/** $1 instrument, $2 timeframe, $3 from, $4 how many bars on. */
const FIND_STAMP = `
  select open_time from bars
  where instrument_id = $1 and timeframe = $2 and open_time >= $3
  order by open_time offset $4 limit 1`;

/**
 * The first bars of a request, the oldest first. As of an instant they are read stretch by stretch: where all of a
 * series has been replaced since, or was before, one would go through a million versions to find the first that counts.
 */
export async function loadFirstBars(
  transaction: Transaction,
  instrument: StoredInstrument,
  request: BarRequest,
  count: number,
): Promise<Bar[]> {
  const load = async (part: BarRequest, limit: number) => {
    const series = await loadBars(transaction, instrument, part, limit);
    return Array.from({ length: series?.length ?? 0 }, (_, row) => barAt(series!, row));
  };
  if (request.asOf === undefined) return load(request, count);
  const bars: Bar[] = [];
  let start = request.start;
  for (let length = count; bars.length < count; length *= GROWTH) {
    const stop = await findStamp(transaction, instrument, { ...request, start }, length);
    const end = stop === undefined ? request.end : Math.min(stop, request.end ?? Infinity);
    bars.push(...(await load({ ...request, start, end }, count - bars.length)));
    if (end === request.end) break;
    start = end;
  }
  return bars;
}

/** The stamp of the bar that comes so many later; undefined where there is none. */
async function findStamp(
  { client }: Transaction,
  { id }: StoredInstrument,
  { timeframe, start = -Infinity }: BarRequest,
  later: number,
): Promise<number | undefined> {
  const from = start === -Infinity ? '-infinity' : new Date(start).toISOString();
  const { rows } = await client.query<{ open_time: Date }>(FIND_STAMP, [id, timeframe, from, later]);
  return rows[0]?.open_time.getTime();
}
