import { Controller, Get, Header, type OnApplicationBootstrap } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { collectDefaultMetrics, register } from 'prom-client';
import { readMetrics } from './metrics.js';

/** Figures of the process for Prometheus. */
@ApiTags('Probes')
@Controller('metrics')
export class MetricsController implements OnApplicationBootstrap {
  onApplicationBootstrap(): void {
    if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  }

  @Get()
  @ApiOperation({ operationId: 'readMetrics', summary: 'Figures of the process for Prometheus' })
  @Header('Content-Type', register.contentType)
  metrics(): Promise<string> {
    return readMetrics();
  }
}
