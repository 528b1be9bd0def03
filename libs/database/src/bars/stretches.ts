import type { Transaction } from '../database.js';
import type { BarRequest } from './bar-request.js';

/** $1 instrument, $2 timeframe, $3 from, $4 to, $5 how many bars on. Of a series that is short no bar is looked at. */
const FIND_STAMP = `
  select (
    select open_time from bars
    where instrument_id = $1 and timeframe = $2 and open_time >= $3 and open_time < $4
    order by open_time offset $5 limit 1
  ) as stop from bar_series
  where instrument_id = $1 and timeframe = $2 and bar_count > $5`;

/**
 * A request cut at stamps of current bars, oldest first: `length` of them in the first stretch, `growth` times as many in
 * each next one. What was known at some instant has its stamps among them.
 */
export async function* stretchesOf(
  { client }: Transaction,
  instrumentId: number,
  request: BarRequest,
  { length, growth = 1 }: { length: number; growth?: number },
): AsyncGenerator<BarRequest> {
  let { start } = request;
  const to = toStamp(request.end ?? Infinity);
  for (let later = length; ; later *= growth) {
    const { rows } = await client.query<{ stop: Date | null }>(FIND_STAMP, [
      ...[instrumentId, request.timeframe, toStamp(start ?? -Infinity), to, later],
    ]);
    const stop = rows[0]?.stop?.getTime();
    yield { ...request, start, end: stop ?? request.end };
    if (stop === undefined) return;
    start = stop;
  }
}

function toStamp(instant: number): string {
  if (Number.isFinite(instant)) return new Date(instant).toISOString();
  return instant > 0 ? 'infinity' : '-infinity';
}
