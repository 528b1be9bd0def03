import { Logger, type FactoryProvider } from '@nestjs/common';
import { findEngineThreadFile } from '#backtest-engine';
import { APP_CONFIG, type AppConfig } from '#config';
import { EnginePool } from './engine/engine-pool.js';

const GRACE_MS = 500;
/** Below the time that the job runner waits for a handler. */
const PART_GRACE_MS = 8_000;
const HEAP_MB = 1_024;

/** A thread for each backtest that the worker may run at once; a thread starts when it is first needed. */
export const enginePoolProvider: FactoryProvider<EnginePool> = {
  provide: EnginePool,
  inject: [APP_CONFIG],
  useFactory: (config: AppConfig) => {
    const log = new Logger('EnginePool');
    return new EnginePool({
      file: findEngineThreadFile(),
      threads: config.MAX_CONCURRENT_BACKTESTS,
      heapMb: HEAP_MB,
      renewTasks: config.ENGINE_THREAD_TASKS,
      renewMb: config.ENGINE_THREAD_MEGABYTES,
      graceMs: GRACE_MS,
      partGraceMs: PART_GRACE_MS,
      onFault: (message, stack) => log.error(message, stack),
    });
  },
};
