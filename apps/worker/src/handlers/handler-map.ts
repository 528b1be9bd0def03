import type { FactoryProvider } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import {
  AuditRepository,
  BarRepository,
  DatasetRepository,
  RunCheckpointRepository,
  SlotRepository,
  UniverseRepository,
} from '#database';
import { RUN_HISTORY, TASK_STORE, type HandlerMap, type RunHistory, type TaskStore } from '#jobs';
import { Backfill, IntradayIngest, PriceIngest } from '#market-data';
import { createBackfillHandler } from './backfill.handler.js';
import { createCleanupHandler } from './cleanup.handler.js';
import { createCompactionHandler } from './compaction.handler.js';
import { DATASET_HANDLERS, type DatasetHandlers } from './dataset-handlers.provider.js';
import { createHealthCheckHandler } from './health-check.handler.js';
import { createHistoricalPricesHandler } from './historical-prices.handler.js';
import { createNotificationHandler } from './notification.handler.js';
import { RUN_HANDLERS, type RunHandlers } from './run-handlers.provider.js';

export const HANDLERS = Symbol('HANDLERS');

/** A handler for every job of the registry: one that is missing does not compile. */
export const handlerMapProvider: FactoryProvider<HandlerMap> = {
  provide: HANDLERS,
  inject: [
    ...[
      RUN_HISTORY,
      TASK_STORE,
      APP_CONFIG,
      PriceIngest,
      IntradayIngest,
      Backfill,
      UniverseRepository,
      SlotRepository,
    ],
    ...[
      DatasetRepository,
      BarRepository,
      RunCheckpointRepository,
      AuditRepository,
      DATASET_HANDLERS,
      RUN_HANDLERS,
    ],
  ],
  useFactory: (
    history: RunHistory,
    store: TaskStore,
    config: AppConfig,
    prices: PriceIngest,
    intraday: IntradayIngest,
    backfill: Backfill,
    universe: UniverseRepository,
    slots: SlotRepository,
    rows: DatasetRepository,
    bars: BarRepository,
    checkpoints: RunCheckpointRepository,
    audit: AuditRepository,
    datasets: DatasetHandlers,
    runs: RunHandlers,
  ) => ({
    ...datasets,
    ...runs,
    backfill: createBackfillHandler(backfill),
    cleanup: createCleanupHandler(history, store, slots, checkpoints, audit, config),
    compaction: createCompactionHandler(rows, bars),
    health_check: createHealthCheckHandler(history, store),
    historical_prices: createHistoricalPricesHandler(prices, intraday, universe),
    notification: createNotificationHandler(config),
  }),
};
