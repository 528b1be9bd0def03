import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PATH_METHODS, type PathMethod } from '#backtest-engine';
import { TASK_STATUSES, type TaskStatus } from '#domain';
import { OptionalChoice, OptionalText, OptionalWhole } from '../validation/rules.js';

export const DEFAULT_PATHS = 1_000;

/** What is to be resampled, and how. */
@ApiSchema({ name: 'RunMonteCarlo' })
export class RunMonteCarloDto {
  @OptionalText(64, {
    required: true,
    description: 'Task of a finished backtest.',
    example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001',
  })
  run_id?: string;

  @OptionalChoice(PATH_METHODS, {
    default: 'shuffle_trades',
    description:
      '`shuffle_trades`: the closed trades in other orders, which shows other drawdowns on the way to the same end. `bootstrap`: daily ' +
      'returns drawn again in blocks (Politis and Romano 1994), which shows other ends, too.',
  })
  method?: PathMethod;

  @OptionalWhole(100, 10_000, { default: DEFAULT_PATHS })
  paths?: number;

  @OptionalWhole(1, 1_000, {
    default: 10,
    description: 'Mean length of a block of the bootstrap, in periods.',
  })
  mean_block?: number;

  @OptionalWhole(0, 4_294_967_295, { default: 0 })
  seed?: number;
}

const quantiles = {
  type: 'object',
  additionalProperties: { type: 'number' },
  example: { p1: -31, p5: -24, p25: -15, p50: -11, p75: -8, p95: -6, p99: -5 },
} as const;

@ApiSchema({ name: 'PathEnd' })
export class PathEndDto {
  @ApiProperty({ example: 12.5 })
  return_pct!: number;

  @ApiProperty({ example: -9.1 })
  max_drawdown_pct!: number;
}

@ApiSchema({ name: 'MonteCarloResult' })
export class MonteCarloResultDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty({ enum: TASK_STATUSES, example: 'completed' })
  status!: TaskStatus;

  @ApiProperty({ description: 'The backtest.' })
  run_id!: string;

  @ApiProperty({ enum: PATH_METHODS })
  method!: PathMethod;

  @ApiProperty({ example: 1_000 })
  paths!: number;

  @ApiProperty({ example: 42, description: 'Trades or periods that were drawn from.' })
  returns!: number;

  @ApiProperty({ example: 10 })
  mean_block!: number;

  @ApiProperty({ example: 0 })
  seed!: number;

  @ApiProperty({ type: PathEndDto, description: 'The run itself, from the same returns.' })
  actual!: PathEndDto;

  @ApiProperty({ ...quantiles, description: 'Quantiles over the paths, percent.' })
  return_pct!: Record<string, number>;

  @ApiProperty({
    ...quantiles,
    description: 'Quantiles over the paths, percent, zero or less: `p1` is among the worst.',
  })
  max_drawdown_pct!: Record<string, number>;

  @ApiProperty({ example: 0.02, description: 'Share of the paths that end below where they began.' })
  loss_probability!: number;

  @ApiProperty({
    example: 0.6,
    description: 'Share of the paths that fall at least as deep as the run itself did.',
  })
  deeper_drawdown_probability!: number;
}
