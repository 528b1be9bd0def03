import { IsIn, IsInt, IsNumber, IsString, Min } from 'class-validator';

/** A resampling of a finished backtest. */
export class MonteCarloPayload {
  /** The task of the backtest. */
  @IsString()
  run_id!: string;

  @IsIn(['shuffle_trades', 'bootstrap'])
  method!: 'shuffle_trades' | 'bootstrap';

  @IsInt()
  @Min(1)
  paths!: number;

  /** Mean length of a block of the bootstrap, in periods. */
  @IsNumber()
  @Min(1)
  mean_block!: number;

  @IsInt()
  seed!: number;
}
