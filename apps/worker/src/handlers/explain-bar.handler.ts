import type { Explanation } from '#backtest-engine';
import type { BacktestResultRepository } from '#database';
import { cellAt, type ColumnTable } from '#domain';
import type { Handler, TaskSummary } from '#jobs';
import { toOpenTimeRange } from '#market-data';
import type { EnginePool, KeptRun } from '../engine/engine-pool.js';
import { askKeptRun, findSeries } from './ask-kept-run.js';
import type { RunData } from './load-run-series.js';
import { COMPUTING, LOADING } from './run-progress.js';

/** Explains a bar of a kept run from the data that the run read. What it finds is small and travels with the task. */
export function createExplainBarHandler(
  data: RunData,
  engine: Pick<EnginePool, 'ask'>,
  results: Pick<BacktestResultRepository, 'find'>,
): Handler<'explain_bar'> {
  return async (context) => {
    const { payload, signal } = context;
    context.report(LOADING);
    const found = await askKeptRun(data, results, payload.run_id, (run) => {
      context.report({ ...COMPUTING, message: 'Explaining the bar' });
      return engine.ask('explain', run, findBar(payload, run), signal);
    });
    return { outcome: 'ok', summary: toSummary(found) };
  };
}

/** The bar that was open at the end of the day, or at the instant, that the question states. */
function findBar(
  { symbol, at }: { symbol?: string; at: string },
  { series, request: { timeframe } }: KeptRun,
): { symbol: string; at: number } {
  const found = findSeries(series, symbol);
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
