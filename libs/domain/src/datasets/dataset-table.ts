/* eslint-disable max-lines -- one table, of data only, is read best in one place */
import { toSymbolKind, type SymbolKind } from '../symbol-kind.js';
import type { ColumnSpec, RowOfColumns } from './dataset-columns.js';

/** Whom a row is about: an instrument (its `symbol`), a series of numbers (its `series`), or nobody in particular. */
export type DatasetSubject = 'instrument' | 'series' | 'world';

/** A row of the table: data only. Prices and money in the row's currency, shares as numbers, fractions as fractions. */
export interface DatasetDefinition {
  /** That of the job that brings it. */
  name: string;
  summary: string;
  subject: DatasetSubject;
  /** The kinds of symbols of which there can be any; all of them when absent. */
  kinds?: readonly SymbolKind[];
  columns: Readonly<Record<string, ColumnSpec>>;
  /** What tells two rows apart, besides the subject. Storing a row again under its key is a new version of it. */
  key: readonly string[];
  /** The column (`date` or `instant`) that says what time a row is about; queries are sorted by it and cut by it. */
  time: string;
  /**
   * The column that says when the world could know it; rows without a value there count as known when they were
   * stored. Known-at functions of strategies read by this one.
   */
  published: string;
  /** Whether rows of a provider stand beside those of another rather than being versions of them. */
  perProvider: boolean;
  /**
   * For what is announced ahead and put off: a row replaces the stored one of the same `period`, or, where one of the
   * two does not say it, of a `time` at most so many days away.
   */
  moves?: { period: string; withinDays: number };
}

