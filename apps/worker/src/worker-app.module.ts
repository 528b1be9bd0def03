import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, type AppConfig } from '#config';
import { ApiKeys, DatabaseHealth } from '#database';
import { AROUND_STEP, TRACEPARENT } from '#jobs';
import { HealthModule, TracingModule } from '#observability';
import { RedisHealth } from '#redis';
import { createWorkerImports } from './worker.module.js';

/** In order, as a signal from outside would. */
const endProcess = (): void => void process.kill(process.pid, 'SIGTERM');

/** A worker as a process of its own, with its probes. */
@Module({})
export class WorkerAppModule {
  static forRoot(config: AppConfig, options: Parameters<typeof createWorkerImports>[0]): DynamicModule {
    return {
      module: WorkerAppModule,
      imports: [
        ConfigModule.forRoot(config),
        TracingModule.register('barkeep-worker', TRACEPARENT, AROUND_STEP),
        ...createWorkerImports(options, endProcess),
        HealthModule.register({ ready: [RedisHealth, DatabaseHealth], readers: ApiKeys }),
      ],
    };
  }
}
