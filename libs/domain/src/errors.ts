/** What the caller can do about an error; HTTP status and retry follow from it. */
export type ErrorKind =
  | 'malformed' // the request can't be read
  | 'invalid' // readable, but its content is wrong
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict' // right request, wrong state
  | 'too_large'
  | 'not_acceptable'
  | 'unsupported_media'
  | 'rate_limited'
  | 'unavailable' // a store or vendor is away: try again
  | 'permanent' // trying again won't help
  | 'cancelled'
  | 'timeout'
  | 'internal';

/** Every code that can leave Barkeep. `docs/errors.md` is generated from this table. */
export const ERROR_CODES = {
  BODY_MALFORMED: { kind: 'malformed', title: 'The body can’t be read' },
  PARAMETER_INVALID: { kind: 'malformed', title: 'A parameter is missing or wrong' },
  BODY_INVALID: { kind: 'invalid', title: 'The body has faults' },
  STRATEGY_INVALID: { kind: 'invalid', title: 'The strategy or its run has faults' },
  IMPORT_REFUSED: { kind: 'invalid', title: 'The import was refused' },
  UNAUTHENTICATED: { kind: 'unauthenticated', title: 'No valid key came with the request' },
  SITE_REFUSED: { kind: 'forbidden', title: 'A page of another site may not do that' },
  FORBIDDEN: { kind: 'forbidden', title: 'The key does not allow it' },
  RATE_LIMITED: { kind: 'rate_limited', title: 'Too many requests' },
  QUOTA_EXCEEDED: { kind: 'rate_limited', title: 'A quota is used up' },
  KEY_NOT_FOUND: { kind: 'not_found', title: 'No such key' },
  ROUTE_NOT_FOUND: { kind: 'not_found', title: 'No such address' },
  TASK_NOT_FOUND: { kind: 'not_found', title: 'No such task' },
  SYMBOL_NOT_FOUND: { kind: 'not_found', title: 'No such symbol' },
  STRATEGY_NOT_FOUND: { kind: 'not_found', title: 'No such strategy' },
  RECORD_NOT_FOUND: { kind: 'not_found', title: 'No such record' },
  JOB_NOT_FOUND: { kind: 'not_found', title: 'No such job' },
  QUEUE_NOT_FOUND: { kind: 'not_found', title: 'No such queue' },
  WORKER_NOT_FOUND: { kind: 'not_found', title: 'No such worker is alive' },
  WORKER_REFUSED: { kind: 'conflict', title: 'The worker does not do that' },
  STRATEGY_CHANGED: { kind: 'conflict', title: 'The strategy has a newer version' },
  SYMBOL_IN_USE: { kind: 'conflict', title: 'Unfinished tasks use the symbol' },
  TASK_NOT_FINISHED: { kind: 'conflict', title: 'The task has not finished yet' },
  TASK_FAILED: { kind: 'conflict', title: 'The task did not complete' },
  TASK_FINISHED: { kind: 'conflict', title: 'The task has already finished' },
  TASK_REPLAYED: { kind: 'conflict', title: 'The task is being run again already' },
  IDEMPOTENCY_CONFLICT: { kind: 'conflict', title: 'The idempotency key was used with another body' },
  BODY_TOO_LARGE: { kind: 'too_large', title: 'The body is too large' },
  MEDIA_NOT_ACCEPTABLE: { kind: 'not_acceptable', title: 'The answer can’t be given in that form' },
  MEDIA_UNSUPPORTED: { kind: 'unsupported_media', title: 'The content type is not supported' },
  WORKER_SILENT: { kind: 'unavailable', title: 'The worker did not answer' },
  STORE_UNAVAILABLE: { kind: 'unavailable', title: 'A store is away' },
  NOTIFICATION_UNDELIVERED: { kind: 'unavailable', title: 'The receiver of notifications is away' },
  NOTIFICATION_REFUSED: { kind: 'permanent', title: 'The receiver refused the notification' },
  PAYLOAD_INVALID: { kind: 'permanent', title: 'The job payload has faults' },
  STRATEGY_FAILED: { kind: 'permanent', title: 'The run stopped on a fault of its input' },
  DATA_MISSING: { kind: 'permanent', title: 'The bars of the run are no longer stored' },
  ENGINE_CRASHED: { kind: 'permanent', title: 'The engine thread ended unexpectedly' },
  WORKER_LOST: { kind: 'permanent', title: 'Too many workers were lost on this task' },
  RUN_FENCED: { kind: 'permanent', title: 'A newer run of the task has taken over' },
  TASK_CANCELLED: { kind: 'cancelled', title: 'The task was cancelled' },
  TASK_TIMEOUT: { kind: 'timeout', title: 'The task took longer than allowed' },
  INTERNAL: { kind: 'internal', title: 'Something went wrong on our side' },
} as const satisfies Record<string, { kind: ErrorKind; title: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One fault of a document: where, which, what to do. `path` is a JSON pointer, `span` a half-open range of characters in the text there. */
export interface Fault {
  path: string;
  span?: [start: number, end: number];
  code: string;
  message: string;
  hint?: string;
}

/** An error that a caller may see: its message is written for them and holds no secret. */
export class BarkeepError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly title: string;
  readonly faults: readonly Fault[];
  /** Further members of the problem document, snake_case. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { faults?: readonly Fault[]; extra?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BarkeepError';
    this.code = code;
    this.kind = ERROR_CODES[code].kind;
    this.title = ERROR_CODES[code].title;
    this.faults = options.faults ?? [];
    this.extra = options.extra ?? {};
  }
}
