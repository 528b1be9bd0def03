import type { AskedProvider } from '#market-data';
import { countUp, observe } from '#observability';
import type { ObservedRun } from '#queue';

/** Counts a run for Prometheus. */
export function observeRun(run: ObservedRun): void {
  const { job, queue, waitedMs, tookMs } = run;
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

/** Notes how fast a finished backtest was, in bars a second; one that took no time at all has no speed. */
export function observeBacktest(barsPerSecond: number): void {
  if (barsPerSecond > 0) observe('barkeep_engine_bars_per_second', {}, barsPerSecond);
}
