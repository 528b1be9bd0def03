import { Controller, Get, Header, type OnApplicationBootstrap } from '@nestjs/common';
import { collectDefaultMetrics, register } from 'prom-client';
import { readMetrics } from './metrics.js';

/** Figures of the process for Prometheus. */
@Controller('metrics')
export class MetricsController implements OnApplicationBootstrap {
  onApplicationBootstrap(): void {
    if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  }

  @Get()
  @Header('Content-Type', register.contentType)
  metrics(): Promise<string> {
    return readMetrics();
  }
}
