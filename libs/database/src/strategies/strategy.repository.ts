import { Inject, Injectable } from '@nestjs/common';
import { and, desc, eq, ilike, or, sql, type SQL } from 'drizzle-orm';
import { Database, type Queries } from '../database.js';
import { containing } from '../text-pattern.js';
import { strategies, strategyVersions } from '../schema/index.js';
import type {
  StrategyDraft,
  StrategyEntry,
  StrategyPage,
  StrategyPlace,
  StrategyVersion,
  StrategyVersionEntry,
} from './stored-strategy.js';

/** Strategies with all their versions. A version never changes. */
@Injectable()
export class StrategyRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  create(id: string, draft: StrategyDraft, owner: string): Promise<StrategyEntry> {
    return this.database.transaction(async ({ queries }) => {
      const { name, at } = draft;
      const entry: StrategyEntry = {
        ...{ id, name, version: 1, createdAt: at, updatedAt: at, validationTaskId: null },
        ...{ owner, shared: false },
      };
      await queries.insert(strategies).values(entry);
      await insertVersion(queries, id, 1, draft);
      return entry;
    });
  }

  /**
   * Adds a version, unless the newest one has the same document. With `base` only while that is the newest:
   * else gives `changed`. Undefined when there is no such strategy.
   */
  addVersion(
    id: string,
    draft: StrategyDraft,
    base?: number,
  ): Promise<StrategyEntry | 'changed' | undefined> {
    return this.database.transaction(async ({ queries }) => {
      const [entry] = await queries.select().from(strategies).where(eq(strategies.id, id)).for('update');
      if (!entry) return undefined;
      if (base !== undefined && base !== entry.version) return 'changed';
      const newest = await selectVersion(queries, id, entry.version);
      if (JSON.stringify(newest?.document) === JSON.stringify(draft.document)) return entry;
      const changed = { name: draft.name, version: entry.version + 1, updatedAt: draft.at };
      await insertVersion(queries, id, changed.version, draft);
      await queries.update(strategies).set(changed).where(eq(strategies.id, id));
      return { ...entry, ...changed };
    });
  }

  find(id: string): Promise<StrategyEntry | undefined> {
    return this.database.query(async (queries) => {
      const [entry] = await queries.select().from(strategies).where(eq(strategies.id, id));
      return entry;
    });
  }

  /** Says which task is its newest dry run. */
  async setValidation(id: string, validationTaskId: string): Promise<void> {
    await this.database.query((queries) =>
      queries.update(strategies).set({ validationTaskId }).where(eq(strategies.id, id)),
    );
  }

  /** A version, the newest when none is named. */
  findVersion(id: string, version?: number): Promise<StrategyVersion | undefined> {
    return this.database.query((queries) => selectVersion(queries, id, version));
  }

  /** The newest first. */
  listVersions(id: string): Promise<StrategyVersionEntry[]> {
    const { version, strategyHash, note, createdAt } = strategyVersions;
    return this.database.query((queries) =>
      queries
        .select({ version, strategyHash, note, createdAt })
        .from(strategyVersions)
        .where(eq(strategyVersions.strategyId, id))
        .orderBy(desc(version)),
    );
  }

  /**
   * Those whose name contains the text, in whichever case, and that somebody made or others share with all; what was changed
   * last comes first.
   */
  list(page: StrategyPage): Promise<StrategyEntry[]> {
    const { name, visibleTo: owner, after, limit } = page;
    const isNamed = name === undefined ? undefined : ilike(strategies.name, containing(name));
    const isVisible =
      owner === undefined ? undefined : or(eq(strategies.owner, owner), eq(strategies.shared, true));
    return this.database.query((queries) =>
      queries
        .select()
        .from(strategies)
        .where(and(isNamed, isVisible, isAfter(after)))
        .orderBy(desc(strategies.updatedAt), desc(strategies.id))
        .limit(limit),
    );
  }

  /** With all versions; false when there is no such strategy. */
  async remove(id: string): Promise<boolean> {
    const removed = await this.database.query((queries) =>
      queries.delete(strategies).where(eq(strategies.id, id)),
    );
    return removed.rowCount === 1;
  }
}

async function insertVersion(queries: Queries, id: string, version: number, draft: StrategyDraft) {
  const { document, strategyHash, note, at } = draft;
  await queries
    .insert(strategyVersions)
    .values({ strategyId: id, version, document, strategyHash, note, createdAt: at });
}

async function selectVersion(
  queries: Queries,
  id: string,
  version?: number,
): Promise<StrategyVersion | undefined> {
  const [row] = await queries
    .select({ name: strategies.name, row: strategyVersions })
    .from(strategyVersions)
    .innerJoin(strategies, eq(strategies.id, strategyVersions.strategyId))
    .where(
      and(eq(strategyVersions.strategyId, id), eq(strategyVersions.version, version ?? strategies.version)),
    );
  return row && { name: row.name, ...row.row };
}

function isAfter(place: StrategyPlace | undefined): SQL | undefined {
  if (!place) return undefined;
  const updatedAt = new Date(place.updatedAt).toISOString();
  return sql`(${strategies.updatedAt}, ${strategies.id}) < (${updatedAt}::timestamptz, ${place.id})`;
}
