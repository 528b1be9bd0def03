import type { FactoryProvider } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { BacktestResultRepository } from '#database';
import { RUN_HISTORY, TASK_STORE, type HandlerMap, type RunHistory, type TaskStore } from '#jobs';
import { BarQuery } from '#market-data';
import { EnginePool } from '../engine/engine-pool.js';
import { createBacktestRunHandler } from './backtest-run.handler.js';
import { createCleanupHandler } from './cleanup.handler.js';
import { createHealthCheckHandler } from './health-check.handler.js';

export const HANDLERS = Symbol('HANDLERS');

/** A handler for every job of the registry: one that is missing does not compile. */
export const handlerMapProvider: FactoryProvider<HandlerMap> = {
  provide: HANDLERS,
  inject: [RUN_HISTORY, TASK_STORE, APP_CONFIG, BarQuery, EnginePool, BacktestResultRepository],
  useFactory: (
    history: RunHistory,
    store: TaskStore,
    config: AppConfig,
    bars: BarQuery,
    engine: EnginePool,
    results: BacktestResultRepository,
  ) => ({
    backtest_run: createBacktestRunHandler(bars, engine, results),
    cleanup: createCleanupHandler(history, store, config),
    health_check: createHealthCheckHandler(history, store),
  }),
};
