import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, type AppConfig } from '#config';
import { AROUND_STEP, TRACEPARENT } from '#jobs';
import { TracingModule } from '#observability';
import { ApiModule } from '../apps/api/src/api.module.js';
import { SchedulerModule } from '../apps/scheduler/src/scheduler.module.js';
import { WorkerModule } from '../apps/worker/src/worker.module.js';

/** The three apps in one process. */
@Module({})
export class AllInOneModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: AllInOneModule,
      imports: [
        ConfigModule.forRoot(config),
        TracingModule.register('barkeep', TRACEPARENT, AROUND_STEP),
        ApiModule,
        SchedulerModule,
        WorkerModule,
      ],
    };
  }
}
