import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ProvidedDataset } from '#config';
import { ROW_DATASETS, type Fault } from '#domain';
import { OptionalChoice, OptionalQueryFlag, OptionalText } from '../validation/rules.js';
import { textOf } from '../validation/text-of.js';
import { faultsOfSymbols, MOST_SYMBOLS } from './symbol-list.js';

const DATASETS: readonly ProvidedDataset[] = ['historical_prices', ...ROW_DATASETS];

export class FreshnessQuery {
  @OptionalChoice(DATASETS, { description: 'Only this.' })
  dataset?: ProvidedDataset;

  @OptionalText(MOST_SYMBOLS * 33, { description: 'Only these, with commas between.', example: 'AAPL,MSFT' })
  symbols?: string;

  @OptionalQueryFlag({ description: 'Only what is fresh, or only what is late.' })
  fresh?: boolean;

  /** See `FurtherChecks`. */
  static furtherFaults({ symbols }: { readonly [Member in keyof FreshnessQuery]?: unknown }): Fault[] {
    return faultsOfSymbols(textOf(symbols));
  }
}

@ApiSchema({ name: 'FreshnessRow' })
export class FreshnessRowDto {
  @ApiProperty({ enum: DATASETS })
  dataset!: ProvidedDataset;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'AAPL',
    description: 'Null where a dataset has one deadline for all.',
  })
  symbol!: string | null;

  @ApiProperty({ description: 'Whether the newest that is due is there.' })
  fresh!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The newest has to be of this instant or later; null where nothing is due yet.',
  })
  expected!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'What the newest is about, or when the job last succeeded; null where there is none.',
  })
  newest!: string | null;
}

@ApiSchema({ name: 'Freshness' })
export class FreshnessDto {
  @ApiProperty({ description: 'Whether all of the list is.' })
  fresh!: boolean;

  @ApiProperty({ type: 'integer', example: 24 })
  count!: number;

  @ApiProperty({ type: 'integer', example: 1, description: 'Those of the list that are late.' })
  late!: number;

  @ApiProperty({ type: [FreshnessRowDto] })
  items!: FreshnessRowDto[];
}
