import type { PoolClient } from 'pg';
import type { Timeframe } from '#domain';

/** Whose bars are invented. */
const INVENTED = 'sim';

/** $1 instrument, $2 timeframe. Goes from name to name in the index, however many ingests there were. */
const LIST_PROVIDERS = `
  with recursive brought as (
    select min(provider) as provider from ingest_batches
    where instrument_id = $1 and dataset = 'bars' and timeframe = $2
    union all
    select (
      select min(provider) from ingest_batches
      where instrument_id = $1 and dataset = 'bars' and timeframe = $2 and provider > brought.provider
    ) from brought where provider is not null
  )
  select provider from brought where provider is not null`;

/** Invented bars were to be stored beside real ones, or the other way round. */
export class MixedProviders extends Error {
  override readonly name = 'MixedProviders';

  constructor(stored: readonly string[], provider: string) {
    super(`bars of ${stored.join(', ')} are stored; those of ${provider} are not mixed with them`);
  }
}

/** Who has brought bars of a series, by name. */
async function listProviders(
  client: PoolClient,
  instrumentId: number,
  timeframe: Timeframe,
): Promise<string[]> {
  const { rows } = await client.query<{ provider: string }>(LIST_PROVIDERS, [instrumentId, timeframe]);
  return rows.map(({ provider }) => provider);
}

/**
 * Invented prices never stand among real ones. It holds until the end of the transaction only after `openIngest`.
 * @throws MixedProviders.
 */
export async function assertUnmixed(
  client: PoolClient,
  instrumentId: number,
  timeframes: readonly Timeframe[],
  provider: string,
): Promise<void> {
  const others = new Set<string>();
  for (const timeframe of timeframes) {
    const stored = await listProviders(client, instrumentId, timeframe);
    for (const other of stored) if ((other === INVENTED) !== (provider === INVENTED)) others.add(other);
  }
  if (others.size > 0) throw new MixedProviders([...others], provider);
}
