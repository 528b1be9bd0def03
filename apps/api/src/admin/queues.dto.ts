import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { OptionalNumber } from '../validation/rules.js';
import { ReplayDto } from './task-history.dto.js';

@ApiSchema({ name: 'QueueCounts' })
export class QueueCountsDto {
  @ApiProperty({ example: 3 })
  waiting!: number;

  @ApiProperty({ example: 1 })
  active!: number;

  @ApiProperty({ example: 0 })
  delayed!: number;

  @ApiProperty({ example: 0 })
  failed!: number;

  @ApiProperty({ example: 120 })
  completed!: number;

  @ApiProperty()
  paused!: boolean;
}

@ApiSchema({ name: 'Queue' })
export class QueueDto extends QueueCountsDto {
  @ApiProperty({ example: 'backtest' })
  name!: string;

  @ApiProperty({ example: 'Backtests; each occupies an engine thread' })
  summary!: string;

  @ApiProperty({ example: 1, description: 'Living workers that take its jobs; a paused one takes none.' })
  workers!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 1200,
    description: 'Since the oldest waiting task was due.',
  })
  oldest_wait_ms!: number | null;

  @ApiProperty({ example: 120, description: 'Tasks that ended in the last hour.' })
  finished_last_hour!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 90,
    description:
      'Until all that waits or is due is done, at the speed of the last hour while there was something to do; null where nothing was run in it, where the queue is paused, and where no worker takes its jobs.',
  })
  eta_seconds!: number | null;
}

@ApiSchema({ name: 'Queues' })
export class QueuesDto {
  @ApiProperty({ example: 3 })
  count!: number;

  @ApiProperty({ type: [QueueDto] })
  queues!: QueueDto[];
}

export class RetryQuery {
  @OptionalNumber(0, 24 * 366, { default: 24, description: 'Those submitted in the last so many hours.' })
  @Type(() => Number)
  hours?: number;
}

@ApiSchema({ name: 'DrainedQueue' })
export class DrainedQueueDto {
  @ApiProperty({ example: 12 })
  cancelled!: number;
}

@ApiSchema({ name: 'RetriedQueue' })
export class RetriedQueueDto {
  @ApiProperty({ example: 1 })
  count!: number;

  @ApiProperty({ type: [ReplayDto] })
  items!: ReplayDto[];
}

@ApiSchema({ name: 'CleanedQueue' })
export class CleanedQueueDto {
  @ApiProperty({ example: 120 })
  removed!: number;
}
