import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TIMEFRAMES, type Timeframe } from '#domain';
import { EXAMPLE_STRATEGY } from './example-strategy.js';

@ApiSchema({ name: 'StrategyExample' })
export class StrategyExampleDto {
  @ApiProperty({ example: '02-sma-cross' })
  id!: string;

  @ApiProperty({ example: 'SMA cross' })
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  description!: string | null;

  @ApiProperty({ enum: TIMEFRAMES, description: 'To run it with on the demo data.', example: '1d' })
  timeframe!: Timeframe;

  @ApiProperty({ type: 'object', additionalProperties: true, example: EXAMPLE_STRATEGY })
  strategy!: Record<string, unknown>;
}

@ApiSchema({ name: 'StrategyExamples' })
export class StrategyExamplesDto {
  @ApiProperty()
  count!: number;

  @ApiProperty({ type: [StrategyExampleDto] })
  examples!: StrategyExampleDto[];
}
