import {
  JOB_REGISTRY,
  QUEUE_TABLE,
  RETRY_POLICIES,
  type JobDefinition,
  type QueueDefinition,
  type RetryPolicy,
} from '#jobs';
import { generatedFrom, markdownTable } from './markdown.js';

const jobs: readonly JobDefinition[] = JOB_REGISTRY;
const queues: readonly QueueDefinition[] = QUEUE_TABLE;
const policies = Object.entries<RetryPolicy>(RETRY_POLICIES);

function durationOf(ms: number): string {
  if (ms === 0) return '–';
  if (ms % 60_000 === 0) return `${ms / 60_000} min`;
  return `${ms / 1_000} s`;
}

function scheduleOf({ trigger }: JobDefinition): string {
  return trigger.kind === 'cron' ? `\`${trigger.cron}\` ${trigger.timeZone}` : 'on demand';
}

function timeoutOf({ timeoutMs }: JobDefinition): string {
  return typeof timeoutMs === 'number' ? durationOf(timeoutMs) : `\`${timeoutMs.setting}\``;
}

function softTimeoutOf({ softTimeoutMs }: JobDefinition): string {
  return softTimeoutMs === undefined ? '80 %' : durationOf(softTimeoutMs);
}

function concurrencyOf({ concurrency }: QueueDefinition): string {
  return typeof concurrency === 'number' ? String(concurrency) : `\`${concurrency.setting}\``;
}

function limitOf({ limiter }: QueueDefinition): string {
  return limiter ? `${limiter.max} in ${durationOf(limiter.durationMs)}` : '–';
}

function jobRow(job: JobDefinition): string[] {
  const misfire =
    job.misfire.policy + (job.misfire.graceMs > 0 ? ` (grace ${durationOf(job.misfire.graceMs)})` : '');
  return [
    `\`${job.name}\``,
    job.summary,
    scheduleOf(job),
    `\`${job.queue}\``,
    job.marketHoursOnly === false ? '–' : job.marketHoursOnly,
    job.retry,
    timeoutOf(job),
    softTimeoutOf(job),
    job.overlap,
    misfire,
    job.manualRun ? 'yes' : 'no',
  ];
}

/** docs/jobs.md. */
export function renderJobsPage(): string {
  const jobHead = [
    'job',
    'what it does',
    'schedule',
    'queue',
    'market hours',
    'retry',
    'timeout',
    'slow after',
    'overlap',
    'misfire',
    'by hand',
  ];
  const queueRows = queues.map((queue) => [
    `\`${queue.name}\``,
    queue.summary,
    concurrencyOf(queue),
    `${durationOf(queue.lockMs)}, checked every ${durationOf(queue.stalledCheckMs)}`,
    limitOf(queue),
    `${queue.retention.completed.count} / ${queue.retention.failed.count}`,
  ]);
  const policyRows = policies.map(([name, { attempts, backoff }]) => [
    name,
    String(attempts),
    attempts === 1 ? '–' : `${backoff.kind}, from ${durationOf(backoff.delayMs)}`,
  ]);
  return `# Jobs and queues

${generatedFrom('libs/jobs/src')}

## Jobs

${markdownTable(jobHead, jobs.map(jobRow))}

*Overlap* says what a slot does while an earlier run is unfinished; *misfire*, what happens with slots that passed while
nobody planned. The timeout is summed over all attempts. A run that takes longer than what stands\nunder *slow after* is told by a warning, a metric and its task, and goes on.

## Queues

${markdownTable(['queue', 'for', 'at once per worker', 'lock', 'limit', 'kept in Redis (completed / failed)'], queueRows)}

## Retry policies

${markdownTable(['policy', 'attempts', 'wait'], policyRows)}

A permanent error is never tried again, and a lost worker is not an attempt.
`;
}
