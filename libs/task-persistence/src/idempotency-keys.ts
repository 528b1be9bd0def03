import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { answerOrUnavailable, KEY_PREFIX, RedisConnections } from '#redis';

const KEPT_SECONDS = 86_400;

/** What a key was first used for. */
export interface IdempotencyClaim {
  /** Digest of the body. */
  digest: string;
  taskId: string;
}

/** Remembers for a day which task was made of which request. Each submitter has keys of its own. */
@Injectable()
export class IdempotencyKeys {
  constructor(@Inject(RedisConnections) private readonly connections: RedisConnections) {}

  /**
   * Takes the key for this request, unless it is taken: gives whose it is then.
   * @throws BarkeepError STORE_UNAVAILABLE
   */
  async claim(submitter: string, key: string, claim: IdempotencyClaim): Promise<IdempotencyClaim> {
    const name = nameOf(submitter, key);
    return answerOrUnavailable(async () => {
      const taken = await this.connections.tasks.set(name, JSON.stringify(claim), 'EX', KEPT_SECONDS, 'NX');
      if (taken === 'OK') return claim;
      const earlier = await this.connections.tasks.get(name);
      return earlier === null ? claim : (JSON.parse(earlier) as IdempotencyClaim);
    });
  }

  /** Gives the key back, where its request came to nothing. */
  async release(submitter: string, key: string): Promise<void> {
    await answerOrUnavailable(() => this.connections.tasks.del(nameOf(submitter, key)));
  }
}

/** Callers choose the text of a key, which holds no space; its digest keeps the name short and harmless. */
function nameOf(submitter: string, key: string): string {
  return `${KEY_PREFIX}:idempotency:${createHash('sha256').update(`${submitter} ${key}`).digest('hex')}`;
}
