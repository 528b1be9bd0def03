import { Module, type DynamicModule, type InjectionToken, type Type } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { APP_CONFIG, type AppConfig } from '#config';
import { Draining } from './draining.js';
import { HealthController, READINESS_TOKENS } from './health.controller.js';
import { METRICS_READERS, MetricsGuard, type MetricsReaders } from '../metrics/metrics-guard.js';
import { MetricsController } from '../metrics/metrics.controller.js';

/**
 * GET /health/live, /health/ready and /metrics. Imported once per Nest application: an application that joins
 * several apps has it from one of them.
 */
@Module({})
export class HealthModule {
  /**
   * `ready` are the tokens of providers of the shape `HealthCheckPort`, found anywhere in the application. One that
   * `drains` is sent requests by others, and answers for DRAIN_SECONDS more when it is told to end. `readers` says who may
   * read the metrics, where no door of the application does.
   */
  static register(options: {
    ready: readonly InjectionToken[];
    drains?: boolean;
    readers?: Type<MetricsReaders>;
  }): DynamicModule {
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, MetricsController],
      providers: [
        MetricsGuard,
        ...(options.readers ? [{ provide: METRICS_READERS, useExisting: options.readers }] : []),
        { provide: READINESS_TOKENS, useValue: options.ready },
        {
          provide: Draining,
          inject: options.drains ? [APP_CONFIG] : [],
          useFactory: (config?: AppConfig) => new Draining((config?.DRAIN_SECONDS ?? 0) * 1_000),
        },
      ],
      exports: [Draining],
    };
  }
}
