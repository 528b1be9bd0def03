import { BarkeepError } from '#domain';
import type { ThreadFailure } from './thread-run.js';

/** An error as data: it would lose its class on the way between threads. */
export function toFailure(error: unknown): ThreadFailure {
  if (error instanceof BarkeepError) {
    return { ok: false, code: error.code, message: error.message, faults: error.faults };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { ok: false, code: null, message, faults: [], stack };
}
