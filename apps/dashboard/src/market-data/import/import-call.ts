import type { Schemas } from '../../api/client.js';

export const IMPORT_PATH = '/api/v1/market-data/bars/import';

/** Of a symbol that is not known yet. */
export type Calendar = 'XNYS' | 'always';
/** What a broken line does. */
export type OnError = 'keep' | 'refuse';

export interface ImportQuery {
  symbol: string;
  timeframe?: Schemas['StoredSeries']['timeframe'];
  calendar: Calendar;
  on_error: OnError;
  dry_run?: boolean;
}

// A type, because only those fit where any further member may stand.
type ImportCall = {
  params: { query: ImportQuery };
  body: never;
  bodySerializer: (body: unknown) => File;
  headers: Record<string, string>;
};

/** A call whose body is the file itself. */
export function toImportCall(file: File, query: ImportQuery): ImportCall {
  return {
    params: { query },
    body: file as never,
    bodySerializer: (body: unknown) => body as File,
    headers: { 'content-type': 'text/csv' },
  };
}
