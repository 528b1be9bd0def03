import { IsInt, IsObject, IsString, Min } from 'class-validator';

/** A dry run of a stored strategy; checked in full before the task was queued. */
export class StrategyValidationPayload {
  @IsString()
  strategy_id!: string;

  @IsInt()
  @Min(1)
  version!: number;

  /** The canonical strategy document (strategy.v1). */
  @IsObject()
  strategy!: Record<string, unknown>;

  /** The world in which it runs: a `BacktestRequest` of the engine room. */
  @IsObject()
  request!: Record<string, unknown>;
}
