import { types } from 'node:util';
import { BarkeepError } from '#domain';

const NETWORK_FAULTS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Answers of a server that can't serve now: going down or starting, out of connections, memory or disk, wrong
 * credentials, a standby; or of one that gave up waiting for other sessions.
 */
const SERVER_FAULTS = /^(08...|57P0[1-5]|53...|58...|28...|3D000|25006|57014|55P03|40001|40P01)$/;

const DRIVER_FAULTS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Cannot use a pool after calling end)/;

/** Text that JSON columns can't hold. */
const UNSTORABLE_TEXT = new Set(['22P05', '22021']);

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The driver's own error: drizzle wraps it in one whose message is the SQL with its parameters. */
function innermost(error: unknown): unknown {
  let inner = error;
  while (types.isNativeError(inner) && types.isNativeError(inner.cause)) inner = inner.cause;
  // Several addresses were tried: the first one's fault stands for all.
  if (types.isNativeError(inner) && 'errors' in inner && Array.isArray(inner.errors))
    return inner.errors[0] ?? inner;
  return inner;
}

/**
 * What a caller may be told about a fault of the database: STORE_UNAVAILABLE when it can't be used now,
 * else the driver's error, which holds neither the address nor the SQL.
 */
export function toStoreFault(error: unknown): unknown {
  if (error instanceof BarkeepError) return error;
  const inner = innermost(error);
  if (!types.isNativeError(inner)) return inner;
  const code = codeOf(inner);
  if (NETWORK_FAULTS.has(code) || SERVER_FAULTS.test(code) || DRIVER_FAULTS.test(inner.message)) {
    return new BarkeepError('STORE_UNAVAILABLE', `The database is away${code && ` (${code})`}`);
  }
  if (UNSTORABLE_TEXT.has(code)) {
    return new BarkeepError('BODY_INVALID', 'A text holds a character that cannot be stored (U+0000)');
  }
  return inner;
}
