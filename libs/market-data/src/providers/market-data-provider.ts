import type { ProviderId } from '#config';
import type { Bar, CorporateAction } from '#domain';
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

export interface DailyBarsAnswer {
  /** As the vendor sent them, in any order; `openTime` is the trading date at 00:00Z. */
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

/** What can be asked of providers: a dataset's name is that of the job that brings it. */
export interface DatasetTypes {
  historical_prices: { request: DailyBarsRequest; answer: DailyBarsAnswer };
}

export type Dataset = keyof DatasetTypes;
export type RequestOf<Name extends Dataset> = DatasetTypes[Name]['request'];
export type AnswerOf<Name extends Dataset> = DatasetTypes[Name]['answer'];

/** @throws ProviderError for whatever the vendor does; the signal's reason when it fires. */
export type Fetch<Name extends Dataset> = (request: RequestOf<Name>) => Promise<AnswerOf<Name>>;

/** A vendor of market data behind its adapter. */
export interface MarketDataProvider {
  readonly id: ProviderId;
  /** Symbols that are worked on at once. */
  readonly batchSize: number;
  /** The datasets that it has. */
  readonly datasets: { readonly [Name in Dataset]?: Fetch<Name> };
}
