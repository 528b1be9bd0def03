import { barAt, type Bar } from '#domain';
import type { Transaction } from '../database.js';
import type { StoredInstrument } from '../instruments/instrument.repository.js';
import type { BarRequest } from './bar-request.js';
import { loadBars } from './load-bars.js';
import { stretchesOf } from './stretches.js';

/** Where nothing of a stretch was known, the next one is so many times as long. */
const GROWTH = 4;

/**
 * The first bars of a request, the oldest first. As of an instant they are read stretch by stretch: where all of a
 * series has been replaced since, or was before, one would go through a million versions to find the first that counts.
 */
export async function loadFirstBars(
  transaction: Transaction,
  instrument: StoredInstrument,
  request: BarRequest,
  count: number,
): Promise<Bar[]> {
  const load = async (part: BarRequest, limit: number) => {
    const series = await loadBars(transaction, instrument, part, limit);
    return Array.from({ length: series?.length ?? 0 }, (_, row) => barAt(series!, row));
  };
  if (request.asOf === undefined) return load(request, count);
  const bars: Bar[] = [];
  const stretches = stretchesOf(transaction, instrument.id, request, { length: count, growth: GROWTH });
  for await (const stretch of stretches) {
    bars.push(...(await load(stretch, count - bars.length)));
    if (bars.length >= count) break;
  }
  return bars;
}
