import { Inject, Injectable } from '@nestjs/common';
import { Database } from './database.js';
import { findNewerMigrations } from './schema-state.js';

/** Whether PostgreSQL answers and has the tables of this program. Has the shape that the health module asks for. */
@Injectable()
export class DatabaseHealth {
  readonly name = 'database';

  constructor(@Inject(Database) private readonly database: Database) {}

  /** @throws BarkeepError STORE_UNAVAILABLE. */
  async check(): Promise<{ latency_ms: number; newer?: string[] }> {
    const start = performance.now();
    const newer = await findNewerMigrations(this.database);
    const latency = { latency_ms: Math.round(performance.now() - start) };
    return newer.length > 0 ? { ...latency, newer } : latency;
  }
}
