import { IsIn, IsInt, IsNumber, IsString, Min } from 'class-validator';

/** A finished backtest that is run again without each part of its strategy. */
export class AblationPayload {
  /** The task of the backtest. */
  @IsString()
  run_id!: string;

  @IsIn(['sharpe', 'return', 'edge'])
  measure!: 'sharpe' | 'return' | 'edge';

  @IsInt()
  @Min(1)
  resamples!: number;

  /** Mean length of a block of the bootstrap, in periods. */
  @IsNumber()
  @Min(1)
  mean_block!: number;

  @IsInt()
  seed!: number;
}
