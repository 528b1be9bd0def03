import type { ProvidedDataset } from '#config';

const HOUR = 60;
const DAY = 24 * HOUR;

/** When there must be something new of a dataset, in minutes. */
export type Deadline =
  /** A row of each session, so long after the first time of day in New York that follows its close. */
  | { readonly by: 'session'; readonly runAt: number; readonly patience: number }
  /** A row at least so often while the exchange is open. */
  | { readonly by: 'interval'; readonly every: number }
  /** Rows come when there is news; that somebody looked for them no longer ago than this is what counts. */
  | { readonly by: 'run'; readonly every: number };

/** What the schedules promise, with room for one late run. */
export const DEADLINES: Readonly<Record<ProvidedDataset, Deadline>> = {
  historical_prices: { by: 'session', runAt: 17.5 * HOUR, patience: HOUR },
  stock_quotes: { by: 'interval', every: 5 },
  options_chain: { by: 'interval', every: 15 },
  fundamentals: { by: 'run', every: DAY + HOUR },
  dividends: { by: 'run', every: DAY + HOUR },
  earnings_transcripts: { by: 'run', every: DAY + HOUR },
  economic_indicators: { by: 'run', every: DAY + HOUR },
  earnings: { by: 'run', every: 7 * HOUR },
  earnings_calendar: { by: 'run', every: 13 * HOUR },
  news: { by: 'run', every: HOUR },
  economic_events: { by: 'run', every: 13 * HOUR },
  company_info: { by: 'run', every: 7 * DAY + 2 * HOUR },
};
