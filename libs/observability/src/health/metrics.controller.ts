import { Controller, Get, Header, type OnApplicationBootstrap } from '@nestjs/common';
import { collectDefaultMetrics, register } from 'prom-client';

/** Figures of the process for Prometheus. Other rooms add theirs to prom-client's global registry. */
@Controller('metrics')
export class MetricsController implements OnApplicationBootstrap {
  onApplicationBootstrap(): void {
    if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  }

  @Get()
  @Header('Content-Type', register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }
}
