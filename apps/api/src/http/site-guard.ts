import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { isAccessOn, isLoopback, type AppConfig } from '#config';
import { BarkeepError } from '#domain';
import { isAllowedOrigin } from './allowed-origin.js';

type SiteSettings = Pick<AppConfig, 'AUTH' | 'HOST' | 'ALLOWED_HOSTS' | 'CORS_ORIGINS'>;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Names that callers gave and what was found of them; hardly a server has more. */
const NAMES_KEPT = 100;

/** The name in a `Host` header, without its port. */
const nameOf = (host: string): string => host.replace(/:\d*$/, '').toLowerCase();

/**
 * Whether Barkeep answers to that name. Where nobody needs a key, a page of any site could point its own name at this
 * machine and read what it likes as the same origin; only names of the machine are taken then.
 */
export function createHostCheck(settings: SiteSettings): (host: string | undefined) => boolean {
  const { ALLOWED_HOSTS: allowed, HOST } = settings;
  const names = new Set(allowed.map((name) => name.toLowerCase()));
  const isLocal = isLoopback(HOST) && !isAccessOn(settings);
  if (names.size === 0 && !isLocal) return () => true;
  const isOurs = (name: string): boolean => names.has(name) || (isLocal && isLoopback(name));
  const found = new LRUCache<string, boolean>({
    max: NAMES_KEPT,
    memoMethod: (host) => isOurs(nameOf(host)),
  });
  // Programs that name no host are no browsers.
  return (host) => !host || found.memo(host);
}

/** Refuses what a page of another site makes a browser send. */
export function addSiteGuard(fastify: FastifyInstance, settings: SiteSettings): void {
  const isKnownHost = createHostCheck(settings);
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(isKnownHost(request.headers.host) ? faultOfOrigin(request, settings.CORS_ORIGINS) : refuseHost());
  });
}

function refuseHost(): BarkeepError {
  return new BarkeepError('SITE_REFUSED', 'This Barkeep does not answer to that name; see ALLOWED_HOSTS.');
}

function faultOfOrigin(
  { method, headers, host }: FastifyRequest,
  allowed: readonly string[],
): BarkeepError | undefined {
  // Pages can't write the second one; behind a proxy the first may not tell.
  const { origin, 'sec-fetch-site': site } = headers;
  if (READING.has(method) || site === 'same-origin' || isAllowedOrigin(origin, host, allowed))
    return undefined;
  return new BarkeepError(
    'SITE_REFUSED',
    'Pages of that origin may not change anything here; see CORS_ORIGINS.',
  );
}
