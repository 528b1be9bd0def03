import { IsInt, IsObject, Min } from 'class-validator';

/** A search for parameters as accepted from its submitter; checked in full before the task was queued. */
export class OptimiseRunPayload {
  /** The canonical strategy document (strategy.v1). */
  @IsObject()
  strategy!: Record<string, unknown>;

  /** The world in which it runs: a `BacktestRequest` of the engine room. */
  @IsObject()
  request!: Record<string, unknown>;

  /** What is searched and how: an `OptimisePlan` of the engine room. */
  @IsObject()
  plan!: Record<string, unknown>;

  /** Values of the parameters that are not searched. */
  @IsObject()
  fixed!: Record<string, number>;

  /** Trials in all; with a walk-forward analysis those of all folds. */
  @IsInt()
  @Min(1)
  trials!: number;
}
