import type { JobName, NewTask, OpenedRun, QueueName, TaskEnding } from '#jobs';
import type { Verdict } from './verdict.js';

/** A run as those who count see it; times in milliseconds. */
export interface ObservedRun {
  job: JobName;
  queue: QueueName;
  /** How it went; `ended` with the status and outcome of the task. */
  verdict: Verdict['kind'];
  status: TaskEnding['status'] | null;
  outcome: TaskEnding['outcome'];
  /** Until the first start of the task, or null for a later run of it. */
  waitedMs: number | null;
  tookMs: number;
  /** A worker was lost on the task before. */
  tookOver: boolean;
}

/** Of a run that was opened at that instant (UTC ms) and is over now. */
export function toObservedRun(
  task: NewTask,
  { attempt, losses }: Extract<OpenedRun, { state: 'opened' }>,
  verdict: Verdict,
  startedAt: number,
): ObservedRun {
  const isFirst = attempt === 1 && losses === 0;
  return {
    ...{ job: task.job, queue: task.queue, verdict: verdict.kind, tookOver: losses > 0 },
    status: verdict.kind === 'ended' ? verdict.status : null,
    outcome: verdict.kind === 'ended' ? verdict.outcome : null,
    waitedMs: isFirst ? Math.max(0, startedAt - (task.slot ?? task.createdAt)) : null,
    tookMs: Date.now() - startedAt,
  };
}
