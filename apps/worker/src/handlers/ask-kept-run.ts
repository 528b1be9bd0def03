import type { BacktestRequest } from '#backtest-engine';
import type { BacktestResultRepository, StoredBacktest } from '#database';
import { BarkeepError, type BarSeries } from '#domain';
import type { KeptRun } from '../engine/engine-pool.js';
import { loadRunSeries, type RunData, type RunSeries } from './load-run-series.js';

/**
 * Asks about a kept run over the data that it read; `ask` gives null where the data are others.
 * @throws BarkeepError DATA_MISSING where the result or those data are gone.
 */
export async function askKeptRun<Found>(
  data: RunData,
  results: Pick<BacktestResultRepository, 'find'>,
  runId: string,
  ask: (run: KeptRun) => Promise<Found | null>,
): Promise<Found> {
  const stored = await results.find(runId);
  if (!stored) throw new BarkeepError('DATA_MISSING', 'The result of the backtest is no longer kept');
  const { strategy, dataDigest } = stored;
  const request = stored.request as BacktestRequest;
  for await (const loaded of loadVersions(data, stored, request)) {
    const found = await ask({ strategy, request, ...loaded, dataDigest });
    if (found) return found;
  }
  throw new BarkeepError('DATA_MISSING', 'The data are not what the run read, neither now nor as of then.');
}

/** First the data as they are now, which is cheap and mostly right; then as they were when the run began. */
async function* loadVersions(
  data: RunData,
  { strategy, startedAt }: StoredBacktest,
  request: BacktestRequest,
): AsyncGenerator<RunSeries> {
  const instants = request.asOf === null ? [null, new Date(startedAt).toISOString()] : [request.asOf];
  for (const asOf of instants) {
    const loaded = await loadRunSeries(data, strategy, { ...request, asOf }).catch((error: unknown) => {
      if (error instanceof BarkeepError && error.code === 'DATA_MISSING') return undefined;
      throw error;
    });
    if (loaded) yield loaded;
  }
}

/**
 * The bars of a symbol of a run; of its first when none is named.
 * @throws BarkeepError PARAMETER_INVALID
 */
export function findSeries(series: readonly BarSeries[], symbol: string | undefined): BarSeries {
  const found = symbol === undefined ? series[0] : series.find((one) => one.symbol === symbol);
  if (!found) throw new BarkeepError('PARAMETER_INVALID', `The run reads no symbol ${symbol}.`);
  return found;
}
