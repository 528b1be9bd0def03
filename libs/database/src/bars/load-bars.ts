import { always, createBarSeries, findCalendar, type BarSeries, type Timeframe } from '#domain';
import { to as copyTo } from 'pg-copy-streams';
import type { Transaction } from '../database.js';
import { awaitIngests, toAsOf } from '../ingest.js';
import type { StoredInstrument } from '../instruments/instrument.repository.js';
import { adjustSeries } from './adjust-series.js';
import type { BarRequest } from './bar-request.js';
import { loadAdjustments } from './load-adjustments.js';
import { BarDecoder } from './copy-format.js';

/** COPY takes no parameters, so its conditions are settings of the transaction. */
const SET_CONDITIONS = `
  select set_config('barkeep.instrument', $1, true), set_config('barkeep.timeframe', $2, true),
         set_config('barkeep.start', $3, true), set_config('barkeep.end', $4, true),
         set_config('barkeep.as_of', $5, true), set_config('barkeep.limit', $6, true)`;

const copyBarsFrom = (versions: string) => `
  copy (
    select open_time, open, high, low, close, volume from ${versions}
    where instrument_id = current_setting('barkeep.instrument')::int
      and timeframe = current_setting('barkeep.timeframe')
      and open_time >= current_setting('barkeep.start')::timestamptz
      and open_time < current_setting('barkeep.end')::timestamptz
    order by open_time
    limit nullif(current_setting('barkeep.limit'), '')::bigint
  ) to stdout (format binary)`;

const COPY_CURRENT_BARS = copyBarsFrom('bars');

/** The settings are read in subqueries, so once and not for every row. */
const COPY_BARS_AS_OF = copyBarsFrom(`(
    select * from bar_versions
    where known_at <= (select current_setting('barkeep.as_of')::timestamptz)
      and superseded_at > (select current_setting('barkeep.as_of')::timestamptz)
  ) as known_then`);

/** The bars of one series on shared memory, adjusted as asked; undefined when there are none. */
export async function loadBars(
  transaction: Transaction,
  instrument: StoredInstrument,
  request: BarRequest,
  limit?: number,
): Promise<BarSeries | undefined> {
  if (request.asOf !== undefined) await awaitIngests(transaction.client, instrument.id);
  const series = await copyBars(transaction, instrument, request, limit);
  if (!series || request.adjust === 'raw') return series;
  adjustSeries(series, await loadAdjustments(transaction, instrument, request));
  return series;
}

async function copyBars(
  { client }: Transaction,
  instrument: StoredInstrument,
  request: BarRequest,
  limit: number | undefined,
): Promise<BarSeries | undefined> {
  await client.query(SET_CONDITIONS, [
    String(instrument.id),
    request.timeframe,
    request.start === undefined ? '-infinity' : new Date(request.start).toISOString(),
    request.end === undefined ? 'infinity' : new Date(request.end).toISOString(),
    toAsOf(request.asOf),
    limit === undefined ? '' : String(limit),
  ]);
  const decoder = new BarDecoder();
  const copy = request.asOf === undefined ? COPY_CURRENT_BARS : COPY_BARS_AS_OF;
  for await (const chunk of client.query(copyTo(copy))) decoder.push(chunk as Buffer);
  const { length, columns } = decoder.finish();
  return length === 0 ? undefined : toSeries(instrument, request.timeframe, length, columns);
}

function toSeries(
  instrument: StoredInstrument,
  timeframe: Timeframe,
  length: number,
  [openTime, open, high, low, close, volume]: readonly Float64Array[],
): BarSeries {
  const calendar = findCalendar(instrument.calendar) ?? always;
  const series = createBarSeries({ ...instrument, timeframe }, length);
  series.openTime.set(openTime);
  series.open.set(open);
  series.high.set(high);
  series.low.set(low);
  series.close.set(close);
  series.volume.set(volume);
  for (let row = 0; row < length; row += 1) {
    series.closeTime[row] = calendar.closeTimeOf(openTime[row], timeframe);
  }
  return series;
}
