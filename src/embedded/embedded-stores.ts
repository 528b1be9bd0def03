import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STORES_NOTE, type AppConfig, type StoresNote } from '#config';
import { startPostgresServer } from './postgres-server.js';
import { startRedisServer } from './redis-server.js';

/** The stores that this process runs, where no address was given. */
export interface EmbeddedStores {
  /** The settings with the addresses of both stores. */
  config: AppConfig;
  /** Lets programs beside this one find the stores and the API; their owner only. */
  announce(apiUrl: string): void;
  /** Ends what was started, the database last. */
  stop(): Promise<void>;
}

/**
 * Starts Redis unless REDIS_URL is set and PostgreSQL unless DATABASE_URL is set, with their data under the home.
 * `say` hears of anything unusual: another place of the data, a store that crashed and is started again.
 * @throws StartError in one line; nothing is left running then.
 */
export async function startEmbeddedStores(
  config: AppConfig,
  home: string,
  say: (line: string) => void,
): Promise<EmbeddedStores> {
  const started: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    rmSync(join(home, STORES_NOTE), { force: true });
    for (const end of started.splice(0).reverse()) await end();
  };
  const urls = { REDIS_URL: config.REDIS_URL, DATABASE_URL: config.DATABASE_URL };
  try {
    if (needsPostgres(config)) {
      const postgres = await startPostgresServer({ folder: join(home, 'postgres'), say, onCrash: say });
      started.push(() => postgres.process.stop());
      urls.DATABASE_URL = postgres.url;
    }
    if (needsRedis(config)) {
      const redis = await startRedisServer({ folder: join(home, 'redis'), onCrash: say });
      started.push(() => redis.process.stop());
      urls.REDIS_URL = redis.url;
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    config: Object.freeze({ ...config, ...urls }),
    announce: (apiUrl) => {
      const note = {
        redis_url: urls.REDIS_URL,
        database_url: urls.DATABASE_URL,
        pid: process.pid,
        api_url: apiUrl,
      };
      writeNote(join(home, STORES_NOTE), note);
    },
    stop,
  };
}

/** Whether anything is to be started under the home. */
export function needsStores(config: AppConfig): boolean {
  return needsPostgres(config) || needsRedis(config);
}

function needsPostgres(config: AppConfig): boolean {
  return !config.DATABASE_URL;
}

function needsRedis(config: AppConfig): boolean {
  return !config.REDIS_URL && !(config.QUEUE_REDIS_URL && config.TASKS_REDIS_URL);
}

function writeNote(file: string, note: StoresNote): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
