import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import type { ProvidedDataset } from '#config';
import {
  datasetDefinition,
  INTRADAY_TIMEFRAMES,
  ROW_DATASETS,
  type Fault,
  type IntradayTimeframe,
} from '#domain';
import { OptionalChoice, OptionalFlag } from '../validation/rules.js';
import { faultsOfDays } from './coverage.dto.js';

const DATASETS: readonly ProvidedDataset[] = ['historical_prices', ...ROW_DATASETS];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST_SUBJECTS = 1_000;

function Subjects(options: ApiPropertyOptions): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      ...options,
      ...{ required: false, type: [String], minItems: 1, maxItems: MOST_SUBJECTS },
    }),
    IsOptional(),
    IsArray({ message: '$property has to be a list' }),
    ArrayMinSize(1, { message: '$property has to name at least one' }),
    ArrayMaxSize(MOST_SUBJECTS, { message: `$property may name at most ${MOST_SUBJECTS}` }),
    IsString({ each: true, message: '$property has to be a list of texts' }),
    MaxLength(64, { each: true, message: 'a name in $property may have at most 64 characters' }),
  );
}

@ApiSchema({ name: 'BackfillRequest' })
export class BackfillDto {
  @ApiProperty({ enum: DATASETS, example: 'historical_prices' })
  @IsIn(DATASETS, {
    context: { words: DATASETS },
    message: `dataset has to be one of ${DATASETS.join(', ')}`,
  })
  dataset!: ProvidedDataset;

  @OptionalChoice(INTRADAY_TIMEFRAMES, { description: 'Of `historical_prices`; daily ones when absent.' })
  timeframe?: IntradayTimeframe;

  @Subjects({
    example: ['AAPL', 'MSFT'],
    description:
      'Symbols; of economic events a word for all, such as `US`. Ids of series are taken here as well.',
  })
  symbols?: string[];

  @Subjects({
    example: ['CPIAUCSL', 'UNRATE'],
    description: 'Ids of series, for a dataset that is about series, in place of `symbols`.',
  })
  series?: string[];

  @ApiProperty({ format: 'date', example: '2020-01-02', description: 'The first day.' })
  @Matches(DAY, { message: 'start has to be a day such as 2020-01-02' })
  start!: string;

  @ApiProperty({ format: 'date', example: '2026-11-20', description: 'The last day.' })
  @Matches(DAY, { message: 'end has to be a day such as 2026-11-20' })
  end!: string;

  @OptionalFlag({ default: false, description: 'Only say what would be asked.' })
  dry_run?: boolean;

  /** See `FurtherChecks`. */
  static furtherFaults(body: { readonly [Member in keyof BackfillDto]?: unknown }): Fault[] {
    const { start, end } = body;
    return [...faultsOfDays({ start, end }), ...faultsOfSubjects(body)];
  }
}

/** What a dataset calls those whom it is about. */
function subjectsNameOf(dataset: unknown): 'symbols' | 'series' {
  const found = ROW_DATASETS.find((name) => name === dataset);
  return found && datasetDefinition(found).subject === 'series' ? 'series' : 'symbols';
}

/** One list is needed, and `series` only where there are some. */
function faultsOfSubjects({
  dataset,
  symbols,
  series,
}: {
  dataset?: unknown;
  symbols?: unknown;
  series?: unknown;
}) {
  const own = subjectsNameOf(dataset);
  const fault = (name: string, message: string): Fault[] => [{ path: `/${name}`, code: 'E_SCHEMA', message }];
  const isGiven = (list: unknown) => list !== undefined && list !== null;
  if (!isGiven(symbols) && !isGiven(series)) return fault(own, `${own} has to name at least one`);
  if (!isGiven(series)) return [];
  if (own !== 'series') return fault('series', 'this dataset is not about series: name symbols');
  return isGiven(symbols) ? fault('symbols', 'series are named already: leave symbols out') : [];
}

@ApiSchema({ name: 'BackfillChunk' })
class BackfillChunkDto {
  @ApiProperty({ type: [String], example: ['AAPL', 'MSFT'], description: 'Symbols or ids of series.' })
  symbols!: string[];

  @ApiProperty({ format: 'date', example: '2020-01-02' })
  from!: string;

  @ApiProperty({ format: 'date', example: '2026-11-20' })
  to!: string;
}

@ApiSchema({ name: 'BackfillPlan' })
export class BackfillPlanDto {
  @ApiProperty({ enum: DATASETS })
  dataset!: string;

  @ApiProperty({ type: 'integer', example: 2, description: 'Questions to providers, at least.' })
  requests!: number;

  @ApiProperty({ type: 'integer', example: 1, description: 'Parts that are done one after the other.' })
  chunks_count!: number;

  @ApiProperty({ type: [BackfillChunkDto], description: 'The first hundred of them, in their order.' })
  chunks!: BackfillChunkDto[];
}

@ApiSchema({ name: 'BackfillLinks' })
class BackfillLinksDto {
  @ApiProperty({ example: '/api/scheduler/queue/tasks/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001/status' })
  status!: string;

  @ApiProperty({ example: '/api/v1/admin/tasks/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001/cancel' })
  cancel!: string;
}

@ApiSchema({ name: 'StartedBackfill' })
export class StartedBackfillDto extends BackfillPlanDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({ example: 'pending' })
  status!: string;

  @ApiProperty({ type: BackfillLinksDto })
  links!: BackfillLinksDto;
}
