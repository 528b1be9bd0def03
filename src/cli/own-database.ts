import { join } from 'node:path';
import { ConfigError, findStores, type AppConfig } from '#config';
import type { Database } from '#database';
import { openHomeFolder } from '../embedded/home-folder.js';
import { startPostgresServer } from '../embedded/postgres-server.js';

/**
 * Works on the database of the settings or of a running `npm start`, else on the one of the home, which runs meanwhile.
 */
export async function withDatabase<Answer>(
  config: AppConfig,
  work: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  const there = findDatabase(config);
  if (there !== undefined) return use(there, work);
  const home = openHomeFolder(config.BARKEEP_HOME);
  try {
    const folder = join(home.path, 'postgres');
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    const postgres = await startPostgresServer({ folder, say, onCrash: say });
    try {
      const { migrate } = await import('#database');
      await migrate(postgres.url);
      return await use(postgres.url, work);
    } finally {
      await postgres.process.stop();
    }
  } finally {
    home.release();
  }
}

function findDatabase(config: AppConfig): string | undefined {
  try {
    return config.DATABASE_URL || findStores(config).DATABASE_URL;
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

async function use<Answer>(url: string, work: (database: Database) => Promise<Answer>): Promise<Answer> {
  const { Database, requireSchema } = await import('#database');
  await requireSchema(url, () => undefined);
  const database = new Database({ url, poolSize: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
