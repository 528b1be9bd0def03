import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { FaultDto } from '../openapi/problem.dto.js';

@ApiSchema({ name: 'BacktestLinks' })
export class BacktestLinksDto {
  @ApiProperty({ example: '/api/v1/backtest/status/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  status!: string;

  @ApiProperty({ example: '/api/v1/backtest/result/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  result!: string;

  @ApiProperty({ example: '/api/v1/backtest/cancel/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  cancel!: string;

  @ApiProperty({ example: '/api/v1/backtest/events/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  events!: string;
}

@ApiSchema({ name: 'BacktestStarted' })
export class BacktestStartedDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({ enum: ['started'] })
  status!: 'started';

  @ApiProperty({ example: 'Backtest queued' })
  message!: string;

  @ApiProperty({ example: '/ws/backtest/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  websocket_url!: string;

  @ApiProperty({ description: 'Equals task_id.' })
  celery_task_id!: string;

  @ApiProperty({ type: BacktestLinksDto })
  links!: BacktestLinksDto;

  @ApiPropertyOptional({ type: [FaultDto], description: 'What looks odd but does not stop the run.' })
  warnings?: FaultDto[];
}
