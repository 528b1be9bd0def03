import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BarRepository } from '#database';
import { CoverageService } from '#market-data';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toCoverageRows, toCoveredDay, toRowsOfTimeframe } from './coverage-view.js';
import { CoverageDto, CoverageQuery, CoveredDaysDto, CoveredDaysQuery } from './coverage.dto.js';
import { toSymbolList } from './symbol-list.js';

@ApiTags('Market data')
@Controller('api/v1/market-data/coverage')
export class CoverageController {
  constructor(
    @Inject(CoverageService) private readonly coverage: CoverageService,
    @Inject(BarRepository) private readonly bars: BarRepository,
  ) {}

  @Get()
  @Operation({
    id: 'getCoverage',
    summary: 'Which sessions are stored, and which are missing',
    errors: ['PARAMETER_INVALID', 'SYMBOL_NOT_FOUND'],
  })
  @Answers(200, CoverageDto, 'A row per symbol and timeframe or dataset, by symbol.')
  async list(@Query() query: CoverageQuery): Promise<CoverageDto> {
    const { dataset, timeframe, from, to } = query;
    const symbols = toSymbolList(query.symbols);
    const [covered, stored] = await Promise.all([
      this.coverage.list({ symbols, from, to, now: Date.now() }),
      this.bars.listSeries(),
    ]);
    const wanted = stored.filter(({ symbol }) => symbols?.includes(symbol) ?? true);
    const rows = toCoverageRows(wanted, covered).filter((row) => row.dataset === (dataset ?? row.dataset));
    const series = timeframe ? toRowsOfTimeframe(rows, timeframe) : rows;
    return { count: series.length, series };
  }

  @Get('days')
  @Operation({
    id: 'listCoveredDays',
    summary: 'How much is stored of each day of a series of bars',
    errors: ['PARAMETER_INVALID', 'SYMBOL_NOT_FOUND'],
  })
  @Answers(200, CoveredDaysDto, 'A day whose session is not over is not among them.')
  async days(@Query() { symbol, timeframe, from, to }: CoveredDaysQuery): Promise<CoveredDaysDto> {
    const days = await this.coverage.listDays(symbol, timeframe, { from, to, now: Date.now() });
    return { symbol, timeframe, days: days.map(toCoveredDay) };
  }
}
