import type { BacktestRequest, ThreadResult } from '#backtest-engine';
import type { Handler, TaskSummary } from '#jobs';
import type { EnginePool } from '../engine/engine-pool.js';
import { loadRunSeries, type RunData } from './load-run-series.js';
import { COMPUTING, LOADING, toComputing, toSimulating } from './run-progress.js';

/**
 * Runs a stored strategy over its data and keeps nothing but what was found out about the strategy itself. How it would
 * have fared is not told, so that a dry run is no trial.
 */
export function createStrategyValidationHandler(
  data: RunData,
  engine: Pick<EnginePool, 'run'>,
): Handler<'strategy_validation'> {
  return async (context) => {
    const { payload, signal } = context;
    const { strategy, strategy_id: strategyId, version } = payload;
    const request = payload.request as unknown as BacktestRequest;
    context.report(LOADING);
    const loaded = await loadRunSeries(data, strategy, request);
    signal.throwIfAborted();
    context.report(COMPUTING);
    const startedAt = performance.now();
    const result = await engine.run(
      { strategy, request, ...loaded },
      {
        signal,
        wantsPart: () => false,
        onIndicator: (indicator, indicators) => context.report(toComputing(indicator, indicators)),
        onProgress: (done, total) => context.report(toSimulating(done, total, performance.now() - startedAt)),
        onPartial: () => undefined,
      },
    );
    signal.throwIfAborted();
    return { outcome: 'ok', summary: { strategy_id: strategyId, version, ...toFindings(result) } };
  };
}

function toFindings({
  strategyHash,
  dataDigest,
  engineVersion,
  outcome,
  warnings,
}: ThreadResult): TaskSummary {
  const { canary, trades, openTrades, orders, barsTotal, warmupBars } = outcome;
  return {
    valid: canary?.clean === true,
    ...{ strategy_hash: strategyHash, engine_version: engineVersion, data_digest: dataDigest },
    ...{ bars: barsTotal, warmup_bars: warmupBars },
    ...{ orders: orders.length, trades: trades.length, open_trades: openTrades.length },
    look_ahead: canary && {
      clean: canary.clean,
      ...{ decisions_checked: canary.checked, fills_checked: canary.fills },
      alarms: canary.alarms,
    },
    // Metrics that are not defined would tell how it fared.
    warnings: warnings.filter(({ path }) => path !== '/metrics'),
  };
}
