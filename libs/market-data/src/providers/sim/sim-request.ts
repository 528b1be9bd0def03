import type { DatasetRow, RowDataset, SymbolKind } from '#domain';
import type { SimBooks } from './sim-books.js';
import type { SimMarket } from './sim-market.js';

/** What one subject is asked for. Dates are `YYYY-MM-DD`, `now` is UTC ms. */
export interface SimRequest {
  market: SimMarket;
  books: SimBooks;
  /** A symbol or the id of a series; empty where a dataset is of the world. */
  subject: string;
  from: string;
  to: string;
  now: number;
}

/** How the simulated market gives a dataset. */
export interface SimDataset<Name extends RowDataset> {
  batchSize: number;
  /** What it can be asked for. */
  about: readonly (SymbolKind | 'series' | 'world')[];
  /** Whether its rows show how things stand now, whatever dates are asked for. */
  isSnapshot?: true;
  /** In any order; those outside the dates or not yet published are left out by the caller. */
  rows(request: SimRequest): DatasetRow<Name>[];
}
