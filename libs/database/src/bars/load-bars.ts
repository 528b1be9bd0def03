import { always, createBarSeries, findCalendar, type BarSeries, type Timeframe } from '#domain';
import type { Transaction } from '../database.js';
import type { StoredInstrument } from '../instruments/instrument.repository.js';
import { adjustSeries } from './adjust-series.js';
import type { BarRequest } from './bar-request.js';
import { loadAdjustments } from './load-adjustments.js';
import { BarDecoder } from './copy-format.js';
import { copyStored } from './copy-stored.js';
import { stretchesOf } from './stretches.js';

/** Bars of one statement: so few that it never comes near the timeout of statements, and that they are sorted in memory. */
const BARS_AT_ONCE = 500_000;

/** The bars of one series on shared memory, adjusted as asked; undefined when there are none. */
export async function loadBars(
  transaction: Transaction,
  instrument: StoredInstrument,
  request: BarRequest,
  limit?: number,
): Promise<BarSeries | undefined> {
  const series = await copyBars(transaction, instrument, request, limit);
  if (!series || request.adjust === 'raw') return series;
  adjustSeries(series, await loadAdjustments(transaction, instrument, request));
  return series;
}

async function copyBars(
  transaction: Transaction,
  instrument: StoredInstrument,
  request: BarRequest,
  limit: number | undefined,
): Promise<BarSeries | undefined> {
  const decoder = new BarDecoder();
  const stretches =
    limit === undefined
      ? stretchesOf(transaction, instrument.id, request, { length: BARS_AT_ONCE })
      : [request];
  for await (const stretch of stretches) {
    const stored = await copyStored(transaction.client, instrument.id, stretch, limit);
    for await (const chunk of stored) decoder.push(chunk);
    decoder.endCopy();
  }
  const { length, columns } = decoder.take();
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
