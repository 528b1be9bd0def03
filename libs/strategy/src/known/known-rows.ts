import type { KnownSource, KnownSourceName } from './known-sources.js';

/** What a strategy reads of a dataset; whoever runs it loads exactly these rows. */
export interface KnownNeed extends KnownSource {
  readonly source: KnownSourceName;
  /** Symbols, or the names of series. */
  readonly subjects: readonly string[];
  /** As the dataset's table names them. */
  readonly columns: readonly string[];
  /** Of the first expression that reads it, a JSON pointer into the document. */
  readonly path: string;
}

/**
 * All versions of the rows that a need names of one subject, in the order in which the world could know them. Per
 * share figures and numbers of shares are in the units of the run's bars. Plain data: it may be cloned into a thread.
 */
export interface KnownRows {
  readonly source: KnownSourceName;
  readonly subject: string;
  readonly length: number;
  /** UTC milliseconds, ascending. */
  readonly publishedAt: Float64Array;
  /** Which row each version is one of, numbered from 0. */
  readonly row: Int32Array;
  /** Dates and instants are UTC milliseconds, missing is NaN. */
  readonly columns: Readonly<Record<string, Float64Array>>;
}

export function knownKey({ source, subject }: Pick<KnownRows, 'source' | 'subject'>): string {
  return `${source} ${subject}`;
}

/** No version of any row; whatever reads it is missing. */
export function noRows(source: KnownSourceName, subject: string): KnownRows {
  return {
    source,
    subject,
    length: 0,
    publishedAt: new Float64Array(0),
    row: new Int32Array(0),
    columns: {},
  };
}
