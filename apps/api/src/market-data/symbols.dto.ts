import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { CALENDAR_IDS, TIMEFRAMES, type Timeframe } from '#domain';
import { OptionalChoice, OptionalFlag, OptionalText } from '../validation/rules.js';

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

@ApiSchema({ name: 'Coverage' })
export class CoverageDto {
  @ApiProperty({ example: 2 })
  count!: number;

  @ApiProperty({ type: [StoredSeriesDto] })
  series!: StoredSeriesDto[];
}

@ApiSchema({ name: 'AddSymbol' })
export class AddSymbolDto {
  @ApiProperty({ example: 'MSFT', description: 'Upper case letters, digits and ^ . = _ -' })
  @Matches(/^[A-Z0-9^][A-Z0-9.^=_-]{0,31}$/, {
    message: 'symbol has to be 1 to 32 upper case letters, digits or ^ . = _ -',
  })
  symbol!: string;

  @OptionalText(200)
  name?: string;

  @OptionalChoice(CALENDAR_IDS, { default: 'always', description: 'When its exchange trades.' })
  calendar?: string;

  @OptionalText(64, { default: 'UTC', description: 'IANA zone: a bare date is a day of this zone.' })
  time_zone?: string;

  @OptionalText(8, { default: 'USD' })
  currency?: string;

  @OptionalFlag({
    description:
      'Whether the jobs bring its market data. Absent: yes for a new symbol, as it was for a known one.',
  })
  active?: boolean;
}
