import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { Fault } from '#domain';
import { MOST_INDICATOR_POINTS } from '#jobs';
import { OptionalText, OptionalWhole } from '../validation/rules.js';
import { faultsOfDates } from './date-range.js';

export const DEFAULT_INDICATOR_POINTS = 2_000;

/** Which part of a run's indicators is drawn. */
export class IndicatorsQuery {
  @OptionalText(32, { description: 'Default: the first symbol of the strategy.', example: 'AAPL' })
  symbol?: string;

  @OptionalText(40, { description: 'A day or an instant; from the first bar when left out.' })
  from?: string;

  @OptionalText(40, { description: 'A day or an instant, included; to the last bar when left out.' })
  to?: string;

  @OptionalWhole(4, MOST_INDICATOR_POINTS, {
    default: DEFAULT_INDICATOR_POINTS,
    description: 'The most points of a line. Of more bars the extremes of equal stretches are kept.',
  })
  @Type(() => Number)
  points?: number;

  static furtherFaults({ from, to }: { readonly from?: unknown; readonly to?: unknown }): Fault[] {
    const dates = [from, to].map((date) => (typeof date === 'string' ? date : undefined));
    return faultsOfDates({ start: dates[0], end: dates[1] }, '1d', { start: 'from', end: 'to' });
  }
}

@ApiSchema({ name: 'IndicatorLine', description: 'A column that the strategy read.' })
export class IndicatorLineDto {
  @ApiProperty({
    example: 'sma(close, 20)',
    description: 'As the strategy writes it; `mean = sma(close, 20)` where the strategy names it.',
  })
  name!: string;

  @ApiProperty({
    description:
      'It moves with the prices of the symbol, as an average does, and is drawn over them; anything else has a scale of its own.',
  })
  overlay!: boolean;

  @ApiProperty({
    type: [String],
    example: ['2020-03-16T00:00:00.000Z'],
    description: 'When the bars opened.',
  })
  time!: string[];

  @ApiProperty({
    type: 'array',
    items: { type: 'number', nullable: true },
    example: [251.4],
    description: 'To eight digits; null where it has no value.',
  })
  value!: (number | null)[];
}

@ApiSchema({ name: 'RunIndicators', description: 'What a strategy read, bar by bar, to be drawn.' })
export class RunIndicatorsDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiProperty({ type: [IndicatorLineDto] })
  lines!: IndicatorLineDto[];
}
