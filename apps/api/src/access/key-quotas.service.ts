import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, requestsPerMinute, type AppConfig } from '#config';
import { UsageRepository, type Usage } from '#database';
import { BarkeepError } from '#domain';
import { RedisConnections, TokenBuckets } from '#redis';
import type { Identity } from './identity.js';
import { OpenSubmissions } from './open-submissions.service.js';

const DAY_MS = 86_400_000;

/** Which quota is about which use. */
const BACKTEST_QUOTAS: readonly {
  quota: 'queuedBacktests' | 'runningBacktests' | 'barsPerDay';
  used: keyof Usage;
  words: string;
}[] = [
  { quota: 'queuedBacktests', used: 'queued', words: 'backtests and searches that wait' },
  { quota: 'runningBacktests', used: 'running', words: 'backtests and searches that run' },
  { quota: 'barsPerDay', used: 'bars', words: 'bars a day (UTC)' },
];

/** Holds callers to the quotas of their keys. */
@Injectable()
export class KeyQuotas {
  private readonly buckets: TokenBuckets;
  private readonly usual: number;
  /** How to end the submission that a call is. */
  private readonly ends = new WeakMap<FastifyReply, () => Promise<void>>();

  constructor(
    @Inject(RedisConnections) connections: RedisConnections,
    @Inject(APP_CONFIG) config: AppConfig,
    @Inject(UsageRepository) private readonly usage: Pick<UsageRepository, 'read'>,
    @Inject(OpenSubmissions) private readonly submissions: Pick<OpenSubmissions, 'begin'>,
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

  /**
   * Asks whether the owner may queue one more backtest or search; `endBacktest` says that it is answered.
   * @throws BarkeepError QUOTA_EXCEEDED, STORE_UNAVAILABLE
   */
  async requireBacktest({ owner, quotas }: Identity, reply: FastifyReply): Promise<void> {
    const limits = BACKTEST_QUOTAS.filter(({ quota }) => quotas[quota] !== undefined);
    if (limits.length === 0) return;
    const now = Date.now();
    // Before what is on record is read: what ends in between is counted by one of both.
    const open = quotas.queuedBacktests === undefined ? 1 : await this.begin(owner, reply);
    const usage = await this.usage.read(owner, now - (now % DAY_MS));
    usage.queued += open - 1;
    for (const { quota, used, words } of limits) {
      const most = quotas[quota]!;
      if (usage[used] < most) continue;
      const leftMs = DAY_MS - (now % DAY_MS);
      if (used === 'bars') void reply.header('Retry-After', String(Math.ceil(leftMs / 1_000)));
      throw new BarkeepError('QUOTA_EXCEEDED', `The key allows ${most} ${words}; there are ${usage[used]}.`);
    }
  }

  /** What the call queued is on record. */
  async endBacktest(reply: FastifyReply): Promise<void> {
    // One that stays open while Redis is away is forgotten by itself.
    await this.ends
      .get(reply)?.()
      .catch(() => undefined);
  }

  private async begin(owner: string, reply: FastifyReply): Promise<number> {
    const { count, end } = await this.submissions.begin(owner);
    this.ends.set(reply, end);
    return count;
  }
}
