import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { FreshnessService, type Freshness } from '#market-data';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIsoOrNull } from '../tasks/instants.js';
import { FreshnessDto, FreshnessQuery, type FreshnessRowDto } from './freshness.dto.js';
import { toSymbolList } from './symbol-list.js';

function toRow({ dataset, symbol, isFresh, expected, newest }: Freshness): FreshnessRowDto {
  return { dataset, symbol, fresh: isFresh, expected: toIsoOrNull(expected), newest: toIsoOrNull(newest) };
}

@ApiTags('Market data')
@Controller('api/v1/market-data/freshness')
export class FreshnessController {
  constructor(@Inject(FreshnessService) private readonly freshness: FreshnessService) {}

  @Get()
  @Operation({
    id: 'getFreshness',
    summary: 'Whether the newest data that are due are there',
    description: 'Of every dataset, and of each symbol where each has a deadline of its own.',
    errors: ['PARAMETER_INVALID'],
  })
  @Answers(200, FreshnessDto, 'Held against what the schedules promise.')
  async list(@Query() query: FreshnessQuery): Promise<FreshnessDto> {
    const symbols = toSymbolList(query.symbols);
    const items = (await this.freshness.check(Date.now()))
      .filter(({ dataset }) => dataset === (query.dataset ?? dataset))
      .filter(({ symbol }) => symbols === undefined || (symbol !== null && symbols.includes(symbol)))
      .filter(({ isFresh }) => isFresh === (query.fresh ?? isFresh))
      .map(toRow);
    const late = items.filter(({ fresh }) => !fresh).length;
    return { fresh: late === 0, count: items.length, late, items };
  }
}
