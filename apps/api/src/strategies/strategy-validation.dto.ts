import { ApiProperty, ApiSchema, OmitType, PartialType } from '@nestjs/swagger';
import type { TaskStatus } from '#domain';
import { TASK_STATUSES } from '#domain';
import { RunBacktestDto } from '../backtest/run-backtest.dto.js';
import { FaultDto } from '../openapi/problem.dto.js';

@ApiSchema({ name: 'DryRun', description: 'The world of the dry run: a run body without its strategy.' })
export class DryRunDto extends PartialType(OmitType(RunBacktestDto, ['strategy', 'strategy_id'] as const)) {}

@ApiSchema({ name: 'StrategyValidationLinks' })
export class StrategyValidationLinksDto {
  @ApiProperty({ example: '/api/v1/strategies/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001/validation' })
  result!: string;

  @ApiProperty({ example: '/api/v1/backtest/events/7c1d6b8a-2b1f-4d0e-8a35-9f3b2c1d0e4f' })
  events!: string;
}

@ApiSchema({ name: 'StrategyValidationStarted' })
export class StrategyValidationStartedDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty()
  strategy_id!: string;

  @ApiProperty({ example: 3, description: 'The version that is looked at.' })
  version!: number;

  @ApiProperty({ enum: ['started'] })
  status!: 'started';

  @ApiProperty({ example: 'Validation queued' })
  message!: string;

  @ApiProperty({ example: '/ws/strategy/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  websocket_url!: string;

  @ApiProperty({ type: StrategyValidationLinksDto })
  links!: StrategyValidationLinksDto;

  @ApiProperty({ type: [FaultDto], description: 'What looks odd but does not stop it.' })
  warnings!: FaultDto[];
}

@ApiSchema({ name: 'StrategyValidation' })
export class StrategyValidationDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty({ enum: TASK_STATUSES })
  status!: TaskStatus;

  @ApiProperty()
  strategy_id!: string;

  @ApiProperty({ example: 3 })
  version!: number;

  @ApiProperty({ description: 'The strategy ran, and no decision and no fill saw later data.' })
  valid!: boolean;

  @ApiProperty()
  strategy_hash!: string;

  @ApiProperty()
  engine_version!: string;

  @ApiProperty()
  data_digest!: string;

  @ApiProperty({ example: 1_260 })
  bars!: number;

  @ApiProperty({ example: 200 })
  warmup_bars!: number;

  @ApiProperty({ example: 24 })
  orders!: number;

  @ApiProperty({ example: 12 })
  trades!: number;

  @ApiProperty({ example: 0 })
  open_trades!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      '`clean`; `decisions_checked` again with all later data poisoned, `fills_checked` against their bars; `alarms`.',
    example: { clean: true, decisions_checked: 16, fills_checked: 24, alarms: [] },
  })
  look_ahead!: Record<string, unknown>;

  @ApiProperty({ type: [FaultDto] })
  warnings!: FaultDto[];
}
