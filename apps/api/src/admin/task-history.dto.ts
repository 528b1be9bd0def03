import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { RUN_OUTCOMES, type RunOutcome } from '#database';
import { JOB_OUTCOMES, TASK_STATUSES, type JobOutcome, type TaskStatus } from '#domain';
import { JOB_NAMES, QUEUE_NAMES, type JobName, type QueueName } from '#jobs';
import { TaskErrorDto } from '../tasks/task-status.dto.js';
import { OptionalChoice, OptionalText, OptionalWhole } from '../validation/rules.js';

export const DEFAULT_TASKS = 50;

/** Which tasks of the history are meant. */
export class TaskFilterQuery {
  @OptionalChoice(JOB_NAMES)
  job?: JobName;

  @OptionalChoice(QUEUE_NAMES)
  queue?: QueueName;

  @OptionalText(200)
  worker?: string;

  @OptionalText(64, { example: 'TASK_TIMEOUT' })
  error_code?: string;

  @OptionalText(100, { description: 'Backtests that carry this tag.' })
  tag?: string;

  @OptionalText(40, { description: 'Submitted on this day (UTC) or at this instant, or later.' })
  since?: string;

  @OptionalText(40, { description: 'Submitted on this day (UTC) or at this instant, or earlier.' })
  until?: string;

  @OptionalText(200, {
    description:
      'Words of what the task was given, its submitter, worker or error; each may be only begun. All must be there.',
    example: 'aapl sma',
  })
  q?: string;
}

export class TaskHistoryQuery extends TaskFilterQuery {
  @OptionalChoice(TASK_STATUSES)
  status?: TaskStatus;

  @OptionalText(128, { description: 'Tasks that repeat this one.' })
  replay_of?: string;

  @OptionalText(512, { description: '`next_cursor` of the page before.' })
  cursor?: string;

  @OptionalWhole(1, 200, { default: DEFAULT_TASKS })
  @Type(() => Number)
  limit?: number;
}

export class FailuresQuery extends TaskFilterQuery {
  @OptionalWhole(1, 200, { default: DEFAULT_TASKS })
  @Type(() => Number)
  limit?: number;
}

const nullableText = { type: String, nullable: true } as const;
const nullableInstant = { ...nullableText, format: 'date-time' } as const;

/** A task as the history keeps it, with all that it was given. */
@ApiSchema({ name: 'RecordedTask' })
export class RecordedTaskDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({ example: 'historical_prices' })
  job!: string;

  @ApiProperty({ example: 'daily' })
  queue!: string;

  @ApiProperty({ enum: TASK_STATUSES })
  status!: TaskStatus;

  @ApiProperty({ enum: JOB_OUTCOMES, nullable: true })
  outcome!: JobOutcome | null;

  @ApiProperty({ example: 1 })
  attempt!: number;

  @ApiProperty({ example: '127.0.0.1' })
  submitter!: string;

  @ApiProperty({ ...nullableText, example: 'w1', description: 'The one that ran it last.' })
  worker!: string | null;

  @ApiProperty({ ...nullableInstant, description: 'The planned instant of a scheduled task.' })
  slot!: string | null;

  @ApiProperty({ ...nullableText, description: 'The task that this one repeats.' })
  replay_of!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'What it was given. Of a backtest, a search and a dry run the body that asks for it, with what was left out.',
  })
  payload!: object;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What came of it.',
  })
  summary!: object | null;

  @ApiProperty({ type: TaskErrorDto, nullable: true })
  error!: TaskErrorDto | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty(nullableInstant)
  started_at!: string | null;

  @ApiProperty(nullableInstant)
  finished_at!: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 12,
    description: 'From submission to the first start.',
  })
  waited_ms!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 230,
    description: 'From the first start to the end.',
  })
  took_ms!: number | null;
}

/** One run of a task: an attempt, or a part of one where its worker was lost or gave it back. */
@ApiSchema({ name: 'TaskRun' })
export class TaskRunDto {
  @ApiProperty({ example: 1 })
  attempt!: number;

  @ApiProperty({
    example: 1,
    description: 'Rises with every run; what an older one still writes is refused.',
  })
  fence!: number;

  @ApiProperty({ example: 'w1' })
  worker!: string;

  @ApiProperty({ format: 'date-time' })
  started_at!: string;

  @ApiProperty({ ...nullableInstant, description: 'Of a lost run: when another worker took the task over.' })
  ended_at!: string | null;

  @ApiProperty({
    enum: RUN_OUTCOMES,
    nullable: true,
    description: 'Null while it is on. A run is lost with its worker, and given back by one that shuts down.',
  })
  outcome!: RunOutcome | null;

  @ApiProperty({ type: TaskErrorDto, nullable: true })
  error!: TaskErrorDto | null;
}

@ApiSchema({ name: 'TimeLimits' })
export class TimeLimitsDto {
  @ApiProperty({ example: 2_880_000, description: 'A run that takes longer is slow, and goes on.' })
  soft_ms!: number;

  @ApiProperty({
    example: 3_600_000,
    description: 'A task that takes longer over all its attempts is ended.',
  })
  hard_ms!: number;

  @ApiProperty({ description: 'Whether the newest run took longer than the soft limit, or does so far.' })
  is_slow!: boolean;
}

@ApiSchema({ name: 'TaskDetail' })
export class TaskDetailDto extends RecordedTaskDto {
  @ApiProperty({ type: TimeLimitsDto })
  time_limits!: TimeLimitsDto;

  @ApiProperty({ type: [TaskRunDto], description: 'Every run of it, the oldest first.' })
  timeline!: TaskRunDto[];
}

@ApiSchema({ name: 'TaskHistory' })
export class TaskHistoryDto {
  @ApiProperty({ type: [RecordedTaskDto] })
  items!: RecordedTaskDto[];

  @ApiProperty({ ...nullableText, description: 'For the next page; null on the last.' })
  next_cursor!: string | null;
}

@ApiSchema({ name: 'FailureGroup' })
export class FailureGroupDto {
  @ApiProperty({ example: 'historical_prices' })
  job!: string;

  @ApiProperty({ example: 'INTERNAL' })
  error_code!: string;

  @ApiProperty({ example: 'yahoo failed too often lately', description: 'With numbers and ids left out.' })
  message!: string;

  @ApiProperty({ example: 3 })
  count!: number;

  @ApiProperty({ format: 'date-time', description: 'When the first of them failed.' })
  first_failed_at!: string;

  @ApiProperty({ format: 'date-time', description: 'When the last of them failed.' })
  last_failed_at!: string;

  @ApiProperty({ description: 'The one that failed last.' })
  task_id!: string;
}

@ApiSchema({ name: 'FailureGroups' })
export class FailureGroupsDto {
  @ApiProperty({ type: [FailureGroupDto] })
  items!: FailureGroupDto[];
}

@ApiSchema({ name: 'Replay' })
export class ReplayDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a002', description: 'Of the new task.' })
  task_id!: string;

  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  replay_of!: string;

  @ApiProperty({ example: 'historical_prices' })
  job!: string;

  @ApiProperty({ example: 'daily' })
  queue!: string;
}
