import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, isNull, lt, or } from 'drizzle-orm';
import { Database } from '../database.js';
import { apiKeys } from '../schema/index.js';
import type { ApiKey, StoredApiKey } from './api-key.js';

/** Keys that were handed out. One that was revoked stays on record. */
@Injectable()
export class ApiKeyRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async create(key: StoredApiKey): Promise<void> {
    await this.database.query((queries) => queries.insert(apiKeys).values(key));
  }

  /** Undefined when it was never there or is revoked. */
  findActive(id: string): Promise<StoredApiKey | undefined> {
    return this.database.query(async (queries) => {
      const [key] = await queries
        .select()
        .from(apiKeys)
        .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)));
      return key;
    });
  }

  /** In the order in which they were made, revoked ones included. */
  list(): Promise<ApiKey[]> {
    return this.database.query(async (queries) => {
      const rows = await queries.select().from(apiKeys).orderBy(asc(apiKeys.createdAt), asc(apiKeys.id));
      return rows.map(({ hash: _hash, ...key }) => key);
    });
  }

  hasActive(): Promise<boolean> {
    return this.database.query(async (queries) => {
      const found = await queries
        .select({ id: apiKeys.id })
        .from(apiKeys)
        .where(isNull(apiKeys.revokedAt))
        .limit(1);
      return found.length > 0;
    });
  }

  /** False when there is no such key that is not revoked yet. */
  async revoke(id: string, at: number): Promise<boolean> {
    const revoked = await this.database.query((queries) =>
      queries
        .update(apiKeys)
        .set({ revokedAt: at })
        .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt))),
    );
    return revoked.rowCount === 1;
  }

  /** Writes at most once a minute, however many processes see the key in use. */
  async noteUse(id: string, at: number): Promise<void> {
    const isOld = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, at - 60_000));
    await this.database.query((queries) =>
      queries
        .update(apiKeys)
        .set({ lastUsedAt: at })
        .where(and(eq(apiKeys.id, id), isOld)),
    );
  }
}
