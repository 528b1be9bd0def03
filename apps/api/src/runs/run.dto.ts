import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { TASK_STATUSES, type TaskStatus } from '#domain';
import { TaskErrorDto } from '../tasks/task-status.dto.js';
import { OptionalFlag, OptionalText, OptionalTexts } from '../validation/rules.js';

const MAX_NOTES = 20_000;
const nullableText = { type: String, nullable: true } as const;

@ApiSchema({ name: 'AnnotateRun', description: 'What is left out stays; null takes it away.' })
export class AnnotateRunDto {
  @OptionalText(200, { nullable: true, example: 'the one to beat' })
  name?: string | null;

  @OptionalText(MAX_NOTES, { nullable: true })
  notes?: string | null;

  @OptionalTexts(20, { description: 'In place of those that it has.', example: ['momentum'] })
  tags?: string[];

  @OptionalFlag({ description: 'Cleanup never removes it.' })
  pinned?: boolean;

  @OptionalFlag({ description: 'Everybody may look at it; only its owner changes it.' })
  shared?: boolean;
}

@ApiSchema({ name: 'RunLinks' })
export class RunLinksDto {
  @ApiProperty({ example: '/api/v1/backtest/status/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  status!: string;

  @ApiProperty({ example: '/api/v1/backtest/result/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  result!: string;
}

@ApiSchema({ name: 'Run' })
export class RunDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({ ...nullableText, example: 'the one to beat' })
  name!: string | null;

  @ApiProperty(nullableText)
  notes!: string | null;

  @ApiProperty({ type: [String], example: ['momentum'] })
  tags!: string[];

  @ApiProperty()
  pinned!: boolean;

  @ApiProperty({ example: 'ann', description: 'Whose it is: the owner of a key, or an address.' })
  owner!: string;

  @ApiProperty({ description: 'Everybody may look at it.' })
  shared!: boolean;

  @ApiProperty({ enum: TASK_STATUSES, example: 'completed' })
  status!: TaskStatus;

  @ApiProperty({ example: 'SMA cross' })
  strategy_name!: string;

  @ApiProperty({
    ...nullableText,
    description: 'Null while there is no result, as with all that follows from one.',
  })
  strategy_hash!: string | null;

  @ApiProperty({ type: [String], example: ['AAPL'] })
  symbols!: string[];

  @ApiProperty({ example: '1d' })
  timeframe!: string;

  @ApiProperty({ ...nullableText, description: 'As the run body stated it.' })
  start_date!: string | null;

  @ApiProperty({ ...nullableText, description: 'As the run body stated it.' })
  end_date!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ ...nullableText, format: 'date-time' })
  started_at!: string | null;

  @ApiProperty({ ...nullableText, format: 'date-time' })
  finished_at!: string | null;

  @ApiProperty({ type: Number, nullable: true })
  duration_ms!: number | null;

  @ApiProperty({ type: Number, nullable: true })
  bars_total!: number | null;

  @ApiProperty(nullableText)
  result_digest!: string | null;

  @ApiProperty({ description: 'The run was cancelled and its result is what it had computed.' })
  partial!: boolean;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'Those of the result.',
    example: { return_pct: 12.5, sharpe_ratio: 0.8, trades: 42 },
  })
  metrics!: Record<string, unknown> | null;

  @ApiPropertyOptional({ type: TaskErrorDto, description: 'Why it did not complete.' })
  error?: TaskErrorDto;

  @ApiProperty({ type: RunLinksDto })
  links!: RunLinksDto;
}

@ApiSchema({ name: 'RunList' })
export class RunListDto {
  @ApiProperty({ type: [RunDto] })
  items!: RunDto[];

  @ApiProperty({ ...nullableText, description: 'Hand it in as `cursor`; null on the last page.' })
  next_cursor!: string | null;
}
