import type { BacktestRequest } from '#backtest-engine';
import { BarkeepError, type BarSeries, type TimedAction } from '#domain';
import { loadFinest, loadTimedActions, type BarQuery } from '#market-data';
import { compileStrategy, type CompiledStrategy, type KnownRows } from '#strategy';
import { loadKnownRows, type KnownData } from './load-known-rows.js';

/** Where the data of runs lie. */
export interface RunData extends KnownData {
  bars: Pick<BarQuery, 'loadSeries'>;
}

/** The data that a run reads. */
export interface RunSeries {
  /** In the order of the strategy's `dataSymbols`. */
  series: BarSeries[];
  benchmark: BarSeries | undefined;
  /** What the strategy reads of datasets. */
  known: readonly KnownRows[];
  /** Splits and dividends, where prices are raw: they act on positions then. */
  actions: readonly TimedAction[];
  /** The finest stored bars of each symbol that has finer ones, where the run looks into its bars. */
  finer: readonly BarSeries[];
}

function compile(strategy: object): CompiledStrategy {
  const outcome = compileStrategy(strategy);
  if (outcome.ok) return outcome.strategy;
  throw new BarkeepError('STRATEGY_INVALID', 'The strategy has faults', { faults: outcome.errors });
}

/**
 * Loads what the run needs, each symbol once; bars are kept in shared memory between runs.
 * @throws BarkeepError DATA_MISSING, since what was there when the task was accepted is gone.
 */
export async function loadRunSeries(
  data: RunData,
  strategy: object,
  request: BacktestRequest,
): Promise<RunSeries> {
  const { dataSymbols, known: needs } = compile(strategy);
  const wanted = [...new Set([...dataSymbols, ...(request.benchmark === null ? [] : [request.benchmark])])];
  const loaded = await Promise.all(wanted.map((symbol) => loadOne(data.bars, symbol, request)));
  const bySymbol = new Map(loaded.map((series) => [series.symbol, series]));
  const series = dataSymbols.map((symbol) => bySymbol.get(symbol) as BarSeries);
  const { adjust, asOf, execution, timeframe, startDate: start, endDate: end } = request;
  const range = { timeframe, start, end, adjust, asOf };
  return {
    series,
    benchmark: request.benchmark === null ? undefined : bySymbol.get(request.benchmark),
    known: await loadKnownRows(data, needs, request, series),
    actions: adjust === 'raw' ? await loadTimedActions(data.actions, loaded, asOf) : [],
    finer: execution.drillDown ? await loadFinest(data.bars, dataSymbols, range) : [],
  };
}

async function loadOne(
  bars: Pick<BarQuery, 'loadSeries'>,
  symbol: string,
  request: BacktestRequest,
): Promise<BarSeries> {
  const { timeframe, startDate: start, endDate: end, adjust, asOf } = request;
  const missing = (cause?: unknown) =>
    new BarkeepError('DATA_MISSING', `There are no ${timeframe} bars of ${symbol} in the range of the run`, {
      cause,
    });
  const series = await bars
    .loadSeries({ symbol, timeframe, start, end, adjust, asOf })
    .catch((error: unknown) => {
      if (error instanceof BarkeepError && error.code === 'SYMBOL_NOT_FOUND') throw missing(error);
      throw error;
    });
  if (!series || series.length === 0) throw missing();
  return series;
}