/** THE table of what is kept beside bars: storage, queries, exports and documentation are projections of it. */
export const DATASET_TABLE = [
  {
    name: 'stock_quotes',
    summary: 'Last price, bid and ask of each instrument',
    subject: 'instrument',
    columns: {
      lastTimestamp: 'instant!',
      lastPrice: 'number!',
      open: 'number',
      high: 'number',
      low: 'number',
      prevClose: 'number',
      volume: 'number',
      bid: 'number',
      bidSize: 'number',
      ask: 'number',
      askSize: 'number',
      change: 'number',
      changeFraction: 'number',
      yearHigh: 'number',
      yearLow: 'number',
      marketCap: 'number',
      /** pre, regular, post or closed. */
      marketState: 'text',
      assetType: 'text',
      name: 'text',
      exchange: 'text',
      currency: 'text',
    },
    key: ['lastTimestamp'],
    time: 'lastTimestamp',
    published: 'lastTimestamp',
    perProvider: false,
  },
  {
    name: 'options_chain',
    summary: 'Each contract of the nearest expiries, as it stood at a slot',
    subject: 'instrument',
    kinds: ['share', 'index'],
    columns: {
      /** The slot that it was fetched for. */
      snapshotTime: 'instant!',
      /** OCC's, without a prefix. */
      contractSymbol: 'text!',
      expiration: 'date!',
      daysToExpiration: 'integer',
      strike: 'number!',
      /** call or put. */
      optionType: 'text!',
      underlyingPrice: 'number',
      lastTradePrice: 'number',
      lastTradeTime: 'instant',
      bid: 'number',
      bidSize: 'number',
      ask: 'number',
      askSize: 'number',
      mark: 'number',
      volume: 'number',
      openInterest: 'number',
      change: 'number',
      changeFraction: 'number',
      impliedVolatility: 'number',
      delta: 'number',
      gamma: 'number',
      theta: 'number',
      vega: 'number',
      rho: 'number',
      inTheMoney: 'boolean',
      contractSize: 'number',
    },
    key: ['contractSymbol', 'snapshotTime'],
    time: 'snapshotTime',
    published: 'snapshotTime',
    perProvider: false,
  },
  {
    name: 'fundamentals',
    summary: 'Income statement, balance sheet and cash flow, one row for each statement of each period',
    subject: 'instrument',
    kinds: ['share'],
    columns: {
      /** income, balance or cash_flow. */
      statement: 'text!',
      /** annual, quarter or ttm. */
      periodType: 'text!',
      periodEnding: 'date!',
      fiscalYear: 'integer',
      fiscalPeriod: 'text',
      filingDate: 'date',
      acceptedAt: 'instant',
      publishedAt: 'instant',
      reportedCurrency: 'text',
      revenue: 'number',
      costOfRevenue: 'number',
      grossProfit: 'number',
      researchAndDevelopmentExpense: 'number',
      sellingGeneralAndAdminExpense: 'number',
      totalOperatingIncome: 'number',
      ebitda: 'number',
      totalPreTaxIncome: 'number',
      incomeTaxExpense: 'number',
      consolidatedNetIncome: 'number',
      basicEarningsPerShare: 'number',
      dilutedEarningsPerShare: 'number',
      weightedAverageBasicShares: 'number',
      weightedAverageDilutedShares: 'number',
      totalAssets: 'number',
      totalLiabilities: 'number',
      totalDebt: 'number',
      netDebt: 'number',
      cashAndCashEquivalents: 'number',
      totalStockholdersEquity: 'number',
      operatingCashFlow: 'number',
      /** Negative. */
      capitalExpenditure: 'number',
      freeCashFlow: 'number',
      extra: 'json',
    },
    key: ['statement', 'periodType', 'periodEnding'],
    time: 'periodEnding',
    published: 'publishedAt',
    perProvider: false,
  },
  {
    name: 'dividends',
    summary: 'Cash dividends with their dates; the amount is per share of the ex-date',
    subject: 'instrument',
    kinds: ['share'],
    columns: {
      exDividendDate: 'date!',
      amount: 'number!',
      declaredAmount: 'number',
      currency: 'text',
      recordDate: 'date',
      paymentDate: 'date',
      declarationDate: 'date',
      publishedAt: 'instant',
      frequency: 'text',
      dividendType: 'text!',
    },
    key: ['exDividendDate', 'dividendType'],
    time: 'exDividendDate',
    published: 'publishedAt',
    perProvider: false,
  },
  {
    name: 'earnings_transcripts',
    summary: 'What was said in earnings calls',
    subject: 'instrument',
    kinds: ['share'],
    columns: {
      fiscalYear: 'integer!',
      /** 1 to 4. */
      fiscalQuarter: 'integer!',
      date: 'date!',
      publishedAt: 'instant',
      content: 'text!',
      contentHash: 'text!',
    },
    key: ['fiscalYear', 'fiscalQuarter'],
    time: 'date',
    published: 'publishedAt',
    perProvider: false,
  },
  {
    name: 'economic_indicators',
    summary: 'Values of economic series, one row for each period',
    subject: 'series',
    columns: {
      /** First day of the period. */
      period: 'date!',
      /** Null where the agency has none. */
      value: 'number',
      publishedAt: 'instant',
      title: 'text',
      unit: 'text',
      frequency: 'text',
      country: 'text!',
    },
    key: ['period'],
    time: 'period',
    published: 'publishedAt',
    perProvider: false,
  },
  {
    name: 'earnings',
    summary: 'Reported and expected earnings and revenue of each quarter',
    subject: 'instrument',
    kinds: ['share'],
    columns: {
      periodEnding: 'date!',
      reportDate: 'date',
      publishedAt: 'instant',
      fiscalYear: 'integer',
      fiscalPeriod: 'text',
      epsActual: 'number',
      epsEstimated: 'number',
      surpriseFraction: 'number',
      revenueActual: 'number',
      revenueEstimated: 'number',
    },
    key: ['periodEnding'],
    time: 'periodEnding',
    published: 'publishedAt',
    perProvider: false,
  },
  {
    name: 'earnings_calendar',
    summary: 'When companies will report; a date that moves replaces the one before',
    subject: 'instrument',
    kinds: ['share'],
    columns: {
      /** Null where the provider does not say which period it is. */
      periodEnding: 'date',
      reportDate: 'date!',
      /** bmo, amc, dmh or null. */
      reportTime: 'text',
      confirmed: 'boolean',
      publishedAt: 'instant',
      name: 'text',
      epsPrevious: 'number',
      epsConsensus: 'number',
      epsActual: 'number',
      revenueConsensus: 'number',
      revenueActual: 'number',
      fiscalYear: 'integer',
      fiscalPeriod: 'text',
    },
    key: ['reportDate'],
    time: 'reportDate',
    published: 'publishedAt',
    perProvider: false,
    moves: { period: 'periodEnding', withinDays: 30 },
  },
  {
    name: 'news',
    summary: 'Headlines and excerpts',
    subject: 'world',
    columns: {
      externalId: 'text!',
      publishedAt: 'instant!',
      title: 'text!',
      url: 'text!',
      sourceName: 'text',
      author: 'text',
      excerpt: 'text',
      body: 'text',
      symbols: 'texts!',
    },
    key: ['externalId'],
    time: 'publishedAt',
    published: 'publishedAt',
    perProvider: true,
  },
  {
    name: 'economic_events',
    summary: 'Releases and meetings, with what was expected and what came',
    subject: 'world',
    columns: {
      country: 'text!',
      event: 'text!',
      date: 'date!',
      /** Null where only the day is known. */
      scheduledAt: 'instant',
      category: 'text',
      /** low, medium or high. */
      importance: 'text',
      currency: 'text',
      unit: 'text',
      consensus: 'number',
      previous: 'number',
      revised: 'number',
      actual: 'number',
      referencePeriod: 'text',
      publishedAt: 'instant',
    },
    key: ['country', 'event', 'date'],
    time: 'date',
    published: 'publishedAt',
    perProvider: false,
  },
  {
    name: 'company_info',
    summary: 'Who a company is and where it lists',
    subject: 'instrument',
    kinds: ['share'],
    columns: {
      name: 'text!',
      legalName: 'text',
      cik: 'text',
      cusip: 'text',
      isin: 'text',
      lei: 'text',
      stockExchange: 'text',
      sic: 'text',
      sector: 'text',
      industryCategory: 'text',
      longDescription: 'text',
      ceo: 'text',
      companyUrl: 'text',
      businessPhoneNo: 'text',
      hqAddress1: 'text',
      hqAddressCity: 'text',
      hqAddressPostalCode: 'text',
      hqState: 'text',
      hqCountry: 'text',
      incState: 'text',
      employees: 'integer',
      firstStockPriceDate: 'date',
      entityStatus: 'text',
      marketCap: 'number',
      fiscalYearEnd: 'text',
      publishedAt: 'instant',
    },
    key: [],
    time: 'publishedAt',
    published: 'publishedAt',
    perProvider: false,
  },
] as const satisfies readonly DatasetDefinition[];

