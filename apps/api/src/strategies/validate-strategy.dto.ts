import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { FaultDto } from '../openapi/problem.dto.js';
import { OptionalChoice, OptionalObject, OptionalTexts, OptionalWhole } from '../validation/rules.js';
import { EXAMPLE_STRATEGY } from './example-strategy.js';

@ApiSchema({ name: 'ValidateStrategy' })
export class ValidateStrategyDto {
  @OptionalObject({ description: 'A strategy.v1 document.', example: EXAMPLE_STRATEGY })
  strategy?: Record<string, unknown>;

  @OptionalObject({ description: 'Values for its parameters.', additionalProperties: { type: 'number' } })
  params?: Record<string, number>;

  @OptionalTexts(500, { description: 'Replaces its symbols.' })
  symbols?: string[];

  @OptionalChoice(['default', 'backtesting_py'], {
    description: 'The preset decides how long the warm-up is.',
  })
  preset?: 'default' | 'backtesting_py';

  @OptionalWhole(1, 1_000_000_000, {
    description: 'Bars per symbol of the planned run, to estimate its cost.',
  })
  bars?: number;
}

@ApiSchema({ name: 'ValidatedStrategy' })
export class ValidatedStrategyDto {
  @ApiProperty()
  valid!: boolean;

  @ApiProperty({ type: [FaultDto] })
  errors!: FaultDto[];

  @ApiProperty({ type: [FaultDto] })
  warnings!: FaultDto[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Defaults filled in, keys sorted.',
  })
  canonical?: Record<string, unknown>;

  @ApiPropertyOptional()
  strategy_hash?: string;

  @ApiPropertyOptional({ description: 'The same for all values of its parameters.' })
  shape_hash?: string;

  @ApiPropertyOptional({ type: [String] })
  symbols?: string[];

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'number' } })
  params?: Record<string, number>;

  @ApiPropertyOptional({ example: 19 })
  warmup_bars?: number;

  @ApiPropertyOptional({ description: 'Size of the computation per bar and symbol.', example: 6 })
  nodes?: number;

  @ApiPropertyOptional({ description: 'bars × symbols × nodes, when bars were stated.' })
  cost_estimate?: number;
}
