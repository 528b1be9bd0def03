import type { StoredData, SymbolData } from '../../apps/api/src/backtest/stored-data.js';
import type { BacktestRequest } from '#backtest-engine';
import { BAR_COLUMNS, createBarSeries, type BarSeries, type Fault } from '#domain';
import { toOpenTimeRange } from '#market-data';
import type { KnownNeed } from '#strategy';

/** Stands in for the stores when a run is checked: what there is are the series at hand. */
export class LocalData implements Pick<
  StoredData,
  'describe' | 'faultsOfBars' | 'faultsOfKnown' | 'knownSymbols'
> {
  constructor(private readonly series: readonly BarSeries[]) {}

  describe(symbols: readonly string[], request: BacktestRequest): Promise<SymbolData[]> {
    return Promise.resolve(symbols.map((symbol) => this.describeSymbol(symbol, request)));
  }

  /** Lines that can't be have been left out. */
  faultsOfBars(): Promise<Fault[]> {
    return Promise.resolve([]);
  }

  /** Files hold bars only. */
  faultsOfKnown(needs: readonly KnownNeed[]): Promise<Fault[]> {
    return Promise.resolve(
      needs.map(({ dataset, path }) => ({
        path: `/strategy${path}`,
        code: 'E_DATA',
        message: `${dataset.replaceAll('_', ' ')} are in the stores of a server only`,
      })),
    );
  }

  knownSymbols(): Promise<string[]> {
    return Promise.resolve(this.series.map(({ symbol }) => symbol));
  }

  private describeSymbol(symbol: string, request: BacktestRequest): SymbolData {
    const series = this.series.find((one) => one.symbol === symbol);
    if (!series) return { symbol, known: false, inRange: 0, count: 0 };
    const { openTime, length } = series;
    const stored = { first: openTime[0], last: openTime[length - 1], count: length };
    const { length: count } = cutToRange(series, request);
    return { symbol, known: true, stored, inRange: count, count };
  }
}

/** What a run asks for that only stores have; a file holds the prices of one timeframe as they are. */
export function faultsOfLocal({ adjust, asOf, execution }: BacktestRequest): Fault[] {
  const wanted = [
    ['/adjust', adjust !== 'split', "splits and dividends are in the stores of a server: leave out 'adjust'"],
    ['/as_of', asOf !== null, 'earlier versions of bars are in the stores of a server only'],
    ['/execution/drill_down', execution.drillDown, 'finer bars are in the stores of a server only'],
  ] as const;
  return wanted.flatMap(([path, isWanted, message]) => (isWanted ? [{ path, code: 'E_DATA', message }] : []));
}

/** The bars within the dates of the request; the series itself when those are all. */
export function cutToRange(series: BarSeries, request: BacktestRequest): BarSeries {
  const { startDate, endDate, timeframe } = request;
  const dates = { start: startDate, end: endDate };
  const { start = -Infinity, end = Infinity } = toOpenTimeRange(dates, timeframe, series.timeZone);
  const from = series.openTime.findIndex((time) => time >= start);
  const to = series.openTime.findLastIndex((time) => time < end) + 1;
  const length = from < 0 ? 0 : Math.max(0, to - from);
  if (length === series.length) return series;
  const cut = createBarSeries(series, length);
  for (const column of BAR_COLUMNS) cut[column].set(series[column].subarray(from, from + length));
  return cut;
}
