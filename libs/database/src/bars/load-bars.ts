import { always, createBarSeries, findCalendar, type BarSeries, type Timeframe } from '#domain';
import { to as copyTo } from 'pg-copy-streams';
import type { Transaction } from '../database.js';
import { awaitIngests } from '../ingest.js';
import type { StoredInstrument } from '../instruments/instrument.repository.js';
import { adjustSeries } from './adjust-series.js';
import type { BarRequest } from './bar-request.js';
import { loadAdjustments } from './load-adjustments.js';
import { BarDecoder } from './copy-format.js';

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
  if (request.asOf !== undefined) await client.query(SORT_IN_MEMORY);
  const copy = copyStatement((text) => client.escapeLiteral(text), instrument.id, request, limit);
  const decoder = new BarDecoder();
  for await (const chunk of client.query(copyTo(copy))) decoder.push(chunk as Buffer);
  const { length, columns } = decoder.finish();
  return length === 0 ? undefined : toSeries(instrument, request.timeframe, length, columns);
}

/** Current and replaced versions come in two orders; a million of them fit. */
const SORT_IN_MEMORY = `set local work_mem = '96MB'`;

/** COPY takes no parameters. Values are written out, so that the plan is made for how much of the series is wanted. */
function copyStatement(
  literal: (text: string) => string,
  instrumentId: number,
  { timeframe, start, end, asOf }: BarRequest,
  limit: number | undefined,
): string {
  const instant = (value: number) => `${literal(new Date(value).toISOString())}::timestamptz`;
  const conditions = [
    `instrument_id = ${instrumentId}`,
    `timeframe = ${literal(timeframe)}`,
    ...(start === undefined || start === -Infinity ? [] : [`open_time >= ${instant(start)}`]),
    ...(end === undefined || end === Infinity ? [] : [`open_time < ${instant(end)}`]),
    ...(asOf === undefined ? [] : [`known_at <= ${instant(asOf)}`, `superseded_at > ${instant(asOf)}`]),
  ];
  return `
    copy (
      select open_time, open, high, low, close, volume from ${asOf === undefined ? 'bars' : 'bar_versions'}
      where ${conditions.join(' and ')}
      order by open_time ${limit === undefined ? '' : `limit ${limit}`}
    ) to stdout (format binary)`;
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
