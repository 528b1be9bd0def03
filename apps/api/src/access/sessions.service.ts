import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { answerOrUnavailable, keys, RedisConnections } from '#redis';
import { digestOf, makeSecret } from '#database';
import type { Session } from './identity.js';

interface StoredSession {
  keyId: string;
  expiresAt: number;
}

/** Logins of the page, in Redis under the digest of their cookie: whoever reads Redis can't come in with them. */
@Injectable()
export class Sessions {
  private readonly idleMs: number;
  private readonly longestMs: number;

  constructor(
    @Inject(APP_CONFIG) config: AppConfig,
    @Inject(RedisConnections) private readonly connections: RedisConnections,
  ) {
    this.idleMs = config.SESSION_IDLE_MINUTES * 60_000;
    this.longestMs = config.SESSION_HOURS * 3_600_000;
  }

  /** @throws BarkeepError STORE_UNAVAILABLE */
  async open(keyId: string): Promise<Session> {
    const secret = makeSecret();
    const stored: StoredSession = { keyId, expiresAt: Date.now() + this.longestMs };
    const kept = Math.min(this.idleMs, this.longestMs);
    await answerOrUnavailable(() =>
      this.connections.tasks.set(nameOf(secret), JSON.stringify(stored), 'PX', kept),
    );
    return { secret, expiresAt: stored.expiresAt };
  }

  /**
   * The login of a cookie, which lives on by that; undefined when it has ended.
   * @throws BarkeepError STORE_UNAVAILABLE
   */
  async find(secret: string): Promise<(Session & { keyId: string }) | undefined> {
    const stored = await answerOrUnavailable(() =>
      this.connections.tasks.getex(nameOf(secret), 'PX', this.idleMs),
    );
    if (stored === null) return undefined;
    const { keyId, expiresAt } = JSON.parse(stored) as StoredSession;
    if (Date.now() < expiresAt) return { secret, keyId, expiresAt };
    await this.close(secret);
    return undefined;
  }

  /** Whether it has not ended; it does not live on by that. */
  async isOpen({ secret, expiresAt }: Session): Promise<boolean> {
    if (Date.now() >= expiresAt) return false;
    return (await answerOrUnavailable(() => this.connections.tasks.exists(nameOf(secret)))) === 1;
  }

  /** Ends it for every process and every window. */
  async close(secret: string): Promise<void> {
    await answerOrUnavailable(() => this.connections.tasks.del(nameOf(secret)));
  }
}

function nameOf(secret: string): string {
  return keys.session(digestOf(secret).toString('hex'));
}
