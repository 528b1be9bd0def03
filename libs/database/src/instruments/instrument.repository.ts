import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError, datasetDefinition, ROW_DATASETS, type Instrument } from '#domain';
import { and, asc, eq, ne, notInArray, or, sql } from 'drizzle-orm';
import { Database, type Queries } from '../database.js';
import { instruments, quarantinedLines } from '../schema/index.js';

/** An instrument with its key in the database. */
export interface StoredInstrument extends Instrument {
  id: number;
  /** Rises when stored bars of it are to be read differently: calendar, zone, corporate actions. */
  version: number;
  /** Whether it belongs to the universe that the jobs bring data of. */
  active: boolean;
}

const INSTRUMENT_DATASETS = ROW_DATASETS.filter((name) => datasetDefinition(name).subject === 'instrument');
/** An id of a series may read as a symbol does. */
const SERIES_DATASETS = ROW_DATASETS.filter((name) => datasetDefinition(name).subject === 'series');

/** @throws BarkeepError SYMBOL_NOT_FOUND. */
export async function requireInstrument(queries: Queries, symbol: string): Promise<StoredInstrument> {
  const found = await selectInstrument(queries, symbol);
  if (!found) throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${symbol}`);
  return found;
}

/**
 * The instrument, which stays until the transaction ends: for those who store bars of it.
 * @throws BarkeepError SYMBOL_NOT_FOUND.
 */
export async function holdInstrument(queries: Queries, symbol: string): Promise<StoredInstrument> {
  await queries.execute(sql`select from ${instruments} where symbol = ${symbol} for key share`);
  return requireInstrument(queries, symbol);
}

export async function selectInstrument(
  queries: Queries,
  symbol: string,
): Promise<StoredInstrument | undefined> {
  const [row] = await queries.select().from(instruments).where(eq(instruments.symbol, symbol));
  return row;
}

@Injectable()
export class InstrumentRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  find(symbol: string): Promise<Instrument | undefined> {
    return this.database.query(async (queries) => {
      const found = await selectInstrument(queries, symbol);
      return found && toInstrument(found);
    });
  }

  /** By symbol. */
  list(): Promise<Instrument[]> {
    return this.database.query(async (queries) => {
      const rows = await queries.select().from(instruments).orderBy(asc(instruments.symbol));
      return rows.map(toInstrument);
    });
  }

  /** Takes a known instrument into the universe, or out of it; what is stored of it stays. */
  async setActive(symbol: string, active: boolean): Promise<void> {
    await this.database.query((queries) =>
      queries.update(instruments).set({ active }).where(eq(instruments.symbol, symbol)),
    );
  }

  /** Stores the instrument unless its symbol is known already; gives what is stored then. */
  ensure(instrument: Instrument): Promise<Instrument> {
    return this.database.query(async (queries) => {
      await queries.insert(instruments).values(instrument).onConflictDoNothing();
      return toInstrument(await requireInstrument(queries, instrument.symbol));
    });
  }

  /** Stores the instrument over what is known of its symbol. */
  async save(instrument: Instrument): Promise<void> {
    const { symbol, ...values } = instrument;
    await this.database.query((queries) =>
      queries
        .insert(instruments)
        .values(instrument)
        .onConflictDoUpdate({
          target: instruments.symbol,
          set: { ...values, version: sql`${instruments.version} + 1` },
          setWhere: or(
            sql`${instruments.name} is distinct from ${values.name}`,
            ne(instruments.calendar, values.calendar),
            ne(instruments.timeZone, values.timeZone),
            ne(instruments.currency, values.currency),
          ),
        }),
    );
  }

  /** Removes the instrument and everything that is stored of it, every version and what is in quarantine; false when it is unknown. */
  remove(symbol: string): Promise<boolean> {
    return this.database.transaction(async ({ queries }) => {
      const found = await selectInstrument(queries, symbol);
      if (!found) return false;
      // Minute bars of many years take longer than a single statement may.
      await queries.execute(sql`set local statement_timeout = 0`);
      await queries.delete(instruments).where(eq(instruments.id, found.id));
      // What goes away above is kept there as a replaced version.
      for (const table of ['bars', 'corporate_actions', ...INSTRUMENT_DATASETS])
        await queries.execute(
          sql`delete from ${sql.identifier(`${table}_history`)} where instrument_id = ${found.id}`,
        );
      const isOfSymbol = notInArray(quarantinedLines.dataset, SERIES_DATASETS);
      await queries.delete(quarantinedLines).where(and(eq(quarantinedLines.symbol, symbol), isOfSymbol));
      return true;
    });
  }
}

function toInstrument({ symbol, name, calendar, timeZone, currency }: StoredInstrument): Instrument {
  return { symbol, name, calendar, timeZone, currency };
}
