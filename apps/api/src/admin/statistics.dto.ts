import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { QueueCountsDto } from './queues.dto.js';
import { BacktestStatisticsDto } from '../backtest/backtest-statistics.dto.js';

@ApiExtraModels(BacktestStatisticsDto, QueueCountsDto)
@ApiSchema({ name: 'SystemStatistics' })
export class SystemStatisticsDto {
  @ApiProperty({ format: 'date-time' })
  timestamp!: string;

  @ApiProperty({ type: BacktestStatisticsDto, description: 'Of all jobs together.' })
  tasks!: BacktestStatisticsDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(BacktestStatisticsDto) },
    description: 'Of each job.',
  })
  jobs!: Record<string, BacktestStatisticsDto>;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: { $ref: getSchemaPath(QueueCountsDto) },
    description: 'By name; null while Redis is away.',
  })
  queues!: Record<string, QueueCountsDto> | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Workers that were heard lately.' })
  workers!: number | null;
}

@ApiSchema({ name: 'RemovedCounts' })
export class RemovedCountsDto {
  @ApiProperty({
    description: 'Finished tasks older than HISTORY_DAYS, with their results; pinned ones stay.',
  })
  tasks!: number;

  @ApiProperty({ description: 'Entries of the index of active tasks that are active no more.' })
  index_entries!: number;
}

@ApiSchema({ name: 'Cleanup' })
export class CleanupDto {
  @ApiProperty({ type: RemovedCountsDto })
  removed!: RemovedCountsDto;
}
