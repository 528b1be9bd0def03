import type { JobDefinition } from './job-definition.js';
import type { QueueDefinition } from './queue-table.js';
import type { RetryPolicy } from './retry-policies.js';

/** The settings that rows of the tables may name. */
export interface LimitSettings {
  MAX_CONCURRENT_BACKTESTS: number;
  TASK_TIMEOUT_SECONDS: number;
}

/** Jobs of the queue that one worker process runs at once. */
export function computeConcurrency(queue: QueueDefinition, settings: LimitSettings): number {
  return typeof queue.concurrency === 'number' ? queue.concurrency : settings[queue.concurrency.setting];
}

/** Milliseconds that a task of the job may take over all its attempts. */
export function computeTimeoutMs(job: JobDefinition, settings: LimitSettings): number {
  return typeof job.timeoutMs === 'number' ? job.timeoutMs : settings[job.timeoutMs.setting] * 1_000;
}

/** Where a row says nothing, a run that took so much of what it may take is slow. */
const SLOW_SHARE = 0.8;

/** Milliseconds after which a run of the job is told as slow. */
export function computeSoftTimeoutMs(job: JobDefinition, settings: LimitSettings): number {
  return job.softTimeoutMs ?? Math.round(computeTimeoutMs(job, settings) * SLOW_SHARE);
}

/**
 * Milliseconds until the next attempt, or undefined when the policy allows no further one.
 * `chance` is a number in [0, 1): the delay lies within `jitter` of it below the full one.
 */
export function computeRetryDelay(policy: RetryPolicy, attempt: number, chance: number): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  const { kind, delayMs, jitter } = policy.backoff;
  const full = kind === 'exponential' ? delayMs * 2 ** (attempt - 1) : delayMs;
  return Math.round(full * (1 - jitter * chance));
}
