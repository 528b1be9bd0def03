import { NO_PROGRESS, type FirstEnding, type NewTask, type Task, type TaskEnding } from '#jobs';
import { toResultEnding, type HandlerReturn } from './conclude-run.js';
import type { Opened } from './find-refusal.js';
import type { LiveRun } from './live-run.js';

/** A light task's first run that is over, and whether the store has taken its ending. */
export interface FirstRunOver {
  startedAt: number;
  ending: TaskEnding;
  begun: Promise<HandlerReturn> | undefined;
  hasEnded: Promise<boolean>;
}

/** What is known of a light task's first run before anybody opened it. */
export const FIRST: Opened = {
  ...{ state: 'opened', fence: 1, attempt: 1, losses: 0 },
  ...{ cancelRequested: false, keepPartial: false },
};

/** The ending of a run that has come back well, told nothing, and was not told to stop. */
export function findFirstEnding(returned: HandlerReturn | undefined, run: LiveRun): TaskEnding | undefined {
  if (!returned?.ok || run.aborted || !run.isSilent) return undefined;
  return toResultEnding(returned.result, Date.now());
}

/** The task as its first run has ended it, for the history. Member by member: it is done thousands of times a second. */
export function toEndedTask(task: NewTask, worker: string, startedAt: number, ending: TaskEnding): Task {
  return {
    id: task.id,
    job: task.job,
    queue: task.queue,
    slot: task.slot,
    payload: task.payload,
    submitter: task.submitter,
    status: ending.status,
    outcome: ending.outcome,
    attempt: FIRST.attempt,
    fence: FIRST.fence,
    cancelRequested: false,
    keepPartial: false,
    worker,
    progress: NO_PROGRESS,
    error: ending.error,
    summary: ending.summary,
    createdAt: task.createdAt,
    startedAt,
    finishedAt: ending.finishedAt,
    replayOf: task.replayOf ?? null,
  };
}

/** Undefined where the ending cannot be written as JSON: the history says so then. */
export function toldOrNot(tell: () => FirstEnding): FirstEnding | undefined {
  try {
    return tell();
  } catch {
    return undefined;
  }
}
