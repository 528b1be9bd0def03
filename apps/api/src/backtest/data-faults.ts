import type { Fault } from '#domain';
import { didYouMean } from '#strategy';
import { toIso } from '../tasks/instants.js';
import type { SymbolData } from './stored-data.js';
import type { WantedBars } from './wanted-bars.js';

function toDay(instant: number): string {
  return toIso(instant).slice(0, 10);
}

/** Why a run can't have the bars that it wants; the range that exists is in the hint. */
export function faultOfData(
  data: SymbolData,
  path: string,
  wanted: WantedBars,
  knownSymbols: readonly string[],
): Fault | undefined {
  const { symbol, stored } = data;
  const { timeframe } = wanted;
  if (!data.known) {
    const hint =
      didYouMean(symbol, knownSymbols) ?? 'GET /api/v1/market-data/symbols lists those that are stored';
    return { path, code: 'E_DATA', message: `unknown symbol '${symbol}'`, hint };
  }
  if (!stored) {
    const hint = 'GET /api/v1/market-data/coverage lists what is stored';
    return { path, code: 'E_DATA', message: `no ${timeframe} bars of ${symbol} are stored`, hint };
  }
  if (data.inRange > 0) return undefined;
  return {
    path,
    code: 'E_DATA',
    message: `no ${timeframe} bars of ${symbol} are stored ${rangeWords(wanted)}`,
    hint: `stored are ${stored.count} bars from ${toDay(stored.first)} to ${toDay(stored.last)}`,
  };
}

function rangeWords({ startDate, endDate }: WantedBars): string {
  if (startDate && endDate) return `from ${startDate} to ${endDate}`;
  if (startDate) return `from ${startDate} on`;
  return endDate ? `up to ${endDate}` : 'as of that instant';
}

/**
 * The fault of a range that is over before the first decision, which comes a bar after the warm-up (`warmupBars` is
 * the index of the first defined bar). `data` was counted up to two bars more than that.
 */
export function faultOfWarmup(data: SymbolData, warmupBars: number): Fault | undefined {
  if (data.inRange === 0 || data.inRange >= warmupBars + 2) return undefined;
  const bars = data.inRange === 1 ? 'one bar' : `${data.inRange} bars`;
  const first = data.stored ? `; ${data.symbol} is stored from ${toDay(data.stored.first)}` : '';
  return {
    path: '/start_date',
    code: 'E_RANGE',
    message: `with ${bars} of ${data.symbol} in the range nothing is decided after a warm-up of ${warmupBars}`,
    hint: `start earlier or end later${first}`,
  };
}
