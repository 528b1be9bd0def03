import type { RowDataset } from '#domain';

/** Which days a run asks for, counted from today. */
interface DatasetWindow {
  daysBack: number;
  daysAhead: number;
  /** Not further back than the day of the last run that brought something. */
  sinceLastRun?: true;
  /** The rows carry the slot that they were asked for. */
  isSnapshot?: true;
}

/** What a run of each dataset asks for, where its payload does not say. Older rows come by `start` or by a backfill. */
export const DATASET_WINDOWS: Readonly<Record<RowDataset, DatasetWindow>> = {
  stock_quotes: { daysBack: 0, daysAhead: 0 },
  options_chain: { daysBack: 0, daysAhead: 0, isSnapshot: true },
  // Restated figures of the last two years.
  fundamentals: { daysBack: 800, daysAhead: 0 },
  dividends: { daysBack: 400, daysAhead: 90 },
  earnings_transcripts: { daysBack: 120, daysAhead: 0 },
  // Agencies revise the last year.
  economic_indicators: { daysBack: 400, daysAhead: 0 },
  earnings: { daysBack: 400, daysAhead: 0 },
  // What was to be reported has its figures by now; dates to come move.
  earnings_calendar: { daysBack: 7, daysAhead: 90 },
  news: { daysBack: 7, daysAhead: 0, sinceLastRun: true },
  economic_events: { daysBack: 7, daysAhead: 30 },
  company_info: { daysBack: 0, daysAhead: 0 },
};
