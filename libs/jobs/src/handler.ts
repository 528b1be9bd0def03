import type { JobOutcome } from '#domain';
import type { JobName, PayloadOf } from './job-registry.js';
import type { PartialResult, TaskEnding, TaskProgress, TaskSummary } from './task.js';

/** A logger that already carries the task's id. */
export interface TaskLogger {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

/** What a handler is given besides its payload. */
export interface JobContext<Name extends JobName = JobName> {
  readonly taskId: string;
  readonly job: Name;
  /** The instant that the run was planned for, UTC ms; null when somebody asked for it. */
  readonly slot: number | null;
  readonly attempt: number;
  /** Every durable write of the handler carries it. */
  readonly fence: number;
  readonly payload: PayloadOf<Name>;
  /** Aborted with a BarkeepError as its reason: TASK_CANCELLED, TASK_TIMEOUT, RUN_FENCED, or shutdown. */
  readonly signal: AbortSignal;
  /** Whether a cancelled run should store what it has. Read it when the signal fires. */
  readonly keepPartial: boolean;
  /** Cheap to call often: throttled, the last one is never dropped. */
  report(progress: TaskProgress): void;
  partial(partial: PartialResult): void;
  readonly logger: TaskLogger;
}

export interface HandlerResult {
  outcome: JobOutcome;
  summary: TaskSummary;
  /** What an outcome of `empty` or `failed` comes from, for people to read. */
  reason?: string;
  /** The ending that the handler has already written together with its result, in one transaction. */
  written?: TaskEnding;
}

/** Runs one job. A thrown BarkeepError of kind `permanent` or `invalid` is not tried again; any other error is. */
export type Handler<Name extends JobName> = (context: JobContext<Name>) => Promise<HandlerResult>;

/** A handler for every row of the registry: a row without one does not compile. */
export type HandlerMap = { readonly [Name in JobName]: Handler<Name> };
