/** A figure of a process for Prometheus. */
export interface MetricDefinition {
  /** Prometheus' naming: unit at the end, `_total` where it only grows. */
  name: string;
  kind: 'counter' | 'gauge' | 'histogram';
  /** Which process tells it. */
  process: 'api' | 'scheduler' | 'worker';
  help: string;
  labels: readonly string[];
  /** Upper bounds, of a histogram. */
  buckets?: readonly number[];
}

const FROM_MILLISECONDS_TO_AN_HOUR = [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600];

/** THE table of metrics; its page of the documentation is generated from it. */
export const METRIC_TABLE = [
  {
    name: 'barkeep_tasks_total',
    kind: 'counter',
    process: 'worker',
    help: 'Tasks that ended, by how',
    labels: ['job', 'queue', 'status', 'outcome'],
  },
  {
    name: 'barkeep_task_retries_total',
    kind: 'counter',
    process: 'worker',
    help: 'Failed attempts after which the task is tried again',
    labels: ['job', 'queue'],
  },
  {
    name: 'barkeep_task_losses_total',
    kind: 'counter',
    process: 'worker',
    help: 'Runs that took over from a worker that was lost',
    labels: ['job', 'queue'],
  },
  {
    name: 'barkeep_task_slow_total',
    kind: 'counter',
    process: 'worker',
    help: 'Runs that took longer than the soft limit of their job',
    labels: ['job', 'queue'],
  },
  {
    name: 'barkeep_task_wait_seconds',
    kind: 'histogram',
    process: 'worker',
    help: 'From submission, or from the slot of a planned task, to its first start',
    labels: ['job', 'queue'],
    buckets: FROM_MILLISECONDS_TO_AN_HOUR,
  },
  {
    name: 'barkeep_task_duration_seconds',
    kind: 'histogram',
    process: 'worker',
    help: 'How long a run took, to its end or to its giving up',
    labels: ['job', 'queue'],
    buckets: FROM_MILLISECONDS_TO_AN_HOUR,
  },
  {
    name: 'barkeep_engine_bars_per_second',
    kind: 'histogram',
    process: 'worker',
    help: 'Bars a second of finished backtests, with indicators and metrics',
    labels: [],
    buckets: [1e4, 1e5, 5e5, 1e6, 2e6, 5e6, 1e7, 2e7, 5e7],
  },
  {
    name: 'barkeep_provider_requests_total',
    kind: 'counter',
    process: 'worker',
    help: 'What was asked of providers of market data, by what came: ok or the fault',
    labels: ['provider', 'dataset', 'result'],
  },
  {
    name: 'barkeep_queue_jobs',
    kind: 'gauge',
    process: 'api',
    help: 'Jobs in a queue',
    labels: ['queue', 'state'],
  },
  {
    name: 'barkeep_queue_oldest_wait_seconds',
    kind: 'gauge',
    process: 'api',
    help: 'How long the oldest task that is due has waited',
    labels: ['queue'],
  },
  {
    name: 'barkeep_queue_workers',
    kind: 'gauge',
    process: 'api',
    help: 'Living workers that take jobs of a queue; a paused one takes none',
    labels: ['queue'],
  },
  {
    name: 'barkeep_queue_paused',
    kind: 'gauge',
    process: 'api',
    help: '1 where a queue is paused',
    labels: ['queue'],
  },
  {
    name: 'barkeep_workers',
    kind: 'gauge',
    process: 'api',
    help: 'Workers that were heard lately',
    labels: ['state'],
  },
  {
    name: 'barkeep_stale_subjects',
    kind: 'gauge',
    process: 'api',
    help: 'Instruments and series whose newest rows are older than they should be',
    labels: ['dataset'],
  },
  {
    name: 'barkeep_stale_age_seconds',
    kind: 'gauge',
    process: 'api',
    help: 'How old the newest is of what is late, or +Inf where there is none: the FRESHNESS_METRIC_SYMBOLS oldest of each dataset, symbol empty where it is the dataset as a whole',
    labels: ['dataset', 'symbol'],
  },
  {
    name: 'barkeep_schedule_late_seconds',
    kind: 'gauge',
    process: 'scheduler',
    help: 'How long the oldest slot waits of a schedule that is more than two periods behind',
    labels: ['job'],
  },
  {
    name: 'barkeep_alerts',
    kind: 'gauge',
    process: 'scheduler',
    help: 'What is not well by the rules of alerts',
    labels: ['rule', 'subject'],
  },
  {
    name: 'barkeep_http_request_seconds',
    kind: 'histogram',
    process: 'api',
    help: 'How long requests took, by the pattern of their address',
    labels: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 1, 5, 30],
  },
  {
    name: 'barkeep_listeners',
    kind: 'gauge',
    process: 'api',
    help: 'Clients that follow a task live, counted once for each task',
    labels: [],
  },
] as const satisfies readonly MetricDefinition[];

type Row = (typeof METRIC_TABLE)[number];
export type MetricName = Row['name'];
export type MetricOf<Kind extends Row['kind']> = Extract<Row, { kind: Kind }>['name'];
export type LabelsOf<Name extends MetricName> = Record<
  Extract<Row, { name: Name }>['labels'][number],
  string | number
>;
