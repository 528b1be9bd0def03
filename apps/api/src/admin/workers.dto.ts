import { ApiProperty, ApiSchema } from '@nestjs/swagger';

const WORKER_STATES = ['busy', 'idle', 'paused'] as const;
const nullableNumber = { type: Number, nullable: true } as const;
const nullableText = { type: String, nullable: true } as const;

@ApiSchema({ name: 'WorkerTask' })
export class WorkerTaskDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({ example: 'backtest_run' })
  job!: string;

  @ApiProperty({ example: 'backtest' })
  queue!: string;

  @ApiProperty({ ...nullableText, format: 'date-time' })
  started_at!: string | null;
}

@ApiSchema({ name: 'Worker' })
export class WorkerDto {
  @ApiProperty({ example: 'w1' })
  name!: string;

  @ApiProperty({ enum: WORKER_STATES, description: 'A paused worker takes no further job.' })
  state!: (typeof WORKER_STATES)[number];

  @ApiProperty({ ...nullableText, example: 'host-1' })
  hostname!: string | null;

  @ApiProperty({ ...nullableNumber, example: 4711 })
  pid!: number | null;

  @ApiProperty({ ...nullableText, example: '0.1.0' })
  version!: string | null;

  @ApiProperty({ type: [String], example: ['backtest', 'default'] })
  queues!: string[];

  @ApiProperty({ ...nullableNumber, example: 10, description: 'Jobs at once over all its queues.' })
  concurrency!: number | null;

  @ApiProperty({ type: [WorkerTaskDto], description: 'What it runs at this moment.' })
  active!: WorkerTaskDto[];

  @ApiProperty({ description: 'Tasks that it ended since it started.' })
  processed!: number;

  @ApiProperty({ description: 'Those of them that did not complete.' })
  failed!: number;

  @ApiProperty({ ...nullableText, format: 'date-time' })
  started_at!: string | null;

  @ApiProperty({ format: 'date-time' })
  heartbeat_at!: string;

  @ApiProperty({ ...nullableNumber, example: 180.5 })
  memory_mb!: number | null;

  @ApiProperty({ ...nullableNumber, example: 97.5, description: 'Of one core.' })
  cpu_percent!: number | null;

  @ApiProperty({ ...nullableNumber, example: 11.5, description: 'The longest of a hundred, lately.' })
  event_loop_delay_ms!: number | null;
}

@ApiSchema({ name: 'Workers' })
export class WorkersDto {
  @ApiProperty({ example: 1 })
  count!: number;

  @ApiProperty({ type: [WorkerDto] })
  workers!: WorkerDto[];
}
