import type { BacktestRequest, Explanation } from '#backtest-engine';
import type { BacktestResultRepository, StoredBacktest } from '#database';
import { BarkeepError, cellAt, type ColumnTable } from '#domain';
import type { Handler, TaskSummary } from '#jobs';
import { toOpenTimeRange } from '#market-data';
import type { EnginePool } from '../engine/engine-pool.js';
import { loadRunSeries, type RunData, type RunSeries } from './load-run-series.js';
import { COMPUTING, LOADING } from './run-progress.js';

/** Explains a bar of a kept run from the data that the run read. What it finds is small and travels with the task. */
export function createExplainBarHandler(
  data: RunData,
  engine: Pick<EnginePool, 'explain'>,
  results: Pick<BacktestResultRepository, 'find'>,
): Handler<'explain_bar'> {
  return async (context) => {
    const { payload, signal } = context;
    context.report(LOADING);
    const stored = await results.find(payload.run_id);
    if (!stored) throw new BarkeepError('DATA_MISSING', 'The result of the backtest is no longer kept');
    const { strategy, dataDigest } = stored;
    const request = stored.request as BacktestRequest;
    for await (const loaded of loadVersions(data, stored, request)) {
      const { symbol, at } = findBar(payload, loaded, request);
      context.report({ ...COMPUTING, message: 'Explaining the bar' });
      const found = await engine.explain({ strategy, request, ...loaded, symbol, at, dataDigest }, signal);
      if (found) return { outcome: 'ok', summary: toSummary(found) };
    }
    throw new BarkeepError('DATA_MISSING', 'The data are not what the run read, neither now nor as of then.');
  };
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

/** The bar that was open at the end of the day, or at the instant, that the question states. */
function findBar(
  { symbol, at }: { symbol?: string; at: string },
  { series }: RunSeries,
  { timeframe }: BacktestRequest,
): { symbol: string; at: number } {
  const found = symbol === undefined ? series[0] : series.find((one) => one.symbol === symbol);
  if (!found) throw new BarkeepError('PARAMETER_INVALID', `The run reads no symbol ${symbol}.`);
  const { end } = toOpenTimeRange({ end: at }, timeframe, found.timeZone);
  return { symbol: found.symbol, at: end! - 1 };
}

/** As the wire says it. */
function toSummary({ rules, warmupBars, time, hindrances, orders, ...found }: Explanation): TaskSummary {
  const { symbol, bar, position, equity, allocation } = found;
  return {
    ...{ symbol, bar, time: new Date(time).toISOString(), warmup_bars: warmupBars, position, equity },
    rules: rules.map(({ nearMiss, ...rule }) => ({ ...rule, near_miss: nearMiss })),
    hindrances,
    allocation: allocation ?? null,
    orders: toRows(orders),
  };
}

function toRows({ length, columns }: ColumnTable): object[] {
  const toValue = (name: string, value: string | number): string | number | null => {
    if (typeof value === 'string') return value;
    if (!Number.isFinite(value)) return null;
    return name.endsWith('_time') ? new Date(value).toISOString() : value;
  };
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, toValue(name, cellAt(column, row))]),
    ),
  );
}
