import { Inject, Injectable } from '@nestjs/common';
import type { CorporateAction } from '#domain';
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { Database, type Queries, type Transaction } from '../database.js';
import {
  awaitIngests,
  openIngest,
  recordIngest,
  toAsOf,
  type DataOrigin,
  type IngestCounts,
} from '../ingest.js';
import {
  requireInstrument,
  selectInstrument,
  type StoredInstrument,
} from '../instruments/instrument.repository.js';
import { corporateActions, corporateActionVersions as versions, instruments } from '../schema/index.js';

/** Splits and dividends of an instrument as they were known, oldest first. */
export async function selectCorporateActions(
  queries: Queries,
  instrumentId: number,
  asOf: number | undefined,
): Promise<CorporateAction[]> {
  const at = sql`${toAsOf(asOf)}::timestamptz`;
  return queries
    .select({ exDate: versions.exDate, kind: versions.kind, value: versions.value })
    .from(versions)
    .where(
      and(eq(versions.instrumentId, instrumentId), lte(versions.knownAt, at), gt(versions.supersededAt, at)),
    )
    .orderBy(asc(versions.exDate), asc(versions.kind));
}

@Injectable()
export class CorporateActionRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** As known at `asOf` (UTC ms), or now; none for an unknown symbol. */
  list(symbol: string, asOf?: number): Promise<CorporateAction[]> {
    return this.database.transaction(async ({ queries, client }) => {
      const instrument = await selectInstrument(queries, symbol);
      if (!instrument) return [];
      if (asOf !== undefined) await awaitIngests(client, instrument.id);
      return selectCorporateActions(queries, instrument.id, asOf);
    });
  }

  /**
   * Stores actions of an instrument; one per ex-date and kind.
   * @throws BarkeepError SYMBOL_NOT_FOUND.
   */
  upsert(symbol: string, actions: readonly CorporateAction[], origin: DataOrigin): Promise<IngestCounts> {
    return this.database.transaction(async (transaction) => {
      const instrument = await requireInstrument(transaction.queries, symbol);
      return writeActions(transaction, instrument, actions, origin);
    });
  }
}

/** In the caller's transaction. */
export async function writeActions(
  transaction: Transaction,
  instrument: StoredInstrument,
  actions: readonly CorporateAction[],
  origin: DataOrigin,
): Promise<IngestCounts> {
  const { queries, client } = transaction;
  const opening = await openIngest(client, instrument.id);
  const counts: IngestCounts = { inserted: 0, changed: 0, unchanged: 0 };
  for (const action of actions) {
    const values = { ...action, ...origin, ...opening, eventTime: Date.parse(action.exDate) };
    const [written] = await queries
      .insert(corporateActions)
      .values({ ...values, instrumentId: instrument.id })
      .onConflictDoUpdate({
        target: [corporateActions.instrumentId, corporateActions.exDate, corporateActions.kind],
        set: values,
        setWhere: sql`${corporateActions.value} is distinct from excluded.value`,
      })
      // A row that replaced none has no xmax.
      .returning({ isNew: sql<boolean>`xmax = 0` });
    counts[written === undefined ? 'unchanged' : written.isNew ? 'inserted' : 'changed'] += 1;
  }
  if (counts.inserted + counts.changed > 0) {
    await recordIngest(transaction, {
      ...origin,
      ...opening,
      instrumentId: instrument.id,
      dataset: 'corporate_actions',
      timeframe: null,
      inserted: counts.inserted,
      changed: counts.changed,
    });
    await queries
      .update(instruments)
      .set({ version: sql`${instruments.version} + 1` })
      .where(eq(instruments.id, instrument.id));
  }
  return counts;
}
