import type { TextColumn } from '#domain';
import { readAhead } from '../read-ahead.js';

/** The times of bars; NaN for bar -1, which is none. */
export function timesOf(bars: Int32Array, timeline: Float64Array): Float64Array {
  return timesOfBoth(bars, bars, timeline)[0];
}

/** Rows that are dated at a time, and bars that may lie between two on average for reading ahead to pay. */
const ROWS_AT_ONCE = 1024;
const FAR_APART = 64;

/** The same of two columns whose bars lie close to each other, in half the time: both times are fetched from memory at once. */
export function timesOfBoth(
  bars: Int32Array,
  others: Int32Array,
  timeline: Float64Array,
): [Float64Array, Float64Array] {
  const times = new Float64Array(bars.length);
  const otherTimes = bars === others ? times : new Float64Array(bars.length);
  for (let first = 0; first < bars.length; first += ROWS_AT_ONCE) {
    const end = Math.min(first + ROWS_AT_ONCE, bars.length);
    const [from, to] = [bars[first], others[end - 1]];
    if (from >= 0 && to - from < FAR_APART * ROWS_AT_ONCE) readAhead(timeline, from, to);
    fillTimes(times, bars, timeline, otherTimes, others, first, end);
  }
  return [times, otherTimes];
}

function fillTimes(
  times: Float64Array,
  bars: Int32Array,
  timeline: Float64Array,
  otherTimes: Float64Array,
  others: Int32Array,
  first: number,
  end: number,
): void {
  for (let row = first; row < end; row += 1) {
    const bar = bars[row];
    const other = others[row];
    if (bar < 0) times[row] = NaN;
    else times[row] = timeline[bar];
    if (other < 0) otherTimes[row] = NaN;
    else otherTimes[row] = timeline[other];
  }
}

/** The rows `from` to `to` of codes with what they stand for, in memory of their own. */
export function textsOf(
  codes: Int32Array | Uint8Array,
  texts: readonly string[],
  from: number,
  to: number,
): TextColumn {
  const length = to - from;
  return {
    length,
    codes: texts.length > 1 ? codes.slice(from, to) : new Uint8Array(length),
    texts: [...texts],
  };
}

/** One column of nothing for all columns of a table that have no value: most runs have no stops. */
export class MissingColumn {
  private column: Float64Array | undefined;

  constructor(private readonly length: number) {}

  /** The rows of a column from `from` on, in memory of their own or shared by all that are missing. */
  or(values: Float64Array, from: number): Float64Array {
    const end = values.length === 0 ? from : from + this.length;
    let row = from;
    while (row < end && Number.isNaN(values[row])) row += 1;
    return row < end ? values.slice(from, end) : (this.column ??= new Float64Array(this.length).fill(NaN));
  }
}

/** Turns fractions into percent in place. */
export function toPercent(fractions: Float64Array): Float64Array {
  for (let k = 0; k < fractions.length; k += 1) fractions[k] *= 100;
  return fractions;
}
