import { BarkeepError, LEAST_PRICE, MOST_PRICE, type BarSeries, type Fault } from '#domain';
import { inSlices } from './in-slices.js';

/** Faults of the data that are told one by one; beyond that their number. */
const MOST_FAULTS = 20;

/** Throws when there are no bars, or bars that can't be computed with: the first ones are named. */
export function checkSeries(series: readonly BarSeries[]): void {
  const empty = series.find((one) => one.length === 0);
  if (series.length === 0 || empty !== undefined) {
    throw new BarkeepError(
      'DATA_MISSING',
      `There are no bars${empty === undefined ? '' : ` of ${empty.symbol}`} to run on.`,
    );
  }
  const faults = series.flatMap((one) => faultsOfSeries(one));
  if (faults.length > 0) {
    throw new BarkeepError('STRATEGY_FAILED', `The bars have faults, first: ${faults[0].message}.`, {
      faults: faults.slice(0, MOST_FAULTS),
    });
  }
}

/** Series without faults. Bars do not change once they are given to a run, so looking once is enough. */
const sound = new WeakSet<BarSeries>();

/** What a run would refuse of a series, the first bars that have faults; their paths name series and row. */
export function faultsOfSeries(series: BarSeries): Fault[] {
  if (sound.has(series)) return [];
  const faults: Fault[] = [];
  inSlices(0, series.length, (from, to) => addFaults(series, from, to, faults));
  if (faults.length === 0) sound.add(series);
  return faults;
}

function addFaults(series: BarSeries, from: number, to: number, faults: Fault[]): void {
  const { open, high, low, close, openTime } = series;
  let before = from === 0 ? -Infinity : openTime[from - 1];
  for (let row = from; row < to; row += 1) {
    // One comparison chain that NaN, zero and disorder all fail; details only where it does.
    const isSound =
      low[row] >= LEAST_PRICE &&
      high[row] >= low[row] &&
      high[row] <= MOST_PRICE &&
      open[row] >= LEAST_PRICE &&
      open[row] <= MOST_PRICE &&
      close[row] >= LEAST_PRICE &&
      close[row] <= MOST_PRICE &&
      openTime[row] > before;
    before = openTime[row];
    if (!isSound && faults.length < MOST_FAULTS) faults.push(faultOf(series, row));
  }
}

function faultOf(series: BarSeries, row: number): Fault {
  const prices = `open ${series.open[row]}, high ${series.high[row]}, low ${series.low[row]}, close ${series.close[row]}`;
  const when = Number.isFinite(series.openTime[row])
    ? new Date(series.openTime[row]).toISOString()
    : 'no time';
  return {
    path: `/series/${series.symbol}/${row}`,
    code: 'E_DATA',
    message: `bar ${row} of ${series.symbol} (${when}) is out of order in time or has a price that is not from ${LEAST_PRICE} to ${MOST_PRICE}: ${prices}`,
  };
}
