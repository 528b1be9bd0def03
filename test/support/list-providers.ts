import { sql } from 'drizzle-orm';
import type { Database } from '#database';

/** Who has brought daily bars of a symbol, by name. */
export async function listProviders(database: Database, symbol: string): Promise<string[]> {
  const { rows } = await database.query((queries) =>
    queries.execute<{ provider: string }>(sql`
      select distinct provider from ingest_batches join instruments on instruments.id = instrument_id
      where symbol = ${symbol} and dataset = 'bars' and timeframe = '1d' order by provider`),
  );
  return rows.map(({ provider }) => provider);
}
