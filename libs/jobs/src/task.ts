import type { ErrorCode, FinalStatus, JobOutcome, TaskStatus } from '#domain';
import type { JobName } from './job-registry.js';
import type { QueueName } from './queue-table.js';

/** How far a run is. */
export interface TaskProgress {
  /** 0 to 100. */
  percent: number;
  /** For people: `Processing bar 450/1000`. */
  message: string;
  /** `queued`, `loading`, `computing`, `simulating`, `measuring`, `saving`, `done`. */
  stage: string;
  barsDone: number;
  barsTotal: number;
  barsPerSecond: number | null;
  etaSeconds: number | null;
  /** Of an optimisation: the best of the trials so far. */
  best?: BestSoFar;
}

/** A set of parameters and its value of the objective. */
export interface BestSoFar {
  params: Readonly<Record<string, number>>;
  objective: number;
}

export const NO_PROGRESS: TaskProgress = {
  percent: 0,
  message: 'Waiting for a worker',
  stage: 'queued',
  barsDone: 0,
  barsTotal: 0,
  barsPerSecond: null,
  etaSeconds: null,
};

export interface TaskError {
  code: ErrorCode;
  message: string;
}

/** Headline figures of a finished task: metrics of a backtest, counts of a data job. JSON, small. */
export type TaskSummary = Readonly<Record<string, unknown>>;

/** A unit of work that was asked for. Instants are UTC milliseconds. */
export interface Task {
  id: string;
  job: JobName;
  queue: QueueName;
  /** The planned instant of a scheduled task, or null when somebody asked for it. */
  slot: number | null;
  payload: object;
  submitter: string;
  status: TaskStatus;
  outcome: JobOutcome | null;
  /** 1 for the first; a lost worker does not raise it. 0 before the first run. */
  attempt: number;
  /** Rises with every opened run; a write that carries an older one is refused. */
  fence: number;
  cancelRequested: boolean;
  keepPartial: boolean;
  worker: string | null;
  progress: TaskProgress;
  error: TaskError | null;
  summary: TaskSummary | null;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  /** The task that this one repeats. */
  replayOf?: string | null;
}

export interface NewTask extends Pick<
  Task,
  'id' | 'job' | 'queue' | 'slot' | 'payload' | 'submitter' | 'createdAt' | 'replayOf'
> {
  /** W3C `traceparent` of the call that asked for it, where that is traced. It goes with the job, not on record. */
  trace?: string;
}

/** How a task ended. */
export interface TaskEnding {
  status: FinalStatus;
  outcome: JobOutcome | null;
  error: TaskError | null;
  summary: TaskSummary | null;
  finishedAt: number;
}

/** What is new since the last `partial` of a live run. */
export interface PartialResult {
  equity: { time: number[]; equity: number[] };
  /** Closed trades in the wire's shape. */
  trades: object[];
}

/** What happens to a task, as its watchers hear it. */
export type TaskEvent =
  | { event: 'progress'; progress: TaskProgress }
  | { event: 'partial'; partial: PartialResult }
  | { event: 'retrying'; delayMs: number; reason: string }
  | { event: FinalStatus; ending: TaskEnding };

/** `seq` belongs to the task, starts at 1 and has no gap; `at` is UTC milliseconds. */
export type NumberedTaskEvent = TaskEvent & { taskId: string; seq: number; at: number; attempt: number };

/** A task's live state together with the number of the newest event that is inside it. */
export type TaskSnapshot = Omit<Task, 'payload'> & {
  seq: number;
  /** When a worker last said that it has the task; absent where none has. */
  heartbeatAt?: number;
};
