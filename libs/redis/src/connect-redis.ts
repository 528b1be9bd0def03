import { readFileSync } from 'node:fs';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { parseRedisAddress, type RedisAddress } from './redis-address.js';

export type RedisConnection = Redis | Cluster;

/** How a connection behaves while Redis is away. */
export type Patience =
  /** Commands fail after a few tries, so that a caller can be answered. */
  | 'answer'
  /** Commands wait until Redis is back, as consumers of a queue must. */
  | 'wait';

const TRIES_BEFORE_ANSWER = 3;
const RETRY_STEP_MS = 100;
/** A caller hears within a second that Redis is away, however long it has been: its command fails with the last of the tries. */
const RETRY_MAX_MS = { answer: 200, wait: 2_000 } as const satisfies Record<Patience, number>;

/** Replies in the shapes that they have always had. */
type LegacyOptions = RedisOptions & { replyMapping?: 'legacy' };

function optionsOf(address: RedisAddress, patience: Patience): LegacyOptions {
  return {
    username: address.username,
    password: address.password,
    tls: address.tls ? { ca: address.caFile && readFileSync(address.caFile) } : undefined,
    maxRetriesPerRequest: patience === 'answer' ? TRIES_BEFORE_ANSWER : null,
    retryStrategy: (times) => Math.min(times * RETRY_STEP_MS, RETRY_MAX_MS[patience]),
    connectTimeout: 5_000,
  };
}

/** Opens a connection; it comes up by itself and comes back by itself. */
export function connectRedis(url: string, patience: Patience): RedisConnection {
  const address = parseRedisAddress(url);
  const options = optionsOf(address, patience);
  if (address.kind === 'cluster') return new Cluster(address.hosts, { redisOptions: options });
  if (address.kind === 'sentinel') {
    return new Redis({
      ...options,
      sentinels: address.hosts,
      name: address.master,
      sentinelPassword: address.sentinelPassword,
      enableTLSForSentinelMode: address.tls,
    });
  }
  return new Redis({ ...options, ...address.hosts[0] });
}
