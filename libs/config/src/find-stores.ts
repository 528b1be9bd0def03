import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from './load-config.js';
import type { AppConfig } from './settings.js';

/** What a running `npm start` notes in its home for the programs beside it; readable by its owner only. */
export interface StoresNote {
  redis_url: string;
  database_url: string;
  /** The process that runs the stores. */
  pid: number;
  /** Where its API answers, once it does. */
  api_url?: string;
}

export const STORES_NOTE = 'stores.json';

/**
 * The settings with REDIS_URL and DATABASE_URL: as they are when both are set, else with those of a running
 * `npm start` of the same BARKEEP_HOME.
 * @throws ConfigError with one line when there are none.
 */
export function findStores(config: AppConfig): AppConfig {
  const hasRedis =
    config.REDIS_URL !== '' || (config.QUEUE_REDIS_URL !== '' && config.TASKS_REDIS_URL !== '');
  if (hasRedis && config.DATABASE_URL) return config;
  const note = readStoresNote(config.BARKEEP_HOME);
  if (!note) {
    throw new ConfigError([
      `no stores: set REDIS_URL and DATABASE_URL, or run npm start with BARKEEP_HOME=${config.BARKEEP_HOME} first`,
    ]);
  }
  return Object.freeze({
    ...config,
    REDIS_URL: config.REDIS_URL || note.redis_url,
    DATABASE_URL: config.DATABASE_URL || note.database_url,
  });
}

/** The note of a Barkeep that runs, or undefined: one that was left behind by a killed process does not count. */
export function readStoresNote(home: string): StoresNote | undefined {
  try {
    const note = JSON.parse(readFileSync(join(resolve(home), STORES_NOTE), 'utf8')) as StoresNote;
    return isAlive(note.pid) ? note : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
