import { BarkeepError } from '#domain';

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const AWAY_NAMES = new Set(['MaxRetriesPerRequestError', 'ClusterAllFailedError']);
const AWAY_MESSAGE =
  /^(Connection is closed|Command timed out|LOADING|READONLY|CLUSTERDOWN|Stream isn't writeable)/;

/** Whether the error says that Redis can't be reached, as opposed to having refused a command. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return AWAY.has(code) || AWAY_NAMES.has(error.name) || AWAY_MESSAGE.test(error.message);
}

/**
 * The answer of a Redis call.
 * @throws BarkeepError STORE_UNAVAILABLE when Redis is away; other errors pass.
 */
export async function answerOrUnavailable<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!isRedisAway(error)) throw error;
    throw new BarkeepError('STORE_UNAVAILABLE', 'Redis is away', { cause: error });
  }
}