/** Everything that is kept in rows, by the name of the job that brings it; prices are bars and not among them. */
export type RowDataset = (typeof DATASET_TABLE)[number]['name'];

type DefinitionOf<Name extends RowDataset> = Extract<(typeof DATASET_TABLE)[number], { name: Name }>;

type SubjectColumns<Subject> = Subject extends 'instrument'
  ? { symbol: string }
  : Subject extends 'series'
    ? { series: string }
    : unknown;

/** A row as a provider gives it and as it is stored. */
export type DatasetRow<Name extends RowDataset> = RowOfColumns<DefinitionOf<Name>['columns']> &
  SubjectColumns<DefinitionOf<Name>['subject']>;

export const ROW_DATASETS: readonly RowDataset[] = DATASET_TABLE.map(({ name }) => name);

export function datasetDefinition(name: RowDataset): DatasetDefinition & { name: RowDataset } {
  const found = DATASET_TABLE.find((dataset) => dataset.name === name);
  if (!found) throw new Error(`no dataset named ${name}`);
  return found;
}

/** Whether there can be rows of a symbol: an index reports no earnings. */
export function concernsSymbol(name: RowDataset, symbol: string): boolean {
  return datasetDefinition(name).kinds?.includes(toSymbolKind(symbol)) ?? true;
}
