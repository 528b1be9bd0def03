import {
  Inject,
  Module,
  type DynamicModule,
  type InjectionToken,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { APP_CONFIG, BARKEEP_VERSION, type AppConfig } from '#config';
import { inStep, traceparent, traceWith, type Tracing } from './tracing.js';

const SERVICE_NAME = Symbol('SERVICE_NAME');

/** Traces the process under that name where OTEL_EXPORTER_OTLP_ENDPOINT is set, and sends the last spans when it ends. */
@Module({})
export class TracingModule implements OnModuleInit, OnApplicationShutdown {
  private tracing: Tracing | undefined;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(SERVICE_NAME) private readonly serviceName: string,
  ) {}

  /**
   * Other rooms find under the token `carrier` what names the current span, to hand it on, and under `around` what makes a span
   * of a step of theirs.
   */
  static register(serviceName: string, carrier: InjectionToken, around: InjectionToken): DynamicModule {
    const providers = [
      { provide: SERVICE_NAME, useValue: serviceName },
      { provide: carrier, useValue: traceparent },
      { provide: around, useValue: inStep },
    ];
    return { module: TracingModule, global: true, providers, exports: [carrier, around] };
  }

  async onModuleInit(): Promise<void> {
    const endpoint = this.config.OTEL_EXPORTER_OTLP_ENDPOINT;
    if (!endpoint) return;
    const { createTracing } = await import('./open-telemetry.js');
    this.tracing = createTracing(endpoint, this.serviceName, BARKEEP_VERSION);
    traceWith(this.tracing);
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.tracing) return;
    traceWith(undefined);
    await this.tracing.stop();
  }
}
