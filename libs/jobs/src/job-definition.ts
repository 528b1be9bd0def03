import type { QueueName } from './queue-table.js';
import type { RetryPolicyName } from './retry-policies.js';

/** When a job runs by itself. A cron is five fields in an IANA zone; `on demand` has none. */
export type Trigger = { kind: 'cron'; cron: string; timeZone: string } | { kind: 'on_demand' };

/** A row of the registry: data only. The handler is found by name in the worker's handler map. */
export interface JobDefinition {
  name: string;
  summary: string;
  queue: QueueName;
  payload: new () => object;
  trigger: Trigger;
  /** Id of the calendar outside whose sessions the job is suppressed, or false. */
  marketHoursOnly: string | false;
  retry: RetryPolicyName;
  /** Milliseconds over all attempts, or the name of the setting that gives them in seconds. */
  timeoutMs: number | { setting: 'TASK_TIMEOUT_SECONDS' };
  /** Milliseconds after which a run is told as slow, and goes on; four fifths of the timeout where it is left out. */
  softTimeoutMs?: number;
  /** What a slot does while an earlier run of the job is unfinished. */
  overlap: 'skip' | 'allow';
  /** What happens with slots that passed while nobody planned; those older than the grace are always skipped. */
  misfire: { policy: 'skip' | 'latest' | 'all'; graceMs: number };
  /** Whether a person may start it by name. */
  manualRun: boolean;
  /** Whether it does no harm when it runs twice: then its tasks begin in Redis alone and are put on record afterwards. */
  isLight?: true;
  /** Whether it waits until nothing else waits in its queue. */
  isLowPriority?: true;
}
