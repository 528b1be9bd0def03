import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'FunctionParameter' })
export class FunctionParameterDto {
  @ApiProperty({ example: 'n' })
  name!: string;

  @ApiProperty({ example: 'const', description: 'num, series, bool, value, const or text' })
  type!: string;

  @ApiPropertyOptional({ description: 'Makes the argument optional.' })
  default?: number;

  @ApiPropertyOptional()
  min?: number;

  @ApiPropertyOptional()
  max?: number;

  @ApiPropertyOptional()
  whole?: boolean;

  @ApiPropertyOptional({ type: [String], description: 'What a text may be, where that can be listed.' })
  words?: readonly string[];
}

@ApiSchema({ name: 'Function' })
export class FunctionDto {
  @ApiProperty({ example: 'sma' })
  name!: string;

  @ApiProperty({ example: 'series' })
  family!: string;

  @ApiProperty({ example: 'sma(x, n)' })
  signature!: string;

  @ApiProperty({ type: [FunctionParameterDto] })
  parameters!: readonly FunctionParameterDto[];

  @ApiProperty({ example: 'num', description: 'num, bool, or value: what its value arguments are' })
  result!: string;

  @ApiProperty({
    type: [String],
    description: 'Names of several outputs; the first is that of the bare call.',
  })
  outputs!: readonly string[];

  @ApiProperty()
  summary!: string;

  @ApiProperty()
  formula!: string;

  @ApiProperty()
  source!: string;
}

@ApiSchema({ name: 'Functions' })
export class FunctionsDto {
  @ApiProperty()
  count!: number;

  @ApiProperty({ type: [FunctionDto] })
  functions!: FunctionDto[];
}
