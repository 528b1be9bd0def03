import type { AppConfig, ProviderId } from '#config';
import { loadConfig } from '#config';
import type { RowDataset } from '#domain';
import type { StubAnswer, StubReply } from './stub-vendor.js';

/** What a vendor answers to whom it is asked about, and the rows that this has to become. */
export interface RowCase {
  provider: ProviderId;
  dataset: RowDataset;
  /** What is asked for; the days are those of the rows where nothing else is said. */
  subjects: readonly string[];
  from: string;
  to: string;
  now?: string;
  /** By the path that is asked for, without what stands before it in a setting. */
  answers: Readonly<Record<string, StubAnswer | StubReply>>;
  /** As many columns as are not null; instants as ISO texts. */
  rows: readonly Readonly<Record<string, unknown>>[];
}

export const KEYS = { FMP_API_KEY: 'secret-key-of-fmp', FRED_API_KEY: 'secretkeyoffred' };
export const CRUMB = 'secretCrumb';

/** Settings that lead every vendor to the stub. */
export function configFor(base: string): AppConfig {
  return loadConfig({
    ...{ YAHOO_URL: base, YAHOO_PAGE_URL: base, BINANCE_URL: base, SEC_URL: base, SEC_DATA_URL: base },
    ...{ FMP_URL: `${base}/stable`, FRED_URL: `${base}/fred`, SEC_USER_AGENT: 'Barkeep tests@example.com' },
    MARKET_DATA_ALLOW_PRIVATE: 'true',
    ...{ ...KEYS, OPTIONS_EXPIRIES: '2' },
  });
}

/** What vendors want to be asked before they answer. */
const BEFORE: Readonly<Record<string, StubAnswer>> = {
  '/quote/AAPL': { body: '<html></html>', headers: { 'set-cookie': 'A1=stub; Path=/; Secure' } },
  '/v1/test/getcrumb': { body: CRUMB },
  '/files/company_tickers.json': {
    body: JSON.stringify({ 0: { cik_str: 1234, ticker: 'ACME', title: 'Acme' } }),
  },
};

export const isBefore = (pathname: string): boolean => pathname in BEFORE;

/** Answers by path; `instead` is what it says to everything but what has to be asked before. */
export function replyWith(answers: RowCase['answers'], instead?: StubAnswer): StubReply {
  return (url) => {
    const { pathname } = url;
    if (instead !== undefined && !isBefore(pathname)) return instead;
    const answer = { ...BEFORE, ...answers }[pathname];
    if (typeof answer === 'function') return answer(url);
    return answer ?? { status: 404, body: `"no answer to ${pathname}"` };
  };
}

export const json = (value: unknown): { body: string } => ({ body: JSON.stringify(value) });

export const seconds = (instant: string): number => Date.parse(instant) / 1_000;
