import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, Matches } from 'class-validator';
import { isTimeframe, SYMBOL_PATTERN, TIMEFRAMES, type Fault, type Timeframe } from '#domain';
import { faultsOfDates } from '../backtest/date-range.js';
import { OptionalText, OptionalWhole } from '../validation/rules.js';
import { textOf } from '../validation/text-of.js';
import { SYMBOL_RULE } from './symbol-list.js';

export class BarAgreementQuery {
  @ApiProperty({ example: 'AAPL' })
  @Matches(SYMBOL_PATTERN, { message: `symbol ${SYMBOL_RULE}` })
  symbol!: string;

  @ApiProperty({ enum: TIMEFRAMES, example: '1d' })
  @IsIn(TIMEFRAMES, {
    context: { words: TIMEFRAMES },
    message: `timeframe has to be one of ${TIMEFRAMES.join(', ')}`,
  })
  timeframe!: Timeframe;

  @OptionalText(40, { description: 'First day or instant, inclusive.', example: '2014-01-01' })
  start?: string;

  @OptionalText(40, { description: 'Last day or instant, inclusive.', example: '2014-12-31' })
  end?: string;

  @OptionalWhole(1, 10_000, { default: 1_000 })
  @Type(() => Number)
  limit?: number;

  /** See `FurtherChecks`. */
  static furtherFaults(draft: { readonly [Member in keyof BarAgreementQuery]?: unknown }): Fault[] {
    const { timeframe, start, end } = draft;
    const dates = { start: textOf(start), end: textOf(end) };
    return faultsOfDates(dates, isTimeframe(timeframe) ? timeframe : '1d', { start: 'start', end: 'end' });
  }
}

@ApiSchema({ name: 'BarAgreement' })
export class BarAgreementRowDto {
  @ApiProperty({ format: 'date-time', description: 'Open time.' })
  time!: string;

  @ApiProperty({ example: 'yahoo', description: 'Whose bar is stored.' })
  provider!: string;

  @ApiProperty({ example: 1, description: 'The part of those asked that say the same.' })
  confidence!: number;

  @ApiProperty({ type: 'integer', example: 3 })
  agreed!: number;

  @ApiProperty({ type: 'integer', example: 3 })
  asked!: number;
}

@ApiSchema({ name: 'BarAgreements' })
export class BarAgreementsDto {
  @ApiProperty()
  symbol!: string;

  @ApiProperty({ enum: TIMEFRAMES })
  timeframe!: Timeframe;

  @ApiProperty({ type: [BarAgreementRowDto], description: 'Oldest first.' })
  items!: BarAgreementRowDto[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The `start` of the next page; null on the last one.',
  })
  next_start!: string | null;
}
