import { setTimeout as delay } from 'node:timers/promises';
import { Logger, type OnModuleDestroy } from '@nestjs/common';

/**
 * The time between the signal to end and the end of listening. The process is no longer ready, but answers, until
 * whoever sends it requests has seen that and sends them elsewhere.
 */
export class Draining implements OnModuleDestroy {
  #hasBegun = false;

  constructor(private readonly forMs: number) {}

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** The first hook of all when an application closes: everything still works. */
  async onModuleDestroy(): Promise<void> {
    this.#hasBegun = true;
    new Logger('Shutdown').log('Told to end: no longer ready');
    if (this.forMs > 0) await delay(this.forMs);
  }
}
