import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { OPTIMISE_METHODS, type OptimiseMethod } from '#backtest-engine';
import { TASK_STATUSES, type TaskStatus } from '#domain';
import { FaultDto } from '../openapi/problem.dto.js';
import { BestSoFarDto } from '../tasks/task-status.dto.js';

const anyObject = { type: 'object', additionalProperties: true } as const;
const nullableNumber = { type: Number, nullable: true } as const;
const listOfObjects = { type: 'array', items: anyObject } as const;

@ApiSchema({ name: 'OptimisationLinks' })
export class OptimisationLinksDto {
  @ApiProperty({ example: '/api/v1/optimise/status/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  status!: string;

  @ApiProperty({ example: '/api/v1/optimise/result/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  result!: string;

  @ApiProperty({ example: '/api/v1/optimise/cancel/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  cancel!: string;

  @ApiProperty({ example: '/api/v1/backtest/events/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  events!: string;
}

@ApiSchema({ name: 'OptimisationStarted' })
export class OptimisationStartedDto {
  @ApiProperty({ example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  task_id!: string;

  @ApiProperty({ enum: ['started'] })
  status!: 'started';

  @ApiProperty({ example: 'Optimisation queued' })
  message!: string;

  @ApiProperty({ example: 174, description: 'With a walk-forward analysis those of all folds.' })
  trials!: number;

  @ApiProperty({ example: '/ws/backtest/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001' })
  websocket_url!: string;

  @ApiProperty({ type: OptimisationLinksDto })
  links!: OptimisationLinksDto;

  @ApiPropertyOptional({ type: [FaultDto], description: 'What looks odd but does not stop it.' })
  warnings?: FaultDto[];
}

@ApiSchema({ name: 'BestTrial' })
export class BestTrialDto extends BestSoFarDto {
  @ApiProperty({ ...anyObject, description: 'All metrics on the bars on which it was found.' })
  metrics!: Record<string, unknown>;
}

@ApiSchema({ name: 'WalkForwardResult' })
export class WalkForwardResultDto {
  @ApiProperty({ ...nullableNumber, description: 'Of the test segments joined, percent.' })
  return_pct!: number | null;

  @ApiProperty({ ...nullableNumber, description: 'Probability that their true Sharpe ratio is above 0.' })
  probabilistic_sharpe!: number | null;

  @ApiProperty({
    ...listOfObjects,
    description:
      'Per fold: `train` and `test` (`from_bar`, `to_bar` exclusive, `start`, `end`), `params` that training chose, ' +
      '`train_objective`, `test_objective`, `test_return_pct`, `test_trades`, `deflated_sharpe`, `overfitting`.',
  })
  folds!: object[];

  @ApiProperty({ ...anyObject, description: '`time` and `equity` of the test segments joined.' })
  equity_curve!: { time: string[]; equity: number[] };
}

@ApiSchema({ name: 'OptimisationResult' })
export class OptimisationResultDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty({ enum: TASK_STATUSES, example: 'completed' })
  status!: TaskStatus;

  @ApiProperty({ enum: OPTIMISE_METHODS, example: 'grid' })
  method!: OptimiseMethod;

  @ApiProperty({ example: 'sharpe_ratio' })
  objective!: string;

  @ApiProperty({ ...anyObject, description: 'The strategy in canonical form.' })
  strategy!: Record<string, unknown>;

  @ApiProperty({ ...anyObject, description: 'The world of every trial, with every default filled in.' })
  request!: Record<string, unknown>;

  @ApiProperty({
    ...anyObject,
    description:
      '`params` (values by name), `fixed_params`, `constraints`, `max_trials`, `seed`, `walk_forward`.',
  })
  search!: Record<string, unknown>;

  @ApiProperty()
  engine_version!: string;

  @ApiProperty({ description: 'Of the strategy without the values of its parameters.' })
  shape_hash!: string;

  @ApiProperty()
  data_digest!: string;

  @ApiProperty({ format: 'date-time' })
  started_at!: string;

  @ApiProperty({ format: 'date-time' })
  finished_at!: string;

  @ApiProperty({ example: 182 })
  duration_ms!: number;

  @ApiProperty({ example: 174 })
  trials_planned!: number;

  @ApiProperty({ example: 174 })
  trials_done!: number;

  @ApiProperty({ example: 0, description: 'Sets of parameters that the strategy does not take.' })
  trials_refused!: number;

  @ApiProperty({
    type: BestTrialDto,
    nullable: true,
    description: 'With a walk-forward analysis that of the newest fold.',
  })
  best!: BestTrialDto | null;

  @ApiProperty({
    ...anyObject,
    nullable: true,
    description:
      'Whether the best stands on a plateau or a spike: its neighbours’ `count`, `mean` and `worst`, and `kept`, the share of the ' +
      'way from the median of all trials to the best that they keep; `verdict` is plateau from 0.5 on.',
    example: { count: 8, mean: 1.05, worst: 0.8, kept: 0.81, verdict: 'plateau' },
  })
  stability!: Record<string, unknown> | null;

  @ApiProperty({
    ...anyObject,
    nullable: true,
    description:
      'Sharpe ratio of the best per period of its returns, the probability that the true one is above 0 (`probabilistic`) and above ' +
      'what luck would give in all trials of the shape so far (`trials_of_shape`; `deflated`), and the returns needed for 95 % (`minimum_track_record`). ' +
      'Bailey and López de Prado 2012, 2014.',
    example: {
      trials: 174,
      trials_of_shape: 180,
      sharpe: 0.08,
      probabilistic: 0.99,
      expected_maximum: 0.05,
      deflated: 0.91,
      minimum_track_record: 420,
      returns: 2147,
    },
  })
  evidence!: Record<string, unknown> | null;

  @ApiProperty({
    ...anyObject,
    nullable: true,
    description:
      '`probability` that the best of one half of time is below the median in the other, over all `combinations` of `blocks` of time; ' +
      '`loss_probability` that it loses there. Bailey, Borwein, López de Prado and Zhu 2017.',
    example: { probability: 0.2, loss_probability: 0.1, combinations: 12_870, blocks: 16 },
  })
  overfitting!: Record<string, unknown> | null;

  @ApiProperty({
    ...listOfObjects,
    description:
      'For pairs of parameters: `x`, `x_values`, `y`, `y_values`, and rows by `y` of the `best` and the `mean` objective.',
  })
  heat_maps!: object[];

  @ApiProperty({ type: WalkForwardResultDto, nullable: true })
  walk_forward!: WalkForwardResultDto | null;

  @ApiProperty({ ...listOfObjects, description: 'The best 50, best first; all of them are at /trials.' })
  top_trials!: object[];

  @ApiProperty({ description: 'It was cancelled and this is what it had.' })
  partial!: boolean;
}
