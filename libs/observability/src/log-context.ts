import { AsyncLocalStorage } from 'node:async_hooks';
import { currentTrace, type TraceIds } from './tracing/tracing.js';

/** What every log line written inside the callback carries. */
export interface LogContext {
  task_id?: string;
}

const storage = new AsyncLocalStorage<LogContext>();

/** Runs the callback with these members added to those of the surrounding context. */
export function withLogContext<Result>(context: LogContext, callback: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...context }, callback);
}

const NONE: LogContext = Object.freeze({});

/** The members that the current line should carry; empty outside any context. */
export function logContext(): Readonly<LogContext & TraceIds> {
  const trace = currentTrace();
  return trace ? { ...storage.getStore(), ...trace } : (storage.getStore() ?? NONE);
}

/** The line with the members of its context, which is shared by many; what the line says itself comes first. */
export function withinContext(line: object, context: object): object {
  return context === NONE ? line : { ...context, ...line };
}
