import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'AnalysisLinks' })
export class AnalysisLinksDto {
  @ApiProperty({ example: '/api/v1/analytics/monte-carlo/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  result!: string;
}

/** An analysis of a backtest was queued. */
@ApiSchema({ name: 'AnalysisStarted' })
export class AnalysisStartedDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({ enum: ['started'] })
  status!: 'started';

  @ApiProperty({ example: 'Monte Carlo queued' })
  message!: string;

  @ApiProperty({ type: AnalysisLinksDto })
  links!: AnalysisLinksDto;
}
