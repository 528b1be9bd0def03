import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { TaskStatus } from '#domain';

const nullable = { type: Number, nullable: true } as const;

@ApiSchema({ name: 'Durations' })
export class DurationsDto {
  @ApiProperty({ ...nullable, example: 240.5 })
  mean!: number | null;

  @ApiProperty({ ...nullable, example: 180 })
  p50!: number | null;

  @ApiProperty({ ...nullable, example: 900 })
  p95!: number | null;
}

@ApiSchema({ name: 'BacktestStatistics' })
export class BacktestStatisticsDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Tasks by status.',
    example: { pending: 0, running: 1, completed: 40, failed: 1, cancelled: 2, timeout: 0 },
  })
  counts!: Record<TaskStatus, number>;

  @ApiProperty({ example: 44 })
  total!: number;

  @ApiProperty({
    ...nullable,
    example: 0.975,
    description: 'Completed ones among those that completed, failed or timed out.',
  })
  success_rate!: number | null;

  @ApiProperty({ type: DurationsDto, description: 'Milliseconds from start to end.' })
  duration_ms!: DurationsDto;

  @ApiProperty({ example: 12, description: 'Ended within the last hour.' })
  throughput_per_hour!: number;

  @ApiProperty({
    ...nullable,
    example: 3,
    description: 'What waits in the queue; null where no queue is meant.',
  })
  queue_depth!: number | null;

  @ApiProperty({ ...nullable, example: 1.2, description: 'How long the oldest pending task has waited.' })
  oldest_wait_seconds!: number | null;
}
