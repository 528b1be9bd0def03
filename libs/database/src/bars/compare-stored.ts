import type { PoolClient } from 'pg';
import { TIMEFRAME_MS, type Timeframe } from '#domain';
import { PRICE_COLUMNS, type BarColumns } from './bar-columns.js';
import { BarDecoder, type DecodedBars } from './copy-format.js';
import { copyStored } from './copy-stored.js';

/** Places of bars that have to be written, rising. */
export interface BarDifference {
  /** Both of the two below. */
  written: Uint32Array;
  /** Those that are stored with other values. */
  changed: Uint32Array;
  /** Everything that is stored between the first and the last of the bars is among them. */
  isWholeRange: boolean;
}

/** Where given bars lie further apart than so many of their length, what is stored between them is not read. */
const WIDEST_GAP = 10_000;

/** What became of each bar; 0 is one that no stored one was met for. */
const CHANGED = 1;
const EQUAL = 2;

/**
 * Holds bars against what is stored, as it streams by: that is several times as fast as to carry all of them into the
 * database and to join them there, and most bars that come again are equal.
 */
export async function compareStored(
  client: PoolClient,
  instrumentId: number,
  timeframe: Timeframe,
  bars: BarColumns,
): Promise<BarDifference> {
  const states = new Uint8Array(bars.length);
  const stretches = stretchesOf(bars.openTime, WIDEST_GAP * TIMEFRAME_MS[timeframe]);
  let storedCount = 0;
  for (const [first, last] of stretches) {
    const decoder = new BarDecoder();
    const range = { start: bars.openTime[first], end: bars.openTime[last] + 1 };
    let next = first;
    for await (const chunk of await copyStored(client, instrumentId, { timeframe, ...range })) {
      decoder.push(chunk);
      const stored = decoder.take();
      next = compareRows(stored, bars, states, next);
      storedCount += stored.length;
    }
  }
  const changed = placesWhere(states, (state) => state === CHANGED);
  return {
    written: placesWhere(states, (state) => state !== EQUAL),
    changed,
    isWholeRange: stretches.length === 1 && changed.length === storedCount,
  };
}

/** The first and the last place of each stretch in which no two bars lie further apart than that. */
function stretchesOf(openTime: Float64Array, widest: number): [first: number, last: number][] {
  const stretches: [number, number][] = [[0, 0]];
  for (let place = 1; place < openTime.length; place += 1) {
    if (openTime[place] - openTime[place - 1] > widest) stretches.push([place, place]);
    else stretches[stretches.length - 1][1] = place;
  }
  return stretches;
}

/** Both are in order, so one walk meets every pair; gives the first place that may still meet a later stored row. */
function compareRows(stored: DecodedBars, bars: BarColumns, states: Uint8Array, from: number): number {
  const [openTime, ...values] = stored.columns;
  const given = PRICE_COLUMNS.map((name) => bars[name]);
  let row = from;
  for (let place = 0; place < stored.length; place += 1) {
    while (bars.openTime[row] < openTime[place]) row += 1;
    if (bars.openTime[row] !== openTime[place]) continue;
    const isEqual = values.every((column, index) => isSame(column[place], given[index][row]));
    states[row] = isEqual ? EQUAL : CHANGED;
  }
  return row;
}

function isSame(one: number, other: number): boolean {
  return one === other || (Number.isNaN(one) && Number.isNaN(other));
}

function placesWhere(states: Uint8Array, isWanted: (state: number) => boolean): Uint32Array {
  const places = new Uint32Array(states.length);
  let count = 0;
  for (let place = 0; place < states.length; place += 1) {
    if (isWanted(states[place])) places[count++] = place;
  }
  return places.subarray(0, count);
}
