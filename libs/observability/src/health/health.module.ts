import { Module, type DynamicModule, type InjectionToken } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController, READINESS_TOKENS } from './health.controller.js';
import { MetricsController } from '../metrics/metrics.controller.js';

/**
 * GET /health/live, /health/ready and /metrics. Imported once per Nest application: an application that joins
 * several apps has it from one of them.
 */
@Module({})
export class HealthModule {
  /** `ready` are the tokens of providers of the shape `HealthCheckPort`, found anywhere in the application. */
  static register(options: { ready: readonly InjectionToken[] }): DynamicModule {
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, MetricsController],
      providers: [{ provide: READINESS_TOKENS, useValue: options.ready }],
    };
  }
}
