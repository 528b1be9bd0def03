import { Inject, Injectable } from '@nestjs/common';
import type { ProvidedDataset } from '#config';
import { BarkeepError, concernsSymbol, type Instrument } from '#domain';
import { and, arrayContains, asc, eq, gte, isNull, not, or } from 'drizzle-orm';
import { Database } from '../database.js';
import { instruments } from '../schema/index.js';

/** What the jobs do with an instrument; what is stored of it stays, whatever they do. */
export interface UniverseSwitches {
  /** Whether any job brings data of it. */
  active: boolean;
  /** The last day (`YYYY-MM-DD`) on which it was listed; nothing is asked for after it. */
  delistedOn: string | null;
  /** Jobs that leave it out. */
  excludedDatasets: readonly ProvidedDataset[];
}

export interface UniverseMember extends Instrument, UniverseSwitches {}

const MEMBER = {
  symbol: instruments.symbol,
  name: instruments.name,
  calendar: instruments.calendar,
  timeZone: instruments.timeZone,
  currency: instruments.currency,
  active: instruments.active,
  delistedOn: instruments.delistedOn,
  excludedDatasets: instruments.excludedDatasets,
};

/** Of which instruments the jobs bring what. */
@Injectable()
export class UniverseRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Every known instrument with its switches, by symbol. */
  list(): Promise<UniverseMember[]> {
    return this.database.query((queries) =>
      queries.select(MEMBER).from(instruments).orderBy(asc(instruments.symbol)),
    );
  }

  /** Whom a job brings data of on a day (`YYYY-MM-DD`), by symbol: who is switched on, if there can be any of it. */
  async listFor(dataset: ProvidedDataset, day: string): Promise<UniverseMember[]> {
    const members = await this.listSwitchedOn(dataset, day);
    if (dataset === 'historical_prices') return members;
    return members.filter(({ symbol }) => concernsSymbol(dataset, symbol));
  }

  /** Who is active, listed on that day, and not excluded from the job, by symbol. */
  listSwitchedOn(dataset: ProvidedDataset, day: string): Promise<UniverseMember[]> {
    const isListed = or(isNull(instruments.delistedOn), gte(instruments.delistedOn, day));
    const isExcluded = arrayContains(instruments.excludedDatasets, [dataset]);
    return this.database.query((queries) =>
      queries
        .select(MEMBER)
        .from(instruments)
        .where(and(eq(instruments.active, true), isListed, not(isExcluded)))
        .orderBy(asc(instruments.symbol)),
    );
  }

  /** @throws BarkeepError SYMBOL_NOT_FOUND. */
  async find(symbol: string): Promise<UniverseMember> {
    const [found] = await this.database.query((queries) =>
      queries.select(MEMBER).from(instruments).where(eq(instruments.symbol, symbol)),
    );
    return found ?? refuse(symbol);
  }

  /** @throws BarkeepError SYMBOL_NOT_FOUND. */
  async change(symbol: string, switches: Partial<UniverseSwitches>): Promise<UniverseMember> {
    if (Object.keys(switches).length === 0) return this.find(symbol);
    const { excludedDatasets, ...others } = switches;
    const set = {
      ...others,
      ...(excludedDatasets && { excludedDatasets: [...new Set(excludedDatasets)].sort() }),
    };
    const [changed] = await this.database.query((queries) =>
      queries.update(instruments).set(set).where(eq(instruments.symbol, symbol)).returning(MEMBER),
    );
    return changed ?? refuse(symbol);
  }
}

function refuse(symbol: string): never {
  throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${symbol}`);
}
