import { datasetDefinition, type DatasetRow, type RowDataset } from '#domain';
import type { BarsAnswer, RowsAnswer, RowsRequest } from '../../market-data-provider.js';
import { SIM_SERIES } from '../economic-series.js';
import { createSimProvider } from '../sim-provider.js';

/** A Friday, 11:32 in New York. */
export const NOW = Date.parse('2026-11-20T16:32:10Z');
export const SHARES = ['ACME', 'BOLT', 'CORE', 'DUNE', 'ECHO', 'FERN'];
export const SYMBOLS = [...SHARES, '^IDX', 'BTCUSD'];
/** One that keeps what it has computed. */
export const warm = createSimProvider(1);

/** All that a dataset can be asked for. */
export function subjectsOf(name: RowDataset): string[] {
  return datasetDefinition(name).subject === 'series' ? SIM_SERIES.map(({ id }) => id) : SYMBOLS;
}

export function fetchFrom<Name extends RowDataset>(
  provider: ReturnType<typeof createSimProvider>,
  name: Name,
  change: Partial<RowsRequest> = {},
): Promise<RowsAnswer<Name>> {
  return provider.rows![name]!.fetch({
    ...{ subjects: subjectsOf(name), from: '2025-06-01', to: '2027-01-31', now: NOW },
    signal: new AbortController().signal,
    ...change,
  });
}

export async function rowsOf<Name extends RowDataset>(
  name: Name,
  change: Partial<RowsRequest> = {},
): Promise<DatasetRow<Name>[]> {
  return (await fetchFrom(warm, name, change)).rows;
}

export function pricesOf(symbol: string, from: string, to = '2026-11-20'): Promise<BarsAnswer> {
  return warm.datasets.historical_prices!({
    ...{ symbol, from, to, calendar: 'XNYS', timeZone: 'America/New_York' },
    signal: new AbortController().signal,
  });
}
