import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { ConfigError, type AppConfig } from '#config';
import { QUEUE_NAMES, type QueueName } from '#jobs';

/** What a worker is told on its command line. */
export interface WorkerOptions {
  /** All of the table when undefined. */
  queues: readonly QueueName[] | undefined;
  /** Jobs at once in each queue, in place of what the table says. */
  concurrency: number | undefined;
  name: string;
  /** In place of LOG_LEVEL. */
  logLevel: AppConfig['LOG_LEVEL'] | undefined;
}

const TEXT = { type: 'string' } as const;

/** A name that no other living worker has by chance. */
export function createWorkerName(): string {
  return `${hostname()}-${process.pid}`;
}

function parseQueues(text: string): QueueName[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !(QUEUE_NAMES as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new ConfigError([`--queues: no queue ${unknown.join(', ')}; there are ${QUEUE_NAMES.join(', ')}`]);
  return names as QueueName[];
}

function parseConcurrency(text: string): number {
  const concurrency = Number(text);
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new ConfigError(['--concurrency: expected a whole number from 1']);
  return concurrency;
}

/** Ours, and those of the workers that this one replaces. */
const LOG_LEVELS: Readonly<Record<string, AppConfig['LOG_LEVEL']>> = {
  ...{ debug: 'debug', info: 'info', warn: 'warn', error: 'error' },
  ...{ warning: 'warn', critical: 'error', fatal: 'error' },
};

function parseLogLevel(text: string): AppConfig['LOG_LEVEL'] {
  const level = new Map(Object.entries(LOG_LEVELS)).get(text.toLowerCase());
  if (level) return level;
  throw new ConfigError([`--loglevel: no level ${text}; there are ${Object.keys(LOG_LEVELS).join(', ')}`]);
}

/**
 * Reads `--queues=a,b --concurrency=n --name=w1 --loglevel=info`; `--hostname` is another word for `--name`.
 * @throws ConfigError in one line for people; parseArgs has one of its own for what is no option.
 */
export function parseWorkerOptions(args: readonly string[]): WorkerOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { queues: TEXT, concurrency: TEXT, name: TEXT, hostname: TEXT, loglevel: TEXT },
  });
  return {
    queues: values.queues === undefined ? undefined : parseQueues(values.queues),
    concurrency: values.concurrency === undefined ? undefined : parseConcurrency(values.concurrency),
    name: values.name || values.hostname || createWorkerName(),
    logLevel: values.loglevel === undefined ? undefined : parseLogLevel(values.loglevel),
  };
}
