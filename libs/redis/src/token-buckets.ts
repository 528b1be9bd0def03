import { answerOrUnavailable } from './answer-or-unavailable.js';
import type { RedisConnection } from './connect-redis.js';
import { keys } from './key-names.js';
import { RedisScript } from './redis-script.js';

/**
 * KEYS: bucket, hold. ARGV: tokens that it holds, tokens it gains per ms, ms that the caller is willing to wait.
 * A token may be taken ahead of time: the bucket then owes it, and later callers wait behind. By the clock of Redis,
 * which all processes share.
 */
const TAKE = new RedisScript<number>(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local full, gain = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(full, (tonumber(kept[1]) or full) + (now - (tonumber(kept[2]) or now)) * gain)
local left = tokens - 1
local wait = math.max(0, math.ceil(-left / gain), redis.call('PTTL', KEYS[2]))
if wait > tonumber(ARGV[3]) then return -wait end
redis.call('HSET', KEYS[1], 'tokens', tostring(left), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil((full - left) / gain) + 1000)
return wait`);

/** How much a bucket lets through. */
export interface BucketRate {
  perMinute: number;
  /** At most so many at once. */
  burst: number;
}

/** What a bucket says to one that wants a token. */
export type TokenAnswer =
  /** It is yours; use it after so many milliseconds. */
  | { taken: true; waitMs: number }
  /** The wait would be that long, which is longer than wanted; nothing was taken. */
  | { taken: false; waitMs: number };

/** Rate limits that every process on the same Redis shares. */
export class TokenBuckets {
  constructor(private readonly connection: () => RedisConnection) {}

  /** @throws BarkeepError STORE_UNAVAILABLE. */
  async take(name: string, { perMinute, burst }: BucketRate, patienceMs: number): Promise<TokenAnswer> {
    const places = [keys.tokenBucket(name), keys.tokenBucketHold(name)];
    const waitMs = await answerOrUnavailable(() =>
      TAKE.run(this.connection(), places, [burst, perMinute / 60_000, patienceMs]),
    );
    return waitMs < 0 ? { taken: false, waitMs: -waitMs } : { taken: true, waitMs };
  }

  /** From now on nobody gets a token for so long; a longer hold that is there stays. */
  async hold(name: string, ms: number): Promise<void> {
    const key = keys.tokenBucketHold(name);
    await answerOrUnavailable(async () => {
      const there = await this.connection().pttl(key);
      if (ms > there) await this.connection().set(key, '1', 'PX', Math.ceil(ms));
    });
  }
}
