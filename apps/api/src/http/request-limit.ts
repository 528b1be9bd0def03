import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { isAccessOn, requestsPerMinute, type AppConfig } from '#config';
import { BarkeepError } from '#domain';
import type { TokenBuckets } from '#redis';

/** Orchestrators ask whatever happens. */
const PROBES = /^\/health\//;
/** Where keys and logins travel. */
const CREDENTIALS = ['authorization', 'x-api-key', 'cookie'];
const MINUTE_MS = 60_000;
/** Addresses with refused keys that are remembered; the oldest are forgotten. */
const MOST_ADDRESSES = 10_000;

/** The shared buckets, and whether their Redis is there. */
export interface RequestBuckets {
  take: TokenBuckets['take'];
  isThere(): boolean;
}

/**
 * Holds each address to REQUESTS_PER_MINUTE over all processes where no key speaks for the caller, and to as many wrong
 * keys in this process. While Redis is away nothing is counted.
 */
export function addRequestLimit(
  fastify: FastifyInstance,
  settings: Pick<AppConfig, 'AUTH' | 'HOST' | 'REQUESTS_PER_MINUTE'>,
  buckets: RequestBuckets,
): void {
  const perMinute = requestsPerMinute(settings);
  if (perMinute === Infinity) return;
  const refused = new LRUCache<string, number>({ max: MOST_ADDRESSES, ttl: MINUTE_MS, noUpdateTTL: true });
  const isKeyed = ({ headers }: FastifyRequest): boolean =>
    isAccessOn(settings) && CREDENTIALS.some((name) => headers[name] !== undefined);

  fastify.addHook('onRequest', async (request, reply) => {
    if (PROBES.test(request.url)) return;
    const waitMs = isKeyed(request)
      ? (refused.get(request.ip) ?? 0) >= perMinute && MINUTE_MS
      : await waitFor(buckets, request.ip, perMinute);
    if (!waitMs) return;
    void reply.header('Retry-After', String(Math.ceil(waitMs / 1_000)));
    throw new BarkeepError('RATE_LIMITED', `An address may send ${perMinute} requests a minute.`);
  });

  fastify.addHook('onResponse', (request, _reply, done) => {
    if (isKeyed(request) && request.identity === undefined)
      refused.set(request.ip, (refused.get(request.ip) ?? 0) + 1);
    done();
  });
}

/** Milliseconds until the address may send again; 0 when it may now, and while Redis is away. */
async function waitFor(buckets: RequestBuckets, ip: string, perMinute: number): Promise<number> {
  if (!buckets.isThere()) return 0;
  const answer = await buckets
    .take(`address:${ip}`, { perMinute, burst: perMinute }, 0)
    .catch(() => ({ taken: true, waitMs: 0 }));
  return answer.taken ? 0 : answer.waitMs;
}
