import { pickExtremes, type ColumnTable, type TaskStatus } from '#domain';
import type { JudgedTrial, StoredBacktest } from '#database';
import { toRows } from '../tables/column-table.js';
import type { JsonRow } from '../tables/json-rows.js';
import { toIso } from '../tasks/instants.js';
import { toMetrics } from '../tasks/metrics.js';
import type { BacktestResultDto, EquityCurveDto } from './backtest-result.dto.js';
import { RESULT_TABLES } from './result-tables.js';
import { toSnakeCase } from './snake-case.js';
import { toTrialEvidence } from './trial-evidence.js';

const CURVE_POINTS = 2_000;
const FIRST_TRADES = 200;

/** Closed trades (or those still open), numbered and with their duration. */
export function toTradeRows(trades: ColumnTable, limit = trades.length): JsonRow[] {
  return toRows(RESULT_TABLES.trades(trades), 0, limit);
}

export function toEquityCurve(equity: ColumnTable): EquityCurveDto {
  const { time = [], equity: value = [], drawdown = [] } = equity.columns;
  const rows = pickExtremes(value, CURVE_POINTS);
  return {
    time: rows.map((row) => toIso(Number(time[row]))),
    equity: rows.map((row) => Number(value[row])),
    drawdown: rows.map((row) => Number(drawdown[row])),
  };
}

export function toBacktestResult(
  taskId: string,
  status: TaskStatus,
  stored: StoredBacktest,
  judged: JudgedTrial | undefined,
): BacktestResultDto {
  return {
    task_id: taskId,
    status,
    strategy: stored.strategy as Record<string, unknown>,
    request: toSnakeCase(stored.request) as Record<string, unknown>,
    engine_version: stored.engineVersion,
    strategy_hash: stored.strategyHash,
    data_digest: stored.dataDigest,
    result_digest: stored.resultDigest,
    started_at: toIso(stored.startedAt),
    finished_at: toIso(stored.finishedAt),
    duration_ms: stored.durationMs,
    bars_per_second: stored.barsPerSecond,
    warmup_bars: stored.warmupBars,
    bars_total: stored.barsTotal,
    metrics: toMetrics(stored.metrics),
    equity_curve: toEquityCurve(stored.equity),
    trades_count: stored.trades.length,
    trades: toTradeRows(stored.trades, FIRST_TRADES),
    open_trades: toTradeRows(stored.openTrades, FIRST_TRADES),
    orders_count: stored.orders.length,
    ambiguity: toWireChecks(stored.ambiguity),
    canary: toWireChecks(stored.canary),
    break_even: toWireChecks(stored.breakEven),
    trials: toTrialEvidence(judged),
    corporate_actions: toWireChecks(stored.corporateActions),
    partial: stored.partial,
    warnings: [...stored.warnings],
  };
}

/** Null where the run was kept before there was such a check. */
function toWireChecks(found: object | undefined): Record<string, unknown> | null {
  return found === undefined ? null : (toSnakeCase(found) as Record<string, unknown>);
}
