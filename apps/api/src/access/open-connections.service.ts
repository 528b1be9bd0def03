import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Authentication } from './authentication.service.js';
import type { Identity } from './identity.js';

const PERIOD_MS = 1_000;

/** Connections that last: they are closed when the key or the login by which they were opened has ended. */
@Injectable()
export class OpenConnections implements BeforeApplicationShutdown {
  private readonly log = new Logger('OpenConnections');
  /** How to close each, by what let it in. */
  private readonly open = new Map<string, { identity: Identity; closes: Set<() => void> }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(Authentication) private readonly authentication: Authentication) {}

  /** Watches a connection until what it gives is called. */
  keep(identity: Identity, close: () => void): () => void {
    if (identity.keyId === null) return () => undefined;
    const name = identity.session?.secret ?? identity.keyId;
    const { closes } = this.open.get(name) ?? this.add(name, identity);
    closes.add(close);
    return () => {
      closes.delete(close);
      if (closes.size === 0) this.open.delete(name);
    };
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private add(name: string, identity: Identity): { closes: Set<() => void> } {
    const added = { identity, closes: new Set<() => void>() };
    this.open.set(name, added);
    this.timer ??= setInterval(() => void this.look(), PERIOD_MS).unref();
    return added;
  }

  private async look(): Promise<void> {
    for (const { identity, closes } of [...this.open.values()]) {
      // What can't be asked while a store is away is asked a second later.
      const holds = await this.authentication.holds(identity).catch(() => true);
      if (holds) continue;
      this.log.log(`${closes.size} connections of ${identity.owner} are closed: what let them in has ended`);
      for (const close of [...closes]) close();
    }
  }
}
