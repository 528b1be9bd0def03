import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DatabaseModule } from '#database';
import { IngestModule, MarketDataModule } from '#market-data';
import { QueueModule } from '#queue';
import { TaskPersistenceModule } from '#task-persistence';
import { EnginePool } from '../engine/engine-pool.js';
import { enginePoolProvider } from '../engine-pool.provider.js';
import { observeAsked, traceAsked } from '../observe-run.js';
import { datasetHandlersProvider } from './dataset-handlers.provider.js';
import { HANDLERS, handlerMapProvider } from './handler-map.js';
import { runDataProvider } from './run-data.provider.js';
import { runHandlersProvider } from './run-handlers.provider.js';

/** The handlers and what they work with. */
@Module({
  imports: [
    DatabaseModule,
    MarketDataModule,
    IngestModule.register({ onAsked: observeAsked, aroundAsked: traceAsked }),
    QueueModule,
    TaskPersistenceModule,
  ],
  providers: [
    enginePoolProvider,
    runDataProvider,
    runHandlersProvider,
    datasetHandlersProvider,
    handlerMapProvider,
  ],
  exports: [HANDLERS],
})
export class HandlersModule implements OnApplicationShutdown {
  constructor(@Inject(EnginePool) private readonly engine: EnginePool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.engine.close();
  }
}
