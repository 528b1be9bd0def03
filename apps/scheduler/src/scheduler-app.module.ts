import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, type AppConfig } from '#config';
import { ApiKeys, DatabaseHealth } from '#database';
import { AROUND_STEP, TRACEPARENT } from '#jobs';
import { HealthModule, TracingModule } from '#observability';
import { RedisHealth } from '#redis';
import { SchedulerModule } from './scheduler.module.js';

/** A scheduler as a process of its own, with its probes. */
@Module({})
export class SchedulerAppModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: SchedulerAppModule,
      imports: [
        ConfigModule.forRoot(config),
        TracingModule.register('barkeep-scheduler', TRACEPARENT, AROUND_STEP),
        SchedulerModule,
        HealthModule.register({ ready: [RedisHealth, DatabaseHealth], readers: ApiKeys }),
      ],
    };
  }
}
