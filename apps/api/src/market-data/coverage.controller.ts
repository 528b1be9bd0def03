import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BarRepository } from '#database';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIso } from '../tasks/instants.js';
import { CoverageDto } from './coverage.dto.js';

@ApiTags('Market data')
@Controller('api/v1/market-data')
export class CoverageController {
  constructor(@Inject(BarRepository) private readonly bars: BarRepository) {}

  @Get('coverage')
  @Operation({ id: 'getCoverage', summary: 'Which bars are stored' })
  @Answers(200, CoverageDto, 'A row per symbol and timeframe.')
  async coverage(): Promise<CoverageDto> {
    const stored = await this.bars.listSeries();
    const series = stored.map((one) => ({ ...one, first: toIso(one.first), last: toIso(one.last) }));
    return { count: series.length, series };
  }
}
