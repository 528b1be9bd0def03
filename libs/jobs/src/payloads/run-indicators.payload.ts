import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

export const MOST_INDICATOR_POINTS = 5_000;

/** Which part of a kept run's columns is to be drawn. */
export class RunIndicatorsPayload {
  /** The task of the backtest. */
  @IsString()
  run_id!: string;

  /** The first of the strategy when absent. */
  @IsOptional()
  @IsString()
  symbol?: string;

  /** Dates or instants, as the question stated them; from the first bar and to the last when absent. */
  @IsOptional()
  @IsString()
  from?: string;

  @IsOptional()
  @IsString()
  to?: string;

  /** The most points of a line. */
  @IsInt()
  @Min(4)
  @Max(MOST_INDICATOR_POINTS)
  points!: number;
}
