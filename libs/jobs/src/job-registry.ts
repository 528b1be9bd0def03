import type { QueueName } from './queue-table.js';
import type { RetryPolicyName } from './retry-policies.js';
import {
  BacktestRunPayload,
  EmptyPayload,
  HistoricalPricesPayload,
  MonteCarloPayload,
  OptimiseRunPayload,
  OptimiseTrialsPayload,
} from './payloads/index.js';

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
  /** What a slot does while an earlier run of the job is unfinished. */
  overlap: 'skip' | 'allow';
  /** What happens with slots that passed while nobody planned; those older than the grace are always skipped. */
  misfire: { policy: 'skip' | 'latest' | 'all'; graceMs: number };
  /** Whether a person may start it by name. */
  manualRun: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NEW_YORK = 'America/New_York';
const onDemand = { kind: 'on_demand' } as const;

/** THE table: everything else about jobs is a projection of it. */
export const JOB_REGISTRY = [
  {
    name: 'backtest_run',
    summary: 'Simulates one strategy over stored bars',
    queue: 'backtest',
    payload: BacktestRunPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: { setting: 'TASK_TIMEOUT_SECONDS' },
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: false,
  },
  {
    name: 'optimise_run',
    summary: 'Searches the parameters of a strategy and judges what was found',
    queue: 'backtest',
    payload: OptimiseRunPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: { setting: 'TASK_TIMEOUT_SECONDS' },
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: false,
  },
  {
    name: 'optimise_trials',
    summary: 'Runs a range of the trials of an optimisation',
    queue: 'backtest',
    payload: OptimiseTrialsPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: { setting: 'TASK_TIMEOUT_SECONDS' },
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: false,
  },
  {
    name: 'historical_prices',
    summary: 'Brings daily prices, splits and dividends of the universe',
    queue: 'daily',
    payload: HistoricalPricesPayload,
    trigger: { kind: 'cron', cron: '30 17 * * *', timeZone: NEW_YORK },
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: HOUR,
    overlap: 'skip',
    misfire: { policy: 'latest', graceMs: 12 * HOUR },
    manualRun: true,
  },
  {
    name: 'monte_carlo',
    summary: 'Draws other paths that a finished backtest could have taken',
    queue: 'analytics',
    payload: MonteCarloPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'transient',
    timeoutMs: 10 * MINUTE,
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: false,
  },
  {
    name: 'cleanup',
    summary: 'Removes what has outlived its retention',
    queue: 'analytics',
    payload: EmptyPayload,
    trigger: { kind: 'cron', cron: '*/5 * * * *', timeZone: 'UTC' },
    marketHoursOnly: false,
    retry: 'none',
    timeoutMs: 2 * MINUTE,
    overlap: 'skip',
    misfire: { policy: 'skip', graceMs: MINUTE },
    manualRun: true,
  },
  {
    name: 'health_check',
    summary: 'Passes through queue, worker and stores and says how long each took',
    queue: 'default',
    payload: EmptyPayload,
    trigger: onDemand,
    marketHoursOnly: false,
    retry: 'none',
    timeoutMs: MINUTE,
    overlap: 'allow',
    misfire: { policy: 'skip', graceMs: 0 },
    manualRun: true,
  },
] as const satisfies readonly JobDefinition[];

export type JobName = (typeof JOB_REGISTRY)[number]['name'];

/** The payload that the handler of a job receives. */
export type PayloadOf<Name extends JobName> = InstanceType<
  Extract<(typeof JOB_REGISTRY)[number], { name: Name }>['payload']
>;

export const JOB_NAMES: readonly JobName[] = JOB_REGISTRY.map((job) => job.name);

export function isJobName(text: string): text is JobName {
  return (JOB_NAMES as readonly string[]).includes(text);
}

export function jobDefinition(name: JobName): JobDefinition & { name: JobName } {
  const found = JOB_REGISTRY.find((job) => job.name === name);
  if (!found) throw new Error(`no job named ${name}`);
  return found;
}
