import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { ROW_DATASETS, TIMEFRAMES, type Timeframe } from '#domain';
import { PageQuery } from '../tables/page-query.dto.js';
import { OptionalChoice, OptionalText } from '../validation/rules.js';

const DATASETS = ['historical_prices', ...ROW_DATASETS] as const;
const SEVERITIES = ['error', 'warning'] as const;
type QuarantineDataset = (typeof DATASETS)[number];
type Severity = (typeof SEVERITIES)[number];

export class QuarantineQueryDto extends PageQuery {
  @OptionalChoice(DATASETS, { description: 'Bars are `historical_prices`, those of files too.' })
  dataset?: QuarantineDataset;

  @OptionalText(64, { description: 'A symbol, or the id of a series.', example: 'AAPL' })
  symbol?: string;

  @OptionalText(64, { example: 'yahoo' })
  provider?: string;

  @OptionalChoice(SEVERITIES, { description: 'An error was not stored, a warning was.' })
  severity?: Severity;
}

export class QuarantineParam {
  @ApiProperty({ type: 'integer', example: 42 })
  @IsInt({ message: 'id has to be a whole number' })
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  @Type(() => Number)
  id!: number;
}

@ApiSchema({ name: 'QuarantineRecord', description: 'What came and could not be used, or looks strange.' })
export class QuarantineRecordDto {
  @ApiProperty({ type: 'integer', example: 42 })
  id!: number;

  @ApiProperty({ enum: DATASETS })
  dataset!: QuarantineDataset;

  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiProperty({ type: String, enum: TIMEFRAMES, nullable: true, description: 'Of bars.' })
  timeframe!: Timeframe | null;

  @ApiProperty({ enum: SEVERITIES })
  severity!: Severity;

  @ApiProperty({ example: 'high 10 is below low 11' })
  reason!: string;

  @ApiProperty({
    example: '2026-11-20,11,10,11,10.5,1200',
    description: 'What it said, as far as it is kept.',
  })
  content!: string;

  @ApiProperty({ type: 'integer', example: 17, description: 'Of a file; 0 for what came from elsewhere.' })
  line!: number;

  @ApiProperty({ example: 'yahoo' })
  provider!: string;

  @ApiProperty()
  run_id!: string;

  @ApiProperty({ format: 'date-time' })
  found_at!: string;
}

@ApiSchema({ name: 'QuarantinePage' })
export class QuarantinePageDto {
  @ApiProperty({ type: [QuarantineRecordDto], description: 'Newest first.' })
  items!: object[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Hand it in as `cursor`; null on the last page.',
  })
  next_cursor!: string | null;
}
