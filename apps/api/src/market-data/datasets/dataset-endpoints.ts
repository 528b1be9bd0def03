import type { DatasetRow, RowDataset } from '#domain';

/** How a dataset is listed over HTTP: data only, the rest is in DATASET_TABLE. */
export interface DatasetEndpoint {
  dataset: RowDataset;
  /** Under `/api/v1/market-data`. */
  path: string;
  /** Of the operation. */
  id: string;
  /** Columns that a query may ask to be equal to something. */
  filters: readonly string[];
  /** Rows of the largest page; a page of which nothing is said has a tenth of it. */
  largestPage: number;
}

type Filters<Name extends RowDataset> = readonly (keyof DatasetRow<Name> & string)[];

/** A row of the table; the compiler checks that the dataset has the columns. */
function endpoint<Name extends RowDataset>(
  dataset: Name,
  path: string,
  id: string,
  filters: Filters<Name>,
  largestPage = 10_000,
): DatasetEndpoint {
  return { dataset, path, id, filters, largestPage };
}

/** Option chains are read one at a time instead. */
export const DATASET_ENDPOINTS: readonly DatasetEndpoint[] = [
  endpoint('stock_quotes', 'quotes', 'listQuotes', ['marketState']),
  endpoint(
    'fundamentals',
    'fundamentals',
    'listFundamentals',
    ['statement', 'periodType', 'fiscalYear'],
    5_000,
  ),
  endpoint('dividends', 'dividends', 'listDividends', ['dividendType']),
  endpoint('earnings', 'earnings', 'listEarnings', ['fiscalYear', 'fiscalPeriod']),
  endpoint('earnings_calendar', 'earnings-calendar', 'listEarningsCalendar', ['reportTime', 'confirmed']),
  endpoint('earnings_transcripts', 'transcripts', 'listTranscripts', ['fiscalYear', 'fiscalQuarter'], 100),
  endpoint('economic_indicators', 'economic-indicators', 'listEconomicIndicators', ['country', 'frequency']),
  endpoint('economic_events', 'economic-events', 'listEconomicEvents', [
    ...(['country', 'importance', 'category', 'currency'] as const),
  ]),
  endpoint('news', 'news', 'listNews', ['sourceName'], 1_000),
  endpoint('company_info', 'companies', 'listCompanies', ['sector', 'stockExchange', 'hqCountry']),
];
