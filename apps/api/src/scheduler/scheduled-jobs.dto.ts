import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { JOB_OUTCOMES, TASK_STATUSES, type JobOutcome, type TaskStatus } from '#domain';

const nullableInstant = { type: String, format: 'date-time', nullable: true } as const;

@ApiSchema({ name: 'ScheduledJob' })
export class ScheduledJobDto {
  @ApiProperty({ example: 'historical_prices' })
  job!: string;

  @ApiProperty({ example: '30 17 * * *' })
  cron!: string;

  @ApiProperty({ example: 'America/New_York' })
  time_zone!: string;

  @ApiProperty({ description: 'Whether these are the times of the registry.' })
  is_default!: boolean;

  @ApiProperty({ example: 'At 17:30' })
  description!: string;

  @ApiProperty({ example: 'daily' })
  queue!: string;

  @ApiProperty({ description: 'Whether its slots outside of market hours are left out.' })
  market_hours_only!: boolean;

  @ApiProperty({ ...nullableInstant, description: 'Null while it is paused.' })
  next_run!: string | null;

  @ApiProperty({ ...nullableInstant, description: 'The newest slot that was run.' })
  last_run!: string | null;

  @ApiProperty({ type: String, enum: TASK_STATUSES, nullable: true })
  last_status!: TaskStatus | null;

  @ApiProperty({ type: String, enum: JOB_OUTCOMES, nullable: true })
  last_outcome!: JobOutcome | null;

  @ApiProperty({ type: String, nullable: true, example: 'historical_prices@20261120T223000Z' })
  last_task_id!: string | null;

  @ApiProperty()
  paused!: boolean;
}

@ApiSchema({ name: 'ScheduledJobs' })
export class ScheduledJobsDto {
  @ApiProperty({ example: 2 })
  count!: number;

  @ApiProperty({ type: [ScheduledJobDto] })
  jobs!: ScheduledJobDto[];
}

@ApiSchema({ name: 'PauseState' })
export class PauseStateDto {
  @ApiProperty({ example: 'historical_prices' })
  job!: string;

  @ApiProperty()
  paused!: boolean;
}
