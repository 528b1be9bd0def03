/** A number, or the name of the setting that gives it. */
export type SettingNumber = number | { setting: 'MAX_CONCURRENT_BACKTESTS' };

/** Every setting of a queue; all are required, so that no default of the queue library hides here. */
export interface QueueDefinition {
  name: string;
  summary: string;
  /** Jobs run at once in one worker process. */
  concurrency: SettingNumber;
  /** A job whose worker has not renewed its lock for that long is given to another worker. */
  lockMs: number;
  /** How often a worker looks for jobs whose lock ran out. */
  stalledCheckMs: number;
  /** At most `max` jobs started in `durationMs` over all workers, or no limit. */
  limiter: { max: number; durationMs: number } | null;
  /** Finished jobs kept in Redis; the history itself is in PostgreSQL. */
  retention: {
    /** So few that their age does not matter; looking at it would cost every job. */
    completed: { count: number };
    failed: { count: number; ageSeconds: number };
  };
}

const DAY_SECONDS = 86_400;
const retention = {
  completed: { count: 1_000 },
  failed: { count: 5_000, ageSeconds: 7 * DAY_SECONDS },
};
/** A lost worker's task runs again after both at the latest: within ten seconds. */
const recovery = { lockMs: 6_000, stalledCheckMs: 3_000 };

/** The queues, in the order in which they are shown. Client-visible names are those of the replaced systems. */
export const QUEUE_TABLE = [
  {
    name: 'backtest',
    summary: 'Backtests; each occupies an engine thread',
    concurrency: { setting: 'MAX_CONCURRENT_BACKTESTS' },
    limiter: null,
    retention,
    ...recovery,
  },
  {
    name: 'strategy',
    summary: 'Dry runs of strategies, and questions about runs; each occupies an engine thread',
    concurrency: 2,
    limiter: null,
    retention,
    ...recovery,
  },
  {
    name: 'market_hours',
    summary: 'Quotes and option chains while the market is open',
    concurrency: 2,
    limiter: null,
    retention,
    ...recovery,
  },
  {
    name: 'daily',
    summary: 'Market data that comes once a day',
    concurrency: 2,
    limiter: null,
    retention,
    ...recovery,
  },
  {
    name: 'periodic',
    summary: 'Market data that comes several times a day or once a week',
    concurrency: 2,
    limiter: null,
    retention,
    ...recovery,
  },
  {
    name: 'analytics',
    summary: 'Housekeeping and analyses',
    concurrency: 1,
    limiter: null,
    retention,
    ...recovery,
  },
  {
    name: 'default',
    summary: 'What is asked for by hand',
    concurrency: 4,
    limiter: null,
    retention,
    ...recovery,
  },
] as const satisfies readonly QueueDefinition[];

export type QueueName = (typeof QUEUE_TABLE)[number]['name'];

export const QUEUE_NAMES: readonly QueueName[] = QUEUE_TABLE.map((queue) => queue.name);

export function queueDefinition(name: QueueName): QueueDefinition {
  const found = QUEUE_TABLE.find((queue) => queue.name === name);
  if (!found) throw new Error(`no queue named ${name}`);
  return found;
}
