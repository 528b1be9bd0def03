import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { JOB_OUTCOMES, TASK_STATUSES, type JobOutcome, type TaskStatus } from '#domain';

@ApiSchema({ name: 'TaskError' })
export class TaskErrorDto {
  @ApiProperty({ example: 'TASK_TIMEOUT' })
  code!: string;

  @ApiProperty({ example: 'The task took longer than 3600 s' })
  message!: string;
}

@ApiSchema({ name: 'BestSoFar' })
export class BestSoFarDto {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, example: { fast: 10, slow: 40 } })
  params!: Readonly<Record<string, number>>;

  @ApiProperty({ example: 1.2 })
  objective!: number;
}

/** How a task stands. Progress members are those of the newest attempt. */
@ApiSchema({ name: 'TaskStatus' })
export class TaskStatusDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({ enum: TASK_STATUSES, example: 'running' })
  status!: TaskStatus;

  @ApiProperty({ enum: JOB_OUTCOMES, nullable: true, example: null })
  outcome!: JobOutcome | null;

  @ApiProperty({ minimum: 0, maximum: 100, example: 45 })
  progress!: number;

  @ApiProperty({ example: 'Processing bar 450/1000' })
  message!: string;

  @ApiProperty({ enum: ['redis', 'database'], description: 'Which store answered.' })
  source!: 'redis' | 'database';

  @ApiProperty({ example: 'backtest_run' })
  job!: string;

  @ApiProperty({ example: 'simulating' })
  stage!: string;

  @ApiProperty({ example: 450 })
  bars_done!: number;

  @ApiProperty({ example: 1000 })
  bars_total!: number;

  @ApiProperty({ type: Number, nullable: true, example: 1_250_000 })
  bars_per_second!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 0.4 })
  eta_seconds!: number | null;

  @ApiPropertyOptional({
    type: BestSoFarDto,
    description: 'Of an optimisation: the best of its trials so far.',
  })
  best?: BestSoFarDto;

  @ApiProperty({ example: 1, description: '0 before the first run.' })
  attempt!: number;

  @ApiProperty({ description: 'Somebody asked to cancel it.' })
  cancel_requested!: boolean;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  started_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at!: string | null;

  @ApiPropertyOptional({ type: TaskErrorDto, description: 'Why it did not complete.' })
  error?: TaskErrorDto;
}

@ApiSchema({ name: 'ActiveTasks' })
export class ActiveTasksDto {
  @ApiProperty({ example: 1 })
  count!: number;

  @ApiProperty({ type: [TaskStatusDto] })
  tasks!: TaskStatusDto[];
}
