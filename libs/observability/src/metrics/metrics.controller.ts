import { Controller, Get, Header, UseGuards, type OnApplicationBootstrap } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { collectDefaultMetrics, register } from 'prom-client';
import { MetricsGuard } from './metrics-guard.js';
import { readMetrics } from './metrics.js';

/** Figures of the process for Prometheus. */
@ApiTags('Probes')
@Controller('metrics')
export class MetricsController implements OnApplicationBootstrap {
  onApplicationBootstrap(): void {
    if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  }

  @Get()
  @UseGuards(MetricsGuard)
  @ApiOperation({ operationId: 'readMetrics', summary: 'Figures of the process for Prometheus' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'In the text form of Prometheus.', schema: { type: 'string' } })
  @Header('Content-Type', register.contentType)
  metrics(): Promise<string> {
    return readMetrics();
  }
}
