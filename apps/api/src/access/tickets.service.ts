import { Inject, Injectable } from '@nestjs/common';
import { answerOrUnavailable, keys, RedisConnections } from '#redis';
import { digestOf, makeSecret } from '#database';

const HOLDS_SECONDS = 30;

/** What is stood for where callers need no key. */
const NO_KEY = '';

/** Let in once what can send no header: an address may be written down on its way, a ticket is worth nothing then. */
@Injectable()
export class Tickets {
  constructor(@Inject(RedisConnections) private readonly connections: RedisConnections) {}

  /** @throws BarkeepError STORE_UNAVAILABLE */
  async issue(keyId: string | null): Promise<{ ticket: string; expiresAt: number }> {
    const ticket = makeSecret();
    await answerOrUnavailable(() =>
      this.connections.tasks.set(nameOf(ticket), keyId ?? NO_KEY, 'EX', HOLDS_SECONDS),
    );
    return { ticket, expiresAt: Date.now() + HOLDS_SECONDS * 1_000 };
  }

  /**
   * The id of the key that it stands for; undefined when it was used or is too old.
   * @throws BarkeepError STORE_UNAVAILABLE
   */
  async redeem(ticket: string): Promise<string | undefined> {
    const keyId = await answerOrUnavailable(() => this.connections.tasks.getdel(nameOf(ticket)));
    return keyId ?? undefined;
  }
}

function nameOf(ticket: string): string {
  return keys.ticket(digestOf(ticket).toString('hex'));
}
