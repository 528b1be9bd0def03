import { toBarkeepError } from '../problems/foreign-error.js';

/** An error that reaches the client as `connect_error` with `data.code`. */
export function toConnectError(error: unknown): Error {
  const known = toBarkeepError(error);
  return Object.assign(new Error(known.message), { data: { code: known.code, message: known.message } });
}
