import { ApiProperty, ApiSchema, PickType } from '@nestjs/swagger';
import { BacktestResultDto } from './backtest-result.dto.js';
import { BacktestLinksDto } from './backtest-started.dto.js';

@ApiSchema({ name: 'RunRequest' })
export class RunRequestDto extends PickType(BacktestResultDto, ['task_id', 'strategy', 'request']) {}

@ApiSchema({ name: 'ReproductionLinks' })
class ReproductionLinksDto extends BacktestLinksDto {
  @ApiProperty({ description: 'What differs, once the new run is done.' })
  comparison!: string;
}

@ApiSchema({ name: 'ReproductionStarted' })
export class ReproductionStartedDto {
  @ApiProperty({ description: 'Of the new run.' })
  task_id!: string;

  @ApiProperty({ description: 'The run that is done again.' })
  reproduces!: string;

  @ApiProperty({ enum: ['started'] })
  status!: 'started';

  @ApiProperty({ type: ReproductionLinksDto })
  links!: ReproductionLinksDto;
}

@ApiSchema({ name: 'RunDifference' })
class RunDifferenceDto {
  @ApiProperty({ example: 'request/costs/spread' })
  field!: string;

  @ApiProperty({
    description: 'In the first run.',
    nullable: true,
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }],
  })
  was!: unknown;

  @ApiProperty({
    description: 'In the other.',
    nullable: true,
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }],
  })
  is!: unknown;
}

@ApiSchema({ name: 'RunComparison' })
export class RunComparisonDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty()
  other_task_id!: string;

  @ApiProperty({
    description: 'Both have the same result digest, and the same of everything that goes into it.',
  })
  equal!: boolean;

  @ApiProperty({
    type: [RunDifferenceDto],
    description: 'In the order in which one thing leads to another; of each table the first difference.',
  })
  differences!: RunDifferenceDto[];
}
