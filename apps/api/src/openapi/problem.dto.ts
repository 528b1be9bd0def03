import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ERROR_CODES, type ErrorCode } from '#domain';

@ApiSchema({ name: 'Fault', description: 'One fault of a document.' })
export class FaultDto {
  @ApiProperty({ description: 'JSON pointer into the body.', example: '/strategy/rules/long/enter' })
  path!: string;

  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'integer' },
    minItems: 2,
    maxItems: 2,
    description: 'Half-open range of characters in the text at the path.',
    example: [9, 13],
  })
  span?: [number, number];

  @ApiProperty({ example: 'E_UNKNOWN_FN' })
  code!: string;

  @ApiProperty({ example: "unknown function 'smaa'" })
  message!: string;

  @ApiPropertyOptional({ example: "did you mean 'sma'?" })
  hint?: string;
}

@ApiSchema({
  name: 'Problem',
  description: 'An error document of RFC 9457; some codes add members of their own.',
})
export class ProblemDto {
  @ApiProperty({ example: '/docs/errors#task_not_found' })
  type!: string;

  @ApiProperty({ example: 'No such task' })
  title!: string;

  @ApiProperty({ example: 404 })
  status!: number;

  @ApiProperty({ example: 'There is no task 42.' })
  detail!: string;

  @ApiProperty({ example: '/api/v1/backtest/status/42' })
  instance!: string;

  @ApiProperty({ enum: Object.keys(ERROR_CODES), enumName: 'ErrorCode', example: 'TASK_NOT_FOUND' })
  code!: ErrorCode;

  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  request_id!: string;

  @ApiPropertyOptional({ type: [FaultDto], description: 'Every fault of the body or query.' })
  errors?: FaultDto[];
}
