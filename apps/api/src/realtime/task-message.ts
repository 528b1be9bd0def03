import { isFinal } from '#domain';
import type { NumberedTaskEvent, PartialResult, TaskEnding } from '#jobs';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import { toWireSummary } from '../tasks/metrics.js';
import type { FoundTask } from '../tasks/task-lookup.js';
import { backtestLinks, optimisationLinks, toProgress, toTaskStatus } from '../tasks/task-views.js';

/** A message as sockets and server-sent events carry it. */
export interface TaskMessage {
  event: string;
  seq: number;
  /** JSON members, with `task_id`, `seq`, `at` and `attempt` among them. */
  data: Readonly<Record<string, unknown>>;
  /** Nothing follows it. */
  final: boolean;
}

function message(
  event: string,
  head: { taskId: string; seq: number; at: number; attempt: number },
  body: object,
): TaskMessage {
  const { taskId, seq, at, attempt } = head;
  return {
    event,
    seq,
    data: { task_id: taskId, seq, at: toIso(at), attempt, ...body },
    final: event !== 'snapshot' && isFinal(event as never),
  };
}

/** The whole current state. `reset` says that events between what the listener has and this one are lost to it. */
export function toSnapshotMessage(found: FoundTask, at: number, reset: boolean): TaskMessage {
  const head = { taskId: found.task.id, seq: found.seq, at, attempt: found.task.attempt };
  return message('snapshot', head, {
    ...toTaskStatus(found.task, found.source),
    ...(reset ? { reset: true } : {}),
  });
}

/** The last message of a task whose events are no longer at hand. */
export function toFinalMessage(found: FoundTask): TaskMessage {
  const { task } = found;
  const ending = {
    status: task.status,
    outcome: task.outcome,
    error: task.error,
    summary: task.summary,
    finishedAt: task.finishedAt ?? task.createdAt,
  } as TaskEnding;
  const head = { taskId: task.id, seq: found.seq, at: ending.finishedAt, attempt: task.attempt };
  return message(task.status, head, endingBody(task.id, ending));
}

export function toEventMessage(event: NumberedTaskEvent): TaskMessage {
  return message(event.event, event, bodyOf(event));
}

function bodyOf(event: NumberedTaskEvent): object {
  switch (event.event) {
    case 'progress':
      return { status: 'running', ...toProgress(event.progress) };
    case 'partial':
      return partialBody(event.partial);
    case 'retrying':
      return { status: 'pending', delay_ms: event.delayMs, reason: event.reason };
    default:
      return endingBody(event.taskId, event.ending);
  }
}

function partialBody(partial: PartialResult): object {
  const { time, equity } = partial.equity;
  return { equity: { time: time.map(toIso), equity }, trades: partial.trades };
}

function endingBody(taskId: string, ending: TaskEnding): object {
  const body = {
    status: ending.status,
    outcome: ending.outcome,
    finished_at: toIsoOrNull(ending.finishedAt),
  };
  if (ending.status !== 'completed') {
    return { ...body, code: ending.error?.code ?? null, message: ending.error?.message ?? null };
  }
  return { ...body, metrics: metricsOf(ending), links: linksOf(taskId, ending) };
}

/** Events don't say which job they are of; an optimisation and a dry run are known by their figures. */
function linksOf(taskId: string, { summary }: TaskEnding): object {
  if (summary && 'strategy_id' in summary)
    return { result: `/api/v1/strategies/${String(summary.strategy_id)}/validation` };
  return summary && 'trials_planned' in summary ? optimisationLinks(taskId) : backtestLinks(taskId);
}

/** Those of a backtest under the names of its result; of other jobs the figures that they ended with. */
function metricsOf({ summary }: TaskEnding): object {
  const told = toWireSummary(summary) ?? {};
  return (told.metrics as object | undefined) ?? told;
}
