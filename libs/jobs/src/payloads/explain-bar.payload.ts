import { IsOptional, IsString } from 'class-validator';

/** A question why a kept run did what it did. */
export class ExplainBarPayload {
  /** The task of the backtest. */
  @IsString()
  run_id!: string;

  /** The first of the strategy when absent. */
  @IsOptional()
  @IsString()
  symbol?: string;

  /** A date or an instant, as the question stated it. */
  @IsString()
  at!: string;
}
