import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppConfig, ProviderId, SettingName } from '#config';
import type { TokenBuckets } from '#redis';
import { ProviderError } from './provider-error.js';

/** How long one that was told nothing better leaves a vendor alone. */
const DEFAULT_HOLD_MS = 60_000;
/** A tenth of a minute's requests may go at once, where a vendor does not count by the second. */
const BURST_PART = 0.1;

type SettingOf<Value> = { [Name in SettingName]: AppConfig[Name] extends Value ? Name : never }[SettingName];

interface Limit {
  perMinute: SettingOf<number>;
  /** What the vendor counts by, where it is not our address. */
  key?: SettingOf<string>;
  burst?: number;
}

/** How vendors count; null for what is no vendor. */
const LIMITS: Readonly<Record<ProviderId, Limit | null>> = {
  yahoo: { perMinute: 'YAHOO_REQUESTS_PER_MINUTE' },
  fmp: { perMinute: 'FMP_REQUESTS_PER_MINUTE', key: 'FMP_API_KEY' },
  fred: { perMinute: 'FRED_REQUESTS_PER_MINUTE', key: 'FRED_API_KEY', burst: 1 },
  sec: { perMinute: 'SEC_REQUESTS_PER_MINUTE', burst: 1 },
  binance: { perMinute: 'BINANCE_REQUESTS_PER_MINUTE' },
  csv: null,
  sim: null,
};

/** Lets requests through as fast as a vendor allows, over all workers together: one bucket per key of ours. */
export class RequestGate {
  constructor(
    private readonly buckets: Pick<TokenBuckets, 'take' | 'hold'>,
    private readonly config: AppConfig,
    /** A longer wait is a fault, so that another provider can be asked meanwhile. */
    private readonly patienceOf: (provider: ProviderId) => number,
  ) {}

  /**
   * Resolves when a request may be sent.
   * @throws ProviderError `rate_limited` when that would take too long; the signal's reason.
   */
  async admit(provider: ProviderId, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const limit = LIMITS[provider];
    if (!limit) return;
    const perMinute = this.config[limit.perMinute];
    const rate = { perMinute, burst: limit.burst ?? Math.max(1, Math.round(perMinute * BURST_PART)) };
    const bucket = bucketOf(provider, this.config);
    const { taken, waitMs } = await this.buckets.take(bucket, rate, this.patienceOf(provider));
    if (!taken) throw new ProviderError(provider, 'rate_limited', `${provider} wants fewer requests`, waitMs);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }

  /** The vendor wants to be left alone. */
  async hold(provider: ProviderId, ms = DEFAULT_HOLD_MS): Promise<void> {
    await this.buckets.hold(bucketOf(provider, this.config), ms);
  }
}

/** Named after a digest of the key: names are seen by whoever looks into Redis. */
function bucketOf(provider: ProviderId, config: AppConfig): string {
  const key = LIMITS[provider]?.key;
  if (!key) return provider;
  return `${provider}:${createHash('sha256').update(config[key]).digest('hex').slice(0, 12)}`;
}
