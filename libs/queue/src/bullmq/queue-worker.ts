import { Worker } from 'bullmq';
import { within } from '../within.js';

/** The runs have ended by then; only Redis is waited for. */
const CLOSE_MS = 3_000;

/**
 * The library's worker, but closing it always comes to an end: a Redis that is away must not keep a process from
 * ending, and the framework closes every worker once more without a limit.
 */
export class QueueWorker extends Worker {
  private ended: Promise<void> | undefined;

  override close(force?: boolean): Promise<void> {
    this.ended ??= this.closeInTime(force);
    return this.ended;
  }

  /** Where closing got stuck half way, the timers that renew locks would go on for ever. */
  private async closeInTime(force: boolean | undefined): Promise<void> {
    await within(super.close(force), CLOSE_MS);
    await this.lockManager.close();
  }
}
