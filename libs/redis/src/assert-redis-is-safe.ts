import { parseServerLines } from './parse-server-lines.js';

const OLDEST = [6, 2] as const;

/** Says why work must not be entrusted to that Redis. */
export class RedisUnsafeError extends Error {
  readonly code = 'REDIS_UNSAFE';

  constructor(message: string) {
    super(message);
    this.name = 'RedisUnsafeError';
  }
}

/**
 * What is asked of a Redis before work is entrusted to it, read from INFO since managed ones forbid CONFIG.
 * @throws RedisUnsafeError when it is too old or may throw keys away.
 */
export async function assertRedisIsSafe(connection: { info(): Promise<string> }): Promise<void> {
  const info = parseServerLines(await connection.info());
  const version = info.get('redis_version') ?? '';
  const [major, minor] = version.split('.').map(Number);
  if (!(major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]))) {
    throw new RedisUnsafeError(
      `Redis ${version || 'of unknown version'} is too old: ${OLDEST.join('.')} or newer is needed`,
    );
  }
  const policy = info.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    throw new RedisUnsafeError(
      `Redis has maxmemory-policy ${policy}, which may delete queued work: set it to noeviction`,
    );
  }
}
