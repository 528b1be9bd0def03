import type { FactoryProvider } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import {
  BacktestResultRepository,
  OptimisationRepository,
  OptimiseRangeRepository,
  RunCheckpointRepository,
  TrialLedgerRepository,
} from '#database';
import { RUN_HISTORY, type HandlerMap, type RunHistory } from '#jobs';
import { JobProducer, TaskCancellation } from '#queue';
import { EnginePool } from '../engine/engine-pool.js';
import { createAblationHandler } from './ablation.handler.js';
import { createBacktestRunHandler } from './backtest-run.handler.js';
import { createExplainBarHandler } from './explain-bar.handler.js';
import type { RunData } from './load-run-series.js';
import { createMonteCarloHandler } from './monte-carlo.handler.js';
import { createOptimiseRunHandler } from './optimise-run.handler.js';
import { createOptimiseTrialsHandler } from './optimise-trials.handler.js';
import { createRunIndicatorsHandler } from './run-indicators.handler.js';
import { createStrategyValidationHandler } from './strategy-validation.handler.js';
import { RUN_DATA } from './run-data.provider.js';

/** Under this token stand the handlers of what runs strategies or looks at such runs. */
export const RUN_HANDLERS = Symbol('RUN_HANDLERS');

export type RunHandlers = Pick<
  HandlerMap,
  | 'ablation'
  | 'backtest_run'
  | 'explain_bar'
  | 'monte_carlo'
  | 'optimise_run'
  | 'optimise_trials'
  | 'run_indicators'
  | 'strategy_validation'
>;

export const runHandlersProvider: FactoryProvider<RunHandlers> = {
  provide: RUN_HANDLERS,
  inject: [
    ...[RUN_HISTORY, RUN_DATA, EnginePool, BacktestResultRepository, TrialLedgerRepository],
    ...[OptimiseRangeRepository, OptimisationRepository, JobProducer, TaskCancellation],
    ...[RunCheckpointRepository, APP_CONFIG],
  ],
  useFactory: (
    history: RunHistory,
    data: RunData,
    engine: EnginePool,
    results: BacktestResultRepository,
    ledger: TrialLedgerRepository,
    ranges: OptimiseRangeRepository,
    optimisations: OptimisationRepository,
    producer: JobProducer,
    cancellation: TaskCancellation,
    checkpoints: RunCheckpointRepository,
    config: AppConfig,
  ) => ({
    ablation: createAblationHandler(data, engine, results, ledger),
    backtest_run: createBacktestRunHandler(data, engine, results, ledger, {
      store: checkpoints,
      everyMs: config.CHECKPOINT_SECONDS * 1_000,
    }),
    explain_bar: createExplainBarHandler(data, engine, results),
    monte_carlo: createMonteCarloHandler(results),
    optimise_run: createOptimiseRunHandler({
      ...{ history, data, engine, ledger, ranges, producer, cancellation },
      results: optimisations,
    }),
    optimise_trials: createOptimiseTrialsHandler(history, data, engine, ranges),
    run_indicators: createRunIndicatorsHandler(data, engine, results),
    strategy_validation: createStrategyValidationHandler(data, engine),
  }),
};
