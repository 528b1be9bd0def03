import { sql } from 'drizzle-orm';
import { BarkeepError } from '#domain';
import { Database } from './database.js';
import { MIGRATIONS } from './migrations/index.js';

/** How the schema of a database differs from the one that this program was written for. */
interface SchemaState {
  /** Steps that the database lacks. */
  missing: string[];
  /** Steps that a newer program applied. */
  newer: string[];
}

/** The database answers, but lacks migrations that this program needs. */
class SchemaOutdated extends BarkeepError {
  constructor(missing: readonly string[]) {
    const which = missing.length > 1 ? `${missing[0]} and later` : missing[0];
    super(
      'STORE_UNAVAILABLE',
      `the database lacks ${missing.length} of ${MIGRATIONS.length} migrations (${which}): run barkeep db migrate first`,
    );
  }
}

async function readSchemaState(database: Database): Promise<SchemaState> {
  const applied = await database.query(async (queries) => {
    const { rows } = await queries.execute<{ exists: boolean }>(
      sql`select to_regclass('schema_migrations') is not null as exists`,
    );
    if (!rows[0].exists) return [];
    return (await queries.execute<{ name: string }>(sql`select name from schema_migrations order by name`))
      .rows;
  });
  const present = new Set(applied.map(({ name }) => name));
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  return {
    missing: [...known].filter((name) => !present.has(name)),
    newer: [...present].filter((name) => !known.has(name)),
  };
}

/**
 * Gives the migrations that only a newer program knows; they do no harm, as migrations only ever add.
 * @throws BarkeepError STORE_UNAVAILABLE when the database is away or lacks migrations.
 */
export async function findNewerMigrations(database: Database): Promise<string[]> {
  const { missing, newer } = await readSchemaState(database);
  if (missing.length > 0) throw new SchemaOutdated(missing);
  return newer;
}

/**
 * Refuses a database that lacks migrations, before a program starts on it; `warn` hears of one that is newer. A
 * database that is away is none of either: the program starts and is not ready until it is back.
 * @throws BarkeepError STORE_UNAVAILABLE in one line that says what to do.
 */
export async function requireSchema(databaseUrl: string, warn: (line: string) => void): Promise<void> {
  const database = new Database({ url: databaseUrl, poolSize: 1 });
  try {
    const newer = await findNewerMigrations(database);
    if (newer.length > 0)
      warn(`the database is newer than this program: it has ${newer.join(', ')}; update the program`);
  } catch (error) {
    const isAway = error instanceof BarkeepError && !(error instanceof SchemaOutdated);
    if (!isAway) throw error;
  } finally {
    await database.close();
  }
}
