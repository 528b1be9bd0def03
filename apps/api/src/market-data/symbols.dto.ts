import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import {
  CALENDAR_IDS,
  isDate,
  ROW_DATASETS,
  TIMEFRAMES,
  type Fault,
  type Timeframe,
  SYMBOL_PATTERN,
} from '#domain';
import {
  OptionalChoice,
  OptionalFlag,
  OptionalQueryFlag,
  OptionalText,
  OptionalTexts,
} from '../validation/rules.js';
import { namesSymbols } from './datasets/dataset-columns.js';
import { SYMBOL_RULE } from './symbol-list.js';

/** The jobs that may leave a symbol out. */
export const SYMBOL_DATASETS = ['historical_prices', ...ROW_DATASETS.filter(namesSymbols)] as const;
export type SymbolDataset = (typeof SYMBOL_DATASETS)[number];

function OptionalDatasets(description: string): PropertyDecorator {
  const message = `$property has to be a list of ${SYMBOL_DATASETS.join(', ')}`;
  return applyDecorators(
    OptionalTexts(SYMBOL_DATASETS.length, {
      items: { type: 'string', enum: [...SYMBOL_DATASETS] },
      description,
      example: ['fundamentals'],
    }),
    IsIn(SYMBOL_DATASETS, { each: true, message }),
  );
}

@ApiSchema({ name: 'StoredSeries' })
export class StoredSeriesDto {
  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiProperty({ enum: TIMEFRAMES })
  timeframe!: Timeframe;

  @ApiProperty({ format: 'date-time', description: 'Open time of the oldest bar.' })
  first!: string;

  @ApiProperty({ format: 'date-time', description: 'Open time of the newest bar.' })
  last!: string;

  @ApiProperty({ example: 1260 })
  count!: number;
}

@ApiSchema({ name: 'Instrument' })
export class InstrumentDto {
  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Apple Inc.' })
  name!: string | null;

  @ApiProperty({ example: 'XNYS' })
  calendar!: string;

  @ApiProperty({ example: 'America/New_York' })
  time_zone!: string;

  @ApiProperty({ example: 'USD' })
  currency!: string;

  @ApiProperty({ description: 'Whether the jobs bring its market data.' })
  active!: boolean;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day on which it was listed; nothing is asked for after it.',
  })
  delisted_on!: string | null;

  @ApiProperty({ type: [String], enum: SYMBOL_DATASETS, description: 'Jobs that leave it out.', example: [] })
  excluded_datasets!: string[];

  @ApiProperty({ type: [StoredSeriesDto] })
  series!: StoredSeriesDto[];
}

@ApiSchema({ name: 'Symbols' })
export class SymbolsDto {
  @ApiProperty({ example: 2 })
  count!: number;

  @ApiProperty({ type: [InstrumentDto] })
  symbols!: InstrumentDto[];
}

export class SymbolsQuery {
  @OptionalQueryFlag({ description: 'Only those of which the jobs bring data, or only the others.' })
  active?: boolean;

  @OptionalChoice(SYMBOL_DATASETS, { description: 'Only those of which this job brings data today.' })
  dataset?: SymbolDataset;

  @OptionalText(100, { description: 'A part of the symbol or the name.' })
  q?: string;
}

/** What can be said of a symbol and changed later. */
@ApiSchema({ name: 'ChangeSymbol' })
export class ChangeSymbolDto {
  @OptionalText(200, { nullable: true })
  name?: string | null;

  @OptionalChoice(CALENDAR_IDS, {
    description: 'When its exchange trades. A new symbol: `XNYS`, a pair such as BTC-USD `always`.',
  })
  calendar?: string;

  @OptionalText(64, {
    description: 'IANA zone: a bare date is a day of this zone. A new symbol: that of the calendar.',
    example: 'America/New_York',
  })
  time_zone?: string;

  @OptionalText(8, { description: 'A new symbol: `USD`.', example: 'USD' })
  currency?: string;

  @OptionalFlag({ description: 'Whether the jobs bring its market data. A new symbol: yes.' })
  active?: boolean;

  @OptionalText(10, {
    nullable: true,
    description: 'The last day on which it was listed.',
    example: '2026-11-20',
  })
  delisted_on?: string | null;

  @OptionalDatasets('Jobs that leave it out.')
  excluded_datasets?: SymbolDataset[];

  /** See `FurtherChecks`. */
  static furtherFaults(draft: { readonly [Member in keyof ChangeSymbolDto]?: unknown }): Fault[] {
    const { time_zone: zone, delisted_on: day } = draft;
    const fault = (path: string, message: string, hint: string): Fault => ({
      path,
      code: 'E_SCHEMA',
      message,
      hint,
    });
    return [
      ...(typeof zone !== 'string' || isZone(zone)
        ? []
        : [fault('/time_zone', `'${zone}' is not an IANA time zone`, 'America/New_York, UTC, …')]),
      ...(typeof day !== 'string' || isDate(day)
        ? []
        : [fault('/delisted_on', `'${day}' is not a day`, 'write 2026-11-20')]),
    ];
  }
}

@ApiSchema({ name: 'AddSymbol' })
export class AddSymbolDto extends ChangeSymbolDto {
  @ApiProperty({ example: 'MSFT', description: 'Upper case letters, digits and ^ . = _ -' })
  @Matches(SYMBOL_PATTERN, { message: `symbol ${SYMBOL_RULE}` })
  symbol!: string;
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
