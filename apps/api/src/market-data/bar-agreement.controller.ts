import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BarAgreementRepository, InstrumentRepository, type BarAgreement } from '#database';
import { BarkeepError } from '#domain';
import { toOpenTimeRange } from '#market-data';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { DEFAULT_PAGE } from '../tables/page-query.dto.js';
import { toIso } from '../tasks/instants.js';
import { BarAgreementQuery, BarAgreementsDto, type BarAgreementRowDto } from './bar-agreement.dto.js';

@ApiTags('Market data')
@Controller('api/v1/market-data/bars/agreement')
export class BarAgreementController {
  constructor(
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(BarAgreementRepository) private readonly agreements: BarAgreementRepository,
  ) {}

  @Get()
  @Operation({
    id: 'listBarAgreement',
    summary: 'Whose bars are stored, and how many providers say the same',
    description:
      'Of bars for which several providers were asked (`HISTORICAL_PRICES_QUORUM`); what others say of them is in quarantine.',
    errors: ['PARAMETER_INVALID', 'SYMBOL_NOT_FOUND'],
  })
  @Answers(200, BarAgreementsDto, 'A row for each bar.')
  async list(@Query() query: BarAgreementQuery): Promise<BarAgreementsDto> {
    const { symbol, timeframe, limit = DEFAULT_PAGE } = query;
    const instrument = await this.instruments.find(symbol);
    if (!instrument) throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${symbol}`);
    const range = toOpenTimeRange(query, timeframe, instrument.timeZone);
    const found = await this.agreements.list({ symbol, timeframe, ...range, limit: limit + 1 });
    const next = found.at(limit);
    return {
      ...{ symbol, timeframe, items: found.slice(0, limit).map(toDto) },
      next_start: next ? toIso(next.openTime) : null,
    };
  }
}

function toDto({ openTime, provider, agreed, asked }: BarAgreement): BarAgreementRowDto {
  return { time: toIso(openTime), provider, confidence: agreed / asked, agreed, asked };
}
