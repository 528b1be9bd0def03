import type { NewTask, NumberedTaskEvent, Task, TaskEnding, TaskEvent, TaskSnapshot } from '../task.js';

/** Says that a newer run of the task exists, so the write was refused. */
export const FENCED = 'fenced';

export interface RunOpening {
  fence: number;
  attempt: number;
  worker: string;
  startedAt: number;
}

/** What else is done when a run is opened: the state of the task made where there is none, and its first event. */
export interface RunStart {
  task: NewTask;
  event: TaskEvent;
}

/** A new task as it was found in the store. */
export interface CreatedTask {
  /** False when the store knew it already; then nothing was changed. */
  isNew: boolean;
  /** How many tasks of its submitter in its queue are unfinished, itself among them. */
  share: number;
}

/** The first run of a task, when it is over before anybody opened it; instants in UTC ms. */
export interface FirstRun {
  worker: string;
  startedAt: number;
  /** Whoever ended it puts it on record himself; from then on others do it for him. */
  recordAt: number;
}

/** How it goes with the ending of a first run. */
export interface FirstEnding {
  /** Comes when the write is on its way: what is sent to the same Redis from then on comes after it. */
  sent: Promise<void>;
  /** False when its run has to be opened as any other. */
  hasEnded: Promise<boolean>;
}

/** What a running task's owner is told when it says that it lives. */
export type HeartbeatAnswer =
  /** The state was lost: create and open it again. */
  | { state: 'unknown' }
  | { state: 'fenced' }
  | {
      state: 'owned';
      cancelRequested: boolean;
      keepPartial: boolean;
    };

/**
 * The live state of tasks: fast, shared by all processes, kept for a while
 * (result 24 h, progress 1 h after the last event).
 */
export interface TaskStore {
  /** With `recordAt` (UTC ms) the history does not know the task yet, and should hear of it then at the latest. */
  create(task: NewTask, recordAt?: number): Promise<CreatedTask>;
  /**
   * Marks the task running. Gives the milliseconds that earlier runs of the task took,
   * or FENCED when a newer run was opened.
   */
  open(taskId: string, opening: RunOpening, start?: RunStart): Promise<{ spentMs: number } | typeof FENCED>;
  /** Says that the run lives at `at`, and asks what is wanted of it. */
  heartbeat(taskId: string, fence: number, at: number): Promise<HeartbeatAnswer>;
  /** Numbers, stores and publishes the events and folds them into the state, in one step. Gives the `seq` of the last. */
  append(
    taskId: string,
    fence: number,
    ...events: [...TaskEvent[], TaskEvent]
  ): Promise<number | typeof FENCED>;
  /**
   * Ends a task that the history has not taken over with its first run, which nobody opened and which reported nothing. Its
   * events are those of `toRunEvents`.
   */
  endFirst(taskId: string, run: FirstRun, ending: TaskEnding): FirstEnding;
  /**
   * Tasks of which the history should have heard by now, endings first. While there are endings it has not heard of, tasks that
   * have not ended are given out `patienceMs` later. What is given out is not given out again for `leaseMs`, unless
   * something new happens to it.
   */
  takeUnrecorded(limit: number, leaseMs: number, patienceMs?: number): Promise<Task[]>;
  /** Says that the history has them as they were given out. What has changed since is given out again. */
  confirmRecorded(recorded: readonly Task[]): Promise<void>;
  /** The task, if the history has not taken it over. */
  findUnrecorded(taskId: string): Promise<Task | undefined>;
  /** The same, and from now on the history decides what becomes of it: no first run can end it any more. */
  handOver(taskId: string): Promise<Task | undefined>;
  requestCancel(taskId: string, keepPartial: boolean): Promise<void>;
  /** Undefined when unknown here or no longer kept. */
  find(taskId: string): Promise<TaskSnapshot | undefined>;
  /** Events after `seq` in order; undefined when some of them are no longer kept. */
  eventsAfter(taskId: string, seq: number): Promise<NumberedTaskEvent[] | undefined>;
  /** Calls the listener with each event from now on, in order, in whichever process it is appended. */
  watch(taskId: string, listener: (event: NumberedTaskEvent) => void): Promise<() => Promise<void>>;
  /** Unfinished tasks, newest first. */
  active(): Promise<TaskSnapshot[]>;
  remove(taskId: string): Promise<void>;
  /** Drops from the index of active tasks what is finished or expired; gives how many. */
  prune(): Promise<number>;
}
