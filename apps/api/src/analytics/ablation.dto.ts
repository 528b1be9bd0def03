import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { CONTRIBUTION_MEASURES, type ContributionMeasure } from '#backtest-engine';
import { TASK_STATUSES, type TaskStatus } from '#domain';
import { OptionalChoice, OptionalText, OptionalWhole } from '../validation/rules.js';

/** What is to be taken apart, and how it is measured. */
@ApiSchema({ name: 'RunAblation' })
export class RunAblationDto {
  @OptionalText(64, {
    required: true,
    description: 'Task of a finished backtest.',
    example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001',
  })
  run_id?: string;

  @OptionalChoice(CONTRIBUTION_MEASURES, {
    default: 'sharpe',
    description:
      'Of the returns of periods (days, or longer bars): `sharpe`: mean / standard deviation, not annualised. `return`: their mean. ' +
      '`edge`: the mean of those in which something was held, which does not reward being in the market for longer.',
  })
  measure?: ContributionMeasure;

  @OptionalWhole(100, 10_000, { default: 1_000, description: 'Resamples behind each interval.' })
  resamples?: number;

  @OptionalWhole(1, 1_000, {
    default: 10,
    description: 'Mean length of a block of the bootstrap, in periods.',
  })
  mean_block?: number;

  @OptionalWhole(0, 4_294_967_295, { default: 0 })
  seed?: number;
}

@ApiSchema({ name: 'AblatedRun' })
export class AblatedRunDto {
  @ApiProperty({ type: Number, nullable: true, example: 12.5 })
  return_pct!: number | null;

  @ApiProperty({ example: 42 })
  trades!: number;
}

@ApiSchema({ name: 'AblatedPart' })
export class AblatedPartDto {
  @ApiProperty({ example: '/rules/long/enter', description: 'JSON pointer into the strategy.' })
  path!: string;

  @ApiProperty({ example: 'rsi(close, 2) < 10', description: 'What was taken away.' })
  without!: string;

  @ApiProperty({ example: 0.031, description: 'The measure with the part less the measure without it.' })
  contribution!: number;

  @ApiProperty({ example: -0.012, description: '95 % of the resamples lie between `low` and `high`.' })
  low!: number;

  @ApiProperty({ example: 0.074 })
  high!: number;

  @ApiProperty({ type: AblatedRunDto, description: 'The run without the part.' })
  left!: AblatedRunDto;
}

@ApiSchema({ name: 'AblationResult' })
export class AblationResultDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty({ enum: TASK_STATUSES, example: 'completed' })
  status!: TaskStatus;

  @ApiProperty({ description: 'The backtest.' })
  run_id!: string;

  @ApiProperty({ enum: CONTRIBUTION_MEASURES })
  measure!: ContributionMeasure;

  @ApiProperty({ example: 1_000 })
  resamples!: number;

  @ApiProperty({ example: 10 })
  mean_block!: number;

  @ApiProperty({ example: 0 })
  seed!: number;

  @ApiProperty({ example: 2_147, description: 'Returns that are compared.' })
  periods!: number;

  @ApiProperty({ type: AblatedRunDto, description: 'The run with all parts, on the data of now.' })
  whole!: AblatedRunDto;

  @ApiProperty({ type: [AblatedPartDto], description: 'Those that add most first.' })
  parts!: AblatedPartDto[];
}
