import { BarkeepError } from '#domain';

/**
 * The number of the last event that a reconnecting client has; undefined when it has none.
 * @throws BarkeepError PARAMETER_INVALID
 */
export function parseLastSeq(given: unknown): number | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  const seq = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given;
  if (typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0) return seq;
  throw new BarkeepError('PARAMETER_INVALID', 'last_seq has to be a whole number of zero or more.');
}
