import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import {
  ADJUSTMENTS,
  CALENDAR_IDS,
  isTimeframe,
  TIMEFRAMES,
  type Adjustment,
  type Fault,
  type Timeframe,
  SYMBOL_PATTERN,
} from '#domain';
import { faultsOfAsOf, faultsOfDates } from '../backtest/date-range.js';
import { PageQuery } from '../tables/page-query.dto.js';
import { OptionalChoice, OptionalQueryFlag, OptionalText } from '../validation/rules.js';
import { textOf } from '../validation/text-of.js';
import { SYMBOL_RULE } from './symbol-list.js';

const TIMEFRAME_RULE = {
  context: { words: TIMEFRAMES },
  message: `timeframe has to be one of ${TIMEFRAMES.join(', ')}`,
};

export class BarsQuery extends PageQuery {
  @ApiProperty({ example: 'AAPL' })
  @Matches(SYMBOL_PATTERN, { message: `symbol ${SYMBOL_RULE}` })
  symbol!: string;

  @ApiProperty({ enum: TIMEFRAMES, example: '1d' })
  @IsIn(TIMEFRAMES, TIMEFRAME_RULE)
  timeframe!: Timeframe;

  @OptionalText(40, { description: 'First day or instant, inclusive.', example: '2014-01-01' })
  start?: string;

  @OptionalText(40, { description: 'Last day or instant, inclusive.', example: '2014-12-31' })
  end?: string;

  @OptionalChoice(ADJUSTMENTS, { default: 'raw' })
  adjust?: Adjustment;

  @OptionalText(40, { description: 'As the data was stored at this instant.' })
  as_of?: string;

  /** See `FurtherChecks`. */
  static override furtherFaults(draft: { readonly [Member in keyof BarsQuery]?: unknown }): Fault[] {
    const { timeframe, start, end, as_of: asOf } = draft;
    const dates = { start: textOf(start), end: textOf(end) };
    return [
      ...super.furtherFaults(draft),
      ...faultsOfDates(dates, isTimeframe(timeframe) ? timeframe : '1d', { start: 'start', end: 'end' }),
      ...faultsOfAsOf(textOf(asOf)),
    ];
  }
}

@ApiSchema({ name: 'Bar' })
export class BarDto {
  @ApiProperty({
    format: 'date-time',
    description: 'Open time; a bar of a day and longer has its date at 00:00Z.',
  })
  time!: string;

  @ApiProperty({ example: 79.38 })
  open!: number;

  @ApiProperty({ example: 79.58 })
  high!: number;

  @ApiProperty({ example: 78.86 })
  low!: number;

  @ApiProperty({ example: 79.02 })
  close!: number;

  @ApiProperty({ example: 58_671_200 })
  volume!: number;
}

@ApiSchema({ name: 'BarPage' })
export class BarPageDto {
  @ApiProperty()
  symbol!: string;

  @ApiProperty({ enum: TIMEFRAMES })
  timeframe!: Timeframe;

  @ApiProperty({
    type: String,
    enum: TIMEFRAMES,
    nullable: true,
    description: 'The stored timeframe that the bars were joined from; null where they are stored.',
  })
  derived_from!: Timeframe | null;

  @ApiProperty({ enum: ADJUSTMENTS })
  adjust!: Adjustment;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  as_of!: string | null;

  @ApiProperty({ type: [BarDto], description: 'Oldest first.' })
  items!: BarDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Hand it in as `cursor`; null on the last page.',
  })
  next_cursor!: string | null;
}

export class ImportQuery {
  @OptionalText(32, { description: 'Taken from the name of the file when absent.', example: 'GOOG' })
  symbol?: string;

  @OptionalChoice(TIMEFRAMES, { description: 'Taken from the name or the times of the file when absent.' })
  timeframe?: Timeframe;

  @OptionalText(64, { description: 'IANA zone of times that state none; the instrument’s when absent.' })
  zone?: string;

  @OptionalChoice(CALENDAR_IDS, { description: 'Calendar of a symbol that is not known yet.' })
  calendar?: string;

  @OptionalChoice(['keep', 'refuse'], {
    default: 'keep',
    description: 'With a broken line: keep the others, or refuse the whole file.',
  })
  on_error?: 'keep' | 'refuse';

  @OptionalQueryFlag({ default: false, description: 'Only say what would be stored and left out.' })
  dry_run?: boolean;

  @OptionalText(64, {
    description: 'Name of the column of the time, where it is an unusual one.',
    example: 'Date',
  })
  'mapping.time'?: string;

  @OptionalText(64)
  'mapping.open'?: string;

  @OptionalText(64)
  'mapping.high'?: string;

  @OptionalText(64)
  'mapping.low'?: string;

  @OptionalText(64)
  'mapping.close'?: string;

  @OptionalText(64)
  'mapping.volume'?: string;
}

@ApiSchema({ name: 'RejectedLine' })
export class RejectedLineDto {
  @ApiProperty({ example: 17, description: 'Number of the line in the file, the header is 1.' })
  line!: number;

  @ApiProperty({ example: 'high 10 is below low 11' })
  reason!: string;
}

@ApiSchema({ name: 'ImportReport' })
export class ImportReportDto {
  @ApiProperty({ example: 'GOOG' })
  symbol!: string;

  @ApiProperty({ enum: TIMEFRAMES })
  timeframe!: Timeframe;

  @ApiProperty({ example: 2148 })
  inserted!: number;

  @ApiProperty({ example: 0 })
  changed!: number;

  @ApiProperty({ example: 0 })
  unchanged!: number;

  @ApiProperty({ example: 0, description: 'Lines that were left out.' })
  rejected_count!: number;

  @ApiProperty({ type: [RejectedLineDto], description: 'The first of them.' })
  rejected!: RejectedLineDto[];

  @ApiProperty({ format: 'date-time', description: 'Open time of the oldest bar of the file.' })
  first!: string;

  @ApiProperty({ format: 'date-time' })
  last!: string;
}
