import type { BacktestRequest } from '#backtest-engine';
import { BarkeepError, type BarSeries } from '#domain';
import type { BarQuery } from '#market-data';
import { compileStrategy } from '#strategy';

/** The bars that a run reads. */
export interface RunSeries {
  /** In the order of the strategy's `dataSymbols`. */
  series: BarSeries[];
  benchmark: BarSeries | undefined;
}

function listDataSymbols(strategy: object): readonly string[] {
  const outcome = compileStrategy(strategy);
  if (outcome.ok) return outcome.strategy.dataSymbols;
  throw new BarkeepError('STRATEGY_INVALID', 'The strategy has faults', { faults: outcome.errors });
}

/**
 * Loads what the run needs, each symbol once; kept in shared memory between runs.
 * @throws BarkeepError DATA_MISSING, since what was there when the task was accepted is gone.
 */
export async function loadRunSeries(
  bars: BarQuery,
  strategy: object,
  request: BacktestRequest,
): Promise<RunSeries> {
  const dataSymbols = listDataSymbols(strategy);
  const wanted = [...new Set([...dataSymbols, ...(request.benchmark === null ? [] : [request.benchmark])])];
  const loaded = await Promise.all(wanted.map((symbol) => loadOne(bars, symbol, request)));
  const bySymbol = new Map(loaded.map((series) => [series.symbol, series]));
  return {
    series: dataSymbols.map((symbol) => bySymbol.get(symbol) as BarSeries),
    benchmark: request.benchmark === null ? undefined : bySymbol.get(request.benchmark),
  };
}

async function loadOne(bars: BarQuery, symbol: string, request: BacktestRequest): Promise<BarSeries> {
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
