import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppConfig, ProviderId } from '#config';
import type { TokenBuckets } from '#redis';
import { ProviderError } from './provider-error.js';

/** How long one that was told nothing better leaves a vendor alone. */
const DEFAULT_HOLD_MS = 60_000;
/** A tenth of a minute's requests may go at once. */
const BURST_PART = 0.1;

/** Lets requests through as fast as a vendor allows, over all workers together: one bucket per key of ours. */
export class RequestGate {
  constructor(
    private readonly buckets: Pick<TokenBuckets, 'take' | 'hold'>,
    private readonly config: AppConfig,
    /** A longer wait is a fault, so that another provider can be asked meanwhile. */
    private readonly patienceMs: number,
  ) {}

  /**
   * Resolves when a request may be sent.
   * @throws ProviderError `rate_limited` when that would take too long; the signal's reason.
   */
  async admit(provider: ProviderId, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const perMinute = limitOf(provider, this.config);
    if (perMinute === undefined) return;
    const rate = { perMinute, burst: Math.max(1, Math.round(perMinute * BURST_PART)) };
    const { taken, waitMs } = await this.buckets.take(bucketOf(provider, this.config), rate, this.patienceMs);
    if (!taken) throw new ProviderError(provider, 'rate_limited', `${provider} wants fewer requests`, waitMs);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }

  /** The vendor wants to be left alone. */
  async hold(provider: ProviderId, ms = DEFAULT_HOLD_MS): Promise<void> {
    await this.buckets.hold(bucketOf(provider, this.config), ms);
  }
}

/** Requests per minute; undefined for what is no vendor. */
function limitOf(provider: ProviderId, config: AppConfig): number | undefined {
  switch (provider) {
    case 'yahoo':
      return config.YAHOO_REQUESTS_PER_MINUTE;
    case 'binance':
      return config.BINANCE_REQUESTS_PER_MINUTE;
    case 'fmp':
      return config.FMP_REQUESTS_PER_MINUTE;
    case 'csv':
    case 'sim':
      return undefined;
  }
}

function bucketOf(provider: ProviderId, config: AppConfig): string {
  if (provider !== 'fmp') return provider;
  return `${provider}:${createHash('sha256').update(config.FMP_API_KEY).digest('hex').slice(0, 12)}`;
}
