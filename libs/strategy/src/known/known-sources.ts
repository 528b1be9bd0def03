import type { RowDataset } from '#domain';

/** Rows of a dataset, of which a function reads one column. */
export interface KnownSource {
  readonly dataset: RowDataset;
  /** Only rows with these values. */
  readonly where: Readonly<Record<string, string>>;
  /** The column by which one row is newer than another. */
  readonly time: string;
  /** Only versions in which this column has a value count. */
  readonly wanted?: string;
}

const statement = (name: string, periodType: string): KnownSource => ({
  dataset: 'fundamentals',
  where: { statement: name, periodType },
  time: 'periodEnding',
});

/** Where known-at functions read. */
export const KNOWN_SOURCES = {
  income: statement('income', 'quarter'),
  balance: statement('balance', 'quarter'),
  cash_flow: statement('cash_flow', 'quarter'),
  income_annual: statement('income', 'annual'),
  balance_annual: statement('balance', 'annual'),
  cash_flow_annual: statement('cash_flow', 'annual'),
  dividends: { dataset: 'dividends', where: {}, time: 'exDividendDate' },
  earnings: { dataset: 'earnings', where: {}, time: 'periodEnding', wanted: 'epsActual' },
  earnings_calendar: { dataset: 'earnings_calendar', where: {}, time: 'reportDate' },
  macro: { dataset: 'economic_indicators', where: {}, time: 'period', wanted: 'value' },
} as const satisfies Record<string, KnownSource>;

export type KnownSourceName = keyof typeof KNOWN_SOURCES;

export function knownSource(name: KnownSourceName): KnownSource {
  return KNOWN_SOURCES[name];
}
