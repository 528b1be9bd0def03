import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from './database.js';

/** A server that was started again may give the numbers of lost transactions once more. */
const VERSION = sql`select concat(pg_current_snapshot(), ' ', pg_postmaster_start_time()) as version`;

/** Tells whether anything may have changed, for far less than it takes to read it. */
@Injectable()
export class DataVersion {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** What a query would see now, told in transactions: while it stays the same, every query answers the same. */
  read(): Promise<string> {
    return this.database.query(async (queries) => {
      const { rows } = await queries.execute<{ version: string }>(VERSION);
      return rows[0].version;
    });
  }
}
