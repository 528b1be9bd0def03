import type { JobName } from '../job-registry.js';
import type { NewTask, Task, TaskEnding, TaskError } from '../task.js';

/** What the durable record says when a worker starts on a task. */
export type OpenedRun =
  | {
      state: 'opened';
      fence: number;
      attempt: number;
      losses: number;
      cancelRequested: boolean;
      keepPartial: boolean;
    }
  | { state: 'finished'; task: Task }
  | { state: 'unknown' };

/** Counts and durations over finished and unfinished tasks. Durations in milliseconds. */
export interface TaskStatistics {
  counts: Record<Task['status'], number>;
  durationMs: { mean: number | null; p50: number | null; p95: number | null };
  finishedLastHour: number;
  /** Milliseconds since the oldest pending task was due, or null when none is: a slot that lies ahead does not wait. */
  oldestWaitMs: number | null;
}

/** The durable record of tasks: the truth about what was asked for and how it ended. */
export interface RunHistory {
  /** False when a task with that id, or of that job and slot, exists already; then nothing changes. */
  create(task: NewTask): Promise<boolean>;
  find(taskId: string): Promise<Task | undefined>;
  /** Puts tasks on record as they are, pending or ended, unless more is known of them already. Repeating it changes nothing. */
  record(tasks: readonly Task[]): Promise<void>;
  /**
   * Raises the fence and marks the task running. A task found running was left by a lost worker:
   * that raises `losses`, not `attempt`.
   */
  open(taskId: string, worker: string, at: number): Promise<OpenedRun>;
  /** Puts the task back to pending after an attempt that failed at that instant (UTC ms). False when fenced. */
  requeue(taskId: string, fence: number, at: number, error: TaskError): Promise<boolean>;
  /** Puts the task back to pending because its worker goes away in order: neither an attempt nor a loss. False when fenced. */
  release(taskId: string, fence: number, at: number): Promise<boolean>;
  /** Writes the ending; repeating it with the same fence changes nothing. False when fenced. */
  finish(taskId: string, fence: number, ending: TaskEnding): Promise<boolean>;
  /** Ends a task that no worker has opened. Gives the fence that the ending carries, or undefined when it is not pending. */
  finishPending(taskId: string, ending: TaskEnding): Promise<number | undefined>;
  /** Takes a task off the record that no worker has opened, as if it had never been asked for. */
  withdraw(taskId: string): Promise<void>;
  /** False when the task has ended, or there is none: then nothing is asked. */
  requestCancel(taskId: string, keepPartial: boolean): Promise<boolean>;
  /** Pending tasks created before the instant, oldest first; those that follow `after` where it is given. */
  pendingBefore(instant: number, limit: number, after?: Task): Promise<Task[]>;
  /** Running tasks that were started before the instant, oldest first; those that follow `after` where it is given. */
  runningBefore(instant: number, limit: number, after?: Task): Promise<Task[]>;
  active(jobs?: readonly JobName[]): Promise<Task[]>;
  statistics(jobs: readonly JobName[], now: number, submitter?: string): Promise<TaskStatistics>;
  /** Removes finished tasks that ended before the instant (and their results), save pinned ones; gives how many. */
  removeFinishedBefore(instant: number): Promise<number>;
}
