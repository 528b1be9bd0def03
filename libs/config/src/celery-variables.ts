import { SETTINGS, type SettingName } from './settings.js';
import type { Environment } from './load-config.js';
import type { Setting } from './setting-kinds.js';

/** Variables of the replaced systems that have another name here, or no meaning any more. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  CELERY_WORKER_PREFETCH_MULTIPLIER: 'a worker takes a job only when it runs it',
  CELERY_WORKER_CONCURRENCY: 'use --concurrency of the worker, or MAX_CONCURRENT_BACKTESTS',
  CELERY_WORKER_MAX_MEMORY_PER_CHILD: 'use ENGINE_THREAD_MEGABYTES',
  CELERY_TASK_ACKS_LATE: 'a task of a lost worker always runs again',
  CELERY_TASK_REJECT_ON_WORKER_LOST: 'a task of a lost worker always runs again',
  CELERY_TASK_TIME_LIMIT: 'use TASK_TIMEOUT_SECONDS',
  CELERY_TASK_SOFT_TIME_LIMIT: 'use TASK_TIMEOUT_SECONDS',
  CELERY_TASK_DEFAULT_QUEUE: 'each job has its queue in the registry',
  CELERY_RESULT_EXPIRES: 'use RESULT_TTL_SECONDS',
  CELERY_TIMEZONE: 'use MARKET_TIMEZONE',
  CELERY_ENABLE_UTC: 'instants are always UTC',
  CLEANUP_INTERVAL_SECONDS: 'every five minutes; change the schedule of the job cleanup',
  FLOWER_PORT: 'use --port of barkeep flower',
  FLOWER_BASIC_AUTH: 'put the queue page behind what guards the API',
};

/** A line for each variable of Celery, Flower or the replaced systems that is set and not ours: what takes its place. Values are never told. */
export function listCeleryVariables(env: Environment = process.env): string[] {
  return Object.keys(env)
    .filter((name) => (/^(CELERY|FLOWER)_/.test(name) || Object.hasOwn(SUCCESSORS, name)) && env[name])
    .sort()
    .map((name) => `${name} ${adviceFor(name, env)}`);
}

function adviceFor(name: string, env: Environment): string {
  const taken = (Object.keys(SETTINGS) as SettingName[]).find(
    (setting) => (SETTINGS[setting] as Setting<unknown>).fallback === name,
  );
  if (taken && (env[taken] || env[`${taken}_FILE`])) return `is not used, since ${taken} is set`;
  if (taken) return `is taken for ${taken}; set that one instead`;
  return `is not used: ${SUCCESSORS[name] ?? 'nothing here has its meaning, see docs/migration.md'}`;
}
