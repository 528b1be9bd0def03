import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from './database.js';

/** Whether PostgreSQL answers. Has the shape that the health module asks for. */
@Injectable()
export class DatabaseHealth {
  readonly name = 'database';

  constructor(@Inject(Database) private readonly database: Database) {}

  /** @throws BarkeepError STORE_UNAVAILABLE. */
  async check(): Promise<{ latency_ms: number }> {
    const start = performance.now();
    await this.database.query((queries) => queries.execute(sql`select 1`));
    return { latency_ms: Math.round(performance.now() - start) };
  }
}
