import type { FactoryProvider } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import {
  BacktestResultRepository,
  InstrumentRepository,
  OptimisationRepository,
  OptimiseRangeRepository,
} from '#database';
import { RUN_HISTORY, TASK_STORE, type HandlerMap, type RunHistory, type TaskStore } from '#jobs';
import { PriceIngest } from '#market-data';
import { JobProducer, TaskCancellation } from '#queue';
import { EnginePool } from '../engine/engine-pool.js';
import { createBacktestRunHandler } from './backtest-run.handler.js';
import { createCleanupHandler } from './cleanup.handler.js';
import { DATASET_HANDLERS, type DatasetHandlers } from './dataset-handlers.provider.js';
import { createHealthCheckHandler } from './health-check.handler.js';
import { createHistoricalPricesHandler } from './historical-prices.handler.js';
import type { RunData } from './load-run-series.js';
import { createMonteCarloHandler } from './monte-carlo.handler.js';
import { createOptimiseRunHandler } from './optimise-run.handler.js';
import { createOptimiseTrialsHandler } from './optimise-trials.handler.js';
import { RUN_DATA } from './run-data.provider.js';

export const HANDLERS = Symbol('HANDLERS');

/** A handler for every job of the registry: one that is missing does not compile. */
export const handlerMapProvider: FactoryProvider<HandlerMap> = {
  provide: HANDLERS,
  inject: [
    ...[RUN_HISTORY, TASK_STORE, APP_CONFIG, RUN_DATA, EnginePool, BacktestResultRepository],
    ...[OptimiseRangeRepository, OptimisationRepository, JobProducer, TaskCancellation],
    ...[PriceIngest, InstrumentRepository, DATASET_HANDLERS],
  ],
  useFactory: (
    history: RunHistory,
    store: TaskStore,
    config: AppConfig,
    data: RunData,
    engine: EnginePool,
    results: BacktestResultRepository,
    ranges: OptimiseRangeRepository,
    optimisations: OptimisationRepository,
    producer: JobProducer,
    cancellation: TaskCancellation,
    prices: PriceIngest,
    instruments: InstrumentRepository,
    datasets: DatasetHandlers,
  ) => ({
    ...datasets,
    backtest_run: createBacktestRunHandler(data, engine, results),
    cleanup: createCleanupHandler(history, store, config),
    health_check: createHealthCheckHandler(history, store),
    historical_prices: createHistoricalPricesHandler(prices, instruments),
    monte_carlo: createMonteCarloHandler(results),
    optimise_run: createOptimiseRunHandler({
      ...{ data, engine, ranges, producer, cancellation },
      results: optimisations,
    }),
    optimise_trials: createOptimiseTrialsHandler(history, data, engine, ranges),
  }),
};
