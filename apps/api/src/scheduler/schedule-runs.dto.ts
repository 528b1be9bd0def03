import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { JOB_OUTCOMES, TASK_STATUSES, type JobOutcome, type TaskStatus } from '#domain';
import { SKIP_REASONS, type Suppression } from '#jobs';
import { TaskErrorDto } from '../tasks/task-status.dto.js';
import { OptionalText, OptionalWhole } from '../validation/rules.js';

export const DEFAULT_RUNS = 100;
const MOST_RUNS = 1_000;

const nullableText = { type: String, nullable: true } as const;
const nullableInstant = { ...nullableText, format: 'date-time' } as const;

export class ScheduleRunsQuery {
  @OptionalText(64, { description: '`next_cursor` of the page before.' })
  cursor?: string;

  @OptionalWhole(1, MOST_RUNS, { default: DEFAULT_RUNS })
  @Type(() => Number)
  limit?: number;
}

@ApiSchema({ name: 'ScheduleRun' })
export class ScheduleRunDto {
  @ApiProperty({ ...nullableInstant, description: 'Null where somebody asked for the run.' })
  slot!: string | null;

  @ApiProperty({
    format: 'date-time',
    description: 'The slot; without one the instant at which it was asked for.',
  })
  at!: string;

  @ApiProperty({
    ...nullableText,
    example: 'news@20261120T143000Z',
    description: 'Null where there was no run.',
  })
  task_id!: string | null;

  @ApiProperty({ enum: [...TASK_STATUSES, 'skipped'], description: '`skipped` where the slot was left out.' })
  status!: TaskStatus | 'skipped';

  @ApiProperty({ ...nullableText, enum: JOB_OUTCOMES })
  outcome!: JobOutcome | null;

  @ApiProperty({ ...nullableText, enum: SKIP_REASONS, description: 'Why it was left out.' })
  reason!: Suppression['reason'] | null;

  @ApiProperty({ ...nullableText, example: 'Thanksgiving Day' })
  detail!: string | null;

  @ApiProperty({ example: 1 })
  attempt!: number;

  @ApiProperty(nullableText)
  worker!: string | null;

  @ApiProperty(nullableInstant)
  started_at!: string | null;

  @ApiProperty(nullableInstant)
  finished_at!: string | null;

  @ApiProperty({ type: TaskErrorDto, nullable: true })
  error!: TaskErrorDto | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What came of it.',
  })
  result!: Readonly<Record<string, unknown>> | null;
}

@ApiSchema({ name: 'ScheduleRuns' })
export class ScheduleRunsDto {
  @ApiProperty({ example: 'news' })
  job!: string;

  @ApiProperty({ type: [ScheduleRunDto] })
  runs!: ScheduleRunDto[];

  @ApiProperty({ ...nullableText, description: 'Asks for what came before; null at the end.' })
  next_cursor!: string | null;
}
