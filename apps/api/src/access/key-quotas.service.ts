import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, requestsPerMinute, type AppConfig } from '#config';
import { BarkeepError } from '#domain';
import { RedisConnections, TokenBuckets } from '#redis';
import type { Identity } from './identity.js';

/** Holds callers to the quotas of their keys. */
@Injectable()
export class KeyQuotas {
  private readonly buckets: TokenBuckets;
  private readonly usual: number;

  constructor(
    @Inject(RedisConnections) connections: RedisConnections,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.usual = requestsPerMinute(config);
    this.buckets = new TokenBuckets(() => connections.tasks);
  }

  /**
   * Counts a request of the key, over all processes, up to its quota or REQUESTS_PER_MINUTE. While Redis is away nothing is counted.
   * @throws BarkeepError RATE_LIMITED, with `Retry-After` on the answer
   */
  async takeRequest({ keyId, quotas }: Identity, reply: FastifyReply): Promise<void> {
    const perMinute = quotas.requestsPerMinute ?? this.usual;
    if (perMinute === Infinity) return;
    const answer = await this.buckets
      .take(`key:${keyId}`, { perMinute, burst: perMinute }, 0)
      .catch(() => ({ taken: true as const, waitMs: 0 }));
    if (answer.taken) return;
    void reply.header('Retry-After', String(Math.ceil(answer.waitMs / 1_000)));
    throw new BarkeepError('RATE_LIMITED', `The key may send ${perMinute} requests a minute.`);
  }
}
