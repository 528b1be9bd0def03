import type { ProviderId } from '#config';
import type { Bar, CorporateAction, DatasetRow, IntradayTimeframe, RowDataset } from '#domain';
import type { QuarantinedLine } from '#database';

/** Daily prices of one instrument, with its splits and dividends. Dates are `YYYY-MM-DD`, both inclusive. */
export interface DailyBarsRequest {
  symbol: string;
  from: string;
  to: string;
  /** Id and IANA zone of the instrument's calendar. */
  calendar: string;
  timeZone: string;
  /** Ends the request with the job that it is for. */
  signal: AbortSignal;
}

/** Bars shorter than a day, of the sessions of those dates. A vendor that keeps fewer days gives what it has of them. */
export interface IntradayBarsRequest extends DailyBarsRequest {
  timeframe: IntradayTimeframe;
}

export interface BarsAnswer {
  /** As the vendor sent them, in any order; `openTime` of a daily one is the trading date at 00:00Z. */
  bars: Bar[];
  /**
   * With dividends as cash on the shares of their day. For `split` prices: every split from the first bar until now,
   * so that they can be multiplied back.
   */
  actions: CorporateAction[];
  /** Whether prices and volumes are as they were traded, or adjusted for all splits until now. */
  adjusted: 'raw' | 'split';
  /** Lines of a file that are no bars. */
  rejected?: readonly QuarantinedLine[];
}

/** What can be asked of providers: a dataset's name is that of the job that brings it; intraday prices share one. */
export interface DatasetTypes {
  historical_prices: { request: DailyBarsRequest; answer: BarsAnswer };
  intraday_prices: { request: IntradayBarsRequest; answer: BarsAnswer };
}

export type Dataset = keyof DatasetTypes;
export type RequestOf<Name extends Dataset> = DatasetTypes[Name]['request'];
export type AnswerOf<Name extends Dataset> = DatasetTypes[Name]['answer'];

/** @throws ProviderError for whatever the vendor does; the signal's reason when it fires. */
export type Fetch<Name extends Dataset> = (request: RequestOf<Name>) => Promise<AnswerOf<Name>>;

/** Rows of a dataset, of all subjects of a batch at once. Dates are `YYYY-MM-DD`, both inclusive. */
export interface RowsRequest {
  /** Symbols or ids of series, as many as the provider takes at once; of a dataset of the world the symbols it is wanted for. */
  subjects: readonly string[];
  from: string;
  to: string;
  /** What time it is for the job, UTC ms: the slot of a snapshot, and the last instant that an answer may be about. */
  now: number;
  /** Ends the request with the job that it is for. */
  signal: AbortSignal;
}

export interface RowsAnswer<Name extends RowDataset> {
  /** In any order; fractions as fractions, instants UTC, symbols as we write them. */
  rows: DatasetRow<Name>[];
  /** Subjects that it does not know or has nothing of, with the reason: the next provider is asked for these. */
  missing: readonly { subject: string; fault: 'empty' | 'unknown_symbol'; reason: string }[];
  /** What came and can't be a row, with the reason. */
  rejected: readonly { subject: string; raw: string; reason: string }[];
}

/** How a provider gives a dataset. */
export interface RowsSource<Name extends RowDataset> {
  /** Subjects of one request. */
  readonly batchSize: number;
  /** @throws ProviderError when nothing of the batch could be had; the signal's reason when it fires. */
  fetch(request: RowsRequest): Promise<RowsAnswer<Name>>;
}

/** A vendor of market data behind its adapter. */
export interface MarketDataProvider {
  readonly id: ProviderId;
  /** Symbols that are worked on at once. */
  readonly batchSize: number;
  /** The datasets that it has. */
  readonly datasets: { readonly [Name in Dataset]?: Fetch<Name> };
  /** The datasets in rows that it has. */
  readonly rows?: { readonly [Name in RowDataset]?: RowsSource<Name> };
}
