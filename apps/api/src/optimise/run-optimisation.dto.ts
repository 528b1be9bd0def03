import { ApiSchema } from '@nestjs/swagger';
import { OBJECTIVE_KEYS, OPTIMISE_METHODS, type OptimiseMethod } from '#backtest-engine';
import { RunBacktestDto } from '../backtest/run-backtest.dto.js';
import {
  OptionalChoice,
  OptionalNumber,
  OptionalObject,
  OptionalPart,
  OptionalTexts,
  OptionalWhole,
} from '../validation/rules.js';

/** The most trials of one optimisation; with a walk-forward analysis in each fold. */
export const MAX_TRIALS = 20_000;
export const DEFAULT_TRIALS = 2_000;

@ApiSchema({ name: 'WalkForward' })
export class WalkForwardDto {
  @OptionalWhole(1, 100, {
    default: 5,
    description: 'Test segments, one after the other up to the last bar.',
  })
  folds?: number;

  @OptionalChoice(['rolling', 'anchored'], {
    default: 'rolling',
    description: 'Training windows of one length, or all from the first bar on.',
  })
  mode?: 'rolling' | 'anchored';

  @OptionalNumber(0.05, 0.95, {
    default: 0.75,
    description: 'The (first) training window as a share of it and one test segment.',
  })
  train_share?: number;

  @OptionalWhole(0, 100_000, { default: 0, description: 'Bars left out between training and test.' })
  purge_bars?: number;
}

/** The members that a search has beyond those of a run. */
export const SEARCH_MEMBERS = [
  'params',
  'method',
  'objective',
  'constraints',
  'max_trials',
  'walk_forward',
] as const;

/** The body of an optimisation: that of a run, in which parameters have ranges. */
@ApiSchema({ name: 'RunOptimisation' })
export class RunOptimisationDto extends RunBacktestDto {
  @OptionalObject({
    required: true,
    description: 'By name of the parameter: `{min, max, step}`, a list of values, or a single value.',
    additionalProperties: {
      oneOf: [
        {
          type: 'object',
          properties: { min: { type: 'number' }, max: { type: 'number' }, step: { type: 'number' } },
          required: ['min', 'max', 'step'],
        },
        { type: 'array', items: { type: 'number' } },
        { type: 'number' },
      ],
    },
    example: { fast: { min: 5, max: 30, step: 5 }, slow: [20, 50, 100] },
  })
  declare params?: Record<string, number>;

  @OptionalChoice(OPTIMISE_METHODS, {
    default: 'grid',
    description: '`random` draws `max_trials` from the grid, none twice, by `seed`.',
  })
  method?: OptimiseMethod;

  @OptionalChoice(OBJECTIVE_KEYS, {
    default: 'sharpe_ratio',
    description: 'The metric to be best at. Of volatility, durations, turnover and costs less is better.',
  })
  objective?: string;

  @OptionalTexts(20, {
    description: 'Conditions over the parameters that a trial has to fulfil.',
    example: ['fast < slow'],
  })
  constraints?: string[];

  @OptionalWhole(1, MAX_TRIALS, { default: DEFAULT_TRIALS })
  max_trials?: number;

  @OptionalPart(WalkForwardDto, { description: 'With method `walk_forward`.' })
  walk_forward?: WalkForwardDto;
}
