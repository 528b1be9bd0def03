import { Logger } from '@nestjs/common';
import {
  computeSoftTimeoutMs,
  jobDefinition,
  type JobDefinition,
  type LimitSettings,
  type NewTask,
} from '#jobs';
import type { AskedProvider } from '#market-data';
import { annotate, countUp, inSpan, observe, withLogContext } from '#observability';
import type { ObservedRun } from '#queue';

const log = new Logger('Run');
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Has the log lines of a run carry its task, and its span follow that of the request. */
export function aroundRun<Result>(
  task: NewTask,
  run: () => Promise<Result>,
  settings: LimitSettings,
): Promise<Result> {
  const { id, job, queue, trace } = task;
  const attributes = { 'barkeep.task.id': id, 'barkeep.job': job, 'messaging.destination.name': queue };
  const span = { name: `run ${job}`, kind: 'consumer', attributes, parent: trace } as const;
  return withLogContext({ task_id: id }, () => inSpan(span, () => watchTime(task, run, settings)));
}

/** Tells of a run that takes longer than the soft limit of its job; it goes on. Light ones are over before any limit. */
async function watchTime<Result>(
  { job, queue }: NewTask,
  run: () => Promise<Result>,
  settings: LimitSettings,
): Promise<Result> {
  const definition: JobDefinition = jobDefinition(job);
  if (definition.isLight) return run();
  const softMs = computeSoftTimeoutMs(definition, settings);
  const timer = setTimeout(
    () => {
      countUp('barkeep_task_slow_total', { job, queue });
      annotate({ 'barkeep.slow': true });
      log.warn({ message: `The run is slow: ${job} has taken longer than ${softMs / 1_000} s`, job });
    },
    Math.min(softMs, LONGEST_TIMER_MS),
  );
  try {
    return await run();
  } finally {
    clearTimeout(timer);
  }
}

/** Counts a run for Prometheus, and tells its span how it went. */
export function observeRun(run: ObservedRun): void {
  const { job, queue, waitedMs, tookMs } = run;
  annotate({
    'barkeep.verdict': run.verdict,
    'barkeep.status': run.status ?? undefined,
    'barkeep.outcome': run.outcome ?? undefined,
    'barkeep.took_over': run.tookOver,
  });
  if (waitedMs !== null) observe('barkeep_task_wait_seconds', { job, queue }, waitedMs / 1_000);
  observe('barkeep_task_duration_seconds', { job, queue }, tookMs / 1_000);
  if (run.tookOver) countUp('barkeep_task_losses_total', { job, queue });
  if (run.verdict === 'retry') countUp('barkeep_task_retries_total', { job, queue });
  if (run.status !== null)
    countUp('barkeep_tasks_total', { job, queue, status: run.status, outcome: run.outcome ?? '' });
}

/** Counts a question to a provider of market data. */
export function observeAsked({ provider, dataset, result }: AskedProvider): void {
  countUp('barkeep_provider_requests_total', { provider, dataset, result });
}

/** Makes a span of a question to a provider. */
export function traceAsked<Answer>(
  { provider, dataset }: Omit<AskedProvider, 'result'>,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const attributes = { 'barkeep.provider': provider, 'barkeep.dataset': dataset };
  return inSpan({ name: `ask ${provider}`, attributes }, ask);
}

/** Notes how fast a finished backtest was, in bars a second; one that took no time at all has no speed. */
export function observeBacktest(barsPerSecond: number): void {
  if (barsPerSecond > 0) observe('barkeep_engine_bars_per_second', {}, barsPerSecond);
}
