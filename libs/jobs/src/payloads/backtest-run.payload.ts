import { IsObject } from 'class-validator';

/**
 * A backtest as accepted from its submitter. Both members were checked in full before the task was
 * queued; they are the run body of the wire, split in the two things it states.
 */
export class BacktestRunPayload {
  /** The canonical strategy document (strategy.v1). */
  @IsObject()
  strategy!: Record<string, unknown>;

  /** The world in which it runs: a `BacktestRequest` of the engine room. */
  @IsObject()
  request!: Record<string, unknown>;
}
